package export_test

import (
	"archive/zip"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func TestAnOfficeFileCarriesTheDocumentsDayAndNoOther(t *testing.T) {
	d := export.Build(filled(t, lang.English).sheet(contract), export.Options{})
	for _, f := range officeFormats() {
		file := office(t, f, d, export.PaperOptions{})
		if again := office(t, f, d, export.PaperOptions{}); again != file {
			t.Errorf("%s differs from one time to the next", f)
		}
		r, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.File {
			if got := p.Modified.Format("2006-01-02 15:04"); got != "2026-03-24 00:00" || len(p.Extra) > 0 {
				t.Errorf("%s in %s is of %s, with %d bytes more", p.Name, f, got, len(p.Extra))
			}
		}
		undated := d
		undated.Date = lang.Date{}
		parts(t, office(t, f, undated, export.PaperOptions{}))
	}
}

func TestODTBeginsWithItsKindAsItIs(t *testing.T) {
	file := office(t, export.FormatODT, export.Build(filled(t, lang.English).sheet(contract), export.Options{}), export.PaperOptions{})
	if !strings.HasPrefix(file[30:], "mimetypeapplication/vnd.oasis.opendocument.textPK") {
		t.Errorf("the file begins %q", file[:90])
	}
}

func TestAnOfficeFileSaysWhatItIsAndInWhichLanguage(t *testing.T) {
	names := map[lang.Lang][2]string{
		lang.English: {"en-CA", "Page 1 of 1"}, lang.Swedish: {"sv-SE", "Sida 1 av 1"}, lang.French: {"fr-CA", "Page 1 sur 1"},
	}
	for l, want := range names {
		d := export.Build(filled(t, l).sheet(contract), export.Options{})
		docx := parts(t, office(t, export.FormatDOCX, d, export.PaperOptions{}))
		odt := parts(t, office(t, export.FormatODT, d, export.PaperOptions{}))
		for name, data := range map[string]string{"docx": docx["docProps/core.xml"], "odt": odt["meta.xml"]} {
			e := node(t, name, data)
			got := []string{e.find("title")[0].says(), e.find("language")[0].says()}
			if diff := cmp.Diff([]string{d.Title + " – Harbour mentoring 2026", want[0]}, got); diff != "" {
				t.Errorf("%s in %q: %s", name, l, diff)
			}
		}
		language, country, _ := strings.Cut(want[0], "-")
		if !strings.Contains(docx["word/styles.xml"], `<w:lang w:val="`+want[0]+`"/>`) ||
			!strings.Contains(odt["styles.xml"], `fo:language="`+language+`" fo:country="`+country+`"`) {
			t.Errorf("the text is not said to be %s", want[0])
		}
		for _, foot := range []string{docx["word/footer1.xml"], docx["word/footer2.xml"]} {
			e := node(t, "footer", foot)
			if got := e.says(); got != d.Printed+" · "+d.Version+"_"+want[1] || len(e.find("fldSimple")) != 2 {
				t.Errorf("the foot says %q", got)
			}
		}
		styles := node(t, "styles.xml", odt["styles.xml"])
		for _, foot := range styles.find("footer") {
			if got := foot.says(); got != d.Printed+" · "+d.Version+"_"+want[1] || len(foot.find("page-number"))+len(foot.find("page-count")) != 2 {
				t.Errorf("the foot says %q", got)
			}
		}
		head := "Harbour mentoring 2026 · " + d.Title + " · " + d.PairLine
		if got := node(t, "header", docx["word/header1.xml"]).says(); got != head {
			t.Errorf("the head says %q", got)
		}
		if got := styles.find("header"); len(got) != 1 || got[0].says() != head {
			t.Errorf("the head of the ODT is %v", got)
		}
	}
}

func TestAnOfficeFileFitsThePaper(t *testing.T) {
	d := export.Build(filled(t, lang.English).sheet(contract), export.Options{})
	for paper, want := range map[export.Paper]string{"": "11906 16838 210.01mm", export.A4: "11906 16838 210.01mm", export.Letter: "12240 15840 215.90mm"} {
		size := node(t, "document", parts(t, office(t, export.FormatDOCX, d, export.PaperOptions{Paper: paper}))["word/document.xml"]).find("pgSz")[0]
		layout := node(t, "styles", parts(t, office(t, export.FormatODT, d, export.PaperOptions{Paper: paper}))["styles.xml"]).find("page-layout-properties")[0]
		if got := size.attr["w"] + " " + size.attr["h"] + " " + layout.attr["page-width"]; got != want {
			t.Errorf("%q is %s, want %s", paper, got, want)
		}
	}
}

func TestALabelStaysWithItsAnswer(t *testing.T) {
	d := export.Build(filled(t, lang.English).sheet(contract), export.Options{})
	kept := map[string]map[string]bool{}
	for _, s := range node(t, "styles", parts(t, office(t, export.FormatDOCX, d, export.PaperOptions{}))["word/styles.xml"]).find("style") {
		kept[s.attr["styleId"]] = map[string]bool{"docx": len(s.find("keepNext")) == 1}
	}
	for _, s := range node(t, "styles", parts(t, office(t, export.FormatODT, d, export.PaperOptions{}))["styles.xml"]).find("style") {
		if k := kept[s.attr["name"]]; k != nil {
			k["odt"] = s.find("paragraph-properties")[0].attr["keep-with-next"] == "always"
		}
	}
	for look, want := range map[string]bool{"Heading1": true, "Heading2": true, "Heading3": true, "Hint": true, "Name": true, "Answer": false, "Item": false} {
		if k := kept[look]; len(k) != 2 || k["docx"] != want || k["odt"] != want {
			t.Errorf("%s stays with what follows: %v, want %v", look, k, want)
		}
	}
}

func TestBoxesCanBeClickedAndHaveNames(t *testing.T) {
	d := export.Build(filled(t, lang.English).sheet(contract), export.Options{AllVoices: true})
	signs := strings.Join(lines(t, export.FormatODT, office(t, export.FormatODT, d, export.PaperOptions{})), "\n")
	doc := node(t, "document", parts(t, office(t, export.FormatDOCX, d, export.PaperOptions{}))["word/document.xml"])
	ids, ticked := map[string]bool{}, 0
	for _, box := range doc.find("sdt") {
		ids[box.find("id")[0].attr["val"]] = true
		sign := map[string]string{"0": "☐", "1": "☒"}[box.find("checked")[0].attr["val"]]
		if sign == "☒" {
			ticked++
		}
		if got := box.says(); got != sign {
			t.Errorf("a box shows %q and is %q", got, sign)
		}
		if about := box.find("alias")[0].attr["val"]; about == "" || len(utf16.Encode([]rune(about))) > 64 {
			t.Errorf("a box is named %q", about)
		}
	}
	if n := strings.Count(signs, "☐") + strings.Count(signs, "☒"); n == 0 || len(ids) != n || ticked != strings.Count(signs, "☒") {
		t.Errorf("%d boxes, %d of them ticked; there should be %d", len(ids), ticked, n)
	}
}

func TestTheHeadOfATableComesAgainAndItsRowsStayWhole(t *testing.T) {
	b := filled(t, lang.English)
	for i := range 60 {
		b.row(contract, "goals", "", "s"+strconv.Itoa(100+i), "goal", "Goal "+strconv.Itoa(i))
	}
	d := export.Build(b.sheet(contract), export.Options{})
	doc := node(t, "document", parts(t, office(t, export.FormatDOCX, d, export.PaperOptions{}))["word/document.xml"])
	for _, table := range doc.find("tbl") {
		sum := 0
		for _, c := range table.find("gridCol") {
			w, _ := strconv.Atoi(c.attr["w"])
			sum += w
		}
		rows := table.find("tr")
		if sum != 11906-2*1134 || len(table.find("tblHeader")) != 1 || len(rows[0].find("tblHeader")) != 1 || len(table.find("cantSplit")) != len(rows) {
			t.Errorf("a table is %d wide, with %d heads", sum, len(table.find("tblHeader")))
		}
		for _, row := range rows {
			if len(row.find("tc")) != len(rows[0].find("tc")) {
				t.Error("a row has lost cells")
			}
		}
	}
	content := node(t, "content", parts(t, office(t, export.FormatODT, d, export.PaperOptions{}))["content.xml"])
	for _, table := range content.find("table") {
		heads := table.find("table-header-rows")
		if len(heads) != 1 || len(heads[0].find("table-row")) != 1 || table.find("title")[0].says() == "" {
			t.Error("a table of the ODT has no head or no title")
		}
	}
	if got := len(doc.find("tr")) - len(content.find("table-row")); got != 0 || len(doc.find("tr")) < 60 {
		t.Errorf("DOCX has %d rows more", got)
	}
}

// order is how the children of some elements have to follow each other; Word refuses
// files in which they do not.
var order = map[string]string{
	"pPr":    "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl",
	"rPr":    "rStyle rFonts b bCs i iCs color sz szCs u rtl lang",
	"tblPr":  "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
	"tcPr":   "tcW gridSpan vMerge tcBorders shd",
	"sdtPr":  "rPr alias tag id checkbox",
	"sdt":    "sdtPr sdtContent",
	"sectPr": "headerReference footerReference pgSz pgMar cols titlePg",
	"style":  "name basedOn next uiPriority qFormat pPr rPr tblPr",
	"tbl":    "tblPr tblGrid tr",
}

func TestAWordFileKeepsTheOrderThatWordWants(t *testing.T) {
	for _, text := range []string{"plain", "שלום"} {
		for _, blank := range []bool{false, true} {
			for name, data := range parts(t, office(t, export.FormatDOCX, spread(t, lang.English, text), export.PaperOptions{Blank: blank})) {
				node(t, name, data).walk(func(e *element) {
					want := strings.Fields(order[e.name])
					last := 0
					for _, k := range e.kids {
						at := index(want, k.name)
						if order[e.name] != "" && at < last {
							t.Errorf("%s: %s stands in the wrong place of %s", name, k.name, e.name)
						}
						last = at
					}
				})
			}
		}
	}
}

func index(all []string, s string) int {
	for i, name := range all {
		if name == s {
			return i
		}
	}
	return -1
}

// cleaned is what any format keeps of a text, said in another way than the package says it.
func cleaned(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ").Replace(s)
	return strings.Map(func(r rune) rune {
		if forbidden(r) || r&0xfffe == 0xfffe || 0xfdd0 <= r && r <= 0xfdef {
			return -1
		}
		return r
	}, s)
}

// comesBack writes a text as an answer and into a table, and reads it from both formats.
func comesBack(t testing.TB, text string) {
	t.Helper()
	want := cleaned(text)
	d := wide(t)
	q := d.Blocks[0].(export.Question)
	table := q.Answers[0].Table
	table.Columns, table.Rows = table.Columns[:2], []export.Row{{Cells: []export.Cell{{Text: "first"}, {Text: text}}}}
	option := export.Option{ID: "o", Label: text, Ticked: true, Detail: text}
	box := export.Answer{Content: export.Content{Options: []export.Option{option}, Text: []string{text}}}
	d.Blocks = []export.Block{export.Note{Text: text}, q, export.Question{Number: 2, Label: text, Answers: []export.Answer{box}}}
	for _, f := range officeFormats() {
		file := office(t, f, d, export.PaperOptions{})
		noted, listed := want == "", want == ""
		for _, line := range lines(t, f, file) {
			noted = noted || line == want
			listed = listed || strings.HasPrefix(line, "☒ ") && strings.Contains(line, strings.TrimSpace(want))
		}
		if !noted || !listed {
			t.Errorf("%q does not come back from %s: %q", want, f, lines(t, f, file))
		}
		cells := node(t, "table", parts(t, file)[map[export.Format]string{export.FormatDOCX: "word/document.xml", export.FormatODT: "content.xml"}[f]])
		last := append(cells.find("tc"), cells.find("table-cell")...)
		if got := last[len(last)-1].says(); got != want && want != "" {
			t.Errorf("in a table of %s %q becomes %q", f, want, got)
		}
	}
}

func TestWhatPeopleWriteComesBackFromAnOfficeFile(t *testing.T) {
	for _, text := range append(hostile(), longName, " two  blanks ", "\n", "a \n b") {
		comesBack(t, text)
	}
	rapid.Check(t, func(rt *rapid.T) {
		if text := rapid.String().Draw(rt, "text"); text != "" {
			comesBack(t, text)
		}
	})
}

func FuzzOffice(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		comesBack(t, text)
		d := spread(t, lang.French, text)
		for _, format := range officeFormats() {
			for _, blank := range []bool{false, true} {
				parts(t, office(t, format, d, export.PaperOptions{Blank: blank}))
			}
		}
	})
}

func BenchmarkOffice(b *testing.B) {
	s := filled(b, lang.English).sheet(contract)
	for _, f := range officeFormats() {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if err := export.Write(io.Discard, f, export.Build(s, export.Options{})); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestWordsFromTheRightRunFromTheRight(t *testing.T) {
	d := wide(t)
	d.Blocks = []export.Block{export.Note{Text: "  „שלום“ and more"}, export.Note{Text: "Hello שלום"}, export.Note{Text: "12 3"}}
	docx := parts(t, office(t, export.FormatDOCX, d, export.PaperOptions{}))["word/document.xml"]
	odt := parts(t, office(t, export.FormatODT, d, export.PaperOptions{}))["content.xml"]
	if n, m := strings.Count(docx, "<w:bidi/>"), strings.Count(docx, "<w:rtl/>"); n != 1 || m != 1 {
		t.Errorf("%d paragraphs and %d runs of the DOCX run from the right", n, m)
	}
	if n := strings.Count(odt, `style:writing-mode="rl-tb"`); n != 1 {
		t.Errorf("%d styles of the ODT run from the right", n)
	}
}
