package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
)

// Bindings lists what can be done on the page.
func (s *Screen) Bindings() []tui.Binding {
	if s.asking != nil {
		return s.asking.Bindings(func() tea.Cmd { s.asking = nil; return nil })
	}
	if s.list != nil {
		return s.listBindings()
	}
	if len(s.sections) == 0 {
		return nil
	}
	bs := make([]tui.Binding, 0, 28)
	bs = append(bs, s.outcomeBindings()...)
	bs = append(bs, s.pickBindings()...)
	bs = append(bs, s.fixed.first...)
	bs = append(append(bs, s.nextBindings()...), s.enterBinding())
	bs = append(bs, s.fixed.moves...)
	bs = append(bs, s.doneBindings()...)
	if _, _, row, ok := s.table(); ok {
		bs = append(bs, s.rowBindings(row)...)
	}
	return append(append(bs, s.fixed.undo...), s.copyBinding())
}

// fixed are the bindings that every sheet has. They are made once: all are asked for with
// each key and each frame.
type fixed struct{ first, onScreen, onPaper, moves, undo []tui.Binding }

func (s *Screen) fix() fixed {
	undo, redo := tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl}
	return fixed{
		first: []tui.Binding{
			{Keys: []string{"tab"}, Name: "keys.next", Foot: 2, Run: s.goOn},
			{Keys: []string{"shift+tab"}, Name: "keys.previous", Foot: 12, Run: func() tea.Cmd { return s.move(-1) }},
			{Keys: []string{"ctrl+r"}, Name: "keys.left", Foot: 8, Run: s.openLeft},
			{Keys: []string{"ctrl+g"}, Name: "keys.go", Foot: 11, Run: s.openGo},
			{Keys: []string{"ctrl+t"}, Name: "keys.take", Foot: 2, Why: s.whyNoSuggestion, Run: s.takeSuggestion},
			{Keys: []string{"f2"}, Name: "keys.examples", Foot: 6, Why: s.whyNoExamples, Run: s.toggleExamples},
			{Keys: []string{voicesKey, "alt+v"}, Name: "keys.voices", Foot: 9, Why: s.whyOneVoice, Run: s.nextVoice},
			{Keys: []string{"f4"}, Name: "keys.alone", Foot: 13, Why: s.whyNotAlone, Run: s.toggleAlone},
			{Keys: []string{"f5"}, Name: "keys.history", Foot: 14, Run: s.history},
			{Keys: []string{"f9"}, Name: "keys.export", Foot: 10, Run: s.export},
		},
		onScreen: []tui.Binding{
			{Keys: []string{"ctrl+n"}, Name: "keys.next_open", Foot: 3, Run: s.nextOpen},
			{Keys: []string{"alt+p"}, Name: "frompaper.key_on", Foot: 18, Why: s.whyNotPaper, Run: s.togglePaper},
		},
		onPaper: []tui.Binding{
			{Keys: []string{"ctrl+n"}, Name: "frompaper.key_next", Foot: 3, Run: func() tea.Cmd { return s.nextOnPaper(true) }},
			{Keys: []string{"alt+p"}, Name: "frompaper.key_off", Foot: 18, Why: s.whyNotPaper, Run: s.togglePaper},
		},
		moves: []tui.Binding{
			{Keys: []string{"up"}, Name: "keys.up", Run: s.presses(tea.KeyUp)},
			{Keys: []string{"down"}, Name: "keys.down", Run: s.presses(tea.KeyDown)},
			{Keys: []string{"pgup"}, Name: "keys.page_up", Run: s.presses(tea.KeyPgUp)},
			{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: s.presses(tea.KeyPgDown)},
		},
		undo: []tui.Binding{
			{Keys: []string{"ctrl+z"}, Name: "keys.undo", Foot: 15, Run: func() tea.Cmd { return s.undo(undo, s.d.Undo) }},
			{Keys: []string{"ctrl+y"}, Name: "keys.redo", Run: func() tea.Cmd { return s.undo(redo, s.d.Redo) }},
		},
	}
}

// nextBindings go to the next question that is open, on paper to the next number, and
// begin and end typing in from paper.
func (s *Screen) nextBindings() []tui.Binding {
	if s.paper {
		return s.fixed.onPaper
	}
	return s.fixed.onScreen
}

// voicesKey goes round the voices of a compared question; their line shows it.
const voicesKey = "ctrl+v"

// pickBindings stand first while they matter: how an option is taken, and that Esc
// puts away what lies open before it leaves the page.
func (s *Screen) pickBindings() []tui.Binding {
	press := tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	var bs []tui.Binding
	if _, none := s.toGoals(); s.ed != nil && s.ed.Ticks() && !none {
		bs = append(bs, tui.Binding{Keys: []string{"space"}, Name: "keys.tick_box", Foot: 1, Run: func() tea.Cmd { return s.key(press) }})
	}
	switch {
	case s.ed != nil && s.ed.Marked():
		bs = append(bs, tui.Binding{Keys: []string{"esc"}, Name: "keys.unmark", Foot: 7, Run: s.unmark})
	case s.examples && s.whyNoExamples() == "":
		bs = append(bs, tui.Binding{Keys: []string{"esc"}, Name: "keys.shut_examples", Foot: 7, Run: s.toggleExamples})
	}
	return bs
}

// copyBinding: Ctrl+C copies while something is marked, and means what it means
// everywhere else.
func (s *Screen) copyBinding() tui.Binding {
	b := tui.Binding{Keys: []string{"ctrl+x"}, Name: "keys.copy", Why: s.whyNoSelection, Run: s.copySelection}
	if s.whyNoSelection() == "" {
		b.Keys = append(b.Keys, "ctrl+c")
	}
	return b
}

// presses is for keys that the editor uses first: within a text they move the cursor, at
// its edge they go on.
func (s *Screen) presses(code rune) func() tea.Cmd {
	return func() tea.Cmd { return s.key(tea.KeyPressMsg{Code: code}) }
}

// enterBinding: on a list of options and on a button Enter chooses, and that is told
// first.
func (s *Screen) enterBinding() tui.Binding {
	run := s.presses(tea.KeyEnter)
	if _, ok := s.toGoals(); ok {
		return tui.Binding{Keys: []string{"enter"}, Name: "keys.to_goals", Foot: 1, Run: run}
	}
	kind := s.here().kind
	if s.at < len(s.stops) && kind == addStop {
		return tui.Binding{Keys: []string{"enter"}, Name: "keys.add_row", Foot: 1, Run: run}
	}
	button := s.at < len(s.stops) && (kind == headStop || kind == doneStop || kind == offStop)
	if button || s.ed != nil && s.ed.Picks() && !s.ed.Ticks() {
		return tui.Binding{Keys: []string{"enter"}, Name: "keys.choose", Foot: 1, Run: run}
	}
	return tui.Binding{Keys: []string{"enter"}, Name: "keys.enter", Run: run}
}

func (s *Screen) rowBindings(row forms.RowID) []tui.Binding {
	none := func() string {
		if row == "" {
			return "sheet.why_no_row"
		}
		return ""
	}
	fixed := func() string {
		if fd, _, _, _ := s.table(); fd != nil && !s.sheet.MayAddRows(fd) {
			return "sheet.why_fixed_rows"
		}
		return ""
	}
	if fixed() != "" {
		none = fixed
	}
	foot := 6
	if s.here().kind == addStop {
		foot = 0 // enter does it here, and is told
	}
	return []tui.Binding{
		{Keys: []string{"ctrl+o"}, Name: "keys.add_row", Foot: foot, Why: fixed, Run: s.addHere},
		{Keys: []string{"ctrl+d"}, Name: "keys.remove_row", Foot: 7, Why: none, Run: s.removeRow},
		{Keys: []string{"alt+up", "ctrl+up"}, Name: "keys.row_up", Why: none, Run: func() tea.Cmd { return s.moveRow(-1) }},
		{Keys: []string{"alt+down", "ctrl+down"}, Name: "keys.row_down", Why: none, Run: func() tea.Cmd { return s.moveRow(1) }},
	}
}

func (s *Screen) whyNoSuggestion() string {
	if s.offersPoints() && (s.ed == nil || s.ed.Empty()) {
		return ""
	}
	if s.ed == nil || !s.ed.Empty() || s.suggestion() == "" {
		return "sheet.why_no_suggestion"
	}
	return ""
}

func (s *Screen) whyNoExamples() string {
	if it := s.here().whole; it == nil || len(it.Examples) == 0 && s.tells(it.ID).what == "" {
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

// copySelection copies what is marked, and drops the mark: the next Ctrl+C is not
// taken for another copy.
func (s *Screen) copySelection() tea.Cmd {
	text := s.ed.Selection()
	s.ed.Unmark()
	return tea.Batch(tea.SetClipboard(text), tui.Note(s.t("sheet.copied")))
}

func (s *Screen) unmark() tea.Cmd {
	s.ed.Unmark()
	return nil
}

func (s *Screen) toggleExamples() tea.Cmd {
	s.examples = !s.examples
	return nil
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
