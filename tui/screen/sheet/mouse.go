package sheet

import (
	tea "charm.land/bubbletea/v2"
)

// click goes to a section, an entry of a list, or a place of the page; a click
// in the editor puts the cursor, or picks.
func (s *Screen) click(x, y int) tea.Cmd {
	if s.list != nil {
		return s.clickList(y)
	}
	p := &s.page
	if x < p.x && p.x > 0 {
		if sec, ok := s.sideSection(y - p.y); ok {
			return s.jump(func() { s.enter(sec, 0) })
		}
		return nil
	}
	line := y - p.y + s.top
	if y < p.y || line < 0 || line >= len(p.on) || p.on[line] < 0 || p.on[line] >= len(s.stops) {
		return nil
	}
	stop := p.on[line]
	if stop == s.at && s.ed != nil {
		return s.clickEditor(x-p.x, line)
	}
	return s.clickStop(stop, x, y)
}

func (s *Screen) clickEditor(x, line int) tea.Cmd {
	s.ed.Click(x-s.page.edX, line-s.page.ed)
	if s.ed.Changed() && s.ed.Picks() {
		return s.settle()
	}
	return nil
}

// clickStop goes to a place, and presses it at once where it is a button. The
// same click also lands in the editor that appears there, so that one click is
// enough to pick an option.
func (s *Screen) clickStop(stop, x, y int) tea.Cmd {
	goal := s.stops[stop]
	cmd := s.jump(func() { s.focus(stop) })
	if goal.kind != answerStop {
		return tea.Batch(cmd, s.enterKey())
	}
	s.Draw(s.w, s.h)
	p := &s.page
	if line := y - p.y + s.top; s.ed != nil && line >= 0 && line < len(p.on) && p.on[line] == s.at {
		return tea.Batch(cmd, s.clickEditor(x-p.x, line))
	}
	return cmd
}

func (s *Screen) clickList(y int) tea.Cmd {
	if y < 0 || y >= len(s.list.rows) || s.list.rows[y] < 0 {
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

// wheel goes from place to place: what has the keys is always in sight.
func (s *Screen) wheel(m tea.MouseWheelMsg) tea.Cmd {
	by := 1
	if m.Button == tea.MouseWheelUp {
		by = -1
	}
	if s.list != nil {
		return s.listMove(by)
	}
	return s.move(by)
}
