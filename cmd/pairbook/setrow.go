package main

import (
	"pairbook/forms"
)

// planRows plans what is done to a table: a new row, a cell, a row away.
func (r *run) planRows(e *edit, values []string) error {
	fd, at := e.item.Field, e.place
	switch {
	case at.add:
		return r.addRow(e, values)
	case at.row == 0:
		return usage("rows_how", "field", fd.ID, "columns", partNames(fd))
	}
	rows := e.sheet.Rows(fd, e.voice)
	if at.row > len(rows) {
		return notFound("no_row", "field", fd.ID, "n", at.row, "rows", r.words.N("cli.rows", len(rows)))
	}
	e.row = rows[at.row-1].ID
	switch {
	case at.drop:
		return dropRow(e, values)
	case at.part == "":
		return r.cells(e, values)
	}
	col, err := columnOf(fd, at.part)
	if err != nil {
		return err
	}
	if len(values) != 1 {
		return usage("one_value", "field", fd.ID+"[n]."+col.ID)
	}
	return r.change(e, col, e.sheet.Cell(fd, e.voice, e.row, col), values[0])
}

func (r *run) cells(e *edit, values []string) error {
	if len(values) == 0 {
		return usage("rows_how", "field", e.item.Field.ID, "columns", partNames(e.item.Field))
	}
	return r.each(e, values, func(col *forms.Field) forms.Address {
		return e.sheet.Cell(e.item.Field, e.voice, e.row, col)
	})
}

func (r *run) addRow(e *edit, values []string) error {
	fd := e.item.Field
	if !e.sheet.MayAddRows(fd) {
		return invalid("rows_elsewhere", "field", fd.ID)
	}
	if n := len(e.sheet.Rows(fd, e.voice)); fd.Max != nil && n >= int(*fd.Max) {
		return invalid("rows_full", "field", fd.ID, "n", n)
	}
	if len(values) == 0 {
		return usage("rows_how", "field", fd.ID, "columns", partNames(fd))
	}
	e.row, e.changes = e.sheet.AddRow(fd, e.voice, "")
	return r.cells(e, values)
}

func dropRow(e *edit, values []string) error {
	fd := e.item.Field
	switch {
	case len(values) > 0:
		return usage("no_value", "field", fd.ID)
	case !e.sheet.MayAddRows(fd):
		return invalid("rows_elsewhere", "field", fd.ID)
	}
	e.changes = e.sheet.RemoveRow(fd, e.voice, e.row)
	return nil
}

// rowNumber returns where the row of an edit stands now, from 1; 0 where it is
// not shown.
func rowNumber(e edit) int {
	for i, row := range e.sheet.Rows(e.item.Field, e.voice) {
		if row.ID == e.row {
			return i + 1
		}
	}
	return 0
}
