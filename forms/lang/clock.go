package lang

import (
	"fmt"
	"strings"
)

// Clock is a time of day in minutes after midnight, 0 to 1439. [NoClock] means no time.
type Clock int

// NoClock is the absence of a time of day. The zero Clock is midnight.
const NoClock Clock = -1

// minutesADay is the first minute that no Clock may have.
const minutesADay = 24 * 60

// Valid says whether c is a time of day. NoClock is not.
func (c Clock) Valid() bool { return c >= 0 && c < minutesADay }

// String gives the time as "17:00", for files and records; an empty text for no time.
func (c Clock) String() string {
	if !c.Valid() {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60)
}

// ParseISOClock reads exactly hh:mm, the form of [Clock.String]. An empty text, other forms and times the day lacks give
// [NoClock] and an error. For what people type see [ParseClock].
func ParseISOClock(s string) (Clock, error) {
	h, m, _ := strings.Cut(s, ":")
	if len(h) == 2 && len(m) == 2 && isFigures(h) && isFigures(m) {
		if c, ok := clockAt(digits(h), digits(m)); ok {
			return c, nil
		}
	}
	return NoClock, fmt.Errorf("reading the time %q: want hours:minutes, such as 09:30", s)
}

func isFigures(s string) bool { return strings.Trim(s, "0123456789") == "" }

// ParseClock reads a time of day as people type it, in the words of any shipped language:
// 17, 17:00, 17.00, 1700, 17 h 30, 5pm, 5:30 p.m., kl 17, kl. 17.30, 5 h du soir, noon. Without am or pm the hours are those of 24.
// Anything else, and times the day lacks as 25:00 and 24:00, give [NoClock] and a *[ClockError].
func ParseClock(in string, l Lang) (Clock, error) {
	lex, err := understood()
	if err != nil {
		return NoClock, err
	}
	tokens, _ := cutStart(tokenize(fold(in)), lex.clockSkip)
	if c, ok := lex.times.find(phrase(tokens), l); ok {
		return Clock(c), nil
	}
	hour, minute, rest, ok := hourAndMinute(tokens, lex.marks)
	if !ok {
		return NoClock, &ClockError{in}
	}
	if len(rest) > 0 {
		half, ok := lex.halves.find(phrase(rest), l)
		if !ok {
			half, ok = lex.halves.find(joined(rest), l)
		}
		if !ok || hour < 1 || hour > 12 {
			return NoClock, &ClockError{in}
		}
		hour = hour%12 + 12*half
	}
	c, ok := clockAt(hour, minute)
	if !ok {
		return NoClock, &ClockError{in}
	}
	return c, nil
}

// hourAndMinute reads the figures of a time and gives what stands after them.
func hourAndMinute(tokens []token, marks meanings) (hour, minute int, rest []token, ok bool) {
	if len(tokens) == 0 || tokens[0].kind != number {
		return 0, 0, nil, false
	}
	first, rest := tokens[0].text, tokens[1:]
	if n := len(first); n > 2 {
		return digits(first[:n-2]), digits(first[n-2:]), rest, n <= 4
	}
	between := func(t token) bool { return t.is(":") || t.is(".") || t.kind == word && marks.has(t.text) }
	switch {
	case len(rest) > 1 && between(rest[0]) && rest[1].kind == number:
		return digits(first), digits(rest[1].text), rest[2:], len(rest[1].text) == 2
	case len(rest) > 0 && rest[0].kind == word && marks.has(rest[0].text):
		rest = rest[1:]
	}
	return digits(first), 0, rest, true
}

// joined writes tokens as one word, so that "p.m." and "pm" are the same.
func joined(tokens []token) string {
	s := ""
	for _, t := range tokens {
		s += t.text
	}
	return s
}

// clockAt gives the time of day with this hour and minute, if there is one.
func clockAt(hour, minute int) (Clock, bool) {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return NoClock, false
	}
	return Clock(60*hour + minute), true
}
