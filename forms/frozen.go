package forms

import "pairbook/forms/lang"

// frozenAfter is how many later meetings freeze an earlier one.
const frozenAfter = 2

// FieldCorrection of a sheet is "open" while a frozen one is being corrected. Its part
// PartSince is set when that began for the first time: whatever was answered later is a
// correction, because nothing could be written between the freeze and then.
const FieldCorrection = "#correction"

// PartSince of FieldCorrection, see there.
const PartSince = "#since"

const correcting = Value("open")

func correctionAddress(id SheetID) Address {
	return Address{Sheet: id, Field: FieldCorrection, Voice: Agreed}
}

// Frozen reports whether a meeting lies so far back that what is changed in it is a
// correction: two later ones have been closed.
func (s Sheet) Frozen() bool {
	if s.ID.Form != MeetingForm || s.ID.Number == 0 {
		return false
	}
	later, all := 0, s.Pair.Meetings()
	for i := len(all) - 1; i >= 0 && all[i] > s.ID.Number; i-- {
		if s.Pair.Record.State(Meeting(all[i])) == StateClosed {
			later++
		}
		if later == frozenAfter {
			return true
		}
	}
	return false
}

// Correcting reports whether a frozen meeting is open for corrections just now.
func (s Sheet) Correcting() bool {
	return s.Pair.Record.Value(correctionAddress(s.ID)) == correcting
}

// ReadOnly reports whether the sheet is closed to writing.
func (s Sheet) ReadOnly() bool {
	st := s.Pair.Record.State(s.ID)
	switch {
	case s.ID.Number > 0 && s.Correcting():
		return false
	case st == StateClosed || st == StateSealed:
		return true
	}
	return s.Frozen()
}

// Close returns the changes that close a meeting, or end its correction.
func (s Sheet) Close() []Change {
	cs := []Change{{StateAddress(s.ID), Value(StateClosed)}}
	if s.Correcting() {
		cs = append(cs, Change{correctionAddress(s.ID), ""})
	}
	return cs
}

// Reopen returns the changes that let a meeting be written in again. A frozen one stays
// closed for everything else, and what is changed from then on is a correction.
func (s Sheet) Reopen() []Change {
	if !s.Frozen() {
		return []Change{{StateAddress(s.ID), Value(StateOpen)}}
	}
	at := correctionAddress(s.ID)
	cs := []Change{{at, correcting}}
	if s.Pair.Record.Value(at.At(PartSince)) == "" {
		cs = append(cs, Change{at.At(PartSince), "yes"})
	}
	if s.Pair.Record.State(s.ID) != StateClosed {
		cs = append(cs, Change{StateAddress(s.ID), Value(StateClosed)})
	}
	return cs
}

// Corrected returns the day on which an answer of a frozen meeting was changed, the
// last one where it was changed several times; ok is false for one that was not. The
// day is that of the clock the answer was written by, in local time.
func (s Sheet) Corrected(a Address) (on lang.Date, ok bool) {
	if a.Sheet != s.ID || s.ID.Number == 0 {
		return on, false
	}
	since, there := s.Pair.Record.Last(correctionAddress(s.ID).At(PartSince))
	if !there || since.Value == "" {
		return on, false
	}
	h, there := s.Pair.Record.Last(a)
	if !there || h.Time <= since.Time {
		return on, false
	}
	return lang.DateOf(h.Time.Wall()), true
}

// CorrectedField returns the last day on which anything of a question was changed after
// its meeting was frozen: the answer, a part, or a row of it.
func (s Sheet) CorrectedField(fd *Field, v Voice) (on lang.Date, ok bool) {
	since, there := s.Pair.Record.Last(correctionAddress(s.ID).At(PartSince))
	if !there || since.Value == "" {
		return on, false
	}
	consider := func(a Address) {
		if d, yes := s.Corrected(a); yes && (!ok || d.After(on)) {
			on, ok = d, true
		}
	}
	consider(Address{Sheet: s.ID, Field: fd.ID, Voice: v})
	if len(fd.Columns)+len(fd.Parts) > 0 {
		s.Pair.Record.Addresses(func(a Address) {
			if a.Sheet == s.ID && a.Field == fd.ID && a.Voice == v {
				consider(a)
			}
		})
	}
	return on, ok
}

// CorrectedWords says that an answer was corrected, and when; "" where it was not.
func (s Sheet) CorrectedWords(fd *Field, v Voice) string {
	on, ok := s.CorrectedField(fd, v)
	if !ok {
		return ""
	}
	return s.Pair.Words.T("forms.corrected", "date", s.Pair.Words.Short(on))
}
