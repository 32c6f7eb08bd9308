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
			rest := strings.Join(lines[max(rows, 1)-1:], " ")
			return append(lines[:max(rows, 1)-1:max(rows, 1)-1], Cut(rest, w))
		}
		brief = brief[:end+1]
	}
}
