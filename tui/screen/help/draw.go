package help

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

const (
	pageMost  = 80 // text never runs wider than a person reads easily
	wideKeys  = 56 // width from which all keys of a deed are told, not the first alone
	lead      = 2  // the mark of the line that has the keys
	wheelStep = 3
)

// page is what was drawn last: its lines, which entry stands on each, and how
// many are seen at once.
type page struct {
	lines []string
	on    []int // line -> entry, -1 none
	w, h  int
}

func (p *page) add(entry int, style theme.Style, indent int, text string) {
	for _, l := range cell.Wrap(text, max(p.w-indent, 1)) {
		p.put(entry, strings.Repeat(" ", min(indent, p.w))+style.Paint(cell.Cut(l, p.w-indent)))
	}
}

func (p *page) put(entry int, line string) {
	p.lines = append(p.lines, strings.TrimRight(line, " "))
	p.on = append(p.on, entry)
}

// line returns the first line of an entry, -1 where it has none.
func (p *page) line(entry int) int {
	for i, e := range p.on {
		if e == entry && e >= 0 {
			return i
		}
	}
	return -1
}

// Draw paints the help page.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Words.T("help.title")}
	if w < 1 || h < 1 {
		return fr
	}
	s.page = page{w: min(w, pageMost), h: h}
	s.compose(&s.page)
	s.top = s.clamp(s.top)
	if s.fresh {
		s.fresh = false
		s.at = s.firstSeen()
		s.page = page{w: s.page.w, h: h}
		s.compose(&s.page)
	}
	if !s.seen(s.at) {
		s.reveal()
	}
	end := min(s.top+h, len(s.page.lines))
	fr.Lines = s.page.lines[s.top:end]
	if line := s.page.line(s.at); line >= s.top && line < end {
		fr.X, fr.Y = 0, line-s.top
	}
	return fr
}

func (s *Screen) compose(p *page) {
	th, w := s.d.Theme, s.d.Words
	if s.under != nil {
		if about := s.under.About(); w.Has(about) {
			p.add(-1, theme.Style{}, 0, w.T(about))
			p.put(-1, "")
		}
	}
	p.add(-1, th.Hint, 0, w.T("help.how"))
	col := s.keyColumn(p.w)
	for _, g := range s.groups {
		p.put(-1, "")
		p.add(-1, th.Title, 0, w.T(g.title))
		for i := g.from; i < g.to; i++ {
			s.drawEntry(p, i, col)
		}
	}
	for _, text := range []string{"help.dates", "help.keep"} {
		p.put(-1, "")
		p.add(-1, th.Title, 0, w.T(text+"_title"))
		p.add(-1, theme.Style{}, 0, w.T(text))
	}
}

// drawEntry: the key at the left, what it does, and why not now.
func (s *Screen) drawEntry(p *page, i, col int) {
	th, e := s.d.Theme, s.entries[i]
	mark, keyStyle, nameStyle := strings.Repeat(" ", lead), th.Accent, theme.Style{}
	if e.why != "" {
		keyStyle, nameStyle = th.Hint, th.Hint
	}
	if i == s.at {
		mark, nameStyle = th.Focus.Paint(theme.Here)+" ", th.Focus
	}
	indent := lead + col
	if p.w <= indent+4 { // no room for a column
		p.put(i, cell.Cut(s.keyNames(e, p.w)+" "+s.d.Words.T(e.binding.Name), p.w))
		return
	}
	for n, l := range cell.Wrap(s.d.Words.T(e.binding.Name), p.w-indent) {
		left := strings.Repeat(" ", indent)
		if n == 0 {
			left = mark + keyStyle.Paint(cell.Pad(s.keyNames(e, p.w), col))
		}
		p.put(i, left+nameStyle.Paint(l))
	}
	if e.why != "" {
		p.add(i, th.Hint, indent, s.d.Words.T("help.not_now", "reason", s.d.Words.T(e.why)))
	}
}

func (s *Screen) keyNames(e entry, w int) string {
	if w < wideKeys && len(e.binding.Keys) > 0 {
		return keys.Say(s.d.Words, e.binding.Keys[0])
	}
	var names []string
	for _, k := range e.binding.Keys {
		names = append(names, keys.Say(s.d.Words, k))
	}
	return strings.Join(names, ", ")
}

// keyColumn is the width of the column of keys, with the space behind it.
func (s *Screen) keyColumn(w int) int {
	col := 0
	for _, e := range s.entries {
		col = max(col, cell.Width(s.keyNames(e, w))+2)
	}
	return col
}

func (s *Screen) clamp(top int) int { return max(min(top, len(s.page.lines)-s.page.h), 0) }

// seen reports whether an entry's first line is in sight.
func (s *Screen) seen(entry int) bool {
	line := s.page.line(entry)
	return line >= s.top && line < s.top+s.page.h
}

// firstSeen returns the first entry that begins in sight, -1 where there is none.
func (s *Screen) firstSeen() int {
	for i := s.top; i < min(s.top+s.page.h, len(s.page.on)); i++ {
		if e := s.page.on[i]; e >= 0 && s.page.line(e) == i {
			return e
		}
	}
	return -1
}

// reveal scrolls so that the entry that has the keys is in sight, after the
// window has become smaller.
func (s *Screen) reveal() {
	line := s.page.line(s.at)
	switch {
	case line < 0:
	case line < s.top:
		s.top = line
	default:
		s.top = s.clamp(line - s.page.h + 1)
	}
}

// down goes to the next entry where it is in sight, and scrolls by a line where
// there is text to read before it.
func (s *Screen) down() tea.Cmd {
	here := s.page.line(s.at)
	if here < 0 {
		here = s.top - 1
	}
	s.step(s.next(here), 1)
	return nil
}

// up is down the other way.
func (s *Screen) up() tea.Cmd {
	here := s.page.line(s.at)
	if here < 0 {
		here = s.top + s.page.h
	}
	before := -1
	for i := min(here, len(s.page.on)) - 1; i >= 0; i-- {
		if e := s.page.on[i]; e >= 0 && e != s.at {
			before = e
			break
		}
	}
	s.step(before, -1)
	return nil
}

// step hands the keys to an entry that is in sight, if need be after scrolling by
// one line.
func (s *Screen) step(entry, by int) {
	if !s.seen(entry) {
		s.shift(by)
	}
	if s.seen(entry) {
		s.at = entry
	}
}

// next returns the first entry that begins behind a line, -1 where there is none.
func (s *Screen) next(line int) int {
	for i := max(line+1, 0); i < len(s.page.on); i++ {
		if e := s.page.on[i]; e >= 0 && e != s.at && s.page.line(e) == i {
			return e
		}
	}
	return -1
}

// shift scrolls by some lines; an entry that goes out of sight loses the keys.
func (s *Screen) shift(by int) {
	s.top = s.clamp(s.top + by)
	if !s.seen(s.at) {
		s.at = -1
	}
}

// scroll moves the page and hands the keys to the first entry in sight.
func (s *Screen) scroll(by int) tea.Cmd {
	s.top = s.clamp(s.top + by)
	if !s.seen(s.at) {
		s.at = s.firstSeen()
	}
	return nil
}

// click does the line that is clicked.
func (s *Screen) click(y int) tea.Cmd {
	line := s.top + y
	if y < 0 || y >= s.page.h || line >= len(s.page.on) || s.page.on[line] < 0 {
		return nil
	}
	s.at = s.page.on[line]
	return s.run()
}
