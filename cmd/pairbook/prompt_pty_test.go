//go:build unix

package main_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
)

// asking lists what is tested of questions on a terminal.
func asking() map[string]func(*testing.T, house) {
	return map[string]func(*testing.T, house){
		"a passphrase is set, asked for, and never shown":         asksThePassphrase,
		"a recovery code that was not written down locks nothing": codeNotKept,
		"a forgotten passphrase is replaced with the code":        asksTheCode,
		"ctrl+c at a question leaves the terminal as it was":      interruptsAQuestion,
		"what cannot be taken back is asked for by name":          asksTheNames,
		"the app asks before it opens":                            appAsks,
		"rescue asks for the broken book's passphrase":            rescueAsks,
	}
}

const (
	locked  = 7
	invalid = 4
	secret  = "tall trees at nine"
	secret2 = "grey stones at ten"
)

// asks waits for a question and types the answer.
func (w *window) asks(question, answer string) {
	w.t.Helper()
	before := strings.Count(flat(w.output()), flat(question))
	for end := time.Now().Add(longest); before == 0; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("we waited for %q, and saw:\n%s", question, w.output())
		}
		before = strings.Count(flat(w.output()), flat(question))
	}
	time.Sleep(20 * time.Millisecond) // the echo is switched off just after the question
	w.types(answer + "\r")
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// hides wants texts never to have been shown.
func (w *window) hides(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if strings.Contains(w.output(), text) {
			w.t.Errorf("%q was shown:\n%s", text, w.output())
		}
	}
}

// sameTerminal wants the settings of the terminal to be as they were.
func (w *window) sameTerminal() {
	w.t.Helper()
	now, err := term.GetState(w.tty.Fd())
	if err != nil || !reflect.DeepEqual(now, w.was) {
		w.t.Errorf("the terminal's settings are not as they were: %v", err)
	}
}

func (w *window) endsWith(code int) {
	w.t.Helper()
	if got := w.ends(longest); got != code {
		w.t.Errorf("exit code %d, want %d:\n%s", got, code, w.output())
	}
	w.sameTerminal()
}

var codeForm = regexp.MustCompile(`[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}`)

// shownCode waits for the recovery code.
func (w *window) shownCode() string {
	w.t.Helper()
	w.sees("This is the recovery code", "type it here")
	code := codeForm.FindString(w.output())
	if code == "" {
		w.t.Fatalf("no code was shown:\n%s", w.output())
	}
	return code
}

// locksBook gives the book of the pair a passphrase and returns the recovery code.
func (h *computer) locksBook(pass string) string {
	h.t.Helper()
	w := h.window("passphrase", "set")
	w.asks("New passphrase for the book", pass)
	w.asks("Once more", pass)
	code := w.shownCode()
	w.asks("type it here", strings.ToLower(code))
	w.endsWith(0)
	w.hides(pass)
	return code
}

func asksThePassphrase(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.window("passphrase", "set")
	w.asks("New passphrase for the book", secret)
	w.asks("Once more", "tall trees at ten")
	w.sees("not alike")
	w.types(secret + "\r")
	time.Sleep(50 * time.Millisecond)
	w.types(secret + "\r")
	code := w.shownCode()
	w.asks("type it here", code[:10])
	w.sees("There is a slip")
	w.types(code + "\r")
	w.sees("has a passphrase now")
	w.endsWith(0)
	w.hides(secret, "tall trees at ten")

	w = me.window("list")
	w.asks("Passphrase of the book", "wrong")
	w.sees("Please try again")
	w.types(secret + "\r")
	w.sees("Amina Diallo")
	w.endsWith(0)
	w.hides(secret, "wrong")

	w = me.window("list")
	for range 3 {
		w.asks("Passphrase of the book", "wrong")
		time.Sleep(300 * time.Millisecond) // it is tried, and asked for again
	}
	w.endsWith(locked)
	w.sees("does not open the book")
	w = me.window("list")
	w.asks("Passphrase of the book", "")
	w.endsWith(locked)
	w.sees("The book is locked")
	if s := me.runs("list"); s.code != locked || s.out != "" || !holds(s.err, "The book is locked") {
		t.Errorf("without a terminal: %+v", s)
	}
}

func codeNotKept(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	before := fileOf(t, me.book())
	w := me.window("passphrase", "set")
	w.asks("New passphrase for the book", secret)
	w.asks("Once more", secret)
	w.shownCode()
	for range 3 {
		w.asks("type it here", "I did not write it down")
		time.Sleep(50 * time.Millisecond)
	}
	w.endsWith(invalid)
	w.sees("the book is as it was")
	if string(before) != string(fileOf(t, me.book())) {
		t.Error("the book was changed")
	}
	if s := me.runs("list"); s.code != 0 {
		t.Errorf("the book does not open: %+v", s)
	}
}

func asksTheCode(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	code := me.locksBook(secret)
	w := me.window("passphrase", "recover")
	w.asks("Recovery code", code[:len(code)-1]+"!")
	w.sees("a slip in that code")
	w.types(code + "\r")
	w.asks("New passphrase for the book", secret2)
	w.asks("Once more", secret2)
	w.asks("type it here", codeForm.FindString(strings.ReplaceAll(w.afterCode(code), code, "")))
	w.endsWith(0)
	w = me.window("list")
	w.asks("Passphrase of the book", secret2)
	w.sees("Amina Diallo")
	w.endsWith(0)
}

// afterCode waits for another recovery code than the one that is known.
func (w *window) afterCode(known string) string {
	w.t.Helper()
	w.sees("type it here")
	return strings.ReplaceAll(w.output(), known, "")
}

func interruptsAQuestion(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	me.locksBook(secret)
	w := me.window("list")
	w.sees("Passphrase of the book")
	time.Sleep(50 * time.Millisecond)
	w.types("half a pass")
	w.press("ctrl+c")
	w.endsWith(interrupted)
	w.hides("half a pass")
}

func asksTheNames(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	if s := me.runs("set", "contract", "ct_frequency", "monthly"); s.code != 0 {
		t.Fatal(s.err)
	}
	w := me.window("forget", "--whole-pair")
	w.asks("type the names: Amina Diallo & Per Holm", "Amina")
	w.endsWith(invalid)
	w = me.window("forget", "--whole-pair")
	w.asks("type the names: Amina Diallo & Per Holm", "amina diallo & per holm")
	w.sees("nothing of them is left there")
	w.endsWith(0)
	if s := me.runs("list"); s.code != 0 || strings.Contains(s.out, "Amina") {
		t.Errorf("the pair is still there: %+v", s)
	}
}

// appAsks: also where the lock file still says that there is no passphrase, as after a
// copy of the locked book was put in its place by hand.
func appAsks(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	me.locksBook(secret)
	for _, plain := range []string{"false", "true"} {
		me.lockSays(plain)
		w := me.window()
		w.asks("Passphrase of the book", secret)
		w.header("Amina Diallo & Per Holm")
		w.press("ctrl+q")
		if code := w.ends(longest); code != 0 {
			t.Errorf("exit code %d", code)
		}
		w.hides(secret)
		w.restored()
	}
}

func rescueAsks(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	me.locksBook(secret)
	w := me.window("rescue", "-o", me.book()+".rescued")
	w.asks("Passphrase or recovery code of the broken book", secret)
	w.endsWith(0)
	w.hides(secret, "⟦")
}

// lockSays writes into the lock file whether the book was without a passphrase.
func (h *computer) lockSays(plain string) {
	h.t.Helper()
	now := fileOf(h.t, h.book()+".lock")
	is := regexp.MustCompile(`"plain":(true|false)`)
	if !is.Match(now) {
		h.t.Fatalf("the lock file says nothing of a passphrase: %s", now)
	}
	if err := os.WriteFile(h.book()+".lock", is.ReplaceAll(now, []byte(`"plain":`+plain)), 0o600); err != nil {
		h.t.Fatal(err)
	}
}
