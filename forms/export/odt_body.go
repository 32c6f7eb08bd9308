package export

import (
	"strconv"
	"strings"
)

// odtBody gathers the text of an ODF file. Every text that is not ours goes through
// words.
type odtBody struct {
	strings.Builder
	page   officePage
	styles strings.Builder // made for single paragraphs and tables
	made   map[odtLook]string
	tables int
}

// odtLook is a look with what one paragraph has of its own.
type odtLook struct {
	look              officeLook
	keep, left, opens bool
}

func odtContent(units []officeUnit, p officePage) string {
	b := &odtBody{page: p, made: map[odtLook]string{}}
	for i, u := range units {
		if u.grid == nil {
			b.para(u.officePara, i == 0)
			continue
		}
		b.grid(u.grid)
	}
	return xmlHead + "<office:document-content" + odtNames + "><office:automatic-styles>" +
		`<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>` +
		`<style:style style:name="Roomy" style:family="table-row"><style:table-row-properties style:min-row-height="10mm" fo:keep-together="always"/></style:style>` +
		odtCellStyle("Head", ` fo:background-color="#e8e8e8"`) + odtCellStyle("Box", "") +
		b.styles.String() + "</office:automatic-styles><office:body><office:text>" + b.String() + "</office:text></office:body></office:document-content>"
}

func odtCellStyle(name, more string) string {
	return `<style:style style:name="` + name + `" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #808080"` +
		` fo:padding="1mm"` + more + "/></style:style>"
}

// style names the style of a paragraph, and makes one where it has anything of its own.
func (b *odtBody) style(want odtLook) string {
	if want == (odtLook{look: want.look}) {
		return string(want.look)
	}
	if name := b.made[want]; name != "" {
		return name
	}
	name := "P" + strconv.Itoa(len(b.made)+1)
	b.made[want] = name
	master, props := "", ""
	if want.opens {
		master = ` style:master-page-name="First"`
	}
	if want.keep {
		props += ` fo:keep-with-next="always"`
	}
	if want.left {
		props += ` style:writing-mode="rl-tb" fo:text-align="start"`
	}
	b.styles.WriteString(`<style:style style:name="` + name + `" style:family="paragraph" style:parent-style-name="` + string(want.look) + `"` + master +
		"><style:paragraph-properties" + props + "/></style:style>")
	return name
}

// para writes a paragraph, or a heading where its look is one; opens is set for the
// first of the document, which tells that the first page has no head.
func (b *odtBody) para(p officePara, opens bool) {
	tag, level := "p", ""
	switch p.look {
	case lookTitle, lookSection, lookQuestion:
		tag, level = "h", ` text:outline-level="`+strings.TrimPrefix(string(p.look), "Heading")+`"`
	}
	look, lines := p.look, 0
	for _, r := range p.runs {
		if r.line {
			lines++
		}
	}
	if lines > 1 {
		look += "2"
	}
	name := b.style(odtLook{look: look, keep: p.keep, left: runsLeft(p.plain()), opens: opens})
	b.WriteString("<text:" + tag + ` text:style-name="` + name + `"` + level + ">")
	for _, r := range p.runs {
		b.run(r)
	}
	b.WriteString("</text:" + tag + ">")
}

func (b *odtBody) run(r officeRun) {
	switch r.box {
	case openBox:
		b.words("☐ ")
	case tickedBox:
		b.words("☒ ")
	}
	if r.strong {
		b.WriteString(`<text:span text:style-name="Strong">`)
	}
	b.words(r.text)
	if r.strong {
		b.WriteString("</text:span>")
	}
	if r.line {
		b.WriteString("<text:tab/>")
	}
}

// words writes a text. A reader of ODF takes several blanks for one, and drops those at
// the edges, unless they are written as such; line feeds become breaks.
func (b *odtBody) words(s string) {
	s = clean(s)
	for s != "" {
		i := strings.IndexAny(s, " \n")
		if i < 0 {
			b.WriteString(esc(s))
			return
		}
		b.WriteString(esc(s[:i]))
		if s[i] == '\n' {
			b.WriteString("<text:line-break/>")
			s = s[i+1:]
			continue
		}
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], " "))
		if n == 1 && i > 0 && i+1 < len(s) && s[i+1] != '\n' {
			b.WriteByte(' ')
		} else {
			b.WriteString(`<text:s text:c="` + strconv.Itoa(n) + `"/>`)
		}
		s = s[i+n:]
	}
}

// grid writes a table. Its head comes again on each page and its rows stay whole.
func (b *odtBody) grid(g *officeGrid) {
	b.tables++
	name := "T" + strconv.Itoa(b.tables)
	b.styles.WriteString(`<style:style style:name="` + name + `" style:family="table"><style:table-properties style:width="` + mm(b.page.text()) +
		`" table:align="margins" fo:margin-bottom="2mm"/></style:style>`)
	b.WriteString(`<table:table table:name="` + name + `" table:style-name="` + name + `"><table:title>`)
	b.WriteString(esc(g.caption) + "</table:title>")
	for i, w := range shareOut(g.widths, b.page.text()) {
		column := name + "C" + strconv.Itoa(i+1)
		b.styles.WriteString(`<style:style style:name="` + column + `" style:family="table-column"><style:table-column-properties style:column-width="` + mm(w) + `"/></style:style>`)
		b.WriteString(`<table:table-column table:style-name="` + column + `"/>`)
	}
	b.WriteString(`<table:table-header-rows><table:table-row table:style-name="Row">`)
	for _, h := range g.head {
		b.cell("Head", officePara{look: "CellHead", runs: []officeRun{{text: h}}})
	}
	b.WriteString("</table:table-row></table:table-header-rows>")
	row := "Row"
	if g.roomy {
		row = "Roomy"
	}
	for _, cells := range g.rows {
		b.WriteString(`<table:table-row table:style-name="` + row + `">`)
		for _, c := range cells {
			look := lookCell
			if c.mark {
				look = lookMark
			}
			b.cell("Box", officePara{look: look, runs: []officeRun{{text: c.text}}})
		}
		b.WriteString("</table:table-row>")
	}
	b.WriteString("</table:table>")
}

func (b *odtBody) cell(style string, p officePara) {
	b.WriteString(`<table:table-cell table:style-name="` + style + `" office:value-type="string">`)
	b.para(p, false)
	b.WriteString("</table:table-cell>")
}
