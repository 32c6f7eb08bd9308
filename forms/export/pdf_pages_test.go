package export_test

import (
	"fmt"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func TestAFilledSheetTakesTwoPages(t *testing.T) {
	for _, l := range lang.All() {
		b := shipped(t, l, nil)
		for _, id := range []forms.SheetID{contract, meeting, {Form: "planning_worksheet"}, {Form: "midpoint"}} {
			talk(b, id)
			p := paper(t, export.Build(b.sheet(id), export.Options{}), export.PaperOptions{})
			if n := len(p.pages); n > 2 {
				t.Errorf("%s in %s takes %d pages", id, l, n)
			}
		}
	}
}

func TestABlankContractTakesFourPages(t *testing.T) {
	for _, l := range lang.All() {
		d := export.Build(shipped(t, l, nil).sheet(contract), export.Options{Help: true})
		if n := len(paper(t, d, export.PaperOptions{Blank: true}).pages); n > 4 {
			t.Errorf("in %s it takes %d", l, n)
		}
	}
}

func TestTypeIsNeverSmallerThanCanBeRead(t *testing.T) {
	b := shipped(t, lang.French, nil)
	talk(b, contract)
	for _, n := range []int{0, 3, 6, 9, 12} { // the more is written, the closer it is set
		more := make([]string, n)
		d := export.Build(b.sheet(contract), export.Options{})
		d.Blocks = append(d.Blocks, question("And", append(more, strings.Repeat("We want to get on. ", 10*n+1))...))
		p := paper(t, d, export.PaperOptions{})
		for _, w := range p.pages[0].words {
			if strings.HasPrefix(w.text, "To feel sure") && w.size < 9.5 {
				t.Errorf("%q is drawn in %.2f points", w.text, w.size)
			}
		}
	}
}

func TestShortFactsStandBesideEachOther(t *testing.T) {
	p := paper(t, document(question("Date", "28 May"), question("Place", "Library"), question("From", "17:00"), question("What did we learn?", strings.Repeat("That we can. ", 20))), export.PaperOptions{})
	at := map[string]string{}
	for _, w := range p.pages[0].words {
		at[strings.TrimSpace(w.text)] = fmt.Sprintf("%.1f", w.y)
	}
	for _, line := range [][]string{{"Date", "28 May", "Place", "Library"}, {"From", "17:00"}} {
		for _, word := range line {
			if at[word] == "" || at[word] != at[line[0]] {
				t.Errorf("%q stands at %q, %q at %q", line[0], at[line[0]], word, at[word])
			}
		}
	}
	if !strings.Contains(p.outline(), "H3: 1. Date\n  P: 28 May\n  H3: 1. Place\n  P: Library\n") {
		t.Error(p.outline())
	}
}

func TestALongNameStandsWholeWhereItIsNeeded(t *testing.T) {
	name := strings.Repeat("Amina Wilhelmina Diallo-Österström ", 3)[:80]
	d := document(question("How?", "Well."), export.Signatures{Title: "Signatures", Lines: []export.Signature{{Label: "Signed", Role: "Mentor", Printed: name}, {Label: "Signed", Role: "Mentee", Printed: name}}})
	d.PairLine = "Mentee: " + name + " · Mentor: " + name
	if p := paper(t, d, export.PaperOptions{}); strings.Count(squeeze(p.said()), squeeze(name)) != 4 {
		t.Error(p.outline())
	}
}

func TestASignAboveTheFirstPlaneIsDrawnAndCopied(t *testing.T) {
	p := paper(t, document(question("How?", "Well 😀 so.")), export.PaperOptions{})
	if out := p.outline(); !strings.Contains(out, "P: Well 😀 so.") {
		t.Error(out)
	}
	drawn := ""
	for _, w := range p.pages[0].words {
		drawn += w.text
	}
	if !strings.Contains(drawn, "😀") {
		t.Errorf("it is drawn as %q", drawn)
	}
}
