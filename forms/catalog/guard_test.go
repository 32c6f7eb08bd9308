package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms/lang"
)

// bombs are files that are small to write and meant to be large to read.
func bombs() map[string]string {
	const visit = "form: visit\nversion: 1\ncopies: one\ntitle: {en: a, sv: a}\npurpose: {en: a, sv: a}\nsections:\n"
	aliases := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10))
	}
	return map[string]string{
		"aliases":        aliases + "form: *a11\n",
		"large":          visit + strings.Repeat("# a comment\n", 100_000),
		"deep flow":      "form: " + strings.Repeat("[", MaxBytes/2),
		"deep block":     "form:\n " + strings.Repeat("- ", MaxBytes/4),
		"deep mapping":   strings.Repeat("{a: ", 200_000),
		"questions":      strings.Repeat("? ", MaxBytes/4),
		"flow pairs":     "form: [" + strings.Repeat("a: b,", maxMarks/2-2) + "]",
		"unknown keys":   "form: x\n" + keys(40_000),
		"same key":       "form: x\n" + strings.Repeat("title: x\n", 45_000),
		"empty items":    visit + "  - " + strings.Repeat("\n  - ", 40_000),
		"many items":     visit + "  - " + strings.Repeat("\n  - ", 100_000),
		"short sections": visit + strings.Repeat("  - {id: a}\n", 16_000),
		"long condition": visit + "  - {id: a, show: \"" + strings.Repeat("(", 200_000) + "\"}",
		"long text":      visit + "  - {id: a, title: {en: \"" + strings.Repeat("{x}", 60_000) + "\"}}",
		"long id":        visit + "  - {id: " + strings.Repeat("a", 500_000) + "}",
		"comments":       "form: x\n" + strings.Repeat("# x\n", 200_000),
		"nul":            strings.Repeat("\x00", 1000),
		"ten megabytes":  visit + strings.Repeat("  - {id: a, title: {en: a}}\n", 10<<20/28),
	}
}

// fastest returns how long f takes, at its best of two: other programs run here too.
func fastest(f func()) time.Duration {
	best := time.Hour
	for range 2 {
		start := time.Now()
		f()
		if best = min(best, time.Since(start)); best < time.Second/2 {
			break
		}
	}
	return best
}

func keys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "titel%d: x\n", i)
	}
	return b.String()
}

func TestHostileFilesCostLittle(t *testing.T) {
	lib := shipped(t)
	for name, text := range bombs() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var faults []Fault
			took := fastest(func() { faults = Check("bomb.yaml", []byte(text), lib) })
			runtime.ReadMemStats(&after)
			if len(faults) == 0 || len(faults) > maxFaults {
				t.Errorf("%d faults", len(faults))
			}
			if took > time.Second {
				t.Errorf("took %v", took)
			}
			if mib := (after.TotalAlloc - before.TotalAlloc) >> 20; mib > 600 { // twice, where the first was slow
				t.Errorf("allocated %d MiB", mib)
			}
		})
	}
}

func TestFileOverOneMebibyteIsRefusedUnread(t *testing.T) {
	faults := Check("x.yaml", []byte(strings.Repeat("[", MaxBytes+1)), nil)
	if len(faults) != 1 || faults[0].Key != "formcheck.too_big" {
		t.Errorf("faults %+v", faults)
	}
	if faults := Check("x.yaml", []byte(strings.Repeat("x", MaxBytes)), nil); len(faults) != 1 || faults[0].Key != "formcheck.which_file" {
		t.Errorf("exactly one MiB: %.3v", faults)
	}
}

func FuzzCheck(f *testing.F) {
	for _, pattern := range []string{"testdata/*/*.yaml", "registers.yaml", "programmes/workplace.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	lib := shipped(f)
	languages := []*lang.Words{words(f, lang.English), words(f, lang.Swedish), words(f, lang.French)}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		alone, together := Check("x.yaml", data, nil), Check("x.yaml", data, lib)
		if took := time.Since(start); took > 2*time.Second {
			t.Fatalf("%d bytes took %v", len(data), took)
		}
		for _, faults := range [][]Fault{alone, together} {
			if len(faults) > maxFaults || !slices.IsSortedFunc(faults, func(a, b Fault) int { return a.Line - b.Line }) {
				t.Fatalf("%d faults, or not in order", len(faults))
			}
			for _, fault := range faults {
				for _, w := range languages {
					said := fault.Say(w)
					if !strings.HasPrefix(said, fmt.Sprintf("x.yaml:%d:%d: ", fault.Line, fault.Column)) || fault.Line < 1 || fault.Column < 1 || strings.Contains(said, "⟦") {
						t.Fatalf("%+v is said as %q", fault, said)
					}
					if strings.ContainsFunc(said, isControl) {
						t.Fatalf("%q holds control characters", said)
					}
				}
			}
		}
	})
}
