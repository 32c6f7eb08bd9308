// Package cell measures, cuts, pads, wraps and cleans text in terminal cells.
//
// It is the one place where widths are measured: libraries disagree about
// emoji and marks, and a screen that asks two of them ends up crooked.
// Everything here works on plain text, by grapheme cluster (what a reader
// calls a character), and takes any width, negative ones included.
package cell

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis is the one-cell sign that stands for what was cut away.
const Ellipsis = "…"

// Width is the number of cells s takes on one row. Control characters and
// escape sequences take none.
func Width(s string) int {
	if printable(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// First returns the first grapheme cluster of s and its width, 0 to 2 cells.
// An empty s gives an empty cluster.
func First(s string) (cluster string, width int) {
	if s == "" {
		return "", 0
	}
	// Two ASCII characters in a row never belong together, but for CR LF.
	if c := s[0]; c < 0x80 && c != '\r' && (len(s) == 1 || s[1] < 0x80) {
		if c < ' ' || c == del {
			return s[:1], 0
		}
		return s[:1], 1
	}
	return ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
}

// Cut returns s if it fits into w cells, or else its beginning, ended at a
// grapheme edge, and an ellipsis, together at most w cells. Control characters
// are cleaned as by CleanLine; w below 1 gives an empty string.
func Cut(s string, w int) string {
	if w < 1 {
		return ""
	}
	s = CleanLine(s)
	if len(s) <= w && printable(s) {
		return s
	}
	room := w - Width(Ellipsis)
	keep, x := 0, 0
	for pos := 0; pos < len(s); {
		g, gw := First(s[pos:])
		pos += len(g)
		x += gw
		if x > w && room < 0 { // a terminal set to draw the sign two cells wide
			return ""
		}
		if x > w {
			return s[:keep] + Ellipsis
		}
		if x <= room {
			keep = pos
		}
	}
	return s
}

// Pad returns s cut or filled with blanks to exactly w cells; w below 1 gives
// an empty string.
func Pad(s string, w int) string {
	s = Cut(s, w)
	// More than one round only if the last cluster swallows a blank, as the
	// prepended marks of a few scripts do.
	for n := w - Width(s); n > 0; n = w - Width(s) {
		s += strings.Repeat(" ", n)
	}
	return s
}

// printable says that s is ASCII without control characters: one cell a byte.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= del {
			return false
		}
	}
	return true
}
