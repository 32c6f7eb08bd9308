package sheet

import (
	"strings"

	"pairbook/forms"
)

// gapWords says where in a table or a compound question something is missing: all
// the empty places of the first row that has one, or of the parts once one of them
// is answered.
func (s *Screen) gapWords(l forms.Left) string {
	first, ok := firstGap(l)
	if !ok || first.Row == "" && !s.anyPart(l) {
		return ""
	}
	var names []string
	for _, g := range l.Gaps {
		if col, ok := l.Item.Field.Column(g.Part); ok && g.Row == first.Row {
			names = append(names, s.d.Pair.Text(col.Label))
		}
	}
	if first.Row == "" {
		return s.t("sheet.left_parts", "columns", strings.Join(names, ", "))
	}
	return s.t("sheet.left_row", "n", first.Line, "columns", strings.Join(names, ", "))
}

// firstGap returns the first missing place that has a name.
func firstGap(l forms.Left) (forms.Gap, bool) {
	for _, g := range l.Gaps {
		if g.Part != "" {
			return g, true
		}
	}
	return forms.Gap{}, false
}

// anyPart reports whether a part of a compound question is answered.
func (s *Screen) anyPart(l forms.Left) bool {
	fd := l.Item.Field
	for i := range fd.Parts {
		if s.d.Pair.Record.Value(s.sheet.Address(fd, l.Voice).At(fd.Parts[i].ID)) != "" {
			return true
		}
	}
	return false
}

// gapAddress is the very place that the list of what is left tells of: a cell, a
// part, the line that adds a row, or the answer.
func (s *Screen) gapAddress(l forms.Left) forms.Address {
	fd := l.Item.Field
	g, named := firstGap(l)
	switch {
	case g.Row != "":
		if col, ok := fd.Column(g.Part); ok {
			return s.sheet.Cell(fd, l.Voice, g.Row, col)
		}
	case named:
		return s.sheet.Address(fd, l.Voice).At(g.Part)
	case fd.Kind == forms.KindRows:
		return s.addAddress(fd, l.Voice)
	}
	return s.sheet.Address(fd, l.Voice)
}

// addAddress stands for the line that adds a row to a table.
func (s *Screen) addAddress(fd *forms.Field, v forms.Voice) forms.Address {
	return s.sheet.Table(fd, v).At("+" + fd.ID)
}
