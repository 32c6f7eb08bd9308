package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// DOCX writes a document for Word and for what reads its files: headings by level,
// boxes that can be clicked, tables whose heads come again on each page, the
// programme and the pair at the head of every page but the first, the page's number at
// the foot. What people wrote is escaped and keeps its own direction. With o.Blank it
// is a form to fill in by hand. Errors are the writer's.
func DOCX(w io.Writer, d Document, o PaperOptions) error {
	sheet := pageOf(o.Paper == Letter)
	body := &docxBody{lang: d.Lang, page: sheet}
	data, err := zipped([]filePart{
		{name: "[Content_Types].xml", data: docxTypes},
		{name: "_rels/.rels", data: docxRoot},
		{name: "docProps/core.xml", data: coreProperties(fileTitle(d), d.Lang, d.Date)},
		{name: "word/document.xml", data: body.document(flowOf(d, o.Blank))},
		{name: "word/_rels/document.xml.rels", data: docxLinks},
		{name: "word/styles.xml", data: docxStyles(d.Lang)},
		{name: "word/settings.xml", data: docxSettings},
		{name: "word/header1.xml", data: docxHeader(d)},
		{name: "word/footer1.xml", data: docxFooter(d, sheet)},
		{name: "word/footer2.xml", data: docxFooter(d, sheet)},
	}, d.Date)
	if err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatDOCX, err)
	}
	return send(w, FormatDOCX, string(data))
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// coreProperties says what the file is: title, language and day.
func coreProperties(title string, l lang.Lang, day lang.Date) string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + esc(title) + `</dc:title><dc:language>` + esc(langTag(l)) + `</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + isoDay(day) + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + isoDay(day) + `</dcterms:modified></cp:coreProperties>`
}

// fileTitle names a document among other files.
func fileTitle(d Document) string { return oneLine(d.Title + " – " + d.Programme) }

// pageHead is what stands at the head of the pages behind the first.
func pageHead(d Document) string {
	parts := []string{oneLine(d.Title), oneLine(d.PairLine)}
	if p := oneLine(d.Programme); p != "" {
		parts = append([]string{p}, parts...)
	}
	return strings.Join(parts, " · ")
}

// Marks in the place of the two numbers of "page 1 of 2". They are control characters,
// which no message and no answer holds.
const (
	pageMark  = "\x01"
	countMark = "\x02"
)

// pageOfPages gives each piece of "page 1 of 2" to put: words, or one of the two marks.
func pageOfPages(d Document, put func(piece string)) {
	text := d.Words.T("office.page", "n", pageMark, "total", countMark)
	for text != "" {
		i := strings.IndexAny(text, pageMark+countMark)
		if i < 0 {
			put(text)
			return
		}
		if i > 0 {
			put(text[:i])
		}
		put(text[i : i+1])
		text = text[i+1:]
	}
}

const docxNames = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`

func docxHeader(d Document) string {
	b := &docxBody{lang: d.Lang}
	b.para(officePara{look: lookSmall, runs: []officeRun{{text: pageHead(d)}}})
	return xmlHead + "<w:hdr" + docxNames + ">" + b.String() + "</w:hdr>"
}

func docxFooter(d Document, p officePage) string {
	b := &docxBody{lang: d.Lang}
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="Small"/><w:tabs><w:tab w:val="right" w:pos="` + strconv.Itoa(p.text()) + `"/></w:tabs></w:pPr>`)
	b.words(officeRun{text: oneLine(d.imprint())}, false)
	b.WriteString("<w:r><w:tab/></w:r>")
	pageOfPages(d, func(piece string) {
		switch piece {
		case pageMark:
			b.WriteString(`<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>`)
		case countMark:
			b.WriteString(`<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>`)
		default:
			b.words(officeRun{text: piece}, false)
		}
	})
	b.WriteString("</w:p>")
	return xmlHead + "<w:ftr" + docxNames + ">" + b.String() + "</w:ftr>"
}

const docxTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + docxKind + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + docxKind + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + docxKind + `settings+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="` + docxKind + `header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + docxKind + `footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="` + docxKind + `footer+xml"/></Types>`

const docxKind = "application/vnd.openxmlformats-officedocument.wordprocessingml."

const (
	relNames   = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	officeRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRel = "http://schemas.openxmlformats.org/package/2006/relationships/"
)

const docxRoot = xmlHead + relNames +
	`<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + packageRel + `metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const docxLinks = xmlHead + relNames +
	`<Relationship Id="rId1" Type="` + officeRel + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + officeRel + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeRel + `header" Target="header1.xml"/>` +
	`<Relationship Id="rId4" Type="` + officeRel + `footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="` + officeRel + `footer" Target="footer2.xml"/></Relationships>`

// docxSettings says that the file is as Word has written since 2013; else Word opens it
// as an old one.
const docxSettings = xmlHead + `<w:settings` + docxNames + `><w:compat>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>` +
	`</w:compat></w:settings>`

// docxStyles gives the looks of paragraphs and of tables.
func docxStyles(l lang.Lang) string {
	return xmlHead + `<w:styles` + docxNames + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Calibri" w:eastAsia="MS Gothic" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>` +
		`<w:lang w:val="` + esc(langTag(l)) + `"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>` +
		`<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		docxHeading(lookTitle, 1, "240", "40") + docxHeading(lookSection, 2, "360", "28") + docxHeading(lookQuestion, 3, "200", "22") +
		docxStyle(lookSmall, `<w:spacing w:after="0"/>`, `<w:color w:val="555555"/><w:sz w:val="19"/><w:szCs w:val="19"/>`) +
		docxStyle(lookHint, `<w:keepNext/>`, `<w:i/><w:iCs/><w:color w:val="555555"/>`) +
		docxStyle(lookName, `<w:keepNext/><w:spacing w:before="60" w:after="20"/>`, `<w:b/><w:bCs/>`) +
		docxStyle(lookAnswer, ``, ``) +
		docxStyle(lookItem, `<w:spacing w:after="20"/><w:ind w:left="340" w:hanging="340"/>`, ``) +
		docxStyle(lookSubItem, `<w:spacing w:after="20"/><w:ind w:left="680" w:hanging="340"/>`, ``) +
		docxStyle(lookMark, ``, `<w:i/><w:iCs/>`) +
		docxStyle(lookLine, `<w:spacing w:before="120" w:after="60"/>`, ``) +
		docxStyle(lookShare, `<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="808080"/></w:pBdr><w:spacing w:before="360"/>`,
			`<w:color w:val="555555"/><w:sz w:val="19"/><w:szCs w:val="19"/>`) +
		docxStyle(lookCell, `<w:spacing w:before="20" w:after="20"/>`, `<w:sz w:val="20"/><w:szCs w:val="20"/>`) +
		`</w:styles>`
}

// lookCell is how the text of a table looks.
const lookCell officeLook = "Cell"

// docxHeading gives a heading the name that Word knows it by.
func docxHeading(l officeLook, level int, before, halfPoints string) string {
	n := strconv.Itoa(level)
	return `<w:style w:type="paragraph" w:styleId="` + string(l) + `"><w:name w:val="heading ` + n + `"/><w:basedOn w:val="Normal"/>` +
		`<w:next w:val="` + string(lookAnswer) + `"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="` + before +
		`" w:after="60"/><w:outlineLvl w:val="` + strconv.Itoa(level-1) + `"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="` + halfPoints +
		`"/><w:szCs w:val="` + halfPoints + `"/></w:rPr></w:style>`
}

// docxStyle makes one style; before and of are its paragraph's and its text's properties
// in the order of the format.
func docxStyle(l officeLook, paragraph, text string) string {
	return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="` + string(l) + `"><w:name w:val="Pairbook ` + string(l) +
		`"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>` + paragraph + `</w:pPr><w:rPr>` + text + `</w:rPr></w:style>`
}
