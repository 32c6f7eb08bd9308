package catalog

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func shipped(t testing.TB) *forms.Library {
	t.Helper()
	lib, err := Load()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return lib
}

func words(t testing.TB, l lang.Lang) *lang.Words {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatalf("lang.Load(%s): %v", l, err)
	}
	return w
}

// wants reads the comments "# want: LINE:COLUMN part of message" and, in Swedish,
// "# vill: LINE:COLUMN del av meddelandet" of a file.
func wants(data []byte, mark string) []string {
	var list []string
	for line := range bytes.Lines(data) {
		if rest, ok := bytes.CutPrefix(line, []byte(mark)); ok {
			list = append(list, string(bytes.TrimSpace(rest)))
		}
	}
	return list
}

func TestEveryFaultOfABrokenFileIsSaidInEveryLanguage(t *testing.T) {
	names, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(names) < 25 {
		t.Fatalf("%d broken files, %v", len(names), err)
	}
	lib := shipped(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			faults := Check(filepath.Base(name), data, lib)
			said(t, faults, wants(data, "# want: "), words(t, lang.English))
			said(t, faults, wants(data, "# vill: "), words(t, lang.Swedish))
			for i, f := range faults {
				french, english := f.Say(words(t, lang.French)), f.Say(words(t, lang.English))
				place, _, _ := strings.Cut(english, ": ")
				if french == english || !strings.HasPrefix(french, place+": ") || strings.Contains(french, "⟦") {
					t.Errorf("fault %d in French: %q", i, french)
				}
			}
		})
	}
}

// inFolders are the faults of files in a folder; folder_test.go breaks those.
var inFolders = []string{
	"file_twice", "left_out", "goes_without", "only_shipped", "list_taken", "version_low", "copies_changed", "field_needed", "kind_changed",
	"too_many_files", "not_readable", "not_a_file", "too_big",
	"cond_empty", "cond_text", // not from a file: it is UTF-8, and an empty value is told first
}

func TestEveryFaultThereIsHasItsBrokenFile(t *testing.T) {
	names, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	broken := map[string]bool{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Check(name, data, shipped(t)) {
			broken[strings.TrimPrefix(f.Key, "formcheck.")] = true
		}
	}
	for _, key := range saidInCode(t) {
		part := strings.HasPrefix(key, "language_") && key != "language_twice" || key == "cond_end" // of other messages
		if !part && !broken[key] && !slices.Contains(inFolders, key) {
			t.Errorf("no broken file shows the fault %s", key)
		}
	}
}

// said compares the messages with "LINE:COLUMN part of message", one for one.
func said(t *testing.T, faults []Fault, want []string, w *lang.Words) {
	t.Helper()
	var got []string
	for _, f := range faults {
		got = append(got, f.Say(w))
	}
	if len(want) == 0 || len(got) != len(want) {
		t.Errorf("%s: %d faults, want %d:\n%s", w.Lang(), len(got), len(want), strings.Join(got, "\n"))
		return
	}
	for i, text := range want {
		place, part, _ := strings.Cut(text, " ")
		if !strings.HasPrefix(got[i], faults[i].File+":"+place+": ") || !strings.Contains(got[i], part) {
			t.Errorf("%s: %q, want %s and %q", w.Lang(), got[i], place, part)
		}
		if strings.Contains(got[i], "⟦") || strings.Contains(got[i], "{") && !strings.Contains(part, "{") {
			t.Errorf("%s: %q has a hole", w.Lang(), got[i])
		}
	}
}

func TestGoodFilesHaveNoFaults(t *testing.T) {
	names, err := filepath.Glob("testdata/good/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d good files, %v", len(names), err)
	}
	w := words(t, lang.English)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, lib := range []*forms.Library{nil, shipped(t)} {
			for _, f := range Check(name, data, lib) {
				t.Errorf("with library %v: %s", lib != nil, f.Say(w))
			}
		}
	}
}

func TestWithoutALibraryOtherFilesAreTakenOnTrust(t *testing.T) {
	for _, name := range []string{"register_unknown", "register_column", "prefill_elsewhere", "condition_elsewhere", "programme_forms", "step_evidence_form"} {
		data, err := os.ReadFile(filepath.Join("testdata/broken", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		alone, together := Check(name, data, nil), Check(name, data, shipped(t))
		if len(alone) >= len(together) {
			t.Errorf("%s: %d faults alone, %d with the library", name, len(alone), len(together))
		}
	}
}

func TestFaultsComeInTheOrderOfTheirLines(t *testing.T) {
	data, err := os.ReadFile("testdata/broken/key_missing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	faults := Check("x.yaml", data, shipped(t))
	if !slices.IsSortedFunc(faults, func(a, b Fault) int { return a.Line - b.Line }) || len(faults) < 4 {
		t.Errorf("faults %+v", faults)
	}
}
