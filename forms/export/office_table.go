package export

import (
	"strings"
	"unicode/utf8"

	"pairbook/forms"
)

// table sets an answer in rows.
func (f *officeFlow) table(a Answer) {
	t := a.Table
	rows := f.rows(a)
	if len(rows) == 0 {
		f.say(lookMark, t.Empty)
		return
	}
	g := &officeGrid{caption: oneLine(t.Caption), rows: rows, roomy: f.blank && a.Kind != forms.KindAuto}
	for _, c := range t.Columns {
		g.head = append(g.head, oneLine(c.Label))
	}
	g.widths = officeWidths(g)
	f.units = append(f.units, officeUnit{grid: g})
}

// rows returns the rows to print: on a form to fill in those that are given, else
// empty ones.
func (f *officeFlow) rows(a Answer) [][]officeCell {
	t := a.Table
	var out [][]officeCell
	for _, row := range t.Rows {
		if cells, says := f.cells(a, row); says || !f.blank {
			out = append(out, cells)
		}
	}
	if len(out) == 0 && f.blank && a.Kind != forms.KindAuto {
		for range officeBlankRows {
			out = append(out, make([]officeCell, len(t.Columns)))
		}
	}
	return out
}

// cells returns the cells of a row, as many as there are columns. On a form to fill in
// only what the program fills in is there; says tells whether that is anything.
func (f *officeFlow) cells(a Answer, row Row) (cells []officeCell, says bool) {
	cells = make([]officeCell, len(a.Table.Columns))
	for i := range min(len(cells), len(row.Cells)) {
		c := row.Cells[i]
		own := a.Kind == forms.KindAuto || a.Table.Columns[i].Kind == forms.KindAuto
		switch {
		case f.blank && !own:
			continue
		case c.Text != "":
			cells[i] = officeCell{text: clean(c.Text)}
			says = true
		case c.Mark != "":
			cells[i] = officeCell{text: clean(c.Mark), mark: true}
		case !f.blank:
			cells[i] = officeCell{text: noAnswer}
		}
	}
	return cells, says
}

// list sets a table of too many columns as a list: each row by its labels and answers.
func (f *officeFlow) list(a Answer) {
	rows := f.rows(a)
	if len(rows) == 0 {
		f.say(lookMark, a.Table.Empty)
	}
	for _, row := range rows {
		since := len(f.units)
		for i, c := range row {
			label := clean(f.label(oneLine(a.Table.Columns[i].Label))) + " "
			p := officePara{look: lookSubItem, runs: []officeRun{{text: label, strong: true}, {text: c.text}}}
			if i == 0 {
				p.look = lookItem
			}
			switch {
			case f.blank && c.text == "":
				p.look, p.runs = lookLine, []officeRun{{text: label, line: true}}
			case c.text == noAnswer && i > 0:
				continue
			}
			f.add(p)
		}
		f.stay(since)
	}
}

// Shares of a line that a column gets at least and at most, in characters.
const (
	officeNarrow = 7
	officeWide   = 34
)

// officeWidths shares a line among columns by what stands in them: a column gets room for
// its longest word, and beyond that for its longest line.
func officeWidths(g *officeGrid) []int {
	out := make([]int, len(g.head))
	for i := range out {
		most, word := longest(g.head[i])
		for _, row := range g.rows {
			m, w := longest(row[i].text)
			most, word = max(most, m), max(word, w)
		}
		out[i] = min(max(most, officeNarrow), max(officeWide, min(word, 2*officeWide)))
	}
	return out
}

// longest returns the lengths of the longest line and of the longest word.
func longest(s string) (line, word int) {
	for l := range strings.SplitSeq(s, "\n") {
		line = max(line, utf8.RuneCountInString(l))
		for w := range strings.FieldsSeq(l) {
			word = max(word, utf8.RuneCountInString(w))
		}
	}
	return line, word
}

// shareOut turns parts into lengths that add up to a whole.
func shareOut(parts []int, whole int) []int {
	sum := 0
	for _, p := range parts {
		sum += p
	}
	out := make([]int, len(parts))
	used, soFar := 0, 0
	for i, p := range parts {
		soFar += p
		out[i] = whole*soFar/sum - used
		used += out[i]
	}
	return out
}
