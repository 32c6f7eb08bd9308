package catalog

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func read(t *testing.T, name string) *reader {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{file: name, lib: shipped(t)}
	r.read(data)
	if faults := r.finish(); len(faults) > 0 {
		t.Fatalf("faults: %+v", faults)
	}
	return r
}

func both(en, sv string) lang.Text {
	return lang.NewText(map[lang.Lang]string{lang.English: en, lang.Swedish: sv})
}

// inTwo compares texts in the two languages that both writes.
var inTwo = cmp.Comparer(func(a, b lang.Text) bool {
	return a.In(lang.English) == b.In(lang.English) && a.In(lang.Swedish) == b.In(lang.Swedish)
})

func cond(t *testing.T, text string) forms.Cond {
	t.Helper()
	c, err := forms.ParseCond(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func number(x float64) *float64 { return &x }

func TestFormIsReadAsItIsWritten(t *testing.T) {
	const file = "testdata/good/visit.yaml"
	want := &forms.Form{
		ID: "visit", Version: 2, Source: file, Copies: forms.CopiesNumbered, Offer: forms.OfferStep,
		Title: both("A visit", "Ett besök"), Purpose: both("To plan a day together.", "För att planera en dag tillsammans."),
		Share:    both("For the two of you.", "För er två."),
		Sections: []forms.Section{before(t), after(t), later()},
		Earlier: []forms.Field{{
			ID: "weather", Kind: forms.KindShort, Line: 105, Label: both("The weather", "Vädret"), By: forms.ByBoth, Seen: forms.SeenPair,
		}},
	}
	if diff := cmp.Diff(want, read(t, file).form, alike, inTwo); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func before(t *testing.T) forms.Section {
	t.Helper()
	return forms.Section{
		ID: "before", Title: both("Before", "Innan"), Intro: both("{The_mentee} begins.", "{The_mentee} börjar."),
		Part: "prepare", When: cond(t, "number > 1 or role = mentee"),
		Fields: []forms.Field{{
			ID: "wish", Kind: forms.KindMulti, Line: 15, By: forms.ByMentee, Seen: forms.SeenAuthor, Source: "S3",
			Label: both("What do you want to see?", "Vad vill du se?"),
			Hint:  both("Tick as many as you like.", "Kryssa i så många du vill."),
			Why:   both("The day follows from it.", "Dagen bygger på det."), Required: cond(t, "yes"),
			Examples: []lang.Text{both("the board", "styrelsen"), both("“the desk”", "”disken”")},
			Options: []forms.Option{
				{ID: "work", Label: both("Work", "Arbete"), Options: []forms.Option{{ID: "desk", Label: both("the desk", "disken")}}},
				{ID: "other", Label: both("something else", "annat"), Detail: forms.KindShort},
			},
		}, {
			ID: "when", Kind: forms.KindGroup, Line: 33, Label: both("When", "När"), By: forms.ByBoth, Seen: forms.SeenPair,
			Compare: true, Required: cond(t, "wish has work.desk or not wish has other"),
			Parts: []forms.Field{
				{ID: "day", Kind: forms.KindDate, Line: 40, Prefill: "anchor + 6m", Label: both("day", "dag")},
				{
					ID: "hours", Kind: forms.KindNumber, Line: 41, Min: number(0.5), Max: number(8), Unit: both("h", "tim"),
					Required: cond(t, "no"), Label: both("hours", "timmar"),
				},
			},
		}, {
			ID: "topics", Kind: forms.KindChoice, Line: 42, From: "topics", Label: both("Topic", "Ämne"),
			By: forms.ByEach, Seen: forms.SeenPair, When: cond(t, "when.hours >= 2"),
		}},
	}
}

func after(t *testing.T) forms.Section {
	t.Helper()
	done := []forms.Option{
		{ID: "yes", Label: both("it is done", "det är gjort")},
		{ID: "no", Label: both("we let it go", "vi släpper det")},
	}
	return forms.Section{
		ID: "after", Title: both("After", "Efter"),
		Fields: []forms.Field{{
			ID: "todo", Kind: forms.KindRows, Line: 51, Label: both("To do", "Att göra"), By: forms.ByBoth, Seen: forms.SeenPair,
			Register: "actions", Take: forms.TakeHere, Min: number(1), Max: number(5),
			Columns: []forms.Field{
				{ID: "action", Kind: forms.KindShort, Line: 60, Shared: true, Required: cond(t, "yes"), Label: both("What", "Vad")},
				{ID: "due", Kind: forms.KindDate, Line: 61, Shared: true, Required: cond(t, "no"), Label: both("When", "När")},
				{ID: "note", Kind: forms.KindShort, Line: 62, Shared: true, ReadOnly: true, Label: both("Note", "Anteckning")},
				{
					ID: "outcome", Kind: forms.KindChoice, Line: 63, Label: both("Outcome", "Resultat"), Options: done,
					Sets: &forms.Sets{Column: "status", Values: map[string]string{"yes": "done", "no": "dropped"}},
				},
			},
		}, {
			ID: "which", Kind: forms.KindAuto, Line: 70, Auto: "meeting_number", Label: both("Number", "Nummer"),
			By: forms.ByProgramme, Seen: forms.SeenPair,
		}, {
			ID: "stops", Kind: forms.KindRows, Line: 71, Label: both("Stops", "Anhalter"), By: forms.ByBoth, Seen: forms.SeenPair,
			Given: []forms.Option{{ID: "first", Label: both("First", "Första")}},
			Columns: []forms.Field{
				{ID: "place", Kind: forms.KindShort, Line: 78, Label: both("Place", "Plats")},
			},
		}, {
			ID: "plan", Kind: forms.KindRows, Line: 79, Label: both("Plan", "Plan"), By: forms.ByBoth, Seen: forms.SeenPair,
			Register: "steps", Take: forms.TakeAll, Steps: true,
			Columns: []forms.Field{
				{ID: "due", Kind: forms.KindAuto, Line: 86, Auto: "step_due", ReadOnly: true, Label: both("When", "När")},
			},
		}, {
			ID: "asks", Kind: forms.KindRows, Line: 87, Label: both("Questions", "Frågor"), By: forms.ByMentee, Seen: forms.SeenPair,
			Columns: []forms.Field{
				{ID: "ask", Kind: forms.KindShort, Line: 92, Label: both("Question", "Fråga")},
			},
		}},
	}
}

// later shows the rows of a table of an earlier section again.
func later() forms.Section {
	return forms.Section{
		ID: "later", Title: both("Later", "Senare"),
		Fields: []forms.Field{{
			ID: "asked", Kind: forms.KindRows, Line: 96, Of: "asks", Label: both("Asked", "Frågat"), By: forms.ByBoth, Seen: forms.SeenPair,
			Columns: []forms.Field{
				{ID: "ask", Kind: forms.KindShort, Line: 102, Shared: true, ReadOnly: true, Label: both("Question", "Fråga")},
				{ID: "said", Kind: forms.KindYesNo, Line: 103, Label: both("Asked?", "Frågat?")},
			},
		}},
	}
}

func TestProgrammeIsReadAsItIsWritten(t *testing.T) {
	p := read(t, "testdata/good/ours.yaml").prog
	if p.ID != "ours" || p.Version != 1 || p.Lang != lang.Swedish || p.Anchor != "matched" || p.Months != 12 || p.Extend != 18 || p.Cadence != "monthly" || p.TogetherFirst {
		t.Errorf("programme %+v", p)
	}
	if got := p.Fill("{The_mentees} {local}", lang.Swedish); got != "Adeptens avdelning" {
		t.Errorf("terms give %q", got)
	}
	if diff := cmp.Diff([]string{"pair", "contract", "meeting"}, p.Forms); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]forms.Value{"contract.ct_frequency": "monthly"}, p.Preset); diff != "" {
		t.Error(diff)
	}
	want := []forms.Step{
		{ID: "s_contact", Text: both("First contact", "Första kontakten"), Offset: forms.Offset{N: 1, Unit: "w"}, Who: forms.ByMentor, Evidence: "contact"},
		{ID: "s_meeting", Text: both("First meeting", "Första mötet"), Offset: forms.Offset{N: 3, Unit: "w"}, Who: forms.ByBoth, Evidence: "closed meeting/1"},
	}
	if diff := cmp.Diff(want, p.Steps, alike, inTwo); diff != "" {
		t.Error(diff)
	}
}

func TestTwoFilesCannotHaveOneID(t *testing.T) {
	visit, err := os.ReadFile("testdata/good/visit.yaml")
	if err != nil {
		t.Fatal(err)
	}
	registers, err := os.ReadFile("registers.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, data, faults, err := Compile(fstest.MapFS{
		"registers.yaml":  {Data: registers},
		"forms/a.yaml":    {Data: visit},
		"forms/b.yaml":    {Data: visit},
		"forms/notes.txt": {Data: []byte("not a form")},
	})
	if err != nil || data != nil || len(faults) != 1 || faults[0].Key != "formcheck.file_twice" || faults[0].File != "forms/b.yaml" {
		t.Errorf("faults %+v, %v", faults, err)
	}
}

func TestFolderWithoutRegistersIsAnError(t *testing.T) {
	if _, _, _, err := Compile(fstest.MapFS{}); err == nil {
		t.Error("an empty folder compiles")
	}
}
