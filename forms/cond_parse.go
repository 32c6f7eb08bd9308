package forms

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of a condition, far above what a form needs, so that no file can make
// the parser work long or deep.
const (
	maxCondText  = 1000 // bytes
	maxCondDepth = 30   // brackets and nots inside each other
)

// CondReason says what is wrong with a condition. Together with "formcheck.cond_"
// it is the key of the message that says so.
type CondReason string

// What can be wrong with a condition.
const (
	CondEmpty   CondReason = "empty"   // nothing is written
	CondLong    CondReason = "long"    // over 1000 bytes
	CondDeep    CondReason = "deep"    // brackets nested over 30 deep
	CondText    CondReason = "text"    // not UTF-8
	CondSign    CondReason = "sign"    // a character that conditions do not know
	CondName    CondReason = "name"    // a field's name should stand here
	CondTest    CondReason = "test"    // a comparison should stand after the name
	CondValue   CondReason = "value"   // a value should stand after the comparison
	CondNumber  CondReason = "number"  // only a number can be more or less
	CondRole    CondReason = "role"    // role is mentor or mentee
	CondFact    CondReason = "fact"    // a fact cannot be compared so
	CondJoin    CondReason = "join"    // "and" or "or" should stand between two tests
	CondBracket CondReason = "bracket" // a closing bracket is missing
)

// CondError says where a condition is wrong and why.
type CondError struct {
	Reason CondReason
	Column int    // in characters, from 1
	Near   string // the word that stands there, "" at the end of the text
}

// Error says it in English, for logs; a form's author reads the message of the
// reason.
func (e *CondError) Error() string {
	near := "the end"
	if e.Near != "" {
		near = strconv.Quote(e.Near)
	}
	return fmt.Sprintf("condition, column %d, at %s: %s", e.Column, near, e.Reason.cure())
}

func (r CondReason) cure() string {
	switch r {
	case CondEmpty:
		return "write yes, no or a test such as: field = value"
	case CondLong:
		return "write a shorter condition, at most 1000 characters"
	case CondDeep:
		return "use fewer brackets inside each other"
	case CondText:
		return "save the file as UTF-8"
	case CondName:
		return "write a field's id, programme, role or number here"
	case CondTest:
		return "write =, !=, has, filled or empty after the name"
	case CondValue:
		return "write the value to compare with, such as an option's id"
	case CondNumber:
		return "write a number after <, <=, > or >="
	case CondRole:
		return "write role = mentor or role = mentee"
	case CondFact:
		return "compare programme and role with = or !=, number also with < and >"
	case CondJoin:
		return "write and or or between two tests"
	case CondBracket:
		return "add the closing bracket"
	}
	return "write only names, values, = != < > and brackets"
}

// ParseCond reads a condition: yes, no, or tests joined by and, or, not and
// brackets; and binds tighter than or. Errors are *CondError. It does not know
// which fields exist; see Tests.
func ParseCond(text string) (Cond, error) {
	if !utf8.ValidString(text) {
		return Cond{}, &CondError{Reason: CondText, Column: 1}
	}
	if len(text) > maxCondText {
		return Cond{}, &CondError{Reason: CondLong, Column: 1}
	}
	words, err := splitCond(text)
	if err != nil {
		return Cond{}, err
	}
	p := condParser{words: words}
	if p.peek().text == "" {
		return Cond{}, p.fail(CondEmpty)
	}
	e, err := p.or(0)
	if err != nil {
		return Cond{}, err
	}
	if p.peek().text != "" {
		return Cond{}, p.fail(CondJoin)
	}
	return Cond{Text: text, expr: e}, nil
}

// condWord is a name, a value, a sign or a bracket, and where it stands.
type condWord struct {
	text   string
	column int
}

// splitCond cuts a condition into words; the last one is empty and marks the end.
func splitCond(text string) ([]condWord, error) {
	var words []condWord
	column := 1
	for rest := text; ; {
		trimmed := strings.TrimLeft(rest, " \t\r\n")
		column += len(rest) - len(trimmed) // blanks are one byte each
		if trimmed == "" {
			return append(words, condWord{column: column}), nil
		}
		n := condWordLen(trimmed)
		if n == 0 {
			r, _ := utf8.DecodeRuneInString(trimmed)
			return nil, &CondError{Reason: CondSign, Column: column, Near: string(r)}
		}
		words = append(words, condWord{trimmed[:n], column})
		column += n // words are ASCII
		rest = trimmed[n:]
	}
}

// condWordLen returns the length of the word s begins with, 0 where none does.
func condWordLen(s string) int {
	for _, sign := range []string{"!=", "<=", ">=", "=", "<", ">", "(", ")"} {
		if strings.HasPrefix(s, sign) {
			return len(sign)
		}
	}
	n := 0
	for n < len(s) && isCondLetter(s[n]) {
		n++
	}
	return n
}

func isCondLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}

type condParser struct {
	words []condWord
	at    int
}

func (p *condParser) peek() condWord { return p.words[p.at] }

// next returns the coming word and moves on; the end is never passed.
func (p *condParser) next() condWord {
	w := p.words[p.at]
	if p.at < len(p.words)-1 {
		p.at++
	}
	return w
}

func (p *condParser) accept(word string) bool {
	if p.peek().text != word {
		return false
	}
	p.next()
	return true
}

func (p *condParser) fail(r CondReason) error {
	w := p.peek()
	return &CondError{Reason: r, Column: w.column, Near: w.text}
}

func (p *condParser) or(depth int) (expr, error) {
	return p.joined("or", depth, p.and, func(es []expr) expr { return some(es) })
}

func (p *condParser) and(depth int) (expr, error) {
	return p.joined("and", depth, p.single, func(es []expr) expr { return all(es) })
}

func (p *condParser) joined(word string, depth int, part func(int) (expr, error), join func([]expr) expr) (expr, error) {
	var es []expr
	for {
		e, err := part(depth)
		if err != nil {
			return nil, err
		}
		es = append(es, e)
		if !p.accept(word) {
			break
		}
	}
	if len(es) == 1 {
		return es[0], nil
	}
	return join(es), nil
}

func (p *condParser) single(depth int) (expr, error) {
	if depth > maxCondDepth {
		return nil, p.fail(CondDeep)
	}
	switch {
	case p.accept("not"):
		e, err := p.single(depth + 1)
		return not{e}, err
	case p.accept("("):
		e, err := p.or(depth + 1)
		if err == nil && !p.accept(")") {
			err = p.fail(CondBracket)
		}
		return e, err
	case p.accept("yes"):
		return constant(true), nil
	case p.accept("no"):
		return constant(false), nil
	}
	return p.test()
}

func (p *condParser) test() (expr, error) {
	name := p.peek()
	if !isCondName(name.text) {
		return nil, p.fail(CondName)
	}
	p.next()
	t := Test{Name: name.text, Op: p.peek().text, Column: name.column}
	switch t.Op {
	case "filled", "empty":
		if IsFact(t.Name) {
			return nil, p.fail(CondFact)
		}
		p.next()
		return t, nil
	case "has":
		if IsFact(t.Name) {
			return nil, p.fail(CondFact)
		}
	case "=", "!=":
	case "<", "<=", ">", ">=":
		if t.Name == FactProgramme || t.Name == FactRole {
			return nil, p.fail(CondFact)
		}
	default:
		return nil, p.fail(CondTest)
	}
	p.next()
	return p.value(t)
}

// value reads what a test compares with.
func (p *condParser) value(t Test) (expr, error) {
	w := p.peek().text
	ordered := t.Op[0] == '<' || t.Op[0] == '>'
	switch {
	case w == "" || !isCondLetter(w[0]):
		return nil, p.fail(CondValue)
	case (ordered || t.Name == FactNumber) && !isPlainNumber(w):
		return nil, p.fail(CondNumber)
	case t.Name == FactRole && !Voice(w).IsPerson():
		return nil, p.fail(CondRole)
	}
	p.next()
	t.Value = w
	return t, nil
}

// isCondName accepts one to three ids joined by points, none of them a word of
// the language.
func isCondName(s string) bool {
	ids := strings.Split(s, ".")
	for _, id := range ids {
		if !IsID(id) {
			return false
		}
	}
	return len(ids) <= 3 && !(len(ids) == 1 && isCondKeyword(s))
}

func isCondKeyword(s string) bool {
	switch s {
	case "and", "or", "not", "has", "filled", "empty", "yes", "no":
		return true
	}
	return false
}

// isPlainNumber accepts digits with an optional minus and decimal point: what the
// canonical form of a number looks like.
func isPlainNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, part, point := strings.Cut(s, ".")
	return isDigits(whole) && (!point || isDigits(part))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
