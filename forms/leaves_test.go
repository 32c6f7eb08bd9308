package forms_test

import (
	"maps"
	"slices"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

var feedbackOf = func(v forms.Voice) forms.SheetID { return forms.SheetID{Form: forms.EachForm, Of: v} }

// may asks whether an answer of a sheet leaves.
func may(t *testing.T, c *couple, id forms.SheetID, field string, v forms.Voice, to forms.Audience) (bool, forms.Reason) {
	t.Helper()
	s, ok := c.Sheet(id)
	if !ok {
		t.Fatalf("there is no sheet %s", id)
	}
	fd, ok := s.Form.Field(field)
	if !ok {
		t.Fatalf("%s has no question %s", id, field)
	}
	return s.Leaves(fd, v, to)
}

func TestWhatLeavesAndWhyTheRestStays(t *testing.T) {
	contract, meeting, apply := forms.SheetID{Form: forms.ContractForm}, forms.Meeting(1), forms.SheetID{Form: forms.ApplicationForm, Of: forms.Mentee}
	early, summary := forms.SheetID{Form: forms.EarlyEndForm}, forms.SheetID{Form: forms.SummaryForm}
	c := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	for _, x := range []struct {
		sheet forms.SheetID
		field string
		voice forms.Voice
		to    forms.Audience
		why   forms.Reason // "" leaves
	}{
		{contract, "ct_expectations", forms.Agreed, forms.ForPair, ""},
		{contract, "ct_expectations", forms.Mentee, forms.ForMentor, ""},
		{contract, "ct_expectations", forms.Agreed, forms.ForBoard, forms.StaysWithin},
		{contract, "ct_expectations", forms.Agreed, forms.ForCoordinator, forms.StaysContent},
		{meeting, "m_private_mentee", forms.Mentee, forms.ForPair, forms.StaysOwn},
		{meeting, "m_private_mentee", forms.Mentee, forms.ForMentor, forms.StaysOwn},
		{meeting, "m_private_mentee", forms.Mentee, forms.ForMentee, ""},
		{meeting, "m_private_mentee", forms.Mentee, forms.ForCoordinator, forms.StaysContent},
		{feedbackOf(forms.Mentee), "fe_worked", forms.Mentee, forms.ForPair, forms.StaysSealed},
		{feedbackOf(forms.Mentee), "fe_worked", forms.Mentee, forms.ForMentee, ""},
		{feedbackOf(forms.Mentee), "fe_worked", forms.Mentee, forms.ForBoard, forms.StaysSealed},
		{early, "ee_learned", forms.Mentor, forms.ForPair, forms.StaysUntold},
		{early, "ee_reason", forms.Mentor, forms.ForPair, forms.StaysByAuthor},
		{apply, "equity_self_id", forms.Mentee, forms.ForCoordinator, forms.StaysEquity},
		{apply, "equity_self_id", forms.Mentee, forms.ForPair, forms.StaysEquity},
		{apply, "equity_self_id", forms.Mentee, forms.ForMentee, ""},
		{apply, "barriers", forms.Mentee, forms.ForCoordinator, forms.StaysByAuthor},
		{summary, "cs_steps", forms.Agreed, forms.ForCoordinator, ""},
		{summary, "cs_steps", forms.Agreed, forms.ForBoard, ""},
		{summary, "cs_help", forms.Mentee, forms.ForCoordinator, forms.StaysByAuthor},
	} {
		ok, why := may(t, c, x.sheet, x.field, x.voice, x.to)
		if ok != (x.why == "") || why != x.why {
			t.Errorf("%s of %s in %s for %s: leaves %v, because %q; want %q", x.field, x.sheet, x.voice, x.to, ok, why, x.why)
		}
	}
}

func TestTheBoardGetsOnlyACopyThatIsOpenAndReleased(t *testing.T) {
	c := aminaAndPer(t, "st-styrelse", "2026-03-24", lang.English)
	ticks := forms.Address{Sheet: feedbackOf(forms.Mentee), Field: "fe_to_board", Voice: forms.Mentee}
	worked := func() (bool, forms.Reason) {
		return may(t, c, feedbackOf(forms.Mentee), "fe_worked", forms.Mentee, forms.ForBoard)
	}
	c.take(forms.Change{Addr: ticks, Value: "board"})
	if _, why := worked(); why != forms.StaysSealed {
		t.Errorf("a released copy that is not open: %q", why)
	}
	c.take(forms.Change{Addr: forms.StateAddress(feedbackOf(forms.Mentee)), Value: "sealed"}, forms.Change{Addr: forms.StateAddress(feedbackOf(forms.Mentor)), Value: "sealed"})
	if ok, why := worked(); !ok {
		t.Errorf("an open and released copy stays: %q", why)
	}
	if ok, why := may(t, c, feedbackOf(forms.Mentee), "fe_worked", forms.Mentee, forms.ForCoordinator); ok || why != forms.StaysContent {
		t.Errorf("to the coordinator it leaves: %v, %q", ok, why)
	}
	if _, why := may(t, c, forms.SheetID{Form: forms.TogetherForm}, "ft_compare", forms.Agreed, forms.ForBoard); why != forms.StaysUnreleased {
		t.Errorf("both copies side by side, of which one is released: %q", why)
	}
	c.take(forms.Change{Addr: ticks, Value: "nobody"})
	if _, why := worked(); why != forms.StaysUnreleased {
		t.Errorf("a copy that is for nobody: %q", why)
	}
}

func TestALocalGetsTheJointPageAndTheNextStepsAndAnotherBoardNoNextSteps(t *testing.T) {
	next := forms.SheetID{Form: forms.NextStepsForm}
	for programme, want := range map[string]bool{"union-local": true, "st-styrelse": false} {
		c := aminaAndPer(t, programme, "2026-03-24", lang.English)
		if ok, why := may(t, c, next, "ns_role", forms.Mentee, forms.ForBoard); ok != want {
			t.Errorf("%s: the next steps leave to the board: %v, %q", programme, ok, why)
		}
		if ok, _ := may(t, c, next, "ns_role", forms.Mentee, forms.ForCoordinator); ok {
			t.Errorf("%s: the coordinator gets the next steps", programme)
		}
		if _, why := may(t, c, forms.SheetID{Form: forms.TogetherForm}, "ft_compare", forms.Agreed, forms.ForBoard); why == forms.StaysWithin {
			t.Errorf("%s: the joint page is not due at the board", programme)
		}
	}
}

func TestWhoSeesSaysOfEveryQuestionWhatTheRuleDoes(t *testing.T) {
	for _, l := range lang.All() {
		c := aminaAndPer(t, "workplace", "2026-03-24", l)
		open := aminaAndPer(t, "workplace", "2026-03-24", l)
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			open.take(forms.Change{Addr: forms.StateAddress(feedbackOf(v)), Value: "sealed"},
				forms.Change{Addr: forms.Address{Sheet: feedbackOf(v), Field: "fe_to_board", Voice: v}, Value: "board\ncoordinator"},
				forms.Change{Addr: forms.Address{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: "ee_told", Voice: v}, Value: "yes"})
		}
		for _, form := range slices.Sorted(maps.Keys(c.Library.Forms)) {
			for _, id := range []forms.SheetID{{Form: form}, {Form: form, Number: 1}, {Form: form, Of: forms.Mentee}, {Form: form, Of: forms.Mentor}} {
				now, ok := c.Sheet(id)
				if !ok {
					continue
				}
				later, _ := open.Sheet(id)
				for _, line := range now.WhoSees() {
					sightHolds(t, c, now, later, line)
				}
			}
		}
	}
}

// sightHolds compares a line with what the rule says now, and once all is open and
// released.
func sightHolds(t *testing.T, c *couple, now, later forms.Sheet, line forms.Sight) {
	t.Helper()
	fd, _ := now.Form.Field(line.ID)
	v := now.Voices(fd)[0]
	for _, to := range []forms.Audience{forms.ForBoard, forms.ForCoordinator} {
		ok, _ := later.Leaves(fd, v, to)
		if said := slices.Contains(line.Outside, to); said != ok {
			t.Errorf("%s of %s for %s: said %v, leaves %v", fd.ID, now.ID, to, said, ok)
		}
	}
	says := func(seen forms.Seen) bool { return line.Reads == c.Words.T("leaves.reads_"+string(seen)) }
	atOnce, _ := now.Leaves(fd, v, forms.ForPair)
	inTheEnd, _ := later.Leaves(fd, v, forms.ForPair)
	if says(forms.SeenPair) != atOnce || (says(forms.SeenAuthor) || says(forms.SeenCoordinator)) == inTheEnd {
		t.Errorf("%s of %s is said to be read by %q; both may now: %v, in the end: %v", fd.ID, now.ID, line.Reads, atOnce, inTheEnd)
	}
}

func TestWhoSeesIsShortAndNamesEveryQuestionOnce(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	s, _ := c.Sheet(forms.SheetID{Form: forms.EarlyEndForm})
	got := s.SightGroups()
	same(t, "groups", len(got), 3)
	same(t, "the first", got[0].Text, "Written by each for themselves. Read by the one who wrote it, and by both once the other has been told.")
	n := 0
	for _, g := range got {
		n += len(g.Labels)
	}
	same(t, "questions", n, len(s.WhoSees()))
}
