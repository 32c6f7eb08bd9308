package history_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/help"
	"pairbook/tui/screen/history"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var (
	worksheet = forms.SheetID{Form: "planning_worksheet"}
	meeting   = forms.Meeting(1)
	feedback  = forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}

	aboutMe  = forms.Address{Sheet: worksheet, Field: "pw_about_me_mentee", Voice: forms.Mentee}
	earlier  = forms.Address{Sheet: worksheet, Field: "pw_earlier_mentoring", Voice: forms.Mentor}
	place    = forms.Address{Sheet: worksheet, Field: "pw_date_place", Part: "place", Voice: forms.Agreed}
	goals    = forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
	goal     = goals.InRow("row1").At("goal")
	notes    = forms.Address{Sheet: meeting, Field: "m_private_mentee", Voice: forms.Mentee}
	wentWell = forms.Address{Sheet: meeting, Field: "mp_went_well", Voice: forms.Mentee}
	worked   = forms.Address{Sheet: feedback, Field: "fe_worked", Voice: forms.Mentee}
)

// of returns a story's beginning on the history of a sheet, or of one question.
func of(id forms.SheetID, field string, fill func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{
		Screens: map[tui.ScreenID]tui.Maker{tui.History: history.New, tui.Help: help.New},
		First:   tui.Place{Screen: tui.History, Sheet: id, Field: field},
		Fill:    fill,
	}
}

func twoVersions(k *tuitest.Keeper) {
	k.Says(aboutMe, "I like people more than paper.").Later(time.Hour)
	k.Does(forms.Mentor, forms.Change{Addr: aboutMe, Value: "I like paper more than people."})
}

func aGoal(k *tuitest.Keeper) {
	k.Does(forms.Mentee,
		forms.Change{Addr: goals.InRow("row1").At(forms.PartOrder), Value: "1"},
		forms.Change{Addr: goals.InRow("row1").At(forms.PartFrom), Value: "planning_worksheet"},
		forms.Change{Addr: goals.InRow("row1").At("status"), Value: "open"})
	k.Says(goal, "Chair a meeting").Says(goal, "Chair two meetings")
}

func TestTheHistoryOfAQuestionTellsWhoChangedWhatAndWhen(t *testing.T) {
	tuitest.Tell(t, of(worksheet, aboutMe.Field, twoVersions), func(u *story.User, s *tuitest.Stage) {
		u.Sees("History: Planning worksheet").Sees("newest first")
		u.SeesRow("a few words about me", "Per Holm, 24 Mar 2026 10:00")
		u.SeesRow("I like people more than paper. → I like paper more than people.")
		u.SeesRow("a few words about me", "Amina Diallo, 24 Mar 2026 09:00")
	})
}

func TestTheNewestChangeStandsFirst(t *testing.T) {
	tuitest.Tell(t, of(worksheet, aboutMe.Field, twoVersions), func(u *story.User, s *tuitest.Stage) {
		if text := u.Screen(); strings.Index(text, "10:00") > strings.Index(text, "09:00") {
			t.Errorf("the older change stands first on:\n%s", text)
		}
	})
}

func TestTabAndFGoFromTheQuestionToTheSheetAndBack(t *testing.T) {
	fill := func(k *tuitest.Keeper) { k.Says(aboutMe, "I like people.").Says(place, "The depot") }
	tuitest.Tell(t, of(worksheet, aboutMe.Field, fill), func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("The depot").Press("tab").Sees("The whole sheet").SeesRow("place – Date and place").Sees("The depot")
		u.Type("f").SeesNot("The depot").ClickOn("newest first").Sees("The depot")
	})
}

func TestATableNamesRowAndColumn(t *testing.T) {
	tuitest.Tell(t, of(worksheet, "", aGoal), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Goal, row 1 – What do we want to reach?").SeesRow("Chair a meeting → Chair two meetings")
		u.Sees("the row was added").SeesNot("Status").SeesNot("planning_worksheet")
	})
}

func TestARemovedRowIsNamedByItsFirstAnswerAndCanBePutBack(t *testing.T) {
	order := goals.InRow("row1").At(forms.PartOrder)
	fill := func(k *tuitest.Keeper) {
		aGoal(k)
		k.Does(forms.Mentor, forms.Change{Addr: order, Value: ""})
	}
	tuitest.Tell(t, of(worksheet, "", fill), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Chair two meetings → the row was removed").Press("down", "ctrl+t").Sees("The row is gone.")
		u.Press("up", "ctrl+t").Sees("The earlier answer is back.").Sees("the row was added")
		if v := s.Book.Value(s.Pair, order); v != "1" {
			t.Errorf("the row's place is %q, want 1", v)
		}
	})
}

func TestUndoingIsTold(t *testing.T) {
	tuitest.Tell(t, of(worksheet, aboutMe.Field, twoVersions), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z").SeesRow("undone · I like paper more than people. → I like people more than paper.")
		u.Press("ctrl+y").SeesRow("redone · I like people")
	})
}

func TestAnAnswerTakenBackIsToldAsSuch(t *testing.T) {
	fill := func(k *tuitest.Keeper) { k.Says(aboutMe, "I like people.").Says(aboutMe, "") }
	tuitest.Tell(t, of(worksheet, aboutMe.Field, fill), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("I like people. → the answer was taken back")
	})
}

func TestALineShowsTheWholeTextsBeforeAndAfter(t *testing.T) {
	long := strings.Repeat("I have worked at the depot for six years. ", 4)
	fill := func(k *tuitest.Keeper) {
		k.Says(aboutMe, forms.Value(long+"First.")).Says(aboutMe, forms.Value(long+"Second."))
	}
	tuitest.Tell(t, of(worksheet, aboutMe.Field, fill), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("…First. → …Second.")
		u.Press("enter").Sees("Before").Sees(long + "First.").Sees("After").Sees(long + "Second.")
		u.Press("esc").SeesNot("Before").ClickOn("…First.").Sees("Before").Press("enter").SeesNot("Before")
	})
}

func TestAnEarlierAnswerIsPutBackAsANewChange(t *testing.T) {
	put := map[string]func(u *story.User){
		"by its key":    func(u *story.User) { u.Press("ctrl+t") },
		"by its button": func(u *story.User) { u.Press("enter").ClickOn("[ Put the earlier answer back ]") },
	}
	for how, act := range put {
		t.Run(how, func(t *testing.T) {
			tuitest.Tell(t, of(worksheet, aboutMe.Field, twoVersions), func(u *story.User, s *tuitest.Stage) {
				act(u)
				u.Sees("The earlier answer is back.").SeesRow("I like paper more than people. → I like people more than paper.")
				if v := s.Book.Value(s.Pair, aboutMe); v != "I like people more than paper." {
					t.Errorf("the book says %q", v)
				}
				if _, y, _ := u.Cursor(); !strings.Contains(u.Row(y), "Amina Diallo") {
					t.Errorf("the keys are not on the new change:\n%s", u.Screen())
				}
			})
		})
	}
}

func TestWhatCannotBePutBackSaysWhy(t *testing.T) {
	tuitest.Tell(t, of(worksheet, aboutMe.Field, twoVersions), func(u *story.User, s *tuitest.Stage) {
		u.Press("down", "ctrl+t").Sees("There was no answer before this one.")
		u.Press("up", "ctrl+t", "up", "down", "ctrl+t").Sees("This is what stands there now.")
	})
	closed := func(k *tuitest.Keeper) {
		k.Says(wentWell, "One thing").Says(wentWell, "Two things").Says(forms.StateAddress(meeting), "closed")
	}
	tuitest.Tell(t, of(meeting, "", closed), func(u *story.User, s *tuitest.Stage) {
		u.Sees("the sheet was closed").Press("ctrl+t").Sees("Sheets are opened and closed").Press("down", "ctrl+t").Sees("The sheet is closed. Open it first")
	})
}

func TestAnEmptyHistorySaysSoKindly(t *testing.T) {
	tuitest.Tell(t, of(worksheet, "", nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Nothing has been written here yet.").Press("enter").Sees("Choose a change first")
	})
	tuitest.Tell(t, of(worksheet, aboutMe.Field, nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Tab shows the history of the whole sheet")
	})
	tuitest.Tell(t, of(forms.SheetID{Form: "unheard_of"}, "", nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("There is no sheet here")
	})
}

func TestReadingIsSaidOnlyWhereItTakesLong(t *testing.T) {
	slow := func(d time.Duration) tuitest.Options {
		return of(worksheet, "", func(k *tuitest.Keeper) {
			twoVersions(k)
			k.Book.Slow(tuitest.OpHistory, d)
		})
	}
	tuitest.Tell(t, slow(200*time.Millisecond), func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("Reading").Wait(150 * time.Millisecond).Sees("I like paper")
	})
	tuitest.Tell(t, slow(5*time.Second), func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("Reading").Wait(300 * time.Millisecond).Sees("Reading the history").Wait(5 * time.Second)
		u.SeesNot("Reading").Sees("I like paper")
	})
}

func TestADamagedHistoryShowsWhatItHas(t *testing.T) {
	o := of(worksheet, "", func(k *tuitest.Keeper) {
		twoVersions(k)
		k.Book.Fail(tuitest.OpHistory, errors.New("3 revisions are damaged"))
	})
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("Not everything could be read").Sees("3 revisions are damaged").Sees("I like paper")
	})
}

func TestHelpOverTheHistoryLosesNothing(t *testing.T) {
	o := of(worksheet, "", func(k *tuitest.Keeper) {
		twoVersions(k)
		k.Book.Slow(tuitest.OpHistory, time.Second)
	})
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f1").Wait(2 * time.Second).Press("esc").Wait(2 * time.Second).Sees("I like paper")
	})
}

func TestAnAnswerPutBackStandsOnTheSheet(t *testing.T) {
	o := of(worksheet, aboutMe.Field, twoVersions)
	o.Screens[tui.SheetPage] = sheet.New
	o.First.Screen = tui.SheetPage
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("I like paper more than people.").Press("f5").Sees("History: Planning worksheet").Press("ctrl+t", "esc")
		u.SeesNot("History").Sees("I like people more than paper.").Press("ctrl+z").Sees("I like paper more than people.")
	})
}

// secrets are words that stand in private notes, now and in earlier versions.
func secrets(k *tuitest.Keeper) {
	k.Says(notes, "SECRET one").Says(notes, "SECRET two").Says(notes, "").Says(wentWell, "All fine")
}

func TestPrivateNotesAreSeenByTheirAuthorAloneOnly(t *testing.T) {
	for _, c := range []struct {
		reader forms.Reader
		sees   bool
	}{
		{forms.Reader{Hand: forms.Mentee}, false},
		{forms.Reader{Hand: forms.Mentor}, false},
		{forms.Reader{Hand: forms.Mentor, Alone: true}, false},
		{forms.Reader{Hand: forms.Mentee, Alone: true}, true},
	} {
		for _, field := range []string{"", notes.Field} {
			o := of(meeting, field, secrets)
			o.Desk = func(d *tui.Desk) { d.Reader = c.reader }
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				if got := strings.Contains(u.Screen(), "SECRET"); got != c.sees {
					t.Errorf("%+v sees the notes: %v, want %v, on:\n%s", c.reader, got, c.sees, u.Screen())
				}
			})
		}
	}
}

func TestWhatIsPrivateGoesAwayWhenTheOtherOneTypes(t *testing.T) {
	o := of(meeting, "", secrets)
	o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentee, Alone: true} }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("down", "enter").Sees("SECRET").Press("f3").SeesNot("SECRET")
	})
}

func TestSealedFeedbackOpensWithoutItsEarlierVersions(t *testing.T) {
	sealed := func(k *tuitest.Keeper) {
		k.Says(worked, "SECRET draft").Says(worked, "What I stand for").Says(forms.StateAddress(feedback), "sealed")
	}
	tuitest.Tell(t, of(feedback, "", sealed), func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("SECRET").SeesNot("stand for").SeesNot("sealed").Sees("Nothing has been written")
	})
	both := func(k *tuitest.Keeper) {
		sealed(k)
		k.Says(forms.StateAddress(forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}), "sealed")
	}
	tuitest.Tell(t, of(feedback, "", both), func(u *story.User, s *tuitest.Stage) {
		u.Sees("What I stand for").SeesNot("SECRET").Press("down", "enter").SeesNot("SECRET").Press("ctrl+t").SeesNot("SECRET")
	})
	o := of(feedback, "", both)
	o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentee, Alone: true} }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) { u.Sees("SECRET draft → What I stand for") })
}

// full gives every kind of field of every form a past of three versions.
func full(lib *forms.Library, id forms.SheetID) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		for _, sec := range lib.Forms[id.Form].Sections {
			for _, fd := range sec.Fields {
				a := forms.Address{Sheet: id, Field: fd.ID, Voice: forms.Agreed}
				if id.Of != "" {
					a.Voice = id.Of
				}
				for _, part := range append(fd.Parts, fd.Columns...) {
					row := a
					if fd.Kind == forms.KindRows {
						row = a.InRow("r1")
						k.Says(row.At(forms.PartOrder), "1")
					}
					k.Says(row.At(part.ID), "yes").Says(row.At(part.ID), "工会会议 👩‍👩‍👧 2026-01-01")
				}
				k.Says(a, "3").Says(a, "2026-03-04\nand a second line").Says(a, "")
			}
		}
	}
}

func TestTheWindowMayBeOfAnySizeAndTheAnswersOfAnyKind(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []forms.SheetID{{Form: "contract"}, meeting, feedback, worksheet} {
		var page tui.Screen
		o := of(id, "", full(lib, id))
		o.Screens[tui.History] = tuitest.Grab(history.New, &page)
		o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentee, Alone: true} }
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			for range 4 {
				tuitest.Fits(t, page)
				u.Press("enter")
				tuitest.Fits(t, page)
				u.Press("pgdown", "esc", "pgdown")
			}
		})
	}
}

func TestTheHistoryLooksRight(t *testing.T) {
	tuitest.Looks(t, "list", of(worksheet, "", func(k *tuitest.Keeper) {
		twoVersions(k)
		aGoal(k)
		k.Says(earlier, "Never in a programme, but an older colleague used to ring me on Fridays.")
	}), nil)
	tuitest.Looks(t, "whole", of(worksheet, aboutMe.Field, twoVersions), func(u *story.User, _ *tuitest.Stage) { u.Press("enter") })
	tuitest.Looks(t, "empty", of(worksheet, aboutMe.Field, nil), nil)
}

func TestEveryReasonAndNameHasItsWords(t *testing.T) {
	o := of(worksheet, aboutMe.Field, twoVersions)
	for _, l := range lang.All() {
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.SeesNot("⟦").Press("enter").SeesNot("⟦").Press("f1").SeesNot("⟦").Press("pgdown").SeesNot("⟦")
		})
	}
}
