package lang

import "time"

// monthAlone tells of a month, with its year or without, that the day is missing.
func (r dateReader) monthAlone(tokens []token) (Date, error) {
	rest, month, _, ok := r.names(r.telling(tokens))
	switch {
	case !ok:
		return Date{}, nil
	case len(rest) == 1:
		return r.whichDay(month, 0)
	case len(rest) == 2 && rest[0].year():
		return r.whichDay(month, digits(rest[0].text))
	case len(rest) == 2 && rest[1].year():
		return r.whichDay(month, digits(rest[1].text))
	}
	return Date{}, nil
}

// whichDay refuses a month without a day, and offers its first; year 0 is the one that brings that closest to today.
func (r dateReader) whichDay(month, year int) (Date, error) {
	first, err := r.inYear(year, month, 1)
	if err != nil {
		return Date{}, err
	}
	return Date{}, r.refuse(NeedsDay, first)
}

// weekAlone tells of a week of the calendar, "week 12" or "v. 12", that the day is missing.
func (r dateReader) weekAlone(tokens []token) (Date, error) {
	tokens = r.telling(tokens)
	year := 0
	if n := len(tokens); n == 3 && tokens[2].year() {
		year, tokens = digits(tokens[2].text), tokens[:2]
	}
	if len(tokens) != 2 || tokens[0].kind != word || !tokens[1].short() {
		return Date{}, nil
	}
	if unit, ok := r.lex.units.find(tokens[0].text, r.lang); !ok || unit != unitWeek {
		return Date{}, nil
	}
	monday, ok := r.monday(digits(tokens[1].text), year)
	if !ok {
		return Date{}, r.refuse(NoSuchDay)
	}
	if _, err := r.inRange(monday); err != nil {
		return Date{}, err
	}
	return Date{}, r.refuse(NeedsWeekday, monday)
}

// monday finds the first day of a week as ISO 8601 counts them; year 0 is the one that brings it closest to today.
func (r dateReader) monday(week, year int) (found Date, ok bool) {
	from, to := year, year
	if year == 0 {
		from, to = r.today.Year-1, r.today.Year+1
	}
	for y := from; y <= to; y++ {
		fourth := Date{y, time.January, 4} // lies in week 1 always
		d := fourth.AddDays(-(int(fourth.Weekday()) + 6) % 7).AddWeeks(week - 1)
		isoYear, isoWeek := d.midnight().ISOWeek()
		near := year != 0 || r.inWindow(d)
		if near && isoYear == y && isoWeek == week && (!ok || r.distanceTo(d) < r.distanceTo(found)) {
			found, ok = d, true
		}
	}
	return found, ok
}
