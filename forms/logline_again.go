package forms

import (
	"slices"
	"strings"
	"unicode"
)

// Logged returns the line of the contact log that says the same already: of the same
// day and in the same way, with nothing that tells the two apart, or with the same
// length, or about the same. ok is false where there is none. Tries that nobody
// answered may well be several on one day.
func (c ContactLine) Logged(p *Pair) (was ContactLine, ok bool) {
	if c.Channel == triedInVain {
		return ContactLine{}, false
	}
	table := registerTable(registerContacts)
	for _, row := range p.Record.Rows(table) {
		cell := func(column string) Value { return p.Record.Value(table.InRow(row.ID).At(column)) }
		was := ContactLine{
			Date: isoDay(cell("date")), Channel: cell("channel"), Minutes: cell("minutes"), Began: cell("began"), About: oneLine(string(cell("about"))),
		}
		if c.same(was) {
			return was, true
		}
	}
	return ContactLine{}, false
}

// same reports whether two lines are most likely of one contact.
func (c ContactLine) same(was ContactLine) bool {
	if c.Date != was.Date || c.Channel != was.Channel {
		return false
	}
	if c.Minutes != "" && was.Minutes != "" && c.Minutes == was.Minutes {
		return true
	}
	a, b := wordsOf(c.About), wordsOf(was.About)
	if len(a) == 0 || len(b) == 0 {
		return c.Minutes == "" || was.Minutes == ""
	}
	return overlap(a, b)
}

// wordsOf returns the words of a text without capitals and accents, short ones left
// out.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool { return len(w) <= elided+1 })
}

// overlap reports whether most words of the shorter text stand in the other.
func overlap(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	both := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			both++
		}
	}
	return 2*both > len(a)
}
