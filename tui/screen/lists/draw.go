package lists

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// page is what was drawn last.
type page struct {
	buttons []button
	listY   int // the row on which the list begins
}

// button is a piece of a row that can be clicked.
type button struct {
	x, y, w int
	run     func() tea.Cmd
}

// choice is one of several words on a row, of which one is chosen.
type choice struct {
	text string
	on   bool
	run  func() tea.Cmd
}

// Draw paints the tabs, the list, and the line that is typed.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.t("lists.title")}
	if w < 1 || h < 1 || s.d.Pair == nil {
		return fr
	}
	s.page = page{}
	editing := 0
	if s.edit != nil {
		editing = min(h, 7)
		if h <= 12 {
			editing = min(h, 5)
		}
	}
	room := h - editing
	if room > 1 {
		s.drawTabs(&fr, w)
		if s.tab == actionsTab && room > 3 {
			s.drawFilters(&fr, w)
		}
		if room >= airy {
			fr.Lines = append(fr.Lines, "")
		}
	}
	s.page.listY = len(fr.Lines)
	y := s.now().draw(s.d, &fr, w, room-len(fr.Lines))
	if y >= 0 {
		fr.X, fr.Y = 0, y
	}
	if s.edit != nil {
		if h > editing+airy {
			fr.Lines = append(fr.Lines, "")
			editing--
		}
		s.drawEdit(&fr, w, editing)
	}
	return fr.Clip(w, h)
}

// drawTabs names the lists, each with how much is in it.
func (s *Screen) drawTabs(fr *tui.Frame, w int) {
	var all []choice
	for _, tab := range tabs() {
		all = append(all, choice{text: s.t("lists.tab_" + tab), on: tab == s.tab, run: func() tea.Cmd {
			s.tab = tab
			return nil
		}})
	}
	s.drawChoices(fr, all, w, theme.Here, " ")
}

// drawFilters says which actions are shown, and with which digit others are. Where
// there is too little room, only what is shown.
func (s *Screen) drawFilters(fr *tui.Frame, w int) {
	var all []choice
	need := 0
	for f := range filters {
		text := s.t("lists.filter", "n", int(f)+1, "name", s.filterName(f))
		need += cell.Width(text) + 3
		all = append(all, choice{text: text, on: f == s.filter, run: func() tea.Cmd { return s.sift(f) }})
	}
	if need > w+1 {
		text := s.t("lists.shown", "name", s.filterName(s.filter))
		fr.Lines = append(fr.Lines, s.d.Theme.Hint.Paint(cell.Cut(text, w)))
		return
	}
	s.drawChoices(fr, all, w, theme.On, theme.Off)
}

// drawChoices paints words beside each other, and notes where they can be clicked.
func (s *Screen) drawChoices(fr *tui.Frame, all []choice, w int, on, off string) {
	th, y, x := s.d.Theme, len(fr.Lines), 0
	var line strings.Builder
	for i, c := range all {
		mark, style := off, th.Hint
		if c.on {
			mark, style = on, th.Focus
		}
		text := mark + c.text
		if i > 0 {
			text = " " + text
		}
		if text = cell.Cut(text, w-x); text == "" {
			break
		}
		s.page.buttons = append(s.page.buttons, button{x: x, y: y, w: cell.Width(text), run: c.run})
		x += cell.Width(text)
		line.WriteString(style.Paint(text))
		if x < w {
			line.WriteString(" ")
			x++
		}
	}
	fr.Lines = append(fr.Lines, strings.TrimRight(line.String(), " "))
}
