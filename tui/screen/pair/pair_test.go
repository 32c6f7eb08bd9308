package pair_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/pair"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

const day = 24 * time.Hour

func on(fill ...func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Fill: func(k *tuitest.Keeper) {
		for _, f := range fill {
			f(k)
		}
	}}
}

func follows(programme string) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("template_id")
		k.Says(a, forms.Value(programme))
	}
}

func later(d time.Duration) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) { k.Later(d) }
}

func agreed(id forms.SheetID, field string) forms.Address {
	return forms.Address{Sheet: id, Field: field, Voice: forms.Agreed}
}

// met holds meetings on these days and closes them.
func met(days ...string) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		for n, held := range days {
			k.Says(agreed(forms.Meeting(n+1), "m_date"), forms.Value(held))
			k.Says(forms.StateAddress(forms.Meeting(n+1)), forms.Value(forms.StateClosed))
		}
	}
}

func promised(what, due string) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		row := agreed(forms.Register("actions"), "actions").InRow(forms.RowID("row" + due))
		k.Says(row.At(forms.PartOrder), forms.Value(due)).Says(row.At("action"), forms.Value(what)).Says(row.At("due"), forms.Value(due)).Says(row.At("status"), "open")
	}
}

func TestThePageSaysWhatIsNextAndWhyNow(t *testing.T) {
	tuitest.Tell(t, on(follows("st_styrelse")), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("▸", "Working contract").Sees("Planned for 23 March, yesterday").SeesRow("Prepare meeting 1")
	})
	fill := []func(*tuitest.Keeper){promised("Book the hall", "2026-05-28"), promised("Ask the chair", "2026-05-20"), later(75 * day)}
	tuitest.Tell(t, on(fill...), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("▸", "2 actions are late").Sees("Ask the chair (20 May, ").Press("enter").SeesRow("Between meetings")
	})
}

func TestTheContactsAreCountedByMonthAndToldInWords(t *testing.T) {
	fill := []func(*tuitest.Keeper){met("2026-03-24", "2026-03-28", "2026-05-07"), later(75 * day)}
	tuitest.Tell(t, on(fill...), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Mar Apr May Jun Jul Aug").Sees("2   –   1   ·").Sees("31 days since you last talked")
	})
	next := func(k *tuitest.Keeper) { k.Says(agreed(forms.Meeting(1), "m_next_date").At("date"), "2026-04-23") }
	o := on(met("2026-03-24"), next)
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("You talked today.").Sees("Next time: 23 April, in 30 days")
	})
	booked := func(k *tuitest.Keeper) {
		row := agreed(forms.Register("dates"), "dates")
		for n, d := range []string{"2026-03-01", "2026-06-01", "2026-05-01"} {
			at := row.InRow(forms.RowID(fmt.Sprint("row", n)))
			k.Says(at.At(forms.PartOrder), forms.Value(fmt.Sprint(n+1))).Says(at.At("date"), forms.Value(d))
		}
	}
	tuitest.Tell(t, on(booked), func(u *story.User, s *tuitest.Stage) { u.Sees("Next time: 1 May, in 38 days") })
}

func TestWithoutAStartDateThePageSaysWhereThePlanWillBe(t *testing.T) {
	fill := func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("anchor_date")
		k.Says(a, "")
	}
	o := on(fill)
	o.Width = 120
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("No contact logged yet.").Sees("The dates show here once the start date is set.").Press("tab").SeesRow("▸", "The two of us").Press("shift+tab").SeesRow("▸", "Planning worksheet")
	})
}

func TestTabGoesFromPartToPartRoundTheSheetsAndBack(t *testing.T) {
	tuitest.Tell(t, on(follows("st_styrelse")), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab").SeesRow("▸", "9 Mar", "The mentor contacts the mentee").Sees("15 days ago · Per Holm")
		u.Press("tab").SeesRow("▸", "The two of us", "of 25").Press("tab").SeesRow("▸", "Process plan").Press("tab").SeesRow("▸", "Fill in: Working contract")
		u.Press("shift+tab").SeesRow("▸", "Process plan").Press("shift+tab").SeesRow("▸", "The two of us")
		for range 40 {
			u.Press("down")
		}
		u.SeesRow("▸", "Ending early").Press("home").SeesRow("▸", "Fill in: Working contract").Press("end").SeesRow("▸", "Ending early").Press("pgup").Press("pgup", "pgup", "pgup", "pgup", "pgup").SeesRow("▸", "Fill in: Working contract")
	})
}

func TestAPauseAndALongerTimeAreSaidInWords(t *testing.T) {
	pause := func(from, to string) func(k *tuitest.Keeper) {
		return func(k *tuitest.Keeper) {
			row := agreed(forms.Register("pauses"), "pauses").InRow("row1")
			k.Says(row.At(forms.PartOrder), "1").Says(row.At("from"), forms.Value(from)).Says(row.At("to"), forms.Value(to))
		}
	}
	longer := func(k *tuitest.Keeper) {
		k.Says(agreed(forms.SheetID{Form: forms.PlanForm}, "pp_extend").At("choice"), "extend")
	}
	for _, c := range []struct {
		fill []func(k *tuitest.Keeper)
		want string
	}{
		{[]func(k *tuitest.Keeper){pause("2026-03-20", "")}, "Paused since 20 March"},
		{[]func(k *tuitest.Keeper){pause("2026-03-20", "2026-04-20")}, "Paused until 20 April"},
		{[]func(k *tuitest.Keeper){longer}, "extended to 18 months"},
		{[]func(k *tuitest.Keeper){pause("2026-03-20", ""), longer}, "Paused since 20 March · extended to 18"},
	} {
		tuitest.Tell(t, on(append(c.fill, follows("st_styrelse"))...), func(u *story.User, s *tuitest.Stage) { u.SeesRow(c.want) })
	}
	for _, over := range [][2]string{{"2026-03-01", "2026-03-10"}, {"2026-06-01", ""}} {
		tuitest.Tell(t, on(pause(over[0], over[1]), follows("st_styrelse")), func(u *story.User, s *tuitest.Stage) {
			u.SeesNot("Paused").SeesNot("extended")
		})
	}
}

func TestSheetsWhoseTimeHasNotComeStandBackWithTheirDay(t *testing.T) {
	for l, want := range map[lang.Lang][3]string{
		lang.English: {"Mid-point review", "2 Sep", "When needed"}, lang.Swedish: {"Halvtidsavstämning", "2 sep", "Vid behov"},
	} {
		o := on(follows("st_styrelse"))
		o.Width, o.Height, o.Lang = 120, 40, l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) { u.SeesRow(want[0], want[1]).SeesRow(want[2]) })
	}
	o := on(follows("st_styrelse"), later(150*day))
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("· Mid-point review").SeesRow("Feedback", "Mar 2027")
	})
}

func TestSheetsThatAreThereWhenNeededAreNotCalledComplete(t *testing.T) {
	o := on(follows("union_local"))
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("When needed").SeesRow("· Process plan").SeesRow("· Between meetings").SeesRow("· Coordinator's summary").SeesRow("· Ending early")
		u.SeesNot("complete")
	})
}

func TestEachOfTheTwoHasAnApplicationOfTheirOwn(t *testing.T) {
	o := on(follows("union_local"))
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Application, Amina Diallo").ClickOn("Application, Per Holm").SeesRow("Application, Per Holm").SeesNot("Amina writes")
	})
}

func TestEverySheetOfEveryProgrammeIsReachedFromThePage(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for id, pr := range lib.Programmes {
		tuitest.Tell(t, on(follows(string(forms.TemplateOption(id)))), func(u *story.User, s *tuitest.Stage) {
			seen := u.Press("tab", "tab").Screen()
			for range 20 {
				seen += u.Press("down").Screen()
			}
			for _, form := range pr.Forms {
				f := lib.Forms[form]
				if f == nil || f.Copies == forms.CopiesNumbered {
					continue
				}
				if title := pr.Fill(f.Title.In(lang.English), lang.English); !strings.Contains(seen, title) {
					t.Errorf("%s: %q cannot be reached", id, title)
				}
			}
		})
	}
}

func TestASheetsNameIsWholeAndItsCountGivesWayToIt(t *testing.T) {
	o := on(follows("union_local"), func(k *tuitest.Keeper) {
		k.Says(agreed(forms.SheetID{Form: forms.WorksheetForm}, "pw_review_date"), "2026-06-04")
	})
	o.Lang = lang.French
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Feuille de planification 1/25").SeesRow("Nous deux", " sur ")
	})
}

func TestLettersTypedHereAreNotLostInSilence(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.English: "Open a sheet first; nothing was typed.", lang.Swedish: "Öppna ett blad först; inget har skrivits.",
	} {
		o := on()
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Type("W").Sees(want).Press("down").SeesNot(want).Paste("We meet").Sees(want)
		})
	}
}

func TestASheetThatIsSignedAndNotFullSaysWhatIsLeft(t *testing.T) {
	sign := func(k *tuitest.Keeper) {
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			a := forms.Address{Sheet: forms.SheetID{Form: forms.WorksheetForm}, Field: "pw_agreed", Voice: v}
			k.Says(a, "2026-03-24 A").Says(a.At("name"), "2026-03-24 A").Says(a.At("date"), "2026-03-24")
		}
	}
	o := on(sign)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) { u.SeesRow("○ Planning worksheet", "13 left") })
	o.Width, o.Height = 120, 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) { u.SeesRow("○ Planning worksheet", "signed, 13 left") })
}

func TestThePageCountsAsTheSheetDoesForBothTogether(t *testing.T) {
	begun := func(k *tuitest.Keeper) { k.Says(agreed(forms.Meeting(1), "m_date"), "2026-03-24") }
	tuitest.Tell(t, on(begun), func(u *story.User, s *tuitest.Stage) {
		of := regexp.MustCompile(`\d+ of \d+`)
		var here string
		for _, row := range strings.Split(u.Screen(), "\n") {
			if strings.Contains(row, "Meeting 1") && here == "" {
				here = of.FindString(row)
			}
		}
		u.ClickOn("Meeting 1")
		if there := of.FindString(u.Screen()); here == "" || here != there {
			t.Errorf("the page says %q, the sheet %q", here, there)
		}
	})
}

func TestEnterOnAStepOpensTheSheetThatTicksIt(t *testing.T) {
	tuitest.Tell(t, on(follows("st_styrelse")), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "down", "enter").SeesRow("Meeting 1").Press("esc").SeesRow("▸", "First talk held")
		u.Press("home").ClickOn("First talk held").SeesRow("▸", "First talk held").ClickOn("First talk held").SeesRow("Meeting 1")
	})
}

func TestTheClosingFormsGoThroughThePageThatSaysWhoWritesWhen(t *testing.T) {
	tuitest.Tell(t, on(follows("union_local"), later(330*day)), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab")
		for range 12 {
			if strings.Contains(u.Screen(), "▸ · Feedback together") {
				break
			}
			u.Press("down")
		}
		u.SeesRow("▸", "Feedback together").Press("enter").SeesRow("Amina Diallo writes alone").SeesRow("together")
	})
}

func TestEarlierMeetingsFoldIntoOneLine(t *testing.T) {
	var held []string
	for n := range 9 {
		held = append(held, fmt.Sprintf("2026-03-%02d", n+3))
	}
	tuitest.Tell(t, on(met(held...)), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Show 6 earlier meetings").SeesRow("Meeting 9", "held").SeesRow("Meeting 10: prepare").SeesNot("Meeting 6")
		u.ClickOn("Show 6 earlier").SeesRow("Hide 6 earlier meetings").SeesRow("Meeting 1 ", "held")
		u.Press("enter").SeesRow("▸", "Show 6 earlier meetings").Press("down", "enter").SeesRow("Meeting 7")
	})
}

func TestTheSheetsThatDoNotFitAreCounted(t *testing.T) {
	o := on(follows("union_local"), met("2026-03-03", "2026-03-04", "2026-03-05"))
	o.Height = 18
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("Meeting 4: prepare").SeesRow("… 11 more").Press("tab", "tab").SeesRow("▸", "The two of us")
		for range 20 {
			u.Press("down")
		}
		u.SeesRow("▸", "Ending early").SeesNot("… 11 more")
	})
}

func TestANightMakesTheStepsADayOlder(t *testing.T) {
	var night time.Duration
	o := on(follows("st_styrelse"))
	o.Desk = func(d *tui.Desk) { d.Now = func() time.Time { return time.Now().UTC().Add(night) } }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("tab").Sees("15 days ago")
		night = day
		u.Press("f1", "esc").Sees("16 days ago")
	})
}

func TestExportHistoryAndTheListOfPairsOpenFromHere(t *testing.T) {
	tuitest.Tell(t, on(), func(u *story.User, s *tuitest.Stage) {
		u.Press("f9").Sees("Planning worksheet").Press("esc").Press("f5").SeesRow("History: Planning worksheet").Press("esc")
		u.Press("tab", "f5").SeesRow("History").Press("esc").Press("ctrl+l").Sees("Which pair are you?").Press("esc").SeesRow("Next")
		u.Wheel(5, 5, 1).Press("f3").SeesRow("Per types").SeesRow("Next")
	})
}

func TestThePageFitsFromOneCellUpWithEachEntryAtHand(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Swedish} {
		for _, programme := range []string{"st_styrelse", "union_local"} {
			var made tui.Screen
			o := on(follows(programme), met("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"), promised("Book the hall", "2026-03-06"))
			o.Lang = l
			o.Screens = map[tui.ScreenID]tui.Maker{tui.PairPage: tuitest.Grab(pair.New, &made)}
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				for range 3 {
					tuitest.Fits(t, made)
					u.Press("tab", "down", "down")
				}
			})
		}
	}
}

func TestTheEntryAtHandIsOnTheScreenAtEverySize(t *testing.T) {
	var made tui.Screen
	o := on(follows("union_local"), met("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"))
	o.Screens = map[tui.ScreenID]tui.Maker{tui.PairPage: tuitest.Grab(pair.New, &made)}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		for range 34 {
			for _, size := range [][2]int{{28, 4}, {38, 8}, {58, 16}, {73, 20}, {78, 20}, {78, 12}, {118, 36}, {218, 66}} {
				fr := made.Draw(size[0], size[1])
				if fr.X < 0 || !strings.Contains(fr.Lines[fr.Y], "▸") {
					t.Fatalf("at %v the entry at hand is not drawn:\n%s", size, strings.Join(fr.Lines, "\n"))
				}
			}
			u.Press("down")
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	s := withFortyMeetings(b)
	for b.Loop() {
		s.Draw(78, 20)
	}
}

func BenchmarkFirstDraw(b *testing.B) {
	s := withFortyMeetings(b)
	for b.Loop() {
		s.Update(tui.ShownMsg{})
		s.Draw(78, 20)
	}
}
