package lang

import (
	"strconv"
	"time"
)

// distance reads how far a day lies from today: "+2w", "in 2 weeks", "3 days ago".
func (r dateReader) distance(tokens []token) (Date, error) {
	rest, direction := r.direction(tokens)
	if direction == 0 || len(rest) != 2 || rest[1].kind != word {
		return Date{}, nil
	}
	unit, ok := r.lex.units.find(rest[1].text, r.lang)
	if !ok {
		return Date{}, nil
	}
	n, ok := r.amount(rest[0])
	if !ok {
		return Date{}, nil
	}
	switch n *= direction; unit {
	case unitWeek:
		return r.today.AddWeeks(n), nil
	case unitMonth:
		return r.today.AddMonths(n), nil
	default:
		return r.today.AddDays(n), nil
	}
}

// direction takes off what says which way a distance goes: +1 ahead, -1 back, 0 when nothing says so.
func (r dateReader) direction(tokens []token) ([]token, int) {
	switch {
	case len(tokens) == 0:
		return tokens, 0
	case tokens[0].is("+"):
		return tokens[1:], +1
	case tokens[0].is("-"):
		return tokens[1:], -1
	}
	tokens, _ = cutStart(tokens, r.lex.skip)
	if rest, ok := cutStart(tokens, r.lex.ahead); ok {
		return rest, +1
	}
	if rest, ok := cutEnd(tokens, r.lex.ago); ok {
		return rest, -1
	}
	if rest, ok := cutStart(tokens, r.lex.ago); ok {
		return rest, -1
	}
	return tokens, 0
}

// amount reads a number in figures or as a word.
func (r dateReader) amount(t token) (int, bool) {
	switch t.kind {
	case number:
		return digits(t.text), true
	case word:
		return r.lex.numbers.find(t.text, r.lang)
	}
	return 0, false
}

// weekday reads the name of a weekday: the coming one, strictly after today, or the last one.
func (r dateReader) weekday(tokens []token) (Date, error) {
	tokens, next := cutStart(tokens, r.lex.next)
	tokens, behind := cutEnd(tokens, r.lex.next)
	tokens = r.telling(tokens)
	if len(tokens) != 1 || tokens[0].kind != word {
		return Date{}, nil
	}
	wanted, ok := r.lex.weekdays.find(tokens[0].text, r.lang)
	if !ok || r.foreignMonth(tokens[0].text) {
		return Date{}, nil
	}
	ahead := (wanted - int(r.today.Weekday()) + 7) % 7
	switch {
	case r.past && !next && !behind:
		ahead = (ahead - 7) % 7
	case ahead == 0:
		ahead = 7
	}
	return r.today.AddDays(ahead), nil
}

// foreignMonth says whether a word is a month to someone and a weekday only in a language that is not the reader's: a
// Swede who types mar alone has not finished typing, and does not mean the French Tuesday.
func (r dateReader) foreignMonth(text string) bool {
	_, own := r.lex.weekdays[text][r.lang]
	return !own && r.lex.months.has(text)
}

// telling leaves out what changes nothing in a date: small words, commas, the endings of 4th and 4:e, the dot of "4. mars".
// "First" and its like become the numbers they are.
func (r dateReader) telling(tokens []token) []token {
	var kept []token
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.is(",") || t.kind == word && r.lex.skip.has(t.text) {
			continue
		}
		if n, ok := r.nth(tokens[i:]); ok {
			t = token{kind: number, text: strconv.Itoa(n)}
		}
		kept = append(kept, t)
		if t.kind == number {
			i += r.ending(tokens[i+1:])
		}
	}
	return kept
}

// nth reads "first" and its like at the start of the tokens. Before a weekday it counts weekdays, not days: we do not
// read that.
func (r dateReader) nth(tokens []token) (int, bool) {
	n, ok := r.lex.nth.find(tokens[0].text, r.lang)
	if !ok || len(tokens) > 1 && r.lex.weekdays.has(tokens[1].text) {
		return 0, false
	}
	return n, true
}

// ending counts the tokens after a number that are only its ending, as in 4th, 4:e and "4. mars".
func (r dateReader) ending(after []token) int {
	skip := 0
	if len(after) > 0 && after[0].glued && (after[0].is(":") || after[0].is(".")) {
		skip = 1
	}
	if skip == 1 && after[0].is(".") {
		return skip
	}
	if len(after) > skip && after[skip].glued && after[skip].kind == word && r.lex.ordinals.has(after[skip].text) {
		return skip + 1
	}
	return 0
}

// dayAndMonth reads a day beside the name of its month, with or without weekday and year.
func (r dateReader) dayAndMonth(tokens []token) (Date, error) {
	rest, month, weekday, ok := r.names(r.telling(tokens))
	if !ok {
		return Date{}, nil
	}
	day, year, ok := dayAndYear(rest)
	if !ok {
		return Date{}, nil
	}
	d, err := r.inYear(year, month, day)
	if err != nil {
		return Date{}, err
	}
	if weekday != anyWeekday && d.Weekday() != weekday {
		return Date{}, r.refuse(WrongWeekday, d)
	}
	return d, nil
}

// anyWeekday stands for a weekday nobody typed.
const anyWeekday time.Weekday = -1

// names finds the one name of a month and the weekday, if there is one. It gives the tokens without the weekday's.
func (r dateReader) names(tokens []token) (rest []token, month int, weekday time.Weekday, ok bool) {
	at := r.monthAt(tokens)
	weekday = anyWeekday
	for i, t := range tokens {
		switch {
		case i == at:
			month, _ = r.lex.months.find(t.text, r.lang)
			rest = append(rest, t)
		case t.kind != word:
			rest = append(rest, t)
		default:
			d, isWeekday := r.lex.weekdays.find(t.text, r.lang)
			if !isWeekday || weekday != anyWeekday || r.foreignMonth(t.text) {
				return nil, 0, anyWeekday, false
			}
			weekday = time.Weekday(d)
		}
	}
	return rest, month, weekday, month != 0
}

// monthAt finds the word that names the month, -1 for none. A word that may be a weekday too, as the French mar, names
// the month only when no other word does. Where it is a weekday to the reader it cannot come first: a French "mar. 4"
// is a Tuesday, of a month nobody wrote.
func (r dateReader) monthAt(tokens []token) int {
	at := -1
	for i, t := range tokens {
		if _, ok := r.lex.months.find(t.text, r.lang); !ok || t.kind != word {
			continue
		}
		if !r.lex.weekdays.has(t.text) {
			return i
		}
		if _, own := r.lex.weekdays[t.text][r.lang]; !own || i > 0 {
			at = i
		}
	}
	return at
}

// dayAndYear finds the day and the year, 0 for none, among the tokens round a month's name:
// day month, month day, day month year, month day year or year month day.
func dayAndYear(tokens []token) (day, year int, ok bool) {
	switch {
	case len(tokens) == 3 && tokens[2].year():
		year, tokens = digits(tokens[2].text), tokens[:2]
	case len(tokens) == 3 && tokens[0].year() && tokens[1].kind == word:
		year, tokens = digits(tokens[0].text), tokens[1:]
	}
	if len(tokens) != 2 {
		return 0, 0, false
	}
	for i, t := range tokens {
		if t.short() && tokens[1-i].kind == word {
			return digits(t.text), year, true
		}
	}
	return 0, 0, false
}
