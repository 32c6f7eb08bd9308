package text

import "pairbook/tui/cell"

// Line is one row of the window.
type Line struct {
	// Text is what the row shows, without control characters, at most as wide
	// as the window.
	Text string
	// SelFrom and SelTo are the cells between which the row is selected; both
	// are -1 where it is not.
	SelFrom, SelTo int
}

// Lines returns the rows the window shows, at most as many as it is high.
func (e *Editor) Lines() []Line {
	if e.w < 1 || e.h < 1 {
		return nil
	}
	e.settle()
	if !e.multiline {
		s := e.body.lines[0][e.left:]
		n := fit(s, e.w)
		if n == 0 {
			n = nextEdge(s, 0)
		}
		return []Line{e.paint(0, e.left, e.left+n)}
	}
	at := e.layout()
	rows := make([]Line, min(e.h, at.total))
	s := e.top
	for i := range rows {
		from, to := at.row(s, len(e.body.lines[s.line]))
		rows[i] = e.paint(s.line, from, to)
		s = at.walk(s, 1)
	}
	return rows
}

// paint makes the row that shows the bytes from..to of a line.
func (e *Editor) paint(n, from, to int) Line {
	text := e.body.lines[n]
	row := Line{Text: shown(text[from:to], e.w), SelFrom: -1, SelTo: -1}
	a, b := e.selected()
	if a.before(pos{n, from}) {
		a = pos{n, from}
	}
	if (pos{n, to}).before(b) {
		b = pos{n, to}
	}
	if !a.before(b) {
		return row
	}
	x := cells(text[from:a.col], e.w)
	if width := cells(text[a.col:b.col], e.w); width > 0 {
		row.SelFrom, row.SelTo = x, x+width
	}
	return row
}

// Cursor returns the cursor's cell in the window, which holds it whenever the
// window has cells: x is the width of the text before it in its row.
func (e *Editor) Cursor() (x, y int) {
	if e.w < 1 || e.h < 1 {
		return 0, 0
	}
	e.settle()
	if !e.multiline {
		return cells(e.body.lines[0][e.left:e.cursor.col], e.w), 0
	}
	return e.column(e.cursor), e.layout().between(e.top, e.layout().spotOf(e.cursor), e.h)
}

// Click puts the cursor at a cell of the window, or at the nearest text.
func (e *Editor) Click(x, y int) {
	e.Break()
	e.put(e.hit(x, min(max(y, 0), max(e.h-1, 0))))
}

// Drag extends the selection to a cell of the window; a cell above or below it
// reaches one row further, so that holding the mouse there scrolls.
func (e *Editor) Drag(x, y int) {
	anchor := e.anchor
	e.Break()
	e.put(e.hit(x, min(max(y, -1), e.h)))
	e.anchor = anchor
}

// SelectWordAt selects the word at a cell of the window.
func (e *Editor) SelectWordAt(x, y int) {
	e.Click(x, y)
	c := e.cursor
	from, to := wordAround(e.body.lines[c.line], c.col)
	e.put(pos{c.line, to})
	e.anchor = pos{c.line, from}
}

// hit is the place at a cell of the window.
func (e *Editor) hit(x, y int) pos {
	e.settle()
	if e.multiline {
		return e.at(e.layout().walk(e.top, y), x)
	}
	text := e.body.lines[0]
	if x < 0 {
		return pos{0, prevEdge(text, e.left)}
	}
	return pos{0, e.left + fit(text[e.left:], x)}
}

// layout is the layout of the lines in the window, up to date.
func (e *Editor) layout() *layout {
	e.body.window.fill(e.body.lines, max(e.w, 1))
	return &e.body.window
}

// at is the last place in a row not right of column x.
func (e *Editor) at(s spot, x int) pos {
	text := e.body.lines[s.line]
	from, to := e.layout().row(s, len(text))
	last := s.row == e.layout().count(s.line)-1
	for cx := 0; from < to; {
		g, gw := cell.First(text[from:to])
		cx += min(gw, max(e.w, 1))
		// The end of a row is shown at the start of the next.
		if cx > x || !last && from+len(g) == to {
			break
		}
		from += len(g)
	}
	return pos{s.line, from}
}

// column is the cell of p in its row.
func (e *Editor) column(p pos) int {
	text := e.body.lines[p.line]
	from, _ := e.layout().row(e.layout().spotOf(p), len(text))
	return cells(text[from:p.col], max(e.w, 1))
}

// settle scrolls the window as little as it takes to show the cursor, and so
// that no room stays empty while text is hidden.
func (e *Editor) settle() {
	if !e.multiline {
		e.settleLine()
		return
	}
	l, h := e.layout(), max(e.h, 1)
	cursor := l.spotOf(e.cursor)
	e.top.line = min(e.top.line, len(l.rows)-1)
	e.top.row = min(e.top.row, l.count(e.top.line)-1)
	switch {
	case cursor.line < e.top.line || cursor.line == e.top.line && cursor.row < e.top.row:
		e.top = cursor
	case l.between(e.top, cursor, h) >= h:
		e.top = l.walk(cursor, 1-h)
	}
	if l.between(e.top, l.last(), h) < h-1 {
		e.top = l.walk(l.last(), 1-h)
	}
}

// settleLine is settle for a single line, which scrolls sideways by clusters.
func (e *Editor) settleLine() {
	s, c, room := e.body.lines[0], e.cursor.col, max(e.w-1, 0)
	e.left, _ = edgesAround(s, min(e.left, c))
	for x := cell.Width(s[e.left:c]); x > room; {
		g, gw := cell.First(s[e.left:])
		x -= gw
		e.left += len(g)
	}
	for e.left > 0 {
		prev := prevEdge(s, e.left)
		if fit(s[prev:], room) < len(s)-prev {
			break
		}
		e.left = prev
	}
}
