package digest_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"pairbook/forms"
	"pairbook/forms/digest"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func TestADigestReadsAsApprovedInEveryLanguage(t *testing.T) {
	s := year(t)
	for _, l := range lang.All() {
		w := words(t, l)
		d := s.Make(w, false)
		for _, f := range []export.Format{export.FormatText, export.FormatHTML} {
			var b bytes.Buffer
			if err := export.Write(&b, f, d.Document(w, aDay)); err != nil {
				t.Fatal(err)
			}
			if f == export.FormatText {
				golden(t, "year."+string(l)+f.Ext(), b.String())
			}
			if strings.Contains(b.String(), "⟦") {
				t.Errorf("words are missing in %s", l)
			}
		}
	}
}

func TestTheBarsFitATerminalOfEightyCells(t *testing.T) {
	for _, l := range lang.All() {
		w := words(t, l)
		var b bytes.Buffer
		if err := export.Text(&b, year(t).Make(w, false).Document(w, aDay), export.TextWidth); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := displaywidth.String(strings.TrimRight(line, "\n")); n > export.TextWidth {
				t.Errorf("%s: %d cells: %s", l, n, line)
			}
		}
		if !strings.Contains(b.String(), "█") {
			t.Error("there is no bar")
		}
	}
}

func TestThePageIsStrictXMLWithABarAndWordsForEachAnswer(t *testing.T) {
	w := words(t, lang.English)
	var b bytes.Buffer
	if err := export.HTML(&b, year(t).Make(w, false).Document(w, aDay)); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	dec := xml.NewDecoder(strings.NewReader(page))
	open := map[string]int{}
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			open[e.Name.Local]++
			for _, a := range e.Attr {
				if strings.Contains(a.Value, "http") || a.Name.Local == "src" || a.Name.Local == "href" {
					t.Errorf("the page asks for something: %s", a.Value)
				}
			}
		}
	}
	if n := open["svg"]; n < 10 || n != open["desc"] || n != open["rect"] || n+1 != open["title"] || open["script"] != 0 {
		t.Errorf("the page has %v", open)
	}
}

func TestEveryFormatOfPaperTakesADigest(t *testing.T) {
	w := words(t, lang.English)
	for _, f := range append(export.FileFormats(), export.FormatMarkdown) {
		var b bytes.Buffer
		if err := export.Write(&b, f, year(t).Make(w, false).Document(w, aDay)); err != nil || b.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", f, b.Len(), err)
		}
	}
}

func TestTheSameCopyCountsOnceUnderEveryNameAndOfTwoVersionsTheNewer(t *testing.T) {
	s := year(t)
	n := s.Len()
	again := copyOf(t, 4, "union_local", answers{
		"fe_match": "5", "fe_regular": "4", "fe_recommend.choice": "yes", "fe_again": "mentor",
		"fe_worked": "Amina 4 and Per’s talks, number 4.", "fe_barriers": "日本語の会議 number 4",
	}.released())
	if outcome, err := s.Add(again); outcome != digest.Same || err != nil {
		t.Errorf("the same copy is %q, %v", outcome, err)
	}
	changed := func(day lang.Date, rating string) []byte {
		p := pair(t, 4, "union_local", day)
		id := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
		put(p, id, "fe_match", forms.Mentee, rating)
		put(p, id, "fe_to_board", forms.Mentee, "coordinator\nboard")
		return file(t, p, id, forms.ForBoard)
	}
	if outcome, _ := s.Add(changed(aDay.AddDays(-1), "1")); outcome != digest.Older {
		t.Errorf("an older version is %q", outcome)
	}
	if outcome, _ := s.Add(changed(aDay.AddDays(1), "1")); outcome != digest.Newer {
		t.Errorf("a newer version is %q", outcome)
	}
	if s.Len() != n {
		t.Errorf("%d copies count, not %d", s.Len(), n)
	}
	if it := find(t, s.Make(words(t, lang.English), false), "fe_regular"); it.People != 11 {
		t.Errorf("the newer version does not count: %d people", it.People)
	}
}

func TestTheOrderOfTheFilesChangesNothing(t *testing.T) {
	w := words(t, lang.English)
	var files [][]byte
	for n := range 9 {
		files = append(files, copyOf(t, n, "workplace", answers{"fe_match": "4", "fe_worked": "number " + string(rune('a'+n))}.released()))
	}
	show := func(s *digest.Set) string {
		var b bytes.Buffer
		if err := s.Make(w, false).JSON(&b, aDay); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := show(counted(t, files...))
	for i := range files {
		if got := show(counted(t, append(files[i:len(files):len(files)], files[:i]...)...)); got != first {
			t.Errorf("from file %d on it reads otherwise:\n%s", i, got)
		}
	}
	if strings.Index(first, "number a") < strings.Index(first, "number b") && strings.Index(first, "number b") < strings.Index(first, "number c") &&
		strings.Index(first, "number c") < strings.Index(first, "number d") {
		t.Error("the words stand in the order of the files")
	}
}

func TestWordsStandOnlyWhereTheirWriterLetThemBeUsedAndNameNobody(t *testing.T) {
	w := words(t, lang.English)
	var files [][]byte
	for n := range 6 {
		a := answers{"fe_worked": "Per Holm said to Amina: Per’s way, Perhaps."}.released()
		if n > 0 {
			a["fe_worked"], a["fe_anonymous_extract"] = "heron", []string{"no", ""}[n%2]
		}
		files = append(files, copyOf(t, n, "workplace", a))
	}
	it := find(t, counted(t, files...).Make(w, false), "fe_worked")
	if len(it.Words) != 1 || it.Words[0] != "[…] said to […]: […] way, Perhaps." {
		t.Errorf("words: %q", it.Words)
	}
	if it := find(t, counted(t, files[:5]...).Make(w, false), "fe_worked"); it.People == 0 {
		t.Error("five answers are five")
	}
	small := counted(t, append(files[:4:4], copyOf(t, 9, "workplace", answers{"fe_match": "4"}.released()))...).Make(w, false)
	if it := find(t, small, "fe_worked"); len(it.Words) != 0 {
		t.Errorf("words of fewer than five: %q", it.Words)
	}
}

func TestACopyThatNobodyLetGoDoesNotCount(t *testing.T) {
	p := pair(t, 1, "workplace", aDay)
	id := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	put(p, id, "fe_match", forms.Mentee, "4")
	for _, ticks := range []string{"", "nobody", "the_other"} {
		put(p, id, "fe_to_board", forms.Mentee, ticks)
		if got := why(t, file(t, p, id, forms.ForPair)); got != digest.NotReleased {
			t.Errorf("ticked %q: %q", ticks, got)
		}
	}
	put(p, id, "fe_to_board", forms.Mentee, "board")
	if got := why(t, file(t, p, id, forms.ForPair)); got != "" {
		t.Errorf("released: %q", got)
	}
	put(p, forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}, forms.FieldState, forms.Agreed, "")
	for to, want := range map[forms.Audience]digest.Reason{forms.ForPair: digest.NotOpen, forms.ForBoard: digest.NotOpen, forms.ForMentee: digest.OwnCopy} {
		if got := why(t, file(t, p, id, to)); got != want {
			t.Errorf("closed, for %s: %q", to, got)
		}
	}
	if got := why(t, file(t, p, forms.SheetID{Form: forms.ContractForm}, forms.ForPair)); got != digest.NotFeedback {
		t.Errorf("a contract: %q", got)
	}
}

func TestEquityStandsByItselfAndBesideNothing(t *testing.T) {
	w := words(t, lang.English)
	s := year(t)
	for n := range 7 {
		p := pair(t, n, []string{"union_local", "workplace"}[n%2], aDay)
		id := forms.SheetID{Form: forms.ApplicationForm, Of: forms.Mentee}
		put(p, id, "equity_self_id", forms.Mentee, "own_words: heron")
		put(p, id, "barriers", forms.Mentee, "heron")
		if outcome, err := s.Add(file(t, p, id, forms.ForMentee)); outcome != digest.Counted || err != nil {
			t.Fatalf("%q, %v", outcome, err)
		}
		if got := why(t, file(t, p, id, forms.ForCoordinator)); got != digest.NotFeedback {
			t.Errorf("the coordinator’s copy has no such answer: %q", got)
		}
	}
	d := s.Make(w, true)
	if len(d.Equity) != 1 || d.Equity[0].People != 7 || d.Equity[0].Bars[0].People != 7 || d.Split {
		t.Errorf("equity: %+v", d.Equity)
	}
	var b bytes.Buffer
	if err := d.JSON(&b, aDay); err != nil || strings.Contains(b.String(), "heron") {
		t.Errorf("%v: the words of an equity answer got out", err)
	}
	for _, g := range d.Groups {
		for _, p := range g.Parts {
			for _, it := range p.Items {
				if strings.HasPrefix(it.ID, "equity") {
					t.Errorf("%s stands among the others", it.ID)
				}
			}
		}
	}
	if lists := d.Lists(w, aDay); len(lists) != 2 || lists[1].ID != "equity" {
		t.Errorf("%d lists", len(lists))
	}
}

func TestProgrammesStandApartOnlyWhereEachHasPeopleEnough(t *testing.T) {
	w := words(t, lang.English)
	var files [][]byte
	for n := range 10 {
		files = append(files, copyOf(t, n, []string{"workplace", "union_local"}[n/5], answers{"fe_match": "4"}.released()))
	}
	d := counted(t, files...).Make(w, true)
	if !d.Split || len(d.Groups) != 2 || d.Groups[0].Parts[0].Copies != 5 || d.TooFew {
		t.Errorf("%+v", d)
	}
	d = counted(t, files[1:]...).Make(w, true)
	if d.Split || !d.TooFew || len(d.Groups) != 1 || d.Groups[0].Parts[0].Copies != 9 {
		t.Errorf("%+v", d)
	}
}

func TestTheJointPageAndTheNextStepsAreCountedByPair(t *testing.T) {
	w := words(t, lang.English)
	s := digest.New(library(t))
	for n := range 6 {
		p := pair(t, n, "workplace", aDay)
		put(p, forms.SheetID{Form: forms.TogetherForm}, "ft_after.choice", forms.Agreed, "informal")
		put(p, forms.SheetID{Form: forms.TogetherForm}, "ft_worked", forms.Agreed, "heron")
		put(p, forms.SheetID{Form: forms.NextStepsForm}, "ns_data", forms.Agreed, "delete")
		for _, form := range []string{forms.TogetherForm, forms.NextStepsForm} {
			if _, err := s.Add(file(t, p, forms.SheetID{Form: form}, forms.ForPair)); err != nil {
				t.Fatal(err)
			}
		}
	}
	d := s.Make(w, false)
	if it := find(t, d, "ft_after.choice"); it.People != 6 || it.Bars[1].People != 6 {
		t.Errorf("%+v", it)
	}
	if it := find(t, d, "ns_data"); it.People != 6 || it.Bars[1].People != 6 {
		t.Errorf("%+v", it)
	}
	if it := find(t, d, "ft_worked"); len(it.Words) != 0 {
		t.Errorf("nobody released %q", it.Words)
	}
}

func TestFewerThanFiveAreNotShownInAnyFormat(t *testing.T) {
	w := words(t, lang.English)
	var files [][]byte
	for n := range 4 {
		files = append(files, copyOf(t, n, "workplace", answers{"fe_match": "3", "fe_worked": "heron"}.released()))
	}
	d := counted(t, files...).Make(w, false)
	var b bytes.Buffer
	for _, f := range export.Formats() {
		if err := export.Write(&b, f, d.Document(w, aDay)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(d.JSON(&b, aDay), export.CSV(&b, d.Lists(w, aDay)[0], 0)); err != nil {
		t.Fatal(err)
	}
	if out := b.String(); strings.Contains(out, "heron") || strings.Contains(out, "The match") || strings.Contains(out, "4 copies") {
		t.Errorf("too much is told:\n%s", out)
	}
}
