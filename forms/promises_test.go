package forms_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestActionsKeepTheirNumbersWhenSomeAreSettled(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
	goal := c.row("planning_worksheet", "pw_goals", forms.Agreed,
		"goal", "Lead a meeting")
	hall := c.row("meeting/1", "m_new_actions", forms.Agreed,
		"action", "Book the hall", "owner", "mentee", "due", "2026-05-07", "goal", string(goal))
	chair := c.row("between", "ac_list", forms.Agreed,
		"action", "Ask the chair", "owner", "both", "due", "2026-05-01", "status", "done", "done", "2026-05-02")
	want := []forms.Action{
		{
			N: 1, Row: hall, Text: "Book the hall", Owner: forms.Mentee, Due: date(t, "2026-05-07"), Goal: 1, Status: "open",
			From: forms.Meeting(1),
		},
		{
			N: 2, Row: chair, Text: "Ask the chair", Owner: forms.Agreed, Due: date(t, "2026-05-01"), Status: "done",
			DoneOn: date(t, "2026-05-02"), From: forms.SheetID{Form: "between"},
		},
	}
	got := c.Actions()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	if late, settled := got[0].DaysLate(c.Today), got[1].DaysLate(c.Today); late != 3 || settled != 0 {
		t.Errorf("late by %d and %d days, want 3 and 0", late, settled)
	}
	if got[0].Concerns(forms.Mentor) || !got[0].Concerns(forms.Mentee) || !got[1].Concerns(forms.Mentor) {
		t.Error("what both promised concerns both, the rest its owner")
	}
}

func TestAGoalIsAsFarAsTheLastMeetingThatLookedAtIt(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
	row := c.row("planning_worksheet", "pw_goals", forms.Agreed,
		"goal", "Lead a meeting", "measure", "Minutes approved", "due", "2026-06-01")
	rate := func(n int, part string, v forms.Value) {
		c.take(forms.Change{Addr: forms.Address{
			Sheet: forms.Meeting(n), Field: "m_goal_progress", Row: row, Part: part, Voice: forms.Agreed,
		}, Value: v})
	}
	rate(1, "progress", "2")
	rate(2, "progress", "4")
	rate(2, "comment", "one more")
	rate(3, "comment", "not looked at")
	want := []forms.Goal{{
		N: 1, Row: row, Text: "Lead a meeting", Measure: "Minutes approved", Due: date(t, "2026-06-01"), Status: "open",
		Progress: "4", Comment: "one more", Seen: forms.Meeting(2),
	}}
	if diff := cmp.Diff(want, c.Goals()); diff != "" {
		t.Error(diff)
	}
}
