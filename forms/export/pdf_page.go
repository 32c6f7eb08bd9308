package export

import (
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"
)

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
		left: 54 / scale, right: 54 / scale,
		top: 44 / scale, next: 58 / scale, bottom: 60 / scale,
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
	footElem *elem // where the foot is read aloud
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
	pdf   *fpdf.Fpdf
	sheet sheet
	faces *faces
	tags  marks

	page    int
	hushed  bool // inside decoration
	face    face
	size    float64
	current bool // face and size are set on this page
}

func newCanvas(p Paper, fs *faces, about described) *canvas {
	fs.drawn[regular] = true // heads and feet are set when the fonts are in the file already
	return &canvas{faces: fs, pdf: newPDF(p, fs, about)}
}

// output draws the pages and writes the library's file.
func (c *canvas) output(w io.Writer, pages []*page) error {
	for _, p := range pages {
		c.pdf.AddPage()
		c.page++
		c.current, c.sheet = false, p.sheet
		if p.bookmark != "" {
			c.pdf.SetFont(regular.family(), "", footSize) // the library asks the font how to write the name
			c.pdf.Bookmark(plainPlane(p.bookmark), 0, 0)
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
	for len(c.tags) < c.page {
		c.tags = append(c.tags, nil)
	}
	if err := c.pdf.Error(); err != nil {
		return fmt.Errorf("drawing: %w", err)
	}
	return c.pdf.Output(w)
}

// plainPlane replaces what the library cannot write in the list of bookmarks.
func plainPlane(s string) string {
	out := []rune(safeLine(s))
	for i, r := range out {
		if r > 0xffff {
			out[i] = '\uFFFD'
		}
	}
	return string(out)
}

// headLine draws the running head of all pages but the first.
func (c *canvas) headLine(p *page) {
	if p.running == "" {
		return
	}
	y := 36 / c.sheet.scale
	c.decoration(func() {
		c.line(c.faces.fit(p.running, c.sheet.edgePen(), c.sheet.width()), c.sheet.left, y)
		c.rule(c.sheet.left, y+6/c.sheet.scale, c.sheet.width(), 0.5, pale)
	})
}

func (c *canvas) footLine(p *page) {
	st := c.sheet.edgePen()
	y := c.sheet.h - 40/c.sheet.scale
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
func (c *canvas) tagged(e *elem, draw func()) {
	if c.hushed || e == nil {
		draw()
		return
	}
	c.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC\n", e.kind, c.tags.add(e, c.page)))
	draw()
	c.pdf.RawWriteStr("EMC\n")
}

// decoration draws what is not read aloud.
func (c *canvas) decoration(draw func()) {
	if c.hushed {
		draw()
		return
	}
	c.hushed = true
	c.pdf.RawWriteStr("/Artifact BMC\n")
	draw()
	c.pdf.RawWriteStr("EMC\n")
	c.hushed = false
}

// line draws a row of signs; y is where the letters stand.
func (c *canvas) line(l line, x, y float64) {
	spoken := l.spoken()
	if spoken != "" && !c.hushed {
		c.pdf.RawWriteStr(fmt.Sprintf("/Span <</ActualText <%X>>> BDC\n", utf16Of(spoken)))
	}
	g := l.visual()
	for i := 0; i < len(g); {
		end, width := i, 0.0
		var text []rune
		for end < len(g) && g[end].face == g[i].face && g[end].pen == g[i].pen {
			text = append(text, g[end].r)
			width += g[end].width
			end++
		}
		c.text(string(text), g[i], x, y)
		x += width
		i = end
	}
	if spoken != "" && !c.hushed {
		c.pdf.RawWriteStr("EMC\n")
	}
}

func (c *canvas) text(s string, g glyph, x, y float64) {
	if !c.current || c.face != g.face || c.size != g.pen.size {
		c.pdf.SetFont(g.face.family(), "", g.pen.size*c.sheet.scale)
		c.face, c.size, c.current = g.face, g.pen.size, true
	}
	c.pdf.SetTextColor(g.pen.gray, g.pen.gray, g.pen.gray)
	c.pdf.Text(x*c.sheet.scale, y*c.sheet.scale, s)
}

// inLine draws a line in a strip that begins at y.
func (c *canvas) inLine(l line, x, y float64) {
	c.line(l, x, y+pen{size: l.size()}.base())
}

// rule draws a level line.
func (c *canvas) rule(x, y, width, thick float64, gray int) {
	c.pdf.SetDrawColor(gray, gray, gray)
	c.pdf.SetLineWidth(thick)
	k := c.sheet.scale
	c.pdf.Line(x*k, y*k, (x+width)*k, y*k)
}

// area fills a rectangle.
func (c *canvas) area(x, y, width, height float64, gray int) {
	c.pdf.SetFillColor(gray, gray, gray)
	k := c.sheet.scale
	c.pdf.Rect(x*k, y*k, width*k, height*k, "F")
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

// upright draws a line from y down.
func (c *canvas) upright(x, y, height, thick float64, gray int) {
	c.pdf.SetDrawColor(gray, gray, gray)
	c.pdf.SetLineWidth(thick)
	k := c.sheet.scale
	c.pdf.Line(x*k, y*k, x*k, (y+height)*k)
}
