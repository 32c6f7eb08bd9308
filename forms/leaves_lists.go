package forms

import (
	"maps"
	"slices"
)

// List is one of the pair's lists (goals, actions, contacts …) as far as it may leave
// to an audience: a value for each column in each row.
type List struct {
	ID      string // register id
	Title   string
	Columns []*Field
	Rows    []ListRow
}

// ListRow is a row of a List. Values stand in the order of its columns.
type ListRow struct {
	ID     RowID
	Values []Value
}

// Lists returns the ids of the lists that may leave to an audience, sorted; none for
// those outside, who are told that the two meet and never what they write (rule 28).
func (p *Pair) Lists(to Audience) []string {
	var out []string
	x := p.newReading(to.reader())
	for _, id := range slices.Sorted(maps.Keys(p.Library.Registers)) {
		if x.listLeaves(id, to) {
			out = append(out, id)
		}
	}
	return out
}

// ListFor returns a list as far as it may leave to an audience; ok is false where none
// of it may. It follows what may be read in the program: a row that was written on a
// copy which is still closed is not in it.
func (p *Pair) ListFor(id string, to Audience) (l List, ok bool) {
	x := p.newReading(to.reader())
	if !x.listLeaves(id, to) {
		return List{}, false
	}
	def, home, table := p.Library.Registers[id], x.home(id), registerTable(id)
	l = List{ID: id, Title: p.Text(def.Title)}
	columns := def.Columns
	if home.field.given() {
		columns = home.field.Columns // they name the rows too
	}
	for i := range columns {
		if col := &columns[i]; home.sheet.MayRead(col, Agreed, x.reader) {
			l.Columns = append(l.Columns, col)
		}
	}
	for _, row := range home.sheet.Rows(home.field, Agreed) {
		if !x.mayRegister(table.InRow(row.ID).At(PartOrder)) {
			continue
		}
		out := ListRow{ID: row.ID}
		for _, col := range l.Columns {
			out.Values = append(out.Values, x.listCell(home, table, row.ID, col))
		}
		l.Rows = append(l.Rows, out)
	}
	return l, true
}

// listLeaves reports whether anything of a list may leave: it has to be one that the
// programme writes openly, and not for those outside.
func (x *reading) listLeaves(id string, to Audience) bool {
	if x.pair.Library.Registers[id] == nil || id == registerRules || to.Outside() {
		return false
	}
	return x.home(id).field != nil
}

// listCell returns what stands in a cell. In a list whose rows are given, the home
// table works out their names and days.
func (x *reading) listCell(home readTable, table Address, row RowID, col *Field) Value {
	if home.field.given() {
		return home.sheet.CellValue(home.field, Agreed, row, col)
	}
	return x.pair.Record.Value(table.InRow(row).At(col.ID))
}
