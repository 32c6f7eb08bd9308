package forms_test

import (
	"slices"
	"testing"

	"pairbook/forms"
)

// years says how long the mentee has been in the role.
func years(n forms.Value) func(*couple) {
	return func(c *couple) { c.say("application/mentee", "years_experience", forms.Mentee, n) }
}

func TestRule22WhoIsNewInTheRoleGainsFromShadowing(t *testing.T) {
	hint := []string{"info shadowing planning_worksheet.pw_method"}
	keeps(t, 22, []ruleCase{
		{name: "nobody said how long", programme: "library-ongoing"},
		{name: "new", programme: "library-ongoing", said: years("0.5"), want: hint, saysInFirstWords: "Amina Diallo is new in the role."},
		{name: "a year in the role", programme: "library-ongoing", said: years("1")},
		{name: "new, half a day is chosen", programme: "library-ongoing", said: func(c *couple) {
			years("0")(c)
			c.say("planning_worksheet", "pw_method", forms.Agreed, "talks\nshadow_half")
		}},
		{name: "new, a visit is planned", programme: "library-ongoing", said: func(c *couple) {
			years("0")(c)
			c.say("shadowing", "sh_date_len.date", forms.Agreed, "2026-06-01")
		}},
		{name: "new, and would rather not", programme: "library-ongoing", said: func(c *couple) {
			years("0")(c)
			c.say("application/mentee", "shadowing_wish", forms.Mentee, "no")
		}},
		{name: "a programme without applications", programme: "sprint-12w", said: years("0")},
	})
}

func TestRule23MenteesNeedNotBeNew(t *testing.T) {
	keeps(t, 23, []ruleCase{
		{name: "new", said: years("0")},
		{name: "ten years in the role", said: years("10"), want: []string{"beside info open_to_all application/mentee.years_experience"}, saysInFirstWords: "Amina Diallo has many years in the role, and is just as welcome"},
	})
	lib := started(t, "workplace", "2026-03-24", "2026-04-01").Library
	for form, field := range map[string]string{"application": "years_experience", "pair": "mentee_role"} {
		fd, ok := lib.Forms[form].Field(field)
		if !ok || fd.Max != nil && *fd.Max < 40 {
			t.Errorf("%s.%s keeps the experienced out", form, field)
		}
	}
	if fd, _ := lib.Forms["application"].Field("years_experience"); !fd.Required.Empty() {
		t.Error("the application asks for years of experience")
	}
}

func TestRule24FewGoalsEachWithASignAndADay(t *testing.T) {
	for _, k := range []struct {
		name                   string
		whole, noSign, noDay   int
		vague, reached, strewn int
		want                   []string // severities of what is said, the count first
	}{
		{name: "none"},
		{name: "three", whole: 3},
		{name: "four", whole: 4, want: []string{"info"}},
		{name: "five", whole: 5, want: []string{"info"}},
		{name: "six", whole: 6, want: []string{"warn"}},
		{name: "six, four of them reached", whole: 2, reached: 4},
		{name: "no sign by which they will know", noSign: 1, want: []string{"warn"}},
		{name: "no day", noDay: 1, want: []string{"warn"}},
		{name: "neither", vague: 1, want: []string{"warn"}},
		{name: "one of each, and whole ones", noSign: 1, noDay: 1, vague: 1, whole: 3, want: []string{"warn", "warn", "warn", "warn"}},
		{name: "a row with nothing in it yet", strewn: 1},
	} {
		t.Run(k.name, func(t *testing.T) {
			for programme, at := range map[string]string{"workplace": "planning_worksheet.pw_goals", "st-styrelse": "development_plan.dp_goals"} {
				c := started(t, programme, "2026-03-24", "2026-04-01")
				add := func(n int, cells ...string) {
					for range n {
						c.row("development_plan", "dp_goals", forms.Agreed, cells...)
					}
				}
				add(k.whole, "goal", "lead", "measure", "they ask me", "due", "2026-12-01")
				add(k.noSign, "goal", "lead", "due", "2026-12-01")
				add(k.noDay, "goal", "lead", "measure", "they ask me")
				add(k.vague, "goal", "lead")
				add(k.reached, "goal", "lead", "status", "reached")
				add(k.strewn)
				var got []string
				for _, f := range c.Findings() {
					if f.Rule.Number != 24 {
						continue
					}
					got = append(got, string(f.Severity))
					same(t, "where", f.Sheet.String()+"."+f.Field, at)
				}
				if !slices.Equal(got, k.want) {
					t.Errorf("in %s rule 24 says %v, want %v", programme, got, k.want)
				}
			}
		})
	}
}

func TestRule24SaysWhatAGoalLacks(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	row := c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Lead a meeting")
	says := func() string { _, first := c.told(24); return first }
	same(t, "neither", says(), "“Lead a meeting” lacks a sign by which you will know, and a day. Add both in “Planning worksheet”.")
	c.cell("planning_worksheet", "pw_goals", forms.Agreed, row, "due", "2026-12-01")
	same(t, "no sign", says(), "“Lead a meeting” lacks a sign by which you will know. Add it in “Planning worksheet”: what will you see, hear or be able to do?")
	c.cell("planning_worksheet", "pw_goals", forms.Agreed, row, "measure", "They ask me again")
	same(t, "whole", says(), "")
}

func TestRule27TheTwoKnowWhereTheirDataLiesAndDeleteIt(t *testing.T) {
	notice := func(mentee, mentor forms.Value) func(*couple) {
		return func(c *couple) {
			c.say("pair", "data_notice_ok", forms.Mentee, mentee)
			c.say("pair", "data_notice_ok", forms.Mentor, mentor)
		}
	}
	hers, his := "warn personal_data_mentee pair.data_notice_ok", "warn personal_data_mentor pair.data_notice_ok"
	remove := []string{"warn personal_data_delete pair"}
	keeps(t, 27, []ruleCase{
		{name: "not asked yet", want: []string{"beside " + hers, "beside " + his}},
		{name: "both know", said: notice("yes", "yes")},
		{name: "one does not", said: notice("no", "yes"), want: []string{hers}, saysInFirstWords: "Amina Diallo has not said yes to knowing where this file is kept"},
		{name: "not answered after the first meeting", said: func(c *couple) {
			notice("yes", "")(c)
			c.held("1", "2026-04-01", "first")
		}, want: []string{his}},
		{name: "four months after the end", today: "2027-07-24", said: notice("yes", "yes")},
		{name: "five months after the end", today: "2027-08-24", said: notice("yes", "yes"), want: remove, saysInFirstWords: "Your answers should be deleted by 24 September."},
		{name: "a month before the day they agreed on", today: "2027-04-24", said: func(c *couple) {
			notice("yes", "yes")(c)
			c.say("contract", "ct_keep_months", forms.Agreed, "2")
		}, want: remove, saysInFirstWords: "Your answers should be deleted by 24 May."},
		{name: "five months after an early end", today: "2026-10-02", said: func(c *couple) {
			notice("yes", "yes")(c)
			c.endsEarly(forms.Mentee, "2026-05-01")
		}, want: remove},
		{name: "each keeps a copy", today: "2026-05-02", said: func(c *couple) {
			notice("yes", "yes")(c)
			c.endsEarly(forms.Mentee, "2026-05-01")
			c.say("early_end", "ee_data", forms.Agreed, "each_own")
		}},
		{name: "everything is to be deleted", today: "2026-05-02", said: func(c *couple) {
			notice("yes", "yes")(c)
			c.endsEarly(forms.Mentee, "2026-05-01")
			c.say("early_end", "ee_data", forms.Agreed, "delete")
		}, want: remove},
	})
}

func TestRule32AgeAndSexDoNotMatter(t *testing.T) {
	mentor := func(n forms.Value) func(*couple) {
		return func(c *couple) {
			years("12")(c)
			c.say("pair", "mentor_years_in_role", forms.Mentor, n)
		}
	}
	keeps(t, 32, []ruleCase{
		{name: "nothing known"},
		{name: "only the mentee's years are known", said: years("12")},
		{name: "the mentor has more years", said: mentor("20")},
		{name: "the mentor has fewer years", said: mentor("3"), want: []string{"beside info any_age pair.mentor_years_in_role"}, saysInFirstWords: "Per Holm has fewer years in the role than Amina Diallo. That is no matter"},
	})
}
