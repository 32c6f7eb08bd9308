package pair

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	signsFrom = 5 // rows of plan from which what is not seen is counted
	wholeFrom = 6 // rows of plan from which a step takes two, sooner than being cut
	doneSeen  = 2 // steps that are seen before the first one that waits
)

// plan paints the steps around the first one that waits, or around the one at
// hand, into so many lines below the title; those that are not seen are counted.
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
	if s.facts.course != "" && room >= signsFrom {
		b.add(-1, cell.Cut("  ", w)+th.Hint.Paint(cell.Cut(s.facts.course, w-2)))
		room--
	}
	v := s.planView(steps, w, room)
	if v.from > 0 && v.signs {
		b.add(-1, s.sign(v.from, 0, w))
	}
	for k := v.from; k < v.to; k++ {
		if year := s.newYear(steps, k, v.from); year != "" && w > lead {
			b.add(-1, strings.Repeat(" ", lead)+th.Hint.Paint(year))
		}
		for _, l := range v.lines[k] {
			b.add(steps[k], l)
		}
	}
	if left := len(steps) - v.to; left > 0 && v.signs {
		b.add(-1, s.sign(0, left, w))
	}
	return b
}

// view is the part of the plan that is seen: the steps from, up to and not
// including to, and the lines of each.
type view struct {
	steps    []int
	from, to int
	signs    bool
	most     int        // lines of a step that does not have the keys
	lines    [][]string // laid out when they are asked for
	lay      func(i, most int) []string
}

// planView picks as many steps as there is room for. It moves only as far as it
// must, so that the plan lies still while one goes up and down in it.
func (s *Screen) planView(steps []int, w, room int) view {
	v := view{steps: steps, signs: room >= signsFrom, lines: make([][]string, len(steps))}
	v.lay = func(i, most int) []string { return s.stepLines(i, w, s.facts.dates, most) }
	focus := s.at - steps[0]
	if s.here().group != planGroup {
		focus = max(s.first(planGroup)-steps[0], 0)
		s.planFrom = max(focus-doneSeen, 0)
	}
	if v.most = 1; room >= wholeFrom {
		v.most = 2
	}
	fits := func(from, to int) bool { return s.rows(v, from, to) <= room }
	v.from = max(min(s.planFrom, focus), 0)
	for v.from < focus && !fits(v.from, focus+1) {
		v.from++
	}
	for v.to = focus + 1; v.to < len(steps) && fits(v.from, v.to+1); {
		v.to++
	}
	for (v.to == len(steps) || v.from == 1) && v.from > 0 && fits(v.from-1, v.to) {
		v.from-- // at the end the room is used up; one step takes no more than its count
	}
	s.planFrom = v.from
	left := room - s.rows(v, v.from, v.to)
	for k := v.from; k < v.to && left > 0; k++ { // what room is left goes to the texts that were cut
		whole := v.lay(steps[k], 3)
		if more := len(whole) - len(v.lines[k]); more <= left {
			v.lines[k] = whole
			left -= more
		}
	}
	return v
}

// rows is how many lines a part of the plan takes, with its years and with the
// count of what is not seen.
func (s *Screen) rows(v view, from, to int) int {
	n := 0
	for k := from; k < to; k++ {
		if v.lines[k] == nil {
			v.lines[k] = v.lay(v.steps[k], v.most)
		}
		n += len(v.lines[k])
		if s.newYear(v.steps, k, from) != "" {
			n++
		}
	}
	if v.signs && from > 0 {
		n++
	}
	if v.signs && to < len(v.steps) {
		n++
	}
	return n
}

// newYear is the year that begins with a step, where it is not this one; from is
// the first step that is seen.
func (s *Screen) newYear(steps []int, k, from int) string {
	year := s.entries[steps[k]].step.Due.Year
	before := s.d.Pair.Today.Year
	if k > from {
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
		return []string{s.lead(i, w) + s.focus(i, s.stepText(e.step, w-lead, 1)[0])}
	}
	if i == s.at {
		most = 3
	}
	day := th.Hint.Paint(strings.Repeat(" ", dates-cell.Width(s.date(e.step))) + s.date(e.step))
	var out []string
	for n, l := range s.stepText(e.step, w-indent, most) {
		left := strings.Repeat(" ", indent)
		if n == 0 {
			left = s.lead(i, w) + day + "  "
		}
		out = append(out, left+s.focus(i, l))
	}
	if i == s.at {
		for _, l := range s.about(e.step, w-indent) {
			out = append(out, strings.Repeat(" ", indent)+th.Hint.Paint(l))
		}
	}
	return out
}

// stepText is a step's text on at most so many lines. Of one that comes again and
// again it ends with how often it was done, which is never cut.
func (s *Screen) stepText(st *forms.PlanStep, w, most int) []string {
	text := s.d.Pair.Text(st.Step.Text)
	if len(st.Boxes) == 0 {
		return clip(text, w, most)
	}
	times := s.boxes(st)
	if lines := cell.Wrap(text+" "+times, max(w, 1)); len(lines) <= most {
		return lines
	}
	room := w - cell.Width(times) - 1
	if room < 8 {
		return clip(text, w, most)
	}
	lines := cell.Wrap(text, w)
	last := min(most, len(lines)) - 1
	rest := strings.Join(lines[last:], " ")
	return append(lines[:last:last], cell.CutWords(rest, room)+" "+times)
}

// boxes is how often a step was done that comes again and again.
func (s *Screen) boxes(st *forms.PlanStep) string {
	done := 0
	for _, b := range st.Boxes {
		if b.Done {
			done++
		}
	}
	return s.d.Words.T("pair.times", "done", done, "all", len(st.Boxes))
}

func (s *Screen) focus(i int, text string) string {
	if i == s.at {
		return s.d.Theme.Focus.Paint(text)
	}
	return text
}

// about says of a step how far off its day is and whose it is, and what the two
// noted beside it.
func (s *Screen) about(st *forms.PlanStep, w int) []string {
	p := s.d.Pair
	when := p.Words.Ago(st.Due, p.Today)
	if st.Done {
		when = p.Words.T("pair.done")
	}
	out := []string{cell.Cut(when+theme.Between+p.Responsible(st.Step), w)}
	if st.Note != "" {
		out = append(out, clip(p.Words.T("pair.noted", "note", st.Note), w, 2)...)
	}
	return out
}
