package forms

import (
	"slices"
	"time"

	"pairbook/forms/lang"
)

// What the process plan asks for by a day.

// findFirstContact is rule 2: the mentor gets in touch within the first week.
func findFirstContact(l *look) []Finding {
	s, ok := l.step(by(EvidenceContact))
	if !ok || !s.Overdue || l.over() {
		return nil
	}
	return []Finding{{Sheet: one(BetweenForm), Field: "lg_contacts", Args: []any{"day", l.date(s.Due)}}}
}

// findFirstTalk is rule 3: the first talk within three weeks, and the contract's
// questions are part of it where the programme has them by then.
func findFirstTalk(l *look) []Finding {
	first := Meeting(1)
	s, ok := l.step(by("closed " + first.String()))
	if !ok || l.over() {
		return nil
	}
	if s.Overdue && !slices.Contains(l.held(), 1) {
		return []Finding{{Sheet: first, Field: fieldMeetDate, Case: "held", Args: []any{"day", l.date(s.Due)}}}
	}
	signed, ok := l.step(by("signed " + ContractForm))
	inTime := !signed.Due.After(s.Due) || signed.Due.Before(l.Today)
	if !s.Done || !ok || !inTime || signed.Done || l.openlyBegun(one(ContractForm)) {
		return nil
	}
	return []Finding{{Sheet: one(ContractForm), Case: "contract", Key: "first_talk_contract"}}
}

// findMemberMeeting is rule 4: an ordinary member of a board leads a membership
// meeting within six weeks.
func findMemberMeeting(l *look) []Finding {
	s, ok := l.step(func(s *Step) bool { return s.ID == "pp3_member_meeting" })
	if !ok || !s.Overdue || l.over() {
		return nil
	}
	f := Finding{Sheet: one(WorkPlanForm), Field: "wp_member_meeting", Args: []any{"day", l.date(s.Due)}}
	sheet, fd, ok := l.asks(f.Sheet, f.Field)
	if !ok {
		f.Sheet, f.Field = one(PlanForm), ""
		return []Finding{f}
	}
	for _, d := range l.days(sheet, fd, Mentee, "date") {
		if !d.day.After(l.Today) {
			return nil // it was held
		}
	}
	return []Finding{f}
}

// findPlans is rule 5: development plan, work plan and the talk with the manager,
// each for itself, by the day the plan gives it.
func findPlans(l *look) []Finding {
	var out []Finding
	if l.over() {
		return nil
	}
	for _, c := range []struct{ evidence, key, form, field string }{
		{"complete " + DevelopmentForm, "plans", DevelopmentForm, ""},
		{"filled " + WorkPlanForm + ".wp_tasks", "plans_work", WorkPlanForm, "wp_tasks"},
		{"filled " + WorkPlanForm + ".mt_date.date", "plans_manager", WorkPlanForm, "mt_date"},
	} {
		if s, ok := l.step(by(c.evidence)); ok && s.Overdue {
			out = append(out, Finding{Sheet: one(c.form), Field: c.field, Key: c.key, Case: s.Step.ID, Args: []any{"day", l.date(s.Due)}})
		}
	}
	return out
}

// findNoEnding is rule 8: no silent running on after the planned end.
func findNoEnding(l *look) []Finding {
	end, ok := l.Day(Offset{From: FromEnd})
	if !ok || !end.Before(l.Today) || l.over() {
		return nil
	}
	return []Finding{{Sheet: l.OpenMeeting(), Field: fieldMeetKind, Args: []any{"day", l.date(end)}}}
}

// findTrainingLeft is rule 18: the basic training in three steps within the first
// year.
func findTrainingLeft(l *look) []Finding {
	s, fd, ok := l.asks(one(DevelopmentForm), "dp_basic_training")
	due, known := l.Day(Offset{N: 12, Unit: "m"})
	step, planned := l.step(func(s *Step) bool { return s.ID == "pp_training" })
	if !ok || !known || !due.Before(l.Today) || planned && step.Done || l.over() {
		return nil
	}
	left := len(s.Rows(fd, Mentee)) - len(l.days(s, fd, Mentee, "done"))
	if left <= 0 {
		return nil
	}
	return []Finding{{Sheet: s.ID, Field: fd.ID, Args: []any{"#", left, "day", l.date(due)}}}
}

// findNoDecision is rule 36: stop or go on is decided before the end comes.
func findNoDecision(l *look) []Finding {
	s, fd, ok := l.asks(one(PlanForm), fieldExtend)
	if !ok || l.Programme().Extend == 0 || l.over() || l.said(s.ID, fieldExtend+".choice") != "" {
		return nil
	}
	due, known := l.Day(Offset{N: -1, Unit: "m", From: FromEnd})
	if step, planned := l.step(by("filled " + PlanForm + "." + fieldExtend + ".choice")); planned {
		if step.Done {
			return nil
		}
		due = step.Due
	}
	end, _ := l.Day(Offset{From: FromEnd})
	if !known || l.Today.Before(due) {
		return nil
	}
	return []Finding{{Sheet: s.ID, Field: fd.ID, Args: []any{"day", l.date(end), "months", l.Programme().Extend}}}
}

// findWeekend is rule 34: a day of the plan that falls on a weekend stays; it is
// said, not moved. Whether the step is done does not matter here: a step may be done
// by answers that only one of the two sees.
func findWeekend(l *look) []Finding {
	var out []Finding
	for _, s := range l.steps(func(s *Step) bool { return s.Every == Once }) {
		ahead := l.Today.DaysUntil(s.Due)
		day := s.Due.Weekday()
		if ahead < 0 || ahead > soonInDays || day != time.Saturday && day != time.Sunday {
			continue
		}
		args := []any{"step", l.Text(s.Step.Text), "day", l.Words.Day(s.Due)}
		out = append(out, Finding{Sheet: one(PlanForm), Field: "pp_steps", Case: s.Step.ID, Args: args, quiet: true})
	}
	return out
}

// rowDay is a day in a column of a table.
type rowDay struct {
	row RowID
	day lang.Date
}

// days returns the days that stand in a column of a table on a sheet.
func (l *look) days(s Sheet, fd *Field, v Voice, column string) []rowDay {
	col, ok := fd.Column(column)
	if !ok {
		return nil
	}
	var out []rowDay
	for _, row := range s.Rows(fd, v) {
		if d, err := lang.ParseISO(string(l.Record.Value(s.Cell(fd, v, row.ID, col)))); err == nil {
			out = append(out, rowDay{row.ID, d})
		}
	}
	return out
}
