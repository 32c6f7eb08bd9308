package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
)

// click goes to a section, an entry of a list, or a place of the page; a click
// in the editor puts the cursor, or picks.
func (s *Screen) click(x, y int) tea.Cmd {
	if s.asking != nil {
		s.asking.Click(x, y)
		return nil
	}
	if s.list != nil {
		return s.clickList(y)
	}
	if len(s.sections) == 0 {
		return nil
	}
	return s.clickPage(x, y)
}

func (s *Screen) clickPage(x, y int) tea.Cmd {
	s.loose, s.fresh = false, false
	p := &s.page
	if y == 0 { // how far the sheet is: what is left stands behind it
		return s.openLeft()
	}
	if x < p.x && p.x > 0 {
		if sec, ok := s.sideSection(y - p.y); ok {
			return s.jump(func() { s.enter(sec, 0) })
		}
		return nil
	}
	line := y - p.y + s.top
	if sp := p.spotAt(x-p.x, line); sp != nil && sp.press != nil {
		return sp.press()
	}
	if y < p.y || line < 0 || line >= len(p.on) || p.on[line] < 0 || p.on[line] >= len(s.stops) {
		return nil
	}
	stop := p.on[line]
	if stop == s.at && s.ed != nil {
		return s.clickEditor(x-p.x, line)
	}
	return s.clickStop(stop, x, y)
}

// spotAt returns what can be pressed at a cell of the page, or nil.
func (p *page) spotAt(x, line int) *spot {
	for i := range p.spots {
		if sp := &p.spots[i]; sp.line == line && x >= sp.x && x < sp.x+sp.w {
			return sp
		}
	}
	return nil
}

func (s *Screen) clickEditor(x, line int) tea.Cmd {
	y := line - s.page.ed
	if s.ed == nil || y < 0 || y >= s.page.edRows {
		return nil
	}
	was := s.ed.Changed()
	s.ed.Click(x-s.page.edX, y)
	if s.ed.Changed() && (!was || s.ed.Picks()) {
		return s.typed()
	}
	return nil
}

// clickStop goes to a place, and presses it at once where it is a button. One
// click is also enough to pick an option that was in sight, or to put the cursor
// into a text.
func (s *Screen) clickStop(stop, x, y int) tea.Cmd {
	goal := s.stops[stop]
	option, picks := s.optionUnder(goal, x, y)
	cmd := s.jump(func() { s.focusAddress(goal, stop) })
	if goal.kind != answerStop {
		return tea.Batch(cmd, s.enterKey())
	}
	if s.ed == nil {
		return cmd
	}
	if len(goal.field.Choices(s.d.Pair.Asking())) > 0 {
		if picks {
			s.ed.Choose(option)
			return tea.Batch(cmd, s.typed())
		}
		return cmd
	}
	s.Draw(s.w, s.h)
	p := &s.page
	if line := y - p.y + s.top; line >= 0 && line < len(p.on) && p.on[line] == s.at {
		return tea.Batch(cmd, s.clickEditor(x-p.x, line))
	}
	return cmd
}

// optionUnder returns which option of a question without the keys is clicked on.
func (s *Screen) optionUnder(st stop, x, y int) (n int, ok bool) {
	p := &s.page
	sp := p.spotAt(x-p.x, y-p.y+s.top)
	if sp == nil || sp.press != nil || st.kind != answerStop {
		return 0, false
	}
	return s.optionAt(st.field, s.d.Pair.Record.Value(st.addr), sp.w, x-p.x-sp.x)
}

// focusAddress goes to a place that may have moved while what was typed elsewhere
// became an answer.
func (s *Screen) focusAddress(goal stop, at int) {
	for i, st := range s.stops {
		if st.same(goal) {
			s.focus(i)
			return
		}
	}
	s.focus(at)
}

func (s *Screen) clickList(y int) tea.Cmd {
	if y < 0 || y >= len(s.list.rows) || s.list.rows[y] < 0 {
		return nil
	}
	if s.list.ends && s.grace.TooSoon(s.d.Now()) {
		return nil
	}
	s.list.at = s.list.rows[y]
	return s.pickEntry()
}

func (s *Screen) drag(m tea.MouseMotionMsg) tea.Cmd {
	if s.list == nil && s.ed != nil && m.Button == tea.MouseLeft {
		s.ed.Drag(m.X-s.page.x-s.page.edX, m.Y-s.page.y+s.top-s.page.ed)
	}
	return nil
}

// wheel scrolls the page; the keys stay where they are, and the page goes back to
// them with the next key.
func (s *Screen) wheel(m tea.MouseWheelMsg) tea.Cmd {
	const lines = 3
	by := tui.Turn(m)
	if s.list != nil {
		return s.listMove(by)
	}
	s.loose = true
	s.top = max(min(s.top+by*lines, len(s.page.lines)-s.page.h), 0)
	return nil
}
