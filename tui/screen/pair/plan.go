package pair

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// plan paints the steps around the first one that is not done, or around the one
// at hand, into so many lines below the title.
func (s *Screen) plan(w, room int) block {
	var b block
	th := s.d.Theme
	b.add(-1, s.planTitle(w))
	steps := s.group(planGroup)
	if len(steps) == 0 {
		for _, l := range clip(s.d.Words.T("pair.no_plan"), w-2, 2) {
			b.add(-1, cell.Cut("  ", w)+th.Hint.Paint(l))
		}
		return b
	}
	dates := 0
	for _, i := range steps {
		dates = max(dates, cell.Width(s.date(s.entries[i].step)))
	}
	steps = s.near(steps, room)
	lines := make([][]string, len(steps))
	used := 0
	for k, i := range steps {
		lines[k] = s.stepLines(i, w, dates, 1)
		used += len(lines[k])
		if s.newYear(steps, k) != "" {
			used++
		}
	}
	for k, i := range steps { // what room is left goes to the texts that were cut
		more := s.stepLines(i, w, dates, 3)
		if extra := len(more) - len(lines[k]); extra > 0 && used+extra <= room {
			lines[k] = more
			used += extra
		}
	}
	for k, i := range steps {
		if year := s.newYear(steps, k); year != "" && w > lead {
			b.add(-1, strings.Repeat(" ", lead)+th.Hint.Paint(year))
		}
		for _, l := range lines[k] {
			b.add(i, l)
		}
	}
	b = b.first(room + 1)
	if n := len(b.on) - 1; n > 0 && b.on[n] < 0 {
		b = b.first(n) // a year with nothing below it
	}
	return b
}

// newYear is the year that begins with a step, where it is not this one.
func (s *Screen) newYear(steps []int, k int) string {
	year := s.entries[steps[k]].step.Due.Year
	before := s.d.Pair.Today.Year
	if k > 0 {
		before = s.entries[steps[k-1]].step.Due.Year
	}
	if year == before {
		return ""
	}
	return strconv.Itoa(year)
}

// planTitle also says how many steps are past their day.
func (s *Screen) planTitle(w int) string {
	th, words := s.d.Theme, s.d.Words
	title := words.T("pair.plan")
	if s.facts.late == 0 {
		return th.Title.Paint(cell.Cut(title, w))
	}
	late := theme.Attention + " " + words.N("pair.late", s.facts.late)
	room := w - cell.Width(late) - 1
	if room < cell.Width(title) {
		return th.Title.Paint(cell.Cut(title, w))
	}
	return th.Title.Paint(cell.Pad(title, room)) + " " + th.Warn.Paint(late)
}

func (s *Screen) group(g groupID) []int {
	var out []int
	for i, e := range s.entries {
		if e.group == g {
			out = append(out, i)
		}
	}
	return out
}

// near picks at most n steps: those around the one at hand, or else what was done
// last and what comes.
func (s *Screen) near(steps []int, n int) []int {
	first := len(steps)
	for k, i := range steps {
		if !s.entries[i].step.Done {
			first = k
			break
		}
	}
	from := first - 2
	if s.here().group == planGroup {
		at := s.at - steps[0]
		n = max(n-2, 1)                           // the step at hand says more than one line
		from = min(max(from, at-n+1), max(at, 0)) // moves only as far as it must
	}
	from = max(min(from, len(steps)-n), 0)
	return steps[from:min(from+n, len(steps))]
}

// date writes the day of a step: "9 Mar". The year stands above its first step.
func (s *Screen) date(st *forms.PlanStep) string {
	return strconv.Itoa(st.Due.Day) + " " + s.d.Words.Month(st.Due)
}

// stepLines paints a step: its day, its text on at most so many lines, and for the
// one at hand how far off it is and whose it is.
func (s *Screen) stepLines(i, w, dates, most int) []string {
	th, e := s.d.Theme, s.entries[i]
	indent := lead + dates + 2
	if w-indent < 12 { // no room for a column of days
		return []string{s.lead(i, w) + s.focus(i, cell.Cut(e.label, w-lead))}
	}
	if i == s.at {
		most = 3
	}
	day := th.Hint.Paint(strings.Repeat(" ", dates-cell.Width(s.date(e.step))) + s.date(e.step))
	var out []string
	for n, l := range clip(e.label, w-indent, most) {
		left := strings.Repeat(" ", indent)
		if n == 0 {
			left = s.lead(i, w) + day + "  "
		}
		out = append(out, left+s.focus(i, l))
	}
	if i == s.at {
		out = append(out, strings.Repeat(" ", indent)+th.Hint.Paint(cell.Cut(s.about(e.step), w-indent)))
	}
	return out
}

func (s *Screen) focus(i int, text string) string {
	if i == s.at {
		return s.d.Theme.Focus.Paint(text)
	}
	return text
}

// about says of a step how far off its day is, and whose it is.
func (s *Screen) about(st *forms.PlanStep) string {
	p := s.d.Pair
	when := p.Words.Ago(st.Due, p.Today)
	if st.Done {
		when = p.Words.T("pair.done")
	}
	switch v := forms.Voice(st.Step.Who); {
	case v.IsPerson():
		return when + theme.Between + p.Name(v)
	case st.Step.Who == forms.ByProgramme:
		return when + theme.Between + p.Words.T("pair.by_programme")
	}
	return when + theme.Between + p.Words.T("forms.both")
}
