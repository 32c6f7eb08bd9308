package forms_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestTheCanonicalTextReadsLikeThis(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Chair a meeting", "due", "2026-09-01")
	c.say("planning_worksheet", "pw_agreed", forms.Mentee, "2026-03-24 Amina Diallo")
	c.say("planning_worksheet", "pw_expect_mentee", forms.Mentee, "Time.\r\n\r\n= and patience, cafe\u0301")
	want := `pairbook wording 1
sheet planning_worksheet
form planning_worksheet 1
language en
version 1

question pw_goals agreed
? What do we want to reach?
row 1
part goal
? Goal
= Chair a meeting
part due
? By when
= 2026-09-01
> Tuesday 1 September 2026

question pw_expect_mentee mentee
? What the mentee expects
= Time.
=
= = and patience, café
`
	if got := c.sheet("planning_worksheet").Canonical(lang.English); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := c.sheet("planning_worksheet").Canonical(lang.Swedish); !strings.Contains(got, "language sv") || !strings.Contains(got, "1 september 2026") {
		t.Errorf("in Swedish:\n%s", got)
	}
}

func TestPrivateAnswersAreNotSigned(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-03-24", lang.English)
	lib := c.Library
	for id, f := range lib.Forms {
		if f.Copies == forms.CopiesOne {
			c.complete(id, false)
		}
	}
	for id, f := range lib.Forms {
		if f.Copies != forms.CopiesOne {
			continue
		}
		text := c.sheet(id).Canonical(lang.English)
		for i := range f.Sections {
			for j := range f.Sections[i].Fields {
				fd := &f.Sections[i].Fields[j]
				private := fd.Seen == forms.SeenAuthor || fd.Seen == forms.SeenCoordinator || fd.Seen == forms.SeenTold || fd.Kind == forms.KindSign
				if private && strings.Contains(text, "question "+fd.ID+" ") {
					t.Errorf("%s: %s is signed", id, fd.ID)
				}
			}
		}
	}
}

// typedText draws what people type, and what would confuse a reader of lines.
func typedText() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{
		"Mondays", "= 5", "> shown\n? asked", "\n\nquestion ct_when agreed\n= forged", "row 2\npart x", "é", "e\u0301", "a\r\nb\rc",
		" leading", "trailing ", "\n", "\u2028", "\xff bad", "café – naïve", "\u0301",
	})
}

var textFields = []string{"ct_needs_goals", "ct_expectations", "ct_character", "ct_when", "ct_reach", "ct_disagree"}

// TestTheSameContentIsTheSameBytes: whatever the order of edits and how often somebody
// changed their mind.
func TestTheSameContentIsTheSameBytes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := aminaAndPer(t, "union-local", "2026-03-24", lang.English), aminaAndPer(t, "union-local", "2026-11-02", lang.French)
		said := map[string]forms.Value{}
		for range rapid.IntRange(0, 8).Draw(rt, "edits") {
			field, value := rapid.SampledFrom(textFields).Draw(rt, "field"), forms.Value(typedText().Draw(rt, "text"))
			a.say("contract", field, forms.Agreed, value)
			said[field] = value
		}
		for _, field := range rapid.Permutation(textFields).Draw(rt, "order") {
			if v, ok := said[field]; ok {
				b.say("contract", field, forms.Mentee, "mine alone")
				b.say("contract", field, forms.Agreed, v)
			}
		}
		x, y := a.sheet("contract").Canonical(lang.Swedish), b.sheet("contract").Canonical(lang.Swedish)
		if x != y {
			rt.Fatalf("one:\n%s\nother:\n%s", x, y)
		}
		if !utf8.ValidString(x) || !norm.NFC.IsNormalString(x) || strings.Contains(x, "\r") {
			rt.Fatalf("not UTF-8 in NFC with LF:\n%q", x)
		}
		if strings.Count(x, "\nquestion ") != len(said) {
			rt.Fatalf("%d answers, and:\n%s", len(said), x)
		}
	})
}

// TestADifferenceTellsWhatChangedAndNothingElse: the answers that changed are told, and
// from its lines the old and the new text of each can be had again.
func TestADifferenceTellsWhatChangedAndNothingElse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := aminaAndPer(t, "union-local", "2026-03-24", lang.English), aminaAndPer(t, "union-local", "2026-03-24", lang.English)
		differs := map[string]bool{}
		for _, field := range textFields {
			was, is := typedText().Draw(rt, "was"), typedText().Draw(rt, "is")
			if rapid.Bool().Draw(rt, "the same") {
				is = was
			}
			a.say("contract", field, forms.Agreed, forms.Value(was))
			b.say("contract", field, forms.Agreed, forms.Value(is))
		}
		old, now := a.sheet("contract"), b.sheet("contract")
		for _, field := range textFields {
			for _, it := range old.Items() {
				if it.Field.ID != field {
					continue
				}
				x, y := old.Pair.Record.Value(old.Address(it.Field, forms.Agreed)), now.Pair.Record.Value(now.Address(it.Field, forms.Agreed))
				differs[field] = clean(x) != clean(y)
			}
		}
		told := map[string]bool{}
		for _, l := range forms.Difference(old.Canonical(lang.English), now.Canonical(lang.English), a.Words) {
			told[l.Field] = true
		}
		for _, field := range textFields {
			if told[field] != differs[field] {
				rt.Fatalf("%s differs: %t, told: %t", field, differs[field], told[field])
			}
		}
	})
}

func clean(v forms.Value) string {
	s := strings.ReplaceAll(strings.ToValidUTF8(string(v), "\uFFFD"), "\r\n", "\n")
	return norm.NFC.String(strings.ReplaceAll(s, "\r", "\n"))
}

// TestADifferenceReadsLikeThis: a clause, a compound question and a table are changed.
func TestADifferenceReadsLikeThis(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-03-24", lang.English)
	c.say("contract", "ct_when", forms.Agreed, "Mondays")
	c.say("contract", "ct_length.from", forms.Agreed, "60")
	c.say("contract", "ct_length.to", forms.Agreed, "90")
	c.say("contract", "ct_disagree", forms.Agreed, "First we say so.\nThen we sleep on it.\nThen we ask Rosa.")
	old := c.sheet("contract").Canonical(lang.English)
	c.say("contract", "ct_when", forms.Agreed, "")
	c.say("contract", "ct_length.to", forms.Agreed, "75")
	c.say("contract", "ct_disagree", forms.Agreed, "First we say so.\nThen we ask Rosa.\nThen we decide.")
	want := `question ct_when: Usual day and time
was ct_when: Mondays
is ct_when: (no answer)
question ct_length: Length of a meeting
stays ct_length: from: 60 minutes
was ct_length: to: 90 minutes
is ct_length: to: 75 minutes
question ct_disagree: If we disagree or it does not work, we first … and then …
stays ct_disagree: First we say so.
was ct_disagree: Then we sleep on it.
stays ct_disagree: Then we ask Rosa.
is ct_disagree: Then we decide.
`
	var got strings.Builder
	for _, l := range forms.Difference(old, c.sheet("contract").Canonical(lang.English), c.Words) {
		got.WriteString(string(l.Kind) + " " + l.Field + ": " + l.Text + "\n")
	}
	if got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
	}
}

// TestADamagedTextIsStillCompared: what was cut or altered is told, and nothing breaks.
func TestADamagedTextIsStillCompared(t *testing.T) {
	text := agreed(t).sheet("planning_worksheet").Canonical(lang.English)
	w, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(text, "\n\n")
	first := len(text) - len(body)
	rapid.Check(t, func(rt *rapid.T) {
		i := rapid.IntRange(first, len(text)-1).Draw(rt, "from")
		j := rapid.IntRange(i+1, len(text)).Draw(rt, "to")
		put := rapid.SampledFrom([]string{"", "\n", "\n\n", "x", "row 0\n", "part \n", "= ", "question"}).Draw(rt, "put")
		damaged := text[:i] + put + text[j:]
		lines := forms.Difference(text, damaged, w)
		if len(lines) == 0 && strings.TrimRight(damaged, "\n") != strings.TrimRight(text, "\n") {
			rt.Fatalf("nothing is told of\n%q", damaged)
		}
	})
}

func TestLongTextsAreComparedWithoutEnd(t *testing.T) {
	old, now := strings.Repeat("a\nb\n", 20000), strings.Repeat("c\nd\n", 20000)
	w, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	was := 0
	for _, l := range forms.Difference(old, now, w) {
		if l.Kind == forms.DiffWas {
			was++
		}
	}
	if was != 40000 {
		t.Errorf("%d lines are told to be gone, want 40000", was)
	}
}
