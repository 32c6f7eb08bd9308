package sheet_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

func TestTheMouseAloneGetsEverywhere(t *testing.T) {
	write(t, onSheet("contract", ""), func(p *pen) {
		p.ClickOn("How we meet")
		p.Sees(p.label("ct_frequency")).ClickOn("every six weeks")
		p.holds("contract", "ct_frequency", "", forms.Agreed, "six_weeks")
		p.ClickOn("Usual day")
		p.at("ct_when").Type("Thursdays").ClickOn("rsdays")
		p.Type("-").ClickOn("Confidentiality")
		p.holds("contract", "ct_when", "", forms.Agreed, "Thu-rsdays")
		p.ClickOn(" of 36 ")
		p.Sees("What is left").ClickOn("Length of a meeting")
		p.at("ct_length").ClickOn("to  ")
		p.Type("90").ClickOn("next")
		p.holds("contract", "ct_length", "to", forms.Agreed, "90")
	})
}

func TestOneClickPicksAnOptionThatIsInSight(t *testing.T) {
	write(t, onSheet("meeting/1", "m_written_by"), func(p *pen) {
		p.ClickOn("○ yes")
		p.holds("meeting/1", "m_confirmed", "", forms.Agreed, "yes").at("m_confirmed")
		p.ClickOn("Who wrote the notes?")
		p.holds("meeting/1", "m_written_by", "", forms.Agreed, "") // a click on the question picks nothing
		p.ClickOn("○ both of us")
		p.holds("meeting/1", "m_written_by", "", forms.Agreed, "both")
	})
}

func TestAClickThatGoesToAChoiceDoesNotPickByAccident(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.ClickOn("How often do we talk?")
		p.at("ct_frequency").holds("contract", "ct_frequency", "", forms.Agreed, "")
	})
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		for y := range 24 {
			for _, x := range []int{30, 33, 40, 60} {
				p.to("ct_when").Click(x, y)
				p.holds("contract", "ct_frequency", "", forms.Agreed, "")
				p.holds("contract", "ct_place", "choice", forms.Agreed, "")
				if p.Press("esc"); len(p.Screen()) == 0 {
					t.Fatal("the page is gone")
				}
			}
		}
	})
}

func TestASuggestionIsTakenByAClick(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_end_date"), func(p *pen) {
		p.ClickOn("Only a suggestion")
		p.SeesRow("2 March 2027").Press("tab").holds("planning_worksheet", "pw_end_date", "", forms.Agreed, "2027-03-02")
	})
}

func TestRowsAndTheLineThatAddsOneAreClicked(t *testing.T) {
	write(t, withGoals("pw_mentor_goals"), func(p *pen) {
		p.ClickOn("Know the rules")
		p.SeesRow("▸ 2", "Know the rules").Type(" well").ClickOn("+ add a row")
		p.Type("Sleep").Press("tab").goalsAre("Lead a meeting", "Know the rules well", "Say no kindly", "Sleep")
	})
}

func TestTheWheelScrollsAndTheNextKeyComesBack(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Wheel(50, 12, 6).Wait(100 * time.Millisecond)
		p.SeesNot("Usual day").Type("Thursdays").Sees("Thursdays").at("ct_when")
		p.Press("ctrl+r").Wheel(50, 12, 3).Wait(100 * time.Millisecond)
		p.SeesRow("▸", "How often do we talk?")
	})
}

func TestAListIsClosedByAClickOnItsEntry(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Press("ctrl+g").ClickOn("What should mark our relationship?")
		p.at("ct_character")
	})
}

// rowOf returns on which row of the screen a text begins, -1 where it is nowhere.
func (p *pen) rowOf(text string) int {
	for y := range 24 {
		if strings.Contains(p.Row(y), text) {
			return y
		}
	}
	return -1
}

func TestTheNextQuestionHardlyMovesUnderTheEye(t *testing.T) {
	const most = 3 // rows: the hint of the question that is left folds away
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		for _, next := range []string{
			"Length of a meeting", "to  ", "Where, or by which", "place or details", "What is the easiest", "Contact between", "Within how many",
		} {
			before := p.rowOf(next)
			p.Press("tab")
			if now := p.rowOf(next); before >= 0 && before < 18 && (now > before || now < before-most) {
				t.Errorf("%q went from row %d to row %d:\n%s", next, before, now, p.Screen())
			}
		}
	})
}

func TestTextIsMarkedByDragging(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays")
		x, y, _ := p.Cursor()
		p.Bytes(fmt.Sprintf("\x1b[<0;%d;%dM", x-8, y+1)).Bytes(fmt.Sprintf("\x1b[<32;%d;%dM", x-3, y+1)).Wait(100 * time.Millisecond)
		p.Bytes(fmt.Sprintf("\x1b[<0;%d;%dm", x-3, y+1))
		p.Type("Fri").Press("tab").holds("contract", "ct_when", "", forms.Agreed, "Fridays")
	})
}

func TestAPageIsTurnedByScreenfulsAndThenBySections(t *testing.T) {
	write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		p.Press("home").Press("pgdown").Sees("Within how many days").SeesNot("Usual day and time")
		if _, _, shown := p.Cursor(); !shown {
			t.Errorf("the keys were left behind on\n%s", p.Screen())
		}
		for range 2 { // a few lines of the section are left
			p.Press("pgdown")
		}
		p.Sees("If one does not turn up").Press("pgup").at("ct_frequency")
	})
}

func TestALongTableIsReadByTurningThePage(t *testing.T) {
	o := onSheet("feedback_together", "")
	o.Fill = func(k *tuitest.Keeper) {
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			id := forms.SheetID{Form: forms.EachForm, Of: v}
			k.Says(forms.Address{Sheet: id, Field: "fe_worked", Voice: v}, "That we rang each other every Friday, rain or shine.")
			for _, field := range []string{"fe_match", "fe_regular", "fe_prepared", "fe_open", "fe_trust", "fe_talks"} {
				k.Says(forms.Address{Sheet: id, Field: field, Voice: v}, "4")
			}
			k.Says(forms.StateAddress(id), forms.Value(forms.StateSealed))
		}
	}
	write(t, o, func(p *pen) {
		p.Sees("Amina Diallo: That we rang").SeesNot(p.label("ft_worked"))
		p.Press("pgdown").SeesNot("Amina Diallo: That we rang").Press("pgdown").Sees(p.label("ft_worked"))
	})
}
