package lang

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
)

// These tests read the shipped catalogues, whoever wrote their areas.

func TestEveryCatalogueIsSound(t *testing.T) {
	for _, l := range All() {
		if err := words(t, l).Check(); err != nil {
			t.Errorf("messages in %q:\n%v", l, err)
		}
	}
}

func TestEveryKeyStandsInEveryLanguage(t *testing.T) {
	want := words(t, English).Keys()
	if len(want) == 0 {
		t.Fatal("there are no English messages")
	}
	for _, l := range All() {
		if diff := cmp.Diff(want, words(t, l).Keys()); diff != "" {
			t.Errorf("keys in English (-) and %q (+):\n%s", l, diff)
		}
	}
}

func TestEveryMessageHasTheSamePlaceholdersInEveryLanguage(t *testing.T) {
	english := words(t, English)
	for _, l := range All() {
		w := words(t, l)
		for _, key := range w.Keys() {
			if strings.HasPrefix(key, "date.pattern-") {
				continue // how a date is written is each language's own; see the test of patterns
			}
			ours, _ := w.find(key)
			theirs, ok := english.find(key)
			if !ok {
				continue // told by the test of keys
			}
			if diff := cmp.Diff(allHoles(theirs), allHoles(ours)); diff != "" {
				t.Errorf("%s: placeholders in English (-) and %q (+):\n%s", key, l, diff)
			}
		}
	}
}

func TestPatternsUseOnlyWhatADateOrTimeHas(t *testing.T) {
	ofDate := []string{"weekday", "day", "month", "mon", "year", "iso"}
	for _, l := range All() {
		w := words(t, l)
		for _, key := range w.Keys() {
			if !strings.HasPrefix(key, "date.pattern-") {
				continue
			}
			known := ofDate
			if key == "date.pattern-clock" {
				known = []string{"hour", "minute", "h"}
			}
			m, _ := w.find(key)
			for _, hole := range allHoles(m) {
				if !slices.Contains(known, hole) {
					t.Errorf("%s in %q: {%s} is none of %v", key, l, hole, known)
				}
			}
		}
	}
}

func TestCountingMessagesHaveJustTheFormsOfTheirLanguage(t *testing.T) {
	for _, l := range All() {
		w := words(t, l)
		want := forms(w)
		for _, key := range w.Keys() {
			m, _ := w.find(key)
			if len(m) == 1 {
				continue // does not count
			}
			for name, form := range categories {
				if _, has := m[form]; has != want[form] {
					t.Errorf("%s in %q: form %q there: %v, wanted: %v", key, l, name, has, want[form])
				}
			}
			for name, form := range categories {
				if text, has := m[form]; has && !cmp.Equal(withoutN(text.holes()), withoutN(m[plural.Other].holes())) {
					t.Errorf("%s in %q: form %q lacks or adds a placeholder", key, l, name)
				}
			}
		}
	}
}

func TestCountingKeysCountInEveryLanguage(t *testing.T) {
	english := words(t, English)
	for _, l := range All() {
		w := words(t, l)
		for _, key := range w.Keys() {
			ours, _ := w.find(key)
			theirs, ok := english.find(key)
			if ok && len(forms(w)) > 1 && (len(ours) > 1) != (len(theirs) > 1) {
				t.Errorf("%s counts in one of English and %q only", key, l)
			}
		}
	}
}

// allHoles lists the placeholders of all forms of a message.
func allHoles(m message) []string {
	var names []string
	for _, t := range m {
		names = append(names, t.holes()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// withoutN leaves the number out: "one day" need not say 1.
func withoutN(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "n" })
}

func TestEveryLanguageHasItsVocabulary(t *testing.T) {
	for _, l := range All() {
		data, err := vocabularyFiles.ReadFile("vocabulary/" + string(l) + ".yaml")
		if err != nil {
			t.Errorf("%q: %v", l, err)
			continue
		}
		v, err := readVocabulary(data)
		if err != nil {
			t.Errorf("%q: %v", l, err)
			continue
		}
		if len(v.Ahead) == 0 || len(v.Ago) == 0 || len(v.Units.Day) == 0 || len(v.Units.Week) == 0 || len(v.Units.Month) == 0 {
			t.Errorf("%q lacks words for distances in time", l)
		}
		for n := -1; n <= 1; n++ {
			if len(v.Days[n]) == 0 {
				t.Errorf("%q lacks a word for the day %+d from today", l, n)
			}
		}
	}
}

func TestSmallWordsHideNoMonthDayOrNumber(t *testing.T) {
	lex, err := understood()
	if err != nil {
		t.Fatal(err)
	}
	for small := range lex.skip {
		for name, m := range map[string]meanings{
			"month": lex.months, "weekday": lex.weekdays, "day": lex.days, "unit": lex.units, "number": lex.numbers,
		} {
			if m.has(small) {
				t.Errorf("%q is left out of dates but is a %s too", small, name)
			}
		}
	}
}

func TestVocabularyFaultsAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"unknown list":     "months: []\ncolours: [red]\n",
		"too few months":   "months: [[january]]\n",
		"list that is one": "ahead: {in: x}\n",
		"no YAML":          "months: [\n",
	} {
		if _, err := readVocabulary([]byte(text)); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

func TestWordOfTwoLanguagesIsReadInTheReadersOwn(t *testing.T) {
	m := meanings{}
	m.add(English, 1, []string{"mar", "both"})
	m.add("fr", 2, []string{"mar", "Été"})
	m.add(Swedish, 1, []string{"both"})
	for _, c := range []struct {
		word string
		own  Lang
		want int
		ok   bool
	}{
		{"mar", English, 1, true},
		{"mar", "fr", 2, true},
		{"mar", Swedish, 0, false},
		{"both", "fr", 1, true},
		{"ete", Swedish, 2, true},
		{"none", English, 0, false},
	} {
		if got, ok := m.find(c.word, c.own); got != c.want || ok != c.ok {
			t.Errorf("%q read by %q = %d, %v; want %d, %v", c.word, c.own, got, ok, c.want, c.ok)
		}
	}
}
