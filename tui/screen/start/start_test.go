package start_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/start"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func onStart(l lang.Lang, fill func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.Start}, Lang: l, Fill: fill}
}

// empty shows the page of a book without pairs: the sample pair is not listed.
func empty(l lang.Lang) tuitest.Options {
	o := onStart(l, nil)
	o.Desk = func(d *tui.Desk) { d.Book = unlisted{d.Book} }
	return o
}

// unlisted is a book that lists only pairs begun by the story.
type unlisted struct{ tui.Book }

func (b unlisted) Pairs() ([]forms.PairSummary, error) {
	all, err := b.Book.Pairs()
	var out []forms.PairSummary
	for _, p := range all {
		if p.ID != "pair01" {
			out = append(out, p)
		}
	}
	return out, err
}

// inSwedish presses the key for the next language until the page speaks Swedish.
func inSwedish(u *story.User) *story.User {
	for range lang.All() {
		if strings.Contains(u.Screen(), "Välkomna") {
			break
		}
		u.Press("f6")
	}
	return u
}

func pairValue(s *tuitest.Stage, id forms.PairID, field string) string {
	a, _ := forms.SummaryAddress(field)
	return string(s.Book.Value(id, a))
}

func TestAFirstRunComesToTheWorksheetInFewerThanFortyKeysPlusTheNames(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		keys := 0
		press := func(names ...string) { keys += len(names); u.Press(names...) }
		u.Sees("Welcome. A few short questions")
		press("enter")
		u.Type("Zahra Nouri")
		press("enter")
		u.Type("Eva Ek")
		press("enter", "enter", "enter", "enter")
		u.Sees("[ Begin ]")
		press("enter")
		u.SeesRow("Planning worksheet").SeesRow("Zahra Nouri & Eva Ek")
		x, y, shown := u.Cursor()
		if keys >= 40 || !shown || x < 1 || y < 1 {
			t.Errorf("%d keys; the cursor is at %d,%d, shown %t", keys, x, y, shown)
		}
		t.Logf("%d keys plus the names", keys)
		if got := pairValue(s, "pair02", "mentee_name") + ", " + pairValue(s, "pair02", "mentor_name"); got != "Zahra Nouri, Eva Ek" {
			t.Errorf("the pair is %q", got)
		}
		if got := pairValue(s, "pair02", "anchor_date"); got != "2026-03-24" {
			t.Errorf("it starts on %q", got)
		}
		u.Press("esc").SeesRow("Next").Press("esc").Sees("This is the first page.")
	})
}

func TestTheFirstRunWorksInSwedishAndByMouseAlone(t *testing.T) {
	o := empty(lang.English)
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("Svenska").Sees("Välkomna.").ClickOn("Vem är adepten?").Type("Zahra Nouri")
		u.ClickOn("Vem är mentorn?").Type("Eva Ek").ClickOn("Mentorskap på arbetsplatsen").ClickOn("Ny i styrelsen").ClickOn("[ Börja ]")
		u.SeesRow("Zahra Nouri & Eva Ek")
		if got := pairValue(s, "pair02", "template_id"); got != "st_styrelse" {
			t.Errorf("the programme is %q", got)
		}
		if got := s.Book.Setting(tui.SettingLang); got != "sv" {
			t.Errorf("the book remembers the language %q", got)
		}
	})
}

func TestAChangeOfLanguageKeepsWhatWasTyped(t *testing.T) {
	o := empty(lang.English)
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("tab").Type("Zahra Nouri").Press("tab").Type("Eva Ek").Press("tab", "up", "space", "tab").Type("Depot Nord").Press("tab")
		inSwedish(u.Press("ctrl+a").Type("4 may 2026"))
		u.Sees("Välkomna").Sees("Zahra Nouri").Sees("Eva Ek").Sees("Depot Nord").Sees("4 maj 2026").SeesNot("4 may")
		u.Press("ctrl+b")
		if got := pairValue(s, "pair02", "anchor_date"); got != "2026-05-04" {
			t.Errorf("it starts on %q", got)
		}
		if got := pairValue(s, "pair02", "template_id"); got != "union_leadership_18" {
			t.Errorf("the programme is %q", got)
		}
	})
}

func TestTheProgrammeIsChosenAmongAllOfThemWithWordsAboutTheOneAtHand(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []lang.Lang{lang.English, lang.Swedish} {
		tuitest.Tell(t, empty(l), func(u *story.User, s *tuitest.Stage) {
			u.Press("tab", "tab", "tab", "home")
			all := map[string]bool{}
			for range lib.Programmes {
				_, y, _ := u.Cursor()
				title := strings.TrimLeft(u.Row(y), " │○●")
				page := strings.Join(strings.Fields(u.Screen()), " ")
				for _, pr := range lib.Programmes {
					if pr.Title.In(l) != title {
						continue
					}
					all[title] = true
					about := pr.Fill(pr.About.In(l), l)
					if first, _, _ := strings.Cut(about, ":"); !strings.Contains(page, first) {
						t.Errorf("%s: it is not said what %q is for:\n%s", l, title, u.Screen())
					}
				}
				u.Press("down")
			}
			if len(all) != len(lib.Programmes) {
				t.Errorf("%s: %d of %d programmes can be chosen: %v", l, len(all), len(lib.Programmes), all)
			}
		})
	}
}

func TestAllElevenProgrammesAreSeenAtOnceInTheUsualWindow(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab").Sees("From studies to working life").Sees("Workplace mentoring").SeesNot("… more")
		u.Press("tab").SeesRow("● Workplace mentoring", "one of 11").SeesNot("From studies to working life")
	})
}

func TestAListOfProgrammesThatDoesNotFitSaysThatThereAreMore(t *testing.T) {
	o := empty(lang.English)
	o.Width, o.Height = 80, 16
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab").SeesRow("… more above").SeesNot("… more below").Press("home").SeesRow("… more below").SeesNot("… more above")
		u.ClickOn("… more below").SeesRow("○ From studies").ClickOn("Library mentoring: a short").SeesRow("● Library mentoring: a short").Press("tab").SeesRow("● Library mentoring: a short", "one of 11")
	})
}

// own is a library with programmes of a coordinator's own.
func own(t *testing.T, more int) *forms.Library {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	out := *lib
	out.Programmes = maps.Clone(lib.Programmes)
	for n := range more {
		pr := *lib.Programmes["workplace"]
		pr.ID, pr.Title = fmt.Sprint("own-", n), lang.In(lang.English, fmt.Sprint("Depot programme ", n))
		pr.About = lang.In(lang.English, "For us at the depot.")
		out.Programmes[pr.ID] = &pr
	}
	return &out
}

func TestAProgrammeOfACoordinatorsOwnIsChosenAsAnyOther(t *testing.T) {
	o := empty(lang.English)
	o.Desk = func(d *tui.Desk) { d.Book, d.Library = unlisted{d.Book}, own(t, 9) }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("tab").Type("Zahra").Press("tab").Type("Eva").Press("tab", "home").SeesRow("Depot programme 0").SeesRow("… more below")
		u.Press("down", "down", "down", "down").Sees("For us at the depot.").Press("enter", "ctrl+b")
		if got := pairValue(s, "pair02", "template_id"); got != "own_2" {
			t.Errorf("the programme is %q", got)
		}
	})
}

func TestAMissingNameIsSaidBesideItsField(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+b").Sees("Please write something here; you can change it later.")
		if _, y, _ := u.Cursor(); !strings.Contains(u.Row(y-1), "Who is the mentee?") {
			t.Errorf("the keys are on %q", u.Row(y-1))
		}
		u.Type("Zahra").SeesNot("Please write something here").Press("ctrl+b").Sees("Please write something here")
		if _, y, _ := u.Cursor(); !strings.Contains(u.Row(y-1), "Who is the mentor?") {
			t.Errorf("the keys are on %q", u.Row(y-1))
		}
	})
}

func TestADateInWordsIsTakenAndOneWeCannotReadIsSaidBesideTheField(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab").Type("Zahra").Press("tab").Type("Eva").Press("tab", "tab", "tab", "ctrl+a").Type("whenever").Press("ctrl+b")
		u.Sees("whenever").Sees("!")
		if s.Book.Calls(tuitest.OpNewPair) != 1 {
			t.Fatal("the pair began with a date that nobody can read")
		}
		u.Press("ctrl+a").Type("+1w").Press("ctrl+b").SeesRow("Planning worksheet")
		if got := pairValue(s, "pair02", "anchor_date"); got != "2026-03-31" {
			t.Errorf("it starts on %q", got)
		}
	})
}

func TestADateThatCannotBeReadIsSaidWhenItsFieldIsLeft(t *testing.T) {
	o := empty(lang.English)
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab", "tab", "tab", "ctrl+a").Type("June 2028").SeesNot("Which day").Press("shift+tab")
		u.Sees("Which day in June 2028? For example 1 June 2028.")
		inSwedish(u).Sees("Vilken dag i juni 2028?")
		u.Press("f6", "tab").Type("x").SeesNot("Which day").Press("ctrl+a").Type("first of june").Press("tab").SeesNot("Which day").SeesNot("!")
	})
}

func TestTheWelcomePromisesOnlyWhatIsKept(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.English: "What you write from then on is kept on this computer", lang.Swedish: "Det ni skriver från och med då sparas på den här datorn",
	} {
		tuitest.Tell(t, empty(l), func(u *story.User, s *tuitest.Stage) {
			if got := strings.Join(strings.Fields(u.Screen()), " "); !strings.Contains(got, want) {
				t.Errorf("the welcome is %q", got)
			}
		})
	}
}

func TestEscapeFromANewPairKeepsWhatWasTyped(t *testing.T) {
	tuitest.Tell(t, onStart(lang.English, nil), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Amina Diallo & Per Holm", "Workplace mentoring").Press("down", "enter", "tab").Type("Zahra")
		u.Press("esc").Sees("Which pair are you?").Press("enter").Sees("Zahra")
		u.Press("esc", "f6").Press("enter").Sees("Zahra").SeesNot("Who is the mentee?")
	})
}

func TestASecondPairBeginsBesideTheFirst(t *testing.T) {
	tuitest.Tell(t, onStart(lang.English, nil), func(u *story.User, s *tuitest.Stage) {
		u.Press("enter").SeesRow("Amina Diallo & Per Holm").Press("ctrl+l").Press("end", "down", "down", "enter")
		u.Press("tab").Type("Zahra Nouri").Press("tab").Type("Eva Ek").Press("ctrl+b").SeesRow("Zahra Nouri & Eva Ek")
		u.Press("esc").SeesRow("Next").SeesRow("Zahra types").Press("ctrl+l")
		u.SeesRow("▸", "Zahra Nouri & Eva Ek").SeesRow("Amina Diallo & Per Holm").Press("down", "enter").SeesRow("Amina types")
		u.Press("esc").Sees("Which pair are you?").Press("esc").SeesNot("Zahra types")
	})
}

func TestALongListOfPairsScrolls(t *testing.T) {
	fill := func(k *tuitest.Keeper) {
		mentee, _ := forms.SummaryAddress("mentee_name")
		for n := range 60 {
			_, _ = k.Book.NewPair([]forms.Change{{Addr: mentee, Value: forms.Value(fmt.Sprint("Number ", n, "."))}}, forms.Mentee)
		}
	}
	tuitest.Tell(t, onStart(lang.English, fill), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Number 59.").SeesNot("Amina Diallo")
		for range 7 {
			u.Press("pgdown")
		}
		u.SeesRow("▸", "+ begin a new pair").Sees("Amina Diallo").Press("up").SeesRow("▸", "Amina Diallo")
		for range 7 {
			u.Press("pgup")
		}
		u.SeesRow("▸", "Number 59.").Wheel(10, 10, 3).SeesRow("▸", "Number 56.").Wheel(10, 10, -1).SeesRow("▸", "Number 57.")
		u.ClickOn("Number 50.").SeesRow("Next").SeesRow("Number 50.")
		for _, size := range [][2]int{{40, 10}, {30, 6}, {200, 60}, {80, 24}} {
			u.Press("ctrl+l").Resize(size[0], size[1]).SeesRow("▸", "Number 50.").Press("esc")
		}
	})
}

func TestAListThatCannotBeReadSaysWhyAndCanBeTriedAgain(t *testing.T) {
	fill := func(k *tuitest.Keeper) { k.Book.Fail(tuitest.OpPairs, errors.New("the book is damaged")) }
	tuitest.Tell(t, onStart(lang.English, fill), func(u *story.User, s *tuitest.Stage) {
		u.Sees("the book is damaged").Press("x").Sees("the book is damaged")
		s.Book.Fail(tuitest.OpPairs, nil)
		u.Press("enter").SeesRow("Amina Diallo & Per Holm")
	})
}

func TestAPairThatCannotBeginKeepsTheNames(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpNewPair, errors.New("no room on the disk"))
		u.Press("tab").Type("Zahra").Press("tab").Type("Eva").Press("ctrl+b").Sees("no room on the disk").Sees("Zahra")
		s.Book.Fail(tuitest.OpNewPair, nil)
		u.Press("ctrl+b").SeesRow("Planning worksheet")
	})
}

func TestTheFirstQuestionsFitFromOneCellUpWithEachOfThemAtHand(t *testing.T) {
	var made tui.Screen
	o := empty(lang.Swedish)
	o.Screens = map[tui.ScreenID]tui.Maker{tui.Start: tuitest.Grab(start.New, &made)}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		for range 7 {
			tuitest.Fits(t, made)
			u.Press("tab")
		}
		u.Press("ctrl+b").Paste(strings.Repeat("Zahra 漢字 ", 60))
		tuitest.Fits(t, made)
	})
}

func TestThePageStaysUntilTheNewPairHasBeenRead(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpLoad, time.Minute)
		u.Press("tab").Type("Zahra").Press("tab").Type("Eva").Press("ctrl+b", "esc", "ctrl+b").Sees("Zahra")
		u.Wait(time.Minute).SeesRow("Planning worksheet").SeesRow("Zahra & Eva").Press("esc").SeesRow("Next").Press("esc").SeesRow("Next")
		if n := s.Book.Calls(tuitest.OpNewPair); n != 2 {
			t.Errorf("%d pairs were begun, want the sample pair and this one", n)
		}
	})
}

func TestANewPairThatCannotBeReadIsInTheListAfterwards(t *testing.T) {
	tuitest.Tell(t, empty(lang.English), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpLoad, errors.New("no answer from the disk"))
		u.Press("tab").Type("Zahra").Press("tab").Type("Eva").Press("ctrl+b").Sees("no answer from the disk").SeesRow("Zahra & Eva")
		s.Book.Fail(tuitest.OpLoad, nil)
		u.Press("enter").SeesRow("Next")
	})
}
