package export

import (
	_ "embed" // for the style sheet
	"html"
	"io"
	"strconv"
	"strings"
)

// style holds the look of a page: for screens, light and dark, and for paper. It
// names no paper size, so that the printer's own is used and both A4 and Letter
// fit.
//
//go:embed style.css
var style string

// HTML writes a document as one page that needs nothing else: no script, no
// picture, no address is ever fetched. What people wrote is escaped and keeps its
// own direction. The page is well-formed XML too. Errors are the writer's.
func HTML(w io.Writer, d Document) error {
	h := &htmlWriter{doc: d}
	h.start()
	h.head()
	h.blocks()
	h.foot()
	return send(w, FormatHTML, h.b.String())
}

// htmlWriter gathers the page. Tags are written by line and element only, and
// every text goes through esc.
type htmlWriter struct {
	b   strings.Builder
	doc Document
}

func esc(s string) string { return html.EscapeString(clean(s)) }

// escLines is esc for a text of several lines.
func escLines(s string) string { return strings.ReplaceAll(esc(s), "\n", "<br/>\n") }

// line writes HTML as it is given.
func (h *htmlWriter) line(parts ...string) {
	for _, p := range parts {
		h.b.WriteString(p)
	}
	h.b.WriteByte('\n')
}

// element writes a text of ours in an element of a class; nothing where there is
// no text.
func (h *htmlWriter) element(tag, class, s string) {
	if s != "" {
		h.line("<", tag, classOf(class), ">", escLines(s), "</", tag, ">")
	}
}

// said is element for what people wrote: it may run in another direction than the
// page.
func (h *htmlWriter) said(tag, class, s string) {
	if s != "" {
		h.line("<", tag, classOf(class), ` dir="auto">`, escLines(s), "</", tag, ">")
	}
}

func classOf(class string) string {
	if class == "" {
		return ""
	}
	return ` class="` + class + `"`
}

func (h *htmlWriter) start() {
	d := h.doc
	h.line("<!DOCTYPE html>")
	h.line(`<html lang="`, esc(string(d.Lang)), `">`)
	h.line("<head>")
	h.line(`<meta charset="utf-8"/>`)
	h.line(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>`)
	h.line(`<meta name="viewport" content="width=device-width, initial-scale=1"/>`)
	h.line(`<meta name="color-scheme" content="light dark"/>`)
	h.line("<title>", esc(d.Title+" – "+d.Programme), "</title>")
	h.line("<style>")
	h.line(strings.TrimSpace(style))
	h.line("</style>")
	h.line("</head>")
	h.line("<body>")
}

func (h *htmlWriter) head() {
	d := h.doc
	h.line("<header>")
	h.said("p", "programme", d.Programme)
	h.said("h1", "", d.Title)
	h.said("p", "people", d.PairLine)
	h.element("p", "printed", d.imprint())
	h.element("p", "purpose", d.Purpose)
	h.element("p", "private", d.Private)
	h.element("p", "left", d.LeftLine)
	h.line("</header>")
	h.line("<main>")
}

func (h *htmlWriter) foot() {
	h.line("</main>")
	if h.doc.Share != "" {
		h.line("<footer>")
		h.element("p", "share", h.doc.Share)
		h.line("</footer>")
	}
	h.line("</body>")
	h.line("</html>")
}

// blocks opens a section at each heading and closes it before the next.
func (h *htmlWriter) blocks() {
	inside := false
	for _, b := range h.doc.Blocks {
		switch b := b.(type) {
		case Heading:
			if inside {
				h.line("</section>")
			}
			inside = true
			h.line("<section>")
			h.element("h2", "", b.Text)
			h.element("p", "hint", b.Intro)
		case Note:
			h.element("p", "note", b.Text)
		case Question:
			h.question(b)
		case Signatures:
			if inside {
				h.line("</section>")
			}
			inside = false
			h.signatures(b)
		}
	}
	if inside {
		h.line("</section>")
	}
}

func (h *htmlWriter) question(q Question) {
	class := "question"
	if q.Missing() {
		class += " missing"
	}
	h.line("<div", classOf(class), ">")
	h.line(`<h3><span class="number">`, strconv.Itoa(q.Number), ".</span> ", esc(q.Label), "</h3>")
	h.element("p", "hint", q.Hint)
	for _, a := range q.Answers {
		h.answer(a)
	}
	h.line("</div>")
}

func (h *htmlWriter) answer(a Answer) {
	h.line(`<div class="answer">`)
	if a.Name != "" {
		h.said("p", "name", h.label(a.Name))
	}
	if a.Table != nil {
		h.table(a.Table)
	} else if len(a.Text) == 0 {
		h.parts(a.Parts)
	} else {
		h.text(a.Content)
	}
	h.element("p", "mark "+string(a.State), a.Mark)
	h.element("p", "mark", a.Private)
	h.element("p", "mark", a.Apart)
	h.element("p", "mark", a.Correct)
	h.line("</div>")
}

func (h *htmlWriter) label(s string) string { return h.doc.Words.T("export.label", "label", s) }

func (h *htmlWriter) text(c Content) {
	tag := "p"
	if c.List && len(c.Text) > 0 {
		tag = "li"
		h.line("<ul>")
	}
	for _, s := range c.Text {
		h.said(tag, "", s)
	}
	if tag == "li" {
		h.line("</ul>")
	}
}

func (h *htmlWriter) parts(parts []Part) {
	for _, p := range parts {
		if len(p.Text) == 0 {
			continue
		}
		if p.Label != "" {
			h.element("p", "label", h.label(p.Label))
		}
		h.text(p.Content)
	}
}

func (h *htmlWriter) table(t *Table) {
	if len(t.Rows) == 0 {
		h.element("p", "mark", t.Empty)
		return
	}
	h.line("<table>")
	h.line("<caption>", esc(t.Caption), "</caption>")
	h.b.WriteString("<thead><tr>")
	for _, c := range t.Columns {
		h.b.WriteString(`<th scope="col">` + esc(c.Label) + "</th>")
	}
	h.line("</tr></thead>")
	h.line("<tbody>")
	for _, row := range t.Rows {
		h.row(row)
	}
	h.line("</tbody>")
	h.line("</table>")
}

// row writes a row; its first cell names it.
func (h *htmlWriter) row(row Row) {
	h.b.WriteString("<tr>")
	for i, c := range row.Cells {
		open, end := `<td dir="auto">`, "</td>"
		if i == 0 {
			open, end = `<th scope="row" dir="auto">`, "</th>"
		}
		text := escLines(c.Text)
		switch {
		case c.Bar != nil:
			text = barOf(*c.Bar)
		case text != "":
		case c.Mark != "":
			text = `<span class="mark ` + esc(string(c.State)) + `">` + esc(c.Mark) + "</span>"
		default:
			text = noAnswer
		}
		h.b.WriteString(open + text + end)
	}
	h.line("</tr>")
}

// barOf draws a bar, in the colour of the text, so that it shows on paper and in the dark.
func barOf(b Bar) string {
	const long = 200
	length := strconv.Itoa(int(min(max(b.Share, 0), 1)*long + 0.5))
	return `<svg role="img" width="200" height="12" viewBox="0 0 200 12"><title>` + esc(b.Title) + `</title><desc>` + esc(b.Note) +
		`</desc><path d="M0 11.5H200" stroke="currentColor" stroke-opacity=".3"/><rect width="` + length + `" height="12" fill="currentColor"/></svg>`
}

func (h *htmlWriter) signatures(s Signatures) {
	w := h.doc.Words
	h.line(`<section class="signatures">`)
	h.element("h2", "", s.Title)
	for _, l := range s.Lines {
		h.line(`<div class="signature">`)
		h.element("h3", "", l.Label)
		h.said("p", "name", printedName(h.doc, l))
		if l.Signed != "" {
			h.said("p", "signed", l.Signed)
		} else {
			h.line(`<p class="line"><span>`, esc(h.label(w.T("export.signature"))), `</span> <span>`,
				esc(h.label(w.T("export.date"))), "</span></p>")
			h.element("p", "mark "+string(l.State), l.Mark)
		}
		h.element("p", "mark", l.Private)
		h.line("</div>")
	}
	h.line("</section>")
}
