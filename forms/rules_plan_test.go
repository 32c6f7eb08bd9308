package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestRule2TheMentorGetsInTouchWithinAWeek(t *testing.T) {
	late := []string{"warn first_contact between.lg_contacts"}
	keeps(t, 2, []ruleCase{
		{name: "on the last day", today: "2026-03-31"},
		{name: "the day after", today: "2026-04-01", want: late, saysInFirstWords: "Per Holm was to get in touch by 31 March"},
		{name: "after a call", said: func(c *couple) { c.contact("2026-04-01", "phone", "5") }},
		{name: "after a try without an answer", said: func(c *couple) { c.contact("2026-03-30", "tried", "") }, want: late},
		{name: "after an early end", said: func(c *couple) { c.endsEarly(forms.Mentee, "2026-04-01") }},
		{name: "before there is a start", start: "-"},
	})
}

func TestRule3TheFirstTalkIsHeldInTimeAndTheContractBelongsThere(t *testing.T) {
	notHeld := []string{"warn first_talk_held meeting/1.m_date"}
	talked := func(c *couple) {
		c.held("1", "2026-04-10", "first")
		c.state("meeting/1", forms.StateClosed)
	}
	keeps(t, 3, []ruleCase{
		{name: "on the last day", programme: "st-styrelse", today: "2026-04-14"},
		{name: "the day after", programme: "st-styrelse", today: "2026-04-15", want: notHeld, saysInFirstWords: "The first talk was to be held by 14 April."},
		{name: "held, but not closed yet", programme: "st-styrelse", today: "2026-04-15", said: func(c *couple) { c.held("1", "2026-04-10", "first") }},
		{name: "held, the contract empty", programme: "st-styrelse", today: "2026-04-11", said: talked, want: []string{"warn first_talk_contract contract"}},
		{name: "held, the contract begun", programme: "st-styrelse", today: "2026-04-11", said: func(c *couple) {
			talked(c)
			c.say("contract", "ct_when", forms.Agreed, "Thursdays")
		}},
		{name: "held, and the contract has its own later day", programme: "union-local", today: "2026-04-11", said: talked},
		{name: "held, and that day is past", programme: "union-local", today: "2026-04-29", said: talked, want: []string{"warn first_talk_contract contract"}},
		{name: "no contract in the programme", programme: "library-project", today: "2026-04-20", said: talked},
	})
}

func TestRule4AnOrdinaryMemberLeadsAMembershipMeeting(t *testing.T) {
	seat := func(v forms.Value) func(*couple) {
		return func(c *couple) { c.say("pair", "mentee_seat_kind", forms.Mentee, v) }
	}
	planned := func(day string) func(*couple) {
		return func(c *couple) {
			seat("ordinary")(c)
			c.row("work_plan", "wp_member_meeting", forms.Mentee, "date", day)
		}
	}
	late := []string{"warn member_meeting work_plan.wp_member_meeting"}
	keeps(t, 4, []ruleCase{
		{name: "an ordinary member in the sixth week", programme: "st-styrelse", today: "2026-05-05", said: seat("ordinary")},
		{name: "after six weeks", programme: "st-styrelse", today: "2026-05-06", said: seat("ordinary"), want: late, saysInFirstWords: "The membership meeting was to be held by 5 May."},
		{name: "a substitute", programme: "st-styrelse", today: "2026-05-06", said: seat("substitute")},
		{name: "nobody said which seat", programme: "st-styrelse", today: "2026-05-06"},
		{name: "planned for next week", programme: "st-styrelse", today: "2026-05-06", said: planned("2026-05-13"), want: late},
		{name: "held", programme: "st-styrelse", today: "2026-05-06", said: planned("2026-05-04")},
		{name: "ticked by hand", programme: "st-styrelse", today: "2026-05-06", said: func(c *couple) {
			seat("ordinary")(c)
			c.take(forms.Change{Addr: forms.StepAddress("pp3_member_meeting"), Value: "yes"})
		}},
		{name: "another programme", today: "2026-05-06"},
	})
}

func TestRule5ThePlansAndTheTalkWithTheManager(t *testing.T) {
	dev := "warn plans_pp4a_devplan development_plan"
	work := "warn plans_pp4b_workplan work_plan.wp_tasks"
	manager := "warn plans_pp4c_manager_talk work_plan.mt_date"
	keeps(t, 5, []ruleCase{
		{name: "in the eighth week", programme: "st-styrelse", today: "2026-05-19"},
		{name: "after eight weeks", programme: "st-styrelse", today: "2026-05-20", want: []string{dev, work, manager}, saysInFirstWords: "The development plan was to be ready on 19 May."},
		{name: "with tasks and the talk", programme: "st-styrelse", today: "2026-05-20", said: func(c *couple) {
			c.row("work_plan", "wp_tasks", forms.Agreed, "task", "the canteen", "do", "ask")
			c.say("work_plan", "mt_date.date", forms.Agreed, "2026-05-18")
		}, want: []string{dev}},
		{name: "a talk that is still to come", programme: "st-styrelse", today: "2026-05-20", said: func(c *couple) {
			c.row("work_plan", "wp_tasks", forms.Agreed, "task", "the canteen", "do", "ask")
			c.say("work_plan", "mt_date.date", forms.Agreed, "2026-05-28")
		}, want: []string{dev, manager}},
		{name: "a workplace has the development plan only", today: "2026-05-20", want: []string{"warn plans_devplan development_plan"}},
		{name: "a local union has none of them", programme: "union-local", today: "2026-09-01"},
	})
}

func TestRule8ThereIsNoSilentRunningOn(t *testing.T) {
	after := []string{"warn ending meeting/1.m_kind"}
	seal := func(c *couple) {
		c.state("feedback_each/mentee", forms.StateSealed)
		c.state("feedback_each/mentor", forms.StateSealed)
	}
	keeps(t, 8, []ruleCase{
		{name: "on the last day", today: "2027-03-24"},
		{name: "the day after", today: "2027-03-25", want: after, saysInFirstWords: "The planned end was 24 March"},
		{name: "after a closing meeting", today: "2027-03-25", said: func(c *couple) { c.held("1", "2027-03-20", "closing") }},
		{name: "after an ordinary meeting", today: "2027-03-25", said: func(c *couple) { c.held("1", "2027-03-20", "regular") }, want: after},
		{name: "the closing meeting is still to come", today: "2027-03-25", said: func(c *couple) { c.held("1", "2027-04-20", "closing") }, want: after},
		{name: "both evaluations in", today: "2027-03-25", said: seal},
		{name: "one evaluation in", today: "2027-03-25", said: func(c *couple) { c.state("feedback_each/mentor", forms.StateSealed) }, want: after},
		{name: "ended early", today: "2027-03-25", said: func(c *couple) { c.endsEarly(forms.Mentor, "2026-09-01") }},
		{name: "gone on to eighteen months", programme: "st-styrelse", today: "2027-03-25", said: func(c *couple) { c.say("process_plan", "pp_extend.choice", forms.Agreed, "extend") }},
		{name: "the step ticked by hand", programme: "st-styrelse", today: "2027-03-25", said: func(c *couple) {
			c.take(forms.Change{Addr: forms.StepAddress("pp6_end"), Value: "yes"})
		}},
		{name: "a pause moves the end", today: "2027-03-25", said: func(c *couple) {
			c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-07-01", "to", "2026-07-30")
		}},
	})
}

func TestRule18BasicTrainingWithinTheFirstYear(t *testing.T) {
	done := func(steps ...forms.RowID) func(*couple) {
		return func(c *couple) {
			for _, s := range steps {
				c.cell("development_plan", "dp_basic_training", forms.Mentee, s, "done", "2026-10-01")
			}
		}
	}
	late := []string{"warn basic_training development_plan.dp_basic_training"}
	keeps(t, 18, []ruleCase{
		{name: "within the year", programme: "st-styrelse", today: "2027-03-24"},
		{name: "after a year", programme: "st-styrelse", today: "2027-03-25", want: late, saysInFirstWords: "3 steps of the basic training are left, and were to be done by 24 March"},
		{name: "two of three", programme: "st-styrelse", today: "2027-03-25", said: done("step1", "step3"), want: late, saysInFirstWords: "1 step of the basic training is left"},
		{name: "all three", programme: "st-styrelse", today: "2027-03-25", said: done("step1", "step2", "step3")},
		{name: "ticked in the plan", programme: "st-styrelse", today: "2027-03-25", said: func(c *couple) {
			c.take(forms.Change{Addr: forms.StepAddress("pp_training"), Value: "yes"})
		}},
		{name: "ended early", programme: "st-styrelse", today: "2027-03-25", said: func(c *couple) { c.endsEarly(forms.Mentee, "2026-09-01") }},
		{name: "no union representatives", today: "2027-03-25"},
	})
}

func TestRule34DaysOfThePlanStayWhereTheyFall(t *testing.T) {
	// The anchor is a Saturday; its steps fall on Saturdays, too, and nothing moves.
	keeps(t, 34, []ruleCase{
		{
			name: "a week before", programme: "mentor-5m", start: "2026-08-29", today: "2026-08-31", want: []string{"beside info dates_stay_first_contact process_plan.pp_steps"},
			saysInFirstWords: "“The mentor has been in touch” is due on Saturday 5 September 2026. The day stays",
		},
		{name: "earlier than that", programme: "mentor-5m", start: "2026-08-30", today: "2026-08-23", want: []string{"beside info dates_stay_matched process_plan.pp_steps"}},
		{name: "the day after", programme: "mentor-5m", start: "2026-08-29", today: "2026-09-06"},
		{name: "a start on a Tuesday", start: "2026-03-24", today: "2026-03-24"},
	})
	for _, d := range []struct {
		start string
		after int
		want  string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-08-31", 1, "2026-09-30"},
		{"2026-03-24", 12, "2027-03-24"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-07-29", 1, "2026-08-29"},
	} {
		same(t, d.start+" and some months", forms.Offset{N: d.after, Unit: "m"}.After(date(t, d.start)).String(), d.want)
	}
	same(t, "a week is seven days", forms.Offset{N: 3, Unit: "w"}.After(date(t, "2026-02-20")).String(), "2026-03-13")
}

func TestRule35DaysFollowEachOther(t *testing.T) {
	worksheet := func(day forms.Value) func(*couple) {
		return func(c *couple) { c.say("planning_worksheet", "pw_date_place.date", forms.Agreed, day) }
	}
	keeps(t, 35, []ruleCase{
		{name: "nothing dated"},
		{
			name: "a worksheet from before the start", said: worksheet("2026-03-20"), want: []string{"warn order_of_dates_pw_date_place planning_worksheet.pw_date_place"},
			saysInFirstWords: "The worksheet is dated 20 March, before you began on 24 March.",
		},
		{name: "a worksheet from the first day", said: worksheet("2026-03-24")},
		{name: "signed before the worksheet", said: func(c *couple) {
			worksheet("2026-03-30")(c)
			c.say("planning_worksheet", "pw_agreed", forms.Mentee, "2026-03-29 Amina Diallo")
			c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-03-30 Per Holm")
		}, want: []string{"warn order_of_dates_pw_agreed_mentee planning_worksheet.pw_agreed"}},
		{name: "signed before the start, where there is no worksheet", programme: "st-styrelse", said: func(c *couple) {
			c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-03-23 Per Holm")
		}, want: []string{"warn order_of_dates_ct_sign_mentor_mentor contract.ct_sign_mentor"}},
		{name: "an end before the start", said: func(c *couple) {
			c.say("planning_worksheet", "pw_end_date", forms.Agreed, "2026-03-01")
			c.say("contract", "ct_length_total", forms.Agreed, "2026-03-24")
		}, want: []string{"warn order_of_dates_pw_end_date planning_worksheet.pw_end_date", "warn order_of_dates_ct_length_total contract.ct_length_total"}},
		{name: "an end before the review", said: func(c *couple) {
			c.say("planning_worksheet", "pw_end_date", forms.Agreed, "2026-06-01")
			c.say("planning_worksheet", "pw_review_date", forms.Agreed, "2026-09-01")
		}, want: []string{"warn order_of_dates_pw_end_date_review planning_worksheet.pw_end_date"}},
		{name: "a period that ends where it begins", said: func(c *couple) {
			c.say("development_plan", "dp_period.from", forms.Agreed, "2026-04-01")
			c.say("development_plan", "dp_period.to", forms.Agreed, "2026-04-01")
		}, want: []string{"warn order_of_dates_dp_period development_plan.dp_period"}},
		{name: "days and times that stand alone or in order", said: func(c *couple) {
			c.say("development_plan", "dp_period.to", forms.Agreed, "2026-04-01")
			c.say("meeting/1", "m_end", forms.Agreed, "16:30")
			c.say("meeting/2", "m_start", forms.Agreed, "16:30")
			c.say("planning_worksheet", "pw_review_date", forms.Agreed, "2026-09-24")
			c.say("planning_worksheet", "pw_end_date", forms.Agreed, "2027-03-24")
		}},
		{name: "a meeting that ends before it began", said: func(c *couple) {
			c.say("meeting/1", "m_start", forms.Agreed, "17:00")
			c.say("meeting/1", "m_end", forms.Agreed, "16:30")
		}, want: []string{"warn order_of_dates_m_end_1 meeting/1.m_end"}, saysInFirstWords: "The meeting ends at 16:30 and begins at 17:00."},
		{name: "a meeting that ends after it began", said: func(c *couple) {
			c.say("meeting/1", "m_start", forms.Agreed, "17:00")
			c.say("meeting/1", "m_end", forms.Agreed, "18:00")
		}},
		{name: "a step done tomorrow", said: func(c *couple) {
			c.cell("process_plan", "pp_steps", forms.Agreed, "kickoff", "done_date", "2026-04-02")
		}, want: []string{"warn order_of_dates_pp_steps_kickoff process_plan.pp_steps"}, saysInFirstWords: "Something is noted as done on 2 April, which is still to come."},
		{name: "a step done today", said: func(c *couple) {
			c.cell("process_plan", "pp_steps", forms.Agreed, "kickoff", "done_date", "2026-04-01")
		}},
		{name: "a meeting closed before its day", said: func(c *couple) {
			c.held("1", "2026-04-03", "first")
			c.state("meeting/1", forms.StateClosed)
		}, want: []string{"warn order_of_dates_m_date_1 meeting/1.m_date"}},
	})
}

func TestRule35ActionsAndPauses(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	row := c.row("between", "ac_list", forms.Agreed, "action", "book the hall", "done", "2026-04-02")
	pause := c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-07-30", "to", "2026-07-01")
	got, _ := c.told(35)
	same(t, "an action done tomorrow, a pause that ends before it begins", got, []string{
		"warn order_of_dates_pp_pauses_" + string(pause) + " process_plan.pp_pauses",
		"warn order_of_dates_ac_list_" + string(row) + " between.ac_list",
	})
	c.cell("between", "ac_list", forms.Agreed, row, "done", "2026-04-01")
	c.cell("process_plan", "pp_pauses", forms.Agreed, pause, "to", "2026-08-01")
	got, _ = c.told(35)
	same(t, "both mended", len(got), 0)
}

func TestRule36StopOrGoOnIsDecidedInTime(t *testing.T) {
	ask := []string{"warn longer process_plan.pp_extend"}
	decided := func(v forms.Value) func(*couple) {
		return func(c *couple) { c.say("process_plan", "pp_extend.choice", forms.Agreed, v) }
	}
	keeps(t, 36, []ruleCase{
		{name: "before eleven months", programme: "st-styrelse", today: "2027-02-23"},
		{name: "after eleven months", programme: "st-styrelse", today: "2027-02-24", want: ask, saysInFirstWords: "The planned end is 24 March. Decide now whether you stop there or go on to 18 months"},
		{name: "stop", programme: "st-styrelse", today: "2027-02-24", said: decided("stop")},
		{name: "go on", programme: "st-styrelse", today: "2027-02-24", said: decided("extend")},
		{name: "ended early", programme: "st-styrelse", today: "2027-02-24", said: func(c *couple) { c.endsEarly(forms.Mentee, "2026-09-01") }},
		{name: "a programme that asks, and is not extended", programme: "teacher-induction", today: "2027-01-20"},
		{name: "a programme that is not extended", today: "2027-02-24"},
	})
}

func TestPlanFindingsReadNaturallyInSwedish(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-05-20").in(lang.Swedish)
	for _, f := range c.Findings() {
		if f.ID() != "plans_pp4c_manager_talk" {
			continue
		}
		what, _ := c.SayFinding(f)
		same(t, "in Swedish", what, "Samtalet med adeptens chef skulle hållas senast 19 maj. Bestäm en dag och skriv in den i ”Arbetsplan” när ni har talats vid.")
		return
	}
	t.Error("the talk with the manager is not missed")
}
