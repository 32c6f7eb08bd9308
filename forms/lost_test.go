package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// lost is Amina and Per after the form of their plan has gone.
func lost(t *testing.T) *couple {
	t.Helper()
	c := coupleIn(t, smallLibrary(), "2026-03-10", lang.English)
	for _, id := range []forms.SheetID{{Form: "our_plan"}, {Form: "our_log", Number: 2}, {Form: "our_log", Number: 1}} {
		c.take(forms.Change{Addr: forms.Address{Sheet: id, Field: "word", Voice: forms.Agreed}, Value: "bread"})
	}
	c.take(forms.Change{Addr: forms.Address{Sheet: forms.SheetID{Form: "our_plan"}, Field: "mine", Voice: forms.Mentee}, Value: "for her"},
		forms.Change{Addr: forms.Address{Sheet: forms.SheetID{Form: "our_look", Of: forms.Mentee}, Field: "mine", Voice: forms.Mentee}, Value: "for her"})
	return c
}

func TestAnswersToAFormThatIsGoneCanBeRead(t *testing.T) {
	c := lost(t)
	var names []string
	for _, s := range c.Lost() {
		names = append(names, s.ID.String()+" "+s.Title())
	}
	same(t, "lost sheets", names, []string{"our_log/1 our_log 1", "our_log/2 our_log 2", "our_plan our_plan"})
	same(t, "together", earlierOf(t, c, forms.Reader{}), []string{"word=bread"})
	same(t, "by her alone", earlierOf(t, c, forms.Reader{Hand: forms.Mentee, Alone: true}), []string{"mine=for her", "word=bread"})
	same(t, "by him alone", earlierOf(t, c, forms.Reader{Hand: forms.Mentor, Alone: true}), []string{"word=bread"})
}

func TestAFormThatIsGoneAsksNothingAndIsNoPartOfTheProgramme(t *testing.T) {
	c := lost(t)
	s := c.sheet("our_plan")
	if n := len(s.Items()); n != 0 {
		t.Errorf("it asks %d questions", n)
	}
	for _, s := range c.Sheets() {
		t.Errorf("%s counts as a sheet of the programme", s.ID)
	}
	if _, ok := c.Sheet(forms.SheetID{Form: "never_there"}); ok {
		t.Error("a form that nobody ever answered is there")
	}
	if _, ok := c.Sheet(forms.SheetID{Form: "our_plan", Number: 1}); ok {
		t.Error("a form of which there was one has a number")
	}
	c.take(forms.Change{Addr: forms.Address{Sheet: forms.SheetID{Form: "our_plan"}, Field: "word", Voice: forms.Agreed}})
	if n := len(c.Lost()); n != 2 {
		t.Errorf("%d sheets are lost when one was emptied", n)
	}
}
