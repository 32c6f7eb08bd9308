package forms_test

import (
	"strings"
	"testing"

	"pairbook/forms"
)

func TestRule6AContactInEveryMonthAndNoLongSilence(t *testing.T) {
	march, april := "warn keep_contact_2026_03_24 between.lg_contacts", "warn keep_contact_2026_04_24 between.lg_contacts"
	since := func(day string) string { return "warn keep_contact_since_" + day + " between.lg_contacts" }
	call := func(days ...string) func(*couple) {
		return func(c *couple) {
			for _, d := range days {
				c.contact(d, "phone", "10")
			}
		}
	}
	keeps(t, 6, []ruleCase{
		{name: "the first month is not over", today: "2026-04-23"},
		{name: "the first month is over", today: "2026-04-24", want: []string{march}, saysInFirstWords: "No contact is noted from 24 March to 23 April."},
		{name: "a contact on its last day", today: "2026-04-24", said: call("2026-04-23")},
		{name: "a contact on the day after", today: "2026-04-24", said: call("2026-04-24"), want: []string{march}},
		{name: "a meeting counts", today: "2026-04-24", said: func(c *couple) { c.held("1", "2026-04-02", "first") }},
		{name: "tries without an answer do not count", today: "2026-04-24", said: func(c *couple) { c.contact("2026-04-10", "tried", "") }, want: []string{march}},
		{name: "a month and a week of silence", today: "2026-06-08", said: call("2026-04-20", "2026-05-01")},
		{name: "a day longer", today: "2026-06-09", said: call("2026-04-20", "2026-05-01"), want: []string{since("2026_05_01")}, saysInFirstWords: "39 days have passed since you were last in touch."},
		{name: "the two agreed on every week", today: "2026-04-16", said: func(c *couple) {
			call("2026-04-01")(c)
			c.say("contract", "ct_frequency", forms.Agreed, "weekly")
		}, want: []string{since("2026_04_01")}},
		{name: "nobody has talked since the start", today: "2026-05-24", want: []string{april, since("2026_03_24")}, saysInFirstWords: "No contact is noted from 24 March to 23 May."},
		{name: "the second month is silent", today: "2026-05-24", said: call("2026-04-23"), want: []string{april}},
		{name: "a pause moves the months and breaks the silence", today: "2026-06-09", said: func(c *couple) {
			call("2026-04-20", "2026-05-01")(c)
			c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-05-10", "to", "2026-05-31")
		}},
		{name: "a pause that is still to come breaks nothing", today: "2026-06-09", said: func(c *couple) {
			call("2026-04-20", "2026-05-01")(c)
			c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-07-10", "to", "2026-07-31")
		}, want: []string{since("2026_05_01")}},
		{
			name: "nobody has talked since the start of a weekly programme", programme: "sprint-12w", today: "2026-04-10", want: []string{since("2026_03_24")},
			saysInFirstWords: "17 days have passed since you began, and no contact is noted.",
		},
		{name: "in a pause", today: "2026-06-09", said: func(c *couple) {
			call("2026-04-20")(c)
			c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-04-21")
		}},
		{name: "after an early end", today: "2026-09-01", said: func(c *couple) { c.endsEarly(forms.Mentee, "2026-05-01") }},
		{name: "without a start", start: "-", today: "2026-09-01"},
	})
}

func TestSilentMonthsAreToldAtOnceAndThoseSetAsideStaySo(t *testing.T) {
	c := started(t, "workplace", "2026-03-01", "2026-06-10")
	told := func() (out []string) {
		for _, f := range c.Findings() {
			if what, _ := c.SayFinding(f); f.Rule.Number == 6 && strings.HasPrefix(what, "No contact") {
				out = append(out, f.ID()+strings.Repeat(", set aside", len(f.Note)/len("ill"))+": "+strings.SplitN(what, ".", 2)[0])
			}
		}
		return out
	}
	c.contact("2026-06-05", "phone", "10")
	same(t, "three months", told(), []string{"keep_contact_2026_05_01: No contact is noted from 1 March to 31 May"})
	c.take(forms.Change{Addr: forms.RuleAddress("keep_contact_2026_05_01"), Value: "ill"})
	c.Today = date(t, "2026-10-01")
	c.contact("2026-08-05", "phone", "10")
	same(t, "and two more, with a contact between", told(), []string{
		"keep_contact_2026_09_01: No contact is noted from 1 July to 31 July and from 1 September to 30 September",
		"keep_contact_2026_05_01, set aside: No contact is noted from 1 March to 31 May",
	})
}

func TestRule7InPersonNextToABoardMeeting(t *testing.T) {
	in := func(channel, seat forms.Value) func(*couple) {
		return func(c *couple) {
			c.say("pair", "mentee_seat_kind", forms.Mentee, seat)
			c.say("meeting/1", "m_channel", forms.Agreed, channel)
		}
	}
	hint := []string{"beside info in_person meeting/1.m_channel"}
	keeps(t, 7, []ruleCase{
		{name: "by phone", programme: "st-styrelse", said: in("phone", "ordinary")},
		{name: "in person", programme: "st-styrelse", said: in("in_person", "ordinary"), want: hint, saysInFirstWords: "You plan to meet in person. The easiest day is next to a board meeting, when"},
		{name: "in person, a substitute", programme: "st-styrelse", said: in("in_person", "substitute"), want: hint, saysInFirstWords: "You plan to meet in person. The easiest day is next to a board meeting that the mentee, as a substitute,"},
		{name: "the meeting is closed", programme: "st-styrelse", said: func(c *couple) {
			in("in_person", "ordinary")(c)
			c.state("meeting/1", forms.StateClosed)
		}},
		{name: "no board", said: func(c *couple) { c.say("meeting/1", "m_channel", forms.Agreed, "in_person") }},
	})
}

func TestRule19AShortProjectIsNotReminded(t *testing.T) {
	times := func(n int) func(*couple) {
		return func(c *couple) {
			for i := range n {
				c.contact("2026-04-0"+string(rune('1'+i)), "phone", "10")
			}
		}
	}
	quiet := []string{"beside info short_project between.lg_months"}
	keeps(t, 19, []ruleCase{
		{name: "a short project", programme: "library-project", today: "2026-06-01", want: quiet, saysInFirstWords: "Yours is a short project with two or three contacts in all"},
		{name: "three contacts", programme: "library-project", today: "2026-06-01", said: times(3), want: quiet},
		{name: "four contacts", programme: "library-project", today: "2026-06-01", said: times(4), want: []string{"info short_project between.lg_months"}, saysInFirstWords: "You have had 4 contacts, more than"},
		{name: "ongoing mentoring", programme: "library-ongoing", today: "2026-06-01", said: times(4)},
		{name: "ongoing, planned for two or three contacts", programme: "library-ongoing", today: "2026-06-01", said: func(c *couple) {
			c.say("pair", "planned_length", forms.Agreed, "contacts")
		}, want: quiet},
	})
	silent := started(t, "library-project", "2026-03-24", "2026-06-01")
	reminders, _ := silent.told(6)
	same(t, "reminders after two months of silence", len(reminders), 0)
	ongoing := started(t, "library-ongoing", "2026-03-24", "2026-06-01")
	reminders, _ = ongoing.told(6)
	same(t, "the same in ongoing mentoring", len(reminders), 2)
}

func TestRule20NobodyHasToRunAfterTheOther(t *testing.T) {
	tried := func(days ...string) func(*couple) {
		return func(c *couple) {
			for _, d := range days {
				c.contact(d, "tried", "")
			}
		}
	}
	from := func(day string) []string { return []string{"info no_answer_" + day + " between.lg_contacts"} }
	keeps(t, 20, []ruleCase{
		{name: "never tried", today: "2026-05-01"},
		{name: "two tries in a week", today: "2026-05-01", said: tried("2026-04-25", "2026-04-28")},
		{
			name: "three tries", today: "2026-05-01", said: tried("2026-04-25", "2026-04-28", "2026-05-01"), want: from("2026_04_25"),
			saysInFirstWords: "3 tries since 25 April have had no answer. People fall ill and change jobs: tell your contact person",
		},
		{name: "one try, nine days ago", today: "2026-05-01", said: tried("2026-04-22")},
		{name: "one try, ten days ago", today: "2026-05-01", said: tried("2026-04-21"), want: from("2026_04_21")},
		{name: "answered since", today: "2026-05-01", said: func(c *couple) {
			tried("2026-04-10", "2026-04-12", "2026-04-14")(c)
			c.contact("2026-04-20", "email", "")
		}},
		{name: "tried again after an answer", today: "2026-05-05", said: func(c *couple) {
			c.contact("2026-04-20", "email", "")
			tried("2026-04-10", "2026-04-22", "2026-04-24", "2026-05-02")(c)
		}, want: from("2026_04_22")},
		{name: "somebody is named", today: "2026-05-01", said: func(c *couple) {
			tried("2026-04-01")(c)
			c.say("pair", "helper_name", forms.Agreed, "Eva Lind")
		}, want: from("2026_04_01"), saysInFirstWords: "1 try since 1 April has had no answer. People fall ill and change jobs: tell Eva Lind"},
	})
}

func TestATryIsNoContact(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-05-01")
	c.contact("2026-04-20", "tried", "")
	same(t, "contacts", len(c.Contacts()), 0)
	same(t, "the step of the first contact", c.done(t, "first_contact"), false)
	c.contact("2026-04-21", "phone", "5")
	same(t, "contacts after a call", len(c.Contacts()), 1)
	tries, _ := c.Tries()
	same(t, "tries since the call", tries, 0)
}

func TestRule21MileageIsPaidForOneTripAYear(t *testing.T) {
	visit := func(day, claimed forms.Value) func(*couple) {
		return func(c *couple) {
			c.say("shadowing", "sh_date_len.date", forms.Agreed, day)
			c.say("shadowing", "sh_mileage.claimed", forms.Mentee, claimed)
		}
	}
	and := func(c *couple, day string) { c.contact(day, "visit", "240") }
	twice := []string{"warn mileage_2026 shadowing.sh_mileage"}
	keeps(t, 21, []ruleCase{
		{name: "one visit", programme: "library-ongoing", today: "2026-12-01", said: visit("2026-09-10", "yes")},
		{name: "the same visit, noted among the contacts", programme: "library-ongoing", today: "2026-12-01", said: func(c *couple) {
			visit("2026-09-10", "yes")(c)
			and(c, "2026-09-10")
		}},
		{name: "a second visit in the year", programme: "library-ongoing", today: "2026-12-01", said: func(c *couple) {
			visit("2026-09-10", "yes")(c)
			and(c, "2026-05-03")
		}, want: twice, saysInFirstWords: "Mileage is claimed for 10 September, and there was a visit on 3 May as well. It is paid for one trip in 2026"},
		{name: "a meeting on a visit", programme: "library-ongoing", today: "2026-12-01", said: func(c *couple) {
			visit("2026-09-10", "yes")(c)
			c.held("1", "2026-05-03", "regular")
			c.say("meeting/1", "m_channel", forms.Agreed, "visit")
		}, want: twice},
		{name: "a meeting by phone", programme: "library-ongoing", today: "2026-12-01", said: func(c *couple) {
			visit("2026-09-10", "yes")(c)
			c.held("1", "2026-05-03", "regular")
			c.say("meeting/1", "m_channel", forms.Agreed, "phone")
		}},
		{name: "a second visit in another year", programme: "library-ongoing", today: "2027-02-01", said: func(c *couple) {
			visit("2026-09-10", "yes")(c)
			and(c, "2027-01-20")
		}},
		{name: "nothing claimed", programme: "library-ongoing", today: "2026-12-01", said: func(c *couple) {
			visit("2026-09-10", "no")(c)
			and(c, "2026-05-03")
		}},
		{name: "a programme without visits", today: "2026-12-01", said: func(c *couple) {
			visit("2026-09-10", "yes")(c)
			and(c, "2026-05-03")
		}},
	})
}

func TestRule26ANewTeacherHasFourHoursAMonth(t *testing.T) {
	hours := func(minutes ...string) func(*couple) {
		return func(c *couple) {
			for i, m := range minutes {
				c.contact("2026-08-2"+string(rune('1'+i)), "in_person", m)
			}
		}
	}
	few := []string{"warn teacher_hours_2026_08_20 between.lg_contacts"}
	school := ruleCase{programme: "teacher-induction", start: "2026-08-20", today: "2026-09-20"}
	with := func(name string, said func(*couple), want []string, says string) ruleCase {
		k := school
		k.name, k.said, k.want, k.saysInFirstWords = name, said, want, says
		return k
	}
	running := with("the month is not over", hours("60"), nil, "")
	running.today = "2026-09-19"
	other := with("another programme", hours("60"), nil, "")
	other.programme = "library-ongoing"
	weekly := with("weekly, but no school year", hours("60"), nil, "")
	weekly.programme = "sprint-12w"
	keeps(t, 26, []ruleCase{
		running, other, weekly,
		with("an hour a week", hours("60", "60", "60", "60"), nil, ""),
		with("half an hour less", hours("60", "60", "60", "30"), few, "Time together from 20 August to 19 September: 3.5 h are noted"),
		with("no contact at all is rule 6's", nil, nil, ""),
	})
}

func TestAWarningAboutHoursCountsMeetings(t *testing.T) {
	c := started(t, "teacher-induction", "2026-08-20", "2026-09-20")
	c.held("1", "2026-08-27", "first")
	c.say("meeting/1", "m_start", forms.Agreed, "13:00")
	c.say("meeting/1", "m_end", forms.Agreed, "17:30")
	got, _ := c.told(26)
	same(t, "after four and a half hours at one meeting", strings.Join(got, ", "), "")
}
