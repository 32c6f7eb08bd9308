package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// nextSteps names the steps that are past their day or due within a week, each by
// the sheet that ticks it; of a mentorship that is over only those of its end.
func (p *Pair) nextSteps(plan []PlanStep, over bool) []Task {
	var out []Task
	for i := range plan {
		st := &plan[i]
		if !p.stepCalls(st) || over && st.Step.Offset.From != FromEnd {
			continue
		}
		t, ok := p.stepTask(st)
		if !ok {
			continue
		}
		t.Why, t.WhyArgs, t.rank, t.day = "forms.why_step", p.onDay(st.Due), rankSoon, st.Due
		switch late := st.Status == PastDue; {
		case late && len(st.Boxes) == 0:
			t.rank, t.Why = p.aged(rankLate, st.Due), "forms.why_step_late"
		case st.Step.Decides() && st.Status == NotYet:
			t.rank = rankReview
		}
		if st.Step.Decides() && t.rank != rankReview {
			t.rank = rankDecision
		}
		if t.Key == "forms.task_sign" {
			t.Why, t.WhyArgs = "forms.why_sign", nil
		}
		if len(st.Boxes) > 0 && !p.inBoxes(&t, st) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// stepCalls reports whether it is time for a step, and the pair's turn.
func (p *Pair) stepCalls(st *PlanStep) bool {
	switch {
	case st.Step.Who == ByProgramme:
		return false // somebody else's turn
	case st.Step.Form() == MidpointForm && p.EndNear():
		return false // too late to look back half-way
	case st.Step.closes() && !st.Done:
		return !p.Today.Before(st.Due) // not before its day
	case st.Status == NotYet && st.Step.Decides():
		return p.Today.DaysUntil(st.Due) <= reviewDays
	}
	return st.Status == PastDue || st.Status == DueSoon
}

// closes reports whether a step is the end itself, which nothing but a hand ticks.
func (s *Step) closes() bool {
	return s.Evidence == "" && s.Every == Once && s.Offset == Offset{Unit: s.Offset.Unit, From: FromEnd}
}

// stepTask is what is to be done for a step: on its sheet what is to be done there,
// else the step itself. A first meeting that has a day comes up by that day.
func (p *Pair) stepTask(st *PlanStep) (Task, bool) {
	id := p.StepSheet(st.Step)
	switch f := p.Library.Forms[id.Form]; {
	case id.Form == MeetingForm:
		open := p.OpenMeeting()
		_, booked := p.MeetsOn()
		return p.nextMeeting(open), open.Number <= id.Number && !booked
	case id.Form != PlanForm && id.Form != BetweenForm && f.Offer == OfferEnd:
		if id.Form == TogetherForm && p.waits(f) {
			f = p.Library.Forms[EachForm] // the joint page opens when both copies do
		}
		return p.nextAtTheEnd(f)
	case id.Form != PlanForm && id.Form != BetweenForm:
		return p.nextSheet(f, true)
	}
	t := Task{Key: "forms.task_step", Args: []any{"step", p.Text(st.Step.Text)}, Sheet: id, Field: "pp_steps"}
	switch {
	case id.Form == BetweenForm:
		t.Field = fieldContacts
	case st.Step.Decides():
		t.Field = fieldExtend
	}
	return t, true
}

// inBoxes asks for the running time of a step that comes again and again, when a week
// of it is left: what was not done in a month that has passed cannot be mended any
// more. Nothing is asked where the two meet in that time anyhow.
func (p *Pair) inBoxes(t *Task, st *PlanStep) bool {
	i := slices.IndexFunc(st.Boxes, func(b Box) bool { return !b.Done && !b.Due.Before(p.Today) })
	if i < 0 || p.Today.DaysUntil(st.Boxes[i].Due) > soonInDays {
		return false
	}
	t.day, t.WhyArgs = st.Boxes[i].Due, p.onDay(st.Boxes[i].Due)
	d, booked := p.MeetsOn()
	return st.Step.Evidence != EvidenceContact || !booked || d.Before(st.Boxes[i].First) || d.After(st.Boxes[i].Due)
}

// Decides reports whether a step is the decision to stop or to go on (rule 36).
func (s *Step) Decides() bool { return s.Form() == PlanForm }

// StepSheet is where a step of the plan is done or ticked: the sheet of its form, of a
// copy for each the one whose turn it is, else the plan itself.
func (p *Pair) StepSheet(st *Step) SheetID {
	id := SheetID{Form: st.Form()}
	if _, what, _ := strings.Cut(st.Evidence, " "); id.Form == MeetingForm {
		id, _ = ParseSheetID(what) // "closed meeting/1"; anything else is no sheet
	}
	f := p.Library.Forms[id.Form]
	switch {
	case st.Evidence == EvidenceContact && p.uses(BetweenForm):
		return SheetID{Form: BetweenForm}
	case f == nil || !p.uses(id.Form):
		return SheetID{Form: PlanForm}
	case f.Copies == CopiesEach:
		id.Of = p.whoseTurn(f)
	}
	return id
}

// uses reports whether the programme works with a form.
func (p *Pair) uses(form string) bool { return slices.Contains(p.Programme().Forms, form) }

// whoseTurn is the first of the two whose copy is not handed in.
func (p *Pair) whoseTurn(f *Form) Voice {
	switch p.Record.State(SheetID{Form: f.ID, Of: Mentee}) {
	case StateSealed, StateTogether:
		return Mentor
	}
	return Mentee
}

// lateActions counts the actions past their day, and names the oldest.
func (p *Pair) lateActions() []Task {
	fd := &Field{Register: registerActions, Take: TakeOpen}
	s := Sheet{Pair: p, ID: SheetID{Form: BetweenForm}}
	late, oldest, newest, what := 0, lang.Date{}, lang.Date{}, Value("")
	for _, row := range s.Rows(fd, Agreed) {
		at := s.Table(fd, Agreed).InRow(row.ID)
		due, err := lang.ParseISO(string(p.Record.Value(at.At("due"))))
		if err != nil || !due.Before(p.Today) || p.lookedAt(row.ID, due) {
			continue
		}
		late++
		if newest.Before(due) {
			newest = due
		}
		if oldest.IsZero() || due.Before(oldest) {
			oldest, what = due, p.Record.Value(at.At("action"))
		}
	}
	if late == 0 || p.Library.Forms[BetweenForm] == nil {
		return nil
	}
	return []Task{{
		Key: "forms.task_late", Args: []any{"#", late}, Why: "forms.why_action",
		WhyArgs: append(p.onDay(oldest), "action", oneLine(string(what))), Sheet: s.ID, Field: "ac_list", rank: p.aged(rankPromise, newest),
	}}
}

// lookedDays is how long an outcome that leaves an action open holds, at most: until
// the two should long have met again.
const lookedDays = 42

// lookedAt reports whether a meeting on its day or later said how an action goes, not
// long ago: it is not late again the day after.
func (p *Pair) lookedAt(action RowID, due lang.Date) bool {
	return slices.ContainsFunc(p.Meetings(), func(n int) bool {
		at := Address{Sheet: Meeting(n), Field: "m_actions_review", Row: action, Part: "outcome", Voice: Agreed}
		if p.Record.Value(at) == "" {
			return false
		}
		met, ok := p.agreedDay(at.Sheet, fieldMeetDate, "")
		return ok && !met.Before(due) && met.DaysUntil(p.Today) <= lookedDays
	})
}

// silence asks for a contact when the two have not talked for longer than they
// agreed, and a week (rule 6), pauses left aside, and will not meet within days.
func (p *Pair) silence() []Task {
	if _, talked := p.LastContact(); !talked {
		return nil // the plan asks for the first one
	}
	idle, known := p.IdleDays()
	cadence := p.cadenceDays()
	if d, booked := p.MeetsOn(); booked && p.Today.DaysUntil(d) <= soonInDays {
		return nil
	}
	_, waiting := (&look{Pair: p}).silence()
	if !known || cadence == 0 || waiting <= cadence+graceDays || !p.uses(BetweenForm) {
		return nil
	}
	return []Task{{Key: "forms.task_silent", Why: "forms.why_silent", WhyArgs: []any{"#", idle}, Sheet: SheetID{Form: BetweenForm}, Field: fieldContacts, rank: rankSilent}}
}

// unsigned names the contract when all its questions are answered and only
// signatures are missing.
func (p *Pair) unsigned() []Task {
	var out []Task
	for _, form := range []string{ContractForm, WorksheetForm} {
		s, ok := p.Sheet(SheetID{Form: form})
		if !ok || !p.uses(form) {
			continue
		}
		if t, ok := s.toSign(); ok {
			out = append(out, t)
		}
	}
	return out
}

// toSign returns the task to sign a sheet of which nothing but names is missing.
func (s Sheet) toSign() (Task, bool) {
	left := s.Left()
	if len(left) == 0 || !left[0].Required {
		return Task{}, false
	}
	for _, l := range left {
		if l.Required && len(s.signatures(l.Item.Field, l.Voice)) == 0 {
			return Task{}, false
		}
	}
	return Task{Key: "forms.task_sign", Args: []any{"title", s.Title()}, Why: "forms.why_sign", Sheet: s.ID, Field: left[0].Item.Field.ID, rank: rankSign}, true
}

// reviewDays is how long before its day a review is named.
const reviewDays = 14

// reviews names the days on which the pair said it would look again.
func (p *Pair) reviews() []Task {
	var out []Task
	if form := MidpointForm; p.uses(form) {
		at := Address{Sheet: SheetID{Form: WorksheetForm}, Field: "pw_review_date", Voice: Agreed}
		d, err := lang.ParseISO(string(p.Record.Value(at)))
		s, ok := p.Sheet(SheetID{Form: form})
		if err == nil && ok && !p.EndNear() && !s.CountFor(Reader{}).Complete() && p.Today.DaysUntil(d) <= reviewDays {
			out = append(out, Task{Key: "forms.task_review", Why: "forms.why_review", WhyArgs: p.onDay(d), Sheet: s.ID, rank: p.aged(rankReview, d), day: d})
		}
	}
	return out
}
