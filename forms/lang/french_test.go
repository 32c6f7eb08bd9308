package lang

import (
	"regexp"
	"testing"

	"golang.org/x/text/feature/plural"
)

func TestFrenchTextsKeepToTheTypographyOfCanada(t *testing.T) {
	typed := regexp.MustCompile("(?m)^    pairbook .*|^      --.*|`[^`]*`|\"[^\"]*\"") // what goes into a shell stays as it is typed there
	faults := map[string]*regexp.Regexp{
		"a plain blank inside guillemets": regexp.MustCompile(`« | »|«[^\x{a0}]|[^\x{a0}]»`),
		"a plain blank before a colon":    regexp.MustCompile(`\S :`),
		"a blank before ; ? or !":         regexp.MustCompile(`[\s\x{a0}][;?!](\s|$)`),
		"a typewriter's apostrophe":       regexp.MustCompile(`\pL'\pL`),
		"English or Swedish quotes":       regexp.MustCompile(`[“”]`),
		"a dot between genders":           regexp.MustCompile(`·\pL`),
	}
	w := words(t, French)
	for _, key := range w.Keys() {
		m, _ := w.find(key)
		for _, said := range m {
			text := typed.ReplaceAllString(said.source(), "x")
			for name, fault := range faults {
				if found := fault.FindString(text); found != "" {
					t.Errorf("%s has %s: %q in\n%s", key, name, found, text)
				}
			}
		}
	}
}

func TestFrenchTextsStayAboutAsLongAsTheEnglish(t *testing.T) {
	en, fr := words(t, English), words(t, French)
	ours, theirs := 0, 0
	for _, key := range en.Keys() {
		was, _ := en.find(key)
		is, _ := fr.find(key)
		a, b := len([]rune(was[plural.Other].source())), len([]rune(is[plural.Other].source()))
		ours, theirs = ours+b, theirs+a
		if b > a*3/2+12 {
			t.Errorf("%s is %d characters long, in English %d: %s", key, b, a, is[plural.Other].source())
		}
	}
	if ours > theirs*5/4 {
		t.Errorf("the French texts have %d characters, the English %d", ours, theirs)
	}
}
