package forms

import (
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// ContactLine is a contact as it was read from one line: what the row of the contact
// log will say. Empty values were not said.
type ContactLine struct {
	Date    lang.Date // never after today
	Assumed bool      // no day was said, so today was taken
	Channel Value     // option of contacts.channel
	Minutes Value     // whole minutes, 0 to 1440
	Began   Value     // mentee or mentor
	About   string    // what is left of the line, on one line
}

// MaxContactLine is the most bytes the line of a contact may have.
const MaxContactLine = 1000

const fieldContacts = "lg_contacts"

// ParseContact reads a contact from one line, in any order and in the words of any
// language:
//
//	2026-05-02 phone 25 min about the member meeting
//	igår ringde vi 25 min, Amina tog kontakt, om medlemsmötet
//	1,5 h en personne hier au sujet du budget
//
// Without a day it is today. What follows a word such as "about" is what it was
// about; behind a comma there, the rest may still be read. Without such a word it is
// what is left over. Nothing is guessed: what we do not know stays in About, and where
// a line can be read in two ways, where its day is still to come or where we find
// nothing in it, the problem says what to write.
func ParseContact(text string, p *Pair) (ContactLine, *Problem) {
	if len(text) > MaxContactLine {
		return ContactLine{}, problem("log.too-long")
	}
	line := strings.Join(strings.Fields(cleanShort(text)), " ")
	r := &lineReader{
		pair: p, line: line, toks: lineTokens(line), persons: personWords(p), words: readWords(), seen: map[int]seenPiece{},
	}
	if col := p.contactColumn("channel"); col != nil {
		r.channels, r.did = channelWords(p, col), optionWords(col, roleDid)
	}
	return r.read()
}

// contactColumn finds a column of the contact log; nil where the library has none.
func (p *Pair) contactColumn(id string) *Field {
	if def := p.Library.Registers[registerContacts]; def != nil {
		if col, ok := def.column(id); ok {
			return col
		}
	}
	return nil
}

// Echo says the contact in full: "2 May 2026 · phone · 25 minutes · about the member
// meeting". Typed again it gives the same contact.
func (c ContactLine) Echo(p *Pair) string {
	w := p.Words
	parts := []string{longDay(p.Asking(), c.Date)}
	if col := p.contactColumn("channel"); col != nil && c.Channel != "" {
		parts = append(parts, col.Show(c.Channel, p.Asking()))
	}
	if n, err := strconv.Atoi(string(c.Minutes)); err == nil {
		parts = append(parts, w.N("log.minutes", n))
	}
	if c.Began != "" {
		parts = append(parts, w.T("log.began", "name", p.Name(Voice(c.Began))))
	}
	if c.About != "" {
		parts = append(parts, w.T("log.about", "text", c.About))
	}
	return strings.Join(parts, " · ")
}

// Changes returns what puts the contact at the end of the contact log, and the id of
// its row. There are none where the library has no such log.
func (c ContactLine) Changes(p *Pair) (RowID, []Change) {
	s, ok := p.Sheet(SheetID{Form: BetweenForm})
	if !ok {
		return "", nil
	}
	fd, ok := s.Form.Field(fieldContacts)
	if !ok {
		return "", nil
	}
	id, cs := s.AddRow(fd, Agreed, "")
	for _, x := range []struct {
		column string
		value  Value
	}{
		{"date", Value(c.Date.String())},
		{"channel", c.Channel},
		{"minutes", c.Minutes},
		{"about", Value(c.About)},
		{"began", c.Began},
	} {
		if col, ok := fd.Column(x.column); ok && x.value != "" {
			cs = append(cs, Change{s.Cell(fd, Agreed, id, col), x.value})
		}
	}
	return id, cs
}
