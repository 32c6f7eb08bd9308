package export

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// XLSX writes lists as a workbook: a sheet for each, its row of heads frozen. Numbers and
// days are such that a spreadsheet can reckon with; all else is text and never a
// formula. A text beyond the 32,767 characters that a cell can hold is cut, with a mark
// at its end. title names the workbook. Errors are that there is no list, or the
// writer's.
func XLSX(w io.Writer, title string, lists []Register) error {
	if len(lists) == 0 {
		return fmt.Errorf("writing lists as %s: %w", FormatXLSX, errors.New("there is none"))
	}
	parts := []filePart{
		{name: "[Content_Types].xml", data: xlsxTypes(len(lists))},
		{name: "_rels/.rels", data: xlsxRoot},
		{name: "docProps/core.xml", data: coreProperties(oneLine(title), lists[0].Lang, lists[0].Date)},
		{name: "xl/workbook.xml", data: xlsxBook(lists)},
		{name: "xl/_rels/workbook.xml.rels", data: xlsxLinks(len(lists))},
		{name: "xl/styles.xml", data: xlsxStyles},
	}
	for i, r := range lists {
		parts = append(parts, filePart{name: "xl/" + sheetFile(i), data: xlsxSheet(r)})
	}
	data, err := zipped(parts, lists[0].Date)
	if err != nil {
		return fmt.Errorf("writing lists as %s: %w", FormatXLSX, err)
	}
	return send(w, FormatXLSX, string(data))
}

const (
	xlsxKind  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	xlsxNames = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

func sheetFile(i int) string { return "worksheets/sheet" + strconv.Itoa(i+1) + ".xml" }

func xlsxTypes(sheets int) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + xlsxKind + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + xlsxKind + `styles+xml"/>`)
	for i := range sheets {
		b.WriteString(`<Override PartName="/xl/` + sheetFile(i) + `" ContentType="` + xlsxKind + `worksheet+xml"/>`)
	}
	return b.String() + "</Types>"
}

const xlsxRoot = xmlHead + relNames +
	`<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="xl/workbook.xml"/>` +
	`<Relationship Id="rId2" Type="` + packageRel + `metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

func xlsxLinks(sheets int) string {
	var b strings.Builder
	b.WriteString(xmlHead + relNames)
	for i := range sheets {
		b.WriteString(`<Relationship Id="rId` + strconv.Itoa(i+1) + `" Type="` + officeRel + `worksheet" Target="` + sheetFile(i) + `"/>`)
	}
	b.WriteString(`<Relationship Id="rId` + strconv.Itoa(sheets+1) + `" Type="` + officeRel + `styles" Target="styles.xml"/>`)
	return b.String() + "</Relationships>"
}

func xlsxBook(lists []Register) string {
	var b strings.Builder
	b.WriteString(xmlHead + "<workbook" + xlsxNames + "><sheets>")
	used := map[string]bool{}
	for i, r := range lists {
		n := strconv.Itoa(i + 1)
		b.WriteString(`<sheet name="` + esc(sheetName(r, used)) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
	}
	return b.String() + "</sheets></workbook>"
}

// maxSheetName is how long the name of a sheet may be, in UTF-16 units.
const maxSheetName = 31

// sheetName names a sheet as Excel allows: short, without some signs, each name once
// in any case. A title of which nothing is left gives way to the list's id.
func sheetName(r Register, used map[string]bool) string {
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`[]:*?/\`, c) {
			return ' '
		}
		return c
	}, oneLine(r.Title))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), "' ")
	if name == "" || strings.EqualFold(name, "history") { // Excel keeps that name
		name = "list " + r.ID
	}
	base := name
	for n := 2; ; n++ {
		name = strings.Trim(cutUnits(name, maxSheetName), "' ")
		if !used[strings.ToLower(name)] {
			used[strings.ToLower(name)] = true
			return name
		}
		more := " " + strconv.Itoa(n)
		name = cutUnits(base, maxSheetName-len(more)) + more
	}
}

// Numbers of the looks in xlsxStyles.
const (
	xlsxPlain = iota + 1
	xlsxBold
	xlsxDay
	xlsxAmount
)

const xlsxStyles = xmlHead + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
	`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE8E8E8"/></patternFill></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// xlsxSheet is one list.
func xlsxSheet(r Register) string {
	var b strings.Builder
	b.WriteString(xmlHead + "<worksheet" + xlsxNames + `><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
		`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>`)
	if len(r.Columns) > 0 {
		b.WriteString("<cols>")
		for i, w := range listWidths(r) {
			n := strconv.Itoa(i + 1)
			b.WriteString(`<col min="` + n + `" max="` + n + `" width="` + strconv.Itoa(w) + `" customWidth="1"/>`)
		}
		b.WriteString("</cols>")
	}
	b.WriteString(`<sheetData><row r="1">`)
	for i, c := range r.Columns {
		xlsxText(&b, cellName(i, 0), xlsxBold, c.Label)
	}
	b.WriteString("</row>")
	for y, row := range r.Rows {
		b.WriteString(`<row r="` + strconv.Itoa(y+2) + `">`)
		for x, c := range row.Cells {
			xlsxCell(&b, cellName(x, y+1), r.Columns[x].Kind, c)
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
	return b.String()
}

func xlsxCell(b *strings.Builder, at string, k forms.Kind, c Cell) {
	if n, ok := number(k, c.Value); ok {
		xlsxNumber(b, at, xlsxAmount, strconv.FormatFloat(n, 'g', -1, 64))
		return
	}
	if day, err := lang.ParseISO(string(c.Value)); err == nil && k == forms.KindDate && !day.Before(firstDay) {
		xlsxNumber(b, at, xlsxDay, strconv.Itoa(dayZero.DaysUntil(day)))
		return
	}
	if c.Text != "" {
		xlsxText(b, at, xlsxPlain, c.Text)
	}
}

// Spreadsheets count days from dayZero, because the first of them took 1900 for a leap
// year; days before firstDay they count in different ways.
var (
	dayZero  = lang.Date{Year: 1899, Month: 12, Day: 30}
	firstDay = lang.Date{Year: 1900, Month: 3, Day: 1}
)

func xlsxNumber(b *strings.Builder, at string, look int, n string) {
	b.WriteString(`<c r="` + at + `" s="` + strconv.Itoa(look) + `"><v>` + n + "</v></c>")
}

// maxCellText is how much text a cell can hold, in UTF-16 units.
const maxCellText = 32767

// likeEscape matches what a spreadsheet would read as the number of a character, behind
// its first sign.
var likeEscape = regexp.MustCompile(`^x[0-9A-Fa-f]{4}_`)

// unlikeEscape writes the first sign of such a place as its own number, so that the text
// is read as it is written.
func unlikeEscape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '_')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i+1])
		if s = s[i+1:]; likeEscape.MatchString(s) {
			b.WriteString("x005F_")
		}
	}
}

func xlsxText(b *strings.Builder, at string, look int, s string) {
	s = clean(s)
	if len(s) > maxCellText { // bytes are never fewer than units
		s = cutUnits(s, maxCellText)
	}
	b.WriteString(`<c r="` + at + `" s="` + strconv.Itoa(look) + `" t="inlineStr"><is><t xml:space="preserve">` + esc(unlikeEscape(s)) + "</t></is></c>")
}

// cellName names a cell by its column and row from 0: "A1", "AB3".
func cellName(x, y int) string {
	name := ""
	for x++; x > 0; x = (x - 1) / 26 {
		name = string(rune('A'+(x-1)%26)) + name
	}
	return name + strconv.Itoa(y+1)
}

// listWidths are the widths of columns in characters: what stands in them, within reason.
func listWidths(r Register) []int {
	out := make([]int, len(r.Columns))
	for i, c := range r.Columns {
		out[i] = utf8.RuneCountInString(c.Label) + 2
		for _, row := range r.Rows {
			line, _ := longest(row.Cells[i].Text)
			out[i] = max(out[i], line+2)
		}
		out[i] = min(max(out[i], 10), 50)
	}
	return out
}
