//go:build unix

package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"pairbook/store"
)

// said is how far the typing has come when the fault happens; unsaid is typed
// after it.
const (
	said   = "said before "
	unsaid = "and after"
)

// lostFiles: the file of the open book goes away, or another one takes its place.
// Nothing that stands on the screen is lost, and nothing is called saved that is
// not.
func lostFiles(t *testing.T, h house) {
	for name, lose := range map[string]func(*testing.T, string){
		"deleted": func(t *testing.T, book string) {
			if err := os.Remove(book); err != nil {
				t.Fatal(err)
			}
		},
		"moved": func(t *testing.T, book string) {
			if err := os.Rename(book, book+".old"); err != nil {
				t.Fatal(err)
			}
		},
		"replaced by another book": func(t *testing.T, book string) { putOver(t, book, otherBook(t)) },
		"replaced by something":    func(t *testing.T, book string) { putOver(t, book, []byte("not a book")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			me := h.computer(t)
			me.pair()
			w := me.worksheet()
			w.types(said)
			w.sees(said)
			w.header("saved ")
			lose(t, me.book())
			stands, _ := os.ReadFile(me.book()) // nothing, or what was put there
			w.types(unsaid)
			w.header("NOT SAVED")
			w.sees("The file of the book was moved or deleted.", "ctrl+s", said+unsaid)
			w.mended(filepath.Join(me.folder(), "book-2.db"), func() {})
			if now, _ := os.ReadFile(me.book()); !bytes.Equal(stands, now) {
				t.Error("what stands in the book's place was written to")
			}
		})
	}
}

// mended tries to leave and is warned, mends what is to be mended, saves, goes on
// typing, and leaves for good. All of it is in the book at path then.
func (w *window) mended(path string, mend func()) {
	w.t.Helper()
	w.press("ctrl+q")
	w.sees("Press Ctrl+Q again", said+unsaid)
	mend()
	w.press("ctrl+s")
	w.header("saved ")
	w.types(", going on")
	w.sees(said + unsaid + ", going on")
	w.header("saved ")
	w.press("ctrl+q")
	if code := w.ends(promptly); code != 0 {
		w.t.Errorf("exit code %d", code)
	}
	w.restored()
	if got := kept(w.t, path)[aboutMentee()]; got != said+unsaid+", going on" {
		w.t.Errorf("the book says %q", got)
	}
}

// leftUnsaved: who wants to leave although nothing can be saved is warned once,
// and then may.
func leftUnsaved(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	if err := os.Remove(me.book()); err != nil {
		t.Fatal(err)
	}
	w.types(unsaid)
	w.header("NOT SAVED")
	w.press("ctrl+q")
	w.sees("Press Ctrl+Q again")
	w.press("ctrl+q")
	w.ends(promptly)
	w.restored()
}

// lostWithTheWindow: the file is gone, and then the window is too. What was typed
// is in a new file beside the old place.
func lostWithTheWindow(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	w.types(said)
	w.sees(said)
	w.header("saved ")
	if err := os.Remove(me.book()); err != nil {
		t.Fatal(err)
	}
	w.types(unsaid)
	w.sees(said + unsaid)
	w.header("NOT SAVED")
	w.lose()
	if code := w.ends(promptly); code != interrupted {
		t.Errorf("exit code %d", code)
	}
	if got := kept(t, filepath.Join(me.folder(), "book-2.db"))[aboutMentee()]; got != said+unsaid {
		t.Errorf("the book says %q", got)
	}
}

// putOver puts another file in the place of one, as programs that synchronise
// folders do.
func putOver(t *testing.T, path string, data []byte) {
	t.Helper()
	beside := path + ".new"
	if err := os.WriteFile(beside, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(beside, path); err != nil {
		t.Fatal(err)
	}
}

func otherBook(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	b, err := store.Create(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return fileOf(t, path)
}

// unfitFiles: what is no book, or no longer one, is refused in words of its own
// and left as it is.
func unfitFiles(t *testing.T, h house) {
	whole := otherBook(t)
	for _, file := range []struct {
		name  string
		data  []byte
		code  int
		words string
	}{
		{"empty.db", nil, damaged, "The file is empty"},
		{"garbage.db", bytes.Repeat([]byte("garbage "), 9_000), failed, "That file is not a pairbook"},
		{"short.db", []byte("x"), failed, "That file is not a pairbook"},
		{"half.db", whole[:len(whole)/2], damaged, "The book is damaged"},
		{"page.db", whole[:os.Getpagesize()+7], damaged, "The book is damaged"},
	} {
		t.Run(file.name, func(t *testing.T) {
			t.Parallel()
			me := h.computer(t)
			path := filepath.Join(me.dir, file.name)
			if err := os.WriteFile(path, file.data, 0o600); err != nil {
				t.Fatal(err)
			}
			me.refusedFile(path, file.code, file.words)
			if !bytes.Equal(fileOf(t, path), file.data) {
				t.Error("the file was changed")
			}
		})
	}
	for name, put := range map[string]func(string) error{
		"folder.db": func(path string) error { return os.Mkdir(path, 0o700) },
		"pipe.db":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			me := h.computer(t)
			path := filepath.Join(me.dir, name)
			if err := put(path); err != nil {
				t.Fatal(err)
			}
			before := modeOf(t, path)
			me.refusedFile(path, failed, "That file is not a pairbook")
			if modeOf(t, path) != before {
				t.Error("it was changed")
			}
		})
	}
}

func modeOf(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

// refusedFile checks that the app and a command say the same of a file, and leave
// nothing beside it.
func (h *computer) refusedFile(path string, code int, words string) {
	h.t.Helper()
	w := h.window("--book", path)
	if got := w.ends(longest); got != code {
		h.t.Errorf("on the screen: exit code %d, not %d", got, code)
	}
	w.sees(words)
	if s := h.runs("list", "--book", path); s.code != code || !holds(s.err, words) {
		h.t.Errorf("as a command: %+v", s)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != filepath.Base(path) && strings.HasPrefix(name, filepath.Base(path)) {
			h.t.Errorf("left beside the file: %s", name)
		}
	}
}
