package forms

import (
	"maps"
	"slices"
	"strconv"

	"pairbook/forms/lang"
)

const (
	fieldMeetStart = "m_start"
	fieldMeetEnd   = "m_end"
	fieldNextFocus = "m_next_focus"
)

// bookings returns the pair's meetings: those booked in the list of dates, and each
// meeting on the day it was held or, before that, on the day the one before it set.
// A day that stands in both places is one meeting.
func (p *Pair) bookings() []occasion {
	numbered := p.numberedMeetings()
	out := p.bookedDates(numbered)
	taken := map[lang.Date]bool{}
	for _, x := range out {
		taken[x.day] = true
	}
	for _, n := range slices.Sorted(maps.Keys(numbered)) {
		if x := numbered[n]; !taken[x.day] {
			out = append(out, x)
		}
	}
	return out
}

// bookedDates returns the rows of the list of dates. A meeting of the same day gives
// its number, and its hour where the list has none.
func (p *Pair) bookedDates(numbered map[int]occasion) []occasion {
	var out []occasion
	moved, matched := p.movedDays(), map[int]bool{}
	from := append(meetingSources(SheetID{Form: MeetingForm}), p.fieldSources(SheetID{Form: MeetingForm}, fieldNextDate)...)
	from = append(from, register(registerCancelled), source{sheet: SheetID{Form: ContractForm}, field: fieldMeetingLength})
	table := registerTable(registerDates)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		d, err := lang.ParseISO(string(p.Record.Value(at.At("date"))))
		if err != nil {
			continue
		}
		x := occasion{
			id: "date-" + string(row.ID), what: p.Words.T("calendar.meeting"), place: string(p.Record.Value(at.At("place"))),
			day: d, at: clockOf(p.Record.Value(at.At("time"))), minutes: p.meetingMinutes(), call: callMeeting,
			from: append(slices.Clone(from), source{sheet: Register(registerDates), row: row.ID}),
		}
		if !moved.move(&x) {
			continue
		}
		for _, n := range slices.Sorted(maps.Keys(numbered)) {
			if m := numbered[n]; m.day == x.day && !matched[n] {
				matched[n] = true
				x.become(m)
				break
			}
		}
		out = append(out, x)
	}
	return out
}

// become takes over what is known of a numbered meeting on the same day.
func (x *occasion) become(m occasion) {
	x.what, x.topic, x.done = m.what, m.topic, m.done
	if !x.at.Valid() {
		x.at, x.minutes = m.at, m.minutes
	}
}

// numberedMeetings returns the meetings that have a day, by their numbers.
func (p *Pair) numberedMeetings() map[int]occasion {
	out := map[int]occasion{}
	moved := p.movedDays()
	for _, n := range p.Meetings() {
		if x, ok := p.heldMeeting(n); ok {
			out[n] = x
		}
	}
	for _, n := range p.Meetings() {
		x := p.meetingOccasion(n + 1)
		d, ok := p.agreedDay(Meeting(n), fieldNextDate, "date")
		if _, held := out[n+1]; held || !ok {
			continue
		}
		x.day, x.at = d, clockOf(p.agreedOn(Meeting(n), fieldNextDate, "time"))
		if moved.move(&x) {
			out[n+1] = x
		}
	}
	return out
}

// meetingOccasion is a meeting without its day.
func (p *Pair) meetingOccasion(n int) occasion {
	from := append(meetingSources(Meeting(n)), register(registerDates), register(registerCancelled))
	if n > 1 {
		from = append(from, p.fieldSources(Meeting(n-1), fieldNextDate)...)
	}
	return occasion{
		id: "meeting-" + itoa(n), what: p.Words.T("calendar.meeting_n", "n", n),
		topic: string(p.agreedOn(Meeting(n-1), fieldNextFocus, "")), at: lang.NoClock, minutes: p.meetingMinutes(), call: callMeeting,
		from: append(from, source{sheet: SheetID{Form: ContractForm}, field: fieldMeetingLength}),
	}
}

// heldMeeting is a meeting on the day that its own sheet says.
func (p *Pair) heldMeeting(n int) (occasion, bool) {
	x := p.meetingOccasion(n)
	d, ok := p.agreedDay(Meeting(n), fieldMeetDate, "")
	if !ok {
		return x, false
	}
	x.day, x.at = d, clockOf(p.agreedOn(Meeting(n), fieldMeetStart, ""))
	if m := p.minutes(Meeting(n)); m > 0 {
		x.minutes = m
	}
	x.done = p.Record.State(Meeting(n)) == StateClosed
	return x, true
}

// clockOf reads a time of day from an answer.
func clockOf(v Value) lang.Clock {
	c, err := lang.ParseISOClock(string(v))
	if err != nil {
		return lang.NoClock
	}
	return c
}

// meetingMinutes is how long the contract says a meeting lasts, at most.
func (p *Pair) meetingMinutes() int {
	for _, part := range []string{"to", "from"} {
		n, err := strconv.ParseFloat(string(p.agreedOn(SheetID{Form: ContractForm}, fieldMeetingLength, part)), 64)
		if err == nil && n >= 1 && n <= 24*60 {
			return int(n)
		}
	}
	return usualMinutes
}

// moves are the days that the two noted as called off, and the new day of each;
// zero where there is none yet.
type moves map[lang.Date]lang.Date

func (p *Pair) movedDays() moves {
	out := moves{}
	table := registerTable(registerCancelled)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		planned, err := lang.ParseISO(string(p.Record.Value(at.At("planned"))))
		if err != nil {
			continue
		}
		out[planned], _ = lang.ParseISO(string(p.Record.Value(at.At("new_date"))))
	}
	return out
}

// move puts a meeting on its new day, of which the hour is not known; false where
// it is called off.
func (m moves) move(x *occasion) bool {
	for range m {
		to, ok := m[x.day]
		if !ok {
			return true
		}
		if to.IsZero() {
			return false
		}
		x.day, x.at = to, lang.NoClock
	}
	return true
}
