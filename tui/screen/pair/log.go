package pair

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/field"
	"pairbook/tui/oneline"
)

// noteContact asks for a contact between two meetings in one line, as the command log
// takes it, and shows how it is understood before Enter keeps it. A line that was put
// aside is there again.
func (s *Screen) noteContact() tea.Cmd {
	a := &oneline.Ask{Read: s.readContact, Keep: s.keepContact}
	s.asking = a.Begin(&forms.Field{ID: "line", Kind: forms.KindShort}, s.aside, s.d.Pair.Asking())
	s.wordAsking()
	return nil
}

// wordAsking words the page in the language of the screen.
func (s *Screen) wordAsking() {
	t := s.d.Words.T
	s.asking.Title, s.asking.Label, s.asking.Foot = t("pair.log_title"), t("pair.log_ask"), t("pair.log_enter")
	s.asking.Intro = t("pair.log_intro", "example", t("pair.log_example"))
}

// readContact says how a line is understood, or why it is not.
func (s *Screen) readContact(ed field.Editor) (said string, bad bool) {
	line, problem := forms.ParseContact(ed.Text(), s.d.Pair)
	if problem != nil {
		return problem.Say(s.d.Words), true
	}
	said = s.d.Words.T("pair.log_read", "text", line.Echo(s.d.Pair))
	if line.Assumed {
		said += " " + s.d.Words.T("log.assumed")
	}
	if was, twice := line.Logged(s.d.Pair); twice {
		said += " " + s.d.Words.T("log.already", "text", was.Echo(s.d.Pair))
	}
	return said, false
}

// keepContact puts the contact into the log; one that is there already when Enter is
// pressed once more.
func (s *Screen) keepContact(ed field.Editor) tea.Cmd {
	line, problem := forms.ParseContact(ed.Text(), s.d.Pair)
	if problem != nil {
		return tui.Note(problem.Say(s.d.Words))
	}
	if _, twice := line.Logged(s.d.Pair); twice && s.warned != ed.Text() {
		s.warned = ed.Text()
		return tui.Note(s.d.Words.T("pair.log_again"))
	}
	_, changes := line.Changes(s.d.Pair)
	s.asking, s.aside, s.warned = nil, "", ""
	cmd := s.d.Commit(changes)
	s.refresh()
	return tea.Batch(cmd, tui.Note(s.d.Words.T("pair.log_saved", "text", line.Echo(s.d.Pair))))
}

// putAside shuts the line; what is typed in it is there when it is opened again.
func (s *Screen) putAside() tea.Cmd {
	s.aside, s.asking = s.asking.Text(), nil
	return nil
}

// whyNoLog: a programme may have no contact log, and one that was closed takes nothing.
func (s *Screen) whyNoLog() string {
	sh, ok := s.d.Pair.Sheet(forms.SheetID{Form: forms.BetweenForm})
	if !ok || sh.ReadOnly() {
		return "pair.why_no_log"
	}
	return ""
}

// asks hands typing to the line while it is asked for, and reports whether it took it.
func (s *Screen) asks(msg tea.Msg) bool {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		s.asking.Key(m)
	case tea.PasteMsg:
		s.asking.Paste(m.Content)
	case tea.MouseClickMsg:
		s.asking.Click(m.X, m.Y)
	case tea.MouseWheelMsg:
	case tui.SpeakMsg:
		s.wordAsking()
		s.asking.Speak(s.d.Pair.Asking())
		return false
	default:
		return false
	}
	return true
}
