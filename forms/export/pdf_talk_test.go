package export_test

import (
	"strings"

	"pairbook/forms"
)

// talk answers nearly everything a sheet asks, as people answer who have talked about it:
// short things in some words, prose in two sentences, lists in two or three rows.
func talk(b *book, id forms.SheetID) {
	for range 3 { // some questions are asked because of others
		s := b.sheet(id)
		for i := range s.Form.Sections {
			for j := range s.Form.Sections[i].Fields {
				fd := &s.Form.Sections[i].Fields[j]
				for _, v := range s.Voices(fd) {
					if s.Asked(fd, v) {
						talkOf(b, s, fd, v)
					}
				}
			}
		}
	}
}

func talkOf(b *book, s forms.Sheet, fd *forms.Field, v forms.Voice) {
	put := func(a forms.Address, fd *forms.Field) {
		if words := talked(b, fd); words != "" && b.Record.Value(a) == "" {
			b.set(a, words)
		}
	}
	put(s.Address(fd, v), fd)
	for i := range fd.Parts {
		put(s.Address(fd, v).At(fd.Parts[i].ID), &fd.Parts[i])
	}
	if fd.Kind != forms.KindRows || fd.Register != "" || !s.MayAddRows(fd) {
		return
	}
	for n, row := range []forms.RowID{"r1", "r2"} {
		b.set(s.Table(fd, v).InRow(row).At(forms.PartOrder), string(rune('1'+n)))
		for i := range fd.Columns {
			put(s.Cell(fd, v, row, &fd.Columns[i]), &fd.Columns[i])
		}
	}
}

// talked is a likely answer to a question.
func talked(b *book, fd *forms.Field) string {
	switch fd.Kind {
	case forms.KindShort:
		return "Thursdays in the hall"
	case forms.KindLong:
		return "To feel sure of the agreement before the spring, and to speak in front of people without notes. We go through one part of it every time we meet."
	case forms.KindDate:
		return "2026-05-28"
	case forms.KindTime:
		return "17:00"
	case forms.KindNumber:
		return "3"
	case forms.KindRating:
		return "4"
	case forms.KindYesNo:
		return "yes"
	}
	var ids []string
	for _, o := range fd.Choices(b.Asking()) {
		ids = append(ids, o.ID)
	}
	switch {
	case len(ids) == 0:
		return ""
	case fd.Kind == forms.KindMulti:
		return strings.Join(ids[:min(3, len(ids))], "\n")
	}
	return ids[0]
}
