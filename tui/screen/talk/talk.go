// Package talk is the page of helps for a conversation: short lines that two
// people say aloud to each other, and the topics of their programme. It lies over
// any page, on a key, and nothing is typed in it.
package talk

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
)

// Screen shows the helps by title, and the lines of the one that is chosen.
type Screen struct {
	d       *tui.Desk
	entries []entry
	at      int // the entry that is chosen
	top     int // first row of its lines that is seen
	page    page
}

// entry is a help: its title, and what is said.
type entry struct {
	id    string
	title string
	lines []line
}

// line is one thing to say, or a topic; one of depth 1 belongs to the line above it.
type line struct {
	text  string
	depth int
}

// New opens the helps for the talk of the pair that lies open.
func New(d *tui.Desk, _ tui.Place) tui.Screen { return &Screen{d: d} }

// Update takes the wheel, clicks, and news that change the words.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.read()
		s.resume()
	case tui.ChangedMsg, tui.SpeakMsg:
		s.read()
	case tea.KeyPressMsg:
		return s.typed(m)
	case tea.PasteMsg:
		return s.say()
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseWheelMsg:
		return s.turn(m)
	}
	return nil
}

// typed: there is nothing to type into here, and that is said; space reads on.
func (s *Screen) typed(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case k.String() == "space":
		return s.scroll(s.page.rows - 1)
	case k.Text != "":
		return s.say()
	}
	return nil
}

func (s *Screen) say() tea.Cmd { return tui.Note(s.d.Words.T("talk.nothing_typed")) }

// About names the help page's text.
func (s *Screen) About() string { return "talk.about" }

// kept is where the desk remembers which help was chosen last: in a talk one goes
// to and fro between the helps and the sheet.
func kept() forms.SheetID { return forms.Register("helps") }

// topicsID is the entry of the programme's topics; helps have ids of their own.
const topicsID = "topics of the programme"

// Leave remembers the help that is chosen; there is nothing else to keep.
func (s *Screen) Leave() tea.Cmd {
	if s.at < len(s.entries) {
		s.d.LeaveAt(kept(), tui.Spot{Field: s.entries[s.at].id})
	}
	return nil
}

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	choose := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.choose(s.at + by) } }
	scroll := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.scroll(by * (s.page.rows - 1)) } }
	return []tui.Binding{
		{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 1, Run: choose(1)},
		{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: choose(-1)},
		{Keys: []string{"pgdown"}, Show: keys.PageKeys, Name: "keys.scroll", Foot: 2, Why: s.allSeen, Run: scroll(1)},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Why: s.allSeen, Run: scroll(-1)},
		{Keys: []string{"esc", "ctrl+p"}, Name: "keys.back", Foot: 3, Run: func() tea.Cmd { return tui.Back() }},
	}
}

// allSeen says why there is nothing to scroll.
func (s *Screen) allSeen() string {
	if len(s.page.text) <= s.page.rows {
		return "talk.all_seen"
	}
	return ""
}

// read gathers the helps in the language of the screen; the programme's topics are
// the last of them.
func (s *Screen) read() {
	p := s.d.Pair
	s.entries = nil
	if p == nil {
		return
	}
	for _, h := range p.Library.Helps {
		e := entry{id: h.ID, title: p.Text(h.Title)}
		for _, l := range h.Lines {
			e.lines = append(e.lines, line{text: p.Text(l)})
		}
		s.entries = append(s.entries, e)
	}
	if topics := p.Programme().Topics; len(topics) > 0 {
		s.entries = append(s.entries, entry{id: topicsID, title: p.Words.T("talk.topics"), lines: listed(p, topics)})
	}
	s.at = max(min(s.at, len(s.entries)-1), 0)
}

// resume goes to the help that was chosen last.
func (s *Screen) resume() {
	if s.d.Pair == nil {
		return
	}
	left := s.d.LeftAt(kept()).Field
	for i, e := range s.entries {
		if e.id == left {
			s.at = i
		}
	}
}

// listed sets the topics of a group below it.
func listed(p *forms.Pair, topics []forms.Option) []line {
	var out []line
	for _, o := range topics {
		out = append(out, line{text: p.Text(o.Label)})
		for _, sub := range o.Options {
			out = append(out, line{text: p.Text(sub.Label), depth: 1})
		}
	}
	return out
}

// choose goes to a help, and to its first line.
func (s *Screen) choose(at int) tea.Cmd {
	at = max(min(at, len(s.entries)-1), 0)
	if at != s.at {
		s.at, s.top = at, 0
	}
	return nil
}

// scroll reads on, or back, in the help that is chosen.
func (s *Screen) scroll(by int) tea.Cmd {
	s.top = s.clamp(s.top + by)
	return nil
}

func (s *Screen) clamp(top int) int { return max(min(top, len(s.page.text)-s.page.rows), 0) }

const wheelStep = 2

// turn: over the titles the wheel chooses, over the lines it scrolls.
func (s *Screen) turn(m tea.MouseWheelMsg) tea.Cmd {
	by := tui.Turn(m)
	if _, on := s.page.titleAt(m.X, m.Y); on && s.page.beside {
		return s.choose(s.at + by)
	}
	return s.scroll(by * wheelStep)
}

// click chooses the title that is clicked.
func (s *Screen) click(x, y int) tea.Cmd {
	if i, on := s.page.titleAt(x, y); on && i >= 0 {
		return s.choose(i)
	}
	return nil
}
