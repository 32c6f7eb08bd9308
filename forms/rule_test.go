package forms_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// ruleCase is a pair on a day, and what a rule has to say about it.
type ruleCase struct {
	name             string
	programme        string // workplace where none is named
	start, today     string // start "-" for a pair without one; 2026-03-24 and 2026-04-01 where none are named
	said             func(c *couple)
	want             []string // see told
	saysInFirstWords string   // how the first finding begins in English; "" where it does not matter
}

// keeps runs the cases of one rule. Each has to speak somewhere and be silent
// somewhere, or the test tells nothing.
func keeps(t *testing.T, rule int, cases []ruleCase) {
	t.Helper()
	speaks, silent := false, false
	for _, k := range cases {
		t.Run(k.name, func(t *testing.T) {
			c := k.couple(t)
			got, first := c.told(rule)
			if !slices.Equal(got, k.want) {
				t.Errorf("rule %d says\n  %q, want\n  %q", rule, got, k.want)
			}
			if !strings.HasPrefix(first, k.saysInFirstWords) {
				t.Errorf("in words: %q, want it to begin %q", first, k.saysInFirstWords)
			}
		})
		speaks, silent = speaks || len(k.want) > 0, silent || len(k.want) == 0
	}
	if !speaks || !silent {
		t.Errorf("the cases of rule %d show it speaking: %v, and silent: %v", rule, speaks, silent)
	}
}

func (k ruleCase) couple(t *testing.T) *couple {
	programme, start, today := k.programme, k.start, k.today
	if programme == "" {
		programme = "workplace"
	}
	if start == "" {
		start = "2026-03-24"
	}
	if today == "" {
		today = "2026-04-01"
	}
	c := aminaAndPer(t, programme, today, lang.English)
	if start != "-" {
		c.say("pair", "anchor_date", forms.Agreed, forms.Value(start))
	}
	if k.said != nil {
		k.said(c)
	}
	return c
}

// told lists what a rule says, as "warn keep_contact_2026_03_24 between.lg_contacts",
// with "beside" before it where it stands beside its field only, and "aside" where it
// was set aside; and the first of these in words.
func (c *couple) told(rule int) (out []string, first string) {
	c.t.Helper()
	loud := map[string]bool{}
	for _, f := range c.Findings() {
		loud[f.ID()] = true
	}
	for _, f := range forms.EveryFinding(c.Pair) {
		if f.Rule.Number != rule {
			continue
		}
		if first == "" {
			first, _ = c.SayFinding(f)
		}
		line := string(f.Severity) + " " + f.ID() + " " + f.Sheet.String()
		if f.Field != "" {
			line += "." + f.Field
		}
		switch {
		case !loud[f.ID()]:
			line = "beside " + line
		case f.SetAside():
			line = "aside " + line
		}
		out = append(out, line)
	}
	return out, first
}

// held writes a meeting that was held on a day, of a kind.
func (c *couple) held(n, day, kind string) {
	c.t.Helper()
	c.say("meeting/"+n, "m_date", forms.Agreed, forms.Value(day))
	c.say("meeting/"+n, "m_kind", forms.Agreed, forms.Value(kind))
}

// contact notes a contact, with its minutes where they are known.
func (c *couple) contact(day, channel, minutes string) forms.RowID {
	c.t.Helper()
	return c.row("between", "lg_contacts", forms.Agreed, "date", day, "channel", channel, "minutes", minutes)
}

func TestThereAre36Rules(t *testing.T) {
	rules := forms.Rules()
	same(t, "rules", len(rules), 36)
	ids := map[string]bool{}
	for i, r := range rules {
		same(t, "number", r.Number, i+1)
		if !forms.IsID(r.ID) || ids[r.ID] || r.Source == "" {
			t.Errorf("rule %d: id %q, source %q", r.Number, r.ID, r.Source)
		}
		ids[r.ID] = true
		if r.Kept != forms.KeptByPair && r.Kept != forms.KeptByProgram {
			t.Errorf("rule %d is kept by %q", r.Number, r.Kept)
		}
	}
	weights := map[forms.Severity][]int{forms.Stop: {1, 9, 12, 13, 28, 33}, forms.Info: {7, 11, 14, 19, 20, 22, 23, 25, 29, 30, 32, 34}}
	for _, r := range rules {
		for _, s := range []forms.Severity{forms.Stop, forms.Info} {
			same(t, r.ID+" is a "+string(s), r.Severity == s, slices.Contains(weights[s], r.Number))
		}
	}
}

func TestEveryRuleSaysWhyInEveryLanguage(t *testing.T) {
	for _, programme := range []string{"workplace", "st-styrelse", "teacher-induction"} {
		for _, l := range lang.All() {
			c := aminaAndPer(t, programme, "2026-04-01", l)
			for _, r := range forms.Rules() {
				if why := c.SayRule(r); why == "" || strings.ContainsAny(why, "{}⟦") {
					t.Errorf("rule %d in %s, %s: %q", r.Number, programme, l, why)
				}
			}
		}
	}
}

// muchToSay is a pair about which many rules speak at once.
func muchToSay(t *testing.T) *couple {
	c := started(t, "workplace", "2026-03-24", "2026-06-30")
	c.say("pair", "dependency_check", forms.Agreed, "unsure")
	c.held("1", "2026-04-01", "regular")
	c.state("meeting/1", forms.StateClosed)
	c.say("contract", "ct_frequency", forms.Agreed, "monthly")
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "lead a meeting")
	for _, goal := range []string{"write minutes", "know the law", "sleep well"} {
		c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", goal, "measure", "we will see", "due", "2026-12-01")
	}
	return c
}

func TestFindingsStandInTheOrderOfTheirWeight(t *testing.T) {
	c := muchToSay(t)
	found := c.Findings()
	place := func(f forms.Finding) int {
		switch {
		case f.SetAside():
			return 3
		case f.Severity == forms.Stop:
			return 0
		case f.Severity == forms.Warn:
			return 1
		}
		return 2
	}
	c.take(forms.Change{Addr: found[3].Address(), Value: "Per is on leave"})
	found = c.Findings()
	seen := map[int]bool{}
	for i, f := range found {
		seen[place(f)] = true
		if i == 0 {
			continue
		}
		before := found[i-1]
		if place(before) > place(f) || place(before) == place(f) && before.Rule.Number > f.Rule.Number {
			t.Errorf("%s stands before %s", before.ID(), f.ID())
		}
	}
	if len(seen) != 4 {
		t.Errorf("the pair of this test has findings of %d weights, want all four", len(seen))
	}
}

func TestAWarningIsSetAsideWithANoteAndTakenUpAgain(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-06-30")
	c.contact("2026-05-30", "phone", "10")
	silent := "keep_contact_2026_04_24" // and the month before it
	find := func() forms.Finding {
		for _, f := range c.Findings() {
			if f.ID() == silent {
				return f
			}
		}
		return forms.Finding{}
	}
	same(t, "to begin with", find().SetAside(), false)
	same(t, "it is told", find().Rule.ID, "keep_contact")
	c.take(forms.Change{Addr: forms.RuleAddress(silent), Value: "Amina was ill"})
	same(t, "set aside", find().Note, "Amina was ill")
	same(t, "still a warning", find().Severity, forms.Warn)
	others := 0
	for _, f := range c.Findings() {
		if f.SetAside() {
			others++
		}
	}
	same(t, "how many are set aside", others, 1)
	c.take(forms.Change{Addr: find().Address(), Value: ""})
	same(t, "taken up again", find().SetAside(), false)
}

func TestAStopCannotBeSetAside(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	c.say("pair", "dependency_check", forms.Agreed, "yes")
	c.take(forms.Change{Addr: forms.RuleAddress("independent"), Value: "we get on well"})
	same(t, "set aside", c.Findings()[0].SetAside(), false)
	same(t, "the first finding", c.Findings()[0].ID(), "independent")
}

func TestAStopKeepsItsSheetFromBeingComplete(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	stops := func(sheet string) []string {
		var out []string
		for _, f := range c.sheet(sheet).Stops() {
			out = append(out, f.ID())
		}
		return out
	}
	same(t, "before anything is said of the pair", stops("pair"), []string{"helper"})
	same(t, "before anything is said in the contract", stops("contract"),
		[]string{"confidentiality_ct_confidential", "confidentiality_ct_conf_exceptions"})
	same(t, "on the worksheet", stops("planning_worksheet"), []string(nil))

	for field, v := range map[string]forms.Voice{
		"programme_name": "agreed", "organisation": "agreed", "language": "agreed", "mentor_role": "mentor", "mentee_role": "mentee",
		"dependency_check": "agreed", "anchor_event": "agreed", "planned_length": "agreed", "helper_contact": "agreed",
	} {
		c.say("pair", field, v, "no")
	}
	c.row("pair", "mentor_contact", forms.Mentor, "channel", "phone", "value", "1")
	c.row("pair", "mentee_contact", forms.Mentee, "channel", "phone", "value", "2")
	c.say("pair", "data_notice_ok", forms.Mentor, "yes")
	c.say("pair", "data_notice_ok", forms.Mentee, "yes")
	c.say("pair", "helper_name", forms.Agreed, "Eva Lind")
	same(t, "the pair's sheet, all said", c.sheet("pair").Complete(), true)
	c.say("pair", "dependency_check", forms.Agreed, "yes")
	same(t, "the same, with a mentor who is the manager", c.sheet("pair").Complete(), false)
	same(t, "though every question is answered", c.sheet("pair").Progress().Complete(), true)
}

func TestFindingsOfASheetStandBesideItsFields(t *testing.T) {
	c := muchToSay(t)
	found := c.sheet("planning_worksheet").Findings()
	at := forms.FindingsAt(found, "pw_goals")
	same(t, "beside the goals", len(at), 2)
	for _, f := range at {
		same(t, "the rule", f.Rule.Number, 24)
	}
	same(t, "beside another question", len(forms.FindingsAt(found, "pw_success")), 0)
}

func TestTheSheetsHoldAllFindingsBetweenThem(t *testing.T) {
	c := muchToSay(t)
	c.say("meeting/2", "m_kind", forms.Agreed, "first")
	c.say("contract", "ct_no_fault", forms.Agreed, "no")
	found := 0
	for _, s := range c.Sheets() {
		for _, f := range s.Findings() {
			same(t, f.ID()+" stands on", f.Sheet, s.ID)
			found++
		}
	}
	same(t, "findings on all sheets", found, len(forms.EveryFinding(c.Pair)))
	if loud := len(c.Findings()); loud == 0 || loud >= found {
		t.Errorf("%d of %d findings are told everywhere, want some", loud, found)
	}
}

func TestEveryFindingIsWordedInEveryLanguage(t *testing.T) {
	c := muchToSay(t)
	for _, l := range lang.All() {
		for _, f := range forms.EveryFinding(c.Pair) {
			what, why := c.in(l).SayFinding(f)
			if strings.ContainsAny(what+why, "{}⟦") || what == "" || why == "" {
				t.Errorf("%s in %s: %q, %q", f.ID(), l, what, why)
			}
		}
	}
}
