package forms_test

import (
	"slices"
	"strconv"
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
		"applications": "2025-08-03", "matched": "2025-08-31", "first_contact": "2025-09-07", "contract": "2025-10-05",
		"report_3": "2025-11-30", "midpoint": "2026-02-28", "final_meeting": "2026-08-31", "summary": "2026-09-30",
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
	whole := c.WholePlan()
	i := slices.IndexFunc(whole, func(s forms.PlanStep) bool { return s.Step.ID == "pp3_member_meeting" })
	same(t, "in the whole plan, for a substitute", whole[i].Status, forms.NotForThem)
}

func TestALongerTimeMovesTheEndAndAddsMonths(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-04-01")
	due := func(id string) string { s, _ := c.step(id); return s.Due.String() }
	boxes := func() int { s, _ := c.step("pp5_monthly"); return len(s.Boxes) }
	same(t, "the end", due("pp6_end"), "2027-03-24")
	same(t, "the months", boxes(), 12)
	c.say("process_plan", "pp_extend.choice", forms.Agreed, "extend")
	same(t, "the end, extended", due("pp6_end"), "2027-09-24")
	same(t, "the months, extended", boxes(), 18)
	same(t, "in the middle", due("pp_mid"), "2026-12-24")
	c.say("process_plan", "pp_extend.choice", forms.Agreed, "stop")
	same(t, "the end, after all", due("pp6_end"), "2027-03-24")
	c.say("pair", "planned_length", forms.Agreed, "m18")
	same(t, "the end, planned so from the start", due("pp6_end"), "2027-09-24")
}

func TestAPauseMovesWhatComesAfterIt(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-04-10")
	due := func(id string) string { s, _ := c.step(id); return s.Due.String() }
	row := c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-04-10")
	same(t, "before it", due("pp1_contact"), "2026-03-31")
	same(t, "not ended: one day so far", due("pp2_first_talk"), "2026-04-15")
	same(t, "paused today", c.Paused(), true)
	c.cell("process_plan", "pp_pauses", forms.Agreed, row, "to", "2026-05-09")
	same(t, "thirty days", due("pp2_first_talk"), "2026-05-14")
	same(t, "the end", due("pp6_end"), "2027-04-23")
	s, _ := c.step("pp5_monthly")
	same(t, "the first month is longer", s.Boxes[0].Due.String(), "2026-05-23")
	c.Today = date(t, "2026-05-10")
	same(t, "over", c.Paused(), false)
}

func TestAMonthIsTickedByAContactInIt(t *testing.T) {
	c := started(t, "st-styrelse", "2026-01-31", "2026-05-10")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-02-27")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-03-31")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-05-09")
	s, _ := c.step("pp5_monthly")
	got := ""
	for _, b := range s.Boxes[:5] {
		got += b.First.String() + map[bool]string{true: " ✓ ", false: " · "}[b.Done]
	}
	same(t, "months", got, "2026-01-31 ✓ 2026-02-28 · 2026-03-31 ✓ 2026-04-30 ✓ 2026-05-31 · ")
	same(t, "a month that is missing cannot be made up", s.Status, forms.NotYet)
	same(t, "so the step looks ahead", s.Due.String(), "2026-06-29")
	for n := 5; n <= 12; n++ {
		c.take(forms.Change{Addr: forms.StepAddress("pp5_monthly_" + strconv.Itoa(n)), Value: "yes"})
	}
	c.Today = date(t, "2027-02-10")
	s, _ = c.step("pp5_monthly")
	same(t, "over, and a month is missing", s.Status, forms.PastDue)
	c.take(forms.Change{Addr: forms.StepAddress("pp5_monthly_2"), Value: "yes"})
	s, _ = c.step("pp5_monthly")
	same(t, "ticked by hand", s.Done, true)
}

func TestAStepSaysHowItStands(t *testing.T) {
	for today, want := range map[string]forms.Standing{
		"2026-03-24": forms.DueSoon, "2026-03-31": forms.DueSoon, "2026-04-01": forms.PastDue, "2026-03-23": forms.NotYet,
	} {
		s, _ := started(t, "st-styrelse", "2026-03-24", today).step("pp1_contact")
		same(t, "on "+today, s.Status, want)
	}
	c := started(t, "st-styrelse", "2026-03-24", "2026-04-10")
	row := c.row("between", "lg_contacts", forms.Agreed, "date", "2026-04-01")
	s, _ := c.step("pp1_contact")
	same(t, "in touch a day late", s.Status, forms.DoneLate)
	c.cell("between", "lg_contacts", forms.Agreed, row, "date", "2026-03-31")
	s, _ = c.step("pp1_contact")
	same(t, "in touch on the day", s.Status, forms.DoneInTime)
}

func TestAStepIsTickedByItsEvidence(t *testing.T) {
	c := started(t, "union-local", "2026-03-24", "2026-04-30")
	same(t, "a person to turn to, not yet", c.done(t, "contact_person"), false)
	c.say("pair", "helper_name", forms.Agreed, "Eva Lind")
	same(t, "a person to turn to", c.done(t, "contact_person"), true)
	same(t, "matched", c.done(t, "matched"), true)

	same(t, "in touch, not yet", c.done(t, "first_contact"), false)
	row := c.row("between", "lg_contacts", forms.Agreed, "date", "2026-05-01")
	same(t, "in touch tomorrow", c.done(t, "first_contact"), false)
	c.cell("between", "lg_contacts", forms.Agreed, row, "date", "2026-04-30")
	same(t, "in touch today", c.done(t, "first_contact"), true)

	c.say("meeting/1", "m_date", forms.Agreed, "2026-04-02")
	same(t, "the first meeting, being written", c.done(t, "first_meeting"), false)
	c.state("meeting/1", forms.StateClosed)
	same(t, "the first meeting, closed", c.done(t, "first_meeting"), true)

	c.say("contract", "ct_sign_mentee", forms.Mentee, "2026-04-02 Amina Diallo")
	same(t, "the contract, signed by one", c.done(t, "contract"), false)
	c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-04-02 Per Holm")
	same(t, "the contract, signed by both with nothing about confidences", c.done(t, "contract"), false)
	c.complete("contract", true)
	same(t, "the contract, signed by both", c.done(t, "contract"), true)
}

func TestBothCopiesMustBeThereForAStepAboutThem(t *testing.T) {
	f := &forms.Form{ID: "feedback_each", Copies: forms.CopiesEach, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "best", Kind: forms.KindShort, By: forms.ByEach, Seen: forms.SeenSealed, Required: cond(t, "yes")},
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
		s, _ := started(t, "union-local", "2026-03-24", today).step("first_contact")
		same(t, "late on "+today, s.Overdue, want)
	}
	c := started(t, "union-local", "2026-03-24", "2026-04-01")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-04-01")
	s, _ := c.step("first_contact")
	same(t, "late though done", s.Overdue, false)
	s, _ = c.step("applications")
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
		same(t, "matched on "+today, started(t, "union-local", "2026-03-24", today).done(t, "matched"), want)
	}
}
