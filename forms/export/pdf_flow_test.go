package export_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// document is a small document with the given blocks.
func document(blocks ...export.Block) export.Document {
	w, err := lang.Load(lang.English)
	if err != nil {
		return export.Document{}
	}
	return export.Document{
		Lang: lang.English, Words: w, Title: "Test", Programme: "Programme", PairLine: "Amina and Per",
		Share: "For both.", Date: lang.Date{Year: 2026, Month: 3, Day: 24}, Blocks: blocks,
	}
}

func question(label string, texts ...string) export.Question {
	return export.Question{ID: "q", Number: 1, Label: label, Kind: forms.KindLong, Answers: []export.Answer{{State: export.Answered, Content: export.Content{Kind: forms.KindLong, Text: texts}}}}
}

func TestAQuestionStandsOnThePageOfItsAnswer(t *testing.T) {
	sentence := rapid.IntRange(1, 160)
	rapid.Check(t, func(rt *rapid.T) {
		var blocks []export.Block
		words := rapid.SliceOfN(sentence, 1, 40).Draw(rt, "words")
		for _, n := range words {
			blocks = append(blocks, question(strings.Repeat("Why so ", rapid.IntRange(1, 30).Draw(rt, "label")), strings.Repeat("word and more ", n)))
		}
		d := document(blocks...)
		p := readPDF(t, pdfBytes(t, d, export.PaperOptions{Paper: rapid.SampledFrom(export.Papers()).Draw(rt, "paper")}))
		kids := p.root.kids
		for i, e := range kids {
			if e.kind != "H3" {
				continue
			}
			answer := kids[i+1]
			if last := e.pages[len(e.pages)-1]; last != answer.pages[0] || e.pages[0] != last {
				rt.Fatalf("a question stands on page %v, its answer on %v", e.pages, answer.pages)
			}
			if n := len(answer.pages); n > 1 && n < 5 && answer.pages[0] != answer.pages[n-1] {
				rt.Fatalf("an answer of %d lines is cut: %v", n, answer.pages)
			}
			if n := len(answer.pages); n > 1 && (answer.pages[0] != answer.pages[1] || answer.pages[n-1] != answer.pages[n-2]) {
				rt.Fatalf("a line of an answer stands alone: %v", answer.pages)
			}
		}
	})
}

// bigTable is a table of so many rows and columns.
func bigTable(rows, columns int, cell string) export.Question {
	t := &export.Table{Caption: "Rows", Empty: "none"}
	for c := range columns {
		t.Columns = append(t.Columns, export.Column{ID: fmt.Sprint(c), Label: fmt.Sprintf("Column %d", c), Kind: forms.KindShort})
	}
	for r := range rows {
		row := export.Row{}
		for c := range columns {
			row.Cells = append(row.Cells, export.Cell{Text: fmt.Sprintf("r%dc%d %s", r, c, cell), State: export.Answered})
		}
		t.Rows = append(t.Rows, row)
	}
	q := question("Rows")
	q.Kind, q.Answers[0].Content = forms.KindRows, export.Content{Kind: forms.KindRows, Table: t}
	return q
}

func TestATablesHeadIsDrawnOnEachPageAndReadOnce(t *testing.T) {
	p := paper(t, document(bigTable(60, 4, "some more words that take a second line")), export.PaperOptions{})
	if len(p.pages) < 3 {
		t.Fatalf("there are only %d pages", len(p.pages))
	}
	for i, page := range p.pages {
		heads := 0
		for _, w := range page.words {
			if w.text == "Column 2" {
				heads++
			}
		}
		if heads != 1 {
			t.Errorf("page %d has %d heads", i+1, heads)
		}
	}
	if n := strings.Count(p.said(), "Column 2"); n != 1 {
		t.Errorf("the head is read %d times", n)
	}
	rows := 0
	p.root.walk(func(_ int, e *part) {
		if e.kind != "TR" {
			return
		}
		rows++
		pages := map[int]bool{}
		for _, cell := range e.kids {
			for _, n := range cell.pages {
				pages[n] = true
			}
		}
		if len(pages) != 1 || len(e.kids) != 4 {
			t.Errorf("a row of %d cells stands on pages %v", len(e.kids), pages)
		}
	})
	if rows != 61 {
		t.Errorf("there are %d rows", rows)
	}
}

func TestARowTallerThanAPageGoesOnBetweenLines(t *testing.T) {
	p := paper(t, document(bigTable(2, 3, strings.Repeat("word ", 600))), export.PaperOptions{})
	if n := strings.Count(p.said(), "word"); n != 2*3*600 {
		t.Errorf("%d words are left", n)
	}
}

func TestATableOfManyColumnsBecomesAList(t *testing.T) {
	out := paper(t, document(bigTable(2, 7, "x")), export.PaperOptions{}).outline()
	if strings.Contains(out, "Table") || !strings.Contains(out, "Lbl: 2.") || !strings.Contains(out, "Column 6: r1c6 x") {
		t.Error(out)
	}
}
