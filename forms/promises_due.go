package forms

import (
	"slices"
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// dueDays is how many days ahead a promise is told of.
const dueDays = 14

// Due is something that one of the two, or both, will do or bring by a day.
type Due struct {
	Day   lang.Date
	Text  string
	Who   Voice // Agreed where it is both's, "" where nobody was named
	Bring bool  // it is brought to the meeting of that day
}

// DueSoon lists what was promised for today and the next two weeks, and what is to be
// brought to the next meeting, where that is in this time; ascending by day. What is
// late already is not in it.
func (p *Pair) DueSoon() []Due {
	var out []Due
	for _, a := range p.Actions() {
		if a.Open() && a.Text != "" && p.soon(a.Due) {
			out = append(out, Due{Day: a.Due, Text: oneLine(a.Text), Who: a.Owner})
		}
	}
	if day, ok := p.MeetsOn(); ok && p.soon(day) {
		out = append(out, p.brought(day)...)
	}
	slices.SortStableFunc(out, func(a, b Due) int { return a.Day.Compare(b.Day) })
	return out
}

func (p *Pair) soon(d lang.Date) bool {
	left := p.Today.DaysUntil(d)
	return !d.IsZero() && left >= 0 && left <= dueDays
}

// brought lists what the last meeting held said that each brings to the next one.
func (p *Pair) brought(day lang.Date) []Due {
	meetings := p.Meetings()
	if n := p.upcoming().Number; len(meetings) > 0 && meetings[len(meetings)-1] >= n {
		meetings = slices.DeleteFunc(slices.Clone(meetings), func(m int) bool { return m >= n })
	}
	if len(meetings) == 0 {
		return nil
	}
	s, ok := p.Sheet(Meeting(meetings[len(meetings)-1]))
	if !ok {
		return nil
	}
	fd, ok := s.Form.Field("m_bring")
	if !ok || !s.Shown(fd, Agreed) || !fd.shared() {
		return nil
	}
	var out []Due
	table := s.Table(fd, Agreed)
	for _, row := range s.Rows(fd, Agreed) {
		at := table.InRow(row.ID)
		x := Due{Day: day, Text: oneLine(string(p.Record.Value(at.At("what")))), Who: Voice(p.Record.Value(at.At("who"))), Bring: true}
		if x.Who == "both" {
			x.Who = Agreed
		}
		if x.Text != "" {
			out = append(out, x)
		}
	}
	return out
}

// SayDue words a promise in short, for a narrow column: "By 24 Nov: Book the hall (Per)".
func (p *Pair) SayDue(x Due) string {
	key := "forms.promise"
	if x.Bring {
		key = "forms.promise_bring"
	}
	text := x.Text
	if x.Who != "" {
		text = p.Words.T("forms.promise_who", "text", text, "name", p.shortName(x.Who))
	}
	return p.Words.T(key, "date", strconv.Itoa(x.Day.Day)+" "+p.Words.Month(x.Day), "text", text)
}

// shortName is the first word of a person's name, where it tells the two apart.
func (p *Pair) shortName(v Voice) string {
	name := p.Name(v)
	if !v.IsPerson() {
		return name
	}
	first, _, _ := strings.Cut(name, " ")
	if other, _, _ := strings.Cut(p.Name(v.Other()), " "); other == first {
		return name
	}
	return first
}
