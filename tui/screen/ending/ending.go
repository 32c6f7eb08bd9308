// Package ending is the page for when things do not go as hoped, and for the end: a
// pause, somebody to turn to, ending early or as planned. It lies over any page, on a
// key; looking at it leaves no trace, and it never tells what only one of the two has
// written.
package ending

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
)

// part is what of the page is seen.
type part int

const (
	choicesPart part = iota
	adviserPart
	checklistPart
	curtainPart // somebody is asked to be alone before the sheet opens
)

// Screen is the page.
type Screen struct {
	d     *tui.Desk
	came  forms.Reader // who looked when the page was opened: so it is again on the way back
	part  part
	at    int
	outer int       // the choice from which a part was opened
	grace tui.Grace // of the curtain: a double click that drew it must not open it too
	rows  []int     // drawn line -> choice
	top   int
}

// New opens the page for the pair that lies open.
func New(d *tui.Desk, _ tui.Place) tui.Screen { return &Screen{d: d, came: d.Reader} }

// Update reacts to clicks; coming back from a sheet ends being alone with it.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.shown()
	case tui.HandMsg:
		s.came = s.d.Reader
		if s.part == curtainPart {
			s.leavePart() // whoever was asked to be alone has passed the keys on
		}
	case notedMsg:
		s.d.Noted(m.pair, m.revs)
	case tea.KeyPressMsg:
		if m.Text != "" {
			return s.say("ending.nothing_typed")
		}
	case tea.PasteMsg:
		return s.say("ending.nothing_typed")
	case tea.MouseClickMsg:
		return s.click(m.Y)
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

func (s *Screen) shown() {
	s.d.Reader.Alone = s.came.Alone && s.d.Reader.Hand == s.came.Hand
	if s.part == curtainPart {
		s.leavePart()
	}
}

func (s *Screen) say(key string) tea.Cmd { return tui.Note(s.d.Words.T(key)) }

func (s *Screen) click(y int) tea.Cmd {
	if y < 0 || y >= len(s.rows) || s.rows[y] < 0 || s.part == curtainPart && s.grace.TooSoon(s.d.Now()) {
		return nil
	}
	s.at = s.rows[y]
	return s.enter()
}

// Leave has nothing to keep, so that looking leaves no trace.
func (s *Screen) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *Screen) About() string { return "ending.about" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.move(by) } }
	bs := []tui.Binding{{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.enter}}
	if s.part != choicesPart {
		bs = append(bs, tui.Binding{Keys: []string{"esc"}, Name: "keys.back", Foot: 3, Run: func() tea.Cmd {
			s.leavePart()
			return nil
		}})
	}
	return append(bs,
		tui.Binding{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: move(1)},
		tui.Binding{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: move(-1)},
		tui.Binding{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: move(8)},
		tui.Binding{Keys: []string{"pgup"}, Name: "keys.page_up", Run: move(-8)},
	)
}

func (s *Screen) move(by int) tea.Cmd {
	if s.reads() {
		s.top = max(s.top+by, 0) // drawing knows where the text ends
		return nil
	}
	s.at = max(min(s.at+by, len(s.choices())-1), 0)
	return nil
}

// enterPart shows a part of the page; leavePart goes back to where it was opened.
func (s *Screen) enterPart(p part) tea.Cmd {
	s.outer, s.part, s.at, s.top = s.at, p, 0, 0
	return nil
}

func (s *Screen) leavePart() { s.part, s.at, s.top = choicesPart, s.outer, 0 }

func (s *Screen) enter() tea.Cmd {
	cs := s.choices()
	if len(cs) == 0 {
		return nil
	}
	s.at = max(min(s.at, len(cs)-1), 0)
	if cs[s.at].Run == nil {
		return tui.Note(cs[s.at].Note)
	}
	return cs[s.at].Run()
}

// open goes to a sheet; evaluations begin on their own page, which says who writes
// when.
func (s *Screen) open(id forms.SheetID, field string) tea.Cmd {
	at := tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: id, Field: field}
	if id.Form == forms.EachForm {
		at.Screen, at.Sheet, at.Field = tui.Evaluation, forms.SheetID{Form: id.Form}, ""
	}
	return tui.Go(at)
}
