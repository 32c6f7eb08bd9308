package forms

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pairbook/forms/lang"
)

// fact is what can be known of a contact beside what it was about.
type fact int

const (
	factDate fact = iota
	factChannel
	factImplied // a channel that a verb brings with it: who rang used a phone, unless something else is said
	factMinutes
	factBegan
	facts
)

// pieceKind is what a part of a line is.
type pieceKind int

const (
	pieceRest  pieceKind = iota // not read: it belongs to what it was about
	pieceAside                  // a time of day: kept, and in nobody's way
	pieceName                   // somebody's name that says nothing: kept, too
	pieceSep
	pieceSmall
	pieceSaid
	pieceAbout // the word before what it was about
)

// piece is a part of a line, of the tokens from to to.
type piece struct {
	kind     pieceKind
	from, to int
	says     [facts]string // of pieceSaid: canonical values, "" for none; it may say nothing at all
	day      lang.Date     // of a day to come, which is no pieceSaid
	open     bool          // a day that may be one to come: a weekday, or a day in figures
}

// lineReader reads one line of a contact.
type lineReader struct {
	pair     *Pair
	line     string
	toks     []lineToken
	channels phrases
	did      phrases
	persons  phrases
	words    lineWords
	seen     map[int]seenPiece // by token
}

type seenPiece struct {
	piece   piece
	problem *Problem
}

// pieceAt reads what stands at token i, once.
func (r *lineReader) pieceAt(i int) (piece, *Problem) {
	s, ok := r.seen[i]
	if !ok {
		s.piece, s.problem = r.readPiece(i)
		r.seen[i] = s
	}
	return s.piece, s.problem
}

func (r *lineReader) readPiece(i int) (piece, *Problem) {
	if r.afterDot(i) {
		if _, n := r.words[roleAbout].at(r.toks[i:]); n > 0 {
			if pc, ok := r.person(i); ok {
				return pc, nil
			}
			return piece{kind: pieceAbout, from: i, to: i + n}, nil
		}
	}
	for _, read := range []func(int) (piece, bool){r.person, r.span, r.duration, r.clock} {
		if pc, ok := read(i); ok {
			return pc, nil
		}
	}
	if pc, p := r.date(i); p != nil || pc.to > 0 {
		return pc, p
	}
	for _, way := range []struct {
		words phrases
		fact  fact
	}{{r.channels, factChannel}, {r.did, factImplied}} {
		if id, n := way.words.at(r.toks[i:]); n > 0 {
			pc := piece{kind: pieceSaid, from: i, to: i + n}
			pc.says[way.fact] = id
			return pc, nil
		}
	}
	return r.little(i), nil
}

// afterDot reports whether the token comes after a dot in the middle of the line, as
// the echo writes it.
func (r *lineReader) afterDot(i int) bool { return i > 0 && r.toks[i-1].text == "·" }

// little reads the words that hold a line together, and what we do not know.
func (r *lineReader) little(i int) piece {
	if r.toks[i].sep != 0 {
		return piece{kind: pieceSep, from: i, to: i + 1}
	}
	if _, n := r.words[roleAbout].at(r.toks[i:]); n > 0 {
		return piece{kind: pieceAbout, from: i, to: i + n}
	}
	if n := r.name(i); n > 0 {
		return piece{kind: pieceName, from: i, to: i + n}
	}
	if _, n := r.words[roleSmall].at(r.toks[i:]); n > 0 {
		return piece{kind: pieceSmall, from: i, to: i + n}
	}
	return piece{kind: pieceRest, from: i, to: i + 1}
}

// name returns how many tokens the name at token i takes, 0 where there is none. Per
// is a person, per is Swedish for by.
func (r *lineReader) name(i int) int {
	first, _ := utf8.DecodeRuneInString(r.line[r.toks[i].start:])
	if _, n := r.persons.at(r.toks[i:]); unicode.IsUpper(first) {
		return n
	}
	return 0
}

// person reads who began, "Amina rang" or "from Per", and "with Per".
func (r *lineReader) person(i int) (piece, bool) {
	pc := piece{kind: pieceSaid, from: i}
	if who, n := r.persons.at(r.toks[i:]); n > 0 {
		pc.says[factBegan], pc.to = who, i+n
		how, m := r.did.at(r.toks[pc.to:])
		if m == 0 {
			_, m = r.words[roleBegan].at(r.toks[pc.to:])
		}
		pc.says[factImplied], pc.to = how, pc.to+m
		pc = r.withOther(pc)
		return pc, m > 0 && r.stands(pc.to) // "Amina called the chair" is another story
	}
	for _, way := range []role{roleFrom, roleWith} {
		_, n := r.words[way].at(r.toks[i:])
		if n == 0 {
			continue
		}
		if who, m := r.persons.at(r.toks[i+n:]); m > 0 {
			if way == roleFrom {
				pc.says[factBegan] = who
			}
			pc.to = i + n + m
			return pc, true
		}
	}
	return piece{}, false
}

// withOther takes in the other's name behind "Per rang".
func (r *lineReader) withOther(pc piece) piece {
	if who, n := r.persons.at(r.toks[pc.to:]); n > 0 && who != pc.says[factBegan] {
		pc.to += n
	}
	return pc
}

// aLength matches "25 min", "1 h", "1,5 h", "1h30", "1 hour and 30 minutes" in folded
// words.
var aLength = pattern(`^(\d{0,4}(?:[.,]\d{1,2})?)[ -]?([\pL]+)(?:( )?(?:([\pL]+) )?(\d{1,2})(?: ?([\pL]+))?)?$`)

// duration reads how long it took, from token i on.
func (r *lineReader) duration(i int) (piece, bool) {
	pc := piece{kind: pieceSaid, from: i}
	if id, n := r.words[roleMinutes].at(r.toks[i:]); n > 0 && id != unclear {
		pc.to, pc.says[factMinutes] = i+n, id
		return pc, true
	}
	const longest = 5
	for n := min(longest, len(r.toks)-i); n > 0; n-- {
		if slices.ContainsFunc(r.toks[i:i+n], func(t lineToken) bool { return t.sep != 0 }) {
			continue
		}
		if minutes, ok := r.minutes(i, n); ok {
			pc.to, pc.says[factMinutes] = i+n, strconv.Itoa(minutes)
			return pc, true
		}
	}
	return piece{}, false
}

func (r *lineReader) minutes(i, n int) (int, bool) {
	m := aLength().FindStringSubmatch(joined(r.toks[i : i+n]))
	if m == nil || m[1] == "" {
		return 0, false
	}
	number, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	unit, known := r.words[roleUnit][m[2]]
	if err != nil || !known {
		return 0, false
	}
	if unit != "minute" {
		number *= 60
	}
	if m[5] != "" {
		more, ok := r.moreMinutes(m, i+n-1)
		if !ok || unit == "minute" || number != math.Trunc(number) {
			return 0, false
		}
		number += more
	}
	if unit == "clock" && number > mostByTheClock {
		return 0, false
	}
	return int(number), number == math.Trunc(number)
}

// mostByTheClock is the longest "6 h" that is read as a length, in minutes: 14 h is a
// time of day in French.
const mostByTheClock = 6 * 60

// moreMinutes reads the minutes behind the hours: "30 min", or a bare 30 that does
// not begin a date.
func (r *lineReader) moreMinutes(m []string, last int) (float64, bool) {
	more, err := strconv.ParseFloat(m[5], 64)
	_, and := r.words[roleAnd][m[4]]
	unit, known := r.words[roleUnit][m[6]]
	switch {
	case err != nil || more >= 60 || m[4] != "" && !and:
		return 0, false
	case m[6] != "":
		return more, known && unit == "minute"
	case m[4] != "":
		return 0, false
	case m[3] == "":
		return more, true // 1h30 in one word
	}
	d, p := r.date(last)
	return more, p == nil && d.to == 0 && len(m[5]) == 2
}

// clock reads a time of day behind a word such as "at", so that it is taken neither
// for a day nor for a length.
func (r *lineReader) clock(i int) (piece, bool) {
	const n = 1
	word := strings.TrimRight(r.line[r.toks[i].start:r.toks[i].end], ".")
	if _, ok := r.words[roleClock][strings.ToLower(word)]; !ok {
		return piece{}, false
	}
	if d, p := r.date(i + n); p == nil && d.to > 0 {
		return piece{}, false
	}
	const longest = 4
	for m := min(longest, len(r.toks)-i-n); m > 0; m-- {
		text := joined(r.toks[i+n : i+n+m])
		if _, err := lang.ParseClock(text, r.pair.Words.Lang()); err == nil && hasFigure(text) {
			return piece{kind: pieceAside, from: i, to: i + n + m}, true
		}
	}
	return piece{}, false
}
