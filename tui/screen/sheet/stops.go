package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/field"
)

// stop is a place where the keys can go: an answer, the line that adds a row, or
// what is done with the sheet as a whole.
type stop struct {
	kind  stopKind
	item  int          // in the section
	whole *forms.Field // the question
	field *forms.Field // the field, part or column that is edited
	voice forms.Voice
	row   forms.RowID
	addr  forms.Address
	head  forms.RevID // of two answers written apart, the one to choose
}

// same reports whether two stops are the same place.
func (st stop) same(o stop) bool { return st.addr == o.addr && st.kind == o.kind && st.head == o.head }

type stopKind int

const (
	answerStop stopKind = iota
	addStop
	headStop // one of two answers that were written apart
	doneStop // close the meeting, seal the copy
	offStop  // the meeting did not take place
)

func (s *Screen) makeStops() {
	s.stops = nil // what was drawn holds on to the old ones
	if s.cur >= len(s.sections) {
		return
	}
	for i, it := range s.sections[s.cur].items {
		for _, v := range s.editedVoices(it) {
			s.stopsOf(i, it.Field, v)
		}
	}
	if s.cur == len(s.sections)-1 && s.doneKey() != "" {
		s.stops = append(s.stops, stop{kind: doneStop, item: -1, addr: forms.StateAddress(s.id)})
	}
	if s.cur == len(s.sections)-1 && s.mayCallOff() {
		s.stops = append(s.stops, stop{kind: offStop, item: -1, addr: forms.StateAddress(s.id)})
	}
}

func (s *Screen) stopsOf(item int, fd *forms.Field, v forms.Voice) {
	add := func(f *forms.Field, row forms.RowID, a forms.Address) {
		st := stop{kind: answerStop, item: item, whole: fd, field: f, voice: v, row: row, addr: a}
		s.stops = append(append(s.stops, s.headStops(st)...), st)
	}
	switch fd.Kind {
	case forms.KindAuto:
		if fd.By != forms.ByProgramme {
			add(fd, "", s.sheet.Address(fd, v))
		}
	case forms.KindGroup:
		for i := range fd.Parts {
			if s.sheet.Shown(&fd.Parts[i], v) {
				add(&fd.Parts[i], "", s.sheet.Address(fd, v).At(fd.Parts[i].ID))
			}
		}
	case forms.KindRows:
		rows := s.sheet.Rows(fd, v)
		for _, row := range rows {
			for i := range fd.Columns {
				if col := &fd.Columns[i]; !col.ReadOnly {
					add(col, row.ID, s.sheet.Cell(fd, v, row.ID, col))
				}
			}
		}
		if !s.sheet.ReadOnly() && s.sheet.MayAddRows(fd) && (fd.Max == nil || len(rows) < int(*fd.Max)) {
			s.stops = append(s.stops, stop{kind: addStop, item: item, whole: fd, field: fd, voice: v, addr: s.addAddress(fd, v)})
		}
	default:
		add(fd, "", s.sheet.Address(fd, v))
	}
}

// focus gives the keys to a stop of the section.
func (s *Screen) focus(i int) {
	s.ed = nil
	s.loose, s.fresh = false, false
	if len(s.stops) == 0 {
		s.at = 0
		return
	}
	s.at = max(min(i, len(s.stops)-1), 0)
	st := s.stops[s.at]
	if st.kind != answerStop || s.sheet.ReadOnly() {
		return
	}
	rec := s.d.Pair.Record
	s.ed = field.New(st.field, rec.Value(st.addr), rec.Drafts[st.addr], s.d.Pair.Asking())
	s.ed.Point(s.suggestion())
}

// enter goes to a stop of a section.
func (s *Screen) enter(sec, at int) {
	s.cur = max(min(sec, len(s.sections)-1), 0)
	s.top = 0
	s.makeStops()
	if at < 0 {
		at = len(s.stops) - 1
	}
	s.focus(at)
}

// goTo goes to the first stop of a field anywhere on the sheet.
func (s *Screen) goTo(id string) bool {
	for i, sec := range s.sections {
		for j, it := range sec.items {
			if it.Field.ID != id {
				continue
			}
			s.enter(i, 0)
			for k, st := range s.stops {
				if st.item == j && st.kind != doneStop {
					s.focus(k)
					break
				}
			}
			return true
		}
	}
	return false
}

// goToAddress goes to the place of an answer; false where this sheet has none.
func (s *Screen) goToAddress(a forms.Address) bool {
	if s.at < len(s.stops) && s.stops[s.at].addr == a {
		return true
	}
	for i, sec := range s.sections {
		for _, it := range sec.items {
			for _, v := range it.Voices {
				own := a.Sheet == s.id && a.Field == it.Field.ID && a.Voice == v // also beside the rows of a register
				if own || s.sheet.Address(it.Field, v).InRow("").At("") == a.InRow("").At("") {
					return s.goToPlace(i, it.Field.ID, a)
				}
			}
		}
	}
	return false
}

// goToPlace goes to an answer of a question, or as near as there is: the first
// cell of its row, the question.
func (s *Screen) goToPlace(sec int, field string, a forms.Address) bool {
	if sec != s.cur && !s.goTo(field) {
		return false
	}
	near := -1
	for k, st := range s.stops {
		switch {
		case st.addr == a:
			s.focus(k)
			return true
		case near < 0 && st.whole != nil && st.whole.ID == field && st.row == a.Row:
			near = k
		}
	}
	if near >= 0 && s.here().row != s.stops[near].row {
		s.focus(near)
	}
	return true
}

// move goes to the next or the previous stop, over the edges of sections.
func (s *Screen) move(by int) tea.Cmd {
	if len(s.stops) == 0 && len(s.sections) < 2 {
		return nil
	}
	if by > 0 && s.unseen() {
		s.fresh, s.loose = false, false // it comes into sight, and is not passed by
		return nil
	}
	if len(s.stops) == 0 && s.goesOnBy(by) {
		return s.turnPage(by) // what is only read is read before it is left
	}
	old := s.here()
	cmd := s.settle()
	to := s.at + by
	switch {
	case to < 0 && s.cur > 0:
		s.enter(s.cur-1, -1)
	case to >= len(s.stops) && s.cur < len(s.sections)-1:
		s.enter(s.cur+1, 0)
	case to >= 0 && to < len(s.stops):
		s.focus(to)
	default:
		s.focus(s.at)
		return tea.Batch(cmd, s.noFurther(by))
	}
	return tea.Batch(cmd, s.tidy(old))
}

// goesOnBy reports whether the page goes on below what is shown, or above it.
func (s *Screen) goesOnBy(by int) bool {
	if by < 0 {
		return s.top > 0
	}
	return s.top+s.page.h < len(s.page.lines)
}

// unseen reports whether the place that has the keys has not been shown yet: what
// leads into the first question takes all the page.
func (s *Screen) unseen() bool {
	p := &s.page
	return s.fresh && p.sec == s.cur && p.curX >= 0 && (p.curY >= p.top+p.h || p.curY < p.top)
}

// noFurther says that the sheet ends here, so that no key seems dead.
func (s *Screen) noFurther(by int) tea.Cmd {
	if by < 0 {
		return nil
	}
	return tui.Note(s.t("sheet.last_question"))
}

// here returns the stop that has the keys; the zero stop where there is none.
func (s *Screen) here() stop {
	if s.at < len(s.stops) {
		return s.stops[s.at]
	}
	return stop{item: -1}
}

func (s *Screen) moveSection(by int) tea.Cmd {
	to := s.cur + by
	if to < 0 || to >= len(s.sections) {
		return nil
	}
	return s.jump(func() { s.enter(to, 0) })
}

// jump settles what is typed, goes elsewhere, and tidies up behind.
func (s *Screen) jump(going func()) tea.Cmd {
	old := s.here()
	cmd := s.settle()
	going()
	return tea.Batch(cmd, s.tidy(old))
}

// nextOpen goes to the next question that has no answer, around the end once.
func (s *Screen) nextOpen() tea.Cmd {
	if order, here := s.flat(); s.unseen() && s.open(order[here].it) {
		s.fresh, s.loose = false, false
		return nil
	}
	old := s.here()
	cmd := s.settle()
	order, here := s.flat()
	for step := 1; step <= len(order); step++ {
		f := order[(here+step)%len(order)]
		if s.open(f.it) {
			s.enter(f.sec, 0)
			s.focusItem(f.item, f.it)
			return tea.Batch(cmd, s.tidy(old))
		}
	}
	s.list = s.leftList()
	return cmd
}

// open reports whether a question has no answer yet.
func (s *Screen) open(it forms.Item) bool {
	return s.stillAsked(it).open
}

// focusItem goes to the first empty place of a question.
func (s *Screen) focusItem(item int, it forms.Item) {
	first := -1
	for k, st := range s.stops {
		if st.item != item || st.kind == doneStop {
			continue
		}
		if first < 0 {
			first = k
		}
		if st.kind == addStop || s.d.Pair.Record.Value(st.addr) == "" {
			s.focus(k)
			return
		}
	}
	s.focus(max(first, 0))
}

type flatItem struct {
	sec, item int
	it        forms.Item
}

// flat lists every question of the sheet in order, and where the keys are.
func (s *Screen) flat() (order []flatItem, here int) {
	for i, sec := range s.sections {
		for j, it := range sec.items {
			if i == s.cur && s.at < len(s.stops) && s.stops[s.at].item == j {
				here = len(order)
			}
			order = append(order, flatItem{i, j, it})
		}
	}
	return order, here
}
