package tui_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var aminaWorked = forms.Address{Sheet: copyOf(forms.Mentee), Field: "fe_worked", Voice: forms.Mentee}

func onThePair(fill func(*tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Fill: fill}
}

func TestWhatOneWroteAloneIsNotTakenBackByTheOtherNorTogether(t *testing.T) {
	private := forms.Address{Sheet: forms.Meeting(1), Field: "m_private_mentee", Voice: forms.Mentee}
	for _, a := range []forms.Address{aminaWorked, private} {
		fill := func(k *tuitest.Keeper) { k.Says(field("a"), "shared").Says(a, "Amina's own") }
		tuitest.Tell(t, onThePair(fill), func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+z").Sees("What was done last belongs to one of you alone, so it stays.").Press("f3", "ctrl+z").Sees("so it stays")
			wantValue(t, s, a, "Amina's own")
			wantValue(t, s, field("a"), "shared")
			u.Press("f3").Send(says(field("b"), "x")) // nothing on this page takes it
			u.SeesNot("NOT SAVED")
		})
	}
}

func TestASealIsTakenBackOnlyByItsOwnerAloneAndOnlyWhileTheOtherCopyIsClosed(t *testing.T) {
	state := forms.StateAddress(copyOf(forms.Mentee))
	tuitest.Tell(t, onThePair(sealed(forms.Mentee)), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z").Sees("so it stays")
		wantValue(t, s, state, forms.Value(forms.StateSealed))
		u.Send(tui.Go(tui.Place{Screen: tui.Evaluation, Pair: s.Pair})()).Press("enter", "enter").SeesRow("alone").Press("ctrl+z")
		wantValue(t, s, state, "")
		u.Press("ctrl+y")
		wantValue(t, s, state, forms.Value(forms.StateSealed))
	})
	tuitest.Tell(t, onThePair(sealed(forms.Mentor, forms.Mentee)), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z").Sees("so it stays")
		wantValue(t, s, state, forms.Value(forms.StateSealed))
		u.Send(tui.Go(tui.Place{Screen: tui.Evaluation, Pair: s.Pair})()).Press("enter").Press("ctrl+z")
		wantValue(t, s, state, forms.Value(forms.StateSealed))
	})
}

func TestCopiesThatAreWrittenTogetherAreTakenBackTogether(t *testing.T) {
	fill := func(k *tuitest.Keeper) {
		together := forms.Value(forms.StateTogether)
		k.Does(forms.Mentee,
			forms.Change{Addr: forms.StateAddress(copyOf(forms.Mentee)), Value: together},
			forms.Change{Addr: forms.StateAddress(copyOf(forms.Mentor)), Value: together})
		k.Says(aminaWorked, "We wrote it here")
	}
	tuitest.Tell(t, onThePair(fill), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z").SeesNot("so it stays")
		wantValue(t, s, aminaWorked, "")
		u.Press("ctrl+y")
		wantValue(t, s, aminaWorked, "We wrote it here")
	})
}

func TestAfterARefusalTheAnswerCanBeWrittenOnWithoutAConflict(t *testing.T) {
	fill := func(k *tuitest.Keeper) { k.Says(aminaWorked, "one") }
	var p *probe
	o := probed(&p)
	o.Fill = fill
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z").Sees("so it stays").Send(says(aminaWorked, "two"))
		if rec := p.d.Pair.Record; rec.Conflict(aminaWorked) || rec.Value(aminaWorked) != "two" || len(rec.Heads(aminaWorked)) != 1 {
			t.Errorf("the record holds %+v", rec.Heads(aminaWorked))
		}
	})
}
