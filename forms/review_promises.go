package forms

import (
	"slices"
	"strconv"
	"time"

	"pairbook/forms/lang"
)

// Promise is something that the two agreed on, and whether they keep it. It is told
// of the two together, never of one of them.
type Promise struct {
	ReviewLine
	ID   string // frequency, length, rebook, agenda, next_date
	Kept PromiseKept
	Of   int // how often it could have been kept
	Did  int // how often it was
}

// PromiseKept says how a promise stands.
type PromiseKept string

// A promise is kept, not quite kept, or nobody can tell: nothing was said, or it has
// not come up yet.
const (
	PromiseIsKept PromiseKept = "kept"
	NotQuiteKept  PromiseKept = "not_quite"
	CannotBeTold  PromiseKept = "untold"
)

// Fields that tell what was agreed.
const (
	fieldStructure = "ct_structure"
	fieldAgendaWho = "ct_agenda_owner"
	fieldSent      = "mp_sent"
)

// promises looks at what the two agreed on. What cannot be measured, such as how soon
// one answers, is left out, and so is what was never agreed.
func (p *Pair) promises() []Promise {
	var out []Promise
	for _, find := range []func() (Promise, bool){p.promisedContact, p.promisedLength, p.promisedAgenda, p.promisedRebooking, p.promisedNextDate} {
		x, ok := find()
		if !ok {
			continue
		}
		x.settle()
		x.Text = p.Words.T("review.promise_" + x.ID)
		x.Note = p.Words.T("review.promise_"+string(x.Kept), "what", p.promiseCount(x))
		x.Topic = topic(x.Text)
		out = append(out, x)
	}
	return out
}

// settle decides whether a promise is kept: every time, but for the length of
// meetings, where three of four will do.
func (x *Promise) settle() {
	switch {
	case x.Of == 0:
		x.Kept = CannotBeTold
	case x.Did == x.Of, x.ID == "length" && 4*x.Did >= 3*x.Of:
		x.Kept = PromiseIsKept
	default:
		x.Kept = NotQuiteKept
	}
}

// promiseCount says how often a promise was kept.
func (p *Pair) promiseCount(x Promise) string {
	key := "review.count_" + x.ID
	if x.Of == 0 {
		return p.Words.T(key + "_none")
	}
	return p.Words.N(key, x.Of, "did", x.Did)
}

// stretches are how many months or weeks one stretch between contacts lasts.
func stretches(frequency string) (every Every, of int) {
	switch frequency {
	case "weekly":
		return EveryWeek, 1
	case "two_weeks":
		return EveryWeek, 2
	case "six_weeks":
		return EveryWeek, 6
	case "monthly":
		return EveryMonth, 1
	}
	return Once, 0
}

// promisedContact: the two are in touch as often as they said, in every stretch of
// time that is past.
func (p *Pair) promisedContact() (Promise, bool) {
	contract := SheetID{Form: ContractForm}
	x := Promise{ID: "frequency", ReviewLine: ReviewLine{Sheet: contract, Field: fieldFrequency}}
	every, of := stretches(entryID(string(p.agreedOn(contract, fieldFrequency, ""))))
	if of == 0 || !p.uses(ContractForm) {
		return x, false
	}
	if _, ok := p.Anchor(); !ok {
		return x, true
	}
	starts, days := p.starts(every), p.planFacts().contacts
	for i := 0; i+of < len(starts) && !p.Today.Before(starts[i+of]); i += of {
		x.Of++
		if within(days, starts[i], starts[i+of]) {
			x.Did++
		}
	}
	return x, true
}

// promisedLength: a meeting lasts as long as agreed, where both ends were written
// down.
func (p *Pair) promisedLength() (Promise, bool) {
	contract := SheetID{Form: ContractForm}
	x := Promise{ID: "length", ReviewLine: ReviewLine{Sheet: contract, Field: fieldMeetingLength}}
	from, errFrom := strconv.ParseFloat(string(p.agreedOn(contract, fieldMeetingLength, "from")), 64)
	to, errTo := strconv.ParseFloat(string(p.agreedOn(contract, fieldMeetingLength, "to")), 64)
	if errFrom != nil && errTo != nil || !p.uses(ContractForm) {
		return x, false
	}
	for _, n := range p.heldMeetings() {
		minutes := float64(p.minutes(Meeting(n)))
		if minutes <= 0 {
			continue
		}
		x.Of++
		if (errFrom != nil || minutes >= from) && (errTo != nil || minutes <= to) {
			x.Did++
		}
	}
	return x, true
}

// heldMeetings lists the meetings that had their day, by number.
func (p *Pair) heldMeetings() []int { return (&look{Pair: p}).held() }

// promisedAgenda: where an agenda goes out beforehand, it went out in time. Where no
// meeting tells when it went out, nobody can say.
func (p *Pair) promisedAgenda() (Promise, bool) {
	contract := SheetID{Form: ContractForm}
	x := Promise{ID: "agenda", ReviewLine: ReviewLine{Sheet: contract, Field: fieldAgendaWho}}
	switch entryID(string(p.agreedOn(contract, fieldStructure, ""))) {
	case "agenda", "topics_ahead", "mix":
	default:
		return x, false
	}
	hours, _ := strconv.ParseFloat(string(p.agreedOn(contract, fieldAgendaWho, "hours")), 64)
	told := false
	for _, n := range p.heldMeetings() {
		x.Of++
		inTime, known := p.agendaInTime(n, hours)
		told = told || known
		if inTime {
			x.Did++
		}
	}
	if !told {
		x.Of, x.Did = 0, 0
	}
	return x, p.uses(ContractForm)
}

// agendaInTime reports whether the agenda of a meeting went out so many hours before
// it; without hours of the day, whole days count. known is false where nobody wrote
// down when.
func (p *Pair) agendaInTime(n int, hours float64) (inTime, known bool) {
	s, ok := p.Sheet(Meeting(n))
	if !ok {
		return false, false
	}
	fd, ok := s.Form.Field(fieldSent)
	if !ok || !s.MayRead(fd, Mentee, Reader{}) {
		return false, false
	}
	at := s.Address(fd, Mentee)
	sent, err := lang.ParseISO(string(p.Record.Value(at.At("date"))))
	met, dated := p.agreedDay(s.ID, fieldMeetDate, "")
	if err != nil || !dated {
		return false, false
	}
	minutes := sent.DaysUntil(met) * 24 * 60
	from, to := clockOf(p.Record.Value(at.At("time"))), clockOf(p.agreedOn(s.ID, fieldMeetStart, ""))
	if from.Valid() && to.Valid() {
		return float64(minutes+int(to)-int(from)) >= hours*60, true
	}
	const day = 24 * 60
	return minutes >= 0 && float64(minutes+day) > hours*60, true
}

// promisedRebooking: what was called off has a new day, as the contract names
// somebody who sees to it.
func (p *Pair) promisedRebooking() (Promise, bool) {
	x := Promise{ID: "rebook", ReviewLine: ReviewLine{Sheet: SheetID{Form: BetweenForm}, Field: "lg_cancelled"}}
	if !p.uses(ContractForm) || p.agreedOn(SheetID{Form: ContractForm}, "ct_rebook_owner", "") == "" {
		return x, false
	}
	for _, c := range p.calledOff() {
		x.Of++
		if c.again {
			x.Did++
		}
	}
	return x, true
}

// promisedNextDate: no meeting ends without the day of the next (rule 15), be it
// agreed there or booked before.
func (p *Pair) promisedNextDate() (Promise, bool) {
	x := Promise{ID: "next_date", ReviewLine: ReviewLine{Sheet: p.OpenMeeting(), Field: fieldNextDate}}
	l := &look{Pair: p}
	for _, n := range l.held() {
		if l.chosen(Meeting(n), fieldMeetKind) == "closing" || n == l.lastHeld() && !l.closed(n) {
			continue // there is none to come, or it is still going on
		}
		x.Of++
		if p.agreedOn(Meeting(n), fieldNextDate, "date") != "" || p.bookedBefore(n) {
			x.Did++
		}
	}
	return x, p.uses(MeetingForm)
}

// bookedBefore reports whether a later day stood somewhere when a meeting ended: on
// the sheet of another meeting, in the list of dates, or as a new day for one that was
// called off. What was written after the meeting was closed came too late.
func (p *Pair) bookedBefore(n int) bool {
	day, _ := p.agreedDay(Meeting(n), fieldMeetDate, "")
	ended := StampOf(time.Date(day.Year, day.Month, day.Day+1, 0, 0, 0, 0, time.UTC))
	if h, ok := p.Record.Last(StateAddress(Meeting(n))); ok {
		ended = h.Time
	}
	later := func(at, since Address) bool {
		d, err := lang.ParseISO(string(p.Record.Value(at)))
		h, ok := p.Record.Last(since)
		return err == nil && ok && d.After(day) && h.Time <= ended
	}
	for _, m := range p.Meetings() {
		at := Address{Sheet: Meeting(m), Field: fieldMeetDate, Voice: Agreed}
		next := Address{Sheet: Meeting(m), Field: fieldNextDate, Part: "date", Voice: Agreed}
		if later(at, at) || later(next, next) {
			return true
		}
	}
	dates, off := registerTable(registerDates), registerTable(registerCancelled)
	return slices.ContainsFunc(p.Record.Rows(dates), func(r Row) bool {
		row := dates.InRow(r.ID)
		return later(row.At("date"), row.At(PartOrder)) // a day that was moved since was booked all the same
	}) || slices.ContainsFunc(p.Record.Rows(off), func(r Row) bool {
		at := off.InRow(r.ID).At("new_date")
		return later(at, at)
	})
}
