package forms

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// Day returns the date that lies at an offset of this pair's plan, moved by its
// pauses; ok is false while the anchor is not known.
func (p *Pair) Day(o Offset) (d lang.Date, ok bool) {
	anchor, ok := p.Anchor()
	if !ok {
		return d, false
	}
	end := p.plannedEnd(anchor)
	switch o.From {
	case FromEnd:
		d = o.After(end)
	case FromHalf:
		d = p.half(anchor, end)
	default:
		d = o.After(anchor)
	}
	return p.afterPauses(d), true
}

// half is the middle of the planned time: in whole months where their number is
// even, as people reckon, else by days.
func (p *Pair) half(anchor, end lang.Date) lang.Date {
	if months := p.Length(); !p.inWeeks() && months%2 == 0 {
		return anchor.AddMonths(months / 2)
	}
	return anchor.AddDays(anchor.DaysUntil(end) / 2)
}

// plannedEnd is the last day of the planned time, pauses left aside.
func (p *Pair) plannedEnd(anchor lang.Date) lang.Date {
	if p.inWeeks() {
		return anchor.AddWeeks(p.Programme().Weeks)
	}
	return anchor.AddMonths(p.Length())
}

// inWeeks reports whether the planned length is the programme's own, in weeks.
func (p *Pair) inWeeks() bool {
	months, said := p.saidLength()
	return p.Programme().Weeks > 0 && (!said || months == p.Programme().Months)
}

// Length returns the planned length in months, 1 to 120: the programme's longer
// one where the pair decided to go on, else what the pair said, a month begun
// counting as a whole one, else the programme's.
func (p *Pair) Length() int {
	if p.Extended() {
		return p.Programme().Extend
	}
	if months, ok := p.saidLength(); ok {
		return months
	}
	return p.Programme().Months
}

// Extended reports whether the pair decided to go on to the programme's longer
// length (rules 6 and 36).
func (p *Pair) Extended() bool {
	at := Address{Sheet: SheetID{Form: PlanForm}, Field: fieldExtend, Part: "choice", Voice: Agreed}
	return p.Programme().Extend > 0 && p.Record.Value(at) == "extend"
}

func (p *Pair) saidLength() (months int, ok bool) {
	for _, e := range Entries(p.pairValue(fieldLength, Agreed)) {
		n, named := strings.CutPrefix(e.ID, "m")
		if !named {
			n = e.Detail // "other: 9"
		}
		if x, err := strconv.ParseFloat(n, 64); err == nil && x > 0 && x <= 120 {
			return int(math.Ceil(x)), true
		}
	}
	return 0, false
}

// Pause is a time in which nothing is due. To is the day before the two go on;
// zero while nobody knows.
type Pause struct{ From, To lang.Date }

// Pauses returns the pair's pauses that have a first day, by that day.
func (p *Pair) Pauses() []Pause {
	var out []Pause
	table := registerTable(registerPauses)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		from, err := lang.ParseISO(string(p.Record.Value(at.At("from"))))
		if err != nil {
			continue
		}
		to, _ := lang.ParseISO(string(p.Record.Value(at.At("to"))))
		out = append(out, Pause{from, to})
	}
	slices.SortStableFunc(out, func(a, b Pause) int { return a.From.Compare(b.From) })
	return out
}

// Paused reports whether the pair has a pause today.
func (p *Pair) Paused() bool {
	for _, x := range p.Pauses() {
		if !p.Today.Before(x.From) && (x.To.IsZero() || !p.Today.After(x.To)) {
			return true
		}
	}
	return false
}

// afterPauses moves a date behind the pauses that begin on or before it, by as
// many days as they last. A pause without an end lasts until today.
func (p *Pair) afterPauses(d lang.Date) lang.Date { return p.afterPausesSince(lang.Date{}, d) }

// afterPausesSince leaves aside the pauses that began on a day or before it.
func (p *Pair) afterPausesSince(day, d lang.Date) lang.Date {
	for _, x := range p.Pauses() {
		if !x.From.After(day) {
			continue
		}
		to := x.To
		if to.IsZero() {
			to = p.Today
		}
		if days := x.From.DaysUntil(to) + 1; days > 0 && !d.Before(x.From) {
			d = d.AddDays(days)
		}
	}
	return d
}
