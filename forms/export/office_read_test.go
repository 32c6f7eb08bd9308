package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"pairbook/forms/export"
)

// parts opens an office file and returns its parts by name. Every XML part has to be
// well-formed.
func parts(t testing.TB, file string) map[string]string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Name] = string(data)
		if f.Name != "mimetype" {
			node(t, f.Name, string(data))
		}
	}
	return out
}

// element is an XML element as it was read.
type element struct {
	name string
	attr map[string]string
	text string // its own text, where it has no elements inside
	kids []*element
}

// node reads one XML part strictly.
func node(t testing.TB, name, data string) *element {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(data))
	open := []*element{{name: name}}
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s is not well-formed: %v", name, err)
		}
		top := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) == 1 {
				continue // the line feed behind the XML declaration
			}
			top.kids = append(top.kids, &element{name: "#text", text: string(tok)})
		case xml.Comment, xml.Directive:
			t.Fatalf("%s holds %q", name, tok)
		}
	}
	return open[0]
}

// walk visits an element and all inside it.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, k := range e.kids {
		k.walk(visit)
	}
}

// find returns all elements of a name.
func (e *element) find(name string) (all []*element) {
	e.walk(func(k *element) {
		if k.name == name {
			all = append(all, k)
		}
	})
	return all
}

// says returns what a reader sees of an element.
func (e *element) says() string {
	var b strings.Builder
	e.walk(func(k *element) {
		switch k.name {
		case "#text":
			b.WriteString(k.text)
		case "br", "line-break":
			b.WriteByte('\n')
		case "tab":
			if _, stop := k.attr["pos"]; !stop {
				b.WriteByte('_')
			}
		case "s":
			n, _ := strconv.Atoi(k.attr["c"])
			b.WriteString(strings.Repeat(" ", n))
		}
	})
	return b.String()
}

// lines returns the paragraphs of an office file in order, cells of tables with them.
func lines(t testing.TB, f export.Format, file string) (all []string) {
	t.Helper()
	name := map[export.Format]string{export.FormatDOCX: "word/document.xml", export.FormatODT: "content.xml"}[f]
	node(t, name, parts(t, file)[name]).walk(func(e *element) {
		if e.name == "p" || e.name == "h" {
			all = append(all, e.says())
		}
	})
	return all
}

// office writes a document as an office file.
func office(t testing.TB, f export.Format, d export.Document, o export.PaperOptions) string {
	t.Helper()
	var out bytes.Buffer
	err := export.DOCX(&out, d, o)
	if f == export.FormatODT {
		out.Reset()
		err = export.ODT(&out, d, o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// officeFormats are the two formats that lay a document out alike.
func officeFormats() []export.Format { return []export.Format{export.FormatDOCX, export.FormatODT} }
