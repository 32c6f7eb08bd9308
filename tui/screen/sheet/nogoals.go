package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
)

// goalsHome is where goals are written, for a question that picks among them while
// there are none.
func (s *Screen) goalsHome(fd *forms.Field) (at tui.Place, ok bool) {
	if fd == nil || fd.From != "goals" || s.sheet.ReadOnly() || len(fd.Choices(s.d.Pair.Asking())) > 0 {
		return tui.Place{}, false
	}
	id, field, ok := s.d.Pair.GoalsHome()
	return tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: id, Field: field}, ok
}

// toGoals goes there from the question at hand.
func (s *Screen) toGoals() (tea.Cmd, bool) {
	st := s.here()
	if st.kind != answerStop {
		return nil, false
	}
	at, ok := s.goalsHome(st.field)
	if !ok {
		return nil, false
	}
	return tui.Go(at), true
}

// drawNoGoals says in place of an empty list of options where they come from.
func (s *Screen) drawNoGoals(p *page, stop, x int, fd *forms.Field) bool {
	at, ok := s.goalsHome(fd)
	sh, there := s.d.Pair.Sheet(at.Sheet)
	if !ok || !there {
		return false
	}
	from := len(p.lines)
	for _, l := range cell.Wrap(s.t("sheet.no_goals", "title", sh.Title()), max(p.w-x, 8)) {
		p.add(stop, strings.Repeat(" ", x)+s.d.Theme.Hint.Paint(l))
	}
	if stop >= 0 && stop == s.at {
		p.from, p.to = from, len(p.lines)
		p.curX, p.curY = min(x, p.w-1), from
	}
	return true
}
