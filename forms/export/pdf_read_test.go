package export_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// printed is a PDF as a reader program sees it. It is read strictly, and only as far as
// we write it.
type printed struct {
	t       testing.TB
	objects []string // by number, from 1
	pages   []printedPage
	root    *part       // of the tree of meaning
	places  map[int]int // the pages by the numbers of their objects
	fonts   map[string]*printedFont
}

// printedPage is what was drawn on a page.
type printedPage struct {
	width, height float64
	pieces        []piece // marked pieces by their number
	rest          []piece // decoration: heads, feet, repeated heads of tables
	words         []word
}

// piece is a marked piece of a page: the text as it is read aloud, in lines.
type piece struct {
	tag  string
	text string
}

// word is a text as it is drawn, with its place from the left and from the foot.
type word struct {
	x, y, right float64
	size        float64
	text        string
}

// part is an element of the tree with what belongs to it.
type part struct {
	kind  string
	attr  string
	text  string
	pages []int // its own pieces stand on, from 1
	kids  []*part
}

func readPDF(t testing.TB, data []byte) *printed {
	t.Helper()
	p := &printed{t: t, objects: []string{""}, places: map[int]int{}, fonts: map[string]*printedFont{}}
	tail := string(data[max(0, len(data)-40):])
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n")) || !strings.HasSuffix(tail, "%%EOF\n") {
		t.Fatal("this is no PDF")
	}
	start := p.number(`startxref\n(\d+)`, tail)
	table := string(data[start:])
	count := p.number(`^xref\n0 (\d+)\n`, table)
	rows := strings.Split(table, "\n")[3:]
	for n := 1; n < count; n++ {
		place, err := strconv.Atoi(rows[n-1][:10])
		frame := fmt.Sprintf("%d 0 obj\n", n)
		if err != nil || len(rows[n-1]) != 19 || !bytes.HasPrefix(data[place:], []byte(frame)) {
			t.Fatalf("object %d is not at %q", n, rows[n-1])
		}
		end := start
		if n+1 < count {
			if end, err = strconv.Atoi(rows[n][:10]); err != nil {
				t.Fatal(err)
			}
		}
		p.objects = append(p.objects, strings.TrimSuffix(string(data[place+len(frame):end]), "\nendobj\n"))
	}
	catalogue := p.objects[p.number(`/Root (\d+) 0 R`, table)]
	if !strings.Contains(catalogue, "/MarkInfo <</Marked true>>") {
		t.Error("the file does not say that it is tagged")
	}
	p.readPages(p.objects[p.number(`/Pages (\d+) 0 R`, catalogue)])
	tree := p.objects[p.number(`/StructTreeRoot (\d+) 0 R`, catalogue)]
	p.root = p.element(p.number(`/K (\d+) 0 R`, tree))
	p.checkParents(p.objects[p.number(`/ParentTree (\d+) 0 R`, tree)])
	return p
}

func (p *printed) find(pattern, in string) []string {
	p.t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(in)
	if m == nil {
		p.t.Fatalf("%q is not in %.200q", pattern, in)
	}
	return m
}

func (p *printed) number(pattern, in string) int {
	p.t.Helper()
	n, err := strconv.Atoi(p.find(pattern, in)[1])
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

func (p *printed) stream(object string) string {
	p.t.Helper()
	head, body, _ := strings.Cut(object, "stream\n")
	body = body[:p.number(`/Length (\d+)`, head)]
	if !strings.Contains(head, "FlateDecode") {
		return body
	}
	r, err := zlib.NewReader(strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(out)
}

func (p *printed) readPages(list string) {
	p.t.Helper()
	for i, ref := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(p.find(`/Kids \[([^\]]*)\]`, list)[1], -1) {
		n := p.number(`^(\d+)$`, ref[1])
		object := p.objects[n]
		if p.number(`/StructParents (\d+)`, object) != i {
			p.t.Errorf("page %d names another way to the tree", i+1)
		}
		p.places[n] = i + 1
		box := p.find(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`, object)
		page := printedPage{width: float(box[1]), height: float(box[2])}
		d := &drawing{t: p.t, page: &page, fonts: p.readFonts(p.find(`/Font <<([^>]*)>>`, object)[1])}
		d.read(p.stream(p.objects[p.number(`/Contents (\d+) 0 R`, object)]))
		p.pages = append(p.pages, page)
	}
}

func float(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// printedFont is a font as pages use it: what its codes mean and how wide they are.
type printedFont struct {
	signs  map[int]string
	widths []float64
}

// readFonts reads the fonts of a page once.
func (p *printed) readFonts(list string) map[string]*printedFont {
	for _, ref := range regexp.MustCompile(`/F(\d+) (\d+) 0 R`).FindAllStringSubmatch(list, -1) {
		if p.fonts[ref[1]] != nil {
			continue
		}
		object := p.objects[p.number(`^(\d+)$`, ref[2])]
		font := &printedFont{signs: map[int]string{}}
		inner := p.objects[p.number(`/DescendantFonts \[(\d+) 0 R\]`, object)]
		for _, w := range strings.Fields(p.find(`/W \[0 \[([\d ]*)\]\]`, inner)[1]) {
			font.widths = append(font.widths, float(w))
		}
		codes := p.stream(p.objects[p.number(`/ToUnicode (\d+) 0 R`, object)])
		for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <((?:[0-9A-F]{4}){1,2})>$`).FindAllStringSubmatch(codes, -1) {
			if m[1] == "0000" {
				continue // the range of codes
			}
			n, _ := strconv.ParseUint(m[1], 16, 16)
			font.signs[int(n)] = hexText(m[2])
		}
		places := p.stream(p.objects[p.number(`/CIDToGIDMap (\d+) 0 R`, inner)])
		if len(font.signs) != len(font.widths)-1 || len(places) != 2*len(font.widths) {
			p.t.Errorf("font %s has %d signs, %d widths and %d shapes", ref[1], len(font.signs), len(font.widths), len(places)/2)
		}
		p.fonts[ref[1]] = font
	}
	return p.fonts
}

// element reads an element and all in it.
func (p *printed) element(n int) *part {
	p.t.Helper()
	object := p.objects[n]
	e := &part{kind: p.find(`/S /(\w+)`, object)[1]}
	if m := regexp.MustCompile(`/Scope /(\w+)`).FindStringSubmatch(object); m != nil {
		e.attr = m[1]
	}
	home := 0
	if m := regexp.MustCompile(`/P \d+ 0 R /Pg (\d+) 0 R`).FindStringSubmatch(object); m != nil {
		home = p.places[int(float(m[1]))]
	}
	kids := regexp.MustCompile(`<</Type /MCR /Pg (\d+) 0 R /MCID (\d+)>>|(\d+) 0 R|(\d+)`).FindAllStringSubmatch(p.find(`/K \[(.*)\]>>`, object)[1], -1)
	for _, k := range kids {
		switch {
		case k[3] != "":
			e.kids = append(e.kids, p.element(int(float(k[3]))))
		case k[2] != "":
			e.take(p, p.places[int(float(k[1]))], int(float(k[2])))
		default:
			e.take(p, home, int(float(k[4])))
		}
	}
	return e
}

// take gives a piece of a page to an element.
func (e *part) take(p *printed, page, id int) {
	it := &p.pages[page-1].pieces[id]
	if it.tag != e.kind {
		p.t.Errorf("a piece marked %s belongs to %s (or to two)", it.tag, e.kind)
	}
	it.tag = "taken"
	if e.text != "" {
		e.text += " "
	}
	e.text += it.text
	e.pages = append(e.pages, page)
}

// checkParents checks that each piece knows one element, and that none is left over.
func (p *printed) checkParents(tree string) {
	lists := regexp.MustCompile(`(?m)^(\d+) \[(.*)\]$`).FindAllStringSubmatch(tree, -1)
	for i, page := range p.pages {
		for n, it := range page.pieces {
			if it.tag != "taken" {
				p.t.Errorf("piece %d of page %d belongs to nothing: %q", n, i+1, it.text)
			}
		}
		if i >= len(lists) || strings.Count(lists[i][2], " R") != len(page.pieces) {
			p.t.Errorf("the tree does not know the pieces of page %d", i+1)
		}
	}
}

// walk goes through all elements in reading order.
func (e *part) walk(visit func(depth int, e *part)) { e.at(0, visit) }

func (e *part) at(depth int, visit func(depth int, e *part)) {
	visit(depth, e)
	for _, k := range e.kids {
		k.at(depth+1, visit)
	}
}

// outline is the tree as text.
func (p *printed) outline() string {
	var b strings.Builder
	p.root.walk(func(depth int, e *part) {
		b.WriteString(strings.Repeat("  ", depth) + e.kind)
		if e.attr != "" {
			b.WriteString(" of a " + e.attr)
		}
		if e.text != "" {
			b.WriteString(": " + e.text)
		}
		b.WriteString("\n")
	})
	return b.String()
}

// said is all that is read aloud, in order.
func (p *printed) said() string {
	var all []string
	p.root.walk(func(_ int, e *part) { all = append(all, e.text) })
	return strings.Join(all, "\n")
}

// inside checks that nothing is drawn beyond the edges of the paper, with some room for
// printers.
func (p *printed) inside() {
	const edge = 25
	for i, page := range p.pages {
		for _, w := range page.words {
			if w.x < edge || w.right > page.width-edge || w.y < edge || w.y > page.height-edge {
				p.t.Errorf("page %d of %.0f × %.0f: %q stands at %.0f–%.0f, %.0f", i+1, page.width, page.height, w.text, w.x, w.right, w.y)
			}
		}
	}
}
