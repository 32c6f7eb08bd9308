package export_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// outgrown has answers to questions that the contract does not ask any more.
func outgrown(t *testing.T) *book {
	b := newBook(t, lang.English)
	b.put(contract, "gone", forms.Agreed, "Every full moon")
	b.put(contract, "hers", forms.Mentee, "only mine")
	b.put(contract, "span.from", forms.Agreed, "March")
	b.put(contract, "span.to", forms.Agreed, "June")
	for row, cells := range map[forms.RowID][]string{"r1": {"Read", "soon"}, "r2": {"Visit", "later"}} {
		at := forms.Address{Sheet: contract, Field: "table", Row: row, Voice: forms.Agreed}
		b.set(at.At(forms.PartOrder), string(row))
		b.set(at.At("what"), cells[0])
		b.set(at.At("when"), cells[1])
	}
	away := forms.Address{Sheet: contract, Field: "table", Row: "r3", Voice: forms.Agreed}
	b.set(away.At(forms.PartOrder), "")
	b.set(away.At("what"), "taken away")
	return b
}

func TestWhatIsNotAskedAnyMoreStandsAtTheEndUnderAHeadingOfItsOwn(t *testing.T) {
	b := outgrown(t)
	d := export.Build(b.sheet(contract), export.Options{})
	at := slices.IndexFunc(d.Blocks, func(x export.Block) bool { h, ok := x.(export.Heading); return ok && h.ID == "earlier" })
	if at < 0 {
		t.Fatal("there is no such heading")
	}
	said := map[string]string{}
	last := 0
	for _, x := range d.Blocks[:at] {
		if q, ok := x.(export.Question); ok {
			last = q.Number
		}
	}
	for _, x := range d.Blocks[at+1:] {
		if q, ok := x.(export.Question); ok {
			last++
			if q.Number != last || len(q.Answers) != 1 || q.Answers[0].State != export.Answered {
				t.Errorf("%s is number %d, want %d: %+v", q.ID, q.Number, last, q.Answers)
			}
			said[q.ID] = strings.Join(q.Answers[0].Content.Text, "\n")
		}
	}
	want := map[string]string{
		"gone":  "Every full moon",
		"span":  "from: March\nto: June",
		"table": "what: Read · when: soon\nwhat: Visit · when: later",
	}
	if len(said) != len(want) {
		t.Errorf("it says %q", said)
	}
	for id, text := range want {
		if said[id] != text {
			t.Errorf("%s says %q, want %q", id, said[id], text)
		}
	}
}

func TestEveryFormatSaysWhatIsNotAskedAnyMoreToThoseWhoMayReadIt(t *testing.T) {
	b := outgrown(t)
	for to, mine := range map[forms.Audience]bool{forms.ForPair: false, forms.ForMentor: false, forms.ForMentee: true} {
		d := export.Build(b.sheet(contract), export.Options{To: to})
		for _, f := range []export.Format{export.FormatText, export.FormatMarkdown, export.FormatHTML, export.FormatJSON} {
			out := write(t, f, d)
			for _, text := range []string{"Every full moon", "Read", "later", "June"} {
				if !strings.Contains(out, text) {
					t.Errorf("%s for %s does not say %q", f, to, text)
				}
			}
			if strings.Contains(out, "only mine") != mine || strings.Contains(out, "taken away") {
				t.Errorf("%s for %s tells what it must not, or keeps back what is its reader's own:\n%s", f, to, out)
			}
		}
	}
}
