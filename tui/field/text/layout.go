package text

import (
	"slices"

	"pairbook/tui/cell"
)

// layout is where the rows of each line begin at one width. It is kept up to
// date edit by edit: only rows near the edit are looked at again, and the
// total is a running one.
type layout struct {
	width int     // in cells; 0: not laid out yet
	rows  [][]int // for each line the byte offsets of its second and later rows
	total int     // rows of all lines
	spare []int   // kept to lay out without allocating
}

// spot is a row of a layout: a line and the number of a row in it.
type spot struct{ line, row int }

// fill lays all lines out for w cells, unless they are already.
func (l *layout) fill(lines []string, w int) {
	if l.width != w {
		*l = layout{width: w, rows: l.rows[:0], spare: l.spare}
		l.replace(lines, 0, 0)
	}
}

// replace lays out lines that took the place of was lines from number at on.
func (l *layout) replace(fresh []string, at, was int) {
	if l.width == 0 {
		return
	}
	for _, rows := range l.rows[at : at+was] {
		l.total -= len(rows) + 1
	}
	if len(fresh) != was {
		l.rows = slices.Replace(l.rows, at, at+was, make([][]int, len(fresh))...)
	}
	for i, s := range fresh {
		l.spare = l.spare[:0]
		if len(s) >= l.width { // no cluster is wider than it has bytes
			for next := nextRow(s, 0, l.width); next >= 0; next = nextRow(s, next, l.width) {
				l.spare = append(l.spare, next)
			}
		}
		l.rows[at+i] = append(l.rows[at+i][:0], l.spare...)
		l.total += len(l.spare) + 1
	}
}

// edit lays out line i, now s, after put bytes took the place of cut at offset
// at of it. Rows well before the edit stand; those behind it only shift, from
// the first on that begins where it began before.
func (l *layout) edit(i int, s string, at, cut, put int) {
	if l.width == 0 {
		return
	}
	rows, fresh := l.rows[i], l.spare[:0]
	keep := l.unmoved(rows, s, at)
	old, from := keep, 0
	if keep > 0 {
		from = rows[keep-1]
	}
	for {
		next := nextRow(s, from, l.width)
		for old < len(rows) && (next < 0 || rows[old] < at+cut || rows[old]+put-cut < next) {
			old++
		}
		if next < 0 || old < len(rows) && rows[old]+put-cut == next {
			break
		}
		fresh = append(fresh, next)
		from = next
	}
	for j := old; j < len(rows); j++ {
		rows[j] += put - cut
	}
	l.total += len(fresh) - (old - keep)
	l.rows[i] = slices.Replace(rows, keep, old, fresh...)
	l.spare = fresh
}

// unmoved counts the row starts that an edit at offset at cannot have moved. A
// row begins where a piece did not fit above it, so that piece, and the
// cluster that ends it, must lie before the edit.
func (l *layout) unmoved(rows []int, s string, at int) int {
	n, _ := slices.BinarySearch(rows, at)
	for ; n > 0; n-- {
		start := rows[n-1]
		ink, _, blanks := cell.Piece(s[start:], l.width)
		end := start + len(ink) + blanks
		if end < at && nextEdge(s, end) < at {
			break
		}
	}
	return n
}

// count is the number of rows of a line.
func (l *layout) count(line int) int { return len(l.rows[line]) + 1 }

// spotOf is the row that shows p; the place between two rows is shown at the
// start of the second.
func (l *layout) spotOf(p pos) spot {
	row, found := slices.BinarySearch(l.rows[p.line], p.col)
	if found {
		row++
	}
	return spot{p.line, row}
}

// row returns the byte offsets between which a row of a line of size bytes
// lies.
func (l *layout) row(s spot, size int) (from, to int) {
	rows := l.rows[s.line]
	if s.row > 0 {
		from = rows[s.row-1]
	}
	if s.row < len(rows) {
		return from, rows[s.row]
	}
	return from, size
}

// last is the last row of all.
func (l *layout) last() spot {
	n := len(l.rows) - 1
	return spot{n, l.count(n) - 1}
}

// between counts the rows from one down to another, but no further than limit.
func (l *layout) between(from, to spot, limit int) int {
	n := -from.row
	for i := from.line; i < to.line; i++ {
		if n += l.count(i); n >= limit {
			return limit
		}
	}
	return min(n+to.row, limit)
}

// walk is the row n rows below s (above, if negative), or the last (first).
func (l *layout) walk(s spot, n int) spot {
	for n < 0 && s.row+n < 0 {
		if s.line == 0 {
			return spot{}
		}
		n += s.row + 1
		s.line--
		s.row = l.count(s.line) - 1
	}
	for n > 0 && s.row+n >= l.count(s.line) {
		if s.line == len(l.rows)-1 {
			return l.last()
		}
		n -= l.count(s.line) - s.row
		s.line++
		s.row = 0
	}
	return spot{s.line, s.row + n}
}
