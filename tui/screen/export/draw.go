package export

import (
	"bytes"
	"strings"

	"pairbook/forms"
	paper "pairbook/forms/export"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

const (
	pageMost   = 80 // text never runs wider than a person reads easily
	previewMin = 6  // rows of the preview for which the choices stand still above it
	lead       = 2  // the mark of the place that has the keys
	nameMost   = 60
	wheelStep  = 3
)

// page is what was drawn last: its lines, the stop on each, and how they lie in
// the window: head rows that stand still, then a window over the rest.
type page struct {
	lines   []string
	on      []int // line -> stop, -1 none
	w, h    int
	fixed   int // lines that stand still
	edX     int // column at which editors begin
	curX    int
	curLine int // line of the cursor, -1 none
	to      int // line behind the place that has the keys, and what is said about it
}

const titleRows = 1

func (p *page) put(stop int, line string) {
	p.lines = append(p.lines, strings.TrimRight(line, " "))
	p.on = append(p.on, stop)
}

func (p *page) wrap(style theme.Style, text string) {
	for _, l := range cell.Wrap(text, p.w) {
		p.put(-1, style.Paint(l))
	}
}

// item sets a point of a list: its later lines stand under its first.
func (p *page) item(style theme.Style, text string) {
	mark, room := "· ", max(p.w-2, 1)
	for _, l := range cell.Wrap(text, room) {
		p.put(-1, fitLine(style.Paint(mark+l), p.w))
		mark = "  "
	}
}

// most is the furthest the rest can be scrolled, step a page of it.
func (p *page) most() int { return max(len(p.lines)-p.fixed-p.room(), 0) }
func (p *page) room() int { return max(p.h-titleRows-p.fixed, 0) }
func (p *page) step() int { return max(p.room()-1, 1) }

// lineAt returns the line that a row of the window shows, -1 where none.
func (p *page) lineAt(y, top int) int {
	n := y - titleRows
	if n >= p.fixed {
		n += top
	}
	if n < 0 || n >= len(p.lines) || y >= p.h {
		return -1
	}
	return n
}

// first returns the first line of a stop.
func (p *page) first(stop int) int {
	for i, n := range p.on {
		if n == stop {
			return i
		}
	}
	return 0
}

// Draw paints the choices and, below, what the file will say.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1}
	s.page = page{w: min(max(w, 1), pageMost), h: h, curLine: -1}
	if w < 1 || h < 1 {
		return fr
	}
	p := &s.page
	sh, ok := s.sheet()
	if !ok || s.stops == nil {
		fr.Lines = cell.Wrap(s.t("exportscreen.no_sheet"), p.w)
		fr.Lines = fr.Lines[:min(len(fr.Lines), h)]
		return fr
	}
	fr.Title = s.d.Pair.Title()
	s.drawChoices(p)
	if len(p.lines)+titleRows+previewMin <= h {
		p.fixed = len(p.lines)
	}
	if !s.who {
		s.drawHints(p)
	}
	s.drawPreview(p)
	s.place(p)
	fr.Lines = append(fr.Lines, s.d.Theme.Title.Paint(cell.Cut(s.t("exportscreen.title", "title", s.what(sh)), w)))
	for y := titleRows; y < h; y++ {
		n := p.lineAt(y, s.top)
		if n < 0 {
			break
		}
		if n == p.curLine {
			fr.X, fr.Y = min(p.curX, w-1), y
		}
		fr.Lines = append(fr.Lines, p.lines[n])
	}
	return fr
}

// place keeps the scrolling in bounds and, where asked, the place that has the
// keys in sight.
func (s *Screen) place(p *page) {
	if s.reveal && p.fixed == 0 {
		s.top = max(s.top, p.to-p.room())
		s.top = min(s.top, p.first(s.at))
	}
	s.reveal = false
	s.top = max(min(s.top, p.most()), 0)
}

func (s *Screen) drawChoices(p *page) {
	col := s.labelColumn(p.w)
	p.edX = lead + col
	for i, st := range s.stops {
		switch st.kind {
		case buttonStop:
			s.drawButton(p, i)
		case openStop:
			s.drawOpen(p, i)
		default:
			s.drawStop(p, i, st)
		}
	}
}

// drawHeading sets what comes below off from what stands above.
func (s *Screen) drawHeading(p *page) {
	if !s.who { // nothing stands between it and the button
		p.put(-1, "")
	}
	heading := "exportscreen.says"
	if s.who {
		heading = "leaves.who_title"
	}
	p.put(-1, s.d.Theme.Title.Paint(cell.Cut(s.t(heading), p.w)))
}

// drawHints says what goes and what stays and why, or what a calendar is for, and what
// was handed out last.
func (s *Screen) drawHints(p *page) {
	th := s.d.Theme
	switch {
	case s.isCalendar():
		p.wrap(th.Hint, s.t("exportscreen.calendar_hint"))
	case s.isPack():
		p.wrap(th.Hint, s.t("frompaper.pack_hint"))
	default:
		s.document() // which makes the preview
		goes, stays := s.preview.Lines(s.d.Pair)
		p.wrap(theme.Style{}, goes)
		p.wrap(th.Hint, s.t("exportscreen.stays"))
		for _, text := range stays {
			p.item(th.Hint, text)
		}
	}
	if all := s.d.Pair.Ledger(); len(all) > 0 {
		p.wrap(th.Hint, cell.CleanLine(s.d.Pair.SayHanded(all[0], s.d.Now().Location())))
	}
}

// what names what the file is made of.
func (s *Screen) what(sh forms.Sheet) string {
	switch {
	case s.isCalendar():
		return s.t("exportscreen.calendar_title")
	case s.isPack():
		return s.t("frompaper.pack_title")
	}
	return sh.Title()
}

func (s *Screen) labelColumn(w int) int {
	col := 0
	for _, st := range s.stops {
		if st.label != "" {
			col = max(col, cell.Width(s.t(st.label))+1)
		}
	}
	return max(min(col, w/2-lead), 0)
}

// drawStop: a label, and its editor beside it. An editor that has not the keys is
// drawn without its bar and its colours.
func (s *Screen) drawStop(p *page, i int, st stop) {
	th, mark, style := &theme.Theme{}, strings.Repeat(" ", lead), s.d.Theme.Hint
	if i == s.at {
		th, mark, style = s.d.Theme, s.d.Theme.Focus.Paint(theme.Here)+" ", s.d.Theme.Focus
	}
	room := p.w - p.edX
	if st.kind == nameStop {
		room = min(room, nameMost)
	}
	v := st.ed.Draw(max(room, 1), max(p.h-2, 1), th)
	from := len(p.lines)
	for n, l := range v.Lines {
		left := strings.Repeat(" ", p.edX)
		if n == 0 {
			left = mark + style.Paint(cell.Pad(s.t(st.label), p.edX-lead))
		}
		if i != s.at {
			l = strings.Replace(l, theme.Bar, " ", 1)
		}
		p.put(i, fitLine(left+l, p.w))
	}
	if i == s.at {
		p.to = len(p.lines)
		s.point(p, v, from)
	}
}

func (s *Screen) point(p *page, v field.View, from int) {
	p.curX, p.curLine = min(p.edX+v.X, p.w-1), min(from+v.Y, len(p.lines)-1)
}

// drawButton paints the button, and what became of the file.
func (s *Screen) drawButton(p *page, i int) {
	th := s.d.Theme
	s.putButton(p, i, s.t("exportscreen.button"))
	switch {
	case s.making != nil:
		p.wrap(th.Hint, s.howFar())
	case s.out.stopped():
		p.wrap(th.Hint, s.t("frompaper.stopped"))
	case s.out.err != nil:
		p.wrap(th.Bad, theme.Attention+" "+s.t("exportscreen.failed", "reason", s.d.Word(s.d.Words, s.out.err)))
	case s.out.path != "":
		p.wrap(th.Good, theme.Done+" "+s.t("exportscreen.written", "path", s.out.path))
		if s.out.unnoted {
			p.wrap(th.Hint, s.t("leaves.unnoted"))
		}
	}
	if i == s.at {
		p.to = len(p.lines)
	}
	if !s.opens() {
		p.put(-1, "")
	}
}

// drawOpen offers to open the file.
func (s *Screen) drawOpen(p *page, i int) {
	s.putButton(p, i, s.t("frompaper.open"))
	if i == s.at {
		p.to = len(p.lines)
	}
	p.put(-1, "")
}

func (s *Screen) putButton(p *page, i int, text string) {
	th := s.d.Theme
	style, mark := th.Accent, strings.Repeat(" ", lead)
	if i == s.at {
		style, mark = th.Focus, th.Focus.Paint(theme.Here)+" "
		p.curX, p.curLine = 0, len(p.lines)
	}
	p.put(i, fitLine(mark+style.Paint("[ "+cell.Cut(text, max(p.w-6, 1))+" ]"), p.w))
}

func (s *Screen) drawPreview(p *page) {
	s.drawHeading(p)
	if s.who {
		s.drawWho(p)
		return
	}
	if s.isCalendar() {
		for _, l := range s.days() {
			p.put(-1, cell.Cut(l, p.w))
		}
		return
	}
	if s.isPack() {
		for _, title := range s.packed() {
			p.put(-1, cell.Cut(title, p.w))
		}
		return
	}
	doc := s.document()
	if s.text == nil || s.textW != p.w {
		var b bytes.Buffer
		if err := paper.Text(&b, doc, p.w); err != nil {
			return // a buffer takes everything
		}
		s.text, s.textW = cell.Wrap(strings.TrimRight(b.String(), "\n"), p.w), p.w
	}
	for _, l := range s.text {
		p.put(-1, l)
	}
}

// drawWho says who writes and who reads each question of the sheet.
func (s *Screen) drawWho(p *page) {
	sh, ok := s.sheet()
	if !ok {
		return
	}
	for _, g := range sh.SightGroups() {
		p.wrap(theme.Style{}, g.Text)
		for _, label := range g.Labels {
			p.item(s.d.Theme.Hint, label)
		}
		p.put(-1, "")
	}
	p.wrap(theme.Style{}, s.t("leaves.who_book"))
}

// fitLine leaves out a line that would not fit in a window of a few cells.
func fitLine(line string, w int) string {
	if cell.Width(line) <= w {
		return line
	}
	return ""
}
