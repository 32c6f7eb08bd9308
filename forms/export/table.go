package export

import (
	"slices"
	"strconv"

	"pairbook/forms"
)

// table builds the rows one voice sees in a table, with the columns the reader may
// read.
func (b *builder) table(fd *forms.Field, v forms.Voice) *Table {
	t := &Table{Caption: b.text(fd.Label), Empty: b.words.T("export.no_rows")}
	t.Open = b.sheet.MayAddRows(fd) && !b.sheet.ReadOnly() && !b.to.Outside()
	var cols []*forms.Field
	for i := range fd.Columns {
		col := &fd.Columns[i]
		if b.sheet.Shown(col, v) && b.leaves(col, v) {
			cols = append(cols, col)
			t.Columns = append(t.Columns, Column{ID: col.ID, Label: b.text(col.Label), Kind: col.Kind})
		}
	}
	left := b.left[place{fd.ID, v}]
	for _, row := range b.sheet.Rows(fd, v) {
		out := Row{ID: row.ID}
		for _, col := range cols {
			cell := b.cell(col, b.sheet.CellValue(fd, v, row.ID, col))
			if cell.State == Blank && slices.ContainsFunc(left.Gaps, func(g forms.Gap) bool {
				return g.Row == row.ID && g.Part == col.ID
			}) {
				cell.State, cell.Mark = b.gap(left.Required)
			}
			out.Cells = append(out.Cells, cell)
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

func (b *builder) cell(col *forms.Field, v forms.Value) Cell {
	if v == "" {
		return Cell{}
	}
	text := clean(col.ShowShort(v, b.ask))
	if col.Kind != forms.KindLong && col.Kind != forms.KindMulti {
		text = oneLine(text)
	}
	return Cell{Value: forms.Value(clean(string(v))), Text: text, State: Answered}
}

// computed builds what the program works out: a line, or a small table.
func (b *builder) computed(fd *forms.Field, v forms.Voice) Content {
	c := b.sheet.Compute(fd, v)
	out := Content{Kind: fd.Kind, Value: forms.Value(clean(c.Text))}
	if len(c.Head) == 0 || len(c.Rows) == 0 {
		out.Text = paragraphs(c.Text)
		return out
	}
	t := &Table{Caption: b.text(fd.Label), Empty: b.words.T("export.no_rows")}
	for i, h := range c.Head {
		t.Columns = append(t.Columns, Column{ID: strconv.Itoa(i + 1), Label: oneLine(h), Kind: forms.KindShort})
	}
	for _, cells := range c.Rows {
		row := Row{Cells: make([]Cell, len(c.Head))}
		for i, text := range cells {
			if i < len(row.Cells) && text != "" {
				text = clean(text)
				row.Cells[i] = Cell{Value: forms.Value(text), Text: text, State: Answered}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	out.Table = t
	return out
}
