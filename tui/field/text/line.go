package text

import (
	"slices"

	"pairbook/tui/cell"
)

// line is the text between two line breaks, and where its rows begin.
type line struct {
	text string
	rows []int // byte offsets of the second and later rows
}

// wrap breaks the line into rows for a window of w cells.
func (l *line) wrap(w int) { l.rows = wrapRows(l.rows[:0], l.text, w) }

// count is the number of rows.
func (l *line) count() int { return len(l.rows) + 1 }

// rowOf is the row that shows the place col; the place between two rows is
// shown at the start of the second.
func (l *line) rowOf(col int) int {
	i, found := slices.BinarySearch(l.rows, col)
	if found {
		i++
	}
	return i
}

// row returns the byte offsets between which row i lies.
func (l *line) row(i int) (from, to int) {
	if i > 0 {
		from = l.rows[i-1]
	}
	if i < len(l.rows) {
		return from, l.rows[i]
	}
	return from, len(l.text)
}

// wrapRows appends to rows where the second and later rows of s begin in a
// window of w cells. Rows part the text without a rest: the blanks at a break
// belong to the row before it. Ink keeps clear of the last cell, which is left
// for a blank or the cursor, so the place before every cluster, and the end of
// the line, lies inside the window; a row is added where it would not.
func wrapRows(rows []int, s string, w int) []int {
	if len(s) < w { // no cluster is wider than it has bytes
		return rows
	}
	x, limit := 0, max(w-1, 1)
	for at := 0; at < len(s); {
		ink, width, blanks := cell.Piece(s[at:])
		if x > 0 && (x+width > limit || x >= w) {
			rows = append(rows, at)
			x = 0
		}
		if width >= w {
			rows, x = wrapWord(rows, s[at:at+len(ink)], at, w)
		} else {
			x += width
		}
		at += len(ink)
		for range blanks {
			if x >= w {
				rows = append(rows, at)
				x = 0
			}
			x++
			at++
		}
	}
	if x >= w {
		rows = append(rows, len(s))
	}
	return rows
}

// wrapWord breaks a word that is longer than a row and begins one, at offset
// at of its line. It returns the width of the last row too.
func wrapWord(rows []int, word string, at, w int) (_ []int, x int) {
	limit := max(w-1, 1)
	for i := 0; i < len(word); {
		g, gw := cell.First(word[i:])
		gw = min(gw, w)
		if x > 0 && (x+gw > limit || x >= w) {
			rows = append(rows, at+i)
			x = 0
		}
		x += gw
		i += len(g)
	}
	return rows, x
}

// cells is the width of s in a window of w cells, where a wide cluster that
// does not fit is shown by a sign of one cell.
func cells(s string, w int) int {
	if w > 1 {
		return cell.Width(s)
	}
	x := 0
	for s != "" {
		g, gw := cell.First(s)
		x += min(gw, 1)
		s = s[len(g):]
	}
	return x
}

// shown is s as a window of w cells shows it.
func shown(s string, w int) string {
	if w > 1 {
		return s
	}
	out := ""
	for s != "" {
		g, gw := cell.First(s)
		if gw > w {
			out += cell.Cut(g, w)
		} else {
			out += g
		}
		s = s[len(g):]
	}
	return out
}

// fit is the length of the longest beginning of s that takes at most w cells.
func fit(s string, w int) int {
	at, x := 0, 0
	for at < len(s) {
		g, gw := cell.First(s[at:])
		if x += gw; x > w {
			break
		}
		at += len(g)
	}
	return at
}
