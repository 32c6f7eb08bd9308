package export

import (
	"strings"
	"unicode/utf8"
)

// clean makes text fit for every format: no control characters but line feeds, no
// invalid UTF-8, nothing that turns the direction of the text around it, and no
// characters XML forbids. Answers are cleaned when they are typed; a record from
// elsewhere may not have been.
func clean(s string) string {
	if tidy(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString("    ")
		case r < ' ', 0x7f <= r && r < 0xa0, turnsText(r), r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tidy reports that clean has nothing to do: the common case.
func tidy(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7f {
			return c >= utf8.RuneSelf && tidyRunes(s)
		}
	}
	return true
}

func tidyRunes(s string) bool {
	for _, r := range s {
		switch {
		case r < ' ' && r != '\n', 0x7f <= r && r < 0xa0, r == utf8.RuneError, r == 0x2028, r == 0x2029,
			turnsText(r), r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
			return false
		}
	}
	return true
}

// turnsText tells the marks that embed, override or isolate a direction. The plain
// marks U+200E and U+200F stay: honest text needs them.
func turnsText(r rune) bool {
	return 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

// oneLine cleans a text that must stay on a line: a label, a name, a heading.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(clean(s), isBlank), " ")
}

// isBlank leaves out the blank that does not break, which was put there to hold
// words together.
func isBlank(r rune) bool { return r == ' ' || r == '\n' }

// paragraphs cuts a text at its empty lines and drops blanks at the ends of lines.
func paragraphs(s string) []string {
	var all []string
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			all = append(all, strings.Join(lines, "\n"))
			lines = nil
		}
	}
	for line := range strings.SplitSeq(clean(s), "\n") {
		line = strings.TrimRight(line, " ")
		if line == "" {
			flush()
			continue
		}
		lines = append(lines, line)
	}
	flush()
	return all
}
