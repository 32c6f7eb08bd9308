package review

import (
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

const (
	pageMost = 100 // the list never stretches wider
	lead     = 2   // cells of the mark before a line
	noteRows = 2   // rows that a note takes at most
	textRows = 2   // rows that a text takes at most
	airy     = 12  // height from which there is a blank row between the parts
)

// entry is a line of the page that the keys can stand on.
type entry struct {
	text string
	note string
	plot string // a small drawing before the note
	mark string // what stands at the right: that it is on the agenda
	part int
}

// group is a part of the page with its entries.
type group struct {
	title   string
	none    string // said where there is no entry
	entries []entry
}

// row is a row of the page before it is painted.
type row struct {
	on   int // the entry it belongs to, -1 for none
	kind rowKind
	text string
	plot string
	mark string
}

type rowKind int

const (
	blankRow rowKind = iota
	titleRow
	textRow
	moreRow // a text that goes on
	noteRow
	noneRow
)

// list shows groups of entries below each other, as far as there is room around the
// one that has the keys.
type list struct {
	scroll.List
	groups []group

	rows  []row // as laid out for a width
	on    []int // whose each row is
	width int
	roomy bool
}

// set takes new groups, and stays at the entry at hand.
func (l *list) set(groups []group) {
	l.groups, l.rows = groups, nil
	total := 0
	for i := range groups {
		for j := range groups[i].entries {
			groups[i].entries[j].part = i
			total++
		}
	}
	l.Resize(total)
}

// here returns the group and the place in it of the entry that has the keys.
func (l *list) here() (part, i int, ok bool) {
	n := l.At
	for part := range l.groups {
		if n < len(l.groups[part].entries) {
			return part, n, true
		}
		n -= len(l.groups[part].entries)
	}
	return 0, 0, false
}

// part goes to the first entry of the next or the previous group that has one, round
// and round.
func (l *list) part(by int) {
	part, _, ok := l.here()
	if !ok {
		return
	}
	for range l.groups {
		part = (part + by + len(l.groups)) % len(l.groups)
		if len(l.groups[part].entries) > 0 {
			break
		}
	}
	l.At = 0
	for i := range part {
		l.At += len(l.groups[i].entries)
	}
}

// lay sets the page out for a width, once.
func (l *list) lay(w int, roomy bool) {
	if l.rows != nil && l.width == w && l.roomy == roomy {
		return
	}
	l.rows, l.on, l.width, l.roomy = l.rows[:0], l.on[:0], w, roomy
	n := 0
	for i := range l.groups {
		g := &l.groups[i]
		if i > 0 && roomy {
			l.put(row{on: scroll.None})
		}
		l.put(row{on: scroll.None, kind: titleRow, text: cell.Cut(g.title, w)})
		if len(g.entries) == 0 && g.none != "" {
			for _, text := range cell.Wrap(g.none, max(w-lead, 1)) {
				l.put(row{on: scroll.None, kind: noneRow, text: text})
			}
		}
		for _, e := range g.entries {
			l.layEntry(e, n, max(w-lead, 1))
			n++
		}
	}
}

func (l *list) put(r row) { l.rows, l.on = append(l.rows, r), append(l.on, r.on) }

// layEntry sets out one entry: its text, what stands at the right, and its note.
func (l *list) layEntry(e entry, n, w int) {
	room := w
	if mw := cell.Width(e.mark); mw > 0 {
		if room -= mw + 2; room < w/3 {
			room, e.mark = w, ""
		}
	}
	for i, text := range cell.Shorten(e.text, room, textRows) {
		r := row{on: n, kind: moreRow, text: text}
		if i == 0 {
			r.kind, r.mark = textRow, e.mark
		}
		l.put(r)
	}
	if e.note == "" {
		return
	}
	for i, text := range cell.Shorten(strings.TrimSpace(e.plot+"  "+e.note), w-lead, noteRows) {
		r := row{on: n, kind: noteRow, text: text}
		if i == 0 && e.plot != "" && strings.HasPrefix(text, e.plot) {
			r.plot, r.text = e.plot, strings.TrimPrefix(text, e.plot)
		}
		l.put(r)
	}
}

// draw paints as much as fits around the entry that has the keys, and returns the
// row on which it stands; -1 for none.
func (l *list) draw(th *theme.Theme, fr *tui.Frame, w, h int) int {
	l.lay(min(w, pageMost), h >= airy)
	from, to := l.Show(l.on, h)
	y := -1
	for _, r := range l.rows[from:to] {
		if r.on == l.At && r.kind == textRow {
			y = len(fr.Lines)
		}
		fr.Lines = append(fr.Lines, strings.TrimRight(l.paint(th, r), " "))
	}
	return y
}

func (l *list) paint(th *theme.Theme, r row) string {
	w, blank := l.width, strings.Repeat(" ", min(lead, l.width))
	switch r.kind {
	case titleRow:
		return th.Title.Paint(r.text)
	case noneRow:
		return blank + th.Hint.Paint(cell.Cut(r.text, w-lead))
	case textRow, moreRow:
		mark, style := blank, theme.Style{}
		if r.on == l.At {
			style = th.Focus
			if r.kind == textRow && w >= lead {
				mark = th.Focus.Paint(theme.Here) + " "
			}
		}
		text := cell.Cut(r.text, w-lead)
		line := mark + style.Paint(text)
		if r.mark != "" {
			line += strings.Repeat(" ", max(w-lead-cell.Width(text)-cell.Width(r.mark), 1)) + th.Good.Paint(r.mark)
		}
		return line
	case noteRow:
		plot := ""
		if r.plot != "" {
			plot = th.Accent.Paint(r.plot)
		}
		in := min(2*lead, w)
		return strings.Repeat(" ", in) + plot + th.Hint.Paint(cell.Cut(r.text, w-in-cell.Width(r.plot)))
	}
	return ""
}
