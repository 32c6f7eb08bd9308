package sheet_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/tuitest"
)

func TestTypingIsUndoneByWordAndThenByDeed(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("On Thursdays").Press("tab", "shift+tab").at("ct_when")
		p.Type(" at five").Sees("On Thursdays at five")
		p.Press("ctrl+z").Sees("On Thursdays at").SeesNot("five")
		p.Press("ctrl+z", "ctrl+z").SeesNot("Thursdays at")
		p.Press("ctrl+y", "ctrl+y", "ctrl+y").Sees("On Thursdays at five")
		p.Press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z").SeesNot("On Thursdays") // the deed before it, too
		p.holds("contract", "ct_when", "", forms.Agreed, "")
	})
}

func TestUndoGoesToWhereSomethingCameBack(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.says("On Thursdays").to("ct_disagree").Press("ctrl+z").at("ct_when").SeesNot("On Thursdays")
		p.Press("ctrl+y").at("ct_when").Sees("On Thursdays")
	})
}

func TestALongTextTakesLinesAndTheEnterKey(t *testing.T) {
	write(t, onSheet("contract", "ct_needs_goals"), func(p *pen) {
		p.Type("First line\nSecond line").Press("up", "end").Type("!").Sees("First line! │ Second line")
		p.Press("tab").holds("contract", "ct_needs_goals", "", forms.Agreed, "First line!\nSecond line")
	})
}

func TestADateMayBeTypedInWordsAndIsReadBackInFull(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_review_date"), func(p *pen) {
		p.Type("3 sept").Sees("Thursday 3 September 2026").Press("tab")
		p.holds("planning_worksheet", "pw_review_date", "", forms.Agreed, "2026-09-03")
		p.SeesRow("Thursday 3 September 2026")
	})
}

func TestADateThatCanMeanTwoDaysIsAskedAboutAndTheTextIsKept(t *testing.T) {
	o := onSheet("planning_worksheet", "pw_review_date")
	write(t, o, func(p *pen) {
		p.Type("4/3").Press("tab").at("pw_end_date")
		p.SeesRow("4/3").SeesRow("!")
		p.holds("planning_worksheet", "pw_review_date", "", forms.Agreed, "")
		p.Press("pgup", "pgdown").SeesRow("4/3") // away and back again
		p.to("pw_review_date").Type(" ").Press("backspace").Press("esc")
		if n := len(p.stage.Book.Drafts(p.stage.Pair)); n != 1 {
			t.Errorf("the book keeps %d texts that are no answers yet, we wanted one", n)
		}
		p.to("pw_review_date").SeesRow("4/3")
		p.Press("ctrl+u").Type("4 march").Press("tab").SeesNot("4/3").SeesRow("4 March 2026")
		if n := len(p.stage.Book.Drafts(p.stage.Pair)); n != 0 {
			t.Errorf("the book still keeps %d texts that are no answers", n)
		}
	})
}

func TestWhatCannotBeReadYetIsStillThereAfterTheAppWasOpenedAgain(t *testing.T) {
	o := onSheet("planning_worksheet", "pw_end_date")
	fill := o.Fill
	o.Fill = func(k *tuitest.Keeper) {
		fill(k)
		id := forms.SheetID{Form: "planning_worksheet"}
		_ = k.Book.Draft(k.Pair, map[forms.Address]string{
			{Sheet: id, Field: "pw_review_date", Voice: forms.Agreed}:    "4/3",
			{Sheet: id, Field: "pw_meeting_rhythm", Voice: forms.Agreed}: "Thursdays",
		})
	}
	write(t, o, func(p *pen) {
		p.SeesRow("4/3").SeesRow("!")
		p.holds("planning_worksheet", "pw_meeting_rhythm", "", forms.Agreed, "Thursdays") // reads well: an answer now
	})
}

func TestATimeAndANumberAreReadAsPeopleWriteThem(t *testing.T) {
	o := onSheet("meeting/1", "m_start")
	o.Lang = lang.Swedish
	write(t, o, func(p *pen) {
		p.Type("17.30").Press("tab").holds("meeting/1", "m_start", "", forms.Agreed, "17:30")
	})
	o = onSheet("contract", "ct_reply_days")
	o.Lang = lang.Swedish
	write(t, o, func(p *pen) {
		p.at("ct_reply_days").Type("1,5").Press("tab").holds("contract", "ct_reply_days", "", forms.Agreed, "1.5")
		p.to("ct_reply_days").Press("ctrl+u").Type("många").Press("shift+tab", "tab").SeesRow("!").SeesRow("många")
	})
}

func TestAChoiceIsMadeInEveryWay(t *testing.T) {
	ways := map[string]func(p *pen){
		"arrows and space":             func(p *pen) { p.Press("home", "down", "space") },
		"arrows and enter":             func(p *pen) { p.Press("home", "down", "enter") },
		"its place and space":          func(p *pen) { p.Type("2").Press("space") },
		"its first words":              func(p *pen) { p.Press("home").Type("Every tw").Press("space") },
		"its first letter, pressed on": func(p *pen) { p.Press("home").Type("ee").Press("enter") },
		"a click":                      func(p *pen) { p.ClickOn("every two weeks") },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
				way(p)
				p.holds("contract", "ct_frequency", "", forms.Agreed, "two_weeks")
				p.to("ct_frequency").SeesRow("●", "every two weeks").Press("backspace")
				p.holds("contract", "ct_frequency", "", forms.Agreed, "")
			})
		})
	}
}

func TestWhoBeginsToWriteAmongOptionsIsToldHowToChooseAndHasChosenNothing(t *testing.T) {
	inBothLanguages(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		p.Type("xx").Sees(p.word("sheet.how_to_choose")).Press("space", "tab", "shift+tab").at("ct_frequency")
		p.holds("contract", "ct_frequency", "", forms.Agreed, "")
	})
}

func TestEnterOnAnOptionGoesOnToTheNextQuestion(t *testing.T) {
	write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		p.Press("enter").at("ct_when").holds("contract", "ct_frequency", "", forms.Agreed, "monthly")
	})
}

func TestASuggestionIsNotAnAnswer(t *testing.T) {
	write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		p.Sees("Only a suggestion: every month").Press("tab").SeesNot("suggestion")
		p.holds("contract", "ct_frequency", "", forms.Agreed, "")
		p.Press("shift+tab").Press("ctrl+t").SeesRow("●", "every month").SeesNot("suggestion")
		p.holds("contract", "ct_frequency", "", forms.Agreed, "monthly")
	})
}

func TestAnOptionMayWantWordsBesideIt(t *testing.T) {
	write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		p.Type("5 ").Press("tab").SeesRow("!").holds("contract", "ct_frequency", "", forms.Agreed, "")
		p.SeesRow("another rhythm")
		p.Press("shift+tab").Type("when the moon is full").SeesRow("▸ when the moon is full").Press("tab")
		p.holds("contract", "ct_frequency", "", forms.Agreed, "other: when the moon is full")
		p.SeesRow("another rhythm", "when the moon is full")
	})
}

func TestAMultiIsTickedAndUnticked(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_method"), func(p *pen) {
		p.Press("space", "down", "down", "space").SeesRow("[x] talks").SeesRow("[x] shadowing for a full day")
		p.holds("planning_worksheet", "pw_method", "", forms.Agreed, "talks\nshadow_full")
		p.Press("space").holds("planning_worksheet", "pw_method", "", forms.Agreed, "talks")
	})
}

func TestTheOptionsOfAGroupAreTickedOneByOne(t *testing.T) {
	write(t, onSheet("contract", "ct_topics_wanted"), func(p *pen) {
		p.ticks(2, 3)
		p.holds("contract", "ct_topics_wanted", "topics", forms.Mentee, "t_situation.mandate\nt_situation.workload")
		p.Sees("mandate and powers").Sees("workload")
	})
}

func TestARatingYesAndNoAndASignature(t *testing.T) {
	write(t, onSheet("meeting/1", "m_how_was_it"), func(p *pen) {
		p.Type("4").Press("tab").Type("good pace").Press("tab").Type("5")
		p.holds("meeting/1", "m_how_was_it", "rating", forms.Mentee, "4")
		p.holds("meeting/1", "m_how_was_it", "note", forms.Mentee, "good pace")
		p.holds("meeting/1", "m_how_was_it", "rating", forms.Mentor, "5")
		p.to("m_confirmed").Type("yes").holds("meeting/1", "m_confirmed", "", forms.Agreed, "").Press("space").holds("meeting/1", "m_confirmed", "", forms.Agreed, "yes")
	})
	write(t, onSheet("planning_worksheet", "pw_agreed"), func(p *pen) {
		p.Sees("Only a suggestion: Amina Diallo").takes()
		p.holds("planning_worksheet", "pw_agreed", "", forms.Mentee, "2026-03-24 Amina Diallo")
	})
}

func TestThePartsOfAGroupStandBelowEachOther(t *testing.T) {
	write(t, onSheet("contract", "ct_length"), func(p *pen) {
		p.Type("60").Sees("60 minutes").says("", "90").SeesRow("from", "60 minutes").SeesRow("to", "90 minutes")
		p.Press("shift+tab", "shift+tab").Press("ctrl+u").Type("many").Press("tab").SeesRow("from", "many").SeesRow("!")
	})
}

func TestExamplesAreShownWhenAskedFor(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.SeesNot("First Thursday").Press("f2").Sees("e.g. First Thursday of the month, 17.00")
		p.Press("f2").SeesNot("First Thursday")
		p.to("ct_frequency").Press("f2").Sees("There are no examples")
	})
}

func TestAQuestionComesAndGoesWithTheAnswerItHangsOn(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_method"), func(p *pen) {
		p.SeesNot("Shadowing: where").Press("down", "space").Sees("Shadowing: where")
		p.to("pw_shadow_plan").says("At the depot").to("pw_method").Press("backspace").SeesNot("At the depot")
		p.Press("ctrl+z").Sees("At the depot") // the answer was never lost
	})
}

func TestTheCursorStandsWhereOneTypesAlsoInWideAndJoinedCharacters(t *testing.T) {
	for text, cells := range map[string]int{"abc": 3, "日本語abc": 9, "👨‍👩‍👧x": 3, "e\u0301x": 2, "한글": 4} {
		write(t, onSheet("contract", "ct_when"), func(p *pen) {
			from, _, _ := p.Cursor()
			p.Type(text)
			if x, _, shown := p.Cursor(); x-from != cells || !shown {
				t.Errorf("after %q the cursor is %d cells on, we wanted %d, on\n%s", text, x-from, cells, p.Screen())
			}
			p.Press("backspace", "tab")
			if strings.Contains(p.Screen(), "\u200d ") {
				t.Errorf("backspace left half of a character of %q", text)
			}
		})
	}
}

func TestAQuestionMayGoWhileTheKeysAreInIt(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_method"), func(p *pen) {
		p.Press("down", "space").to("pw_shadow_plan").Press("ctrl+z").at("pw_method").SeesNot("Shadowing: where")
		p.Type("x").Press("ctrl+y").Sees("Shadowing: where")
	})
}

func TestAllThatIsSaidCanBeReadThroughBelowWhatIsLeft(t *testing.T) {
	o := onSheet("contract", "ct_when")
	write(t, o, func(p *pen) {
		p.says("Thursdays at five").Press("ctrl+r").SeesRow("! What does the mentee want").SeesNot("Thursdays at five")
		for range 6 {
			p.Press("pgdown")
		}
		p.SeesRow("▸ ✓ Usual day and time").Sees("Thursdays at five").Press("enter").at("ct_when")
	})
}
