package forms

import (
	"slices"

	"pairbook/forms/lang"
)

// nextForms names the programme's forms in their order, as far as their time has
// come.
func (p *Pair) nextForms(plan []PlanStep) []Task {
	var out []Task
	for _, form := range p.Programme().Forms {
		f := p.Library.Forms[form]
		if f == nil {
			continue
		}
		t, ok := p.nextIn(f, plan)
		if !ok {
			continue
		}
		if t.rank == rankPaused { // not ranked yet
			t.rank = rankForm
		}
		if form == PairForm {
			t.rank = rankFacts
		}
		out = append(out, t)
	}
	return out
}

func (p *Pair) nextIn(f *Form, plan []PlanStep) (Task, bool) {
	switch {
	case f.Copies == CopiesNumbered:
		return p.nextMeeting(p.OpenMeeting()), true
	case f.Offer == OfferNever:
		return Task{}, false
	case f.Offer == OfferStep:
		return p.nextSheet(f, stepNear(f, plan, p.Today))
	case f.Offer == OfferEnd:
		return p.nextAtTheEnd(f)
	}
	return p.nextSheet(f, true)
}

// nextSheet offers the first sheet of a form that is not complete; one that is not
// begun only where it may begin.
func (p *Pair) nextSheet(f *Form, mayBegin bool) (Task, bool) {
	if f == nil {
		return Task{}, false
	}
	ids := []SheetID{{Form: f.ID}}
	if f.Copies == CopiesEach {
		ids = []SheetID{{Form: f.ID, Of: Mentee}, {Form: f.ID, Of: Mentor}}
	}
	for _, id := range ids {
		s, ok := p.Sheet(id)
		if !ok {
			continue
		}
		pr := s.CountFor(Reader{})
		switch {
		case pr.Complete():
		case pr.Begun():
			return Task{Key: "forms.task_continue", Args: []any{"title", s.Title(), "missing", pr.Missing}, Sheet: id}, true
		case mayBegin:
			return Task{Key: "forms.task_begin", Args: []any{"title", s.Title()}, Sheet: id}, true
		}
	}
	return Task{}, false
}

// nearDays is how long before its day a step brings up the sheet that ticks it.
const nearDays = 28

// stepNear reports whether a step that a form ticks is near, or past.
func stepNear(f *Form, plan []PlanStep, today lang.Date) bool {
	return slices.ContainsFunc(plan, func(st PlanStep) bool {
		return !st.Done && st.Step.Form() == f.ID && today.DaysUntil(st.Due) <= nearDays
	})
}

// nextMeeting says to prepare a meeting, with its day where one is booked, or to
// go on with it. A meeting of today comes before all else, one of this week before
// most.
func (p *Pair) nextMeeting(m SheetID) Task {
	begun := slices.Contains(p.Meetings(), m.Number)
	d, booked := p.NextDate()
	held, err := lang.ParseISO(string(p.Record.Value(Address{Sheet: m, Field: fieldMeetDate, Voice: Agreed})))
	if err == nil {
		d, booked = held, true
	}
	t := Task{Sheet: m, rank: rankForm, day: d}
	switch {
	case begun && (!booked || !d.After(p.Today)):
		t.Key, t.Args = "forms.task_meeting", []any{"n", m.Number}
	case booked:
		t.Key, t.Args = "forms.task_prepare_on", append([]any{"n", m.Number}, p.onDay(d)...)
	default:
		t.Key, t.Args = "forms.task_prepare", []any{"n", m.Number}
	}
	switch left := p.Today.DaysUntil(d); {
	case !booked || left > soonInDays:
	case left == 0:
		t.rank = rankToday
	default:
		t.rank = rankMeeting
	}
	return t
}

// booked lists the days the pair agreed on for meetings, past and to come,
// ascending.
func (p *Pair) booked() []lang.Date {
	var out []lang.Date
	consider := func(v Value) {
		if d, err := lang.ParseISO(string(v)); err == nil {
			out = append(out, d)
		}
	}
	for _, n := range p.Meetings() {
		consider(p.Record.Value(Address{Sheet: Meeting(n), Field: fieldNextDate, Part: "date", Voice: Agreed}))
	}
	for _, register := range []struct{ id, column string }{{registerDates, "date"}, {registerCancelled, "new_date"}} {
		for _, v := range p.column(register.id, register.column) {
			consider(v)
		}
	}
	slices.SortFunc(out, lang.Date.Compare)
	return slices.Compact(out)
}

// NextDate returns the day the pair meets next: the first booked date that is not
// past, of those booked in a meeting and those in the list of dates, and that is
// not cancelled.
func (p *Pair) NextDate() (d lang.Date, ok bool) {
	off := p.column(registerCancelled, "planned")
	for _, d := range p.booked() {
		if !d.Before(p.Today) && !slices.Contains(off, Value(d.String())) {
			return d, true
		}
	}
	return lang.Date{}, false
}

// missedMeeting asks about a booked day that has passed without a meeting or a
// contact on it or after it: it was held, or it needs a new day (rule 17).
func (p *Pair) missedMeeting() []Task {
	off := p.column(registerCancelled, "planned")
	var last lang.Date
	for _, d := range p.booked() {
		if d.Before(p.Today) && !slices.Contains(off, Value(d.String())) {
			last = d
		}
	}
	if last.IsZero() {
		return nil
	}
	for _, c := range p.Contacts() {
		if !c.Date.Before(last) {
			return nil
		}
	}
	return []Task{{Key: "forms.task_missed", Args: p.onDay(last), Why: "forms.why_missed", Sheet: p.OpenMeeting(), rank: rankMissed}}
}

// nextDay asks for a day for the next meeting once there has been one.
func (p *Pair) nextDay() []Task {
	if _, booked := p.NextDate(); booked || len(p.Meetings()) == 0 || p.Record.State(p.OpenMeeting()) == StateClosed || p.over() {
		return nil
	}
	if slices.Contains(p.Meetings(), p.OpenMeeting().Number) {
		return nil // its own last question asks for it
	}
	return []Task{{Key: "forms.task_book", Why: "forms.why_book", Sheet: SheetID{Form: WorksheetForm}, Field: "pw_dates_booked", rank: rankNoDate}}
}

// over reports whether the planned time is past.
func (p *Pair) over() bool {
	end, ok := p.Day(Offset{From: FromEnd})
	return ok && p.Today.After(end)
}

// nextAtTheEnd offers the closing forms only when the end is near, or once somebody
// has begun.
func (p *Pair) nextAtTheEnd(f *Form) (Task, bool) {
	if !p.EndNear() && !p.begun(f) {
		return Task{}, false
	}
	id := SheetID{Form: f.ID}
	if f.Copies == CopiesEach {
		id.Of = p.whoseTurn(f)
		if st := p.Record.State(id); st == StateSealed || st == StateTogether {
			return Task{}, false
		}
	}
	s, ok := p.Sheet(id)
	if !ok || f.Copies != CopiesEach && s.Complete() {
		return Task{}, false
	}
	t := Task{Key: "forms.task_begin", Args: []any{"title", s.Title()}, Sheet: id, rank: rankEnd}
	if end, ok := p.Day(Offset{From: FromEnd}); ok {
		t.Why, t.WhyArgs = "forms.why_end", p.onDay(end)
	}
	return t, true
}

// begun reports whether a closing form has been begun. Of an evaluation only what
// both may know counts: that a copy is sealed or is written together.
func (p *Pair) begun(f *Form) bool {
	if f.Copies != CopiesEach {
		s, ok := p.Sheet(SheetID{Form: f.ID})
		return ok && s.Progress().Begun()
	}
	for _, v := range []Voice{Mentee, Mentor} {
		switch p.Record.State(SheetID{Form: f.ID, Of: v}) {
		case StateSealed, StateTogether:
			return true
		}
	}
	return false
}

// EndNear reports whether the planned end is near or past: at most a sixth of the
// planned time away, two months of a year, two weeks of three months.
func (p *Pair) EndNear() bool {
	anchor, ok := p.Anchor()
	if !ok {
		return false
	}
	end, _ := p.Day(Offset{From: FromEnd})
	return p.Today.DaysUntil(end)*6 <= anchor.DaysUntil(end)
}
