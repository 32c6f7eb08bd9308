package story

import "strings"

// Cell is one place on the screen.
type Cell struct {
	// Text is the character (grapheme cluster); a blank for an empty cell, and
	// nothing for the second half of a wide character.
	Text string

	// Width is the number of columns the character takes: 1 or 2, and 0 for
	// the second half of a wide character.
	Width int

	// FG and BG are colours: "" for the terminal's own, "0" to "255" for the
	// palette, "#rrggbb" for any other.
	FG, BG string

	// Bold and the rest are the attributes of the character. The emulator does
	// not keep Bold and Faint at once.
	Bold, Faint, Italic, Underline, Strike, Reverse bool
}

// Grid is a screen: rows of cells, all of one length.
type Grid [][]Cell

// Width returns the number of columns.
func (g Grid) Width() int {
	if len(g) == 0 {
		return 0
	}
	return len(g[0])
}

// Height returns the number of rows.
func (g Grid) Height() int { return len(g) }

// Row returns the text of row y, counted from 0, without blanks at its end; a
// row that is not in the grid is empty.
func (g Grid) Row(y int) string {
	if y < 0 || y >= len(g) {
		return ""
	}
	var b strings.Builder
	for _, c := range g[y] {
		b.WriteString(c.Text)
	}
	return strings.TrimRight(b.String(), " ")
}

// Text returns the rows as lines, empty ones at the bottom cut, no newline at
// the end.
func (g Grid) Text() string {
	rows := make([]string, len(g))
	for y := range g {
		rows[y] = g.Row(y)
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

// Styled returns the text with every run of styled cells marked, so that goldens
// show attributes and colours too:
//
//	Name ⟨bold fg:#ff8800⟩Amina Diallo⟨/⟩
//
// The marks are bold, faint, italic, underline, strike, reverse, fg: and bg:, in
// this order, and a plain run has none. Plain blanks at the ends of rows are cut.
func (g Grid) Styled() string {
	rows := make([]string, len(g))
	for y, cells := range g {
		rows[y] = styledRow(cells)
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

func styledRow(cells []Cell) string {
	var b strings.Builder
	for _, r := range runs(cells, Cell.marks) {
		marks, text := cells[r.from].marks(), r.text(cells)
		switch {
		case marks != "":
			b.WriteString("⟨" + marks + "⟩" + text + "⟨/⟩")
		case r.to == len(cells):
			b.WriteString(strings.TrimRight(text, " "))
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}

// marks names the style of a cell; it is empty for a plain one.
func (c Cell) marks() string {
	var words []string
	for _, a := range []struct {
		on   bool
		word string
	}{
		{c.Bold, "bold"},
		{c.Faint, "faint"},
		{c.Italic, "italic"},
		{c.Underline, "underline"},
		{c.Strike, "strike"},
		{c.Reverse, "reverse"},
		{c.FG != "", "fg:" + c.FG},
		{c.BG != "", "bg:" + c.BG},
	} {
		if a.on {
			words = append(words, a.word)
		}
	}
	return strings.Join(words, " ")
}

// run is a stretch of cells in a row: columns from up to, not including, to.
type run struct{ from, to int }

// text returns the characters of the run.
func (r run) text(cells []Cell) string {
	var b strings.Builder
	for _, c := range cells[r.from:r.to] {
		b.WriteString(c.Text)
	}
	return b.String()
}

// runs cuts a row where kind changes; the second half of a wide character stays
// with its first.
func runs[K comparable](cells []Cell, kind func(Cell) K) []run {
	var rs []run
	for x, c := range cells {
		last := len(rs) - 1
		if last >= 0 && (c.Width == 0 || kind(cells[rs[last].from]) == kind(c)) {
			rs[last].to = x + 1
			continue
		}
		rs = append(rs, run{x, x + 1})
	}
	return rs
}

// find returns the column and row of the first cell of text.
func (g Grid) find(text string) (x, y int, ok bool) {
	if text == "" {
		return 0, 0, false
	}
	for y, cells := range g {
		row := run{0, len(cells)}.text(cells)
		at := strings.Index(row, text)
		if at < 0 {
			continue
		}
		for x := range cells {
			at -= len(cells[x].Text)
			if at < 0 {
				return x, y, true
			}
		}
	}
	return 0, 0, false
}
