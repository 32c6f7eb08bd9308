package pair

import (
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// facts is what the page tells beside its entries. It is read once for each
// version of the record, so that drawing stays cheap.
type facts struct {
	read    bool
	version uint64
	months  []forms.Month
	late    int // steps past their day
	talked  string
	booked  string
}

func (s *Screen) readFacts(plan []forms.PlanStep) facts {
	p := s.d.Pair
	f := facts{read: true, version: p.Record.Version(), months: p.Months(), talked: p.Words.T("forms.no_contact")}
	for _, st := range plan {
		if st.Overdue {
			f.late++
		}
	}
	if d, ok := p.LastContact(); ok {
		if n := d.DaysUntil(p.Today); n > 0 {
			f.talked = p.Words.N("forms.idle", n)
		} else {
			f.talked = p.Words.T("pair.talked_today")
		}
	}
	if d, ok := s.booked(); ok {
		f.booked = p.Words.T("pair.booked", "date", p.Words.DayMonth(d, p.Today), "when", p.Words.Ago(d, p.Today))
	}
	return f
}

// booked is the day that is agreed for the next meeting: on the sheet of the
// meeting itself, at the end of the last one, or in the list of booked dates.
func (s *Screen) booked() (lang.Date, bool) {
	p := s.d.Pair
	open := p.OpenMeeting()
	if d, ok := s.day(agreed(open, "m_date")); ok {
		return d, true
	}
	for i := len(p.Meetings()) - 1; i >= 0; i-- {
		if d, ok := s.day(agreed(forms.Meeting(p.Meetings()[i]), "m_next_date").At("date")); ok {
			return d, true
		}
	}
	var first lang.Date
	found := false
	table := forms.Address{Sheet: forms.Register("dates"), Field: "dates", Voice: forms.Agreed}
	for _, row := range p.Record.Rows(table) {
		if d, ok := s.day(table.InRow(row.ID).At("date")); ok && (!found || d.Before(first)) {
			first, found = d, true
		}
	}
	return first, found
}

func agreed(id forms.SheetID, field string) forms.Address {
	return forms.Address{Sheet: id, Field: field, Voice: forms.Agreed}
}

// day reads a date that is not past.
func (s *Screen) day(a forms.Address) (lang.Date, bool) {
	d, err := lang.ParseISO(string(s.d.Pair.Record.Value(a)))
	return d, err == nil && !d.Before(s.d.Pair.Today)
}

// why says why a task comes up now: the day that the plan or the pair has set for
// it, or the action that is late. It is empty where nothing is known.
func (s *Screen) why(t forms.Task, plan []forms.PlanStep) string {
	p := s.d.Pair
	if t.Key == "forms.task_late" {
		return s.lateAction()
	}
	if t.Sheet.Form == forms.MeetingForm && s.facts.booked != "" {
		return "" // the task names the day itself
	}
	for _, st := range plan {
		if !st.Done && !strings.HasPrefix(st.Step.Evidence, "filled ") && evidenceOf(st.Step) == t.Sheet {
			return p.Words.T("pair.planned", "date", p.Words.DayMonth(st.Due, p.Today), "when", p.Words.Ago(st.Due, p.Today))
		}
	}
	return ""
}

// evidenceOf is the sheet that ticks a step; zero where none does.
func evidenceOf(st *forms.Step) forms.SheetID {
	verb, what, _ := strings.Cut(st.Evidence, " ")
	switch verb {
	case "closed", "complete", "signed":
		if id, err := forms.ParseSheetID(what); err == nil {
			return id
		}
	case "filled":
		form, _, _ := strings.Cut(what, ".")
		return forms.SheetID{Form: form}
	}
	return forms.SheetID{}
}

// lateAction names the action that has waited longest.
func (s *Screen) lateAction() string {
	p := s.d.Pair
	table := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}
	sheet, ok := p.Sheet(forms.SheetID{Form: forms.BetweenForm})
	if !ok {
		return ""
	}
	text, first := "", p.Today
	for _, row := range sheet.Rows(&forms.Field{Register: "actions", Take: forms.TakeOpen}, forms.Agreed) {
		at := table.InRow(row.ID)
		d, err := lang.ParseISO(string(p.Record.Value(at.At("due"))))
		if what := string(p.Record.Value(at.At("action"))); err == nil && what != "" && d.Before(first) {
			text, first = what, d
		}
	}
	if text == "" {
		return ""
	}
	return p.Words.T("pair.late_action", "action", text, "date", p.Words.DayMonth(first, p.Today))
}
