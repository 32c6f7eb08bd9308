package export

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export/pdf"
)

// Tables.
const (
	maxColumns = 6   // wider ones become lists
	cellPad    = 5   // between a cell's edge and its words
	rowPad     = 2   // above and below its words
	widestWord = 110 // what a column gives way to at most
	widestCell = 260 // what a column asks for at most
	blankRow   = 25  // height of a row to fill in
	blankRows  = 4   // of a table to fill in
	blankLists = 2   // of a wide one
	headLines  = 8   // of the head of a column, which is drawn on each page
	chunkLines = 18  // of a row that is never cut
)

// table sets rows under a head, or says that there are none.
func (s *setter) table(t *Table) []strip {
	rows := t.Rows
	if s.blank {
		rows = make([]Row, blankRows)
		if len(t.Columns) > maxColumns {
			rows = make([]Row, blankLists)
		}
		for i := range rows {
			rows[i].Cells = make([]Cell, len(t.Columns))
		}
	}
	switch {
	case len(t.Columns) == 0, len(rows) == 0:
		return s.lines(s.noRows(t))
	case len(t.Columns) > maxColumns:
		return s.labelled(t, rows)
	}
	g := &grid{setter: s, table: pdf.NewElement(s.parent, "Table"), widths: s.columns(t, rows)}
	head := g.head(t.Columns)
	head.gap, head.glue = 3, true
	out := []strip{head}
	for _, row := range rows {
		part := g.row(row)
		for i := range part {
			part[i].head = &head
		}
		out = append(out, part...)
	}
	if total(out) <= keepHeight {
		return keep(out)
	}
	if len(out) > 2 {
		out[1].glue, out[len(out)-2].glue = true, true
	}
	return out
}

// noRows says that there are none.
func (s *setter) noRows(t *Table) phrase {
	return phrase{safe(brackets(t.Empty)), pen{size: smallSize, gray: dim}}
}

// grid is a table being set.
type grid struct {
	*setter
	table  *pdf.Element
	widths []float64
}

// cellStyle is how the words of a table look.
func cellStyle() pen { return pen{size: tableSize} }

// columns shares the room among the columns, by what stands in them.
func (s *setter) columns(t *Table, rows []Row) []float64 {
	n := len(t.Columns)
	least, wish := make([]float64, n), make([]float64, n)
	look := func(i int, text string, st pen) {
		for _, part := range strings.Split(safe(text), "\n") {
			wish[i] = max(wish[i], min(s.faces.one(part, st).width, widestCell)+2*cellPad)
			for _, word := range strings.Fields(part) {
				least[i] = max(least[i], min(s.faces.one(word, st).width, widestWord)+2*cellPad+1)
			}
		}
	}
	for i, col := range t.Columns {
		look(i, col.Label, pen{bold: true, size: smallSize})
		if s.blank {
			wish[i] = blankWidth(col.Kind)
		}
		for _, row := range rows {
			if i < len(row.Cells) {
				text, _ := cellSays(row.Cells[i])
				look(i, text, cellStyle())
			}
		}
	}
	return share(least, wish, s.room())
}

// blankWidth is how much room a column needs to be written in, compared with others.
func blankWidth(k forms.Kind) float64 {
	switch k {
	case forms.KindLong:
		return 220
	case forms.KindShort, forms.KindMulti:
		return 160
	case forms.KindChoice, forms.KindDate:
		return 90
	}
	return 60
}

// share gives every column its least, and what is left by what they wish beyond it.
func share(least, wish []float64, room float64) []float64 {
	sumLeast, sumMore := 0.0, 0.0
	for i := range least {
		wish[i] = max(wish[i], least[i], 24)
		sumLeast += least[i]
		sumMore += wish[i] - least[i] + 1
	}
	out := make([]float64, len(least))
	for i := range out {
		if sumLeast >= room {
			out[i] = room / float64(len(out))
			continue
		}
		out[i] = least[i] + (room-sumLeast)*(wish[i]-least[i]+1)/sumMore
	}
	return out
}

// cellSays is what stands in a cell. said is false where it is a remark of ours.
func cellSays(c Cell) (text string, said bool) {
	switch {
	case c.Text != "":
		return c.Text, true
	case c.Mark != "":
		return brackets(c.Mark), false
	}
	return noAnswer, false
}

// head sets the heads of the columns.
func (g *grid) head(columns []Column) strip {
	tr := pdf.NewElement(g.table, "TR")
	var cells [][]line
	var elems []*pdf.Element
	height := 0.0
	st := pen{bold: true, size: smallSize}
	for i, col := range columns {
		lines := g.faces.wrap(g.widths[i]-2*cellPad, phrase{safeLine(col.Label), st})
		cells = append(cells, lines[:min(len(lines), headLines)])
		elems = append(elems, headCell(tr, "Column"))
		height = max(height, float64(len(cells[i]))*st.leading())
	}
	height += 2 * rowPad
	return strip{height: height, draw: func(c *canvas, y float64) {
		c.decoration(func() { c.area(g.left(), y, g.room(), height, wash) })
		g.cells(c, elems, cells, y)
	}}
}

// headCell is the head of a column or of a row.
func headCell(parent *pdf.Element, scope string) *pdf.Element {
	e := pdf.NewElement(parent, "TH")
	e.Scope = scope
	return e
}

// cells draws the lines of cells beside each other.
func (g *grid) cells(c *canvas, elems []*pdf.Element, cells [][]line, y float64) {
	x := g.left()
	for i, lines := range cells {
		at := y + rowPad
		c.tagged(elems[i], func() {
			for _, l := range lines {
				from := x + cellPad
				if l.rtl {
					from = x + g.widths[i] - cellPad - l.width
				}
				c.inLine(l, from, at)
				at += l.leading()
			}
		})
		x += g.widths[i]
	}
}

// row sets a row, which is cut only where it is very tall, and then between lines.
func (g *grid) row(row Row) []strip {
	tr := pdf.NewElement(g.table, "TR")
	cells := make([][]line, len(g.widths))
	elems := make([]*pdf.Element, len(g.widths))
	tallest := 1
	for i := range cells {
		if i == 0 {
			elems[i] = headCell(tr, "Row")
		} else {
			elems[i] = pdf.NewElement(tr, "TD")
		}
		if i >= len(row.Cells) || g.blank {
			continue
		}
		text, said := cellSays(row.Cells[i])
		st := cellStyle()
		if !said {
			st = pen{size: smallSize, gray: dim}
		}
		cells[i] = g.faces.wrap(g.widths[i]-2*cellPad, phrase{safe(text), st})
		tallest = max(tallest, len(cells[i]))
	}
	var out []strip
	for from := 0; from < tallest; from += chunkLines {
		out = append(out, g.chunk(elems, cells, from, from+chunkLines >= tallest))
	}
	return out
}

// chunk sets some lines of a row; the last one draws the line under it.
func (g *grid) chunk(elems []*pdf.Element, cells [][]line, from int, last bool) strip {
	part := make([][]line, len(cells))
	lines := 0
	for i, all := range cells {
		part[i] = all[min(from, len(all)):min(from+chunkLines, len(all))]
		lines = max(lines, len(part[i]))
	}
	height := float64(lines)*cellStyle().leading() + 2*rowPad
	if g.blank {
		height = blankRow
	}
	return strip{height: height, draw: func(c *canvas, y float64) {
		g.cells(c, elems, part, y)
		if !last {
			return
		}
		c.decoration(func() {
			c.rule(g.left(), y+height, g.room(), 0.5, pale)
			for x, i := g.left(), 0; g.blank && i < len(g.widths)-1; i++ {
				x += g.widths[i]
				c.upright(x, y, height, 0.5, pale)
			}
		})
	}}
}

// labelled sets a table of many columns row by row, each cell behind its label.
func (s *setter) labelled(t *Table, rows []Row) []strip {
	const hang = 18
	list := pdf.NewElement(s.parent, "L")
	var out []strip
	for i, row := range rows {
		item := pdf.NewElement(list, "LI")
		sign, body := pdf.NewElement(item, "Lbl"), pdf.NewElement(item, "LBody")
		number := s.faces.one(strconv.Itoa(i+1)+".", pen{size: tableSize, gray: dim})
		var part []strip
		for n, col := range t.Columns {
			label := phrase{safeLine(s.label(col.Label)) + " ", pen{size: tableSize, gray: dim}}
			if s.blank {
				part = append(part, s.labelledLine(body, label, s.left()+hang))
			} else if n < len(row.Cells) && (row.Cells[n].Text != "" || row.Cells[n].Mark != "") {
				text, _ := cellSays(row.Cells[n])
				part = append(part, s.prose(body, s.left()+hang, s.room()-hang, label, phrase{safe(text), cellStyle()})...)
			}
		}
		if len(part) == 0 {
			continue
		}
		first := part[0].draw
		part[0].gap = 5
		part[0].draw = func(c *canvas, y float64) {
			c.tagged(sign, func() { c.inLine(number, s.left(), y) })
			first(c, y)
		}
		out = append(out, keep(part)...)
	}
	return out
}

// labelledLine sets a label and a line to write on.
func (s *setter) labelledLine(e *pdf.Element, label phrase, x float64) strip {
	l := s.faces.wrap(s.room()/2, label)[0]
	return strip{height: lineHeight - 2, draw: func(c *canvas, y float64) {
		c.tagged(e, func() { c.inLine(l, x, y) })
		s.ruled(c, x+l.width+4, y+l.leading(), s.left()+s.room()-x-l.width-4)
	}}
}
