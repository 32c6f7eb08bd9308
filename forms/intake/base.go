package intake

import (
	"bytes"
	"slices"

	"pairbook/forms"
	"pairbook/forms/export"
)

// place is a question in one voice; fixed ones have none.
type place struct {
	field string
	voice forms.Voice
}

// baseOf reads what the book would hand out now as the same file, in which also the
// questions stand that the file has and that are not asked at the moment. Rows have
// their ids. moved tells that the book says something else than when the file was written.
func baseOf(s forms.Sheet, h Head) (base map[place]Answer, moved bool, err error) {
	d := export.Build(s, export.Options{To: h.For, AllVoices: h.AllVoices})
	var b bytes.Buffer
	if err := export.Write(&b, h.Format, d); err != nil {
		return nil, false, err
	}
	moved = h.Said != "" && h.Said != export.Said(d)
	paper, told := Open(b.Bytes())
	if len(told) > 0 {
		return nil, moved, nil // the pair's answers are larger than a file may be: all is held against nothing
	}
	out := map[place]Answer{}
	var ignored faults
	for _, a := range paper.read(s, &ignored).Answers {
		out[place{a.Field, a.Voice}] = a
	}
	for _, block := range d.Blocks {
		q, ok := block.(export.Question)
		if !ok {
			continue
		}
		for _, a := range q.Answers {
			withIDs(out[place{q.ID, a.Voice}].Table, a.Table)
		}
	}
	return out, moved, nil
}

func withIDs(t *Table, from *export.Table) {
	if t == nil || from == nil || len(t.Rows) != len(from.Rows) {
		return
	}
	for i := range t.Rows {
		t.Rows[i].ID = from.Rows[i].ID
	}
}

func (p *Paper) read(s forms.Sheet, f *faults) File {
	if p.Format == export.FormatJSON {
		return readJSON(p, s, f)
	}
	return readMarkdown(p, s, f)
}

// unhidden returns a sheet that asks also the questions that a file answers, whatever
// their conditions say: they may hold once the file is taken.
func unhidden(s forms.Sheet, answers []Answer) forms.Sheet {
	said := map[string]bool{}
	for _, a := range answers {
		said[a.Field] = true
	}
	form := *s.Form
	form.Sections = slices.Clone(form.Sections)
	for i := range form.Sections {
		sec := &form.Sections[i]
		sec.Fields = slices.Clone(sec.Fields)
		for j := range sec.Fields {
			fd := &sec.Fields[j]
			if !said[fd.ID] {
				continue
			}
			sec.When, fd.When = forms.Cond{}, forms.Cond{}
			fd.Parts, fd.Columns = always(fd.Parts), always(fd.Columns)
		}
	}
	s.Form = &form
	return s
}

func always(list []forms.Field) []forms.Field {
	list = slices.Clone(list)
	for i := range list {
		list[i].When = forms.Cond{}
	}
	return list
}

// scratch is a copy of the pair on which the file is tried.
func scratch(s forms.Sheet) forms.Sheet {
	rec := forms.NewRecord(s.Pair.Record.Pair)
	s.Pair.Record.Addresses(func(a forms.Address) {
		rec.Put(a, slices.Clone(s.Pair.Record.Heads(a)))
	})
	s.Pair = forms.NewPair(rec, s.Pair.Library, s.Pair.Today, s.Pair.Words)
	return s
}
