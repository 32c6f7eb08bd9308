package forms

import (
	"slices"

	"pairbook/forms/lang"
)

// nextForms names the programme's forms in their order, as far as their time has
// come; of a mentorship that is over only those of its end.
func (p *Pair) nextForms(plan []PlanStep, over bool) []Task {
	var out []Task
	for _, form := range p.Programme().Forms {
		f := p.Library.Forms[form]
		if f == nil || over && f.Offer != OfferEnd {
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
		if m := p.upcoming(); f.Copies == CopiesNumbered && m != t.Sheet {
			out = append(out, p.nextMeeting(m))
		}
	}
	return out
}

// upcoming is the meeting that comes after all that were held and closed; not the
// one to go on with where an earlier one was never closed, or was opened again.
func (p *Pair) upcoming() SheetID {
	last := 0
	if all := p.Meetings(); len(all) > 0 {
		last = all[len(all)-1]
	}
	if last > 0 && p.Record.State(Meeting(last)) != StateClosed {
		return Meeting(last)
	}
	return Meeting(last + 1)
}

func (p *Pair) nextIn(f *Form, plan []PlanStep) (Task, bool) {
	switch {
	case f.Copies == CopiesNumbered:
		return p.nextMeeting(p.OpenMeeting()), true
	case f.Offer == OfferNever, f.ID == MidpointForm && p.EndNear():
		return Task{}, false
	case f.Offer == OfferStep:
		st, near := stepNear(f, plan, p.Today)
		t, ok := p.nextSheet(f, near)
		if near && t.Why == "" {
			t.Why, t.WhyArgs = "forms.why_step", p.onDay(st.Due)
			if st.Due.Before(p.Today) {
				t.Why = "forms.why_step_late"
			}
		}
		return t, ok
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
			if t, ok := s.toSign(); ok && f.Copies == CopiesOne {
				return t, true
			}
			return Task{Key: "forms.task_continue", Args: []any{"title", s.Title(), "missing", pr.Missing}, Sheet: id}, true
		case mayBegin:
			return Task{Key: "forms.task_begin", Args: []any{"title", s.Title()}, Sheet: id}, true
		}
	}
	return Task{}, false
}

// nearDays is how long before its day a step brings up the sheet that ticks it.
const nearDays = 28

// stepNear returns the step that a form ticks, where it is near or past.
func stepNear(f *Form, plan []PlanStep, today lang.Date) (PlanStep, bool) {
	i := slices.IndexFunc(plan, func(st PlanStep) bool {
		return !st.Done && st.Step.Form() == f.ID && today.DaysUntil(st.Due) <= nearDays
	})
	if i < 0 {
		return PlanStep{}, false
	}
	return plan[i], true
}

// MeetsOn returns the day of the next meeting, today or later: the one that its sheet
// has, else the next one booked. A day that was called off is none.
func (p *Pair) MeetsOn() (lang.Date, bool) {
	if d, ok := p.agreedDay(p.upcoming(), fieldMeetDate, ""); ok && !d.Before(p.Today) && p.callOffRow(d) == "" {
		return d, true
	}
	return p.NextDate()
}

// nextMeeting says to prepare a meeting, with its day where one is booked, to go on
// with it, or to close it. A meeting of today comes before all else, one of this week
// before most, and one that was held and is not closed before what it may settle.
func (p *Pair) nextMeeting(m SheetID) Task {
	s, _ := p.Sheet(m)
	begun := slices.Contains(p.Meetings(), m.Number)
	d, booked := p.NextDate()
	held, err := lang.ParseISO(string(p.Record.Value(Address{Sheet: m, Field: fieldMeetDate, Voice: Agreed})))
	switch {
	case err == nil:
		d, booked = held, true
	case m != p.upcoming():
		booked = false // the next day is that of a later one
	}
	t := Task{Sheet: m, rank: rankForm, day: d}
	switch {
	case begun && (!booked || !d.After(p.Today)):
		t.Key, t.Args = "forms.task_meeting", []any{"n", m.Number}
		if booked && s.CountFor(Reader{}).Complete() {
			t.Key, t.Why = "forms.task_close", "forms.why_close"
		}
	case booked && s.prepared():
		t.Key, t.Args, t.rank = "forms.task_prepared", append([]any{"n", m.Number}, p.onDay(d)...), rankBooked
		return t
	case booked:
		t.Key, t.Args = "forms.task_prepare_on", append([]any{"n", m.Number}, p.onDay(d)...)
	default:
		t.Key, t.Args = "forms.task_prepare", []any{"n", m.Number}
	}
	if booked {
		t.rank = p.rankOn(d)
	} else {
		t.day = lang.Date{}
	}
	return t
}

// rankOn ranks a meeting by its day.
func (p *Pair) rankOn(d lang.Date) rank {
	switch left := p.Today.DaysUntil(d); {
	case left > soonInDays:
		return rankBooked
	case left > 0:
		return rankSoon
	case left == 0:
		return rankToday
	}
	return p.aged(rankMissed, d)
}

// unclosed is the meeting that was held and is not closed yet.
func (p *Pair) unclosed() []Task {
	m := p.OpenMeeting()
	if d, ok := p.agreedDay(m, fieldMeetDate, ""); !ok || d.After(p.Today) {
		return nil
	}
	return []Task{p.nextMeeting(m)}
}

// prepared reports whether what is needed before a meeting is there, as far as both
// may see it.
func (s Sheet) prepared() bool {
	before := slices.DeleteFunc(s.Items(), func(it Item) bool { return it.Section.Part != partPrepare })
	for i, it := range before {
		var shown []Voice
		for _, v := range it.Voices {
			if s.MayRead(it.Field, v, Reader{}) {
				shown = append(shown, v)
			}
		}
		before[i].Voices = shown
	}
	return s.Count(before).Complete()
}

// partPrepare is the part of a meeting that comes before it.
const partPrepare = "prepare"

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

// movedDays is by how many days a meeting can be held before the day it was booked
// for and still be that meeting.
const movedDays = 3

// metFor reports whether a meeting was held and closed on a booked day, or a few days
// before it.
func (p *Pair) metFor(booked lang.Date) bool {
	return slices.ContainsFunc(p.Meetings(), func(n int) bool {
		met, ok := p.agreedDay(Meeting(n), fieldMeetDate, "")
		early := met.DaysUntil(booked)
		return ok && early >= 0 && early <= movedDays && !met.After(p.Today) && p.Record.State(Meeting(n)) == StateClosed
	})
}

// NextDate returns the day the pair meets next: the first booked date that is not
// past, of those booked in a meeting and those in the list of dates, that is not
// cancelled, and for which they have not met already.
func (p *Pair) NextDate() (d lang.Date, ok bool) {
	off := p.column(registerCancelled, "planned")
	for _, d := range p.booked() {
		if !d.Before(p.Today) && !slices.Contains(off, Value(d.String())) && !p.metFor(d) {
			return d, true
		}
	}
	return lang.Date{}, false
}

// missedMeeting asks about a booked day that has passed without a meeting or a
// contact on it or after it: it was held, or it needs a new day (rule 17).
func (p *Pair) missedMeeting() []Task {
	last, ok := p.missedDay()
	if !ok || p.metFor(last) {
		return nil
	}
	return []Task{{Key: "forms.task_missed", Args: p.onDay(last), Why: "forms.why_missed", Sheet: p.upcoming(), Field: fieldMeetDate, rank: p.aged(rankMissed, last), day: last}}
}

// nextDay asks for a day for the next meeting once there has been one: on the list of
// dates, or on the sheet of that meeting where the programme has no such list.
func (p *Pair) nextDay() []Task {
	open := p.upcoming()
	if _, booked := p.MeetsOn(); booked || len(p.Meetings()) == 0 || p.over() {
		return nil
	}
	if slices.Contains(p.Meetings(), open.Number) {
		return nil // its own last question asks for it
	}
	t := Task{Key: "forms.task_book", Why: "forms.why_book", Sheet: SheetID{Form: WorksheetForm}, Field: "pw_dates_booked", rank: rankNoDate}
	if !p.uses(WorksheetForm) {
		t.Sheet, t.Field = open, fieldMeetDate
	}
	return []Task{t}
}

// over reports whether the planned time is past.
func (p *Pair) over() bool {
	end, ok := p.Day(Offset{From: FromEnd})
	return ok && p.Today.After(end)
}

// nextAtTheEnd offers the closing forms only when the end is near and nothing is left
// to decide about it, or once somebody has begun; first of all only in the last weeks.
func (p *Pair) nextAtTheEnd(f *Form) (Task, bool) {
	if f == nil || (!p.EndNear() || p.undecided() || p.waits(f)) && !p.begun(f) {
		return Task{}, false
	}
	var t Task
	var ok bool
	if f.Copies == CopiesEach {
		id := SheetID{Form: f.ID, Of: p.whoseTurn(f)}
		if st := p.Record.State(id); st == StateSealed || st == StateTogether {
			return Task{}, false
		}
		var s Sheet
		s, ok = p.Sheet(id)
		t = Task{Key: "forms.task_begin", Args: []any{"title", s.Title()}, Sheet: id}
	} else {
		t, ok = p.nextSheet(f, true)
	}
	t.rank = rankEnd
	end, known := p.Day(Offset{From: FromEnd})
	if known && t.Why == "" {
		t.Why, t.WhyArgs = "forms.why_end", p.onDay(end)
	}
	if known && p.Today.DaysUntil(end) > nearDays && !p.begun(f) {
		t.rank = rankLater
	}
	return t, ok
}

// waits reports whether a closing form waits for another: the joint page for both
// copies of the evaluation, or the copies for the joint page where the two are to do
// it together.
func (p *Pair) waits(f *Form) bool {
	together := p.Programme().TogetherFirst && p.uses(TogetherForm)
	return f.ID == TogetherForm && !together && !p.evaluationsOpen() || f.ID == EachForm && together
}

// undecided reports whether the two have yet to say if this is the end at all.
func (p *Pair) undecided() bool {
	if p.Programme().Extend == 0 || p.over() {
		return false
	}
	decides := slices.ContainsFunc(p.Programme().Steps, func(st Step) bool { return st.Decides() })
	return decides && p.agreedOn(SheetID{Form: PlanForm}, fieldExtend, "choice") == ""
}

// evaluationsOpen reports whether nothing of the two evaluations is closed any more,
// or the programme has none.
func (p *Pair) evaluationsOpen() bool {
	s, ok := p.Sheet(SheetID{Form: EachForm, Of: Mentee})
	return !ok || !p.uses(EachForm) || s.Opened()
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
