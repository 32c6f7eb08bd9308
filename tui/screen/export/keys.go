package export

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
	"pairbook/tui/keys"
)

// Bindings lists what can be done on the page.
func (s *Screen) Bindings() []tui.Binding {
	enter := tui.Binding{Keys: []string{"enter"}, Name: "keys.next", Run: s.enter}
	if ed := s.here().ed; ed != nil && ed.Picks() && s.here().kind != sheetStop {
		enter.Name, enter.Foot = "keys.choose", 1
	}
	if s.here().kind == openStop {
		enter.Name, enter.Foot = "frompaper.key_open", 1
	}
	if s.here().kind == buttonStop {
		enter.Name, enter.Foot, enter.Why = "exportscreen.key_write", 1, s.whyNotWrite
	}
	who := tui.Binding{Keys: []string{"f2"}, Name: "leaves.key_who", Foot: 6, Run: s.turn}
	if s.who {
		who.Name, who.Foot = "leaves.key_file", 3
	}
	undo, redo := tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl}
	bs := []tui.Binding{
		enter,
		{Keys: []string{"tab"}, Name: "keys.next", Foot: 2, Run: func() tea.Cmd { return s.move(1) }},
		{Keys: []string{"shift+tab"}, Name: "keys.previous", Foot: 5, Run: func() tea.Cmd { return s.move(-1) }},
		who,
		{Keys: []string{"pgdown"}, Show: keys.PageKeys, Name: "keys.scroll", Foot: 3, Run: func() tea.Cmd { return s.scroll(s.page.step()) }},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: func() tea.Cmd { return s.scroll(-s.page.step()) }},
		{Keys: []string{"ctrl+z"}, Name: "keys.undo", Run: func() tea.Cmd { return s.undo(undo, s.d.Undo) }},
		{Keys: []string{"ctrl+y"}, Name: "keys.redo", Run: func() tea.Cmd { return s.undo(redo, s.d.Redo) }},
	}
	if s.making != nil {
		return append([]tui.Binding{{Keys: []string{"esc"}, Name: "frompaper.key_stop", Foot: 1, Run: s.stopMaking}}, bs...)
	}
	if s.here().kind == sheetStop {
		bs = append(bs, s.turns(1), s.turns(-1))
	}
	if s.opens() && s.here().ed == nil {
		bs = append(bs, tui.Binding{Keys: []string{"o"}, Name: "frompaper.key_open", Foot: 2, Run: s.openIt})
	}
	return bs
}

// turns is the key that turns to the next sheet, or to the one before.
func (s *Screen) turns(by int) tui.Binding {
	b := tui.Binding{Keys: []string{"right"}, Show: keys.LeftRight, Name: "exportscreen.key_sheet", Foot: 1}
	k := tea.KeyPressMsg{Code: tea.KeyRight}
	if by < 0 {
		b, k = tui.Binding{Keys: []string{"left"}, Name: b.Name}, tea.KeyPressMsg{Code: tea.KeyLeft}
	}
	b.Run = func() tea.Cmd { return s.key(k) }
	return b
}

// turn shows who reads what in the place of what the file says, and back.
func (s *Screen) turn() tea.Cmd {
	s.who, s.top = !s.who, 0
	return nil
}

// key takes typing and picking; what the editor has no use for moves on.
func (s *Screen) key(k tea.KeyPressMsg) tea.Cmd {
	if ed := s.here().ed; ed != nil && ed.Key(k) {
		if s := k.String(); ed.Picks() && (s == "left" || s == "right") {
			ed.Key(tea.KeyPressMsg{Code: tea.KeyEnter}) // one line of options: what the arrows reach is meant
		}
		s.settle()
		s.settleOutcome(outcome{})
		s.reveal = true
		return nil
	}
	switch k.String() {
	case "down":
		return s.move(1)
	case "up":
		return s.move(-1)
	case "o":
		return s.openIt()
	case "space":
		switch s.here().kind {
		case buttonStop:
			return s.write()
		case openStop:
			return s.openIt()
		}
	}
	return nil
}

// enter picks the option at hand and goes on, or writes the file.
func (s *Screen) enter() tea.Cmd {
	st := s.here()
	switch st.kind {
	case buttonStop:
		return s.write()
	case openStop:
		return s.openIt()
	}
	if st.ed.Key(tea.KeyPressMsg{Code: tea.KeyEnter}) {
		s.settle()
		return nil
	}
	s.settle()
	return s.move(1)
}

// undo takes back typing first, then deeds, as on every page.
func (s *Screen) undo(k tea.KeyPressMsg, deed func() tea.Cmd) tea.Cmd {
	if ed := s.here().ed; ed != nil && ed.Key(k) {
		return nil
	}
	if s.d.Pair == nil {
		return tui.Note(s.t("app.no_pair"))
	}
	return deed()
}

func (s *Screen) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.stops)-1), 0)
	s.reveal = true
	return nil
}

func (s *Screen) scroll(by int) tea.Cmd {
	s.top = max(min(s.top+by, s.page.most()), 0)
	return nil
}

// click goes to a place; the same click picks the option under it, puts the
// cursor, or presses the button.
func (s *Screen) click(x, y int) tea.Cmd {
	p := &s.page
	n := p.lineAt(y, s.top)
	if n < 0 || p.on[n] < 0 || p.on[n] >= len(s.stops) {
		return nil
	}
	s.at = p.on[n]
	st := s.here()
	switch st.kind {
	case buttonStop:
		return s.write()
	case openStop:
		return s.openIt()
	}
	st.ed.Click(x-p.edX, n-p.first(s.at))
	s.settle()
	s.settleOutcome(outcome{})
	return nil
}
