//go:build unix

package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// half is what is being typed, and not yet saved, when the program has to end.
const half = "half a confidence"

// promptly is how long the program may take to save and end when it has to.
const promptly = 2 * time.Second

// hangUps: whatever ends the program, what was typed is kept first.
func hangUps(t *testing.T, h house) {
	by := func(s syscall.Signal) func(*window) { return func(w *window) { w.signal(s) } }
	for name, end := range map[string]func(*window){
		"SIGHUP": by(syscall.SIGHUP), "SIGTERM": by(syscall.SIGTERM), "SIGINT": by(syscall.SIGINT), "lost window": (*window).lose,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			me := h.computer(t)
			me.pair()
			w := me.worksheet()
			w.types(half)
			w.sees(half)
			end(w)
			if code := w.ends(promptly); code != interrupted {
				t.Errorf("exit code %d", code)
			}
			if name != "lost window" {
				w.restored()
			}
			if got := kept(t, me.book())[aboutMentee()]; got != half {
				t.Errorf("the book says %q", got)
			}
		})
	}
}

// frozenWindow: a terminal that takes nothing any more, as over a broken line,
// does not keep the program from saving and ending.
func frozenWindow(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	w.types(half)
	w.sees(half)
	w.frozen.Lock()
	defer w.frozen.Unlock()
	for i := range 60 { // more frames than fit on the line
		w.resize(120+i%2, 40)
		w.types("x\x7f")
		time.Sleep(10 * time.Millisecond)
	}
	w.signal(syscall.SIGTERM)
	if code := w.ends(promptly); code != interrupted {
		t.Errorf("exit code %d", code)
	}
	if got := kept(t, me.book())[aboutMentee()]; got != half {
		t.Errorf("the book says %q", got)
	}
}

// faults: a mistake of ours in the middle of typing gives the terminal back, keeps
// what was typed, and prints none of it.
func faults(t *testing.T, _ house) {
	bad := buildBroken(t)
	for language, words := range map[string]string{"en": "That was our fault, not yours.", "sv": "Felet är vårt, inte ditt."} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			me := bad.computer(t)
			me.pair()
			w := me.worksheet()
			if language == "sv" {
				w.press("f6")
				w.press("f6")
				w.sees("Planeringsblad")
			}
			w.types(half)
			w.sees(half)
			if err := os.WriteFile(filepath.Join(me.dir, "break"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			w.types("!")
			if code := w.ends(promptly); code != failed {
				t.Errorf("exit code %d", code)
			}
			w.restored()
			w.sees(words)
			after := w.output()[strings.LastIndex(w.output(), "\x1b[?1049l"):]
			if strings.Contains(after, "confidence") || strings.Contains(after, "goroutine") {
				t.Errorf("printed on leaving: %q", after)
			}
			if got := kept(t, me.book())[aboutMentee()]; !strings.HasPrefix(got, half) {
				t.Errorf("the book says %q", got)
			}
		})
	}
}

// buildBroken builds the program with a fault that a file can call up.
func buildBroken(t *testing.T) house {
	t.Helper()
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(wd, "main.go"): filepath.Join(wd, "testdata", "broken", "main.go"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	h := house{filepath.Join(dir, "pairbook")}
	out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", list, "-o", h.program, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("build the broken program: %v\n%s", err, out)
	}
	return h
}
