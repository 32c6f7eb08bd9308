package main

import (
	"encoding/json"
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
		{Figure{"p50", 13.249, "ms"}, "13.2 ms"},
		{Figure{"p50", 0.107, "ms"}, "0.11 ms"},
		{Figure{"bytes", 1234.5, ""}, "1234"},
		{Figure{"bytes", 0, ""}, "0"},
		{Figure{"× bare", 1.126, ""}, "1.13"},
		{Figure{"p50", 0.00123, "ms"}, "0.0012 ms"},
		{Figure{"p50", math.NaN(), "ms"}, "? ms"},
	} {
		if got := c.f.amount(); got != c.want {
			t.Errorf("%v is shown as %q, want %q", c.f.Value, got, c.want)
		}
	}
}

func TestTheTableSaysWhatIsMetAndWhatIsMissed(t *testing.T) {
	var b strings.Builder
	err := show(&b, []Row{
		judged(Row{
			Group: "start", What: "first screen", Limits: []Limit{{"p50", 16, "≤ 16 ms"}}, Ours: []Figure{{"p50", 15, "ms"}, {"× bare", 1.1, ""}},
			Beside: []Beside{{Who: "vim", Figures: []Figure{{"p50", 22.9, "ms"}}}, {Who: "dialog", Absent: absent}},
		}),
		judged(Row{Group: "start", What: "of one pair", Limits: []Limit{{"p50", 16, "≤ 16 ms"}}, Ours: []Figure{{"p50", 17, "ms"}}, Note: "from the list"}),
		judged(Row{Group: "paste", What: "paste", Ours: []Figure{{"took", 151, "ms"}}}),
		judged(Row{Group: "idle", What: "idle", Failed: "the program ended"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for l := range strings.Lines(b.String()) {
		if words := strings.Fields(l); len(words) > 0 {
			got = append(got, strings.Join(words, " "))
		}
	}
	rule := strings.Repeat("─", tableWide)
	want := []string{
		"start p50 × bare", rule,
		"first screen 15 ms 1.10 met", "budget: ≤ 16 ms", "vim 22.9 ms", "dialog not here",
		"of one pair [1] 17 ms MISSED", "[1] from the list",
		"paste took", rule, "paste 151 ms",
		"idle", rule, "idle FAILED", "the program ended",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-want +got):\n%s\n%s", diff, b.String())
	}
}

func TestAFigureThatIsNoNumberIsNullInJSON(t *testing.T) {
	got, err := json.Marshal([]Figure{{"p50", 1.5, "ms"}, {"× raw", math.NaN(), ""}, {"× bare", math.Inf(1), ""}})
	want := `[{"name":"p50","value":1.5,"unit":"ms"},{"name":"× raw","value":null,"unit":""},{"name":"× bare","value":null,"unit":""}]`
	if err != nil || string(got) != want {
		t.Errorf("JSON: %s, %v; want %s", got, err, want)
	}
}

func TestTheReadmesTableHasWhatTheRunFound(t *testing.T) {
	got := markdown(report{Machine: machine{CPU: "CPU", Cores: 2}, Rows: []Row{judged(Row{
		What: "start", Limits: []Limit{{"p50", 16, "p50 ≤ 16 ms"}}, Ours: []Figure{{"p50", 17, "ms"}, {"p95", 19, "ms"}},
		Beside: []Beside{{Who: "vim", Figures: []Figure{{"p50", 20.04, "ms"}}}, {Who: "dialog", Absent: absent}},
	})}})
	if want := "| start | p50 ≤ 16 ms | 17 ms · p95 19 ms **missed** | vim 20.0 ms; dialog not here |\n"; !strings.HasSuffix(got, want) {
		t.Errorf("the table ends otherwise than %q:\n%s", want, got)
	}
}

func TestTheTableFitsEightyColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-zåö≤×]{1,16}`), 1, 12).Draw(t, "words"), " ")
		})
		figures := rapid.Custom(func(t *rapid.T) []Figure {
			var out []Figure
			for _, name := range []string{"p50", "p95", "× bare", "command"}[:rapid.IntRange(0, 4).Draw(t, "columns")] {
				out = append(out, Figure{name, rapid.Float64Range(0, 99_999).Draw(t, name), "ms"})
			}
			return out
		})
		rows := []Row{judged(Row{
			Group: "start", What: text.Draw(t, "what"), Ours: figures.Draw(t, "ours"), Note: text.Draw(t, "note"),
			Limits: []Limit{{"p50", 16, text.Draw(t, "budget")}}, Beside: []Beside{{Who: text.Draw(t, "who"), Figures: figures.Draw(t, "theirs")}},
		})}
		var b strings.Builder
		if err := show(&b, rows); err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(l, "\n")); n > tableWide {
				t.Fatalf("%d columns: %s", n, l)
			}
		}
	})
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
