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
	if draft := rec.Drafts[a]; draft != "" {
		if _, problem := fd.Parse(draft, asking); problem != nil {
			s.problems[a] = problem
		}
		return s.prose(draft, w)
	}
	if v != "" {
		if lines := s.allOptions(fd, v, w); lines != nil {
			return lines
		}
		return s.prose(fd.Show(v, asking), w)
	}
	if lines := s.allOptions(fd, v, w); lines != nil {
		return lines
	}
	return []string{s.d.Theme.Missing.Paint("–")}
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
	if fd.Kind == forms.KindMulti {
		return nil
	}
	asking := s.d.Pair.Asking()
	opts := fd.Choices(asking)
	if len(opts) == 0 {
		return nil
	}
	var parts []string
	chosen := ""
	for _, e := range forms.Entries(v) {
		chosen = e.ID
		if e.Detail != "" {
			return nil
		}
	}
	width := 0
	for _, o := range opts {
		mark := theme.Off
		if o.ID == chosen {
			mark = theme.On
		}
		part := mark + " " + asking.Fill(o.Label)
		width += cell.Width(part) + 3
		parts = append(parts, part)
	}
	if width-3 > w {
		return nil
	}
	return []string{strings.Join(parts, "   ")}
}

// drawOthers shows what the other voices said about a compared question: all of
// it while the question has the keys, one line else.
func (s *Screen) drawOthers(p *page, first int, it forms.Item, keys bool) {
	if keys {
		p.add(first, "  "+s.voiceTabs(it, p.w-indent))
	}
	edited := s.editedVoices(it)[0]
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed} {
		if v == edited {
			continue
		}
		text := s.sheet.Reading(it.Field, v)
		if text == "" {
			continue
		}
		most := 1
		if keys {
			most = answered
		}
		name := s.voiceName(v) + ": "
		for i, l := range firstLines(cell.Wrap(name+text, max(p.w-indent-2, 8)), most) {
			lead := "    "
			if i == 0 {
				lead = "  "
			}
			p.add(first, lead+s.voiceStyle(v).Paint(l))
		}
	}
	p.to = max(p.to, min(p.to, len(p.lines)))
}

// voiceTabs shows whose answer is being written, of mine, yours and agreed.
func (s *Screen) voiceTabs(it forms.Item, w int) string {
	edited := s.editedVoices(it)[0]
	var parts []string
	width := 0
	for _, v := range []forms.Voice{forms.Agreed, forms.Mentee, forms.Mentor} {
		name := cell.Cut(s.voiceName(v), max(w/3-3, 4))
		width += cell.Width(name) + 4
		if v == edited {
			parts = append(parts, s.d.Theme.Focus.Paint(theme.On+" "+name))
			continue
		}
		parts = append(parts, s.d.Theme.Hint.Paint(theme.Off+" "+name))
	}
	return strings.Join(parts, "  ")
}

func (s *Screen) voiceName(v forms.Voice) string {
	if v == forms.Agreed {
		return s.t("sheet.agreed")
	}
	return s.d.Pair.Name(v)
}

func (s *Screen) drawComputed(p *page, stop int, c forms.Computed) {
	if c.Empty() {
		p.add(stop, "  "+s.d.Theme.Missing.Paint("–"))
		return
	}
	if c.Text != "" {
		for _, l := range cell.Wrap(c.Text, max(p.w-indent, 4)) {
			p.add(stop, "  "+l)
		}
	}
	if len(c.Rows) == 0 {
		return
	}
	widths := columnWidths(append([][]string{c.Head}, c.Rows...), p.w-indent)
	p.add(stop, "  "+s.d.Theme.Hint.Paint(joinCells(c.Head, widths)))
	for _, row := range c.Rows {
		p.add(stop, "  "+joinCells(row, widths))
	}
}
