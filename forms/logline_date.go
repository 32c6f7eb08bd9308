package forms

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"pairbook/forms/lang"
)

// date reads the day that begins at token i; to is 0 where there is none.
func (r *lineReader) date(i int) (piece, *Problem) {
	const longest = 8
	for _, words := range []role{roleDay, roleWeekday} {
		if id, n := r.words[words].at(r.toks[i:]); n > 0 && id != unclear {
			return r.dayPiece(i, i+n, r.dayGoneBy(words, id)), nil
		}
	}
	for n := min(longest, len(r.toks)-i); n > 0; n-- {
		run := r.toks[i : i+n]
		if !mayBeDate(run) {
			continue
		}
		d, err := lang.ParsePast(joined(run), r.pair.Today, r.pair.Words.Lang())
		if err == nil {
			return r.dayPiece(i, i+r.needed(run, d), d), nil
		}
		if e, ok := errors.AsType[*lang.DateError](err); ok && isSlip(e, run) {
			return piece{}, problem("value.said", "text", r.pair.Words.DateError(e))
		}
	}
	return piece{}, nil
}

// dayGoneBy reads a day that says how long ago it was, "last Thursday".
func (r *lineReader) dayGoneBy(words role, id string) lang.Date {
	n, _ := strconv.Atoi(id)
	if words == roleDay {
		return r.pair.Today.AddDays(n)
	}
	return r.pair.Today.AddDays(-(int(r.pair.Today.Weekday())-n%7+6)%7 - 1)
}

// dayPiece is a day that was read. One to come cannot be that of a contact, and a
// shortened weekday is more likely another word: sun, mer, fri.
func (r *lineReader) dayPiece(from, to int, d lang.Date) piece {
	run := r.toks[from:to]
	weekday := r.ahead(run)
	pc := piece{kind: pieceSaid, from: from, to: to, open: weekday || hasFigure(joined(run))}
	switch {
	case d.After(r.pair.Today):
		pc.kind, pc.day = pieceRest, d
	case weekday && isShortWord(run):
		pc.kind = pieceRest
	default:
		pc.says[factDate] = d.String()
	}
	return pc
}

// ahead reports whether a day would be one to come, did we not know that it has been.
func (r *lineReader) ahead(run []lineToken) bool {
	d, err := lang.ParseDate(joined(run), r.pair.Today, r.pair.Words.Lang())
	return err == nil && d.After(r.pair.Today)
}

// isShortWord reports whether a weekday is shortened.
func isShortWord(run []lineToken) bool {
	const whole = 5
	return len(run) == 1 && len(run[0].text) < whole && !hasFigure(run[0].text)
}

// needed is how many of the tokens make up the day: small words behind it, which
// change nothing in a date, belong to what follows.
func (r *lineReader) needed(run []lineToken, d lang.Date) int {
	for n := len(run); n > 1; n-- {
		last := run[n-1]
		if last.sep == 0 {
			_, err := lang.ParsePast(last.text, r.pair.Today, r.pair.Words.Lang())
			e, ok := errors.AsType[*lang.DateError](err)
			if !ok || e.Reason != lang.Unknown || hasFigure(last.text) {
				return n
			}
		}
		less, err := lang.ParsePast(joined(run[:n-1]), r.pair.Today, r.pair.Words.Lang())
		if err != nil || less != d {
			return n
		}
	}
	return 1
}

// The patterns are made when a line is read: most starts of the program read none.
var (
	twoFigures = pattern(`^\d{1,2}([-.])\d{1,2}$`)
	hasYear    = pattern(`\b\d{4}\b`)
)

func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// mayBeDate leaves out what is no date although it can be read as one: times of day
// and the time from 10 to 13.
func mayBeDate(run []lineToken) bool {
	for i, t := range run {
		if t.sep != 0 && (t.text != "," || i == 0 || i == len(run)-1) || t.text == "" {
			return false
		}
	}
	m := twoFigures().FindStringSubmatch(run[0].text)
	if len(run) > 1 || m == nil {
		return true
	}
	_, err := lang.ParseClock(run[0].text, lang.English)
	return m[1] == "." && (err != nil || couldBeMonth(run[0].text))
}

// couldBeMonth reports whether both figures of "4.3" can be a month: then it is asked
// what is meant.
func couldBeMonth(text string) bool {
	a, b, _ := strings.Cut(text, ".")
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return x >= 1 && x <= 12 && y >= 1 && y <= 12
}

// isSlip reports whether text is surely meant as a date, although it is none: it is
// asked what is meant, instead of taking today.
func isSlip(e *lang.DateError, run []lineToken) bool {
	year := hasYear().MatchString(joined(run))
	switch e.Reason {
	case lang.Ambiguous, lang.WrongWeekday:
		return true
	case lang.NoSuchDay:
		return year || len(e.Options) > 0
	case lang.NeedsDay:
		return year
	}
	return false
}
