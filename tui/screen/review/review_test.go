package review_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/review"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

const day = 24 * time.Hour

func agreed(form, field string) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: form}, Field: field, Voice: forms.Agreed}
}

func of(n int, field string) forms.Address {
	return forms.Address{Sheet: forms.Meeting(n), Field: field, Voice: forms.Agreed}
}

// register puts a row into a register.
func register(k *tuitest.Keeper, hand forms.Voice, id, row string, cells ...string) {
	at := forms.Address{Sheet: forms.Register(id), Field: id, Row: forms.RowID(row), Voice: forms.Agreed}
	cs := []forms.Change{{Addr: at.At(forms.PartOrder), Value: forms.Value(row)}, {Addr: at.At(forms.PartFrom), Value: "meeting/1"}}
	for i := 0; i < len(cells); i += 2 {
		cs = append(cs, forms.Change{Addr: at.At(cells[i]), Value: forms.Value(cells[i+1])})
	}
	k.Does(hand, cs...)
}

// year is a pair that has met three times; the mentor wrote most of it, and the
// mentee changed some of it later.
func year(k *tuitest.Keeper) {
	for field, v := range map[string]string{"ct_frequency": "monthly", "ct_structure": "agenda", "ct_rebook_owner": "mentee", "ct_when": "Thursdays"} {
		k.Does(forms.Mentor, forms.Change{Addr: agreed("contract", field), Value: forms.Value(v)})
	}
	k.Does(forms.Mentor, forms.Change{Addr: agreed("contract", "ct_length").At("from"), Value: "45"}, forms.Change{Addr: agreed("contract", "ct_length").At("to"), Value: "75"})
	register(k, forms.Mentor, "goals", "a", "goal", "Lead a membership meeting", "status", "open")
	register(k, forms.Mentor, "goals", "b", "goal", "Know the collective agreement", "status", "open")
	register(k, forms.Mentor, "actions", "a", "action", "Book the hall", "owner", "mentee", "due", "2026-05-28", "status", "open")
	register(k, forms.Mentor, "actions", "b", "action", "Ask the chair for minutes", "owner", "mentor", "due", "2026-05-28", "status", "done", "done", "2026-05-20")
	for i, on := range []string{"2026-03-05", "2026-04-09", "2026-05-07"} {
		k.Does(forms.Mentor, forms.Change{Addr: of(i+1, "m_date"), Value: forms.Value(on)}, forms.Change{Addr: of(i+1, "m_start"), Value: "17:00"},
			forms.Change{Addr: of(i+1, "m_end"), Value: "18:00"}, forms.Change{Addr: forms.StateAddress(forms.Meeting(i + 1)), Value: "closed"})
		mark := of(i+1, "m_goal_progress").InRow("a").At("progress")
		k.Does(forms.Mentor, forms.Change{Addr: mark, Value: forms.Value([]string{"1", "3", "4"}[i])})
	}
	k.Later(67 * day) // 30 May
	k.Does(forms.Mentee, forms.Change{Addr: agreed("contract", "ct_when"), Value: "First Thursday of the month"})
	register(k, forms.Mentee, "actions", "c", "action", "Draft the agenda", "owner", "mentee", "due", "2026-06-02", "status", "open")
	k.Does(forms.Mentee, forms.Change{Addr: forms.Address{Sheet: forms.Meeting(3), Field: "m_private_mentee", Voice: forms.Mentee}, Value: "SECRET"})
	k.Later(2 * day)
}

// perLooks is the page of the pair, with the mentor at the keys.
func perLooks() tuitest.Options {
	return tuitest.Options{
		Screens: screen.All(), Fill: year, First: tui.Place{Screen: tui.Review},
		Desk: func(d *tui.Desk) { d.Reader.Hand = forms.Mentor },
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

func TestTheReviewLooksRight(t *testing.T) {
	for _, name := range []string{"top", "goals", "raised"} {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			for _, l := range lang.All() {
				for _, theme := range []string{"dark", "mono"} {
					file := fmt.Sprintf("review-%s-%dx%d-%s-%s", name, size[0], size[1], l, theme)
					t.Run(file, func(t *testing.T) {
						o := perLooks()
						o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, theme
						tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
							u.Wait(0)
							switch name {
							case "goals":
								u.Press("tab", "tab", "tab")
							case "raised":
								u.Press("down", "enter")
							}
							story.Golden(t, file, tuitest.Body(u).Styled())
						})
					})
				}
			}
		}
	}
}

// several are pairs in one book: the sample pair, one that is silent, and one that has
// just begun.
func several(k *tuitest.Keeper) {
	year(k)
	for _, names := range [][2]string{{"Lars Ek", "2026-03-02"}, {"Ines Roy", "2026-05-28"}} {
		var cs []forms.Change
		for field, v := range map[string]string{"mentee_name": names[0], "mentor_name": "Per Holm", "template_id": "workplace", "anchor_date": names[1]} {
			a, _ := forms.SummaryAddress(field)
			cs = append(cs, forms.Change{Addr: a, Value: forms.Value(v)})
		}
		slices.SortFunc(cs, func(x, y forms.Change) int { return strings.Compare(x.Addr.Field, y.Addr.Field) })
		_, _ = k.Book.NewPair(cs, forms.Mentee)
	}
}

func theList() tuitest.Options {
	return tuitest.Options{Screens: screen.All(), Fill: several, First: tui.Place{Screen: tui.Start}}
}

func TestTheListOfAllPairsLooksRight(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		for _, l := range lang.All() {
			for _, theme := range []string{"dark", "mono"} {
				file := fmt.Sprintf("all-%dx%d-%s-%s", size[0], size[1], l, theme)
				t.Run(file, func(t *testing.T) {
					o := theList()
					o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, theme
					tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
						u.Press("ctrl+f")
						story.Golden(t, file, tuitest.Body(u).Styled())
					})
				})
			}
		}
	}
}

// looked is the setting that says up to where the mentor has looked.
func looked(s *tuitest.Stage, hand forms.Voice) string {
	return s.Book.Setting(forms.LookedKey(s.Pair, hand))
}

func TestEnterPutsALineOnTheAgendaOnceAndUndoTakesItBack(t *testing.T) {
	for l, said := range map[lang.Lang][3]string{
		lang.English: {"On the agenda of meeting 4.", "It is on the agenda already.", "First Thursday of the month"},
		lang.Swedish: {"Står nu på dagordningen för möte 4.", "Det står redan på dagordningen.", "First Thursday of the month"},
		lang.French:  {"À l’ordre du jour de la rencontre 4.", "C’est déjà à l’ordre du jour.", "First Thursday of the month"},
	} {
		o := perLooks()
		o.Lang, o.Height = l, 60
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			mark := words(t, l).T("review.raised_mark")
			u.Wait(0).Sees(said[2]).Press("down", "enter").Sees(said[0]).SeesRow(mark).Press("enter").Sees(said[1])
			at := forms.Address{Sheet: forms.Meeting(4), Field: "mp_mentor_topics", Voice: forms.Mentor}
			rec, _, err := s.Book.Load(s.Pair)
			if err != nil || len(rec.Rows(at)) != 1 {
				t.Fatalf("on the agenda there are %d rows, %v", len(rec.Rows(at)), err)
			}
			if u.Press("ctrl+z").Wait(0); strings.Contains(u.Row(5), mark) {
				t.Errorf("after undo: %q", u.Row(5))
			}
			rec, _, _ = s.Book.Load(s.Pair)
			if n := len(rec.Rows(at)); n != 0 {
				t.Errorf("after undo there are %d rows", n)
			}
			u.Press("enter").Sees(said[0])
		})
	}
}

func TestTheMenteeRaisesThingsOnTheirOwnList(t *testing.T) {
	o := perLooks()
	o.Desk = nil
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Wait(0).Press("enter").Sees("On the agenda of meeting 4.")
		rec, _, _ := s.Book.Load(s.Pair)
		if n := len(rec.Rows(forms.Address{Sheet: forms.Meeting(4), Field: "mp_topics", Voice: forms.Mentee})); n != 1 {
			t.Errorf("the mentee's list has %d rows", n)
		}
	})
}

func TestWhatOneHasLookedAtForAWhileIsNotNewAgain(t *testing.T) {
	o := perLooks()
	o.First = tui.Place{Screen: tui.PairPage}
	o.Desk = nil
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f3", "ctrl+f").Sees("What is new in the last month").Sees("First Thursday").Press("esc").Wait(0)
		if got := looked(s, forms.Mentor); got != "" {
			t.Errorf("after a moment it counts as seen: %q", got)
		}
		u.Press("ctrl+f").Sees("First Thursday").Wait(4 * time.Second).Press("esc").Wait(0)
		if looked(s, forms.Mentor) == "" || looked(s, forms.Mentee) != "" {
			t.Errorf("looked at up to %q by the mentor, %q by the mentee", looked(s, forms.Mentor), looked(s, forms.Mentee))
		}
		u.Press("ctrl+f").Sees("What is new").Sees("Nothing is new since you last looked.").SeesNot("First Thursday")
	})
}

func TestTheOneWhoWroteItIsToldNothingNewOfIt(t *testing.T) {
	tuitest.Tell(t, perLooks(), func(u *story.User, s *tuitest.Stage) {
		u.Wait(0).Sees("First Thursday").Press("f3").Wait(0).SeesNot("First Thursday").Press("f3").Wait(0).Sees("First Thursday")
	})
}

func TestLeavingForASheetKeepsWhatIsNew(t *testing.T) {
	tuitest.Tell(t, perLooks(), func(u *story.User, s *tuitest.Stage) {
		u.Wait(5*time.Second).Press("down", "space").SeesRow("Usual day and time").Sees("Working contract").Press("esc").Wait(0)
		u.SeesRow("▸ Working contract – Usual day and time").Sees("Draft the agenda")
	})
}

func TestNothingPrivateIsOnThePage(t *testing.T) {
	o := perLooks()
	o.Height, o.Width = 200, 120
	page := func(fill func(*tuitest.Keeper)) (out string) {
		o := o
		o.Fill = fill
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Wait(0).SeesNot("SECRET")
			out = tuitest.Body(u).Text()
		})
		return out
	}
	before := page(year)
	after := page(func(k *tuitest.Keeper) {
		year(k)
		for field, v := range map[string]string{"m_private_mentee": "SECRET again"} {
			k.Says(forms.Address{Sheet: forms.Meeting(4), Field: field, Voice: forms.Mentee}, forms.Value(v))
		}
		k.Says(forms.Address{Sheet: forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}, Field: "fe_worked", Voice: forms.Mentee}, "SECRET")
		k.Says(forms.Address{Sheet: forms.SheetID{Form: "midpoint"}, Field: "mr_help_needed", Part: "help", Voice: forms.Mentee}, "yes")
	})
	if before != after {
		t.Errorf("private answers are seen. Before:\n%s\nafter:\n%s", before, after)
	}
}

func TestFromTheListOfPairsOneGoesToAPairAndBack(t *testing.T) {
	tuitest.Tell(t, theList(), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+f").Wait(0).SeesRow("▸ Lars Ek", "silent").SeesRow("Amina Diallo", "2 new").Press("down", "enter").Wait(0)
		u.Sees("First Thursday of the month").Press("esc").Wait(0).SeesRow("▸ Amina Diallo").Press("esc").Sees("Which pair")
	})
}

func TestTheListIsForTheMentorUntilSomebodyLooksWithOtherEyes(t *testing.T) {
	tuitest.Tell(t, theList(), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+f").Wait(0).Sees("All pairs, for the mentor").SeesRow("Amina Diallo", "2 new").Press("f3").Wait(0).Sees("All pairs, for the mentee").SeesNot("2 new")
		u.Press("f3").Wait(0).Press("down", "enter").Wait(0).Sees("Per types").Sees("First Thursday of the month").Press("f3").Wait(0).Press("esc").Wait(0).Sees("All pairs, for the mentee")
	})
}

func TestFromAnotherPairTheListIsStillBelow(t *testing.T) {
	o := theList()
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("enter").Wait(0).Press("ctrl+l").Wait(0).Press("ctrl+f").Wait(0).Sees("not yet").Press("home", "enter").Wait(0).Sees("What is new").Press("esc").Wait(0)
		u.SeesRow("▸ Lars Ek")
	})
}

func TestTheReviewIsReachedFromEveryPageOfAPairAndTextIsKept(t *testing.T) {
	o := perLooks()
	o.First = tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.WorksheetForm}, Field: "pw_about_me_mentee"}
	o.Desk = nil
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Type("I work nights").Press("ctrl+f").Wait(0).Sees("What waits").Press("ctrl+f").Sees("I work nights")
	})
}

func TestReadingThatTakesLongIsSaidAndDoesNotHoldUp(t *testing.T) {
	o := perLooks()
	o.First = tui.Place{Screen: tui.PairPage}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpHistory, 2*time.Second)
		u.Press("ctrl+f").Sees("reading …").Sees("What waits").Sees("Book the hall").Wait(3 * time.Second).SeesNot("reading …").Sees("What is new")
	})
	tuitest.Tell(t, theList(), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpLoad, 2*time.Second)
		u.Press("ctrl+f").Sees("reading …").Sees("Lars Ek").SeesNot("silent").Press("down").Wait(9 * time.Second).SeesNot("reading …").SeesRow("▸ Ines Roy")
	})
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	o := perLooks()
	o.First = tui.Place{Screen: tui.PairPage}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpHistory, fmt.Errorf("a page is torn"))
		u.Press("ctrl+f").Wait(5 * time.Second).Sees("a page is torn").Sees("What waits").Press("esc").Wait(0)
		if looked(s, forms.Mentee) != "" {
			t.Error("what could not be read counts as seen")
		}
	})
	tuitest.Tell(t, theList(), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpLoad, fmt.Errorf("a page is torn"))
		u.Press("ctrl+f").Wait(0).Sees("a page is torn").Press("enter").Sees("There is no pair in this book yet.")
	})
}

func TestLettersTypedOnTheReviewAreNotLostInSilence(t *testing.T) {
	tuitest.Tell(t, perLooks(), func(u *story.User, s *tuitest.Stage) {
		u.Wait(0).Type("W").Sees("Nothing can be typed here.").Paste("We").Sees("Nothing can be typed here.")
	})
	tuitest.Tell(t, theList(), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+f").Wait(0).Type("W").Sees("Nothing can be typed here.")
	})
}

func TestAClickChoosesALineAndASecondOneRaisesIt(t *testing.T) {
	tuitest.Tell(t, perLooks(), func(u *story.User, s *tuitest.Stage) {
		u.Wait(0).ClickOn("Book the hall").SeesRow("▸ Book the hall").SeesNot("meeting 4").ClickOn("Book the hall").Sees("On the agenda of meeting 4.")
		u.Wheel(10, 10, 3).SeesNot("▸ Book the hall")
	})
	tuitest.Tell(t, theList(), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+f").Wait(0).ClickOn("Amina Diallo").Wait(0).Sees("First Thursday of the month")
	})
}

func TestWhatIsOnTheAgendaAlreadyIsNotRaised(t *testing.T) {
	o := perLooks()
	o.Height = 60
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Wait(0).Press("enter", "tab", "tab").SeesRow("▸ Draft the agenda").Press("enter").Sees("This line is nothing for the agenda.")
	})
}

func TestThePagesFitFromOneCellUp(t *testing.T) {
	for _, l := range lang.All() {
		for _, o := range []tuitest.Options{perLooks(), theList()} {
			var made tui.Screen
			o.Lang = l
			o.Screens[tui.Review] = tuitest.Grab(review.New, &made)
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Wait(0)
				if made == nil {
					u.Press("ctrl+f").Wait(0)
				}
				for range 12 {
					tuitest.Fits(t, made)
					u.Press("down", "down")
				}
			})
		}
	}
}

func TestTheLineAtHandIsOnTheScreenAtEverySize(t *testing.T) {
	var made tui.Screen
	o := perLooks()
	o.Screens[tui.Review] = tuitest.Grab(review.New, &made)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Wait(0)
		for range 20 {
			for _, size := range [][2]int{{28, 4}, {38, 8}, {58, 16}, {78, 5}, {78, 20}, {118, 36}, {218, 66}} {
				fr := made.Draw(size[0], size[1])
				if fr.X < 0 || !strings.Contains(fr.Lines[fr.Y], "▸") {
					t.Fatalf("at %v the line at hand is not drawn:\n%s", size, strings.Join(fr.Lines, "\n"))
				}
			}
			u.Press("down")
		}
	})
}
