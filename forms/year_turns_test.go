package forms_test

import (
	"strings"
	"testing"

	"pairbook/forms"
)

// underWay is a pair on a board that has signed its contract and met once.
func underWay(t *testing.T) *year {
	t.Helper()
	y := newYear(t, "st-styrelse", "2026-03-24")
	y.say("pair", "mentee_seat_kind", forms.Mentee, "substitute")
	y.Today = date(t, "2026-04-01")
	y.say("contract", "ct_revise_every", forms.Agreed, "3")
	y.say("contract", "ct_length_total", forms.Agreed, "2027-03-24")
	y.say("contract", "ct_rebook_owner", forms.Agreed, "mentor")
	y.unsigned()
	y.sign()
	y.hold(1, talk{kind: "first", next: "2026-04-28", promises: []promise{{"ring the caretaker", "mentee", "2026-04-20"}}})
	return y
}

func TestAPauseAsksForNothingAndMovesTheRest(t *testing.T) {
	y := underWay(t)
	y.play(t, []morning{
		{"2026-04-10", "meeting/2: Prepare meeting 2, 28 April (in 18 days)", "", "1", "", func(y *year) {
			y.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-04-15")
		}},
		{"2026-04-14", "meeting/2: Prepare meeting 2, 28 April (in 14 days)", "", "", "", nil},
		{"2026-04-15", "process_plan.pp_pauses: You have a pause", "Nothing is due until it is over. To go on, give it a last day.", "", "-", nil},
		{"2026-06-20", "process_plan.pp_pauses: You have a pause", "-", "1", "", func(y *year) {
			y.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-04-28", "by", "both", "new_date", "2026-07-02")
			y.cell("process_plan", "pp_pauses", forms.Agreed, y.only("pauses"), "to", "2026-06-28")
		}},
		{"2026-06-28", "process_plan.pp_pauses: You have a pause until 28 June", "Nothing is due until it is over.", "1", "", nil},
		// 75 days later than planned, and what was promised before the pause is still promised
		{"2026-06-29", "between.ac_list: 1 action is late: see how it goes", "-", "1", "", func(y *year) { y.done("ring the caretaker") }},
		{"2026-06-30", "meeting/2: Prepare meeting 2, 2 July (in 2 days)", "-", "1", "", nil},
		// nobody is told that they were silent in the pause
		{"2026-07-02", "meeting/2: Prepare meeting 2, 2 July (today)", "-", "", "", func(y *year) { y.hold(2, talk{next: "2026-08-06"}) }},
		{"2026-07-10", "development_plan: Fill in: Development plan", "Planned for 2 August, in 23 days", "2 0", "", nil}, // the first month went on until 7 July
	})
	if end, _ := y.Day(forms.Offset{From: forms.FromEnd}); end.String() != "2027-06-07" {
		t.Errorf("24 March and 75 days is %s", end)
	}
}

func TestAnEarlyEndAsksForItsOwnSheetOnly(t *testing.T) {
	y := underWay(t)
	y.Today = date(t, "2026-05-30")
	y.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-05-01", "to", "2026-05-15")
	y.complete("early_end", true)
	for _, day := range []string{"2026-05-31", "2026-08-01", "2027-04-01"} {
		y.Today = date(t, day)
		for _, x := range y.Next() {
			if x.Sheet.Form != forms.EarlyEndForm {
				t.Errorf("%s: after an early end the two are told: %s", day, y.line(x))
			}
		}
	}
}

func TestTheContractIsLookedThroughAsOftenAsTheySaid(t *testing.T) {
	y := underWay(t)
	contract := func(day string) string {
		y.Today = date(t, day)
		for _, x := range y.Next() {
			if x.Sheet.Form == forms.ContractForm {
				return y.line(x) + " | " + y.SayWhy(x)
			}
		}
		return ""
	}
	same(t, "more than two weeks before", contract("2026-06-16"), "")
	same(t, "two weeks before three months are over", contract("2026-06-17"),
		"contract.ct_revise_every: Read the contract once more: does it still hold? | You planned it for 1 July, in 14 days. If you change it, sign again.")
	same(t, "four weeks after", contract("2026-07-29") != "", true)
	same(t, "nobody is reminded for ever", contract("2026-07-30"), "")
	y.Today = date(t, "2026-07-01")
	y.sign()
	same(t, "signed anew, it counts from there", contract("2026-07-15"), "")
	same(t, "three months later", strings.Contains(contract("2026-09-20"), "1 October"), true)
	y.say("midpoint", "mr_date", forms.Agreed, "2026-09-24")
	y.say("midpoint", "mr_contract_ok", forms.Agreed, "yes")
	same(t, "they said half-way that it holds", contract("2026-09-25"), "")
	same(t, "and three months on", strings.Contains(contract("2026-12-28"), "1 January"), true)
	y.say("contract", "ct_length_total", forms.Agreed, "2026-10-01")
	same(t, "a contract that runs out before the end", contract("2026-09-25"),
		"contract.ct_length_total: Give the contract a new last day | It runs until 1 October, and you go on until 24 March 2027.")
}

func TestAMeetingThatWasHeldIsWrittenAndClosed(t *testing.T) {
	y := underWay(t)
	y.play(t, []morning{
		{"2026-04-27", "between.ac_list: 1 action is late: see how it goes", "-", "1 0", "", func(y *year) { // held a day early
			y.say("meeting/2", "m_date", forms.Agreed, "2026-04-27")
		}},
		{"2026-04-28", "meeting/2: Go on with meeting 2", "", "1 1", "", func(y *year) {
			y.cell("meeting/2", "m_actions_review", forms.Agreed, y.rows["ring the caretaker"], "outcome", "done")
			y.row("meeting/2", "m_new_actions", forms.Agreed, "action", "ask the chair", "owner", "mentor", "due", "2026-06-02")
			y.complete("meeting/2", true)
		}},
		{"2026-04-29", "meeting/2: Close meeting 2", "All that is needed is written down.", "", "", func(y *year) {
			y.say("meeting/2", "m_next_date.date", forms.Agreed, "2026-06-02")
			y.state("meeting/2", forms.StateClosed)
		}},
		// the booked day was the 28th, and they met the day before
		{"2026-04-30", "development_plan: Fill in: Development plan", "Planned for 19 May, in 19 days", "1 1", "", nil},
	})
}

func TestAMeetingOpenedAgainHidesNotTheNextOne(t *testing.T) {
	y := underWay(t)
	y.done("ring the caretaker")
	y.play(t, []morning{
		{"2026-04-28", "meeting/2: Prepare meeting 2, 28 April (today)", "-", "", "", func(y *year) { y.hold(2, talk{next: "2026-05-26"}) }},
		{"2026-05-22", "development_plan: Fill in: Development plan", "-", "", "", func(y *year) {
			y.complete("development_plan", true)
			y.complete("work_plan", true)
			y.say("work_plan", "mt_date.date", forms.Agreed, "2026-05-22")
			y.state("meeting/1", forms.StateNone)
		}},
		{"2026-05-23", "meeting/3: Prepare meeting 3, 26 May (in 3 days)", "-", "", "", nil},
	})
	same(t, "the first one is still to be closed", strings.Contains(strings.Join(y.tasks(), " "), "meeting/1"), true)
}

func TestWhatIsLateForLongNoLongerComesFirst(t *testing.T) {
	y := underWay(t)
	y.done("ring the caretaker")
	y.play(t, []morning{
		{"2026-04-28", "meeting/2: Prepare meeting 2, 28 April (today)", "-", "1 0", "", func(y *year) { y.hold(2, talk{next: "2026-06-25"}) }},
		{"2026-05-20", "development_plan: Fill in: Development plan", "Planned for 19 May, yesterday", "", "", nil},
		{"2026-06-05", "development_plan: Fill in: Development plan", "-", "1 1 0", "", func(y *year) { y.talked("phone") }},
		{"2026-06-17", "contract.ct_revise_every: Read the contract once more: does it still hold?", "-", "1 1 1", "", nil},
		{"2026-06-18", "meeting/3: Prepare meeting 3, 25 June (in 7 days)", "-", "", "", func(y *year) { y.prepare(3) }},
	})
	same(t, "it is still among what is next", strings.Contains(strings.Join(y.tasks(), " "), "development_plan"), true)
}

func TestAPairThatHasGoneSilentIsToldToTalk(t *testing.T) {
	y := underWay(t)
	y.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-04-28")
	y.play(t, []morning{
		{"2026-04-29", "between.lg_cancelled: Find a new day for the meeting of 28 April", "Per Holm sees to it, as you agreed.", "1 0", "", nil},
		// before the review that was planned for yesterday
		{"2026-09-25", "between.lg_contacts: Get in touch, and note it down", "177 days since you last talked", "1 0 0 0 0 0 0", "", nil},
		{"2026-12-01", "between.lg_contacts: Get in touch, and note it down", "244 days since you last talked", "1 0 0 0 0 0 0 0 0", "", nil},
	})
}

func TestEveryTaskOfEveryProgrammeLeadsToAQuestionThatIsThere(t *testing.T) {
	for id := range aminaAndPer(t, "workplace", "2026-03-24", "en").Library.Programmes {
		y := newYear(t, id, "2026-03-24")
		for _, day := range []string{"2026-04-02", "2026-05-12", "2026-09-20", "2027-01-10", "2027-02-20", "2027-04-20"} {
			y.Today = date(t, day)
			y.checkWords(id + " on " + day)
			if day == "2026-05-12" {
				y.hold(1, talk{kind: "first", promises: []promise{{"ring the caretaker", "mentee", "2026-06-01"}}})
			}
		}
	}
}
