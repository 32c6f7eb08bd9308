//go:build unix

package main_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// brokenForms: one of one's own forms has a fault. The app says so, calmly, and starts
// with the rest.
func brokenForms(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	own := filepath.Join(me.dir, ".config", "pairbook", "forms")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "ours.yaml"), []byte("form: ours\ntitel: Ours\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := me.window()
	w.sees("ours.yaml", "pairbook form check")
	w.header("Amina Diallo & Per Holm")
	w.press("ctrl+q")
	if code := w.ends(2 * time.Second); code != 0 {
		t.Errorf("exit code %d", code)
	}
	w.restored()
}
