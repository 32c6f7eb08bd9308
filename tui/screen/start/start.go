// Package start is the first page: the pairs of the book, or, when there is none
// yet, the few questions that begin one.
package start

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Screen shows the pairs, and begins a new one.
type Screen struct {
	d     *tui.Desk
	pairs []forms.PairSummary
	state stage
	at    int
	top   int
	rows  []int
	begin *begin
}

type stage int

const (
	loading stage = iota
	choosing
	beginning
)

// New opens the first page.
func New(d *tui.Desk, _ tui.Place) tui.Screen { return &Screen{d: d} }

type pairsMsg struct {
	pairs []forms.PairSummary
	err   error
}

// Update takes the list of pairs, typing, and clicks.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		if s.state == beginning {
			return nil
		}
		book := s.d.Book
		return func() tea.Msg {
			ps, err := book.Pairs()
			return pairsMsg{ps, err}
		}
	case pairsMsg:
		return s.listed(m)
	}
	if s.state == beginning {
		return s.begin.update(msg)
	}
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		if m.Y >= 0 && m.Y < len(s.rows) && s.rows[m.Y] >= 0 {
			s.at = s.rows[m.Y]
			return s.open()
		}
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			return s.move(-1)
		}
		return s.move(1)
	}
	return nil
}

func (s *Screen) listed(m pairsMsg) tea.Cmd {
	if m.err != nil {
		return tui.Note(s.d.Word(s.d.Words, m.err))
	}
	s.pairs, s.state = m.pairs, choosing
	if len(m.pairs) == 0 {
		s.newPair()
	}
	return nil
}

func (s *Screen) newPair() tea.Cmd {
	s.begin = newBegin(s.d)
	s.state = beginning
	return nil
}

// Leave has nothing to keep: a pair begins when its button is pressed.
func (s *Screen) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *Screen) About() string { return "help.start" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	switch s.state {
	case beginning:
		bs := s.begin.bindings()
		if len(s.pairs) > 0 {
			bs = append(bs, tui.Binding{Keys: []string{"esc"}, Name: "keys.back", Foot: 9, Run: func() tea.Cmd {
				s.state = choosing
				return nil
			}})
		}
		return bs
	case choosing:
		return []tui.Binding{
			{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.open},
			{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: func() tea.Cmd { return s.move(1) }},
			{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: func() tea.Cmd { return s.move(-1) }},
			{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: func() tea.Cmd { return s.move(10) }},
			{Keys: []string{"pgup"}, Name: "keys.page_up", Run: func() tea.Cmd { return s.move(-10) }},
		}
	}
	return nil
}

func (s *Screen) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.pairs)), 0)
	return nil
}

func (s *Screen) open() tea.Cmd {
	if s.at >= len(s.pairs) {
		return s.newPair()
	}
	id := s.pairs[s.at].ID
	return tui.Go(tui.Place{Screen: tui.PairPage, Pair: id})
}

// Draw paints the list, or the first questions.
func (s *Screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Words.T("start.title")}
	switch s.state {
	case beginning:
		return s.begin.draw(w, h)
	case choosing:
		s.drawPairs(&fr, min(w, 80), h)
	}
	return fr
}

func (s *Screen) drawPairs(fr *tui.Frame, w, h int) {
	th := s.d.Theme
	fr.Lines = []string{th.Title.Paint(cell.Cut(s.d.Words.T("start.which"), w)), ""}
	s.rows = []int{-1, -1}
	room := max(h-len(fr.Lines), 1)
	s.top = max(min(s.top, s.at), s.at-room+1, 0)
	for i := s.top; i <= len(s.pairs) && i < s.top+room; i++ {
		label, note := s.d.Words.T("start.new_pair"), ""
		if i < len(s.pairs) {
			label, note = s.pairs[i].Mentee+" & "+s.pairs[i].Mentor, s.note(s.pairs[i])
		}
		lead := "  "
		label = cell.Pad(label, max(w-cell.Width(note)-4, 8))
		if i == s.at {
			lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
			fr.X, fr.Y = 0, len(fr.Lines)
		}
		fr.Lines = append(fr.Lines, lead+label+" "+th.Hint.Paint(note))
		s.rows = append(s.rows, i)
	}
}

func (s *Screen) note(p forms.PairSummary) string {
	if pr := s.d.Library.Programmes[forms.ProgrammeOf(forms.Value(p.Programme))]; pr != nil {
		return cell.Cut(pr.Title.In(s.d.Words.Lang()), 30)
	}
	return p.Organisation
}
