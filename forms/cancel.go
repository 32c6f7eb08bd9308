package forms

import (
	"slices"

	"pairbook/forms/lang"
)

// MeetingDay returns the day that a meeting was held on or is planned for: that of its
// own sheet, else, of the one to go on with, the next day that is booked, else the last
// booked one that passed without a word.
func (p *Pair) MeetingDay(n int) (d lang.Date, ok bool) {
	if d, ok := p.agreedDay(Meeting(n), fieldMeetDate, ""); ok {
		return d, true
	}
	if p.OpenMeeting().Number != n {
		return d, false
	}
	if d, ok := p.NextDate(); ok {
		return d, true
	}
	return p.missedDay()
}

// missedDay is the last booked day that has passed without a meeting or a contact on it
// or after it, and that was not called off.
func (p *Pair) missedDay() (last lang.Date, ok bool) {
	off := p.column(registerCancelled, "planned")
	for _, d := range p.booked() {
		if d.Before(p.Today) && !slices.Contains(off, Value(d.String())) {
			last = d
		}
	}
	for _, c := range p.Contacts() {
		if !last.IsZero() && !c.Date.Before(last) {
			return lang.Date{}, false
		}
	}
	return last, !last.IsZero()
}

// CallOff returns the changes that note a planned meeting as cancelled or missed, with
// its new day, the zero day where there is none yet. by is mentee, mentor, both or
// other, or "" where nobody asks. What stands on the meeting's own sheet as its day
// moves along.
func (p *Pair) CallOff(day lang.Date, by Value, to lang.Date) []Change {
	table := registerTable(registerCancelled)
	newDay := Value("")
	if !to.IsZero() {
		newDay = Value(to.String())
	}
	row, cs := p.callOffRow(day), []Change(nil)
	if row == "" {
		rows, before := p.Record.Rows(table), ""
		if len(rows) > 0 {
			before = rows[len(rows)-1].Order
		}
		row = NewRowID()
		cs = append(cs,
			Change{table.InRow(row).At(PartOrder), Value(OrderBetween(before, ""))},
			Change{table.InRow(row).At("planned"), Value(day.String())})
	}
	at := table.InRow(row)
	if by != "" {
		cs = append(cs, Change{at.At("by"), by})
	}
	if newDay != "" {
		cs = append(cs, Change{at.At("new_date"), newDay})
	}
	open := p.OpenMeeting()
	if held, ok := p.agreedDay(open, fieldMeetDate, ""); ok && held == day {
		cs = append(cs, Change{Address{Sheet: open, Field: fieldMeetDate, Voice: Agreed}, newDay})
	}
	return cs
}

// callOffRow finds the note that a day was called off; "" where there is none.
func (p *Pair) callOffRow(day lang.Date) RowID {
	table := registerTable(registerCancelled)
	for _, row := range p.Record.Rows(table) {
		if p.Record.Value(table.InRow(row.ID).At("planned")) == Value(day.String()) {
			return row.ID
		}
	}
	return ""
}

// Booking is a day for a meeting, with what is known of it.
type Booking struct {
	Day   lang.Date
	At    lang.Clock // NoClock where no hour is known
	Place string
}

// Book returns the changes that put days for meetings in the list of dates. A day that
// stands there already gets the hour and the place.
func (p *Pair) Book(days []Booking) []Change {
	table := registerTable(registerDates)
	rows := p.Record.Rows(table)
	known := map[Value]RowID{}
	order := ""
	for _, row := range rows {
		known[p.Record.Value(table.InRow(row.ID).At("date"))] = row.ID
		order = row.Order
	}
	var cs []Change
	for _, b := range days {
		day := Value(b.Day.String())
		row, there := known[day]
		if !there {
			row = NewRowID()
			known[day] = row
			order = OrderBetween(order, "")
			cs = append(cs, Change{table.InRow(row).At(PartOrder), Value(order)}, Change{table.InRow(row).At("date"), day})
		}
		if b.At.Valid() {
			cs = append(cs, Change{table.InRow(row).At("time"), Value(b.At.String())})
		}
		if b.Place != "" {
			cs = append(cs, Change{table.InRow(row).At("place"), Value(b.Place)})
		}
	}
	return cs
}

// MayCallOff reports whether a meeting can be noted as cancelled or missed: it has a
// day, it is not closed, and nothing that both may read was written of what happened
// at it.
func (p *Pair) MayCallOff(n int) bool {
	s, ok := p.Sheet(Meeting(n))
	if !ok || s.ReadOnly() {
		return false
	}
	if _, ok := p.MeetingDay(n); !ok {
		return false
	}
	told := s.ofTheTalk()
	held := false
	p.Record.Addresses(func(a Address) {
		held = held || a.Sheet == s.ID && told[a.Field] && p.Record.Value(a) != ""
	})
	return !held
}

// sectionStart holds when and how a meeting is; that is known before it is held.
const sectionStart = "start"

// ofTheTalk lists the questions that are answered at a meeting, private ones left out.
func (s Sheet) ofTheTalk() map[string]bool {
	out := map[string]bool{}
	for i := range s.Form.Sections {
		sec := &s.Form.Sections[i]
		if sec.Part != "meet" && sec.Part != "close" || sec.ID == sectionStart {
			continue
		}
		for j := range sec.Fields {
			if fd := &sec.Fields[j]; fd.shared() {
				out[fd.ID] = true
			}
		}
	}
	return out
}
