package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/field"
	"pairbook/tui/oneline"
	"pairbook/tui/theme"
)

// mayCallOff reports whether this meeting has a day and nothing shows that it was held.
func (s *Screen) mayCallOff() bool {
	return s.id.Form == forms.MeetingForm && !s.sheet.ReadOnly() && s.d.Pair.MayCallOff(s.id.Number)
}

// callOffEntry lets people find it by the words they look for it with.
func (s *Screen) callOffEntry() (entry, bool) {
	if !s.mayCallOff() {
		return entry{}, false
	}
	return entry{mark: theme.Open, label: "[ " + s.t("sheet.off") + " ]", also: s.t("sheet.off_words"), run: s.callOff}, true
}

// callOff asks whether there is a new day; Enter on an empty line notes it without one.
func (s *Screen) callOff() tea.Cmd {
	day, ok := s.d.Pair.MeetingDay(s.id.Number)
	if !ok {
		return tui.Note(s.t("sheet.off_no_day"))
	}
	a := &oneline.Ask{
		Title: s.t("sheet.off_title"), Intro: s.t("sheet.off_intro", "date", s.d.Words.DayMonth(day, s.d.Pair.Today)),
		Label: s.t("sheet.off_ask"), Foot: s.t("sheet.off_keys"),
	}
	a.Read = func(ed field.Editor) (string, bool) {
		_, problem := ed.Value()
		return "", problem != nil // the line itself says how a day is read
	}
	a.Keep = func(ed field.Editor) tea.Cmd {
		v, problem := ed.Value()
		if problem != nil {
			return nil
		}
		s.asking = nil
		return s.noteCalledOff(day, v)
	}
	keep := s.settle()
	s.asking = a.Begin(&forms.Field{ID: "new_date", Kind: forms.KindDate}, "", s.d.Pair.Asking())
	return keep
}

// noteCalledOff writes it down, and tells.
func (s *Screen) noteCalledOff(day lang.Date, to forms.Value) tea.Cmd {
	d, _ := lang.ParseISO(string(to)) // the zero day where none was given
	said := s.t("sheet.off_note_open")
	if !d.IsZero() {
		said = s.t("sheet.off_note", "date", s.d.Words.DayMonth(d, s.d.Pair.Today))
	}
	return tea.Batch(s.commit(s.d.Pair.CallOff(day, "", d)), tui.Note(said))
}

// asksAgain reports whether a meeting is about to be closed without a next day.
func (s *Screen) asksAgain() bool {
	fd, ok := s.sheet.Form.Field(nextDate)
	if !ok || s.doneKey() != "sheet.close" || s.sheet.Correcting() || !s.sheet.Shown(fd, forms.Agreed) {
		return false
	}
	if s.d.Pair.Record.Value(s.sheet.Address(fd, forms.Agreed).At("date")) != "" {
		return false
	}
	_, booked := s.d.Pair.NextDate()
	return !booked
}

// Questions that closing a meeting refers to by name.
const (
	nextDate    = "m_next_date"
	meetingKind = "m_kind"
	lastKind    = forms.Value("closing")
)

// againEntries are the answers to whether the two meet again, besides the day itself,
// which is one of the needed questions above them.
func (s *Screen) againEntries() []entry {
	last := func() tea.Cmd {
		at := forms.Address{Sheet: s.id, Field: meetingKind, Voice: forms.Agreed}
		return tea.Sequence(s.d.Commit([]forms.Change{{Addr: at, Value: lastKind}}), s.finish())
	}
	return []entry{
		{mark: theme.Open, label: "[ " + s.t("sheet.again_last") + " ]", run: last},
		{mark: theme.Open, label: "[ " + s.t("sheet.again_later") + " ]", run: s.finish},
	}
}
