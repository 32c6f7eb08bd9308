package pair

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	twoColumns = 74 // width from which plan and forms stand side by side
	gap        = 3
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

// Draw paints the page: what is next and the plan at the left, contact and forms
// at the right; below each other where there is no room.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	s.hits = s.hits[:0]
	if w >= twoColumns {
		lw := min((w-gap)*11/20, 60)
		rw := min(w-gap-lw, 56)
		left, right := s.left(lw), s.right(rw)
		fr.Lines = s.beside(&fr, left, right, lw, rw, h)
		return fr
	}
	col := s.left(w)
	col.add(-1, "")
	r := s.right(w)
	col.lines, col.on = append(col.lines, r.lines...), append(col.on, r.on...)
	fr.Lines = s.window(&fr, col, 0, w, h)
	return fr
}

// window shows the part of a column in which the entry at hand lies.
func (s *Screen) window(fr *tui.Frame, b block, x, w, h int) []string {
	at := 0
	for i, on := range b.on {
		if on == s.at {
			at = i
		}
	}
	s.top = max(min(s.top, at-1), at-h+1, 0)
	s.top = max(min(s.top, len(b.lines)-h), 0)
	var out []string
	for i := s.top; i < len(b.lines) && len(out) < h; i++ {
		s.hit(fr, b.on[i], x, len(out), w)
		out = append(out, b.lines[i])
	}
	return out
}

func (s *Screen) hit(fr *tui.Frame, entry, x, y, w int) {
	if entry < 0 {
		return
	}
	s.hits = append(s.hits, hit{x, y, w, entry})
	if entry == s.at {
		fr.X, fr.Y = x, y
	}
}

func (s *Screen) beside(fr *tui.Frame, l, r block, lw, rw, h int) []string {
	keep := s.top
	s.top = 0
	lines := s.window(fr, l, 0, lw, h)
	s.top = keep
	right := s.window(fr, r, lw+gap, rw, h)
	for i := range max(len(lines), len(right)) {
		if i >= len(lines) {
			lines = append(lines, "")
		}
		if i >= len(right) || right[i] == "" {
			continue
		}
		lines[i] += strings.Repeat(" ", max(lw+gap-paintedWidth(lines[i]), 0)) + right[i]
	}
	return lines
}

func (s *Screen) left(w int) block {
	var b block
	th, words := s.d.Theme, s.d.Words
	b.add(-1, th.Title.Paint(words.T("pair.next")))
	for i, e := range s.entries {
		if e.group == nextGroup {
			s.addEntry(&b, i, e, w)
		}
	}
	b.add(-1, "")
	b.add(-1, th.Title.Paint(words.T("pair.plan")))
	plan := s.d.Pair.Plan()
	if len(plan) == 0 {
		b.add(-1, "  "+th.Hint.Paint(cell.Cut(words.T("pair.no_plan"), w-2)))
	}
	for _, st := range near(plan, 9) {
		b.add(-1, s.step(st, w))
	}
	return b
}

// near picks the steps around the first one that is not done: what was done last,
// and what comes.
func near(plan []forms.PlanStep, n int) []forms.PlanStep {
	first := len(plan)
	for i, st := range plan {
		if !st.Done {
			first = i
			break
		}
	}
	from := max(min(first-2, len(plan)-n), 0)
	return plan[from:min(from+n, len(plan))]
}

func (s *Screen) step(st forms.PlanStep, w int) string {
	th, words := s.d.Theme, s.d.Words
	mark, style := theme.Open, th.Hint
	when := words.DayMonth(st.Due, s.d.Pair.Today)
	switch {
	case st.Done:
		mark, style = theme.Done, th.Good
	case st.Overdue:
		mark, style = theme.Attention, th.Warn
		when = words.T("pair.late", "date", when)
	}
	text := s.d.Pair.Text(st.Step.Text)
	room := max(w-cell.Width(when)-5, 6)
	return "  " + style.Paint(mark) + " " + cell.Pad(text, room) + " " + th.Hint.Paint(when)
}

func (s *Screen) right(w int) block {
	var b block
	th, words := s.d.Theme, s.d.Words
	b.add(-1, th.Title.Paint(words.T("pair.contact")))
	for _, l := range s.months(w) {
		b.add(-1, l)
	}
	b.add(-1, "")
	b.add(-1, th.Title.Paint(words.T("pair.forms")))
	for i, e := range s.entries {
		if e.group == formGroup {
			s.addEntry(&b, i, e, w)
		}
	}
	return b
}

func (s *Screen) addEntry(b *block, i int, e entry, w int) {
	th := s.d.Theme
	mark, style := e.mark, th.Hint
	switch e.mark {
	case theme.Done:
		style = th.Good
	case theme.Here:
		style = th.Accent
	}
	room := max(w-cell.Width(e.note)-5, 6)
	label := cell.Pad(e.label, room)
	lead := "  "
	if i == s.at {
		lead = th.Focus.Paint(theme.Here) + " "
		label = th.Focus.Paint(label)
	}
	if mark == "" {
		mark = theme.Open
	}
	b.add(i, lead+style.Paint(mark)+" "+label+" "+th.Hint.Paint(e.note))
}

// months shows the months of the programme with the contacts in each, and when
// the two last talked, in words.
func (s *Screen) months(w int) []string {
	th, words := s.d.Theme, s.d.Words
	months := s.d.Pair.Months()
	if len(months) == 0 {
		return []string{"  " + th.Hint.Paint(words.T("pair.no_plan"))}
	}
	per := max(min((w-2)/4, 12), 1)
	if len(months) > per && per > 6 {
		per = (len(months) + 1) / ((len(months) + per - 1) / per)
	}
	var out []string
	for from := 0; from < len(months); from += per {
		var names, counts strings.Builder
		for _, m := range months[from:min(from+per, len(months))] {
			names.WriteString(cell.Pad(words.Month(m.First), 4))
			counts.WriteString(s.count(m))
		}
		out = append(out, "  "+th.Hint.Paint(strings.TrimRight(names.String(), " ")), "  "+counts.String())
	}
	if d, ok := s.d.Pair.LastContact(); ok {
		out = append(out, "  "+words.N("forms.idle", d.DaysUntil(s.d.Pair.Today)))
	}
	return out
}

func (s *Screen) count(m forms.Month) string {
	th := s.d.Theme
	switch {
	case m.Contacts > 0:
		return th.Good.Paint(cell.Pad(" "+strconv.Itoa(m.Contacts), 4))
	case m.Past:
		return th.Warn.Paint(" ―  ")
	case m.Running:
		return th.Hint.Paint(" ·  ")
	}
	return th.Hint.Paint("    ")
}

// paintedWidth is the width of a line with control sequences in it.
func paintedWidth(line string) int {
	plain := 0
	for i := 0; i < len(line); {
		if line[i] == '\x1b' {
			if end := strings.IndexByte(line[i:], 'm'); end >= 0 {
				i += end + 1
				continue
			}
		}
		next := strings.IndexByte(line[i:], '\x1b')
		if next < 0 {
			return plain + cell.Width(line[i:])
		}
		plain += cell.Width(line[i : i+next])
		i += next
	}
	return plain
}
