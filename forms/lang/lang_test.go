package lang

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// words loads a language for a test.
func words(t testing.TB, l Lang) *Words {
	t.Helper()
	w, err := Load(l)
	if err != nil {
		t.Fatalf("Load(%q): %v", l, err)
	}
	return w
}

func TestEnglishIsShippedFirstAndFrenchAndSwedishToo(t *testing.T) {
	all := All()
	if all[0] != English || !slices.Contains(all, Swedish) || !slices.Contains(all, French) {
		t.Errorf("All() = %v, want English first, and French and Swedish among them", all)
	}
	if !slices.IsSorted(all[1:]) {
		t.Errorf("All() = %v, want the languages after English by code", all)
	}
}

func TestEnvironmentGivesTheNearestLanguage(t *testing.T) {
	for env, want := range map[string]Lang{
		"sv_SE.UTF-8": Swedish, "sv": Swedish, "sv_FI@euro": Swedish, "sv-SE": Swedish, "SV_se.utf8": Swedish,
		"fr_CA.UTF-8": French, "fr": French, "fr_FR@euro": French, "fr-BE": French, "FR_ch.utf8": French,
		"en_GB.UTF-8": English, "en": English, "en_US": English,
		"C": English, "C.UTF-8": English, "POSIX": English, "": English, "ja_JP.UTF-8": English, "%%": English,
	} {
		if got := Match(env); got != want {
			t.Errorf("Match(%q) = %q, want %q", env, got, want)
		}
	}
}

func TestOnlyExactCodesParse(t *testing.T) {
	for _, l := range All() {
		if got, err := Parse(string(l)); got != l || err != nil {
			t.Errorf("Parse(%q) = %q, %v", l, got, err)
		}
	}
	for _, code := range []string{"", "SV", "sv_SE", "FR", "fr_CA", "xx", "../en"} {
		if got, err := Parse(code); got != "" || err == nil {
			t.Errorf("Parse(%q) = %q, %v; want an error", code, got, err)
		}
		if w, err := Load(Lang(code)); w != nil || err == nil {
			t.Errorf("Load(%q) = %v, %v; want an error", code, w, err)
		}
	}
}

func TestTextIsReadInTheNearestLanguageItHas(t *testing.T) {
	for _, c := range []struct {
		text Text
		want string
	}{
		{NewText(map[Lang]string{English: "goal", Swedish: "mål"}), "mål"},
		{NewText(map[Lang]string{English: "goal", Swedish: ""}), "goal"},
		{NewText(map[Lang]string{English: "goal", "fr": "but"}), "goal"},
		{NewText(map[Lang]string{"fr": "but", "de": "Ziel", "fi": ""}), "Ziel"},
		{In("de", "Zi\x00el"), "Ziel"},
		{"", ""},
	} {
		if got := c.text.In(Swedish); got != c.want {
			t.Errorf("%v in Swedish = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNamesAreSortedAsTheLanguageSorts(t *testing.T) {
	names := []string{"Östen", "Zeta", "Ärla", "adam", "Åsa", "Anna"}
	for l, want := range map[Lang][]string{
		Swedish: {"adam", "Anna", "Zeta", "Åsa", "Ärla", "Östen"},
		English: {"adam", "Anna", "Ärla", "Åsa", "Östen", "Zeta"},
	} {
		got := slices.Clone(names)
		Sort(l, got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Sort(%q) (-want +got):\n%s", l, diff)
		}
	}
}

func TestFrenchSortsItsAccentsAndItsJoinedLettersWithTheirPlainOnes(t *testing.T) {
	names := []string{"Zoé", "oie", "œuvre", "Odile", "été", "Étienne", "eau", "école", "Colette", "Cyr", "Çelik", "abbé", "à part"}
	want := []string{"à part", "abbé", "Çelik", "Colette", "Cyr", "eau", "école", "été", "Étienne", "Odile", "œuvre", "oie", "Zoé"}
	got := slices.Clone(names)
	Sort(French, got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("in French (-want +got):\n%s", diff)
	}
}
