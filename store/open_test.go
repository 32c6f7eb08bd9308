package store

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

func TestABookIsPrivateFromTheFirstMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "share", "pairbook", "pairs.book")
	b := mustCreate(t, path, Options{})
	for p, want := range map[string]fs.FileMode{path: 0o600, lockPath(path): 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, %v", filepath.Base(p), info.Mode(), err)
		}
	}
	if b.Opening().Unclean || b.Opening().MadePrivate || len(b.Opening().Damage) > 0 {
		t.Errorf("opening a new book noticed %+v", b.Opening())
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func TestABookThatOthersCouldReadIsMadePrivate(t *testing.T) {
	b, p := amina(t, Options{})
	mustClose(t, b)
	if err := os.Chmod(b.Path(), 0o644); err != nil {
		t.Fatal(err)
	}
	b = mustOpen(t, b.Path(), Options{})
	if info, err := os.Stat(b.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if !b.Opening().MadePrivate {
		t.Error("nobody is told")
	}
	load(t, b, p)
}

type openCase struct {
	make func(path string) error
	want error
}

// TestWhatIsNoBookIsLeftAlone is STORE.md T10.
func TestWhatIsNoBookIsLeftAlone(t *testing.T) {
	cases := map[string]openCase{
		"nothing":   {func(string) error { return nil }, ErrMissing},
		"empty":     {func(p string) error { return os.WriteFile(p, nil, 0o600) }, ErrEmptyFile},
		"folder":    {func(p string) error { return os.Mkdir(p, 0o700) }, ErrNotABook},
		"text":      {func(p string) error { return os.WriteFile(p, []byte(strings.Repeat("no book. ", 9999)), 0o600) }, ErrNotABook},
		"one byte":  {func(p string) error { return os.WriteFile(p, []byte{1}, 0o600) }, ErrNotABook},
		"dangling":  {func(p string) error { return os.Symlink(p+"-nowhere", p) }, ErrMissing},
		"other app": {makeOtherBolt, ErrNotABook},
		"newer":     {func(p string) error { return makeSchema(p, Schema+1, Schema) }, ErrNewer},
		"far newer": {func(p string) error { return makeSchema(p, Schema+2, Schema+1) }, ErrNewer},
	}
	for name, make := range specialFiles() {
		cases[name] = openCase{make, ErrNotABook}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := bookPath(t)
			if err := c.make(path); err != nil {
				t.Fatal(err)
			}
			before := listing(t, filepath.Dir(path))
			b, err := Open(path, Options{})
			if b != nil {
				t.Fatal("it was opened")
			}
			wantErr(t, err, c.want)
			if after := listing(t, filepath.Dir(path)); after != before {
				t.Errorf("the folder was %q and is %q", before, after)
			}
		})
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		s.WriteString(e.Name() + " " + info.Mode().String() + " ")
		if !e.Type().IsRegular() { // reading a pipe would wait for ever
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		s.WriteString(string(data))
	}
	return s.String()
}

func makeOtherBolt(path string) error {
	return newFile(path, 0, func(db *bolt.DB) error {
		return db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("other")); return err })
	})
}

func makeSchema(path string, schema, minReader int) error {
	h := newHeader()
	h.Schema, h.MinReader = schema, minReader
	return fillNew(path, h, Options{}.filled())
}

func TestANewerBookCanBeReadWhenItSaysSo(t *testing.T) {
	path := bookPath(t)
	if err := makeSchema(path, Schema+1, Schema); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path, Options{})
	var newer *NewerError
	if !errors.As(err, &newer) || !newer.Readable || newer.Schema != Schema+1 {
		t.Fatalf("%v", err)
	}
	b := mustOpen(t, path, Options{ReadOnly: true})
	if _, err := b.Pairs(); err != nil {
		t.Error(err)
	}
	path = bookPath(t)
	if err := makeSchema(path, Schema+2, Schema+1); err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, Options{ReadOnly: true})
	if !errors.As(err, &newer) || newer.Readable {
		t.Fatalf("%v", err)
	}
}

func TestWhatAKilledCreateLeftIsSweptAway(t *testing.T) {
	path := bookPath(t)
	left := filepath.Join(filepath.Dir(path), ".pairs.book-123.new")
	other := filepath.Join(filepath.Dir(path), ".other.book-123.new")
	for _, f := range []string{left, other, lockPath(path)} {
		if err := os.WriteFile(f, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := OpenOrCreate(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, b)
	if there, err := isThere(left); there || err != nil {
		t.Errorf("it is still there, %v", err)
	}
	if there, err := isThere(other); !there || err != nil {
		t.Errorf("another book's file was swept away, %v", err)
	}
}

func TestCreateNeverReplacesAFile(t *testing.T) {
	path := bookPath(t)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Create(path, Options{})
	wantErr(t, err, ErrExists)
	_, err = OpenOrCreate(path, Options{})
	wantErr(t, err, ErrEmptyFile)
	_, err = Create(bookPath(t), Options{ReadOnly: true})
	wantErr(t, err, ErrReadOnly)
}

func TestABookThatVanishedDoesNotComeBackEmpty(t *testing.T) {
	path := bookPath(t)
	b, err := OpenOrCreate(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	backup, err := b.BackupDaily("")
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = OpenOrCreate(path, Options{})
	var gone *GoneError
	if !errors.As(err, &gone) || gone.LastBackup != backup {
		t.Fatalf("%v, want a mention of %s", err, backup)
	}
	if err := os.Remove(lockPath(path)); err != nil {
		t.Fatal(err)
	}
	_, err = OpenOrCreate(path, Options{})
	wantErr(t, err, ErrGone) // the backups are a trace too
	if err := os.Remove(backup); err != nil {
		t.Fatal(err)
	}
	b, err = OpenOrCreate(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
}

func TestAReadOnlyBookChangesNothing(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "x")
	_, err := Open(b.Path(), Options{ReadOnly: true, Wait: time.Millisecond})
	wantErr(t, err, ErrInUse)
	mustClose(t, b)
	before := listing(t, filepath.Dir(b.Path()))
	r := mustOpen(t, b.Path(), Options{ReadOnly: true})
	if load(t, r, p).Value(addr(1)) != "x" {
		t.Error("the answer is not there")
	}
	_, err = r.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "y"}})
	wantErr(t, err, ErrReadOnly)
	wantErr(t, r.SetSetting("a", "b"), ErrReadOnly)
	mustOpen(t, b.Path(), Options{ReadOnly: true}) // two may read
	_, err = Open(b.Path(), Options{Wait: time.Millisecond})
	wantErr(t, err, ErrInUse)
	if after := listing(t, filepath.Dir(b.Path())); after != before {
		t.Errorf("the folder was %q and is %q", before, after)
	}
}

func TestAFileThatMayNotBeWrittenIsNamedSo(t *testing.T) {
	b, _ := amina(t, Options{})
	mustClose(t, b)
	refuse := func(string, int, os.FileMode) (*os.File, error) {
		return nil, &os.PathError{Op: "open", Path: "book", Err: fs.ErrPermission}
	}
	_, err := Open(b.Path(), Options{hooks: hooks{openFile: refuse}})
	wantErr(t, err, ErrPermission)
	mustOpen(t, b.Path(), Options{}) // the lock was let go
}

func TestTheSecondToOpenIsToldWhoWasFirst(t *testing.T) {
	b, _ := amina(t, Options{})
	mustClose(t, b)
	link := filepath.Join(t.TempDir(), "link.book")
	if err := os.Symlink(b.Path(), link); err != nil {
		t.Fatal(err)
	}
	hard := filepath.Join(filepath.Dir(b.Path()), "hard.book")
	if err := os.Link(b.Path(), hard); err != nil {
		t.Fatal(err)
	}
	child, pid := hold(t, b.Path())
	for _, path := range []string{b.Path(), link, hard} {
		start := time.Now()
		_, err := Open(path, Options{Wait: 100 * time.Millisecond})
		var use *InUseError
		if !errors.As(err, &use) {
			t.Fatalf("%s: %v", path, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("it took %v", took)
		}
		if path != hard && (use.PID != pid || time.Since(use.Since) > time.Minute || use.Host == "") {
			t.Errorf("%s: %+v, want pid %d", path, use, pid)
		}
	}
	kill(t, child)
	b = mustOpen(t, b.Path(), Options{})
	if !b.Opening().Unclean {
		t.Error("an unclean end was not noticed")
	}
	wantSound(t, b)
}

// hold starts a process that has the book open.
func hold(t *testing.T, path string) (*exec.Cmd, int) {
	t.Helper()
	cmd := child(t, "hold", path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close() })
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "ready") {
		t.Fatal(line, err)
	}
	return cmd, cmd.Process.Pid
}

func child(t *testing.T, role, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childEnv+"="+role, "PAIRBOOK_STORE_PATH="+path)
	return cmd
}

func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it says "killed"
}

func TestACopyCarriedToAnotherComputerNumbersItsOwnRevisions(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "here")
	b.saving.Lock()
	b.state.host = "another computer"
	b.saving.Unlock()
	commit(t, b, p, addr(1), "still here")
	first := b.Author(forms.Mentee).Device
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{})
	if b.Author(forms.Mentee).Device == first {
		t.Fatal("both copies have the same id")
	}
	revs := commit(t, b, p, addr(1), "there")
	if revs[0].ID.Seq != 1 || len(revs[0].Parents) != 1 || revs[0].Parents[0].Device != first {
		t.Errorf("revision %+v", revs[0])
	}
	if _, err := b.Undo(p, forms.Mentee); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Undo(p, forms.Mentee); err != nil {
		t.Fatal(err)
	}
	if v := load(t, b, p).Value(addr(1)); v != "here" {
		t.Errorf("undone to %q", v)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{Device: first})
	if revs := commit(t, b, p, addr(1), "back"); revs[0].ID.Seq <= 2 || revs[0].ID.Device != first {
		t.Errorf("a number was given twice: %+v", revs[0].ID)
	}
	wantSound(t, b)
}
