package talk

import (
	"strconv"
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	besideFrom = 64 // width from which the titles stand beside the lines
	titlesMost = 30 // cells that titles may take there
	textMost   = 76 // lines are never wider than is easily read aloud
	gap        = 3
	lead       = 2  // the mark of the title that is chosen
	airy       = 12 // rows from which a heading stands over the lines, with air below it
	step       = 2  // cells by which a topic is set in below its group
)

// page is what was drawn last.
type page struct {
	beside  bool
	from    int      // first title that is seen
	titles  int      // how many of them
	titleW  int      // how wide their column is
	text    []string // the lines of the chosen help, wrapped and painted
	rows    int      // how many of them are seen at once
	entries int
}

// titleAt returns the title at a cell; on reports whether the cell lies among the
// titles at all, and i is -1 where no title stands there.
func (p *page) titleAt(x, y int) (i int, on bool) {
	switch {
	case p.beside && x >= p.titleW, !p.beside && y >= p.titles, x < 0, y < 0:
		return -1, false
	case y >= p.titles:
		return -1, true
	}
	return p.from + y, true
}

// Draw paints the titles and the lines of the chosen one: side by side where there
// is room, else one below the other.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Words.T("talk.title")}
	if w < 1 || h < 1 || len(s.entries) == 0 {
		return fr
	}
	if s.page = (page{beside: w >= besideFrom}); s.page.beside {
		s.drawBeside(&fr, w, h)
	} else {
		s.drawBelow(&fr, w, h)
	}
	fr.X, fr.Y = 0, s.at-s.page.from
	return fr.Clip(w, h)
}

// drawBeside sets the titles at the left and the lines at the right.
func (s *Screen) drawBeside(fr *tui.Frame, w, h int) {
	p := &s.page
	for i := range s.entries {
		p.titleW = max(p.titleW, cell.Width(s.entries[i].title)+lead)
	}
	p.titleW = min(p.titleW, titlesMost, w/2)
	left := s.titles(p.titleW, h)
	right := s.chosen(min(w-p.titleW-gap, textMost), h, true)
	for y := range max(len(left), len(right)) {
		row := ""
		if y < len(left) {
			row = left[y]
		}
		if y < len(right) && right[y] != "" {
			row += strings.Repeat(" ", max(p.titleW+gap-cell.Width(row), 0)) + right[y]
		}
		fr.Lines = append(fr.Lines, row)
	}
}

// drawBelow sets a few titles above the lines. In a low window the chosen one is
// all there is room for, with how many there are.
func (s *Screen) drawBelow(fr *tui.Frame, w, h int) {
	few := max(min(h/3, len(s.entries)), 1)
	if h < airy {
		few = 1
	}
	fr.Lines = s.titles(w, few)
	if h > few+2 {
		fr.Lines = append(fr.Lines, s.d.Theme.Hint.Paint(strings.Repeat(theme.Rule, w)))
	}
	fr.Lines = append(fr.Lines, s.chosen(w, h-len(fr.Lines), false)...)
}

// titles paints as many titles as fit around the chosen one; how many there are
// stands beside it where not all are seen.
func (s *Screen) titles(w, h int) []string {
	p, th := &s.page, s.d.Theme
	p.entries = len(s.entries)
	p.titles = min(h, p.entries)
	p.from = max(min(s.at-p.titles/2, p.entries-p.titles), 0)
	var out []string
	for i := p.from; i < p.from+p.titles; i++ {
		mark, style, count := strings.Repeat(" ", lead), theme.Style{}, ""
		if i == s.at {
			mark, style = th.Focus.Paint(theme.Here)+" ", th.Focus
			if p.titles < p.entries {
				count = s.d.Words.T("talk.of", "n", strconv.Itoa(i+1), "all", strconv.Itoa(p.entries))
			}
		}
		room := w - lead
		if n := cell.Width(count); n > 0 && room-n-1 >= cell.Width(s.entries[i].title) {
			room -= n + 1
			count = " " + th.Hint.Paint(count)
		} else {
			count = ""
		}
		text := cell.Cut(s.entries[i].title, max(room, 0))
		if count != "" {
			text = cell.Pad(text, room)
		}
		out = append(out, strings.TrimRight(cut(mark, w)+style.Paint(text)+count, " "))
	}
	return out
}

// cut leaves the mark out where there is no room even for that.
func cut(mark string, w int) string {
	if w < lead {
		return ""
	}
	return mark
}

// chosen paints the lines of the chosen help, from the first one that is to be
// seen; what does not fit is counted below them.
func (s *Screen) chosen(w, h int, heading bool) []string {
	if w < 1 || h < 1 {
		s.page.text, s.page.rows = nil, 0
		return nil
	}
	var out []string
	if heading && h >= airy {
		out = append(out, s.d.Theme.Title.Paint(cell.Cut(s.entries[s.at].title, w)), "")
	}
	h -= len(out)
	p := &s.page
	if p.text = s.spoken(w, true); len(p.text) > h {
		p.text = s.spoken(w, false) // rather all of it than air
	}
	p.rows = h
	if len(p.text) > h && h > 2 {
		p.rows = h - 1 // the last row says that there is more
	}
	s.top = s.clamp(s.top)
	out = append(out, p.text[s.top:min(s.top+p.rows, len(p.text))]...)
	if p.rows < h && len(p.text) > h {
		out = append(out, s.d.Theme.Hint.Paint(cell.Cut(s.more(), w)))
	}
	return out
}

// more says how to read on, and back.
func (s *Screen) more() string {
	if below := len(s.page.text) - s.top - s.page.rows; below > 0 {
		return s.d.Words.N("talk.below", below)
	}
	return s.d.Words.N("talk.above", s.top)
}

// spoken wraps the lines of the chosen help to a width. With air there is an empty
// row between what is said; a line that goes on over several rows is set in.
func (s *Screen) spoken(w int, air bool) []string {
	th := s.d.Theme
	var out []string
	lines := s.entries[s.at].lines
	for i, l := range lines {
		grouped := l.depth > 0 || i+1 < len(lines) && lines[i+1].depth > 0
		if i > 0 && l.depth == 0 && (air || grouped) {
			out = append(out, "")
		}
		style := theme.Style{}
		if grouped && l.depth == 0 {
			style = th.Label
		}
		indent := min(step*l.depth, w/3)
		for n, row := range cell.Wrap(l.text, max(w-indent-step, 1)) {
			in := indent
			if n > 0 {
				in += min(step, w/3)
			}
			out = append(out, strings.Repeat(" ", in)+style.Paint(cell.Cut(row, w-in)))
		}
	}
	return out
}
