package pair

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
)

const monthWidth = 4

// contact shows the months of the programme with the contacts in each, when the
// two last talked, and when they will, in words.
func (s *Screen) contact(w int) block {
	var b block
	b.add(-1, s.title("pair.contact", w))
	for _, l := range s.months(w) {
		b.add(-1, l)
	}
	for _, text := range []string{s.facts.talked, s.facts.booked} {
		if text == "" {
			continue
		}
		for _, l := range clip(text, w-2, 2) {
			b.add(-1, cell.Cut("  ", w)+l)
		}
	}
	return b
}

func (s *Screen) months(w int) []string {
	months := s.facts.months
	per := min((w-2)/monthWidth, 12)
	if per < 1 || len(months) == 0 {
		return nil
	}
	if len(months) > per { // rows of one length
		rows := (len(months) + per - 1) / per
		per = (len(months) + rows - 1) / rows
	}
	th := s.d.Theme
	var out []string
	for from := 0; from < len(months); from += per {
		var names, counts strings.Builder
		for _, m := range months[from:min(from+per, len(months))] {
			name := s.d.Words.MonthMark(m.First)
			style := th.Hint
			if m.Running {
				style = th.Title
			}
			names.WriteString(style.Paint(cell.Cut(name, monthWidth-1)) + strings.Repeat(" ", max(monthWidth-cell.Width(name), 1)))
			counts.WriteString(s.count(m))
		}
		out = append(out, "  "+strings.TrimRight(names.String(), " "), "  "+strings.TrimRight(counts.String(), " "))
	}
	return out
}

// count is what stands below a month: its contacts, a dash where it passed
// without one, a dot while it runs.
func (s *Screen) count(m forms.Month) string {
	th := s.d.Theme
	switch {
	case m.Contacts > 0:
		return th.Good.Paint(cell.Pad(" "+strconv.Itoa(m.Contacts), monthWidth))
	case m.Past:
		return th.Warn.Paint(" –  ")
	case m.Running:
		return th.Hint.Paint(" ·  ")
	}
	return strings.Repeat(" ", monthWidth)
}
