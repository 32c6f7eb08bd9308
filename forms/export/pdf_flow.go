package export

// strip is a level piece of a page that is never cut: a line, a row of boxes, a row of a
// table.
type strip struct {
	height float64
	gap    float64 // room above it, but for the top of a page
	glue   bool    // stands on the same page as the next one
	head   *strip  // of the table it is a row of, drawn again at the top of a page
	draw   func(c *canvas, y float64)
}

// keepHeight is how tall a piece may be that is kept whole. What is taller may be cut
// behind its beginning and before its end.
const keepHeight = 110

// keep holds strips together where they are not too tall, and else their first two and
// last two.
func keep(strips []strip) []strip {
	n := len(strips)
	if n < 2 {
		return strips
	}
	if total(strips) > keepHeight {
		strips[0].glue, strips[n-2].glue = true, true
		return strips
	}
	for i := range n - 1 {
		strips[i].glue = true
	}
	return strips
}

func total(strips []strip) float64 {
	h := 0.0
	for _, s := range strips {
		h += s.gap + s.height
	}
	return h
}

// glued makes every strip stand with the next, the last one too.
func glued(strips []strip) []strip {
	for i := range strips {
		strips[i].glue = true
	}
	return strips
}

// paginate puts strips on pages.
func paginate(sh sheet, strips []strip, running string) []*page {
	f := &flow{sheet: sh, running: running}
	f.turn()
	for i := 0; i < len(strips); {
		end := i + 1
		for end < len(strips) && strips[end-1].glue {
			end++
		}
		f.group(strips[i:end])
		i = end
	}
	return f.pages
}

// flow fills pages from the top.
type flow struct {
	sheet   sheet
	running string
	pages   []*page
	y       float64
	fresh   bool // nothing stands on the page yet
}

func (f *flow) turn() {
	p := &page{sheet: f.sheet}
	f.y, f.fresh = f.sheet.top, true
	if len(f.pages) > 0 {
		p.running, f.y = f.running, f.sheet.next
	}
	f.pages = append(f.pages, p)
}

// group puts strips that stand together; where no page can hold them, one by one.
func (f *flow) group(strips []strip) {
	if !f.fits(total(strips)) && !f.fresh {
		f.turn()
	}
	for _, s := range strips {
		if !f.fits(s.gap+s.height) && !f.fresh {
			f.turn()
		}
		f.put(s)
	}
}

func (f *flow) fits(h float64) bool { return f.y+h <= f.sheet.floor() }

func (f *flow) put(s strip) {
	p := f.pages[len(f.pages)-1]
	switch {
	case !f.fresh:
		f.y += s.gap
	case s.head != nil:
		p.strips = append(p.strips, placed{strip: *s.head, y: f.y, again: true})
		f.y += s.head.height
	}
	f.fresh = false
	p.strips = append(p.strips, placed{strip: s, y: f.y})
	f.y += s.height
}
