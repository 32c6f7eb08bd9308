package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// Fields of the application that the matching compares.
const (
	ApplicationForm = "application"
	fieldAreas      = "interest_areas"
	fieldTimes      = "times_available"
	columnWeekday   = "weekday"
)

// applications returns the two applications; ok is false where the library has no
// such form.
func (p *Pair) applications() (mentee, mentor Sheet, ok bool) {
	mentee, ok = p.Sheet(SheetID{Form: ApplicationForm, Of: Mentee})
	mentor, _ = p.Sheet(SheetID{Form: ApplicationForm, Of: Mentor})
	return mentee, mentor, ok
}

// sharedAreas lists what one can share and the other wants to learn.
func (p *Pair) sharedAreas() Computed {
	mentee, mentor, ok := p.applications()
	if !ok {
		return Computed{}
	}
	fd, ok := mentee.Form.Field(fieldAreas)
	if !ok {
		return Computed{}
	}
	learn, share := Entries(p.Record.Value(mentee.Address(fd, Mentee))), Entries(p.Record.Value(mentor.Address(fd, Mentor)))
	if len(learn) == 0 || len(share) == 0 {
		return Computed{Text: p.Words.T("forms.both_apply")}
	}
	var both []Entry
	for _, e := range learn {
		if slices.ContainsFunc(share, func(o Entry) bool { return sameArea(e.ID, o.ID) }) {
			both = append(both, Entry{ID: e.ID})
		}
	}
	if len(both) == 0 {
		return Computed{Text: p.Words.T("forms.no_shared_areas")}
	}
	return Computed{Text: fd.Show(JoinEntries(both), p.Asking())}
}

// sameArea: a whole group meets everything in it.
func sameArea(a, b string) bool {
	return a != "other" && (a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+"."))
}

// slot is a time of the week that suits somebody; the whole day where no times are
// given.
type slot struct {
	day      string
	from, to lang.Clock
}

// slots reads the times a person can meet.
func (s Sheet) slots(fd *Field, v Voice) []slot {
	var out []slot
	for _, row := range s.Rows(fd, v) {
		at := s.Table(fd, v).InRow(row.ID)
		x := slot{day: string(s.Pair.Record.Value(at.At(columnWeekday))), to: 24 * 60}
		if c, err := lang.ParseISOClock(string(s.Pair.Record.Value(at.At("from")))); err == nil {
			x.from = c
		}
		if c, err := lang.ParseISOClock(string(s.Pair.Record.Value(at.At("to")))); err == nil {
			x.to = c
		}
		if x.day != "" {
			out = append(out, x)
		}
	}
	return out
}

// commonTimes lists the times that suit both, in the order of the mentee's.
func (p *Pair) commonTimes() Computed {
	mentee, mentor, ok := p.applications()
	if !ok {
		return Computed{}
	}
	fd, ok := mentee.Form.Field(fieldTimes)
	if !ok {
		return Computed{}
	}
	a, b := mentee.slots(fd, Mentee), mentor.slots(fd, Mentor)
	if len(a) == 0 || len(b) == 0 {
		return Computed{Text: p.Words.T("forms.both_apply")}
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			if x.day == y.day && max(x.from, y.from) < min(x.to, y.to) {
				out = append(out, p.sayTime(fd, slot{x.day, max(x.from, y.from), min(x.to, y.to)}))
			}
		}
	}
	if len(out) == 0 {
		return Computed{Text: p.Words.T("forms.no_common_times")}
	}
	return Computed{Text: strings.Join(out, "\n")}
}

func (p *Pair) sayTime(fd *Field, s slot) string {
	day := s.day
	if col, ok := fd.Column(columnWeekday); ok {
		day = col.Show(Value(s.day), p.Asking())
	}
	if s.from == 0 && s.to == 24*60 {
		return day
	}
	end := s.to
	if end == 24*60 {
		end--
	}
	return day + " " + p.Words.Clock(s.from) + "–" + p.Words.Clock(end)
}
