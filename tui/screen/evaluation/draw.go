package evaluation

import (
	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/menu"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

// Draw paints the page, or the curtain before a copy opens.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	p := menu.New(w, h)
	p.Add(scroll.None, s.d.Theme.Title.Paint(cell.Cut(s.title(), p.W)))
	if h >= 8 {
		p.Gap()
	}
	if s.curtain != "" {
		p.Prose(scroll.None, s.d.Words.T("evaluation.curtain", "name", s.d.Pair.Name(s.curtain)), 0, theme.Style{})
		p.Gap()
		p.Prose(s.at, s.d.Words.T("evaluation.curtain_key"), 0, theme.Style{})
		s.top = 0
	} else {
		s.page(p, h)
	}
	s.top, s.rows = p.Window(&fr, s.top, s.at)
	if s.curtain != "" {
		fr.X = -1
	}
	return fr.Clip(w, h)
}

// page sets the choices, each with what it means, and the promise. Where not all of
// that has room, only the copies and the choice at hand say what they mean.
func (s *Screen) page(p *menu.Page, h int) {
	begin := p.Len()
	s.choose(p, h, h >= 12, false)
	if p.Len() > h && h >= 12 {
		p.Cut(begin)
		s.choose(p, h, true, true)
	}
}

func (s *Screen) choose(p *menu.Page, h int, notes, few bool) {
	roomy := h >= 28
	if sealed := s.state(forms.Mentee) == forms.StateSealed || s.state(forms.Mentor) == forms.StateSealed; h >= 16 && !sealed {
		intro := "evaluation.intro"
		if !s.has(forms.TogetherForm) {
			intro = "evaluation.intro_each"
		}
		p.Prose(scroll.None, s.d.Words.T(intro), 0, theme.Style{})
		p.Gap()
	}
	for i, c := range s.choices() {
		p.Choose(s.d.Theme, i, c, i == s.at, notes && (!few || c.Mark != "" || i == s.at))
		if roomy {
			p.Gap()
		}
	}
	if !roomy {
		p.Gap()
	}
	s.drawProofs(p)
	p.Prose(scroll.None, s.promise(), 0, theme.Style{})
}

func (s *Screen) title() string {
	if f := s.d.Pair.Library.Forms[s.form]; f != nil {
		return s.d.Pair.Text(f.Title)
	}
	return ""
}
