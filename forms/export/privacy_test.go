package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// secrets writes twenty words that only their author may read, and returns them.
func secrets(b *book) (own, sealed []string) {
	n := 0
	next := func(list *[]string) string {
		n++
		word := fmt.Sprintf("Marker%02dZ", n)
		*list = append(*list, word)
		return word
	}
	b.put(meeting, "m_own_mentee", forms.Mentee, next(&own))
	b.put(meeting, "m_private_mentee", forms.Mentee, next(&own))
	b.put(meeting, "m_private_mentor", forms.Mentor, next(&own))
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		b.put(meeting, "m_mood.aside", v, next(&own))
		b.row(meeting, "m_private_rows", v, "p"+string(v), "what", next(&own))
		b.row(meeting, "m_private_rows", v, "q"+string(v), "what", next(&own))
	}
	b.row(meeting, "m_list", forms.Agreed, "l1", "secret", next(&own))
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		id := forms.SheetID{Form: "feedback_each", Of: v}
		b.put(id, "fe_worked", v, next(&sealed))
		b.put(id, "fe_own", v, next(&own))
		b.row(id, "fe_list", v, "i"+string(v), "idea", next(&sealed))
		b.put(id, "fe_sign", v, "2026-03-24 "+next(&sealed))
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} { // typed, and nobody's answer yet
		b.Record.Drafts[forms.Address{Sheet: meeting, Field: "m_since", Voice: v}] = next(&own)
	}
	return own, sealed
}

// open answers what both may read, the same with secrets and without.
func open(t testing.TB, l lang.Lang) *book {
	b := newBook(t, l)
	b.put(meeting, "m_date", forms.Agreed, "2026-03-20")
	b.put(meeting, "m_since", forms.Mentee, "We met twice.")
	b.put(meeting, "m_mood.score", forms.Mentor, "4")
	b.row(meeting, "m_list", forms.Agreed, "l1", "topic", "the agreement")
	return b
}

// written is everything a reader can get of a pair.
func written(t testing.TB, b *book, r forms.Reader) string {
	var all strings.Builder
	for _, s := range b.Sheets() {
		for _, o := range []export.Options{{Reader: r}, {Reader: r, AllVoices: true, Help: true}} {
			all.WriteString(everywhere(t, export.Build(s, o)))
		}
	}
	return all.String()
}

func TestTogetherNothingPrivateOrSealedIsInAnyFormat(t *testing.T) {
	for _, l := range lang.All() {
		b := open(t, l)
		own, sealed := secrets(b)
		markers := append(own, sealed...)
		if len(markers) != 20 {
			t.Fatalf("there are %d markers", len(markers))
		}
		out := written(t, b, together)
		for _, m := range markers {
			if strings.Contains(out, m) {
				t.Errorf("in %q, %s got out", l, m)
			}
		}
	}
}

func TestTogetherADocumentIsTheSameWhateverIsPrivate(t *testing.T) {
	for _, l := range lang.All() {
		bare, full := open(t, l), open(t, l)
		secrets(full)
		full.put(forms.SheetID{Form: "feedback_each", Of: forms.Mentee}, forms.FieldState, forms.Agreed, string(forms.StateSealed))
		if diff := cmp.Diff(written(t, bare, together), written(t, full, together)); diff != "" {
			t.Errorf("in %q what is private shows (-without +with):\n%s", l, diff)
		}
	}
}

func TestTogetherNothingTellsThatThereArePrivateQuestions(t *testing.T) {
	b := open(t, lang.English)
	secrets(b)
	out := written(t, b, together)
	for _, label := range []string{"Private prelude", "private aside", "Private column", "Private notes", "My own", "My other", "Only for myself", "m_private", "m_own"} {
		if strings.Contains(strings.ReplaceAll(out, "Private notes never go with it.", ""), label) {
			t.Errorf("%q is in a document", label)
		}
	}
	d := export.Build(b.sheet(meeting), export.Options{})
	own := export.Build(b.sheet(meeting), export.Options{Reader: amina})
	asked := map[string]int{}
	for id, q := range questions(own) {
		asked[id] = q.Number
	}
	for id, q := range questions(d) { // a number is the form's: it tells nothing of what is answered
		if asked[id] != q.Number {
			t.Errorf("%s has number %d together and %d in Amina's own copy", id, q.Number, asked[id])
		}
	}
	if n := len(numbers(d)); n != 5 {
		t.Errorf("there are %d questions", n)
	}
	// Required and open to both are the date, which is there, and two marks, of which one is there.
	if d.Left != 1 {
		t.Errorf("%d answers are said to be missing", d.Left)
	}
}

func TestAloneOneReadsOnesOwnAndIsToldToKeepIt(t *testing.T) {
	b := open(t, lang.English)
	own, _ := secrets(b)
	out := written(t, b, amina)
	if !strings.Contains(out, own[0]) || !strings.Contains(out, own[1]) || strings.Contains(out, own[2]) {
		t.Error("alone, Amina should read her own notes and not Per's")
	}
	d := export.Build(b.sheet(meeting), export.Options{Reader: amina})
	if d.Private != "This copy is for Amina Diallo only. It holds words that nobody else may read." || d.Share != "" {
		t.Errorf("the copy says %q and %q", d.Private, d.Share)
	}
	if a := questions(d)["m_mood"].Answers; a[0].Private != "only for Amina Diallo" || a[1].Private != "" {
		t.Errorf("a private part is marked %q, the other's answer %q", a[0].Private, a[1].Private)
	}
	if d := export.Build(b.sheet(contract), export.Options{Reader: amina}); d.Private != "" || d.Share == "" {
		t.Errorf("a sheet with nothing private says %q", d.Private)
	}
}

func TestASealedCopySaysOnlyThatItIsNotOpenYet(t *testing.T) {
	b := open(t, lang.English)
	_, sealed := secrets(b)
	copyOf := func(v forms.Voice) forms.SheetID { return forms.SheetID{Form: "feedback_each", Of: v} }
	for _, r := range []forms.Reader{together, amina} {
		d := export.Build(b.sheet(copyOf(forms.Mentor)), export.Options{Reader: r})
		want := []export.Block{export.Note{Text: "This copy is not open yet. It opens when both have finished and sealed their own."}}
		if diff := cmp.Diff(want, d.Blocks); diff != "" || !d.Closed || d.Left != 0 {
			t.Errorf("closed %v, left %d:\n%s", d.Closed, d.Left, diff)
		}
	}
	mine := everywhere(t, export.Build(b.sheet(copyOf(forms.Mentor)), export.Options{Reader: per}))
	if !strings.Contains(mine, sealed[3]) {
		t.Error("Per cannot read his own copy")
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		b.put(copyOf(v), forms.FieldState, forms.Agreed, string(forms.StateSealed))
	}
	d := export.Build(b.sheet(copyOf(forms.Mentor)), export.Options{})
	out := everywhere(t, d)
	if d.Closed || d.Private != "" || !strings.Contains(out, sealed[3]) {
		t.Error("with both copies sealed, both should read both")
	}
	if i := slices.IndexFunc(numbers(d), func(n int) bool { return n > 3 }); i >= 0 || strings.Contains(out, "Only for myself") {
		t.Error("what was for the author's eyes came along")
	}
}
