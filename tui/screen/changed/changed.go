// Package changed tells what is otherwise on a sheet than in the wording that was signed,
// and takes initials for the change, or a new signature for all of it.
package changed

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/menu"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

// Screen shows the difference, to be read.
type Screen struct {
	d   *tui.Desk
	at  forms.Address // of the signature
	top int
	on  []int
	way int // which of ways is chosen

	turn  uint64 // of the record, when found was looked up
	pair  *forms.Pair
	found found
}

// found is what is known of the signature, looked up once for each change of the record.
type found struct {
	proof   forms.Proof
	changed bool
	lines   []forms.DiffLine
	why     string // message that says why it cannot be signed again; "" where it can
	ways    []way
}

// way is how the change is agreed to.
type way struct {
	button, key string // messages: what stands on the button, and in the footer
	give        func(at forms.Address, name string, day lang.Date) tui.Cmd
}

// New opens the page for the signature at at.Sign.
func New(d *tui.Desk, at tui.Place) tui.Screen { return &Screen{d: d, at: at.Sign} }

// Update takes the wheel and clicks.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	case tea.MouseClickMsg:
		if m.Y >= 0 && m.Y < len(s.on) && s.on[m.Y] >= 0 {
			s.way = s.on[m.Y]
			return s.sign()
		}
	case tea.KeyPressMsg:
		if m.Text != "" {
			return tui.Note(s.t("changed.nothing_typed"))
		}
	}
	return nil
}

// Leave has nothing to keep.
func (s *Screen) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *Screen) About() string { return "help.changed" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.move(by) } }
	name := "keys.sign_again"
	if w, ok := s.chosen(); ok {
		name = w.key
	}
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: name, Foot: 1, Why: s.whyNot, Run: s.sign},
		{Keys: []string{"tab", "shift+tab"}, Name: "keys.other_button", Foot: 3, Why: s.whyOne, Run: s.other},
		{Keys: []string{"down"}, Show: keys.UpDown, Name: "keys.scroll", Foot: 2, Run: move(1)},
		{Keys: []string{"up"}, Name: "keys.up", Run: move(-1)},
		{Keys: []string{"pgdown", "space"}, Name: "keys.page_down", Run: move(8)},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: move(-8)},
	}
}

func (s *Screen) move(by int) tea.Cmd {
	s.top = max(s.top+by, 0) // drawing knows where the text ends
	return nil
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }

// look finds the signature that the page is about, and what has changed since.
func (s *Screen) look() found {
	p := s.d.Pair
	if s.pair == p && s.turn == p.Record.Version() {
		return s.found
	}
	s.pair, s.turn, s.found = p, p.Record.Version(), found{why: "changed.why_nothing"}
	sh, ok := p.Sheet(s.at.Sheet)
	for _, f := range p.VerifySignatures(s.d.Keys()) {
		if !ok || f.At != s.at || f.State != forms.ProofChanged {
			continue
		}
		s.found = found{proof: f, changed: true, lines: p.WhatChanged(f)}
		switch {
		case sh.ReadOnly():
			s.found.why = "changed.why_nothing"
		case len(sh.Stops()) > 0:
			s.found.why = "changed.why_stopped"
		}
		if len(sh.AmendedSince(s.at)) > 0 {
			s.found.ways = append(s.found.ways, way{"changed.initial", "keys.initial", s.d.Initial})
		}
		s.found.ways = append(s.found.ways, way{"changed.sign", "keys.sign_again", s.d.Sign})
	}
	return s.found
}

func (s *Screen) whyNot() string { return s.look().why }

// whyOne says why there is no other button to go to.
func (s *Screen) whyOne() string {
	if f := s.look(); f.why == "" && len(f.ways) < 2 {
		return "changed.why_one"
	}
	return s.whyNot()
}

func (s *Screen) chosen() (way, bool) {
	ways := s.look().ways
	if len(ways) == 0 {
		return way{}, false
	}
	return ways[s.way%len(ways)], true
}

func (s *Screen) other() tea.Cmd {
	s.way++ // there are two
	return nil
}

// sign puts the same name beneath what the sheet says today.
func (s *Screen) sign() tea.Cmd {
	if why := s.whyNot(); why != "" {
		return tui.Note(s.t(why))
	}
	w, _ := s.chosen()
	return tea.Sequence(tui.Back(), w.give(s.at, s.look().proof.Name, s.d.Today()))
}

// Draw paints what has changed, question by question.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title()}
	if w < 1 || h < 1 {
		s.on = nil
		return fr
	}
	th := s.d.Theme
	p := menu.New(w, h)
	p.Add(scroll.None, th.Title.Paint(cell.Cut(s.t("changed.title"), p.W)))
	f := s.look()
	if f.changed {
		p.Prose(scroll.None, s.d.Pair.SayProof(f.proof), 0, th.Hint)
		s.drawLines(p, f.lines)
		p.Gap()
	}
	if f.why != "" {
		p.Prose(scroll.None, s.t(f.why), 0, theme.Style{})
	} else {
		p.Prose(scroll.None, s.initials(), 0, theme.Style{})
		s.drawWays(p, f)
	}
	s.top, s.on = p.Read(&fr, s.top, 0)
	return fr.Clip(w, h)
}

func (s *Screen) drawWays(p *menu.Page, f found) {
	th := s.d.Theme
	for i, w := range f.ways {
		text := "[ " + cell.Cut(s.t(w.button, "name", f.proof.Name), max(p.W-6, 1)) + " ]"
		if i == s.way%len(f.ways) {
			p.Add(i, th.Focus.Paint(theme.Here)+" "+th.Focus.Paint(text))
		} else {
			p.Add(i, "  "+text)
		}
	}
}

func (s *Screen) initials() string {
	text := s.t("changed.initials")
	sh, _ := s.d.Pair.Sheet(s.at.Sheet)
	if sh.Version() > s.look().proof.Version {
		text = s.t("sign.initials")
	}
	for i, a := range sh.Amended() {
		sep := "; "
		if i == 0 {
			sep = " "
		}
		text += sep + cell.CleanLine(a.Question)
	}
	return text
}

func (s *Screen) drawLines(p *menu.Page, lines []forms.DiffLine) {
	th := s.d.Theme
	for _, l := range lines {
		switch l.Kind {
		case forms.DiffQuestion:
			p.Gap()
			p.Prose(scroll.None, l.Text, 0, th.Label)
		case forms.DiffRenamed:
			p.Prose(scroll.None, l.Text, 2, th.Hint)
		case forms.DiffWas:
			p.Prose(scroll.None, s.t("changed.was", "text", l.Text), 2, th.Hint)
		case forms.DiffIs:
			p.Prose(scroll.None, s.t("changed.is", "text", l.Text), 2, theme.Style{})
		default:
			p.Prose(scroll.None, l.Text, 4, th.Hint)
		}
	}
}
