package keys

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms/lang"
)

func bindings() []Binding {
	return []Binding{
		{Keys: []string{"tab"}, Name: "keys.next"},
		{Keys: []string{"down", "ctrl+n"}, Show: UpDown, Name: "keys.choose", Why: func() string { return "sheet.why_no_row" }},
	}
}

func TestAKeyFindsItsBindingAlsoWhereItIsBlocked(t *testing.T) {
	bs := bindings()
	if b := Find(bs, tea.KeyPressMsg{Code: tea.KeyTab}); b == nil || b.Name != "keys.next" || b.Blocked() != "" {
		t.Errorf("tab finds %+v", b)
	}
	if b := Find(bs, tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl}); b == nil || b.Blocked() != "sheet.why_no_row" {
		t.Errorf("ctrl+n finds %+v", b)
	}
	if b := Find(bs, tea.KeyPressMsg{Code: 'n', Text: "n"}); b != nil {
		t.Errorf("the letter n finds %+v", b)
	}
}

func TestAKeyIsWrittenForPeople(t *testing.T) {
	bs := bindings()
	if got := bs[0].Label() + " " + bs[1].Label() + " " + (Binding{}).Label(); got != "tab up/down " {
		t.Errorf("the labels are %q", got)
	}
}

func TestKeysAreNamedInTheLanguageOfTheScreen(t *testing.T) {
	for l, want := range map[lang.Lang]map[string]string{
		lang.English: {UpDown: "up/down", PageKeys: "page up/page down", "ctrl+pgup": "ctrl+page up", "f1": "f1", "": ""},
		lang.Swedish: {UpDown: "upp/ned", "space": "mellanslag", "shift+tab": "skift+tabb", "ctrl+up": "ctrl+upp", "ctrl++": "ctrl++", "f1": "f1"},
	} {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		for names, said := range want {
			if got := Say(w, names); got != said {
				t.Errorf("%q is written %q in %s, want %q", names, got, l, said)
			}
		}
	}
}
