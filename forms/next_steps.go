package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// nextSteps names the steps that are past their day or due within a week, each by
// the sheet that ticks it.
func (p *Pair) nextSteps(plan []PlanStep) []Task {
	var out []Task
	for i := range plan {
		st := &plan[i]
		if st.Step.Who == ByProgramme || st.Status != PastDue && st.Status != DueSoon {
			continue // somebody else's turn, or nobody's yet
		}
		t, ok := p.stepTask(st)
		if !ok {
			continue
		}
		t.Why, t.WhyArgs, t.rank, t.day = "forms.why_step", p.onDay(st.Due), rankStep, st.Due
		if st.Status == PastDue {
			t.rank, t.Why = rankLate, "forms.why_step_late"
		}
		if st.Step.Decides() {
			t.rank = rankDecision
		}
		if len(st.Boxes) > 0 {
			t = p.nextInBoxes(t, st)
		}
		out = append(out, t)
	}
	return out
}

// stepTask is what is to be done for a step: on its sheet what is to be done there,
// else the step itself.
func (p *Pair) stepTask(st *PlanStep) (Task, bool) {
	id := p.sheetOf(st.Step)
	switch f := p.Library.Forms[id.Form]; {
	case id.Form == MeetingForm:
		open := p.OpenMeeting()
		return p.nextMeeting(open), open.Number <= id.Number
	case id.Form != PlanForm && id.Form != BetweenForm && f.Offer == OfferEnd:
		return p.nextAtTheEnd(f)
	case id.Form != PlanForm && id.Form != BetweenForm:
		return p.nextSheet(f, true)
	}
	t := Task{Key: "forms.task_step", Args: []any{"step", p.Text(st.Step.Text)}, Sheet: id}
	if id.Form == PlanForm {
		t.Field = "pp_steps"
	}
	if st.Step.Decides() {
		t.Field = fieldExtend
	}
	return t, true
}

// nextInBoxes: a month without a contact that has passed cannot be mended any more,
// so only the running one is asked for.
func (p *Pair) nextInBoxes(t Task, st *PlanStep) Task {
	i := slices.IndexFunc(st.Boxes, func(b Box) bool { return !b.Done && !b.Due.Before(p.Today) })
	if i < 0 {
		t.rank, t.day = rankStep, st.Due
		return t
	}
	t.day, t.rank, t.Why, t.WhyArgs = st.Boxes[i].Due, rankStep, "forms.why_step", p.onDay(st.Boxes[i].Due)
	return t
}

// Decides reports whether a step is the decision to stop or to go on (rule 36).
func (s *Step) Decides() bool { return s.Form() == PlanForm }

// sheetOf is where a step is done or ticked.
func (p *Pair) sheetOf(st *Step) SheetID {
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
	late, oldest, what := 0, lang.Date{}, Value("")
	for _, row := range s.Rows(fd, Agreed) {
		at := s.Table(fd, Agreed).InRow(row.ID)
		due, err := lang.ParseISO(string(p.Record.Value(at.At("due"))))
		if err != nil || !due.Before(p.Today) {
			continue
		}
		late++
		if oldest.IsZero() || due.Before(oldest) {
			oldest, what = due, p.Record.Value(at.At("action"))
		}
	}
	if late == 0 || p.Library.Forms[BetweenForm] == nil {
		return nil
	}
	return []Task{{
		Key: "forms.task_late", Args: []any{"#", late}, Why: "forms.why_action",
		WhyArgs: append(p.onDay(oldest), "action", oneLine(string(what))), Sheet: s.ID, Field: "ac_list", rank: rankPromise,
	}}
}

// silence asks for a contact when the two have not talked for longer than they
// agreed, and a week (rule 6).
func (p *Pair) silence() []Task {
	if _, talked := p.LastContact(); !talked {
		return nil // the plan asks for the first one
	}
	idle, known := p.IdleDays()
	cadence := p.cadenceDays()
	if !known || cadence == 0 || idle <= cadence+graceDays || !p.uses(BetweenForm) {
		return nil
	}
	return []Task{{Key: "forms.task_silent", Why: "forms.why_silent", WhyArgs: []any{"#", idle}, Sheet: SheetID{Form: BetweenForm}, Field: "lg_contacts", rank: rankSilent}}
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
		left := s.Left()
		onlySigns := len(left) > 0
		for _, l := range left {
			if l.Required && len(s.signatures(l.Item.Field, l.Voice)) == 0 {
				onlySigns = false
			}
		}
		if onlySigns && left[0].Required {
			out = append(out, Task{Key: "forms.task_sign", Args: []any{"title", s.Title()}, Why: "forms.why_sign", Sheet: s.ID, Field: left[0].Item.Field.ID, rank: rankSign})
		}
	}
	return out
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
		if err == nil && ok && !s.CountFor(Reader{}).Complete() && p.Today.DaysUntil(d) <= reviewDays {
			out = append(out, Task{Key: "forms.task_review", Why: "forms.why_review", WhyArgs: p.onDay(d), Sheet: s.ID, rank: rankReview, day: d})
		}
	}
	return out
}
