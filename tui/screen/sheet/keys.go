package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
)

// Bindings lists what can be done on the page.
func (s *Screen) Bindings() []tui.Binding {
	if s.list != nil {
		return s.listBindings()
	}
	if len(s.sections) == 0 {
		return nil
	}
	bs := []tui.Binding{
		{Keys: []string{"tab"}, Name: "keys.next", Foot: 1, Run: func() tea.Cmd { return s.move(1) }},
		{Keys: []string{"shift+tab"}, Name: "keys.previous", Foot: 12, Run: func() tea.Cmd { return s.move(-1) }},
		{Keys: []string{"ctrl+n"}, Name: "keys.next_open", Foot: 3, Run: s.nextOpen},
		{Keys: []string{"ctrl+r"}, Name: "keys.left", Foot: 5, Run: s.openLeft},
		{Keys: []string{"ctrl+g"}, Name: "keys.go", Foot: 11, Run: s.openGo},
		{Keys: []string{"ctrl+t"}, Name: "keys.take", Foot: 2, Why: s.whyNoSuggestion, Run: s.takeSuggestion},
		{Keys: []string{"f2"}, Name: "keys.examples", Foot: 6, Why: s.whyNoExamples, Run: s.toggleExamples},
		{Keys: []string{"f7"}, Name: "keys.voices", Foot: 6, Why: s.whyOneVoice, Run: s.nextVoice},
		{Keys: []string{"f4"}, Name: "keys.alone", Foot: 13, Why: s.whyNotAlone, Run: s.toggleAlone},
		{Keys: []string{"f5"}, Name: "keys.history", Foot: 14, Run: s.history},
		{Keys: []string{"f9"}, Name: "keys.export", Foot: 10, Run: s.export},
	}
	bs = append(bs, s.moveBindings()...)
	if _, _, row, ok := s.table(); ok {
		bs = append(bs, s.rowBindings(row)...)
	}
	undo, redo := tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl}
	return append(bs,
		tui.Binding{Keys: []string{"ctrl+z"}, Name: "keys.undo", Foot: 15, Run: func() tea.Cmd { return s.undo(undo, s.d.Undo) }},
		tui.Binding{Keys: []string{"ctrl+y"}, Name: "keys.redo", Run: func() tea.Cmd { return s.undo(redo, s.d.Redo) }},
		tui.Binding{Keys: []string{"ctrl+x"}, Name: "keys.copy", Why: s.whyNoSelection, Run: s.copySelection},
	)
}

// moveBindings are keys that the editor uses first: within a text they move the
// cursor, at its edge they go on.
func (s *Screen) moveBindings() []tui.Binding {
	press := func(code rune) func() tea.Cmd {
		return func() tea.Cmd { return s.key(tea.KeyPressMsg{Code: code}) }
	}
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.enter", Run: press(tea.KeyEnter)},
		{Keys: []string{"up"}, Name: "keys.up", Run: press(tea.KeyUp)},
		{Keys: []string{"down"}, Name: "keys.down", Run: press(tea.KeyDown)},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: press(tea.KeyPgUp)},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: press(tea.KeyPgDown)},
	}
}

func (s *Screen) rowBindings(row forms.RowID) []tui.Binding {
	none := func() string {
		if row == "" {
			return "sheet.why_no_row"
		}
		return ""
	}
	return []tui.Binding{
		{Keys: []string{"ctrl+o"}, Name: "keys.add_row", Foot: 6, Run: s.addHere},
		{Keys: []string{"ctrl+d"}, Name: "keys.remove_row", Foot: 7, Why: none, Run: s.removeRow},
		{Keys: []string{"alt+up", "ctrl+up"}, Name: "keys.row_up", Why: none, Run: func() tea.Cmd { return s.moveRow(-1) }},
		{Keys: []string{"alt+down", "ctrl+down"}, Name: "keys.row_down", Why: none, Run: func() tea.Cmd { return s.moveRow(1) }},
	}
}

func (s *Screen) whyNoSuggestion() string {
	if s.ed == nil || !s.ed.Empty() || s.suggestion() == "" {
		return "sheet.why_no_suggestion"
	}
	return ""
}

func (s *Screen) whyNoExamples() string {
	if it := s.here().whole; it == nil || len(it.Examples) == 0 {
		return "sheet.why_no_examples"
	}
	return ""
}

func (s *Screen) whyOneVoice() string {
	if it := s.here().whole; it == nil || !it.Compare {
		return "sheet.why_one_voice"
	}
	return ""
}

func (s *Screen) whyNotAlone() string {
	if s.id.Of != "" {
		return "sheet.why_copy"
	}
	return ""
}

func (s *Screen) whyNoSelection() string {
	if s.ed == nil || s.ed.Selection() == "" {
		return "sheet.why_no_selection"
	}
	return ""
}

func (s *Screen) copySelection() tea.Cmd { return tea.SetClipboard(s.ed.Selection()) }

func (s *Screen) toggleExamples() tea.Cmd {
	s.examples = !s.examples
	return nil
}

// nextVoice goes round mine, yours, agreed, beginning with the hand that types.
func (s *Screen) nextVoice() tea.Cmd {
	old := s.here()
	order := []forms.Voice{forms.Agreed, s.d.Reader.Hand, s.d.Reader.Hand.Other()}
	now := s.editedVoices(forms.Item{Field: old.whole})[0]
	next := order[0]
	for i, v := range order {
		if v == now {
			next = order[(i+1)%len(order)]
		}
	}
	cmd := s.settle()
	return tea.Batch(cmd, s.speakAs(old.whole, next))
}

// speakAs goes to another voice of a compared question.
func (s *Screen) speakAs(fd *forms.Field, v forms.Voice) tea.Cmd {
	s.voices[fd.ID] = v
	s.makeStops()
	s.focus(s.at)
	return nil
}

// toggleAlone shows what is one person's own, or puts it away again.
func (s *Screen) toggleAlone() tea.Cmd {
	cmd := s.settle()
	s.ed = nil
	s.d.Reader.Alone = !s.d.Reader.Alone
	s.refresh(true)
	note := s.t("sheet.together_now")
	if s.d.Reader.Alone {
		note = s.t("sheet.alone_now", "name", s.d.HandName())
	}
	return tea.Batch(cmd, tui.Note(note))
}

func (s *Screen) history() tea.Cmd {
	id := ""
	if w := s.here().whole; w != nil {
		id = w.ID
	}
	return tui.Go(tui.Place{Screen: tui.History, Pair: s.d.Pair.Record.Pair, Sheet: s.id, Field: id})
}

func (s *Screen) export() tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.Export, Pair: s.d.Pair.Record.Pair, Sheet: s.id})
}

// doneKey names what ends the sheet: closing a meeting, sealing a copy; "" where
// nothing does.
func (s *Screen) doneKey() string {
	switch {
	case s.sheet.Form.Copies == forms.CopiesEach && !s.sheet.ReadOnly():
		return "sheet.seal"
	case s.sheet.Form.Copies == forms.CopiesNumbered && s.sheet.ReadOnly():
		return "sheet.reopen"
	case s.sheet.Form.Copies == forms.CopiesNumbered:
		return "sheet.close"
	}
	return ""
}

// done closes the meeting or seals the copy. Nothing is forced: what is still
// open stays listed.
func (s *Screen) done() tea.Cmd {
	state := forms.StateClosed
	switch s.doneKey() {
	case "sheet.seal":
		state = forms.StateSealed
	case "sheet.reopen":
		state = forms.StateOpen
	}
	cmd := s.d.Commit([]forms.Change{{Addr: forms.StateAddress(s.id), Value: forms.Value(state)}})
	if state == forms.StateOpen {
		s.refresh(true)
		return cmd
	}
	return tea.Sequence(cmd, tui.Back())
}
