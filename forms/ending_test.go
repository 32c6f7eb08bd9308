package forms_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// endsEarly is what one of the two writes who ends early and has told the other.
func (c *couple) endsEarly(v forms.Voice, day string) {
	c.t.Helper()
	c.say("early_end", "ee_date", v, forms.Value(day))
	c.say("early_end", "ee_told", v, "yes")
}

// bothSeal hands both copies of the evaluation in.
func (c *couple) bothSeal() {
	c.t.Helper()
	c.state("feedback_each/mentee", forms.StateSealed)
	c.state("feedback_each/mentor", forms.StateSealed)
}

// outside is all that the two can learn together of a pair.
func (c *couple) outside() string {
	var out []string
	add := func(parts ...string) { out = append(out, strings.Join(parts, " | ")) }
	for _, t := range c.Next() {
		add("next", t.Sheet.String(), c.Pair.Say(t), c.SayWhy(t))
	}
	for _, st := range c.Plan() {
		add("plan", st.Step.ID, st.Due.String(), string(st.Status))
	}
	for _, f := range c.Findings() {
		add("rule", f.Rule.ID, f.Sheet.String(), f.Field, f.Case)
	}
	for _, it := range c.Closing() {
		add("closing", it.ID, string(it.State), it.Note)
	}
	day, _ := c.EndDay()
	add("end", day.String(), string(c.Flag()))
	for _, s := range c.Sheets() {
		pr := s.CountFor(forms.Reader{})
		add("sheet", s.ID.String(), strings.Join([]string{string(rune('0' + pr.Answered%10)), string(rune('0' + pr.Asked%10)), string(rune('0' + pr.Missing%10))}, " "))
	}
	return strings.Join(out, "\n")
}

func TestWhatSomebodyOnlyThinksOfIsSeenNowhereUntilItIsTold(t *testing.T) {
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		for _, l := range lang.All() {
			c := started(t, "union-local", "2026-03-24", "2026-06-01").in(l)
			before := c.outside()
			for field, value := range map[string]forms.Value{
				"ee_date": "2026-05-20", "ee_reason": "time", "ee_talked": "no", "ee_learned": "to ask sooner", "ee_next": "yes", "ee_told": "no",
			} {
				c.say("early_end", field, v, value)
			}
			same(t, "while it is not told", c.outside(), before)
			c.say("early_end", "ee_told", v, "yes")
			same(t, "once it is told", string(c.Flag()), string(forms.EndedEarly))
			if tasks := c.Next(); len(tasks) != 1 || tasks[0].Sheet.Form != forms.EarlyEndForm {
				t.Errorf("once it is told, next is %v", tasks)
			}
			c.say("early_end", "ee_told", v, "")
			same(t, "taken back", c.outside(), before)
		}
	}
}

func TestEachTellsOnlyWhatIsTheirOwn(t *testing.T) {
	c := started(t, "union-local", "2026-03-24", "2026-06-01")
	c.say("early_end", "ee_learned", forms.Mentee, "to ask sooner")
	c.say("early_end", "ee_learned", forms.Mentor, "to listen longer")
	s, fd := c.field("early_end", "ee_learned")
	alone := func(v forms.Voice) forms.Reader { return forms.Reader{Hand: v, Alone: true} }
	for _, told := range []bool{false, true} {
		if told {
			c.say("early_end", "ee_told", forms.Mentee, "yes")
		}
		for _, k := range []struct {
			of   forms.Voice
			by   forms.Reader
			want bool
		}{
			{forms.Mentee, forms.Reader{}, told},
			{forms.Mentee, alone(forms.Mentor), told},
			{forms.Mentee, alone(forms.Mentee), true},
			{forms.Mentor, forms.Reader{}, false},
			{forms.Mentor, alone(forms.Mentee), false},
			{forms.Mentor, alone(forms.Mentor), true},
			{forms.Agreed, forms.Reader{}, told},
			{forms.Agreed, alone(forms.Mentee), told},
		} {
			if got := s.MayRead(fd, k.of, k.by); got != k.want {
				t.Errorf("told %v: what the %s wrote may be read by %+v: %v", told, k.of, k.by, got)
			}
		}
	}
}

// closing is the checklist as "id state: note", a line an item.
func (c *couple) closing() string {
	var out []string
	for _, it := range c.Closing() {
		out = append(out, it.ID+" "+string(it.State)+": "+it.Note)
	}
	return strings.Join(out, "\n")
}

func TestTheClosingChecklistSaysWhatIsDoneAndWhatIsLeft(t *testing.T) {
	c := started(t, "union-local", "2026-03-24", "2027-03-20")
	same(t, "at first", c.closing(), strings.Join([]string{
		"evaluations open: Neither is in yet.",
		"joint waits: It opens when both evaluations are in.",
		"next_steps open: Not begun.",
		"actions done: No action is open.",
		"notes open: You have not said who keeps them.",
		"certificate waits: Still missing: meetings (0 of 2 held) and both evaluations.",
		"deletion note: Everything in this book about the two of you, by Friday 24 September 2027 at the latest. Export first what you want to keep.",
	}, "\n"))
	c.held("1", "2026-04-01", "first")
	c.held("2", "2027-03-18", "closing")
	c.row("between", "ac_list", forms.Agreed, "action", "Book the hall", "owner", "mentee")
	nobodys := c.row("between", "ac_list", forms.Agreed, "action", "Ask the chair")
	c.state("feedback_each/mentee", forms.StateSealed)
	c.say("next_steps", "ns_role", forms.Mentee, "Chair of the branch")
	c.say("next_steps", "ns_data", forms.Agreed, "mentee_keeps")
	got := c.closing()
	for _, want := range []string{
		"evaluations open: Amina Diallo is done. It opens when Per Holm is, too.",
		"actions open: 1 open action is nobody’s. Give it to somebody, or drop it.",
		"notes done: the mentee keeps them",
		"certificate waits: Still missing: both evaluations.",
		"deletion note: By Saturday 18 September 2027 everything in this book about the two of you. Amina Diallo keeps a copy of the notes.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	c.cell("between", "ac_list", forms.Agreed, nobodys, "owner", "mentor")
	c.bothSeal()
	got = c.closing()
	for _, want := range []string{
		"evaluations done: Both are in.", "joint open: Not begun.", "actions done: 2 actions are open, and each has somebody.",
		"certificate done: You have earned it.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	for _, it := range c.Closing() {
		if it.Sheet.Form == "" {
			continue
		}
		s, ok := c.Sheet(it.Sheet)
		if _, asked := s.Form.Field(it.Field); !ok || it.Field != "" && !asked {
			t.Errorf("%s is done in %s %s, which there is not", it.ID, it.Sheet, it.Field)
		}
	}
}

func TestEveryProgrammeHasAChecklistInEveryLanguage(t *testing.T) {
	for id := range started(t, "union-local", "2026-03-24", "2026-06-01").Library.Programmes {
		for _, l := range lang.All() {
			c := started(t, id, "2026-03-24", "2026-06-01").in(l)
			items := c.Closing()
			for _, it := range items {
				if it.Text == "" || it.Note == "" || strings.Contains(it.Text+it.Note, "⟦") || strings.Contains(it.Note, "{") {
					t.Errorf("%s in %s: %+v", id, l, it)
				}
			}
			joint := slices.ContainsFunc(items, func(it forms.ClosingItem) bool { return it.ID == "joint" })
			if joint != slices.Contains(c.Programme().Forms, forms.TogetherForm) {
				t.Errorf("%s: the joint page is in the checklist: %v", id, joint)
			}
		}
	}
}

func TestTheAnswersAreKeptSixMonthsAfterTheEnd(t *testing.T) {
	keep := func(c *couple) string {
		day, ok := c.KeepUntil()
		if !ok {
			return "nobody knows"
		}
		return day.String()
	}
	c := aminaAndPer(t, "union-local", "2026-03-24", lang.English)
	same(t, "before it has begun", keep(c), "nobody knows")
	c.say("pair", "anchor_date", forms.Agreed, "2026-02-28")
	same(t, "as planned", keep(c), "2027-08-28")
	same(t, "what the contract suggests", c.suggests("contract", "ct_keep_months", "", forms.Agreed), forms.Value("6"))
	c.say("contract", "ct_keep_months", forms.Agreed, "2")
	same(t, "as agreed", keep(c), "2027-04-28")
	c.say("contract", "ct_keep_months", forms.Agreed, "")
	same(t, "no longer agreed", keep(c), "2027-08-28")
	c.endsEarly(forms.Mentor, "2026-03-20")
	same(t, "after an early end", keep(c), "2026-09-20")
	c.say("contract", "ct_keep_months", forms.Agreed, "0")
	same(t, "agreed to keep nothing", keep(c), "2026-03-20")
	c.say("contract", "ct_keep_months", forms.Agreed, "6")
	c.say("early_end", "ee_data", forms.Agreed, "each_own")
	same(t, "each keeps a copy", keep(c), "2026-09-20")
	c.say("early_end", "ee_data", forms.Agreed, "delete")
	same(t, "nothing is kept", keep(c), "2026-03-20")
}

func TestTheAdviserIsThePersonTheyNamedAndIsAskedInKindWords(t *testing.T) {
	for _, l := range lang.All() {
		c := aminaAndPer(t, "union-local", "2026-03-24", l)
		a := c.Adviser()
		if a.Name != "" || a.Else == "" || len(a.Say) != 3 || strings.Contains(strings.Join(a.Say, ""), "⟦") {
			t.Errorf("in %s with nobody named: %+v", l, a)
		}
		c.say("pair", "helper_name", forms.Agreed, "Karin Ek")
		c.say("pair", "helper_contact", forms.Agreed, "070-123 45 67")
		a = c.Adviser()
		if a.Name != "Karin Ek" || a.Reach != "070-123 45 67" || a.Else != "" || a.Sheet.Form != "pair" || a.Field != "helper_name" {
			t.Errorf("in %s: %+v", l, a)
		}
	}
}

func TestTheCertificateTellsThatTheyTookPartAndWhatIsMissing(t *testing.T) {
	c := started(t, "union-local", "2026-03-24", "2026-12-01")
	same(t, "missing at first", strings.Join(c.Certificate().Missing, "; "), "meetings (0 of 2 held); both evaluations")
	c.held("1", "2026-04-01", "first")
	same(t, "missing after one meeting", strings.Join(c.Certificate().Missing, "; "), "a second meeting (1 of 2 held); both evaluations")
	c.held("2", "2026-11-20", "closing")
	c.say("meeting/2", "m_start", forms.Agreed, "17:00")
	c.say("meeting/2", "m_end", forms.Agreed, "18:30")
	c.bothSeal()
	got := c.Certificate()
	if len(got.Missing) > 0 || got.Mentee != "Amina Diallo" || got.Mentor != "Per Holm" || got.Meetings != 2 || got.Hours != "1.5" ||
		got.From.String() != "2026-03-24" || got.To.String() != "2026-11-20" || got.Programme != c.ProgrammeName() {
		t.Errorf("it says %+v", got)
	}
	same(t, "earned", c.EarnsCertificate(), true)
}

// pauses is the list of pauses as "from to", a line a pause.
func (c *couple) pauses() string {
	var out []string
	for _, x := range c.Pauses() {
		to := "…"
		if !x.To.IsZero() {
			to = x.To.String()
		}
		out = append(out, x.From.String()+" "+to)
	}
	return strings.Join(out, "\n")
}

func TestAPauseIsBegunAndEndedInOneWord(t *testing.T) {
	c := started(t, "union-local", "2026-03-24", "2026-06-10")
	due := func() string { d, _ := c.Day(forms.Offset{From: forms.FromEnd}); return d.String() }
	day := func(iso string) lang.Date { return date(t, iso) }
	same(t, "going on without a pause", len(c.Resume(c.Today)), 0)
	c.take(c.PauseFrom(day("2026-06-01"), lang.Date{})...)
	same(t, "begun", c.pauses(), "2026-06-01 …")
	same(t, "paused", c.Paused(), true)
	same(t, "another in it", len(c.PauseFrom(day("2026-06-05"), lang.Date{})), 0)
	c.take(c.Resume(c.Today)...)
	same(t, "over", c.pauses(), "2026-06-01 2026-06-09")
	same(t, "not paused", c.Paused(), false)
	same(t, "the end has moved by nine days", due(), "2027-04-02")
	c.take(c.PauseFrom(day("2026-07-01"), day("2026-07-31"))...)
	same(t, "with a last day", c.pauses(), "2026-06-01 2026-06-09\n2026-07-01 2026-07-31")
	same(t, "backwards", len(c.PauseFrom(day("2026-09-02"), day("2026-09-01"))), 0)
	c.take(c.PauseFrom(c.Today, lang.Date{})...)
	c.take(c.Resume(c.Today)...)
	same(t, "begun and ended on one day", c.pauses(), "2026-06-01 2026-06-09\n2026-07-01 2026-07-31")
	c.Today = day("2026-07-15")
	c.take(c.Resume(c.Today)...)
	same(t, "back early", c.pauses(), "2026-06-01 2026-06-09\n2026-07-01 2026-07-14")
}
