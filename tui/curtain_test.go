package tui_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var ofAmina = forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}

// ownWords and ownNext are where Amina writes in her evaluation.
var (
	ownWords = forms.Address{Sheet: ofAmina, Field: "fe_worked", Voice: forms.Mentee}
	ownNext  = forms.Address{Sheet: ofAmina, Field: "fe_change", Voice: forms.Mentee}
)

// curtainOn begins on a page, after fill.
func curtainOn(at tui.Place, fill func(*tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: at, Fill: fill}
}

// withPasses gives Amina, and the book where asked for, a passphrase.
func withPasses(book bool) func(*tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		k.Says(ownWords, "Aminas secret")
		_, _ = k.Book.SetPersonPassphrase(k.Pair, forms.Mentee, "", "amina's") // a story sees what is not there
		k.Book.LockPerson(k.Pair, forms.Mentee)
		if book {
			_, _ = k.Book.SetPassphrase("open")
		}
	}
}

// secretGone fails where the record in memory, or anything seen, still holds a text.
func secretGone(t *testing.T, u *story.User, rec *forms.Record, text string) {
	t.Helper()
	if strings.Contains(u.Screen(), text) || strings.Contains(u.Title(), text) {
		t.Errorf("it is seen:\n%s", u.Screen())
	}
	rec.Addresses(func(a forms.Address) {
		for _, h := range rec.Heads(a) {
			if strings.Contains(string(h.Value), text) {
				t.Errorf("the record holds it at %s", a)
			}
		}
	})
	for a, d := range rec.Drafts {
		if strings.Contains(d, text) {
			t.Errorf("a draft holds it at %s", a)
		}
	}
}

func TestOneKeyHidesEveryPageAndEnterBringsItBack(t *testing.T) {
	for _, at := range append(everyPlace(), tui.Place{Screen: tui.Privacy}) {
		tuitest.Tell(t, curtainOn(at, nil), func(u *story.User, s *tuitest.Stage) {
			before := u.Screen()
			u.Press("f7").Sees("pairbook").Sees("Hidden since 09:00.").SeesNot("Amina").SeesNot("Per").SeesNot("together")
			u.Press("esc", "f1", "tab", "ctrl+q", "ctrl+c", "ctrl+c", "f9", "x").Type("abc").Click(5, 5).Wheel(5, 5, 3).Paste("words").Sees("Hidden since 09:00.")
			if u.Ended() {
				t.Fatalf("%s: a key ended the app under the curtain", at.Screen)
			}
			if u.Press("enter"); u.Screen() != before {
				t.Errorf("%s %s: before\n%s\nafter\n%s", at.Screen, at.Sheet, before, u.Screen())
			}
		})
	}
}

func TestTheCurtainOfALockedBookAsksForItsPassphraseAndShowsDots(t *testing.T) {
	o := curtainOn(tui.Place{Screen: tui.PairPage}, withPasses(true))
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f7").Sees("type the passphrase of the book").Press("enter").Sees("Hidden since")
		u.Type("wrong").Sees("•••••").SeesNot("wrong").Press("backspace").SeesNot("•••••").Press("enter").Sees("That is not the right passphrase.").Sees("Hidden since").SeesNot("••")
		s.Book.Slow(tuitest.OpVerify, time.Second)
		u.Type("open").Press("enter").Sees("Looking").Type("more").Wait(2*time.Second).SeesRow("together", "Amina types").SeesNot("Hidden since")
	})
}

func TestWhatIsTypedIsKeptWhenEverythingIsHidden(t *testing.T) {
	tuitest.Tell(t, curtainOn(tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.ContractForm}, Field: "ct_expectations"}, nil), func(u *story.User, s *tuitest.Stage) {
		u.Type("We call").Press("f7").SeesNot("We call").Resize(60, 20).Sees("Hidden since").Resize(20, 3).Resize(80, 24).Press("enter").Sees("We call").Type(" every week").Press("tab")
		a := forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: "ct_expectations", Voice: forms.Agreed}
		if got := s.Book.Value(s.Pair, a); !strings.HasPrefix(string(got), "We call") {
			t.Errorf("the book says %q", got)
		}
	})
}

func TestALineLaidOverAPageIsThereAgainAfterHiding(t *testing.T) {
	tuitest.Tell(t, curtainOn(tui.Place{Screen: tui.PairPage}, nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+o").Type("yesterday phone").Press("f7").SeesNot("yesterday").Press("enter").Sees("yesterday phone").Type(" 10 min").Sees("yesterday phone 10 min")
	})
}

func TestHidingEndsBeingAloneAndNothingPrivateStaysInMemory(t *testing.T) {
	for _, end := range []string{"f7", "f3", "esc", "idle"} {
		o := curtainOn(tui.Place{Screen: tui.Evaluation}, withPasses(false))
		var d *tui.Desk
		o.Desk = func(x *tui.Desk) { d = x }
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			secretGone(t, u, d.Pair.Record, "Aminas secret")
			u.Press("enter", "enter").Sees("Please type the passphrase of Amina Diallo").Type("amina's").Press("enter")
			u.SeesRow("alone", "Amina types").Sees("Aminas secret").Type("More of it")
			if end == "idle" {
				u.Wait(11 * time.Minute).Sees("Hidden since").Press("enter")
			} else {
				u.Press(end).Press("enter")
			}
			secretGone(t, u, d.Pair.Record, "secret")
			secretGone(t, u, d.Pair.Record, "More of it")
			if info, _ := s.Book.Person(s.Pair, forms.Mentee); info.Unlocked {
				t.Errorf("after %s Amina is still unlocked", end)
			}
			if got := s.Book.Value(s.Pair, ownNext); got != "More of it" {
				t.Errorf("after %s the book says %q", end, got)
			}
			u.Press("ctrl+z").SeesNot("secret").Press("f5").SeesNot("secret")
		})
	}
}

func TestAWrongPassphraseOrEscLeavesTheOtherTogether(t *testing.T) {
	o := curtainOn(tui.Place{Screen: tui.SheetPage, Sheet: forms.Meeting(1)}, withPasses(false))
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f4").Type("per's").Press("enter").Sees("That is not the right passphrase.").Press("esc").SeesRow("together", "Amina types")
		u.Press("f4").Type("amina's").Press("f7").Press("enter").SeesRow("together")
		s.Book.Slow(tuitest.OpUnlock, 3*time.Second)
		u.Press("f4").Type("amina's").Press("enter").Press("f7").Wait(5 * time.Second).Press("enter").SeesRow("together") // it came too late
		if info, _ := s.Book.Person(s.Pair, forms.Mentee); info.Unlocked {
			t.Error("Amina is unlocked though everything was hidden")
		}
		s.Book.Slow(tuitest.OpUnlock, 0)
		u.Press("f4").Type("amina's").Press("enter").SeesRow("alone", "Amina types").Press("f4").SeesRow("together")
		if info, _ := s.Book.Person(s.Pair, forms.Mentee); info.Unlocked {
			t.Error("Amina is unlocked though she is not alone any more")
		}
		u.Press("f3").Press("f4").SeesRow("alone", "Per types") // he has none
	})
}

func TestNothingIsHiddenByItselfWhereNobodyHasAPassphraseAndNobodyAsked(t *testing.T) {
	tuitest.Tell(t, curtainOn(tui.Place{Screen: tui.PairPage}, nil), func(u *story.User, s *tuitest.Stage) {
		u.Wait(5 * time.Hour).SeesRow("together")
	})
	asked := func(k *tuitest.Keeper) { _ = k.Book.SetSetting(tui.SettingLockAfter, "2") }
	tuitest.Tell(t, curtainOn(tui.Place{Screen: tui.PairPage}, asked), func(u *story.User, s *tuitest.Stage) {
		for range 5 {
			u.Wait(90 * time.Second).SeesRow("together").Press("down")
		}
		u.Wait(119 * time.Second).SeesRow("together").Wait(2 * time.Second).Sees("Hidden since").Press("enter").SeesRow("together")
		u.Wait(3 * time.Minute).Sees("Hidden since")
	})
}

func TestAShorterTimeHoldsFromThenOn(t *testing.T) {
	tuitest.Tell(t, curtainOn(tui.Place{Screen: tui.PairPage}, withPasses(false)), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+e", "down", "down", "down", "down", "enter").SeesRow("▸", "after 2 minutes").Press("enter").Sees("after 2 minutes without a key")
		u.Wait(3 * time.Minute).Sees("Hidden since")
	})
}

func TestBehindAPassphraseNothingOfAminasOwnIsSeenAnywhere(t *testing.T) {
	fill := hidden(t)
	o := curtainOn(tui.Place{Screen: tui.PairPage}, func(k *tuitest.Keeper) {
		fill(k)
		_, _ = k.Book.SetPersonPassphrase(k.Pair, forms.Mentee, "", "mine") // a story sees what is not there
		k.Book.LockPerson(k.Pair, forms.Mentee)
	})
	var d *tui.Desk
	o.Desk = func(x *tui.Desk) { d = x }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		w := &walker{t: t, u: u}
		secretGone(t, u, d.Pair.Record, marker)
		u.Send(tui.Go(tui.Place{Screen: tui.Evaluation, Pair: s.Pair})()).Press("enter", "enter").Type("mine").Press("enter").Sees(marker).Type(marker).Press("f7").Press("enter")
		w.look("after everything was hidden")
		secretGone(t, u, d.Pair.Record, marker)
		for _, at := range everyPlace() {
			w.walk(s.Pair, at)
		}
		secretGone(t, u, d.Pair.Record, marker)
		t.Logf("%d screens read", w.n)
	})
}

func TestTheCurtainLooksRight(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}} {
		for _, l := range lang.All() {
			for name, fill := range map[string]func(*tuitest.Keeper){"curtain": nil, "curtain-locked": withPasses(true)} {
				o := curtainOn(tui.Place{Screen: tui.PairPage}, fill)
				o.Width, o.Height, o.Lang = size[0], size[1], l
				tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
					story.Golden(t, name+"-"+strconv.Itoa(size[0])+"x"+strconv.Itoa(size[1])+"-"+string(l), u.Press("f7").Cells().Styled())
				})
			}
			o := curtainOn(tui.Place{Screen: tui.SheetPage, Sheet: forms.Meeting(1)}, withPasses(false))
			o.Width, o.Height, o.Lang = size[0], size[1], l
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				story.Golden(t, "alone-ask-"+strconv.Itoa(size[0])+"x"+strconv.Itoa(size[1])+"-"+string(l), u.Press("f4").Type("abc").Cells().Styled())
			})
		}
	}
}
