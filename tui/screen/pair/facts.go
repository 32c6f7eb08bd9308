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
	dates   int      // cells that the days of the plan take
	course  string   // that the two have a pause, or go on for longer
	due     []string // what was promised for the days to come
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
	if d, ok := p.MeetsOn(); ok {
		f.booked = p.Words.T("pair.booked", "date", p.Words.DayMonth(d, p.Today), "when", p.Words.Ago(d, p.Today))
	}
	for _, x := range p.DueSoon() {
		f.due = append(f.due, p.SayDue(x))
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
