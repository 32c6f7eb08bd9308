package forms

import (
	"strconv"

	"pairbook/forms/lang"
)

// contact puts together what was read.
func (r *lineReader) contact(pieces []piece, said [facts]string, about string) (ContactLine, *Problem) {
	if said == [facts]string{} {
		return ContactLine{}, r.nothing(pieces)
	}
	c := ContactLine{
		Channel: Value(said[factChannel]), Minutes: Value(said[factMinutes]), Began: Value(said[factBegan]), About: about,
	}
	if c.Channel == "" {
		c.Channel = Value(said[factImplied])
	}
	if said[factDate] == "" {
		if p := r.toCome(pieces); p != nil {
			return ContactLine{}, p
		}
		c.Date, c.Assumed = r.pair.Today, true
	} else {
		c.Date = isoDay(Value(said[factDate]))
	}
	if col := r.pair.contactColumn("minutes"); col != nil {
		if _, p := col.Parse(said[factMinutes], r.pair.Asking()); p != nil {
			return ContactLine{}, p
		}
	}
	return c, nil
}

// nothing says that nothing was read, or only a day to come.
func (r *lineReader) nothing(pieces []piece) *Problem {
	if p := r.toCome(pieces); p != nil {
		return p
	}
	return problem("log.nothing")
}

// toCome refuses a day that is still to come, and names the one that was meant perhaps.
func (r *lineReader) toCome(pieces []piece) *Problem {
	for _, pc := range pieces {
		if pc.day.IsZero() {
			continue
		}
		const week = 7
		today := r.pair.Today
		near := today
		figures := hasFigure(r.text(pc.from, pc.to))
		if !figures && today.DaysUntil(pc.day) <= week && pc.day != today.AddDays(1) {
			near = pc.day.AddDays(-week)
		}
		return problem("log.to-come", "date", r.day(pc.day), "example", r.day(near))
	}
	return nil
}

// twice words two answers to one question.
func (r *lineReader) twice(f fact, first, second string) *Problem {
	return problem("log.twice", "first", r.show(f, first), "second", r.show(f, second))
}

func (r *lineReader) day(d lang.Date) string { return longDay(r.pair.Asking(), d) }

func (r *lineReader) show(f fact, v string) string {
	switch f {
	case factDate:
		return r.day(isoDay(Value(v)))
	case factMinutes:
		n, _ := strconv.Atoi(v)
		return r.pair.Words.N("log.minutes", n)
	case factBegan:
		return r.pair.Name(Voice(v))
	}
	if col := r.pair.contactColumn("channel"); col != nil {
		return col.Show(Value(v), r.pair.Asking())
	}
	return v
}
