//go:build unix

package main_test

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/gdamore/tcell/v3/vt"

	"pairbook/forms"
)

// TestOnATerminal runs the built program in real terminal windows.
func TestOnATerminal(t *testing.T) {
	h := build(t)
	tests := everywhere()
	maps.Copy(tests, onLinux())
	maps.Copy(tests, asking())
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, h)
		})
	}
}

// everywhere lists what is tested on each system that has such terminals.
func everywhere() map[string]func(*testing.T, house) {
	return map[string]func(*testing.T, house){
		"a first hour, from the empty home to the first answer": firstHour,
		"kill -9 while typing loses at most the last second":    killsWhileTyping,
		"whatever ends the program, what was typed is kept":     hangUps,
		"a frozen window does not hold the program":             frozenWindow,
		"a fault prints nothing and keeps what was typed":       faults,
		"a second one is told who holds the book":               secondOpener,
		"a storm of sizes leaves the text whole":                resizeStorm,
		"a thousand keys at once arrive in order":               burst,
		"a large and dirty paste becomes a clean answer":        largePaste,
		"a lost file loses no words":                            lostFiles,
		"leaving unsaved warns once":                            leftUnsaved,
		"a lost file and a lost window lose no words":           lostWithTheWindow,
		"what is no book is refused and left as it is":          unfitFiles,
		"without a terminal it says what to do":                 noTerminal,
		"a broken form of one's own is told and left out":       brokenForms,
		"each pair of a book speaks its own language":           ownLanguages,
	}
}

func aboutMentee() forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: forms.WorksheetForm}, Field: "pw_about_me_mentee", Voice: forms.Mentee}
}

// firstHour: the first page, a pair, the worksheet, an answer, and out again.
func firstHour(t *testing.T, h house) {
	me := h.computer(t)
	w := me.window()
	w.sees("Welcome", "Who is the mentee?", "Which kind of programme is it?")
	w.press("tab")
	w.types("Amina Diallo")
	w.press("tab")
	w.types("Per Holm")
	w.sees("Amina Diallo", "Per Holm")
	w.press("ctrl+b")
	w.sees("Planning worksheet", "Date and place")
	w.header("Amina Diallo & Per Holm")
	w.press("tab", "tab")
	w.types("I came from a bookshop.")
	w.sees("I came from a bookshop.")
	w.press("tab")
	w.header("saved ")
	w.press("ctrl+q")
	if code := w.ends(2 * time.Second); code != 0 {
		t.Errorf("exit code %d", code)
	}
	w.restored()
	if got := kept(t, me.book())[aboutMentee()]; got != "I came from a bookshop." {
		t.Errorf("the book says %q", got)
	}
	for path, want := range map[string]os.FileMode{me.book(): 0o600, me.folder(): 0o700 | os.ModeDir} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s is not for its owner only: %v %v", path, info.Mode(), err)
		}
	}
}

var privateMode = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)

// modes returns which private modes of the terminal are on after all of output.
func modes(output string) map[string]bool {
	on := map[string]bool{}
	for _, m := range privateMode.FindAllStringSubmatch(output, -1) {
		for number := range strings.SplitSeq(m[1], ";") {
			on[number] = m[2] == "h"
		}
	}
	return on
}

// TestTheEmulatorTakesOutputInAnyPieces guards what all these tests stand on.
func TestTheEmulatorTakesOutputInAnyPieces(t *testing.T) {
	t.Parallel()
	const all = "a\x1b[1;31mb\x1b[0m\x1b]0;pairbook\x07c\x1b[5Gå👍z"
	for cut := range len(all) {
		w := &window{t: t, emu: vt.NewMockTerm(vt.MockOptSize{X: 20, Y: 2})}
		if err := w.emu.Start(); err != nil {
			t.Fatal(err)
		}
		w.show([]byte(all[:cut]))
		w.show([]byte(all[cut:]))
		if got := w.screen()[0]; got != "abc å👍z" {
			t.Errorf("cut after %d bytes: %q", cut, got)
		}
		_ = w.emu.Close() // nothing waits for it
	}
}

// restored checks that the terminal is as it was before the program came. The
// program has ended.
func (w *window) restored() {
	w.t.Helper()
	now, err := term.GetState(w.tty.Fd())
	if err != nil || !reflect.DeepEqual(now, w.was) {
		w.t.Errorf("the terminal's settings are not as they were: %v, %v", now, err)
	}
	w.until("the alternate screen left", func([]string) bool { return !modes(w.output())["1049"] })
	for _, mode := range []string{"1049", "1002", "2004"} {
		if !strings.Contains(w.output(), "\x1b[?"+mode+"h") {
			w.t.Errorf("mode %s was never on: nothing was to be restored", mode)
		}
	}
	on := modes(w.output())
	for number, what := range map[string]string{
		"1000": "mouse", "1002": "mouse", "1003": "mouse", "1006": "mouse", "2004": "bracketed paste", "1004": "focus",
	} {
		if on[number] {
			w.t.Errorf("left on: %s (mode %s)", what, number)
		}
	}
	if shown, named := on["25"]; named && !shown {
		w.t.Error("the cursor is left hidden")
	}
}

// noTerminal: words and an exit code, and nothing hangs.
func noTerminal(t *testing.T, h house) {
	me := h.computer(t)
	if s := me.runs(); s.code != wrongUsage || !strings.Contains(s.err, "needs a terminal window") || s.out != "" {
		t.Errorf("no terminal: %+v", s)
	}
	if s := me.with("LANG=sv_SE.UTF-8").runs(); s.code != wrongUsage || !strings.Contains(s.err, "terminal") || strings.Contains(s.err, "needs") {
		t.Errorf("no terminal, in Swedish: %+v", s)
	}
	w := me.with("TERM=dumb").window()
	if code := w.ends(longest); code != wrongUsage {
		t.Errorf("a dumb terminal: exit code %d", code)
	}
	w.sees("This terminal cannot move the cursor", "pairbook --help")
	if strings.ContainsRune(w.output(), '\x1b') {
		t.Errorf("a dumb terminal got sequences: %q", w.output())
	}
	if _, err := os.Stat(me.folder()); !os.IsNotExist(err) {
		t.Error("something was made where nothing could be shown:", err)
	}
}
