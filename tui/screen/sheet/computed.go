package sheet

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// Where a computed table is wider than the page, its rows are set as blocks if a
// cell beside the first is wider than this, else as one line of text each.
const widest = 14

// drawComputed shows what the program filled in.
func (s *Screen) drawComputed(p *page, stop int, c forms.Computed) {
	if c.Empty() {
		p.add(stop, "  "+s.d.Theme.Missing.Paint("–"))
		return
	}
	for _, l := range wrapped(c.Text, p.w-indent) {
		p.add(stop, "  "+l)
	}
	widths, fits := columnWidths(append([][]string{c.Head}, c.Rows...), p.w-indent)
	switch {
	case len(c.Rows) == 0:
	case !fits && wide(c.Rows):
		s.drawStacked(p, stop, c)
	default:
		if fits {
			p.add(stop, "  "+s.d.Theme.Hint.Paint(joinCells(c.Head, widths)))
		}
		for _, row := range c.Rows {
			for _, l := range rowLines(row, widths, fits, p.w-indent) {
				p.add(stop, "  "+l)
			}
		}
	}
}

func wide(rows [][]string) bool {
	for _, row := range rows {
		for _, text := range row[min(1, len(row)):] {
			if cell.Width(text) > widest {
				return true
			}
		}
	}
	return false
}

// drawStacked sets each row as a small block: its first cell, and what each of the
// others says below it.
func (s *Screen) drawStacked(p *page, stop int, c forms.Computed) {
	for i, row := range c.Rows {
		if i > 0 {
			p.add(stop, "")
		}
		for j, text := range row {
			if text == "" {
				continue
			}
			lead := ""
			if j > 0 {
				lead = strings.Repeat(" ", indent)
			}
			if j > 0 && j < len(c.Head) && c.Head[j] != "" {
				text = s.t("export.label", "label", c.Head[j]) + " " + text
			}
			for _, l := range cell.Wrap(text, max(p.w-indent-len(lead), 4)) {
				if j == 0 {
					l = s.d.Theme.Label.Paint(l)
				}
				p.add(stop, "  "+lead+l)
			}
		}
	}
}

func wrapped(text string, w int) []string {
	if text == "" {
		return nil
	}
	return cell.Wrap(text, max(w, 4))
}

// rowLines sets a row in its columns, or where they do not fit as a line of text
// that goes on below.
func rowLines(cells []string, widths []int, fits bool, w int) []string {
	if fits {
		return wrapRow(cells, widths)
	}
	var said []string
	for _, text := range cells {
		if text != "" {
			said = append(said, text)
		}
	}
	if len(said) == 0 {
		return []string{"–"}
	}
	return cell.Wrap(strings.Join(said, theme.Between), max(w, 4))
}

// columnWidths returns how wide each column is, wide cells of more than 40 being
// wrapped; fits is false where they are too wide together.
func columnWidths(grid [][]string, w int) (widths []int, fits bool) {
	const most, gap = 40, 2
	total := -gap
	for i := range grid[0] {
		width := 0
		for _, row := range grid {
			if i < len(row) {
				width = min(max(width, cell.Width(row[i])), most)
			}
		}
		widths = append(widths, width)
		total += width + gap
	}
	return widths, total <= w
}

// joinCells sets cells side by side.
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

// wrapRow sets the cells of a row side by side, each wrapped in its own column, so
// that nothing is cut that somebody wrote.
func wrapRow(cells []string, widths []int) []string {
	const most = 4 // lines of one row
	cols := make([][]string, len(widths))
	height := 1
	for i, w := range widths {
		if i < len(cells) && cell.Width(cells[i]) > w {
			cols[i] = cell.Wrap(cells[i], w)
		} else if i < len(cells) {
			cols[i] = []string{cells[i]}
		}
		height = max(height, len(cols[i]))
	}
	lines := make([]string, min(height, most))
	row := make([]string, len(widths))
	for y := range lines {
		for i := range cols {
			row[i] = ""
			if y < len(cols[i]) {
				row[i] = cols[i][y]
			}
			if y == most-1 && len(cols[i]) > most {
				row[i] += cell.Ellipsis
			}
		}
		lines[y] = joinCells(row, widths)
	}
	return lines
}
