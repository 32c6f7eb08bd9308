package forms_test

import (
	"testing"

	"pairbook/forms"
)

// Amina and Per are matched by their local on the first of September; months are
// calendar months.
func TestAYearInALocal(t *testing.T) {
	y := newYear(t, "union-local", "2026-09-01")
	y.play(t, localBegins())
	y.play(t, localGoesOn())
	y.checkReview(map[string]string{ // in May
		"how it goes":                         "on_track",
		"contact, beside":                     "14 days since you last talked",
		"actions, beside":                     "3 of them after their day · 1 still open",
		"contact":                             "Sep 2 · Oct 1 · Nov 1 · Dec 1 · Jan 1 · Feb 1 · Mar 1 · Apr 1 · May 1",
		"actions":                             "8 of 9 actions are done",
		"How often we talk":                   "kept: in touch in 8 of 8 periods",
		"How long our meetings are":           "kept: 8 of 8 meetings were as long as we said",
		"The agenda goes out beforehand":      "cannot be told: nobody has noted when it was sent",
		"A meeting called off gets a new day": "kept: 1 of 1 has a new day",
		"We always book the next meeting":     "not quite: 7 of 8 meetings ended with a new day", // in November a day had been booked long ago
	})
	y.play(t, localEnds())
	y.checkReview(map[string]string{
		"how it goes":                         "finished",
		"contact, beside":                     "97 days since you last talked",
		"actions, beside":                     "3 of them after their day",
		"contact":                             "Sep 2 · Oct 1 · Nov 1 · Dec 1 · Jan 1 · Feb 1 · Mar 1 · Apr 1 · May 1 · Jun 1 · Jul 1 · Aug 1",
		"actions":                             "11 of 11 actions are done",
		"How often we talk":                   "kept: in touch in 12 of 12 periods",
		"How long our meetings are":           "kept: 11 of 11 meetings were as long as we said",
		"The agenda goes out beforehand":      "cannot be told: nobody has noted when it was sent",
		"A meeting called off gets a new day": "kept: 1 of 1 has a new day",
		"We always book the next meeting":     "not quite: 9 of 10 meetings ended with a new day",
	})
}

func localBegins() []morning {
	return []morning{
		{"2026-09-01", "planning_worksheet: Fill in: Planning worksheet", "-", "0", "", nil},
		{"2026-09-09", "between.lg_contacts: The mentor has been in touch", "Planned for 8 September, yesterday", "0", "", func(y *year) {
			y.talked("phone")
			y.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-09-21")
		}},
		{"2026-09-15", "meeting/1: Prepare meeting 1, 21 September (in 6 days)", "-", "1", "", nil},
		{"2026-09-21", "meeting/1: Prepare meeting 1, 21 September (today)", "-", "1", "", func(y *year) {
			y.hold(1, talk{kind: "first", next: "2026-10-15", promises: []promise{{"read the by-laws", "mentee", "2026-10-05"}, {"find a grievance to follow", "both", "2026-10-10"}}})
			y.say("planning_worksheet", "pw_review_date", forms.Agreed, "2027-03-01")
			y.say("planning_worksheet", "pw_end_date", forms.Agreed, "2027-09-01")
		}},
		{"2026-09-22", "planning_worksheet: Go on with: Planning worksheet…", "Planned for 22 September, today", "2", "", func(y *year) {
			for _, day := range []string{"2026-10-15", "2026-11-12", "2026-12-10"} {
				y.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", day)
			}
			y.complete("planning_worksheet", true)
		}},
		{"2026-09-30", "contract: Fill in: Working contract", "Planned for 6 October, in 6 days", "", "", func(y *year) {
			y.say("contract", "ct_rebook_owner", forms.Agreed, "canceller")
			y.say("contract", "ct_length_total", forms.Agreed, "2027-09-01")
			y.unsigned()
		}},
		{"2026-10-03", "contract.ct_sign_mentor: Sign: Working contract", "Every question is answered; only the names are missing.", "2 0", "", func(y *year) { y.sign() }},
		{"2026-10-05", "process_plan.pp_steps: Dates booked for the next three months", "Planned for 6 October, tomorrow", "", "", func(y *year) { y.tick("dates_booked") }},
		{"2026-10-06", "between.ac_list: 1 action is late: see how it goes", "read the by-laws (5 October, yesterday)", "2 0", "", func(y *year) { y.done("read the by-laws") }},
		{"2026-10-15", "meeting/2: Prepare meeting 2, 15 October (today)", "-", "2 0", "", func(y *year) {
			y.hold(2, talk{outcomes: map[string]string{"find a grievance to follow": "done"}, next: "2026-11-12", promises: []promise{{"introduce the president", "mentor", "2026-11-05"}}})
		}},
	}
}

func localGoesOn() []morning {
	return []morning{
		{"2026-11-06", "between.ac_list: 1 action is late: see how it goes", "introduce the president (5 November, yesterday)", "2 1 0", "", func(y *year) { y.done("introduce the president") }},
		{"2026-11-07", "meeting/3: Prepare meeting 3, 12 November (in 5 days)", "-", "", "", nil},
		{"2026-11-13", "meeting/3.m_date: Did you meet on 12 November?", "-", "2 1 0", "", func(y *year) {
			y.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-11-12", "by", "mentor")
		}},
		// the one who cancelled finds a new day
		{"2026-11-14", "between.lg_cancelled: Find a new day for the meeting of 12 November", "Per Holm sees to it, as you agreed.", "", "rebook", func(y *year) {
			y.cell("between", "lg_cancelled", forms.Agreed, y.only("cancelled"), "new_date", "2026-11-24")
		}},
		{"2026-11-24", "meeting/3: Prepare meeting 3, 24 November (today)", "-", "2 1 0", "", func(y *year) {
			y.hold(3, talk{promises: []promise{{"sit in on bargaining", "both", "2026-12-10"}}})
		}},
		// 10 December was booked long ago, so nobody is told to book
		{"2026-11-25", "process_plan.pp_steps: The mentee's first quarterly report, a few lines from the log", "Planned for 1 December, in 6 days", "2 1 1", "", func(y *year) { y.tick("report_3") }},
		{"2026-12-04", "meeting/4: Prepare meeting 4, 10 December (in 6 days)", "-", "2 1 1 0", "-", nil},
		{"2026-12-10", "meeting/4: Prepare meeting 4, 10 December (today)", "-", "", "", func(y *year) {
			y.hold(4, talk{next: "2027-01-14", outcomes: map[string]string{"sit in on bargaining": "done"}, promises: []promise{{"write a leaflet", "mentee", "2027-01-20"}}})
		}},
		{"2027-01-14", "meeting/5: Prepare meeting 5, 14 January (today)", "-", "2 1 1 1 0", "", func(y *year) {
			y.hold(5, talk{next: "2027-02-11", outcomes: map[string]string{"write a leaflet": "partly"}, promises: []promise{{"print it", "mentor", "2027-02-11"}}})
		}},
		{"2027-01-21", "between.ac_list: 1 action is late: see how it goes", "write a leaflet (20 January, yesterday)", "2 1 1 1 1", "", func(y *year) { y.done("write a leaflet") }},
		{"2027-02-01", "midpoint: Fill in: Mid-point review", "Planned for 1 March, in 28 days", "2 1 1 1 1 0", "", nil},
		{"2027-02-11", "meeting/6: Prepare meeting 6, 11 February (today)", "-", "", "", func(y *year) {
			y.hold(6, talk{next: "2027-03-11", outcomes: map[string]string{"print it": "done"}, promises: []promise{{"speak at the meeting", "mentee", "2027-03-11"}}})
		}},
		{"2027-02-20", "midpoint: Look back half-way: how does it go?", "You planned it for 1 March, in 9 days", "2 1 1 1 1 1", "", func(y *year) { y.complete("midpoint", true) }},
		{"2027-02-23", "process_plan.pp_steps: The mentee's second quarterly report, a few lines from the log", "Planned for 1 March, in 6 days", "", "", func(y *year) { y.tick("report_6") }},
		{"2027-03-11", "meeting/7: Prepare meeting 7, 11 March (today)", "-", "2 1 1 1 1 1 0", "", func(y *year) {
			y.hold(7, talk{outcomes: map[string]string{"speak at the meeting": "done"}, promises: []promise{{"call the education office", "mentor", "2027-05-13"}}})
		}},
		{"2027-03-12", "planning_worksheet.pw_dates_booked: Book the next meeting", "-", "2 1 1 1 1 1 1", "meeting_ends", nil},
		{"2027-04-19", "between.lg_contacts: Get in touch, and note it down", "39 days since you last talked", "2 1 1 1 1 1 1 0", "keep_contact meeting_ends", func(y *year) {
			y.talked("phone")
			y.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2027-05-13")
		}},
		{"2027-05-13", "meeting/8: Prepare meeting 8, 13 May (today)", "-", "2 1 1 1 1 1 1 1 0", "", func(y *year) {
			y.hold(8, talk{next: "2027-06-10", outcomes: map[string]string{"call the education office": "done"}, promises: []promise{{"apply for the course", "mentee", "2027-06-10"}}})
		}},
		{"2027-05-27", "process_plan.pp_steps: The mentee's third quarterly report, a few lines from the log", "Planned for 1 June, in 5 days", "", "", func(y *year) { y.tick("report_9") }},
	}
}

func localEnds() []morning {
	return []morning{
		{"2027-06-10", "meeting/9: Prepare meeting 9, 10 June (today)", "-", "2 1 1 1 1 1 1 1 1 0", "", func(y *year) {
			y.hold(9, talk{next: "2027-07-08", outcomes: map[string]string{"apply for the course": "done"}, promises: []promise{{"plan the autumn", "both", "2027-08-26"}}})
		}},
		{"2027-07-05", "meeting/10: Prepare meeting 10, 8 July (in 3 days)", "-", "2 1 1 1 1 1 1 1 1 1 0", "", nil},
		{"2027-07-08", "meeting/10: Prepare meeting 10, 8 July (today)", "-", "", "", func(y *year) {
			y.hold(10, talk{next: "2027-08-26", outcomes: map[string]string{"plan the autumn": "partly"}, promises: []promise{{"find a successor", "mentee", "2027-08-26"}}})
		}},
		// what is filled in at the last meeting does not come before it by weeks
		{"2027-07-12", "meeting/11: Prepare meeting 11, 26 August (in 45 days)", "-", "", "-", nil},
		{"2027-07-27", "process_plan.pp_steps: Something done together…", "Planned for 1 August, in 5 days", "", "", func(y *year) { y.tick("joint_activity") }},
		{"2027-08-20", "meeting/11: Prepare meeting 11, 26 August (in 6 days)", "-", "2 1 1 1 1 1 1 1 1 1 1 0", "", func(y *year) { y.prepare(11) }},
		// this programme fills it in together
		{"2027-08-25", "feedback_together: Fill in: Feedback together", "Planned for 1 September, in 7 days", "", "", func(y *year) {
			y.state("feedback_each/mentee", forms.StateTogether)
			y.state("feedback_each/mentor", forms.StateTogether)
		}},
		{"2027-08-26", "meeting/11: Go on with meeting 11", "-", "", "", func(y *year) {
			y.hold(11, talk{kind: "closing", outcomes: map[string]string{"plan the autumn": "done", "find a successor": "done"}})
		}},
		{"2027-08-27", "feedback_together: Fill in: Feedback together", "Planned for 1 September, in 5 days", "2 1 1 1 1 1 1 1 1 1 1 1", "", func(y *year) { y.complete("feedback_together", true) }},
		{"2027-08-30", "next_steps: Fill in: Next steps", "Planned for 1 September, in 2 days", "", "", func(y *year) { y.complete("next_steps", true) }},
		{"2027-09-02", "", "", "2 1 1 1 1 1 1 1 1 1 1 1", "-", nil},
		{"2027-12-01", "", "", "2 1 1 1 1 1 1 1 1 1 1 1", "", nil},
	}
}
