package ending

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
	airy   = 16 // rows from which there is room for what leads into the page
	roomy  = 22 // and for an empty line after each choice
	low    = 8  // below this there is room for the choices alone
)

// sheet is a painted page: lines, and which choice each belongs to.
type sheet struct {
	lines []string
	on    []int
	w, h  int
}

func (p *sheet) add(choice int, line string) {
	p.lines = append(p.lines, line)
	p.on = append(p.on, choice)
}

func (p *sheet) prose(text string) {
	for _, l := range cell.Wrap(text, max(p.w, 1)) {
		p.add(none, l)
	}
}

// gap is an empty line where there is room for one.
func (p *sheet) gap(from int) {
	if p.h >= from {
		p.add(none, "")
	}
}

// Draw paints the part of the page that is seen.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	if w < 1 || h < 1 {
		s.rows = nil
		return fr
	}
	p := &sheet{w: min(w, widest), h: h}
	p.add(none, s.d.Theme.Title.Paint(cell.Cut(s.title(), p.w)))
	p.gap(low)
	switch s.part {
	case adviserPart:
	case curtainPart:
		p.prose(s.t("ending.curtain", "name", s.d.HandName()))
		p.gap(low)
	case checklistPart:
		s.lead(p, "ending.checklist_intro")
	default:
		s.lead(p, "ending.intro")
	}
	s.drawChoices(p)
	switch s.part {
	case adviserPart:
		s.drawSay(p)
	case curtainPart:
		p.gap(low)
		p.prose(s.t("ending.promise"))
	}
	s.window(&fr, p)
	return fr.Clip(w, h)
}

func (s *Screen) title() string {
	switch s.part {
	case adviserPart:
		return s.t("ending.adviser")
	case checklistPart:
		return s.t("ending.checklist")
	case curtainPart:
		if f := s.d.Pair.Library.Forms[forms.EarlyEndForm]; f != nil {
			return s.d.Pair.Text(f.Title)
		}
	}
	return s.t("ending.title")
}

func (s *Screen) lead(p *sheet, key string) {
	if p.h >= airy {
		p.prose(s.t(key))
		p.add(none, "")
	}
}

// drawSay paints how one could say it, below who can be asked.
func (s *Screen) drawSay(p *sheet) {
	p.gap(low)
	p.prose(s.t("ending.adviser_say"))
	for _, say := range s.d.Pair.Adviser().Say {
		for _, l := range cell.Wrap(say, max(p.w-indent, 1)) {
			p.add(none, strings.Repeat(" ", min(indent, p.w))+l)
		}
	}
	p.gap(low)
	for _, l := range cell.Wrap(s.t("ending.adviser_key"), max(p.w, 1)) {
		p.add(none, s.d.Theme.Hint.Paint(l))
	}
}

// drawChoices paints the choices, each with what it means; in a low window only the
// one at hand says so.
func (s *Screen) drawChoices(p *sheet) {
	cs := s.choices()
	s.at = max(min(s.at, len(cs)-1), 0)
	begin := len(p.lines)
	draw := func(notes, air bool) {
		p.lines, p.on = p.lines[:begin], p.on[:begin]
		for i, c := range cs {
			s.drawChoice(p, i, c, notes || i == s.at)
			if air && i < len(cs)-1 {
				p.add(none, "")
			}
		}
	}
	for _, try := range []struct{ notes, air bool }{{true, p.h >= roomy}, {true, false}} {
		if draw(try.notes, try.air); len(p.lines) <= p.h {
			return
		}
	}
	draw(false, false)
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
	label, lead := cell.Cut(c.label, max(p.w-indent, 0)), "  "
	if i == s.at {
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
	}
	p.add(i, lead+style.Paint(mark)+" "+label)
	if c.note == "" || !notes {
		return
	}
	for _, l := range cell.Wrap(c.note, max(p.w-indent, 1)) {
		p.add(i, strings.Repeat(" ", indent)+th.Hint.Paint(l))
	}
}

// reads reports whether the part is there to be read: the keys scroll it then, because
// there is just one thing to choose.
func (s *Screen) reads() bool { return s.part == adviserPart || s.part == curtainPart }

// window shows the lines around the choice at hand, or where one has read to.
func (s *Screen) window(fr *tui.Frame, p *sheet) {
	from, to := 0, 0
	for i, on := range p.on {
		if on == s.at {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	last := max(len(p.lines)-p.h, 0)
	switch {
	case s.reads():
		s.top = max(min(s.top, last), 0)
	case to <= p.h:
		s.top = 0
	default:
		s.top = min(max(min(s.top, from), to-p.h, 0), from, last)
	}
	end := min(s.top+p.h, len(p.lines))
	fr.Lines, s.rows = p.lines[s.top:end], p.on[s.top:end]
	if from >= s.top {
		fr.X, fr.Y = 0, from-s.top
	}
}
