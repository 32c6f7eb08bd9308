package text

// move moves the cursor and drops the selection; out of a selection, Left and
// Right only go to its ends.
func (e *Editor) move(a Action) bool {
	from, to := e.selected()
	was := e.cursor
	target, wish := e.target(a)
	if from != to && a == Left {
		target = from
	}
	if from != to && a == Right {
		target = to
	}
	e.Break()
	e.put(target)
	e.wish = wish
	return from != to || target != was
}

// extend moves the cursor and keeps the other end of the selection.
func (e *Editor) extend(a Action) bool {
	was, anchor := e.cursor, e.anchor
	target, wish := e.target(a)
	e.Break()
	e.put(target)
	e.anchor, e.wish = anchor, wish
	return target != was
}

// selectAll selects the whole text, the cursor at its end.
func (e *Editor) selectAll() bool {
	if e.anchor == (pos{}) && e.cursor == e.body.end() {
		return false
	}
	e.Break()
	e.put(e.body.end())
	e.anchor = pos{}
	return true
}

// selectNone drops the selection and leaves the cursor.
func (e *Editor) selectNone() bool {
	if e.anchor == e.cursor {
		return false
	}
	e.put(e.cursor)
	return true
}

// target is where a move leads, and the column it wishes to keep.
func (e *Editor) target(a Action) (_ pos, wish int) {
	switch a {
	case Up:
		return e.vertical(-1)
	case Down:
		return e.vertical(1)
	case PageUp:
		return e.vertical(-max(e.h-1, 1))
	case PageDown:
		return e.vertical(max(e.h-1, 1))
	}
	return e.horizontal(a), -1
}

// horizontal is where a move along the text leads.
func (e *Editor) horizontal(a Action) pos {
	c := e.cursor
	switch a {
	case Left:
		return e.before(prevEdge)
	case Right:
		return e.behind(nextEdge)
	case WordLeft:
		return e.before(wordStart)
	case WordRight:
		return e.behind(wordEnd)
	case LineStart:
		return pos{c.line, 0}
	case LineEnd:
		return pos{c.line, len(e.body.lines[c.line])}
	case TextStart:
		return pos{}
	case TextEnd:
		return e.body.end()
	}
	return c
}

// before is the place before the cursor that edge finds in its line; from the start of a
// line the end of the line before.
func (e *Editor) before(edge func(line string, col int) int) pos {
	c := e.cursor
	if c.col == 0 {
		return e.lineBefore()
	}
	return pos{c.line, edge(e.body.lines[c.line], c.col)}
}

// behind is the place behind the cursor that edge finds in its line; from the end of a
// line the start of the next.
func (e *Editor) behind(edge func(line string, col int) int) pos {
	c := e.cursor
	if c.col == len(e.body.lines[c.line]) {
		return e.lineAfter()
	}
	return pos{c.line, edge(e.body.lines[c.line], c.col)}
}

// lineBefore is the end of the line before the cursor's, if there is one.
func (e *Editor) lineBefore() pos {
	c := e.cursor
	if c.line == 0 {
		return c
	}
	return pos{c.line - 1, len(e.body.lines[c.line-1])}
}

// lineAfter is the start of the line after the cursor's, if there is one.
func (e *Editor) lineAfter() pos {
	c := e.cursor
	if c.line == len(e.body.lines)-1 {
		return c
	}
	return pos{c.line + 1, 0}
}

// vertical is the place n rows below the cursor (above, if negative), or as
// far as there are rows, as near to the wished column as may be.
func (e *Editor) vertical(n int) (_ pos, wish int) {
	if !e.multiline {
		return e.cursor, -1
	}
	from := e.layout().spotOf(e.cursor)
	to := e.layout().walk(from, n)
	if to == from {
		return e.cursor, e.wish
	}
	x := e.wish
	if x < 0 {
		x = e.column(e.cursor)
	}
	return e.at(to, x), x
}
