package forms_test

import (
	"testing"

	"pairbook/forms"
)

func TestRule10TheFinalMeetingSumsUpAndLooksAhead(t *testing.T) {
	closing := func(c *couple) { c.held("1", "2027-03-20", "closing") }
	sum := func(c *couple) { c.say("feedback_together", "ft_worked", forms.Agreed, "the calls") }
	next := func(c *couple) { c.say("next_steps", "ns_role", forms.Mentee, "chair") }
	keeps(t, 10, []ruleCase{
		{name: "before it", today: "2027-03-20"},
		{name: "a regular meeting", today: "2027-03-20", said: func(c *couple) { c.held("1", "2027-03-20", "regular") }},
		{
			name: "nothing summed up", today: "2027-03-20", said: closing, want: []string{"warn final_meeting_together meeting/1.m_kind"},
			saysInFirstWords: "The closing meeting is here. Sum up together in “",
		},
		{
			name: "summed up, no next steps", today: "2027-03-20", said: func(c *couple) { closing(c); sum(c) }, want: []string{"warn final_meeting_next meeting/1.m_kind"},
			saysInFirstWords: "The closing meeting is here. Write a few lines in “Next steps”",
		},
		{name: "both", today: "2027-03-20", said: func(c *couple) { closing(c); sum(c); next(c) }},
		{name: "a board has no joint page", programme: "st-styrelse", today: "2027-03-20", said: closing},
	})
}

func TestRule11TheWorksheetIsForTheFirstMeeting(t *testing.T) {
	hint := []string{"info worksheet_together_1 meeting/1.m_kind"}
	kind := func(k forms.Value) func(*couple) {
		return func(c *couple) { c.say("meeting/1", "m_kind", forms.Agreed, k) }
	}
	keeps(t, 11, []ruleCase{
		{name: "a first meeting", said: kind("first"), want: hint, saysInFirstWords: "This is your first meeting: “Planning worksheet” is made to be filled in together now."},
		{name: "a regular meeting", said: kind("regular")},
		{name: "a first meeting that is closed", said: func(c *couple) {
			kind("first")(c)
			c.state("meeting/1", forms.StateClosed)
		}},
		{name: "a programme without a worksheet", programme: "st-styrelse", said: kind("first")},
	})
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	kind("first")(c)
	for _, f := range c.Findings() {
		if f.Rule.Number == 11 {
			same(t, "it leads to the worksheet", f.Link.String(), "planning_worksheet")
		}
	}
}

func TestRule15AMeetingEndsWithActionsAndANextDate(t *testing.T) {
	meeting := func(kind string) func(*couple) {
		return func(c *couple) {
			c.held("1", "2026-04-01", kind)
			c.state("meeting/1", forms.StateClosed)
		}
	}
	action := func(cells ...string) func(*couple) {
		return func(c *couple) { c.row("meeting/1", "m_new_actions", forms.Agreed, cells...) }
	}
	all := func(fs ...func(*couple)) func(*couple) {
		return func(c *couple) {
			for _, f := range fs {
				f(c)
			}
		}
	}
	whole := action("action", "book the hall", "owner", "mentee", "due", "2026-05-01")
	next := func(c *couple) { c.say("meeting/1", "m_next_date.date", forms.Agreed, "2026-05-07") }
	noAction, noDate := "warn meeting_ends_1_actions meeting/1.m_new_actions", "warn meeting_ends_1_date meeting/1.m_next_date"
	keeps(t, 15, []ruleCase{
		{name: "no meeting yet"},
		{name: "while the meeting goes on", said: func(c *couple) { c.held("1", "2026-04-01", "regular") }, want: []string{"beside " + noAction, "beside " + noDate}},
		{name: "closed with neither", said: meeting("regular"), want: []string{noAction, noDate}, saysInFirstWords: "“Meeting 1” has no action yet. Write at least one in “Between meetings”"},
		{name: "closed with both", said: all(whole, next, meeting("regular"))},
		{name: "without a next date", said: all(whole, meeting("regular")), want: []string{noDate}},
		{
			name: "an action of nobody", said: all(action("action", "book the hall", "due", "2026-05-01"), next, meeting("regular")), want: []string{noAction},
			saysInFirstWords: "An action from “Meeting 1” lacks who or by when.",
		},
		{name: "a later date is booked elsewhere", said: all(whole, meeting("regular"), func(c *couple) {
			c.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-05-07")
		})},
		{name: "mended afterwards, in the list and on the next meeting's sheet", said: all(meeting("regular"), func(c *couple) {
			c.row("between", "ac_list", forms.Agreed, "action", "book the hall", "owner", "mentee", "due", "2026-05-01")
			c.say("meeting/2", "m_date", forms.Agreed, "2026-05-07")
		})},
		{name: "what is in the list is done, or is nothing yet", said: all(meeting("regular"), next, func(c *couple) {
			c.row("between", "ac_list", forms.Agreed, "action", "book the hall", "status", "done")
			c.row("between", "ac_list", forms.Agreed, "owner", "mentee")
		}), want: []string{noAction}},
		{name: "half an action, and another in the list", said: all(action("action", "book the hall"), meeting("regular"), next, func(c *couple) {
			c.row("between", "ac_list", forms.Agreed, "action", "ask the chair", "owner", "mentee", "due", "2026-05-01")
		}), want: []string{noAction}},
		{name: "a closing meeting", said: meeting("closing")},
	})
}

func TestRule16NothingPromisedVanishesUnanswered(t *testing.T) {
	promised := func(c *couple) forms.RowID {
		row := c.row("meeting/1", "m_new_actions", forms.Agreed, "action", "book the hall", "owner", "mentee", "due", "2026-03-28")
		c.held("1", "2026-03-25", "first")
		c.state("meeting/1", forms.StateClosed)
		return row
	}
	open := "warn outcomes_2 meeting/2.m_actions_review"
	keeps(t, 16, []ruleCase{
		{name: "before the next meeting", said: func(c *couple) { promised(c) }},
		{name: "at the next meeting", said: func(c *couple) { promised(c); c.held("2", "2026-04-01", "regular") }, want: []string{"beside " + open}},
		{name: "after it", said: func(c *couple) {
			promised(c)
			c.held("2", "2026-04-01", "regular")
			c.state("meeting/2", forms.StateClosed)
		}, want: []string{open}, saysInFirstWords: "1 action from last time has no outcome yet."},
		{name: "with an outcome", said: func(c *couple) {
			row := promised(c)
			c.held("2", "2026-04-01", "regular")
			c.cell("meeting/2", "m_actions_review", forms.Agreed, row, "outcome", "not")
		}},
		{name: "begun between the meetings", said: func(c *couple) {
			row := promised(c)
			c.held("2", "2026-04-01", "regular")
			c.cell("between", "ac_list", forms.Agreed, row, "status", "started")
		}},
		{name: "marked as done between the meetings", said: func(c *couple) {
			row := promised(c)
			c.held("2", "2026-04-01", "regular")
			c.cell("between", "ac_list", forms.Agreed, row, "status", "done")
		}},
	})
}

func TestRule17ACancelledMeetingGetsANewTimeAndAnOwner(t *testing.T) {
	for _, k := range []struct {
		name, owner, by, newDate, metOn string
		want                            bool
		says                            string
	}{
		{name: "no new date", want: true, says: "The meeting planned for 30 March was called off and has no new date. Find one together"},
		{name: "the contract says who", owner: "mentor", want: true, says: "The meeting planned for 30 March was called off and has no new date. You have agreed that Per Holm finds one"},
		{name: "the one who cancelled", owner: "canceller", by: "mentee", want: true, says: "The meeting planned for 30 March was called off and has no new date. You have agreed that Amina Diallo finds one"},
		{name: "nobody of the two cancelled", owner: "canceller", by: "other", want: true, says: "The meeting planned for 30 March was called off and has no new date. Find one together"},
		{name: "a new date", newDate: "2026-04-08"},
		{name: "they met since", metOn: "2026-04-01"},
		{name: "they met before", metOn: "2026-03-29", want: true},
	} {
		t.Run(k.name, func(t *testing.T) {
			c := started(t, "workplace", "2026-03-24", "2026-04-01")
			c.say("contract", "ct_rebook_owner", forms.Agreed, forms.Value(k.owner))
			row := c.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-03-30", "by", k.by, "new_date", k.newDate)
			if k.metOn != "" {
				c.held("1", k.metOn, "regular")
			}
			got, first := c.told(17)
			if !k.want {
				same(t, "what rule 17 says", len(got), 0)
				return
			}
			same(t, "what rule 17 says", got, []string{"warn rebook_" + string(row) + " between.lg_cancelled"})
			if first[:min(len(first), len(k.says))] != k.says {
				t.Errorf("in words: %q", first)
			}
		})
	}
}
