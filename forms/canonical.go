package forms

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"pairbook/forms/lang"
)

// The canonical text of a sheet is what a signature is given for. It is made of lines
// that a person can read and that a program reads in one way only:
//
//	pairbook wording 1
//	sheet contract
//	form contract 1
//	language en
//	version 1
//
//	question ct_length agreed
//	? Length of a meeting
//	part from
//	? from
//	= 60
//	> 60 minutes
//
// After an empty line each question begins with its id and whose answer it is. "?" is
// what was asked, "=" the answer as it is kept, ">" the answer as it is read, left out
// where that is the same. "part" stands before each part of a compound question and
// each cell of a row, "row" before each row of a table, with its name where it has one.
// A text of several lines has the same sign before each. Lines end in LF, the text is
// UTF-8 in NFC. Questions stand in the form's order, rows in the table's; what nobody
// answered is left out, and so are signatures, private answers and what the program
// works out. The same content is always the same bytes.

// wordingFormat is the number in the first line.
const wordingFormat = "1"

// wording is what a sheet says, taken apart.
type wording struct {
	head      [][2]string // key and value
	questions []asked
}

// asked is one answered question.
type asked struct {
	id      string
	voice   Voice
	label   string
	answers []answer
}

// answer is an answer, a part of one, or a cell of a row.
type answer struct {
	row   int    // place of the row from 1; 0 for no row
	name  string // the row's, where rows have names
	part  string // "" for the answer itself
	label string // the part's
	value string
	shown string
}

// Canonical returns the sheet's text in the form that signatures are given for: the
// questions as they read in a language, and the answers both have agreed on; of an
// evaluation that person's. See the head of this file for its lines. A language we do
// not have gives the pair's own.
func (s Sheet) Canonical(l lang.Lang) string { return s.canonical(l, s.Version()) }

func (s Sheet) canonical(l lang.Lang, version int) string {
	s = s.in(l)
	w := wording{questions: s.asked()}
	w.head = [][2]string{
		{"pairbook wording", wordingFormat},
		{"sheet", s.ID.String()},
		{"form", s.Form.ID + " " + strconv.Itoa(s.Form.Version)},
		{"language", string(s.Pair.Words.Lang())},
		{"version", strconv.Itoa(version)},
	}
	return w.String()
}

// in returns the sheet as it reads in another language.
func (s Sheet) in(l lang.Lang) Sheet {
	if l == s.Pair.Words.Lang() {
		return s
	}
	w, err := lang.Load(l)
	if err != nil {
		return s
	}
	s.Pair = NewPair(s.Pair.Record, s.Pair.Library, s.Pair.Today, w)
	return s
}

// asked lists what a signature of the sheet is given for.
func (s Sheet) asked() []asked {
	var out []asked
	for _, it := range s.Items() {
		if !forSigning(it.Field) {
			continue
		}
		for _, v := range it.Voices {
			if answers := s.answers(it.Field, v); len(answers) > 0 {
				out = append(out, asked{it.Field.ID, v, canonicalText(s.Pair.Text(it.Field.Label)), answers})
			}
		}
	}
	return out
}

// forSigning reports whether an answer belongs to what is signed. What one of the two
// keeps from the other cannot be agreed on.
func forSigning(fd *Field) bool {
	switch fd.Seen {
	case SeenAuthor, SeenCoordinator, SeenTold:
		return false
	}
	return fd.Kind != KindSign
}

// answers lists what was answered to a question in a voice.
func (s Sheet) answers(fd *Field, v Voice) []answer {
	at := s.Address(fd, v)
	switch fd.Kind {
	case KindRows:
		return s.rowAnswers(fd, v)
	case KindGroup:
		var out []answer
		for i := range fd.Parts {
			part := &fd.Parts[i]
			if a, ok := s.answer(part, v, s.Pair.Record.Value(at.At(part.ID))); ok {
				a.part, a.label = part.ID, canonicalText(s.Pair.Text(part.Label))
				out = append(out, a)
			}
		}
		return out
	}
	if a, ok := s.answer(fd, v, s.Pair.Record.Value(at)); ok {
		return []answer{a}
	}
	return nil
}

// answer takes one value in; ok is false for what is not signed.
func (s Sheet) answer(fd *Field, v Voice, value Value) (a answer, ok bool) {
	if value == "" || !forSigning(fd) || !s.Shown(fd, v) {
		return a, false
	}
	return answer{value: canonicalText(string(value)), shown: canonicalText(fd.Show(value, s.Pair.Asking()))}, true
}

// rowAnswers lists the cells of a table that are written here. Of what is only shown
// here a row keeps the first column, which names it; a row that nothing is written in
// is left out.
func (s Sheet) rowAnswers(fd *Field, v Voice) []answer {
	var out []answer
	n := 0
	for _, row := range s.Rows(fd, v) {
		cells, own := s.cellAnswers(fd, v, row.ID)
		if !own {
			continue
		}
		n++
		name := canonicalText(oneLine(s.rowName(fd, row.ID)))
		for _, c := range cells {
			c.row, c.name = n, name
			out = append(out, c)
		}
	}
	return out
}

// cellAnswers lists the cells of a row; own reports whether one is written here.
func (s Sheet) cellAnswers(fd *Field, v Voice, row RowID) (cells []answer, own bool) {
	for i := range fd.Columns {
		col := &fd.Columns[i]
		if col.Kind == KindAuto || col.ReadOnly && i > 0 {
			continue
		}
		if a, ok := s.answer(col, v, s.Pair.Record.Value(s.Cell(fd, v, row, col))); ok {
			a.part, a.label = col.ID, canonicalText(s.Pair.Text(col.Label))
			cells = append(cells, a)
			own = own || !col.ReadOnly
		}
	}
	return cells, own
}

// canonicalText brings any text into the one form it is compared in.
func canonicalText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return norm.NFC.String(strings.ReplaceAll(s, "\r", "\n"))
}

// String writes the text, see the head of this file.
func (w wording) String() string {
	var b strings.Builder
	for _, h := range w.head {
		b.WriteString(h[0] + " " + h[1] + "\n")
	}
	for _, q := range w.questions {
		b.WriteString("\nquestion " + q.id + " " + string(q.voice) + "\n")
		writeLines(&b, '?', q.label)
		row := 0
		for _, a := range q.answers {
			if a.row != row {
				row = a.row
				b.WriteString(strings.TrimRight("row "+strconv.Itoa(row)+" "+a.name, " ") + "\n")
			}
			a.write(&b)
		}
	}
	return b.String()
}

func (a answer) write(b *strings.Builder) {
	if a.part != "" {
		b.WriteString("part " + a.part + "\n")
		writeLines(b, '?', a.label)
	}
	writeLines(b, '=', a.value)
	if a.shown != a.value {
		writeLines(b, '>', a.shown)
	}
}

// writeLines writes a text with a sign before each line; nothing for no text.
func writeLines(b *strings.Builder, sign byte, text string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteByte(sign)
		if line != "" {
			b.WriteString(" " + line)
		}
		b.WriteByte('\n')
	}
}
