package export

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"strings"
	"unicode"

	"pairbook/forms/lang"
)

// filePart is one file inside an office document, which is a zip of XML files.
type filePart struct {
	name, data string
	stored     bool // not compressed, as ODF wants its first part
}

// zipped zips the parts in their order. Every part carries the document's own day, so
// that the same answers always give the same bytes. Sizes are known beforehand and no
// extra fields are written: strict readers of ODF look for both.
func zipped(parts []filePart, day lang.Date) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	squeeze, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		return nil, fmt.Errorf("preparing to compress: %w", err)
	}
	for _, p := range parts {
		body, method := []byte(p.data), zip.Store
		if !p.stored {
			if body, err = deflated(squeeze, p.data); err != nil {
				return nil, fmt.Errorf("compressing %s: %w", p.name, err)
			}
			method = zip.Deflate
		}
		f, err := w.CreateRaw(partHeader(p, method, len(body), day))
		if err != nil {
			return nil, fmt.Errorf("adding %s: %w", p.name, err)
		}
		if _, err := f.Write(body); err != nil {
			return nil, fmt.Errorf("adding %s: %w", p.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("closing the file: %w", err)
	}
	return out.Bytes(), nil
}

func deflated(w *flate.Writer, data string) ([]byte, error) {
	var out bytes.Buffer
	w.Reset(&out)
	if _, err := w.Write([]byte(data)); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// zipVersion is the version of zip that deflated parts need.
const zipVersion = 20

func partHeader(p filePart, method uint16, size int, day lang.Date) *zip.FileHeader {
	h := &zip.FileHeader{
		Name: p.name, Method: method, CreatorVersion: zipVersion, ReaderVersion: zipVersion,
		CRC32: crc32.ChecksumIEEE([]byte(p.data)), CompressedSize64: uint64(size), UncompressedSize64: uint64(len(p.data)),
	}
	h.ModifiedDate = zipDate(day) //nolint:staticcheck // Modified would add an extra field, which ODF forbids for its first part
	return h
}

// zipDate is a day as zip files keep it: they know 1980 to 2107.
func zipDate(d lang.Date) uint16 {
	if d.IsZero() || d.Year < 1980 || d.Year > 2107 {
		d = lang.Date{Year: 1980, Month: 1, Day: 1}
	}
	return uint16((d.Year-1980)<<9 | int(d.Month)<<5 | d.Day)
}

// countryOf is the language with the country whose spelling we follow.
func countryOf(l lang.Lang) (language, country string) {
	switch l {
	case lang.Swedish:
		return "sv", "SE"
	case lang.French:
		return "fr", "CA"
	case lang.English:
		return "en", "CA"
	}
	return string(l), ""
}

// langTag is locale in one: "sv-SE".
func langTag(l lang.Lang) string {
	language, country := countryOf(l)
	return strings.TrimSuffix(language+"-"+country, "-")
}

// runsLeft reports whether a text is read from right to left: its first letter says so,
// as dir="auto" does in HTML.
func runsLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return rightToLeft(r)
		}
	}
	return false
}

// isoDay is a day for the parts that tell when a file was made.
func isoDay(d lang.Date) string { return d.String() + "T00:00:00Z" }

// Measures of the page, in twentieths of a point.
const (
	officeMargin = 1134 // 2 cm
	mmPerTwip    = 25.4 / 1440
	a4Width      = 11906
	a4Height     = 16838
	letterWidth  = 12240
	letterHeight = 15840
)

// officePage is the size of the paper.
type officePage struct{ width, height int }

// text is how wide a line of text is.
func (p officePage) text() int { return p.width - 2*officeMargin }

// pageOf returns the page of a paper; A4 where none is named.
func pageOf(letter bool) officePage {
	if letter {
		return officePage{letterWidth, letterHeight}
	}
	return officePage{a4Width, a4Height}
}
