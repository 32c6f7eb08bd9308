package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/tuitest"
)

// inBothLanguages tells a story of the main job in each language.
func inBothLanguages(t *testing.T, o tuitest.Options, f func(p *pen)) {
	for _, l := range []lang.Lang{lang.English, lang.Swedish} {
		t.Run(string(l), func(t *testing.T) {
			o := o
			o.Lang = l
			write(t, o, f)
		})
	}
}

func fillWorksheet(p *pen) {
	p.to("pw_date_place").takes().says("Stockholm")
	p.at("pw_about_me_mentee").says("I drive a tram.")
	p.to("pw_goals").says("Lead a meeting", "It scares me", "I have led one", "2026-09-01").picks(1)
	p.Press("tab") // past the line that adds a row
	p.to("pw_expect_mentee").says("Honest answers")
	p.to("pw_expect_mentor").says("Questions, half-finished ones too")
	p.to("pw_role_mentor").says("Listens first")
	p.at("pw_role_mentee").says("Books the times")
	p.to("pw_first_topics").says("The agreement", "in April")
	p.to("pw_method").ticks(1, 2)
	p.at("pw_shadow_plan").says("A morning at the depot") // asked because of the shadowing
	p.at("pw_meeting_rhythm").says("The first Thursday of the month")
	p.to("pw_dates_booked").says("2026-04-02", "17.00", "the library")
	p.to("pw_followup_plan").says("We begin with the list from last time")
	p.at("pw_review_date").takes()
	p.at("pw_end_date").takes()
	p.at("pw_agreed").takes()
	p.at("pw_agreed").takes()
}

func TestAPairFillsInThePlanningWorksheet(t *testing.T) {
	inBothLanguages(t, union(atHub()), func(p *pen) {
		p.opensSheet("planning_worksheet")
		fillWorksheet(p)
		p.nothingNeeded("planning_worksheet")
		p.Press("ctrl+r").Sees(p.word("sheet.left_optional"))
		p.Press("esc").SeesRow("✓", p.section("planning_worksheet", "goals")).Press("esc").Sees("THE PAIR")
	})
}

// fillContract answers the eleven questions of the union's contract, and whatever
// else the form needs.
func fillContract(p *pen) {
	p.to("ct_needs_goals").says("To be sure of the agreement")
	p.at("ct_expectations").says("We are on time")
	p.at("ct_character").says("Trust, and a laugh each time")
	p.at("ct_frequency").Press("enter") // the cursor stands on what is suggested
	p.at("ct_when").says("Thursdays at five")
	p.at("ct_length").says("60", "90")
	p.at("ct_place").picks(2).says("he rings")
	p.at("ct_reach").says("Text first")
	p.at("ct_between").says("Short questions by text")
	p.at("ct_reply_days").takes()
	p.at("ct_rebook_owner").picks(1)
	p.to("ct_topics_wanted").ticks(2, 3).says("")
	p.at("ct_topics_first").says("The agenda of the meeting")
	p.to("ct_joint_activities").says("A negotiation", "in May")
	p.to("ct_ways").says("We test and tell")
	p.at("ct_structure").picks(1)
	p.at("ct_agenda_owner").takes().takes()
	p.at("ct_notes_owner").takes()
	p.at("ct_feedback_how").says("Two minutes at the end")
	p.at("ct_ethics").says("What is said here stays here")
	p.at("ct_confidential").picks(1).to("ct_conf_exceptions").ticks(1, 2).to("ct_conf_share").ticks(1, 2)
	p.to("ct_disagree").says("We say so the same week")
	p.at("ct_no_fault").picks(1)
	p.to("ct_length_total").says("2027-03-02")
	p.to("ct_sign_mentor").takes()
	p.at("ct_sign_mentee").takes()
}

func TestAPairAgreesOnItsContract(t *testing.T) {
	inBothLanguages(t, union(atHub()), func(p *pen) {
		p.opensSheet("contract")
		fillContract(p)
		p.nothingNeeded("contract").Press("ctrl+r").Sees(p.word("sheet.left_optional"))
		p.holds("contract", "ct_frequency", "", forms.Agreed, "monthly")
		p.holds("contract", "ct_place", "choice", forms.Agreed, "phone")
		p.Press("esc").SeesRow("✓", p.section("contract", "confidential"), "3/5").Press("esc").Sees("THE PAIR")
	})
}

// addAction types a new action of a meeting on the line that adds one.
func addAction(p *pen, what string, who int, when string) {
	p.says(what).picks(who).says(when)
	p.Press("tab", "tab") // past weight and goal, to the line that adds the next
}

func holdFirstMeeting(p *pen) {
	fillFirstMeeting(p)
	closesAllTheSame(p, "sheet.close_anyway")
}

func fillFirstMeeting(p *pen) {
	p.to("mp_done").says("Read the agreement")
	p.to("m_date").says("2026-03-24")
	p.to("m_channel").picks(1)
	p.to("m_topics").ticks(2).says("Where to begin")
	p.to("m_insights").says("Ask first")
	p.to("m_new_actions")
	addAction(p, "Book the hall", 1, "2026-04-02")
	addAction(p, "Ask for the minutes", 2, "2026-04-03")
	addAction(p, "Draft the agenda", 3, "2026-04-10")
	p.to("m_next_date").says("2026-04-16", "17.30")
	p.at("m_next_focus").says("The membership meeting")
	p.to("m_written_by").picks(1)
	p.Press("tab").Sees(p.word("sheet.close")) // past the last question stands the button
}

// closesAllTheSame closes a meeting in which needed questions are empty; end is the last
// line of their list.
func closesAllTheSame(p *pen, end string) {
	p.Press("enter", "end").SeesRow("[ " + p.word(end) + " ]").Press("enter")
	p.Sees("THE PAIR").Sees(p.word("sheet.closed_note", "title", p.pair.Words.T("forms.numbered", "title", p.pair.Text(p.pair.Library.Forms[forms.MeetingForm].Title), "n", 1)))
}

func TestWhatWasPromisedComesBackUntilItIsSettled(t *testing.T) {
	inBothLanguages(t, union(atHub()), func(p *pen) {
		p.opensSheet("meeting/1")
		holdFirstMeeting(p)
		p.opensSheet("meeting/2")
		p.Sees("24 ").Sees("Ask first").Sees("The membership meeting")
		p.Sees("Book the hall").Sees("Ask for the").Sees("Draft the")
		p.to("m_actions_review").Sees("Book the hall").Sees("Ask for the").Sees("Draft the")
		p.picks(1).says("It is free").picks(2).says("Half of them").picks(4).says("")
		if n := len(p.sheet("meeting/2").Left()); n == 0 {
			p.t.Error("nothing is left of a meeting that has hardly begun")
		}
		p.Press("esc").opensSheet("meeting/2")
		p.to("m_date").says("2026-03-24").to("m_confirmed").Press("tab", "enter", "end", "enter")
		p.opensSheet("meeting/3")
		p.to("m_actions_review").SeesRow("Ask for the minutes").SeesNot("Book the hall").SeesNot("Draft the agenda")
	})
}

// fillCopy answers what one person's feedback needs.
func fillCopy(p *pen, v forms.Voice, words string) {
	p.to("fe_worked").says("What worked: " + words)
	p.at("fe_change").says("Shorter meetings")
	for _, field := range []string{"fe_match", "fe_regular", "fe_prepared", "fe_open", "fe_trust", "fe_prog_support"} {
		p.to(field).Type("4").Press("tab")
	}
	if v == forms.Mentee {
		p.to("fe_role_ready").Type("4").Press("tab")
	}
	p.to("fe_recommend").picks(1)
	p.to("fe_to_board").ticks(4)
	p.to("fe_sign").takes()
	p.Sees(p.word("sheet.seal")).Press("enter", "end", "enter") // a seal is asked about first
}

func TestEachWritesTheirFeedbackAloneAndThenBothOpenIt(t *testing.T) {
	o := union(tui.Place{Screen: tui.Evaluation, Sheet: forms.SheetID{Form: forms.EachForm}})
	o.Fill = nil // this programme has a joint page
	inBothLanguages(t, o, func(p *pen) {
		alone := func(v forms.Voice, words string) {
			p.opens(p.word("evaluation.alone", "name", p.pair.Name(v))).Press("enter")
			p.Sees(p.word("app.alone"))
			fillCopy(p, v, words)
		}
		alone(forms.Mentee, "the Friday calls")
		p.SeesNot("Friday").Sees(p.word("evaluation.sealed", "name", p.pair.Name(forms.Mentor)))
		p.Press("up", "up", "up", "up")
		alone(forms.Mentor, "the long walks")
		p.Press("up", "up", "up", "up")
		p.opens(p.word("evaluation.read", "name", p.pair.Name(forms.Mentee))).Sees("the Friday calls")
		p.Type("x").Sees(p.word("sheet.read_only")).Press("esc")
		p.opens(p.word("evaluation.joint")).Sees("What worked: the Friday calls").Sees("What worked: the long walks")
		p.to("ft_worked").says("We rang each other").at("ft_change").says("Begin earlier")
		p.holds("feedback_together", "ft_worked", "", forms.Agreed, "We rang each other")
		p.Press("esc").opens(p.word("evaluation.next_steps"))
		p.to("ns_role").says("On the board for two more years")
		p.holds("next_steps", "ns_role", "", forms.Mentee, "On the board for two more years")
	})
}
