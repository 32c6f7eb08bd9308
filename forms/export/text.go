package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"pairbook/forms"
)

// Widths of plain text, in cells of a terminal or characters on paper.
const (
	TextWidth    = 80 // what Write uses
	minTextWidth = 30 // narrower, indents would eat the words
)

// Text writes a document as plain text of at most width cells a line; less than 30
// counts as 30. Answers are indented, so that no answer can pass for a question or
// a heading. Errors are the writer's.
func Text(w io.Writer, d Document, width int) error {
	t := &textWriter{width: max(width, minTextWidth), doc: d}
	t.head()
	for _, b := range d.Blocks {
		t.block(b)
	}
	t.foot()
	return send(w, FormatText, t.b.String())
}

// send hands a finished document to its writer in one piece.
func send(w io.Writer, f Format, s string) error {
	if _, err := io.WriteString(w, s); err != nil {
		return fmt.Errorf("writing the document as %s: %w", f, err)
	}
	return nil
}

// textWriter gathers the rows of a plain text.
type textWriter struct {
	b     strings.Builder
	width int
	doc   Document
}

// Indents: of an answer under its question, and of what belongs to it.
const (
	answerIndent = "    "
	hangIndent   = "      "
	listSign     = "- "
)

// put sets a text with one indent for its first row and one for all others.
// Rows have no blanks at their end.
func (t *textWriter) put(first, rest, s string) {
	room := t.width - max(width(first), width(rest))
	for i, row := range wrap(s, room) {
		if i == 0 {
			row = first + row
		} else {
			row = rest + row
		}
		t.b.WriteString(strings.TrimRight(row, " ") + "\n")
	}
}

// line sets a text at the margin; nothing where there is none.
func (t *textWriter) line(s string) {
	if s != "" {
		t.put("", "", s)
	}
}

func (t *textWriter) gap() { t.b.WriteString("\n") }

// rule underlines the row before it.
func (t *textWriter) rule(sign, under string) {
	t.b.WriteString(strings.Repeat(sign, max(1, min(width(under), t.width))) + "\n")
}

func (t *textWriter) head() {
	d := t.doc
	t.line(d.Programme)
	t.gap()
	t.line(d.Title)
	t.rule("=", d.Title)
	t.line(d.PairLine)
	t.line(d.imprint())
	for _, s := range []string{d.Purpose, d.Private, d.LeftLine} {
		if s != "" {
			t.gap()
			t.line(s)
		}
	}
}

func (t *textWriter) foot() {
	if t.doc.Share != "" {
		t.gap()
		t.line(t.doc.Share)
	}
}

func (t *textWriter) block(b Block) {
	t.gap()
	switch b := b.(type) {
	case Heading:
		t.heading(b.Text)
		t.line(b.Intro)
	case Note:
		t.line(b.Text)
	case Question:
		t.question(b)
	case Signatures:
		t.signatures(b)
	}
}

// heading sets a section's title with more room above it than a question has.
func (t *textWriter) heading(text string) {
	t.gap()
	t.line(text)
	t.rule("-", text)
}

func (t *textWriter) question(q Question) {
	number := strconv.Itoa(q.Number) + ". "
	t.put(number, strings.Repeat(" ", len(number)), q.Label)
	if q.Hint != "" {
		t.put(answerIndent, answerIndent, q.Hint)
	}
	for i, a := range q.Answers {
		if i > 0 && (a.Table != nil || q.Answers[i-1].Table != nil) {
			t.gap()
		}
		t.answer(a)
	}
}

// answer sets whose answer it is, the answer, and what is to say about it.
func (t *textWriter) answer(a Answer) {
	first, rest := answerIndent, answerIndent
	if a.Name != "" {
		label := t.label(a.Name)
		first, rest = answerIndent+label+" ", hangIndent
		if !t.fitsBehind(first, a) {
			t.put(answerIndent, hangIndent, label)
			first = hangIndent
		}
	}
	if a.Table != nil {
		t.table(a.Table, rest)
	} else if len(a.Text) == 0 && len(a.Parts) > 0 {
		first = t.parts(a.Parts, first, rest)
	} else {
		first = t.text(a.Content, first, rest)
	}
	for _, s := range []string{brackets(a.Mark), brackets(a.Private), brackets(a.Apart), brackets(a.Correct)} {
		if s != "" {
			t.put(first, rest, s)
			first = rest
		}
	}
}

// fitsBehind reports whether an answer can stand on the row of its author's name.
func (t *textWriter) fitsBehind(name string, a Answer) bool {
	if !a.says() {
		return a.Table == nil && width(name) <= t.width/2
	}
	return len(a.Text) == 1 && !a.List && width(name+a.Text[0]) <= t.width && !strings.Contains(a.Text[0], "\n")
}

// text sets paragraphs or a list; it returns the indent of what comes next.
func (t *textWriter) text(c Content, first, rest string) string {
	for i, p := range c.Text {
		if c.List {
			t.put(first+listSign, rest+strings.Repeat(" ", len(listSign)), p)
		} else {
			if i > 0 {
				t.gap()
			}
			t.put(first, rest, p)
		}
		first = rest
	}
	return first
}

// parts sets the parts that are answered, each behind its label.
func (t *textWriter) parts(parts []Part, first, rest string) string {
	for _, p := range parts {
		if len(p.Text) == 0 {
			continue
		}
		if len(p.Text) == 1 && !p.List {
			t.put(first, rest+"  ", t.labelled(p.Label, p.Text[0]))
		} else {
			t.put(first, rest, t.label(p.Label))
			t.text(p.Content, rest+"  ", rest+"  ")
		}
		first = rest
	}
	return first
}

func (t *textWriter) label(s string) string { return t.doc.Words.T("export.label", "label", s) }

// labelled puts a label before a text; a part without a label stands alone.
func (t *textWriter) labelled(label, s string) string {
	if label == "" {
		return s
	}
	return t.label(label) + " " + s
}

// brackets sets a remark of ours off from what people wrote.
func brackets(s string) string {
	if s == "" {
		return ""
	}
	return "[" + s + "]"
}

func (t *textWriter) signatures(s Signatures) {
	t.heading(s.Title)
	last := ""
	for i, l := range s.Lines {
		if i > 0 {
			t.gap()
		}
		if l.Label != last {
			t.line(l.Label)
			last = l.Label
		}
		t.line(t.printed(l))
		if l.Signed != "" {
			t.line(l.Signed)
		} else {
			t.line(t.label(t.doc.Words.T("export.signature")) + " ____________________________ " +
				t.label(t.doc.Words.T("export.date")) + " ______________")
			t.line(brackets(l.Mark))
		}
		t.line(brackets(l.Private))
	}
}

func (t *textWriter) printed(l Signature) string { return printedName(t.doc, l) }

// printedName is the line that says in print who signs.
func printedName(d Document, l Signature) string {
	name := l.Printed
	if name == "" && l.Voice != forms.Agreed {
		name = d.Words.T("export.no_name")
	}
	if l.Role == "" {
		return name
	}
	return d.Words.T("export.person", "role", l.Role, "name", name)
}
