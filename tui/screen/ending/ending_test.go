package ending_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/ending"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// on begins on the pair's page; F10 opens the page.
func on(fill func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Fill: fill}
}

func early(field string, v forms.Voice) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: field, Voice: v}
}

func named(k *tuitest.Keeper) {
	for field, v := range map[string]forms.Value{"helper_name": "Karin Ek", "helper_contact": "070-123 45 67"} {
		k.Says(forms.Address{Sheet: forms.SheetID{Form: forms.PairForm}, Field: field, Voice: forms.Agreed}, v)
	}
}

// told begins an early end of Amina's that Per knows of.
func told(k *tuitest.Keeper) {
	k.Says(early("ee_date", forms.Mentee), "2026-03-20").Says(early("ee_told", forms.Mentee), "yes")
}

// nearTheEnd has met twice, and both copies are in.
func nearTheEnd(k *tuitest.Keeper) {
	for n, day := range map[int]forms.Value{1: "2026-03-05", 2: "2026-03-20"} {
		k.Says(forms.Address{Sheet: forms.Meeting(n), Field: "m_date", Voice: forms.Agreed}, day)
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		k.Does(v, forms.Change{Addr: forms.StateAddress(forms.SheetID{Form: forms.EachForm, Of: v}), Value: forms.Value(forms.StateSealed)})
	}
}

func words(t *testing.T, l lang.Lang) *lang.Words {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestThePageOpensFromEveryPageOfAPairAndLeavesNoTrace(t *testing.T) {
	for _, at := range []tui.Place{
		{Screen: tui.PairPage},
		{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.ContractForm}},
		{Screen: tui.SheetPage, Sheet: forms.Meeting(1)},
		{Screen: tui.Evaluation, Sheet: forms.SheetID{Form: forms.EachForm}},
		{Screen: tui.History, Sheet: forms.SheetID{Form: forms.PairForm}},
		{Screen: tui.Export, Sheet: forms.SheetID{Form: forms.ContractForm}},
		{Screen: tui.Talk},
		{Screen: tui.Help},
	} {
		o := on(nil)
		o.First = at
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			before, saves := u.Screen(), s.Book.Calls(tuitest.OpCommit)
			u.Press("f10").Sees("A pause, help or an ending")
			u.Press("down", "down", "enter").Sees("Somebody to turn to").Press("esc", "down", "enter").Sees("Closing checklist").Press("esc", "down", "enter")
			u.Sees("Only Amina Diallo should look at the screen now.").Press("esc").Wait(3 * time.Minute).Press("esc")
			if now := u.Screen(); now != before {
				t.Errorf("%s: it does not go back to what was there. Before:\n%s\nnow:\n%s", at.Screen, before, now)
			}
			for _, op := range []tuitest.Op{tuitest.OpDraft, tuitest.OpSetting} {
				if n := s.Book.Calls(op); n > 0 {
					t.Errorf("%s: %d calls of %s", at.Screen, n, op)
				}
			}
			if n := s.Book.Calls(tuitest.OpCommit); n != saves {
				t.Errorf("%s: looking made %d commits", at.Screen, n-saves)
			}
			u.Press("f10", "f10").SeesNot("A pause, help or an ending")
		})
	}
}

func TestItIsInTheListOfKeysAndNotInTheWay(t *testing.T) {
	for _, l := range lang.All() {
		o := on(nil)
		o.Lang, o.Height, o.Width = l, 60, 120
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			name := words(t, l).T("keys.ending")
			u.SeesNot(name).Press("f1").Sees(name).ClickOn(name).Sees(words(t, l).T("ending.title"))
		})
	}
}

func TestWithoutAPairThereIsNothingToEnd(t *testing.T) {
	o := on(nil)
	o.First = tui.Place{Screen: tui.Start}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f10").Sees(words(t, lang.English).T("app.no_pair"))
	})
}

func TestAPauseBeginsAndEndsWithOneKeyAndCanBeUndone(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10").SeesRow("▸", "Take a pause from today").Press("enter").Sees("You have a pause from today.")
		u.SeesRow("▸", "Go on again from today").Sees("You have had a pause since 24 March.")
		u.Press("ctrl+z").SeesRow("▸", "Take a pause from today").Press("enter", "esc").Sees("You have a pause").Press("f10")
		u.SeesRow("▸", "Go on again from today").Press("enter").Sees("You go on from today.").SeesRow("▸", "Take a pause")
	})
	paused := func(k *tuitest.Keeper) {
		row := forms.Address{Sheet: forms.Register("pauses"), Field: "pauses", Voice: forms.Agreed}.InRow("row1")
		k.Says(row.At(forms.PartOrder), "1").Says(row.At("from"), "2026-03-10")
	}
	tuitest.Tell(t, on(paused), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10").Sees("You have had a pause since 10 March.").Press("enter").Sees("You go on from today.")
		u.Press("down", "enter").SeesRow("Process plan").Sees("10 March 2026").SeesRow("Until", "23 Mar 2026")
	})
}

func TestTheAdviserCardSaysWhoAndHowToSayIt(t *testing.T) {
	for _, l := range lang.All() {
		o := on(named)
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			w := words(t, l)
			u.Press("f10", "down", "down", "enter").Sees("Karin Ek").Sees("070-123 45 67")
			for _, key := range []string{"ending.say_1", "ending.say_2", "ending.say_3"} {
				u.Sees(w.T(key))
			}
			u.Press("enter").Sees("Karin Ek").Press("esc").Sees(w.T("ending.adviser_say"))
		})
	}
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10").Sees("Nobody is named yet.").Press("down", "down", "enter").Sees("Ask whoever leads the programme").Press("enter").Sees("Who can we both turn to")
	})
}

func TestAnEarlyEndIsSeenByNobodyElseUntilItIsTold(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10", "down", "down", "down", "down", "enter", "enter").SeesRow("alone", "Amina types").Sees("Ended on")
		u.Type("20 March").Press("tab").Wait(time.Minute)
		if got := s.Book.Value(s.Pair, early("ee_date", forms.Mentee)); got != "2026-03-20" {
			t.Fatalf("the book says %q", got)
		}
		u.Press("esc").SeesRow("together", "Amina types").Sees("End early").Press("esc")
		u.SeesNot("20 March").SeesNot("Go on with: Ending early").Press("f3", "f10", "down", "down", "down", "enter").SeesNot("early")
		u.Press("esc", "down", "enter", "enter").SeesRow("alone", "Per types").SeesNot("20 March").Press("esc", "f3")
		for range 4 {
			u.Press("down")
		}
		u.Press("enter", "enter").SeesRow("alone", "Amina types").Sees("20 March 2026")
	})
	tuitest.Tell(t, on(told), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Ending early").Press("f10", "down", "down", "down", "enter").Sees("The sheet about ending early").Press("enter").SeesRow("together").Sees("20 March 2026")
	})
}

func TestAnEarlyEndBehindAPassphraseIsReadOnlyWithIt(t *testing.T) {
	pass := func(k *tuitest.Keeper) {
		k.Says(early("ee_date", forms.Mentee), "2026-03-20")
		_, _ = k.Book.SetPersonPassphrase(k.Pair, forms.Mentee, "", "mine") // a story sees what is not there
		k.Book.LockPerson(k.Pair, forms.Mentee)
	}
	tuitest.Tell(t, on(pass), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10", "down", "down", "down", "down", "enter", "enter").Sees("Please type the passphrase of Amina Diallo").SeesNot("20 March")
		u.Press("esc").SeesRow("together", "Amina types").Press("enter", "enter").Type("mine").Press("enter").SeesRow("alone", "Amina types").Sees("20 March 2026")
		u.Press("esc").SeesRow("together").SeesNot("20 March")
		if info, _ := s.Book.Person(s.Pair, forms.Mentee); info.Unlocked {
			t.Error("Amina is still unlocked")
		}
	})
}

func TestPassingTheKeyboardOnHidesWhatIsBeingWritten(t *testing.T) {
	for _, over := range []string{"", "f1", "f5", "f9", "f10"} {
		tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
			u.Press("f10", "down", "down", "down", "down", "enter", "enter").Sees("Ended on").Type("20 March").Press("tab", "shift+tab").Sees("20 March 2026")
			if over != "" {
				u.Press(over)
			}
			u.Press("f3").SeesRow("together", "Per types").SeesNot("20 March").Press("esc").SeesNot("20 March").Press("ctrl+z").SeesNot("20 March")
			if got := s.Book.Value(s.Pair, early("ee_date", forms.Mentee)); got != "2026-03-20" {
				t.Errorf("with %q open, the book says %q", over, got)
			}
		})
	}
}

func TestWhoIsAloneAlreadyIsNotAskedAgainAndStaysSo(t *testing.T) {
	o := on(nil)
	o.First = tui.Place{Screen: tui.Evaluation, Sheet: forms.SheetID{Form: forms.EachForm}}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("enter", "enter").SeesRow("alone", "Amina types").Type("Hers").Press("f10").SeesRow("alone")
		u.Press("down", "down", "down", "down", "enter").Sees("Ended on").Press("esc").SeesRow("alone").Press("esc").SeesRow("alone").Sees("Hers")
		u.Press("f10", "f3").SeesRow("together", "Per types").Press("esc").SeesNot("Hers")
	})
}

func TestTheCurtainIsNotPassedByADoubleClickAndFallsWithTheHand(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10").ClickOn("End early").ClickOn("Enter opens the page").Sees("Only Amina Diallo should look").SeesRow("together")
		u.Press("f3").SeesNot("Only Amina").Sees("Per Holm writes alone").ClickOn("End early").Wait(2*time.Second).ClickOn("Enter opens the page").SeesRow("alone", "Per types")
	})
}

func TestThePairsOwnListLeadsHereAsLongAsNothingIsTold(t *testing.T) {
	for _, k := range []struct {
		fill func(*tuitest.Keeper)
		want string
	}{{nil, "A pause, help or an ending"}, {told, "Ended on"}} {
		o := on(k.fill)
		o.Height = 60
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("end").SeesRow("▸", "Ending early").Press("enter").Sees(k.want)
		})
	}
}

func TestTheChecklistLeadsToWhatIsLeftAndWritesTheCertificate(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10", "down", "down", "down", "enter").SeesRow("▸", "Both evaluations").Press("enter").Sees("Amina Diallo writes alone").Press("esc")
		u.SeesRow("▸", "Both evaluations").Press("down", "enter").Sees("It opens when both evaluations are in.").Press("down", "enter").SeesRow("Next steps").Press("esc")
		for range 3 {
			u.Press("down")
		}
		u.SeesRow("▸", "Certificate").Press("enter").Sees("Still missing: meetings (0 of 2 held) and both evaluations.")
		if _, ok := s.Folder.File("certificate.html"); ok {
			t.Error("a certificate was written that is not earned")
		}
	})
	tuitest.Tell(t, on(nearTheEnd), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10", "down", "down", "down", "enter").SeesRow("✓", "Both evaluations")
		for range 5 {
			u.Press("down")
		}
		u.SeesRow("▸ ✓", "Certificate").Press("enter").Sees("The certificate is in /papers/certificate.html.")
		if text, ok := s.Folder.File("certificate.html"); !ok || !strings.Contains(text, "Amina Diallo and Per Holm have taken part") {
			t.Errorf("the certificate says %q", text)
		}
		rec, _, err := s.Book.Load(s.Pair)
		if err != nil {
			t.Fatal(err)
		}
		if lines := forms.NewPair(rec, nil, lang.Date{}, nil).Ledger(); len(lines) != 1 || lines[0].File != "certificate.html" {
			t.Errorf("the ledger says %+v", lines)
		}
	})
}

func TestLettersTypedHereAreNotLostInSilence(t *testing.T) {
	tuitest.Tell(t, on(nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("f10").Type("W").Sees("Nothing is typed on this page.").Press("down").SeesNot("Nothing is typed")
		u.Paste("We stop").Sees("Nothing is typed on this page.").Wheel(5, 5, 9).SeesRow("▸", "End early").Wheel(5, 5, -9).SeesRow("▸", "Take a pause")
	})
}

func TestAllOfTheCardIsReadInASmallWindow(t *testing.T) {
	for _, part := range [][]string{parts["adviser"], parts["curtain"]} {
		for _, l := range lang.All() {
			o := on(named)
			o.Width, o.Height, o.Lang = 40, 10, l
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Press("f10").Press(part...)
				read := u.Screen()
				for range 20 {
					u.Press("down")
					read += u.Screen()
				}
				text := words(t, l).T("ending.promise")
				if len(part) < 5 {
					text = "Karin Ek 070-123 45 67 " + words(t, l).T("ending.say_3") + " " + words(t, l).T("ending.adviser_key")
				}
				for _, word := range strings.Fields(text) {
					if !strings.Contains(read, word) {
						t.Errorf("in %s %q is not to be read", l, word)
					}
				}
			})
		}
	}
}

// parts are the parts of the page, by the keys that lead there.
var parts = map[string][]string{
	"choices":   {},
	"adviser":   {"down", "down", "enter"},
	"checklist": {"down", "down", "down", "enter"},
	"curtain":   {"down", "down", "down", "down", "enter"},
}

func TestThePageFitsFromOneCellUp(t *testing.T) {
	for name, keys := range parts {
		for _, l := range lang.All() {
			var made tui.Screen
			o := on(named)
			o.Lang = l
			o.Screens[tui.Ending] = tuitest.Grab(ending.New, &made)
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Press("f10").Press(keys...)
				for range 8 {
					tuitest.Fits(t, made)
					for _, size := range [][2]int{{28, 4}, {58, 16}, {78, 20}, {118, 36}} {
						reads := name == "adviser" || name == "curtain" // the keys scroll there
						if fr := made.Draw(size[0], size[1]); !reads && (fr.X < 0 || !strings.Contains(fr.Lines[fr.Y], "▸")) {
							t.Fatalf("%s in %s at %v: the choice at hand is not drawn:\n%s", name, l, size, strings.Join(fr.Lines, "\n"))
						}
					}
					u.Press("down")
				}
			})
		}
	}
}

func TestThePageLooksRight(t *testing.T) {
	for name, keys := range parts {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			for _, l := range lang.All() {
				file := fmt.Sprintf("ending-%s-%dx%d-%s", name, size[0], size[1], l)
				t.Run(file, func(t *testing.T) {
					o := on(named)
					o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, "dark"
					tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
						u.Press("f10").Press(keys...)
						story.Golden(t, file, tuitest.Body(u).Styled())
					})
				})
			}
		}
	}
}
