//go:build unix

package main_test

import (
	"strings"
	"testing"
	"time"
)

// ownLanguages: two pairs on one computer, each in its own language, on the screen and
// in the commands.
func ownLanguages(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	s := me.runs("new", "--programme", "workplace", "--mentor", "Karl Lind", "--mentee", "Ines Moreau", "--start", "2026-03-02", "--set", "language=fr")
	if s.code != 0 {
		t.Fatalf("begin with a second pair: %d %s", s.code, s.err)
	}
	w := me.window("--pair", "Amina")
	w.sees("Next")
	w.press("f6")
	w.sees("La suite")
	w.press("f6")
	w.sees("Härnäst")
	leave := func() {
		w.press("ctrl+q")
		if code := w.ends(2 * time.Second); code != 0 {
			t.Errorf("exit code %d", code)
		}
	}
	leave()
	for mentee, next := range map[string]string{"Amina": "Härnäst", "Ines": "La suite"} {
		if s := me.runs("--pair", mentee, "status"); !strings.Contains(s.out, next) {
			t.Errorf("%s is told\n%s", mentee, s.out)
		}
	}
	w = me.window("--pair", "Ines")
	w.sees("La suite")
	w.types("\x0c") // ctrl+l
	w.sees("Vilket par är ni?")
	leave()
}
