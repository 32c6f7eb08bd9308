package export

import (
	"pairbook/forms"
	"pairbook/forms/lang"
)

// Document is what one reader gets of one sheet.
type Document struct {
	Lang        lang.Lang
	Words       *lang.Words // for the few words a format adds itself
	Title       string      // "Working contract", "Meeting 2"
	Purpose     string      // one sentence under the title
	Programme   string      // the programme's name
	PairLine    string      // the people in one line, for headers
	People      []Person    // mentee, then mentor
	Printed     string      // Date in words: "Printed 24 March 2026"
	Version     string      // FormVersion in words; "" for what is no form
	Share       string      // who may read it; stands at the foot
	Private     string      // says whose eyes it is for, where it holds what others may not read; else ""
	Date        lang.Date   // the pair's today
	Pair        forms.PairID
	ProgrammeID string
	Sheet       forms.SheetID
	Form        string // form id
	FormVersion int
	For         forms.Audience // who it was made for, and
	AllVoices   bool           // whether it says what each said: what comes back is held against the same
	Closed      bool           // a sealed copy this reader may not read yet: Blocks is one Note
	Blocks      []Block
	Left        int    // required answers still missing among what the reader sees
	LeftLine    string // Left in words; "" where nothing is missing
}

// imprint is the line that says when it was written, and after which form.
func (d Document) imprint() string {
	if d.Version == "" {
		return d.Printed
	}
	return d.Printed + " · " + d.Version
}

// Person is one of the two, as the head of a document names them.
type Person struct {
	Voice forms.Voice
	Role  string // the programme's word: "Mentee", "Adept"
	Name  string // "" where it is not written yet
}

// Block is one piece of a document: Heading, Question, Signatures or Note.
type Block interface{ block() }

// Heading begins a section. Level is 2: the title of the document is level 1, and
// a question is level 3.
type Heading struct {
	ID    string // section id
	Level int
	Text  string
	Intro string // "" unless Options.Help asks for it
	Scale string // the same where the section rates something, always: it explains the scale
}

// Note is a sentence of ours that is no answer: "not open yet".
type Note struct{ Text string }

// Question is a question with the answers the reader may see.
type Question struct {
	ID       string // field id
	Number   int    // as on the screen; from 1 without gaps for those outside the pair
	Label    string
	Hint     string // of ratings, whose scale it explains; with Options.Help of all; on a blank form which answers bring it up
	Kind     forms.Kind
	Required bool // of somebody whose answer is here
	Answers  []Answer
}

// Missing reports whether an answer the sheet needs is not there.
func (q Question) Missing() bool {
	for _, a := range q.Answers {
		if a.State == Needed {
			return true
		}
	}
	return false
}

// Answered reports whether everybody who is asked has answered.
func (q Question) Answered() bool {
	for _, a := range q.Answers {
		if a.State != Answered && !a.Aside {
			return false
		}
	}
	return true
}

// State says whether an answer is there.
type State string

// The states of an answer, a part or a cell. Blank is a cell nobody has to fill.
const (
	Answered State = "answered"
	Open     State = "open"   // not answered, and need not be
	Needed   State = "needed" // required, and not answered or not wholly
	Blank    State = ""
)

// Answer is what one voice says to a question.
type Answer struct {
	Voice    forms.Voice
	Name     string // whose answer; "" where the question or the sheet tells
	Required bool
	Aside    bool // one's own words beside the agreed ones; the question is answered without them
	State    State
	Mark     string // State in words: "still needed: time"; "" where answered
	Damaged  bool   // it was given, and cannot be read; Mark says so
	Private  string // says whose eyes it is for, where others may not read it; else ""
	Correct  string // says that it was corrected after its meeting was frozen, and when; else ""
	Apart    string // says that another version exists (two copies were edited apart); else ""
	Content
	Parts []Part // of a compound question, all that concern the pair
}

// Content is an answer in itself. Value is canonical, Text is how it reads.
type Content struct {
	Kind    forms.Kind
	Value   forms.Value
	Text    []string // paragraphs, each of one or more lines; empty where nothing is said or Parts or Table say it
	List    bool     // Text is a list of things ticked, not prose
	Options []Option // of a choice, multi, rating or yesno: all, so that a form can show boxes or a scale
	Table   *Table
}

// Option is a box that is ticked or not.
type Option struct {
	ID      string
	Label   string
	Ticked  bool
	Detail  string // what was written beside it
	Writes  bool   // one may write something beside it
	Options []Option
}

// Part is a part of a compound question.
type Part struct {
	ID    string
	Label string
	State State
	Mark  string
	Content
}

// Table is an answer in rows. Caption is the question.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
	Empty   string // what to print where there are no rows
	Open    bool   // whoever gets the document may add rows
}

// Column is the head of a column. ID is the column's id, or its place from 1 in a
// table that was worked out.
type Column struct {
	ID    string
	Label string
	Kind  forms.Kind
}

// Row is a row of a table, a cell for each column. ID is "" where the row was
// worked out.
type Row struct {
	ID    forms.RowID
	Cells []Cell
}

// Cell is one answer in a table. Text has no paragraphs but may have lines.
type Cell struct {
	Value forms.Value
	Text  string
	State State
	Mark  string // in words, where something is missing
	Bar   *Bar   // drawn instead of Text where pictures can be; else nil
}

// Bar is a bar of a diagram.
type Bar struct {
	Share float64 // of the whole length, 0 to 1
	Title string  // what it says, in words
	Note  string  // what it is about
}

// Signatures is the block at the foot where the two sign, or have signed.
type Signatures struct {
	Title string
	Lines []Signature
}

// Signature is one line to sign on.
type Signature struct {
	ID       string // field id
	Label    string // what is signed: "The mentor's signature", "We agree on this"
	Voice    forms.Voice
	Role     string // the programme's word for the person; "" for both
	Printed  string // the person's name in print; "" where it is not written yet
	Required bool
	State    State
	Mark     string
	Private  string // as in Answer
	Value    forms.Value
	Signed   string // "Signed by Amina Diallo, 24 March 2026"; "" where a line is to be drawn
}

func (Heading) block()    {}
func (Note) block()       {}
func (Question) block()   {}
func (Signatures) block() {}
