package lists

import (
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

const (
	pageMost   = 110 // a list never stretches wider
	lead       = 2   // cells of the mark before a line
	gap        = 2   // between columns
	textLeast  = 24  // cells that a text keeps beside its columns; with less they go below it
	textRows   = 3   // rows that the text of the entry at hand takes at most
	noteRows   = 3   // and its note
	airy       = 14  // height from which there is a blank row between the groups
	columnMost = 26  // a column takes no more
	notesFrom  = 8   // height from which the line at hand says more about itself
)

// entry is a line that the keys can stand on.
type entry struct {
	id    string   // tells it from the others, also after the list was built anew
	front string   // a short column before the text, such as a day
	text  string   // what it is about
	cols  []string // what stands at its right, or below it where it is narrow
	style tone     // of the columns' last one that says anything
	note  string   // more about it; always seen where it is told, else only at hand
	told  bool
	in    int // how far it is set in
	faint bool
}

// tone says how a column is painted.
type tone int

const (
	plain tone = iota
	late
	good
)

// group is a part of a list with its entries.
type group struct {
	title   string // "" has no row
	none    string // said where there is no entry
	entries []entry
}

// row is a row of the page before it is painted.
type row struct {
	on   int // the entry it belongs to, -1 for none
	kind rowKind
	text string
	side string
	in   int
	e    *entry
}

type rowKind int

const (
	blankRow rowKind = iota
	titleRow
	textRow
	moreRow // a text that goes on
	noteRow
	colsRow // the columns of a narrow entry
	noneRow
)

// list shows groups of entries below each other, as far as there is room around the
// one that has the keys.
type list struct {
	scroll.List
	groups []group
	rows   []row
	on     []int // whose each row is
}

// set takes new groups, and stays at the entry at hand where it still is in a group
// before last, else at its place.
func (l *list) set(groups []group, stay string) {
	l.groups = groups
	total := 0
	for i := range groups {
		for j := range groups[i].entries {
			if stay != "" && groups[i].entries[j].id == stay {
				l.At = total
			}
			total++
		}
	}
	l.Resize(total)
}

// here returns the entry that has the keys; ok is false in an empty list.
func (l *list) here() (e entry, ok bool) {
	n := l.At
	for _, g := range l.groups {
		if n < len(g.entries) {
			return g.entries[n], true
		}
		n -= len(g.entries)
	}
	return entry{}, false
}

// lay sets the list out for a width.
func (l *list) lay(w int, roomy bool) {
	l.rows, l.on = l.rows[:0], l.on[:0]
	widths := l.widths()
	n := 0
	for i := range l.groups {
		g := &l.groups[i]
		if i > 0 && roomy {
			l.put(row{on: scroll.None})
		}
		if g.title != "" {
			l.put(row{on: scroll.None, kind: titleRow, text: cell.Cut(g.title, w)})
		}
		if len(g.entries) == 0 && g.none != "" {
			for _, text := range cell.Wrap(g.none, max(w-lead, 1)) {
				l.put(row{on: scroll.None, kind: noneRow, text: text})
			}
		}
		for j := range g.entries {
			l.layEntry(&g.entries[j], n, w, widths)
			n++
		}
	}
}

func (l *list) put(r row) { l.rows, l.on = append(l.rows, r), append(l.on, r.on) }

// widths are those of the columns; the first is the one in front.
func (l *list) widths() []int {
	out := []int{0}
	for _, g := range l.groups {
		for _, e := range g.entries {
			for i, text := range append([]string{e.front}, e.cols...) {
				if i == len(out) {
					out = append(out, 0)
				}
				out[i] = max(out[i], min(cell.Width(text), columnMost))
			}
		}
	}
	return out
}

// layEntry sets out one entry: its text with the columns beside it, or below it where
// there is too little room, and its note.
func (l *list) layEntry(e *entry, n, w int, widths []int) {
	in := min(lead+e.in, w)
	front := ""
	if widths[0] > 0 && len(e.cols) > 0 {
		front = cell.Pad(cell.Cut(e.front, widths[0]), widths[0]) + strings.Repeat(" ", gap)
	}
	room, side := w-in-cell.Width(front), ""
	if len(e.cols) > 0 {
		if right := columns(e.cols, widths[1:]); room-cell.Width(right)-gap >= textLeast {
			room -= cell.Width(right) + gap
			side = right
		}
	}
	most := 1
	if n == l.At {
		most = textRows
	}
	for i, text := range cell.Shorten(e.text, max(room, 1), most) {
		r := row{on: n, kind: textRow, in: in, e: e, text: front + text}
		if i > 0 {
			r.kind, r.text = moreRow, strings.Repeat(" ", cell.Width(front))+text
		} else if side != "" {
			r.side = strings.Repeat(" ", max(room-cell.Width(text)+gap, 0)) + side
		}
		l.put(r)
	}
	if side == "" {
		l.below(e.joined(), colsRow, e, n, in, w)
	}
	if e.told || n == l.At && l.Fit >= notesFrom {
		l.below(e.note, noteRow, e, n, in, w)
	}
}

// below sets a text below an entry, a little further in.
func (l *list) below(text string, kind rowKind, e *entry, n, in, w int) {
	if text == "" {
		return
	}
	in = min(in+lead, w)
	most := 1
	if n == l.At && l.Fit >= notesFrom {
		most = noteRows
	}
	for _, part := range cell.Shorten(text, max(w-in, 1), most) {
		l.put(row{on: n, kind: kind, in: in, e: e, text: part})
	}
}

// joined are the columns of an entry on one line, the last one first: how it stands is
// what must not be cut.
func (e *entry) joined() string {
	var said []string
	for i := range e.cols {
		if c := e.cols[(i+len(e.cols)-1)%len(e.cols)]; c != "" {
			said = append(said, c)
		}
	}
	return strings.Join(said, theme.Between)
}

func columns(cols []string, widths []int) string {
	var b strings.Builder
	for i, c := range cols {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", gap))
		}
		b.WriteString(cell.Pad(cell.Cut(c, widths[i]), widths[i]))
	}
	for i := len(cols); i < len(widths); i++ {
		b.WriteString(strings.Repeat(" ", gap+widths[i]))
	}
	return b.String()
}

// draw paints as much as fits around the entry that has the keys into h rows, and
// returns the row of the page on which it stands; -1 for none.
func (l *list) draw(d *tui.Desk, fr *tui.Frame, w, h int) int {
	const sayFrom = 6 // rows from which one of them may say that there is more
	l.Fit = max(h, 0)
	l.lay(min(w, pageMost), h >= airy)
	says := len(l.rows) > h && h >= sayFrom
	if says {
		h--
	}
	from, to := l.Show(l.on, h)
	y := -1
	for _, r := range l.rows[from:to] {
		if r.on == l.At && r.kind == textRow {
			y = len(fr.Lines)
		}
		fr.Lines = append(fr.Lines, strings.TrimRight(l.paint(d.Theme, r, w), " "))
	}
	if more := l.Below(); says && more > 0 {
		fr.Lines = append(fr.Lines, d.Theme.Hint.Paint(cell.Cut(d.Words.N("lists.more_below", more), w)))
	}
	return y
}

func (l *list) paint(th *theme.Theme, r row, w int) string {
	blank := strings.Repeat(" ", min(r.in, w))
	style := theme.Style{}
	if r.e != nil && r.e.faint {
		style = th.Hint
	}
	if r.on == l.At && r.on >= 0 {
		style = th.Focus
	}
	switch r.kind {
	case titleRow:
		return th.Title.Paint(r.text)
	case noneRow:
		return strings.Repeat(" ", min(lead, w)) + th.Hint.Paint(cell.Cut(r.text, w-lead))
	case textRow:
		if r.on == l.At && r.in >= lead {
			blank = strings.Repeat(" ", r.in-lead) + th.Focus.Paint(theme.Here) + " "
		}
		return blank + style.Paint(cell.Cut(r.text, w-r.in)) + r.e.tone(th).Paint(r.side)
	case moreRow:
		return blank + style.Paint(cell.Cut(r.text, w-r.in))
	case colsRow:
		return blank + r.e.tone(th).Paint(cell.Cut(r.text, w-r.in))
	case noteRow:
		return blank + th.Hint.Paint(cell.Cut(r.text, w-r.in))
	}
	return ""
}

// tone is how the columns are painted. What it says stands in words, too.
func (e *entry) tone(th *theme.Theme) theme.Style {
	switch {
	case e.style == late:
		return th.Warn
	case e.style == good:
		return th.Good
	}
	return th.Hint
}
