package intake

import (
	"slices"
	"strings"

	"pairbook/forms"
)

// table compares an answer in rows.
func (c *comparer) table(fd *forms.Field, a Answer, base *Table) {
	t := &rowTable{comparer: c, field: fd, voice: a.Voice, line: a.Line, file: a.Table.Rows, may: c.sheet.MayAddRows(fd)}
	if base != nil {
		t.book = base.Rows
	}
	t.now = c.sheet.Rows(fd, a.Voice)
	if !t.may || len(t.book) == 0 {
		t.asNow()
	}
	t.match = t.matched()
	t.check()
	if t.broken {
		return
	}
	t.remove()
	t.arrange()
	if !t.broken {
		t.cells()
	}
}

// maxRows is how many rows a table of a file may have: far more than anybody writes.
const maxRows = 1000

// rowTable is a table while it is compared.
type rowTable struct {
	*comparer
	field  *forms.Field
	voice  forms.Voice
	line   int
	file   []Row
	book   []Row // as the book would hand them out
	now    []forms.Row
	match  []int // of each row of the file, which of the book; -1 for none
	may    bool  // rows can be added, moved and taken away here
	added  []bool
	broken bool
}

// matched finds which row of the book each row of the file is. Rows that cannot be moved
// here are told by their order, as long as what is only shown in them agrees.
func (t *rowTable) matched() []int {
	match := make([]int, len(t.file))
	for i := range match {
		match[i] = -1
	}
	if len(t.file) > maxRows {
		return match
	}
	named := slices.ContainsFunc(t.file, func(r Row) bool { return r.ID != "" })
	inOrder := !t.may && !named && len(t.file) == len(t.book)
	if !inOrder || !t.agrees() {
		match = align(t.file, t.book)
	}
	for i := range match {
		if inOrder && match[i] < 0 && !slices.Contains(match, i) {
			match[i] = i
		}
	}
	return match
}

// agrees reports whether the rows of file and book have the same in the columns that
// are only shown. Rows that are new in this file have nothing to compare yet.
func (t *rowTable) agrees() bool {
	for i, row := range t.file {
		for _, c := range row.Cells {
			col, _ := t.field.Column(c.Part)
			was, known := t.book[i].cell(c.Part)
			if known && (col.ReadOnly || col.Auto == "given") && c.Text != was.Text {
				return false
			}
		}
	}
	return true
}

// asNow takes the rows of the copy for those of the book: rows of another table, that
// this file may have changed a few lines before.
func (t *rowTable) asNow() {
	old := t.book
	t.book = nil
	for _, row := range t.now {
		i := slices.IndexFunc(old, func(b Row) bool { return b.ID == row.ID })
		if i < 0 {
			t.book = append(t.book, Row{ID: row.ID})
		} else {
			t.book = append(t.book, old[i])
		}
	}
}

// check refuses rows that cannot be added.
func (t *rowTable) check() {
	if len(t.file) > maxRows {
		t.add(t.file[maxRows].Line, "rows_full", "label", t.label(t.field), "n", maxRows)
		t.broken = true
		return
	}
	for i, row := range t.file {
		switch {
		case t.match[i] >= 0:
		case !t.may:
			t.add(row.Line, "row_elsewhere", "label", t.label(t.field))
			t.broken = true
		case row.ID != "" && !isRowID(row.ID):
			t.add(row.Line, "row_id", "id", brief(string(row.ID)))
			t.broken = true
		}
	}
	if n := len(t.file); t.may && t.field.Max != nil && n > int(*t.field.Max) && n > len(t.book) {
		t.add(t.file[n-1].Line, "rows_full", "label", t.label(t.field), "n", int(*t.field.Max))
		t.broken = true
	}
}

// remove takes away the rows that are not in the file any more.
func (t *rowTable) remove() {
	if !t.may {
		return
	}
	for j, row := range t.book {
		if slices.Contains(t.match, j) {
			continue
		}
		if t.shut(t.line) {
			t.broken = true
			return
		}
		t.put(t.sheet.RemoveRow(t.field, t.voice, row.ID)...)
		t.changes = append(t.changes, Change{
			Kind: Remove, Line: t.line, Field: t.field, Voice: t.voice, Row: j + 1, Old: inOneLine(row),
		})
	}
}

func inOneLine(row Row) string {
	var cells []string
	for _, c := range row.Cells {
		if text := plain(c.Text); text != "" {
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, " · ")
}

// arrange adds the new rows and moves those that stand elsewhere.
func (t *rowTable) arrange() {
	stays := staying(t.match)
	t.added = make([]bool, len(t.file))
	before := forms.RowID("")
	for i := range t.file {
		row := &t.file[i]
		if t.match[i] >= 0 {
			row.ID = t.book[t.match[i]].ID
		}
		switch {
		case !t.may || stays[i]:
		case t.shut(row.Line):
			t.broken = true
			return
		case t.match[i] >= 0:
			at := t.sheet.Table(t.field, t.voice).InRow(row.ID).At(forms.PartOrder)
			t.put(forms.Change{Addr: at, Value: t.order(before, i, stays)})
			t.changes = append(t.changes, Change{
				Kind: Move, Line: row.Line, Field: t.field, Voice: t.voice, Row: i + 1, New: inOneLine(*row),
			})
		default:
			t.addRow(i, before, stays)
		}
		before = row.ID
	}
}

func (t *rowTable) addRow(i int, before forms.RowID, stays []bool) {
	row := &t.file[i]
	t.added[i] = true
	id, cs := t.sheet.AddRow(t.field, t.voice, "")
	if row.ID != "" {
		id = row.ID
	}
	row.ID = id
	for j := range cs {
		cs[j].Addr.Row = id
		if cs[j].Addr.Part == forms.PartOrder {
			cs[j].Value = t.order(before, i, stays)
		}
	}
	t.put(cs...)
	t.changes = append(t.changes, Change{
		Kind: Add, Line: row.Line, Field: t.field, Voice: t.voice, Row: i + 1, New: inOneLine(*row),
	})
}

// order is a key between the row before and the one after it that stays, among all rows
// of the list and not only those shown.
func (t *rowTable) order(before forms.RowID, i int, stays []bool) forms.Value {
	all := t.sheet.Pair.Record.Rows(t.sheet.Table(t.field, t.voice))
	find := func(id forms.RowID) int {
		return slices.IndexFunc(all, func(r forms.Row) bool { return r.ID == id })
	}
	if at := find(before); at >= 0 {
		return forms.Value(forms.OrderBetween(all[at].Order, orderAbove(all[at:])))
	}
	for j := i; j < len(t.file); j++ {
		if !stays[j] {
			continue
		}
		at := find(t.book[t.match[j]].ID)
		below := ""
		for k := at - 1; k >= 0 && below == ""; k-- {
			if all[k].Order < all[at].Order {
				below = all[k].Order
			}
		}
		return forms.Value(forms.OrderBetween(below, all[at].Order))
	}
	if len(all) == 0 {
		return forms.Value(forms.OrderBetween("", ""))
	}
	return forms.Value(forms.OrderBetween(all[len(all)-1].Order, ""))
}

// orderAbove is the first key above that of the first row; "" for none.
func orderAbove(rows []forms.Row) string {
	for _, r := range rows {
		if r.Order > rows[0].Order {
			return r.Order
		}
	}
	return ""
}

// cells compares what stands in the rows.
func (t *rowTable) cells() {
	for i, row := range t.file {
		was := Row{}
		if !t.added[i] && t.match[i] >= 0 {
			was = t.book[t.match[i]]
		}
		for _, said := range row.Cells {
			t.cell(i, row, said, was)
		}
	}
}

func (t *rowTable) cell(i int, row Row, said Cell, was Row) {
	col, _ := t.field.Column(said.Part)
	old, known := was.cell(said.Part)
	if leaves, _ := t.was.Leaves(col, t.voice, t.head.For); !leaves {
		t.comparer.add(said.Line, "not_yours", "label", t.label(col))
		return
	}
	if col.Kind == forms.KindAuto {
		if known && old.Text != said.Text && (col.Auto == "given" || !t.comparer.file.intact) {
			t.comparer.add(said.Line, "computed", "label", t.label(col))
		}
		return
	}
	ch := Change{Line: said.Line, Field: t.field, Part: col, Voice: t.voice, Row: i + 1}
	if !known { // a new row holds what it brings along
		old = Cell{Text: remarkLine}
	}
	at := t.sheet.Cell(t.field, t.voice, row.ID, col)
	if t.added[i] {
		ch.Field = nil // the new row has been told
		t.said = append(t.said, forms.Change{Addr: at, Value: t.sheet.Pair.Record.Value(at)})
	}
	t.when(col, func() { t.value(col, at, said, old, ch) })
}
