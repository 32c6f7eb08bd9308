package sheet

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
)

// key takes typing; a key the editor has no use for moves on.
func (s *Screen) key(k tea.KeyPressMsg) tea.Cmd {
	if s.asking != nil {
		s.asking.Key(k)
		return nil
	}
	if s.list != nil {
		return s.listKey(k)
	}
	name := k.String()
	if name == "down" && s.unseen() {
		return s.move(1)
	}
	s.fresh = false
	s.loose = s.loose && (name == "pgdown" || name == "pgup")
	if s.at >= len(s.stops) {
		return s.moveKey(name)
	}
	st := s.stops[s.at]
	if cmd, begun := s.beginTyping(st, k); begun {
		return cmd
	}
	if b := keys.Find(s.outcomeBindings(), k); b != nil {
		return b.Run()
	}
	return s.answerKey(st, k)
}

// beginTyping takes a letter that is typed where there is no answer to type into.
func (s *Screen) beginTyping(st stop, k tea.KeyPressMsg) (cmd tea.Cmd, begun bool) {
	if k.Text == "" {
		return nil, false
	}
	if s.ed == nil && s.sheet.ReadOnly() && st.kind != doneStop {
		return tui.Note(s.t("sheet.read_only")), true
	}
	if k.Text == " " {
		return nil, false
	}
	switch st.kind {
	case headStop:
		s.focusAnswer(st.addr) // whoever types here wants to write another
		return s.key(k), true
	case addStop:
		cmd := s.addRow(st, "") // whoever types here wants a row to type in
		if s.ed == nil {
			return cmd, true
		}
		return tea.Batch(cmd, s.key(k)), true
	}
	return nil, false
}

// answerKey gives a key to the answer that is focused, or moves on with it.
func (s *Screen) answerKey(st stop, k tea.KeyPressMsg) tea.Cmd {
	name := k.String()
	used := s.ed != nil && s.ed.Key(k)
	switch {
	case (name == "enter" || name == "space") && s.picksOneOfTwo(st):
		return s.commit([]forms.Change{{Addr: st.addr, Value: s.d.Pair.Record.Value(st.addr)}})
	case used:
		return s.typed()
	case name == "enter" || name == "space":
		return s.enterKey()
	}
	if s.ed != nil && k.Text != "" {
		return tui.Note(s.t("sheet.how_to_choose")) // only options have no use for a letter
	}
	return s.moveKey(name)
}

// moveKey goes on with a key that the editor had no use for.
func (s *Screen) moveKey(name string) tea.Cmd {
	switch name {
	case "down":
		return s.move(1)
	case "up":
		return s.move(-1)
	case "pgdown":
		return s.turnPage(1)
	case "pgup":
		return s.turnPage(-1)
	}
	return nil
}

// turnPage shows the next screenful of the section, and after its end the next
// section. The keys go along to the first place in sight.
func (s *Screen) turnPage(by int) tea.Cmd {
	p := &s.page
	last := max(len(p.lines)-p.h, 0)
	to := min(max(s.top+by*max(p.h-2, 1), 0), last)
	if to == s.top {
		return s.moveSection(by)
	}
	for line := to; line < min(to+p.h, len(p.on)); line++ {
		n := p.on[line]
		if n < 0 || n >= len(s.stops) {
			continue
		}
		if n == s.at {
			break
		}
		goal := s.stops[n]
		cmd := s.jump(func() { s.focusAddress(goal, n) })
		s.top, s.loose = to, true
		return cmd
	}
	s.top, s.loose = to, true
	return nil
}

func (s *Screen) enterKey() tea.Cmd {
	if cmd, ok := s.toGoals(); ok {
		return cmd
	}
	if cmd, ok := s.toChanges(); ok {
		return cmd
	}
	delete(s.signing, s.here().addr)
	switch st := s.stops[s.at]; st.kind {
	case addStop:
		return s.addRow(st, "")
	case headStop:
		return s.chooseHead(st)
	case doneStop:
		return s.done()
	case offStop:
		return s.callOff()
	}
	return s.goOn()
}

// typed: what is picked is an answer at once; what is typed becomes a draft
// within a second and an answer when the field is left or rests.
func (s *Screen) typed() tea.Cmd {
	addr := s.stops[s.at].addr
	delete(s.problems, addr)
	delete(s.signing, addr)
	if s.ed.Picks() {
		return s.settle()
	}
	s.typedAt = s.d.Now()
	cmd := s.d.Saver.Typed(addr, s.ed.Text)
	if s.resting {
		return cmd
	}
	s.resting = true
	return tea.Batch(cmd, restIn(tui.RestAfter))
}

type restMsg struct{}

func restIn(d time.Duration) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return restMsg{} })
}

// rested: after a minute without a key the text becomes an answer; the cursor
// stays where it is.
func (s *Screen) rested() tea.Cmd {
	if idle := s.d.Now().Sub(s.typedAt); idle < tui.RestAfter {
		return restIn(tui.RestAfter - idle)
	}
	s.resting = false
	if s.ed == nil || !s.ed.Changed() {
		return nil
	}
	if _, problem := s.ed.Value(); problem != nil {
		return nil // still being typed: the draft holds it
	}
	return s.settle()
}

func (s *Screen) paste(text string) tea.Cmd {
	s.loose, s.fresh = false, false
	switch {
	case s.asking != nil:
		s.asking.Paste(text)
		return nil
	case s.list != nil:
		s.filterBy(cell.CleanLine(text))
		return nil
	case s.at >= len(s.stops):
		return nil
	case s.sheet.ReadOnly():
		return tui.Note(s.t("sheet.read_only"))
	case s.stops[s.at].kind == headStop:
		s.focusAnswer(s.stops[s.at].addr)
	case s.ed == nil && s.stops[s.at].kind == addStop:
		cmd := s.addRow(s.stops[s.at], "")
		return tea.Batch(cmd, s.pasteHere(text))
	}
	return s.pasteHere(text)
}

func (s *Screen) pasteHere(text string) tea.Cmd {
	if s.ed == nil {
		return nil
	}
	s.ed.Paste(text)
	return s.typed()
}

// settle makes an answer of what is typed. Where it cannot be read as one, the
// text stays as typed, the reason stands beside it, and nothing is blocked.
func (s *Screen) settle() tea.Cmd {
	if s.at >= len(s.stops) {
		return nil
	}
	if s.ed == nil {
		return nil
	}
	return s.settleEditor(s.stops[s.at].addr)
}

func (s *Screen) settleEditor(addr forms.Address) tea.Cmd {
	rec := s.d.Pair.Record
	v, problem := s.ed.Value()
	if problem != nil {
		s.problems[addr] = problem
		if !s.ed.Changed() {
			return nil
		}
		keep := s.keepTyped(addr)
		if s.at == len(s.stops)-1 { // the keys go on to another section, where nothing tells of it
			keep = tea.Batch(keep, tui.Note(problem.Say(s.d.Words)))
		}
		return keep
	}
	if v != rec.Value(addr) && s.stopsSigning(s.here().field, v) {
		return s.refuse(addr)
	}
	delete(s.problems, addr)
	if v == rec.Value(addr) {
		return s.d.DropDraft(addr)
	}
	if v != "" && s.proves(s.here()) {
		return s.sign(addr, v)
	}
	s.ed.Settle()
	return s.commit([]forms.Change{{Addr: addr, Value: v}})
}

// commit shows the changes at once and takes them to the book.
func (s *Screen) commit(cs []forms.Change) tea.Cmd {
	cmd := s.d.Commit(s.sheet.Follow(cs))
	s.refresh(true)
	return cmd
}

// undo takes back typing first, then deeds.
func (s *Screen) undo(key tea.KeyPressMsg, deed func() tea.Cmd) tea.Cmd {
	if s.ed != nil && s.ed.Key(key) {
		return s.typed()
	}
	cmd := s.settle()
	s.ed = nil
	return tea.Batch(cmd, deed())
}

// suggestion returns the answer that the program would propose here.
func (s *Screen) suggestion() forms.Value {
	if s.at >= len(s.stops) || s.sheet.ReadOnly() {
		return ""
	}
	st := s.stops[s.at]
	if st.kind != answerStop || s.d.Pair.Record.Value(st.addr) != "" {
		return ""
	}
	if st.row != "" {
		return s.sheet.SuggestCell(st.whole, st.voice, st.row, st.field)
	}
	if v, ok := s.offer(st.whole, st.field, st.voice); ok {
		return v
	}
	if st.field.Kind == forms.KindAuto {
		return forms.Value(s.sheet.Compute(st.field, st.voice).Text)
	}
	if st.field.Kind == forms.KindSign && st.whole.By != forms.ByProgramme {
		return forms.Value(s.d.Today().String() + " " + s.d.Pair.Name(signer(st.voice, s.d.Reader.Hand)))
	}
	part := ""
	if st.field != st.whole {
		part = st.field.ID
	}
	if v := s.sheet.Suggest(st.whole, part, st.voice); v != "" || st.field.Prefill != prefillNow {
		return v
	}
	return forms.Value(s.d.Now().Format("15:04"))
}

// prefillNow suggests the time of day, which only the screen knows.
const prefillNow = "now"

func signer(v, hand forms.Voice) forms.Voice {
	if v.IsPerson() {
		return v
	}
	return hand
}

func (s *Screen) takeSuggestion() tea.Cmd {
	if st := s.here(); s.offersPoints() {
		return s.takePoints(st.whole, st.voice)
	}
	v := s.suggestion()
	if v == "" || s.ed == nil {
		return nil
	}
	if st := s.here(); st.whole.Compare && st.whole.Kind == forms.KindGroup {
		return s.takeParts(st)
	}
	s.ed.Take(v)
	return s.typed()
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }
