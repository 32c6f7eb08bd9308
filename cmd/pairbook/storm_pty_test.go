//go:build unix

package main_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// resizeStorm: two hundred sizes while somebody types leave the text whole and
// the screen right.
func resizeStorm(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	seed := number(t, "PAIRBOOK_SEED", 1)
	rng := rand.New(rand.NewPCG(uint64(seed), 5))
	var typed strings.Builder
	for i := range 200 {
		word := fmt.Sprintf("r%03d ", i)
		w.resize(1+rng.IntN(220), 1+rng.IntN(70))
		w.types(word)
		typed.WriteString(word)
		time.Sleep(time.Duration(rng.IntN(5)) * time.Millisecond)
	}
	w.resize(1, 1)
	w.look(100, 30)
	w.sees("r199")
	w.header("saved ")
	rows := w.screen()
	if len(rows) != 30 || !strings.Contains(rows[29], "quit") && !strings.Contains(rows[29], "help") {
		t.Errorf("seed %d: the screen after the storm:\n%s", seed, strings.Join(rows, "\n"))
	}
	w.press("ctrl+q")
	if code := w.ends(promptly); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if got, want := kept(t, me.book())[aboutMentee()], typed.String(); got != want {
		t.Errorf("seed %d: the book says\n%q, not\n%q", seed, got, want)
	}
}

// burst: a thousand keys at once arrive, all of them, in their order.
func burst(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	var keys strings.Builder
	for i := range 200 {
		fmt.Fprintf(&keys, "b%03d ", i)
	}
	began := time.Now()
	w.types(keys.String())
	w.sees("b199")
	t.Logf("1,000 keys on the screen after %s", time.Since(began).Round(time.Millisecond))
	if took := time.Since(began); took > promptly {
		t.Errorf("1,000 keys took %s", took)
	}
	w.header("saved ")
	w.press("ctrl+q")
	if code := w.ends(promptly); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if got := kept(t, me.book())[aboutMentee()]; got != keys.String() {
		t.Errorf("the book says %q", got)
	}
}

// dirtyPaste is what a paste may bring, and what is left of it.
func dirtyPaste() [][2]string {
	return [][2]string{
		{"plain words, ", "plain words, "},
		{"r\u00e5d & \u00e5terkoppling, ", "råd & återkoppling, "},
		{"\x1b[31mred\x1b[0m ", "red "},
		{"nu\x00ll ", "null "},
		{"bi\u202edi\u202c ", "bidi "},
		{"👩\u200d👧 😀 ", "👩\u200d👧 😀 "},
		{"e\u0301a\u0308 ", "e\u0301a\u0308 "},
		{"tab\there\r", "tab    here\n"},
		{"bell\a and more ", "bell and more "},
	}
}

// largePaste: 100 KB with all that does not belong into an answer become a clean
// answer, and the program answers at once after it.
func largePaste(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	var dirty, clean strings.Builder
	pieces := dirtyPaste()
	for i := 0; dirty.Len() < 100_000; i++ {
		piece := pieces[i%len(pieces)]
		dirty.WriteString(piece[0])
		clean.WriteString(piece[1])
	}
	began := time.Now()
	w.types("\x1b[200~" + dirty.String() + "\x1b[201~" + "THE END")
	w.sees("THE END")
	took := time.Since(began)
	t.Logf("a paste of %d bytes on the screen after %s", dirty.Len(), took.Round(time.Millisecond))
	if took > promptly {
		t.Errorf("the paste took %s", took)
	}
	w.header("saved ")
	w.press("ctrl+q")
	if code := w.ends(promptly); code != 0 {
		t.Errorf("exit code %d", code)
	}
	got, want := kept(t, me.book())[aboutMentee()], clean.String()+"THE END"
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("from byte %d on the book says %q, not %q", i, got[i:min(i+60, len(got))], want[i:min(i+60, len(want))])
		}
	}
	if len(got) != len(want) {
		t.Errorf("the book holds %d bytes, not %d", len(got), len(want))
	}
}
