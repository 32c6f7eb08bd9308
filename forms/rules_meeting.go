package forms

import "slices"

// What a meeting begins with and ends with.

// findFinalMeeting is rule 10: at the final meeting the two sum up together and look
// ahead. Programmes without a joint page do not ask for it.
func findFinalMeeting(l *look) []Finding {
	n := l.closing()
	if n == 0 || !l.has(TogetherForm) {
		return nil
	}
	f := Finding{Sheet: Meeting(n), Field: fieldMeetKind}
	switch {
	case !l.openlyBegun(one(TogetherForm)):
		f.Link, f.Case = one(TogetherForm), "together"
	case l.has(NextStepsForm) && !l.openlyBegun(one(NextStepsForm)):
		f.Link, f.Case, f.Key = one(NextStepsForm), "next", "final_meeting_next"
	default:
		return nil
	}
	return []Finding{f}
}

// findWorksheetToFill is rule 11: the first meeting is where the planning worksheet
// is filled in together.
func findWorksheetToFill(l *look) []Finding {
	sheet, ok := l.Sheet(one(WorksheetForm))
	if !ok || !l.has(WorksheetForm) || sheet.CountFor(Reader{}).Complete() {
		return nil
	}
	var out []Finding
	for _, n := range l.Meetings() {
		if !l.closed(n) && l.chosen(Meeting(n), fieldMeetKind) == "first" {
			out = append(out, Finding{Sheet: Meeting(n), Field: fieldMeetKind, Link: sheet.ID, Case: itoa(n)})
		}
	}
	return out
}

// findLooseEnds is rule 15: every meeting ends with who does what by when, and with
// a next date. While the meeting is open this stands on its sheet only; once it is
// closed, the list of actions and the next meeting's sheet mend it as well.
func findLooseEnds(l *look) []Finding {
	n := l.lastHeld()
	if n == 0 || l.over() || l.chosen(Meeting(n), fieldMeetKind) == "closing" {
		return nil
	}
	closed := l.closed(n)
	var out []Finding
	if s, fd, ok := l.asks(Meeting(n), "m_new_actions"); ok && !s.Answered(fd, Agreed) {
		f := Finding{Sheet: s.ID, Field: fd.ID, Case: itoa(n) + "_actions", Args: []any{"meeting", s.Title()}, quiet: !closed}
		half := len(s.Rows(fd, Agreed)) > 0
		if half {
			f.Key = "meeting_ends_half"
		}
		if closed {
			f.Link = one(BetweenForm)
		}
		if half || !closed || !l.promisedBetween() {
			out = append(out, f)
		}
	}
	if s, fd, ok := l.asks(Meeting(n), fieldNextDate); ok && !s.Answered(fd, Agreed) && !l.meetsAfter(n) {
		f := Finding{Sheet: s.ID, Field: fd.ID, Case: itoa(n) + "_date", Key: "meeting_ends_date", quiet: !closed}
		if closed {
			f.Link = l.OpenMeeting()
		}
		out = append(out, f)
	}
	return out
}

// promisedBetween reports whether there is an open action that no meeting wrote.
func (l *look) promisedBetween() bool {
	return slices.ContainsFunc(l.cells(registerActions), func(r rowCells) bool {
		from, _ := ParseSheetID(string(r.value(PartFrom)))
		return from.Form != MeetingForm && r.value("action") != "" && !Settled(r.value(columnStatus))
	})
}

// meetsAfter reports whether the two have a day to meet after meeting n.
func (l *look) meetsAfter(n int) bool {
	day, _ := l.day(Meeting(n), fieldMeetDate)
	if next, ok := l.NextDate(); ok && next.After(day) {
		return true
	}
	return slices.ContainsFunc(l.Meetings(), func(m int) bool {
		d, ok := l.day(Meeting(m), fieldMeetDate)
		return ok && d.After(day)
	})
}

// findNoOutcome is rule 16: what was promised gets an outcome at the next meeting,
// also when it was not done. What has begun has an answer, too.
func findNoOutcome(l *look) []Finding {
	n := l.lastHeld()
	s, fd, ok := l.asks(Meeting(n), "m_actions_review")
	if n == 0 || !ok {
		return nil
	}
	col, ok := fd.Column("outcome")
	if !ok {
		return nil
	}
	open := 0
	for _, row := range s.Rows(fd, Agreed) {
		status := l.Record.Value(s.Table(fd, Agreed).InRow(row.ID).At(columnStatus))
		if l.Record.Value(s.Cell(fd, Agreed, row.ID, col)) == "" && (status == "" || status == statusOpen) {
			open++
		}
	}
	if open == 0 {
		return nil
	}
	f := Finding{Sheet: s.ID, Field: fd.ID, Case: itoa(n), Args: []any{"#", open}, quiet: true}
	if l.closed(n) {
		f.Link, f.quiet = one(BetweenForm), false
	}
	return []Finding{f}
}

// findNotRebooked is rule 17: a cancelled meeting gets a new day, and somebody sees
// to it. It is settled, too, when the two have met since.
func findNotRebooked(l *look) []Finding {
	var out []Finding
	for _, r := range l.cells(registerCancelled) {
		planned, ok := r.day("planned")
		_, booked := r.day("new_date")
		if !ok || booked || l.over() || l.metAfter(r) {
			continue
		}
		f := Finding{Sheet: one(BetweenForm), Field: "lg_cancelled", Case: r.id(), Args: []any{"day", l.date(planned)}}
		if who := l.rebooks(r); who.IsPerson() {
			f.Key, f.Args = "rebook_by", append(f.Args, "name", l.Name(who))
		}
		out = append(out, f)
	}
	return out
}

// metAfter reports whether the two have met since the day a meeting was planned for.
func (l *look) metAfter(cancelled rowCells) bool {
	planned, _ := cancelled.day("planned")
	return slices.ContainsFunc(l.held(), func(n int) bool {
		d, _ := l.day(Meeting(n), fieldMeetDate)
		return d.After(planned)
	})
}

// rebooks returns who sees to a new day, as the contract has it; Agreed where that is
// not known.
func (l *look) rebooks(cancelled rowCells) Voice {
	who := l.chosen(one(ContractForm), "ct_rebook_owner")
	if who == "canceller" {
		who = entryID(string(cancelled.value("by")))
	}
	if v := Voice(who); v.IsPerson() {
		return v
	}
	return Agreed
}
