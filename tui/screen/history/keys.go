package history

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
)

// Bindings lists what can be done with the list, or with the change that is shown
// in full.
func (s *Screen) Bindings() []tui.Binding {
	moves := []tui.Binding{
		{Keys: []string{"down"}, Show: keys.UpDown, Name: "keys.choose", Foot: 5, Run: func() tea.Cmd { return s.move(1) }},
		{Keys: []string{"up"}, Name: "keys.up", Run: func() tea.Cmd { return s.move(-1) }},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: func() tea.Cmd { return s.move(s.step()) }},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: func() tea.Cmd { return s.move(-s.step()) }},
	}
	back := tui.Binding{Keys: []string{"ctrl+t"}, Name: "history.key_put_back", Foot: 2, Why: s.whyNotBack, Run: s.putBack}
	if s.open {
		shut := func() tea.Cmd { s.open = false; return nil }
		return append([]tui.Binding{{Keys: []string{"esc", "enter"}, Name: "history.key_list", Foot: 1, Run: shut}, back}, moves...)
	}
	return append([]tui.Binding{
		{Keys: []string{"enter"}, Name: "history.key_show", Foot: 1, Why: s.whyNoLine, Run: s.show},
		back,
		{Keys: []string{"tab"}, Name: "history.key_scope", Foot: 3, Why: s.whyNoScope, Run: s.scope},
	}, moves...)
}

func (s *Screen) here() (line, bool) {
	if s.at < len(s.lines) {
		return s.lines[s.at], true
	}
	return line{}, false
}

func (s *Screen) whyNoLine() string {
	if _, ok := s.here(); !ok {
		return "history.why_no_line"
	}
	return ""
}

func (s *Screen) whyNoScope() string {
	if s.goal == "" {
		return "history.why_no_question"
	}
	return ""
}

// whyNotBack says why the answer before the change cannot be put back.
func (s *Screen) whyNotBack() string {
	l, ok := s.here()
	sh, found := s.sheet()
	switch {
	case !ok || !found:
		return "history.why_no_line"
	case l.ofSheet():
		return "history.why_state"
	case l.old == "":
		return "history.why_first"
	case sh.ReadOnly():
		return "history.why_closed"
	case l.gone && !l.ofRow():
		return "history.why_row_gone"
	case s.d.Pair.Record.Value(l.rev.Addr) == l.old:
		return "history.why_same"
	case signature(l) && len(sh.Stops()) > 0:
		return "history.why_stopped"
	}
	return ""
}

// signature reports whether a line is about a name that was signed with.
func signature(l line) bool {
	_, _, ok := forms.SplitSign(l.old)
	return ok && l.field != nil && (l.field.Kind == forms.KindSign || l.field.Kind == forms.KindGroup)
}

// putBack gives the earlier answer again. What was written since stays in the
// history.
func (s *Screen) putBack() tea.Cmd {
	l, ok := s.here()
	sh, found := s.sheet()
	if !ok || !found || s.whyNotBack() != "" {
		return nil
	}
	cmd := s.d.Commit(sh.Follow([]forms.Change{{Addr: l.rev.Addr, Value: l.old}}))
	s.open, s.newest = false, true
	return tea.Batch(cmd, tui.Note(s.t("history.put_back")))
}

func (s *Screen) show() tea.Cmd {
	s.open, s.scroll = true, 0
	return nil
}

// scope goes from one question to the whole sheet, or back.
func (s *Screen) scope() tea.Cmd {
	s.whole, s.open = !s.whole, false
	s.list()
	return nil
}

// step is how far a page of the list goes.
func (s *Screen) step() int {
	if s.open {
		return max(s.page.h-1, 1)
	}
	return max(s.page.fit-1, 1)
}

func (s *Screen) move(by int) tea.Cmd {
	if s.open {
		s.scroll = max(min(s.scroll+by, s.page.total-s.page.h), 0)
		return nil
	}
	s.at = max(min(s.at+by, len(s.lines)-1), 0)
	return nil
}

// click opens a change, changes the scope, or presses the button.
func (s *Screen) click(_, y int) tea.Cmd {
	if y < 0 || y >= len(s.page.on) {
		return nil
	}
	switch on := s.page.on[y]; {
	case on == onButton:
		if why := s.whyNotBack(); why != "" {
			return tui.Note(s.t(why))
		}
		return s.putBack()
	case on == onScope && s.whyNoScope() == "":
		return s.scope()
	case on >= 0 && !s.open:
		s.at = on
		return s.show()
	}
	return nil
}
