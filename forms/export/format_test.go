package export_test

import (
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func TestNamesOfFilesAreLegalEverywhereAndNameNobody(t *testing.T) {
	names := map[forms.SheetID]string{
		contract: "contract.md",
		meeting:  "meeting-2.md",
		{Form: "feedback_each", Of: forms.Mentor}: "feedback_each-mentor.md",
		{Form: "con"}:              "sheet-con.md",
		{Form: "aux", Number: 3}:   "sheet-aux-3.md",
		{Form: "com1"}:             "sheet-com1.md",
		{Form: "lpt9"}:             "sheet-lpt9.md",
		{Form: "common"}:           "common.md",
		{Form: "computing"}:        "computing.md",
		{Form: "company_contract"}: "company_contract.md",
	}
	legal := regexp.MustCompile(`^[a-z0-9_-]+\.[a-z]+$`)
	for id, want := range names {
		got := export.FileName(forms.Sheet{ID: id}, export.FormatMarkdown)
		if got != want || !legal.MatchString(got) {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func TestFormatsAreKnownByNameAndEnding(t *testing.T) {
	for _, f := range append(export.Formats(), export.FileFormats()...) {
		for _, name := range []string{string(f), f.Ext(), strings.TrimPrefix(f.Ext(), "."), strings.ToUpper(string(f))} {
			if got, err := export.ParseFormat(name); got != f || err != nil {
				t.Errorf("%q is read as %q, %v", name, got, err)
			}
		}
	}
	for _, name := range []string{"", ".", "doc", "tar.gz"} {
		if f, err := export.ParseFormat(name); err == nil {
			t.Errorf("%q is read as %q", name, f)
		}
	}
	if err := export.Write(io.Discard, "papyrus", export.Document{}); err == nil {
		t.Error("papyrus is written without an error")
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestAWriterThatFailsIsReported(t *testing.T) {
	d := export.Build(newBook(t, lang.English).sheet(contract), export.Options{})
	for _, f := range append(export.Formats(), export.FileFormats()...) {
		if err := export.Write(full{}, f, d); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestTheSameAnswersGiveTheSameBytes(t *testing.T) {
	first := everywhere(t, export.Build(filled(t, lang.English).sheet(contract), export.Options{AllVoices: true}))
	for range 5 {
		if again := everywhere(t, export.Build(filled(t, lang.English).sheet(contract), export.Options{AllVoices: true})); again != first {
			t.Fatal("the documents differ")
		}
	}
}

func TestJSONHoldsTheCanonicalValueInEveryLanguage(t *testing.T) {
	type answer struct{ Value, Text string }
	for l, text := range map[lang.Lang]string{lang.English: "Thursday 2 April 2026", lang.Swedish: "torsdag 2 april 2026"} {
		var d struct {
			Schema    int
			Lang      string
			Questions []struct {
				ID      string
				Answers []struct {
					answer
					Rows []struct {
						ID    string
						Cells map[string]answer
					}
				}
			}
		}
		out := write(t, export.FormatJSON, export.Build(filled(t, l).sheet(contract), export.Options{}))
		if err := json.Unmarshal([]byte(out), &d); err != nil {
			t.Fatal(err)
		}
		if d.Schema != export.Schema || d.Lang != string(l) {
			t.Errorf("schema %d in %q", d.Schema, d.Lang)
		}
		seen := 0
		for _, q := range d.Questions {
			switch q.ID {
			case "first":
				seen++
				if got := q.Answers[0].answer; got != (answer{"2026-04-02", text}) {
					t.Errorf("the date is %+v", got)
				}
			case "goals":
				seen++
				row := q.Answers[0].Rows[0]
				if row.ID != "r1" || row.Cells["due"].Value != "2026-04-15" || row.Cells["goal"].Text != "Lead a meeting" {
					t.Errorf("the first row is %+v", row)
				}
			case "sign_mentee":
				seen++
				if got := q.Answers[0].Value; got != "2026-03-24 Amina Diallo" {
					t.Errorf("the signature is %q", got)
				}
			}
		}
		if seen != 3 {
			t.Errorf("%d of 3 questions are there", seen)
		}
	}
}

func TestAPageHasOneTitleAndItsTablesHaveHeads(t *testing.T) {
	out := write(t, export.FormatHTML, export.Build(filled(t, lang.Swedish).sheet(contract), export.Options{}))
	for want, n := range map[string]int{
		"<h1": 1, `<html lang="sv">`: 1, "<title>Samarbetskontrakt – Harbour mentoring 2026</title>": 1,
		"<h2>": 3, "<h3>": 18, `<th scope="col">`: 11, `<th scope="row"`: 4, "<caption>": 3, "<script": 0, "http:": 0, "https:": 0, "src=": 0,
	} {
		if got := strings.Count(out, want); got != n {
			t.Errorf("%d times %q, want %d", got, want, n)
		}
	}
}
