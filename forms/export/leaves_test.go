package export_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// said is a word that stands in one place of one sheet.
type said struct {
	field *forms.Field
	part  *forms.Field // nil for the answer itself
	voice forms.Voice
	word  string
}

// shipped returns the sample pair with the forms we ship, in one of the states that
// decide what leaves.
func shipped(t testing.TB, l lang.Lang, states map[string]string) *book {
	b := newBook(t, l)
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	b.Library = lib
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		each := forms.SheetID{Form: forms.EachForm, Of: v}
		b.put(each, forms.FieldState, forms.Agreed, states["state_"+string(v)])
		b.put(each, "fe_to_board", v, states["ticks_"+string(v)])
		b.put(forms.SheetID{Form: forms.EarlyEndForm}, "ee_told", v, states["told_"+string(v)])
	}
	return b
}

func drawStates(t *rapid.T) map[string]string {
	out := map[string]string{}
	for _, v := range []string{"mentee", "mentor"} {
		out["state_"+v] = rapid.SampledFrom([]string{"", "open", "sealed", "together"}).Draw(t, "state of "+v)
		out["ticks_"+v] = rapid.SampledFrom([]string{"", "board", "board\ncoordinator", "nobody"}).Draw(t, "ticks of "+v)
		out["told_"+v] = rapid.SampledFrom([]string{"", "yes"}).Draw(t, "told by "+v)
	}
	return out
}

// fillWithWords writes a word of its own wherever a sheet takes free words.
func fillWithWords(b *book, s forms.Sheet) []said {
	var out []said
	put := func(a forms.Address, fd, part *forms.Field, v forms.Voice) {
		if strings.HasSuffix(fd.ID, "_name") && b.Record.Value(a) != "" {
			return // the two keep their names
		}
		if k := fd.Kind; part != nil && part.Kind != forms.KindShort && part.Kind != forms.KindLong || part == nil && k != forms.KindShort && k != forms.KindLong {
			return
		}
		word := fmt.Sprintf("Word%03dQ", len(out))
		b.set(a, word)
		out = append(out, said{fd, part, v, word})
	}
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			fd := &s.Form.Sections[i].Fields[j]
			voices := s.Voices(fd)
			if fd.Compare {
				voices = []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed}
			}
			for _, v := range voices {
				fillField(b, s, fd, v, put)
			}
		}
	}
	return out
}

func fillField(b *book, s forms.Sheet, fd *forms.Field, v forms.Voice, put func(forms.Address, *forms.Field, *forms.Field, forms.Voice)) {
	put(s.Address(fd, v), fd, nil, v)
	for i := range fd.Parts {
		put(s.Address(fd, v).At(fd.Parts[i].ID), fd, &fd.Parts[i], v)
	}
	if fd.Kind != forms.KindRows || fd.Register != "" || !s.MayAddRows(fd) {
		return // rows of a register are the pair's, wherever they are shown
	}
	row := s.Table(fd, v).InRow("r1")
	b.set(row.At(forms.PartOrder), "1")
	for i := range fd.Columns {
		put(s.Cell(fd, v, "r1", &fd.Columns[i]), fd, &fd.Columns[i], v)
	}
}

// sheetsOf are the sheets of a form that a test looks at.
func sheetsOf(b *book, form string) []forms.Sheet {
	ids := []forms.SheetID{{Form: form}}
	switch b.Library.Forms[form].Copies {
	case forms.CopiesNumbered:
		ids = []forms.SheetID{{Form: form, Number: 1}}
	case forms.CopiesEach:
		ids = []forms.SheetID{{Form: form, Of: forms.Mentee}, {Form: form, Of: forms.Mentor}}
	}
	var out []forms.Sheet
	for _, id := range ids {
		out = append(out, b.sheet(id))
	}
	return out
}

func formIDs(t testing.TB) []string {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(lib.Forms))
}

func TestAFileHoldsExactlyWhatMayLeave(t *testing.T) {
	all := formIDs(t)
	rapid.Check(t, func(rt *rapid.T) {
		b := shipped(t, lang.English, drawStates(rt))
		o := export.Options{
			To:        rapid.SampledFrom(forms.Audiences()).Draw(rt, "for"),
			AllVoices: rapid.Bool().Draw(rt, "all voices"),
		}
		for _, s := range sheetsOf(b, rapid.SampledFrom(all).Draw(rt, "form")) {
			words := fillWithWords(b, s)
			file := everywhere(t, export.Build(s, o))
			for _, w := range words {
				may := mayStand(s, w, o.To)
				there := strings.Contains(file, w.word)
				if there && !may {
					rt.Fatalf("%s of %s got out to %s", w.field.ID, s.ID, o.To)
				}
				if asked := goes(s, w, o); !there && may && asked {
					rt.Fatalf("%s of %s does not reach %s", w.field.ID, s.ID, o.To)
				}
			}
		}
	})
}

// mayStand asks the one rule, for the question and for the part of it.
func mayStand(s forms.Sheet, w said, to forms.Audience) bool {
	ok, _ := s.Leaves(w.field, w.voice, to)
	if ok && w.part != nil {
		ok, _ = s.Leaves(w.part, w.voice, to)
	}
	return ok
}

// goes reports whether a word is asked for on the sheet, and so has to be in the file.
func goes(s forms.Sheet, w said, o export.Options) bool {
	for _, out := range s.Outgoing(o.To, o.AllVoices) {
		if out.Field == w.field && slices.Contains(out.Leave, w.voice) {
			return w.part == nil || s.Shown(w.part, w.voice)
		}
	}
	return false
}

func TestThePreviewNamesExactlyTheQuestionsOfTheFile(t *testing.T) {
	for _, form := range formIDs(t) {
		for _, to := range forms.Audiences() {
			for _, state := range []string{"", "sealed"} {
				b := shipped(t, lang.English, map[string]string{"state_mentee": state, "state_mentor": state, "ticks_mentee": "board", "told_mentor": "yes"})
				for _, s := range sheetsOf(b, form) {
					fillWithWords(b, s)
					for _, all := range []bool{false, true} {
						o := export.Options{To: to, AllVoices: all}
						d := export.Build(s, o)
						p := export.PreviewOf(s, o, d)
						if diff := cmp.Diff(voicesIn(d), voicesOf(p)); diff != "" {
							t.Errorf("%s for %s (-file +preview):\n%s", s.ID, to, diff)
						}
						if p.Empty() != (len(voicesIn(d)) == 0) || to.Outside() && p.Empty() != d.Closed {
							t.Errorf("%s for %s: the preview is empty: %v, the file closed: %v", s.ID, to, p.Empty(), d.Closed)
						}
					}
				}
			}
		}
	}
}

// voicesIn lists the questions of a document with the voices that answer them.
func voicesIn(d export.Document) map[string][]forms.Voice {
	out := map[string][]forms.Voice{}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case export.Question:
			for _, a := range b.Answers {
				out[b.ID] = append(out[b.ID], a.Voice)
			}
		case export.Signatures:
			for _, l := range b.Lines {
				out[l.ID] = append(out[l.ID], l.Voice)
			}
		}
	}
	return out
}

func voicesOf(p export.Preview) map[string][]forms.Voice {
	out := map[string][]forms.Voice{}
	for _, g := range p.Goes {
		out[g.ID] = g.Voices
	}
	return out
}

func TestWhatStaysIsSaidTheSameWhetherOrNotAnythingIsThere(t *testing.T) {
	for _, l := range lang.All() {
		for _, form := range formIDs(t) {
			bare, full := shipped(t, l, nil), shipped(t, l, map[string]string{"ticks_mentee": "board\ncoordinator", "state_mentor": "sealed"})
			for i, s := range sheetsOf(bare, form) {
				other := sheetsOf(full, form)[i]
				fillWithWords(full, other)
				for _, to := range forms.Audiences() {
					if diff := cmp.Diff(s.Staying(to, false), other.Staying(to, false)); diff != "" {
						t.Errorf("%s for %s in %s (-bare +full):\n%s", s.ID, to, l, diff)
					}
				}
			}
		}
	}
}

func TestTheCoordinatorGetsNothingThatTheTwoTalkedAbout(t *testing.T) {
	b := shipped(t, lang.English, map[string]string{"state_mentee": "sealed", "state_mentor": "sealed", "ticks_mentee": "coordinator", "told_mentee": "yes"})
	due := map[string]bool{forms.SummaryForm: true, forms.ApplicationForm: true, forms.ReadinessForm: true}
	for _, form := range formIDs(t) {
		for _, s := range sheetsOf(b, form) {
			fillWithWords(b, s)
			d := export.Build(s, export.Options{To: forms.ForCoordinator, AllVoices: true})
			if !due[form] && !d.Closed {
				t.Errorf("%s goes to the coordinator", s.ID)
			}
		}
	}
}
