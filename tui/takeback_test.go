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

func TestNoUndoTakesASealBackOnAnyPage(t *testing.T) {
	state := forms.StateAddress(copyOf(forms.Mentee))
	for _, who := range [][]forms.Voice{{forms.Mentee}, {forms.Mentor, forms.Mentee}} {
		for _, at := range places {
			if at.Screen == tui.Help || at.Screen == tui.Export {
				continue // there it undoes typing, or nothing
			}
			o := tuitest.Options{Screens: screen.All(), First: at, Fill: sealed(who...)}
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Press("ctrl+z")
				if at.Screen != tui.Start {
					u.Sees("Sealing, closing or signing cannot be taken back with undo.")
				}
				u.Press("ctrl+z", "ctrl+y", "ctrl+z")
				wantValue(t, s, state, forms.Value(forms.StateSealed))
				wantValue(t, s, aminaWorked, "We met every month.")
			})
		}
	}
}

func TestItsOwnerAloneTakesASealBackNeither(t *testing.T) {
	state := forms.StateAddress(copyOf(forms.Mentee))
	o := onThePair(sealed(forms.Mentee))
	o.First.Screen = tui.Evaluation
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("enter", "enter").SeesRow("alone").Press("ctrl+z").Sees("cannot be taken back with undo").Press("ctrl+y")
		wantValue(t, s, state, forms.Value(forms.StateSealed))
	})
}

func TestAClosedMeetingIsNotReopenedByUndo(t *testing.T) {
	tuitest.Tell(t, onThePair(halfway), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z").Sees("cannot be taken back with undo")
		for n := range 3 {
			wantValue(t, s, forms.StateAddress(forms.Meeting(n+1)), forms.Value(forms.StateClosed))
		}
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
