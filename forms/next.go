package forms

import (
	"slices"

	"pairbook/forms/lang"
)

// Task is something the pair can do now, in the order in which it helps most.
type Task struct {
	Key   string // message of forms/lang: forms.task_…
	Args  []any
	Sheet SheetID // where it is done
}

// Next lists what the pair can do now: first late actions, then what the
// programme's order asks for, the facts about the pair last. It never blocks
// anything: every sheet stays open.
func (p *Pair) Next() []Task {
	out := p.lateActions()
	var facts []Task
	for _, form := range p.Programme().Forms {
		f := p.Library.Forms[form]
		if f == nil {
			continue
		}
		t, ok := p.nextIn(f)
		switch {
		case ok && form == PairForm:
			facts = append(facts, t) // names and addresses can wait until the talk has begun
		case ok:
			out = append(out, t)
		}
	}
	return append(out, facts...)
}

func (p *Pair) nextIn(f *Form) (Task, bool) {
	switch {
	case f.ID == BetweenForm, f.Copies == CopiesEach, f.ID == TogetherForm, f.ID == NextStepsForm:
		return p.nextAtTheEnd(f)
	case f.Copies == CopiesNumbered:
		m := p.OpenMeeting()
		return p.nextMeeting(m), true
	}
	s, ok := p.Sheet(SheetID{Form: f.ID})
	if !ok {
		return Task{}, false
	}
	pr := s.Progress()
	switch {
	case pr.Complete():
		return Task{}, false
	case pr.Begun():
		return Task{Key: "forms.task_continue", Args: []any{"title", s.Title(), "missing", pr.Missing}, Sheet: s.ID}, true
	}
	return Task{Key: "forms.task_begin", Args: []any{"title", s.Title()}, Sheet: s.ID}, true
}

// nextMeeting says to prepare a meeting, with its day where one is booked, or to
// go on with it.
func (p *Pair) nextMeeting(m SheetID) Task {
	if slices.Contains(p.Meetings(), m.Number) {
		return Task{Key: "forms.task_meeting", Args: []any{"n", m.Number}, Sheet: m}
	}
	d, ok := p.NextDate()
	if !ok {
		return Task{Key: "forms.task_prepare", Args: []any{"n", m.Number}, Sheet: m}
	}
	day, ago := p.Words.DayMonth(d, p.Today), p.Words.Ago(d, p.Today)
	return Task{Key: "forms.task_prepare_on", Args: []any{"n", m.Number, "day", day, "ago", ago}, Sheet: m}
}

// NextDate returns the day the pair meets next: the first booked date that is not
// past, of those booked in a meeting and those in the list of dates.
func (p *Pair) NextDate() (d lang.Date, ok bool) {
	consider := func(v Value) {
		x, err := lang.ParseISO(string(v))
		if err == nil && !x.Before(p.Today) && (!ok || x.Before(d)) {
			d, ok = x, true
		}
	}
	for _, n := range p.Meetings() {
		consider(p.Record.Value(Address{Sheet: Meeting(n), Field: fieldNextDate, Part: "date", Voice: Agreed}))
	}
	table := Address{Sheet: Register(registerDates), Field: registerDates, Voice: Agreed}
	for _, row := range p.Record.Rows(table) {
		consider(p.Record.Value(table.InRow(row.ID).At("date")))
	}
	return d, ok
}

// nextAtTheEnd offers the closing forms only when the end is near: within two
// months of it, or once somebody has begun.
func (p *Pair) nextAtTheEnd(f *Form) (Task, bool) {
	if f.ID == BetweenForm || !p.EndNear() && !p.begun(f) {
		return Task{}, false
	}
	id := SheetID{Form: f.ID}
	if f.Copies == CopiesEach {
		id.Of = Mentee
		if p.Record.State(id) == StateSealed || p.Record.State(id) == StateTogether {
			id.Of = Mentor
		}
		if st := p.Record.State(id); st == StateSealed || st == StateTogether {
			return Task{}, false
		}
	}
	s, ok := p.Sheet(id)
	if !ok || f.Copies != CopiesEach && s.Progress().Complete() {
		return Task{}, false
	}
	return Task{Key: "forms.task_begin", Args: []any{"title", s.Title()}, Sheet: id}, true
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

// EndNear reports whether the planned end is at most two months away, or past.
func (p *Pair) EndNear() bool {
	d, ok := p.Anchor()
	return ok && !p.Today.Before(d.AddMonths(p.Length()-2))
}

func (p *Pair) lateActions() []Task {
	fd := &Field{Register: registerActions, Take: TakeOpen}
	s := Sheet{Pair: p, ID: SheetID{Form: BetweenForm}}
	late := 0
	for _, row := range s.Rows(fd, Agreed) {
		due := p.Record.Value(s.Table(fd, Agreed).InRow(row.ID).At("due"))
		if due != "" && string(due) < p.Today.String() {
			late++
		}
	}
	if late == 0 || p.Library.Forms[BetweenForm] == nil {
		return nil
	}
	return []Task{{Key: "forms.task_late", Args: []any{"#", late}, Sheet: s.ID}}
}

// Say words a task.
func (p *Pair) Say(t Task) string {
	if len(t.Args) == 2 && t.Args[0] == "#" {
		return p.Words.N(t.Key, t.Args[1].(int))
	}
	return p.Words.T(t.Key, t.Args...)
}
