package export

import (
	"io"
	"strconv"
	"strings"
)

// Markdown writes a document as Markdown with GitHub's tables: one heading of
// level 1, a section is level 2, a question level 3. What people wrote is escaped,
// so that it reads as it was written and cannot become markup. Errors are the
// writer's.
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
	return send(w, FormatMarkdown, strings.TrimLeft(m.b.String(), "\n"))
}

// mdWriter gathers blocks with an empty line before each.
type mdWriter struct {
	b   strings.Builder
	doc Document
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
		m.para(mdText(b.Intro))
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
	m.para(mdText(q.Hint))
	for _, a := range q.Answers {
		m.answer(a)
	}
}

func (m *mdWriter) answer(a Answer) {
	if a.Name != "" {
		m.para(strong(m.label(a.Name)))
	}
	if a.Table != nil {
		m.table(a.Table)
	} else if len(a.Text) == 0 {
		m.parts(a.Parts)
	} else {
		m.text(a.Content)
	}
	for _, s := range []string{a.Mark, a.Private, a.Apart, a.Correct} {
		m.para(emphasis(s))
	}
}

func (m *mdWriter) label(s string) string { return m.doc.Words.T("export.label", "label", s) }

func (m *mdWriter) text(c Content) {
	if c.List {
		items := make([]string, len(c.Text))
		for i, s := range c.Text {
			items[i] = "- " + mdText(oneLine(s))
		}
		m.para(strings.Join(items, "\n"))
		return
	}
	for _, p := range c.Text {
		m.para(mdText(p))
	}
}

func (m *mdWriter) parts(parts []Part) {
	for _, p := range parts {
		switch {
		case len(p.Text) == 0:
		case p.Label == "":
			m.text(p.Content)
		case len(p.Text) == 1 && !p.List:
			m.para(strong(m.label(p.Label)) + " " + mdText(p.Text[0]))
		default:
			m.para(strong(m.label(p.Label)))
			m.text(p.Content)
		}
	}
}

func (m *mdWriter) table(t *Table) {
	if len(t.Rows) == 0 {
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
			switch {
			case c.Text != "":
				cells[i] = mdCell(c.Text)
			case c.Mark != "":
				cells[i] = emphasis(c.Mark)
			default:
				cells[i] = noAnswer
			}
		}
		lines = append(lines, mdRow(cells))
	}
	m.para(strings.Join(lines, "\n"))
}

func mdRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

func (m *mdWriter) signatures(s Signatures) {
	w := m.doc.Words
	m.heading(2, s.Title)
	last := ""
	for _, l := range s.Lines {
		if l.Label != last {
			m.heading(3, l.Label)
			last = l.Label
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
}
