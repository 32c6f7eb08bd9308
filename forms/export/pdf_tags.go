package export

import (
	"fmt"
	"html"
	"strings"
	"time"

	"pairbook/forms/lang"
)

// elem is a part of the document's meaning: a heading, a paragraph, a cell. What is drawn
// belongs to one, or is decoration.
type elem struct {
	kind string
	attr string // further entries of its dictionary
	kids []kid
	obj  int // its number in the file
}

// kid is an element inside another, or a marked piece of a page.
type kid struct {
	elem     *elem
	page, id int
}

func newElem(parent *elem, kind string) *elem {
	e := &elem{kind: kind}
	if parent != nil {
		parent.kids = append(parent.kids, kid{elem: e})
	}
	return e
}

// headCell is the head of a column or of a row.
func headCell(parent *elem, scope string) *elem {
	e := newElem(parent, "TH")
	e.attr = "/A <</O /Table /Scope /" + scope + ">>"
	return e
}

// empty reports an element in which nothing was drawn.
func (e *elem) empty() bool {
	for _, k := range e.kids {
		if k.elem == nil || !k.elem.empty() {
			return false
		}
	}
	return e.kind != "TD" && e.kind != "TH" // an empty cell keeps its place
}

// marks tells for each page which element each of its marked pieces belongs to.
type marks [][]*elem

// add gives the next piece of a page to an element. Pages count from 1.
func (m *marks) add(e *elem, page int) (id int) {
	for len(*m) < page {
		*m = append(*m, nil)
	}
	id = len((*m)[page-1])
	(*m)[page-1] = append((*m)[page-1], e)
	e.kids = append(e.kids, kid{page: page, id: id})
	return id
}

// tree writes the elements as objects of the file, numbered from first, which is the
// root of the tree.
type tree struct {
	objects []string
	first   int
	pageObj func(page int) int
}

func (t *tree) number(e *elem) {
	t.objects = append(t.objects, "")
	e.obj = t.first + len(t.objects) - 1
	for _, k := range e.kids {
		if k.elem != nil && !k.elem.empty() {
			t.number(k.elem)
		}
	}
}

// build writes the tree: its root, the elements, and the way back from pages to them.
func (t *tree) build(root *elem, m marks) {
	t.objects = append(t.objects, "")
	t.number(root)
	t.write(root, t.first)
	back := t.first + len(t.objects)
	var nums strings.Builder
	for i, elems := range m {
		fmt.Fprintf(&nums, "%d [", i)
		for _, e := range elems {
			fmt.Fprintf(&nums, "%d 0 R ", e.obj)
		}
		nums.WriteString("]\n")
	}
	t.objects = append(t.objects, "<</Nums [\n"+nums.String()+"]>>")
	t.objects[0] = fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", root.obj, back, len(m))
}

func (t *tree) write(e *elem, parent int) {
	var kids strings.Builder
	home := 0 // the page that bare numbers speak of
	for _, k := range e.kids {
		switch {
		case k.elem == nil && home == 0:
			home = k.page
			fallthrough
		case k.elem == nil && k.page == home:
			fmt.Fprintf(&kids, "%d ", k.id)
		case k.elem == nil:
			fmt.Fprintf(&kids, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", t.pageObj(k.page), k.id)
		case k.elem.obj != 0:
			fmt.Fprintf(&kids, "%d 0 R ", k.elem.obj)
			t.write(k.elem, e.obj)
		}
	}
	on := ""
	if home != 0 {
		on = fmt.Sprintf("/Pg %d 0 R ", t.pageObj(home))
	}
	t.objects[e.obj-t.first] = fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R %s%s/K [%s]>>", e.kind, parent, on, e.attr, strings.TrimRight(kids.String(), " "))
}

// xmp is the description that other programs read.
func xmp(about described) []byte {
	title, code := html.EscapeString(about.title), html.EscapeString(string(about.lang))
	return []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` +
		`<dc:format>application/pdf</dc:format>` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + title + `</rdf:li><rdf:li xml:lang="` + code + `">` + title + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:language><rdf:Bag><rdf:li>` + code + `</rdf:li></rdf:Bag></dc:language>` +
		`<xmp:CreateDate>` + about.day.String() + `</xmp:CreateDate><xmp:CreatorTool>pairbook</xmp:CreatorTool>` +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
}

func dayStart(d lang.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
