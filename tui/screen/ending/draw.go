package ending

import (
	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/menu"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

const (
	indent = 4
	airy   = 16 // rows from which there is room for what leads into the page
	roomy  = 22 // and for an empty line after each choice
	low    = 8  // below this there is room for the choices alone
)

// Draw paints the part of the page that is seen.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	if w < 1 || h < 1 {
		s.rows = nil
		return fr
	}
	p := menu.New(w, h)
	p.Add(scroll.None, s.d.Theme.Title.Paint(cell.Cut(s.title(), p.W)))
	gap(p)
	switch s.part {
	case adviserPart:
	case curtainPart:
		p.Prose(scroll.None, s.t("ending.curtain", "name", s.d.HandName()), 0, theme.Style{})
		gap(p)
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
		gap(p)
		p.Prose(scroll.None, s.t("ending.promise"), 0, theme.Style{})
	}
	s.window(&fr, p)
	return fr.Clip(w, h)
}

// gap is an empty line where there is room for one.
func gap(p *menu.Page) {
	if p.H >= low {
		p.Gap()
	}
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

func (s *Screen) lead(p *menu.Page, key string) {
	if p.H >= airy {
		p.Prose(scroll.None, s.t(key), 0, theme.Style{})
		p.Gap()
	}
}

// drawSay paints how one could say it, below who can be asked.
func (s *Screen) drawSay(p *menu.Page) {
	gap(p)
	p.Prose(scroll.None, s.t("ending.adviser_say"), 0, theme.Style{})
	for _, say := range s.d.Pair.Adviser().Say {
		p.Prose(scroll.None, say, indent, theme.Style{})
	}
	gap(p)
	p.Prose(scroll.None, s.t("ending.adviser_key"), 0, s.d.Theme.Hint)
}

// drawChoices paints the choices, each with what it means; in a low window only the
// one at hand says so.
func (s *Screen) drawChoices(p *menu.Page) {
	cs := s.choices()
	s.at = max(min(s.at, len(cs)-1), 0)
	begin := p.Len()
	draw := func(notes, air bool) {
		p.Cut(begin)
		for i, c := range cs {
			p.Choose(s.d.Theme, i, c, i == s.at, notes || i == s.at)
			if air && i < len(cs)-1 {
				p.Gap()
			}
		}
	}
	for _, try := range []struct{ notes, air bool }{{true, p.H >= roomy}, {true, false}} {
		if draw(try.notes, try.air); p.Len() <= p.H {
			return
		}
	}
	draw(false, false)
}

// reads reports whether the part is there to be read: the keys scroll it then, because
// there is just one thing to choose.
func (s *Screen) reads() bool { return s.part == adviserPart || s.part == curtainPart }

// window shows the lines around the choice at hand, or where one has read to.
func (s *Screen) window(fr *tui.Frame, p *menu.Page) {
	if s.reads() {
		s.top, s.rows = p.Read(fr, s.top, s.at)
		return
	}
	s.top, s.rows = p.Window(fr, s.top, s.at)
}
