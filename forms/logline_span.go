package forms

import (
	"strconv"
	"strings"
	"unicode"

	"pairbook/forms/lang"
)

// A contact from one time of day to another says how long it took.

// longestSpan is the longest time from one hour to another that is read, in minutes:
// behind more than half a day there is most likely another meaning, or a slip.
const longestSpan = 12 * 60

// span reads "14.30-15.00", "kl. 14.30-15", "from 14:30 to 15:00" as how long it took.
func (r *lineReader) span(i int) (piece, bool) {
	const longest = 9
	from, told := r.beforeSpan(i)
	for n := min(longest, len(r.toks)-from); n > 0; n-- {
		if minutes, ok := r.spanOf(r.toks[from:from+n], told); ok {
			pc := piece{kind: pieceSaid, from: i, to: from + n}
			pc.says[factMinutes] = strconv.Itoa(minutes)
			return pc, true
		}
	}
	return piece{}, false
}

// beforeSpan passes over the word before times of day; told is whether nothing but
// those can follow it.
func (r *lineReader) beforeSpan(i int) (from int, told bool) {
	word := strings.TrimRight(r.line[r.toks[i].start:r.toks[i].end], ".")
	if _, ok := r.words[roleClock][strings.ToLower(word)]; ok {
		return i + 1, true
	}
	_, n := r.words[roleFrom].at(r.toks[i:])
	return i + n, false
}

// spanOf returns the minutes between two times of day. What may be something else, as
// "10-13", "2-3 h" and the days "4.5-6.12", is none.
func (r *lineReader) spanOf(run []lineToken, told bool) (minutes int, ok bool) {
	from, to, ok := r.sides(run)
	if !ok || !hasFigure(from) || !hasFigure(to) {
		return 0, false
	}
	begin, err := lang.ParseClock(from, r.pair.Words.Lang())
	if err != nil {
		return 0, false
	}
	end, err := lang.ParseClock(to, r.pair.Words.Lang())
	if err != nil || !told && !surelyTimes(from, to, begin) {
		return 0, false
	}
	minutes = between(begin, end)
	half, err := lang.ParseClock(from+letters(to), r.pair.Words.Lang())
	if less := between(half, end); err == nil && less > 0 && less < minutes {
		minutes = less // 2:30-3 pm
	}
	return minutes, minutes > 0 && minutes <= longestSpan
}

// between is how many minutes pass from one time of day to the next other one.
func between(begin, end lang.Clock) int {
	const day = 24 * 60
	return (int(end-begin) + day) % day
}

// sides cuts at the one dash, or the word that stands for it.
func (r *lineReader) sides(run []lineToken) (from, to string, ok bool) {
	texts := make([]string, len(run))
	for i, t := range run {
		texts[i] = t.text
		if _, until := r.words[roleUntil][t.text]; until && i > 0 {
			texts[i] = "-"
		}
		if t.sep != 0 && !t.is('-') {
			return "", "", false
		}
	}
	from, to, ok = strings.Cut(strings.Join(texts, " "), "-")
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	return from, to, ok && !strings.Contains(to, "-")
}

// surelyTimes reports whether two texts can be nothing but times of day: one is written
// with minutes, and they are neither lengths, "1h30-2h", nor days, "4.5-6.5".
func surelyTimes(from, to string, begin lang.Clock) bool {
	minutes, days := false, true
	for _, text := range []string{from, to} {
		if strings.ContainsAny(text, ":.") {
			minutes = true
			days = days && strings.Contains(text, ".") && couldBeMonth(text)
		}
	}
	if minutes {
		return !days
	}
	return strings.ContainsFunc(from, unicode.IsLetter) && begin > mostByTheClock
}
