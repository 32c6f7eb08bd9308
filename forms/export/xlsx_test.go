package export_test

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func xlsx(t testing.TB, rs ...export.Register) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := export.XLSX(&out, "Lists", rs); err != nil {
		t.Fatal(err)
	}
	return parts(t, out.String())
}

// sheets returns the names of a workbook's sheets.
func sheets(t testing.TB, file map[string]string) (all []string) {
	t.Helper()
	for _, s := range node(t, "workbook", file["xl/workbook.xml"]).find("sheet") {
		all = append(all, s.attr["name"])
	}
	return all
}

// numbered is the number of a character, as spreadsheets read it in a text.
var numbered = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// read returns the cells of a sheet, as a spreadsheet reads them.
func read(t testing.TB, sheet string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, c := range node(t, "sheet", sheet).find("c") {
		text := c.says()
		if c.attr["t"] == "inlineStr" {
			text = numbered.ReplaceAllStringFunc(text, func(s string) string {
				n, _ := strconv.ParseUint(s[2:6], 16, 16)
				return string(rune(n))
			})
		} else {
			text = "number " + text
		}
		out[c.attr["r"]] = text
	}
	return out
}

func TestAWorkbookHasASheetForEachList(t *testing.T) {
	b := lists(t, lang.Swedish)
	rs, err := export.Registers(b.Pair, []string{"goals", "contacts"}, forms.ForPair)
	if err != nil {
		t.Fatal(err)
	}
	file := xlsx(t, rs...)
	if diff := cmp.Diff([]string{"Mål", "Kontakter"}, sheets(t, file)); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} {
		if pane := node(t, name, file[name]).find("pane"); len(pane) != 1 || pane[0].attr["state"] != "frozen" || pane[0].attr["ySplit"] != "1" {
			t.Errorf("the head of %s is not frozen", name)
		}
	}
	got := read(t, file["xl/worksheets/sheet2.xml"])
	want := map[string]string{
		"A1": "Datum", "B1": "Hur", "C1": "Minuter (min)", "D1": "Om", "E1": "Vem tog kontakt",
		"A2": "number 46083", "B2": "telefon", "C2": "number 45", "D2": "The agenda and the room",
		"A3": "number 46090", "B3": "video", "D3": "@home; ~really~, yes",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if goals := read(t, file["xl/worksheets/sheet1.xml"]); goals["C2"] != "=1+1" || goals["G2"] != "number 2" {
		t.Errorf("the goal is %v", goals)
	}
}

func TestDaysAreCountedAsSpreadsheetsCountThem(t *testing.T) {
	for day, want := range map[string]string{
		"1900-03-01": "number 61", "2000-01-01": "number 36526", "2026-03-24": "number 46105",
		"1900-02-28": "1900-02-28", "in spring": "in spring",
	} {
		r := aList(day)
		r.Columns[0].Kind = forms.KindDate
		if got := read(t, xlsx(t, r)["xl/worksheets/sheet1.xml"])["A2"]; got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
	for amount, want := range map[string]string{"1.5": "number 1.5", "-2": "number -2", "1e999": "1e999", "NaN": "NaN", "na": "na", "0x10": "0x10"} {
		r := aList(amount)
		r.Columns[0].Kind = forms.KindNumber
		if got := read(t, xlsx(t, r)["xl/worksheets/sheet1.xml"])["A2"]; got != want {
			t.Errorf("%s is %q, want %q", amount, got, want)
		}
	}
}

// inCell checks that a text comes back from a cell, and is text.
func inCell(t testing.TB, text string) {
	t.Helper()
	file := xlsx(t, aList(text), aList(text), aList("x"))
	sheet := file["xl/worksheets/sheet1.xml"]
	if strings.Contains(sheet, "<f") || strings.Count(sheet, `t="inlineStr"`) != strings.Count(sheet, "<c r") {
		t.Errorf("%q is not plain text", text)
	}
	want := cleaned(text)
	if n := len(utf16.Encode([]rune(want))); n > 32767 {
		want = want[:20]
	}
	if got := read(t, sheet)["A2"]; !strings.HasPrefix(got, want) || len(utf16.Encode([]rune(got))) > 32767 || len(text) < 9999 && got != want {
		t.Errorf("%q becomes %q", want, got)
	}
	seen := map[string]bool{}
	for _, name := range sheets(t, file) {
		legal := name != "" && len(utf16.Encode([]rune(name))) <= 31 && !strings.ContainsAny(name, "[]:*?/\\\n") &&
			strings.Trim(name, "'") == name && !strings.EqualFold(name, "history") && !seen[strings.ToLower(name)]
		if !legal {
			t.Errorf("a sheet of %q is named %q", text, name)
		}
		seen[strings.ToLower(name)] = true
	}
}

func TestAnyTextComesBackFromACell(t *testing.T) {
	for _, text := range append(append(hostile(), formulas()...), "_x0041_", "_x0041_x0042_x", "__x005F__", "_xZZZZ_", "History", "'''", "[]:*?/\\",
		strings.Repeat("漢", 40000), strings.Repeat("👩", 20), "Å"+strings.Repeat("å", 30)+"'b") {
		inCell(t, text)
	}
	rapid.Check(t, func(rt *rapid.T) {
		inCell(t, rapid.SampledFrom([]string{"", "=", "_x0041", "_"}).Draw(rt, "start")+rapid.String().Draw(rt, "text"))
	})
}

func TestAWorkbookOfNothingIsRefused(t *testing.T) {
	if err := export.XLSX(&bytes.Buffer{}, "Lists", nil); err == nil {
		t.Error("a workbook without sheets is written, which no program opens")
	}
	if err := export.XLSX(full{}, "Lists", []export.Register{aList("x")}); !errors.Is(err, errFull) {
		t.Errorf("a full disk says %v", err)
	}
}

func TestAWorkbookOfManyColumnsNamesItsCells(t *testing.T) {
	r := aList("x")
	for i := range 800 {
		r.Columns = append(r.Columns, export.Column{ID: "n" + strconv.Itoa(i), Label: "N", Kind: forms.KindShort})
		r.Rows[0].Cells = append(r.Rows[0].Cells, export.Cell{Text: strconv.Itoa(i)})
	}
	got := read(t, xlsx(t, r)["xl/worksheets/sheet1.xml"])
	for name, want := range map[string]string{"C2": "0", "Z2": "23", "AA2": "24", "AZ2": "49", "BA2": "50", "ZZ2": "699", "AAA2": "700"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}
