package forms

// Table returns the address under which the rows of a rows field are kept: in
// the sheet, or in a register of the pair.
func (s Sheet) Table(fd *Field, v Voice) Address {
	if fd.Register != "" {
		return Address{Sheet: Register(fd.Register), Field: fd.Register, Voice: Agreed}
	}
	return Address{Sheet: s.ID, Field: fd.ID, Voice: v}
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

func (s Sheet) takes(fd *Field, v Voice, row Address) bool {
	rec := s.Pair.Record
	from := string(rec.Value(row.At(PartFrom)))
	switch fd.Take {
	case TakeHere:
		return from == s.ID.String()
	case TakeOpen:
		return !Settled(rec.Value(row.At(columnStatus)))
	case TakeEarlier:
		id, err := ParseSheetID(from)
		if err == nil && id.Form == s.ID.Form && id.Number >= s.ID.Number {
			return false
		}
		return !s.settledBefore(fd, v, row.Row)
	}
	return true
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

// AddRow returns the changes that put a new row after the given one; after ""
// puts it at the end.
func (s Sheet) AddRow(fd *Field, v Voice, after RowID) (RowID, []Change) {
	id := NewRowID()
	row := s.Table(fd, v).InRow(id)
	cs := []Change{{row.At(PartOrder), Value(s.orderAfter(fd, v, after))}}
	if fd.Register != "" {
		cs = append(cs, Change{row.At(PartFrom), Value(s.ID.String())})
		if def := s.Pair.Library.Registers[fd.Register]; def != nil {
			if _, ok := def.column(columnStatus); ok {
				cs = append(cs, Change{row.At(columnStatus), "open"})
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
		if row.ID == after && i+1 < len(rows) {
			return OrderBetween(row.Order, rows[i+1].Order)
		}
		before = row.Order
	}
	return OrderBetween(before, "")
}

// RemoveRow returns the change that takes a row away. Its cells stay in the
// history, and undo brings it back as it was.
func (s Sheet) RemoveRow(fd *Field, v Voice, row RowID) []Change {
	return []Change{{s.Table(fd, v).InRow(row).At(PartOrder), ""}}
}

// MoveRow returns the changes that move a row by one place up (by < 0) or down;
// none at the edge.
func (s Sheet) MoveRow(fd *Field, v Voice, row RowID, by int) []Change {
	rows := s.Rows(fd, v)
	for i := range rows {
		if rows[i].ID != row {
			continue
		}
		j := i - 1
		if by > 0 {
			j = i + 1
		}
		if j < 0 || j >= len(rows) || rows[i].Order == rows[j].Order {
			return nil
		}
		table := s.Table(fd, v)
		return []Change{
			{table.InRow(row).At(PartOrder), Value(rows[j].Order)},
			{table.InRow(rows[j].ID).At(PartOrder), Value(rows[i].Order)},
		}
	}
	return nil
}

// Follow returns the changes together with what they bring with them: an outcome
// in a meeting also sets the action's status.
func (s Sheet) Follow(cs []Change) []Change {
	out := append([]Change(nil), cs...)
	for _, c := range cs {
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
		if v, ok := col.Sets.Values[string(c.Value)]; ok {
			out = append(out, Change{s.Table(fd, c.Addr.Voice).InRow(c.Addr.Row).At(col.Sets.Column), Value(v)})
		}
	}
	return out
}
