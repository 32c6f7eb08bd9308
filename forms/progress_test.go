package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// answered reports whether a field of a sheet has its answer.
func (c *couple) answered(sheet, field string, v forms.Voice) bool {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	return s.Answered(fd, v)
}

// left finds a question in the list of what is left.
func (c *couple) left(sheet, field string, v forms.Voice) (forms.Left, bool) {
	c.t.Helper()
	for _, l := range c.sheet(sheet).Left() {
		if l.Item.Field.ID == field && l.Voice == v {
			return l, true
		}
	}
	return forms.Left{}, false
}

func TestOnlyWhatIsAskedCounts(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	before := c.sheet("planning_worksheet").Progress()
	c.say("planning_worksheet", "pw_method", forms.Agreed, "shadow_full")
	after := c.sheet("planning_worksheet").Progress()
	same(t, "asked, with the plan for shadowing", after.Asked, before.Asked+1)
	same(t, "needed, with the plan for shadowing", after.Needed, before.Needed+1)
	same(t, "answered", after.Answered, 1)
	same(t, "missing: the way is answered, the plan is not", after.Missing, before.Missing)
	same(t, "begun", before.Begun(), false)
	same(t, "begun with one answer", after.Begun(), true)
	same(t, "complete", after.Complete(), false)
	same(t, "nothing asked is not complete", forms.Progress{}.Complete(), false)
}

func TestAQuestionForEachCountsForEach(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	before := c.sheet("pair").Progress()
	c.say("pair", "data_notice_ok", forms.Mentee, "yes")
	after := c.sheet("pair").Progress()
	same(t, "answered", after.Answered, before.Answered+1)
	same(t, "missing", after.Missing, before.Missing-1)
	_, hers := c.left("pair", "data_notice_ok", forms.Mentee)
	_, his := c.left("pair", "data_notice_ok", forms.Mentor)
	same(t, "left of Amina and of Per", [2]bool{hers, his}, [2]bool{false, true})
}

func TestWhatTheProgramFillsInIsNotAsked(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	for _, f := range c.Sheets() {
		for _, l := range f.Left() {
			if l.Item.Field.Kind == forms.KindAuto || l.Item.Field.By == forms.ByProgramme {
				t.Errorf("%s asks the pair for %s", f.ID, l.Item.Field.ID)
			}
		}
	}
}

func TestACompoundQuestionNeedsAllItsParts(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	l, _ := c.left("contract", "ct_length", forms.Agreed)
	same(t, "gaps to begin with", len(l.Gaps), 2)
	c.say("contract", "ct_length.from", forms.Agreed, "60")
	l, _ = c.left("contract", "ct_length", forms.Agreed)
	if len(l.Gaps) != 1 || l.Gaps[0].Part != "to" || !l.Required {
		t.Errorf("left: %+v", l.Gaps)
	}
	c.say("contract", "ct_length.to", forms.Agreed, "90")
	_, still := c.left("contract", "ct_length", forms.Agreed)
	same(t, "left when both are given", still, false)

	same(t, "place without words", c.answered("contract", "ct_place", forms.Agreed), false)
	c.say("contract", "ct_place.choice", forms.Agreed, "phone")
	same(t, "place: the words beside it may be left out", c.answered("contract", "ct_place", forms.Agreed), true)
}

func TestAPartIsNeededOnlyWhereItsConditionHolds(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	c.say("contract", "ct_confidential.choice", forms.Agreed, "everything")
	same(t, "everything is confidential", c.answered("contract", "ct_confidential", forms.Agreed), true)
	c.say("contract", "ct_confidential.choice", forms.Agreed, "except_listed")
	same(t, "except what is not yet listed", c.answered("contract", "ct_confidential", forms.Agreed), false)
	c.say("contract", "ct_confidential.note", forms.Agreed, "what the board decides")
	same(t, "except what is listed", c.answered("contract", "ct_confidential", forms.Agreed), true)

	c.say("contract", "ct_topics_wanted.note", forms.Mentee, "the budget")
	same(t, "topics in words instead of ticks", c.answered("contract", "ct_topics_wanted", forms.Mentee), true)
}

func TestACompoundQuestionWithoutNeededPartsWantsAnyOfThem(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	l, there := c.left("between", "ac_quick_update", forms.Mentor)
	if !there || len(l.Gaps) != 1 || l.Gaps[0] != (forms.Gap{}) {
		t.Errorf("left: %+v", l)
	}
	c.say("between", "ac_quick_update.note", forms.Mentor, "all well")
	same(t, "answered", c.answered("between", "ac_quick_update", forms.Mentor), true)
	same(t, "answered by the other", c.answered("between", "ac_quick_update", forms.Mentee), false)
}

func TestATableNeedsItsRowsAndTheirCells(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	l, _ := c.left("planning_worksheet", "pw_goals", forms.Agreed)
	if len(l.Gaps) != 1 || l.Gaps[0] != (forms.Gap{}) {
		t.Errorf("an empty table lacks %+v", l.Gaps)
	}
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Lead a meeting", "measure", "minutes", "due", "2026-06-01")
	same(t, "one whole goal", c.answered("planning_worksheet", "pw_goals", forms.Agreed), true)
	row := c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Know the budget", "measure", "I can explain it")
	l, _ = c.left("planning_worksheet", "pw_goals", forms.Agreed)
	if len(l.Gaps) != 1 || l.Gaps[0] != (forms.Gap{Row: row, Part: "due", Line: 2}) {
		t.Errorf("a goal without a date lacks %+v", l.Gaps)
	}
	c.cell("planning_worksheet", "pw_goals", forms.Agreed, row, "due", "2026-09-01")
	same(t, "two whole goals", c.answered("planning_worksheet", "pw_goals", forms.Agreed), true)
}

func TestATableWantsAsManyRowsAsItSays(t *testing.T) {
	two := 2.0
	f := &forms.Form{ID: "notes", Copies: forms.CopiesOne, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "people", Kind: forms.KindRows, By: forms.ByBoth, Required: cond(t, "yes"), Min: &two, Columns: []forms.Field{
			{ID: "name", Kind: forms.KindShort, Required: cond(t, "yes")},
			{ID: "seat", Kind: forms.KindShort, Required: cond(t, "yes"), When: cond(t, "programme = st-styrelse")},
		}},
	}}}}
	c := coupleIn(t, smallLibrary(f), "2026-04-01", lang.English)
	c.row("notes", "people", forms.Agreed, "name", "Eva")
	same(t, "with one row", c.answered("notes", "people", forms.Agreed), false)
	c.row("notes", "people", forms.Agreed, "name", "Ali")
	same(t, "with two rows, and a column that is not for this pair", c.answered("notes", "people", forms.Agreed), true)
}

func TestATableFilledElsewhereIsAskedOnlyOnceItHasRows(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	s, progress := c.field("meeting/1", "m_goal_progress")
	before := s.Progress()
	same(t, "asked without goals", s.Asked(progress, forms.Agreed), false)
	_, there := c.left("meeting/1", "m_goal_progress", forms.Agreed)
	same(t, "left without goals", there, false)
	goal := c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Lead a meeting")
	same(t, "asked with a goal", s.Asked(progress, forms.Agreed), true)
	same(t, "needed with a goal", s.Progress().Needed, before.Needed+1)
	l, _ := c.left("meeting/1", "m_goal_progress", forms.Agreed)
	if len(l.Gaps) != 1 || l.Gaps[0] != (forms.Gap{Row: goal, Part: "progress", Line: 1}) {
		t.Errorf("lacks %+v: what is only shown here is no gap", l.Gaps)
	}
}

func TestWhatIsLeftBeginsWithWhatIsNeededInTheSheetsOrder(t *testing.T) {
	c := aminaAndPer(t, "st-styrelse", "2026-04-01", lang.English)
	for _, s := range c.Sheets() {
		needed, number, missing := true, 0, 0
		for _, l := range s.Left() {
			switch {
			case l.Required && !needed:
				t.Errorf("%s: %s is needed and stands behind what is not", s.ID, l.Item.Field.ID)
			case !l.Required && needed:
				needed, number = false, 0
			}
			if l.Item.Number < number {
				t.Errorf("%s: %s is out of order", s.ID, l.Item.Field.ID)
			}
			number = l.Item.Number
			if l.Required {
				missing++
			}
			if len(l.Gaps) == 0 {
				t.Errorf("%s: %s is left and lacks nothing", s.ID, l.Item.Field.ID)
			}
		}
		same(t, s.ID.String()+": needed lines", missing, s.Progress().Missing)
	}
}

func TestAnAnswerTakesItsQuestionOffTheList(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	_, before := c.left("contract", "ct_when", forms.Agreed)
	c.say("contract", "ct_when", forms.Agreed, "first Thursday, 17.00")
	_, after := c.left("contract", "ct_when", forms.Agreed)
	c.say("contract", "ct_when", forms.Agreed, "")
	_, again := c.left("contract", "ct_when", forms.Agreed)
	same(t, "before, after, and taken back", [3]bool{before, after, again}, [3]bool{true, false, true})
}

func TestPrivateQuestionsCountOnlyForTheOneWhoIsAlone(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	s := c.sheet("meeting/1")
	all, together := s.Progress(), s.CountFor(forms.Reader{Hand: forms.Mentee})
	same(t, "asked of both together", together.Asked, all.Asked-2)
	same(t, "asked of Amina alone", s.CountFor(forms.Reader{Hand: forms.Mentee, Alone: true}).Asked, all.Asked-1)
	c.say("meeting/1", "m_private_mentee", forms.Mentee, "he talks a lot")
	same(t, "begun, to both", s.CountFor(forms.Reader{}).Begun(), false)
	same(t, "begun, to Amina alone", s.CountFor(forms.Reader{Hand: forms.Mentee, Alone: true}).Begun(), true)
	same(t, "begun, to Per alone", s.CountFor(forms.Reader{Hand: forms.Mentor, Alone: true}).Begun(), false)
}
