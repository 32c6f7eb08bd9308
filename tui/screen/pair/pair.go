// Package pair is the page a pair comes home to: what is next, the plan with its
// dates, the months of contact, and the forms with how far they are.
package pair

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Screen is the pair's page.
type Screen struct {
	d       *tui.Desk
	entries []entry
	at      int
	hits    []hit
	top     int
}

// entry is something that can be opened from here.
type entry struct {
	group groupID
	mark  string
	label string
	note  string
	warn  bool
	place tui.Place
}

type groupID int

const (
	nextGroup groupID = iota
	formGroup
)

type hit struct{ x, y, w, entry int }

// New opens the pair's page.
func New(d *tui.Desk, _ tui.Place) tui.Screen { return &Screen{d: d} }

// Update reacts to news of the record and to clicks.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.d.Reader.Alone = false
		s.refresh()
	case tui.ChangedMsg, tui.SpeakMsg, tui.HandMsg:
		s.refresh()
	case tea.MouseClickMsg:
		for _, h := range s.hits {
			if m.Y == h.y && m.X >= h.x && m.X < h.x+h.w {
				s.at = h.entry
				return s.open()
			}
		}
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			return s.move(-1)
		}
		return s.move(1)
	}
	return nil
}

// Leave has nothing to keep.
func (s *Screen) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *Screen) About() string { return "help.pair" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.open},
		{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: func() tea.Cmd { return s.move(1) }},
		{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: func() tea.Cmd { return s.move(-1) }},
		{Keys: []string{"f9"}, Name: "keys.export", Foot: 10, Run: s.export},
		{Keys: []string{"f5"}, Name: "keys.history", Foot: 11, Run: s.history},
		{Keys: []string{"ctrl+l"}, Name: "keys.pairs", Foot: 12, Run: func() tea.Cmd {
			return tui.Go(tui.Place{Screen: tui.Start})
		}},
	}
}

func (s *Screen) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.entries)-1), 0)
	return nil
}

func (s *Screen) open() tea.Cmd {
	if s.at >= len(s.entries) {
		return nil
	}
	return tui.Go(s.entries[s.at].place)
}

// sheet is the sheet that the entry at hand leads to.
func (s *Screen) sheet() forms.SheetID {
	if s.at < len(s.entries) {
		return s.entries[s.at].place.Sheet
	}
	return forms.SheetID{Form: forms.PairForm}
}

func (s *Screen) export() tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.Export, Pair: s.d.Pair.Record.Pair, Sheet: s.sheet()})
}

func (s *Screen) history() tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.History, Pair: s.d.Pair.Record.Pair, Sheet: s.sheet()})
}

func (s *Screen) refresh() {
	s.entries = s.entries[:0]
	p := s.d.Pair
	for i, t := range p.Next() {
		if i == 4 {
			break
		}
		s.entries = append(s.entries, entry{group: nextGroup, label: p.Say(t), place: s.place(t.Sheet)})
	}
	done := false
	for _, id := range p.Programme().Forms {
		if f := p.Library.Forms[id]; f != nil {
			done = s.addForm(f) || done
		}
	}
	s.at = max(min(s.at, len(s.entries)-1), 0)
}

// place: evaluations begin on their own page, which says who writes when.
func (s *Screen) place(id forms.SheetID) tui.Place {
	at := tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: id}
	if id.Form == forms.EachForm {
		at.Screen = tui.Evaluation
	}
	return at
}

func (s *Screen) addForm(f *forms.Form) bool {
	p := s.d.Pair
	switch f.Copies {
	case forms.CopiesEach:
		id := forms.SheetID{Form: f.ID, Of: forms.Mentee}
		e := entry{group: formGroup, mark: theme.Open, label: p.Text(f.Title), place: s.place(id)}
		if sh, ok := p.Sheet(id); ok && sh.Opened() {
			e.mark, e.note = theme.Done, p.Words.T("pair.both_done")
		}
		s.entries = append(s.entries, e)
	case forms.CopiesNumbered:
		s.addMeetings(f)
	default:
		if sh, ok := p.Sheet(forms.SheetID{Form: f.ID}); ok {
			s.entries = append(s.entries, s.formEntry(sh))
		}
	}
	return true
}

func (s *Screen) addMeetings(f *forms.Form) {
	p := s.d.Pair
	begun := map[int]bool{}
	for _, n := range p.Meetings() {
		begun[n] = true
		if sh, ok := p.Sheet(forms.Meeting(n)); ok {
			s.entries = append(s.entries, s.formEntry(sh))
		}
	}
	if next := p.OpenMeeting(); !begun[next.Number] {
		label := p.Words.T("pair.next_meeting", "n", next.Number)
		s.entries = append(s.entries, entry{group: formGroup, mark: theme.Open, label: label, place: s.place(next)})
	}
}

func (s *Screen) formEntry(sh forms.Sheet) entry {
	w := s.d.Words
	pr := sh.Progress()
	e := entry{group: formGroup, mark: theme.Open, label: sh.Title(), place: s.place(sh.ID)}
	switch {
	case s.d.Pair.Record.State(sh.ID) == forms.StateClosed:
		e.mark, e.note = theme.Done, w.T("pair.closed")
	case sh.Signed():
		e.mark, e.note = theme.Done, w.T("pair.signed")
	case pr.Complete():
		e.mark, e.note = theme.Done, w.T("pair.complete")
	case pr.Begun():
		e.mark, e.note = theme.Here, strconv.Itoa(pr.Answered)+"/"+strconv.Itoa(pr.Asked)
	}
	return e
}
