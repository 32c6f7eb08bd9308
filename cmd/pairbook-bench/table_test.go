package main

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func judged(r Row) Row {
	r.judge()
	return r
}

func TestABudgetIsMetWhenEveryLimitHolds(t *testing.T) {
	limits := []Limit{{"p50", 6, "p50 ≤ 6 ms"}, {"p95", 10, "p95 ≤ 10 ms"}}
	for _, c := range []struct {
		name string
		ours []Figure
		met  bool
	}{
		{"both hold", []Figure{{"p50", 5, "ms"}, {"p95", 9, "ms"}}, true},
		{"just at the limit", []Figure{{"p50", 6, "ms"}, {"p95", 10, "ms"}}, true},
		{"one too slow", []Figure{{"p50", 5, "ms"}, {"p95", 11, "ms"}}, false},
		{"one not measured", []Figure{{"p50", 5, "ms"}}, false},
		{"one is no number", []Figure{{"p50", 5, "ms"}, {"p95", math.NaN(), "ms"}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := judged(Row{Limits: limits, Ours: c.ours}); got.Met != c.met {
				t.Errorf("met: %v, want %v", got.Met, c.met)
			}
		})
	}
	if judged(Row{Failed: "the program ended"}).Met {
		t.Error("what could not be measured passes as met")
	}
}

func TestFiguresShowWhatCountsAndNoMore(t *testing.T) {
	for _, c := range []struct {
		f    Figure
		want string
	}{
		{Figure{"p50", 13.249, "ms"}, "p50 13.2 ms"},
		{Figure{"p50", 0.107, "ms"}, "p50 0.11 ms"},
		{Figure{"", 1234.5, "bytes"}, "1234 bytes"},
		{Figure{"", 0, "bytes"}, "0 bytes"},
		{Figure{"× bare", 1.126, ""}, "× bare 1.13"},
		{Figure{"p50", 0.00123, "ms"}, "p50 0.0012 ms"},
		{Figure{"p50", math.NaN(), "ms"}, "p50 ? ms"},
	} {
		if got := c.f.String(); got != c.want {
			t.Errorf("%v is shown as %q, want %q", c.f.Value, got, c.want)
		}
	}
}

func TestTheTableSaysWhatIsMetAndWhatIsMissed(t *testing.T) {
	var b strings.Builder
	err := show(&b, []Row{
		judged(Row{
			What: "start", Limits: []Limit{{"p50", 16, "≤ 16 ms"}}, Ours: []Figure{{"p50", 15, "ms"}},
			Beside: []Beside{{Who: "vim", Figures: []Figure{{"p50", 22.9, "ms"}}}, {Who: "dialog", Absent: missing}},
		}),
		judged(Row{What: "paste", Limits: []Limit{{"", 150, "≤ 150 ms"}}, Ours: []Figure{{"", 151, "ms"}}, Note: "of 100 KB"}),
		judged(Row{What: "idle", Failed: "the program ended"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for l := range strings.Lines(b.String()) {
		if words := strings.Fields(l); len(words) > 0 {
			got = append(got, words)
		}
	}
	want := [][]string{
		{"what", "budget", "ours", "beside"},
		strings.Fields(rules()),
		{"start", "≤", "16", "ms", "p50", "15", "ms", "vim:", "p50", "22.9", "ms", "met"},
		{"dialog:", "not", "installed"},
		{"paste", "[1]", "≤", "150", "ms", "151", "ms", "MISSED"},
		{"idle", "the", "program", "ended", "FAILED"},
		{"[1]", "of", "100", "KB"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-want +got):\n%s\n%s", diff, b.String())
	}
}

func rules() string {
	var out []string
	for _, w := range widths {
		out = append(out, strings.Repeat("─", w))
	}
	return strings.Join(out, " ")
}

func TestFoldingLosesNoWordAndKeepsTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zåäö≤]{1,8}`), 0, 20).Draw(t, "words")
		w := rapid.IntRange(8, 40).Draw(t, "width")
		folded := fold(strings.Join(words, " "), w)
		for _, l := range folded {
			if utf8.RuneCountInString(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
		if got := strings.Fields(strings.Join(folded, " ")); strings.Join(got, " ") != strings.Join(words, " ") {
			t.Fatalf("%q became %q", words, got)
		}
	})
}
