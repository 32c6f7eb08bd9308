package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/oneline"
)

// What happens to a copy after it was sealed: the seal is taken off again while the other
// has not sealed, and something is added once both are open.
const (
	unsealKey   = "sheet.unseal"
	addendumKey = "sheet.addendum"
)

// afterSeal names what can be done with a sealed copy; "" for nothing.
func (s *Screen) afterSeal() string {
	switch {
	case s.d.Pair.Record.State(s.id) != forms.StateSealed:
		return ""
	case s.sheet.Opened():
		return addendumKey
	case len(s.sheet.Unseal()) > 0 && !s.sheet.BothSealed():
		return unsealKey
	}
	return ""
}

// unseal lets the copy be written in again.
func (s *Screen) unseal() tea.Cmd {
	cmd := s.d.Commit(s.sheet.Unseal())
	s.refresh(true)
	s.enter(0, 0)
	return tea.Batch(cmd, tui.Note(s.t("sheet.unsealed_note")))
}

// addendum asks for what the author of the copy wants to add. Nobody adds to the copy of
// the other.
func (s *Screen) addendum() tea.Cmd {
	if s.d.Reader.Hand != s.id.Of {
		return tui.Note(s.t("sheet.addendum_other", "name", s.d.Pair.Name(s.id.Of)))
	}
	a := &oneline.Ask{
		Title: s.t(addendumKey), Intro: s.t("sheet.addendum_intro"), Label: s.t("sheet.addendum_ask"), Foot: s.t("sheet.addendum_keys"),
	}
	a.Keep = func(ed field.Editor) tea.Cmd {
		s.asking = nil
		cs := s.sheet.AddAddendum(s.d.Today(), ed.Text())
		cmd := s.d.Commit(cs)
		s.refresh(true)
		return cmd
	}
	s.asking = a.Begin(&forms.Field{ID: "addendum", Kind: forms.KindShort}, "", s.d.Pair.Asking())
	return nil
}

// drawAddenda shows beneath an opened copy what was added to it, and when.
func (s *Screen) drawAddenda(p *page) {
	if s.sheet.Form.Copies != forms.CopiesEach || !s.sheet.Opened() {
		return
	}
	for _, a := range s.sheet.Addenda() {
		text := s.t("sheet.addendum_line", "date", s.d.Words.DayMonth(a.Date, s.d.Pair.Today), "text", a.Text)
		for _, l := range cell.Wrap(text, max(p.w-indent, 4)) {
			p.add(-1, "  "+s.voiceStyle(a.By).Paint(l))
		}
		p.add(-1, "")
	}
}
