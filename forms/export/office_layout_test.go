package export_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// outline is the layout of an office file, a line a paragraph: how it looks, a "+" where
// it stays with what follows, what it says. Both formats are to give the same.
func outline(t testing.TB, f export.Format, file string) string {
	t.Helper()
	all := parts(t, file)
	var b strings.Builder
	if f == export.FormatDOCX {
		node(t, "document", all["word/document.xml"]).walk(func(e *element) {
			if e.name == "p" && len(e.kids) > 0 {
				keep := len(e.kids[0].find("keepNext")) > 0 && len(e.find("shd")) == 0
				line(&b, e.find("pStyle")[0].attr["val"], keep, e)
			}
			rowMark(&b, e, "tr")
		})
		return b.String()
	}
	content := node(t, "content", all["content.xml"])
	styles := map[string]*element{}
	for _, s := range content.find("style") {
		styles[s.attr["name"]] = s
	}
	content.walk(func(e *element) {
		if e.name == "p" || e.name == "h" {
			look, keep := e.attr["style-name"], false
			if s := styles[look]; s != nil {
				look = s.attr["parent-style-name"]
				keep = s.kids[0].attr["keep-with-next"] == "always"
			}
			line(&b, strings.Replace(look, "Line2", "Line", 1), keep, e)
		}
		rowMark(&b, e, "table-row")
	})
	return b.String()
}

func line(b *strings.Builder, look string, keep bool, e *element) {
	if look == "CellHead" {
		look, keep = "Cell", true
	}
	b.WriteString(look)
	if keep {
		b.WriteByte('+')
	}
	b.WriteString(strings.TrimRight(": "+strings.ReplaceAll(e.says(), "\n", "\n    "), " ") + "\n")
}

func rowMark(b *strings.Builder, e *element, row string) {
	if e.name == row {
		b.WriteString("--\n")
	}
}

func TestBothOfficeFormatsLayADocumentOutAsApproved(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Swedish} {
		for name, d := range map[string]export.Document{
			"office":       export.Build(filled(t, l).sheet(contract), export.Options{AllVoices: true}),
			"office-blank": export.Build(newBook(t, l).sheet(contract), export.Options{Help: true}),
		} {
			o := export.PaperOptions{Blank: name == "office-blank"}
			got := outline(t, export.FormatDOCX, office(t, export.FormatDOCX, d, o))
			golden(t, name+"."+string(l)+".outline", got)
			if odt := outline(t, export.FormatODT, office(t, export.FormatODT, d, o)); odt != got {
				t.Errorf("%s in %q: ODT is laid out otherwise:\n%s", name, l, odt)
			}
		}
	}
}

// wide is a document with a table of more columns than a page can hold.
func wide(t testing.TB) export.Document {
	d := export.Build(newBook(t, lang.English).sheet(contract), export.Options{})
	table := &export.Table{Caption: "Wide", Empty: "no rows yet"}
	row := export.Row{ID: "r1"}
	for _, name := range strings.Fields("One Two Three Four Five Six Seven") {
		table.Columns = append(table.Columns, export.Column{ID: name, Label: name, Kind: forms.KindShort})
		row.Cells = append(row.Cells, export.Cell{Text: strings.ToLower(name) + "!", State: export.Answered})
	}
	row.Cells[3] = export.Cell{}
	table.Rows = []export.Row{row}
	d.Blocks = []export.Block{export.Question{
		ID: "w", Number: 1, Label: "Wide", Kind: forms.KindRows,
		Answers: []export.Answer{{Content: export.Content{Kind: forms.KindRows, Table: table}}},
	}}
	return d
}

func TestATableOfMoreThanSixColumnsBecomesAList(t *testing.T) {
	for _, f := range officeFormats() {
		file := office(t, f, wide(t), export.PaperOptions{})
		got := outline(t, f, file)
		for _, want := range []string{"Item+: One: one!\n", "SubItem+: Two: two!\n", "SubItem: Seven: seven!\n"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q:\n%s", f, want, got)
			}
		}
		if strings.Contains(got, "Four") || strings.Contains(got, "--") {
			t.Errorf("%s has an empty line or a table:\n%s", f, got)
		}
		blank := outline(t, f, office(t, f, wide(t), export.PaperOptions{Blank: true}))
		if strings.Count(blank, "Four: _\n") != 4 || strings.Contains(blank, "!") {
			t.Errorf("a blank %s has not a line for each column of four rows:\n%s", f, blank)
		}
	}
}

func TestALongListOfOptionsIsPrintedWholeOnlyWhereItIsToBeFilledIn(t *testing.T) {
	d := export.Build(newBook(t, lang.English).sheet(contract), export.Options{})
	c := export.Content{Kind: forms.KindMulti, List: true, Text: []string{"Option K", "gone"}}
	for i := range 20 {
		c.Options = append(c.Options, export.Option{ID: string(rune('a' + i)), Label: "Option " + string(rune('A'+i)), Ticked: i == 10})
	}
	d.Blocks = []export.Block{export.Question{ID: "q", Number: 1, Label: "Which?", Kind: forms.KindMulti, Answers: []export.Answer{{Content: c}}}}
	for _, f := range officeFormats() {
		got := outline(t, f, office(t, f, d, export.PaperOptions{}))
		if !strings.Contains(got, "Item+: ☒ Option K\nItem: gone\n") || strings.Contains(got, "☐") {
			t.Errorf("%s:\n%s", f, got)
		}
		blank := outline(t, f, office(t, f, d, export.PaperOptions{Blank: true}))
		if strings.Count(blank, "☐") != 20 || strings.Contains(blank, "☒") || strings.Contains(blank, "gone") {
			t.Errorf("a blank %s:\n%s", f, blank)
		}
	}
}

func TestABlankFormHoldsNoAnswer(t *testing.T) {
	for _, form := range formIDs(t) {
		b := shipped(t, lang.English, map[string]string{"state_mentee": "sealed", "state_mentor": "sealed"})
		for _, s := range sheetsOf(b, form) {
			words := fillWithWords(b, s)
			title := export.Build(s, export.Options{}).Programme
			for _, f := range officeFormats() {
				got := strings.Join(lines(t, f, office(t, f, export.Build(s, export.Options{AllVoices: true}), export.PaperOptions{Blank: true})), "\n")
				for _, w := range words {
					if strings.Contains(got, w.word) && !strings.Contains(title, w.word) {
						t.Errorf("%s of a blank %s as %s says what was answered", w.field.ID, s.ID, f)
					}
				}
			}
		}
	}
}
