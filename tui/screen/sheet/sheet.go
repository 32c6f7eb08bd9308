// Package sheet is the page on which a form is filled in: sections at the left,
// the questions of one section as a readable page, and an editor where the keys
// go. Meetings and evaluations are sheets too.
package sheet

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/field"
	"pairbook/tui/oneline"
)

// Screen is the sheet page.
type Screen struct {
	d        *tui.Desk
	fixed    fixed
	id       forms.SheetID
	sheet    forms.Sheet
	sections []section
	cur      int    // section on screen
	stops    []stop // where the keys can go in it
	at       int    // the stop that has them
	ed       field.Editor
	voices   map[string]forms.Voice // of compared fields: whose answer is edited
	problems map[forms.Address]*forms.Problem
	examples bool
	paper    bool         // a form filled in by hand is typed in
	ended    bool         // the meeting was closed, or the copy sealed, from here
	list     *list        // the list laid over the page: what is left, or where to go
	asking   *oneline.Ask // the line laid over the page: a new day
	grace    tui.Grace    // of the list that asks whether to close or seal
	typedAt  time.Time
	resting  bool
	left     bool // another screen is on top: nothing has the keys
	goal     string
	page     page // what was drawn last, for the mouse and for scrolling
	top      int
	sideTop  int  // the first line of the sections that is shown
	fresh    bool // just opened: what leads into the first question is read first
	loose    bool // the wheel has moved the page away from the keys
	seek     int  // the question of the section, from 1, to be shown at the top; 0 none
	w, h     int
	memo     map[memoKey][]string
	tally    tally
	said     cache[[]string]       // what the last meeting said
	before   cache[string]         // what earlier meetings said of a row, and what was corrected
	tables   cache[*table]         // without drafts
	asked    cache[asked]          // what is still asked of a question
	computed cache[forms.Computed] // what the program filled in
	findings cache[[]forms.Finding]
	numbers  cache[[]int] // that the form has on paper
	toldOf   cache[told]  // what the rules say about a question
	proofs   cache[map[forms.Address]forms.Proof]
	signed   cache[signedLine]
	empty    cache[string]
	signing  map[forms.Address]forms.Value // signatures that were asked for
}

type section struct {
	sec   *forms.Section
	items []forms.Item
}

// New opens a sheet; at.Field, where given, is the question to begin with.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	s := &Screen{
		d: d, id: at.Sheet, goal: at.Field,
		voices:   map[string]forms.Voice{},
		problems: map[forms.Address]*forms.Problem{},
		memo:     map[memoKey][]string{},
	}
	s.fixed = s.fix()
	return s
}

// Update takes what is not a binding: typing, clicks, and news of the record.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		return s.shown()
	case tui.ChangedMsg:
		s.changed(m.Revisions)
	case tui.SpeakMsg:
		s.speak()
	case tui.HandMsg, tui.RestyleMsg:
		s.refresh(true)
	case tui.StayMsg:
		s.stay()
	case tui.AloneMsg:
		return s.aloneNow()
	case restMsg:
		return s.rested()
	case tea.KeyPressMsg:
		return s.key(m)
	case tea.PasteMsg:
		return s.paste(m.Content)
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseMotionMsg:
		return s.drag(m)
	case tea.MouseWheelMsg:
		return s.wheel(m)
	}
	return nil
}

// About names the help page's text.
func (s *Screen) About() string {
	if s.id.Form == forms.MeetingForm {
		return "help.meeting"
	}
	return "help.sheet"
}

func (s *Screen) shown() tea.Cmd {
	if s.sections != nil {
		s.stay()
		return nil
	}
	s.left = false
	s.refresh(false)
	cmd := s.adoptDrafts()
	s.begin()
	return cmd
}

// stay takes the keys back where they were, with the cursor in its place.
func (s *Screen) stay() {
	s.left = false
	s.refresh(true)
	if s.ed == nil {
		s.focus(s.at)
	}
}

// changed takes news of the record in. What undo brought back is gone to, so that
// nobody has to look for it.
func (s *Screen) changed(revs []forms.Revision) {
	s.proofs.kept, s.signed.kept = nil, nil // also when the keys have come that they are checked with
	for _, r := range revs {
		delete(s.signing, r.Addr)
	}
	s.refresh(true)
	for _, r := range revs {
		if (r.Kind == forms.Undo || r.Kind == forms.Redo) && !s.left && s.goToAddress(r.Addr) {
			return
		}
	}
}

// speak words the page anew. The cursor stays where it is.
func (s *Screen) speak() {
	s.refresh(true)
	if s.ed != nil {
		s.ed.Speak(s.d.Pair.Asking())
	}
}

// begin puts the keys on the question asked for, else where the sheet was left in
// this run, else on what was typed and cannot be read, else on the first question that
// is still needed, else on the first.
func (s *Screen) begin() {
	if s.goal != "" && s.goTo(s.goal) || s.resume() {
		return
	}
	order, _ := s.flat()
	if unread := s.unread(order); len(unread) > 0 {
		s.goToEntry(unread[0])
		return
	}
	toLookAt := s.sheet.ReadOnly() || s.sheet.Form.Offer == forms.OfferNever
	for _, l := range s.sheet.Left() {
		if l.Required && !toLookAt && s.goTo(l.Item.Field.ID) {
			s.goToPlace(s.cur, l.Item.Field.ID, s.gapAddress(l))
			s.fresh = s.cur == 0 && s.at == 0
			return
		}
	}
	s.enter(0, 0)
	s.fresh = true
}

// adoptDrafts makes answers of what was typed when the program ended without
// warning, where it reads as one; the rest stays in its field as it was typed, and so
// does a signature: nobody signs by opening a sheet.
func (s *Screen) adoptDrafts() tea.Cmd {
	var cs []forms.Change
	for a, text := range s.d.Pair.Record.Drafts {
		fd, ok := s.fieldAt(a)
		if !ok || text == "" {
			continue
		}
		if v, problem := fd.Parse(text, s.d.Pair.Asking()); problem == nil && v != "" && fd.Kind != forms.KindSign {
			cs = append(cs, forms.Change{Addr: a, Value: v})
		}
	}
	if len(cs) == 0 || s.sheet.ReadOnly() {
		return nil
	}
	return s.commit(cs)
}

// fieldAt finds the field, part or column that an address of this sheet or of
// one of its registers belongs to.
func (s *Screen) fieldAt(a forms.Address) (*forms.Field, bool) {
	for _, sec := range s.sections {
		for _, it := range sec.items {
			fd := it.Field
			table := s.sheet.Table(fd, a.Voice)
			own := a.Sheet == s.id && a.Field == fd.ID
			shared := fd.Register != "" && a.Sheet == table.Sheet && a.Field == table.Field
			switch {
			case own && a.Part == "":
				return fd, true
			case own || shared:
				if col, ok := fd.Column(a.Part); ok {
					return col, true
				}
			}
		}
	}
	return nil, false
}

// refresh reads the sheet anew: which questions are asked can change with every
// answer. keep holds on to the place where the keys are.
func (s *Screen) refresh(keep bool) {
	held := keep && s.at < len(s.stops)
	var old stop
	if held {
		old = s.stops[s.at]
	}
	sh, ok := s.d.Pair.Sheet(s.id)
	if !ok {
		s.sections, s.stops = nil, nil
		return
	}
	s.sheet, s.paper = sh, s.paper && !sh.ReadOnly()
	id := ""
	if s.cur < len(s.sections) {
		id = s.sections[s.cur].sec.ID
	}
	s.sections = s.readable()
	s.tally.each, s.asked.kept, s.numbers.kept = nil, nil, nil // another reader may see other questions
	s.cur = s.sectionByID(id)
	s.makeStops()
	s.renewList()
	if !held {
		return
	}
	for i, st := range s.stops {
		if st.same(old) {
			s.refocus(i)
			return
		}
	}
	if s.sameQuestion(old) {
		return
	}
	s.ed = nil
	s.focus(min(s.at, len(s.stops)-1))
}

// sameQuestion stays at a compared question whose other voice is asked for now, and
// at an answer that stood twice.
func (s *Screen) sameQuestion(old stop) bool {
	for i, st := range s.stops {
		twice := old.kind == headStop && st.addr == old.addr
		if st.kind == answerStop && (twice || st.whole == old.whole && st.whole.Compare) {
			s.ed = nil
			s.focus(i)
			return true
		}
	}
	return false
}

// refocus keeps the editor where its text is not an answer yet, and builds it
// anew where the answer changed under it.
func (s *Screen) refocus(i int) {
	s.at = i
	if s.sheet.ReadOnly() {
		s.ed = nil
	}
	if s.left || s.ed != nil && s.ed.Changed() {
		return
	}
	if s.ed != nil && s.stops[i].kind == answerStop {
		if v, p := s.ed.Value(); p == nil && v == s.d.Pair.Record.Value(s.stops[i].addr) {
			return
		}
	}
	s.focus(i)
}

// readable returns the sections with the questions that the reader may see.
// What is private is not there at all: not as a title, not as a count.
func (s *Screen) readable() []section {
	var out []section
	for _, it := range s.sheet.Items() {
		voices := it.Voices[:0:0]
		for _, v := range it.Voices {
			if s.sheet.MayRead(it.Field, v, s.d.Reader) {
				voices = append(voices, v)
			}
		}
		if len(voices) == 0 {
			continue
		}
		it.Voices = voices
		if len(out) == 0 || out[len(out)-1].sec != it.Section {
			out = append(out, section{sec: it.Section})
		}
		last := &out[len(out)-1]
		last.items = append(last.items, it)
	}
	return out
}

func (s *Screen) sectionByID(id string) int {
	for i := range s.sections {
		if s.sections[i].sec.ID == id {
			return i
		}
	}
	return max(min(s.cur, len(s.sections)-1), 0)
}

// Leave makes an answer of what is typed and takes the keys away.
func (s *Screen) Leave() tea.Cmd {
	old := s.here()
	cmd := s.settle()
	s.remember()
	s.left = true
	s.resting = false // the message of that rest goes to the screen on top
	return tea.Batch(cmd, s.tidy(old))
}
