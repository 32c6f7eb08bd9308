package forms

import "pairbook/forms/lang"

// Asking is what is needed to read and show answers: the language, the day, the
// options that come from elsewhere, and the words of the programme.
type Asking struct {
	Words *lang.Words
	Today lang.Date
	// Options returns the options of a choice or multi, also those that come From
	// elsewhere. Nil means that a field has the options of its form only.
	Options func(fd *Field) []Option
	// Fill returns a label in the asker's language with the programme's terms in
	// it. Nil means that labels are taken as they stand.
	Fill func(text lang.Text) string
}

// Parse reads what a person or a script typed.
func (fd *Field) Parse(in string, a Asking) (Value, *Problem) { return Value(in), nil }

// Show words a value.
func (fd *Field) Show(v Value, a Asking) string { return string(v) }

// ShowShort words a value for a table cell.
func (fd *Field) ShowShort(v Value, a Asking) string { return string(v) }

// Check reports what is wrong with a stored value.
func (fd *Field) Check(v Value, a Asking) *Problem { return nil }

// Edit returns the text of a value for an editor.
func (fd *Field) Edit(v Value, a Asking) string { return string(v) }

// Echo says how typed text is understood.
func (fd *Field) Echo(in string, a Asking) string { return "" }

// Entry is one chosen option: its id, and what was typed beside it.
type Entry struct{ ID, Detail string }

// Entries takes the value of a choice or multi apart.
func Entries(v Value) []Entry { return nil }

// JoinEntries is the reverse of Entries.
func JoinEntries(es []Entry) Value { return "" }

// Tick adds or removes an option.
func Tick(v Value, id string, on bool, order []Option) Value { return v }

// SplitSign takes a signature apart.
func SplitSign(v Value) (name string, d lang.Date, ok bool) { return "", lang.Date{}, false }
