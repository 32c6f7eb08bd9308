// Package checks is the page of what the rules of the programme have to say about a
// pair: what is to be settled and looked at first, hints folded below it.
package checks

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/field"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Screen lists the findings of the pair that lies open.
type Screen struct {
	d       *tui.Desk
	entries []entry
	at      int
	open    map[foldID]bool
	ed      field.Editor // of the note that sets the finding at hand aside; nil while none is written
	page    page
	top     int
	seek    bool // the entry at hand has to come into sight
}

// entry is a line that the keys can stand on: a finding, or what folds some of them.
type entry struct {
	finding *forms.Finding // nil for a fold
	fold    foldID
	mark    string
	what    string
	why     string
	note    string
	place   tui.Place
}

type foldID string

const (
	noFold foldID = ""
	hints  foldID = "hints"
	aside  foldID = "aside"
)

// New opens the page for the pair that lies open.
func New(d *tui.Desk, _ tui.Place) tui.Screen {
	return &Screen{d: d, open: map[foldID]bool{}, seek: true}
}

// Update takes typing, the mouse, and news that change what the rules say.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.shown()
	case tui.ChangedMsg:
		s.read()
	case tui.SpeakMsg:
		s.read()
		if s.ed != nil {
			s.ed.Speak(s.d.Pair.Asking())
		}
	case tui.HandMsg:
		s.ed = nil // what was typed is kept, and comes back with the editor
	case tea.KeyPressMsg:
		return s.typed(m)
	case tea.PasteMsg:
		return s.paste(m.Content)
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseMotionMsg:
		if s.ed != nil {
			s.ed.Drag(m.X-s.page.edX, m.Y-s.page.edY)
		}
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// shown notices that a night has passed, and reads the page anew.
func (s *Screen) shown() {
	if s.d.Pair != nil && s.d.Pair.Today != s.d.Today() {
		s.d.Open(s.d.Pair.Record)
	}
	s.read()
}

// read asks the rules, and stays at the entry at hand.
func (s *Screen) read() {
	old := s.here()
	s.entries = s.entries[:0]
	if s.d.Pair == nil {
		return
	}
	found := s.d.Pair.Findings()
	for i := range found {
		if fold(&found[i]) == noFold {
			s.add(&found[i])
		}
	}
	s.addFold(hints, found)
	s.addFold(aside, found)
	s.at = max(min(s.at, len(s.entries)-1), 0)
	for i, e := range s.entries {
		if same(e, old) {
			s.at = i
			return
		}
	}
	s.ed = nil // what it was about has been mended meanwhile
}

// fold is the line that a finding is folded under.
func fold(f *forms.Finding) foldID {
	switch {
	case f.SetAside():
		return aside
	case f.Severity == forms.Info:
		return hints
	}
	return noFold
}

// same reports whether two entries tell of the same.
func same(a, b entry) bool {
	if a.finding == nil || b.finding == nil {
		return a.finding == nil && b.finding == nil && a.fold == b.fold && a.fold != noFold
	}
	return a.finding.ID() == b.finding.ID()
}

func (s *Screen) add(f *forms.Finding) {
	p := s.d.Pair
	e := entry{finding: f, mark: theme.Attention, place: placeOf(p, f)}
	e.what, e.why = p.SayFinding(*f)
	switch {
	case f.SetAside():
		e.mark, e.note = theme.Off, p.Words.T("checks.noted", "note", f.Note)
	case f.Severity == forms.Info:
		e.mark = theme.Open
	}
	s.entries = append(s.entries, e)
}

// addFold adds the line that folds some findings, and where it is open, those.
func (s *Screen) addFold(id foldID, found []forms.Finding) {
	n := 0
	for i := range found {
		if fold(&found[i]) == id {
			n++
		}
	}
	if n == 0 {
		return
	}
	key := "checks.show_" + string(id)
	if s.open[id] {
		key = "checks.hide_" + string(id)
	}
	s.entries = append(s.entries, entry{fold: id, mark: theme.Open, what: s.d.Words.N(key, n)})
	for i := range found {
		if s.open[id] && fold(&found[i]) == id {
			s.add(&found[i])
		}
	}
}

// placeOf is where a finding is mended.
func placeOf(p *forms.Pair, f *forms.Finding) tui.Place {
	if f.Link != (forms.SheetID{}) {
		return tui.PlaceOf(p, f.Link, "")
	}
	return tui.PlaceOf(p, f.Sheet, f.Field)
}

// About names the help page's text.
func (s *Screen) About() string { return "checks.about" }

// Leave keeps what is typed as a draft.
func (s *Screen) Leave() tea.Cmd {
	if s.ed == nil {
		return nil
	}
	return s.keepDraft()
}

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	if s.ed != nil {
		return s.noteBindings()
	}
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.move(by) } }
	jump := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.jump(by) } }
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Why: s.whyNotOpen, Run: s.enter},
		{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: move(1)},
		{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: move(-1)},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: jump(4)},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: jump(-4)},
		{Keys: []string{"home"}, Name: "keys.first_line", Run: jump(-len(s.entries))},
		{Keys: []string{"end"}, Name: "keys.last_line", Run: jump(len(s.entries))},
		s.asideBinding(),
		{Keys: []string{"esc", "f12"}, Show: "esc", Name: "keys.back", Foot: 7, Run: func() tea.Cmd { return tui.Back() }},
	}
}

// asideBinding sets a warning aside, or takes that back.
func (s *Screen) asideBinding() tui.Binding {
	b := tui.Binding{Keys: []string{"space"}, Name: "keys.set_aside", Foot: 3, Why: s.whyNotAside, Run: s.beginNote}
	if f := s.here().finding; f != nil && f.SetAside() {
		b.Name, b.Run = "keys.take_back", s.takeBack
	}
	return b
}

func (s *Screen) here() entry {
	if s.at < len(s.entries) {
		return s.entries[s.at]
	}
	return entry{}
}

// move goes to another entry; one that is longer than the window is read to its end
// first.
func (s *Screen) move(by int) tea.Cmd {
	p := &s.page
	switch {
	case s.ed != nil:
	case by > 0 && p.to > s.top+p.h:
		s.top += min(max(p.h-1, 1), p.to-s.top-p.h)
	case by < 0 && p.from < s.top:
		s.top -= min(max(p.h-1, 1), s.top-p.from)
	default:
		return s.jump(by)
	}
	return nil
}

func (s *Screen) jump(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.entries)-1), 0)
	s.seek = true
	return nil
}

func (s *Screen) whyNotOpen() string {
	if len(s.entries) == 0 {
		return "checks.none"
	}
	return ""
}

// enter goes to where a finding is mended; on a line that folds some it shows them.
func (s *Screen) enter() tea.Cmd {
	e := s.here()
	switch {
	case e.fold != noFold:
		s.open[e.fold] = !s.open[e.fold]
		s.read()
		s.seek = true
		return nil
	case e.finding == nil:
		return nil
	}
	return tui.Go(e.place)
}

func (s *Screen) click(x, y int) tea.Cmd {
	p := &s.page
	if s.ed != nil {
		if y >= p.edY && y < p.edY+p.edRows {
			s.ed.Click(x-p.edX, y-p.edY)
		}
		return nil
	}
	i := s.top + y
	if y < 0 || y >= p.h || i >= len(p.on) || p.on[i] < 0 {
		return nil
	}
	again := s.at == p.on[i]
	s.at = p.on[i]
	if again || s.here().fold != noFold {
		return s.enter()
	}
	s.seek = true
	return nil
}

// typed: space sets aside; other letters have no field to go to, and that is said.
func (s *Screen) typed(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.ed != nil:
		return s.write(k)
	case k.String() == "space":
		b := s.asideBinding()
		if why := b.Blocked(); why != "" {
			return s.say(why)
		}
		return b.Run()
	case k.Text != "":
		return s.say("checks.nothing_typed")
	}
	return nil
}

func (s *Screen) say(key string) tea.Cmd { return tui.Note(s.d.Words.T(key)) }

// waiting counts the findings that are to be settled or looked at.
func (s *Screen) waiting() bool {
	return slices.ContainsFunc(s.entries, func(e entry) bool { return e.finding != nil && fold(e.finding) == noFold })
}
