package lang

import "time"

// The window in which the year of a day and month is sought, in days from today: long enough back to write up a past
// meeting, and a year in all, so that every day lies in it once.
const (
	windowBack  = -60
	windowAhead = 305
	windowPast  = -365 // for what has happened
)

// ParseDate reads a date as people type it, in the words of any shipped language, capitals and accents aside:
//
//	2026-03-04  2026-3-4  2026/3/4  20260304  31/12/2026  31.12
//	4 March  4 mars 2026  March 4th  den 4:e mars  le 1er août  first of June  Thursday 4 June 2026
//	today  i morgon  hier  +3d  -1w  +2v  +1m  in 2 weeks  om två veckor  il y a 3 jours
//	thursday  nästa torsdag  jeudi prochain
//
// A weekday is the coming one, strictly after today; "next" changes nothing. A day and month without a year is the
// occurrence closest to today from 60 days back to 305 days ahead. A month more or less keeps to the month's end as
// [Date.AddMonths] does. A word that two languages read differently is read in l.
//
// It never guesses: what can be read in two ways, as 4/3, does not exist, as 31 February, lacks its day, as June 2028
// and week 12, or is not a date gives a *[DateError]. The date returned without an error is valid and lies in the years [FirstYear] to [LastYear].
func ParseDate(in string, today Date, l Lang) (Date, error) {
	lex, err := understood()
	if err != nil {
		return Date{}, err
	}
	return dateReader{lex: lex, lang: l, today: today, input: in}.read()
}

// ParsePast reads a date as [ParseDate] does, of something that has happened: a weekday, and a day and month without a
// year, are the latest not after today. What says itself that it is to come, as "tomorrow" and "next Thursday", is.
func ParsePast(in string, today Date, l Lang) (Date, error) {
	lex, err := understood()
	if err != nil {
		return Date{}, err
	}
	return dateReader{lex: lex, lang: l, today: today, input: in, past: true}.read()
}

// dateReader reads one typed date. Each of its ways to read gives no date when the text is of another sort, and an
// error when it is of that sort and wrong.
type dateReader struct {
	lex   *lexicon
	lang  Lang
	today Date
	input string
	past  bool // what does not say when is sought back from today
}

// read tries the ways to read a date, one after the other.
func (r dateReader) read() (Date, error) {
	tokens := tokenize(fold(r.input))
	ways := []func([]token) (Date, error){r.named, r.numeric, r.distance, r.weekday, r.dayAndMonth, r.monthAlone, r.weekAlone}
	for _, read := range ways {
		d, err := read(tokens)
		if err != nil {
			return Date{}, err
		}
		if !d.IsZero() {
			return r.inRange(d)
		}
	}
	return Date{}, r.refuse(Unknown)
}

// refuse makes the error for this input.
func (r dateReader) refuse(why Reason, options ...Date) error {
	return &DateError{Reason: why, Input: r.input, Options: options}
}

// inRange lets only dates of the years we note through.
func (r dateReader) inRange(d Date) (Date, error) {
	if d.Year < FirstYear || d.Year > LastYear {
		return Date{}, r.refuse(OutOfRange)
	}
	return d, nil
}

// named reads today, tomorrow and their like.
func (r dateReader) named(tokens []token) (Date, error) {
	n, ok := r.lex.days.find(phrase(tokens), r.lang)
	if !ok {
		return Date{}, nil
	}
	return r.today.AddDays(n), nil
}

// numeric reads dates written in figures alone.
func (r dateReader) numeric(tokens []token) (Date, error) { //nolint:cyclop // a table: one entry for each way to write it
	if n := len(tokens); n > 1 && tokens[n-1].is(".") {
		tokens = tokens[:n-1]
	}
	parts, ok := figures(tokens)
	switch {
	case !ok:
		return Date{}, nil
	case len(parts) == 1 && len(parts[0].text) == 8:
		s := parts[0].text
		return r.exact(digits(s[:4]), digits(s[4:6]), digits(s[6:]))
	case len(parts) == 2 && parts[0].short() && parts[1].short():
		return r.eitherOrder(parts[0], parts[1], 0)
	case len(parts) == 2 && parts[0].year() && parts[1].short():
		return r.whichDay(digits(parts[1].text), digits(parts[0].text))
	case len(parts) == 2 && parts[0].short() && parts[1].year():
		return r.whichDay(digits(parts[0].text), digits(parts[1].text))
	case len(parts) == 3 && parts[0].year() && parts[1].short() && parts[2].short():
		return r.exact(digits(parts[0].text), digits(parts[1].text), digits(parts[2].text))
	case len(parts) == 3 && parts[0].short() && parts[1].short() && parts[2].year():
		return r.eitherOrder(parts[0], parts[1], digits(parts[2].text))
	}
	return Date{}, r.refuse(Unknown)
}

// figures gives the numbers of a text that is numbers with one kind of sign between them: - / or a dot.
func figures(tokens []token) ([]token, bool) {
	if len(tokens)%2 == 0 {
		return nil, false
	}
	var parts []token
	for i, t := range tokens {
		if i%2 == 0 {
			if t.kind != number {
				return nil, false
			}
			parts = append(parts, t)
			continue
		}
		if !t.is("-") && !t.is("/") && !t.is(".") || t.text != tokens[1].text {
			return nil, false
		}
	}
	return parts, true
}

// eitherOrder reads two figures as day and month when only one order can be meant; 0 stands for no year.
func (r dateReader) eitherOrder(first, second token, year int) (Date, error) {
	a, b := digits(first.text), digits(second.text)
	isMonth := func(n int) bool { return n >= 1 && n <= 12 }
	switch {
	case isMonth(a) && isMonth(b) && a != b:
		return Date{}, r.twoReadings(a, b, year)
	case isMonth(b):
		return r.inYear(year, b, a)
	case isMonth(a):
		return r.inYear(year, a, b)
	}
	return Date{}, r.refuse(NoSuchDay)
}

// twoReadings refuses figures that may be day and month or month and day, and offers both.
func (r dateReader) twoReadings(a, b, year int) error {
	dayFirst, err := r.inYear(year, b, a)
	if err != nil {
		return err
	}
	monthFirst, err := r.inYear(year, a, b)
	if err != nil {
		return err
	}
	return r.refuse(Ambiguous, dayFirst, monthFirst)
}

// inYear gives the day of a month in a year, or for year 0 in the year that brings it closest to today.
func (r dateReader) inYear(year, month, day int) (Date, error) {
	if year != 0 {
		return r.exact(year, month, day)
	}
	return r.closest(month, day)
}

// exact gives the day with this year, month and day if the calendar has it.
func (r dateReader) exact(year, month, day int) (Date, error) {
	d := Date{year, time.Month(month), day}
	if _, err := r.inRange(d); err != nil {
		return Date{}, err
	}
	if d.Valid() {
		return d, nil
	}
	if month >= 1 && month <= 12 && day > 0 {
		return Date{}, r.refuse(NoSuchDay, lastOf(year, d.Month))
	}
	return Date{}, r.refuse(NoSuchDay)
}

// closest finds the year for a day and month: the occurrence closest to today within the window. Only 29 February
// can be without one.
func (r dateReader) closest(month, day int) (Date, error) {
	var found, monthsEnd Date
	for year := r.today.Year - 1; year <= r.today.Year+1; year++ {
		d := Date{year, time.Month(month), day}
		if d.Valid() && r.inWindow(d) && (found.IsZero() || r.distanceTo(d) < r.distanceTo(found)) {
			found = d
		}
		if last := lastOf(year, d.Month); r.inWindow(last) {
			monthsEnd = last
		}
	}
	switch {
	case !found.IsZero():
		return found, nil
	case day > 0 && !monthsEnd.IsZero():
		return Date{}, r.refuse(NoSuchDay, monthsEnd)
	}
	return Date{}, r.refuse(NoSuchDay)
}

// inWindow says whether d is near enough to be meant without its year.
func (r dateReader) inWindow(d Date) bool {
	n := r.today.DaysUntil(d)
	if r.past {
		return n >= windowPast && n <= 0
	}
	return n >= windowBack && n <= windowAhead
}

// distanceTo counts the days between today and d, whichever comes first.
func (r dateReader) distanceTo(d Date) int {
	return max(r.today.DaysUntil(d), d.DaysUntil(r.today))
}

// lastOf gives the last day of a month.
func lastOf(year int, month time.Month) Date { return Date{year, month, daysIn(year, month)} }
