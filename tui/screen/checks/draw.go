package checks

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	pageMost = 80 // text never runs wider than a person reads easily
	lead     = 4  // the mark of the entry at hand, and its own
	textRows = 2  // rows of an entry that does not have the keys
	mostRows = 4  // rows that the editor of a note may take
)

// page is what was drawn last: its rows, and the entry that each belongs to.
type page struct {
	lines    []string
	on       []int
	w, h     int // h: rows of the window that show it
	from, to int // rows of the entry at hand
	edX, edY int // where the editor begins, in the window
	edRows   int
	curX     int
	curY     int // row of the page with the cursor, -1 none
}

func (p *page) add(on int, line string) {
	p.lines = append(p.lines, strings.TrimRight(line, " "))
	p.on = append(p.on, on)
}

// Draw paints as much of each finding as lets all of them be seen at once, and the one
// at hand whole.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Words.T("checks.title")}
	if w < 1 || h < 1 || s.d.Pair == nil {
		return fr
	}
	s.lay(w, h)
	p := &s.page
	s.scroll()
	fr.Lines = append(fr.Lines, p.lines[s.top:min(s.top+p.h, len(p.lines))]...)
	if p.h < h && len(p.lines) > p.h {
		fr.Lines = append(fr.Lines, s.sign())
	}
	p.edY -= s.top
	if y := p.curY - s.top; p.curY >= 0 && y >= 0 && y < p.h {
		fr.X, fr.Y = p.curX, y
	}
	return fr.Clip(w, h)
}

// layout is how much is told of a finding that does not have the keys.
type layout struct {
	rows  int  // at most
	first bool // only its first sentence
	air   bool // a blank row between the findings
}

// lay sets the page out as airy as fits.
func (s *Screen) lay(w, h int) {
	for _, how := range []layout{{textRows, false, true}, {textRows, false, false}, {textRows, true, false}, {1, true, false}} {
		s.page = page{w: min(w, pageMost), h: h, curY: -1}
		s.compose(how)
		if len(s.page.lines) <= h {
			return
		}
	}
	if h > 2 {
		s.page.h = h - 1 // the last row says that it goes on
	}
}

func (s *Screen) compose(how layout) {
	p := &s.page
	if !s.waiting() {
		for _, l := range cell.Wrap(s.d.Words.T("checks.none"), p.w) {
			p.add(-1, l)
		}
	}
	for i, e := range s.entries {
		if how.air && len(p.lines) > 0 {
			p.add(-1, "")
		}
		if i == s.at {
			p.from = len(p.lines)
		}
		s.drawEntry(i, e, how)
		if i == s.at {
			p.to = len(p.lines)
		}
	}
}

// drawEntry paints what a finding says; of the one at hand also why, and where it is
// mended.
func (s *Screen) drawEntry(i int, e entry, how layout) {
	p, th, here := &s.page, s.d.Theme, i == s.at
	if here {
		p.curX, p.curY = 0, len(p.lines)
	}
	for n, l := range s.told(e, here, how) {
		switch {
		case here:
			l = th.Focus.Paint(l)
		case e.mark != theme.Attention:
			l = th.Hint.Paint(l)
		}
		if n == 0 {
			p.add(i, s.lead(e, here)+l)
			continue
		}
		p.add(i, s.indent()+l)
	}
	if !here || e.finding == nil {
		return
	}
	s.hint(i, e.note)
	if s.ed != nil {
		s.drawNote(i)
		return
	}
	s.hint(i, e.why)
	s.tell(i, th.Accent, s.where(e))
}

// told sets what a finding says: whole where it has the keys.
func (s *Screen) told(e entry, here bool, how layout) []string {
	room, text := max(s.page.w-lead, 1), e.what
	switch end := strings.Index(text, ". "); {
	case here:
		return cell.Wrap(text, room)
	case how.first && end > 0:
		text = text[:end+1]
	}
	return cell.Brief(text, room, how.rows)
}

func (s *Screen) hint(i int, text string) { s.tell(i, s.d.Theme.Hint, text) }

func (s *Screen) tell(i int, style theme.Style, text string) {
	if text == "" {
		return
	}
	for _, l := range cell.Wrap(text, max(s.page.w-lead, 1)) {
		s.page.add(i, s.indent()+style.Paint(l))
	}
}

// where names the sheet and the question that Enter goes to.
func (s *Screen) where(e entry) string {
	sh, ok := s.d.Pair.Sheet(e.place.Sheet)
	if !ok {
		return ""
	}
	if fd, ok := sh.Form.Field(e.place.Field); ok {
		return sh.Title() + theme.Between + s.d.Pair.Text(fd.Label)
	}
	return sh.Title()
}

// drawNote paints the editor of the note that sets the entry at hand aside.
func (s *Screen) drawNote(i int) {
	p, th := &s.page, s.d.Theme
	s.hint(i, s.d.Words.T("checks.ask_note"))
	x := min(lead, max(p.w-6, 0))
	v := s.ed.Draw(max(p.w-x, 1), mostRows, th)
	p.edX, p.edY, p.edRows = x, len(p.lines), len(v.Lines)
	p.curX, p.curY = x+v.X, len(p.lines)+v.Y
	for _, l := range v.Lines {
		p.add(i, strings.Repeat(" ", x)+l)
	}
}

// scroll brings the entry at hand into sight, from its beginning on; of one that is
// being set aside the note.
func (s *Screen) scroll() {
	p := &s.page
	if s.seek || p.from >= s.top+p.h || p.to <= s.top {
		s.seek = false
		if p.to > s.top+p.h {
			s.top = p.to - p.h
		}
		s.top = min(s.top, p.from)
		if s.ed != nil {
			s.top = max(s.top, p.edY+p.edRows-p.h)
		}
	}
	s.top = max(min(s.top, len(p.lines)-p.h), 0)
}

// sign says that the page goes on below: with more findings, or with the one at hand.
func (s *Screen) sign() string {
	p, n, last := &s.page, 0, -1
	end := s.top + p.h
	if end >= len(p.lines) {
		return ""
	}
	for i, on := range p.on {
		if i >= end && on >= 0 && on != last && p.on[end-1] != on {
			n++
		}
		last = on
	}
	text := s.d.Words.T("checks.goes_on")
	if n > 0 {
		text = s.d.Words.N("checks.more", n)
	}
	return s.indent() + s.d.Theme.Hint.Paint(cell.Cut(text, max(p.w-lead, 1)))
}

func (s *Screen) indent() string {
	if s.page.w <= lead {
		return ""
	}
	return strings.Repeat(" ", lead)
}

// lead is the sign of the entry at hand, and the entry's own mark.
func (s *Screen) lead(e entry, here bool) string {
	th, style := s.d.Theme, s.d.Theme.Hint
	if e.finding != nil && fold(e.finding) == noFold {
		style = th.Warn
		if e.finding.Severity == forms.Stop {
			style = th.Bad
		}
	}
	mark := " "
	if here {
		mark = th.Focus.Paint(theme.Here)
	}
	if s.page.w <= lead {
		return ""
	}
	return mark + " " + style.Paint(e.mark) + " "
}
