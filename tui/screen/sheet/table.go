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
	grid := s.grid(fd, v, rows)
	widths := columnWidths(grid, p.w-indent-3)
	if len(rows) > 1 || len(rows) == 1 && !(s.hasKeys(n) && s.here().row != "") {
		p.add(-1, "     "+s.d.Theme.Hint.Paint(joinCells(grid[0], widths)))
	} else if len(rows) == 0 && !s.sheet.MayAddRows(fd) {
		p.add(-1, "  "+s.d.Theme.Hint.Paint(s.t("sheet.no_rows")))
	}
	for i, row := range rows {
		first := s.rowStop(n, row.ID)
		lead := "  " + cell.Pad(strconv.Itoa(i+1), 3)
		if s.here().row == row.ID && s.hasKeys(n) {
			s.drawCard(p, n, fd, v, row, i+1)
			continue
		}
		p.add(first, lead+joinCells(grid[i+1], widths))
		s.rowProblems(p, first, fd, v, row)
	}
	if at := s.addStopOf(n, v); at >= 0 {
		s.drawAdd(p, at)
	}
}

func (s *Screen) grid(fd *forms.Field, v forms.Voice, rows []forms.Row) [][]string {
	head := make([]string, len(fd.Columns))
	for i := range fd.Columns {
		head[i] = s.d.Pair.Text(fd.Columns[i].Label)
	}
	out := [][]string{head}
	asking := s.d.Pair.Asking()
	for _, row := range rows {
		cells := make([]string, len(fd.Columns))
		for i := range fd.Columns {
			a := s.sheet.Cell(fd, v, row.ID, &fd.Columns[i])
			text := fd.Columns[i].ShowShort(s.d.Pair.Record.Value(a), asking)
			if draft := s.d.Pair.Record.Drafts[a]; draft != "" {
				text = draft
			}
			cells[i] = cell.CleanLine(text)
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

func (s *Screen) rowStop(item int, row forms.RowID) int {
	for i, st := range s.stops {
		if st.item == item && st.row == row && st.kind == answerStop {
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
	first := s.rowStop(n, row.ID)
	lead := theme.Here + " " + strconv.Itoa(number)
	for i := range fd.Columns {
		col := &fd.Columns[i]
		a := s.sheet.Cell(fd, v, row.ID, col)
		at := len(p.lines)
		if col.ReadOnly {
			for j, l := range s.reading(col, a, max(p.w-indent-3-width, 4)) {
				p.add(first, "   "+s.labelled(s.d.Pair.Text(col.Label), indent+width, j == 0, false)+l)
			}
		} else {
			q := *p
			q.w -= 3
			q.lines, q.on = nil, nil
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
		p.ed, p.edX = base+q.ed, q.edX+dx
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

// columnWidths shares w cells among the columns: as wide as their widest cell,
// the widest ones giving way first. Columns that find no room are left out.
func columnWidths(grid [][]string, w int) []int {
	if len(grid) == 0 {
		return nil
	}
	widths := make([]int, len(grid[0]))
	for _, row := range grid {
		for i, text := range row {
			if i < len(widths) {
				widths[i] = min(max(widths[i], cell.Width(text)), 40)
			}
		}
	}
	const least, gap = 6, 2
	for len(widths) > 1 && len(widths)*(least+gap) > w {
		widths = widths[:len(widths)-1]
	}
	for {
		total, widest := -gap, 0
		for i, n := range widths {
			total += n + gap
			if n > widths[widest] {
				widest = i
			}
		}
		if total <= w || widths[widest] <= 1 {
			return widths
		}
		widths[widest]--
	}
}

func joinCells(cells []string, widths []int) string {
	var b strings.Builder
	for i, w := range widths {
		if i >= len(cells) {
			break
		}
		if i > 0 {
			b.WriteString("  ")
		}
		b.WriteString(cell.Pad(cells[i], w))
	}
	return strings.TrimRight(b.String(), " ")
}
