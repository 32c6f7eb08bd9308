package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-fonts/dejavu/dejavusanscondensed"

	"pairbook/forms/export/pdf"
)

// small draws a page with a heading, a cell over two columns, and decoration.
func small(t testing.TB, title string) []byte {
	t.Helper()
	file := pdf.New(pdf.Info{Title: title, Lang: "sv", Day: "2026-11-22", Maker: "test"})
	face := file.Face(parsed(t, dejavusanscondensed.TTF), "Sans")
	file.Face(parsed(t, dejavusanscondensed.TTF), "Unused")
	root := pdf.NewElement(nil, "Document")
	heading := pdf.NewElement(root, "H1")
	pdf.NewElement(root, "P") // in which nothing is drawn
	cell := pdf.NewElement(pdf.NewElement(pdf.NewElement(root, "Table"), "TR"), "TH")
	cell.Scope, cell.Span = "Row", 2
	for range 2 {
		page := file.Page(595.28, 841.89)
		file.Bookmark(title, page)
		page.Tagged(heading, func() { page.Text(face, 12, 0, 50, 60, []rune("Å 😀")) })
		page.Decoration(func() { page.Line(50, 70, 200, 70, 0.5, 205) })
		page.Decoration(func() { page.Area(50, 80, 10, 10, 240) })
	}
	var out bytes.Buffer
	if err := file.Write(&out, root); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEveryObjectIsWhereTheTableSaysItIs(t *testing.T) {
	data := small(t, "Test")
	if !bytes.Equal(data, small(t, "Test")) {
		t.Error("the same calls give other bytes")
	}
	_, tail, _ := bytes.Cut(data, []byte("\nstartxref\n"))
	start, err := strconv.Atoi(strings.Fields(string(tail))[0])
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(data[start:]), "\n")[3:]
	n := 0
	for ; strings.HasSuffix(rows[n], " n "); n++ {
		at, err := strconv.Atoi(rows[n][:10])
		if frame := fmt.Sprintf("%d 0 obj\n", n+1); err != nil || !bytes.HasPrefix(data[at:], []byte(frame)) {
			t.Errorf("object %d is not at %q", n+1, rows[n])
		}
	}
	if !strings.Contains(string(data[start:]), fmt.Sprintf("/Size %d ", n+1)) {
		t.Errorf("there are %d objects, not those of the trailer", n)
	}
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(string(data), -1) {
		if to, _ := strconv.Atoi(m[1]); to < 1 || to > n {
			t.Errorf("something refers to object %d of %d", to, n)
		}
	}
}

func TestTheTreeHoldsWhatIsDrawnAndCells(t *testing.T) {
	out := string(small(t, "Test"))
	for _, want := range []string{"/S /H1 ", "/Type /MCR /Pg", "/A <</O /Table /Scope /Row /ColSpan 2>>", "/ParentTreeNextKey 2", "/Count 2", "/Dest ["} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the file", want)
		}
	}
	if strings.Contains(out, "/S /P ") || strings.Contains(out, "Unused") {
		t.Error("what is not drawn is in the file")
	}
}

func TestATitleOfAnySignsIsWrittenWhole(t *testing.T) {
	out := string(small(t, "Å <b> & ) 😀"))
	for _, want := range []string{"Å &lt;b&gt; &amp; ) 😀</rdf:li>", "/Title <FEFF00C50020003C0062003E00200026002000290020D83DDE00>"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the file", want)
		}
	}
}

// full is a disk on which nothing has room.
type full struct{}

var errFull = errors.New("the disk is full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestAFullDiskIsTold(t *testing.T) {
	file := pdf.New(pdf.Info{Title: "Test", Lang: "en", Day: "2026-11-22"})
	if err := file.Write(full{}, pdf.NewElement(nil, "Document")); !errors.Is(err, errFull) {
		t.Errorf("writing to a full disk: %v", err)
	}
}
