package pdf

import "strconv"

// Element is a part of a document's meaning: a heading, a paragraph, a cell. What is drawn
// belongs to one, or is decoration.
type Element struct {
	Kind  string // as PDF names it: "H1", "P", "TD"
	Scope string // of a head in a table: "Column" or "Row"
	Span  int    // how many columns a cell of a table takes; 0 is one
	kids  []kid
	obj   int // its number in the file
}

// kid is an element inside another, or a marked piece of a page.
type kid struct {
	elem *Element
	page *Page
	id   int
}

// NewElement makes an element, the last one inside parent, which may be nil.
func NewElement(parent *Element, kind string) *Element {
	e := &Element{Kind: kind}
	if parent != nil {
		parent.Add(e)
	}
	return e
}

// Add puts an element into another, behind what is in it.
func (e *Element) Add(one *Element) { e.kids = append(e.kids, kid{elem: one}) }

// Adopt takes over what is in another element.
func (e *Element) Adopt(from *Element) {
	e.kids = append(e.kids, from.kids...)
	from.kids = nil
}

// empty reports an element in which nothing was drawn.
func (e *Element) empty() bool {
	for _, k := range e.kids {
		if k.elem == nil || !k.elem.empty() {
			return false
		}
	}
	return e.Kind != "TD" && e.Kind != "TH" // an empty cell keeps its place
}

// tree writes the elements as objects of the file: its root, the elements, and the way
// back from the pieces of pages to them. It returns the number of the root.
func (f *File) tree(root *Element) int {
	top := f.reserve()
	f.number(root)
	f.element(root, top)
	var back []byte
	for i, p := range f.pages {
		back = append(strconv.AppendInt(back, int64(i), 10), " ["...)
		for _, e := range p.pieces {
			back = appendRef(back, e.obj)
		}
		back = append(back, "]\n"...)
	}
	nums := f.add("<</Nums [\n%s]>>", back)
	f.set(top, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", root.obj, nums, len(f.pages))
	return top
}

// number gives numbers to all elements that hold something.
func (f *File) number(e *Element) {
	e.obj = f.reserve()
	for _, k := range e.kids {
		if k.elem != nil && !k.elem.empty() {
			f.number(k.elem)
		}
	}
}

func (f *File) element(e *Element, parent int) {
	var kids []byte
	var home *Page // the page that bare numbers speak of
	for _, k := range e.kids {
		switch {
		case k.elem != nil && k.elem.obj != 0:
			kids = appendRef(kids, k.elem.obj)
			f.element(k.elem, e.obj)
		case k.elem != nil:
		case home == nil || home == k.page:
			home = k.page
			kids = append(strconv.AppendInt(kids, int64(k.id), 10), ' ')
		default:
			kids = append(appendRef(append(kids, "<</Type /MCR /Pg "...), k.page.obj), "/MCID "...)
			kids = append(strconv.AppendInt(kids, int64(k.id), 10), ">> "...)
		}
	}
	more := ""
	if home != nil {
		more = "/Pg " + strconv.Itoa(home.obj) + " 0 R "
	}
	f.set(e.obj, "<</Type /StructElem /S /%s /P %d 0 R %s%s/K [%s]>>", e.Kind, parent, more, e.attributes(), kids)
}

// attributes say what a cell of a table is.
func (e *Element) attributes() string {
	out := ""
	if e.Scope != "" {
		out += " /Scope /" + e.Scope
	}
	if e.Span > 1 {
		out += " /ColSpan " + strconv.Itoa(e.Span)
	}
	if out == "" {
		return ""
	}
	return "/A <</O /Table" + out + ">> "
}

func appendRef(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R "...)
}
