package changed_test

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/changed"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var contract = forms.SheetID{Form: forms.ContractForm}

func agreed(field string) forms.Address {
	return forms.Address{Sheet: contract, Field: field, Voice: forms.Agreed}
}

// toSign has agreed on what is asked before a contract is signed, and on long words.
func toSign(k *tuitest.Keeper) {
	k.Says(agreed("ct_confidential").At("choice"), "everything").Says(agreed("ct_conf_exceptions").At("cases"), "danger")
	k.Says(agreed("ct_expectations"), "We are on time\nWe ask early").Says(agreed("ct_place").At("choice"), "phone")
}

// shows signs as Amina, changes an answer, and opens the page.
func shows(u *story.User, s *tuitest.Stage) {
	at := tui.Place{Screen: tui.SheetPage, Pair: s.Pair, Sheet: contract}
	at.Field = "ct_sign_mentee"
	u.Send(tui.Go(at)()).Press("ctrl+t", "enter", "esc")
	at.Field = "ct_expectations"
	u.Send(tui.Go(at)()).Press("end", "enter").Type("We are honest").Press("esc")
	u.Send(tui.Go(tui.Place{Screen: tui.Changed, Pair: s.Pair, Sheet: contract, Sign: forms.Address{Sheet: contract, Field: "ct_sign_mentee", Voice: forms.Mentee}})())
}

func on(mk *tui.Screen) tuitest.Options {
	o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Fill: toSign}
	if mk != nil {
		o.Screens[tui.Changed] = tuitest.Grab(changed.New, mk)
	}
	return o
}

func TestTheDifferenceIsReadAndSignedInAnyWindow(t *testing.T) {
	for _, l := range lang.All() {
		var made tui.Screen
		o := on(&made)
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			shows(u, s)
			for range 4 {
				tuitest.Fits(t, made)
				u.Press("pgdown").Wheel(5, 5, 1)
			}
			u.Type("x").Press("enter")
			if !strings.Contains(string(s.Book.Value(s.Pair, second)), `"scope":["ct_expectations agreed"]`) {
				t.Errorf("%s: the change was not initialled:\n%s", l, u.Screen())
			}
		})
	}
}

// second is where the proof after the first lies.
var second = forms.Address{Sheet: contract, Field: "ct_sign_mentee", Voice: forms.Mentee}.At(forms.PartProof + ".2")

func TestInitialsAreSaidBeneathTheSignatureAndASecondButtonSignsAllAnew(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		shows(u, s)
		u.SeesRow("▸ [ Initial this change as Amina Diallo ]").Press("tab").SeesRow("▸ [ Sign all of it again").Press("shift+tab").SeesRow("▸ [ Initial").Press("enter")
		u.Send(tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.Pair, Sheet: contract, Field: "ct_sign_mentee"})()).Sees("amended 24 March, initialled: “What do we")
	})
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		shows(u, s)
		u.Press("tab", "enter")
		if v := s.Book.Value(s.Pair, second); v == "" || strings.Contains(string(v), "scope") {
			t.Errorf("not signed anew: %q\n%s", v, u.Screen())
		}
	})
}

func TestWithoutAChangeThePageSaysSo(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Send(tui.Go(tui.Place{Screen: tui.Changed, Pair: s.Pair, Sheet: contract})()).Sees("Nothing has changed since the signature.").Press("enter").Sees("Nothing has changed")
	})
}

func TestThePageLooksRight(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}} {
		for _, l := range lang.All() {
			o := on(nil)
			o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, "dark"
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				shows(u, s)
				story.Golden(t, fmt.Sprintf("changed-%dx%d-%s", size[0], size[1], l), tuitest.Body(u).Styled())
			})
		}
	}
}
