package story

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"
)

// shown writes output to a small terminal and returns the screen.
func shown(t *testing.T, output string) Grid {
	t.Helper()
	var g Grid
	synctest.Test(t, func(t *testing.T) {
		term := newTerminal(20, 3, nil)
		if err := term.start(); err != nil {
			t.Fatal(err)
		}
		if _, err := term.Write([]byte(output)); err != nil {
			t.Error(err)
		}
		g = term.grid()
		term.stop()
	})
	return g
}

func TestALineFeedGoesToTheStartOfTheNextLine(t *testing.T) {
	if got := shown(t, "one\ntwo\r\nthree").Text(); got != "one\ntwo\nthree" {
		t.Errorf("screen is %q", got)
	}
}

func TestARepeatedCharacterIsWrittenOut(t *testing.T) {
	if got := shown(t, "a-\x1b[4bz").Text(); got != "a-----z" {
		t.Errorf("screen is %q", got)
	}
}

func TestARepetitionWithoutAnEndIsLeftOut(t *testing.T) {
	if got := shown(t, "a\x1b[99999999999999999999bz").Text(); got != "az" {
		t.Errorf("screen is %q", got)
	}
}

func TestAColumnMoveOfOtherTerminalsIsUnderstood(t *testing.T) {
	if got := shown(t, "abc\x1b[6`d\x1b[`e").Text(); got != "ebc  d" {
		t.Errorf("screen is %q", got)
	}
}

func TestColoursAndAttributesAreKeptPerCell(t *testing.T) {
	for sequence, want := range map[string]string{
		"31":                     "fg:1",
		"93":                     "fg:11",
		"41":                     "bg:1",
		"104":                    "bg:12",
		"38;5;97":                "fg:97",
		"48;5;102;93":            "fg:11 bg:102",
		"38;2;90;91;92":          "fg:#5a5b5c",
		"48;2;100;101;102;1;107": "bold bg:15",
		"2;3;4;9;7":              "faint italic underline strike reverse",
		"4:3":                    "underline",
		"1;38":                   "bold",
		"1;38;9":                 "bold strike",
		"31;39":                  "",
		"1;31;0":                 "",
	} {
		want := "⟨" + want + "⟩x⟨/⟩"
		if want == "⟨⟩x⟨/⟩" {
			want = "x"
		}
		if got := shown(t, "\x1b["+sequence+"mx\x1b[m y").Styled(); got != want+" y" {
			t.Errorf("%q gives %q, want %q", sequence, got, want+" y")
		}
	}
}

func TestErasingLeavesBlankCells(t *testing.T) {
	g := shown(t, "abc漢\x1b[1;2H\x1b[K")
	if got := g.Text(); got != "a" {
		t.Errorf("screen is %q", got)
	}
	for x, c := range g[0] {
		if c.Width != 1 {
			t.Errorf("cell %d is %d wide after erasing", x, c.Width)
		}
	}
}

func TestAStoppedTerminalRefusesOutput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		term := newTerminal(20, 3, nil)
		if err := term.start(); err != nil {
			t.Fatal(err)
		}
		if err := term.start(); err == nil {
			t.Error("the terminal started twice")
		}
		term.stop()
		synctest.Wait()
		if _, err := term.Write([]byte("late")); err == nil {
			t.Error("a stopped terminal took output")
		}
	})
}

func TestModesAreKnownWhileTheyAreOn(t *testing.T) {
	term := newTerminal(20, 3, nil)
	term.listen([]byte("\x1b[?1002;1006h text \x1b[?2004h"))
	if !term.mouseOn() || !term.mode(modeBracketedPaste) {
		t.Error("the mouse and bracketed paste should be on")
	}
	term.listen([]byte("\x1b[?1002l\x1b[?2004l"))
	if term.mouseOn() || term.mode(modeBracketedPaste) {
		t.Error("the mouse and bracketed paste should be off")
	}
}

func TestAKeyboardHandsOverEveryByteInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chunks := rapid.SliceOf(rapid.StringN(0, 20, 40)).Draw(t, "chunks")
		size := rapid.IntRange(1, 8).Draw(t, "size of a read")
		k := newKeyboard()
		for _, c := range chunks {
			k.push([]byte(c))
		}
		want, got := strings.Join(chunks, ""), ""
		p := make([]byte, size)
		for len(got) < len(want) {
			n, err := k.Read(p)
			if err != nil || n == 0 {
				t.Fatalf("read %d bytes, %v", n, err)
			}
			got += string(p[:n])
		}
		if got != want {
			t.Fatalf("read %q, want %q", got, want)
		}
		k.close()
		if _, err := k.Read(p); !errors.Is(err, io.EOF) {
			t.Fatalf("a closed keyboard gives %v", err)
		}
	})
}
