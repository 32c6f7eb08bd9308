package cell

import (
	"strings"
	"unicode/utf8"
)

// Signs of wide scripts that must not begin, or must not end, a row.
const (
	closing = "、。，．：；？！）］｝」』】〉》〕ー々"
	opening = "（［｛「『【〈《〔"
)

// Piece returns the start of a line after which a row may first end: its ink,
// a word or one wide character with the punctuation that clings to it, the
// ink's width in cells, and how many blanks (U+0020, one cell each) follow.
// Ink is empty where the line begins with blanks. A word is not read further
// than it takes to make ink of most cells. The line holds no LF.
func Piece(line string, most int) (ink string, width, blanks int) {
	at, width := asciiInk(line, most)
	for at < len(line) {
		if width >= most {
			return line[:at], width, 0
		}
		g, gw := First(line[at:])
		if g == " " {
			break
		}
		if at > 0 && splits(line[:at], g, gw) {
			return line[:at], width, 0
		}
		at += len(g)
		width += gw
	}
	return line[:at], width, blanksAt(line[at:])
}

// asciiInk is the length and width of the ASCII word that line begins with,
// as far as it is needed and without its last letter where a mark may follow.
func asciiInk(line string, most int) (n, width int) {
	for n < len(line) && n < most && ' ' < line[n] && line[n] < del {
		n++
	}
	if n > 0 && n < len(line) && line[n] >= utf8.RuneSelf {
		n--
	}
	return n, n
}

// splits says that a row may end between the ink before and the cluster g.
func splits(before, g string, gw int) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	if gw < 2 && !ideograph(last) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(g)
	if strings.ContainsRune(closing, first) || strings.ContainsRune(opening, last) {
		return false
	}
	return !hangul(first) || ideograph(last)
}

// ideograph says that a row may end right after r: it is of a script written
// without blanks between words.
func ideograph(r rune) bool {
	return 0x2e80 <= r && r <= 0xa4cf || 0xf900 <= r && r <= 0xfaff ||
		0xff00 <= r && r <= 0xff60 || 0x1f300 <= r && r <= 0x1faff || 0x20000 <= r && r <= 0x3ffff
}

// hangul says that r is a Korean syllable: wide, yet written with blanks.
func hangul(r rune) bool { return 0xac00 <= r && r <= 0xd7a3 }

// blanksAt counts the blanks that s begins with; one that carries a mark is no
// blank.
func blanksAt(s string) int {
	n := 0
	for n < len(s) && s[n] == ' ' {
		n++
	}
	if n > 0 && n < len(s) && s[n] >= utf8.RuneSelf {
		if g, _ := First(s[n-1:]); g != " " {
			n--
		}
	}
	return n
}

// Wrap breaks s into rows of at most w cells: at blanks, which are dropped
// there, and inside a word only where it is longer than a row. Every line
// break in s begins a new row; blanks that begin a line stay. The text is
// cleaned as by Clean; an empty s gives one empty row; w below 1 counts as 1.
func Wrap(s string, w int) []string {
	w = max(w, 1)
	s = Clean(s)
	rows := make([]string, 0, 1+strings.Count(s, "\n")+len(s)/w)
	for line := range strings.SplitSeq(s, "\n") {
		rows = wrapLine(rows, line, w)
	}
	return rows
}

// wrapLine appends the rows of one line.
func wrapLine(rows []string, line string, w int) []string {
	if len(line) <= w && printable(line) {
		return append(rows, strings.TrimRight(line, " "))
	}
	above := len(rows)
	start, end, x := 0, 0, 0 // the row so far: its ink, and its width with blanks
	for at := 0; at < len(line); {
		ink, width, blanks := Piece(line[at:], len(line))
		if x+width > w && end > start {
			rows = append(rows, line[start:end])
			start, x = at, 0
		}
		if x+width > w {
			// Longer than a row, or behind an indent that leaves no room.
			rows, start, x = breakWord(rows, line[at:at+len(ink)], w)
			start += at
		} else {
			x += width
		}
		at += len(ink)
		if ink != "" {
			end = at
		}
		at += blanks
		x += blanks
	}
	if end > start || len(rows) == above {
		rows = append(rows, line[start:max(start, end)])
	}
	return rows
}

// breakWord appends the full rows of a word that does not fit, and returns the
// offset and the width of what is left for the next row.
func breakWord(rows []string, word string, w int) (_ []string, start, x int) {
	for at := 0; at < len(word); {
		g, gw := First(word[at:])
		if x+gw > w && at > start {
			rows = append(rows, word[start:at])
			start, x = at, 0
		}
		at += len(g)
		if gw > w { // a wide character in a window of one cell
			rows = append(rows, Cut(g, w))
			start = at
			continue
		}
		x += gw
	}
	return rows, start, x
}
