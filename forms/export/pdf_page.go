package export

import "pairbook/forms/export/pdf"

// sheet is a sheet of paper and its margins, in points. What is set on it is drawn smaller
// by its scale, so the sheet itself is larger than the paper.
type sheet struct {
	paper             Paper
	scale             float64
	w, h              float64
	left, right       float64
	top, next, bottom float64 // next is the top of all pages but a document's first
}

func measure(p Paper, scale float64) sheet {
	w, h := p.size()
	return sheet{
		paper: p, scale: scale, w: w / scale, h: h / scale,
		left: 51 / scale, right: 51 / scale, // 18 mm
		top: 38 / scale, next: 51 / scale, bottom: 55 / scale,
	}
}

// size is the width and height of a paper in points.
func (p Paper) size() (w, h float64) {
	if p == Letter {
		return 612, 792
	}
	return 595.28, 841.89
}

// edgePen is for heads and feet, which have the same size on every page.
func (sh sheet) edgePen() pen { return pen{size: footSize / sh.scale, gray: dim} }

// width is the room between the margins.
func (sh sheet) width() float64 { return sh.w - sh.left - sh.right }

// floor is where the text must end.
func (sh sheet) floor() float64 { return sh.h - sh.bottom }

// footRoom is kept free at the foot for the number of the page.
const footRoom = 110

// page is what stands on one page.
type page struct {
	sheet    sheet
	strips   []placed
	running  string // the line above; "" on a document's first page
	foot     []line
	footElem *pdf.Element // where the foot is read aloud
	number   string
	bookmark string
}

// placed is a strip on its page. The head of a table that is drawn again is decoration.
type placed struct {
	strip
	y     float64
	again bool
}

// canvas draws pages.
type canvas struct {
	file   *pdf.File
	fonts  [faceCount]*pdf.Face
	page   *pdf.Page
	sheet  sheet
	faces  *faces
	hushed bool // inside decoration
}

func newCanvas(file *pdf.File, fs *faces) *canvas {
	c := &canvas{file: file, faces: fs}
	for f := range faceCount {
		if fs.fonts[f] != nil {
			c.fonts[f] = file.Face(fs.fonts[f], f.name())
		}
	}
	return c
}

func (c *canvas) draw(pages []*page) {
	for _, p := range pages {
		c.sheet = p.sheet
		c.page = c.file.Page(p.sheet.paper.size())
		if p.bookmark != "" {
			c.file.Bookmark(safeLine(p.bookmark), c.page)
		}
		c.headLine(p)
		for _, s := range p.strips {
			if s.again {
				c.decoration(func() { s.draw(c, s.y) })
			} else {
				s.draw(c, s.y)
			}
		}
		c.footLine(p)
	}
}

// headLine draws the running head of all pages but the first.
func (c *canvas) headLine(p *page) {
	if p.running == "" {
		return
	}
	y := 34 / c.sheet.scale
	c.decoration(func() {
		c.line(c.faces.fit(p.running, c.sheet.edgePen(), c.sheet.width()), c.sheet.left, y)
		c.rule(c.sheet.left, y+6/c.sheet.scale, c.sheet.width(), 0.5, pale)
	})
}

func (c *canvas) footLine(p *page) {
	st := c.sheet.edgePen()
	y := c.sheet.h - 36/c.sheet.scale
	c.decoration(func() {
		c.rule(c.sheet.left, y-11/c.sheet.scale, c.sheet.width(), 0.5, pale)
		number := c.faces.one(p.number, st)
		c.line(number, c.sheet.w-c.sheet.right-number.width, y)
	})
	draw := func() {
		for i, l := range p.foot {
			c.line(l, c.sheet.left, y+float64(i)*st.leading())
		}
	}
	if p.footElem != nil {
		c.tagged(p.footElem, draw)
	} else if len(p.foot) > 0 {
		c.decoration(draw)
	}
}

// tagged draws a piece of an element.
func (c *canvas) tagged(e *pdf.Element, draw func()) {
	if c.hushed || e == nil {
		draw()
		return
	}
	c.page.Tagged(e, draw)
}

// decoration draws what is not read aloud.
func (c *canvas) decoration(draw func()) {
	if c.hushed {
		draw()
		return
	}
	c.hushed = true
	c.page.Decoration(draw)
	c.hushed = false
}

// line draws a row of signs; y is where the letters stand.
func (c *canvas) line(l line, x, y float64) {
	if spoken := l.spoken(); spoken != "" && !c.hushed {
		c.page.Instead(spoken, func() { c.signs(l.visual(), x, y) })
	} else {
		c.signs(l.visual(), x, y)
	}
}

// signs draws signs from the left, those that look alike at once.
func (c *canvas) signs(g []glyph, x, y float64) {
	k := c.sheet.scale
	for i := 0; i < len(g); {
		end, width := i, 0.0
		var text []rune
		for end < len(g) && g[end].face == g[i].face && g[end].pen == g[i].pen {
			text = append(text, g[end].r)
			width += g[end].width
			end++
		}
		c.page.Text(c.fonts[g[i].face], g[i].pen.size*k, g[i].pen.gray, x*k, y*k, text)
		x += width
		i = end
	}
}

// inLine draws a line in a strip that begins at y.
func (c *canvas) inLine(l line, x, y float64) {
	c.line(l, x, y+pen{size: l.size()}.base())
}

// rule draws a level line.
func (c *canvas) rule(x, y, width, thick float64, gray int) {
	k := c.sheet.scale
	c.page.Line(x*k, y*k, (x+width)*k, y*k, thick, gray)
}

// upright draws a line from y down.
func (c *canvas) upright(x, y, height, thick float64, gray int) {
	k := c.sheet.scale
	c.page.Line(x*k, y*k, x*k, (y+height)*k, thick, gray)
}

// area fills a rectangle.
func (c *canvas) area(x, y, width, height float64, gray int) {
	k := c.sheet.scale
	c.page.Area(x*k, y*k, width*k, height*k, gray)
}

// fit sets a text in one line, and ends it with … where it would not fit.
func (fs *faces) fit(text string, st pen, room float64) line {
	l := fs.one(text, st)
	if l.width <= room {
		return l
	}
	dots, _ := fs.glyph('…', st)
	g, width := l.glyphs, l.width
	for len(g) > 0 && width+dots.width > room {
		width -= g[len(g)-1].width
		g = g[:len(g)-1]
	}
	return lineOf(append(g[:len(g):len(g)], dots))
}
