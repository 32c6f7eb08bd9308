package forms

import (
	"strings"
	"unicode"
)

// OutcomeKey is the letter that gives a row of a table its outcome at once.
type OutcomeKey struct {
	Letter string
	Option string // id of the option, the answer it gives
}

// Outcome returns the column of a table that takes one key for a row, because it says
// what became of it: the one that sets the status of an action, or the tick of a point
// that was written elsewhere on the sheet. ok is false where a table has none.
func (fd *Field) Outcome() (col *Field, ok bool) {
	for i := range fd.Columns {
		col := &fd.Columns[i]
		sets := col.Kind == KindChoice && col.Sets != nil && col.Sets.Column == columnStatus
		if sets || fd.Of != "" && col.Kind == KindYesNo && !col.Shared {
			return col, true
		}
	}
	return nil, false
}

// OutcomeKeys returns a letter for each option of a column, in the words of the
// language: the first of its label, where another option has that already x, and then
// the next of its label that is free.
func (p *Pair) OutcomeKeys(col *Field) []OutcomeKey {
	var out []OutcomeKey
	taken := map[string]bool{}
	for _, o := range col.Choices(p.Asking()) {
		label := letters(p.Text(o.Label))
		if label == "" {
			continue
		}
		first := string([]rune(label)[0])
		for _, r := range first + "x" + label {
			if letter := string(r); !taken[letter] {
				taken[letter] = true
				out = append(out, OutcomeKey{Letter: letter, Option: o.ID})
				break
			}
		}
	}
	return out
}

// letters returns the letters of a text, small.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// Before says what earlier meetings said of a row that comes back, and what became of
// it since: "partly at meeting 1: half a page; done since then, on 9 March". "" where
// nothing is said.
func (s Sheet) Before(fd *Field, v Voice, row RowID) string {
	col, ok := fd.Outcome()
	if !ok || fd.Register == "" {
		return ""
	}
	var said []string
	for _, n := range s.Pair.Meetings() {
		if n >= s.ID.Number {
			break
		}
		earlier := s
		earlier.ID.Number = n
		outcome := s.Pair.Record.Value(earlier.Cell(fd, v, row, col))
		if outcome == "" {
			continue
		}
		key, args := "forms.outcome_before", []any{"outcome", col.ShowShort(outcome, s.Pair.Asking()), "n", n}
		if note := earlier.noted(fd, v, row, col); note != "" {
			key, args = "forms.outcome_before_note", append(args, "note", note)
		}
		said = append(said, s.Pair.Words.T(key, args...))
	}
	if since := s.since(fd, v, row, col); since != "" {
		said = append(said, since)
	}
	return strings.Join(said, "; ")
}

// since says what became of a row between the meetings, as long as this one has not
// said it.
func (s Sheet) since(fd *Field, v Voice, row RowID, col *Field) string {
	outcome := s.SuggestCell(fd, v, row, col)
	if outcome == "" || s.Pair.Record.Value(s.Cell(fd, v, row, col)) != "" {
		return ""
	}
	w, args := s.Pair.Words, []any{"outcome", col.ShowShort(outcome, s.Pair.Asking())}
	done := isoDay(s.Pair.Record.Value(s.Table(fd, v).InRow(row).At("done")))
	if done.IsZero() {
		return w.T("forms.outcome_since", args...)
	}
	return w.T("forms.outcome_since_on", append(args, "date", w.DayMonth(done, s.Pair.Today))...)
}

// noted is what was written beside the outcome of a row: the first answer of the
// sheet's own other columns.
func (s Sheet) noted(fd *Field, v Voice, row RowID, outcome *Field) string {
	for i := range fd.Columns {
		col := &fd.Columns[i]
		if col == outcome || col.Shared || col.ReadOnly {
			continue
		}
		if text := cleanShort(col.ShowShort(s.Pair.Record.Value(s.Cell(fd, v, row, col)), s.Pair.Asking())); text != "" {
			return text
		}
	}
	return ""
}

// LeftOver returns the points of the last meeting that were not taken up, as far as
// they may stand on the agenda of this one again: the rows of that meeting's own table.
// None while that meeting is not closed, and for tables that nobody ticks.
func (s Sheet) LeftOver(fd *Field, v Voice) []Row {
	ticks, ok := s.tickedIn(fd)
	before, there := s.lastBefore()
	if !ok || !there || s.Pair.Record.State(before.ID) != StateClosed {
		return nil
	}
	col, ok := ticks.Outcome()
	if !ok || len(fd.Columns) == 0 {
		return nil
	}
	here := map[Value]bool{"": true}
	for _, row := range s.Rows(fd, v) {
		here[s.Pair.Record.Value(s.Cell(fd, v, row.ID, &fd.Columns[0]))] = true
	}
	var out []Row
	for _, row := range before.Rows(fd, v) {
		tick := s.Pair.Record.Value(before.Cell(ticks, Agreed, row.ID, col))
		if !here[s.Pair.Record.Value(before.Cell(fd, v, row.ID, &fd.Columns[0]))] && tick != "yes" {
			out = append(out, row)
		}
	}
	return out
}

// LeftOverWords names what was not taken up last time; "" where there is nothing.
func (s Sheet) LeftOverWords(fd *Field, v Voice) string {
	rows := s.LeftOver(fd, v)
	if len(rows) == 0 {
		return ""
	}
	before, _ := s.lastBefore()
	var said []string
	for _, row := range rows {
		said = append(said, cleanShort(string(s.Pair.Record.Value(before.Cell(fd, v, row.ID, &fd.Columns[0])))))
	}
	return s.Pair.Words.T("forms.left_over", "text", strings.Join(said, "; "))
}

// TakeOver returns the changes that put what was not taken up last time on this agenda,
// behind what stands there.
func (s Sheet) TakeOver(fd *Field, v Voice) []Change {
	rows := s.LeftOver(fd, v)
	before, _ := s.lastBefore()
	var cs []Change
	order := s.orderAfter(fd, v, "")
	for _, row := range rows {
		id := NewRowID()
		cs = append(cs, Change{s.Table(fd, v).InRow(id).At(PartOrder), Value(order)})
		for i := range fd.Columns {
			col := &fd.Columns[i]
			if val := s.Pair.Record.Value(before.Cell(fd, v, row.ID, col)); val != "" {
				cs = append(cs, Change{s.Cell(fd, v, id, col), val})
			}
		}
		order = OrderBetween(order, "")
	}
	return cs
}

// tickedIn finds the table of this form in which the rows of another are ticked.
func (s Sheet) tickedIn(fd *Field) (*Field, bool) {
	if s.Form.Copies != CopiesNumbered || fd.Kind != KindRows {
		return nil, false
	}
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			if other := &s.Form.Sections[i].Fields[j]; other.Of == fd.ID {
				return other, true
			}
		}
	}
	return nil, false
}

// lastBefore is the sheet of the last meeting before this one.
func (s Sheet) lastBefore() (Sheet, bool) {
	all := s.Pair.Meetings()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i] < s.ID.Number {
			return s.Pair.Sheet(SheetID{Form: s.ID.Form, Number: all[i]})
		}
	}
	return Sheet{}, false
}
