//go:build unix

package main_test

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soon is how quickly a second one is told that the book is open elsewhere, with
// what a busy computer may take to start a program.
const soon = time.Second + lateness

// secondOpener: whoever comes second is told by whom the book is held, and since
// when, and gets it once the first one is gone.
func secondOpener(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	first := me.worksheet()
	pid := strconv.Itoa(first.cmd.Process.Pid)
	first.types(half)
	first.sees(half)
	first.header("saved ")
	me.refused(pid)
	first.signal(syscall.SIGSTOP) // as ctrl+z or a sleeping terminal does
	me.refused(pid)
	first.signal(syscall.SIGCONT)
	first.types(" more")
	first.sees(half + " more")
	first.header("saved ")
	first.kill()
	if s := me.runs("list"); s.code != 0 || s.took > soon {
		t.Errorf("after the first one was killed: %+v", s)
	}
	if got := kept(t, me.book())[aboutMentee()]; got != half+" more" {
		t.Errorf("the book says %q", got)
	}
	me.worksheet()
}

// refused checks that the app and the commands are told who holds the book, in
// either language, and leave it as it is.
func (h *computer) refused(pid string) {
	h.t.Helper()
	before := fileOf(h.t, h.book())
	told := map[string]string{
		"en": "The book is open in another window (process " + pid + " since ",
		"sv": "Boken är öppen i ett annat fönster (process " + pid + " sedan ",
	}
	windows := map[string]*window{} // all at once: each waits for a while
	for language := range told {
		windows[language] = h.with("PAIRBOOK_LANG=" + language).window()
	}
	for language, args := range map[string][]string{"en": {"list"}, "sv": {"set", "planning_worksheet", "pw_now_good", "x"}} {
		s := h.with("PAIRBOOK_LANG=" + language).runs(args...)
		if s.code != inUse || s.took > soon || !holds(s.err, told[language]) || s.out != "" {
			h.t.Errorf("%s as the second one: %+v", strings.Join(args, " "), s)
		}
	}
	for language, w := range windows {
		if code := w.ends(longest); code != inUse || w.took() > soon {
			h.t.Errorf("a second window: exit code %d after %s", code, w.took())
		}
		w.sees(told[language])
	}
	if !bytes.Equal(before, fileOf(h.t, h.book())) {
		h.t.Error("a second one changed the book")
	}
}

func fileOf(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
