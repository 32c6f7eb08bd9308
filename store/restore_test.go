package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pairbook/forms"
)

// restored is a book with a backup from before its last change, both closed.
func restored(t *testing.T, o Options) (path, copied string, p forms.PairID) {
	t.Helper()
	b, p := amina(t, o)
	commit(t, b, p, addr(1), "monthly")
	copied = filepath.Join(t.TempDir(), "copy.db")
	if err := b.Backup(copied); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "weekly")
	mustClose(t, b)
	return b.Path(), copied, p
}

func TestARestoredBookSaysWhatTheBackupSaidAndKeepsWhatItReplaced(t *testing.T) {
	path, copied, p := restored(t, cheap())
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := newClock()
	o := cheap()
	o.Now = c.now
	for range 2 { // twice in one second: nothing takes the place of anything
		before, err := Restore(path, copied, o)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(before)
		if err != nil || !bytes.Equal(kept, was) {
			t.Errorf("what was there before is not kept: %v", err)
		}
		if was, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	b := mustOpen(t, path, o)
	if load(t, b, p).Value(addr(1)) != "monthly" || b.Opening().Older || b.Opening().Unclean {
		t.Errorf("%q, %+v", load(t, b, p).Value(addr(1)), b.Opening())
	}
	all := b.Backups()
	if len(all) != 2 || all[0].Locked || all[0].Stale || all[0].Err != nil || all[0].ID != b.ID() || all[0].Day.IsZero() {
		t.Errorf("backups %+v", all)
	}
	if done, err := b.SetPassphrase(passphrase); err != nil || done.Backups != 2 {
		t.Errorf("%+v, %v: what was replaced is not as locked as the book", done, err)
	}
	for _, s := range b.Backups() {
		if !s.Locked || s.Stale || len(s.Ways) != 2 {
			t.Errorf("%+v", s)
		}
	}
	wantSound(t, b)
}

func TestWhatIsNoWholeBookIsNotRestored(t *testing.T) {
	path, copied, _ := restored(t, cheap())
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	letter, empty, broken := filepath.Join(dir, "letter"), filepath.Join(dir, "empty"), filepath.Join(dir, "broken")
	data, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	for i := 8192; i < len(data); i += 100 {
		data[i] ^= 0x10
	}
	for name, text := range map[string][]byte{letter: bytes.Repeat([]byte("Dear Per, "), 900), empty: nil, broken: data} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]error{
		letter: ErrNotABook, empty: ErrEmptyFile, broken: ErrDamaged, path: ErrSameFile, filepath.Join(dir, "none"): ErrMissing,
	} {
		before, err := Restore(path, name, cheap())
		if !errors.Is(err, want) || before != "" {
			t.Errorf("%s: %q, %v; want %v", name, before, err, want)
		}
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) {
		t.Error("the book was changed:", err)
	}
	b := mustOpen(t, path, cheap())
	_, err = Restore(path, copied, Options{Wait: 1})
	wantErr(t, err, ErrInUse)
	mustClose(t, b)
}

func TestABookIsRestoredWhereThereIsNoneOrADamagedOne(t *testing.T) {
	path, copied, p := restored(t, cheap())
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for _, damaged := range []bool{false, true} {
		if damaged {
			if err := os.WriteFile(path, make([]byte, 9000), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		before, err := Restore(path, copied, cheap())
		if err != nil || (before != "") != damaged {
			t.Fatalf("%q, %v", before, err)
		}
	}
	b := mustOpen(t, path, cheap())
	if load(t, b, p).Value(addr(1)) != "monthly" {
		t.Error("the answer is gone")
	}
}

func TestALockedBackupIsRestoredWithItsPassphrase(t *testing.T) {
	path, recovery, p := lockedBook(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	b := mustOpen(t, path, withPass(passphrase))
	if err := b.Backup(copied); err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	if s := Look(copied, cheap()); !s.Locked || len(s.Ways) != 2 || s.ID != b.ID() {
		t.Errorf("from outside: %+v", s)
	}
	for pass, want := range map[string]error{"": ErrLocked, "wrong": ErrWrongPassphrase} {
		_, err := Restore(path, copied, withPass(pass))
		wantErr(t, err, want)
	}
	if _, err := Restore(path, copied, withPass(passphrase)); err != nil {
		t.Fatal(err)
	}
	b = mustOpen(t, path, Options{Recovery: recovery})
	if ways, err := b.WaysIn(); err != nil || len(ways) != 2 || load(t, b, p).Value(addr(1)) != "monthly" {
		t.Errorf("%v, %v", ways, err)
	}
	if s := Look(path+".none", cheap()); s.Err == nil {
		t.Error("a file that is not there was seen")
	}
}
