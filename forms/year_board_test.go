package forms_test

import (
	"testing"

	"pairbook/forms"
)

// Amina has been elected to the board as an ordinary member; Per has been on it for
// years. Months run from the 24th to the 23rd.
func TestAYearOnABoardAndSixMonthsMore(t *testing.T) {
	y := newYear(t, "st-styrelse", "2026-03-24")
	y.say("pair", "mentee_seat_kind", forms.Mentee, "ordinary")
	y.play(t, boardBegins())
	y.play(t, boardGoesOn())
	y.checkReview(map[string]string{ // half-way; the month that runs is not silent yet
		"how it goes":                         "on_track",
		"contact":                             "Mar 2 · Apr 1 · May 1 · Jun 1 · Jul 1 · Aug 0",
		"contact, beside":                     "29 days since you last talked",
		"actions":                             "5 of 6 actions are done",
		"actions, beside":                     "3 of them after their day · 1 still open",
		"How often we talk":                   "kept: in touch in 5 of 5 periods",
		"How long our meetings are":           "kept: 4 of 4 meetings were as long as we said",
		"The agenda goes out beforehand":      "cannot be told: nobody has noted when it was sent",
		"A meeting called off gets a new day": "kept: 1 of 1 has a new day",
		"We always book the next meeting":     "not quite: 3 of 4 meetings ended with a new day", // not before the summer
	})
	y.play(t, boardWinter())
	y.play(t, boardDecides())
	y.play(t, boardEnds())
	y.checkReview(map[string]string{
		"how it goes":                         "finished",
		"contact, beside":                     "1 day since you last talked · no contact from 24 August 2026 to 23 September 2026",
		"actions, beside":                     "6 of them after their day · 1 dropped",
		"contact":                             "Mar 2 · Apr 1 · May 1 · Jun 1 · Jul 1 · Aug 0 · Sep 1 · Oct 1 · Nov 1 · Dec 1 · Jan 1 · Feb 1 · Mar 1 · Apr 1 · May 1 · Jun 1 · Jul 1 · Aug 2",
		"actions":                             "15 of 16 actions are done",
		"How often we talk":                   "not quite: in touch in 17 of 18 periods",
		"How long our meetings are":           "kept: 15 of 15 meetings were as long as we said",
		"The agenda goes out beforehand":      "cannot be told: nobody has noted when it was sent",
		"A meeting called off gets a new day": "kept: 2 of 2 have a new day",
		"We always book the next meeting":     "not quite: 13 of 14 meetings ended with a new day", // not before the summer
	})
}

func boardBegins() []morning {
	return []morning{
		{"2026-03-24", "contract: Fill in: Working contract", "-", "0", "-", nil},
		{"2026-03-31", "contract: Fill in: Working contract", "-", "", "-", nil}, // today is still in time
		// nobody has called: that comes before any form
		{"2026-04-02", "between.lg_contacts: The mentor contacts the mentee", "Planned for 31 March, 2 days ago", "0", "first_contact", func(y *year) { y.talked("phone") }},
		// the first talk is planned within a week
		{"2026-04-08", "meeting/1: Prepare meeting 1", "Planned for 14 April, in 6 days", "1", "", func(y *year) { y.say("meeting/1", "m_date", forms.Agreed, "2026-04-13") }},
		{"2026-04-10", "meeting/1: Prepare meeting 1, 13 April (in 3 days)", "-", "", "", func(y *year) { y.prepare(1) }},
		{"2026-04-12", "contract: Fill in: Working contract", "Planned for 14 April, in 2 days", "1", "", nil}, // the meeting is prepared
		{"2026-04-13", "meeting/1: Go on with meeting 1", "-", "", "", func(y *year) {
			y.hold(1, talk{kind: "first", next: "2026-05-11", promises: []promise{
				{"ring the caretaker", "mentee", "2026-05-01"}, {"send the rules", "mentor", "2026-05-01"}, {"read the agreement", "both", "2026-05-20"},
			}})
			y.say("contract", "ct_length_total", forms.Agreed, "2027-03-24")
			y.say("contract", "ct_length.from", forms.Agreed, "45")
			y.say("contract", "ct_length.to", forms.Agreed, "60")
			y.say("contract", "ct_rebook_owner", forms.Agreed, "mentee")
			y.say("contract", "ct_revise_every", forms.Agreed, "6")
			y.unsigned()
		}},
		{"2026-04-14", "contract.ct_sign_mentor: Sign: Working contract", "Every question is answered; only the names are missing.", "2", "", func(y *year) { y.sign() }},
		// nothing presses
		{"2026-04-20", "meeting/2: Prepare meeting 2, 11 May (in 21 days)", "-", "2", "-", nil},
		{"2026-04-21", "development_plan: Fill in: Development plan", "Planned for 19 May, in 28 days", "2", "", nil},
		{"2026-04-30", "process_plan.pp_steps: The mentee leads a membership meeting…", "Planned for 5 May, in 5 days", "2 0", "", nil},
		{"2026-05-02", "between.ac_list: 2 actions are late: see how they go", "…", "", "", func(y *year) {
			y.done("ring the caretaker")
			y.done("send the rules")
		}},
		// the membership meeting is tomorrow, the talk in a week
		{"2026-05-04", "process_plan.pp_steps: The mentee leads a membership meeting…", "Planned for 5 May, tomorrow", "", "", nil},
		{"2026-05-06", "process_plan.pp_steps: The mentee leads a membership meeting…", "Planned for 5 May, yesterday", "2 0", "member_meeting", func(y *year) { y.tick("pp3_member_meeting") }},
		{"2026-05-08", "meeting/2: Prepare meeting 2, 11 May (in 3 days)", "-", "", "-", func(y *year) { y.prepare(2) }},
		// on the day Per is ill
		{"2026-05-11", "meeting/2: Go on with meeting 2", "-", "2 0", "", func(y *year) {
			y.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-05-11", "by", "mentor")
		}},
		{"2026-05-12", "between.lg_cancelled: Find a new day for the meeting of 11 May", "Amina Diallo sees to it, as you agreed.", "", "rebook", func(y *year) {
			y.cell("between", "lg_cancelled", forms.Agreed, y.only("cancelled"), "new_date", "2026-05-20")
		}},
		{"2026-05-13", "development_plan: Fill in: Development plan", "Planned for 19 May, in 6 days", "2 0", "", func(y *year) { y.complete("development_plan", true) }},
		{"2026-05-18", "work_plan: Fill in: Work plan", "Planned for 19 May, tomorrow", "", "", func(y *year) {
			y.complete("work_plan", true)
			y.say("work_plan", "mt_date.date", forms.Agreed, "2026-05-18")
		}},
		{"2026-05-20", "meeting/2: Go on with meeting 2", "-", "", "", func(y *year) {
			y.hold(2, talk{next: "2026-06-17", outcomes: map[string]string{"read the agreement": "partly"}, promises: []promise{{"write to the caretaker", "mentee", "2026-06-10"}}})
		}},
	}
}

func boardGoesOn() []morning {
	return []morning{
		// what was looked at yesterday is not late today
		{"2026-05-21", "meeting/3: Prepare meeting 3, 17 June (in 27 days)", "-", "2 1", "-", nil},
		{"2026-06-11", "between.ac_list: 1 action is late: see how it goes", "write to the caretaker (10 June, yesterday)", "2 1 0", "", func(y *year) { y.done("write to the caretaker") }},
		{"2026-06-12", "meeting/3: Prepare meeting 3, 17 June (in 5 days)", "-", "", "", nil},
		{"2026-06-18", "meeting/3.m_date: Did you meet on 17 June?", "Write it down, or choose a new day.", "2 1 0", "", func(y *year) {
			y.hold(3, talk{day: "2026-06-17", outcomes: map[string]string{"read the agreement": "done"}, promises: []promise{{"draft the budget", "mentor", "2026-08-20"}}})
		}},
		// no next date before the summer; the board has no worksheet to book it on
		{"2026-06-19", "meeting/4.m_date: Book the next meeting", "-", "2 1 1", "meeting_ends", func(y *year) { y.say("meeting/4", "m_date", forms.Agreed, "2026-08-20") }},
		{"2026-07-20", "between.lg_contacts: At least one contact a month", "Planned for 23 July, in 3 days", "2 1 1 0", "-", func(y *year) { y.talked("phone") }},
		{"2026-08-10", "meeting/4: Prepare meeting 4, 20 August (in 10 days)", "-", "2 1 1 1 0", "-", nil},
		{"2026-08-14", "meeting/4: Prepare meeting 4, 20 August (in 6 days)", "-", "", "", func(y *year) { y.prepare(4) }},
		// prepared; the meeting is the month's contact, so nothing else is asked
		{"2026-08-18", "meeting/4: Meeting 4 is prepared: 20 August (in 2 days)", "-", "", "", nil},
		{"2026-08-20", "meeting/4: Go on with meeting 4", "-", "", "", func(y *year) {
			y.hold(4, talk{next: "2026-09-24", outcomes: map[string]string{"draft the budget": "done"}, promises: []promise{{"visit the branch", "both", "2026-09-24"}}})
		}},
		{"2026-08-27", "midpoint: Fill in: Mid-point review", "Planned for 24 September, in 28 days", "2 1 1 1 1 0", "-", nil},
		// the talk of the 24th comes a day too late for this month
		{"2026-09-18", "between.lg_contacts: At least one contact a month", "Planned for 23 September, in 5 days", "", "", func(y *year) {
			y.say("midpoint", "mr_contract_ok", forms.Agreed, "yes")
			y.say("midpoint", "mr_date", forms.Agreed, "2026-09-18")
			y.complete("midpoint", true)
		}},
	}
}

func boardWinter() []morning {
	return []morning{
		{"2026-09-24", "meeting/5: Prepare meeting 5, 24 September (today)", "-", "2 1 1 1 1 0 0", "", func(y *year) {
			y.hold(5, talk{next: "2026-10-29", outcomes: map[string]string{"visit the branch": "done"}, promises: []promise{{"lead the next talk", "mentee", "2026-10-15"}}})
		}},
		// six months after signing, but they looked at the contract in September
		{"2026-10-08", "meeting/6: Prepare meeting 6, 29 October (in 21 days)", "-", "2 1 1 1 1 0 1", "keep_contact", nil},
		{"2026-10-16", "between.ac_list: 1 action is late: see how it goes", "lead the next talk (15 October, yesterday)", "", "", nil},
		{"2026-10-29", "meeting/6: Prepare meeting 6, 29 October (today)", "-", "2 1 1 1 1 0 1 0", "", func(y *year) {
			y.hold(6, talk{next: "2026-11-26", outcomes: map[string]string{"lead the next talk": "not"}, promises: []promise{{"ask the chair", "mentor", "2026-11-20"}}})
		}},
		{"2026-11-02", "meeting/7: Prepare meeting 7, 26 November (in 24 days)", "-", "2 1 1 1 1 0 1 1", "", nil},
		{"2026-11-27", "meeting/7.m_date: Did you meet on 26 November?", "Write it down, or choose a new day.", "2 1 1 1 1 0 1 1 0", "", func(y *year) {
			y.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-11-26", "by", "both")
			y.done("ask the chair")
		}},
		{"2026-11-28", "between.lg_cancelled: Find a new day for the meeting of 26 November", "Amina Diallo sees to it, as you agreed.", "", "", nil},
		// silent for longer than a month and a week: a new day is what ends it
		{"2026-12-07", "between.lg_cancelled: Find a new day for the meeting of 26 November", "-", "2 1 1 1 1 0 1 1 0", "keep_contact rebook", func(y *year) {
			y.cell("between", "lg_cancelled", forms.Agreed, y.only("cancelled"), "new_date", "2026-12-15")
		}},
		{"2026-12-08", "meeting/7: Prepare meeting 7, 15 December (in 7 days)", "-", "", "", nil},
		{"2026-12-15", "meeting/7: Prepare meeting 7, 15 December (today)", "-", "", "", func(y *year) {
			y.hold(7, talk{next: "2027-01-21", outcomes: map[string]string{"lead the next talk": "dropped"}, promises: []promise{{"read the accounts", "both", "2027-01-31"}}})
		}},
	}
}

func boardDecides() []morning {
	return []morning{
		{"2027-01-15", "meeting/8: Prepare meeting 8, 21 January (in 6 days)", "-", "2 1 1 1 1 0 1 1 1 0", "", nil},
		{"2027-01-21", "meeting/8: Prepare meeting 8, 21 January (today)", "-", "", "", func(y *year) {
			y.hold(8, talk{next: "2027-02-18", outcomes: map[string]string{"read the accounts": "partly"}, promises: []promise{{"plan the spring", "both", "2027-02-18"}}})
		}},
		// it was looked at, but before its day
		{"2027-02-01", "between.ac_list: 1 action is late: see how it goes", "read the accounts (31 January, yesterday)", "2 1 1 1 1 0 1 1 1 1 0", "", func(y *year) { y.done("read the accounts") }},
		// no evaluation before it is decided whether this is the end
		{"2027-02-03", "meeting/9: Prepare meeting 9, 18 February (in 15 days)", "-", "", "", nil},
		{"2027-02-10", "process_plan.pp_extend: Decide: stop at 12 months or go on to 18?", "Planned for 24 February, in 14 days", "", "", nil},
		{"2027-02-12", "meeting/9: Prepare meeting 9, 18 February (in 6 days)", "-", "", "", func(y *year) { y.prepare(9) }},
		{"2027-02-17", "process_plan.pp_extend: Decide: stop at 12 months or go on to 18?", "Planned for 24 February, in 7 days", "", "", nil},
		{"2027-02-18", "meeting/9: Go on with meeting 9", "-", "", "", func(y *year) {
			y.hold(9, talk{next: "2027-03-18", outcomes: map[string]string{"plan the spring": "done"}, promises: []promise{{"tell the board", "mentee", "2027-03-18"}}})
			y.say("process_plan", "pp_extend.choice", forms.Agreed, "extend")
			y.say("process_plan", "pp_extend.date", forms.Agreed, "2027-02-18")
		}},
		{"2027-02-19", "contract.ct_length_total: Give the contract a new last day", "It runs until 24 March, and you go on until 24 September.", "2 1 1 1 1 0 1 1 1 1 1", "", nil},
		{"2027-03-12", "meeting/10: Prepare meeting 10, 18 March (in 6 days)", "-", "2 1 1 1 1 0 1 1 1 1 1 0", "", func(y *year) {
			y.say("contract", "ct_length_total", forms.Agreed, "2027-09-24")
			y.sign()
		}},
		{"2027-03-18", "meeting/10: Prepare meeting 10, 18 March (today)", "-", "", "", func(y *year) {
			y.hold(10, talk{next: "2027-04-22", outcomes: map[string]string{"tell the board": "done"}, promises: []promise{{"chair a meeting", "mentee", "2027-05-20"}}})
			y.tick("pp_training")
		}},
	}
}

func boardEnds() []morning {
	return []morning{
		// twelve months are over, and nobody speaks of an end
		{"2027-03-25", "meeting/11: Prepare meeting 11, 22 April (in 28 days)", "-", "2 1 1 1 1 0 1 1 1 1 1 1 0", "keep_contact", nil},
		{"2027-04-22", "meeting/11: Prepare meeting 11, 22 April (today)", "-", "", "", func(y *year) {
			y.hold(11, talk{next: "2027-05-20", outcomes: map[string]string{"chair a meeting": "partly"}, promises: []promise{{"write an article", "mentee", "2027-06-17"}}})
		}},
		{"2027-05-20", "meeting/12: Prepare meeting 12, 20 May (today)", "-", "2 1 1 1 1 0 1 1 1 1 1 1 1 0", "", func(y *year) {
			y.hold(12, talk{next: "2027-06-17", outcomes: map[string]string{"chair a meeting": "done", "write an article": "not"}, promises: []promise{{"find a date", "mentor", "2027-06-01"}}})
		}},
		{"2027-06-02", "between.ac_list: 1 action is late: see how it goes", "find a date (1 June, yesterday)", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 0", "", func(y *year) { y.done("find a date") }},
		{"2027-06-17", "meeting/13: Prepare meeting 13, 17 June (today)", "-", "", "", func(y *year) {
			y.hold(13, talk{next: "2027-08-26", outcomes: map[string]string{"write an article": "done"}, promises: []promise{{"pass on the folder", "mentor", "2027-08-26"}}})
		}},
		{"2027-07-20", "between.lg_contacts: At least one contact a month", "Planned for 23 July, in 3 days", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 0", "", func(y *year) { y.talked("email") }},
		// the next meeting comes after the month is over
		{"2027-08-16", "between.lg_contacts: At least one contact a month", "Planned for 23 August, in 7 days", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 1 0", "", func(y *year) { y.talked("phone") }},
		{"2027-08-26", "meeting/14: Prepare meeting 14, 26 August (today)", "-", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 1 1 0", "", func(y *year) {
			y.hold(14, talk{next: "2027-09-23", outcomes: map[string]string{"pass on the folder": "done"}, promises: []promise{{"say thank you", "mentee", "2027-09-23"}}})
		}},
		// the contract is not looked over three weeks before the end
		{"2027-09-01", "feedback_each/mentee: Fill in: Feedback, Amina Diallo", "You planned to end on 24 September, in 23 days", "", "", func(y *year) { y.state("feedback_each/mentee", forms.StateSealed) }},
		{"2027-09-10", "feedback_each/mentor: Fill in: Feedback, Per Holm", "You planned to end on 24 September, in 14 days", "", "", nil},
		{"2027-09-17", "meeting/15: Prepare meeting 15, 23 September (in 6 days)", "-", "", "", func(y *year) { y.prepare(15) }},
		{"2027-09-20", "feedback_each/mentor: Fill in: Feedback, Per Holm", "-", "", "", nil},
		{"2027-09-23", "meeting/15: Go on with meeting 15", "-", "", "", func(y *year) {
			y.hold(15, talk{kind: "closing", outcomes: map[string]string{"say thank you": "done"}})
		}},
		{"2027-09-24", "process_plan.pp_steps: The mentorship is closed", "Planned for 24 September, today", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 1 1 2", "", func(y *year) { y.tick("pp6_end") }},
		{"2027-09-27", "feedback_each/mentor: Fill in: Feedback, Per Holm", "-", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 1 1 2", "", func(y *year) { y.state("feedback_each/mentor", forms.StateSealed) }},
		{"2027-10-05", "next_steps: Fill in: Next steps", "-", "", "", func(y *year) {
			y.complete("next_steps", true)
			y.say("next_steps", "ns_followup", forms.Agreed, "2027-12-20")
		}},
		{"2027-11-15", "", "", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 1 1 2", "", nil},
		{"2027-12-14", "between.lg_contacts: Ask each other how it goes now", "You planned it for 20 December, in 6 days", "", "", nil},
		{"2027-12-20", "between.lg_contacts: Ask each other how it goes now", "You planned it for 20 December, today", "", "", func(y *year) { y.talked("phone") }},
		{"2027-12-21", "", "", "2 1 1 1 1 0 1 1 1 1 1 1 1 1 1 1 1 2", "", nil},
	}
}
