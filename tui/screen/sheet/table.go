package sheet

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// drawTable: a line for each row, and the row that has the keys opened up with
// its columns below each other, so that it can be written in at any width.
func (s *Screen) drawTable(p *page, n int, fd *forms.Field, v forms.Voice) {
	rows := s.sheet.Rows(fd, v)
	tab := s.tableOf(fd, v, rows, p.w-indent-3)
	inRow := s.hasKeys(n) && s.here().row != ""
	switch {
	case len(rows) == 0 && !s.sheet.MayAddRows(fd):
		p.add(-1, "  "+s.d.Theme.Hint.Paint(s.t("sheet.no_rows")))
	case tab.fits && len(rows) > 0 && !(inRow && len(rows) == 1):
		p.add(-1, "     "+s.d.Theme.Hint.Paint(joinCells(tab.grid[0], tab.widths)))
	}
	first := -1
	for i, row := range rows {
		first = s.rowStop(n, row.ID, first)
		lead := "  " + cell.Pad(strconv.Itoa(i+1), 3)
		if s.here().row == row.ID && s.hasKeys(n) {
			s.drawCard(p, n, fd, v, row, i+1)
			continue
		}
		for _, l := range tab.lines[i] {
			p.add(first, lead+l)
			lead = "     "
		}
		s.rowProblems(p, first, fd, v, row)
		s.drawBefore(p, first, fd, v, row.ID)
	}
	if at := s.addStopOf(n, v); at >= 0 {
		s.drawAdd(p, at)
		s.drawPointsLeft(p, at, fd, v)
	}
}

// table is a table in words, and how its rows look while none of them has the keys.
type table struct {
	grid   [][]string // the head, then the rows
	w      int        // what the rest was laid out for
	widths []int
	fits   bool
	lines  [][]string // of each row
}

func (t *table) layOut(w int) {
	t.w, t.lines = w, make([][]string, len(t.grid)-1)
	t.widths, t.fits = columnWidths(t.grid, w)
	for i, cells := range t.grid[1:] {
		t.lines[i] = rowLines(cells, t.widths, t.fits, w)
	}
}

// tableOf lays a table out for w cells. A cell that is being typed shows what is
// typed.
func (s *Screen) tableOf(fd *forms.Field, v forms.Voice, rows []forms.Row, w int) *table {
	key := forms.Address{Sheet: s.id, Field: fd.ID, Voice: v}
	t := s.tables.get(s.d.Pair, key, func() *table { return &table{grid: s.makeGrid(fd, v, rows), w: -1} })
	if drafts := s.d.Pair.Record.Drafts; len(drafts) > 0 {
		t = s.withDrafts(t, fd, v, rows)
	}
	if t.w != w {
		t.layOut(w)
	}
	return t
}

func (s *Screen) withDrafts(t *table, fd *forms.Field, v forms.Voice, rows []forms.Row) *table {
	own := &table{grid: append([][]string(nil), t.grid...), w: -1}
	changed := false
	for i, row := range rows {
		for j := range fd.Columns {
			text := s.d.Pair.Record.Drafts[s.sheet.Cell(fd, v, row.ID, &fd.Columns[j])]
			if text == "" {
				continue
			}
			changed = true
			own.grid[i+1] = append([]string(nil), own.grid[i+1]...)
			own.grid[i+1][j] = cell.CleanLine(text)
		}
	}
	if !changed {
		return t
	}
	return own
}

func (s *Screen) makeGrid(fd *forms.Field, v forms.Voice, rows []forms.Row) [][]string {
	head := make([]string, len(fd.Columns))
	for i := range fd.Columns {
		head[i] = s.d.Pair.Text(fd.Columns[i].Label)
	}
	out := [][]string{head}
	asking := s.d.Pair.Asking()
	for _, row := range rows {
		cells := make([]string, len(fd.Columns))
		for i := range fd.Columns {
			cells[i] = cell.CleanLine(fd.Columns[i].ShowShort(s.sheet.CellValue(fd, v, row.ID, &fd.Columns[i]), asking))
		}
		out = append(out, cells)
	}
	return out
}

func (s *Screen) rowProblems(p *page, stop int, fd *forms.Field, v forms.Voice, row forms.Row) {
	for i := range fd.Columns {
		s.drawProblem(p, stop, 5, s.sheet.Cell(fd, v, row.ID, &fd.Columns[i]))
	}
}

// rowStop returns the first stop of a row, looked for from another one on.
func (s *Screen) rowStop(item int, row forms.RowID, from int) int {
	for i := max(from, 0); i < len(s.stops); i++ {
		if st := &s.stops[i]; st.row == row && st.item == item && st.kind == answerStop {
			return i
		}
	}
	return -1
}

func (s *Screen) addStopOf(item int, v forms.Voice) int {
	for i, st := range s.stops {
		if st.item == item && st.kind == addStop && st.voice == v {
			return i
		}
	}
	return -1
}

func (s *Screen) drawCard(p *page, n int, fd *forms.Field, v forms.Voice, row forms.Row, number int) {
	from := len(p.lines)
	width := s.labelWidth(fd.Columns, p.w)
	first := s.rowStop(n, row.ID, 0)
	lead := theme.Here + " " + strconv.Itoa(number)
	told := false
	for i := range fd.Columns {
		col := &fd.Columns[i]
		a := s.sheet.Cell(fd, v, row.ID, col)
		if !col.ReadOnly && !told {
			told = true
			s.drawBefore(p, first, fd, v, row.ID)
		}
		at := len(p.lines)
		if col.ReadOnly {
			for j, l := range s.readOnly(fd, v, row.ID, col, max(p.w-indent-3-width, 4)) {
				p.add(first, "   "+s.labelled(s.d.Pair.Text(col.Label), indent+width, j == 0, false)+l)
			}
		} else {
			q := *p
			q.w -= 3
			q.lines, q.on, q.spots = nil, nil, nil
			q.from, q.to, q.ed, q.curX = -1, -1, -1, -1
			s.drawPlace(&q, s.stopAt(n, a), indent+width, s.d.Pair.Text(col.Label), col, a)
			p.shift(&q, 3)
		}
		if i == 0 && at < len(p.lines) {
			p.lines[at] = s.d.Theme.Focus.Paint(cell.Pad(lead, 5)) + strings.TrimPrefix(p.lines[at], "     ")
		}
	}
	if len(p.lines)-from <= p.h && p.from >= from {
		p.from = from
	}
}

// readOnly lays out a cell that is only shown: one that is written elsewhere, or
// that the program works out.
func (s *Screen) readOnly(fd *forms.Field, v forms.Voice, row forms.RowID, col *forms.Field, w int) []string {
	if col.Kind == forms.KindAuto {
		return wrapped(cell.CleanLine(string(s.sheet.CellValue(fd, v, row, col))), w)
	}
	return s.reading(col, s.sheet.Cell(fd, v, row, col), w)
}

// shift takes over what was drawn apart, dx cells to the right.
func (p *page) shift(q *page, dx int) {
	base := len(p.lines)
	for i, l := range q.lines {
		p.add(q.on[i], strings.Repeat(" ", dx)+l)
	}
	if q.to >= 0 {
		p.from, p.to = base+q.from, base+q.to
	}
	if q.ed >= 0 {
		p.ed, p.edX, p.edRows = base+q.ed, q.edX+dx, q.edRows
	}
	for _, sp := range q.spots {
		sp.line, sp.x = sp.line+base, sp.x+dx
		p.spots = append(p.spots, sp)
	}
	if q.curX >= 0 {
		p.curX, p.curY = q.curX+dx, base+q.curY
	}
}

func (s *Screen) drawAdd(p *page, stop int) {
	style, lead := s.d.Theme.Accent, "  "
	if stop == s.at {
		style, lead = s.d.Theme.Focus, theme.Here+" "
		p.from, p.to = len(p.lines), len(p.lines)+1
		p.curX, p.curY = 0, len(p.lines)
	}
	if s.sheet.ReadOnly() {
		return
	}
	p.add(stop, lead+style.Paint("+ "+cell.Cut(s.t("sheet.add_row"), max(p.w-6, 1))))
}
