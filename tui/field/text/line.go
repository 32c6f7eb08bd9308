package text

import "pairbook/tui/cell"

// nextRow is where the row of s behind the one that begins at from begins, in
// a window of w cells, or -1 behind the last. Rows part the text without a
// rest: the blanks at a break belong to the row before it. Ink keeps clear of
// the last cell, which is left for a blank or the cursor, so the place before
// every cluster, and the end of the line, lies inside the window; an empty row
// is added where it would not. A row depends on the text from its start alone.
func nextRow(s string, from, w int) int {
	x, limit := 0, max(w-1, 1)
	for at := from; at < len(s); {
		ink, width, blanks := cell.Piece(s[at:], w)
		if x > 0 && (x+width > limit || x >= w) {
			return at
		}
		if width >= w {
			n := 0
			if n, width = fitWord(ink, w); n < len(ink) {
				return at + n
			}
		}
		x += width
		at += len(ink)
		if blanks > w-x {
			return at + w - x
		}
		x += blanks
		at += blanks
	}
	if x >= w {
		return len(s)
	}
	return -1
}

// fitWord is the length and the width of that part of a word longer than a row
// that goes into a row of its own.
func fitWord(word string, w int) (n, x int) {
	limit := max(w-1, 1)
	for n < len(word) {
		g, gw := cell.First(word[n:])
		gw = min(gw, w)
		if x > 0 && x+gw > limit {
			break
		}
		x += gw
		n += len(g)
	}
	return n, x
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
