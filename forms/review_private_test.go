package forms_test

import (
	"reflect"
	"slices"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// private answers everything that the mentor may not read: private notes, and the
// copies that are not sealed. It returns how many answers that are.
func (c *reviewed) private(day string) (n int) {
	for _, id := range c.Programme().Forms {
		f := c.Library.Forms[id]
		sid := forms.SheetID{Form: id}
		switch f.Copies {
		case forms.CopiesNumbered:
			sid.Number = 1
		case forms.CopiesEach:
			sid.Of = forms.Mentee
		}
		s, _ := c.Sheet(sid)
		for i := range f.Sections {
			for j := range f.Sections[i].Fields {
				fd := &f.Sections[i].Fields[j]
				if !slices.Contains(s.Voices(fd), forms.Mentee) || s.MayRead(fd, forms.Mentee, forms.Reader{Hand: forms.Mentor, Alone: true}) {
					continue
				}
				n++
				c.confide(day, s, fd)
			}
		}
	}
	return n
}

// confide gives the mentee's answers to a field, whatever they are.
func (c *reviewed) confide(day string, s forms.Sheet, fd *forms.Field) {
	if fd.Kind == forms.KindRows && s.MayAddRows(fd) {
		id, cs := s.AddRow(fd, forms.Mentee, "")
		for i := range fd.Columns {
			cs = append(cs, forms.Change{Addr: s.Cell(fd, forms.Mentee, id, &fd.Columns[i]), Value: "3"})
		}
		c.by(forms.Mentee, day, cs...)
	}
	c.by(forms.Mentee, day, anything(s, fd, forms.Mentee)...)
}

// openly answers everything on a sheet that both may read.
func (c *reviewed) openly(day, sheet string) {
	s := c.sheet(sheet)
	for _, it := range s.Items() {
		for _, v := range it.Voices {
			if s.MayRead(it.Field, v, forms.Reader{}) && it.Field.Kind != forms.KindAuto {
				c.by(forms.Mentor, day, anything(s, it.Field, v)...)
			}
		}
	}
}

// anything answers a field somehow, and the cells of the rows it has.
func anything(s forms.Sheet, fd *forms.Field, v forms.Voice) (cs []forms.Change) {
	at := s.Address(fd, v)
	switch fd.Kind {
	case forms.KindRows:
		for _, row := range s.Rows(fd, v) {
			for i := range fd.Columns {
				if col := &fd.Columns[i]; !col.Shared && col.Kind != forms.KindAuto {
					cs = append(cs, forms.Change{Addr: s.Cell(fd, v, row.ID, col), Value: "3"})
				}
			}
		}
	case forms.KindGroup:
		for i := range fd.Parts {
			cs = append(cs, forms.Change{Addr: at.At(fd.Parts[i].ID), Value: "3"})
		}
	default:
		cs = append(cs, forms.Change{Addr: at, Value: "3"})
	}
	return cs
}

func TestPrivateAnswersLeaveTheReviewOfTheOtherAsItWas(t *testing.T) {
	for _, programme := range []string{"workplace", "union-local", "st-styrelse", "arbetsliv-10m", "library-ongoing"} {
		for _, today := range []string{"2026-05-14", "2026-12-20", "2027-06-01"} {
			c := reviewing(t, programme, today, lang.English)
			c.adds(forms.Mentor, "2026-03-10", "between", "lg_contacts", forms.Agreed, "date", "2026-03-10", "channel", "phone")
			c.adds(forms.Mentor, "2026-03-10", "planning_worksheet", "pw_goals", forms.Agreed, "goal", "Lead a meeting", "measure", "once", "due", "2026-12-01")
			c.says(forms.Mentor, "2026-03-10", "meeting/1", "m_date", forms.Agreed, "2026-03-10")
			if slices.Contains(c.Programme().Forms, "midpoint") {
				c.openly("2026-04-01", "midpoint")
				c.says(forms.Mentor, "2026-04-01", "midpoint", "mr_help_needed.help", forms.Mentor, "no") // only the mentee's is missing
				c.says(forms.Mentor, "2026-04-01", "midpoint", "mr_help_needed.note", forms.Mentor, "no")
			}
			readers := []forms.Reader{{}, sideBySide(forms.Mentor), sideBySide(forms.Mentee), {Hand: forms.Mentor, Alone: true}}
			seen := func() (out []any) {
				for _, r := range readers {
					p := forms.NewPair(c.Record, c.Library, c.Today, c.Words)
					v := p.Review(noon(t, "2026-04-15"), c.revs, r)
					out = append(out, v, p.Parts(v), p.Glance(noon(t, "2026-04-15"), r), p.Newest(r))
				}
				return out
			}
			before := seen()
			if n := c.private("2026-05-10"); n < 5 {
				t.Fatalf("%s: only %d private questions", programme, n)
			}
			for i, after := range seen() {
				if !reflect.DeepEqual(before[i], after) {
					t.Errorf("%s on %s, %d: a private answer is seen. Before:\n%+v\nafter:\n%+v", programme, today, i, before[i], after)
				}
			}
		}
	}
}

func TestOnesOwnPrivateNotesAreNotRaised(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentor, "2026-05-10", "meeting/1", "m_private_mentee", forms.Mentee, "I am worried") // typed by the other hand
	v := c.look("2026-05-01", forms.Reader{Hand: forms.Mentee, Alone: true})
	if len(v.News) != 1 || v.News[0].Topic != "" {
		t.Errorf("%+v", v.News)
	}
}
