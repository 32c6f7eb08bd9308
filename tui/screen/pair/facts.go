package pair

import (
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
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
	dates   int    // cells that the days of the plan take
	course  string // that the two have a pause, or go on for longer
}

func (s *Screen) readFacts(plan []forms.PlanStep) facts {
	p := s.d.Pair
	f := facts{read: true, version: p.Record.Version(), months: p.Months(), talked: p.Words.T("forms.no_contact")}
	for i, st := range plan {
		f.dates = max(f.dates, cell.Width(s.date(&plan[i])))
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
	f.course = s.course()
	if d, ok := s.booked(); ok {
		f.booked = p.Words.T("pair.booked", "date", p.Words.DayMonth(d, p.Today), "when", p.Words.Ago(d, p.Today))
	}
	return f
}

// course says in words what has changed the course of the plan: a pause today, and
// that the two go on for longer than was planned.
func (s *Screen) course() string {
	p := s.d.Pair
	var out []string
	for _, x := range p.Pauses() {
		switch {
		case x.From.After(p.Today), x.To != (lang.Date{}) && x.To.Before(p.Today):
			continue
		case x.To == lang.Date{}:
			out = append(out, p.Words.T("pair.paused", "date", p.Words.DayMonth(x.From, p.Today)))
		default:
			out = append(out, p.Words.T("pair.paused_until", "date", p.Words.DayMonth(x.To, p.Today)))
		}
	}
	if p.Extended() {
		out = append(out, p.Words.T("pair.extended", "n", p.Programme().Extend))
	}
	return strings.Join(out, theme.Between)
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

// evidenceOf is the sheet that ticks a step; zero where none does.
func evidenceOf(st *forms.Step) forms.SheetID {
	verb, what, _ := strings.Cut(st.Evidence, " ")
	if id, err := forms.ParseSheetID(what); err == nil && verb == "closed" {
		return id
	}
	return forms.SheetID{Form: st.Form()}
}
