package talk_test

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/talk"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func about(programme string) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("template_id")
		k.Says(a, forms.TemplateOption(programme))
	}
}

// inAMeeting begins where two people talk: in their first meeting.
func inAMeeting(programme string) tuitest.Options {
	return tuitest.Options{
		Screens: screen.All(), Fill: about(programme),
		First: tui.Place{Screen: tui.SheetPage, Sheet: forms.Meeting(1), Field: "m_feeling_start"},
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

func library(t *testing.T) *forms.Library {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// said is a text as it stands on a page, whatever rows it was set in.
func said(u *story.User) string { return strings.Join(strings.Fields(tuitest.Body(u).Text()), " ") }

func TestEveryHelpIsReadToItsEndInBothLanguages(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Swedish} {
		for _, size := range [][2]int{{40, 10}, {120, 40}} {
			o := inAMeeting("union-local")
			o.Lang, o.Width, o.Height = l, size[0], size[1]
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Press("ctrl+p").Sees(words(t, l).T("talk.title"))
				for _, h := range library(t).Helps {
					read := said(u)
					for last := ""; last != said(u); {
						last = said(u)
						u.Press("pgdown")
						read += " " + said(u)
					}
					if title := h.Title.In(l); !strings.Contains(read, title) {
						t.Errorf("%s at %v: the page does not say %q:\n%s", l, size, title, read)
					}
					for _, line := range h.Lines {
						last := strings.Fields(line.In(l))
						for _, word := range last {
							if !strings.Contains(read, word) {
								t.Errorf("%s at %v: %q of %q cannot be read in:\n%s", l, size, word, line.In(l), read)
							}
						}
					}
					u.Press("down")
				}
				u.Sees(words(t, l).T("talk.topics"))
			})
		}
	}
}

func TestTheTopicsOfTheProgrammeAreTheLastEntryWithTheirGroups(t *testing.T) {
	for _, programme := range []string{"library-project", "st-styrelse", "teacher-induction"} {
		o := inAMeeting(programme)
		o.Width, o.Height = 120, 200
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+p")
			for range library(t).Helps {
				u.Press("down")
			}
			read := said(u)
			for _, topic := range library(t).Programmes[programme].Topics {
				for _, o := range append([]forms.Option{topic}, topic.Options...) {
					if !strings.Contains(read, o.Label.In(lang.English)) {
						t.Errorf("%s: %q is missing in:\n%s", programme, o.Label.In(lang.English), read)
					}
				}
			}
		})
	}
}

func TestOnePageOfAPairLeadsToTheHelpsAsAnyOther(t *testing.T) {
	for _, at := range []tui.Place{
		{Screen: tui.PairPage},
		{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.ContractForm}},
		{Screen: tui.Evaluation, Sheet: forms.SheetID{Form: forms.EachForm}},
		{Screen: tui.History, Sheet: forms.SheetID{Form: forms.PairForm}},
		{Screen: tui.Export, Sheet: forms.SheetID{Form: forms.ContractForm}},
		{Screen: tui.Help},
	} {
		for _, key := range []string{"esc", "ctrl+p"} {
			tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: at}, func(u *story.User, s *tuitest.Stage) {
				before := u.Screen()
				u.Press("ctrl+p").SeesRow("Open questions").Press(key)
				if now := u.Screen(); now != before {
					t.Errorf("%s: %s does not go back to what was there. Before:\n%s\nnow:\n%s", at.Screen, key, before, now)
				}
			})
		}
	}
}

func TestWithoutAPairThereIsNothingToTalkAbout(t *testing.T) {
	o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.Start}}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p").SeesNot("Open questions").Sees(words(t, lang.English).T("app.no_pair"))
	})
}

func TestWhatWasBeingTypedGoesOnWhereItStopped(t *testing.T) {
	for l, field := range map[lang.Lang]string{lang.English: "Open questions", lang.Swedish: "Öppna frågor"} {
		o := inAMeeting("union-local")
		o.First = tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.WorksheetForm}, Field: "pw_about_me_mentee"}
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Type("I work niights").Press("left", "left", "left", "left", "left")
			x, y, _ := u.Cursor()
			before := u.Row(y)
			u.Press("ctrl+p").SeesRow(field).Press("down", "down", "pgdown", "esc")
			if nx, ny, shown := u.Cursor(); !shown || nx != x || ny != y || u.Row(ny) != before {
				t.Fatalf("the cursor was at %d,%d in %q and is at %d,%d in:\n%s", x, y, before, nx, ny, u.Screen())
			}
			u.Press("backspace").Sees("I work nights").Press("tab").Wait(0)
			a := forms.Address{Sheet: o.First.Sheet, Field: "pw_about_me_mentee", Voice: forms.Mentee}
			if got := s.Book.Value(s.Pair, a); got != "I work nights" {
				t.Errorf("the book says %q", got)
			}
		})
	}
}

func TestTheHelpsOpenAgainWhereTheyWereLeft(t *testing.T) {
	tuitest.Tell(t, inAMeeting("union-local"), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p", "down", "down", "esc").SeesRow("Meeting 1").Press("ctrl+p").SeesRow("▸ Step 2").Press("f1", "f1").SeesRow("▸ Step 2")
		for range 12 {
			u.Press("down")
		}
		u.SeesRow("▸ Topics of the programme").Press("esc", "ctrl+p").SeesRow("▸ Topics of the programme")
	})
}

func TestLettersTypedHereAreNotLostInSilence(t *testing.T) {
	tuitest.Tell(t, inAMeeting("union-local"), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p").Type("W").Sees("Nothing can be typed here.").Press("down").SeesNot("Nothing can be typed here.")
		u.Paste("We meet").Sees("Nothing can be typed here.")
	})
}

func TestUpAndDownChooseAndStopAtTheEnds(t *testing.T) {
	o := inAMeeting("workplace")
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p", "up").SeesRow("▸ Open questions").Press("down").SeesRow("▸ Step 1").Press("tab").SeesRow("▸ Step 2").Press("shift+tab").SeesRow("▸ Step 1")
		for range 30 {
			u.Press("down")
		}
		u.SeesRow("▸ Topics of the programme")
	})
}

func TestALongHelpScrollsAndSaysThatThereIsMore(t *testing.T) {
	tuitest.Tell(t, inAMeeting("library-project"), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p", "pgdown").Sees("You already see all of it.")
		for range library(t).Helps {
			u.Press("down")
		}
		u.SeesRow("more rows below: page down").Press("pgdown", "space", "pgdown", "pgdown", "pgdown").SeesRow("the end –", "rows above: page up")
		u.Press("pgup").SeesRow("below: page down").Wheel(60, 10, 40).SeesRow("the end –").Wheel(60, 10, -80).SeesRow("below: page down")
		u.Wheel(3, 5, -1).SeesRow("▸ Ending well")
	})
}

func TestAClickChoosesAHelp(t *testing.T) {
	tuitest.Tell(t, inAMeeting("union-local"), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p").ClickOn("Ask before you advise").SeesRow("▸ Ask before you advise").Sees("Do you want advice")
		u.Click(50, 8).SeesRow("▸ Ask before you advise").Click(3, 20).SeesRow("▸ Ask before you advise").ClickOn("esc back").SeesRow("Meeting 1")
	})
}

func TestTheHelpsAndTheHelpOfThePageDoNotPileUp(t *testing.T) {
	tuitest.Tell(t, inAMeeting("union-local"), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p", "f1").Sees("Here are short lines to say aloud").Press("ctrl+p").SeesRow("▸ Open questions").Press("f1", "f1").SeesRow("▸ Open questions")
		u.Press("esc").SeesRow("Meeting 1").Resize(80, 60).Press("f1").ClickOn("help for the talk").SeesRow("▸ Open questions").Press("esc").SeesRow("Meeting 1")
	})
}

func TestTheLanguageChangesUnderTheReader(t *testing.T) {
	tuitest.Tell(t, inAMeeting("union-local"), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p", "down")
		for range 3 {
			if strings.Contains(u.Screen(), "Steg 1") {
				break
			}
			u.Press("f6")
		}
		u.SeesRow("▸ Steg 1: målet").Sees("Vad vill du ha nått")
	})
}

func TestThePageFitsFromOneCellUpWithEachHelpAtHand(t *testing.T) {
	for _, l := range lang.All() {
		var made tui.Screen
		o := inAMeeting("library-ongoing")
		o.Lang = l
		o.Screens[tui.Talk] = tuitest.Grab(talk.New, &made)
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+p")
			for range len(library(t).Helps) + 1 {
				tuitest.Fits(t, made)
				u.Press("down", "pgdown")
			}
		})
	}
}

func TestTheChosenTitleIsOnTheScreenAtEverySize(t *testing.T) {
	var made tui.Screen
	o := inAMeeting("union-local")
	o.Screens[tui.Talk] = tuitest.Grab(talk.New, &made)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+p")
		for range len(library(t).Helps) + 1 {
			for _, size := range [][2]int{{28, 4}, {38, 8}, {58, 16}, {63, 20}, {78, 8}, {78, 20}, {118, 36}, {218, 66}} {
				fr := made.Draw(size[0], size[1])
				if fr.X < 0 || !strings.Contains(fr.Lines[fr.Y], "▸") {
					t.Fatalf("at %v the chosen title is not drawn:\n%s", size, strings.Join(fr.Lines, "\n"))
				}
			}
			u.Press("down")
		}
	})
}

func TestTheHelpsLookRight(t *testing.T) {
	for name, downs := range map[string]int{"open": 0, "advise": 5, "topics": 20} {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			for _, l := range []lang.Lang{lang.English, lang.Swedish} {
				file := fmt.Sprintf("talk-%s-%dx%d-%s", name, size[0], size[1], l)
				t.Run(file, func(t *testing.T) {
					o := inAMeeting("union-local")
					o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, "dark"
					tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
						u.Press("ctrl+p")
						for range downs {
							u.Press("down")
						}
						story.Golden(t, file, tuitest.Body(u).Styled())
					})
				})
			}
		}
	}
}
