package privacy

import (
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/menu"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

const (
	low  = 10 // below this there is no room for empty lines
	airy = 16 // rows from which there is room for what leads into the page
)

// Draw paints the part of the page that is seen.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.t("privacypage.title")}
	if s.d.Pair != nil {
		fr.Title = s.d.Pair.Title()
	}
	if w < 1 || h < 1 {
		s.rows = nil
		return fr
	}
	p := menu.New(w, h)
	if h >= low || s.part != askPart {
		p.Add(scroll.None, s.d.Theme.Title.Paint(cell.Cut(s.title(), p.W)))
	}
	if h >= low {
		p.Gap()
	}
	switch s.part {
	case askPart, recoveryPart, workingPart:
		s.drawAsk(p, &fr)
		return fr.Clip(w, h)
	case handedPart:
		s.drawHanded(p)
	case protectsPart:
		for _, key := range []string{"privacypage.protect_1", "privacypage.protect_2", "privacypage.protect_3", "privacypage.protect_4", "privacypage.protect_5"} {
			p.Prose(scroll.None, s.t(key), 0, theme.Style{})
			p.Gap()
		}
	default:
		s.drawChoices(p)
	}
	if s.reads() {
		s.top, s.rows = p.Read(&fr, s.top, scroll.None-1)
		return fr.Clip(w, h)
	}
	s.top, s.rows = p.Window(&fr, s.top, s.at)
	return fr.Clip(w, h)
}

func (s *Screen) title() string {
	switch s.part {
	case handedPart:
		return s.t("privacypage.handed")
	case protectsPart:
		return s.t("privacypage.protects")
	case hidePart:
		return s.t("privacypage.hide_after")
	}
	return s.t("privacypage.title")
}

// drawChoices paints the choices, each with how it stands; in a low window only the one
// at hand says so.
func (s *Screen) drawChoices(p *menu.Page) {
	if s.said != "" {
		p.Prose(scroll.None, s.said, 0, s.d.Theme.Good)
		p.Gap()
	} else if p.H >= airy && s.part == choicesPart {
		p.Prose(scroll.None, s.t("privacypage.intro"), 0, theme.Style{})
		p.Gap()
	}
	cs := s.choices()
	s.at = max(min(s.at, len(cs)-1), 0)
	begin := p.Len()
	for _, notes := range []bool{true, false} {
		p.Cut(begin)
		for i, c := range cs {
			p.Choose(s.d.Theme, i, c, i == s.at, notes || i == s.at)
		}
		if p.Len() <= p.H {
			return
		}
	}
}

// drawAsk paints a passphrase being typed, or what stands in its place. The line is
// always in sight.
func (s *Screen) drawAsk(p *menu.Page, fr *tui.Frame) {
	a, th := s.ask, s.d.Theme
	if s.part == workingPart {
		p.Prose(scroll.None, s.t("privacypage.working"), 0, theme.Style{})
		p.Read(fr, 0, scroll.None-1)
		return
	}
	for _, text := range s.leads() {
		p.Prose(scroll.None, text, 0, th.Hint)
		if p.H >= low {
			p.Gap()
		}
	}
	if s.part == recoveryPart {
		p.Prose(scroll.None, a.code, 2, th.Title)
		p.Prose(scroll.None, s.t("privacypage.recovery_back"), 0, th.Label)
	} else {
		p.Prose(scroll.None, s.t("privacypage.ask_"+string(a.steps[a.at])), 0, th.Label)
	}
	line, x := a.line.Draw(p.W, th)
	p.Add(0, line)
	p.Prose(0, a.said, 0, th.Bad)
	top := max(p.Len()-p.H, 0)
	p.Read(fr, top, 0)
	fr.X = x
}

// leads says what a passphrase does, before it is typed.
func (s *Screen) leads() []string {
	a := s.ask
	switch {
	case s.part == recoveryPart:
		return []string{s.said, s.t("privacypage.recovery")}
	case a.remove:
		return []string{s.t("privacypage.lead_remove")}
	case a.of == "":
		return []string{s.t("privacypage.lead_book")}
	}
	name := s.d.Pair.Name(a.of)
	return []string{s.t("privacypage.lead_person", "name", name), s.t("privacypage.lead_person_lost")}
}

func (s *Screen) drawHanded(p *menu.Page) {
	all := s.d.Pair.Ledger()
	for _, h := range all {
		p.Prose(scroll.None, s.d.Pair.SayHanded(h, s.d.Now().Location()), 0, theme.Style{})
	}
	if len(all) == 0 {
		p.Prose(scroll.None, s.t("leaves.handed_none"), 0, theme.Style{})
	}
	p.Gap()
	p.Prose(scroll.None, s.t("privacypage.handed_who"), 0, s.d.Theme.Hint)
}
