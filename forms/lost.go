package forms

import (
	"cmp"
	"slices"

	"pairbook/forms/lang"
)

// A form of a programme's own can be missing: its file is somewhere else, or has a slip.
// What a pair answered in it is not lost. A stand-in that asks nothing takes the form's
// place, so that the answers can be read as earlier questions.

// lostForms are the forms that only answers remember.
type lostForms struct {
	forms  map[string]*Form
	sheets []SheetID // with something that both may read together
}

// Lost returns the sheets of forms that are not in the library and hold something both
// may read together. Their title is the form's id.
func (p *Pair) Lost() []Sheet {
	all := p.lostForms()
	out := make([]Sheet, 0, len(all.sheets))
	for _, id := range all.sheets {
		out = append(out, Sheet{Pair: p, ID: id, Form: all.forms[id.Form]})
	}
	return out
}

func (p *Pair) lostForms() lostForms {
	return p.lost.get(p, func() lostForms {
		all := lostForms{forms: map[string]*Form{}}
		p.Record.Addresses(func(a Address) {
			id := a.Sheet.Form
			if p.Library.Forms[id] != nil || a.Sheet.Register != "" || a.Field == FieldState || p.Record.Value(a) == "" {
				return
			}
			all.forms[id] = &Form{ID: id, Version: 1, Title: lang.In(lang.English, id), Copies: copiesOf(a.Sheet)}
			if a.Voice == Agreed && !slices.Contains(all.sheets, a.Sheet) {
				all.sheets = append(all.sheets, a.Sheet)
			}
		})
		slices.SortFunc(all.sheets, func(a, b SheetID) int {
			return cmp.Or(cmp.Compare(a.Form, b.Form), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Of, b.Of))
		})
		return all
	})
}

// copiesOf tells from a sheet how many of its form a pair has.
func copiesOf(id SheetID) Copies {
	switch {
	case id.Number > 0:
		return CopiesNumbered
	case id.Of != "":
		return CopiesEach
	}
	return CopiesOne
}
