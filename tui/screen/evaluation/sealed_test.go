package evaluation_test

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// withPasses gives those of the two a passphrase: their first name in small letters.
func withPasses(of ...forms.Voice) func(*tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		for _, v := range of {
			_, _ = k.Book.SetPersonPassphrase(k.Pair, v, "", string(v)) // a story sees what is not there
			k.Book.LockPerson(k.Pair, v)
		}
	}
}

// seal writes and seals a copy as one types: on the evaluation's page, from the first
// choice. pass is "" where none is asked.
func seal(u *story.User, v forms.Voice, pass string) {
	if v == forms.Mentor {
		u.Press("down")
	}
	u.Press("enter", "enter")
	if pass != "" {
		u.Sees("Please type the passphrase").Type(pass).Press("enter")
	}
	u.SeesRow("alone").Type("words of the "+string(v)).Press("tab", "ctrl+l", "enter")
	for range 60 { // needed questions are empty: the last entry seals all the same
		u.Press("down")
	}
	u.Press("enter").SeesRow("together")
}

func TestACopyIsSealedWithProofAndUnsealedUntilTheOtherHasSealed(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		seal(u, forms.Mentee, "")
		u.Sees("Sealed. It opens when Per Holm has sealed too.")
		commit := forms.Address{Sheet: ofAmina, Field: forms.FieldSeal, Voice: forms.Mentee}.At(forms.PartCommit)
		if s.Book.Value(s.Pair, commit) == "" {
			t.Error("there is no proof of what was sealed")
		}
		u.Press("enter", "enter", "ctrl+l").SeesRow("▸", "Take the seal off and write on").Press("enter").Sees("The seal is off.").Type("and more").Press("esc")
		u.Sees("Begun, not sealed yet.")
		if got := s.Book.Value(s.Pair, worked(ofAmina)); !strings.Contains(string(got), "more") || s.Book.Value(s.Pair, commit) != "" {
			t.Errorf("the copy says %q", got)
		}
	})
}

func TestTwoCopiesBehindPassphrasesOpenOnceBothHaveTypedTheirs(t *testing.T) {
	o := on(withPasses(forms.Mentee, forms.Mentor))
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("behind its writer’s passphrase")
		seal(u, forms.Mentee, "mentee")
		seal(u, forms.Mentor, "mentor")
		u.Sees("Sealed. It opens when you open both together.").SeesNot("words of the").Press("up").SeesNot("Read what")
		for range 5 {
			u.Press("up")
		}
		u.Press("down", "down").SeesRow("▸", "Open both copies together").Press("enter").Sees("It is Amina Diallo’s turn").Type("wrong").Press("enter").Sees("That is not the right passphrase.")
		u.Type("mentee").Press("enter").Sees("It is Per Holm’s turn").Press("esc").SeesNot("words of the")
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			if info, _ := s.Book.Person(s.Pair, v); info.Unlocked {
				t.Errorf("the %s is unlocked though both went back", v)
			}
		}
		u.Press("up", "up", "up", "down", "down", "enter").Type("mentee").Press("enter").Type("mentor").Press("enter")
		u.Sees("Both copies opened as they were sealed.").Sees("Read what Amina Diallo wrote").Press("up", "up", "up", "enter").Sees("words of the mentee").SeesRow("together")
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			if info, _ := s.Book.Person(s.Pair, v); info.Unlocked {
				t.Errorf("the %s is still unlocked", v)
			}
		}
	})
}

func TestOnlyWhoHasAPassphraseTypesIt(t *testing.T) {
	tuitest.Tell(t, on(withPasses(forms.Mentor)), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Amina Diallo has no passphrase: whoever sits here can open that copy")
		seal(u, forms.Mentor, "mentor")
		u.Press("up", "up", "up", "up", "up", "up")
		seal(u, forms.Mentee, "")
		u.Press("up", "up", "up", "up", "down", "down").SeesRow("▸", "Open both copies together").Press("enter").Sees("It is Per Holm’s turn").Type("mentor").Press("enter")
		u.Sees("Both copies opened as they were sealed.")
	})
}

func TestWhatWasChangedBehindTheSealIsTold(t *testing.T) {
	fill := func(k *tuitest.Keeper) {
		seals(ofAmina, ofPer)(k)
		at := forms.Address{Sheet: ofAmina, Field: forms.FieldSeal, Voice: forms.Mentee}
		k.Says(at.At(forms.PartCommit), "0123").Says(at.At(forms.PartNonce), "4567")
	}
	tuitest.Tell(t, on(fill), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Feedback, Amina Diallo – does not fit: the copy does not match what was sealed").SeesNot("opened as they were sealed")
	})
}

func TestAnAddendumStandsBeneathTheOpenedCopy(t *testing.T) {
	o := on(seals(ofAmina, ofPer))
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("enter", "ctrl+l").SeesRow("▸", "Add something to this copy").Press("enter").Type("I would say it more kindly").Press("enter").Sees("Added 24 March: I would say it more kindly")
		u.Press("f3").Press("ctrl+l", "enter").Sees("Only Amina Diallo adds to this copy.")
	})
}

func TestWhoeverHasSealedIsToldFromWhenTheirOwnCopyMayBeHandedOn(t *testing.T) {
	tuitest.Tell(t, on(seals(ofPer)), func(u *story.User, s *tuitest.Stage) {
		u.Press("down", "down", "down").SeesRow("▸", "If Amina Diallo never answers").Sees("from 7 April, Per Holm may hand on their own copy alone")
		u.Press("enter").SeesRow("alone", "Per types").Press("esc").SeesRow("together")
	})
	agreed := func(k *tuitest.Keeper) {
		seals(ofPer)(k)
		k.Says(forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: "ct_feedback_wait", Voice: forms.Agreed}, "30")
	}
	tuitest.Tell(t, on(agreed), func(u *story.User, s *tuitest.Stage) {
		u.Press("down", "down", "down").Sees("As agreed in your contract: from 23 April")
	})
}

func TestSealedCopiesLookRight(t *testing.T) {
	fills := map[string]func(*tuitest.Keeper){
		"sealed-one": seals(ofPer),
		"sealed-both": func(k *tuitest.Keeper) {
			withPasses(forms.Mentee, forms.Mentor)(k)
			for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
				id := forms.SheetID{Form: forms.EachForm, Of: v}
				_ = k.Book.UnlockPerson(k.Pair, v, string(v))
				at := forms.Address{Sheet: id, Field: forms.FieldSeal, Voice: v}
				k.Says(at.At(forms.PartCommit), "0123").Says(at.At(forms.PartNonce), "4567")
				k.Book.LockPerson(k.Pair, v)
				k.Does(v, forms.Change{Addr: forms.StateAddress(id), Value: forms.Value(forms.StateSealed)})
			}
		},
	}
	for name, fill := range fills {
		for _, size := range [][2]int{{40, 10}, {80, 24}} {
			for _, l := range lang.All() {
				o := on(fill)
				o.Width, o.Height, o.Lang = size[0], size[1], l
				tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
					u.Press("down", "down")
					if name == "sealed-one" {
						u.Press("down")
					}
					story.Golden(t, fmt.Sprintf("%s-%dx%d-%s", name, size[0], size[1], l), tuitest.Body(u).Styled())
				})
			}
		}
	}
}

// A copy behind a passphrase may be half written: nobody opens it by the way, and the
// page does not say that it is not begun.
func TestTogetherNowIsNotOfferedWhereOneHasAPassphrase(t *testing.T) {
	tuitest.Tell(t, on(withPasses(forms.Mentor)), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Per Holm writes alone").Sees("Not sealed yet.")
		u.Press("down", "down", "enter").Sees("With a passphrase of your own each of you writes alone.")
		for _, id := range []forms.SheetID{ofAmina, ofPer} {
			if state := s.Book.Value(s.Pair, forms.StateAddress(id)); state != "" {
				t.Errorf("%s is %q now", id, state)
			}
		}
	})
}
