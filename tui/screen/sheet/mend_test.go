package sheet_test

import (
	"strings"
	"testing"

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

func TestASealIsAskedForTwice(t *testing.T) {
	write(t, ownCopy(fullCopy()), func(p *pen) {
		p.Press("ctrl+l").SeesRow("▸ [ My copy is finished").Press("enter").isSealed(false)
		p.Sees("Sealed means: nobody can change it").Sees("Press Enter again to seal.")
		p.Press("shift+tab").SeesNot("Sealed means").Press("tab").SeesNot("Sealed means") // gone away: asked anew
		p.Press("enter").isSealed(false).Press("enter").isSealed(true).Sees("THE PAIR")
	})
}

func TestOneEnterTooManyDoesNotSealACopyWithEmptyQuestions(t *testing.T) {
	write(t, ownCopy(fullCopy("fe_worked", "fe_trust")), func(p *pen) {
		p.Press("ctrl+l", "enter").Sees("2 needed questions are empty. You can seal it all the same").SeesRow("[ Seal it all the same ]")
		p.Press("enter").isSealed(false).at("fe_worked")
		p.Press("ctrl+l", "enter", "esc").isSealed(false).SeesRow("▸ [ My copy is finished")
		p.Press("enter", "end", "enter").isSealed(true).Sees("THE PAIR")
	})
}

func TestAMeetingWithEmptyQuestionsIsClosedOnlyFromTheListOfThem(t *testing.T) {
	inBothLanguages(t, union(atHub()), func(p *pen) {
		p.opensSheet("meeting/1").to("m_confirmed").Press("tab", "enter", "esc").SeesRow(p.word("sheet.close"))
		closesAllTheSame(p)
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
		p.SeesRow("f7", "● Agreed", "○ Amina", "○ Per").Press("f4").SeesRow("f7", "○ Agreed", "● Amina")
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

func TestTheButtonIsPressedByTheMouseToo(t *testing.T) {
	write(t, ownCopy(fullCopy()), func(p *pen) {
		p.Press("ctrl+l", "shift+tab").ClickOn("seal it ]")
		p.isSealed(false).Sees("Press Enter again to seal.").Press("enter").isSealed(true)
	})
}

func TestARedoneClosingShutsTheWayToCloseAgain(t *testing.T) {
	o := onSheet("meeting/1", "m_confirmed")
	o.Fill = closedMeeting
	write(t, o, func(p *pen) {
		p.Press("tab", "enter").SeesNot("closed") // opened again
		p.Press("ctrl+l", "enter", "end").Sees("[ Close it all the same ]").Press("ctrl+z").SeesNot("Close it all the same")
	})
}
