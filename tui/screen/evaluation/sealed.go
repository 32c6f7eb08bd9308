package evaluation

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/menu"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

// handAfter is how long the other is waited for after one has sealed, where the two have
// agreed on nothing else, in days.
const handAfter = 14

// checked is what CheckOpened said, once for each change of the record.
type checked struct {
	pair   *forms.Pair
	turn   uint64
	proofs []forms.Proof
}

// bothSealed reports whether both copies are sealed; behind passphrases they open only
// once both have typed theirs.
func (s *Screen) bothSealed() bool {
	sh, ok := s.d.Pair.Sheet(s.copyID(forms.Mentee))
	return ok && sh.BothSealed()
}

// waits returns the one who has sealed while the other has not, and since when; ok is
// false where neither or both have.
func (s *Screen) waits() (v forms.Voice, since lang.Date, ok bool) {
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if s.state(v) != forms.StateSealed || s.bothSealed() {
			continue
		}
		h, _ := s.d.Pair.Record.Last(forms.StateAddress(s.copyID(v)))
		return v, lang.DateOf(h.Time.Wall()), true
	}
	return "", lang.Date{}, false
}

// handChoice is for the case that one never answers: the other may hand on their own copy,
// from the day that the two have agreed on.
func (s *Screen) handChoice() (menu.Choice, bool) {
	v, since, ok := s.waits()
	if !ok {
		return menu.Choice{}, false
	}
	w, p := s.d.Words, s.d.Pair
	days, agreed := p.FeedbackWait()
	note := "evaluation.hand_agreed"
	if !agreed {
		days, note = handAfter, "evaluation.hand_usual"
	}
	day := w.DayMonth(since.AddDays(days), p.Today)
	return menu.Choice{
		Label: w.T("evaluation.hand", "name", p.Name(v.Other())), Note: w.T(note, "date", day, "name", p.Name(v)),
		Run: func() tea.Cmd {
			return s.d.Alone(v, tui.Place{Screen: tui.Export, Pair: p.Record.Pair, Sheet: s.copyID(v)})
		},
	}, true
}

// drawProofs says of opened copies whether they are as they were sealed.
func (s *Screen) drawProofs(p *menu.Page) {
	if !s.opened() {
		return
	}
	if turn := s.d.Pair.Record.Version(); s.checked.pair != s.d.Pair || s.checked.turn != turn {
		s.checked = checked{s.d.Pair, turn, s.d.Pair.CheckOpened(s.form)}
	}
	all := s.checked.proofs
	if len(all) == 0 {
		return
	}
	good := true
	for _, f := range all {
		if f.State != forms.ProofGood {
			good = false
			style := theme.Style{}
			if f.Broken() {
				style = s.d.Theme.Bad
			}
			p.Prose(scroll.None, s.d.Pair.SayProof(f), 0, style)
		}
	}
	if good {
		p.Prose(scroll.None, theme.Done+" "+s.d.Words.T("evaluation.as_sealed"), 0, s.d.Theme.Good)
	}
	p.Gap()
}

// promise says what sealing protects against on one shared laptop, and what not: a copy
// lies behind a passphrase only where its writer has one.
func (s *Screen) promise() string {
	mentee, mentor := s.shut(forms.Mentee), s.shut(forms.Mentor)
	switch {
	case mentee && mentor:
		return s.d.Words.T("evaluation.promise_locked")
	case mentee:
		return s.d.Words.T("evaluation.promise_half", "name", s.d.Pair.Name(forms.Mentor))
	case mentor:
		return s.d.Words.T("evaluation.promise_half", "name", s.d.Pair.Name(forms.Mentee))
	}
	return s.d.Words.T("evaluation.promise")
}
