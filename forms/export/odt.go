package export

import (
	"fmt"
	"io"
	"strconv"

	"pairbook/forms/lang"
)

// ODT writes a document for LibreOffice and its kin, laid out as DOCX lays it out; its
// boxes are signs. Errors are the writer's.
func ODT(w io.Writer, d Document, o PaperOptions) error {
	sheet := pageOf(o.Paper == Letter)
	data, err := zipped([]filePart{
		{name: "mimetype", data: odtKind, stored: true},
		{name: "META-INF/manifest.xml", data: odtManifest},
		{name: "meta.xml", data: odtMeta(d)},
		{name: "styles.xml", data: odtStyles(d, sheet)},
		{name: "content.xml", data: odtContent(flowOf(d, o.Blank), sheet)},
	}, d.Date)
	if err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatODT, err)
	}
	return send(w, FormatODT, string(data))
}

const odtKind = "application/vnd.oasis.opendocument.text"

const odtManifest = xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
	`<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="` + odtKind + `"/>` +
	`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`

const odtNames = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"`

func odtMeta(d Document) string {
	day := d.Date.String() + "T00:00:00"
	return xmlHead + "<office:document-meta" + odtNames + "><office:meta><meta:creation-date>" + day + "</meta:creation-date><dc:date>" + day +
		"</dc:date><dc:title>" + esc(fileTitle(d)) + "</dc:title><dc:language>" + esc(langTag(d.Lang)) + "</dc:language></office:meta></office:document-meta>"
}

// odtStyles gives the looks of paragraphs, the page, and what stands at its head and
// foot.
func odtStyles(d Document, p officePage) string {
	head := &odtBody{}
	head.words(pageHead(d))
	foot := &odtBody{}
	foot.words(oneLine(d.imprint()))
	foot.WriteString("<text:tab/>")
	pageOfPages(d, func(piece string) {
		switch piece {
		case pageMark:
			foot.WriteString(`<text:page-number text:select-page="current">1</text:page-number>`)
		case countMark:
			foot.WriteString(`<text:page-count>1</text:page-count>`)
		default:
			foot.words(piece)
		}
	})
	header := `<style:header><text:p text:style-name="Small">` + head.String() + "</text:p></style:header>"
	footer := `<style:footer><text:p text:style-name="Foot">` + foot.String() + "</text:p></style:footer>"
	return xmlHead + "<office:document-styles" + odtNames + ">" +
		`<office:font-face-decls><style:font-face style:name="Sans" svg:font-family="'Liberation Sans'" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>` +
		"<office:styles>" + odtLooks(d.Lang, p) + "</office:styles><office:automatic-styles>" + odtPage(p) + "</office:automatic-styles>" +
		`<office:master-styles><style:master-page style:name="First" style:page-layout-name="Paper" style:next-style-name="Standard">` + footer +
		`</style:master-page><style:master-page style:name="Standard" style:page-layout-name="PaperHead">` + header + footer +
		"</style:master-page></office:master-styles></office:document-styles>"
}

// odtPage makes the page twice: without a head, and with one.
func odtPage(p officePage) string {
	size := `<style:page-layout-properties fo:page-width="` + mm(p.width) + `" fo:page-height="` + mm(p.height) +
		`" style:print-orientation="portrait" fo:margin="` + mm(officeMargin) + `"/>`
	foot := `<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="5mm"/></style:footer-style>`
	head := `<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="5mm"/></style:header-style>`
	return `<style:page-layout style:name="Paper">` + size + foot + `</style:page-layout>` +
		`<style:page-layout style:name="PaperHead">` + size + head + foot + `</style:page-layout>`
}

// mm is a length in millimetres.
func mm(twips int) string { return strconv.FormatFloat(float64(twips)*mmPerTwip, 'f', 2, 64) + "mm" }

func odtLooks(l lang.Lang, p officePage) string {
	language, country := countryOf(l)
	if country == "" {
		country = "none"
	}
	const grey, small = `fo:color="#555555"`, ` fo:font-size="9pt"`
	return `<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="1mm" fo:line-height="108%" fo:orphans="2" fo:widows="2"/>` +
		`<style:text-properties style:font-name="Sans" fo:font-size="10.5pt" fo:language="` + esc(language) + `" fo:country="` + country + `"/></style:default-style>` +
		`<style:style style:name="Standard" style:family="paragraph"/>` +
		odtHeading(lookTitle, 1, "4mm", "20pt") + odtHeading(lookSection, 2, "6mm", "14pt") + odtHeading(lookQuestion, 3, "3.5mm", "10.5pt") +
		odtStyle(lookSmall, `fo:margin-bottom="0mm"`, "", grey+small) +
		odtStyle(lookHint, `fo:keep-with-next="always"`, "", `fo:font-style="italic" `+grey) +
		odtStyle(lookName, `fo:keep-with-next="always" fo:margin-top="1mm" fo:margin-bottom="0.4mm"`, "", `fo:font-weight="bold"`) +
		odtStyle(lookAnswer, "", "", "") +
		odtStyle(lookItem, `fo:margin-bottom="0.4mm" fo:margin-left="6mm" fo:text-indent="-6mm"`, "", "") +
		odtStyle(lookSubItem, `fo:margin-bottom="0.4mm" fo:margin-left="12mm" fo:text-indent="-6mm"`, "", "") +
		odtStyle(lookMark, "", "", `fo:font-style="italic"`) +
		odtStyle(lookLine, `fo:margin-top="2mm" fo:margin-bottom="1mm"`, odtStops(lineStops(1, p.text()), true), "") +
		odtStyle(lookLine+"2", `fo:margin-top="2mm" fo:margin-bottom="1mm"`, odtStops(lineStops(2, p.text()), true), "") +
		odtStyle(lookShare, `fo:margin-top="6mm" fo:padding-top="2mm" fo:border-top="0.5pt solid #808080"`, "", grey+small) +
		odtStyle(lookCell, `fo:margin-bottom="0.4mm"`, "", `fo:font-size="9.5pt"`) +
		odtStyle("CellHead", `fo:margin-bottom="0.4mm" fo:keep-with-next="always"`, "", `fo:font-size="9.5pt" fo:font-weight="bold"`) +
		odtStyle("Foot", `fo:margin-bottom="0mm"`, odtStops(lineStops(1, p.text()), false), grey+small) +
		`<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>`
}

func odtHeading(l officeLook, level int, before, size string) string {
	n := strconv.Itoa(level)
	return `<style:style style:name="` + string(l) + `" style:display-name="Heading ` + n + `" style:family="paragraph" style:default-outline-level="` + n +
		`" style:class="text"><style:paragraph-properties fo:keep-with-next="always" fo:keep-together="always" fo:margin-top="` + before +
		`" fo:margin-bottom="1mm"/><style:text-properties fo:font-weight="bold" fo:font-size="` + size + `"/></style:style>`
}

// odtStyle makes one style from attributes of its paragraph and of its text.
func odtStyle(l officeLook, paragraph, inside, text string) string {
	return `<style:style style:name="` + string(l) + `" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties ` + paragraph + ">" +
		inside + "</style:paragraph-properties><style:text-properties " + text + "/></style:style>"
}

// odtStops sets tab stops, with ruled lines up to them where ruled is set.
func odtStops(at []int, ruled bool) string {
	leader := ""
	if ruled {
		leader = ` style:leader-style="solid" style:leader-text="_"`
	}
	out := "<style:tab-stops>"
	for _, twips := range at {
		out += `<style:tab-stop style:position="` + mm(twips) + `" style:type="right"` + leader + "/>"
	}
	return out + "</style:tab-stops>"
}
