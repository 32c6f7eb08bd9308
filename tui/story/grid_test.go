package story

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// row makes cells of text, in which 漢 is wide, all in the style of like.
func row(text string, like Cell) []Cell {
	var cells []Cell
	for _, r := range text {
		c := like
		c.Text, c.Width = string(r), 1
		cells = append(cells, c)
		if r == '漢' {
			cells[len(cells)-1].Width = 2
			second := like
			second.Text, second.Width = "", 0
			cells = append(cells, second)
		}
	}
	return cells
}

// anyGrid draws a grid of one row.
func anyGrid(t *rapid.T) Grid {
	words := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("ab <&>\"─漢é")), 1, 6, -1), 1, 5).Draw(t, "words")
	var cells []Cell
	for _, w := range words {
		cells = append(cells, row(w, Cell{
			FG: rapid.SampledFrom([]string{"", "1", "15", "#ff8800"}).Draw(t, "fg"),
			BG: rapid.SampledFrom([]string{"", "4", "#202020"}).Draw(t, "bg"),

			Bold: rapid.Bool().Draw(t, "bold"), Underline: rapid.Bool().Draw(t, "underline"), Reverse: rapid.Bool().Draw(t, "reverse"),
			Faint: rapid.Bool().Draw(t, "faint"), Italic: rapid.Bool().Draw(t, "italic"), Strike: rapid.Bool().Draw(t, "strike"),
		})...)
	}
	return Grid{cells}
}

func TestStyledTextWithoutItsMarksIsTheText(t *testing.T) {
	marks := regexp.MustCompile("⟨[^⟩]*⟩")
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		got := strings.TrimRight(marks.ReplaceAllString(g.Styled(), ""), " ")
		if want := strings.TrimRight(g.Text(), " "); got != want {
			t.Fatalf("styled text reads %q, the text %q", got, want)
		}
	})
}

func TestStyledBlanksStayAndPlainOnesAtTheEndGo(t *testing.T) {
	g := Grid{
		append(row("ab", Cell{}), row("  ", Cell{BG: "4"})...),
		append(row("漢", Cell{Bold: true}), row("  ", Cell{})...),
		row("    ", Cell{}),
	}
	if got, want := g.Styled(), "ab⟨bg:4⟩  ⟨/⟩\n⟨bold⟩漢⟨/⟩"; got != want {
		t.Errorf("styled text is %q, want %q", got, want)
	}
}

func TestTextIsFoundAtItsColumn(t *testing.T) {
	g := Grid{row("漢漢ab", Cell{}), row("  ab c", Cell{})}
	for _, c := range []struct {
		text string
		x, y int
		ok   bool
	}{{"ab", 4, 0, true}, {"漢ab", 2, 0, true}, {"b c", 3, 1, true}, {"ba", 0, 0, false}, {"", 0, 0, false}} {
		if x, y, ok := g.find(c.text); x != c.x || y != c.y || ok != c.ok {
			t.Errorf("%q found at %d,%d %t", c.text, x, y, ok)
		}
	}
	if g := (Grid{}); g.Width() != 0 || g.Height() != 0 || g.Text() != "" {
		t.Error("an empty grid has a size or a text")
	}
}

// drawn is what a picture says about one piece of text.
type drawn struct {
	x, y, length int
	text         string
}

// textsOf reads a picture as XML and returns its texts in the grid.
func textsOf(t rapid.TB, svg string) []drawn {
	t.Helper()
	var ds []drawn
	inText := false
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ds
		}
		if err != nil {
			t.Fatalf("the picture is not XML: %v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inText = token.Name.Local == "text" && attribute(token, "textLength") > 0
			if inText {
				ds = append(ds, drawn{x: attribute(token, "x"), y: attribute(token, "y"), length: attribute(token, "textLength")})
			}
		case xml.CharData:
			if inText {
				ds[len(ds)-1].text += string(token)
			}
		case xml.EndElement:
			inText = false
		}
	}
}

func attribute(e xml.StartElement, name string) int {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			n, _ := strconv.Atoi(a.Value)
			return n
		}
	}
	return 0
}

func TestAPictureHasEveryCharacterInItsColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		p := Picture{Title: "a <b> & \"c\"", Dark: rapid.Bool().Draw(t, "dark")}
		svg := SVG(g, p)
		if svg != SVG(g, p) {
			t.Fatal("two pictures of one screen differ")
		}
		covered := map[int]bool{}
		for _, d := range textsOf(t, svg) {
			from, to := (d.x-margin)/cellWidth, (d.x-margin+d.length)/cellWidth
			if got := (run{from, to}).text(g[0]); got != d.text {
				t.Fatalf("columns %d to %d are drawn as %q, but hold %q", from, to, d.text, got)
			}
			for x := from; x < to; x++ {
				covered[x] = true
			}
		}
		for x, c := range g[0] {
			if strings.TrimSpace(c.Text) != "" && !covered[x] {
				t.Fatalf("column %d with %q is not drawn", x, c.Text)
			}
		}
	})
}

func TestAPictureShowsColoursAttributesAndTheCursor(t *testing.T) {
	cells := append(row("ab", Cell{Bold: true, FG: "1"}), row("c", Cell{Reverse: true})...)
	g := Grid{append(cells, row(" d", Cell{Underline: true, Strike: true, Faint: true, Italic: true})...)}
	dark := SVG(g, Picture{Dark: true, CursorX: 3, CursorY: 0, CursorShown: true})
	for _, part := range []string{
		`fill="#d0606b" font-weight="bold">ab</text>`,
		`width="9" height="17" fill="#d8dee9"/>`, // the reversed cell and the cursor
		`font-style="italic" fill-opacity="0.6" text-decoration="underline line-through">d</text>`,
	} {
		if !strings.Contains(dark, part) {
			t.Errorf("the picture lacks %s:\n%s", part, dark)
		}
	}
	hidden := SVG(g, Picture{Dark: true, CursorX: 3, CursorY: 0})
	if dark == hidden || hidden != SVG(g, Picture{Dark: true, CursorX: 99, CursorShown: true}) {
		t.Error("a cursor shows when it should not, or the other way round")
	}
	if light := SVG(g, Picture{}); strings.Contains(light, "#1b1f27") || !strings.Contains(light, "#ffffff") {
		t.Error("a light picture is not light")
	}
}

func TestAColourThatIsNoColourIsDrawnAsTheOwnOne(t *testing.T) {
	for name, want := range map[string]string{"": "own", "x": "own", "256": "own", "-1": "own", "9": "#e07b85", "#010203": "#010203"} {
		if got := hexColour(name, "own"); got != want {
			t.Errorf("%q is drawn as %s, want %s", name, got, want)
		}
	}
}

func TestTheNotebookLooksAsItDid(t *testing.T) {
	Tell(t, open(containing("Amina 漢字\n")), func(u *User) {
		u.Type("Per").Wait(saveDelay)
		Golden(t, "notebook", u.Screen())
		Golden(t, "notebook-styled", u.Styled())
		x, y, visible := u.Cursor()
		Golden(t, "notebook-svg", SVG(u.Cells(), Picture{Title: u.Title(), Dark: true, CursorX: x, CursorY: y, CursorShown: visible}))
	})
}

func TestAGoldenFileIsComparedAndRewritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "page.txt")
	if said := saidBy(t, path, "one", false); !strings.Contains(said, updateVariable+"=1 writes it") {
		t.Errorf("without a file the test said %q", said)
	}
	if said := saidBy(t, path, "one", true); said != "" {
		t.Errorf("writing made the test say %q", said)
	}
	if said := saidBy(t, path, "one", false); said != "" {
		t.Errorf("the same text made the test say %q", said)
	}
	if said := saidBy(t, path, "two", false); !strings.Contains(said, "one") || !strings.Contains(said, "two") {
		t.Errorf("another text made the test say %q", said)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "one\n" {
		t.Errorf("the file holds %q, %v", b, err)
	}
	if said := saidBy(t, filepath.Join(path, "below-a-file.txt"), "one", true); !strings.Contains(said, "writing the golden file") {
		t.Errorf("a place that cannot be written made the test say %q", said)
	}
}

func saidBy(t *testing.T, path, got string, update bool) string {
	t.Helper()
	u := &User{t: t}
	return complaint(u, func() { golden(u.t, path, got, update) })
}
