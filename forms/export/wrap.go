package export

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// width is the number of cells a text takes on a row: two for wide characters,
// none for combining marks.
func width(s string) int { return displaywidth.String(s) }

// maxIndent is how much of a line's own indent survives: enough for a list in a
// list, not enough to push the text off the row.
const maxIndent = 8

// wrap breaks a text into rows of at most w cells, at blanks, and inside a word
// only where it is longer than a row. Every line break of the text begins a new
// row. w below 2 counts as 2.
func wrap(s string, w int) []string {
	w = max(w, 2)
	var rows []string
	for line := range strings.SplitSeq(clean(s), "\n") {
		words := strings.FieldsFunc(line, isBlank)
		indent := min(len(line)-len(strings.TrimLeft(line, " ")), maxIndent, w/2)
		rows = append(rows, wrapWords(words, strings.Repeat(" ", indent), w)...)
	}
	return rows
}

// choosesLook are the signs that choose between two looks of the one before them. Behind a
// blank they say nothing, and make it wider.
const choosesLook = "\ufe0e\ufe0f"

// wrapWords sets words in rows that all begin with the same indent.
func wrapWords(words []string, indent string, w int) []string {
	var rows []string
	row, used := "", 0
	for _, word := range words {
		word = strings.TrimLeft(word, choosesLook)
		n := width(word)
		if row != "" && used+1+n <= w {
			row += " " + word
			used += 1 + n
			continue
		}
		if row != "" {
			rows = append(rows, row)
		}
		pieces := chop(word, w-len(indent))
		for _, p := range pieces[:len(pieces)-1] {
			rows = append(rows, indent+p)
		}
		row = indent + pieces[len(pieces)-1]
		used = width(row)
	}
	return append(rows, row)
}

// chop cuts a word into pieces of at most w cells, between characters as readers
// count them.
func chop(word string, w int) []string {
	if width(word) <= w {
		return []string{word}
	}
	var pieces []string
	var b strings.Builder
	used := 0
	for g := displaywidth.StringGraphemes(word); g.Next(); {
		if used+g.Width() > w && used > 0 {
			pieces = append(pieces, b.String())
			b.Reset()
			used = 0
		}
		b.WriteString(g.Value())
		used += g.Width()
	}
	return append(pieces, b.String())
}

// pad fills a text with blanks to w cells.
func pad(s string, w int) string {
	return s + strings.Repeat(" ", max(0, w-width(s)))
}
