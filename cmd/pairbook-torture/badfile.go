//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// badFile is something else at the place of the book.
type badFile struct {
	name  string
	put   func(b *badPlace) error
	codes []int // the exit codes it may end with
	words string
	uid   uint32 // who runs the program; 0: who runs this
}

// badPlace is where it is put.
type badPlace struct {
	book  string
	whole []byte // of a good book
	clean func() // when it is over; may be nil
}

const nobody = 65534

// badFiles lists what can be where a book should be.
func badFiles() []badFile {
	data := func(d []byte) func(*badPlace) error {
		return func(b *badPlace) error { return os.WriteFile(b.book, d, 0o600) }
	}
	part := func(of func(n int) int) func(*badPlace) error {
		return func(b *badPlace) error { return os.WriteFile(b.book, b.whole[:of(len(b.whole))], 0o600) }
	}
	not, damaged := []int{exitFailed}, []int{exitDamaged}
	return []badFile{
		{name: "nothing", put: func(*badPlace) error { return nil }, codes: []int{exitNotFound}, words: "no book"},
		{name: "an empty file", put: data(nil), codes: damaged, words: "empty"},
		{name: "one byte", put: data([]byte("x")), codes: not, words: "not a pairbook"},
		{name: "a letter", put: data(bytes.Repeat([]byte("Dear Per, "), 9_000)), codes: not, words: "not a pairbook"},
		{name: "zeros", put: data(make([]byte, 1<<16)), codes: []int{exitFailed, exitDamaged}, words: "not a pairbook"},
		{name: "an SQLite file", put: data(append([]byte("SQLite format 3\x00"), make([]byte, 1<<15)...)), codes: not, words: "not a pairbook"},
		{name: "a book of another program", put: otherBolt, codes: not, words: "not a pairbook"},
		{name: "half a book", put: part(func(n int) int { return n / 2 }), codes: damaged, words: "damaged"},
		{name: "the first page of a book", put: part(func(int) int { return page }), codes: []int{exitDamaged, exitFailed}, words: "damaged"},
		{name: "a folder", put: func(b *badPlace) error { return os.Mkdir(b.book, 0o700) }, codes: not, words: "not a pairbook"},
		{name: "a pipe", put: func(b *badPlace) error { return syscall.Mkfifo(b.book, 0o600) }, codes: not, words: "not a pairbook"},
		{name: "a socket", put: aSocket, codes: not, words: "not a pairbook"},
		{name: "a link to a device", put: func(b *badPlace) error { return os.Symlink("/dev/zero", b.book) }, codes: not, words: "not a pairbook"},
		{name: "a link to nothing", put: func(b *badPlace) error { return os.Symlink("nowhere", b.book) }, codes: []int{exitNotFound, exitFailed}, words: ""},
		{name: "a link to itself", put: func(b *badPlace) error { return os.Symlink(b.book, b.book) }, codes: []int{exitNotFound, exitFailed}, words: ""},
		{name: "a folder that is a file", put: folderIsFile, codes: []int{exitNotFound, exitFailed}, words: ""},
		{name: "a book that may not be read", put: part(func(n int) int { return n }), codes: not, words: "may not", uid: nobody},
		{name: "a folder that may not be entered", put: closedFolder, codes: not, words: "may not", uid: nobody},
	}
}

func otherBolt(b *badPlace) error {
	db, err := bolt.Open(b.book, 0o600, nil)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("something"))
		return err
	})
	if err != nil {
		return err
	}
	return db.Close()
}

func aSocket(b *badPlace) error {
	l, err := net.Listen("unix", b.book)
	if err == nil {
		b.clean = func() { _ = l.Close() }
	}
	return err
}

func folderIsFile(b *badPlace) error {
	b.book = filepath.Join(b.book, "book.db")
	return os.WriteFile(filepath.Dir(b.book), []byte("a file"), 0o600)
}

func closedFolder(b *badPlace) error {
	if err := os.WriteFile(b.book, b.whole, 0o600); err != nil {
		return err
	}
	b.clean = func() { _ = os.Chmod(filepath.Dir(b.book), 0o700) }
	return os.Chmod(filepath.Dir(b.book), 0)
}

// badFileTrial puts each in the place of the book and calls the program, to read and to
// write: it must say what is there, and leave it as it is.
func badFileTrial(ctx context.Context, e *env, t *tally) error {
	good, err := e.bookWithPair(ctx)
	if err != nil {
		return err
	}
	for _, dir := range []string{filepath.Dir(e.dir), e.dir} { // for somebody else to come in
		if err := os.Chmod(dir, 0o755); err != nil {
			return err
		}
	}
	for i, b := range badFiles() {
		if b.uid != 0 && os.Geteuid() != 0 {
			b.uid = 0 // rights bind us as they are, where the file is closed to us too
			if b.name == "a book that may not be read" {
				t.left(1, "a file of somebody else needs root")
				continue
			}
		}
		if err := e.oneBadFile(ctx, b, i, good[bookName], t); err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
	}
	return e.readable(ctx, good, t)
}

func (e *env) oneBadFile(ctx context.Context, b badFile, i int, good []byte, t *tally) error {
	dir, err := e.folder(fmt.Sprintf("bad-%d/home", i))
	if err != nil {
		return err
	}
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	p := &badPlace{book: filepath.Join(dir, "book.db"), whole: good}
	if err := b.put(p); err != nil {
		return err
	}
	mine := *e
	mine.uid = b.uid
	if p.clean != nil {
		defer p.clean()
	}
	before := look(dir)
	for _, args := range [][]string{{"list"}, {"set", "planning_worksheet", "pw_now_good", "x"}, {"doctor"}} {
		where := b.name + ", " + args[0]
		s, err := mine.call(ctx, p.book, args...)
		if err != nil {
			return err
		}
		if s.faults(t, where) || args[0] == "doctor" {
			continue
		}
		if !slices.Contains(b.codes, s.code) || !strings.Contains(strings.ToLower(s.err), b.words) || strings.TrimSpace(s.err) == "" {
			t.fault(wrong, "%s: exit %d: %s", where, s.code, s.err)
		}
	}
	if got := look(dir); got != before {
		t.fault(wrong, "%s: the folder was %q and is %q", b.name, before, got)
	}
	t.done(1, 0)
	return nil
}

// look describes a folder: what is there, and of which kind and size.
func look(dir string) string {
	var b strings.Builder
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error { // a closed folder is one line
		fmt.Fprintf(&b, "%s", strings.TrimPrefix(path, dir))
		if err != nil {
			return nil //nolint:nilerr // that it is closed is what we note
		}
		if info, err := d.Info(); err == nil {
			fmt.Fprintf(&b, " %s %d", info.Mode(), info.Size())
			if info.Mode().IsRegular() { // reading a pipe would wait for ever
				data, _ := os.ReadFile(path) // one that cannot be read is as good as empty
				fmt.Fprintf(&b, " %x", sum(data))
			}
		}
		b.WriteString("\n")
		return nil
	})
	return b.String()
}

// readable looks at books that are good, but not as they usually are.
func (e *env) readable(ctx context.Context, good map[string][]byte, t *tally) error {
	for i, c := range []struct {
		name string
		turn func(dir, book string) (string, error)
		mode os.FileMode
	}{
		{"a book that others can read", func(_, book string) (string, error) { return book, os.Chmod(book, 0o644) }, 0o600},
		{"a link to a book", func(dir, book string) (string, error) {
			return filepath.Join(dir, "link.db"), os.Symlink(book, filepath.Join(dir, "link.db"))
		}, 0o600},
		{"a book with a strange name", func(dir, book string) (string, error) {
			strange := filepath.Join(dir, "bok; rm -rf $(x) \x1b[31m “ä”.db")
			return strange, os.Rename(book, strange)
		}, 0o600},
	} {
		dir, err := e.folder(fmt.Sprintf("good-%d", i))
		if err != nil {
			return err
		}
		if err := lay(dir, good); err != nil {
			return err
		}
		book, err := c.turn(dir, filepath.Join(dir, bookName))
		if err != nil {
			return err
		}
		s, err := e.call(ctx, book, "set", "planning_worksheet", "pw_now_good", "x")
		if err != nil {
			return err
		}
		info, err := os.Stat(book)
		if !s.faults(t, c.name) && (s.code != 0 || err != nil || info.Mode().Perm() != c.mode) {
			t.fault(wrong, "%s: exit %d: %s", c.name, s.code, short(s.err))
		}
		if strings.ContainsRune(s.err+s.out, '\x1b') {
			t.fault(wrong, "%s: an escape came to the terminal", c.name)
		}
		t.done(1, 0)
	}
	return e.readOnlyDisk(ctx, good, t)
}

// readOnlyDisk: a book on a disk that cannot be written can be read.
func (e *env) readOnlyDisk(ctx context.Context, good map[string][]byte, t *tally) error {
	d, err := e.mountDisk(1024, "a disk that cannot be written", t)
	if err != nil {
		t.left(1, err.Error())
		return nil
	}
	defer d.unmount()
	if err := lay(d.path, good); err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", d.path, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return err
	}
	t.done(1, 0)
	if err := d.must(ctx, "list"); err != nil {
		return err
	}
	s, err := e.call(ctx, d.book(), "set", "planning_worksheet", "pw_now_good", "x")
	if err == nil && !s.faults(t, d.what) && (s.code != exitFailed || strings.TrimSpace(s.err) == "") {
		t.fault(wrong, "%s: exit %d: %s", d.what, s.code, short(s.err))
	}
	return err
}
