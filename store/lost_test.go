package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// TestASaveIntoALostFileIsNotAcknowledged is STORE.md T12: a program that
// synchronises folders deletes or replaces the file while it is open.
func TestASaveIntoALostFileIsNotAcknowledged(t *testing.T) {
	lose := map[string]func(path string) error{
		"deleted": os.Remove,
		"moved":   func(p string) error { return os.Rename(p, p+".old") },
		"replaced": func(p string) error {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			if err := os.WriteFile(p+".sync", data, 0o600); err != nil {
				return err
			}
			return os.Rename(p+".sync", p)
		},
	}
	for name, fn := range lose {
		t.Run(name, func(t *testing.T) {
			b, p := amina(t, Options{})
			commit(t, b, p, addr(1), "before")
			heard, cancel := b.Watch()
			defer cancel()
			if err := fn(b.Path()); err != nil {
				t.Fatal(err)
			}
			_, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "after"}})
			wantErr(t, err, ErrGone)
			wantErr(t, b.Draft(p, map[forms.Address]string{addr(1): "x"}), ErrGone)
			_, err = b.Undo(p, forms.Mentee)
			wantErr(t, err, ErrGone)
			select {
			case s := <-heard:
				t.Errorf("listeners were told of %v", s)
			default:
			}
			saved := bookPath(t)
			if err := b.SaveCopy(saved); err != nil {
				t.Fatal(err)
			}
			c := mustOpen(t, saved, Options{})
			if v := load(t, c, p).Value(addr(1)); v != "after" {
				t.Errorf("the copy says %q", v)
			}
			wantSound(t, c)
		})
	}
}

// TestAFailedCommitIsLookedAtAgain is STORE.md 1.5: an error of the last fsync
// leaves a save that is there.
func TestAFailedCommitIsLookedAtAgain(t *testing.T) {
	broken := errors.New("input/output error")
	fail := false
	o := Options{hooks: hooks{committed: func() error {
		if fail {
			fail = false
			return broken
		}
		return nil
	}}}
	b, p := amina(t, o)
	fail = true
	commit(t, b, p, addr(1), "there all the same")
	if v := load(t, b, p).Value(addr(1)); v != "there all the same" || fail {
		t.Errorf("the answer is %q", v)
	}
	fail = true
	if err := b.Draft(p, map[forms.Address]string{addr(2): "so is this"}); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(3), "and on it goes")
	wantSound(t, b)
}

// TestAFailedSaveDoesNotGoOnInAnOlderCopy: while a save fails, a copy from before takes the
// place of the book. Going on in it would drop what was acknowledged since.
func TestAFailedSaveDoesNotGoOnInAnOlderCopy(t *testing.T) {
	var path, older string
	fail := false
	b, p := amina(t, Options{hooks: hooks{committed: func() error {
		if !fail {
			return nil
		}
		fail = false
		return errors.Join(errors.New("input/output error"), os.Rename(older, path))
	}}})
	path, older = b.Path(), b.Path()+".older"
	commit(t, b, p, addr(1), "before")
	if err := b.Backup(older); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "since")
	fail = true
	_, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(2), Value: "now"}})
	wantErr(t, err, ErrGone)
	_, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(2), Value: "now"}})
	wantErr(t, err, ErrGone)
}

// TestWhatDidNotReachTheDiskIsNotSaid closes the file below bbolt, so that every
// write fails.
func TestWhatDidNotReachTheDiskIsNotSaid(t *testing.T) {
	var file *os.File
	opened := 0
	o := Options{hooks: hooks{openFile: func(p string, flag int, perm os.FileMode) (f *os.File, err error) {
		opened++
		file, err = os.OpenFile(p, flag, perm)
		return file, err
	}}}
	b, p := amina(t, o)
	commit(t, b, p, addr(1), "before")
	was := opened
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	revs, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "lost"}})
	if err == nil || revs != nil || errors.Is(err, ErrUncertain) {
		t.Fatalf("%v, %v", revs, err)
	}
	if opened != was+1 {
		t.Fatalf("opened %d times more", opened-was)
	}
	if v := load(t, b, p).Value(addr(1)); v != "before" {
		t.Errorf("the answer is %q", v)
	}
	commit(t, b, p, addr(1), "again")
	wantSound(t, b)
}

func TestASaveThatNobodyCanLookAtIsUncertainUntilTheFileOpensAgain(t *testing.T) {
	var file *os.File
	refuse := false
	o := Options{hooks: hooks{openFile: func(p string, flag int, perm os.FileMode) (f *os.File, err error) {
		if refuse {
			return nil, errors.New("input/output error")
		}
		file, err = os.OpenFile(p, flag, perm)
		return file, err
	}}}
	b, p := amina(t, o)
	commit(t, b, p, addr(1), "before")
	refuse = true
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "after"}})
		wantErr(t, err, ErrUncertain)
	}
	_, _, err := b.Load(p)
	wantErr(t, err, ErrUncertain)
	refuse = false
	commit(t, b, p, addr(1), "after")
	if v := load(t, b, p).Value(addr(1)); v != "after" {
		t.Errorf("the answer is %q", v)
	}
	wantSound(t, b)
}

// TestABookThatMayNotGrowLosesNothingThatWasSaved is STORE.md T6 with a limit on the file.
func TestABookThatMayNotGrowLosesNothingThatWasSaved(t *testing.T) {
	b, p := amina(t, Options{MaxSize: 256 << 10})
	text := forms.Value(strings.Repeat("text ", 400))
	saved := 0
	var err error
	for ; err == nil && saved < 1000; saved++ {
		_, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(saved), Value: text}})
	}
	saved--
	wantErr(t, err, ErrGrown)
	for range 3 {
		_, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(5000), Value: text + text + text + text}})
		wantErr(t, err, ErrGrown)
	}
	rec := load(t, b, p)
	for i := range saved {
		if rec.Value(addr(i)) != text {
			t.Fatalf("answer %d of %d is gone", i, saved)
		}
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{})
	commit(t, b, p, addr(5000), text)
	wantSound(t, b)
}

func TestAFileCutShortWhileOpenIsNoticed(t *testing.T) {
	for _, size := range []int64{0, 4096, 20000} {
		b, p := amina(t, Options{})
		for i := range 40 {
			commit(t, b, p, addr(i), forms.Value(strings.Repeat("text ", 50)))
		}
		if err := os.Truncate(b.Path(), size); err != nil {
			t.Fatal(err)
		}
		_, _, err := b.Load(p)
		if err == nil {
			_, damage, _ := b.Load(p)
			if len(damage) == 0 {
				t.Errorf("cut to %d: nobody is told", size)
			}
		}
		if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "x"}}); err == nil {
			t.Errorf("cut to %d: a save was acknowledged", size)
		}
		if err := b.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
}

func TestOtherFaultsInBboltComeBackAsErrors(t *testing.T) {
	b, _ := amina(t, Options{})
	err := b.view(func(*bolt.Tx) error { panic("as bbolt does") })
	wantErr(t, err, ErrDamaged)
	if _, err := b.Pairs(); err != nil {
		t.Errorf("after a fault while reading: %v", err)
	}
	b.saving.Lock()
	err = b.save(func(*bolt.Tx) ([]written, error) { panic("as bbolt does") })
	b.saving.Unlock()
	wantErr(t, err, ErrDamaged)
	if err := b.SetSetting("a", "b"); err != nil {
		t.Errorf("after a fault while writing: %v", err)
	}
	wantSound(t, b)
}

func TestAnOlderCopyInTheBooksPlaceIsNoticed(t *testing.T) {
	b, p := amina(t, Options{})
	old := bookPath(t)
	if err := b.Backup(old); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "newer")
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{})
	if b.Opening().Older {
		t.Error("the book passes for an older copy")
	}
	mustClose(t, b)
	if err := os.Rename(old, b.Path()); err != nil {
		t.Fatal(err)
	}
	if b = mustOpen(t, b.Path(), Options{}); !b.Opening().Older {
		t.Error("an older copy was not noticed")
	}
}

func TestBackupsAreWholeAndOldOnesMakeRoom(t *testing.T) {
	c := newClock()
	b, p := amina(t, Options{Now: c.now})
	dir := filepath.Join(t.TempDir(), "deep", "backups")
	other := filepath.Join(dir, "pairs-notes.bak")
	for day := range 60 {
		path, err := b.BackupDaily(dir)
		if err != nil || path == "" {
			t.Fatal(path, err)
		}
		if again, err := b.BackupDaily(dir); again != "" || err != nil {
			t.Fatalf("a second backup on one day: %q, %v", again, err)
		}
		if again, err := b.BackupNow(dir); again != path || err != nil {
			t.Fatalf("a second backup that was asked for: %q, %v", again, err)
		}
		if day == 0 {
			if err := os.WriteFile(other, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		commit(t, b, p, addr(1), forms.Value(c.t.String()))
		c.t = c.t.Add(24 * time.Hour)
	}
	all := backupsIn(dir, b.Path())
	if len(all) != keepDays+keepWeeks {
		t.Fatalf("%d backups are kept", len(all))
	}
	for i, x := range all {
		age := c.t.Add(-24 * time.Hour).Sub(x.day)
		if i < keepDays && int(age.Hours()/24) != i {
			t.Errorf("backup %d is %v old", i, age)
		}
		if age > 6*7*24*time.Hour {
			t.Errorf("backup %d is %v old", i, age)
		}
	}
	if _, err := os.Stat(other); err != nil {
		t.Errorf("a file of another name was touched: %v", err)
	}
	old := mustOpen(t, all[0].path, Options{})
	wantSound(t, old)
	if old.ID() != b.ID() {
		t.Error("the backup is of another book")
	}
	wantErr(t, b.Backup(all[0].path), ErrExists)
}
