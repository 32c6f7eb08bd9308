package lang

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Day writes a date in full: "Thursday 4 June 2026". No date gives an empty text, here and in all that follow.
func (w *Words) Day(d Date) string { return w.date("date.pattern-full", d) }

// Short writes a date for tables: "4 Jun 2026", in Swedish "2026-06-04".
func (w *Words) Short(d Date) string { return w.date("date.pattern-short", d) }

// DayMonth writes a date near today: "4 June", with its year when that is not today's.
func (w *Words) DayMonth(d, today Date) string {
	if d.Year != today.Year {
		return w.date("date.pattern-long", d)
	}
	return w.date("date.pattern-day", d)
}

// Month writes the short name of the date's month: "Jun".
func (w *Words) Month(d Date) string {
	if !d.Valid() {
		return ""
	}
	return w.T("date.mon-" + strconv.Itoa(int(d.Month)))
}

// MonthMark names the date's month in three letters, for the head of a narrow column: "Jun". Where short names of months
// are longer, as the French "juill.", it is another one.
func (w *Words) MonthMark(d Date) string {
	if !d.Valid() {
		return ""
	}
	return w.T("date.mark-" + strconv.Itoa(int(d.Month)))
}

// Ago says how far d lies from today: "today", "tomorrow", "yesterday", "in 5 days", "46 days ago".
func (w *Words) Ago(d, today Date) string {
	if !d.Valid() || !today.Valid() {
		return ""
	}
	switch n := today.DaysUntil(d); {
	case n == 0:
		return w.T("date.today")
	case n == 1:
		return w.T("date.tomorrow")
	case n == -1:
		return w.T("date.yesterday")
	case n > 0:
		return w.N("date.ahead", n)
	default:
		return w.N("date.behind", -n)
	}
}

// Clock writes a time of day: "17:00", in Swedish "17.00", in French "17 h 00". No time gives an empty text.
func (w *Words) Clock(c Clock) string {
	if !c.Valid() {
		return ""
	}
	two := func(n int) string { return fmt.Sprintf("%02d", n) }
	hour, minute := int(c)/60, int(c)%60
	return w.T("date.pattern-clock", "hour", two(hour), "h", hour, "minute", two(minute))
}

// DateError says in a sentence why a date was refused and what to type instead. An error that does not come from
// [ParseDate], or nothing typed, gives what one may type.
func (w *Words) DateError(err error) string {
	e, ok := errors.AsType[*DateError](err)
	if !ok || shown(e.Input) == "" {
		return w.T("date.error-empty")
	}
	input := shown(e.Input)
	options := append(slices.Clip(e.Options), Date{}, Date{})
	first, second := options[0], options[1]
	long := func(d Date) string { return w.date("date.pattern-long", d) }
	switch {
	case e.Reason == Ambiguous && !second.IsZero():
		return w.T("date.error-ambiguous", "input", input, "first", long(first), "second", long(second), "iso", first)
	case e.Reason == NoSuchDay && !first.IsZero():
		return w.T("date.error-month-too-short", "input", input, "last", long(first))
	case e.Reason == NoSuchDay:
		return w.T("date.error-no-such-day", "input", input)
	case e.Reason == WrongWeekday:
		return w.T("date.error-wrong-weekday", "date", w.Day(first))
	case e.Reason == NeedsDay && !first.IsZero():
		return w.T("date.error-which-day", "month", w.date("date.pattern-month", first), "example", long(first))
	case e.Reason == NeedsWeekday && !first.IsZero():
		_, week := first.midnight().ISOWeek()
		return w.T("date.error-which-weekday", "week", week, "example", w.Day(first))
	case e.Reason == OutOfRange:
		return w.T("date.error-out-of-range", "input", input, "from", FirstYear, "to", LastYear)
	}
	return w.T("date.error-unknown", "input", input)
}

// ClockError says in a sentence that a time was refused and what to type instead.
func (w *Words) ClockError(err error) string {
	e, ok := errors.AsType[*ClockError](err)
	if !ok || shown(e.Input) == "" {
		return w.T("date.error-clock-empty")
	}
	return w.T("date.error-clock", "input", shown(e.Input))
}

// shown makes what was typed fit to stand in a sentence: no control characters, and not too long.
func shown(input string) string {
	const most = 40
	visible := func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}
	runes := []rune(strings.TrimSpace(strings.Map(visible, input)))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// date fills one of the patterns for dates.
func (w *Words) date(pattern string, d Date) string {
	if !d.Valid() {
		return ""
	}
	weekday := (int(d.Weekday())+6)%7 + 1 // the catalogue counts from Monday, 1, as ISO does
	return w.T(pattern,
		"weekday", w.T("date.weekday-"+strconv.Itoa(weekday)),
		"day", w.dayOfMonth(d.Day),
		"month", w.T("date.month-"+strconv.Itoa(int(d.Month))),
		"mon", w.Month(d),
		"year", d.Year,
		"iso", d)
}

// dayOfMonth writes the number of a day. The first is a word of its own where the language has one: "1er" in French.
func (w *Words) dayOfMonth(day int) string {
	if day == 1 {
		return w.T("date.day-1")
	}
	return strconv.Itoa(day)
}
