package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

func TestASheetOpensAgainWhereItWasLeft(t *testing.T) {
	inBothLanguages(t, union(atHub()), func(p *pen) {
		p.opensSheet("contract").at("ct_needs_goals").to("ct_when").Press("esc")
		p.opensSheet("planning_worksheet").to("pw_review_date").Press("f1", "esc", "esc")
		p.opensSheet("contract").at("ct_when").Press("esc")
		p.opensSheet("planning_worksheet").at("pw_review_date")
	})
}

func TestASheetOpensAgainInTheRowThatWasLeft(t *testing.T) {
	o := union(atHub())
	o.Fill = threeGoals
	write(t, o, func(p *pen) {
		p.opensSheet("planning_worksheet").to("pw_goals").ClickOn("Say no kindly")
		p.SeesRow("▸ 3").Press("esc").opensSheet("planning_worksheet").SeesRow("▸ 3", "Say no kindly")
		p.ClickOn("+ add a row")
		p.Press("esc").opensSheet("planning_worksheet").at("pw_goals") // the empty row is gone
	})
}

func TestASheetThatWasNotOpenYetBeginsAtWhatIsNeeded(t *testing.T) {
	o := union(atHub())
	o.Fill = halfAYear
	write(t, o, func(p *pen) { p.opensSheet("contract").at("ct_needs_goals") })
}

func TestAQuestionAskedForGoesBeforeThePlaceThatWasLeft(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.to("ct_place").Press("f5").Press("esc").at("ct_place")
	})
}

func TestAPlaceOfOnesOwnIsNotGoneBackToWithTheOther(t *testing.T) {
	write(t, union(atHub()), func(p *pen) {
		p.opensSheet("meeting/1").Press("f4").to("m_private_mentee").Type("I was tired").Press("f3", "esc")
		p.opensSheet("meeting/1").SeesNot("I was tired").SeesNot("My own notes")
	})
}

func TestAClosedMeetingIsReadFromItsBeginning(t *testing.T) {
	o := union(atHub())
	o.Fill = func(k *tuitest.Keeper) { inTheUnion(k) }
	write(t, o, func(p *pen) {
		p.opensSheet("meeting/1").to("m_confirmed").Press("tab", "esc")
		p.opensSheet("meeting/1").SeesRow("▸ [ Close this meeting ]").Press("enter", "end", "enter")
		p.opensSheet("meeting/1").SeesNot("Open this meeting again").at("mp_done")
		p.holds("meeting/1", "state", "", forms.Agreed, "")
	})
}
