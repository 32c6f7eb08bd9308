package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
)

// Markdown writes a document as Markdown with GitHub's tables: one heading of
// level 1, a section is level 2, a question level 3. What people wrote is escaped,
// so that it reads as it was written and cannot become markup; forms/intake reads it
// back to the letter. Remarks of ours are set in emphasis. Errors are the writer's.
func Markdown(w io.Writer, d Document) error {
	m := &mdWriter{doc: d}
	m.head()
	for _, b := range d.Blocks {
		m.block(b)
	}
	if d.Share != "" {
		m.para("---")
		m.para(mdText(d.Share))
	}
	return send(w, FormatMarkdown, m.passport()+strings.TrimLeft(m.b.String(), "\n"))
}

// mdWriter gathers blocks with an empty line before each.
type mdWriter struct {
	b     strings.Builder
	doc   Document
	tells bool     // in a section that only tells
	fixed []string // see Fixed
}

// passport is the line that nobody sees and that says what file it is: the form of the
// file, the sheet and its form's version, the pair, the language, for whom it is, in
// which voices, and the marks of what is fixed in it and of its answers. "" for what is no sheet.
func (m *mdWriter) passport() string {
	d := m.doc
	if d.Form == "" {
		return ""
	}
	return fmt.Sprintf("<!-- pairbook %d %s %d %s %s %s %s %s %s -->\n\n",
		Schema, d.Sheet, d.FormVersion, d.Pair, d.Lang, d.For, voicesOf(d), Fixed(m.fixed), Said(d))
}

// The voices of a document, as files name them.
const (
	VoicesAgreed = "agreed"
	VoicesAll    = "all"
)

func voicesOf(d Document) string {
	if d.AllVoices {
		return VoicesAll
	}
	return VoicesAgreed
}

// fix notes what has been written since a place as nobody's to change.
func (m *mdWriter) fix(since int) {
	if text := strings.TrimSpace(m.b.String()[since:]); text != "" {
		m.fixed = append(m.fixed, text)
	}
}

// para adds a block that is Markdown already.
func (m *mdWriter) para(md string) {
	if md != "" {
		m.b.WriteString("\n" + md + "\n")
	}
}

func (m *mdWriter) heading(level int, text string) {
	m.para(strings.Repeat("#", level) + " " + mdLine(text))
}

// strong sets our own labels and emphasis our own remarks; both are escaped here.
func strong(s string) string { return "**" + mdLine(s) + "**" }

func emphasis(s string) string {
	if s == "" {
		return ""
	}
	return "*" + mdLine(s) + "*"
}

func (m *mdWriter) head() {
	d := m.doc
	m.para(mdText(d.Programme))
	m.heading(1, d.Title)
	m.para(mdLines([]string{d.PairLine, d.imprint()}))
	m.para(mdText(d.Purpose))
	m.para(emphasis(d.Private))
	m.para(emphasis(d.LeftLine))
}

func (m *mdWriter) block(b Block) {
	switch b := b.(type) {
	case Heading:
		m.heading(b.Level, b.Text)
		m.para(emphasis(b.Intro))
		m.tells = told(b.ID)
	case Note:
		m.para(mdText(b.Text))
	case Question:
		m.question(b)
	case Signatures:
		m.signatures(b)
	}
}

func (m *mdWriter) question(q Question) {
	m.para("### " + strconv.Itoa(q.Number) + ". " + mdLine(q.Label))
	m.para(emphasis(q.Hint))
	since := m.b.Len()
	for _, a := range q.Answers {
		m.answer(a)
	}
	if m.tells || q.Kind == forms.KindAuto {
		m.fix(since)
	}
}

func (m *mdWriter) answer(a Answer) {
	if a.Name != "" {
		m.para(strong(m.label(a.Name)))
	}
	switch {
	case a.Table != nil:
		m.table(a.Table)
	case len(a.Parts) > 0:
		m.parts(a.Parts)
	default:
		m.para(m.text(a.Content))
	}
	for _, s := range []string{a.Mark, a.Private, a.Apart, a.Correct} {
		m.para(emphasis(s))
	}
}

func (m *mdWriter) label(s string) string { return m.doc.Words.T("export.label", "label", s) }

// text writes an answer: words to the letter, what is ticked as a list.
func (m *mdWriter) text(c Content) string {
	switch {
	case c.Kind == forms.KindMulti && len(c.Text) > 0:
		return "- " + strings.Join(m.ticked(c), "\n- ")
	case c.Kind == forms.KindChoice && len(c.Text) > 0:
		if es := forms.Entries(c.Value); len(es) == 1 && es[0].Detail != oneLine(es[0].Detail) {
			return m.ticked(c)[0]
		}
	case (c.Kind == forms.KindShort || c.Kind == forms.KindLong) && c.Value != "" && slices.Equal(c.Text, written(c)):
		return mdProse(string(c.Value))
	}
	paras := make([]string, len(c.Text))
	for i, p := range c.Text {
		paras[i] = mdText(p)
	}
	return strings.Join(paras, "\n\n")
}

// written is how a text reads that was kept as it is.
func written(c Content) []string {
	if c.Kind == forms.KindShort {
		return []string{oneLine(string(c.Value))}
	}
	return paragraphs(string(c.Value))
}

// ticked lists what was chosen in the order in which it is kept, a line each: the
// option, or "group: option", and what was written beside it.
func (m *mdWriter) ticked(c Content) []string {
	names := map[string]string{}
	for _, o := range c.Options {
		names[o.ID] = o.Label
		for _, sub := range o.Options {
			names[o.ID+"."+sub.ID] = m.doc.Words.T("value.in-group", "group", o.Label, "option", sub.Label)
		}
	}
	var out []string
	entries := forms.Entries(c.Value)
	gone := 0 // words for what is no option any more stand last in the text
	for _, e := range entries {
		if names[e.ID] == "" {
			gone++
		}
	}
	for _, e := range entries {
		name := names[e.ID]
		switch {
		case name == "" && gone <= len(c.Text):
			out = append(out, mdLine(c.Text[len(c.Text)-gone]))
			gone--
		case e.Detail != "":
			out = append(out, mdLine(m.label(name))+" "+mdExact(e.Detail))
		default:
			out = append(out, mdLine(name))
		}
	}
	return out
}

// parts writes a compound question, each part after its name: what stands on one line
// close together.
func (m *mdWriter) parts(parts []Part) {
	var lines []string
	flush := func() {
		m.para(strings.Join(lines, "\\\n"))
		lines = nil
	}
	for _, p := range parts {
		text := m.text(p.Content)
		if text == "" {
			continue
		}
		name := strong(m.label(p.Label))
		if !strings.Contains(text, "\n") && !p.List {
			lines = append(lines, name+" "+text)
			continue
		}
		flush()
		m.para(name)
		m.para(text)
	}
	flush()
}

// table writes the rows under their head. Where there are none yet and some may be
// written, a row with nothing in it shows how one looks: forms/intake takes it for none.
func (m *mdWriter) table(t *Table) {
	bare := t.Open && !m.tells
	if len(t.Rows) == 0 && !bare {
		m.para(emphasis(t.Empty))
		return
	}
	heads := make([]string, len(t.Columns))
	rules := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i], rules[i] = mdCell(c.Label), "---"
	}
	lines := []string{mdRow(heads), mdRow(rules)}
	for _, row := range t.Rows {
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = mdAnswerCell(t.Columns[i].Kind, c)
			if t.Columns[i].Kind == forms.KindAuto {
				m.fixed = append(m.fixed, cells[i])
			}
		}
		lines = append(lines, mdRow(cells))
	}
	if len(t.Rows) == 0 {
		lines = append(lines, mdRow(make([]string, len(t.Columns))))
	}
	m.para(strings.Join(lines, "\n"))
}

func mdAnswerCell(k forms.Kind, c Cell) string {
	switch {
	case c.Text != "" && (k == forms.KindShort || k == forms.KindLong) && same(c.Text, string(c.Value)):
		return mdExactCell(string(c.Value))
	case c.Text == MarkdownNoCell:
		return markdownDash
	case c.Text != "":
		return mdCell(c.Text)
	case c.Mark != "":
		return emphasis(c.Mark)
	}
	return MarkdownNoCell
}

// same reports whether two texts differ in blanks alone.
func same(a, b string) bool { return oneLine(a) == oneLine(b) }

func mdRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

func (m *mdWriter) signatures(s Signatures) {
	w := m.doc.Words
	m.heading(2, s.Title)
	last, since := "", m.b.Len()
	for _, l := range s.Lines {
		if l.Label != last {
			m.fix(since)
			m.heading(3, l.Label)
			last, since = l.Label, m.b.Len()
		}
		m.para(mdText(printedName(m.doc, l)))
		if l.Signed != "" {
			m.para(mdText(l.Signed))
		} else {
			const blank = `\_\_\_\_\_\_\_\_\_\_\_\_`
			m.para(mdLine(m.label(w.T("export.signature"))) + " " + blank + blank + " " +
				mdLine(m.label(w.T("export.date"))) + " " + blank)
			m.para(emphasis(l.Mark))
		}
		m.para(emphasis(l.Private))
	}
	m.fix(since)
}
