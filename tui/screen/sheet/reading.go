package sheet

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// memoKey tells whether an answer has to be laid out again.
type memoKey struct {
	addr  forms.Address
	turn  uint64
	w     int
	lang  string
	theme string
}

// reading lays an answer out that is only shown. What was laid out is kept until
// the record, the width, the language or the look changes.
func (s *Screen) reading(fd *forms.Field, a forms.Address, w int) []string {
	if s.d.Pair.Record.Drafts[a] != "" {
		return s.readAnswer(fd, a, w) // a draft changes without the record's version
	}
	key := memoKey{a, s.d.Pair.Record.Version(), w, string(s.d.Words.Lang()), s.d.Theme.Name}
	if lines, ok := s.memo[key]; ok {
		return lines
	}
	if len(s.memo) > 400 {
		clear(s.memo)
	}
	lines := s.readAnswer(fd, a, w)
	s.memo[key] = lines
	return lines
}

func (s *Screen) readAnswer(fd *forms.Field, a forms.Address, w int) []string {
	rec, asking := s.d.Pair.Record, s.d.Pair.Asking()
	v := rec.Value(a)
	inTable := a.Row != ""
	if draft := rec.Drafts[a]; draft != "" {
		if problem := s.notRead(fd, draft); problem != nil {
			s.problems[a] = problem
		}
		if fd.Kind != forms.KindChoice && fd.Kind != forms.KindMulti {
			return s.prose(trimmed(draft), w)
		}
		v = forms.Value(draft)
	}
	if lines := s.allOptions(fd, v, w); lines != nil && !fd.ReadOnly {
		return lines // what cannot be chosen here shows only what was
	}
	switch {
	case v == "" && cell.Width(s.unit(fd))+3 <= w && s.unit(fd) != "":
		return []string{s.d.Theme.Missing.Paint("–") + "  " + s.d.Theme.Hint.Paint(s.unit(fd))}
	case v == "":
		return []string{s.d.Theme.Missing.Paint("–")}
	case inTable && fd.Kind == forms.KindDate:
		return s.prose(fd.ShowShort(v, asking), w) // as in the rows that are closed
	}
	return s.prose(trimmed(fd.Show(v, asking)), w)
}

// trimmed is a text without the empty lines at its ends, which say nothing.
func trimmed(text string) string {
	return strings.TrimLeft(strings.TrimRight(text, " \n"), "\n")
}

func (s *Screen) prose(text string, w int) []string {
	lines := cell.Wrap(text, w)
	if len(lines) > answered {
		more := s.d.Words.N("sheet.more_lines", len(lines)-answered+1)
		lines = append(lines[:answered-1:answered-1], s.d.Theme.Hint.Paint(cell.Cut(more, w)))
	}
	return lines
}

// allOptions shows every option of a short choice, as paper does; nil where they
// would not fit on one line.
func (s *Screen) allOptions(fd *forms.Field, v forms.Value, w int) []string {
	parts := s.optionParts(fd, v, w)
	if parts == nil {
		return nil
	}
	return []string{strings.Join(parts, optionGap)}
}

const optionGap = "   "

// optionParts returns the options of a short choice with their marks; nil where
// they would not fit side by side in w cells.
func (s *Screen) optionParts(fd *forms.Field, v forms.Value, w int) []string {
	if fd.Kind == forms.KindMulti {
		return nil
	}
	asking := s.d.Pair.Asking()
	chosen := ""
	for _, e := range forms.Entries(v) {
		chosen = e.ID
		if e.Detail != "" {
			return nil
		}
	}
	var parts []string
	width := -len(optionGap)
	for _, o := range fd.Choices(asking) {
		mark := theme.Off
		if o.ID == chosen {
			mark = theme.On
		}
		part := mark + " " + asking.Fill(o.Label)
		width += cell.Width(part) + len(optionGap)
		parts = append(parts, part)
	}
	if width > w {
		return nil
	}
	return parts
}

// optionAt returns which option of a shown choice stands at a cell; ok is false
// where there is none, or options are not shown side by side.
func (s *Screen) optionAt(fd *forms.Field, v forms.Value, w, x int) (n int, ok bool) {
	for i, part := range s.optionParts(fd, v, w) {
		width := cell.Width(part)
		if x >= 0 && x < width {
			return i, true
		}
		x -= width + len(optionGap)
	}
	return 0, false
}

// drawOwnNotes says, to both alike, that a section can also hold what one of them
// keeps alone.
func (s *Screen) drawOwnNotes(p *page, sec section) {
	if s.d.Reader.Alone || s.id.Of != "" {
		return
	}
	for i := range sec.sec.Fields {
		if sec.sec.Fields[i].Seen != forms.SeenAuthor {
			continue
		}
		for _, l := range cell.Wrap(s.t("sheet.own_notes"), max(p.w, 4)) {
			p.add(-1, s.d.Theme.Hint.Paint(l))
		}
		p.add(-1, "")
		return
	}
}
