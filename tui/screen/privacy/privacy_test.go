package privacy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/privacy"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func on(at tui.Place, fill func(*tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: at, Fill: fill}
}

var pairPage = tui.Place{Screen: tui.PairPage}

func TestThePageIsReachedFromTheFirstPageAndFromEveryOther(t *testing.T) {
	tuitest.Tell(t, on(tui.Place{Screen: tui.Start}, nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("ctrl+e privacy").Press("ctrl+e").Sees("Give the book a passphrase").SeesNot("Amina").Press("esc").SeesRow("Amina Diallo")
	})
	tuitest.Tell(t, on(pairPage, nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e").Sees("Give Amina Diallo a passphrase of their own").Press("ctrl+e").SeesNot("Give the book")
		u.Press("f1").Press("end").Resize(120, 60).Sees("privacy").Sees("hide everything")
	})
}

func TestThePassphraseOfTheBookIsAskedTwiceAndItsRecoveryCodeTypedBack(t *testing.T) {
	tuitest.Tell(t, on(pairPage, nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e", "enter").Sees("Everything in the book is sealed anew").Type("Zqx").Sees("•••").SeesNot("Zqx").Press("enter").Type("two").Press("enter").Sees("The two are not alike.")
		s.Book.Slow(tuitest.OpRekey, 2*time.Second)
		u.Type("my words").Press("enter").Type("my words").Press("enter").Sees("Everything is being sealed anew").Press("esc").Sees("It is only a moment").Press("down", "x")
		u.Wait(3 * time.Second).Sees(tuitest.RecoveryCode).Sees("2 backups under the old key were replaced").Press("esc").Sees("First type the recovery code back")
		u.Type("1234").Press("enter").Sees("That is not the code.").Press("f7").SeesNot(tuitest.RecoveryCode).Type("my words").Press("enter").Sees(tuitest.RecoveryCode)
		u.Type(strings.ToLower(strings.ReplaceAll(tuitest.RecoveryCode, "-", " "))).Press("enter").SeesNot(tuitest.RecoveryCode).Sees("The passphrase holds from now on.").Sees("Change the passphrase of the book")
		u.Sees("after 10 minutes without a key")
		if err := s.Book.Verify("my words"); err != nil || !s.Book.Locked() {
			t.Errorf("the book says %v", err)
		}
		s.Book.Slow(tuitest.OpRekey, 0)
		u.Press("up", "up", "up", "up", "up", "up", "down", "enter").Sees("lies open in the book again").Type("wrong").Press("enter").Sees("That is not the right passphrase.").Type("my words").Press("enter").Sees("The passphrase is removed.")
		if s.Book.Locked() {
			t.Error("the book is still locked")
		}
	})
}

func TestAPersonsPassphraseLocksWhatIsTheirsAtOnce(t *testing.T) {
	note := forms.Address{Sheet: forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}, Field: "fe_worked", Voice: forms.Mentee}
	var d *tui.Desk
	o := on(pairPage, func(k *tuitest.Keeper) { k.Says(note, "hers alone") })
	o.Desk = func(x *tui.Desk) { d = x }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e", "down", "enter").Sees("Only Amina Diallo should type here.").Sees("there is no recovery code").Type("mine").Press("enter").Type("mine").Press("enter")
		u.Sees("The passphrase holds from now on.").Sees("Change the passphrase of Amina Diallo").SeesNot(tuitest.RecoveryCode)
		if info, _ := s.Book.Person(s.Pair, forms.Mentee); !info.HasPassphrase || info.Unlocked {
			t.Errorf("Amina is %+v", info)
		}
		if d.Pair.Record.Value(note) != "" {
			t.Error("her words are still in memory")
		}
		u.Press("enter").Type("mine").Press("enter").Type("other").Press("enter").Type("other").Press("enter").Sees("The passphrase holds from now on.")
		u.Press("down", "enter").Type("mine").Press("enter").Sees("That is not the right passphrase.").Type("other").Press("enter").Sees("The passphrase is removed.").Sees("Give Amina Diallo a passphrase")
		if d.Pair.Record.Value(note) != "hers alone" {
			t.Error("her words do not lie in the book again")
		}
	})
}

func TestALeftPageKeepsNothingOfAPassphrase(t *testing.T) {
	tuitest.Tell(t, on(pairPage, nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e", "enter").Type("half").Press("f1").Press("esc").SeesNot("••••").Sees("Give the book a passphrase")
		if len(s.Book.Drafts(s.Pair)) > 0 {
			t.Errorf("drafts: %v", s.Book.Drafts(s.Pair))
		}
	})
}

func TestWhenEverythingIsHiddenIsChosenHere(t *testing.T) {
	tuitest.Tell(t, on(pairPage, nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e", "down", "down", "down").SeesRow("▸", "Hide everything by itself").SeesRow("never").Press("enter", "down", "enter").SeesRow("after 5 minutes without a key")
		if got := s.Book.Setting(tui.SettingLockAfter); got != "5" {
			t.Errorf("the setting is %q", got)
		}
		u.Wait(6*time.Minute).Sees("Hidden since").Press("enter").SeesRow("▸", "Hide everything by itself")
	})
}

func TestWhatWasHandedOutAndWhatThisProtectsAgainstCanBeRead(t *testing.T) {
	handed := func(k *tuitest.Keeper) {
		h := forms.Handed{Sheet: "contract", Format: "html", To: forms.ForPair}
		k.Does(forms.Mentee, h.Of([]byte("x"), "/papers/contract.html", tuitest.Begin()).Hand()...)
	}
	tuitest.Tell(t, on(pairPage, handed), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e", "down", "down", "down", "down", "enter").Sees("contract.html").Sees("F9").Press("esc", "down", "enter").Sees("None of it helps against somebody who sees the open screen").Press("esc").SeesRow("▸", "What this protects against")
	})
}

func TestThePageFitsFromOneCellUp(t *testing.T) {
	for _, l := range lang.All() {
		var made tui.Screen
		o := on(pairPage, nil)
		o.Lang = l
		o.Screens[tui.Privacy] = tuitest.Grab(privacy.New, &made)
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+e")
			for range 6 {
				tuitest.Fits(t, made)
				u.Press("enter")
				tuitest.Fits(t, made)
				u.Press("esc", "down")
			}
		})
	}
}

func TestThePageLooksRight(t *testing.T) {
	parts := map[string][]string{
		"privacy": {}, "privacy-book": {"enter"}, "privacy-person": {"down", "enter"},
		"privacy-protects": {"down", "down", "down", "down", "down", "enter"},
	}
	for name, keys := range parts {
		for _, size := range [][2]int{{40, 10}, {80, 24}} {
			for _, l := range lang.All() {
				o := on(pairPage, nil)
				o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, "dark"
				tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
					u.Press("ctrl+e").Press(keys...)
					story.Golden(t, fmt.Sprintf("%s-%dx%d-%s", name, size[0], size[1], l), tuitest.Body(u).Styled())
				})
			}
		}
	}
}
