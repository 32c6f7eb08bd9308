// Package start is the first page: the pairs of the book, or, when there is none
// yet, the few questions that begin one.
package start

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

// Screen shows the pairs, and begins a new one.
type Screen struct {
	d     *tui.Desk
	pairs []forms.PairSummary
	state stage
	err   error // why the pairs could not be listed
	at    int
	top   int
	rows  []int
	begin *begin
}

type stage int

const (
	loading stage = iota
	failed
	choosing
	beginning
)

const leastNames = 24 // cells that names need before anything stands beside them

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
		return s.list()
	case pairsMsg:
		return s.listed(m)
	case tui.SpeakMsg:
		if s.begin != nil {
			s.begin.build()
		}
		return nil
	}
	switch s.state {
	case beginning:
		return s.begin.update(msg)
	case choosing:
		return s.mouse(msg)
	}
	return nil
}

func (s *Screen) mouse(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		if m.Y >= 0 && m.Y < len(s.rows) && s.rows[m.Y] >= 0 {
			s.at = s.rows[m.Y]
			return s.open()
		}
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

func (s *Screen) list() tea.Cmd {
	if ps := s.d.Listed(); ps != nil {
		return s.listed(pairsMsg{pairs: ps})
	}
	book := s.d.Book
	return func() tea.Msg {
		ps, err := book.Pairs()
		return pairsMsg{ps, err}
	}
}

func (s *Screen) listed(m pairsMsg) tea.Cmd {
	if s.state == beginning {
		return nil
	}
	if m.err != nil {
		s.state, s.err = failed, m.err
		return nil
	}
	first := s.state != choosing
	s.pairs, s.state = m.pairs, choosing
	s.at = min(s.at, len(s.pairs))
	for i, p := range s.pairs { // on the pair that we come from
		if first && s.d.Pair != nil && s.d.Pair.Record.Pair == p.ID {
			s.at = i
		}
	}
	if len(m.pairs) == 0 {
		return s.newPair()
	}
	return nil
}

// newPair asks for a new pair; what was typed there before is still there.
func (s *Screen) newPair() tea.Cmd {
	if s.begin == nil || s.begin.done {
		s.begin = newBegin(s.d)
	}
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
	case failed:
		return []tui.Binding{{Keys: []string{"enter"}, Name: "keys.retry", Foot: 1, Run: s.list}}
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
		fr = s.begin.draw(w, h)
	case choosing:
		s.drawPairs(&fr, min(w, 80), h)
	case failed:
		for _, l := range cell.Wrap(s.d.Word(s.d.Words, s.err), min(w, 76)) {
			fr.Lines = append(fr.Lines, s.d.Theme.Bad.Paint(l))
		}
	}
	return fr.Clip(w, h)
}

func (s *Screen) drawPairs(fr *tui.Frame, w, h int) {
	if h < 1 {
		return
	}
	s.rows = s.rows[:0]
	if h > 3 {
		fr.Lines = []string{s.d.Theme.Title.Paint(cell.Cut(s.d.Words.T("start.which"), w)), ""}
		s.rows = append(s.rows, -1, -1)
	}
	room := h - len(fr.Lines)
	s.top = scroll.Top(s.top, s.at, s.at+1, len(s.pairs)+1, room)
	for i := s.top; i <= len(s.pairs) && i < s.top+room; i++ {
		if i == s.at {
			fr.X, fr.Y = 0, len(fr.Lines)
		}
		fr.Lines = append(fr.Lines, s.drawPair(i, w))
		s.rows = append(s.rows, i)
	}
}

// drawPair is a line of the list: who, and in which programme where there is room
// for more than the names.
func (s *Screen) drawPair(i, w int) string {
	th := s.d.Theme
	label, note := s.d.Words.T("start.new_pair"), ""
	if i < len(s.pairs) {
		label, note = s.pairs[i].Mentee+" & "+s.pairs[i].Mentor, s.note(s.pairs[i])
	}
	room := w - 2
	if n := cell.Width(note); n > 0 && room-n-1 >= leastNames {
		room -= n + 1
	} else {
		note = ""
	}
	label = cell.Cut(label, room)
	fill := strings.Repeat(" ", max(room-cell.Width(label), 0)+1)
	lead := "  "
	if i == s.at {
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
	}
	if note == "" {
		return lead + label
	}
	return lead + label + fill + th.Hint.Paint(note)
}

func (s *Screen) note(p forms.PairSummary) string {
	if pr := s.d.Library.Programmes[forms.ProgrammeOf(forms.Value(p.Programme))]; pr != nil {
		return cell.Cut(pr.Title.In(s.d.Words.Lang()), 30)
	}
	return p.Organisation
}
