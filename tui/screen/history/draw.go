package history

import (
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

const (
	pageMost = 100 // the list never stretches wider
	textMost = 80  // text never runs wider than a person reads easily
	wide     = 60  // width from which who and when stand beside the question
	airy     = 12  // height from which the list has a blank line above it
	indent   = 2
)

// What a row of the page is for, where it is not a change.
const (
	onNothing = -1
	onScope   = -2
	onButton  = -3
)

// page is what was drawn last, for the mouse and for scrolling.
type page struct {
	on    []int // row -> change, or one of the above
	fit   int   // changes that are in sight at once
	h     int   // rows that show the text of a change
	total int   // lines of that text
}

// Draw paints the list of changes, or one of them in full.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1}
	s.page = page{}
	if w < 1 || h < 1 {
		return fr
	}
	sh, ok := s.sheet()
	if !ok {
		fr.Lines = cutLines(cell.Wrap(s.t("history.no_sheet"), min(w, textMost)), h)
		return fr
	}
	fr.Title = s.d.Pair.Title()
	c := &canvas{w: min(w, pageMost), h: h}
	c.put(onNothing, s.d.Theme.Title.Paint(cell.Cut(s.t("history.title", "title", sh.Title()), c.w)))
	l, shown := s.here()
	switch {
	case s.open && shown:
		s.drawWhole(c, l)
		fr.X, fr.Y = 0, min(1, h-1)
	case len(s.lines) > 0:
		s.drawScope(c)
		fr.Y = s.drawList(c)
		fr.X = 0
	default:
		s.drawScope(c)
		s.drawEmpty(c)
	}
	s.page.on = c.on
	fr.Lines = c.lines
	return fr
}

// canvas takes lines up to its height.
type canvas struct {
	lines []string
	on    []int
	w, h  int
}

func (c *canvas) put(on int, line string) {
	if len(c.lines) < c.h {
		c.lines = append(c.lines, strings.TrimRight(line, " "))
		c.on = append(c.on, on)
	}
}

func (c *canvas) left() int { return c.h - len(c.lines) }

// drawScope says of what the changes are, and what could not be read.
func (s *Screen) drawScope(c *canvas) {
	th := s.d.Theme
	text := s.t("history.of_sheet")
	if sh, ok := s.sheet(); ok && !s.whole {
		if fd, ok := sh.Form.Field(s.goal); ok {
			text = s.t("history.of_field", "question", s.d.Pair.Text(fd.Label))
		}
	}
	c.put(onScope, th.Hint.Paint(cell.Cut(text, c.w)))
	if s.failed != nil {
		said := s.t("history.damaged", "reason", s.d.Word(s.d.Words, s.failed))
		for _, l := range cutLines(cell.Wrap(theme.Attention+" "+said, c.w), max(c.h/3, 1)) {
			c.put(onNothing, th.Warn.Paint(l))
		}
	}
	if c.h >= airy {
		c.put(onNothing, "")
	}
}

func (s *Screen) drawEmpty(c *canvas) {
	key := ""
	switch {
	case s.slow && !s.ready:
		key = "history.loading"
	case !s.ready || s.failed != nil:
		return
	case s.whole:
		key = "history.empty"
	default:
		key = "history.empty_field"
	}
	for _, l := range cell.Wrap(s.t(key), min(c.w, textMost)) {
		c.put(onNothing, l)
	}
}

// drawList paints the changes that are in sight and returns the row of the one
// that has the keys.
func (s *Screen) drawList(c *canvas) (row int) {
	per := 3
	if c.w >= wide {
		per = 2
	}
	if c.left() < per {
		per = 1
	}
	fit := max(c.left()/per, 1)
	s.page.fit = fit
	s.top = scroll.Top(s.top, s.at, s.at+1, len(s.lines), fit)
	for i := s.top; i < len(s.lines) && i < s.top+fit; i++ {
		if i == s.at {
			row = min(len(c.lines), c.h-1)
		}
		for _, l := range s.drawLine(s.lines[i], i == s.at, c.w, per) {
			c.put(i, l)
		}
	}
	return row
}

// drawLine paints one change: what, who and when, and what became of it.
func (s *Screen) drawLine(l line, here bool, w, per int) []string {
	th := s.d.Theme
	mark, style := strings.Repeat(" ", indent), th.Label
	if here {
		mark, style = th.Focus.Paint(theme.Here)+" ", th.Focus
	}
	room := w - indent
	if room < 1 {
		return []string{cell.Cut(s.question(l), w)}
	}
	pad := strings.Repeat(" ", indent)
	by, question := s.by(l), s.question(l)
	kind := cell.Cut(s.kind(l), room)
	change := th.Warn.Paint(kind) + s.change(l, room-cell.Width(kind))
	switch per {
	case 1:
		return []string{mark + style.Paint(cell.Cut(question, room))}
	case 3:
		return []string{
			mark + style.Paint(cell.Cut(question, room)), pad + change, pad + th.Hint.Paint(cell.Cut(by, room)),
		}
	}
	left := max(room-cell.Width(by)-2, room/2)
	right := cell.Cut(by, room-left-2)
	return []string{mark + style.Paint(cell.Pad(question, left)) + "  " + th.Hint.Paint(right), pad + change}
}

// drawWhole shows one change in full, with what can be done about it.
func (s *Screen) drawWhole(c *canvas, l line) {
	th := s.d.Theme
	w := min(c.w, textMost)
	text := &canvas{w: w, h: 1 << 20}
	for _, row := range cell.Wrap(s.question(l), w) {
		text.put(onNothing, th.Label.Paint(row))
	}
	for _, row := range cell.Wrap(s.kind(l)+s.by(l), w) {
		text.put(onNothing, th.Hint.Paint(row))
	}
	before, after := s.texts(l, false)
	s.drawText(text, "history.before", before)
	s.drawText(text, "history.after", after)
	text.put(onNothing, "")
	if why := s.whyNotBack(); why != "" {
		for _, row := range cell.Wrap(s.t(why), w) {
			text.put(onNothing, th.Hint.Paint(row))
		}
	} else {
		text.put(onButton, th.Accent.Paint(cell.Cut("[ "+s.t("history.button_back")+" ]", w)))
	}
	s.page.h, s.page.total = c.left(), len(text.lines)
	s.scroll = max(min(s.scroll, s.page.total-s.page.h), 0)
	for i := s.scroll; i < len(text.lines); i++ {
		c.put(text.on[i], text.lines[i])
	}
}

func (s *Screen) drawText(c *canvas, title, text string) {
	c.put(onNothing, "")
	c.put(onNothing, s.d.Theme.Title.Paint(cell.Cut(s.t(title), c.w)))
	room := max(c.w-indent, 1)
	for _, row := range cell.Wrap(text, room) {
		c.put(onNothing, strings.Repeat(" ", min(indent, c.w-1))+cell.Cut(row, room))
	}
}

func cutLines(lines []string, n int) []string {
	if len(lines) > n {
		return lines[:n]
	}
	return lines
}
