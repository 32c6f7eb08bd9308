package store

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// sealedBytes returns every sealed value of a book and the keys that lie open.
func sealedBytes(t *testing.T, b *Book) (all [][]byte) {
	t.Helper()
	err := b.view(func(tx *bolt.Tx) error {
		for _, in := range append(recordBuckets(), inUnlock) {
			if err := scan(tx, in, nil, func(_, v []byte) error {
				if len(v) > 0 {
					all = append(all, bytes.Clone(v))
				}
				return nil
			}); err != nil {
				return err
			}
		}
		state := tx.Bucket([]byte(inSys)).Get([]byte(stateName))
		all = append(all, bytes.Clone(state), b.secret.keys.Content.Reveal(), []byte(base64.StdEncoding.EncodeToString(b.secret.keys.Content.Reveal())))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func wantNowhere(t *testing.T, path string, secrets [][]byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range secrets {
		if bytes.Contains(data, s) {
			t.Fatalf("%s still holds %d bytes of before", filepath.Base(path), len(s))
		}
	}
}

func TestNothingOfBeforeStaysInTheFile(t *testing.T) {
	b, p := amina(t, cheap())
	for i := range 30 {
		commit(t, b, p, addr(i), forms.Value("answer "+strconv.Itoa(i)))
	}
	if err := b.Draft(p, map[forms.Address]string{addr(99): "half a sentence"}); err != nil {
		t.Fatal(err)
	}
	changes := []func() error{
		func() error { _, err := b.SetPassphrase(passphrase); return err },
		func() error { _, err := b.SetPassphrase("another one"); return err },
		func() error { _, err := b.RemovePassphrase(); return err },
	}
	for i, change := range changes {
		before := sealedBytes(t, b)
		data, err := os.ReadFile(b.Path())
		if err != nil || !bytes.Contains(data, before[0]) {
			t.Fatal("the test looks for what was never there", err)
		}
		if err := change(); err != nil {
			t.Fatal(i, err)
		}
		wantNowhere(t, b.Path(), before)
		wantNowhere(t, b.Path(), [][]byte{b.secret.keys.Index.Reveal()})
		if b.Locked() != (i < 2) || load(t, b, p).Value(addr(7)) != "answer 7" {
			t.Fatalf("change %d: locked %v, the answer is %q", i, b.Locked(), load(t, b, p).Value(addr(7)))
		}
		if load(t, b, p).Drafts[addr(99)] != "half a sentence" {
			t.Error("the draft is gone")
		}
		wantSound(t, b)
	}
}

func TestAnOpenBookGoesOnAfterItsKeyHasChanged(t *testing.T) {
	b, p := amina(t, cheap())
	heard, cancel := b.Watch()
	defer cancel()
	rec := load(t, b, p)
	commit(t, b, p, addr(1), "before")
	if _, err := b.SetPassphrase(passphrase); err != nil {
		t.Fatal(err)
	}
	revs := commit(t, b, p, addr(1), "after")
	for _, want := range []forms.Value{"before", "after"} {
		s := <-heard
		rec.Apply(s.Revisions[0])
		if rec.Value(addr(1)) != want {
			t.Errorf("heard %v, want %q", s, want)
		}
	}
	if len(revs[0].Parents) != 1 {
		t.Errorf("the revision does not know what it replaced: %+v", revs[0])
	}
	for _, want := range []forms.Value{"before", ""} {
		if _, err := b.Undo(p, forms.Mentee); err != nil || load(t, b, p).Value(addr(1)) != want {
			t.Fatalf("undone to %q, %v", load(t, b, p).Value(addr(1)), err)
		}
	}
	other, err := Open(b.Path(), Options{Passphrase: passphrase, Wait: time.Millisecond})
	if other != nil {
		t.Error("the lock was let go")
	}
	wantErr(t, err, ErrInUse)
	if err := os.Remove(b.Path()); err != nil {
		t.Fatal(err)
	}
	_, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(2), Value: "x"}})
	wantErr(t, err, ErrGone)
	_, err = b.RemovePassphrase()
	wantErr(t, err, ErrGone)
}

func TestAChangedPassphraseTakesTheOldOneAway(t *testing.T) {
	path, old, p := lockedBook(t)
	b := mustOpen(t, path, withPass(passphrase))
	recovery := lock(t, b, "another one")
	for want, o := range map[error]Options{ErrWrongPassphrase: {Passphrase: passphrase}, ErrWrongRecovery: {Recovery: old}} {
		_, err := Open(path, o)
		wantErr(t, err, want)
	}
	o := cheap()
	o.Recovery = recovery
	b = mustOpen(t, path, o)
	if done, err := b.RemovePassphrase(); err != nil || done.Recovery != "" {
		t.Fatal(err)
	}
	mustClose(t, b)
	b = mustOpen(t, path, Options{})
	if load(t, b, p).Value(addr(1)) != "monthly" {
		t.Error("the answer is gone")
	}
}

func TestWhatCannotBeSealedAnewStaysAsItIs(t *testing.T) {
	b, p := amina(t, cheap())
	commit(t, b, p, addr(1), "monthly")
	_, err := b.SetPassphrase("")
	wantErr(t, err, ErrNoPassphrase)
	r := b.Path()
	spoil(t, b, inHead, b.keys().place(p, addr(1)))
	_, err = b.SetPassphrase(passphrase)
	wantErr(t, err, ErrDamaged)
	if b.Locked() || load(t, b, p).Value(addr(1)) != "monthly" {
		t.Error("the book is another one")
	}
	wantNoRest(t, r)
	mustClose(t, b)
	b = mustOpen(t, r, Options{ReadOnly: true})
	_, err = b.SetPassphrase(passphrase)
	wantErr(t, err, ErrReadOnly)
}

// wantNoRest wants no unfinished file beside the book or its backups.
func wantNoRest(t *testing.T, path string) {
	t.Helper()
	for _, dir := range []string{filepath.Dir(path), filepath.Join(filepath.Dir(path), backupsDir)} {
		left, err := filepath.Glob(filepath.Join(dir, ".*"))
		if err != nil || len(left) > 0 {
			t.Fatalf("left over: %v, %v", left, err)
		}
	}
}

func TestBackupsAreAsLockedAsTheBook(t *testing.T) {
	c := newClock()
	o := cheap()
	o.Now = c.now
	b, p := amina(t, o)
	for range 3 {
		if _, err := b.BackupDaily(""); err != nil {
			t.Fatal(err)
		}
		commit(t, b, p, addr(1), forms.Value(c.t.String()))
		c.t = c.t.AddDate(0, 0, 1)
	}
	dir := b.backups()
	foreign, _ := amina(t, Options{})
	elses := filepath.Join(dir, "pairs-2026-03-01.bak")
	if err := foreign.Backup(elses); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "pairs-2026-03-02.bak")
	if err := os.WriteFile(broken, make([]byte, 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	before := sealedBytes(t, b)
	done, err := b.SetPassphrase(passphrase)
	if err != nil || done.Left != nil || done.Backups != 4 {
		t.Fatalf("%d backups were replaced, %v, %v", done.Backups, err, done.Left)
	}
	all := backupsIn(dir, b.Path())
	if len(all) != 2 || all[1].path != elses {
		t.Fatalf("backups %v", all)
	}
	_, err = Open(all[0].path, Options{})
	wantErr(t, err, ErrLocked)
	wantNowhere(t, all[0].path, before)
	if again, err := b.BackupDaily(""); again != "" || err != nil {
		t.Errorf("a second backup on one day: %q, %v", again, err)
	}
	if done, err = b.RemovePassphrase(); err != nil || done.Backups != 1 {
		t.Errorf("%d backups were replaced, %v", done.Backups, err)
	}
	mustOpen(t, all[0].path, Options{})
}

func TestACopyIsAsLockedAsTheBook(t *testing.T) {
	b, p := amina(t, cheap())
	commit(t, b, p, addr(1), "monthly")
	mine := bookPath(t)
	if _, err := b.SetPassphrase(passphrase); err != nil {
		t.Fatal(err)
	}
	if err := b.SaveCopy(mine); err != nil {
		t.Fatal(err)
	}
	_, err := Open(mine, Options{})
	wantErr(t, err, ErrLocked)
	if load(t, mustOpen(t, mine, Options{Passphrase: passphrase}), p).Value(addr(1)) == "" {
		t.Error("the copy is empty")
	}
}

func TestBackupsThatCouldNotBeReplacedAreReplacedLater(t *testing.T) {
	for _, at := range []string{stepBackup, stepUnlink} {
		c := newClock()
		o := cheap()
		o.Now = c.now
		full := true
		o.hooks.step = func(s string) error {
			if s == at && full {
				return syscall.ENOSPC
			}
			return nil
		}
		b, _ := amina(t, o)
		full = false
		for range 2 {
			if _, err := b.BackupDaily(""); err != nil {
				t.Fatal(err)
			}
			c.t = c.t.AddDate(0, 0, 1)
		}
		full = true
		done, err := b.SetPassphrase(passphrase)
		if err != nil || done.Left == nil || done.Recovery == "" {
			t.Fatalf("%s: %+v, %v", at, done, err)
		}
		full = false
		if _, err := b.BackupDaily(""); err != nil {
			t.Fatal(err)
		}
		all := backupsIn(b.backups(), b.Path())
		if len(all) != 1 {
			t.Fatalf("%s: backups %v", at, all)
		}
		_, err = Open(all[0].path, Options{})
		wantErr(t, err, ErrLocked)
	}
}

// TestAStoppedRekeyLeavesTheOldBook fails each step in turn, as a full disk does.
func TestAStoppedRekeyLeavesTheOldBook(t *testing.T) {
	for n := 0; ; n++ {
		o := cheap()
		count, stop, at := 0, false, ""
		o.hooks.step = func(s string) error {
			if stop && count == n {
				at = s
				return syscall.ENOSPC
			}
			count++
			return nil
		}
		b, p := amina(t, o)
		commit(t, b, p, addr(1), "monthly")
		stop, count = true, 0
		done, err := b.SetPassphrase(passphrase)
		if at == "" {
			if err != nil || n < 10 {
				t.Fatalf("%d steps, %v", n, err)
			}
			return
		}
		stop = false
		wantErr(t, err, ErrFull)
		if placed := at == stepDir; placed != b.Locked() || placed != (done.Recovery != "") || placed != errors.Is(err, ErrUncertain) {
			t.Errorf("stopped at %s: locked %v, %v", at, b.Locked(), err)
		}
		commit(t, b, p, addr(2), "on it goes")
		wantSound(t, b)
		wantNoRest(t, b.Path())
		if _, err := b.SetPassphrase(passphrase); err != nil {
			t.Errorf("once more after %s: %v", at, err)
		}
	}
}

// TestARekeyNeverReplacesAnotherFile: another book is put in the place of ours after ours was
// read, by a program that keeps folders alike, for one.
func TestARekeyNeverReplacesAnotherFile(t *testing.T) {
	other, _ := amina(t, cheap())
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(other.Path())
	if err != nil {
		t.Fatal(err)
	}
	o, path, replace := cheap(), "", false
	o.hooks.step = func(s string) error {
		if !replace || s != stepSync {
			return nil
		}
		replace = false
		return os.Rename(other.Path(), path)
	}
	b, _ := amina(t, o)
	path, replace = b.Path(), true
	_, err = b.SetPassphrase(passphrase)
	wantErr(t, err, ErrGone)
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, theirs) {
		t.Errorf("the other book is %d bytes, not its %d: %v", len(now), len(theirs), err)
	}
	wantNoRest(t, path)
}

func TestABookThatFillsItsLimitCanStillBeLocked(t *testing.T) {
	o := cheap()
	o.MaxSize = 256 << 10
	b, p := amina(t, o)
	text := forms.Value(strings.Repeat("text ", 400))
	n := 0
	for ; ; n++ {
		if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(n), Value: text}}); err != nil {
			wantErr(t, err, ErrGrown)
			break
		}
	}
	if _, err := b.SetPassphrase(passphrase); err != nil && !errors.Is(err, ErrGrown) {
		t.Fatal(err)
	}
	for i := range n {
		if load(t, b, p).Value(addr(i)) != text {
			t.Fatalf("answer %d of %d is gone", i, n)
		}
	}
	wantSound(t, b)
}
