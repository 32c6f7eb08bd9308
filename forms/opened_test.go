package forms_test

import (
	"crypto/rand"
	"slices"
	"testing"

	"pairbook/forms"
)

func TestCopiesBehindAPassphraseAreSealedAndNotOpen(t *testing.T) {
	c := evaluated(t)
	c.seals(forms.Mentee, rand.Reader)
	if s := c.sheet("feedback_each/mentee"); s.BothSealed() || s.Opened() {
		t.Error("one seal is taken for two")
	}
	c.seals(forms.Mentor, rand.Reader)
	if s := c.sheet("feedback_each/mentee"); !s.BothSealed() || !s.Opened() {
		t.Error("two sealed copies are not open")
	}
	hidden := forms.Address{Sheet: forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}, Field: forms.FieldSeal, Voice: forms.Mentor}.At(forms.PartNonce)
	c.take(forms.Change{Addr: hidden}) // as a book reads it while he is locked
	for _, name := range []string{"feedback_each/mentee", "feedback_each/mentor"} {
		if s := c.sheet(name); !s.BothSealed() || s.Opened() {
			t.Errorf("%s: both sealed %v, opened %v", name, s.BothSealed(), s.Opened())
		}
	}
	if got := c.opened(); !slices.Contains(got, "mentor locked") {
		t.Errorf("told is %q", got)
	}
}

func TestHowLongOneWaitsForTheOthersEvaluationStandsInTheContract(t *testing.T) {
	c := evaluated(t)
	if _, ok := c.FeedbackWait(); ok {
		t.Error("something was agreed on")
	}
	c.say("contract", "ct_feedback_wait", forms.Agreed, "21")
	if days, ok := c.FeedbackWait(); !ok || days != 21 {
		t.Errorf("they wait %d days, %v", days, ok)
	}
}

func TestWhatDecidesWhoMayRead(t *testing.T) {
	copyOf := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	for a, want := range map[forms.Address]bool{
		forms.StateAddress(copyOf): true,
		{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: "ee_told", Voice: forms.Mentee}: true,
		{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: "ee_date", Voice: forms.Mentee}: false,
		{Sheet: copyOf, Field: "fe_worked", Voice: forms.Mentee}:                                false,
	} {
		if a.Decides() != want {
			t.Errorf("%s decides: %v", a, a.Decides())
		}
	}
}
