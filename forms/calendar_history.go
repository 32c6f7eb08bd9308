package forms

import (
	"time"

	"pairbook/forms/lang"
)

// source is a place in the book that has a say in when something is. Empty parts
// stand for all there are.
type source struct {
	sheet SheetID // a form without its number stands for all of its sheets
	field string
	row   RowID
}

func (s source) has(a Address) bool {
	sheet := a.Sheet
	if s.sheet.Number == 0 {
		sheet.Number = 0
	}
	return sheet == s.sheet && (s.field == "" || s.field == a.Field) && (s.row == "" || s.row == a.Row)
}

func anyHas(from []source, a Address) bool {
	for _, s := range from {
		if s.has(a) {
			return true
		}
	}
	return false
}

// Dating reports whether an answer at an address has a say in the pair's calendar.
// It is what the book's history is asked for, see Calendar.
func (p *Pair) Dating() func(Address) bool {
	from := append(p.planSources(), register(registerDates), register(registerCancelled), register(registerActions))
	from = append(from, meetingSources(SheetID{Form: MeetingForm})...)
	for _, f := range []struct{ form, field string }{
		{MeetingForm, fieldNextDate},
		{WorksheetForm, fieldReview},
		{WorksheetForm, fieldEnd},
		{ContractForm, fieldRunsTo},
		{ContractForm, fieldReviseEvery},
		{ContractForm, fieldMeetingLength},
		{ContractForm, "ct_sign_mentor"},
		{ContractForm, "ct_sign_mentee"},
	} {
		from = append(from, p.fieldSources(SheetID{Form: f.form}, f.field)...)
	}
	for _, pr := range p.Library.Programmes {
		for i := range pr.Steps {
			from = append(from, p.condSources(SheetID{Form: PairForm}, pr.Steps[i].When)...)
		}
	}
	return func(a Address) bool { return anyHas(from, a) }
}

func register(id string) source { return source{sheet: Register(id)} }

// planSources decide on which day the plan's points fall.
func (p *Pair) planSources() []source {
	pair := SheetID{Form: PairForm}
	return []source{
		{sheet: pair, field: fieldTemplate},
		{sheet: pair, field: fieldAnchor},
		{sheet: pair, field: fieldLength},
		{sheet: SheetID{Form: PlanForm}, field: fieldExtend},
		register(registerPauses),
	}
}

// meetingSources decide when a meeting was held.
func meetingSources(m SheetID) []source {
	return []source{{sheet: m, field: fieldMeetDate}, {sheet: m, field: fieldMeetStart}, {sheet: m, field: fieldMeetEnd}}
}

// fieldSources are a field and what decides whether it is asked.
func (p *Pair) fieldSources(id SheetID, field string) []source {
	from := []source{{sheet: id, field: field}}
	if f := p.Library.Forms[id.Form]; f != nil {
		if fd, ok := f.Field(field); ok {
			from = append(from, p.condSources(id, fd.When)...)
		}
	}
	return from
}

// condSources are the fields that a condition on a sheet looks at.
func (p *Pair) condSources(id SheetID, c Cond) []source {
	f := p.Library.Forms[id.Form]
	if f == nil {
		return nil
	}
	var from []source
	for _, name := range c.Names() {
		sheet, fd, _ := (Sheet{Pair: p, ID: id, Form: f}).Find(name)
		if fd != nil {
			from = append(from, source{sheet: sheet.ID, field: fd.ID})
		}
	}
	return from
}

// retraced is what the history of a pair tells about its calendar.
type retraced struct {
	history  []Revision
	last     map[string]occasion // every event there ever was, as it was last
	waited   int                 // days that went by in a pause whose end nobody knew: each moved the plan by one
	versions int                 // of the programmes the pair has followed, summed: a new version may move steps
}

// retrace goes through the history deed by deed and looks at the calendar after
// each. The names of the two are not in it.
func (p *Pair) retrace(history []Revision, o CalendarOptions) retraced {
	out := retraced{history: history, last: map[string]occasion{}}
	then := NewPair(NewRecord(p.Record.Pair), p.Library, p.Today, p.Words)
	template := Address{Sheet: SheetID{Form: PairForm}, Field: fieldTemplate, Voice: Agreed}
	out.versions = then.Programme().Version
	for i, rev := range history {
		then.Record.Apply(rev)
		if rev.Addr == template {
			out.versions += then.Programme().Version
		}
		if i+1 < len(history) && sameDeed(rev, history[i+1]) {
			continue
		}
		then.Today = lang.DateOf(rev.Time.Wall())
		for _, x := range then.occasions(o, false) {
			out.last[x.id] = x
		}
		next := p.Today
		if i+1 < len(history) {
			next = lang.DateOf(history[i+1].Time.Wall())
		}
		if days := then.Today.DaysUntil(next); days > 0 && then.pausedOpenly() {
			out.waited += days
		}
	}
	return out
}

func sameDeed(a, b Revision) bool { return a.ID.Device == b.ID.Device && a.Act == b.Act && a.Act != 0 }

// pausedOpenly reports whether a pause has begun whose end is not known.
func (p *Pair) pausedOpenly() bool {
	for _, x := range p.Pauses() {
		if x.To.IsZero() && !p.Today.Before(x.From) {
			return true
		}
	}
	return false
}

// sequence counts the changes that had a say in when an event is, and tells when
// the last of them was made. Changes are never unmade, so the number never falls,
// not even when the answers of two copies of a book come together.
func (r retraced) sequence(x occasion) (n int, changed time.Time) {
	for _, rev := range r.history {
		if anyHas(x.from, rev.Addr) {
			n++
			changed = rev.Time.Wall()
		}
	}
	if x.planned {
		n += r.waited + r.versions
	}
	return n, changed
}
