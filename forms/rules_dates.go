package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// Rule 35: days that cannot follow each other as they stand.

// findDatesOutOfOrder compares the days on different sheets: the worksheet after the
// start, signatures after the worksheet, ends after beginnings, and nothing done in
// the future.
func findDatesOutOfOrder(l *look) []Finding {
	return slices.Concat(l.startsAndSignatures(), l.endsBeforeStarts(), l.meetingTimes(), l.doneInFuture())
}

// dated is a day with the place where it stands.
type dated struct {
	sheet SheetID
	field string
	day   lang.Date
}

// dayAt reads a day of a sheet, also that of a signature.
func (l *look) dayAt(id SheetID, name string, v Voice) (dated, bool) {
	field, _, _ := strings.Cut(name, ".")
	value := l.saidBy(id, name, v)
	if d, err := lang.ParseISO(string(value)); err == nil {
		return dated{id, field, d}, true
	}
	_, d, ok := SplitSign(value)
	return dated{id, field, d}, ok
}

// before returns a finding where a day lies before the one it should follow. key
// names the message.
func (l *look) before(key string, late, early dated, suffix string) Finding {
	id := late.field + suffix
	return Finding{Sheet: late.sheet, Field: late.field, Case: id, Key: key, Args: []any{"day", l.date(late.day), "first", l.date(early.day)}}
}

// startsAndSignatures: the worksheet is not older than the start, and neither it nor
// the contract is signed before the worksheet was filled in.
func (l *look) startsAndSignatures() []Finding {
	var out []Finding
	anchor, started := l.Anchor()
	floor, ok := l.dayAt(one(WorksheetForm), fieldWorkDate+".date", Agreed)
	switch {
	case ok && started && floor.day.Before(anchor):
		out = append(out, l.before("order_worksheet", floor, dated{day: anchor}, ""))
	case !ok && started:
		floor.day = anchor // no worksheet: nothing is signed before the start
	case !ok:
		return nil
	}
	for _, s := range []struct {
		form, field string
		v           Voice
	}{
		{WorksheetForm, "pw_agreed", Mentee},
		{WorksheetForm, "pw_agreed", Mentor},
		{ContractForm, "ct_sign_mentor", Mentor},
		{ContractForm, "ct_sign_mentee", Mentee},
	} {
		if d, ok := l.dayAt(one(s.form), s.field, s.v); ok && d.day.Before(floor.day) {
			out = append(out, l.before("order_signed", d, floor, "_"+string(s.v)))
		}
	}
	return out
}

// endsBeforeStarts: an end lies after its beginning.
func (l *look) endsBeforeStarts() []Finding {
	var out []Finding
	anchor, ok := l.Anchor()
	for _, e := range []struct{ form, field string }{
		{WorksheetForm, "pw_review_date"}, {WorksheetForm, "pw_end_date"}, {ContractForm, "ct_length_total"},
	} {
		if d, there := l.dayAt(one(e.form), e.field, Agreed); ok && there && !d.day.After(anchor) {
			out = append(out, l.before("order_end", d, dated{day: anchor}, ""))
		}
	}
	review, ok := l.dayAt(one(WorksheetForm), "pw_review_date", Agreed)
	end, there := l.dayAt(one(WorksheetForm), "pw_end_date", Agreed)
	if ok && there && end.day.Before(review.day) {
		out = append(out, l.before("order_end", end, review, "_review"))
	}
	from, ok := l.dayAt(one(DevelopmentForm), "dp_period.from", Agreed)
	to, there := l.dayAt(one(DevelopmentForm), "dp_period.to", Agreed)
	if ok && there && !to.day.After(from.day) {
		out = append(out, l.before("order_end", to, from, ""))
	}
	for _, r := range l.cells(registerPauses) {
		from, ok := r.day("from")
		to, there := r.day("to")
		if ok && there && to.Before(from) {
			out = append(out, l.before("order_end", dated{one(PlanForm), "pp_pauses", to}, dated{day: from}, "_"+r.id()))
		}
	}
	return out
}

// meetingTimes: a meeting ends after it began.
func (l *look) meetingTimes() []Finding {
	var out []Finding
	for _, n := range l.Meetings() {
		from, err := lang.ParseISOClock(string(l.said(Meeting(n), "m_start")))
		to, err2 := lang.ParseISOClock(string(l.said(Meeting(n), "m_end")))
		if err != nil || err2 != nil || to > from {
			continue
		}
		args := []any{"from", l.Words.Clock(from), "to", l.Words.Clock(to)}
		out = append(out, Finding{Sheet: Meeting(n), Field: "m_end", Case: "m_end_" + itoa(n), Key: "order_time", Args: args})
	}
	return out
}

// doneInFuture: what is done was done today at the latest.
func (l *look) doneInFuture() []Finding {
	var out []Finding
	add := func(id SheetID, field string, row string, d lang.Date) {
		if !d.After(l.Today) {
			return
		}
		f := Finding{Sheet: id, Field: field, Case: field + "_" + row, Key: "order_done", Args: []any{"day", l.date(d)}}
		out = append(out, f)
	}
	for _, r := range l.cells(registerActions) {
		if d, ok := r.day("done"); ok {
			add(one(BetweenForm), "ac_list", r.id(), d)
		}
	}
	for _, st := range l.Programme().Steps {
		if d, err := lang.ParseISO(string(l.Record.Value(stepCell(st.ID, "done_date")))); err == nil {
			add(one(PlanForm), "pp_steps", st.ID, d)
		}
	}
	for _, field := range []string{"dp_goals", "dp_basic_training"} {
		if s, fd, ok := l.asks(one(DevelopmentForm), field); ok {
			for _, d := range l.days(s, fd, s.Voices(fd)[0], "done") {
				add(s.ID, field, string(d.row), d.day)
			}
		}
	}
	for _, n := range l.Meetings() {
		if d, ok := l.day(Meeting(n), fieldMeetDate); ok && l.closed(n) {
			add(Meeting(n), fieldMeetDate, itoa(n), d)
		}
	}
	return out
}
