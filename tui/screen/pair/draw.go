package pair

import (
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	twoColumns = 74 // width from which plan and forms stand side by side
	gap        = 3
	lead       = 4 // the mark of the entry at hand, and its own
	planLines  = 9 // of the plan, where everything stands below each other
	roomyPage  = 18
	formsWidth = 31 // what the names of most sheets need
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
	if w >= twoColumns {
		lw := min(max((w-gap)*11/20, w-gap-formsWidth), 62)
		rw := min(w-gap-lw, 56)
		fr.Lines = s.beside(&fr, s.left(lw, h), s.right(rw, h), lw, rw, h)
		return fr.Clip(w, h)
	}
	col := s.next(w, h)
	for _, part := range []block{s.plan(w, planLines), s.contact(w), s.forms(w, len(s.entries))} {
		col.add(-1, "")
		col.join(part)
	}
	fr.Lines = s.window(&fr, col, w, h)
	return fr.Clip(w, h)
}

// window shows the part of a column in which the entry at hand lies.
func (s *Screen) window(fr *tui.Frame, b block, w, h int) []string {
	from, to := -1, 0
	for i, on := range b.on {
		if on == s.at {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	s.top = max(min(s.top, from-1), to-h, 0)
	s.top = min(s.top, max(from, 0), max(len(b.lines)-h, 0))
	end := min(s.top+h, len(b.lines))
	b.lines, b.on = b.lines[s.top:end], b.on[s.top:end]
	s.hit(fr, b, 0, w)
	return b.lines
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
		none = false
		s.addEntry(&b, i, w, 2)
		if e.why != "" && w > lead && (h >= roomyPage || i == s.at) {
			b.add(i, strings.Repeat(" ", lead)+s.d.Theme.Hint.Paint(cell.Cut(e.why, w-lead)))
		}
	}
	if none {
		b.add(-1, s.hint("pair.nothing_next", w))
	}
	return b
}

// forms lists the sheets with how far they are, as many as there is room for.
func (s *Screen) forms(w, room int) block {
	var b block
	b.add(-1, s.title("pair.forms", w))
	first := s.first(formGroup)
	if first < 0 {
		return b
	}
	last := len(s.entries)
	from := first
	if last-first > room && s.at >= first {
		from = max(min(s.at-room/2, last-room), first)
	}
	for i := from; i < last && i < from+room; i++ {
		if left := last - i; i == from+room-1 && left > 1 && s.at != i {
			b.add(-1, cell.Cut(strings.Repeat(" ", lead), w)+s.d.Theme.Hint.Paint(cell.Cut(s.d.Words.N("pair.more", left), w-lead)))
			break
		}
		s.addEntry(&b, i, w, 1)
	}
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
		if i == s.at {
			l = th.Focus.Paint(l)
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
	lines := cell.Wrap(text, max(w, 1))
	if w < 1 {
		return []string{""}
	}
	if len(lines) > most {
		rest := strings.Join(lines[most-1:], " ")
		lines = append(lines[:most-1:most-1], cell.Cut(rest, w))
	}
	return lines
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
