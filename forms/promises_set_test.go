package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// does takes changes into a couple's record, as the book would.
func does(p *forms.Pair, hand forms.Voice, cs []forms.Change) {
	for _, c := range cs {
		p.Record.Expect(c, hand, 0)
	}
}

func promised(t *testing.T) *forms.Pair {
	t.Helper()
	p := loggers(t, lang.English)
	for _, cells := range [][3]string{{"actions", "a", "Book the hall"}, {"goals", "g", "Lead a meeting"}} {
		at := forms.Address{Sheet: forms.Register(cells[0]), Field: cells[0], Row: forms.RowID(cells[1]), Voice: forms.Agreed}
		first := cells[0][:len(cells[0])-1]
		does(p, forms.Mentee, []forms.Change{{Addr: at.At(forms.PartOrder), Value: "a"}, {Addr: at.At(first), Value: forms.Value(cells[2])}, {Addr: at.At("status"), Value: "open"}})
	}
	return p
}

func TestAnActionThatIsDoneHasItsDayAndLosesItWhenItIsNot(t *testing.T) {
	p := promised(t)
	at := forms.ActionCell("a", "done")
	does(p, forms.Mentee, p.SetAction(p.Actions()[0], "done"))
	if got := p.Record.Value(at); got != forms.Value(p.Today.String()) {
		t.Errorf("done on %q", got)
	}
	if cs := p.SetAction(p.Actions()[0], "done"); len(cs) != 0 {
		t.Errorf("done twice changes %v", cs)
	}
	for _, status := range []forms.Value{"started", "dropped", "open"} {
		does(p, forms.Mentee, p.SetAction(p.Actions()[0], "done"))
		does(p, forms.Mentee, p.SetAction(p.Actions()[0], status))
		if a := p.Actions()[0]; a.Status != status || !a.DoneOn.IsZero() {
			t.Errorf("%s: %+v", status, a)
		}
	}
}

func TestAnActionIsPutOffByAWeekFromItsDayOrFromTodayWhereThatIsPast(t *testing.T) {
	p := promised(t)
	for due, want := range map[lang.Date]lang.Date{
		p.Today.AddDays(3): p.Today.AddDays(10), p.Today: p.Today.AddDays(7), p.Today.AddDays(-30): p.Today.AddDays(7), {}: p.Today.AddDays(7),
	} {
		if got := p.Later(forms.Action{Due: due}); got != want {
			t.Errorf("later than %v is %v, not %v", due, got, want)
		}
	}
}

func TestAGoalIsReachedOnlyWhenBothSaySo(t *testing.T) {
	p := promised(t)
	name := p.Name
	one := p.Words.T("lists.reached_one", "name", name(forms.Mentee), "other", name(forms.Mentor))
	not := p.Words.T("lists.reached_not", "name", name(forms.Mentee), "other", name(forms.Mentor))
	for i, step := range []struct {
		who    forms.Voice
		says   forms.Value
		status forms.Value
		words  string
	}{
		{forms.Mentee, "yes", "open", one},
		{forms.Mentor, "no", "open", not},
		{forms.Mentor, "yes", "reached", p.Words.T("lists.reached_both")},
		{forms.Mentor, "", "open", one},
		{forms.Mentor, "yes", "reached", p.Words.T("lists.reached_both")},
		{forms.Mentee, "no", "open", p.Words.T("lists.reached_not", "name", name(forms.Mentor), "other", name(forms.Mentee))},
	} {
		does(p, step.who, p.SayReached("g", step.who, step.says))
		if g := p.Goals()[0]; g.Status != step.status || p.ReachedInWords(g) != step.words {
			t.Errorf("step %d: %q, %q", i, g.Status, p.ReachedInWords(g))
		}
	}
}

func TestAGoalThatWasReachedOtherwiseStaysSo(t *testing.T) {
	p := promised(t)
	does(p, forms.Mentor, []forms.Change{{Addr: forms.GoalCell("g", "status"), Value: "reached"}})
	does(p, forms.Mentee, p.SayReached("g", forms.Mentee, "yes"))
	does(p, forms.Mentee, p.SayReached("g", forms.Mentee, ""))
	if g := p.Goals()[0]; g.Status != "reached" {
		t.Errorf("it is %q", g.Status)
	}
}

func TestTheSheetBetweenMeetingsReachesAGoalAsTheListDoes(t *testing.T) {
	p := promised(t)
	s, ok := p.Sheet(forms.SheetID{Form: forms.BetweenForm})
	if !ok {
		t.Fatal("no sheet")
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		does(p, v, s.Follow([]forms.Change{{Addr: forms.GoalCell("g", forms.ReachedColumn(v)), Value: "yes"}}))
	}
	if g := p.Goals()[0]; g.Status != "reached" {
		t.Errorf("it is %q", g.Status)
	}
}

func TestAStepBelongsToItsGoalAndIsTicked(t *testing.T) {
	p := promised(t)
	does(p, forms.Mentee, p.AddGoalStep("g", "Chair one item"))
	steps := p.GoalSteps()
	if len(steps) != 1 || steps[0].Goal != "g" || steps[0].Text != "Chair one item" || steps[0].Done {
		t.Fatalf("%+v", steps)
	}
	for _, done := range []bool{true, false} {
		does(p, forms.Mentee, p.TickGoalStep(p.GoalSteps()[0]))
		if p.GoalSteps()[0].Done != done {
			t.Errorf("done is not %v", done)
		}
	}
}

func TestEveryColumnOfAGoalKnowsWhoseItIs(t *testing.T) {
	for column, want := range map[string]forms.Voice{
		"rate_start": forms.Mentee, "rate_mid": forms.Mentee, "rate_end": forms.Mentee, "view_mentee": forms.Mentee,
		"view_mentor": forms.Mentor, "reached_mentee": forms.Mentee, "reached_mentor": forms.Mentor, "goal": "", "status": "",
	} {
		if got := forms.ColumnOf(column); got != want {
			t.Errorf("%s is of %q", column, got)
		}
	}
}
