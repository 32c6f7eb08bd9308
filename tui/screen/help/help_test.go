package help_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/export"
	"pairbook/tui/screen/help"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func onTheWorksheet() tuitest.Options {
	return tuitest.Options{
		Screens: map[tui.ScreenID]tui.Maker{tui.SheetPage: sheet.New, tui.Help: help.New},
		First:   tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: "planning_worksheet"}, Field: "pw_about_me_mentee"},
	}
}

// reads goes down the page from its top to its end and returns all that it said.
func reads(u *story.User) string {
	var all strings.Builder
	for last := ""; ; u.Press("pgdown") {
		now := tuitest.Body(u).Text()
		if now == last {
			return strings.Join(strings.Fields(all.String()), " ")
		}
		all.WriteString(now + "\n")
		last = now
	}
}

func TestHelpSaysWhatThePageIsForAndEveryThingThatCanBeDone(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").Sees("Here you fill in a form together.").Sees("On this page")
		said, w := reads(u), english(t)
		for _, want := range []string{
			"ctrl+n " + w.T("keys.next_open"), "f5 " + w.T("keys.history"), "Everywhere",
			"f3 " + w.T("keys.hand"), "ctrl+q " + w.T("keys.quit"), "ctrl+c " + w.T("keys.quit_twice"),
			"How pairbook counts days", "Month 1 begins on the day that your plan counts from", "four weeks after the end",
			"How pairbook keeps your words", "does not use the network", "Without a passphrase",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("help does not say %q; it says:\n%s", want, said)
			}
		}
	})
}

func TestKeysHaveTheirNamesInSwedish(t *testing.T) {
	o := onTheWorksheet()
	o.Lang = lang.Swedish
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").SeesRow("upp/ned", "välj")
		said := reads(u)
		for _, want := range []string{"skift+tabb föregående", "ctrl+c avsluta, om du trycker två gånger"} {
			if !strings.Contains(said, want) {
				t.Errorf("help does not say %q; it says:\n%s", want, said)
			}
		}
	})
}

func TestWhatCannotBeDoneNowComesWithItsReason(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1")
		if said := reads(u); !strings.Contains(said, "Not now: There is no suggestion here.") {
			t.Errorf("the reason is missing in:\n%s", said)
		}
	})
}

func TestAKeyThatThePageTakesForItselfIsListedOnce(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Resize(120, 50).Press("f1")
		if n := strings.Count(u.Screen(), "ctrl+z"); n != 1 {
			t.Errorf("ctrl+z is listed %d times on:\n%s", n, u.Screen())
		}
	})
}

func TestEscAndF1GoBack(t *testing.T) {
	for _, key := range []string{"esc", "f1"} {
		tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
			u.Press("f1").Sees("On this page").Press(key).SeesNot("On this page").Sees("Planning worksheet")
		})
	}
}

func TestHelpOpensAgainAfterItWasClosed(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").Sees("On this page").Press("esc").SeesNot("On this page").Press("f1").Sees("On this page")
	})
}

func TestAChosenLineIsDoneOnThePageBelow(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1")
		for !strings.Contains(u.Row(cursorRow(u)), english(t).T("keys.left")) {
			if _, _, shown := u.Cursor(); !shown {
				t.Fatalf("no line is chosen on:\n%s", u.Screen())
			}
			u.Press("down")
		}
		u.Press("enter").SeesNot("On this page").Sees("What is left")
	})
}

func english(t *testing.T) *lang.Words {
	t.Helper()
	w, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func cursorRow(u *story.User) int {
	_, y, _ := u.Cursor()
	return y
}

func TestAClickDoesAsEnterDoes(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").ClickOn(english(t).T("keys.go")).SeesNot("On this page").Sees("Type a few letters")
	})
}

func TestALineThatCannotBeDoneSaysWhyAndStays(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").ClickOn(english(t).T("keys.take")).Sees("On this page").SeesRow("There is no suggestion here.")
	})
}

func TestTheWholePageIsReachedLineByLineInASmallWindow(t *testing.T) {
	o := onTheWorksheet()
	o.Width, o.Height = 40, 10
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f1")
		seen, last := u.Screen(), ""
		for now := u.Screen(); now != last; now = u.Press("down").Screen() {
			seen, last = seen+now, now
		}
		for _, want := range []string{"On this page", "history", "Everywhere", "quit", "best written"} {
			if !strings.Contains(seen, want) {
				t.Errorf("%q was never in sight", want)
			}
		}
		for last = ""; last != u.Screen(); u.Press("up") {
			last = u.Screen()
		}
		u.Sees("Here you fill in a form")
	})
}

func TestTheWheelScrolls(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").Sees("Here you fill in").Wheel(10, 10, 3).SeesNot("Here you fill in").Wheel(10, 10, -9).Sees("Here you fill in")
	})
}

func TestTheWindowMayBeOfAnySize(t *testing.T) {
	var page tui.Screen
	o := onTheWorksheet()
	o.Screens[tui.Help] = tuitest.Grab(help.New, &page)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f1")
		for range 3 {
			tuitest.Fits(t, page)
			u.Press("pgdown", "down")
		}
	})
}

func TestEveryScreenHasItsTextInEveryLanguage(t *testing.T) {
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range []string{"start", "pair", "sheet", "meeting", "evaluation", "history", "export", "how"} {
			if !w.Has("help." + page) {
				t.Errorf("there is no help about %s in %s", page, l)
			}
		}
	}
}

func TestTheLanguageChangesUnderTheReader(t *testing.T) {
	tuitest.Tell(t, onTheWorksheet(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f1", "f6").Sees("Sur cette page").Press("f6").Sees("På den här sidan")
	})
}

// The page that is explained here is the export page, because its bindings are
// few.
func TestHelpLooksRight(t *testing.T) {
	o := onTheWorksheet()
	o.Screens[tui.Export] = export.New
	o.First.Screen = tui.Export
	tuitest.Looks(t, "help", o, func(u *story.User, _ *tuitest.Stage) { u.Press("f1") })
	tuitest.Looks(t, "help-end", o, func(u *story.User, _ *tuitest.Stage) {
		u.Press("f1")
		reads(u)
	})
}
