package export

import (
	"strconv"

	"pairbook/forms/export/pdf"
)

// contents sets the page that names the documents and their pages. It is drawn last, so
// that it knows where they begin: starts is filled in by then.
func (b *binder) contents(ds []Document, starts []int) {
	d := ds[0]
	s := &setter{doc: d, faces: b.faces, sheet: measure(b.paper, 1), blank: b.blank, parent: pdf.NewElement(b.root, "Sect")}
	strips := []strip{s.topLine(pen{size: smallSize, gray: dim})}
	strips = append(strips, s.paragraph("H1", s.say("paper.contents"), pen{bold: true, size: titleSize}, 8)...)
	strips = append(strips, s.paragraph("P", d.PairLine, pen{size: bodySize}, 1)...)
	toc := pdf.NewElement(s.parent, "TOC")
	for i, one := range ds {
		row := s.contentsRow(toc, one, &starts[i])
		if i == 0 {
			row.gap = 16
		}
		strips = append(strips, row)
	}
	b.pages = append(b.pages, paginate(s.sheet, strips, s.say("paper.contents")+" · "+d.PairLine)...)
}

// contentsRow names a document and its page.
func (s *setter) contentsRow(toc *pdf.Element, d Document, start *int) strip {
	st := pen{size: bodySize}
	e := pdf.NewElement(pdf.NewElement(toc, "TOCI"), "P")
	title := s.faces.fit(d.Title, st, s.sheet.width()-60)
	return strip{height: st.leading() + 5, draw: func(c *canvas, y float64) {
		number := s.faces.one(strconv.Itoa(*start), st)
		right := s.sheet.w - s.sheet.right - number.width
		c.tagged(e, func() { c.inLine(title, s.sheet.left, y) })
		s.ruled(c, s.sheet.left+title.width+6, y+st.leading()*0.75, right-s.sheet.left-title.width-12)
		c.tagged(e, func() { c.inLine(number, right, y) })
	}}
}
