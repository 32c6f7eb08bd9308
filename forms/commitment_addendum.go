package forms

import (
	"cmp"
	"slices"

	"pairbook/forms/lang"
)

// What one wants to add to a copy after it was opened is written beneath it, with its
// date, in a register of the pair: the copy stays as it was sealed and signed.

const registerAddenda = "addenda"

// Addendum is what a person added to a copy after it was opened.
type Addendum struct {
	Row  RowID
	By   Voice
	Date lang.Date
	Text string
}

// Addenda returns what was added to a person's copy, oldest first.
func (s Sheet) Addenda() []Addendum {
	var out []Addendum
	rec := s.Pair.Record
	table := registerTable(registerAddenda)
	for _, row := range rec.Rows(table) {
		at := table.InRow(row.ID)
		if string(rec.Value(at.At(PartFrom))) != s.ID.String() {
			continue
		}
		a := Addendum{Row: row.ID, By: s.ID.Of, Text: string(rec.Value(at.At("text")))}
		a.Date, _ = lang.ParseISO(string(rec.Value(at.At("date"))))
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b Addendum) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
	return out
}

// AddendaFor returns what was added to a person's copy and leaves with it to an audience:
// none before the copy is open, and outside none where the copy itself is not due there
// or its author has not let it go.
func (s Sheet) AddendaFor(to Audience) []Addendum {
	if !s.Opened() || to.Outside() && !(s.dueAt(to) && s.released(&Field{}, to)) {
		return nil
	}
	return s.Addenda()
}

// AddAddendum returns the changes that add a text to a person's copy; none before both
// copies are open, for no text, and for a sheet that is not sealed. They are a deed of
// the person whose copy it is.
func (s Sheet) AddAddendum(day lang.Date, text string) []Change {
	text = cleanLong(text)
	if s.Pair.Record.State(s.ID) != StateSealed || !s.Opened() || blank(text) {
		return nil
	}
	row, cs := s.AddRow(&Field{ID: registerAddenda, Kind: KindRows, Register: registerAddenda}, Agreed, "")
	at := registerTable(registerAddenda).InRow(row)
	return append(cs, Change{at.At("date"), Value(day.String())}, Change{at.At("text"), Value(text)})
}
