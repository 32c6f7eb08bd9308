package export

import (
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// docxBody gathers the text of a part of a Word file. Every text that is not ours goes
// through esc. The children of each element stand in the order that the format wants;
// Word, unlike others, insists on it.
type docxBody struct {
	strings.Builder
	lang    lang.Lang
	page    officePage
	control int // number of the last box
}

// document is the main part.
func (b *docxBody) document(units []officeUnit) string {
	b.WriteString(xmlHead + "<w:document" + docxNames + "><w:body>")
	for i, u := range units {
		if u.grid == nil {
			b.para(u.officePara)
			continue
		}
		b.grid(u.grid)
		if i == len(units)-1 || units[i+1].grid != nil {
			b.WriteString("<w:p/>") // two tables in a row would become one
		}
	}
	b.WriteString(`<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>` +
		`<w:footerReference w:type="first" r:id="rId5"/><w:pgSz w:w="` + strconv.Itoa(b.page.width) + `" w:h="` + strconv.Itoa(b.page.height) + `"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>`)
	b.WriteString("</w:body></w:document>")
	return b.String()
}

// para writes a paragraph.
func (b *docxBody) para(p officePara) {
	rtl := runsLeft(p.plain())
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + string(p.look) + `"/>`)
	if p.keep {
		b.WriteString("<w:keepNext/>")
	}
	b.stops(p)
	if rtl {
		b.WriteString("<w:bidi/>")
	}
	b.WriteString("</w:pPr>")
	for _, r := range p.runs {
		if r.box != noBox {
			b.box(r)
		}
		if r.text != "" {
			b.words(r, rtl)
		}
		if r.line {
			b.WriteString("<w:r><w:tab/></w:r>")
		}
	}
	b.WriteString("</w:p>")
}

// stops sets the tab stops of ruled lines: the last ends at the margin, one before it
// at two thirds.
func (b *docxBody) stops(p officePara) {
	n := 0
	for _, r := range p.runs {
		if r.line {
			n++
		}
	}
	if n == 0 {
		return
	}
	b.WriteString("<w:tabs>")
	for _, at := range lineStops(n, b.page.text()) {
		b.WriteString(`<w:tab w:val="right" w:leader="underscore" w:pos="` + strconv.Itoa(at) + `"/>`)
	}
	b.WriteString("</w:tabs>")
}

// lineStops returns where n ruled lines of one paragraph end.
func lineStops(n, width int) []int {
	if n == 1 {
		return []int{width}
	}
	return []int{width * 2 / 3, width}
}

// words writes a run of text; its line feeds become breaks.
func (b *docxBody) words(r officeRun, rtl bool) {
	b.WriteString("<w:r>")
	if r.strong || rtl {
		b.WriteString("<w:rPr>")
		if r.strong {
			b.WriteString("<w:b/><w:bCs/>")
		}
		if rtl {
			b.WriteString("<w:rtl/>")
		}
		b.WriteString("</w:rPr>")
	}
	for i, line := range strings.Split(clean(r.text), "\n") {
		if i > 0 {
			b.WriteString("<w:br/>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + esc(line) + "</w:t>")
	}
	b.WriteString("</w:r>")
}

// maxAbout is how long the name of a box may be, in UTF-16 units; Word refuses more.
const maxAbout = 64

// box writes a box that can be clicked, with a blank behind it. It carries the option's
// name for those who do not see it.
func (b *docxBody) box(r officeRun) {
	b.control++
	checked, sign := "0", "☐"
	if r.box == tickedBox {
		checked, sign = "1", "☒"
	}
	about := ""
	if r.about != "" {
		about = `<w:alias w:val="` + esc(oneLine(cutUnits(r.about, maxAbout))) + `"/>`
	}
	b.WriteString("<w:sdt><w:sdtPr>" + about + `<w:id w:val="` + strconv.Itoa(b.control) + `"/><w14:checkbox><w14:checked w14:val="` + checked +
		`"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>` +
		`<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>` + sign +
		`</w:t></w:r></w:sdtContent></w:sdt>` + `<w:r><w:t xml:space="preserve"> </w:t></w:r>`)
}

// cutUnits cuts a text to at most n UTF-16 units, with a mark where something is gone.
func cutUnits(s string, n int) string {
	units, keep := 0, 0
	for i, r := range s {
		units++
		if r > 0xffff {
			units++
		}
		if units > n {
			return s[:keep] + "…"
		}
		if units <= n-1 {
			keep = i + len(string(r))
		}
	}
	return s
}

// grid writes a table. Its head comes again on each page and its rows stay whole.
func (b *docxBody) grid(g *officeGrid) {
	wide := shareOut(g.widths, b.page.text())
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="` + strconv.Itoa(b.page.text()) + `" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>` +
		`<w:tblCaption w:val="` + esc(g.caption) + `"/></w:tblPr><w:tblGrid>`)
	for _, w := range wide {
		b.WriteString(`<w:gridCol w:w="` + strconv.Itoa(w) + `"/>`)
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, h := range g.head {
		b.cell(wide[i], `<w:shd w:val="clear" w:color="auto" w:fill="E8E8E8"/>`,
			officePara{look: lookCell, keep: true, runs: []officeRun{{text: h, strong: true}}})
	}
	b.WriteString("</w:tr>")
	for _, row := range g.rows {
		b.WriteString("<w:tr><w:trPr><w:cantSplit/>")
		if g.roomy {
			b.WriteString(`<w:trHeight w:val="567" w:hRule="atLeast"/>`)
		}
		b.WriteString("</w:trPr>")
		for i, c := range row {
			look := lookCell
			if c.mark {
				look = lookMark
			}
			b.cell(wide[i], "", officePara{look: look, runs: []officeRun{{text: c.text}}})
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
}

func (b *docxBody) cell(wide int, shade string, p officePara) {
	b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(wide) + `" w:type="dxa"/>` + shade + "</w:tcPr>")
	b.para(p)
	b.WriteString("</w:tc>")
}
