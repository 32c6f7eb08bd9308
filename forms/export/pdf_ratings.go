package export

import (
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export/pdf"
)

// Tables of ratings.
const (
	pointWidth = 29 // least of the column of a point on the scale
	pointPad   = 4  // on both sides of its name
	ratedLines = 12 // of a statement in the table; longer ones are set as other questions are
)

// ratings is a table of statements and the points they were given.
type ratings struct {
	*setter
	table  *pdf.Element
	points []string
	widths []float64 // of the columns of the points
}

// ratings sets the statements that some blocks begin with as a table: statements at the
// left, the points of the scale at the right. n is how many they are, 0 where a line of
// boxes does as well.
func (s *setter) ratings(blocks []Block) (out []strip, n int) {
	r := &ratings{setter: s}
	answers := 0
	for n < len(blocks) {
		q, ok := blocks[n].(Question)
		if !ok || !r.takes(q) {
			break
		}
		answers += len(q.Answers)
		n++
	}
	if answers < 2 {
		return nil, 0
	}
	r.table = pdf.NewElement(s.parent, "Table")
	head := r.head()
	out = []strip{head}
	for _, b := range blocks[:n] {
		if q, ok := b.(Question); ok {
			part := r.rows(q)
			for i := range part {
				part[i].head = &head
			}
			out = append(out, part...)
		}
	}
	if n := len(out); n > 2 {
		out[n-2].glue = true // the last one does not stand alone under a head
	}
	return out, n
}

// takes reports whether a question can stand in the table, and takes the scale of the
// first one for all.
func (r *ratings) takes(q Question) bool {
	if q.Kind != forms.KindRating || len(q.Answers) == 0 {
		return false
	}
	for _, a := range q.Answers {
		var points []string
		for _, o := range a.Options {
			points = append(points, o.Label)
		}
		if r.points == nil {
			r.scale(points)
		}
		if len(points) == 0 || !slices.Equal(points, r.points) {
			return false
		}
	}
	return r.statement() > r.room()/2 && r.lines(q) <= ratedLines
}

// lines is how many lines the tallest row of a question takes.
func (r *ratings) lines(q Question) int {
	n := len(r.words(q))
	for _, a := range q.Answers {
		n = max(n, len(r.whose(a)), len(r.missing(a)))
	}
	return n
}

// scale measures the columns of points.
func (r *ratings) scale(points []string) {
	r.points = points
	for _, p := range points {
		r.widths = append(r.widths, max(pointWidth, r.faces.one(p, pen{bold: true, size: smallSize}).width+2*pointPad))
	}
}

// scaleWidth is that of all columns of points.
func (r *ratings) scaleWidth() float64 {
	width := 0.0
	for _, w := range r.widths {
		width += w
	}
	return width
}

// statement is the width of the column of statements.
func (r *ratings) statement() float64 { return r.room() - r.scaleWidth() }

// under draws a box or a name in the middle of the column of a point.
func (r *ratings) under(c *canvas, point int, l line, y float64) {
	x := r.left() + r.statement() + (r.widths[point]-l.width)/2
	for _, w := range r.widths[:point] {
		x += w
	}
	c.inLine(l, x, y)
}

// words are the lines of a statement, what helps to judge it, and remarks.
func (r *ratings) words(q Question) []line {
	room := r.statement() - cellPad
	label := []phrase{{safeLine(q.Label), pen{size: bodySize}}}
	small := pen{size: smallSize, gray: dim}
	if len(q.Answers) == 1 && q.Answers[0].Name != "" {
		label = append(label, phrase{"  ", small}, r.nameOf(q.Answers[0])[0])
	}
	out := r.faces.wrap(room, label...)
	if q.Hint != "" {
		out = append(out, r.faces.wrap(room, phrase{safe(q.Hint), small})...)
	}
	if len(q.Answers) == 1 && lit(q.Answers[0]) && !r.blank {
		if remarks := r.remarks(q.Answers[0]); len(remarks) > 0 {
			out = append(out, r.faces.wrap(room, remarks...)...)
		}
	}
	return out
}

func lit(a Answer) bool { return slices.ContainsFunc(a.Options, Option.lit) }

// head names the points.
func (r *ratings) head() strip {
	tr := pdf.NewElement(r.table, "TR")
	pdf.NewElement(tr, "TD")
	st := pen{bold: true, size: smallSize}
	var cells []*pdf.Element
	var names []line
	for _, p := range r.points {
		cells = append(cells, headCell(tr, "Column"))
		names = append(names, r.faces.one(p, st))
	}
	height := st.leading() + 2*rowPad
	return strip{height: height, gap: 6, glue: true, draw: func(c *canvas, y float64) {
		c.decoration(func() { c.area(r.sheet.left, y, r.sheet.width(), height, wash) })
		for i, name := range names {
			c.tagged(cells[i], func() { r.under(c, i, name, y+rowPad) })
		}
	}}
}

// rows sets a statement and its points; where two gave some, each on a line with a name.
func (r *ratings) rows(q Question) []strip {
	tr := pdf.NewElement(r.table, "TR")
	e := headCell(tr, "Row")
	number := r.number(q)
	words := r.words(q)
	draw := func(c *canvas, y float64) {
		c.tagged(e, func() {
			c.inLine(number, r.sheet.left, y)
			for _, l := range words {
				at := r.left()
				if l.rtl {
					at += r.statement() - cellPad - l.width
				}
				c.inLine(l, at, y)
				y += l.leading()
			}
		})
	}
	height := 0.0
	for _, l := range words {
		height += l.leading()
	}
	if len(q.Answers) == 1 {
		return []strip{r.row(piece{height, draw}, r.given(tr, q.Answers[0]))}
	}
	e.Span = 1 + len(r.points)
	out := []strip{{height: height + rowPad, draw: func(c *canvas, y float64) { draw(c, y+rowPad) }}}
	for _, a := range q.Answers {
		out = append(out, r.voice(a))
	}
	return keep(out)
}

// voice sets the points that one of the two gave.
func (r *ratings) voice(a Answer) strip {
	tr := pdf.NewElement(r.table, "TR")
	e := headCell(tr, "Row")
	lines := r.whose(a)
	st := pen{size: bodySize}
	return r.row(piece{float64(len(lines)) * st.leading(), func(c *canvas, y float64) {
		c.tagged(e, func() {
			for i, l := range lines {
				c.line(l, r.left(), y+st.base()+float64(i)*st.leading())
			}
		})
	}}, r.given(tr, a))
}

// whose are the lines of who gave the points, and remarks.
func (r *ratings) whose(a Answer) []line {
	spans := r.nameOf(a)
	if lit(a) && !r.blank {
		spans = append(spans, r.remarks(a)...)
	}
	return r.faces.wrap(r.statement()-cellPad, spans...)
}

// piece is a part of a row.
type piece struct {
	height float64
	draw   func(c *canvas, y float64)
}

// row sets a statement and its points beside each other, over a line.
func (r *ratings) row(words, points piece) strip {
	height := max(words.height, points.height) + 2*rowPad
	return strip{height: height, draw: func(c *canvas, y float64) {
		words.draw(c, y+rowPad)
		points.draw(c, y+rowPad)
		c.decoration(func() { c.rule(r.sheet.left, y+height, r.sheet.width(), 0.5, pale) })
	}}
}

// given draws the points of an answer, or says what is there instead. The boxes nobody
// ticked are for the eye alone, unless the form is to be filled in.
func (r *ratings) given(tr *pdf.Element, a Answer) piece {
	if !r.blank && !lit(a) {
		return r.instead(tr, a)
	}
	var cells []*pdf.Element
	for range r.points {
		cells = append(cells, pdf.NewElement(tr, "TD"))
	}
	return piece{pen{size: bodySize}.leading(), func(c *canvas, y float64) {
		for i, o := range a.Options {
			sign, st := signEmpty, pen{size: bodySize}
			switch {
			case r.blank:
			case o.lit():
				sign = signTicked
			default:
				st.gray = faint
			}
			box := r.faces.one(sign, st)
			draw := func() { r.under(c, i, box, y) }
			if st.gray == faint {
				c.decoration(draw)
			} else {
				c.tagged(cells[i], draw)
			}
		}
	}}
}

// instead says what stands in the place of points: that there are none, or what is none.
func (r *ratings) instead(tr *pdf.Element, a Answer) piece {
	e := pdf.NewElement(tr, "TD")
	e.Span = len(r.points)
	lines := r.missing(a)
	st := pen{size: bodySize}
	return piece{float64(len(lines)) * st.leading(), func(c *canvas, y float64) {
		c.tagged(e, func() {
			for i, l := range lines {
				c.line(l, r.left()+r.statement()+pointPad, y+st.base()+float64(i)*st.leading())
			}
		})
	}}
}

func (r *ratings) missing(a Answer) []line {
	text := noAnswer
	if all := append(slices.Clone(a.Text), texts(r.remarks(a))...); len(all) > 0 {
		text = strings.Join(all, " ")
	}
	return r.faces.wrap(r.scaleWidth()-pointPad, phrase{safe(text), pen{size: smallSize, gray: dim}})
}

func texts(spans []phrase) []string {
	var out []string
	for _, p := range spans {
		out = append(out, p.text)
	}
	return out
}
