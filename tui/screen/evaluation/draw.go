package evaluation

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	widest = 78 // text never runs wider than a person reads easily
	indent = 4
	none   = -1 // a line that belongs to no choice
)

// sheet is a painted page: lines, and which choice each belongs to.
type sheet struct {
	lines []string
	on    []int
	w     int
}

func (p *sheet) add(choice int, line string) {
	p.lines = append(p.lines, line)
	p.on = append(p.on, choice)
}

func (p *sheet) prose(choice int, text string) {
	for _, l := range cell.Wrap(text, p.w) {
		p.add(choice, l)
	}
}

// Draw paints the page, or the curtain before a copy opens.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	p := &sheet{w: min(w, widest)}
	p.add(none, s.d.Theme.Title.Paint(cell.Cut(s.title(), p.w)))
	if h >= 8 {
		p.add(none, "")
	}
	if s.curtain != "" {
		p.prose(none, s.d.Words.T("evaluation.curtain", "name", s.d.Pair.Name(s.curtain)))
		p.add(none, "")
		p.prose(s.at, s.d.Words.T("evaluation.curtain_key"))
		s.top = 0
	} else {
		s.page(p, h)
	}
	s.window(&fr, p, h)
	return fr.Clip(w, h)
}

// page sets the choices, each with what it means, and the promise. Where not all of
// that has room, only the copies and the choice at hand say what they mean.
func (s *Screen) page(p *sheet, h int) {
	begin := len(p.lines)
	s.choose(p, h, h >= 12, false)
	if len(p.lines) > h && h >= 12 {
		p.lines, p.on = p.lines[:begin], p.on[:begin]
		s.choose(p, h, true, true)
	}
}

func (s *Screen) choose(p *sheet, h int, notes, few bool) {
	roomy := h >= 28
	if h >= 16 {
		intro := "evaluation.intro"
		if !s.has(forms.TogetherForm) {
			intro = "evaluation.intro_each"
		}
		p.prose(none, s.d.Words.T(intro))
		p.add(none, "")
	}
	for i, c := range s.choices() {
		s.drawChoice(p, i, c, notes && (!few || c.mark != "" || i == s.at))
		if roomy {
			p.add(none, "")
		}
	}
	if !roomy {
		p.add(none, "")
	}
	p.prose(none, s.d.Words.T("evaluation.promise"))
}

// window shows the lines around the choice at hand.
func (s *Screen) window(fr *tui.Frame, p *sheet, h int) {
	from, to := 0, 0
	for i, on := range p.on {
		if on == s.at {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	s.top = max(min(s.top, from), to-h, 0)
	s.top = min(s.top, from, max(len(p.lines)-h, 0))
	if to <= h {
		s.top = 0
	}
	end := min(s.top+max(h, 0), len(p.lines))
	fr.Lines, s.rows = p.lines[s.top:end], p.on[s.top:end]
	if s.curtain == "" {
		fr.X, fr.Y = 0, from-s.top
	}
}

func (s *Screen) title() string {
	if f := s.d.Pair.Library.Forms[s.form]; f != nil {
		return s.d.Pair.Text(f.Title)
	}
	return ""
}

func (s *Screen) drawChoice(p *sheet, i int, c choice, notes bool) {
	th := s.d.Theme
	mark, style := c.mark, th.Hint
	switch c.mark {
	case "":
		mark = " "
	case theme.Done:
		style = th.Good
	case theme.Off:
		style = th.Accent
	}
	label := cell.Cut(c.label, p.w-indent)
	lead := "  "
	switch {
	case i == s.at:
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
	case c.why != "":
		label = th.Hint.Paint(label)
	}
	p.add(i, lead+style.Paint(mark)+" "+label)
	if c.note == "" || !notes {
		return
	}
	for _, l := range cell.Wrap(c.note, max(p.w-indent, 1)) {
		p.add(i, strings.Repeat(" ", indent)+th.Hint.Paint(l))
	}
}
