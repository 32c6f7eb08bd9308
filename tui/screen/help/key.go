package help

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// keyPress makes the key that a binding names, as if it had been pressed; ok is
// false for a name that is no key.
func keyPress(name string) (k tea.KeyPressMsg, ok bool) {
	mods := map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}
	for {
		mod, rest, more := strings.Cut(name, "+")
		m, known := mods[mod]
		if !more || !known || rest == "" {
			break
		}
		k.Mod |= m
		name = rest
	}
	if code, named := codes()[name]; named {
		k.Code = code
		return k, true
	}
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 || size != len(name) {
		return k, false
	}
	k.Code = r
	if k.Mod == 0 {
		k.Text = name
	}
	return k, true
}

func codes() map[string]rune {
	return map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "insert": tea.KeyInsert,
		"space": tea.KeySpace,
		"f1":    tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
		"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12,
	}
}
