package export

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"pairbook/forms/export/pdf"
)

// Sizes of type in points, and greys from 0 for black.
const (
	titleSize   = 18
	headingSize = 11.5
	bodySize    = 10
	tableSize   = 9.25
	smallSize   = 8.5
	footSize    = 7.5

	black = 0
	dim   = 90  // what is not read first; 7 to 1 on white
	faint = 150 // lines to write on
	pale  = 205 // lines between rows
	wash  = 240 // behind the heads of tables
)

// pen is how a text looks.
type pen struct {
	bold bool
	size float64
	gray int
}

func (st pen) face() face {
	if st.bold {
		return bold
	}
	return regular
}

// leading is the distance of one line to the next.
func (st pen) leading() float64 { return st.size * 1.27 }

// base is how far below the top of a line its letters stand.
func (st pen) base() float64 { return st.leading()*0.5 + st.size*0.36 }

// phrase is a text in one pen.
type phrase struct {
	text string
	pen
}

// safe makes any text fit to be drawn: the forms that fonts have, no control characters,
// nothing without a shape of its own. All that is printed goes through it.
func safe(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad', 0x200b <= r && r <= 0x200f, r == 0x2060, r == 0xfeff,
			0xfe00 <= r && r <= 0xfe0f, 0xe0000 <= r && r <= 0xe0fff:
			return -1
		case r == 0x2028, r == 0x2029:
			return '\n'
		case r != '\n' && unicode.IsControl(r):
			return -1
		}
		return r
	}, norm.NFC.String(clean(s)))
}

// safeLine is safe for a text on one line.
func safeLine(s string) string { return oneLine(safe(s)) }

// glyph is one sign as it is drawn, and as it was written.
type glyph struct {
	r     rune
	src   rune // as written; none where it belongs to the sign before
	width float64
	face  face
	pen   pen
}

const none rune = -1

// glyphs sets spans in fonts. What no font has becomes its number, [U+1F642].
func (fs *faces) glyphs(spans []phrase) []glyph {
	var out []glyph
	for _, sp := range spans {
		for _, r := range sp.text {
			if r == '\n' {
				out = append(out, glyph{r: r, src: r, pen: sp.pen})
				continue
			}
			if g, ok := fs.glyph(r, sp.pen); ok {
				out = append(out, g)
				continue
			}
			src := r
			for _, c := range fmt.Sprintf("[U+%04X]", r) {
				g, _ := fs.glyph(c, sp.pen)
				g.src, src = src, none
				out = append(out, g)
			}
		}
	}
	return out
}

func (fs *faces) glyph(r rune, st pen) (glyph, bool) {
	f, w, ok := fs.faceFor(st.face(), r)
	return glyph{r: r, src: r, width: w * st.size / pdf.PerEm, face: f, pen: st}, ok
}

// line is a row of signs in the order they were written.
type line struct {
	glyphs []glyph
	width  float64
	rtl    bool // its paragraph begins from the right
}

func lineOf(glyphs []glyph) line {
	l := line{glyphs: glyphs}
	for _, g := range glyphs {
		l.width += g.width
	}
	return l
}

// size is that of the largest letters of a line.
func (l line) size() float64 {
	size := 0.0
	for _, g := range l.glyphs {
		size = max(size, g.pen.size)
	}
	if size == 0 {
		return bodySize
	}
	return size
}

// leading is the height of a line.
func (l line) leading() float64 { return pen{size: l.size()}.leading() }

// one sets a text that is known to be short in one line.
func (fs *faces) one(text string, st pen) line {
	return lineOf(fs.glyphs([]phrase{{safeLine(text), st}}))
}

// wrap breaks a text into lines no wider than the room: at blanks, between signs that
// are written without blanks, and inside a word only where it is wider than the room.
// There is at least one line.
func (fs *faces) wrap(room float64, spans ...phrase) []line {
	var out []line
	rest := fs.glyphs(spans)
	for {
		end := slices.IndexFunc(rest, func(g glyph) bool { return g.r == '\n' })
		if end < 0 {
			return append(out, breakLine(rest, room)...)
		}
		out = append(out, breakLine(rest[:end], room)...)
		rest = rest[end+1:]
	}
}

// breakLine breaks one paragraph.
func breakLine(g []glyph, room float64) []line {
	rtl := fromRight(g)
	var out []line
	start, at, width := 0, 0, 0.0 // at is where the line can end
	put := func(to int) {
		l := lineOf(trimBlanks(g[start:to]))
		l.rtl = rtl
		out = append(out, l)
	}
	for i := 0; i < len(g); i++ {
		if i > start && mayBreak(g[i-1], g[i]) {
			at = i
		}
		width += g[i].width
		if width <= room || g[i].r == ' ' || i == start {
			continue
		}
		if at <= start {
			at = i
		}
		put(at)
		start = at
		for start < len(g) && g[start].r == ' ' {
			start++
		}
		i, at, width = start-1, start, 0
	}
	if start < len(g) || len(out) == 0 {
		put(len(g))
	}
	return out
}

func trimBlanks(g []glyph) []glyph {
	for len(g) > 0 && g[len(g)-1].r == ' ' {
		g = g[:len(g)-1]
	}
	return g
}

// mayBreak reports whether a line may end between two signs.
func mayBreak(a, b glyph) bool {
	switch {
	case b.src == none:
		return false // inside [U+1F642]
	case a.r == ' ':
		return b.r != ' '
	case a.r == '-' || a.r == '–' || a.r == '/':
		return unicode.IsLetter(b.r)
	case strings.ContainsRune("、。，．！？：；」』）ー・", b.r), unicode.IsMark(b.r):
		return false
	}
	return wide(a.src) || wide(b.src) || a.r == ']' && b.r == '['
}

// wide tells signs that are written without blanks between words.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3000 <= r && r <= 0x303f || 0xff01 <= r && r <= 0xff60
}

// spoken is a line as it was written, where that differs from what is drawn; else "".
func (l line) spoken() string {
	same := true
	var b strings.Builder
	for _, g := range l.glyphs {
		same = same && g.r == g.src && !rightToLeft(g.r)
		if g.src != none {
			b.WriteRune(g.src)
		}
	}
	if same {
		return ""
	}
	return b.String()
}
