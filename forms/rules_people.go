package forms

import (
	"strconv"

	"pairbook/forms/lang"
)

// Who they are, what they aim for, and what is kept of it.

// number returns the agreed answer to a field as a number.
func (l *look) number(id SheetID, name string) (float64, bool) { return l.numberBy(id, name, Agreed) }

func (l *look) numberBy(id SheetID, name string, v Voice) (float64, bool) {
	n, err := strconv.ParseFloat(string(l.saidBy(id, name, v)), 64)
	return n, err == nil
}

// menteeYears returns how long the mentee has worked in the role, as the application
// says it.
func (l *look) menteeYears() (years float64, ok bool) {
	s, _, ok := l.asks(SheetID{Form: ApplicationForm, Of: Mentee}, fieldYears)
	if !ok {
		return 0, false
	}
	return l.numberBy(s.ID, fieldYears, Mentee)
}

// findNewWithoutShadowing is rule 22: who is new in the role gains from half a day or
// a day on site. It speaks until that is chosen or planned.
func findNewWithoutShadowing(l *look) []Finding {
	years, ok := l.menteeYears()
	if !ok || years >= 1 || l.over() {
		return nil
	}
	wish := l.saidBy(SheetID{Form: ApplicationForm, Of: Mentee}, "shadowing_wish", Mentee)
	if _, planned := l.day(one(ShadowingForm), "sh_date_len.date"); planned || wish == "no" {
		return nil
	}
	s, fd, ok := l.asks(one(WorksheetForm), "pw_method")
	if !ok {
		return nil
	}
	for _, e := range Entries(l.said(s.ID, fd.ID)) {
		if e.ID == "shadow_half" || e.ID == "shadow_full" {
			return nil
		}
	}
	return []Finding{{Sheet: s.ID, Field: fd.ID}}
}

// longInRole is from how many years somebody may wonder whether mentoring is for
// them, too.
const longInRole = 5

// findExperienced is rule 23: the mentee need not be new. Nothing asks for it, and
// who has been long in the role is told so.
func findExperienced(l *look) []Finding {
	years, ok := l.menteeYears()
	if !ok || years < longInRole {
		return nil
	}
	return []Finding{{Sheet: SheetID{Form: ApplicationForm, Of: Mentee}, Field: fieldYears, quiet: true}}
}

// findYoungerMentor is rule 32: age does not matter, and the mentor may be the
// younger one.
func findYoungerMentor(l *look) []Finding {
	mentee, ok := l.menteeYears()
	s, fd, asked := l.asks(one(PairForm), fieldTheirYears)
	mentor, known := l.numberBy(one(PairForm), fieldTheirYears, Mentor)
	if !ok || !asked || !known || mentor >= mentee {
		return nil
	}
	return []Finding{{Sheet: s.ID, Field: fd.ID, quiet: true}}
}

// The most goals that are normal, and the most there should be (rule 24).
const (
	normalGoals = 3
	mostGoals   = 5
)

// findGoals is rule 24: few goals, each with a sign by which the two will know, and
// a day.
func findGoals(l *look) []Finding {
	at := Finding{Sheet: one(WorksheetForm), Field: "pw_goals"}
	if !l.has(WorksheetForm) {
		at.Sheet, at.Field = one(DevelopmentForm), "dp_goals"
	}
	var out []Finding
	alive := 0
	for _, r := range l.cells(registerGoals) {
		goal := string(r.value("goal"))
		if goal == "" || Settled(r.value(columnStatus)) {
			continue
		}
		alive++
		_, dated := r.day("due")
		f := at
		f.Case, f.Args = r.id(), []any{"goal", goal}
		switch {
		case r.value("measure") == "" && !dated:
			f.Key = "few_goals_vague"
		case r.value("measure") == "":
			f.Key = "few_goals_measure"
		case !dated:
			f.Key = "few_goals_day"
		default:
			continue
		}
		out = append(out, f)
	}
	if alive > normalGoals {
		at.Args = []any{"#", alive}
		if alive <= mostGoals {
			at.Severity, at.Key = Info, "few_goals_some"
		}
		out = append([]Finding{at}, out...)
	}
	return out
}

// monthsToKeep is how long after the end answers are kept where nothing else is agreed
// (rule 27).
const monthsToKeep = 6

// findPersonalData is rule 27: both know where the file lies and who sees what, and
// it is deleted when it is no longer needed.
func findPersonalData(l *look) []Finding {
	var out []Finding
	for _, v := range []Voice{Mentee, Mentor} {
		s, fd, ok := l.asks(one(PairForm), "data_notice_ok")
		said := l.saidBy(one(PairForm), "data_notice_ok", v)
		if !ok || said == yes {
			continue
		}
		f := Finding{Sheet: s.ID, Field: fd.ID, Case: string(v), Args: []any{"name", l.Name(v)}}
		f.quiet = said == "" && !l.underWay()
		out = append(out, f)
	}
	if day, ok := l.deleteBy(); ok {
		f := Finding{Sheet: one(PairForm), Key: "personal_data_delete", Case: "delete", Args: []any{"day", l.date(day)}}
		out = append(out, f)
	}
	return out
}

// deleteBy returns the day by which the answers should be deleted, from a month
// before it; at once where the two said at an early end that all is to be deleted.
func (l *look) deleteBy() (day lang.Date, ok bool) {
	if day, ok = l.KeepUntil(); !ok {
		return day, false
	}
	if _, ended := l.ended(); ended && l.keeping() == keepNothing {
		return day, true
	}
	return day, !l.Today.Before(day.AddMonths(-1))
}
