package text

import (
	"slices"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"pairbook/tui/cell"
)

// typed is what the people of the model type and paste.
var typed = []string{
	"a", "b", " ", "  ", "mentor", "möte", "-", ".", "don't", "日", "本語", "。", "한국", "नमस्ते", "שלום", "é", "\u0301",
	"🇸🇪", "🇸", "👨‍👩‍👧", "👩", "\u200d", "⚠️", "\ufe0f", "\u200b", "\u0600", "\n", "\r\n", "\t", "\x1b[31m", "\x00", "\xff", "\u202e",
	"a long line that wraps more than once", "one\ntwo\nthree",
}

// oracle is the plainest editor there is: a string and two offsets in it, cut
// into clusters afresh for every question.
type oracle struct {
	text           string
	cursor, anchor int
	seen           map[string]bool // every text so far
}

// edges returns the offsets between the clusters of the text.
func (o *oracle) edges() []int {
	at := []int{0}
	for it := graphemes.FromString(o.text); it.Next(); {
		at = append(at, it.End())
	}
	return at
}

// prev is the last edge before the cursor, next the first after it.
func (o *oracle) prev() int {
	es := o.edges()
	i, _ := slices.BinarySearch(es, o.cursor)
	return es[max(i-1, 0)]
}

func (o *oracle) next() int {
	es := o.edges()
	i, _ := slices.BinarySearch(es, o.cursor)
	return es[min(i+1, len(es)-1)]
}

// replace puts s in the place of from..to and snaps the cursor to an edge.
func (o *oracle) replace(from, to int, s string) {
	o.text = o.text[:from] + s + o.text[to:]
	es := o.edges()
	i, _ := slices.BinarySearch(es, from+len(s))
	o.cursor, o.anchor = es[i], es[i]
}

func (o *oracle) lineStart() int { return strings.LastIndexByte(o.text[:o.cursor], '\n') + 1 }

func (o *oracle) lineEnd() int {
	if i := strings.IndexByte(o.text[o.cursor:], '\n'); i >= 0 {
		return o.cursor + i
	}
	return len(o.text)
}

// target is where an action leads; false: the oracle does not know.
func (o *oracle) target(a Action) (int, bool) {
	switch a {
	case Left, DeleteBack:
		return o.prev(), true
	case Right, DeleteForward:
		return o.next(), true
	case LineStart, DeleteToLineStart:
		return o.lineStart(), true
	case LineEnd, DeleteToLineEnd:
		return o.lineEnd(), true
	case TextStart:
		return 0, true
	case TextEnd:
		return len(o.text), true
	}
	return 0, false
}

// do carries out a; false: the oracle does not know how.
func (o *oracle) do(a Action, multiline bool) bool {
	from, to := min(o.cursor, o.anchor), max(o.cursor, o.anchor)
	selecting := SelectLeft <= a && a <= SelectTextEnd
	if selecting {
		a = a - SelectLeft + Left
	}
	t, known := o.target(a)
	switch {
	case a == SelectAll:
		o.anchor, o.cursor = 0, len(o.text)
	case a == SelectNone:
		o.anchor = o.cursor
	case a == NewLine && multiline:
		o.replace(from, to, "\n")
	case a == NewLine:
	case !known:
		return false
	case selecting:
		o.cursor = t
	case a >= DeleteBack && from < to:
		o.replace(from, to, "")
	case a >= DeleteBack:
		o.replace(min(o.cursor, t), max(o.cursor, t), "")
	case from < to && a == Left:
		o.cursor, o.anchor = from, from
	case from < to && a == Right:
		o.cursor, o.anchor = to, to
	default:
		o.cursor, o.anchor = t, t
	}
	return true
}

// offset is a place as an offset in the whole text.
func (e *Editor) offset(p pos) int { return len(e.body.slice(pos{}, p)) }

// follow takes over what the editor did where the oracle does not know.
func (o *oracle) follow(e *Editor) {
	o.text, o.cursor, o.anchor = e.Text(), e.offset(e.cursor), e.offset(e.anchor)
}

type fatal interface{ Fatalf(string, ...any) }

// agree holds the editor to the oracle and to the laws of every state.
func agree(t fatal, e *Editor, o *oracle) {
	if e.Text() != o.text || e.offset(e.cursor) != o.cursor || e.offset(e.anchor) != o.anchor {
		t.Fatalf("editor has %q, cursor %d, anchor %d; want %q, %d, %d",
			e.Text(), e.offset(e.cursor), e.offset(e.anchor), o.text, o.cursor, o.anchor)
	}
	if got, want := e.Selection(), o.text[min(o.cursor, o.anchor):max(o.cursor, o.anchor)]; got != want {
		t.Fatalf("selection is %q, want %q", got, want)
	}
	if es := o.edges(); !slices.Contains(es, o.cursor) || !slices.Contains(es, o.anchor) {
		t.Fatalf("cursor %d or anchor %d splits a cluster of %q", o.cursor, o.anchor, o.text)
	}
	if strings.ContainsFunc(o.text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
		t.Fatalf("text %q holds a control character", o.text)
	}
	if e.Empty() != (o.text == "") {
		t.Fatalf("Empty is %v for %q", e.Empty(), o.text)
	}
	checkWindow(t, e)
}

// checkWindow holds the lines and the cursor to the laws of the window.
func checkWindow(t fatal, e *Editor) {
	rows := e.Lines()
	x, y := e.Cursor()
	if len(rows) > e.h {
		t.Fatalf("%d rows in a window of %d", len(rows), e.h)
	}
	for _, r := range rows {
		if cell.Width(r.Text) > e.w || strings.ContainsFunc(r.Text, unicode.IsControl) {
			t.Fatalf("row %q in a window of %d cells", r.Text, e.w)
		}
		if r.SelFrom != -1 || r.SelTo != -1 {
			if r.SelFrom < 0 || r.SelTo <= r.SelFrom || r.SelTo > cell.Width(r.Text) {
				t.Fatalf("row %q is selected from %d to %d", r.Text, r.SelFrom, r.SelTo)
			}
		}
	}
	if e.w < 1 || e.h < 1 {
		return
	}
	if x < 0 || x >= e.w || y < 0 || y >= len(rows) {
		t.Fatalf("cursor at %d,%d of %d rows in a window of %dx%d", x, y, len(rows), e.w, e.h)
	}
	if e.multiline {
		checkRows(t, e, rows, x, y)
	} else if e.w > 1 {
		before := e.body.lines[0][e.left:e.cursor.col]
		if !strings.HasPrefix(rows[0].Text, before) || cell.Width(before) != x {
			t.Fatalf("cursor %d in the row %q, at %d from %d in %q", x, rows[0].Text, e.cursor.col, e.left, e.Text())
		}
	}
}

// checkRows compares the window with one that is high enough for everything.
func checkRows(t fatal, e *Editor, rows []Line, x, y int) {
	big := *e
	big.h = 1 << 20
	all := big.Lines()
	_, by := big.Cursor()
	top := by - y
	if e.Height(e.w) != len(all) || top < 0 || len(rows) != min(e.h, len(all)) || !slices.Equal(rows, all[top:top+len(rows)]) {
		t.Fatalf("window %+v from row %d of %+v, height %d", rows, top, all, e.Height(e.w))
	}
	fresh := New(true)
	fresh.SetText(e.Text())
	fresh.SetSize(e.w, e.h)
	if !slices.EqualFunc(e.layout().rows, fresh.layout().rows, slices.Equal[[]int]) {
		t.Fatalf("laid out edit by edit the rows of %q begin at %v, at once at %v", e.Text(), e.layout().rows, fresh.layout().rows)
	}
	if w := e.w + 3; e.Height(w) != fresh.Height(w) {
		t.Fatalf("height at %d is %d, want %d, for %q", w, e.Height(w), fresh.Height(w), e.Text())
	}
	if e.w == 1 { // wide clusters are shown by a sign
		return
	}
	above := ""
	for _, r := range all[:by] {
		above += r.Text
	}
	before, found := strings.CutPrefix(strings.ReplaceAll(e.body.slice(pos{}, e.cursor), "\n", ""), above)
	if row := all[by].Text; !found || !strings.HasPrefix(row, before) || cell.Width(before) != x {
		t.Fatalf("cursor at %d,%d behind %q of row %q", x, by, before, row)
	}
}
