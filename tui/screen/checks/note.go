package checks

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/field"
)

// whyNotAside: only a warning is set aside, and only with a note that stands here.
func (s *Screen) whyNotAside() string {
	f := s.here().finding
	switch {
	case f == nil:
		return "checks.why_no_line"
	case f.Severity == forms.Stop:
		return "checks.why_stop"
	case f.Severity == forms.Info:
		return "checks.why_hint"
	case f.SetAside() && s.d.Pair.Record.Value(f.Address()) == "":
		return "checks.why_beside"
	}
	return ""
}

// beginNote asks why the warning at hand can wait. What was typed before and not kept
// stands there again.
func (s *Screen) beginNote() tea.Cmd {
	a := s.here().finding.Address()
	fd := &forms.Field{ID: a.Part, Kind: forms.KindShort}
	s.ed = field.New(fd, "", s.d.Pair.Record.Drafts[a], s.d.Pair.Asking())
	s.seek = true
	return nil
}

func (s *Screen) noteBindings() []tui.Binding {
	undo, redo := tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl}
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.keep_note", Foot: 1, Why: s.whyNoNote, Run: s.keepNote},
		{Keys: []string{"esc"}, Name: "keys.shut_note", Foot: 7, Run: s.shutNote},
		{Keys: []string{"ctrl+z"}, Name: "keys.undo", Run: func() tea.Cmd { return s.write(undo) }},
		{Keys: []string{"ctrl+y"}, Name: "keys.redo", Run: func() tea.Cmd { return s.write(redo) }},
	}
}

func (s *Screen) whyNoNote() string {
	if s.ed != nil && strings.TrimSpace(s.ed.Text()) == "" {
		return "checks.why_no_note"
	}
	return ""
}

// write takes a key into the note. What is typed becomes a draft within a second.
func (s *Screen) write(k tea.KeyPressMsg) tea.Cmd {
	s.seek = true
	if !s.ed.Key(k) {
		return nil
	}
	return s.d.Saver.Typed(s.here().finding.Address(), s.ed.Text)
}

func (s *Screen) paste(text string) tea.Cmd {
	if s.ed == nil {
		return s.say("checks.nothing_typed")
	}
	s.ed.Paste(text)
	s.seek = true
	return s.d.Saver.Typed(s.here().finding.Address(), s.ed.Text)
}

// keepNote sets the warning aside.
func (s *Screen) keepNote() tea.Cmd {
	a, text := s.here().finding.Address(), strings.TrimSpace(s.ed.Text())
	s.ed = nil
	return s.settle(a, forms.Value(text), "checks.now_aside")
}

// takeBack puts a warning that was set aside on the list again.
func (s *Screen) takeBack() tea.Cmd {
	return s.settle(s.here().finding.Address(), "", "checks.now_back")
}

func (s *Screen) settle(a forms.Address, v forms.Value, said string) tea.Cmd {
	cmd := s.d.Commit([]forms.Change{{Addr: a, Value: v}})
	s.read()
	s.seek = true
	return tea.Batch(cmd, s.say(said))
}

// shutNote puts the editor away; what is typed is there again when it is opened.
func (s *Screen) shutNote() tea.Cmd {
	cmd := s.keepDraft()
	s.ed, s.seek = nil, true
	return cmd
}

// keepDraft keeps what is typed, or forgets a draft that was emptied.
func (s *Screen) keepDraft() tea.Cmd {
	a := s.here().finding.Address()
	if s.ed.Empty() {
		return s.d.DropDraft(a)
	}
	return tea.Batch(s.d.Saver.Typed(a, s.ed.Text), s.d.Saver.KeepDrafts(s.d.Pair.Record))
}
