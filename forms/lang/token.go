package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes what was typed comparable: small letters, no accents, one kind of dash and apostrophe, wide digits as plain
// ones.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.Is(unicode.Pd, r), r == '\u2212': // the minus sign is no dash to Unicode
			return '-'
		case r == '’':
			return '\''
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.TrimSpace(s)
}

// tokenKind tells numbers, words and signs apart.
type tokenKind int

const (
	number tokenKind = iota
	word
	sign
)

// token is a run of digits, a run of letters, or one sign of what was typed.
type token struct {
	kind  tokenKind
	text  string
	glued bool // no space before it
}

// is says whether the token is this sign.
func (t token) is(s string) bool { return t.kind == sign && t.text == s }

// short says whether the token is a number of one or two digits: a day, a month or an hour.
func (t token) short() bool { return t.kind == number && len(t.text) <= 2 }

// year says whether the token is a number of four digits.
func (t token) year() bool { return t.kind == number && len(t.text) == 4 }

// longest is how many characters of a typed date or time we look at; more is no date.
const longest = 100

// tokenize cuts folded text up. Dots after words ("kl.", "mar.", "p.m.") are left out, they only mark abbreviations.
func tokenize(s string) []token {
	if len(s) > longest {
		return nil
	}
	var all []token
	glued := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			glued = false
			continue
		}
		kind := kindOf(r)
		last := len(all) - 1
		switch {
		case glued && kind != sign && all[last].kind == kind:
			all[last].text += string(r)
		case glued && r == '.' && all[last].kind == word:
			glued = false
			continue
		default:
			all = append(all, token{kind, string(r), glued})
		}
		glued = true
	}
	return all
}

// kindOf tells what a token beginning with r is. Only plain digits make numbers.
func kindOf(r rune) tokenKind {
	switch {
	case r >= '0' && r <= '9':
		return number
	case unicode.IsLetter(r), r == '\'':
		return word
	}
	return sign
}

// phrase joins tokens with single spaces, as phrases stand in a vocabulary.
func phrase(tokens []token) string {
	texts := make([]string, len(tokens))
	for i, t := range tokens {
		texts[i] = t.text
	}
	return strings.Join(texts, " ")
}

// cutStart takes the longest phrase that m knows off the start of the tokens, and says whether there was one.
func cutStart(tokens []token, m meanings) ([]token, bool) {
	for n := len(tokens); n > 0; n-- {
		if m.has(phrase(tokens[:n])) {
			return tokens[n:], true
		}
	}
	return tokens, false
}

// cutEnd takes the longest phrase that m knows off the end of the tokens, and says whether there was one.
func cutEnd(tokens []token, m meanings) ([]token, bool) {
	for i := range tokens {
		if m.has(phrase(tokens[i:])) {
			return tokens[:i], true
		}
	}
	return tokens, false
}

// digits gives the value of a run of digits. Runs too long for any date or time give a value too great for any.
func digits(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if n < 1_000_000 {
			n = 10*n + int(s[i]-'0')
		}
	}
	return n
}
