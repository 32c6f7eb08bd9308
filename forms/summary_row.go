package forms

import (
	"slices"

	"pairbook/forms/lang"
)

// Overview is what a list of all pairs tells of one to whoever runs the programme: dates,
// counts, and what is complete. Nothing of what was said (DOMAIN.md rule 28). What the
// pair's programme does not tell its coordinator is not in it either.
type Overview struct {
	Pair           PairID
	Mentee, Mentor string // names, "" where they are not written
	Programme      string // as the pair calls it
	Start, End     lang.Date
	Tells          func(field string) bool // reports what the programme tells, by field of the summary
	Months, Of     int                     // months with a contact, of those begun
	Meetings       int                     // held
	Contacts       int                     // meetings and all others
	Last           lang.Date               // contact; zero where there was none
	Steps, Due     int                     // steps of the plan that are done, of those that are done or past their day
	Late           int                     // steps past their day
	Forms          []FormDone
	Flag           Flag
}

// FormDone is a sheet and whether it is complete.
type FormDone struct {
	Sheet SheetID
	Title string
	Done  bool
	On    lang.Date // of the last signature; zero where it has none
}

// Overview tells how the pair is getting on.
func (p *Pair) Overview() Overview {
	o := Overview{
		Pair: p.Record.Pair, Mentee: string(p.nameSaid(Mentee)), Mentor: string(p.nameSaid(Mentor)), Programme: p.ProgrammeName(),
		Meetings: len(p.heldMeetings()), Contacts: len(p.Contacts()), Flag: p.Flag(),
		Tells: func(field string) bool {
			tells := p.Programme().Tells
			return len(tells) == 0 || slices.Contains(tells, field)
		},
	}
	o.Start, _ = p.Anchor() // zero while it is not known, as the end is
	o.End, _ = p.Day(Offset{From: FromEnd})
	o.Last, _ = p.LastContact()
	o.Months, o.Of = p.coveredMonths()
	for _, s := range p.Plan() {
		switch s.Status {
		case DoneInTime, DoneLate:
			o.Steps++
			o.Due++
		case PastDue:
			o.Due++
			o.Late++
		}
	}
	for _, s := range p.Sheets() {
		if s.told() {
			f := FormDone{Sheet: s.ID, Title: s.Title(), Done: s.finished()}
			if f.Done && s.Form.Copies == CopiesOne {
				f.On = p.signedOn(s.Form.ID)
			}
			o.Forms = append(o.Forms, f)
		}
	}
	return o
}

// told reports whether the programme is told if a sheet is complete.
func (s Sheet) told() bool { return s.Form.ID != SummaryForm && s.Form.ID != EarlyEndForm }

// finished reports whether a sheet is complete, as far as both may know.
func (s Sheet) finished() bool {
	if s.Form.Sealed() && !s.Opened() {
		st := s.Pair.Record.State(s.ID)
		return st == StateSealed || st == StateTogether
	}
	return s.Complete() || s.Pair.Record.State(s.ID) == StateClosed
}
