// Package help is the page that says what the page below it is for, what can be
// done there and everywhere, and how words are kept. It is also a menu: a line
// that is chosen is done, so that no key has to be known by heart.
package help

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
	"pairbook/tui/keys"
)

// Screen is the help page.
type Screen struct {
	d       *tui.Desk
	under   tui.Screen // the page that is explained; nil where there is none
	groups  []group
	entries []entry
	at      int  // the entry that has the keys, -1 none
	fresh   bool // not drawn yet
	top     int  // first line of the page that is seen
	page    page // what was drawn last
}

// group is a part of the list of what can be done: its heading, and its entries
// up to, not including, to.
type group struct {
	title    string
	from, to int
}

// entry is one thing that can be done, and why it cannot be done now.
type entry struct {
	binding tui.Binding
	why     string // message key; "" where it can be done
}

// New opens the help page of the screen that lies under it.
func New(d *tui.Desk, _ tui.Place) tui.Screen {
	return &Screen{d: d, under: d.Covered(), at: -1, fresh: true}
}

// Update takes the wheel, clicks, and news that change what can be done.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg, tui.ChangedMsg, tui.HandMsg, tui.SpeakMsg:
		s.list()
	case tea.MouseClickMsg:
		return s.click(m.Y)
	case tea.MouseWheelMsg:
		return s.scroll(tui.Turn(m) * wheelStep)
	}
	return nil
}

// About names the text about the help page itself.
func (s *Screen) About() string { return "help.how" }

// Leave has nothing to keep.
func (s *Screen) Leave() tea.Cmd { return nil }

// Bindings lists what can be done on the help page.
func (s *Screen) Bindings() []tui.Binding {
	back := func() tea.Cmd { return tui.Back() }
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "help.key_run", Foot: 1, Why: s.whyNot, Run: s.run},
		{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: s.down},
		{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: s.up},
		{Keys: []string{"pgdown"}, Show: keys.PageKeys, Name: "keys.scroll", Foot: 4, Run: func() tea.Cmd { return s.scroll(s.page.h - 1) }},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: func() tea.Cmd { return s.scroll(1 - s.page.h) }},
		{Keys: []string{"esc", "f1"}, Name: "keys.back", Foot: 6, Run: back},
	}
}

// list gathers what can be done: first on the page below, then everywhere. What
// the page itself does with a key is not listed twice.
func (s *Screen) list() {
	s.entries, s.groups = nil, nil
	taken := map[string]bool{}
	if s.under != nil {
		s.add("help.here", s.under.Bindings(), taken)
	}
	s.add("help.everywhere", s.d.Everywhere(), taken)
	s.at = min(s.at, len(s.entries)-1)
}

func (s *Screen) add(title string, bs []tui.Binding, taken map[string]bool) {
	g := group{title: title, from: len(s.entries)}
	for _, b := range bs {
		if b.Label() == "f1" || allTaken(b.Keys, taken) { // f1 is this page
			continue
		}
		s.entries = append(s.entries, entry{binding: b, why: b.Blocked()})
	}
	for _, b := range bs {
		for _, k := range b.Keys {
			taken[k] = true
		}
	}
	if g.to = len(s.entries); g.to > g.from {
		s.groups = append(s.groups, g)
	}
}

func allTaken(names []string, taken map[string]bool) bool {
	for _, k := range names {
		if !taken[k] {
			return false
		}
	}
	return true
}

func (s *Screen) whyNot() string {
	if s.at < 0 || s.at >= len(s.entries) {
		return "help.run_first"
	}
	return s.entries[s.at].why
}

// run goes back and then presses the key for the person, so that it does just
// what it would have done there.
func (s *Screen) run() tea.Cmd {
	if s.at < 0 || s.at >= len(s.entries) || len(s.entries[s.at].binding.Keys) == 0 {
		return nil
	}
	e := s.entries[s.at]
	if e.why != "" {
		return tui.Note(s.d.Words.T(e.why))
	}
	k, ok := keyPress(e.binding.Keys[0])
	if !ok {
		return tui.Back()
	}
	return tea.Sequence(tui.Back(), func() tea.Msg { return k })
}
