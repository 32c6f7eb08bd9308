package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
)

// outcomeBindings are the letters that say what became of the row that has the keys;
// the next row has them then. There are none elsewhere.
func (s *Screen) outcomeBindings() []tui.Binding {
	st := s.here()
	if st.kind != answerStop || st.row == "" || s.sheet.ReadOnly() {
		return nil
	}
	col, ok := st.whole.Outcome()
	if !ok || col != st.field {
		return nil
	}
	var bs []tui.Binding
	for _, k := range s.d.Pair.OutcomeKeys(col) {
		name := "keys.outcome_" + k.Option
		if !s.d.Words.Has(name) {
			continue // one's own form has another option: it is picked as any other
		}
		keys := []string{k.Letter}
		if upper := strings.ToUpper(k.Letter); upper != k.Letter {
			keys = append(keys, upper)
		}
		bs = append(bs, tui.Binding{Keys: keys, Name: name, Foot: 1, Run: func() tea.Cmd {
			return s.giveOutcome(forms.Value(k.Option))
		}})
	}
	return bs
}

// giveOutcome answers for the row at hand and goes on to the next one; behind the last
// to the next question.
func (s *Screen) giveOutcome(v forms.Value) tea.Cmd {
	st := s.here()
	cmd := s.commit([]forms.Change{{Addr: st.addr, Value: v}})
	s.focusAnswer(st.addr)
	s.fresh, s.loose = false, false
	for k := s.at + 1; k < len(s.stops); k++ {
		if next := s.stops[k]; next.item != st.item || next.field == st.field && next.kind == answerStop {
			s.focus(k)
			return cmd
		}
	}
	if s.cur < len(s.sections)-1 {
		s.enter(s.cur+1, 0)
	}
	return cmd
}

// drawBefore says below a row what earlier meetings said of it.
func (s *Screen) drawBefore(p *page, stop int, fd *forms.Field, v forms.Voice, row forms.RowID) {
	if fd.Register == "" {
		return
	}
	at := forms.Address{Sheet: s.id, Field: fd.ID, Row: row, Voice: v}
	text := s.before.get(s.d.Pair, at, func() string { return s.sheet.Before(fd, v, row) })
	if text == "" {
		return
	}
	for _, l := range cell.Wrap(text, max(p.w-5, 4)) {
		p.add(stop, "     "+s.d.Theme.Hint.Paint(l))
	}
}

// pointsLeft names what was not taken up last time and may stand on this agenda; ""
// where there is nothing.
func (s *Screen) pointsLeft(fd *forms.Field, v forms.Voice) string {
	if s.sheet.ReadOnly() || fd.Register != "" {
		return ""
	}
	at := forms.Address{Sheet: s.id, Field: fd.ID, Part: "left over", Voice: v}
	return s.before.get(s.d.Pair, at, func() string { return s.sheet.LeftOverWords(fd, v) })
}

// drawPointsLeft offers what was not taken up last time, below the table.
func (s *Screen) drawPointsLeft(p *page, stop int, fd *forms.Field, v forms.Voice) {
	text := s.pointsLeft(fd, v)
	if text == "" {
		return
	}
	for _, l := range cell.Wrap(s.t("sheet.points_left", "text", text), max(p.w-indent, 4)) {
		p.spots = append(p.spots, spot{line: len(p.lines), x: indent, w: p.w - indent, press: func() tea.Cmd { return s.takePoints(fd, v) }})
		p.add(stop, "  "+s.d.Theme.Hint.Paint(l))
	}
}

// offersPoints reports whether the keys are in a table that has something left from
// last time.
func (s *Screen) offersPoints() bool {
	st := s.here()
	return st.whole != nil && st.whole.Kind == forms.KindRows && s.pointsLeft(st.whole, st.voice) != ""
}

func (s *Screen) takePoints(fd *forms.Field, v forms.Voice) tea.Cmd {
	keep := s.settle()
	cmd := s.commit(s.sheet.TakeOver(fd, v))
	return tea.Batch(keep, cmd, tui.Note(s.t("sheet.took_over")))
}

// drawCorrected says beside a question that it was corrected after its meeting was
// frozen, and when.
func (s *Screen) drawCorrected(p *page, stop int, fd *forms.Field, v forms.Voice) {
	if s.id.Number == 0 {
		return
	}
	at := forms.Address{Sheet: s.id, Field: fd.ID, Part: "corrected", Voice: v}
	text := s.before.get(s.d.Pair, at, func() string { return s.sheet.CorrectedWords(fd, v) })
	if text != "" {
		p.add(stop, "  "+s.d.Theme.Warn.Paint(cell.Cut("("+text+")", max(p.w-indent, 1))))
	}
}
