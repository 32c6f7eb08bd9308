package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

func TestSettingsLieWhereASystemKeepsThem(t *testing.T) {
	for _, c := range []struct {
		goos string
		env  map[string]string
		want string
	}{
		{"linux", map[string]string{"HOME": "/home/a"}, "/home/a/.config"},
		{"linux", map[string]string{"HOME": "/home/a", "XDG_CONFIG_HOME": "/c"}, "/c"},
		{"linux", map[string]string{"HOME": "/home/a", "XDG_CONFIG_HOME": "c"}, "/home/a/.config"},
		{"darwin", map[string]string{"HOME": "/Users/a"}, "/Users/a/Library/Application Support"},
		{"windows", map[string]string{"AppData": `C:\Users\a`}, `C:\Users\a`},
		{"linux", nil, ""},
		{"windows", nil, ""},
	} {
		got := configFolder(c.goos, func(name string) string { return c.env[name] })
		if filepath.ToSlash(got) != filepath.ToSlash(c.want) {
			t.Errorf("%s %v: %q, want %q", c.goos, c.env, got, c.want)
		}
	}
}

// smallest is a version 9 of a shipped form that asks as little as it may.
func smallest(f *forms.Form) string {
	var b strings.Builder
	fmt.Fprintf(&b, "form: %s\nversion: 9\nlanguages: [en]\ntitle: {en: Ours}\npurpose: {en: Ours}\ncopies: %s\nsections:\n", f.ID, f.Copies)
	b.WriteString("  - id: all\n    title: {en: All}\n    fields:\n      - {id: only_ours, kind: short, by: both, label: {en: Only}}\n")
	for _, id := range forms.NeededFields(f.ID) {
		fd, _ := f.Field(id)
		from := map[forms.Kind]string{
			forms.KindChoice: ", from: programmes", forms.KindGroup: ", parts: [{id: date, kind: date, label: {en: Day}}]",
		}[fd.Kind]
		fmt.Fprintf(&b, "      - {id: %s, kind: %s, by: %s, label: {en: Needed}%s}\n", id, fd.Kind, fd.By, from)
	}
	return b.String()
}

// A programme may ask far less than we do. Nothing may break because a question that
// some part of the program knows is not there.
func TestEveryShippedFormCanBeReplacedByASmallOne(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := newHome(t)
	own := filepath.Join(h.dir, "own")
	if err := os.MkdirAll(filepath.Join(own, "forms"), 0o700); err != nil {
		t.Fatal(err)
	}
	for id, f := range lib.Forms {
		if err := os.WriteFile(filepath.Join(own, "forms", id+".yaml"), []byte(smallest(f)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.must(newArgs()...)
	h.must("set", "meeting/1", "m_date", "4 March")
	h.must("set", "contract", "ct_when", "First Thursday")
	h.env["PAIRBOOK_FORMS"] = own
	calls := [][]string{{"status"}, {"status", "--json"}, {"list"}, {"plan"}, {"set", "meeting/2", "m_date", "4 April"}, {"close", "meeting/1", "--anyway"}, {"reopen", "meeting/1"}}
	for id, f := range lib.Forms {
		sheet := id
		switch f.Copies {
		case forms.CopiesNumbered:
			sheet += "/1"
		case forms.CopiesEach:
			sheet += "/mentee"
		}
		calls = append(calls, []string{"show", sheet}, []string{"set", sheet, "only_ours", "a word"}, []string{"history", sheet},
			[]string{"export", sheet, "--format", "html"}, []string{"form", "show", id})
	}
	for _, call := range calls {
		s := h.run(call...)
		if s.code == int(Failed) || strings.Contains(s.err, "left out") {
			t.Errorf("pairbook %q: exit code %d\n%s", call, s.code, s.err)
		}
	}
	if s := h.must("show", "contract"); !strings.Contains(s, "Earlier questions") || !strings.Contains(s, "First Thursday") {
		t.Errorf("the contract has lost what was said:\n%s", s)
	}
	if s := h.must("show", "contract"); !strings.Contains(s, "When do we meet") && !strings.Contains(s, "ct_when") {
		t.Errorf("the earlier question has lost its words:\n%s", s)
	}
}

func TestWhatHadToBeLeftOutIsSaidInThreeLines(t *testing.T) {
	h := newHome(t)
	own := filepath.Join(h.dir, "own")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.yaml", "b.yaml", "c.yaml", "d.yaml"} {
		if err := os.WriteFile(filepath.Join(own, name), []byte("form: Broken\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.env["PAIRBOOK_FORMS"] = own
	words, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	r := &run{main: &Main{Env: func(name string) string { return h.env[name] }}, words: words}
	lib, err := r.library()
	if err != nil || lib.Forms["contract"] == nil {
		t.Fatalf("the rest is not there: %v", err)
	}
	note := r.leftOut()
	if !strings.Contains(note, "4 of your own files") || !strings.Contains(note, "a.yaml, b.yaml, c.yaml, …") || strings.Contains(note, "d.yaml") || !strings.Contains(note, "\na.yaml:1:1: ") || strings.Count(note, "\n") != 2 {
		t.Errorf("note %q", note)
	}
}
