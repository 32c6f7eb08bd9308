package forms

import "pairbook/forms/lang"

// Kind is the kind of a field: how it is asked, and what its Value looks like.
type Kind string

// The kinds of fields, each with the canonical form of its value.
const (
	KindShort  Kind = "short"  // one line of text
	KindLong   Kind = "long"   // text of several lines
	KindDate   Kind = "date"   // 2026-03-04
	KindTime   Kind = "time"   // 17:00
	KindNumber Kind = "number" // 60, 1.5 (a point, no grouping)
	KindChoice Kind = "choice" // an option's id; with detail: "other: when the moon is full"
	KindMulti  Kind = "multi"  // one line an option, each as a choice; sub-options as "group.sub"
	KindRating Kind = "rating" // 1 … 5, or "na"
	KindYesNo  Kind = "yesno"  // yes, no
	KindRows   Kind = "rows"   // no value of its own: its cells are addressed by row and column
	KindSign   Kind = "sign"   // "2026-03-24 Amina Diallo"
	KindAuto   Kind = "auto"   // computed; where it may be corrected, a short text
	KindGroup  Kind = "group"  // no value of its own: its parts are addressed by part
)

// By says who answers a field.
type By string

// Who answers: one of the two, both together in one answer, or each their own.
const (
	ByMentor    By = "mentor"
	ByMentee    By = "mentee"
	ByBoth      By = "both"
	ByEach      By = "each"
	ByProgramme By = "programme" // filled by the program or the coordinator; not asked of the pair
)

// Seen says who may read an answer.
type Seen string

// Who reads: the pair; only its author; its author until both are sealed; the
// coordinator too; its author until that person says to have told the other, see
// Sheet.Told.
const (
	SeenPair        Seen = "pair"
	SeenAuthor      Seen = "author"
	SeenSealed      Seen = "sealed"
	SeenCoordinator Seen = "coordinator"
	SeenTold        Seen = "told"
)

// Form is a template: what is asked. It has Sections of Fields.
type Form struct {
	ID       string
	Version  int
	Title    lang.Text
	Purpose  lang.Text // one sentence, printed under the title
	Copies   Copies
	Offer    Offer
	Sections []Section
	Earlier  []Field   // questions of older versions: not asked any more, their answers are still shown
	Share    lang.Text // the line that says who may read a print of it
	Source   string    // file the form was read from
}

// Copies says how many sheets of a form a pair has.
type Copies string

// One sheet; as many as there are meetings; one for each of the two.
const (
	CopiesOne      Copies = "one"
	CopiesNumbered Copies = "numbered"
	CopiesEach     Copies = "each"
)

// Offer says when a sheet of a form is named as the next thing to do. Every sheet
// can be opened at any time.
type Offer string

// From the start, the default; when a step of the plan that it ticks comes near;
// towards the end; never, because it is there to be looked at or is nothing to push
// anybody towards. What has been begun is offered until it is complete.
const (
	OfferStart Offer = "start"
	OfferStep  Offer = "step"
	OfferEnd   Offer = "end"
	OfferNever Offer = "never"
)

// Section is a part of a form that fits one screen's heading.
type Section struct {
	ID     string
	Title  lang.Text
	Intro  lang.Text
	Part   string // of a meeting: prepare, meet or close; else ""
	When   Cond   // shown only then; "show" in form files
	Fields []Field
}

// Field is one question, a column of a table, or a part of a compound question.
type Field struct {
	ID       string
	Kind     Kind
	Label    lang.Text
	Hint     lang.Text
	Examples []lang.Text
	Why      lang.Text // why it matters; shown where it is still missing
	By       By
	Seen     Seen
	Required Cond
	When     Cond // shown only then; "show" in form files
	Options  []Option
	From     string  // options from elsewhere, before its own: "topics", "interests" or the register "goals"
	Columns  []Field // of KindRows
	Parts    []Field // of KindGroup
	Min, Max *float64
	Unit     lang.Text
	Prefill  string   // see Pair.Suggest
	Compare  bool     // asked in three voices: mine, yours, agreed
	Register string   // of KindRows: where the rows live; "" keeps them in the sheet
	Take     Take     // of KindRows with a register: which of its rows
	Of       string   // of KindRows: the table of this form whose rows it shows, with columns of its own beside them
	Given    []Option // of KindRows: the rows there are, instead of rows that people add
	Steps    bool     // of KindRows: the rows are the steps of the programme; "given: steps" in form files
	Shared   bool     // of a column: its cells live in the register, not in the sheet
	Sets     *Sets    // of a column: an answer here also answers there
	Auto     string   // of KindAuto: what is computed, see Sheet.Compute and, for columns, Sheet.CellValue
	ReadOnly bool     // of a column: shown here, changed elsewhere
	Source   string   // where the question comes from: S0 … S4, Pnn, own
	Line     int      // line in the form file, for messages
}

// Take says which rows of a register a table shows.
type Take string

// All rows; those written in this sheet; those of earlier sheets that no earlier
// meeting has settled; those still open.
const (
	TakeAll     Take = "all"
	TakeHere    Take = "here"
	TakeEarlier Take = "earlier"
	TakeOpen    Take = "open"
)

// Sets says that a cell's answer also answers another column of the same
// register row: outcome done sets status done.
type Sets struct {
	Column string
	Values map[string]string
}

// Option is one of the answers of a choice. A multi may have one level of
// options inside a group.
type Option struct {
	ID      string
	Label   lang.Text
	Detail  Kind // "", KindShort or KindNumber: what is typed beside the option
	Options []Option
}

// Field finds a field by id; ok is false where the form has none of that id.
func (f *Form) Field(id string) (fd *Field, ok bool) {
	for i := range f.Sections {
		for j := range f.Sections[i].Fields {
			if f.Sections[i].Fields[j].ID == id {
				return &f.Sections[i].Fields[j], true
			}
		}
	}
	return nil, false
}

// EarlierField finds a question of an older version by id; ok is false where there
// was none.
func (f *Form) EarlierField(id string) (fd *Field, ok bool) {
	for i := range f.Earlier {
		if f.Earlier[i].ID == id {
			return &f.Earlier[i], true
		}
	}
	return nil, false
}

// Sealed reports whether each of the two hands in a copy of the form that the other
// reads only when both are in.
func (f *Form) Sealed() bool {
	if f.Copies != CopiesEach {
		return false
	}
	for i := range f.Sections {
		for j := range f.Sections[i].Fields {
			if f.Sections[i].Fields[j].Seen == SeenSealed {
				return true
			}
		}
	}
	return false
}

// Column finds a column of a table or a part of a group by id.
func (fd *Field) Column(id string) (*Field, bool) {
	for _, list := range [][]Field{fd.Columns, fd.Parts} {
		for i := range list {
			if list[i].ID == id {
				return &list[i], true
			}
		}
	}
	return nil, false
}

// RegisterDef describes a register: a table of the pair that many forms show.
type RegisterDef struct {
	ID      string
	Title   lang.Text
	Columns []Field
}
