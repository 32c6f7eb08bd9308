package history

import (
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// question names what was changed: the question, its part, or the row and column
// of a table, and whose answer it is where there are several.
func (s *Screen) question(l line) string {
	if l.ofSheet() {
		return s.t("history.state")
	}
	p := s.d.Pair
	label := s.placed(l, p.Text(l.field.Label))
	if l.num > 0 && s.id.Of == "" {
		label = s.t("history.number", "n", l.num, "question", label)
	}
	a := l.rev.Addr
	if s.id.Of == "" && (l.field.By == forms.ByEach || l.field.Compare) {
		name := s.t("history.agreed")
		if a.Voice.IsPerson() {
			name = p.Name(a.Voice)
		}
		label = s.t("history.whose", "question", label, "name", name)
	}
	return cell.CleanLine(label)
}

// placed adds the part, or the row and column, to a question.
func (s *Screen) placed(l line, label string) string {
	part := ""
	if l.part != nil {
		part = s.d.Pair.Text(l.part.Label)
	}
	switch {
	case l.ofRow() && l.gone:
		return s.t("history.row_gone", "question", label)
	case l.ofRow() && l.row > 0:
		return s.t("history.row", "question", label, "n", l.row)
	case l.ofRow():
		return label
	case l.inRow() && l.gone:
		return s.t("history.cell_gone", "question", label, "part", part)
	case l.inRow() && l.row > 0:
		return s.t("history.cell", "question", label, "n", l.row, "part", part)
	case l.part != nil:
		return s.t("history.part", "question", label, "part", part)
	}
	return label
}

// by says who made a change and when.
func (s *Screen) by(l line) string {
	at := l.rev.Time.Wall().In(s.d.Now().Location())
	clock := lang.Clock(at.Hour()*60 + at.Minute())
	when := s.t("history.when", "date", s.d.Words.Short(lang.DateOf(at)), "time", s.d.Words.Clock(clock))
	return s.t("history.by", "name", cell.CleanLine(s.d.Pair.Name(l.rev.Author)), "when", when)
}

// kind says that a change undid another, or repeated it; "" for a plain one.
func (s *Screen) kind(l line) string {
	switch l.rev.Kind {
	case forms.Undo:
		return s.t("history.undone") + theme.Between
	case forms.Redo:
		return s.t("history.redone") + theme.Between
	}
	return ""
}

// texts returns what stood there before and after, in full or on one line each.
func (s *Screen) texts(l line, short bool) (before, after string) {
	switch {
	case l.ofSheet():
		return s.state(l.old), s.state(l.rev.Value)
	case l.ofRow():
		return s.rowTexts(l, short)
	}
	return s.text(l, l.old, short), s.text(l, l.rev.Value, short)
}

func (s *Screen) text(l line, v forms.Value, short bool) string {
	if v == "" {
		return s.t("history.nothing")
	}
	if short {
		return cell.CleanLine(l.subject().ShowShort(v, s.d.Pair.Asking()))
	}
	return l.subject().Show(v, s.d.Pair.Asking())
}

func (s *Screen) state(v forms.Value) string {
	if v == "" {
		return s.t("history.nothing")
	}
	if key := "history.state_" + string(v); s.d.Words.Has(key) {
		return s.t(key)
	}
	return cell.CleanLine(string(v)) // of a newer version of the program
}

// rowTexts tells of a row as a whole. A row that is gone is shown by its cells,
// which are kept.
func (s *Screen) rowTexts(l line, short bool) (before, after string) {
	cells := s.cells(l, short)
	switch {
	case l.rev.Value == "":
		return cells, s.t("history.row_removed")
	case l.old == "":
		return s.t("history.nothing"), s.t("history.row_added")
	}
	return cells, s.t("history.row_moved")
}

// cells returns what stands in a row now: its first answer, or all of them below
// each other.
func (s *Screen) cells(l line, short bool) string {
	sh, ok := s.sheet()
	if !ok {
		return ""
	}
	var out []string
	v := l.rev.Addr.Voice
	for i := range l.field.Columns {
		col := &l.field.Columns[i]
		text := col.ShowShort(s.d.Pair.Record.Value(sh.Cell(l.field, v, l.rev.Addr.Row, col)), s.d.Pair.Asking())
		if text == "" || !sh.MayRead(col, v, s.d.Reader) {
			continue
		}
		if short {
			return cell.CleanLine(text)
		}
		out = append(out, s.t("history.field", "label", s.d.Pair.Text(col.Label), "text", text))
	}
	if len(out) == 0 {
		return s.t("history.nothing")
	}
	return strings.Join(out, "\n")
}

// change tells a change on one line of w cells. Where two long texts begin alike,
// their beginnings are left out, so that the difference is seen.
func (s *Screen) change(l line, w int) string {
	before, after := s.texts(l, true)
	switch {
	case l.ofSheet(), l.old == "":
		return cell.Cut(after, w)
	case l.rev.Value == "" && !l.ofRow():
		after = s.t("history.taken_back")
	}
	if cell.Width(s.t("history.change", "old", before, "new", after)) > w {
		before, after = apart(before, after)
		room := w - cell.Width(s.t("history.change", "old", "", "new", ""))
		half := max(room/2, room-cell.Width(after))
		before = cell.Cut(before, max(half, 1))
		after = cell.Cut(after, max(room-cell.Width(before), 1))
	}
	return cell.Cut(s.t("history.change", "old", before, "new", after), w)
}

// apart leaves out the beginning that two texts share, where it is long.
func apart(a, b string) (string, string) {
	const worth = 12 // bytes from which leaving out helps
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	n = strings.LastIndexByte(a[:n], ' ') + 1
	if n < worth {
		return a, b
	}
	return cell.Ellipsis + a[n:], cell.Ellipsis + b[n:]
}
