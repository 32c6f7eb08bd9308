package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"pairbook/forms"
)

// place is what a person names on a sheet: a question, a part of it, a row or a
// cell.
type place struct {
	field     string
	part      string // part of a compound question, or column of a row
	row       int    // from 1, as shown; 0: none
	add, drop bool   // a new row; away with the row
}

var placeForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([a-z][a-z0-9_]*)(?:(\+)|\[([1-9][0-9]{0,3})\](-|\.([a-z][a-z0-9_]*))?|\.([a-z][a-z0-9_]*))?$`)
})

// parsePlace reads FIELD, FIELD.part, FIELD+, FIELD[n], FIELD[n].column or
// FIELD[n]-.
func parsePlace(in string) (place, error) {
	m := placeForm().FindStringSubmatch(in)
	if m == nil {
		return place{}, usage("bad_place", "place", shown(in))
	}
	n, _ := strconv.Atoi(m[3]) // "" is no row
	return place{field: m[1], part: m[5] + m[6], row: n, add: m[2] != "", drop: m[4] == "-"}, nil
}

// sheet finds a sheet of the pair by the name people use.
func sheet(p *forms.Pair, name string) (forms.Sheet, error) {
	id, err := forms.ParseSheetID(name)
	if err != nil || id.Register != "" {
		return forms.Sheet{}, notFound("no_sheet", "sheet", shown(name), "sheets", sheetNames(p))
	}
	if s, ok := p.Sheet(id); ok {
		return s, inTurn(p, id)
	}
	f := p.Library.Forms[id.Form]
	switch {
	case f == nil:
		return forms.Sheet{}, notFound("no_sheet", "sheet", shown(name), "sheets", sheetNames(p))
	case f.Copies == forms.CopiesNumbered:
		return forms.Sheet{}, notFound("number_sheet", "form", f.ID)
	case f.Copies == forms.CopiesEach:
		return forms.Sheet{}, notFound("whose_sheet", "form", f.ID)
	}
	return forms.Sheet{}, notFound("one_sheet", "form", f.ID)
}

// inTurn refuses a meeting that would leave out a number: meeting/11 is a slip of
// meeting/1.
func inTurn(p *forms.Pair, id forms.SheetID) error {
	last := 0
	for _, n := range p.Meetings() {
		last = n
	}
	if id.Form != forms.MeetingForm || id.Number <= last+1 {
		return nil
	}
	return notFound("not_in_turn", "sheet", id, "next", forms.Meeting(last+1))
}

// sheetNames lists what can be written for SHEET.
func sheetNames(p *forms.Pair) string { return known(sheetIDs(p)) }

func sheetIDs(p *forms.Pair) []string {
	var ids []string
	for _, form := range p.Programme().Forms {
		f := p.Library.Forms[form]
		switch {
		case f == nil:
		case f.Copies == forms.CopiesNumbered:
			ids = append(ids, meetings(p)...)
		case f.Copies == forms.CopiesEach:
			ids = append(ids, f.ID+"/mentee", f.ID+"/mentor")
		default:
			ids = append(ids, f.ID)
		}
	}
	for _, s := range p.Lost() {
		ids = append(ids, s.ID.String())
	}
	return ids
}

// meetings lists the meetings begun, and the next one.
func meetings(p *forms.Pair) []string {
	var ids []string
	for _, n := range p.Meetings() {
		ids = append(ids, forms.Meeting(n).String())
	}
	if next := p.OpenMeeting().String(); !slices.Contains(ids, next) {
		ids = append(ids, next)
	}
	return ids
}

// question finds a question of a sheet, also one that is not asked of this pair
// at the moment: hidden tells.
func question(s forms.Sheet, id string) (open forms.Sheet, it forms.Item, hidden bool, err error) {
	fd, ok := s.Form.Field(id)
	if !ok {
		return s, it, false, notFound("no_field", "field", shown(id), "sheet", s.ID, "near", near(s, id))
	}
	if it, ok := find(s, id); ok {
		return s, it, false, nil
	}
	open = unhide(s, fd)
	if it, ok = find(open, id); ok {
		return open, it, true, nil
	}
	return s, it, false, notFound("other_copy", "sheet", s.ID, "other", forms.SheetID{Form: s.ID.Form, Of: s.ID.Of.Other()})
}

func find(s forms.Sheet, id string) (forms.Item, bool) {
	for _, it := range s.Items() {
		if it.Field.ID == id {
			return it, true
		}
	}
	return forms.Item{}, false
}

// unhide returns the sheet with the conditions of one field taken away.
func unhide(s forms.Sheet, fd *forms.Field) forms.Sheet {
	form := *s.Form
	form.Sections = slices.Clone(form.Sections)
	for i := range form.Sections {
		sec := &form.Sections[i]
		for j := range sec.Fields {
			if &sec.Fields[j] != fd {
				continue
			}
			sec.Fields = slices.Clone(sec.Fields)
			sec.When, sec.Fields[j].When = forms.Cond{}, forms.Cond{}
			break
		}
	}
	s.Form = &form
	return s
}

// near lists the questions that share a word of their id with a mistyped one, or
// the first of the sheet where none does.
func near(s forms.Sheet, id string) string {
	var all, like []string
	for _, it := range s.Items() {
		all = append(all, it.Field.ID)
		if sharesWord(it.Field.ID, id) {
			like = append(like, it.Field.ID)
		}
	}
	if len(like) == 0 {
		like = all
	}
	if len(like) > maxListed {
		return known(like[:maxListed]) + ", …"
	}
	return known(like)
}

// sharesWord compares the words of two ids, less the short ones that all ids of a
// form begin with.
func sharesWord(a, b string) bool {
	for w := range strings.SplitSeq(b, "_") {
		if len(w) > 2 && slices.Contains(strings.Split(a, "_"), w) {
			return true
		}
	}
	return false
}

// columnOf finds a column or part by id.
func columnOf(fd *forms.Field, id string) (*forms.Field, error) {
	if col, ok := fd.Column(id); ok {
		return col, nil
	}
	return nil, notFound("no_part", "part", shown(id), "field", fd.ID, "parts", partNames(fd))
}

func partNames(fd *forms.Field) string {
	var ids []string
	for _, list := range [][]forms.Field{fd.Columns, fd.Parts} {
		for i := range list {
			ids = append(ids, list[i].ID)
		}
	}
	return known(ids)
}
