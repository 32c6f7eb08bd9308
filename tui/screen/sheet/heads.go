package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// headStops are the answers to choose among where one was changed in two copies of
// the book.
func (s *Screen) headStops(st stop) []stop {
	rec := s.d.Pair.Record
	if s.sheet.ReadOnly() || !rec.Conflict(st.addr) {
		return nil
	}
	var out []stop
	st.kind = headStop
	for _, h := range rec.Heads(st.addr) {
		st.head = h.ID
		out = append(out, st)
	}
	return out
}

// drawHeads shows every answer that was written apart, with who wrote it and when, and
// reports whether there are any.
func (s *Screen) drawHeads(p *page, stop int, fd *forms.Field, a forms.Address) bool {
	rec := s.d.Pair.Record
	if !rec.Conflict(a) {
		return false
	}
	for i, l := range cell.Wrap(s.t("sheet.two_heads"), max(p.w-indent-2, 4)) {
		lead := "    "
		if i == 0 {
			lead = "  " + s.d.Theme.Warn.Paint(theme.Attention) + " "
		}
		p.add(stop, lead+s.d.Theme.Warn.Paint(l))
	}
	for _, h := range rec.Heads(a) {
		s.drawHead(p, s.headStopAt(a, h.ID, stop), fd, h)
	}
	return true
}

func (s *Screen) drawHead(p *page, stop int, fd *forms.Field, h forms.Head) {
	style, lead, from := s.voiceStyle(h.Author), "  ", len(p.lines)
	here := stop == s.at && s.here().kind == headStop
	if here {
		style, lead = s.d.Theme.Focus, theme.Here+" "
		p.curX, p.curY = 0, from
	}
	who := s.by(h)
	if !s.sheet.ReadOnly() {
		who = "[ " + cell.Cut(who, max(p.w-indent-4, 1)) + " ]"
	}
	p.add(stop, lead+style.Paint(cell.Cut(who, max(p.w-indent, 1))))
	text := trimmed(fd.Show(h.Value, s.d.Pair.Asking()))
	if h.Value == "" {
		text = s.t("history.taken_back")
	}
	for _, l := range s.prose(text, max(p.w-2*indent, 4)) {
		p.add(stop, "    "+l)
	}
	if here {
		p.from, p.to = from, len(p.lines)
	}
}

// by says who wrote an answer and when.
func (s *Screen) by(h forms.Head) string {
	at := h.Time.Wall().In(s.d.Now().Location())
	when := s.t("history.when", "date", s.d.Words.Short(lang.DateOf(at)), "time", s.d.Words.Clock(lang.Clock(at.Hour()*60+at.Minute())))
	return s.t("history.by", "name", cell.CleanLine(s.d.Pair.Name(h.Author)), "when", when)
}

// headStopAt is the stop of one of the answers written apart; else the given one.
func (s *Screen) headStopAt(a forms.Address, id forms.RevID, none int) int {
	for i, st := range s.stops {
		if st.kind == headStop && st.addr == a && st.head == id {
			return i
		}
	}
	return none
}

// chooseHead makes one of the answers written apart the answer. The book keeps the
// others in the history.
func (s *Screen) chooseHead(st stop) tea.Cmd {
	for _, h := range s.d.Pair.Record.Heads(st.addr) {
		if h.ID != st.head {
			continue
		}
		cmd := s.commit([]forms.Change{{Addr: st.addr, Value: h.Value}})
		s.focusAnswer(st.addr)
		return tea.Batch(cmd, tui.Note(s.t("sheet.head_chosen")))
	}
	return nil
}

// picksOneOfTwo reports whether the option that was just pressed is the later one of
// two answers: it looks chosen already, and choosing it settles the two.
func (s *Screen) picksOneOfTwo(st stop) bool {
	if s.ed == nil || !s.ed.Picks() || s.ed.Ticks() || !s.d.Pair.Record.Conflict(st.addr) {
		return false
	}
	v, problem := s.ed.Value()
	return problem == nil && v == s.d.Pair.Record.Value(st.addr)
}

// focusAnswer goes to the place where an answer is written.
func (s *Screen) focusAnswer(a forms.Address) {
	for i, st := range s.stops {
		if st.kind == answerStop && st.addr == a {
			s.focus(i)
			return
		}
	}
}

// writtenApart lists the questions that have two answers to choose among.
func (s *Screen) writtenApart() map[*forms.Field]bool {
	out := map[*forms.Field]bool{}
	for _, it := range s.visible() {
		for _, v := range s.editedVoices(it) {
			if _, ok := s.twoAnswers(it.Field, v); ok {
				out[it.Field] = true
			}
		}
	}
	return out
}

// twoAnswers returns the first place of a question where two answers stand.
func (s *Screen) twoAnswers(fd *forms.Field, v forms.Voice) (forms.Address, bool) {
	rec := s.d.Pair.Record
	switch fd.Kind {
	case forms.KindRows:
		for _, row := range s.sheet.Rows(fd, v) {
			for i := range fd.Columns {
				if a := s.sheet.Cell(fd, v, row.ID, &fd.Columns[i]); rec.Conflict(a) {
					return a, true
				}
			}
		}
	case forms.KindGroup:
		for i := range fd.Parts {
			if a := s.sheet.Address(fd, v).At(fd.Parts[i].ID); rec.Conflict(a) {
				return a, true
			}
		}
	default:
		a := s.sheet.Address(fd, v)
		return a, rec.Conflict(a)
	}
	return forms.Address{}, false
}

func (s *Screen) twoAnswersIn(sec int) bool {
	apart := s.counts().apart
	for _, it := range s.sections[sec].items {
		if apart[it.Field] {
			return true
		}
	}
	return false
}

// apartEntries lists the questions with two answers, so that they are found.
func (s *Screen) apartEntries(order []flatItem) []entry {
	var out []entry
	for _, f := range order {
		if !s.counts().apart[f.it.Field] {
			continue
		}
		for _, v := range s.editedVoices(f.it) {
			a, ok := s.twoAnswers(f.it.Field, v)
			if !ok {
				continue
			}
			out = append(out, entry{
				mark: theme.Attention, label: s.question(f.it.Field, v), note: s.t("sheet.two_answers"),
				sec: f.sec, item: f.item, addr: a, apart: true,
			})
		}
	}
	return out
}
