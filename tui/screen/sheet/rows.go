package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
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
	return tea.Batch(keep, s.commit(s.sheet.RemoveRow(fd, v, row)))
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
