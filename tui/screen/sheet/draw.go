package sheet

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// Widths of the page: the list of sections stands beside it where there is room,
// and text never runs wider than a person reads easily.
const (
	sideFrom = 74 // width from which the sections stand at the left
	pageMost = 80
	tall     = 14 // rows from which a page begins with what leads into it, whatever the length
)

// sideWidth leaves room for a title of 22 letters and its count, less on narrow
// screens.
func sideWidth(w int) int { return min(29+max(w-96, 0), 34) }

// page is what one drawing of a section found out: its lines, and what stands on
// each.
type page struct {
	x, w     int // where the page begins, and its width
	y, h     int // rows of the screen that show it
	lines    []string
	on       []int  // line -> stop, -1 none
	stops    []stop // what on counts in
	at       int    // the stop that has the keys
	sec      int
	top      int    // the line it is shown from
	spots    []spot // what the mouse can press besides
	from, to int    // lines of the stop that has the keys
	ed       int    // line at which its editor begins, -1 none
	edRows   int
	edX      int
	curX     int // the cursor in the page
	curY     int
}

// spot is a stretch of a line that the mouse can press: something to do, or the
// options of a question that does not have the keys.
type spot struct {
	line, x, w int
	stop       int            // whose options they are
	press      func() tea.Cmd // nil for options
}

func (p *page) add(stop int, lines ...string) {
	for _, l := range lines {
		p.lines = append(p.lines, l)
		p.on = append(p.on, stop)
	}
}

// Draw paints the sheet.
func (s *Screen) Draw(w, h int) (fr tui.Frame) {
	s.w, s.h = w, h
	fr = tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	defer clip(&fr, w)
	if len(s.sections) == 0 {
		fr.Lines = firstLines(cell.Wrap(s.t("sheet.nothing_asked"), min(w, pageMost)), h)
		s.page = page{}
		return fr
	}
	if s.asking != nil {
		s.asking.Draw(&fr, w, h, s.d.Theme)
		return fr
	}
	if s.list != nil {
		s.drawList(&fr, w, h)
		return fr
	}
	p := page{x: 0, w: min(w, pageMost), y: 2, h: h - 2, ed: -1, curX: -1, stops: s.stops, at: s.at, sec: s.cur}
	p.lines, p.on = make([]string, 0, 64), make([]int, 0, 64)
	side := w >= sideFrom && h >= 8
	if side {
		p.x, p.w = sideWidth(w), min(w-sideWidth(w), pageMost)
	} else if h >= 10 {
		p.y, p.h = 3, h-3
	} else {
		p.y, p.h = 1, h-1
	}
	s.drawSection(&p)
	s.steady(&p)
	s.scroll(&p)
	p.top = s.top
	fr.Lines = firstLines(s.compose(&p, side, w, h), h)
	if p.curX >= 0 && p.curY-s.top >= 0 && p.curY-s.top < p.h {
		fr.X, fr.Y = p.x+p.curX, p.y+p.curY-s.top
	}
	s.page = p
	return fr
}

// clip cuts what does not fit into a window too narrow for the page. The app shows
// none as narrow as that.
func clip(fr *tui.Frame, w int) {
	const narrow = 26
	if w >= narrow {
		return
	}
	for i, l := range fr.Lines {
		fr.Lines[i] = ansi.Truncate(l, w, "")
	}
	if fr.X >= w {
		fr.X = w - 1
	}
}

// steady keeps what one is going to where it stood: questions open and close as
// the keys come and go, and the page would jump under the eye.
func (s *Screen) steady(p *page) {
	old := &s.page
	if old.sec != p.sec || old.w != p.w || old.h != p.h || s.at >= len(s.stops) || old.at >= len(old.stops) {
		return
	}
	here := s.stops[s.at]
	if was := old.stops[old.at]; was.same(here) {
		return
	}
	before, now := -1, -1
	for i, n := range old.on {
		if n >= 0 && old.stops[n].same(here) {
			before = i
			break
		}
	}
	for i, n := range p.on {
		if n == s.at {
			now = i
			break
		}
	}
	if before >= old.top && before < old.top+old.h && now >= 0 {
		s.top += now - before
	}
}

// scroll moves the window over the page no more than is needed for the place
// that has the keys, and its question, to be seen.
func (s *Screen) scroll(p *page) {
	if s.loose {
		s.top = max(min(s.top, len(p.lines)-p.h), 0)
		return
	}
	if p.to > s.top+p.h {
		s.top = p.to - p.h
	}
	if p.from < s.top {
		s.top = p.from
	}
	if p.curX >= 0 {
		s.top = min(max(s.top, p.curY-p.h+1, s.editorEnd(p)-p.h), p.curY)
	}
	if s.at == 0 && (p.curX >= 0 && p.curY < p.h || s.fresh && p.h >= tall) {
		s.top = 0 // with all that leads into the section
	}
	s.top = max(min(s.top, len(p.lines)-p.h), 0)
}

// editorEnd is the line below the editor, where all of it matters: the options, and
// how a date is read. A long text may run out of sight.
func (s *Screen) editorEnd(p *page) int {
	if fd := s.here().field; fd == nil || fd.Kind == forms.KindLong {
		return 0
	}
	return p.ed + p.edRows
}

func (s *Screen) compose(p *page, side bool, w, h int) []string {
	lines := make([]string, 0, h)
	lines = append(lines, s.head(w))
	if p.y > 1 {
		lines = append(lines, "")
	}
	if !side && p.y == 3 {
		lines[1] = s.here1(w)
		lines = append(lines, "")
	}
	if p.y > 1 { // in the line that sets the head off: the page does not move when one signs
		lines[p.y-1] = s.signedHead(w)
	}
	var left []string
	if side {
		left = s.drawSide(p.x, p.h)
	}
	for i := range p.h {
		line := ""
		if side {
			line = strings.Repeat(" ", p.x)
			if i < len(left) {
				line = left[i]
			} else if n := s.top + i; n >= len(p.lines) || p.lines[n] == "" {
				line = ""
			}
		}
		if n := s.top + i; n < len(p.lines) {
			line += p.lines[n]
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// head: the sheet's name, and how far it is, in words and as a bar.
func (s *Screen) head(w int) string {
	th := s.d.Theme
	pr := s.counts().all
	right := s.t("sheet.progress", "answered", pr.Answered, "asked", pr.Asked)
	bar := ""
	if w >= 60 && pr.Asked > 0 {
		const size = 16
		full := pr.Answered * size / pr.Asked
		bar = "   " + strings.Repeat(theme.Full, full) + strings.Repeat(theme.Empty, size-full)
	}
	if paper := s.paperHead(); paper != "" {
		right, bar = paper, ""
	} else if s.sheet.ReadOnly() {
		right = s.t("sheet.is_closed") + "   " + right
	} else if s.id.Number > 0 && s.sheet.Correcting() {
		right = s.t("sheet.is_correcting") + "   " + right
	}
	room := w - cell.Width(right+bar) - 1
	if room < 8 {
		return th.Title.Paint(cell.Cut(s.sheet.Title(), w))
	}
	return th.Title.Paint(cell.Pad(s.sheet.Title(), room)) + " " + th.Hint.Paint(right) + th.Accent.Paint(bar)
}

// visible lists the questions on screen: what the reader may not see is not
// counted either.
func (s *Screen) visible() []forms.Item {
	var items []forms.Item
	for _, sec := range s.sections {
		items = append(items, sec.items...)
	}
	return items
}

// tally is how far the sheet and each of its sections are, counted once for each
// change of the record.
type tally struct {
	turn uint64
	all  forms.Progress
	each []forms.Progress

	apart map[*forms.Field]bool // questions with two answers to choose among
}

func (s *Screen) counts() *tally {
	t := &s.tally
	if turn := s.d.Pair.Record.Version(); t.turn != turn || len(t.each) != len(s.sections) {
		t.turn, t.all = turn, s.sheet.Count(s.visible())
		t.each = t.each[:0]
		for _, sec := range s.sections {
			t.each = append(t.each, s.sheet.Count(sec.items))
		}
		t.apart = s.writtenApart()
	}
	return t
}

// here1 stands for the list of sections where there is no room for it.
func (s *Screen) here1(w int) string {
	sec := s.sections[s.cur]
	pr := s.counts().each[s.cur]
	title := s.d.Pair.Text(sec.sec.Title)
	if part := sec.sec.Part; part != "" {
		title = s.t("sheet.part_"+part) + theme.Between + title
	}
	text := s.t("sheet.section_of", "n", s.cur+1, "all", len(s.sections), "title", title,
		"answered", pr.Answered, "asked", pr.Asked)
	return s.d.Theme.Accent.Paint(cell.Cut(theme.Here+" "+text, w))
}

// drawSide paints the list of sections, each with a mark and how far it is.
func (s *Screen) drawSide(w, h int) []string {
	th := s.d.Theme
	var out []string
	at, part := 0, ""
	for i, sec := range s.sections {
		if sec.sec.Part != part && sec.sec.Part != "" {
			part = sec.sec.Part
			out = append(out, th.Hint.Paint(cell.Pad(s.t("sheet.part_"+part), w)))
		}
		mark, style := s.sectionMark(i)
		pr := s.counts().each[i]
		count := ""
		if pr.Asked > 0 {
			count = strconv.Itoa(pr.Answered) + "/" + strconv.Itoa(pr.Asked)
		}
		title := cell.Pad(s.d.Pair.Text(sec.sec.Title), w-5-cell.Width(count))
		if i == s.cur {
			at = len(out)
			title = th.Focus.Paint(title)
		}
		out = append(out, style.Paint(mark)+" "+title+" "+th.Hint.Paint(count)+"  ")
	}
	s.sideTop = 0
	if len(out) > h && h > 0 {
		s.sideTop = max(min(at-h/2, len(out)-h), 0)
		out = out[s.sideTop : s.sideTop+h]
	}
	return out
}

func (s *Screen) sectionMark(i int) (string, theme.Style) {
	th := s.d.Theme
	pr := s.counts().each[i]
	switch {
	case i == s.cur:
		return theme.Here, th.Focus
	case s.twoAnswersIn(i):
		return theme.Attention, th.Warn
	case pr.Asked > 0 && pr.Missing == 0 && pr.Begun():
		return theme.Done, th.Good
	case pr.Missing > 0 && pr.Begun():
		return theme.Attention, th.Warn
	}
	return theme.Open, th.Hint
}

// sideSection returns the section that a row of the side list shows.
func (s *Screen) sideSection(row int) (int, bool) {
	row += s.sideTop
	n, part := 0, ""
	for i, sec := range s.sections {
		if sec.sec.Part != part && sec.sec.Part != "" {
			part = sec.sec.Part
			n++
		}
		if n == row {
			return i, true
		}
		n++
	}
	return 0, false
}
