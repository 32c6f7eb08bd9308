package forms_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// step finds a step of the plan.
func (c *couple) step(id string) (forms.PlanStep, bool) {
	for _, s := range c.Plan() {
		if s.Step.ID == id {
			return s, true
		}
	}
	return forms.PlanStep{}, false
}

func (c *couple) done(t testing.TB, id string) bool {
	t.Helper()
	s, ok := c.step(id)
	if !ok {
		t.Errorf("the plan has no step %s", id)
	}
	return s.Done
}

func started(t testing.TB, programme, anchor, today string) *couple {
	c := aminaAndPer(t, programme, today, lang.English)
	c.say("pair", "anchor_date", forms.Agreed, forms.Value(anchor))
	return c
}

func TestThePlanCountsFromTheStart(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-04-01", lang.English)
	same(t, "steps without a start", len(c.Plan()), 0)
	c.say("pair", "anchor_date", forms.Agreed, "2025-08-31")
	for id, due := range map[string]string{
		"ul_applications": "2025-08-03", "ul_matched": "2025-08-31", "ul_contact": "2025-09-07", "ul_contract": "2025-10-05",
		"ul_report_3": "2025-11-30", "ul_mid": "2026-02-28", "ul_final": "2026-08-31", "ul_summary": "2026-09-30",
	} {
		s, _ := c.step(id)
		same(t, id, s.Due.String(), due)
	}
}

func TestThePlanStandsInTheOrderOfItsDays(t *testing.T) {
	for _, programme := range []string{"workplace", "union-local", "st-styrelse"} {
		c := started(t, programme, "2026-01-31", "2026-03-01")
		plan := c.Plan()
		for i := 1; i < len(plan); i++ {
			if plan[i].Due.Before(plan[i-1].Due) {
				t.Errorf("%s: %s stands behind %s", programme, plan[i].Step.ID, plan[i-1].Step.ID)
			}
		}
		for _, s := range plan {
			for _, l := range lang.All() {
				if text := c.in(l).Text(s.Step.Text); text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("%s: %s reads %q in %s", programme, s.Step.ID, text, l)
				}
			}
		}
	}
}

func TestStepsThatDoNotConcernThePairAreNotInThePlan(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-04-01")
	has := func(id string) bool { _, ok := c.step(id); return ok }
	same(t, "the members' meeting before the seat is known", has("pp3_member_meeting"), false)
	c.say("pair", "mentee_seat_kind", forms.Mentee, "ordinary")
	same(t, "for an ordinary member", has("pp3_member_meeting"), true)
	c.say("pair", "mentee_seat_kind", forms.Mentee, "substitute")
	same(t, "for a substitute", has("pp3_member_meeting"), false)
	same(t, "the end after 12 and after 18 months", [2]bool{has("pp6_end"), has("pp6_end_18")}, [2]bool{true, false})
	c.say("pair", "planned_length", forms.Agreed, "m18")
	same(t, "the same, extended", [2]bool{has("pp6_end"), has("pp6_end_18")}, [2]bool{false, true})
}

func TestAStepIsTickedByItsEvidence(t *testing.T) {
	c := started(t, "union-local", "2026-03-24", "2026-04-30")
	same(t, "a person to turn to, not yet", c.done(t, "ul_contact_person"), false)
	c.say("pair", "helper_name", forms.Agreed, "Eva Lind")
	same(t, "a person to turn to", c.done(t, "ul_contact_person"), true)
	same(t, "matched", c.done(t, "ul_matched"), true)

	same(t, "in touch, not yet", c.done(t, "ul_contact"), false)
	row := c.row("between", "lg_contacts", forms.Agreed, "date", "2026-05-01")
	same(t, "in touch tomorrow", c.done(t, "ul_contact"), false)
	c.cell("between", "lg_contacts", forms.Agreed, row, "date", "2026-04-30")
	same(t, "in touch today", c.done(t, "ul_contact"), true)

	c.say("meeting/1", "m_date", forms.Agreed, "2026-04-02")
	same(t, "the first meeting, being written", c.done(t, "ul_first"), false)
	c.state("meeting/1", forms.StateClosed)
	same(t, "the first meeting, closed", c.done(t, "ul_first"), true)

	c.say("contract", "ct_sign_mentee", forms.Mentee, "2026-04-02 Amina Diallo")
	same(t, "the contract, signed by one", c.done(t, "ul_contract"), false)
	c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-04-02 Per Holm")
	same(t, "the contract, signed by both", c.done(t, "ul_contract"), true)
}

func TestBothCopiesMustBeThereForAStepAboutThem(t *testing.T) {
	f := &forms.Form{ID: "feedback_each", Copies: forms.CopiesEach, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "best", Kind: forms.KindShort, By: forms.ByEach, Required: cond(t, "yes")},
		{ID: "sign", Kind: forms.KindGroup, By: forms.ByEach, Required: cond(t, "yes"), Parts: []forms.Field{{ID: "name", Kind: forms.KindSign}}},
	}}}}
	facts := &forms.Form{ID: "pair", Copies: forms.CopiesOne, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "anchor_date", Kind: forms.KindDate, By: forms.ByBoth},
	}}}}
	lib := smallLibrary(facts, f)
	lib.Programmes[forms.DefaultProgramme].Steps = []forms.Step{
		{ID: "written", Evidence: "complete feedback_each", Offset: forms.Offset{N: 12, Unit: "m"}},
		{ID: "signed", Evidence: "signed feedback_each", Offset: forms.Offset{N: 12, Unit: "m"}},
		{ID: "elsewhere", Evidence: "complete horoscope", Offset: forms.Offset{N: 12, Unit: "m"}},
		{ID: "nonsense", Evidence: "wished for", Offset: forms.Offset{N: 12, Unit: "m"}},
		{ID: "facts", Evidence: "signed pair", Offset: forms.Offset{N: 12, Unit: "m"}},
	}
	c := coupleIn(t, lib, "2026-04-01", lang.English)
	c.say("pair", "anchor_date", forms.Agreed, "2026-03-24")
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		same(t, "before "+string(v), [2]bool{c.done(t, "written"), c.done(t, "signed")}, [2]bool{false, false})
		c.say("feedback_each/"+string(v), "best", v, "the talks")
		c.say("feedback_each/"+string(v), "sign.name", v, "2026-04-01 N")
	}
	same(t, "both full, and still closed", [2]bool{c.done(t, "written"), c.done(t, "signed")}, [2]bool{false, false})
	c.state("feedback_each/mentee", forms.StateSealed)
	c.state("feedback_each/mentor", forms.StateSealed)
	same(t, "after both", [2]bool{c.done(t, "written"), c.done(t, "signed")}, [2]bool{true, true})
	for _, id := range []string{"elsewhere", "nonsense", "facts"} {
		same(t, id, c.done(t, id), false)
	}
}

func TestAStepIsLateFromTheDayAfter(t *testing.T) {
	for today, want := range map[string]bool{"2026-03-30": false, "2026-03-31": false, "2026-04-01": true} {
		s, _ := started(t, "union-local", "2026-03-24", today).step("ul_contact")
		same(t, "late on "+today, s.Overdue, want)
	}
	c := started(t, "union-local", "2026-03-24", "2026-04-01")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-04-01")
	s, _ := c.step("ul_contact")
	same(t, "late though done", s.Overdue, false)
	s, _ = c.step("ul_applications")
	same(t, "late, what only the programme can do and know", s.Overdue, false)
}

func TestAStepCanBeTickedByHand(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-07-01")
	s, _ := c.step("pp4a_devplan")
	same(t, "done, late", [2]bool{s.Done, s.Overdue}, [2]bool{false, true})
	c.take(forms.Change{Addr: forms.StepAddress("pp4a_devplan"), Value: "yes"})
	s, _ = c.step("pp4a_devplan")
	same(t, "ticked: done, late", [2]bool{s.Done, s.Overdue}, [2]bool{true, false})
	c.take(forms.Change{Addr: forms.StepAddress("pp4a_devplan"), Value: ""})
	same(t, "taken back", c.done(t, "pp4a_devplan"), false)
	same(t, "another step", c.done(t, "pp4b_workplan"), false)
}

func TestAProgrammesWordsStandInItsTexts(t *testing.T) {
	p := &forms.Programme{Terms: map[string]lang.Text{
		"the_mentee": both("the learner", "den lärande"), "mentor": both("guide", "åldermannen"),
	}}
	for text, want := range map[string][2]string{
		"no placeholder":                  {"no placeholder", "no placeholder"},
		"{The_mentee} and {the_mentee}":   {"The learner and the learner", "Den lärande and den lärande"},
		"{Mentor}{mentor}":                {"Guideguide", "Åldermannenåldermannen"},
		"{unknown} {the_mentee":           {"{unknown} {the_mentee", "{unknown} {the_mentee"},
		"{ {the_mentee} }, {}":            {"{ the learner }, {}", "{ den lärande }, {}"},
		"{{the_mentee}} costs 3 } or 4 {": {"{the learner} costs 3 } or 4 {", "{den lärande} costs 3 } or 4 {"},
	} {
		same(t, text, [2]string{p.Fill(text, lang.English), p.Fill(text, lang.Swedish)}, want)
	}
	same(t, "without a programme", (*forms.Programme)(nil).Fill("{x}", lang.English), "{x}")
}

func TestAStartThatIsStillToComeTicksNothing(t *testing.T) {
	for today, want := range map[string]bool{"2026-03-23": false, "2026-03-24": true, "2026-03-25": true} {
		same(t, "matched on "+today, started(t, "union-local", "2026-03-24", today).done(t, "ul_matched"), want)
	}
}
