package forms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortReader reads one line of text.
type shortReader struct{ base }

func (r shortReader) parse(in string) (Value, *Problem) { return text(cleanShort(in)) }
func (r shortReader) show(v Value) string               { return string(v) }
func (r shortReader) short(v Value) string              { return string(v) }
func (r shortReader) edit(v Value) string               { return string(v) }
func (r shortReader) check(v Value) *Problem            { return same(r, v) }

// longReader reads text of several lines.
type longReader struct{ base }

func (r longReader) parse(in string) (Value, *Problem) { return text(cleanLong(in)) }
func (r longReader) show(v Value) string               { return untabbed(string(v)) }
func (r longReader) short(v Value) string              { return oneLine(string(v)) }
func (r longReader) edit(v Value) string               { return string(v) }
func (r longReader) check(v Value) *Problem            { return same(r, v) }

// text makes a value of clean text.
func text(s string) (Value, *Problem) {
	if blank(s) {
		return "", nil
	}
	return Value(s), nil
}

// blank says whether there is nothing to see in a text: blanks and marks that
// take no room.
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && !isLineEnd(r) {
			return false
		}
	}
	return true
}

// cleanLong takes out of a text what could harm a terminal or a reader: control
// characters but tabs and line ends, marks that turn the direction of writing
// around, and bytes that are no text. All line ends become LF. What a person
// wrote stays as it was.
func cleanLong(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r' && strings.HasPrefix(s[i+size:], "\n"): // the LF follows
		case isLineEnd(r):
			b.WriteByte('\n')
		case r == utf8.RuneError && size <= 1, isHarmful(r):
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// cleanShort is cleanLong on one line: line ends and tabs become a blank each,
// but for line ends at the very end, as pasted text often has them.
func cleanShort(s string) string {
	return oneLine(strings.TrimRight(cleanLong(s), "\n"))
}

// oneLine puts a text on one line.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
}

// untabbed shows tabs as four blanks: terminals and fonts disagree about them.
func untabbed(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

// isPlain says whether a text is ASCII that needs no cleaning.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n' && c != '\t') || c >= 0x7f {
			return false
		}
	}
	return true
}

// isLineEnd says whether a sign ends a line, here or on another system.
func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// isHarmful says whether a sign is taken out of every text.
func isHarmful(r rune) bool {
	switch {
	case r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
