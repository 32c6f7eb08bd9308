package pdf

import (
	"fmt"
	"strconv"
)

// Page is a page being drawn. Places are in points from the left and from the top.
type Page struct {
	file          *File
	obj           int
	width, height float64
	content       []byte
	pieces        []*Element // what its marked pieces belong to, by their number

	face       *Face
	size       float64
	fill, line int // greys; -1 where none is set
	thick      float64
}

// Page adds a page of a size in points.
func (f *File) Page(width, height float64) *Page {
	p := &Page{file: f, obj: f.reserve(), width: width, height: height, fill: -1, line: -1}
	f.pages = append(f.pages, p)
	return p
}

// Tagged draws a piece of an element.
func (p *Page) Tagged(e *Element, draw func()) {
	id := len(p.pieces)
	p.pieces = append(p.pieces, e)
	e.kids = append(e.kids, kid{page: p, id: id})
	p.tag("/"+e.Kind+" <</MCID "+strconv.Itoa(id)+">> BDC\n", draw)
}

// Decoration draws what is not read aloud.
func (p *Page) Decoration(draw func()) { p.tag("/Artifact BMC\n", draw) }

// Instead draws what is read aloud as another text.
func (p *Page) Instead(spoken string, draw func()) {
	p.tag(fmt.Sprintf("/Span <</ActualText <%X>>> BDC\n", utf16Of(spoken)), draw)
}

func (p *Page) tag(begin string, draw func()) {
	p.content = append(p.content, begin...)
	draw()
	p.content = append(p.content, "EMC\n"...)
}

// Text draws signs in one grey, from 0 for black to 255; y is where the letters stand.
// Signs that the font lacks are drawn as it draws what it lacks.
func (p *Page) Text(face *Face, size float64, gray int, x, y float64, signs []rune) {
	p.content = append(p.content, "BT "...)
	if p.face != face || p.size != size {
		p.face, p.size = face, size
		p.content = append(p.content, "/F"...)
		p.content = append(strconv.AppendInt(p.content, int64(face.number), 10), ' ')
		p.numbers("Tf ", size)
	}
	p.paint(&p.fill, gray, "g ")
	p.numbers("Td <", x, p.height-y)
	for _, r := range signs {
		n := face.code(r)
		for shift := 12; shift >= 0; shift -= 4 {
			p.content = append(p.content, "0123456789ABCDEF"[n>>shift&0xf])
		}
	}
	p.content = append(p.content, "> Tj ET\n"...)
}

// Line draws a line of a thickness.
func (p *Page) Line(x1, y1, x2, y2, thick float64, gray int) {
	p.paint(&p.line, gray, "G ")
	if p.thick != thick {
		p.thick = thick
		p.numbers("w ", thick)
	}
	p.numbers("m ", x1, p.height-y1)
	p.numbers("l S\n", x2, p.height-y2)
}

// Area fills a rectangle.
func (p *Page) Area(x, y, width, height float64, gray int) {
	p.paint(&p.fill, gray, "g ")
	p.numbers("re f\n", x, p.height-y-height, width, height)
}

// paint sets a grey where it is another one than before.
func (p *Page) paint(was *int, gray int, op string) {
	if *was != gray {
		*was = gray
		p.numbers(op, float64(gray)/255)
	}
}

// numbers writes numbers, to a hundredth, and what is done with them.
func (p *Page) numbers(op string, all ...float64) {
	for _, v := range all {
		p.content = append(appendNumber(p.content, v), ' ')
	}
	p.content = append(p.content, op...)
}

func appendNumber(b []byte, v float64) []byte {
	b = strconv.AppendFloat(b, v, 'f', 2, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
