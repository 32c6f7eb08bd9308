package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
)

// Format names a way to write a document.
type Format string

// The formats that Write knows.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "markdown"
	FormatHTML     Format = "html"
	FormatJSON     Format = "json"
	FormatPDF      Format = "pdf"  // for paper, and for reading without anything else
	FormatDOCX     Format = "docx" // for Word
	FormatODT      Format = "odt"  // for LibreOffice and its kin
)

// The formats of lists, which CSV and XLSX write.
const (
	FormatCSV  Format = "csv"
	FormatXLSX Format = "xlsx"
)

// Formats lists the formats that are text, those for people first.
func Formats() []Format {
	return []Format{FormatText, FormatMarkdown, FormatHTML, FormatJSON}
}

// FileFormats lists the formats that are no text: they are for files, and never for a
// terminal.
func FileFormats() []Format {
	return []Format{FormatPDF, FormatDOCX, FormatODT}
}

// ListFormats lists the formats of the pair's lists; Write does not know them.
func ListFormats() []Format {
	return []Format{FormatCSV, FormatXLSX}
}

// Ext returns the end of a file's name, with its dot; "" for an unknown format.
func (f Format) Ext() string {
	switch f {
	case FormatText:
		return ".txt"
	case FormatMarkdown:
		return ".md"
	case FormatHTML:
		return ".html"
	case FormatJSON:
		return ".json"
	case FormatPDF, FormatDOCX, FormatODT, FormatCSV, FormatXLSX:
		return "." + string(f)
	}
	return ""
}

// ParseFormat reads a format's name or the end of a file's name, with or without
// its dot: "markdown", "md", ".md".
func ParseFormat(s string) (Format, error) {
	name := strings.TrimPrefix(strings.ToLower(s), ".")
	for _, f := range append(Formats(), FileFormats()...) {
		if name == string(f) || "."+name == f.Ext() {
			return f, nil
		}
	}
	return "", fmt.Errorf("%q is no format: %s", s, names())
}

func names() string {
	var all []string
	for _, f := range append(Formats(), FileFormats()...) {
		all = append(all, string(f))
	}
	return strings.Join(all, ", ")
}

// Write writes a document in a format; plain text gets TextWidth, and paper is A4.
// Errors are an unknown format, or the writer's.
func Write(w io.Writer, f Format, d Document) error { return WriteOn(w, f, d, PaperOptions{}) }

// WriteOn is Write with a choice of paper and font, for the formats that have them. Errors
// are also a font that cannot be used.
func WriteOn(w io.Writer, f Format, d Document, o PaperOptions) error {
	switch f {
	case FormatText:
		return Text(w, d, TextWidth)
	case FormatMarkdown:
		return Markdown(w, d)
	case FormatHTML:
		return HTML(w, d)
	case FormatJSON:
		return JSON(w, d)
	case FormatPDF:
		return PDF(w, d, o)
	case FormatDOCX:
		return DOCX(w, d, o)
	case FormatODT:
		return ODT(w, d, o)
	}
	return fmt.Errorf("writing a document: %q is no format: %s", f, names())
}

// FileName suggests a name for a sheet's file: "contract.md", "meeting-2.html". It
// holds nobody's name, because names of files are seen where their contents are
// not, and it is legal on every system.
func FileName(s forms.Sheet, f Format) string {
	name := s.ID.Form
	if reserved(name) {
		name = "sheet-" + name
	}
	switch {
	case s.ID.Number > 0:
		name += "-" + strconv.Itoa(s.ID.Number)
	case s.ID.Of != "":
		name += "-" + string(s.ID.Of)
	}
	return name + f.Ext()
}

// reserved tells the names that Windows keeps for devices, whatever their ending.
func reserved(name string) bool {
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, name) {
		return true
	}
	port := strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")
	return port && len(name) == 4 && name[3] >= '0' && name[3] <= '9'
}
