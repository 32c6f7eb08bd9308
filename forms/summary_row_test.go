package forms_test

import (
	"fmt"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// listed is all that the list of pairs tells of one, in one line.
func (c *couple) listed() string {
	o := c.Overview()
	text := fmt.Sprint(o.Start, o.End, o.Months, o.Of, o.Meetings, o.Contacts, o.Last, o.Steps, o.Due, o.Late, o.Flag)
	for _, f := range o.Forms {
		text += fmt.Sprint(" ", f.Sheet, f.Done, f.On)
	}
	return text
}

func TestTheRowOfAPairCountsWhatIsDoneAndWhatIsLate(t *testing.T) {
	c := started(t, "union-local", "2026-03-02", "2026-05-05")
	c.met(1, "2026-03-20", "")
	o := c.Overview()
	got := fmt.Sprintln(o.Mentee, o.Mentor, o.Start, o.End, o.Months, o.Of, o.Meetings, o.Contacts, o.Last, o.Steps, o.Due, o.Late)
	if want := "Amina Diallo Per Holm 2026-03-02 2027-03-02 1 3 1 1 2026-03-20 3 7 4\n"; got != want {
		t.Errorf("got %swant %s", got, want)
	}
}

func TestTheRowSaysWhenAFormWasSignedAndNotWhatStandsInIt(t *testing.T) {
	c := started(t, "union-local", "2026-03-02", "2026-05-05")
	before := len(c.Overview().Forms)
	c.complete("contract", false)
	for _, f := range c.Overview().Forms {
		if f.Sheet.Form == forms.ContractForm && (!f.Done || f.On.IsZero()) {
			t.Errorf("the contract is %+v", f)
		}
		if f.Sheet.Form == forms.SummaryForm || f.Sheet.Form == forms.EarlyEndForm {
			t.Errorf("%s is nobody's business", f.Sheet)
		}
	}
	if before == 0 {
		t.Error("there are no forms")
	}
}

func TestTheRowTellsNothingOfAClosedCopyNorOfWhatSomebodyOnlyThinksOf(t *testing.T) {
	c := started(t, "workplace", "2026-03-02", "2026-05-05")
	before := c.listed()
	c.say("feedback_each/mentee", "fe_worked", forms.Mentee, "heron")
	c.say("early_end", "ee_date", forms.Mentor, "2026-05-01")
	c.say("early_end", "ee_told", forms.Mentor, "no")
	if after := c.listed(); after != before {
		t.Errorf("the row changed:\n%s\n%s", before, after)
	}
	c.state("feedback_each/mentee", forms.StateSealed)
	if after := c.listed(); after == before {
		t.Error("that a copy is sealed may be known")
	}
}

func TestTheRowTellsOnlyWhatTheProgrammeTells(t *testing.T) {
	c := started(t, "library-project", "2026-03-02", "2026-05-05")
	o := c.Overview()
	if !o.Tells("cs_contacts") || o.Tells("cs_goals_count") {
		t.Errorf("the programme tells %v", c.Programme().Tells)
	}
	if c = started(t, "workplace", "2026-03-02", "2026-05-05").in(lang.Swedish); c.Overview().Programme == o.Programme {
		t.Error("every row has its own programme")
	}
}
