package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
)

// table returns the table that the keys are in.
func (s *Screen) table() (fd *forms.Field, v forms.Voice, row forms.RowID, ok bool) {
	st := s.here()
	if st.whole == nil || st.whole.Kind != forms.KindRows {
		return nil, "", "", false
	}
	return st.whole, st.voice, st.row, !s.sheet.ReadOnly()
}

func (s *Screen) addRow(st stop, after forms.RowID) tea.Cmd {
	if s.sheet.ReadOnly() {
		return nil
	}
	id, cs := s.sheet.AddRow(st.whole, st.voice, after)
	cmd := s.commit(cs)
	for i, x := range s.stops {
		if x.row == id {
			s.focus(i)
			break
		}
	}
	return cmd
}

func (s *Screen) addHere() tea.Cmd {
	fd, _, row, ok := s.table()
	if !ok || !s.sheet.MayAddRows(fd) {
		return nil
	}
	st := s.stops[s.at]
	return tea.Batch(s.settle(), s.addRow(st, row))
}

func (s *Screen) removeRow() tea.Cmd {
	fd, v, row, ok := s.table()
	if !ok || row == "" {
		return nil
	}
	keep := s.settle() // undo brings the row back with all that was typed
	s.ed = nil
	column := s.here().field
	number, next := s.neighbour(fd, v, row)
	cmd := s.commit(s.sheet.RemoveRow(fd, v, row))
	s.focusRow(fd, v, next, column)
	return tea.Batch(keep, cmd, tui.Note(s.t("sheet.row_removed", "n", number)))
}

// neighbour returns a row's place, from 1, and the row below it, else the one
// above; "" where it is the only one.
func (s *Screen) neighbour(fd *forms.Field, v forms.Voice, row forms.RowID) (number int, next forms.RowID) {
	rows := s.sheet.Rows(fd, v)
	for i := range rows {
		switch {
		case rows[i].ID != row:
			continue
		case i+1 < len(rows):
			return i + 1, rows[i+1].ID
		case i > 0:
			return i + 1, rows[i-1].ID
		}
		return i + 1, ""
	}
	return 0, ""
}

// focusRow goes to a column of a row; to the line that adds one where there is no
// row.
func (s *Screen) focusRow(fd *forms.Field, v forms.Voice, row forms.RowID, column *forms.Field) {
	for i, st := range s.stops {
		if st.whole != fd || st.voice != v || st.row != row {
			continue
		}
		if st.field == column || st.kind == addStop {
			s.focus(i)
			return
		}
	}
}

func (s *Screen) moveRow(by int) tea.Cmd {
	fd, v, row, ok := s.table()
	if !ok || row == "" {
		return nil
	}
	cs := s.sheet.MoveRow(fd, v, row, by)
	if len(cs) == 0 {
		return nil
	}
	return tea.Batch(s.settle(), s.commit(cs))
}

// tidy takes a row away that was added and never filled in, once the keys have
// left it.
func (s *Screen) tidy(old stop) tea.Cmd {
	if old.row == "" || s.sheet.ReadOnly() || !s.left && s.here().row == old.row {
		return nil
	}
	if !s.sheet.MayAddRows(old.whole) {
		return nil
	}
	rec := s.d.Pair.Record
	preset := s.preset(old)
	for i := range old.whole.Columns {
		col := &old.whole.Columns[i]
		a := s.sheet.Cell(old.whole, old.voice, old.row, col)
		if v := rec.Value(a); v != preset[col.ID] && v != "" || rec.Drafts[a] != "" {
			return nil
		}
	}
	return s.commit(s.sheet.RemoveRow(old.whole, old.voice, old.row))
}

// preset returns what a new row of a table holds by itself: that an action is
// open.
func (s *Screen) preset(st stop) map[string]forms.Value {
	_, cs := s.sheet.AddRow(st.whole, st.voice, "")
	out := make(map[string]forms.Value, len(cs))
	for _, c := range cs {
		out[c.Addr.Part] = c.Value
	}
	return out
}
