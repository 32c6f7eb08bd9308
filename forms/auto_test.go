package forms_test

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// fills returns what the program fills in by itself.
func (c *couple) fills(sheet, field string) forms.Computed {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	v := forms.Agreed
	if s.ID.Of != "" {
		v = s.ID.Of
	}
	return s.Compute(fd, v)
}

// halfAYear is a pair that has talked for a while: 90 minutes on the phone in
// March, a meeting of an hour in April, an e-mail in May, and one thing planned.
func halfAYear(t testing.TB) *couple {
	c := aminaAndPer(t, "workplace", "2026-05-30", lang.English)
	c.say("pair", "anchor_date", forms.Agreed, "2026-03-10")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-03-24", "channel", "phone", "minutes", "90")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-05-16", "channel", "email")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-06-04", "channel", "phone", "minutes", "60")
	c.row("between", "lg_contacts", forms.Agreed, "channel", "phone", "minutes", "60")
	c.say("meeting/1", "m_date", forms.Agreed, "2026-04-14")
	c.say("meeting/1", "m_start", forms.Agreed, "17:00")
	c.say("meeting/1", "m_end", forms.Agreed, "18:00")
	return c
}

func TestTheProgramCountsInBothLanguages(t *testing.T) {
	for _, ask := range []struct{ sheet, field, en, sv string }{
		{"meeting/3", "m_no", "3", "3"},
		{"between", "lg_hours", "2.5 h", "2,5 tim"},
		{"between", "lg_idle", "14 days since you last talked", "14 dagar sedan ni hördes"},
		{"between", "lg_months", "Mar 1 · Apr 1 · May 1", "mar 1 · apr 1 · maj 1"},
		{"feedback_each/mentor", "fe_role", "Mentor", "Mentor"},
		{"feedback_each/mentee", "fe_role", "Mentee", "Adept"},
		{"feedback_each/mentee", "fe_period", "10 Mar 2026 to 30 May 2026, 3 contacts, 2.5 h", "2026-03-10 till 2026-05-30, 3 kontakter, 2,5 tim"},
		{"contract", "ct_version", "1", "1"},
		{"meeting/2", "mp_open_actions", "Nothing is open from last time.", "Inget är öppet sedan sist."},
		{"feedback_together", "ft_compare", "Opens when both copies are done.", "Öppnas när båda exemplaren är klara."},
	} {
		c := halfAYear(t)
		same(t, ask.sheet+" "+ask.field, c.fills(ask.sheet, ask.field).Text, ask.en)
		same(t, ask.sheet+" "+ask.field, c.in(lang.Swedish).fills(ask.sheet, ask.field).Text, ask.sv)
	}
}

func TestTheProgramSaysWhatItCannotCountYet(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-05-30", lang.English)
	for field, want := range map[string]string{
		"lg_hours": "0 h", "lg_idle": "No contact logged yet.", "lg_months": "The start date is not set yet.",
	} {
		same(t, field, c.fills("between", field).Text, want)
	}
	c.say("pair", "anchor_date", forms.Agreed, "2026-09-01")
	same(t, "months before the start", c.fills("between", "lg_months").Text, "No contact logged yet.")
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-05-30")
	same(t, "a talk today", c.fills("between", "lg_idle").Text, "0 days since you last talked")
}

func TestEveryAutoOfTheFormsIsWorkedOut(t *testing.T) {
	c := halfAYear(t)
	for _, s := range append(c.Sheets(), c.sheet("meeting/2")) {
		for _, it := range s.Items() {
			if it.Field.Kind != forms.KindAuto {
				continue
			}
			if got := s.Compute(it.Field, it.Voices[0]); got.Empty() || strings.Contains(got.Text, "⟦") {
				t.Errorf("%s: %s gives %+v", s.ID, it.Field.Auto, got)
			}
		}
	}
	for _, name := range forms.AutoNames() {
		fd := &forms.Field{ID: "x", Kind: forms.KindAuto, Auto: name}
		if c.sheet("meeting/2").Compute(fd, forms.Agreed).Empty() && name != "role" {
			t.Errorf("%s gives nothing", name)
		}
	}
	same(t, "a name that is not known", c.sheet("contract").Compute(&forms.Field{ID: "x", Auto: "weather"}, forms.Agreed).Empty(), true)
}

func TestWhatAPersonTypesOverACountWins(t *testing.T) {
	c := halfAYear(t)
	c.say("between", "lg_hours", forms.Agreed, "about four hours")
	same(t, "hours", c.fills("between", "lg_hours").Text, "about four hours")
}

func TestAMeetingCountsByItsClock(t *testing.T) {
	for times, want := range map[string]string{
		"17:00-18:00": "1 h", "17:00-17:50": "0.8 h", "17:00-": "0 h", "-18:00": "0 h", "18:00-17:00": "0 h", "17:00-17:00": "0 h",
	} {
		c := aminaAndPer(t, "workplace", "2026-05-30", lang.English)
		from, to, _ := strings.Cut(times, "-")
		c.say("meeting/1", "m_date", forms.Agreed, "2026-05-01")
		c.say("meeting/1", "m_start", forms.Agreed, forms.Value(from))
		c.say("meeting/1", "m_end", forms.Agreed, forms.Value(to))
		same(t, times, c.fills("between", "lg_hours").Text, want)
	}
}

// Rule 34: a month from 31 January begins on the last of each shorter month.
func TestTheMonthsBeginOnTheDayOfTheStart(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-30", lang.English)
	same(t, "without a start", len(c.Months()), 0)
	c.say("pair", "anchor_date", forms.Agreed, "2026-01-31")
	c.say("pair", "planned_length", forms.Agreed, "m6")
	for _, day := range []string{"2026-01-30", "2026-01-31", "2026-02-27", "2026-02-28", "2026-03-30"} {
		c.row("between", "lg_contacts", forms.Agreed, "date", day)
	}
	months := c.Months()
	same(t, "months", len(months), 6)
	var said []string
	for _, m := range months[:4] {
		said = append(said, fmt.Sprint(m.First, " ", m.Contacts, " ", m.Past, " ", m.Running))
	}
	same(t, "the first four", said, []string{
		"2026-01-31 2 true false", "2026-02-28 2 false true", "2026-03-31 0 false false", "2026-04-30 0 false false",
	})
	same(t, "in words", c.fills("between", "lg_months").Text, "Jan 2 · Feb 2")
}

func TestOpenActionsAreThoseFromBefore(t *testing.T) {
	c, row := threePromises(t)
	c.cell("between", "ac_list", forms.Agreed, row[2], "status", "done")
	c.row("meeting/2", "m_new_actions", forms.Agreed, "action", "Ring Eva", "owner", "both", "due", "2026-06-01")
	c.row("meeting/3", "m_new_actions", forms.Agreed, "action", "Write the letter", "owner", "mentor", "due", "2026-07-01")
	say := func(x *couple, sheet, field string) []string {
		got := x.fills(sheet, field)
		out := []string{strings.Join(got.Head, "|")}
		for _, cells := range got.Rows {
			out = append(out, strings.Join(cells, "|"))
		}
		return out
	}
	same(t, "in meeting 2", say(c, "meeting/2", "mp_open_actions"), []string{
		"What|Who|By when|Status", "Book the hall|the mentee|28 May 2026|open", "Ask for minutes|the mentee|28 May 2026|open",
	})
	same(t, "in meeting 2, in Swedish", say(c.in(lang.Swedish), "meeting/2", "mp_open_actions"), []string{
		"Vad|Vem|Till när|Läge", "Book the hall|adepten|2026-05-28|öppen", "Ask for minutes|adepten|2026-05-28|öppen",
	})
	same(t, "lines in the next steps: all that is open", len(say(c, "next_steps", "ns_actions_open")), 5)
}

func TestRatingsStandSideBySideOnceBothAreOpen(t *testing.T) {
	c := halfAYear(t)
	for field, marks := range map[string][2]forms.Value{"fe_match": {"5", "3"}, "fe_trust": {"4", "5"}, "fe_open": {"na", "1"}, "fe_regular": {"2", ""}} {
		c.say("feedback_each/mentee", field, forms.Mentee, marks[0])
		c.say("feedback_each/mentor", field, forms.Mentor, marks[1])
	}
	c.say("feedback_each/mentee", "fe_role_ready", forms.Mentee, "4")
	c.say("feedback_each/mentee", "fe_best", forms.Mentee, "the visit")
	for _, st := range []forms.State{forms.StateOpen, forms.StateSealed} {
		c.state("feedback_each/mentee", st)
		same(t, "rows while Per still writes", len(c.fills("feedback_together", "ft_compare").Rows), 0)
	}
	c.state("feedback_each/mentor", forms.StateSealed)
	for l, talk := range map[lang.Lang]string{lang.English: "talk about this", lang.Swedish: "tala om det här"} {
		x := c.in(l)
		got := x.fills("feedback_together", "ft_compare")
		same(t, "the people", got.Head[1]+", "+got.Head[2], "Amina Diallo, Per Holm")
		rows := map[string][]string{}
		for _, cells := range got.Rows {
			rows[cells[0]] = cells
		}
		row := func(field string) []string {
			_, fd := x.field("feedback_each/mentee", field)
			return rows[x.Text(fd.Label)]
		}
		same(t, "rows", len(got.Rows), 5)
		same(t, "two apart", row("fe_match")[3], talk)
		same(t, "one apart", row("fe_trust")[3], "")
		same(t, "one does not apply", row("fe_open")[3], "")
		same(t, "one said nothing", row("fe_regular")[2], "")
		same(t, "words", row("fe_best")[1], "the visit")
		same(t, "a question of Amina's alone is not compared", len(row("fe_role_ready")), 0)
	}
}

func TestAReadingIsOneLineOfWords(t *testing.T) {
	c := halfAYear(t)
	c.say("contract", "ct_length.from", forms.Agreed, "60")
	c.say("contract", "ct_length.to", forms.Agreed, "90")
	c.say("contract", "ct_place.choice", forms.Agreed, "phone")
	c.say("contract", "ct_place.note", forms.Agreed, "Per rings")
	read := func(x *couple, sheet, field string) string {
		s, fd := x.field(sheet, field)
		return s.Reading(fd, forms.Agreed)
	}
	sv := c.in(lang.Swedish)
	same(t, "length", read(c, "contract", "ct_length"), "from 60 minutes, to 90 minutes")
	same(t, "length in Swedish", read(sv, "contract", "ct_length"), "från 60 minuter, till 90 minuter")
	same(t, "a place", read(c, "contract", "ct_place"), "by phone, Per rings")
	same(t, "a date", read(sv, "meeting/1", "m_date"), "tisdag 14 april 2026")
	same(t, "a table", read(c, "between", "lg_contacts"), "")
	same(t, "a count", read(sv, "between", "lg_hours"), "2,5 tim")
	same(t, "nothing", read(c, "contract", "ct_when"), "")
}

func TestAPeriodThatIsStillToComeIsNotCountedBackwards(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-01", lang.English)
	c.say("pair", "anchor_date", forms.Agreed, "2026-03-24")
	for l, want := range map[lang.Lang]string{
		lang.English: "It has not begun yet. The start is on 24 Mar 2026.",
		lang.Swedish: "Det har inte börjat än. Starten är 2026-03-24.",
	} {
		s, _ := c.in(l).Sheet(forms.SheetID{Form: forms.EachForm, Of: forms.Mentee})
		fd, _ := s.Form.Field("fe_period")
		same(t, "the period", s.Compute(fd, forms.Mentee).Text, want)
	}
}
