package text

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// texts returns what the window's rows show.
func texts(e *Editor) []string {
	var out []string
	for _, l := range e.Lines() {
		out = append(out, l.Text)
	}
	return out
}

// shows compares the window's rows.
func shows(t *testing.T, e *Editor, want ...string) {
	t.Helper()
	if got := texts(e); !slices.Equal(got, want) {
		t.Errorf("window shows %q, want %q", got, want)
	}
}

// numbered is a text of n lines: 0, 1, 2 …
func numbered(n int) string {
	var s strings.Builder
	for i := range n - 1 {
		fmt.Fprintf(&s, "%d\n", i)
	}
	return s.String() + fmt.Sprint(n-1)
}

func TestTextWrapsSoftlyAndLosesNothing(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want []string
	}{
		{"", 5, []string{""}},
		{"one two three", 8, []string{"one two ", "three"}},
		{"one two three", 9, []string{"one two ", "three"}},
		{"one   two", 5, []string{"one  ", " two"}},
		{"mentor", 4, []string{"men", "tor"}},
		{"a mentor", 4, []string{"a ", "men", "tor"}},
		{"a\n\nb\n", 4, []string{"a", "", "b", ""}},
		{"日本語", 5, []string{"日本", "語"}},
		{"日本語。", 6, []string{"日本", "語。"}},
		{"abc ", 4, []string{"abc ", ""}}, // room for the cursor
		{"日本", 2, []string{"日", "本", ""}},
		{"a\u200b", 1, []string{"a", "\u200b"}},
		{"日a", 1, []string{"…", "a", ""}},
		{"🇸🇪👨‍👩‍👧", 3, []string{"🇸🇪", "👨‍👩‍👧"}},
	} {
		e := written(true, c.text)
		e.SetSize(c.w, 10)
		shows(t, e, c.want...)
		if e.Height(c.w) != len(c.want) {
			t.Errorf("%q is %d rows high, want %d", c.text, e.Height(c.w), len(c.want))
		}
	}
}

func TestAnEditMovesTheRowsAboveItWhereItMust(t *testing.T) {
	e := written(true, "abcd ab☎")
	e.SetSize(8, 5)
	shows(t, e, "abcd ", "ab☎")
	e.Insert("\ufe0f") // now a wide sign, which may begin a row
	shows(t, e, "abcd ab", "☎\ufe0f")
	do(t, e, DeleteBack, DeleteBack)
	shows(t, e, "abcd a")

	e = written(true, "one two three four five")
	e.SetSize(9, 5)
	shows(t, e, "one two ", "three ", "four ", "five")
	do(t, e, TextStart, DeleteWordForward, DeleteForward)
	shows(t, e, "two ", "three ", "four ", "five")
	do(t, e, DeleteWordForward, DeleteForward)
	shows(t, e, "three ", "four ", "five")
}

func TestTheWindowScrollsNoMoreThanNeeded(t *testing.T) {
	e := written(true, numbered(10))
	e.SetSize(10, 3)
	shows(t, e, "7", "8", "9")
	do(t, e, Up, Up)
	shows(t, e, "7", "8", "9")
	do(t, e, Up)
	shows(t, e, "6", "7", "8")
	do(t, e, TextStart)
	shows(t, e, "0", "1", "2")
	do(t, e, PageDown)
	shows(t, e, "0", "1", "2")
	do(t, e, PageDown)
	shows(t, e, "2", "3", "4")
	do(t, e, PageUp)
	shows(t, e, "2", "3", "4")
	e.SetSize(10, 2)
	shows(t, e, "2", "3")
	do(t, e, PageDown)
	shows(t, e, "2", "3")
}

func TestNoRoomStaysEmptyWhileTextIsHidden(t *testing.T) {
	e := written(true, numbered(10))
	e.SetSize(10, 3)
	do(t, e, DeleteBack, DeleteBack)
	shows(t, e, "6", "7", "8")
	e.SetSize(10, 20)
	if n := len(e.Lines()); n != 9 {
		t.Errorf("%d rows of 9 are shown", n)
	}
}

func TestVerticalMovesKeepTheWishedColumn(t *testing.T) {
	e := written(true, "a long first line\nab\n日本語日本語")
	do(t, e, TextStart, WordRight, WordRight, Right)
	for _, want := range []int{2, 6} { // column 7 is inside a wide character
		do(t, e, Down)
		if x, _ := e.Cursor(); x != want {
			t.Errorf("cursor at %d, want %d", x, want)
		}
	}
	do(t, e, Up, Up)
	if x, y := e.Cursor(); x != 7 || y != 0 {
		t.Errorf("cursor came back to %d,%d, want 7,0", x, y)
	}
	do(t, e, Down, Left, Up)
	if x, _ := e.Cursor(); x != 1 {
		t.Errorf("after a move aside the cursor is at %d, want 1", x)
	}
}

func TestVerticalMovesGoByRows(t *testing.T) {
	e := written(true, "one two three four")
	e.SetSize(8, 5) // "one two ", "three ", "four"
	do(t, e, Up)
	sees(t, e, "one two thre|e four")
	do(t, e, Up)
	sees(t, e, "one |two three four")
	if e.Do(Up) {
		t.Error("there is a row above the first")
	}
	do(t, e, WordRight, Right, Left, Down)
	if x, y := e.Cursor(); y != 1 || x != 5 {
		t.Errorf("cursor at %d,%d, want 5,1: before the blank that ends the row", x, y)
	}
}

func TestALineScrollsSidewaysByCharacters(t *testing.T) {
	e := written(false, "日本語 Amina")
	e.SetSize(6, 1)
	shows(t, e, "Amina")
	e.SetSize(8, 1)
	shows(t, e, " Amina") // the wide character before would not leave room for the cursor
	if x, _ := e.Cursor(); x != 6 {
		t.Errorf("cursor at %d, want 6", x)
	}
	do(t, e, TextStart)
	shows(t, e, "日本語 A")
	do(t, e, Right, Right, Right, Right)
	shows(t, e, "日本語 A")
	do(t, e, Right)
	shows(t, e, "本語 Ami")
	do(t, e, TextEnd, DeleteWordBack)
	shows(t, e, "日本語 ")
}

func TestAWideCharacterInAWindowOfOneCell(t *testing.T) {
	e := written(false, "日")
	e.SetSize(1, 1)
	do(t, e, Left)
	shows(t, e, "…")
	do(t, e, Right)
	shows(t, e, "")
}

func TestTheSelectionIsShownInCells(t *testing.T) {
	e := written(true, "日本語\n\nab cd")
	e.SetSize(6, 5)
	do(t, e, WordLeft, SelectTextStart, SelectRight)
	want := []Line{{"日本", 2, 4}, {"語", 0, 2}, {"", -1, -1}, {"ab cd", 0, 3}}
	if got := e.Lines(); !slices.Equal(got, want) {
		t.Errorf("lines are %+v, want %+v", got, want)
	}
}

func TestClickingPutsTheCursor(t *testing.T) {
	e := written(true, "日本語 one\ntwo")
	e.SetSize(8, 4) // "日本語 ", "one", "two"
	for _, c := range []struct {
		x, y int
		want string
	}{
		{0, 0, "|日本語 one\ntwo"},
		{3, 0, "日|本語 one\ntwo"},
		{7, 0, "日本語| one\ntwo"},
		{1, 1, "日本語 o|ne\ntwo"},
		{99, 1, "日本語 one|\ntwo"},
		{-5, 2, "日本語 one\n|two"},
		{2, 99, "日本語 one\ntw|o"},
		{1, -9, "|日本語 one\ntwo"},
	} {
		e.Click(c.x, c.y)
		sees(t, e, c.want)
	}
	line := written(false, numbered(2)+" Amina Diallo")
	line.SetSize(5, 1)
	line.Click(1, 0)
	if line.SelectWordAt(1, 0); line.Selection() != "Diallo" {
		t.Errorf("selected is %q", line.Selection())
	}
}

func TestDraggingSelectsAndScrolls(t *testing.T) {
	e := written(true, numbered(10))
	e.SetSize(4, 3)
	e.Click(1, 1)
	e.Drag(0, 0)
	if got := e.Selection(); got != "7\n8" {
		t.Errorf("selected is %q", got)
	}
	e.Drag(0, -7)
	shows(t, e, "6", "7", "8")
	if got := e.Selection(); got != "6\n7\n8" {
		t.Errorf("selected is %q", got)
	}
	e.Click(0, 0)
	e.Drag(1, 50)
	if shows(t, e, "7", "8", "9"); e.Selection() != "6\n7\n8\n9" {
		t.Errorf("selected is %q", e.Selection())
	}
	line := written(false, "Amina Diallo")
	line.SetSize(5, 1)
	line.Drag(-1, 0)
	if got := line.Selection(); got != "iallo" {
		t.Errorf("selected is %q", got)
	}
}

func TestADoubleClickSelectsAWord(t *testing.T) {
	e := written(true, "don't  stop, 日本")
	for x, want := range map[int]string{0: "don't", 4: "don't", 5: "  ", 8: "stop", 11: ",", 13: "日", 40: "本"} {
		if e.SelectWordAt(x, 0); e.Selection() != want {
			t.Errorf("at %d selected is %q, want %q", x, e.Selection(), want)
		}
	}
	e.SetText("")
	if e.SelectWordAt(3, 3); e.Selection() != "" {
		t.Errorf("in an empty text selected is %q", e.Selection())
	}
}

func TestAnySizeWillDo(t *testing.T) {
	sizes := []int{math.MinInt, -1, 0, 1, 2, 3, math.MaxInt}
	for _, multiline := range []bool{true, false} {
		for _, w := range sizes {
			for _, h := range sizes {
				e := written(multiline, "日本語 Amina\n\u0301👨‍👩‍👧 Per")
				e.SetSize(w, h)
				for a := Left; a <= Redo; a++ {
					e.Do(a)
					e.Click(int(a), h)
					e.Drag(w, int(a)-9)
				}
				e.Insert("möte")
				if x, y := e.Cursor(); x < 0 || y < 0 || x >= max(w, 1) || y >= max(h, 1) {
					t.Errorf("cursor at %d,%d in a window of %dx%d", x, y, w, h)
				}
				if rows := e.Lines(); len(rows) > max(h, 0) || w < 1 && rows != nil {
					t.Errorf("%d rows in a window of %dx%d", len(rows), w, h)
				}
				if e.Height(w) < 1 {
					t.Errorf("height %d at width %d", e.Height(w), w)
				}
			}
		}
	}
}
