package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms/lang"
)

// pages reads the manual in one language: the name of each page, and its text.
func pages(t *testing.T, folder string, l lang.Lang) map[string]string {
	t.Helper()
	if l != lang.English {
		folder = filepath.Join(folder, string(l))
	}
	files, err := filepath.Glob(filepath.Join(folder, "man1", "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".1")] = string(data)
	}
	return all
}

func TestTheManualHasAPageForEveryCommandInEveryLanguage(t *testing.T) {
	h := newHome(t)
	folder := filepath.Join(h.dir, "man")
	h.must("man", folder)
	english := pages(t, folder, lang.English)
	for _, l := range lang.All() {
		all := pages(t, folder, l)
		for name, text := range all {
			switch {
			case strings.Contains(text, "⟦"):
				t.Errorf("%s, %s: a word is missing:\n%s", name, l, text)
			case !strings.HasPrefix(text, `.TH "`+strings.ToUpper(strings.ReplaceAll(name, "-", `\-`))+`" "1"`):
				t.Errorf("%s, %s begins with %.60q", name, l, text)
			case l != lang.English && text == english[name]:
				t.Errorf("%s is in English also for %s", name, l)
			}
			for _, other := range regexp.MustCompile(`[a-z\\-]+\(1\)`).FindAllString(text, -1) {
				if to := strings.ReplaceAll(strings.TrimSuffix(other, "(1)"), `\-`, "-"); all[to] == "" {
					t.Errorf("%s, %s points to %s, and there is no such page", name, l, to)
				}
			}
		}
		for _, c := range []string{"pairbook", "pairbook-new", "pairbook-form-check", "pairbook-man", "pairbook-passphrase-set", "pairbook-version"} {
			if all[c] == "" {
				t.Errorf("no page %s for %s", c, l)
			}
		}
		if len(all) != len(english) {
			t.Errorf("%d pages in English, %d for %s", len(english), len(all), l)
		}
	}
}

func TestAPageSaysAllThatTheHelpSays(t *testing.T) {
	h := newHome(t)
	plain := strings.NewReplacer(`\-`, "-", `\e`, `\`, `\fB`, "", `\fI`, "", `\fR`, "").Replace
	page := plain(h.must("man"))
	for line := range strings.Lines(h.must("--help")) {
		if strings.HasSuffix(line, ":\n") {
			continue // the head of a part
		}
		for word := range strings.FieldsSeq(line) {
			if !strings.Contains(page, word) {
				t.Errorf("the page lacks %q of the line %q", word, line)
			}
		}
	}
}

func TestAPageIsNotWrittenOverUnlessAsked(t *testing.T) {
	h := newHome(t)
	folder := filepath.Join(h.dir, "man")
	page := filepath.Join(folder, "man1", "pairbook.1")
	h.must("man", folder)
	if err := os.WriteFile(page, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.mustEnd(1, "man", folder)
	if data, _ := os.ReadFile(page); string(data) != "mine" {
		t.Error("it was written over")
	}
	h.must("man", folder, "--force")
	if data, _ := os.ReadFile(page); !strings.HasPrefix(string(data), ".TH") {
		t.Errorf("%q", data)
	}
	if err := os.WriteFile(filepath.Join(h.dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h.mustEnd(1, "man", filepath.Join(h.dir, "file"))
}

// TestNoTextBecomesACommandOfAPage: whatever stands in a text, a line of the page that
// begins as a command is one of ours.
func TestNoTextBecomesACommandOfAPage(t *testing.T) {
	ours := regexp.MustCompile(`^\.(PP|RS "4"|RE|EX|EE)$`)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune(".'\\- \nab\"  "))).Draw(rt, "text")
		p := &roff{}
		p.text(text)
		depth := 0
		for line := range strings.Lines(p.b.String()) {
			line = strings.TrimSuffix(line, "\n")
			switch {
			case strings.HasPrefix(line, "'"), strings.HasPrefix(line, ".") && !ours.MatchString(line):
				rt.Fatalf("%q becomes the command %q", text, line)
			case strings.Contains(strings.NewReplacer(`\e`, "", `\-`, "", `\&`, "").Replace(line), `\`):
				rt.Fatalf("%q: a bare backslash in %q", text, line)
			case line == ".EX":
				depth++
			case line == ".EE":
				depth--
			}
		}
		if depth != 0 {
			rt.Fatalf("%q: what is to be typed does not end:\n%s", text, p.b.String())
		}
	})
}
