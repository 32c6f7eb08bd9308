package cell

import (
	"strings"
	"unicode/utf8"
)

const (
	del = 0x7f
	bel = 0x07
	can = 0x18
	sub = 0x1a
	esc = 0x1b
	// tab is what a tab becomes: forms have no tab stops.
	tab = "    "
)

// Clean makes pasted or imported text safe to keep and to draw. Every kind of
// line break becomes LF and a tab four blanks; escape sequences go as a whole;
// other control characters and the marks that override the direction of text
// (they can make a text read as something it is not) are dropped; a byte that
// is not UTF-8 becomes U+FFFD. Clean text is returned as it is.
func Clean(s string) string { return clean(s, "\n") }

// CleanLine is Clean for text of one line: a line break becomes a blank.
func CleanLine(s string) string { return clean(s, " ") }

func clean(s, lineBreak string) string {
	at := firstUnclean(s, lineBreak)
	if at == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:at])
	for at < len(s) {
		out, n := next(s[at:], lineBreak)
		b.WriteString(out)
		at += n
	}
	return b.String()
}

// firstUnclean is the offset of the first thing clean would change, or len(s).
func firstUnclean(s, lineBreak string) int {
	for at := 0; at < len(s); {
		if s[at] >= ' ' && s[at] < del {
			at++
			continue
		}
		out, n := next(s[at:], lineBreak)
		if out != s[at:at+n] {
			return at
		}
		at += n
	}
	return len(s)
}

// next tells what the first thing in s becomes and how many bytes it takes.
func next(s, lineBreak string) (out string, n int) { //nolint:cyclop // a table: one entry for each kind of sign
	switch c := s[0]; {
	case c == '\r' && strings.HasPrefix(s, "\r\n"):
		return lineBreak, 2
	case c == '\r' || c == '\n':
		return lineBreak, 1
	case c == '\t':
		return tab, 1
	case c == esc:
		return "", escape(s)
	case c < ' ' || c == del:
		return "", 1
	case c < utf8.RuneSelf:
		return s[:1], 1
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n == 1:
		return "\uFFFD", 1
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return lineBreak, n
	case r < 0xa0 || turnsText(r):
		return "", n
	}
	return s[:n], n
}

// turnsText says that r embeds, overrides or isolates the direction of text.
// The plain marks U+200E, U+200F and U+061C stay: honest text needs them.
func turnsText(r rune) bool {
	return 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

// escape is the length of the escape sequence that s begins with.
func escape(s string) int {
	if len(s) == 1 {
		return 1
	}
	switch s[1] {
	case '[':
		return control(s)
	case ']', 'P', 'X', '^', '_':
		return stringSequence(s)
	}
	at := 1
	for at < len(s) && ' ' <= s[at] && s[at] <= '/' {
		at++
	}
	if at < len(s) && '0' <= s[at] && s[at] < del {
		at++
	}
	return at
}

// control is the length of the CSI sequence at the start of s; one that is
// broken off ends before the byte that breaks it.
func control(s string) int {
	at := 2
	for at < len(s) && '0' <= s[at] && s[at] <= '?' {
		at++
	}
	for at < len(s) && ' ' <= s[at] && s[at] <= '/' {
		at++
	}
	if at < len(s) && '@' <= s[at] && s[at] < del {
		at++
	}
	return at
}

// stringSequence is the length of the OSC, DCS, SOS, PM or APC sequence at the
// start of s. When its end is missing only the opening goes: what follows is
// more likely somebody's text than a command.
func stringSequence(s string) int {
	osc := s[1] == ']'
	for at := 2; at < len(s); at++ {
		switch c := s[at]; {
		case c == esc && strings.HasPrefix(s[at:], "\x1b\\"):
			return at + 2
		case c == esc:
			return at
		case c == can || c == sub || osc && c == bel:
			return at + 1
		case c == 0xc2 && strings.HasPrefix(s[at:], "\u009c"):
			return at + 2
		}
	}
	return 2
}
