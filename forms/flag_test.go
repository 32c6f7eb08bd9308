package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// settled is a couple on a board for which nothing is late: every step that has its day
// is ticked, but for the monthly contact.
func settled(t *testing.T, today string) *couple {
	t.Helper()
	c := started(t, "st-styrelse", "2026-03-24", today)
	for i := range c.Programme().Steps {
		if st := &c.Programme().Steps[i]; st.Every == forms.Once {
			c.take(forms.Change{Addr: forms.StepAddress(st.ID), Value: "yes"})
		}
	}
	return c
}

// bothSealed has both copies of the feedback sealed.
func (c *couple) bothSealed() {
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		c.take(forms.Change{Addr: forms.StateAddress(forms.SheetID{Form: forms.EachForm, Of: v}), Value: forms.Value(forms.StateSealed)})
	}
}

func TestTheFlagTellsHowAPairIsDoing(t *testing.T) { //nolint:funlen // a table
	call := func(days ...string) func(*couple) {
		return func(c *couple) {
			for _, d := range days {
				c.contact(d, "phone", "10")
			}
		}
	}
	try := func(c *couple, days ...string) {
		for _, d := range days {
			c.contact(d, "tried", "")
		}
	}
	pause := func(c *couple, from, to string) {
		c.row("process_plan", "pp_pauses", forms.Agreed, "from", from, "to", to)
	}
	for _, k := range []struct {
		name, today string
		said        func(*couple)
		want        forms.Flag
	}{
		{"in touch a month and a week ago", "2026-05-09", call("2026-04-01"), forms.OnTrack},
		{"a day longer", "2026-05-10", call("2026-04-01"), forms.NeedsNudge},
		{"two months and a week ago", "2026-06-09", call("2026-04-01"), forms.NeedsNudge},
		{"a day longer still", "2026-06-10", call("2026-04-01"), forms.Silent},
		{"never in touch, and the first month is over", "2026-05-02", func(*couple) {}, forms.NeedsNudge},
		{"a month was missed, and they talk again", "2026-06-20", call("2026-04-01", "2026-06-01"), forms.OnTrack},
		{"the year is over, and a month was missed", "2027-03-26", call("2026-04-01", "2026-06-01", "2027-03-20"), forms.OnTrack},
		{"a step past its day", "2026-04-10", func(c *couple) {
			call("2026-04-01")(c)
			c.take(forms.Change{Addr: forms.StepAddress("pp1_contact"), Value: ""})
			c.take(forms.Change{Addr: forms.StepAddress("pp3_member_meeting"), Value: ""})
			c.say("pair", "mentee_seat_kind", forms.Mentee, "ordinary")
			c.Today = c.Today.AddMonths(1)
			c.contact(c.Today.String(), "phone", "10")
		}, forms.NeedsNudge},
		{"two tries since they talked", "2026-05-01", func(c *couple) {
			call("2026-04-20")(c)
			try(c, "2026-04-28", "2026-04-30")
		}, forms.OnTrack},
		{"three tries without an answer", "2026-05-01", func(c *couple) {
			call("2026-04-20")(c)
			try(c, "2026-04-28", "2026-04-30", "2026-05-01")
		}, forms.Silent},
		{"one try without an answer for ten days", "2026-05-08", func(c *couple) {
			call("2026-04-20")(c)
			try(c, "2026-04-28")
		}, forms.Silent},
		{"three tries, and then an answer", "2026-05-02", func(c *couple) {
			try(c, "2026-04-28", "2026-04-30", "2026-05-01")
			call("2026-05-02")(c)
		}, forms.OnTrack},
		{"in a pause", "2026-08-01", func(c *couple) {
			call("2026-04-20")(c)
			try(c, "2026-04-28", "2026-04-30", "2026-05-01")
			pause(c, "2026-05-02", "")
		}, forms.OnTrack},
		{"just after a long pause", "2026-09-10", func(c *couple) {
			call("2026-04-20")(c)
			pause(c, "2026-05-02", "2026-08-31")
		}, forms.OnTrack},
		{"a try in the week before a long pause", "2026-09-02", func(c *couple) {
			call("2026-04-20")(c)
			try(c, "2026-04-28")
			pause(c, "2026-05-02", "2026-08-31")
		}, forms.OnTrack},
		{"in touch in a pause, a month and a week of silence after it", "2026-10-08", func(c *couple) {
			pause(c, "2026-05-02", "2026-08-31")
			call("2026-08-20")(c)
		}, forms.OnTrack},
		{"a day longer after it", "2026-10-09", func(c *couple) {
			pause(c, "2026-05-02", "2026-08-31")
			call("2026-08-20")(c)
		}, forms.NeedsNudge},
	} {
		c := settled(t, k.today)
		k.said(c)
		same(t, k.name, c.Flag(), k.want)
	}
}

func TestFeedbackThatIsSealedEarlyEndsNothing(t *testing.T) {
	for _, k := range []struct {
		name, today string
		said        func(*couple)
		want        bool
	}{
		{"in the middle of the year", "2026-05-09", func(*couple) {}, false},
		{"near the end", "2027-03-01", func(*couple) {}, true},
		{"after the closing meeting", "2026-05-09", func(c *couple) {
			c.say("meeting/1", "m_date", forms.Agreed, "2026-05-01")
			c.say("meeting/1", "m_kind", forms.Agreed, "closing")
		}, true},
	} {
		c := started(t, "st-styrelse", "2026-03-24", k.today)
		k.said(c)
		same(t, k.name+", nothing is sealed", c.Flag() == forms.Finished, false)
		c.bothSealed()
		same(t, k.name, c.Flag() == forms.Finished, k.want)
	}
}

func TestAMissedMonthIsSilenceAndNothingLate(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.English: "Mar 0 · Apr 0 · May 1 · Jun 0 · Jul 1 | 19 days since you last talked · no contact from 24 March to 23 May and from 24 June to 23 July",
		lang.French:  "mars 0 · avr. 0 · mai 1 · juin 0 · juill. 1 | Dernier contact il y a 19 jours · aucun contact du 24 mars au 23 mai et du 24 juin au 23 juillet",
		lang.Swedish: "mar 0 · apr 0 · maj 1 · jun 0 · jul 1 | 19 dagar sedan ni hördes · ingen kontakt från 24 mars till 23 maj och från 24 juni till 23 juli",
	} {
		c := settled(t, "2026-08-19").in(l)
		c.contact("2026-06-01", "phone", "10")
		c.contact("2026-07-31", "phone", "10")
		v := c.Review(0, nil, forms.Reader{Hand: forms.Mentor})
		same(t, "what is late", told(v.Due), []string{})
		same(t, "the contact", told([]forms.ReviewLine{v.Contact})[0], want)
		same(t, "from afar", c.Glance(0, forms.Reader{Hand: forms.Mentor}).Late, 0)
	}
}

func TestIdleDaysLeavePausesAside(t *testing.T) {
	idle := func(last, from, to string) int {
		c := started(t, "workplace", "2026-03-01", "2026-06-10")
		c.contact(last, "phone", "10")
		c.row("process_plan", "pp_pauses", forms.Agreed, "from", from, "to", to)
		days, _ := c.IdleDays()
		return days
	}
	for name, days := range map[string][2]int{
		"a pause since":                          {idle("2026-05-01", "2026-05-10", "2026-05-31"), 18},
		"a pause before":                         {idle("2026-05-01", "2026-03-10", "2026-04-10"), 40},
		"in touch in the pause":                  {idle("2026-05-20", "2026-05-10", "2026-05-31"), 10},
		"in touch on its last day":               {idle("2026-05-31", "2026-05-10", "2026-05-31"), 10},
		"a pause that goes on":                   {idle("2026-05-01", "2026-06-01", ""), 30},
		"a pause to come":                        {idle("2026-05-01", "2026-07-01", "2026-07-31"), 40},
		"a pause that ended before it had begun": {idle("2026-05-01", "2026-05-31", "2026-05-10"), 40},
	} {
		same(t, name, days[0], days[1])
	}
}
