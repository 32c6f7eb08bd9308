package forms_test

import (
	"strings"
	"testing"

	"pairbook/forms"
)

// The days in this file were worked out with a calendar, not with the program.

// starts are: an ordinary day; the last of January, before a short and before a leap
// February; the leap day; and a Saturday, six months before the last of February and
// eighteen before a leap day.
var starts = []string{"2026-03-24", "2026-01-31", "2028-01-31", "2028-02-29", "2026-08-29"}

// planDays are the days of every step of every programme, side by side for the five
// starts. Of a step that comes again and again it is the first time.
var planDays = map[string]string{
	"union-local": `
applications       2026-02-24 2026-01-03 2028-01-03 2028-02-01 2026-08-01
contact_person     2026-02-24 2026-01-03 2028-01-03 2028-02-01 2026-08-01
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_contact      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
first_meeting      2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
worksheet          2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
contract           2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
dates_booked       2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
monthly            2026-04-23 2026-02-27 2028-02-28 2028-03-28 2026-09-28
report_3           2026-06-24 2026-04-30 2028-04-30 2028-05-29 2026-11-29
report_6           2026-09-24 2026-07-31 2028-07-31 2028-08-29 2027-02-28
midpoint           2026-09-24 2026-07-31 2028-07-31 2028-08-29 2027-02-28
report_9           2026-12-24 2026-10-31 2028-10-31 2028-11-29 2027-05-29
joint_activity     2027-02-24 2026-12-31 2028-12-31 2029-01-28 2027-07-29
final_meeting      2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
next_steps         2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
summary            2027-04-24 2027-02-28 2029-02-28 2029-03-28 2027-09-29
`,
	"st-styrelse": `
pp0_appoint        2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
pp1_contact        2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
pp2_first_talk     2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
pp2_contract       2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
pp3_member_meeting 2026-05-05 2026-03-14 2028-03-13 2028-04-11 2026-10-10
pp4a_devplan       2026-05-19 2026-03-28 2028-03-27 2028-04-25 2026-10-24
pp4b_workplan      2026-05-19 2026-03-28 2028-03-27 2028-04-25 2026-10-24
pp4c_manager_talk  2026-05-19 2026-03-28 2028-03-27 2028-04-25 2026-10-24
pp5_monthly        2026-04-23 2026-02-27 2028-02-28 2028-03-28 2026-09-28
pp_mid             2026-09-24 2026-07-31 2028-07-31 2028-08-29 2027-02-28
pp5x_extend        2027-02-24 2026-12-31 2028-12-31 2029-01-29 2027-07-29
pp_training        2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
pp6_end            2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
pp7_eval           2027-04-21 2027-02-28 2029-02-28 2029-03-28 2027-09-26
`,
	"library-project": `
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_meeting      2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
worksheet          2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
meeting_2          2026-05-05 2026-03-14 2028-03-13 2028-04-11 2026-10-10
meeting_3          2026-06-02 2026-04-11 2028-04-10 2028-05-09 2026-11-07
feedback           2026-06-16 2026-04-25 2028-04-24 2028-05-23 2026-11-21
next_steps         2026-06-16 2026-04-25 2028-04-24 2028-05-23 2026-11-21
mileage            2026-06-16 2026-04-25 2028-04-24 2028-05-23 2026-11-21
`,
	"library-ongoing": `
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_contact      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
first_meeting      2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
worksheet          2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
goals_written      2026-04-24 2026-02-28 2028-02-29 2028-03-29 2026-09-29
contract           2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
monthly            2026-04-23 2026-02-27 2028-02-28 2028-03-28 2026-09-28
shadowing          2026-06-24 2026-04-30 2028-04-30 2028-05-29 2026-11-29
midpoint           2026-09-24 2026-07-31 2028-07-31 2028-08-29 2027-02-28
feedback           2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
together           2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
renew              2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
next_steps         2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
`,
	"teacher-induction": `
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
contract           2026-04-03 2026-02-10 2028-02-10 2028-03-10 2026-09-08
worksheet          2026-04-21 2026-02-28 2028-02-28 2028-03-28 2026-09-26
goals_written      2026-04-21 2026-02-28 2028-02-28 2028-03-28 2026-09-26
dates_booked       2026-04-21 2026-02-28 2028-02-28 2028-03-28 2026-09-26
weekly             2026-03-30 2026-02-06 2028-02-06 2028-03-06 2026-09-04
month_log          2026-05-15 2026-03-15 2028-03-15 2028-04-15 2026-10-15
observation_1      2026-05-19 2026-03-28 2028-03-27 2028-04-25 2026-10-24
observation_2      2026-08-11 2026-06-20 2028-06-19 2028-07-18 2027-01-16
midpoint           2026-08-24 2026-06-30 2028-06-30 2028-07-29 2027-01-29
feedback           2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
together           2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
log_complete       2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
renew              2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
`,
	"workplace": `
matched            2026-03-10 2026-01-17 2028-01-17 2028-02-15 2026-08-15
kickoff            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_contact      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
first_meeting      2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
worksheet          2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
contract           2026-04-21 2026-02-28 2028-02-28 2028-03-28 2026-09-26
devplan            2026-05-19 2026-03-28 2028-03-27 2028-04-25 2026-10-24
midpoint           2026-09-24 2026-07-31 2028-07-31 2028-08-29 2027-02-28
plan_end           2027-02-24 2027-01-03 2029-01-03 2029-01-31 2027-08-01
feedback           2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
together           2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
next_steps         2027-03-24 2027-01-31 2029-01-31 2029-02-28 2027-08-29
checkin            2027-06-24 2027-04-30 2029-04-30 2029-05-28 2027-11-29
`,
	"union-leadership-18": `
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_contact      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
first_meeting      2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
worksheet          2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
contract           2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
project_plan       2026-05-19 2026-03-28 2028-03-27 2028-04-25 2026-10-24
monthly            2026-04-23 2026-02-27 2028-02-28 2028-03-28 2026-09-28
midpoint           2026-12-24 2026-10-31 2028-10-31 2028-11-29 2027-05-29
project_done       2027-08-27 2027-07-03 2029-07-03 2029-08-01 2028-02-01
final_meeting      2027-09-24 2027-07-31 2029-07-31 2029-08-29 2028-02-29
next_steps         2027-09-24 2027-07-31 2029-07-31 2029-08-29 2028-02-29
summary            2027-10-24 2027-08-31 2029-08-31 2029-09-29 2028-03-29
`,
	"sprint-12w": `
kickoff            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_meeting      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
worksheet          2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
contract           2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
weekly             2026-03-30 2026-02-06 2028-02-06 2028-03-06 2026-09-04
midpoint           2026-05-05 2026-03-14 2028-03-13 2028-04-11 2026-10-10
goals_worked       2026-06-02 2026-04-11 2028-04-10 2028-05-09 2026-11-07
feedback           2026-06-16 2026-04-25 2028-04-24 2028-05-23 2026-11-21
together           2026-06-16 2026-04-25 2028-04-24 2028-05-23 2026-11-21
next_steps         2026-06-16 2026-04-25 2028-04-24 2028-05-23 2026-11-21
`,
	"student-2m": `
kickoff            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_meeting      2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
worksheet          2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
contract           2026-04-07 2026-02-14 2028-02-14 2028-03-14 2026-09-12
meeting_2          2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
closing_meeting    2026-05-24 2026-03-31 2028-03-31 2028-04-29 2026-10-29
feedback           2026-05-24 2026-03-31 2028-03-31 2028-04-29 2026-10-29
next_steps         2026-05-24 2026-03-31 2028-03-31 2028-04-29 2026-10-29
`,
	"arbetsliv-10m": `
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
kickoff            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_contact      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
first_meeting      2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
worksheet          2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
contract           2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
monthly            2026-04-23 2026-02-27 2028-02-28 2028-03-28 2026-09-28
midpoint           2026-08-24 2026-06-30 2028-06-30 2028-07-29 2027-01-29
closing_meeting    2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
feedback           2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
together           2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
next_steps         2027-01-24 2026-11-30 2028-11-30 2028-12-29 2027-06-29
certificate        2027-02-21 2026-12-28 2028-12-28 2029-01-26 2027-07-27
`,
	"mentor-5m": `
matched            2026-03-24 2026-01-31 2028-01-31 2028-02-29 2026-08-29
first_contact      2026-03-31 2026-02-07 2028-02-07 2028-03-07 2026-09-05
first_meeting      2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
worksheet          2026-04-14 2026-02-21 2028-02-21 2028-03-21 2026-09-19
contract           2026-04-28 2026-03-07 2028-03-06 2028-04-04 2026-10-03
meeting_2          2026-05-24 2026-03-31 2028-03-31 2028-04-29 2026-10-29
midpoint           2026-06-08 2026-04-16 2028-04-15 2028-05-14 2026-11-13
meeting_3          2026-07-24 2026-05-31 2028-05-31 2028-06-29 2026-12-29
meeting_4          2026-08-24 2026-06-30 2028-06-30 2028-07-29 2027-01-29
feedback           2026-08-24 2026-06-30 2028-06-30 2028-07-29 2027-01-29
together           2026-08-24 2026-06-30 2028-06-30 2028-07-29 2027-01-29
next_steps         2026-08-24 2026-06-30 2028-06-30 2028-07-29 2027-01-29
`,
}

// dates reads a table of names and days.
func dates(table string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(table)) {
		f := strings.Fields(line)
		out[f[0]] = f[1:]
	}
	return out
}

// due returns when a step is due, whether or not it concerns the pair; "" where the
// programme has no such step.
func (c *couple) due(id string) string {
	for _, s := range c.WholePlan() {
		if s.Step.ID == id {
			return s.Due.String()
		}
	}
	return ""
}

// days are the days on which the times of a step are due that comes again and again.
func (c *couple) days(id string) string {
	for _, s := range c.WholePlan() {
		if s.Step.ID != id {
			continue
		}
		var out []string
		for _, b := range s.Boxes {
			out = append(out, b.Due.String())
		}
		return strings.Join(out, " ")
	}
	return ""
}

// sameDays compares steps with days written as "step day" lines.
func sameDays(t *testing.T, c *couple, table string) {
	t.Helper()
	for id, day := range dates(table) {
		same(t, c.Programme().ID+" "+id, c.due(id), day[0])
	}
}

func TestEveryProgrammeHasTheDaysOfTheCalendar(t *testing.T) {
	for programme, table := range planDays {
		want := dates(table)
		for i, start := range starts {
			c := started(t, programme, start, start)
			plan := c.WholePlan()
			same(t, programme+": the number of steps", len(plan), len(want))
			for _, s := range plan {
				if len(want[s.Step.ID]) != len(starts) {
					t.Errorf("%s: nobody has worked out %s", programme, s.Step.ID)
					continue
				}
				same(t, programme+" from "+start+": "+s.Step.ID, s.Due.String(), want[s.Step.ID][i])
			}
		}
	}
	same(t, "programmes", len(planDays), len(started(t, "workplace", starts[0], starts[0]).Library.Programmes))
}

func TestADayOnAWeekendStays(t *testing.T) {
	// 29 August 2026 is a Saturday, and so is every day whole weeks from it.
	c := started(t, "st-styrelse", "2026-08-29", "2026-08-29")
	sameDays(t, c, `
pp1_contact  2026-09-05
pp4a_devplan 2026-10-24
pp_mid       2027-02-28
pp6_end      2027-08-29`) // the last two are Sundays
}

func TestTheMonthsOfAProgrammeEndTheDayBeforeTheNextBegins(t *testing.T) {
	for start, want := range map[string]string{
		"2026-03-24": "2026-04-23 2026-05-23 2026-06-23 2026-07-23 2026-08-23 2026-09-23 2026-10-23 2026-11-23 2026-12-23 2027-01-23 2027-02-23 2027-03-23",
		"2026-01-31": "2026-02-27 2026-03-30 2026-04-29 2026-05-30 2026-06-29 2026-07-30 2026-08-30 2026-09-29 2026-10-30 2026-11-29 2026-12-30 2027-01-30",
		"2028-01-31": "2028-02-28 2028-03-30 2028-04-29 2028-05-30 2028-06-29 2028-07-30 2028-08-30 2028-09-29 2028-10-30 2028-11-29 2028-12-30 2029-01-30",
		"2028-02-29": "2028-03-28 2028-04-28 2028-05-28 2028-06-28 2028-07-28 2028-08-28 2028-09-28 2028-10-28 2028-11-28 2028-12-28 2029-01-28 2029-02-27",
		"2026-08-29": "2026-09-28 2026-10-28 2026-11-28 2026-12-28 2027-01-28 2027-02-27 2027-03-28 2027-04-28 2027-05-28 2027-06-28 2027-07-28 2027-08-28",
	} {
		same(t, "months from "+start, started(t, "union-local", start, start).days("monthly"), want)
	}
}

func TestTheMonthLogIsDueOnTheFifteenth(t *testing.T) {
	for start, want := range map[string]string{
		"2026-09-01": "2026-10-15 2026-11-15 2026-12-15 2027-01-15 2027-02-15 2027-03-15 2027-04-15 2027-05-15 2027-06-15 2027-07-15",
		"2026-08-29": "2026-10-15 2026-11-15 2026-12-15 2027-01-15 2027-02-15 2027-03-15 2027-04-15 2027-05-15 2027-06-15 2027-07-15",
		"2026-01-31": "2026-03-15 2026-04-15 2026-05-15 2026-06-15 2026-07-15 2026-08-15 2026-09-15 2026-10-15 2026-11-15 2026-12-15",
		"2028-01-31": "2028-03-15 2028-04-15 2028-05-15 2028-06-15 2028-07-15 2028-08-15 2028-09-15 2028-10-15 2028-11-15 2028-12-15",
	} {
		same(t, "logs from "+start, started(t, "teacher-induction", start, start).days("month_log"), want)
	}
}

func TestTwelveWeeksHaveTwelveBoxes(t *testing.T) {
	c := started(t, "sprint-12w", "2026-03-24", "2026-03-24")
	same(t, "weeks", c.days("weekly"), "2026-03-30 2026-04-06 2026-04-13 2026-04-20 2026-04-27 2026-05-04 "+
		"2026-05-11 2026-05-18 2026-05-25 2026-06-01 2026-06-08 2026-06-15")
	c.say("pair", "planned_length", forms.Agreed, "m3") // as the programme suggests
	same(t, "the end, called three months", c.due("feedback"), "2026-06-16")
	c.say("pair", "planned_length", forms.Agreed, "m6")
	same(t, "the end of half a year", c.due("feedback"), "2026-09-24")
}

func TestAPairThatGoesOnHasEighteenMonths(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2027-03-01")
	same(t, "months, undecided", len(strings.Fields(c.days("pp5_monthly"))), 12)
	c.say("process_plan", "pp_extend.choice", forms.Agreed, "extend")
	same(t, "months, decided", len(strings.Fields(c.days("pp5_monthly"))), 18)
	sameDays(t, c, `
pp4c_manager_talk 2026-05-19
pp_mid            2026-12-24
pp5x_extend       2027-02-24
pp_training       2027-03-24
pp6_end           2027-09-24
pp7_eval          2027-10-22`)

	c = started(t, "st-styrelse", "2026-01-31", "2027-01-01")
	c.say("process_plan", "pp_extend.choice", forms.Agreed, "extend")
	sameDays(t, c, `
pp_mid            2026-10-31
pp5x_extend       2026-12-31
pp_training       2027-01-31
pp6_end           2027-07-31
pp7_eval          2027-08-28`)
	c.say("process_plan", "pp_extend.choice", forms.Agreed, "stop")
	sameDays(t, c, `
pp_mid            2026-07-31
pp6_end           2027-01-31
pp7_eval          2027-02-28`)
}

func TestAWorkplaceMayPlanHalfAYear(t *testing.T) {
	for start, want := range map[string]string{
		"2026-03-24": `
devplan    2026-05-19
midpoint   2026-06-24
plan_end   2026-08-27
feedback   2026-09-24
next_steps 2026-09-24
checkin    2026-12-24`,
		"2026-08-31": `
devplan    2026-10-26
midpoint   2026-11-30
plan_end   2027-01-31
feedback   2027-02-28
next_steps 2027-02-28
checkin    2027-05-28`, // three months from the last day, 28 February
	} {
		c := started(t, "workplace", start, start)
		c.say("pair", "planned_length", forms.Agreed, "m6")
		sameDays(t, c, want)
	}
}

// paused is a pair that has a pause from the first of July; to is its last day, or "".
func paused(t *testing.T, programme, today, to string) *couple {
	t.Helper()
	c := started(t, programme, "2026-03-24", today)
	c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-07-01", "to", to)
	return c
}

func TestAPauseOfThirtyDaysMovesWhatComesAfter(t *testing.T) {
	c := paused(t, "union-local", "2026-08-01", "2026-07-30")
	sameDays(t, c, `
dates_booked   2026-04-28
report_3       2026-06-24
report_6       2026-10-24
midpoint       2026-10-24
report_9       2027-01-23
joint_activity 2027-03-26
final_meeting  2027-04-23
summary        2027-05-24`)
	// The month in which the pause begins is longer by it.
	same(t, "months", c.days("monthly"), "2026-04-23 2026-05-23 2026-06-23 2026-08-22 2026-09-22 2026-10-23 "+
		"2026-11-22 2026-12-23 2027-01-22 2027-02-22 2027-03-25 2027-04-22")

	c = paused(t, "sprint-12w", "2026-08-01", "2026-07-30")
	same(t, "twelve weeks that were over by then", c.due("feedback"), "2026-06-16")
}

func TestAPauseMovesItsOwnFirstDayAndNotTheDayBefore(t *testing.T) {
	for from, want := range map[string]string{"2026-04-28": "2026-05-01", "2026-04-29": "2026-04-28"} {
		c := started(t, "union-local", "2026-03-24", "2026-05-20")
		c.row("process_plan", "pp_pauses", forms.Agreed, "from", from, "to", "2026-04-30")
		same(t, "the contract, with a pause from "+from, c.due("contract"), want)
	}
	c := started(t, "union-local", "2026-03-24", "2026-12-01")
	c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-09-25", "to", "2026-10-01") // 7 days, behind the mid-point as planned
	c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-07-01", "to", "2026-07-10") // 10 days, which move it there
	same(t, "the mid-point, with two pauses", c.due("midpoint"), "2026-10-11")
}

func TestAnOpenPauseMovesThePlanDayByDay(t *testing.T) {
	for today, want := range map[string][2]string{
		"2026-06-30": {"2026-09-24", "2027-03-24"}, // not yet begun
		"2026-07-01": {"2026-09-25", "2027-03-25"},
		"2026-07-20": {"2026-10-14", "2027-04-13"},
		"2026-07-31": {"2026-10-25", "2027-04-24"},
	} {
		c := paused(t, "union-local", today, "")
		same(t, "on "+today, [2]string{c.due("midpoint"), c.due("final_meeting")}, want)
		same(t, "paused on "+today, c.Paused(), today >= "2026-07-01")
		s, _ := c.step("report_3")
		same(t, "what was due before, on "+today, s.Due.String(), "2026-06-24")
	}
}

func TestNoBoxIsDueDuringAPause(t *testing.T) {
	c := paused(t, "teacher-induction", "2026-08-01", "2026-07-30")
	// The log of the month that ended on 23 June would be due on 15 July.
	same(t, "logs", c.days("month_log"), "2026-05-15 2026-06-15 2026-08-14 2026-09-15 2026-10-15 "+
		"2026-11-15 2026-12-15 2027-01-15 2027-02-15 2027-03-15")

	c = started(t, "union-local", "2026-03-24", "2026-06-01")
	c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-04-24", "to", "2026-05-23")
	// The first month was over the day before the pause began.
	same(t, "months", c.days("monthly"), "2026-04-23 2026-06-22 2026-07-23 2026-08-22 2026-09-22 2026-10-23 "+
		"2026-11-22 2026-12-23 2027-01-22 2027-02-22 2027-03-25 2027-04-22")
}
