package forms

import "slices"

// Table returns the address under which the rows of a rows field are kept: in
// the sheet, in a register of the pair, or in another table of the sheet.
func (s Sheet) Table(fd *Field, v Voice) Address {
	if other, ok := s.rowsOf(fd); ok {
		return Address{Sheet: s.ID, Field: other.ID, Voice: s.Voices(other)[0]}
	}
	if fd.Register != "" {
		return registerTable(fd.Register)
	}
	return Address{Sheet: s.ID, Field: fd.ID, Voice: v}
}

// rowsOf returns the table whose rows another one shows. It is answered by one voice.
func (s Sheet) rowsOf(fd *Field) (*Field, bool) {
	if fd.Of == "" {
		return nil, false
	}
	other, ok := s.Form.Field(fd.Of)
	return other, ok && other.Kind == KindRows && len(s.Voices(other)) > 0
}

// registerTable is the address under which a register keeps its rows.
func registerTable(id string) Address {
	return Address{Sheet: Register(id), Field: id, Voice: Agreed}
}

// Cell returns the address of a cell of a table. Shared columns live in the
// register, a sheet's own columns in the sheet under the same row id.
func (s Sheet) Cell(fd *Field, v Voice, row RowID, col *Field) Address {
	if col.Shared {
		return s.Table(fd, v).InRow(row).At(col.ID)
	}
	return Address{Sheet: s.ID, Field: fd.ID, Row: row, Part: col.ID, Voice: v}
}

// Rows returns the rows that a table shows on this sheet, in order.
func (s Sheet) Rows(fd *Field, v Voice) []Row {
	shown := s.Pair.rows.get(s.Pair, func() map[rowsKey][]Row { return map[rowsKey][]Row{} })
	key := rowsKey{s.ID, fd, v}
	rows, ok := shown[key]
	if !ok {
		rows = s.findRows(fd, v)
		shown[key] = rows
	}
	return slices.Clone(rows)
}

// rowsKey is what the rows of a table depend on beside the record.
type rowsKey struct {
	id    SheetID
	field *Field
	voice Voice
}

func (s Sheet) findRows(fd *Field, v Voice) []Row {
	if fd.given() {
		return s.givenRows(fd)
	}
	table := s.Table(fd, v)
	rows := s.Pair.Record.Rows(table)
	if fd.Register == "" || fd.Take == TakeAll || fd.Take == "" {
		return rows
	}
	keep := rows[:0]
	for _, row := range rows {
		if s.takes(fd, v, table.InRow(row.ID)) {
			keep = append(keep, row)
		}
	}
	return keep
}

// given reports whether the rows of a table are known beforehand.
func (fd *Field) given() bool { return fd.Steps || len(fd.Given) > 0 }

func (s Sheet) givenRows(fd *Field) []Row {
	var rows []Row
	for _, o := range fd.Given {
		rows = append(rows, Row{ID: RowID(o.ID)})
	}
	if fd.Steps {
		for _, st := range s.Pair.Programme().Steps {
			rows = append(rows, Row{ID: RowID(st.ID)})
		}
	}
	return rows
}

// CellValue returns what stands in a cell: what was answered, or in an auto column
// what the program works out for the row.
func (s Sheet) CellValue(fd *Field, v Voice, row RowID, col *Field) Value {
	p := s.Pair
	if col.Kind != KindAuto {
		return p.Record.Value(s.Cell(fd, v, row, col))
	}
	if col.Auto == "given" {
		return Value(s.rowName(fd, row))
	}
	st, ok := p.wholePlanStep(string(row))
	if !ok {
		return ""
	}
	switch col.Auto {
	case "step_due":
		return Value(p.Words.Short(st.Due))
	case "step_who":
		return Value(p.Responsible(st.Step))
	case "step_status":
		return Value(p.Standing(st.Status))
	}
	return ""
}

// rowName names a given row.
func (s Sheet) rowName(fd *Field, row RowID) string {
	for _, o := range fd.Given {
		if o.ID == string(row) {
			return s.Pair.Text(o.Label)
		}
	}
	for i := range s.Pair.Programme().Steps {
		if st := &s.Pair.Programme().Steps[i]; fd.Steps && st.ID == string(row) {
			return s.Pair.Text(st.Text)
		}
	}
	return ""
}

func (s Sheet) takes(fd *Field, v Voice, row Address) bool {
	rec := s.Pair.Record
	from := rec.Value(row.At(PartFrom))
	switch fd.Take {
	case TakeHere:
		return string(from) == s.ID.String()
	case TakeOpen:
		return !Settled(rec.Value(row.At(columnStatus)))
	case TakeEarlier:
		return !s.notYet(from) && !s.settledBefore(fd, v, row.Row)
	}
	return true
}

// notYet reports whether a row was written in this meeting or a later one, so
// that it is nothing from last time.
func (s Sheet) notYet(from Value) bool {
	id, err := ParseSheetID(string(from))
	return err == nil && s.ID.Number > 0 && id.Form == s.ID.Form && id.Number >= s.ID.Number
}

// settledBefore reports whether an earlier meeting gave a row an outcome that
// ends it. Until then it comes back at every meeting: nothing may vanish
// unanswered (rule 16).
func (s Sheet) settledBefore(fd *Field, v Voice, row RowID) bool {
	for _, n := range s.Pair.Meetings() {
		if n >= s.ID.Number {
			return false
		}
		earlier := s
		earlier.ID.Number = n
		for i := range fd.Columns {
			col := &fd.Columns[i]
			if col.Sets == nil || col.Sets.Column != columnStatus {
				continue
			}
			outcome := s.Pair.Record.Value(earlier.Cell(fd, v, row, col))
			if Settled(Value(col.Sets.Values[string(outcome)])) {
				return true
			}
		}
	}
	return false
}

// Settled reports whether a status means that nothing more is to be done.
func Settled(status Value) bool {
	switch status {
	case "done", "late", "dropped", "reached":
		return true
	}
	return false
}

// MayAddRows reports whether rows can be added here, or only commented.
func (s Sheet) MayAddRows(fd *Field) bool {
	if fd.given() || fd.Of != "" {
		return false
	}
	if fd.Register == "" {
		return true
	}
	if fd.Take == TakeEarlier {
		return false
	}
	for i := range fd.Columns {
		if fd.Columns[i].Shared && !fd.Columns[i].ReadOnly {
			return true
		}
	}
	return false
}

// AddRow returns the changes that put a new row after the given one; after "", or
// a row that is not there, puts it at the end.
func (s Sheet) AddRow(fd *Field, v Voice, after RowID) (RowID, []Change) {
	id := NewRowID()
	row := s.Table(fd, v).InRow(id)
	cs := []Change{{row.At(PartOrder), Value(s.orderAfter(fd, v, after))}}
	if fd.Register != "" {
		cs = append(cs, Change{row.At(PartFrom), Value(s.ID.String())})
		if def := s.Pair.Library.Registers[fd.Register]; def != nil {
			if _, ok := def.column(columnStatus); ok {
				cs = append(cs, Change{row.At(columnStatus), statusOpen})
			}
		}
	}
	return id, cs
}

func (d *RegisterDef) column(id string) (*Field, bool) {
	return (&Field{Columns: d.Columns}).Column(id)
}

func (s Sheet) orderAfter(fd *Field, v Voice, after RowID) string {
	rows := s.Pair.Record.Rows(s.Table(fd, v)) // all of the register, not only those shown
	before := ""
	for i, row := range rows {
		if row.ID == after {
			return OrderBetween(row.Order, nextOrder(rows[i:]))
		}
		before = row.Order
	}
	return OrderBetween(before, "")
}

// nextOrder returns the first key behind that of the first row, "" where there is
// none. Rows that two copies of a book added at the same time have the same key.
func nextOrder(rows []Row) string {
	for _, row := range rows {
		if row.Order > rows[0].Order {
			return row.Order
		}
	}
	return ""
}

// RemoveRow returns the change that takes a row away; none for a given row, or one of
// another table. Its
// cells stay in the history, and undo brings it back as it was.
func (s Sheet) RemoveRow(fd *Field, v Voice, row RowID) []Change {
	if fd.given() || fd.Of != "" {
		return nil
	}
	return []Change{{s.Table(fd, v).InRow(row).At(PartOrder), ""}}
}

// MoveRow returns the changes that move a row by one place up (by < 0) or down;
// none at the edge.
func (s Sheet) MoveRow(fd *Field, v Voice, row RowID, by int) []Change {
	if fd.given() || fd.Of != "" {
		return nil
	}
	rows := s.Rows(fd, v)
	for i := range rows {
		if rows[i].ID != row {
			continue
		}
		j := i - 1
		if by > 0 {
			j = i + 1
		}
		if j < 0 || j >= len(rows) {
			return nil
		}
		return s.swap(s.Table(fd, v), rows[min(i, j)], rows[max(i, j)])
	}
	return nil
}

// swap lets two neighbours, upper above lower, change places.
func (s Sheet) swap(table Address, upper, lower Row) []Change {
	if upper.Order != lower.Order {
		return []Change{
			{table.InRow(upper.ID).At(PartOrder), Value(lower.Order)},
			{table.InRow(lower.ID).At(PartOrder), Value(upper.Order)},
		}
	}
	// The same key, from two copies of the book: the upper one, and all others
	// with that key below, get keys of their own behind the lower one.
	rows := s.Pair.Record.Rows(table)
	start := slices.IndexFunc(rows, func(r Row) bool { return r.Order == lower.Order })
	key, end := lower.Order, nextOrder(rows[start:])
	var cs []Change
	below := false
	for _, r := range rows[start:] {
		below = below || r.ID == upper.ID
		if !below || r.Order != lower.Order || r.ID == lower.ID {
			continue
		}
		key = OrderBetween(key, end)
		cs = append(cs, Change{table.InRow(r.ID).At(PartOrder), Value(key)})
	}
	return cs
}

// Follow returns the changes together with what they bring with them: an outcome
// in a meeting also sets the action's status, and an outcome taken back opens it
// again. It looks at the answers from before the changes.
func (s Sheet) Follow(cs []Change) []Change {
	out := append([]Change(nil), cs...)
	for _, c := range cs {
		out = append(out, s.Pair.goalFollows(c)...)
		if c.Addr.Row == "" || c.Addr.Sheet != s.ID {
			continue
		}
		fd, ok := s.Form.Field(c.Addr.Field)
		if !ok || fd.Register == "" {
			continue
		}
		col, ok := fd.Column(c.Addr.Part)
		if !ok || col.Sets == nil {
			continue
		}
		at := s.Table(fd, c.Addr.Voice).InRow(c.Addr.Row).At(col.Sets.Column)
		if v, ok := s.brings(col.Sets, c, at); ok {
			out = append(out, Change{at, v})
		}
	}
	return out
}

// brings returns what an answer to a column sets. Taken back, it takes back only
// what it had set itself.
func (s Sheet) brings(sets *Sets, c Change, at Address) (Value, bool) {
	rec := s.Pair.Record
	if c.Value != "" || sets.Column != columnStatus {
		v, ok := sets.Values[string(c.Value)]
		return Value(v), ok
	}
	had, ok := sets.Values[string(rec.Value(c.Addr))]
	return statusOpen, ok && rec.Value(at) == Value(had)
}
