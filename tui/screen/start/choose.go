package start

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

const (
	tall      = 1000 // rows that no list of programmes needs
	aboutMost = 3    // rows of what a programme is for
	signsFrom = 5    // rows of a list from which it is said that there is more of it
)

// programmes reports whether a question is the choice among the programmes, of
// which there can be many.
func (q question) programmes() bool { return q.id == "template_id" }

// drawChosen paints the programme that is chosen, while the keys are elsewhere: the
// others are looked at only by whoever wants another.
func (b *begin) drawChosen(q question, w int) string {
	th, opts := b.d.Theme, q.fd.Choices(b.pair.Asking())
	v, _ := q.ed.Value()
	for _, o := range opts {
		if o.ID != string(v) {
			continue
		}
		text := cell.Cut(theme.On+" "+b.pair.Text(o.Label), w)
		note := b.d.Words.N("start.one_of", len(opts))
		if len(opts) < 2 || cell.Width(text)+2+cell.Width(note) > w {
			return text
		}
		return text + "  " + th.Hint.Paint(note)
	}
	return th.Missing.Paint(strings.Repeat("_", min(24, max(w, 1))))
}

// drawProgrammes paints the list of programmes around the one at hand, and below it
// what that one is for. The words below take the same room whichever it is, so that
// nothing jumps.
func (b *begin) drawProgrammes(lines []string, q question, w, h int, fr *tui.Frame) ([]string, spot) {
	th := b.d.Theme
	v := q.ed.Draw(max(w-2, 4), tall, th)
	about, most := b.about(q, w, h)
	room := max(h-2-most, 3)
	sp := spot{from: len(lines) - 1, x: w - 2}
	sp.top = max(min(v.Y-room/2, len(v.Lines)-room), 0)
	end := min(sp.top+room, len(v.Lines))
	sp.first, sp.last = sp.top, end
	fr.X, fr.Y = v.X+2, len(lines)+v.Y-sp.top
	for y := sp.top; y < end; y++ {
		line := "  " + strings.TrimRight(v.Lines[y], " ")
		switch {
		case room < signsFrom:
		case y == sp.top && y > 0:
			line, sp.first = "    "+th.Hint.Paint(cell.Cut(b.d.Words.T("start.above"), max(w-4, 0))), y+1
		case y == end-1 && end < len(v.Lines):
			line, sp.last = "    "+th.Hint.Paint(cell.Cut(b.d.Words.T("start.below"), max(w-4, 0))), y
		}
		lines = append(lines, line)
	}
	return append(lines, about...), sp
}

// about says what the programme at hand is for, and how many rows the longest of
// them takes.
func (b *begin) about(q question, w, h int) (lines []string, most int) {
	limit := min(max((h-4)/3, 0), aboutMost)
	indent := min(4, max(w-1, 0))
	for _, o := range q.fd.Choices(b.pair.Asking()) {
		pr := b.d.Library.Programmes[forms.ProgrammeOf(forms.Value(o.ID))]
		if pr == nil {
			continue
		}
		l := b.d.Words.Lang()
		said := cell.Wrap(pr.Fill(pr.About.In(l), l), max(w-indent, 1))
		if len(said) > limit {
			rest := strings.Join(said[max(limit-1, 0):], " ")
			said = append(said[:max(limit-1, 0)], cell.Cut(rest, max(w-indent, 1)))[:limit]
		}
		most = max(most, len(said))
		if o.ID != field.OptionAt(q.ed) {
			continue
		}
		for _, text := range said {
			lines = append(lines, strings.Repeat(" ", indent)+b.d.Theme.Hint.Paint(text))
		}
	}
	for len(lines) < most {
		lines = append(lines, "")
	}
	return lines, most
}
