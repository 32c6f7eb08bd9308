package text

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// written returns an editor that holds s.
func written(multiline bool, s string) *Editor {
	e := New(multiline)
	e.SetText(s)
	return e
}

// do carries out actions and fails at the first that does nothing.
func do(t *testing.T, e *Editor, actions ...Action) {
	t.Helper()
	for i, a := range actions {
		if !e.Do(a) {
			t.Fatalf("action number %d (%d) did nothing", i, a)
		}
	}
}

// sees compares the text with "|" put in at the cursor.
func sees(t *testing.T, e *Editor, want string) {
	t.Helper()
	s, at := e.Text(), e.offset(e.cursor)
	if got := s[:at] + "|" + s[at:]; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

// clusters are characters as a reader counts them, however many code points.
var clusters = map[string]string{
	"a letter": "a", "a Swedish letter": "å", "a letter with a mark": "e\u0301", "a flag": "🇸🇪", "a family": "👨‍👩‍👧",
	"a skin tone": "👋🏽", "a keycap": "1️⃣", "a sign shown as emoji": "⚠️", "a Han sign": "語", "a Korean syllable": "한",
	"Korean letters": "\u1112\u1161\u11ab", "a Hebrew letter with a point": "בּ", "an Arabic letter": "ع", "a Hindi syllable": "स्ते",
	"a wide sign beyond the BMP": "𠮷",
}

func TestDeletingTakesAWholeCharacter(t *testing.T) {
	for name, c := range clusters {
		for _, around := range []string{"x", "日", ""} {
			e := written(true, around+c+around)
			do(t, e, TextStart)
			if around != "" {
				do(t, e, Right)
			}
			do(t, e, Right, DeleteBack)
			sees(t, e, around+"|"+around)
			do(t, e, Undo, Left, DeleteForward)
			if e.Text() != around+around {
				t.Errorf("%s: deleting forward left %q", name, e.Text())
			}
		}
	}
}

func TestTheCursorStepsOverAWholeCharacterAndStandsInItsCell(t *testing.T) {
	for name, c := range clusters {
		for _, multiline := range []bool{true, false} {
			e := written(multiline, c+c)
			want, _ := e.Cursor()
			do(t, e, Left)
			half, _ := e.Cursor()
			do(t, e, Left)
			if x, y := e.Cursor(); x != 0 || y != 0 || want != 2*half {
				t.Errorf("%s: the cursor stood at %d, %d, %d", name, want, half, x)
			}
			if e.Do(Left) {
				t.Errorf("%s: there is something left of the start", name)
			}
		}
	}
}

func TestTheCursorIsInTheCellBehindJapanese(t *testing.T) {
	e := New(false)
	e.Insert("日本語abc")
	if x, y := e.Cursor(); x != 9 || y != 0 {
		t.Errorf("cursor at %d,%d, want 9,0", x, y)
	}
}

func TestTheCursorNeverStaysInsideACharacter(t *testing.T) {
	e := written(true, "\u0301x")
	do(t, e, TextStart)
	e.Insert("e")
	sees(t, e, "e\u0301|x")

	e = written(true, "🇸 🇪")
	do(t, e, Left, DeleteBack)
	sees(t, e, "🇸🇪|")
	do(t, e, Undo)
	sees(t, e, "🇸 |🇪")

	e = written(true, "e\n\u0301")
	do(t, e, LineStart, DeleteBack)
	sees(t, e, "e\u0301|")
}

func TestCharactersThatStandAloneAreNeverJoined(t *testing.T) {
	count := func(s string) (n int) {
		for it := graphemes.FromString(s); it.Next(); {
			n++
		}
		return n
	}
	for r := ' '; r < 0x11000; r++ {
		if !standsAlone(r) {
			continue
		}
		if s := string(r); count("a"+s+"語"+s+s+"é") != 6 {
			t.Errorf("%U joins a neighbour", r)
		}
	}
}

func TestTextStaysAsTyped(t *testing.T) {
	for _, s := range []string{"  two blanks  ", "e\u0301 and é", "\n\n", "שלום, Per", "ﬁ", ""} {
		e := New(true)
		e.Insert(s)
		if e.Text() != s {
			t.Errorf("typed %q, text is %q", s, e.Text())
		}
	}
}

func TestWhatComesInIsCleaned(t *testing.T) {
	for _, put := range []func(*Editor, string){(*Editor).Insert, (*Editor).Paste, (*Editor).SetText} {
		e := New(true)
		put(e, "a\x1b[31m\tb\r\nc\x00\u202e")
		sees(t, e, "a    b\nc|")
		e = New(false)
		put(e, "Amina\r\nDiallo")
		sees(t, e, "Amina Diallo|")
	}
}

func TestNothingButControlCharactersChangesNothing(t *testing.T) {
	e := written(true, "Per")
	do(t, e, SelectAll)
	version := e.Version()
	e.Insert("\x00")
	e.Paste("")
	if e.Text() != "Per" || e.Selection() != "Per" || e.Version() != version {
		t.Errorf("text %q, selection %q", e.Text(), e.Selection())
	}
}

func TestASingleLineKnowsNoOtherLines(t *testing.T) {
	e := written(false, "Amina")
	for _, a := range []Action{NewLine, Up, Down, PageUp, PageDown, SelectUp, SelectDown} {
		if e.Do(a) {
			t.Errorf("action %d did something", a)
		}
	}
	if e.Height(1) != 1 || len(e.Lines()) != 1 {
		t.Errorf("%d rows high, shows %d", e.Height(1), len(e.Lines()))
	}
	sees(t, e, "Amina|")
}

func TestMovesByWordAndLine(t *testing.T) {
	const start = "Hej, Amina! Vi\nmöts kl. 10.30 日本"
	for _, c := range []struct {
		name    string
		actions []Action
		want    string
	}{
		{"to the start of the word", []Action{WordLeft}, "Hej, Amina! Vi\nmöts kl. 10.30 日|本"},
		{"over a number", []Action{WordLeft, WordLeft, WordLeft}, "Hej, Amina! Vi\nmöts kl. |10.30 日本"},
		{"to the line's start", []Action{LineStart}, "Hej, Amina! Vi\n|möts kl. 10.30 日本"},
		{"to the line before", []Action{LineStart, WordLeft}, "Hej, Amina! Vi|\nmöts kl. 10.30 日本"},
		{"by character too", []Action{LineStart, Left, Right}, "Hej, Amina! Vi\n|möts kl. 10.30 日本"},
		{"to the end of a word", []Action{TextStart, WordRight}, "Hej|, Amina! Vi\nmöts kl. 10.30 日本"},
		{"over punctuation", []Action{TextStart, WordRight, WordRight}, "Hej, Amina|! Vi\nmöts kl. 10.30 日本"},
		{"to the line's end", []Action{TextStart, LineEnd}, "Hej, Amina! Vi|\nmöts kl. 10.30 日本"},
		{"to the next line", []Action{TextStart, LineEnd, WordRight}, "Hej, Amina! Vi\n|möts kl. 10.30 日本"},
		{"to the end", []Action{TextStart, TextEnd}, start + "|"},
		{"a word deleted back", []Action{TextStart, LineEnd, DeleteWordBack}, "Hej, Amina! |\nmöts kl. 10.30 日本"},
		{"with its punctuation", []Action{TextStart, LineEnd, DeleteWordBack, DeleteWordBack}, "Hej, |\nmöts kl. 10.30 日本"},
		{"a word deleted forward", []Action{TextStart, DeleteWordForward}, "|, Amina! Vi\nmöts kl. 10.30 日本"},
		{"a line's end deleted", []Action{TextStart, WordRight, DeleteToLineEnd}, "Hej|\nmöts kl. 10.30 日本"},
		{"a line's start deleted", []Action{WordLeft, DeleteToLineStart}, "Hej, Amina! Vi\n|本"},
		{"a line break deleted", []Action{LineStart, DeleteBack}, "Hej, Amina! Vi|möts kl. 10.30 日本"},
		{"a line break deleted forward", []Action{TextStart, LineEnd, DeleteForward}, "Hej, Amina! Vi|möts kl. 10.30 日本"},
		{"a line parted", []Action{WordLeft, NewLine}, "Hej, Amina! Vi\nmöts kl. 10.30 日\n|本"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := written(true, start)
			do(t, e, c.actions...)
			sees(t, e, c.want)
		})
	}
}

func TestWordsAmongPunctuationOnly(t *testing.T) {
	e := written(true, "--- ---")
	do(t, e, WordLeft)
	sees(t, e, "|--- ---")
	do(t, e, WordRight)
	sees(t, e, "--- ---|")
}

func TestAtTheEdgesThereIsNothingToDo(t *testing.T) {
	e := written(true, "ab")
	for _, a := range []Action{0, Right, WordRight, LineEnd, TextEnd, Down, PageDown, DeleteForward, DeleteWordForward, DeleteToLineEnd, SelectRight, SelectNone, Undo, Redo, Redo + 1} {
		if e.Do(a) {
			t.Errorf("at the end action %d did something", a)
		}
	}
	do(t, e, TextStart)
	for _, a := range []Action{Left, WordLeft, LineStart, TextStart, Up, PageUp, DeleteBack, DeleteWordBack, DeleteToLineStart, SelectLeft} {
		if e.Do(a) {
			t.Errorf("at the start action %d did something", a)
		}
	}
}

func TestSelectingAndReplacing(t *testing.T) {
	e := written(true, "one two\nthree")
	do(t, e, SelectWordLeft, SelectUp)
	if got := e.Selection(); got != "one two\nthree" {
		t.Errorf("selection is %q", got)
	}
	do(t, e, Right)
	sees(t, e, "one two\nthree|")
	do(t, e, SelectLeft, SelectLeft, Left)
	sees(t, e, "one two\nthr|ee")
	do(t, e, SelectLineStart)
	e.Insert("f")
	sees(t, e, "one two\nf|ee")
	do(t, e, SelectAll)
	if e.Do(SelectAll) {
		t.Error("selecting all twice changes something")
	}
	do(t, e, SelectNone)
	if e.Selection() != "" {
		t.Errorf("still selected: %q", e.Selection())
	}
	do(t, e, SelectAll, DeleteWordBack)
	if !e.Empty() || e.DeleteSelection() {
		t.Errorf("left is %q", e.Text())
	}
}

func TestVersionRisesWithTheTextOnly(t *testing.T) {
	e := New(true)
	before := e.Version()
	e.SetText("")
	e.SetSize(10, 3)
	e.Break()
	if e.Version() != before {
		t.Error("nothing changed, yet the version rose")
	}
	e.SetText("Per")
	if e.Version() <= before {
		t.Error("the text changed, yet the version did not rise")
	}
	before = e.Version()
	do(t, e, SelectAll)
	e.Insert("Per")
	e.SetText("Per")
	if e.Version() != before {
		t.Error("the same text was put in, yet the version rose")
	}
}

func TestRightToLeftTextKeepsItsOrder(t *testing.T) {
	e := written(true, "שלום Per")
	do(t, e, TextStart, Right)
	if x, _ := e.Cursor(); x != 1 {
		t.Errorf("cursor at %d, want 1", x)
	}
	if got := e.Lines()[0].Text; got != "שלום Per" {
		t.Errorf("row is %q", got)
	}
	do(t, e, DeleteBack)
	sees(t, e, "|"+strings.TrimPrefix("שלום Per", "ש"))
}
