package forms_test

import (
	"slices"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// due are the words of what is due soon.
func due(p *forms.Pair) (out []string) {
	for _, x := range p.DueSoon() {
		out = append(out, p.SayDue(x))
	}
	return out
}

func TestWhatIsDueInTheNextTwoWeeksIsTold(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
	for _, x := range [][4]string{
		{"Ask the chair", "both", "2026-05-24", "open"},
		{"Book the hall", "mentee", "2026-05-10", "started"},
		{"Long ahead", "mentee", "2026-05-25", "open"},
		{"Late", "mentor", "2026-05-09", "open"},
		{"Done", "mentor", "2026-05-12", "done"},
		{"No day", "mentor", "", "open"},
	} {
		c.row("between", "ac_list", forms.Agreed, "action", x[0], "owner", x[1], "due", x[2], "status", x[3])
	}
	want := []string{"By 10 May: Book the hall (Amina)", "By 24 May: Ask the chair (both)"}
	if got := due(c.Pair); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for l, want := range map[lang.Lang]string{lang.Swedish: "Senast 10 maj: Book the hall (Amina)", lang.French: "D’ici le 10 mai\u00a0: Book the hall (Amina)"} {
		if got := due(c.in(l).Pair); len(got) == 0 || got[0] != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

func TestWhatIsToBeBroughtIsDueOnTheDayOfTheMeeting(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
	c.say("meeting/1", "m_date", forms.Agreed, "2026-05-01")
	c.row("meeting/1", "m_bring", forms.Agreed, "what", "The budget", "who", "mentor")
	c.state("meeting/1", forms.StateClosed)
	if got := due(c.Pair); len(got) != 0 {
		t.Errorf("without a next day: %q", got)
	}
	c.say("meeting/1", "m_next_date.date", forms.Agreed, "2026-05-20")
	if got := due(c.Pair); !slices.Equal(got, []string{"To bring on 20 May: The budget (Per)"}) {
		t.Errorf("%q", got)
	}
	c.take(c.CallOff(date(t, "2026-05-20"), "", lang.Date{})...)
	if got := due(c.Pair); len(got) != 0 {
		t.Errorf("of a meeting that was called off: %q", got)
	}
}

func TestACalledOffDayIsNotTheNextOne(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
	c.say("meeting/1", "m_date", forms.Agreed, "2026-05-20")
	if d, ok := c.MeetsOn(); !ok || d != date(t, "2026-05-20") {
		t.Errorf("%v %v", d, ok)
	}
	c.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-05-20") // by hand, on the list
	if d, ok := c.MeetsOn(); ok {
		t.Errorf("they meet on %v, which was called off", d)
	}
}
