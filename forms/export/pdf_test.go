package export_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func pdfBytes(t testing.TB, d export.Document, o export.PaperOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.PDF(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// paper writes a document and reads it back.
func paper(t testing.TB, d export.Document, o export.PaperOptions) *printed {
	t.Helper()
	p := readPDF(t, pdfBytes(t, d, o))
	p.inside()
	return p
}

func TestPapersReadAloudAsApproved(t *testing.T) {
	for _, l := range lang.All() {
		d := export.Build(filled(t, l).sheet(contract), export.Options{AllVoices: true})
		golden(t, "paper."+string(l)+".outline", paper(t, d, export.PaperOptions{}).outline())
		golden(t, "paper-blank."+string(l)+".outline", paper(t, d, export.PaperOptions{Blank: true, Paper: export.Letter}).outline())
	}
}

func TestEveryShippedSheetFitsItsPaper(t *testing.T) {
	for _, l := range lang.All() {
		b := shipped(t, l, nil)
		for blank, size := range map[bool]export.Paper{false: export.A4, true: export.Letter} {
			var all []export.Document
			for _, form := range formIDs(t) {
				for _, s := range sheetsOf(b, form) {
					all = append(all, export.Build(s, export.Options{Reader: amina, Help: blank}))
				}
			}
			var out bytes.Buffer
			if err := export.Pack(&out, all, export.PaperOptions{Paper: size, Blank: blank}); err != nil {
				t.Fatal(err)
			}
			p := readPDF(t, out.Bytes())
			p.inside()
			words := p.said()
			for _, d := range all {
				if strings.Count(words, d.Title) < 2 {
					t.Errorf("%q is not in the pack in %s, with its page", d.Title, l)
				}
			}
			if strings.ContainsAny(words, "⟦⟧") {
				t.Errorf("the pack in %s lacks a message", l)
			}
		}
	}
}

func TestTheSheetsThatAreUsedMostTakeTwoPages(t *testing.T) {
	for _, l := range lang.All() {
		b := shipped(t, l, nil)
		for _, id := range []forms.SheetID{contract, meeting, {Form: "planning_worksheet"}} {
			s := b.sheet(id)
			fillWithWords(b, s)
			for _, size := range export.Papers() {
				if n := len(paper(t, export.Build(s, export.Options{}), export.PaperOptions{Paper: size}).pages); n > 2 {
					t.Errorf("%s in %s takes %d pages of %s", id, l, n, size)
				}
			}
		}
	}
}

func TestAPaperHasTheSizeThatWasAskedFor(t *testing.T) {
	d := export.Build(filled(t, lang.English).sheet(contract), export.Options{})
	got := map[export.Paper]string{}
	for _, size := range append(export.Papers(), "") {
		page := paper(t, d, export.PaperOptions{Paper: size}).pages[0]
		got[size] = fmt.Sprintf("%.0f × %.0f", page.width, page.height)
	}
	want := map[export.Paper]string{export.A4: "595 × 842", export.Letter: "612 × 792", "": "595 × 842"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := export.PDF(&bytes.Buffer{}, d, export.PaperOptions{Paper: "papyrus"}); err == nil {
		t.Error("a document is printed on papyrus")
	}
}

func TestTheSameDocumentGivesTheSamePDF(t *testing.T) {
	d := export.Build(filled(t, lang.Swedish).sheet(contract), export.Options{})
	first := pdfBytes(t, d, export.PaperOptions{})
	for range 3 {
		if !bytes.Equal(first, pdfBytes(t, d, export.PaperOptions{})) {
			t.Fatal("the files differ")
		}
	}
	d.Date = lang.Date{}
	if !bytes.Equal(pdfBytes(t, d, export.PaperOptions{}), pdfBytes(t, d, export.PaperOptions{})) {
		t.Error("a document without a date takes the time of the clock")
	}
}

func TestAPDFNamesItsTitleAndLanguage(t *testing.T) {
	for l, title := range map[lang.Lang]string{lang.Swedish: "Samarbetskontrakt – Harbour mentoring 2026", lang.English: "Working contract – Harbour mentoring 2026"} {
		out := string(pdfBytes(t, export.Build(filled(t, l).sheet(contract), export.Options{}), export.PaperOptions{}))
		for _, want := range []string{"/Lang (" + string(l) + ")", ">" + title + "</rdf:li></rdf:Alt>", "<dc:language><rdf:Bag><rdf:li>" + string(l), "/DisplayDocTitle true", "/CreationDate (D:20260324000000)"} {
			if !strings.Contains(out, want) {
				t.Errorf("%q is not in the file", want)
			}
		}
		if strings.Contains(out, "pdfuaid") {
			t.Error("the file claims what nobody has checked")
		}
	}
}

func TestEveryPageSaysWhichItIsAndWhoMayReadIt(t *testing.T) {
	b := newBook(t, lang.English)
	b.put(contract, "needs", forms.Agreed, strings.Repeat("We want to get on. ", 700))
	p := paper(t, export.Build(b.sheet(contract), export.Options{}), export.PaperOptions{})
	if len(p.pages) < 3 {
		t.Fatalf("there are only %d pages", len(p.pages))
	}
	for i, page := range p.pages {
		rest := ""
		for _, it := range append(slices.Clone(page.rest), page.pieces...) {
			rest += it.text + "\n"
		}
		for _, want := range []string{fmt.Sprintf("Page %d of %d\n", i+1, len(p.pages)), "For the two of you. Each keeps a copy.\n"} {
			if !strings.Contains(rest, want) {
				t.Errorf("page %d does not say %q:\n%s", i+1, want, rest)
			}
		}
	}
	if n := strings.Count(p.said(), "For the two of you."); n != 1 {
		t.Errorf("who may read it is read aloud %d times", n)
	}
}

func TestABlankFormHoldsNoAnswerAndAllNumbers(t *testing.T) {
	b := shipped(t, lang.English, nil)
	for _, form := range formIDs(t) {
		for _, s := range sheetsOf(b, form) {
			words := fillWithWords(b, s)
			d := export.Build(s, export.Options{Reader: amina})
			out := paper(t, d, export.PaperOptions{Blank: true}).said()
			for _, w := range words {
				if strings.Contains(out, w.word) {
					t.Errorf("%s of %s stands on a blank form", w.field.ID, s.ID)
				}
			}
			for _, n := range numbers(d) {
				if !strings.Contains(out, fmt.Sprintf("\n%d. ", n)) {
					t.Errorf("%s: the number %d is missing", s.ID, n)
				}
			}
			if strings.Contains(out, "not answered") || strings.Contains(out, "still needed") || strings.Contains(out, "☒") {
				t.Errorf("%s: a blank form says what is missing, or is ticked", s.ID)
			}
		}
	}
}

func TestAPaperSaysAllThatIsAnswered(t *testing.T) {
	for _, form := range formIDs(t) {
		b := shipped(t, lang.French, nil)
		for _, s := range sheetsOf(b, form) {
			words := fillWithWords(b, s)
			d := export.Build(s, export.Options{Reader: amina, AllVoices: true})
			text, out := write(t, export.FormatText, d), paper(t, d, export.PaperOptions{}).said()
			for _, w := range words {
				if strings.Contains(text, w.word) != strings.Contains(out, w.word) {
					t.Errorf("%s of %s is in one of text and paper only", w.field.ID, s.ID)
				}
			}
		}
	}
}

func TestNothingPeopleWriteBreaksAPaper(t *testing.T) {
	for _, text := range append(hostile(), longName, strings.Repeat("漢字かな交じり文。", 60), "Ωμέγα Жук Łódź ďáblík") {
		soundPaper(t, text)
		paper(t, spread(t, lang.English, text), export.PaperOptions{})
	}
}

func FuzzPaper(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) <= 2000 {
			soundPaper(t, text)
		}
	})
}

// soundPaper prints a text in many places and looks for it where it was written.
func soundPaper(t testing.TB, text string) {
	t.Helper()
	whole := "before " + text + " behind"
	choice := question("Choice")
	choice.Answers[0].Content = export.Content{Kind: forms.KindMulti, Options: []export.Option{{Label: whole, Ticked: true, Detail: text}}}
	d := document(question(whole, whole, text), bigTable(1, 3, text), bigTable(1, 7, text), choice,
		export.Signatures{Title: text, Lines: []export.Signature{{Label: text, Printed: text}, {Signed: whole}}})
	d.Title, d.Share, d.PairLine = text, text, text
	p := paper(t, d, export.PaperOptions{})
	if out, want := squeeze(p.said()), squeeze(shown(whole)); strings.Count(out, want) != 4 || !utf8.ValidString(out) {
		t.Errorf("the paper says %q, not %q", out, want)
	}
}

// squeeze takes blanks away: lines break where they must.
func squeeze(s string) string {
	return strings.Join(strings.Fields(s), "")
}

func TestAPackNamesItsDocumentsAndTheirPages(t *testing.T) {
	b := filled(t, lang.Swedish)
	var ds []export.Document
	for _, id := range []forms.SheetID{contract, meeting, {Form: "pair"}} {
		ds = append(ds, export.Build(b.sheet(id), export.Options{}))
	}
	var out bytes.Buffer
	if err := export.Pack(&out, ds, export.PaperOptions{}); err != nil {
		t.Fatal(err)
	}
	p := readPDF(t, out.Bytes())
	p.inside()
	if !strings.HasPrefix(p.outline(), "Document\n  Sect\n    P: Harbour mentoring 2026\n") || !strings.Contains(p.outline(), "H1: Innehåll") {
		t.Error(p.outline())
	}
	var titles []string
	for _, sect := range p.root.kids[1:] {
		i := slices.IndexFunc(sect.kids, func(e *part) bool { return e.kind == "H1" })
		titles = append(titles, fmt.Sprintf("%s %d", sect.kids[i].text, sect.kids[i].pages[0]))
	}
	var listed []string
	p.root.kids[0].walk(func(_ int, e *part) {
		if e.kind == "TOCI" {
			listed = append(listed, e.kids[0].text)
		}
	})
	if diff := cmp.Diff(titles, listed); diff != "" || len(titles) != 3 {
		t.Errorf("the contents (+) and the documents (-):\n%s", diff)
	}
	if n := strings.Count(out.String(), "/Dest ["); n != 3 {
		t.Errorf("there are %d bookmarks", n)
	}
	if err := export.Pack(&out, nil, export.PaperOptions{}); err == nil {
		t.Error("a pack of nothing is written")
	}
}

func BenchmarkPaper(b *testing.B) {
	s := shipped(b, lang.English, nil)
	for _, form := range formIDs(b) {
		for _, one := range sheetsOf(s, form) {
			fillWithWords(s, one)
		}
	}
	one := export.Build(s.sheet(contract), export.Options{})
	b.Run("contract", func(b *testing.B) {
		for b.Loop() {
			pdfBytes(b, one, export.PaperOptions{})
		}
	})
	var year []export.Document
	for n := range 14 {
		one := s.sheet(forms.SheetID{Form: "meeting", Number: n + 1})
		fillWithWords(s, one)
		year = append(year, export.Build(one, export.Options{}))
	}
	b.Run("year", func(b *testing.B) {
		for b.Loop() {
			var out bytes.Buffer
			if err := export.Pack(&out, year, export.PaperOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
