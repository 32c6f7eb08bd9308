package main

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// prose is what people write in these books: plain sentences, about 300 bytes, with
// letters beyond ASCII.
const prose = "Amina vill våga säga sin mening på mötet, även när chefen är där. " +
	"Vi börjar med att hon leder en punkt på dagordningen, och Per sitter bredvid utan att ta över. " +
	"Efteråt pratar vi om hur det kändes och vad hon gör nästa gång. " +
	"I mars provar hon att leda hela mötet själv, om hon vill det."

// filler answers sheets with made-up answers that fit each question.
type filler struct {
	pair *forms.Pair
	n    int // answers made so far; each has something of its own
}

// fill answers a whole sheet, but for signatures and the fields to be left out.
// Two rounds: answers can bring further questions.
func (f *filler) fill(id forms.SheetID, without ...string) []forms.Change {
	var all []forms.Change
	for range 2 {
		sheet, ok := f.pair.Sheet(id)
		if !ok {
			return all
		}
		for _, it := range sheet.Items() {
			if slices.Contains(without, it.Field.ID) || it.Field.Kind == forms.KindSign {
				continue
			}
			for _, v := range it.Voices {
				if !sheet.Answered(it.Field, v) {
					all = append(all, f.keep(f.answer(sheet, it.Field, v))...)
				}
			}
		}
	}
	return all
}

// keep puts changes into the record too, so that conditions see them.
func (f *filler) keep(cs []forms.Change) []forms.Change {
	for _, c := range cs {
		f.pair.Record.Put(c.Addr, []forms.Head{{Author: forms.Mentee, Value: c.Value}})
	}
	return cs
}

func (f *filler) answer(s forms.Sheet, fd *forms.Field, v forms.Voice) []forms.Change {
	at := s.Address(fd, v)
	var out []forms.Change
	put := func(a forms.Address, fd *forms.Field) {
		if value := f.value(fd); value != "" {
			out = append(out, forms.Change{Addr: a, Value: value})
		}
	}
	switch fd.Kind {
	case forms.KindGroup:
		for i := range fd.Parts {
			put(at.At(fd.Parts[i].ID), &fd.Parts[i])
		}
	case forms.KindRows:
		if !s.MayAddRows(fd) {
			return nil
		}
		for range 3 {
			row, cs := s.AddRow(fd, v, "")
			out = append(out, f.keep(cs)...)
			for i := range fd.Columns {
				put(s.Cell(fd, v, row, &fd.Columns[i]), &fd.Columns[i])
			}
		}
	default:
		put(at, fd)
	}
	return out
}

// value makes an answer in its canonical form; "" where none can be made up.
func (f *filler) value(fd *forms.Field) forms.Value {
	f.n++
	switch fd.Kind {
	case forms.KindShort:
		return forms.Value(fmt.Sprintf("First Thursday of the month, room %d", f.n))
	case forms.KindLong:
		return forms.Value(fmt.Sprintf("%d. %s", f.n, prose))
	case forms.KindDate:
		return forms.Value(fmt.Sprintf("2026-%02d-%02d", 1+f.n%12, 1+f.n%28))
	case forms.KindTime:
		return "17:00"
	case forms.KindNumber:
		if fd.Min != nil {
			return forms.Value(fmt.Sprint(*fd.Min))
		}
		return "7"
	case forms.KindRating:
		return "4"
	case forms.KindYesNo:
		return "yes"
	case forms.KindChoice, forms.KindMulti:
		return f.option(f.pair.OptionsOf(fd))
	}
	return ""
}

func (f *filler) option(all []forms.Option) forms.Value {
	for _, o := range all {
		if o.Detail != "" {
			continue
		}
		if len(o.Options) > 0 {
			return forms.Value(o.ID + "." + o.Options[0].ID)
		}
		return forms.Value(o.ID)
	}
	return ""
}

// lines returns an answer of n short lines.
func lines(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%d  We met and spoke about what comes next.", i+1)
	}
	return b.String()
}

// begin returns the first answers of pair number n.
func begin(n int) []forms.Change {
	var cs []forms.Change
	for _, a := range []struct{ field, value string }{
		{"mentee_name", fmt.Sprintf("Amina%d Diallo", n)},
		{"mentor_name", "Per Holm"},
		{"template_id", "workplace"},
		{"anchor_date", "2026-03-02"},
	} {
		if at, ok := forms.SummaryAddress(a.field); ok {
			cs = append(cs, forms.Change{Addr: at, Value: forms.Value(a.value)})
		}
	}
	return cs
}

// today is the day the books are written on.
var today = lang.Date{Year: 2026, Month: 6, Day: 1}
