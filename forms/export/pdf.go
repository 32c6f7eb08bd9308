package export

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"pairbook/forms/lang"
)

// Paper is the size of a sheet of paper.
type Paper string

// The sizes that printers have.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// Papers lists the sizes of paper.
func Papers() []Paper { return []Paper{A4, Letter} }

// ParsePaper reads the name of a size of paper; "" is A4.
func ParsePaper(s string) (Paper, error) {
	p := Paper(strings.ToLower(s))
	if p == "" {
		p = A4
	}
	if !slices.Contains(Papers(), p) {
		return "", fmt.Errorf("%q is no size of paper: %s, %s", s, A4, Letter)
	}
	return p, nil
}

// PaperOptions say how a document is printed.
type PaperOptions struct {
	Paper Paper  // "" is A4
	Font  []byte // a TrueType font for what our own lacks, such as Chinese; nil for none. CheckFont tells whether it will do
	Blank bool   // the form to fill in by hand: no answers, but lines, boxes and empty rows
}

// PDF writes a document as a tagged PDF: headings, tables and lists are told apart and
// in reading order, for those who listen to it. The same document gives the same bytes.
// Signs that no font has are drawn as [U+1F642], and can be copied as they were written.
// Errors are a font that cannot be used, and the writer's.
func PDF(w io.Writer, d Document, o PaperOptions) error {
	return paper(w, []Document{d}, o, false)
}

// Pack writes documents of one pair as one PDF: a page of contents, then each document
// from a page of its own. Its date and language are those of the first document. Errors
// are as in PDF, or that there are no documents.
func Pack(w io.Writer, ds []Document, o PaperOptions) error {
	if len(ds) == 0 {
		return fmt.Errorf("writing a pack: there are no documents")
	}
	return paper(w, ds, o, true)
}

// paper sets the documents, and draws them when it is known how many pages they take.
func paper(w io.Writer, ds []Document, o PaperOptions, contents bool) (err error) {
	defer func() {
		// Fonts from elsewhere are read by a library that trusts them.
		if r := recover(); r != nil {
			err = fmt.Errorf("writing the document as %s: %v", FormatPDF, r)
		}
	}()
	size, err := ParsePaper(string(o.Paper))
	if err != nil {
		return err
	}
	faces, err := newFaces(o.Font)
	if err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatPDF, err)
	}
	b := &binder{paper: size, faces: faces, blank: o.Blank}
	b.bind(ds, contents)
	var raw bytes.Buffer
	c := newCanvas(size, faces, describe(ds, contents))
	if err := c.output(&raw, b.pages); err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatPDF, err)
	}
	out, err := withTags(raw.Bytes(), c.tags, b.root)
	if err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatPDF, err)
	}
	return send(w, FormatPDF, string(out))
}

// described is what a file says of itself.
type described struct {
	title string
	lang  lang.Lang
	day   lang.Date
}

func describe(ds []Document, pack bool) described {
	d := ds[0]
	out := described{title: safe(d.Title + " – " + d.Programme), lang: d.Lang, day: d.Date}
	if pack {
		out.title = safe(d.Programme + " – " + d.PairLine)
	}
	if !out.day.Valid() {
		out.day = lang.Date{Year: 2000, Month: 1, Day: 1} // else the library would take the clock
	}
	return out
}

// binder sets documents one after the other on pages.
type binder struct {
	paper Paper
	faces *faces
	blank bool
	root  *elem
	pages []*page
}

func (b *binder) bind(ds []Document, contents bool) {
	b.root = newElem(nil, "Document")
	starts := make([]int, len(ds))
	if contents {
		b.contents(ds, starts)
	}
	for i, d := range ds {
		parent := b.root
		if contents {
			parent = newElem(b.root, "Sect")
		}
		starts[i] = len(b.pages) + 1
		pages := b.document(d, parent)
		if contents {
			pages[0].bookmark = d.Title
		}
		b.pages = append(b.pages, pages...)
	}
	for i, p := range b.pages {
		p.number = ds[0].Words.T("paper.page", "page", i+1, "pages", len(b.pages))
	}
}

// fewPages is how many pages most forms should take; one that is a little longer is set
// smaller, down to 9.5 points, if it fits then.
const fewPages = 2

// document sets one document inside an element.
func (b *binder) document(d Document, parent *elem) []*page {
	set := func(scale float64) ([]*page, *elem) {
		s := &setter{doc: d, faces: b.faces, sheet: measure(b.paper, scale), blank: b.blank, parent: &elem{}}
		pages := paginate(s.sheet, s.strips(), d.Title+" · "+d.PairLine)
		s.feet(pages)
		return pages, s.parent
	}
	pages, inside := set(1)
	if len(pages) == fewPages+1 {
		for _, scale := range []float64{0.95, 0.9} {
			if fewer, better := set(scale); len(fewer) <= fewPages {
				pages, inside = fewer, better
				break
			}
		}
	}
	parent.kids = append(parent.kids, inside.kids...)
	return pages
}

// footLines is what the foot has room for.
const footLines = 2

// feet puts the line that says who may read it at the foot of each page. It is read
// aloud once, at the end.
func (s *setter) feet(pages []*page) {
	line := s.doc.Share
	if s.doc.Private != "" && !s.blank {
		line = s.doc.Private
	}
	if line == "" {
		return
	}
	lines := s.faces.wrap(s.sheet.width()-footRoom/s.sheet.scale, phrase{safe(line), s.sheet.edgePen()})
	for _, p := range pages {
		p.foot = lines[:min(len(lines), footLines)] // a name without end stands whole on the first page
	}
	pages[len(pages)-1].footElem = newElem(s.parent, "P")
}

// newPDF makes the library's document with our fonts. Own fonts go in only where they
// are used, which is known by then.
func newPDF(p Paper, fs *faces, about described) *fpdf.Fpdf {
	w, h := p.size()
	f := fpdf.NewCustom(&fpdf.InitType{
		OrientationStr: "P", UnitStr: "pt",
		Size: fpdf.SizeType{Wd: w, Ht: h},
	})
	f.SetCatalogSort(true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetProducer("pairbook", true)
	f.SetTitle(string(utf16Of(about.title)), false)
	f.SetLang(string(about.lang))
	f.SetCreationDate(dayStart(about.day))
	f.SetModificationDate(dayStart(about.day))
	f.SetXmpMetadata(xmp(about))
	for _, fc := range fs.used() {
		f.AddUTF8FontFromBytes(fc.family(), "", fs.data[fc])
	}
	return f
}
