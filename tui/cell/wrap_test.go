package cell_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/tui/cell"
)

func TestWrapBreaksAtBlanksAndKeepsParagraphs(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want []string
	}{
		{"", 5, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 8, []string{"one two", "three"}},
		{"one  two", 4, []string{"one", "two"}},
		{"a\n\nb\n", 5, []string{"a", "", "b", ""}},
		{"  indented text", 10, []string{"  indented", "text"}},
		{"      indented", 8, []string{"indented"}},
		{"programme", 4, []string{"prog", "ramm", "e"}},
		{"a programme b", 4, []string{"a", "prog", "ramm", "e b"}},
		{"trailing   ", 20, []string{"trailing"}},
		{"     ", 3, []string{""}},
		{"日本語の文。", 5, []string{"日本", "語の", "文。"}},
		{"日本語です", 4, []string{"日本", "語で", "す"}},
		{"日本語。", 6, []string{"日本", "語。"}},
		{"「日」本", 6, []string{"「日」", "本"}},
		{"日 本", 1, []string{"…", "…"}},
		{"한국어 단어", 8, []string{"한국어", "단어"}},
		{"🇸🇪🇳🇴🇫🇮", 5, []string{"🇸🇪🇳🇴", "🇫🇮"}},
		{"👨‍👩‍👧👨‍👩‍👧", 2, []string{"👨‍👩‍👧", "👨‍👩‍👧"}},
		{"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"שלום עולם", 5, []string{"שלום", "עולם"}},
		{"ab", 0, []string{"a", "b"}},
	} {
		if got := cell.Wrap(c.text, c.w); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

// lastSign is the last grapheme cluster: a blank that joins the sign before it, as behind
// an Arabic number sign, is no blank.
func lastSign(s string) (last string) {
	for s != "" {
		last, _ = cell.First(s)
		s = s[len(last):]
	}
	return last
}

func TestWrapLosesNothingButBlanksAtTheBreaks(t *testing.T) {
	ink := strings.NewReplacer(" ", "", "\n", "")
	rapid.Check(t, func(t *rapid.T) {
		s, w := anything().Draw(t, "s"), rapid.IntRange(1, 20).Draw(t, "w")
		rows := cell.Wrap(s, w)
		for _, row := range rows {
			if cell.Width(row) > w || cell.Clean(row) != row || lastSign(row) == " " {
				t.Fatalf("Wrap(%q, %d): row %q, %d cells", s, w, row, cell.Width(row))
			}
		}
		if w > 1 && ink.Replace(strings.Join(rows, "")) != ink.Replace(cell.Clean(s)) {
			t.Fatalf("Wrap(%q, %d) = %q", s, w, rows)
		}
	})
}

func TestPiecesMakeUpTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, joined := plain().Draw(t, "s"), ""
		most := rapid.IntRange(1, 100).Draw(t, "most")
		for at := 0; at < len(s); at = len(joined) {
			ink, width, blanks := cell.Piece(s[at:], most)
			if ink == "" && blanks == 0 || width != cell.Width(ink) || width > most+1 {
				t.Fatalf("Piece(%q) = %q, %d, %d", s[at:], ink, width, blanks)
			}
			joined += ink + strings.Repeat(" ", blanks)
		}
		if joined != s {
			t.Fatalf("pieces of %q join to %q", s, joined)
		}
	})
}

func TestAPieceIsAWordOrOneWideCharacter(t *testing.T) {
	for line, want := range map[string]string{
		"word  next": "word", "  x": "", "日本": "日", "日。本": "日。", "「日」本": "「日」", "ab日": "ab", "日ab": "日",
		"é́ x": "é́", "a \u0301b": "a \u0301b", " \u0301b": " \u0301b", "한국 x": "한국", "fö rä": "fö",
	} {
		if ink, _, _ := cell.Piece(line, 99); ink != want {
			t.Errorf("Piece(%q) has the ink %q, want %q", line, ink, want)
		}
	}
}

func BenchmarkWrap(b *testing.B) {
	text := strings.Repeat("Vad vill jag ha åstadkommit när vi möts igen? ", 50)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		cell.Wrap(text, 76)
	}
}
