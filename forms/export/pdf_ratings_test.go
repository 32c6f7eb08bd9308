package export_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// rated is a statement with the points that were given, by name; "" for none.
func rated(label string, given ...[2]string) export.Question {
	q := export.Question{ID: "q", Number: 1, Label: label, Kind: forms.KindRating}
	for _, g := range given {
		a := export.Answer{Name: g[0], State: export.Answered, Content: export.Content{Kind: forms.KindRating}}
		for _, point := range []string{"1", "2", "3", "4", "5", "n/a"} {
			a.Options = append(a.Options, export.Option{ID: point, Label: point, Ticked: point == g[1]})
		}
		if g[1] == "" {
			a.State, a.Mark = export.Open, "not answered"
		} else {
			a.Text = []string{g[1] + " of 5"}
		}
		q.Answers = append(q.Answers, a)
	}
	return q
}

// ratedOutline is how three statements are read aloud.
const ratedOutline = `  Table
    TR
      TD
      TH of a Column: 1
      TH of a Column: 2
      TH of a Column: 3
      TH of a Column: 4
      TH of a Column: 5
      TH of a Column: n/a
    TR
      TH of a Row: 1. We met regularly
      TD
      TD
      TD
      TD: ☒
      TD
      TD
    TR
      TH of a Row: 1. We came prepared
      TD: [not answered]
    TR
      TH of a Row: 1. We were open
    TR
      TH of a Row: Amina Diallo:
      TD
      TD
      TD
      TD
      TD: ☒
      TD
    TR
      TH of a Row: Per Holm:
      TD
      TD
      TD
      TD
      TD
      TD: ☒
`

func TestRatingsStandInATableUnderTheirScale(t *testing.T) {
	d := document(rated("We met regularly", [2]string{"", "4"}), rated("We came prepared", [2]string{"", ""}),
		rated("We were open", [2]string{"Amina Diallo", "5"}, [2]string{"Per Holm", "n/a"}))
	p := paper(t, d, export.PaperOptions{})
	if out := p.outline(); !strings.Contains(out, ratedOutline) {
		t.Errorf("ratings read as\n%s", out)
	}
	heads, boxes := map[string]float64{}, map[string]int{}
	for _, w := range p.pages[0].words {
		switch w.text {
		case "1", "2", "3", "4", "5", "n/a":
			heads[w.text] = (w.x + w.right) / 2
		case "☒", "☐":
			boxes[w.text]++
		}
	}
	if boxes["☒"] != 3 || boxes["☐"] != 15 {
		t.Errorf("there are %d boxes with a cross and %d without", boxes["☒"], boxes["☐"])
	}
	for _, w := range p.pages[0].words {
		if at := (w.x + w.right) / 2; w.text == "☒" && at-heads["4"] > 0.1 && at-heads["5"] > 0.1 && at-heads["n/a"] > 0.1 {
			t.Errorf("a cross stands at %.1f, under none of its points %v", at, heads)
		}
	}
}

func TestRatingsToFillInAreEmptyBoxes(t *testing.T) {
	d := document(rated("We met regularly", [2]string{"", "4"}), rated("We came prepared", [2]string{"", ""}))
	out := paper(t, d, export.PaperOptions{Blank: true}).outline()
	if strings.Count(out, "TD: ☐") != 12 || strings.Contains(out, "☒") || strings.Contains(out, "not answered") {
		t.Error(out)
	}
}

func TestAnotherScaleBeginsAnotherTable(t *testing.T) {
	other := rated("How far?", [2]string{"", "1"}, [2]string{"", "2"})
	for i := range other.Answers {
		other.Answers[i].Options = other.Answers[i].Options[:3]
	}
	out := paper(t, document(rated("We met", [2]string{"", "4"}), rated("We came", [2]string{"", "4"}), other), export.PaperOptions{}).outline()
	if strings.Count(out, "  Table\n") != 2 || strings.Count(out, "TH of a Column: n/a") != 1 {
		t.Error(out)
	}
}

func TestAStatementWithoutEndIsSetAsOtherQuestions(t *testing.T) {
	long := strings.Repeat("We met regularly and ", 80)
	p := paper(t, document(rated(long, [2]string{"", "4"}), rated(long, [2]string{"", "4"})), export.PaperOptions{})
	if strings.Contains(p.outline(), "Table") || strings.Count(p.said(), "☒") != 2 {
		t.Error(p.outline())
	}
}

func TestTheScaleIsNamedOnEachPageAndReadOnce(t *testing.T) {
	var blocks []export.Block
	for range 60 {
		blocks = append(blocks, rated("We met regularly", [2]string{"", "4"}))
	}
	p := paper(t, document(blocks...), export.PaperOptions{})
	if len(p.pages) != 2 {
		t.Fatalf("there are %d pages", len(p.pages))
	}
	for i, page := range p.pages {
		heads := 0
		for _, w := range page.words {
			if w.text == "n/a" {
				heads++
			}
		}
		if heads != 1 {
			t.Errorf("page %d has %d heads", i+1, heads)
		}
	}
	if n := strings.Count(p.said(), "n/a"); n != 1 {
		t.Errorf("the head is read %d times", n)
	}
}

func TestAScaleIsExplainedWhereItIsUsed(t *testing.T) {
	b := shipped(t, lang.English, nil)
	id := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	talk(b, id)
	out := paper(t, export.Build(b.sheet(id), export.Options{Reader: amina}), export.PaperOptions{}).outline()
	if !strings.Contains(out, "H2: The two of us\n  P: 1 = not at all, 5 = completely.") || strings.Count(out, "5 = completely") != 1 {
		t.Error(out)
	}
}
