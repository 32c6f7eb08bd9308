package sheet_test

import (
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/tuitest"
)

// apart is a pair that answered a question of the contract in two copies of the book.
func apart(field, part string, here, there forms.Value) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		inTheUnion(k)
		a := forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: field, Part: part, Voice: forms.Agreed}
		k.Says(a, here).Later(26*time.Hour).SaysApart(a, there)
	}
}

func atApart(field, part string, here, there forms.Value) tuitest.Options {
	o := onSheet("contract", field)
	o.Fill = apart(field, part, here, there)
	return o
}

// heads counts the answers that stand at a place.
func (p *pen) heads(field, part string) int {
	a := forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: field, Part: part, Voice: forms.Agreed}
	return len(p.reads().Record.Heads(a))
}

func (p *pen) chose(field, part string, want forms.Value) *pen {
	p.t.Helper()
	p.holds("contract", field, part, forms.Agreed, want)
	if n := p.heads(field, part); n != 1 {
		p.t.Fatalf("%d answers stand on\n%s", n, p.Screen())
	}
	return p.SeesNot("[ Per Holm").SeesNot("[ Amina Diallo")
}

func TestTwoAnswersWrittenApartAreBothShownWithWhoAndWhen(t *testing.T) {
	inBothLanguages(t, atApart("ct_when", "", "Thursdays at five", "Tuesdays at noon"), func(p *pen) {
		p.SeesRow(p.label("ct_when"), p.word("sheet.two_answers")).SeesRow("▸ [ Amina Diallo, ", "24 ", "9", "00 ]").SeesRow("[ Per Holm, ", "25 ", "11", "00 ]")
		p.Sees("    Thursdays at five").Sees("    Tuesdays at noon").Sees("+ " + p.word("sheet.write_another"))
		p.Press("tab", "tab", "tab", "shift+tab") // passing by chooses nothing
		if n := p.heads("ct_when", ""); n != 2 {
			t.Errorf("%d answers stand after passing by", n)
		}
	})
}

func TestEitherOfTwoAnswersCanBeChosen(t *testing.T) {
	write(t, atApart("ct_when", "", "Thursdays at five", "Tuesdays at noon"), func(p *pen) {
		p.Press("enter").chose("ct_when", "", "Thursdays at five").at("ct_when").Sees("The other is kept in the history (F5).")
		p.Press("f5").Sees("Tuesdays at noon")
	})
	write(t, atApart("ct_when", "", "Thursdays at five", "Tuesdays at noon"), func(p *pen) {
		p.Press("down", "enter").chose("ct_when", "", "Tuesdays at noon").at("ct_when")
	})
	write(t, atApart("ct_when", "", "Thursdays at five", "Tuesdays at noon"), func(p *pen) {
		p.ClickOn("[ Per Holm")
		p.chose("ct_when", "", "Tuesdays at noon").at("ct_when")
	})
}

func TestAnotherAnswerCanBeWrittenInsteadOfTheTwo(t *testing.T) {
	write(t, atApart("ct_when", "", "Thursdays at five", "Tuesdays at noon"), func(p *pen) {
		p.Press("tab", "tab", "ctrl+u").Type("Fridays").Press("tab").chose("ct_when", "", "Fridays")
	})
	write(t, atApart("ct_when", "", "Thursdays at five", "Tuesdays at noon"), func(p *pen) {
		p.Type("!").Press("tab").chose("ct_when", "", "Tuesdays at noon!") // typing goes to the line below
	})
	write(t, atApart("ct_when", "", "Thursdays at five", ""), func(p *pen) {
		p.Sees("the answer was taken back").Press("down", "enter").chose("ct_when", "", "")
	})
}

func TestOptionsAndPartsThatWereChosenApart(t *testing.T) {
	write(t, atApart("ct_frequency", "", "monthly", "six_weeks"), func(p *pen) {
		p.SeesRow("[ Amina").Sees("    every month").Sees("    every six weeks").Press("enter").chose("ct_frequency", "", "monthly")
	})
	for _, key := range []string{"enter", "space"} {
		write(t, atApart("ct_frequency", "", "monthly", "six_weeks"), func(p *pen) {
			p.Press("down", "down", "up", "down", "tab", "shift+tab")
			if n := p.heads("ct_frequency", ""); n != 2 {
				t.Errorf("%d answers stand after looking at the options", n)
			}
			p.SeesRow("● every six weeks").Press(key).chose("ct_frequency", "", "six_weeks")
		})
	}
	write(t, atApart("ct_length", "to", "60", "90"), func(p *pen) {
		p.Press("tab").SeesRow("▸ [ Amina").Press("tab").SeesRow("▸ [ Per").Press("enter").chose("ct_length", "to", "90")
	})
}

func TestACellOfATableThatWasChangedApart(t *testing.T) {
	o := onSheet("planning_worksheet", "pw_goals")
	due := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}.InRow("rowb").At("due")
	o.Fill = func(k *tuitest.Keeper) {
		threeGoals(k)
		k.Says(due, "2026-09-01").SaysApart(due, "2026-10-01")
	}
	write(t, o, func(p *pen) {
		p.SeesRow("What do we want", "two answers").Press("ctrl+r").SeesRow("▸ !", "What do we want").Sees("two answers").Press("enter")
		p.SeesRow("▸ [ Amina Diallo").Sees("1 September 2026").Sees("1 October 2026").Press("enter").SeesNot("two answers")
		if got := p.stage.Book.Value(p.stage.Pair, due); got != "2026-09-01" {
			t.Errorf("the row says %q", got)
		}
	})
}

func TestTwoAnswersAreFoundFromElsewhere(t *testing.T) {
	write(t, atApart("ct_when", "", "Thursdays", "Tuesdays"), func(p *pen) {
		p.to("ct_needs_goals").SeesRow("! How we meet").Press("ctrl+r", "enter").SeesRow("▸ [ Amina Diallo")
	})
}

func TestTwoAnswersOfAClosedMeetingAreOnlyShown(t *testing.T) {
	o := onSheet("meeting/1", "m_next_focus")
	a := forms.Address{Sheet: forms.Meeting(1), Field: "m_next_focus", Voice: forms.Agreed}
	o.Fill = func(k *tuitest.Keeper) {
		closedMeeting(k)
		k.Says(a, "The rules").SaysApart(a, "The hall")
	}
	write(t, o, func(p *pen) {
		p.SeesRow("Per Holm, ").Sees("The rules").Sees("The hall").Press("enter")
		if rec := p.reads().Record; !rec.Conflict(a) {
			t.Error("a closed sheet was changed")
		}
	})
}

func TestTwoAnswersFitIntoEveryWindow(t *testing.T) {
	o := atApart("ct_when", "", "Thursdays at five, in the library where it is quiet", "Tuesdays at noon, on the phone")
	var s tui.Screen
	o.Screens = screens()
	o.Screens[tui.SheetPage] = tuitest.Grab(o.Screens[tui.SheetPage], &s)
	write(t, o, func(p *pen) {
		for range 3 {
			tuitest.Fits(t, s)
			p.Press("tab")
		}
	})
}
