package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"html"
	"io"
	"unicode/utf16"
)

// Info is what a file says of itself.
type Info struct {
	Title string
	Lang  string // of its words: "sv"
	Day   string // it was made on, as 2026-11-22
	Maker string // the program that made it
}

// File is a file being written.
type File struct {
	info    Info
	objects [][]byte // by their number, from 1
	pages   []*Page
	faces   []*Face
	marks   []bookmark
}

// bookmark leads to a page from the list beside them.
type bookmark struct {
	title string
	page  *Page
}

// New begins a file.
func New(info Info) *File { return &File{info: info} }

// Bookmark names a page in the list that readers show beside the pages.
func (f *File) Bookmark(title string, p *Page) {
	f.marks = append(f.marks, bookmark{title, p})
}

// Write finishes the file, of which root is the tree of its meaning. Errors are the
// writer's, or those of a font that cannot be cut.
func (f *File) Write(w io.Writer, root *Element) error {
	fonts, err := f.fonts()
	if err != nil {
		return err
	}
	list := f.reserve()
	var kids []byte
	for i, p := range f.pages {
		kids = appendRef(kids, p.obj)
		content := f.stream("", p.content)
		f.set(p.obj, "<</Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Resources <</Font <<%s>>>> /Contents %d 0 R /StructParents %d /Tabs /S>>",
			list, appendNumber(nil, p.width), appendNumber(nil, p.height), fonts, content, i)
	}
	f.set(list, "<</Type /Pages /Kids [%s] /Count %d>>", kids, len(f.pages))
	xmp := f.object(fmt.Appendf(nil, "<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(f.xmp()), f.xmp()))
	catalogue := f.add("<</Type /Catalog /Pages %d 0 R /Lang (%s) /Metadata %d 0 R /StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>%s>>",
		list, f.info.Lang, xmp, f.tree(root), f.outlines())
	day := bytes.ReplaceAll([]byte(f.info.Day), []byte("-"), nil)
	info := f.add("<</Title <%X> /Producer <%X> /CreationDate (D:%s000000) /ModDate (D:%s000000)>>",
		utf16Of(f.info.Title), utf16Of(f.info.Maker), day, day)
	_, err = w.Write(f.bytes(catalogue, info))
	return err
}

// reserve takes the next number for an object that is written later.
func (f *File) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

func (f *File) object(body []byte) int {
	n := f.reserve()
	f.objects[n-1] = body
	return n
}

func (f *File) set(n int, format string, args ...any) {
	f.objects[n-1] = fmt.Appendf(nil, format, args...)
}

func (f *File) add(format string, args ...any) int {
	n := f.reserve()
	f.set(n, format, args...)
	return n
}

// stream adds data, packed, with further entries of its dictionary.
func (f *File) stream(more string, data []byte) int {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data) // a buffer takes all
	_ = z.Close()
	return f.object(fmt.Appendf(nil, "<<%s/Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", more, b.Len(), b.Bytes()))
}

// outlines writes the list of bookmarks, and returns its entry in the catalogue.
func (f *File) outlines() string {
	n := len(f.marks)
	if n == 0 {
		return ""
	}
	list := f.reserve()
	first := list + 1
	for i, m := range f.marks {
		beside := ""
		if i > 0 {
			beside += fmt.Sprintf(" /Prev %d 0 R", first+i-1)
		}
		if i+1 < n {
			beside += fmt.Sprintf(" /Next %d 0 R", first+i+1)
		}
		f.add("<</Title <%X> /Parent %d 0 R%s /Dest [%d 0 R /XYZ null %s null]>>",
			utf16Of(m.title), list, beside, m.page.obj, appendNumber(nil, m.page.height))
	}
	f.set(list, "<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", first, first+n-1, n)
	return fmt.Sprintf(" /Outlines %d 0 R", list)
}

// xmp is the description that other programs read.
func (f *File) xmp() []byte {
	title, code := html.EscapeString(f.info.Title), html.EscapeString(f.info.Lang)
	return []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` +
		`<dc:format>application/pdf</dc:format>` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + title + `</rdf:li><rdf:li xml:lang="` + code + `">` + title + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:language><rdf:Bag><rdf:li>` + code + `</rdf:li></rdf:Bag></dc:language>` +
		`<xmp:CreateDate>` + f.info.Day + `</xmp:CreateDate><xmp:CreatorTool>` + html.EscapeString(f.info.Maker) + `</xmp:CreatorTool>` +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
}

// bytes joins the objects, and the table of their places.
func (f *File) bytes(catalogue, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	places := make([]int, len(f.objects))
	for i, o := range f.objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	id := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects)+1, catalogue, info, id[:16], id[:16], start)
	return b.Bytes()
}

// utf16Of writes a text as PDF wants it outside of pages.
func utf16Of(s string) []byte {
	out := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}
