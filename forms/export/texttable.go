package export

import (
	"strconv"
	"strings"
)

// table sets a table in columns where they fit, else row by row with the heads as
// labels.
func (t *textWriter) table(tb *Table, indent string) {
	if len(tb.Rows) == 0 {
		t.put(indent, indent, brackets(tb.Empty))
		return
	}
	if widths, ok := columnWidths(tb, t.width-len(indent)); ok {
		t.columns(tb, widths, indent)
		return
	}
	for i, row := range tb.Rows {
		t.row(tb, row, i+1, indent)
	}
}

// columnGap is the room between two columns.
const columnGap = 2

// columnWidths measures the columns; ok is false where they do not fit into the
// room or a cell has several lines.
func columnWidths(tb *Table, room int) (widths []int, ok bool) {
	widths = make([]int, len(tb.Columns))
	total := columnGap * (len(widths) - 1)
	for i, c := range tb.Columns {
		widths[i] = width(c.Label)
		for _, row := range tb.Rows {
			text := cellText(row.Cells[i])
			if strings.Contains(text, "\n") {
				return nil, false
			}
			widths[i] = max(widths[i], width(text))
		}
		total += widths[i]
	}
	return widths, total <= room && len(widths) > 0
}

// noAnswer stands in a cell that nobody has to fill.
const noAnswer = "–"

// cellText is what a cell says, or what is missing there.
func cellText(c Cell) string {
	switch {
	case c.Text != "":
		return c.Text
	case c.Mark != "":
		return brackets(c.Mark)
	}
	return noAnswer
}

func (t *textWriter) columns(tb *Table, widths []int, indent string) {
	heads := make([]string, len(widths))
	rules := make([]string, len(widths))
	for i, c := range tb.Columns {
		heads[i] = c.Label
		rules[i] = strings.Repeat("-", max(1, widths[i]))
	}
	t.cells(heads, widths, indent)
	t.cells(rules, widths, indent)
	for _, row := range tb.Rows {
		texts := make([]string, len(widths))
		for i, c := range row.Cells {
			texts[i] = cellText(c)
		}
		t.cells(texts, widths, indent)
	}
}

func (t *textWriter) cells(texts []string, widths []int, indent string) {
	var b strings.Builder
	for i, s := range texts {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", columnGap))
		}
		b.WriteString(pad(s, widths[i]))
	}
	t.b.WriteString(strings.TrimRight(indent+b.String(), " ") + "\n")
}

// row sets one row of a wide table: its number, then "label: answer" for every
// cell that says something.
func (t *textWriter) row(tb *Table, row Row, n int, indent string) {
	first := strconv.Itoa(n) + ". "
	rest := indent + strings.Repeat(" ", len(first))
	first = indent + first
	for i, c := range row.Cells {
		text := cellText(c)
		if text == noAnswer && c.Text == "" {
			continue
		}
		t.put(first, rest+"  ", t.labelled(tb.Columns[i].Label, text))
		first = rest
	}
	if first != rest {
		t.put(first, rest, noAnswer)
	}
}
