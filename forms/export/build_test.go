package export_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// questions returns the questions of a document by field.
func questions(d export.Document) map[string]export.Question {
	all := map[string]export.Question{}
	for _, b := range d.Blocks {
		if q, ok := b.(export.Question); ok {
			all[q.ID] = q
		}
	}
	return all
}

func numbers(d export.Document) []int {
	var all []int
	for _, b := range d.Blocks {
		if q, ok := b.(export.Question); ok {
			all = append(all, q.Number)
		}
	}
	return all
}

func TestTheHeadSaysWhoseSheetItIsAndOfWhichDay(t *testing.T) {
	d := export.Build(newBook(t, lang.Swedish).sheet(contract), export.Options{})
	got := []string{d.Programme, d.Title, d.PairLine, d.Printed, d.Version, d.Date.String()}
	want := []string{
		"Harbour mentoring 2026", "Samarbetskontrakt", "Adept: Amina Diallo · Mentor: Per Holm",
		"Utskrivet 24 mars 2026", "Formulärversion 3", "2026-03-24",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestANameThatIsNotWrittenYetIsSaidToBeMissing(t *testing.T) {
	b := newBook(t, lang.English)
	b.put(forms.SheetID{Form: "pair"}, "mentor_name", forms.Mentor, "")
	if got, want := export.Build(b.sheet(contract), export.Options{}).PairLine, "Mentee: Amina Diallo · Mentor: name not written yet"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsMissingIsCountedAsTheSheetCountsIt(t *testing.T) {
	for name, b := range map[string]*book{"empty": newBook(t, lang.English), "filled": filled(t, lang.English)} {
		s := b.sheet(contract)
		if got, want := export.Build(s, export.Options{}).Left, s.Progress().Missing; got != want {
			t.Errorf("%s: %d answers are missing, the sheet says %d", name, got, want)
		}
	}
}

func TestEveryFormatSaysInWordsWhatIsMissing(t *testing.T) {
	words := map[lang.Lang][]string{
		lang.English: {"still needed", "not answered", "no rows yet", "signature still needed", "10 answers are still needed"},
		lang.Swedish: {"behöver besvaras", "inte besvarad", "inga rader än", "underskrift behövs", "10 svar behövs fortfarande"},
	}
	for l, says := range words {
		d := export.Build(newBook(t, l).sheet(contract), export.Options{})
		for _, f := range []export.Format{export.FormatText, export.FormatMarkdown, export.FormatHTML} {
			out := write(t, f, d)
			for _, want := range says {
				if f == export.FormatMarkdown && want == says[2] {
					want = "--- |\n|  |" // one writes there
				}
				if !strings.Contains(out, want) {
					t.Errorf("%s in %q does not say %q", f, l, want)
				}
			}
		}
		if out := write(t, export.FormatJSON, d); !strings.Contains(out, `"state": "needed"`) || !strings.Contains(out, `"rows": []`) {
			t.Errorf("JSON in %q does not tell what is missing", l)
		}
	}
}

func TestAHalfAnsweredQuestionSaysWhichPartIsMissing(t *testing.T) {
	b := newBook(t, lang.English)
	b.put(contract, "length.to", forms.Agreed, "90")
	a := questions(export.Build(b.sheet(contract), export.Options{}))["length"].Answers[0]
	if diff := cmp.Diff([]string{"to 90 minutes", "still needed: from"}, append(a.Text, a.Mark)); diff != "" {
		t.Error(diff)
	}
}

func TestComparedQuestionsShowWhatIsAgreedOrAllThree(t *testing.T) {
	s := filled(t, lang.English).sheet(contract)
	texts := func(o export.Options) (all []string) {
		for _, a := range questions(export.Build(s, o))["expect"].Answers {
			all = append(all, strings.TrimPrefix(a.Name+": ", ": ")+strings.Join(a.Text, "|"))
		}
		return all
	}
	if diff := cmp.Diff([]string{"Straight talk, and time to think."}, texts(export.Options{})); diff != "" {
		t.Error(diff)
	}
	want := []string{"Amina Diallo: Honest answers.", "Per Holm: That you come prepared.", "What we agree on: Straight talk, and time to think."}
	if diff := cmp.Diff(want, texts(export.Options{AllVoices: true})); diff != "" {
		t.Error(diff)
	}
}

func TestAnAgreedAnswerCountsEvenWhenNobodyWroteAlone(t *testing.T) {
	b := newBook(t, lang.English)
	b.put(contract, "expect", forms.Agreed, "Straight talk.")
	d := export.Build(b.sheet(contract), export.Options{AllVoices: true})
	if q := questions(d)["expect"]; !q.Answered() || q.Missing() || len(q.Answers) != 3 {
		t.Errorf("the question should be answered, in three voices: %+v", q)
	}
	if before := export.Build(b.sheet(contract), export.Options{}); before.Left != d.Left {
		t.Errorf("showing all voices changed what is missing from %d to %d", before.Left, d.Left)
	}
}

func TestAnswersOfOneOfTheTwoCarryAName(t *testing.T) {
	q := questions(export.Build(filled(t, lang.English).sheet(contract), export.Options{}))
	for field, want := range map[string]string{"place": "Per Holm", "needs": "", "often": ""} {
		if got := q[field].Answers[0].Name; got != want {
			t.Errorf("%s: got %q, want %q", field, got, want)
		}
	}
	pair := questions(export.Build(newBook(t, lang.English).sheet(forms.SheetID{Form: "pair"}), export.Options{}))
	if got := pair["mentor_name"].Answers[0].Name; got != "" {
		t.Errorf("the question for the name itself is headed %q", got)
	}
	if both := pair["preferred"].Answers; both[0].Name != "Amina Diallo" || both[1].Name != "Per Holm" {
		t.Errorf("what each answers is headed %q and %q", both[0].Name, both[1].Name)
	}
}

func TestTheTreeHoldsEveryBoxTickedOrNot(t *testing.T) {
	q := questions(export.Build(filled(t, lang.English).sheet(contract), export.Options{}))
	visits := q["ways"].Answers[0].Options[1]
	want := export.Option{ID: "visit", Label: "visits", Ticked: true, Options: []export.Option{
		{ID: "half", Label: "half a day", Ticked: true},
		{ID: "full", Label: "a whole day", Ticked: true},
	}}
	if diff := cmp.Diff(want, visits); diff != "" {
		t.Error(diff)
	}
	if o := q["often"].Answers[0].Options; len(o) != 2 || o[0].Ticked || !o[1].Ticked || o[1].Detail != "every full moon" {
		t.Errorf("the choice has boxes %+v", o)
	}
	if o := q["sure"].Answers[0].Options; len(o) != 6 || !o[3].Ticked || o[2].Ticked {
		t.Errorf("the rating has the scale %+v", o)
	}
}

func TestAnEntryThatIsNoOptionAnyMoreStaysReadable(t *testing.T) {
	b := newBook(t, lang.English)
	b.put(contract, "ways", forms.Agreed, "talk\ncarrier_pigeons")
	text := questions(export.Build(b.sheet(contract), export.Options{}))["ways"].Answers[0].Text
	if len(text) != 2 || text[0] != "talks" || !strings.Contains(text[1], "carrier_pigeons") {
		t.Errorf("got %q", text)
	}
}

func TestSignaturesStandAtTheFootSignedOrAsALine(t *testing.T) {
	d := export.Build(filled(t, lang.English).sheet(contract), export.Options{})
	s, ok := d.Blocks[len(d.Blocks)-1].(export.Signatures)
	if !ok || len(s.Lines) != 2 {
		t.Fatalf("the document ends with %+v", d.Blocks[len(d.Blocks)-1])
	}
	got := []string{s.Lines[0].Printed, s.Lines[0].Signed, s.Lines[0].Mark, s.Lines[1].Printed, s.Lines[1].Signed, s.Lines[1].Mark}
	want := []string{"Per Holm", "", "signature still needed", "Amina Diallo", "Signed by Amina Diallo, 24 March 2026", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, b := range export.Build(newBook(t, lang.English).sheet(meeting), export.Options{}).Blocks {
		if _, ok := b.(export.Signatures); ok {
			t.Error("a sheet that nobody signs has a place to sign")
		}
	}
}

func TestAnAnswerEditedApartSaysThatThereIsAnother(t *testing.T) {
	b := newBook(t, lang.English)
	at := forms.Address{Sheet: contract, Field: "needs", Voice: forms.Agreed}
	b.Record.Put(at, []forms.Head{
		{ID: forms.RevID{Device: "a", Seq: 1}, Time: 1, Value: "Courage."},
		{ID: forms.RevID{Device: "b", Seq: 1}, Time: 2, Value: "Patience."},
	})
	out := write(t, export.FormatText, export.Build(b.sheet(contract), export.Options{}))
	if !strings.Contains(out, "Patience.") || !strings.Contains(out, "There are two versions of this answer") {
		t.Error(out)
	}
}

func TestHintsComeWithHelpAndAlwaysWithAScale(t *testing.T) {
	s := newBook(t, lang.English).sheet(contract)
	bare, help := questions(export.Build(s, export.Options{})), questions(export.Build(s, export.Options{Help: true}))
	if bare["often"].Hint != "" || help["often"].Hint == "" || bare["goals"].Hint == "" {
		t.Errorf("hints: %q, %q, %q", bare["often"].Hint, help["often"].Hint, bare["goals"].Hint)
	}
}

// Every shipped sheet becomes a document in every format and language, without a
// word that has no translation.
func TestEveryShippedSheetCanBeWritten(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lang.All() {
		b := newBook(t, l)
		b.Library = lib
		b.put(meeting, "m_date", forms.Agreed, "2026-03-20")
		if len(b.Sheets()) < 5 {
			t.Fatalf("the programme has only %d sheets", len(b.Sheets()))
		}
		for _, s := range b.Sheets() {
			d := export.Build(s, export.Options{})
			if out := everywhere(t, d); strings.ContainsAny(out, "⟦⟧") {
				t.Errorf("%s in %q lacks a message", s.ID, l)
			}
			if d.Closed != (s.Form.ID == forms.EachForm) {
				t.Errorf("%s: closed is %v", s.ID, d.Closed)
			}
		}
	}
}
