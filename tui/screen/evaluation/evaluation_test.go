package evaluation_test

import (
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

var (
	ofAmina = forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	ofPer   = forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}
)

func worked(id forms.SheetID) forms.Address {
	return forms.Address{Sheet: id, Field: "fe_worked", Voice: id.Of}
}

func on(fill func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.Evaluation}, Fill: fill}
}

func writes(ids ...forms.SheetID) func(*tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		for _, id := range ids {
			k.Says(worked(id), forms.Value("words of the "+string(id.Of)))
		}
	}
}

func seals(ids ...forms.SheetID) func(*tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		writes(ids...)(k)
		for _, id := range ids {
			k.Does(id.Of, forms.Change{Addr: forms.StateAddress(id), Value: forms.Value(forms.StateSealed)})
		}
	}
}

func TestACopyOpensBehindACurtainForOnePersonAlone(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("▸", "Amina Diallo writes alone").Press("down", "enter")
		u.Sees("Only Per Holm should look at the screen now.").SeesRow("together").SeesNot("Do it together now")
		u.Press("esc").SeesRow("▸", "Per Holm writes alone").Press("enter", "enter")
		u.SeesRow("alone", "Per types").SeesRow("Feedback, Per Holm").Type("We met every month").Press("esc")
		u.SeesRow("together", "Per types").SeesRow("Per Holm writes alone").Sees("Begun, not sealed yet.").SeesNot("every month")
		if got := s.Book.Value(s.Pair, worked(ofPer)); got != "We met every month" {
			t.Errorf("the copy says %q", got)
		}
	})
}

func TestTheCurtainIsNotPassedByADoubleClick(t *testing.T) {
	for y := 2; y < 22; y++ {
		tuitest.Tell(t, on(nil), func(u *story.User, _ *tuitest.Stage) {
			u.ClickOn("Per Holm writes alone").Click(6, y).Click(6, y).Sees("Only Per Holm should look").SeesRow("together")
		})
	}
}

func TestPassingTheKeyboardOnClosesTheCopyAndAllThatWasOpenedFromIt(t *testing.T) {
	for _, over := range []string{"", "f1", "f5", "f9"} {
		tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
			u.Press("enter", "enter").Type("Aminas secret").Press("tab", "shift+tab").Sees("Aminas secret")
			if over != "" {
				u.Press(over)
			}
			u.Press("f3").SeesRow("together", "Per types").SeesRow("Amina Diallo writes alone").SeesNot("Aminas secret")
			u.Press("esc").SeesNot("Aminas secret")
			if got := s.Book.Value(s.Pair, worked(ofAmina)); got != "Aminas secret" {
				t.Errorf("with %q open, the copy says %q", over, got)
			}
		})
	}
}

func TestPassingTheKeyboardOnAtTheCurtainTakesItDown(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("enter").Sees("Only Amina Diallo should look").Press("f3").SeesNot("Only Amina").Sees("Do it together now")
	})
}

func TestOneSealedCopyStaysClosedAndTheWordsSaySo(t *testing.T) {
	tuitest.Tell(t, on(seals(ofAmina)), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Sealed. It opens when Per Holm has sealed too.").SeesNot("words of the mentee").SeesNot("Read what")
		u.Press("down", "down", "enter").Sees("One of you has begun alone.")
		u.Press("down", "down", "enter").SeesRow("▸", "The joint page").SeesNot("words of the mentee")
	})
}

func TestTogetherNowIsOfferedOnlyWhileNeitherHasBegun(t *testing.T) {
	tuitest.Tell(t, on(writes(ofPer)), func(u *story.User, s *tuitest.Stage) {
		u.Sees("One of you has begun alone. When both copies are sealed, all opens.").Press("down", "down", "enter")
		if s.Book.Value(s.Pair, forms.StateAddress(ofAmina)) != "" {
			t.Error("copies were opened that one had begun to write alone")
		}
	})
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("They are open to you both from the start").Press("down", "down", "enter")
		u.SeesRow("The copy of Amina Diallo: write it together").Sees("Both copies are open already.")
		u.Press("up", "up", "enter").SeesRow("together").Type("We wrote it here").Press("tab", "esc", "down", "enter", "esc")
		if got := s.Book.Value(s.Pair, worked(ofAmina)); got != "We wrote it here" {
			t.Errorf("the copy says %q", got)
		}
		u.Press("down", "down", "enter").SeesRow("Feedback together")
	})
}

func TestTwoSealedCopiesOpenToBothAndTheJointPageShowsThemSideBySide(t *testing.T) {
	o := on(seals(ofAmina, ofPer))
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("enter").Sees("words of the mentee").SeesRow("together").Press("esc", "down", "enter").Sees("words of the mentor")
		u.Press("esc", "down", "down", "enter").SeesRow("Feedback together").SeesRow("words of the mentee", "words of the mentor")
	})
}

func TestAProgrammeWithoutAJointPageDoesNotOfferOne(t *testing.T) {
	fill := func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("template_id")
		k.Says(a, "st_styrelse")
	}
	tuitest.Tell(t, on(fill), func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("The joint page").Sees("each copy goes to those you tick in it, the board for example.").Sees("F9 in a copy exports it.")
		u.Sees("before both are sealed").Press("down", "down", "down", "down", "down").SeesRow("▸", "Next steps")
	})
}

func TestTheMouseChoosesButDoesNotOpenACopyByChance(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("Per Holm writes alone").Sees("Only Per Holm should look").Click(40, 12).SeesRow("together")
		u.Wait(2*time.Second).ClickOn("Enter opens the copy").SeesRow("alone", "Per types")
		u.Press("esc").Wheel(5, 5, 3).SeesRow("▸", "Next steps").Wheel(5, 5, -1).SeesRow("▸", "The joint page")
	})
}

func TestEveryChoiceCanBeReachedInASmallWindow(t *testing.T) {
	o := on(nil)
	o.Width, o.Height, o.Lang = 30, 6, lang.Swedish
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		for _, want := range []string{"Amina Diallo skriver", "Per Holm skriver", "Gör det tillsammans", "gemensamma sidan", "Nästa steg"} {
			u.SeesRow("▸", want).Press("down")
		}
	})
}

func TestThePromiseIsReadWithoutScrollingInTheUsualWindow(t *testing.T) {
	for _, l := range lang.All() {
		board := func(k *tuitest.Keeper) {
			a, _ := forms.SummaryAddress("template_id")
			k.Says(a, "st_styrelse")
		}
		for _, fill := range []func(*tuitest.Keeper){nil, board, writes(ofPer), seals(ofAmina), seals(ofAmina, ofPer)} {
			o := on(fill)
			o.Lang = l
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				end := map[lang.Lang]string{lang.English: "write on your own computer.", lang.Swedish: "skriv på var sin dator.", lang.French: "écrivez sur deux ordinateurs séparés."}[l]
				if !strings.Contains(strings.Join(strings.Fields(u.Screen()), " "), end) {
					t.Errorf("the promise is cut on\n%s", u.Screen())
				}
			})
		}
	}
}
