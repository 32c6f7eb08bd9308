package intake

import (
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
)

// table reads a table; nil where it is broken.
func (r *mdReader) table(fd *forms.Field, lines []line) *Table {
	for _, l := range lines {
		if !strings.HasPrefix(strings.TrimLeft(l.text, " \t"), "|") {
			r.faults.add(l.n, "no_table", "text", brief(l.text), "columns", r.labels(fd.Columns))
			return nil
		}
	}
	t := r.columns(fd, lines[0])
	if t == nil {
		return nil
	}
	if len(lines) < 2 || !isRule(lines[1].text, len(t.Columns)) {
		r.faults.add(lines[0].n, "no_rule", "rule", "|"+strings.Repeat(" --- |", len(t.Columns)))
		return nil
	}
	for _, l := range lines[2:min(len(lines), 2+maxRows+1)] {
		cells := rowCells(l.text)
		if len(cells) != len(t.Columns) {
			r.faults.add(l.n, "row_cells", "n", len(cells), "columns", len(t.Columns))
			return nil
		}
		if strings.Join(cells, "") == "" {
			continue // nobody has written in it
		}
		row := Row{Line: l.n}
		for i, raw := range cells {
			col, _ := fd.Column(t.Columns[i])
			if col.Kind == forms.KindAuto {
				r.fixed = append(r.fixed, raw)
			}
			row.Cells = append(row.Cells, Cell{Part: col.ID, Line: l.n, Text: r.cellText(col, raw)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// columns reads the head of a table; nil where it is none.
func (r *mdReader) columns(fd *forms.Field, l line) *Table {
	t := &Table{}
	for _, raw := range rowCells(l.text) {
		label := export.MarkdownLine(raw)
		col, ok := r.names.column(fd.Columns, label)
		switch {
		case !ok:
			r.faults.add(l.n, "no_column", "label", brief(label), "columns", r.labels(fd.Columns))
			return nil
		case slices.Contains(t.Columns, col.ID):
			r.faults.add(l.n, "column_twice", "label", brief(label))
			return nil
		}
		t.Columns = append(t.Columns, col.ID)
	}
	return t
}

// cellText reads a cell: the sign for no answer and our remarks are none.
func (r *mdReader) cellText(col *forms.Field, raw string) string {
	if raw == export.MarkdownNoCell {
		return ""
	}
	if text, ok := emphasised(raw); ok {
		if ours, empty := r.names.remark(text, col); ours && empty {
			return ""
		}
	}
	lines := strings.Split(strings.NewReplacer("<br/>", export.MarkdownBreak, "<br />", export.MarkdownBreak).Replace(raw), export.MarkdownBreak)
	for i, l := range lines {
		lines[i] = export.MarkdownLine(l)
	}
	return strings.Join(lines, "\n")
}

// rowCells cuts a line of a table at the bars that no backslash stands before.
func rowCells(s string) []string {
	s = strings.TrimPrefix(strings.Trim(s, " \t"), "|")
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			out = append(out, strings.Trim(s[start:i], " \t"))
			start = i + 1
		}
	}
	if rest := strings.Trim(s[start:], " \t"); rest != "" {
		out = append(out, rest)
	}
	return out
}

// isRule reports whether a line is the one below the head of a table.
func isRule(s string, columns int) bool {
	cells := rowCells(s)
	for _, c := range cells {
		c = strings.TrimSuffix(strings.TrimPrefix(c, ":"), ":")
		if c == "" || strings.Trim(c, "-") != "" {
			return false
		}
	}
	return len(cells) == columns
}
