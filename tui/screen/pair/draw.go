package pair

import (
	"slices"
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	twoColumns = 74 // width from which plan and forms stand side by side
	gap        = 3
	lead       = 4 // the mark of the entry at hand, and its own
	dueLines   = 3 // of what was promised, how much is told
	planLines  = 9 // of the plan, where everything stands below each other
	roomyPage  = 18
	formsWidth = 33 // what the names of most sheets need
	countBelow = 4  // rows from which a list counts what is not seen below
	countAbove = 9  // and above
)

// block is a painted column: lines, and which entry each opens.
type block struct {
	lines []string
	on    []int
}

func (b *block) add(entry int, line string) {
	b.lines = append(b.lines, line)
	b.on = append(b.on, entry)
}

func (b *block) join(o block) {
	b.lines = append(b.lines, o.lines...)
	b.on = append(b.on, o.on...)
}

// Draw paints the page: what is next and the plan at the left, contact and forms
// at the right; below each other where there is no room.
func (s *Screen) Draw(w, h int) tui.Frame {
	if !s.facts.read || s.facts.version != s.d.Pair.Record.Version() {
		s.refresh()
	}
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	s.hits = s.hits[:0]
	if s.asking != nil {
		s.asking.Draw(&fr, w, h, s.d.Theme)
		return fr
	}
	if w >= twoColumns {
		lw := min(max((w-gap)*11/20, w-gap-formsWidth), 62)
		rw := min(w-gap-lw, 56)
		fr.Lines = s.beside(&fr, s.left(lw, h), s.right(rw, h), lw, rw, h)
		return fr.Clip(w, h)
	}
	col := s.next(w, h)
	for _, part := range []block{s.plan(w, planLines), s.contact(w), s.forms(w, 2*len(s.entries))} {
		col.add(-1, "")
		col.join(part)
	}
	fr.Lines = s.window(&fr, col, w, h)
	return fr.Clip(w, h)
}

// window shows the part of a column in which the entry at hand lies.
func (s *Screen) window(fr *tui.Frame, b block, w, h int) []string {
	b = s.scroll(b, h, &s.top, func(above, _ int) string {
		if above > 0 {
			return s.hint("pair.page_above", w)
		}
		return s.hint("pair.page_below", w)
	})
	s.hit(fr, b, 0, w)
	return b.lines
}

// scroll leaves so many lines of a list, with the entry at hand among them. In
// place of the first and the last line stands a sign for the entries above and
// below. top is the first line that is seen; it moves only as far as it must.
func (s *Screen) scroll(b block, room int, top *int, sign func(above, below int) string) block {
	n := len(b.lines)
	if n <= room {
		*top = 0
		return b
	}
	from, to := b.span(s.at)
	if from < 0 {
		*top = 0
		from, to = b.span(s.meeting())
	}
	up, down := 0, 0 // lines that the counts take
	if room >= countAbove {
		up = 1
	}
	if room >= countBelow {
		down = 1
	}
	if from < 0 {
		from, to = 0, 1
	}
	if to > *top+room-down {
		*top = to - room + down
	}
	if from < *top+up {
		*top = from - up
	}
	*top = max(min(*top, n-room), 0)
	out := b.part(*top, *top+room)
	if up > 0 && *top > 0 {
		out.lines[0], out.on[0] = sign(b.part(0, *top+1).entries(), 0), -1
	}
	if down > 0 && *top+room < n {
		out.lines[room-1], out.on[room-1] = sign(0, b.part(*top+room-1, n).entries()), -1
	}
	return out
}

// span is where an entry stands: its first line, and the one behind its last; -1
// where it does not.
func (b block) span(entry int) (from, to int) {
	from = slices.Index(b.on, entry)
	for to = from; to >= 0 && to < len(b.on) && b.on[to] == entry; {
		to++
	}
	return from, to
}

// part copies some lines.
func (b block) part(from, to int) block {
	return block{slices.Clone(b.lines[from:to]), slices.Clone(b.on[from:to])}
}

// entries counts the entries of a block.
func (b block) entries() int {
	n, last := 0, -1
	for _, on := range b.on {
		if on >= 0 && on != last {
			n++
		}
		last = on
	}
	return n
}

// sign counts what is not seen of a list, above or below.
func (s *Screen) sign(above, below, w int) string {
	key, n := "pair.more", below
	if above > 0 {
		key, n = "pair.above", above
	}
	return cell.Cut(strings.Repeat(" ", lead), w) + s.d.Theme.Hint.Paint(cell.Cut(s.d.Words.N(key, n), w-lead))
}

// hit remembers where each entry stands, for the mouse and for the cursor.
func (s *Screen) hit(fr *tui.Frame, b block, x, w int) {
	for y, on := range b.on {
		if on < 0 {
			continue
		}
		s.hits = append(s.hits, hit{x, y, w, on})
		if on == s.at && fr.X < 0 {
			fr.X, fr.Y = x, y
		}
	}
}

func (s *Screen) beside(fr *tui.Frame, l, r block, lw, rw, h int) []string {
	l, r = l.first(h), r.first(h)
	s.hit(fr, l, 0, lw)
	s.hit(fr, r, lw+gap, rw)
	lines := l.lines
	for i, right := range r.lines {
		if i >= len(lines) {
			lines = append(lines, "")
		}
		if right != "" {
			lines[i] += strings.Repeat(" ", max(lw+gap-cell.Width(lines[i]), 0)) + right
		}
	}
	return lines
}

func (b block) first(h int) block {
	n := min(h, len(b.lines))
	return block{b.lines[:n], b.on[:n]}
}

func (s *Screen) left(w, h int) block {
	b := s.next(w, h)
	b.add(-1, "")
	b.join(s.plan(w, max(h-len(b.lines)-1, 1)))
	return b
}

func (s *Screen) right(w, h int) block {
	b := s.contact(w)
	b.add(-1, "")
	b.join(s.forms(w, max(h-len(b.lines)-1, 1)))
	return b
}

// next says what can be done now, and why now.
func (s *Screen) next(w, h int) block {
	var b block
	b.add(-1, s.title("pair.next", w))
	none := true
	for i, e := range s.entries {
		if e.group != nextGroup {
			continue
		}
		if e.place.Screen != tui.Checks {
			none = false
		} else if none {
			b.add(-1, s.hint("pair.nothing_next", w))
			none = false
		}
		s.addEntry(&b, i, w, 3)
		if e.why != "" && w > lead && (h >= roomyPage || i == s.at) {
			for _, l := range clip(e.why, w-lead, 2) {
				b.add(i, strings.Repeat(" ", lead)+s.d.Theme.Hint.Paint(l))
			}
		}
	}
	if none {
		b.add(-1, s.hint("pair.nothing_next", w))
	}
	s.due(&b, w, h-len(b.lines)-planLines)
	return b
}

// due tells below what is next what was promised for the days to come, as far as the
// plan leaves room.
func (s *Screen) due(b *block, w, room int) {
	for i, text := range s.facts.due {
		lines := clip(text, w-lead, 2)
		if room -= len(lines); i >= dueLines || room < 0 || w <= lead {
			return
		}
		for _, l := range lines {
			b.add(-1, strings.Repeat(" ", lead)+s.d.Theme.Hint.Paint(l))
		}
	}
}

// forms lists the sheets with how far they are, as many as there is room for; those
// that are there when needed come last.
func (s *Screen) forms(w, room int) block {
	var b, list block
	b.add(-1, s.title("pair.forms", w))
	for i, e := range s.entries {
		if e.group < formGroup {
			continue
		}
		if e.group == looseGroup && s.entries[i-1].group != looseGroup {
			list.add(-1, s.hint("pair.when_needed", w))
		}
		s.addEntry(&list, i, w, 2)
	}
	b.join(s.scroll(list, room, &s.listTop, func(above, below int) string { return s.sign(above, below, w) }))
	return b
}

// addEntry paints an entry on at most so many lines, its note at the right end.
func (s *Screen) addEntry(b *block, i, w, most int) {
	th, e := s.d.Theme, s.entries[i]
	room := w - lead
	note, said := "", e.note
	if e.short != "" && cell.Width(e.label)+1+cell.Width(said) > room {
		said = e.short
	}
	if n := cell.Width(said); n > 0 && room-n-1 >= 8 {
		note = " " + th.Hint.Paint(said)
		room -= n + 1
	}
	for n, l := range clip(e.label, room, most) {
		if note != "" {
			l = cell.Pad(l, room)
		}
		switch {
		case i == s.at:
			l = th.Focus.Paint(l)
		case e.quiet:
			l = th.Hint.Paint(l)
		}
		if n > 0 {
			b.add(i, strings.Repeat(" ", lead)+l)
			continue
		}
		b.add(i, s.lead(i, w)+l+note)
	}
}

// clip wraps a text into at most so many lines; what is left is cut.
func clip(text string, w, most int) []string {
	if w < 1 {
		return []string{""}
	}
	return cell.Shorten(text, w, most)
}

// lead is the sign of the entry at hand, and the entry's own mark.
func (s *Screen) lead(i, w int) string {
	th, e := s.d.Theme, s.entries[i]
	style := th.Hint
	switch e.mark {
	case theme.Done:
		style = th.Good
	case theme.Off:
		style = th.Accent
	case theme.Attention:
		style = th.Warn
	}
	here := " "
	if i == s.at {
		here = th.Focus.Paint(theme.Here)
	}
	switch {
	case w < 1:
		return ""
	case w < lead:
		return here
	}
	return here + " " + style.Paint(e.mark) + " "
}

func (s *Screen) title(key string, w int) string {
	return s.d.Theme.Title.Paint(cell.Cut(s.d.Words.T(key), w))
}

func (s *Screen) hint(key string, w int) string {
	return cell.Cut("  ", w) + s.d.Theme.Hint.Paint(cell.Cut(s.d.Words.T(key), w-2))
}
