package export

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/forms/export/pdf"
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

var errNoDocuments = errors.New("writing a pack: there are no documents")

// PaperOptions say how a document is printed.
type PaperOptions struct {
	Paper Paper  // "" is A4
	Font  []byte // a TrueType font for what our own lacks, such as Chinese; nil for none. CheckFont tells whether it will do
	Blank bool   // the form to fill in by hand: no answers, but lines, boxes and empty rows
	// Each is told before a document of a pack is set, with how many were before it; an
	// error ends the work. Nil asks for nothing.
	Each func(done int) error
}

// PDF writes a document as a tagged PDF: headings, tables and lists are told apart and
// in reading order, for those who listen to it. The same document gives the same bytes.
// Signs that no font has are drawn as [U+1F642], and can be copied as they were written.
// Errors are a font that cannot be used, and the writer's.
func PDF(w io.Writer, d Document, o PaperOptions) error {
	return paper(w, []Document{d}, o, false)
}

// paper sets the documents, and draws them when it is known how many pages they take.
func paper(w io.Writer, ds []Document, o PaperOptions, contents bool) error {
	size, err := ParsePaper(string(o.Paper))
	if err != nil {
		return err
	}
	faces, err := newFaces(o.Font)
	if err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatPDF, err)
	}
	b := &binder{paper: size, faces: faces, blank: o.Blank, each: o.Each}
	if err := b.bind(ds, contents); err != nil {
		return err
	}
	file := pdf.New(describe(ds, contents))
	newCanvas(file, faces).draw(b.pages)
	var out strings.Builder
	if err := file.Write(&out, b.root); err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatPDF, err)
	}
	return send(w, FormatPDF, out.String())
}

// describe is what the file says of itself. Where the documents have no day it is none of
// the clock's either: the same document gives the same file.
func describe(ds []Document, pack bool) pdf.Info {
	d := ds[0]
	out := pdf.Info{Title: safe(d.Title + " – " + d.Programme), Lang: string(d.Lang), Day: d.Date.String(), Maker: "pairbook"}
	if pack {
		out.Title = safe(d.Programme + " – " + d.PairLine)
	}
	if !d.Date.Valid() {
		out.Day = lang.Date{Year: 2000, Month: 1, Day: 1}.String()
	}
	return out
}

// binder sets documents one after the other on pages.
type binder struct {
	paper Paper
	faces *faces
	blank bool
	each  func(done int) error
	root  *pdf.Element
	pages []*page
}

func (b *binder) bind(ds []Document, contents bool) error {
	b.root = pdf.NewElement(nil, "Document")
	starts := make([]int, len(ds))
	if contents {
		b.contents(ds, starts)
	}
	for i, d := range ds {
		if b.each != nil {
			if err := b.each(i); err != nil {
				return err
			}
		}
		parent := b.root
		if contents {
			parent = pdf.NewElement(b.root, "Sect")
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
	return nil
}

// Most forms should take two pages, and blank ones four: one that is a little longer is set
// smaller and closer if it takes a page less then. Those that are much longer are left as
// they are.
const (
	fewPages  = 2
	manyPages = 5
)

// fit is how large and how airy a document is set; 1 is as it should be.
type fit struct{ scale, air float64 }

// closer are the ways to set what is a little too long, down to 9.5 points.
func closer() []fit { return []fit{{0.975, 0.85}, {0.95, 0.7}, {0.95, 0.5}} }

// document sets one document inside an element.
func (b *binder) document(d Document, parent *pdf.Element) []*page {
	set := func(f fit) ([]*page, *pdf.Element) {
		s := &setter{doc: d, faces: b.faces, sheet: measure(b.paper, f.scale), blank: b.blank, parent: &pdf.Element{}}
		strips := s.strips()
		for i := range strips {
			strips[i].gap *= f.air
		}
		pages := paginate(s.sheet, strips, d.Title+" · "+d.PairLine)
		s.feet(pages)
		return pages, s.parent
	}
	pages, inside := set(fit{1, 1})
	if n := len(pages); fewPages < n && n <= manyPages {
		for _, f := range closer() {
			if fewer, better := set(f); len(fewer) < n {
				pages, inside = fewer, better
				break
			}
		}
	}
	parent.Adopt(inside)
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
	pages[len(pages)-1].footElem = pdf.NewElement(s.parent, "P")
}
