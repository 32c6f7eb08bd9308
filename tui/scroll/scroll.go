// Package scroll keeps what has the keys in sight on a page that is higher than the
// screen. Screens paint their rows themselves and ask here which of them to show.
package scroll

// None owns the rows that belong to no entry, such as titles and blank rows.
const None = -1

// Top returns which row of a page stands first on a screen of h rows, so that the rows
// from (first) to to (behind the last) are seen, of what is higher than the screen the
// beginning. It scrolls no further from top, the one that stood first, than it takes.
func Top(top, from, to, rows, h int) int {
	top = max(min(top, from), min(to-h, from))
	return max(min(top, rows-h), 0)
}

// Span returns the rows of the entry at: the first, and the one behind the last; both
// 0 where it has none. On says whose each row is.
func Span(on []int, at int) (from, to int) {
	for i, owner := range on {
		if owner == at {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	return from, to
}

// List is where somebody is in a list of entries, each of which takes a row or more.
// The zero List is empty.
type List struct {
	Total int // entries in all
	At    int // the entry that has the keys
	Fit   int // how many rows there was room for when it was drawn last

	top  int
	rows int
	seen []int // rows on the screen -> entry
}

// Resize takes how many entries there are now, and stays at the place at hand as far
// as there still is one.
func (l *List) Resize(total int) {
	l.Total = total
	l.Move(0)
}

// Move goes so many entries on, or back, and no further than to the ends.
func (l *List) Move(by int) { l.At = max(min(l.At+by, l.Total-1), 0) }

// Show returns the rows to paint on a screen of h rows: the first, and the one behind
// the last. The entry at hand is seen from its beginning on, with what stands directly
// above it and is no entry's, such as a title, where there is room. On says whose each
// row is, None for nobody's.
func (l *List) Show(on []int, h int) (from, to int) {
	h = max(h, 0)
	from, to = Span(on, l.At)
	for from > 0 && on[from-1] == None && to-from < h {
		from--
	}
	l.top = Top(l.top, from, to, len(on), h)
	end := min(l.top+h, len(on))
	l.Fit, l.rows, l.seen = h, len(on), append(l.seen[:0], on[l.top:end]...)
	return l.top, end
}

// Below counts the rows that are not seen below the screen.
func (l *List) Below() int { return max(l.rows-l.top-l.Fit, 0) }

// EntryAt returns the entry at a row of the screen, None for none.
func (l *List) EntryAt(y int) int {
	if y < 0 || y >= len(l.seen) {
		return None
	}
	return l.seen[y]
}
