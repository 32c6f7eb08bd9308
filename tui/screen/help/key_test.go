package help

import "testing"

func TestEveryKeyNameIsPressedAsItself(t *testing.T) {
	for _, name := range []string{
		"tab", "shift+tab", "enter", "esc", "up", "pgdown", "alt+up", "ctrl+down", "ctrl+n", "ctrl+z", "f1", "f9", "space", "a", "å", "ctrl+shift+left",
	} {
		k, ok := keyPress(name)
		if !ok || k.String() != name {
			t.Errorf("%q is pressed as %q, %v", name, k.String(), ok)
		}
	}
}

func TestWhatIsNoKeyIsNotPressed(t *testing.T) {
	for _, name := range []string{"", "no such key", "ctrl+nothing", "ab"} {
		if k, ok := keyPress(name); ok {
			t.Errorf("%q was pressed as %q", name, k.String())
		}
	}
}
