package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// lined reads a line that says a contact.
func lined(t *testing.T, p *forms.Pair, line string) forms.ContactLine {
	t.Helper()
	c, problem := forms.ParseContact(line, p)
	if problem != nil {
		t.Fatal(problem.Say(p.Words))
	}
	return c
}

func TestAContactIsNoticedThatIsLoggedAlready(t *testing.T) {
	for line, twice := range map[string]bool{
		"9 May phone 25 min about the budget":            true,
		"yesterday phone":                                true,
		"yesterday phone 25 min":                         true,
		"yesterday phone 25 min about the hall":          true,
		"yesterday phone 30 min about the BUDGET talks":  true,
		"yesterday phone about the hall":                 false,
		"yesterday phone 30 min":                         false,
		"yesterday video 25 min about the budget":        false,
		"8 May phone 25 min about the budget":            false,
		"yesterday 25 min about the budget":              false,
		"yesterday tried to call":                        false,
		"yesterday phone 20 min about the vote of today": false,
	} {
		b := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
		p := b.Pair
		for _, first := range []string{"yesterday phone 25 min about the budget", "yesterday tried to call"} {
			_, cs := lined(t, p, first).Changes(p)
			b.take(cs...)
		}
		if was, got := lined(t, p, line).Logged(p); got != twice || got && was.Minutes != "25" {
			t.Errorf("%q: %v %+v, want %v", line, got, was, twice)
		}
	}
}
