package sheet_test

import (
	"slices"

	"pairbook/forms"
)

// place is where the keys can go on a sheet, as the form has it and not the screen.
type place struct {
	kind  placeKind
	it    forms.Item
	field *forms.Field // the question, its part or its column
	voice forms.Voice
	addr  forms.Address
}

type placeKind int

const (
	answerPlace placeKind = iota
	addPlace
	barePlace // a section in which nothing is written
	endPlace  // the button that closes or seals
)

func (a place) same(b place) bool {
	return a.kind == b.kind && a.addr == b.addr && a.it.Section == b.it.Section && a.it.Field == b.it.Field
}

// readable lists the questions of a sheet that a reader sees, with the voices that are
// written then.
func readable(s forms.Sheet, r forms.Reader) []forms.Item {
	var out []forms.Item
	for _, it := range s.Items() {
		it.Voices = slices.DeleteFunc(slices.Clone(it.Voices), func(v forms.Voice) bool { return !s.MayRead(it.Field, v, r) })
		if len(it.Voices) == 0 {
			continue
		}
		if it.Field.Compare && r.Alone {
			it.Voices = []forms.Voice{r.Hand}
		}
		out = append(out, it)
	}
	return out
}

// placesOf lists where the keys go on a sheet for a reader, in order.
func placesOf(s forms.Sheet, r forms.Reader) []place {
	var out []place
	items := readable(s, r)
	for i, from := 0, 0; i < len(items); i++ {
		for _, v := range items[i].Voices {
			out = append(out, placesFor(s, items[i], v)...)
		}
		if i+1 < len(items) && items[i+1].Section == items[i].Section {
			continue
		}
		if len(out) == from {
			out = append(out, place{kind: barePlace, it: items[i]})
		}
		from = len(out)
	}
	if s.Form.Copies != forms.CopiesOne {
		out = append(out, place{kind: endPlace, it: forms.Item{Section: items[len(items)-1].Section}})
	}
	return out
}

// placesFor lists where one voice answers a question.
func placesFor(s forms.Sheet, it forms.Item, v forms.Voice) []place {
	fd := it.Field
	var out []place
	add := func(kind placeKind, field *forms.Field, a forms.Address) {
		out = append(out, place{kind, it, field, v, a})
	}
	switch fd.Kind {
	case forms.KindAuto:
		if fd.By != forms.ByProgramme {
			add(answerPlace, fd, s.Address(fd, v))
		}
	case forms.KindGroup:
		for i := range fd.Parts {
			if s.Shown(&fd.Parts[i], v) {
				add(answerPlace, &fd.Parts[i], s.Address(fd, v).At(fd.Parts[i].ID))
			}
		}
	case forms.KindRows:
		rows := s.Rows(fd, v)
		for _, row := range rows {
			for i := range fd.Columns {
				if col := &fd.Columns[i]; !col.ReadOnly && col.Kind != forms.KindAuto {
					add(answerPlace, col, s.Cell(fd, v, row.ID, col))
				}
			}
		}
		if s.MayAddRows(fd) && (fd.Max == nil || len(rows) < int(*fd.Max)) {
			add(addPlace, fd, s.Table(fd, v))
		}
	default:
		add(answerPlace, fd, s.Address(fd, v))
	}
	return out
}
