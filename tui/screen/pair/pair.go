// Package pair is the page a pair comes home to: what is next, the plan with its
// dates, the months of contact, and the forms with how far they are.
package pair

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
	"pairbook/tui/oneline"
)

// Screen is the pair's page.
type Screen struct {
	d        *tui.Desk
	facts    facts
	entries  []entry
	at       int
	hits     []hit
	top      int
	listTop  int          // first line of the list of sheets that is seen
	planFrom int          // first step of the plan that is seen
	all      bool         // earlier meetings are listed, too
	asking   *oneline.Ask // the line laid over the page: a contact
	aside    string       // what was typed in it when it was put aside
	warned   string       // the line of which it was said that it is there already
}

// entry is something that can be opened or ticked from here.
type entry struct {
	group groupID
	mark  string
	label string
	note  string
	short string // stands for the note where it would cut the label
	why   string
	place tui.Place
	quiet bool            // not near yet
	step  *forms.PlanStep // of the plan
	run   func() tea.Cmd  // does something here; nil goes to the place
}

type groupID int

const (
	nextGroup groupID = iota
	planGroup
	formGroup
	looseGroup // sheets that are there when needed
	lastGroup  = looseGroup
)

type hit struct{ x, y, w, entry int }

// New opens the pair's page.
func New(d *tui.Desk, _ tui.Place) tui.Screen { return &Screen{d: d} }

// Update reacts to news of the record, to ticks and to clicks.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if s.asking != nil && s.asks(msg) {
		return nil
	}
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.shown()
	case tui.ChangedMsg, tui.SpeakMsg, tui.HandMsg:
		s.refresh()
	case tea.KeyPressMsg:
		return s.typed(m)
	case tea.PasteMsg:
		return s.say("pair.nothing_typed")
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// shown ends being alone, and notices that a night has passed.
func (s *Screen) shown() {
	s.d.Reader.Alone = false
	if s.d.Pair.Today != s.d.Today() {
		s.d.Open(s.d.Pair.Record)
	}
	s.refresh()
}

func (s *Screen) click(x, y int) tea.Cmd {
	for _, h := range s.hits {
		if y == h.y && x >= h.x && x < h.x+h.w {
			again := s.at == h.entry
			s.at = h.entry
			if e := s.here(); e.group == planGroup && (!again || e.place.Screen == "") {
				return nil // a first click shows the step, a second one opens it; none ticks it
			}
			return s.open()
		}
	}
	return nil
}

// typed: space ticks; other letters have no field to go to here, and that is said.
func (s *Screen) typed(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case k.String() == "space":
		return s.tickOrSay()
	case k.Text != "":
		return s.say("pair.nothing_typed")
	}
	return nil
}

func (s *Screen) say(key string) tea.Cmd { return tui.Note(s.d.Words.T(key)) }

// Leave has nothing to keep.
func (s *Screen) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *Screen) About() string { return "help.pair" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.move(by) } }
	part := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.part(by) } }
	if s.asking != nil {
		return s.asking.Bindings(s.putAside)
	}
	return []tui.Binding{
		s.enter(),
		{Keys: []string{"down"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: move(1)},
		{Keys: []string{"up"}, Name: "keys.up", Run: move(-1)},
		{Keys: []string{"tab"}, Name: "keys.next_part", Foot: 6, Run: part(1)},
		{Keys: []string{"shift+tab"}, Name: "keys.previous_part", Run: part(-1)},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: move(8)},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: move(-8)},
		{Keys: []string{"home"}, Name: "keys.first_line", Run: move(-len(s.entries))},
		{Keys: []string{"end"}, Name: "keys.last_line", Run: move(len(s.entries))},
		{Keys: []string{"space"}, Name: "keys.tick", Foot: 3, Why: s.whyNoTick, Run: s.tick},
		{Keys: []string{"ctrl+o"}, Name: "keys.log_contact", Foot: 10, Why: s.whyNoLog, Run: s.noteContact},
		{Keys: []string{"f9"}, Name: "keys.export", Foot: 11, Run: s.export},
		{Keys: []string{"f5"}, Name: "keys.history", Foot: 12, Run: s.history},
		{Keys: []string{"ctrl+l"}, Name: "keys.pairs", Foot: 13, Run: func() tea.Cmd {
			return tui.Go(tui.Place{Screen: tui.Start})
		}},
	}
}

// enter opens what has something to open; on other steps it ticks, as space does.
func (s *Screen) enter() tui.Binding {
	b := tui.Binding{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.open}
	if e := s.here(); e.step != nil && e.place.Screen == "" {
		b.Name, b.Why = "keys.tick", s.whyNoTick
	}
	return b
}

func (s *Screen) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.entries)-1), 0)
	return nil
}

// part goes to the first entry of the next or the previous part of the page,
// round and round. In the plan that is the first step that waits.
func (s *Screen) part(by int) tea.Cmd {
	group := s.here().group
	for range lastGroup {
		group = (group + groupID(by) + lastGroup + 1) % (lastGroup + 1)
		if i := s.first(group); i >= 0 {
			s.at = i
			return nil
		}
	}
	return nil
}

func (s *Screen) first(g groupID) int {
	found := -1
	for i, e := range s.entries {
		if e.group != g {
			continue
		}
		if g != planGroup || s.waits(e.step) {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}

// waits reports whether a step is still to come or is late. One that the programme
// does and that nothing tells of is neither, once its day is past.
func (s *Screen) waits(st *forms.PlanStep) bool {
	return !st.Done && (st.Overdue || !st.Due.Before(s.d.Pair.Today))
}

func (s *Screen) here() entry {
	if s.at < len(s.entries) {
		return s.entries[s.at]
	}
	return entry{}
}

func (s *Screen) open() tea.Cmd {
	e := s.here()
	switch {
	case e.run != nil:
		return e.run()
	case e.step != nil && e.step.Step.Evidence == forms.EvidenceContact && !e.step.Done && s.whyNoLog() == "":
		return s.noteContact() // one line is all that the step asks for
	case e.place.Screen == "":
		return s.tickOrSay()
	}
	return tui.Go(e.place)
}

// whyNoTick: a step that something else ticks is not ticked by hand, and never by
// accident. A tick that was made by hand can always be taken back.
func (s *Screen) whyNoTick() string {
	st := s.here().step
	switch {
	case st == nil:
		return "pair.why_no_step"
	case s.byHand(st) != "" || st.Step.Evidence == "":
		return ""
	case st.Done:
		return "pair.why_by_itself"
	}
	verb, _, _ := strings.Cut(st.Step.Evidence, " ")
	return "pair.ticks_" + verb
}

// byHand is the tick of a step that was made by hand.
func (s *Screen) byHand(st *forms.PlanStep) forms.Value {
	return s.d.Pair.Record.Value(s.tickAt(st))
}

// tickAt is where a step is ticked by hand: of one that comes again and again, in
// the first box that is open.
func (s *Screen) tickAt(st *forms.PlanStep) forms.Address {
	for _, b := range st.Boxes {
		if !b.Done {
			return forms.StepAddress(b.ID)
		}
	}
	return forms.StepAddress(st.Step.ID)
}

func (s *Screen) tickOrSay() tea.Cmd {
	if why := s.whyNoTick(); why != "" {
		return s.say(why)
	}
	return s.tick()
}

// tick says that a step is done, or takes that back, and tells which. Of one that
// comes again and again it ticks the next time; that is taken back by undo.
func (s *Screen) tick() tea.Cmd {
	st := s.here().step
	text := s.d.Pair.Text(st.Step.Text)
	v, said := forms.Value("yes"), s.d.Words.T("pair.ticked", "step", text)
	switch {
	case s.byHand(st) != "":
		v, said = "", s.d.Words.T("pair.unticked", "step", text)
	case len(st.Boxes) > 0:
		said = ""
	}
	at := st.Step.ID
	cmd := s.d.Commit([]forms.Change{{Addr: s.tickAt(st), Value: v}})
	s.refresh()
	if now := s.here().step; said == "" && now != nil && now.Step.ID == at {
		said = s.d.Words.T("pair.ticked_time", "step", text, "times", s.boxes(now))
	}
	return tea.Batch(cmd, tui.Note(said))
}

// sheet is the sheet that the entry at hand leads to, else the pair's own.
func (s *Screen) sheet() forms.SheetID {
	if id := s.here().place.Sheet; id.Form != "" {
		return id
	}
	return forms.SheetID{Form: forms.PairForm}
}

func (s *Screen) export() tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.Export, Pair: s.d.Pair.Record.Pair, Sheet: s.sheet()})
}

func (s *Screen) history() tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.History, Pair: s.d.Pair.Record.Pair, Sheet: s.sheet()})
}
