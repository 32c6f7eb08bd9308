package forms

import (
	"strings"

	"pairbook/forms/lang"
)

// MaxAnswer is the most bytes a typed answer may have: 1 MiB.
const MaxAnswer = 1 << 20

// Asking is what is needed to read and show answers: the language, the day, the
// options that come from elsewhere, and the words of the programme.
type Asking struct {
	Words *lang.Words // nil means English
	Today lang.Date   // "tomorrow" counts from here, and a signature without a date gets this one
	// Options returns the options of a choice or multi, also those that come From
	// elsewhere. Nil means that a field has the options of its form only.
	Options func(fd *Field) []Option
	// Fill returns a label in the asker's language with the programme's terms in
	// it. Nil means that labels are taken as they stand.
	Fill func(text lang.Text) string
}

// reader reads and shows the answers of one kind. Values handed to show, short
// and edit are valid.
type reader interface {
	parse(in string) (Value, *Problem)
	show(v Value) string
	short(v Value) string
	edit(v Value) string
	check(v Value) *Problem
}

func (fd *Field) reader(a Asking) reader {
	b := base{fd, a.withDefaults()}
	switch fd.Kind {
	case KindDate:
		return dateReader{b}
	case KindTime:
		return timeReader{b}
	case KindNumber:
		return numberReader{base: b}
	case KindChoice, KindMulti:
		return newChoiceReader(b)
	case KindRating:
		return ratingReader{b}
	case KindYesNo:
		return yesNoReader{b}
	case KindSign:
		return signReader{b}
	case KindRows, KindGroup:
		return partsReader{b}
	case KindLong:
		return longReader{b}
	}
	return shortReader{b}
}

// Parse reads what a person or a script typed and returns the canonical value.
// Nothing typed, or only blanks, is "": the answer is taken back. Tables and
// groups have no value of their own: for them there is always a problem, which
// says to name a column or a part. A canonical value is read as itself, in every
// language.
func (fd *Field) Parse(in string, a Asking) (Value, *Problem) {
	r := fd.reader(a)
	switch {
	case len(in) > MaxAnswer:
		return "", problem("value.too-long")
	case blank(in) && fd.hasValue():
		return "", nil
	}
	return r.parse(in)
}

// hasValue says whether answers stand at the field itself.
func (fd *Field) hasValue() bool { return fd.Kind != KindRows && fd.Kind != KindGroup }

// Show returns a value as a person reads it: "Thursday 4 June 2026", "monthly",
// "60 minutes". It is empty for no value only, and holds no control characters
// but the line ends of a long text. A value that is not valid is shown as it is.
func (fd *Field) Show(v Value, a Asking) string {
	r := fd.reader(a)
	if v == "" {
		return ""
	}
	if fd.asItIs(r, v) {
		return readable(v, a)
	}
	return r.show(v)
}

// ShowShort is Show on one line and with short dates, for the cells of a table.
// A number stands without its unit, a rating without its word: the column's head
// has said them.
func (fd *Field) ShowShort(v Value, a Asking) string {
	r := fd.reader(a)
	if v == "" {
		return ""
	}
	if fd.asItIs(r, v) {
		return oneLine(readable(v, a))
	}
	return r.short(v)
}

// asItIs says whether a value can only be shown as it stands. Choices are left to
// their reader, which words what it knows of a value that is only partly valid.
func (fd *Field) asItIs(r reader, v Value) bool {
	return fd.Kind != KindChoice && fd.Kind != KindMulti && r.check(v) != nil
}

// readable makes any text fit to be shown.
func readable(v Value, a Asking) string {
	if s := untabbed(cleanLong(string(v))); !blank(s) {
		return s
	}
	return a.withDefaults().Words.T("value.unreadable")
}

// Check reports what is wrong with a stored value; nil for "" and for every
// canonical value. The order in which a multi's options stand is not looked at:
// options may have been put in another order since.
func (fd *Field) Check(v Value, a Asking) *Problem {
	r := fd.reader(a)
	switch {
	case v == "":
		return nil
	case len(v) > MaxAnswer:
		return problem("value.too-long")
	}
	return r.check(v)
}

// Edit returns a value as text that a person can change and Parse reads back:
// "4 June 2026", "1,5" in Swedish, an option's label. It is one line but for long
// texts, and for a multi with words beside more than one option.
func (fd *Field) Edit(v Value, a Asking) string {
	r := fd.reader(a)
	if v == "" || fd.Check(v, a) != nil {
		return string(v)
	}
	text := r.edit(v)
	// Labels, names and words are people's own: where one happens to read like
	// something else, the canonical form is what is surely read back.
	if back, p := fd.Parse(text, a); p != nil || back != v {
		return string(v)
	}
	return text
}

// Echo returns how typed text is understood, for the line under the editor:
// "= Thursday 4 June 2026". It is empty while there is nothing to say: for plain
// text, for what is not understood (yet), and where the answer reads as it was
// typed.
func (fd *Field) Echo(in string, a Asking) string {
	switch fd.Kind {
	case KindShort, KindLong, KindAuto:
		return ""
	}
	v, p := fd.Parse(in, a)
	if p != nil || v == "" {
		return ""
	}
	text := oneLine(fd.Show(v, a))
	if text == strings.TrimSpace(in) {
		return ""
	}
	return a.withDefaults().Words.T("value.echo", "text", text)
}

// withDefaults fills in what the asker left out.
func (a Asking) withDefaults() Asking {
	if a.Words == nil {
		a.Words, _ = lang.Load(lang.English) // English is always shipped
	}
	if a.Fill == nil {
		l := a.Words.Lang()
		a.Fill = func(t lang.Text) string { return t.In(l) }
	}
	return a
}

// base is what the readers of all kinds have.
type base struct {
	fd *Field
	a  Asking
}

// typed cuts what was typed to a length that fits into a sentence.
func typed(in string) string {
	const most = 40
	runes := []rune(strings.TrimSpace(cleanShort(in)))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// same checks a value of a kind whose canonical form is read as itself.
func same(r reader, v Value) *Problem {
	got, p := r.parse(string(v))
	switch {
	case p != nil:
		return p
	case got != v:
		return problem("value.stored")
	}
	return nil
}

// partsReader refuses answers to tables and groups, which have none of their own.
type partsReader struct{ base }

func (r partsReader) parse(string) (Value, *Problem) { return "", r.refuse() }
func (r partsReader) check(Value) *Problem           { return r.refuse() }
func (r partsReader) show(v Value) string            { return string(v) }
func (r partsReader) short(v Value) string           { return string(v) }
func (r partsReader) edit(v Value) string            { return string(v) }

func (r partsReader) refuse() *Problem {
	key, name, fields := "value.parts", "parts", r.fd.Parts
	if r.fd.Kind == KindRows {
		key, name, fields = "value.table", "columns", r.fd.Columns
	}
	ids := make([]string, len(fields))
	for i := range fields {
		ids[i] = fields[i].ID
	}
	return problem(key, name, strings.Join(ids, ", "))
}
