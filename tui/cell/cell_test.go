package cell_test

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"pairbook/tui/cell"
)

// words are the stuff of test texts: scripts, emoji, marks and blanks.
var words = []string{
	"a", "bc", "mentor", "förändring", " ", "  ", "日本語", "日", "。", "「", "한국어", "नमस्ते", "שלום", "مرحبا",
	"🇸🇪", "👨‍👩‍👧", "⚠️", "1️⃣", "e\u0301", "\u0301", "\u200b", "\u200d", "\u0600", "\u00ad", "…", "-", ",", "ー",
}

// plain draws texts without line breaks or control characters.
func plain() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 20).Draw(t, "words"), "")
	})
}

// anything draws texts with line breaks, control characters and broken UTF-8.
func anything() *rapid.Generator[string] {
	return rapid.OneOf(plain(), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
}

func TestWidthCountsWhatAReaderSees(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "åäö": 3, "日本語": 6, "e\u0301": 1, "🇸🇪": 2, "👨‍👩‍👧": 2, "1️⃣": 2,
		"\x1b[31mred\x1b[0m": 3, "שלום": 4, "a\u200bb": 2, "…": 1,
	} {
		if got := cell.Width(text); got != want {
			t.Errorf("Width(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestTheWidthOfATextIsTheSumOfItsClusters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sum, joined := plain().Draw(t, "s"), 0, ""
		for pos := 0; pos < len(s); {
			g, w := cell.First(s[pos:])
			if w < 0 || w > 2 || g == "" {
				t.Fatalf("First(%q) = %q, %d", s[pos:], g, w)
			}
			joined, sum, pos = joined+g, sum+w, pos+len(g)
		}
		if joined != s || sum != cell.Width(s) || sum != ansi.StringWidth(s) {
			t.Fatalf("clusters of %q sum to %d, Width says %d, ansi %d", s, sum, cell.Width(s), ansi.StringWidth(s))
		}
	})
}

func TestFirstOfNothingIsNothing(t *testing.T) {
	if g, w := cell.First(""); g != "" || w != 0 {
		t.Errorf("First of an empty text = %q, %d", g, w)
	}
	if g, w := cell.First("\tx"); g != "\t" || w != 0 {
		t.Errorf("First of a tab = %q, %d", g, w)
	}
}

func TestCutEndsAtAGraphemeEdgeWithAnEllipsis(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"Amina", 5, "Amina"},
		{"Amina", 4, "Ami…"},
		{"Amina", 1, "…"},
		{"Amina", 0, ""},
		{"Amina", -3, ""},
		{"日本語", 6, "日本語"},
		{"日本語", 5, "日本…"},
		{"日本語", 4, "日…"},
		{"日", 1, "…"},
		{"🇸🇪🇳🇴", 3, "🇸🇪…"},
		{"👨‍👩‍👧👨‍👩‍👧", 2, "…"},
		{"e\u0301e\u0301", 1, "…"},
		{"one\ntwo", 9, "one two"},
		{"\x1b[31mred", 3, "red"},
	} {
		if got := cell.Cut(c.text, c.w); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

func TestCutKeepsWhatFitsAndNeverExceeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := anything().Draw(t, "s"), rapid.IntRange(-2, 30).Draw(t, "w")
		got := cell.Cut(s, w)
		if cell.Width(got) > max(w, 0) {
			t.Fatalf("Cut(%q, %d) = %q takes %d cells", s, w, got, cell.Width(got))
		}
		if whole := cell.CleanLine(s); w > 0 && cell.Width(whole) <= w && got != whole {
			t.Fatalf("Cut(%q, %d) = %q although it fits", s, w, got)
		}
	})
}

func TestPadIsExactlyAsWideAsAsked(t *testing.T) {
	if got := cell.Pad("日本", 5); got != "日本 " {
		t.Errorf("Pad = %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		s, w := anything().Draw(t, "s"), rapid.IntRange(-2, 30).Draw(t, "w")
		if got := cell.Pad(s, w); cell.Width(got) != max(w, 0) {
			t.Fatalf("Pad(%q, %d) = %q takes %d cells", s, w, got, cell.Width(got))
		}
	})
}

func TestNothingPanicsAtExtremeWidths(t *testing.T) {
	for _, w := range []int{math.MinInt, -1, 0, 1, 2, math.MaxInt} {
		for _, s := range append(words, "", "\x1b[", "\xff", "a\nb") {
			if got := cell.Cut(s, w); w < 1 && got != "" {
				t.Errorf("Cut(%q, %d) = %q", s, w, got)
			}
			if got := cell.Wrap(s, w); len(got) == 0 {
				t.Errorf("Wrap(%q, %d) has no row", s, w)
			}
			if got := cell.Pad(s, min(w, 1000)); w < 1 && got != "" {
				t.Errorf("Pad(%q, %d) = %q", s, w, got)
			}
		}
	}
}

func BenchmarkCutSwedish(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cell.Cut("Vad vill jag ha åstadkommit när vi möts igen i höst?", 40)
	}
}
