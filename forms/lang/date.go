package lang

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar, without time of day or zone. The zero value means no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// isoLayout is how dates are stored and compared as text.
const isoLayout = "2006-01-02"

// DateOf gives the day that t falls on in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseISO reads exactly YYYY-MM-DD, the form of [Date.String]. An empty text, other forms and days that do not
// exist are errors. For what people type see [ParseDate].
func ParseISO(s string) (Date, error) {
	t, err := time.Parse(isoLayout, s)
	if err != nil {
		return Date{}, fmt.Errorf("reading the date %q: want year-month-day, such as 2026-03-04", s)
	}
	d := DateOf(t)
	if !d.Valid() {
		return Date{}, fmt.Errorf("reading the date %q: there is no year 0", s)
	}
	return d, nil
}

// IsZero says whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid says whether the day exists in the calendar, in the years 1 to 9999. No date is not valid.
func (d Date) Valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d == DateOf(d.midnight())
}

// String gives YYYY-MM-DD, or an empty text for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the date as [Date.String] does, so that it stands as YYYY-MM-DD in JSON and YAML.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [Date.MarshalText] wrote; an empty text is no date, other faults are those of [ParseISO].
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseISO(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// Compare gives -1, 0 or +1 as d is before, on or after other. No date comes before every date.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before says whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After says whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays gives the day n days later, earlier when n is negative. No date stays no date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// AddWeeks gives the same weekday n weeks later, earlier when n is negative.
func (d Date) AddWeeks(n int) Date { return d.AddDays(7 * n) }

// AddMonths gives the same day n calendar months later, earlier when n is negative. Where that month is too short it
// is the last day of the month: 31 January and one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	first := DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
	first.Day = min(d.Day, daysIn(first.Year, first.Month))
	return first
}

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// DaysUntil counts the days from d to other: 1 when other is the day after, negative when it lies before d.
func (d Date) DaysUntil(other Date) int {
	const secondsADay = 24 * 60 * 60
	return int((other.midnight().Unix() - d.midnight().Unix()) / secondsADay)
}

// midnight is the day's start in UTC, where every day has 24 hours.
func (d Date) midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// daysIn counts the days of a month.
func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
