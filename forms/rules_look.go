package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// look is the pair as the rules see it: what several of them ask for is found once.
type look struct {
	met   []int // see held
	knows bool
	*Pair
	plan    []PlanStep
	planned bool
	items   map[SheetID][]Item
}

// steps returns the steps that concern this pair and answer to want.
func (l *look) steps(want func(*Step) bool) []PlanStep {
	if !l.planned {
		l.plan, l.planned = l.WholePlan(), true
	}
	var out []PlanStep
	for _, s := range l.plan {
		if s.Status != NotForThem && want(s.Step) {
			out = append(out, s)
		}
	}
	return out
}

// step returns the first step that answers to want.
func (l *look) step(want func(*Step) bool) (PlanStep, bool) {
	found := l.steps(want)
	if len(found) == 0 {
		return PlanStep{}, false
	}
	return found[0], true
}

// by is for steps with one evidence that are done once.
func by(evidence string) func(*Step) bool {
	return func(s *Step) bool { return s.Evidence == evidence && s.Every == Once }
}

// asks returns a sheet and one of its fields, where the programme has the form and
// asks the field of this pair, and both may read it together.
func (l *look) asks(id SheetID, field string) (Sheet, *Field, bool) {
	s, ok := l.Sheet(id)
	if !ok || !slices.Contains(l.Programme().Forms, id.Form) {
		return s, nil, false
	}
	if _, known := l.items[id]; !known {
		l.items[id] = s.Items()
	}
	for _, it := range l.items[id] {
		if it.Field.ID == field {
			return s, it.Field, s.MayRead(it.Field, Agreed, Reader{})
		}
	}
	return s, nil, false
}

// one is the sheet of a form that a pair has once.
func one(form string) SheetID { return SheetID{Form: form} }

// has reports whether the programme works with a form.
func (l *look) has(form string) bool {
	return slices.Contains(l.Programme().Forms, form) && l.Library.Forms[form] != nil
}

// said returns the agreed answer to a field, or with a dot to a part of it.
func (l *look) said(id SheetID, name string) Value { return l.saidBy(id, name, Agreed) }

// saidBy returns what a voice answered, "" for what the two may not read together.
func (l *look) saidBy(id SheetID, name string, v Voice) Value {
	field, part, _ := strings.Cut(name, ".")
	s, _ := l.Sheet(id)
	if s.Form == nil {
		return ""
	}
	if fd, ok := s.Form.Field(field); !ok || !s.MayRead(fd, v, Reader{}) {
		return ""
	}
	return l.Record.Value(Address{Sheet: id, Field: field, Part: part, Voice: v})
}

// chosen returns the option of the agreed answer to a choice, without its detail.
func (l *look) chosen(id SheetID, name string) string { return entryID(string(l.said(id, name))) }

// day returns the agreed answer to a field as a date; ok is false where it is none.
func (l *look) day(id SheetID, name string) (lang.Date, bool) {
	d, err := lang.ParseISO(string(l.said(id, name)))
	return d, err == nil
}

// cells returns the rows of a register, each as a way to read its columns.
func (l *look) cells(register string) []rowCells {
	table := registerTable(register)
	var out []rowCells
	for _, row := range l.Record.Rows(table) {
		out = append(out, rowCells{l.Record, table.InRow(row.ID)})
	}
	return out
}

// rowCells reads a row of a table.
type rowCells struct {
	rec *Record
	at  Address
}

func (r rowCells) id() string                { return string(r.at.Row) }
func (r rowCells) value(column string) Value { return r.rec.Value(r.at.At(column)) }

func (r rowCells) day(column string) (lang.Date, bool) {
	d, err := lang.ParseISO(string(r.value(column)))
	return d, err == nil
}

// date writes a date near today, for messages.
func (l *look) date(d lang.Date) string { return l.Words.DayMonth(d, l.Today) }

// dayCase makes a case of a day.
func dayCase(d lang.Date) string {
	b := []byte(d.String())
	for i := range b {
		if b[i] == '-' {
			b[i] = '_'
		}
	}
	return string(b)
}

// openlyBegun reports whether something on a sheet is answered that both may see.
func (l *look) openlyBegun(id SheetID) bool {
	s, ok := l.Sheet(id)
	return ok && s.CountFor(Reader{}).Begun()
}

// held lists the meetings that had their day, by number.
func (l *look) held() []int {
	if l.knows {
		return l.met
	}
	for _, n := range l.Meetings() {
		if d, ok := l.day(Meeting(n), fieldMeetDate); ok && !d.After(l.Today) {
			l.met = append(l.met, n)
		}
	}
	l.knows = true
	return l.met
}

// lastHeld returns the last meeting that had its day; 0 where none had.
func (l *look) lastHeld() int {
	held := l.held()
	if len(held) == 0 {
		return 0
	}
	return held[len(held)-1]
}

func (l *look) closed(n int) bool { return l.Record.State(Meeting(n)) == StateClosed }

// closing returns the closing meeting that was held; 0 for none.
func (l *look) closing() int {
	for _, n := range slices.Backward(l.held()) {
		if l.chosen(Meeting(n), fieldMeetKind) == "closing" {
			return n
		}
	}
	return 0
}

// ended returns since when the mentorship is over; ok is false while it goes on.
// The day is zero where nobody wrote it down. Feedback that both have sealed is the end
// only once that is near: whoever looks back in the middle goes on afterwards.
func (l *look) ended() (on lang.Date, ok bool) {
	if d, err := lang.ParseISO(string(l.earlyEnd())); err == nil && !d.After(l.Today) {
		return d, true
	}
	if n := l.closing(); n > 0 {
		on, _ = l.day(Meeting(n), fieldMeetDate)
		return on, true
	}
	for _, s := range l.steps(func(s *Step) bool { return s.Offset == Offset{Unit: s.Offset.Unit, From: FromEnd} && s.Every == Once }) {
		if s.Done && s.Step.Evidence == "" {
			return s.DoneOn, true
		}
	}
	if s, there := l.Sheet(one(TogetherForm)); there && s.Signed() {
		return l.signedOn(TogetherForm), true
	}
	each, there := l.Sheet(SheetID{Form: EachForm, Of: Mentee})
	return on, there && each.Opened() && l.Record.State(each.ID) != StateNone && l.EndNear()
}

// over reports whether the mentorship is over, so that nothing is late any more.
func (l *look) over() bool {
	_, ok := l.ended()
	return ok
}
