package forms

import (
	"strings"
	"unicode"

	"pairbook/forms/lang"
)

// dateReader reads days: 2026-03-04.
type dateReader struct{ base }

func (r dateReader) parse(in string) (Value, *Problem) {
	d, p := r.day(in)
	if p != nil {
		return "", p
	}
	return Value(d.String()), nil
}

func (r dateReader) show(v Value) string    { return r.a.Words.Day(isoDay(v)) }
func (r dateReader) short(v Value) string   { return r.a.Words.Short(isoDay(v)) }
func (r dateReader) edit(v Value) string    { return longDay(r.a, isoDay(v)) }
func (r dateReader) check(v Value) *Problem { return same(r, v) }

// day reads a typed date in the words of forms/lang, which also words the errors.
func (b base) day(in string) (lang.Date, *Problem) {
	d, err := lang.ParseDate(firstWords(in), b.a.Today, b.a.Words.Lang())
	if err != nil {
		return d, problem("value.said", "text", b.a.Words.DateError(err))
	}
	return d, nil
}

// isoDay reads the day of a valid value.
func isoDay(v Value) lang.Date {
	d, _ := lang.ParseISO(string(v)) // no date where the value is not valid
	return d
}

// longDay writes a date with its month in letters and always with its year.
func longDay(a Asking, d lang.Date) string { return a.Words.DayMonth(d, lang.Date{}) }

// firstWords keeps readers of short answers from working through a whole book
// that was pasted by mistake. What it cuts off is never readable.
func firstWords(in string) string {
	const most = 500
	in = strings.TrimSpace(in)
	if len(in) > most {
		return strings.ToValidUTF8(in[:most], "") + "…"
	}
	return in
}

// timeReader reads times of day: 17:00.
type timeReader struct{ base }

func (r timeReader) parse(in string) (Value, *Problem) {
	c, err := lang.ParseClock(firstWords(in), r.a.Words.Lang())
	if err != nil {
		return "", problem("value.said", "text", r.a.Words.ClockError(err))
	}
	return Value(c.String()), nil
}

func (r timeReader) show(v Value) string {
	c, err := lang.ParseISOClock(string(v))
	if err != nil {
		return string(v)
	}
	return r.a.Words.Clock(c)
}

func (r timeReader) short(v Value) string   { return r.show(v) }
func (r timeReader) edit(v Value) string    { return r.show(v) }
func (r timeReader) check(v Value) *Problem { return same(r, v) }

// signReader reads typed names with a date: "2026-03-24 Amina Diallo".
type signReader struct{ base }

// SplitSign takes the value of a signature apart; ok is false where it is none.
func SplitSign(v Value) (name string, d lang.Date, ok bool) {
	day, name, _ := strings.Cut(string(v), " ")
	d, err := lang.ParseISO(day)
	if err != nil || blank(name) {
		return "", lang.Date{}, false
	}
	return name, d, true
}

func (r signReader) parse(in string) (Value, *Problem) {
	in = strings.TrimSpace(cleanShort(in))
	name, d, p := r.nameAndDay(in)
	if p != nil {
		return "", p
	}
	if name = strings.TrimSpace(name); blank(name) || !strings.ContainsFunc(name, unicode.IsLetter) {
		return "", r.wanted()
	}
	return Value(d.String() + " " + name), nil
}

// nameAndDay finds the date before the name, as it is kept, or after the last
// comma, as people write it. A name may hold a comma itself: "Diallo, Amina".
func (r signReader) nameAndDay(in string) (string, lang.Date, *Problem) {
	first, rest, _ := strings.Cut(in, " ")
	if d, err := lang.ParseISO(first); err == nil {
		_, p := r.day(first) // only years we note
		return rest, d, p
	}
	if i := strings.LastIndexByte(in, ','); i >= 0 {
		d, p := r.day(in[i+1:])
		if p != nil && hasFigure(in[i+1:]) {
			return "", d, p
		}
		if p == nil && r.isDate(in[i+1:], d) {
			return in[:i], d, nil
		}
	}
	if name, d, ok := r.dayAtTheEnd(in); ok || r.a.Today.IsZero() {
		return name, d, nil
	}
	if hasFigure(in) { // a date we could not read, more likely than a name
		return "", lang.Date{}, r.wanted()
	}
	return in, r.a.Today, nil
}

// dayAtTheEnd finds a date that follows the name without a comma, or stands alone.
func (r signReader) dayAtTheEnd(in string) (name string, d lang.Date, ok bool) {
	const mostWords = 12
	for i, words := 0, 0; words < mostWords; words++ {
		if d, p := r.day(in[i:]); p == nil && r.isDate(in[i:], d) {
			return in[:i], d, true
		}
		next := strings.IndexByte(in[i:], ' ')
		if next < 0 {
			break
		}
		i += next + 1
	}
	return "", lang.Date{}, false
}

// isDate says whether text that can be read as a date is one. Without figures
// only today and days gone by count: Tor and Fri are names too, and the weekday
// they would stand for always lies ahead.
func (r signReader) isDate(in string, d lang.Date) bool {
	return hasFigure(in) || !d.After(r.a.Today)
}

func (r signReader) wanted() *Problem {
	day := r.a.Today
	if day.IsZero() {
		day = lang.Date{Year: 2026, Month: 3, Day: 24}
	}
	return problem("value.sign", "example", r.a.Words.T("value.signed", "name", "Amina Diallo", "date", longDay(r.a, day)))
}

func (r signReader) show(v Value) string {
	name, d, _ := SplitSign(v)
	return r.a.Words.T("value.signed", "name", name, "date", longDay(r.a, d))
}

func (r signReader) short(v Value) string {
	name, d, _ := SplitSign(v)
	return r.a.Words.T("value.signed", "name", name, "date", r.a.Words.Short(d))
}

func (r signReader) edit(v Value) string    { return r.show(v) }
func (r signReader) check(v Value) *Problem { return same(r, v) }

func hasFigure(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
