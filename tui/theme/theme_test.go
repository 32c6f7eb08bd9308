package theme

import (
	"slices"
	"strings"
	"testing"
)

func TestAStyleIsSwitchedOffAfterTheText(t *testing.T) {
	for _, th := range []*Theme{Dark(), Light(), Plain(), Mono()} {
		if got, want := th.Focus.Paint("x"), th.Focus.on+"x\x1b[m"; got != want || th.Focus.on == "" {
			t.Errorf("%s: Focus paints %q", th.Name, got)
		}
	}
	if got := (Style{}).Paint("x"); got != "x" {
		t.Errorf("no style paints %q", got)
	}
}

func TestTheMonoThemeHasNoColour(t *testing.T) {
	m := Mono()
	all := []Style{m.Title, m.Label, m.Focus, m.Hint, m.Accent, m.Good, m.Warn, m.Bad, m.Mentee, m.Mentor, m.Bar, m.Select, m.Missing}
	for i, st := range all {
		for _, code := range strings.Split(strings.Trim(st.on, "\x1b[m"), ";") {
			if !slices.Contains([]string{"", "1", "2", "4", "7"}, code) {
				t.Errorf("style %d is switched on by %q", i, st.on)
			}
		}
	}
}

func TestAnUnknownThemeIsThePlainOne(t *testing.T) {
	for want, names := range map[string][]string{"plain": {"", "pink"}, "dark": {"dark"}, "light": {"light"}, "mono": {"mono"}} {
		for _, name := range names {
			if got := ByName(name).Name; got != want {
				t.Errorf("ByName(%q) is %s", name, got)
			}
		}
	}
}
