package export

import (
	"strconv"
	"strings"
)

// officeLook names how a paragraph looks. Both office formats have a style for each.
type officeLook string

// The looks of paragraphs. Headings are of the level of the document's tree.
const (
	lookTitle    officeLook = "Heading1"
	lookSection  officeLook = "Heading2"
	lookQuestion officeLook = "Heading3"
	lookSmall    officeLook = "Small"  // who and when, above the title and below the text
	lookHint     officeLook = "Hint"   // stays with what follows
	lookName     officeLook = "Name"   // whose answer, or which part of it; stays with it
	lookAnswer   officeLook = "Answer" // an answer in prose
	lookItem     officeLook = "Item"   // a line of an answer: a box, an entry
	lookSubItem  officeLook = "SubItem"
	lookMark     officeLook = "Mark" // a remark of ours
	lookLine     officeLook = "Line" // a line to write on
	lookShare    officeLook = "Share"
)

// officeBox is a check box before a text.
type officeBox int

const (
	noBox officeBox = iota
	openBox
	tickedBox
)

// officeRun is a piece of a paragraph: a box, words, a ruled line up to the next stop, or
// several of them in this order.
type officeRun struct {
	box    officeBox
	about  string // what the box stands for, for those who do not see it
	text   string
	strong bool
	line   bool
}

// officePara is a paragraph.
type officePara struct {
	look officeLook
	keep bool // on the page of what follows
	runs []officeRun
}

// plain is all that a paragraph says.
func (p officePara) plain() string {
	var b strings.Builder
	for _, r := range p.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// officeGrid is a table with a head. Cells are text of one or more lines.
type officeGrid struct {
	caption string
	head    []string
	rows    [][]officeCell
	widths  []int // of the columns, in parts of their sum
	roomy   bool  // rows are to be written in by hand
}

type officeCell struct {
	text string
	mark bool // a remark of ours
}

// officeUnit is a paragraph or, where grid is set, a table.
type officeUnit struct {
	officePara
	grid *officeGrid
}

// officeFlow lays a document out as paragraphs and tables, one below the other. What kind
// of file they end up in is another's affair.
type officeFlow struct {
	doc   Document
	blank bool // a form to fill in by hand: lines and boxes, and no answers
	units []officeUnit
}

// flowOf lays out a document.
func flowOf(d Document, blank bool) []officeUnit {
	f := &officeFlow{doc: d, blank: blank}
	f.top()
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			f.say(lookSection, b.Text)
			f.say(lookHint, b.Intro)
		case Note:
			f.say(lookAnswer, b.Text)
		case Question:
			f.question(b)
		case Signatures:
			f.signatures(b)
		}
	}
	f.say(lookShare, d.Share)
	return f.units
}

// add adds a paragraph; one that says nothing is left out.
func (f *officeFlow) add(p officePara) {
	if len(p.runs) > 0 {
		f.units = append(f.units, officeUnit{officePara: p})
	}
}

// say adds a text as a paragraph.
func (f *officeFlow) say(l officeLook, s string) {
	if s = clean(s); s != "" {
		f.add(officePara{look: l, runs: []officeRun{{text: s}}})
	}
}

// stay keeps the paragraphs since one with the last of them, on one page.
func (f *officeFlow) stay(since int) {
	for i := since; i < len(f.units)-1; i++ {
		f.units[i].keep = true
	}
}

func (f *officeFlow) label(s string) string { return f.doc.Words.T("export.label", "label", s) }

func (f *officeFlow) top() {
	d := f.doc
	f.say(lookSmall, d.Programme)
	f.say(lookTitle, d.Title)
	f.people()
	f.say(lookSmall, d.imprint())
	f.say(lookAnswer, d.Purpose)
	f.say(lookMark, d.Private)
	if !f.blank {
		f.say(lookMark, d.LeftLine)
	}
}

// people names the two, or leaves lines for their names where paper asks for them.
func (f *officeFlow) people() {
	missing := false
	for _, p := range f.doc.People {
		missing = missing || p.Name == ""
	}
	if !f.blank || !missing {
		f.say(lookSmall, f.doc.PairLine)
		return
	}
	for _, p := range f.doc.People {
		r := officeRun{text: clean(f.label(p.Role)) + " ", line: true}
		if p.Name != "" {
			r.text, r.line = r.text+clean(p.Name), false
		}
		f.add(officePara{look: lookLine, keep: true, runs: []officeRun{r}})
	}
}

func (f *officeFlow) question(q Question) {
	f.say(lookQuestion, strconv.Itoa(q.Number)+". "+q.Label)
	f.say(lookHint, q.Hint)
	for _, a := range q.Answers {
		f.answer(a)
	}
}

// signatures sets the lines to sign on, each of them on one page.
func (f *officeFlow) signatures(s Signatures) {
	w := f.doc.Words
	f.say(lookSection, s.Title)
	last := ""
	for _, l := range s.Lines {
		since := len(f.units)
		if l.Label != last {
			f.say(lookName, l.Label)
			last = l.Label
		}
		if !f.blank || l.Printed != "" {
			f.say(lookItem, printedName(f.doc, l))
		} else {
			f.add(officePara{look: lookLine, runs: []officeRun{{text: clean(f.label(l.Role)) + " ", line: true}}})
		}
		if l.Signed != "" && !f.blank {
			f.say(lookItem, l.Signed)
		} else {
			f.add(officePara{look: lookLine, runs: []officeRun{
				{text: clean(f.label(w.T("export.signature"))) + " ", line: true},
				{text: " " + clean(f.label(w.T("export.date"))) + " ", line: true},
			}})
		}
		if !f.blank {
			f.say(lookMark, l.Mark)
		}
		f.say(lookMark, l.Private)
		f.stay(since)
	}
}
