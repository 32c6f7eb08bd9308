package cell

import "strings"

// Brief wraps as many whole sentences from the beginning of a text as fit into at most
// so many rows of w cells. Where not even the first one fits, it is cut.
func Brief(text string, w, rows int) []string {
	for brief := text; ; {
		lines := Wrap(brief, max(w, 1))
		if len(lines) <= rows {
			return lines
		}
		end := strings.LastIndex(strings.TrimSuffix(brief, "."), ". ")
		if end < 0 {
			return Shorten(brief, w, rows)
		}
		brief = brief[:end+1]
	}
}

// CutWords is like Cut, but ends with a whole word where that leaves at least half of
// the room filled.
func CutWords(text string, w int) string {
	cut := Cut(text, w)
	kept, isCut := strings.CutSuffix(cut, Ellipsis)
	if !isCut || cut == CleanLine(text) {
		return cut
	}
	if end := strings.LastIndexByte(kept, ' '); end > 0 && 2*Width(kept[:end]) >= w {
		return strings.TrimRight(kept[:end], " ") + " " + Ellipsis
	}
	return cut
}

// Shorten wraps a text, cleaned as one line, to at most so many rows of w cells, and
// cuts the last one between words where there is more to say.
func Shorten(text string, w, most int) []string {
	w, most = max(w, 1), max(most, 1)
	rows := Wrap(CleanLine(text), w)
	if len(rows) > most {
		rows = append(rows[:most-1:most-1], CutWords(strings.Join(rows[most-1:], " "), w))
	}
	return rows
}
