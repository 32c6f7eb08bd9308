package export

import "strconv"

// contents sets the page that names the documents and their pages. It is drawn last, so
// that it knows where they begin: starts is filled in by then.
func (b *binder) contents(ds []Document, starts []int) {
	d := ds[0]
	s := &setter{doc: d, faces: b.faces, sheet: measure(b.paper, 1), blank: b.blank, parent: newElem(b.root, "Sect")}
	strips := []strip{s.topLine(pen{size: smallSize, gray: dim})}
	strips = append(strips, s.paragraph("H1", s.say("paper.contents"), pen{bold: true, size: titleSize}, 8)...)
	strips = append(strips, s.paragraph("P", d.PairLine, pen{size: bodySize}, 1)...)
	toc := newElem(s.parent, "TOC")
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
func (s *setter) contentsRow(toc *elem, d Document, start *int) strip {
	st := pen{size: bodySize}
	e := newElem(newElem(toc, "TOCI"), "P")
	s.faces.glyphs([]phrase{{"0123456789", st}}) // drawn when the fonts are in the file already
	title := s.faces.fit(d.Title, st, s.sheet.width()-60)
	return strip{height: st.leading() + 5, draw: func(c *canvas, y float64) {
		number := s.faces.one(strconv.Itoa(*start), st)
		right := s.sheet.w - s.sheet.right - number.width
		c.tagged(e, func() { c.inLine(title, s.sheet.left, y) })
		s.ruled(c, s.sheet.left+title.width+6, y+st.leading()*0.75, right-s.sheet.left-title.width-12)
		c.tagged(e, func() { c.inLine(number, right, y) })
	}}
}
