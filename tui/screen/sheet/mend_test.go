package sheet_test

import (
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/tuitest"
)

// fullCopy is a feedback copy of which nothing needed is empty but what is left out.
func fullCopy(leftOut ...string) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		id := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
		says := func(field string, value forms.Value) {
			if !strings.Contains(strings.Join(leftOut, " "), field) {
				k.Says(forms.Address{Sheet: id, Field: field, Voice: forms.Mentee}, value)
			}
		}
		for _, field := range []string{"fe_match", "fe_regular", "fe_prepared", "fe_open", "fe_trust", "fe_prog_support", "fe_role_ready"} {
			says(field, "4")
		}
		says("fe_worked", "The Friday calls")
		says("fe_change", "Shorter meetings")
		k.Says(forms.Address{Sheet: id, Field: "fe_recommend", Part: "choice", Voice: forms.Mentee}, "yes")
		says("fe_to_board", "nothing")
		says("fe_sign", "2026-03-24 Amina Diallo")
	}
}

// ownCopy opens the mentee's feedback copy above the hub, with the mentee alone.
func ownCopy(fill func(k *tuitest.Keeper)) tuitest.Options {
	o := union(atHub())
	o.First.Then = &tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}}
	o.Fill = fill
	o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentee, Alone: true} }
	return o
}

func (p *pen) isSealed(want bool) *pen {
	p.t.Helper()
	id := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	if got := p.reads().Record.State(id) == forms.StateSealed; got != want {
		p.t.Fatalf("the copy is sealed: %t, on\n%s", got, p.Screen())
	}
	return p
}

func TestASealIsAskedAboutAtAnotherPlaceOfTheScreen(t *testing.T) {
	inBothLanguages(t, ownCopy(fullCopy()), func(p *pen) {
		sure := strings.Join(strings.Fields(p.word("sheet.seal_means"))[:3], " ")
		p.Press("ctrl+l").SeesRow("▸ [ " + p.word("sheet.seal")).SeesNot(sure).Press("enter").isSealed(false).Sees(sure)
		p.SeesRow("▸", p.word("sheet.seal_not_yet")).Wait(2 * time.Second)
		p.Press("enter").isSealed(false).SeesNot(sure).SeesRow("▸ [ " + p.word("sheet.seal"))
		p.Press("enter", "down").SeesRow("▸", "[ "+p.word("sheet.seal_now")).Press("enter").isSealed(true).Sees("THE PAIR")
	})
}

func TestAKeyHeldDownOnTheSealDoesNotSeal(t *testing.T) {
	for _, fill := range []func(k *tuitest.Keeper){fullCopy(), fullCopy("fe_worked")} {
		write(t, ownCopy(fill), func(p *pen) {
			p.Press("ctrl+l", "enter").Wait(660 * time.Millisecond) // until a key held down repeats
			for range 120 {
				p.Press("enter").Wait(33 * time.Millisecond)
			}
			p.isSealed(false).Sees("Sealed means: nobody can change it")
		})
	}
}

func TestADoubleClickOnTheSealDoesNotSeal(t *testing.T) {
	for _, fill := range []func(k *tuitest.Keeper){fullCopy(), fullCopy("fe_worked")} {
		for y := 2; y < 22; y++ {
			write(t, ownCopy(fill), func(p *pen) {
				p.Press("ctrl+l", "shift+tab").ClickOn("seal it ]")
				p.Click(6, y).Click(6, y)
				p.isSealed(false).Sees("Sealed means: nobody can change it")
			})
		}
	}
}

func TestASealIsSetByTwoClicksThatAreMeant(t *testing.T) {
	write(t, ownCopy(fullCopy()), func(p *pen) {
		p.Press("ctrl+l", "shift+tab").ClickOn("seal it ]")
		p.isSealed(false).Wait(2 * time.Second)
		p.ClickOn("[ Seal it ]")
		p.isSealed(true)
	})
}

func TestOneEnterTooManyDoesNotSealACopyWithEmptyQuestions(t *testing.T) {
	write(t, ownCopy(fullCopy("fe_worked", "fe_trust")), func(p *pen) {
		p.Press("ctrl+l", "enter").Sees("Sealed means").Sees("2 needed questions are empty.").SeesRow("[ Seal it all the same ]")
		p.Press("enter").isSealed(false).Sees("Seal it all the same") // too soon to have been read
		p.Wait(2 * time.Second)
		p.Press("enter").isSealed(false).at("fe_worked")
		p.Press("ctrl+l", "enter", "esc").isSealed(false).SeesRow("▸ [ My copy is finished")
		p.Press("enter", "end", "enter").isSealed(true).Sees("THE PAIR")
	})
}

func TestAMeetingWithEmptyQuestionsIsClosedOnlyFromTheListOfThem(t *testing.T) {
	inBothLanguages(t, union(atHub()), func(p *pen) {
		p.opensSheet("meeting/1").to("m_confirmed").Press("tab", "enter", "esc").SeesRow(p.word("sheet.close"))
		closesAllTheSame(p, "sheet.again_later")
	})
}

func TestAMeetingWithNothingMissingClosesAtOnce(t *testing.T) {
	write(t, union(atHub()), func(p *pen) {
		p.opensSheet("meeting/1").to("mp_topics").says("The rules", "", "")
		p.to("m_kind").picks(1).to("m_since").says("Much")
		fillFirstMeeting(p)
		p.nothingNeeded("meeting/1").Press("enter").Sees("THE PAIR").Sees("Meeting 1 is closed. You can open it again from its last line.")
	})
}

func TestTheButtonIsFoundByTheWordsPeopleUse(t *testing.T) {
	for _, word := range []string{"close", "finish", "stäng", "avsluta"} {
		o := onSheet("meeting/1", "mp_done")
		if strings.ContainsAny(word, "äv") {
			o.Lang = lang.Swedish
		}
		write(t, o, func(p *pen) {
			p.Press("ctrl+g").Type(word)
			for range 8 { // questions may hold the word too
				p.Press("down")
			}
			p.Press("enter").SeesRow("▸ [ " + p.word("sheet.close") + " ]")
		})
	}
	write(t, onSheet("meeting/1", "mp_done"), func(p *pen) {
		p.Press("f1")
		for range 6 {
			if strings.Contains(p.Screen(), "to the button that closes") {
				return
			}
			p.Press("pgdown")
		}
		t.Errorf("help does not tell of the button:\n%s", p.Screen())
	})
}

func TestEnterTicksAndTheFooterSaysHow(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_method"), func(p *pen) {
		p.Press("enter", "down", "down", "enter").at("pw_method").holds("planning_worksheet", "pw_method", "", forms.Agreed, "talks\nshadow_full")
		p.Press("enter").holds("planning_worksheet", "pw_method", "", forms.Agreed, "talks")
		if foot := strings.TrimSpace(p.Row(23)); !strings.HasPrefix(foot, "space tick") {
			t.Errorf("the footer begins %q", foot)
		}
	})
	write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		if foot := strings.TrimSpace(p.Row(23)); !strings.HasPrefix(foot, "enter choose") {
			t.Errorf("the footer begins %q", foot)
		}
	})
}

func TestWhatIsLeftLeadsToTheVeryCell(t *testing.T) {
	write(t, withGoals("pw_goals"), func(p *pen) {
		p.Press("ctrl+r")
		p.opens("What do we want").SeesRow("By when", "│")
		p.Type("2026-09-01").Press("tab")
		table := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
		if got := p.stage.Book.Value(p.stage.Pair, table.InRow("rowa").At("due")); got != "2026-09-01" {
			t.Errorf("the date went elsewhere: %q", got)
		}
	})
	write(t, onSheet("planning_worksheet", "pw_goals"), func(p *pen) {
		p.says("Lead a meeting").Press("ctrl+r").Sees("Row 1, still empty: How we will know, By when")
	})
}

func TestWhatIsLeftNamesThePartOfACompoundQuestion(t *testing.T) {
	write(t, onSheet("contract", "ct_length"), func(p *pen) {
		p.says("60").Press("ctrl+r").Sees("Still empty: to").Sees("more below")
		p.opens("Length of a meeting").Type("90").Press("tab").holds("contract", "ct_length", "to", forms.Agreed, "90")
		p.Press("ctrl+r", "pgdown", "pgdown").Sees("more above")
	})
}

func TestTheKeysStayBesideARowThatWasRemoved(t *testing.T) {
	write(t, withGoals("pw_goals"), func(p *pen) {
		p.Press("ctrl+d").SeesRow("▸ 1", "Know the rules").Sees("Row 1 is removed. Ctrl+Z brings it back.")
		p.Press("ctrl+z").goalsAre("Lead a meeting", "Know the rules", "Say no kindly")
	})
	write(t, withGoals("pw_goals"), func(p *pen) {
		p.ClickOn("Say no kindly")
		p.Press("ctrl+d").SeesRow("▸ 2", "Know the rules").Sees("Row 3 is removed")
		p.Press("ctrl+d").SeesRow("▸ 1", "Lead a meeting").Press("ctrl+d").SeesRow("▸ + add a row")
	})
}

func TestEscPutsTheExamplesAwayBeforeItLeaves(t *testing.T) {
	write(t, union(atHub()), func(p *pen) {
		p.opensSheet("contract").to("ct_when").Press("f2").Sees("First Thursday").Press("esc").SeesNot("First Thursday").at("ct_when")
		p.Type("Thursdays").Press("shift+home", "esc").at("ct_when").Type("!").SeesRow("Thursdays").Press("esc").Sees("THE PAIR")
	})
}

func TestCtrlCCopiesWhatIsMarkedAndDoesNotEndTheApp(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays").Press("shift+home", "ctrl+c").Sees("What was marked is copied.")
		if p.Ended() {
			t.Fatal("copying ended the app")
		}
		p.Type(" at five").Press("tab").SeesRow("at five")
	})
}

func TestGoingAloneInAComparedQuestionGoesToOnesOwnAnswer(t *testing.T) {
	write(t, onSheet("contract", "ct_expectations"), func(p *pen) {
		p.SeesRow("ctrl+v", "● Agreed", "○ Amina", "○ Per").Press("f4").SeesRow("ctrl+v", "○ Agreed", "● Amina")
		p.Sees("both of you will see it").Type("He is on time").Press("tab")
		p.holds("contract", "ct_expectations", "", forms.Mentee, "He is on time").holds("contract", "ct_expectations", "", forms.Agreed, "")
	})
}

func TestAnAnsweredDateIsReplacedByTyping(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_review_date"), func(p *pen) {
		p.takes().Press("shift+tab").SeesRow("2 September 2026").Type("3 oct").SeesNot("September").Press("tab")
		p.holds("planning_worksheet", "pw_review_date", "", forms.Agreed, "2026-10-03")
		p.Press("shift+tab", "down").at("pw_end_date") // what is marked does not hold an arrow back
		p.Press("shift+tab", "end", "backspace").Type("7").Press("tab").holds("planning_worksheet", "pw_review_date", "", forms.Agreed, "2027-10-03")
	})
}

func TestTheLastQuestionSaysThatItIsTheLast(t *testing.T) {
	write(t, onSheet("contract", "ct_sign_mentee"), func(p *pen) {
		p.Press("tab", "tab", "tab").Sees("That was the last question. Ctrl+R shows what is left")
	})
}

func TestADateIsReadBackWholeInANarrowWindow(t *testing.T) {
	o := withGoals("pw_goals")
	o.Width, o.Height = 40, 16
	write(t, o, func(p *pen) {
		p.Press("tab", "tab", "tab").Type("31 dec").SeesRow("= 31 December").SeesRow("2026")
	})
}

func TestEmptyLinesAtTheEndTakeNoRoom(t *testing.T) {
	write(t, onSheet("contract", "ct_needs_goals"), func(p *pen) {
		p.Type("One line\n\n\n").Press("tab", "pgup").to("ct_expectations").SeesRow("One line")
		if y := p.rowOf("One line"); strings.TrimSpace(p.Row(y + 2)[30:]) == "" {
			t.Errorf("empty lines stand below the answer:\n%s", p.Screen())
		}
	})
}

func TestWhatWasPromisedIsShownInPlainWords(t *testing.T) {
	o := onSheet("meeting/2", "m_actions_review")
	o.Fill = halfAYear
	write(t, o, func(p *pen) {
		p.SeesRow("Who", "the mentee").SeesNot("○ the mentor").SeesRow("By when", "2 Apr 2026")
	})
}

func TestTheTimeOfDayIsSuggestedWhereItIsAskedFor(t *testing.T) {
	write(t, onSheet("meeting/1", "m_start"), func(p *pen) {
		p.Sees("Only a suggestion: 09:00").takes().holds("meeting/1", "m_start", "", forms.Agreed, "09:00")
	})
	write(t, onSheet("meeting/1", "mp_sent"), func(p *pen) {
		p.Press("tab").Sees("Only a suggestion: 09:00")
	})
}

func TestThatOwnNotesCanExistIsSaidToBothAlike(t *testing.T) {
	for _, hand := range []string{"", "f3"} {
		write(t, onSheet("meeting/1", "m_confirmed"), func(p *pen) {
			if hand != "" {
				p.Press(hand)
			}
			p.Wheel(50, 12, 40)
			p.Sees("Own notes: F4 shows them to one of you alone.")
			p.Press("f4").SeesNot("Own notes: F4")
		})
	}
}

func TestARedoneClosingShutsTheWayToCloseAgain(t *testing.T) {
	o := onSheet("meeting/1", "m_confirmed")
	o.Fill = closedMeeting
	write(t, o, func(p *pen) {
		p.Press("tab", "enter").SeesNot("closed") // opened again
		p.Press("ctrl+l", "enter", "end").Sees("[ Close – we book a day later ]").Press("ctrl+z").SeesNot("we book a day later")
	})
}

func TestAQuestionBelowWhatLeadsIntoItIsNotPassedBy(t *testing.T) {
	for _, key := range []string{"tab", "ctrl+n", "down"} {
		o := union(atHub())
		o.Fill = halfAYear
		write(t, o, func(p *pen) {
			p.opensSheet("meeting/2").Sees("Book the hall").Press(key).Type("I rang them").Sees("I rang them").at("mp_done").Press("tab")
			p.holds("meeting/2", "mp_done", "", forms.Mentee, "I rang them")
		})
	}
}

func TestAListShowsAsManyEntriesAsHaveRoom(t *testing.T) {
	write(t, onSheet("contract", ""), func(p *pen) {
		p.Press("ctrl+r").Sees("more below")
		for range 40 {
			p.Press("down").SeesRow("▸ ")
		}
		for y := 6; y < 20; y++ {
			if strings.TrimSpace(p.Row(y)) == "" {
				t.Fatalf("row %d is empty though the list goes on:\n%s", y, p.Screen())
			}
		}
	})
}

func TestANumberSaysWhatItCountsBeforeItIsTyped(t *testing.T) {
	write(t, onSheet("contract", "ct_length"), func(p *pen) {
		p.SeesRow("from", "│", "minutes").SeesRow("to", "–", "minutes").says("60").SeesRow("from", "60 minutes")
		p.says("many").SeesRow("to", "many").Sees("We could not read “many”")
	})
}

func TestEnterIsToldOfOnAButton(t *testing.T) {
	write(t, onSheet("meeting/1", "m_confirmed"), func(p *pen) {
		p.Press("ctrl+l")
		if foot := strings.TrimSpace(p.Row(23)); !strings.HasPrefix(foot, "enter choose") {
			t.Errorf("the footer begins %q", foot)
		}
	})
}

func TestLettersThatNoQuestionFitsAreSaidToFitNone(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Press("ctrl+g").Type("zzz").Sees("No question fits these letters.").Press("enter").Sees("No question fits these letters.")
		p.Press("backspace", "backspace", "backspace").SeesNot("No question fits").Press("esc").at("ct_when")
	})
}

func TestWhatIsOnlyReadCanBeReadToItsEnd(t *testing.T) {
	o := onSheet("coordinator_summary", "")
	o.Fill, o.Height = halfAYear, 14
	write(t, o, func(p *pen) {
		seen := map[string]bool{}
		items := p.sheet("coordinator_summary").Items()
		for range 60 {
			for _, it := range items {
				seen[it.Field.ID] = seen[it.Field.ID] || strings.Contains(p.Screen(), p.pair.Text(it.Field.Label))
			}
			p.Press("pgdown")
		}
		for _, it := range items {
			if len(p.pair.Text(it.Field.Label)) < 30 && !seen[it.Field.ID] {
				t.Errorf("%s was never shown", it.Field.ID)
			}
		}
	})
}

func TestAQuestionThatIsOnlyReadIsShownByTheListOfQuestions(t *testing.T) {
	o := onSheet("coordinator_summary", "")
	o.Fill, o.Height = halfAYear, 14
	write(t, o, func(p *pen) {
		for _, field := range []string{"cs_template", "cs_goals_count", "cs_actions", "cs_template"} {
			p.Press("ctrl+g").Type(p.label(field)).Press("enter").SeesRow(p.label(field))
		}
	})
}
