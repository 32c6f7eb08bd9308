package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

const passphrase = "tall trees at nine o'clock"

// cheap makes a passphrase cost little, for tests that try many.
func cheap() Options {
	return Options{hooks: hooks{cost: seal.Cost{Time: 1, Memory: 8, Threads: 1}}}
}

func withPass(pass string) Options {
	o := cheap()
	o.Passphrase = pass
	return o
}

// lockedBook makes a closed book with a passphrase and one answer.
func lockedBook(t *testing.T) (path, recovery string, p forms.PairID) {
	t.Helper()
	b, p := amina(t, cheap())
	commit(t, b, p, addr(1), "monthly")
	return b.Path(), lock(t, b, passphrase), p
}

// lock gives an open book a passphrase and closes it.
func lock(t *testing.T, b *Book, pass string) (recovery string) {
	t.Helper()
	done, err := b.SetPassphrase(pass)
	if err != nil || done.Left != nil {
		t.Fatal(err, done.Left)
	}
	mustClose(t, b)
	return done.Recovery
}

func TestALockedBookOpensWithItsPassphraseOrItsRecoveryCode(t *testing.T) {
	path, recovery, p := lockedBook(t)
	ways := map[string]Options{
		"passphrase": {Passphrase: passphrase},
		"recovery":   {Recovery: strings.ToLower(strings.ReplaceAll(recovery, "-", " "))},
		"reading":    {Passphrase: passphrase, ReadOnly: true},
	}
	for name, o := range ways {
		b, err := Open(path, o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !b.Locked() || load(t, b, p).Value(addr(1)) != "monthly" {
			t.Errorf("%s: locked %v, the answer is %q", name, b.Locked(), load(t, b, p).Value(addr(1)))
		}
		wantSound(t, b)
		mustClose(t, b)
	}
}

func TestEachWayOfNotGettingInHasItsOwnName(t *testing.T) {
	path, recovery, _ := lockedBook(t)
	_, other, _ := lockedBook(t)
	slip := []byte(recovery)
	slip[3] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(strings.IndexByte("0123456789ABCDEFGHJKMNPQRSTVWXYZ", slip[3])+1)%32]
	for name, c := range map[string]struct {
		o    Options
		want error
	}{
		"nothing":        {Options{}, ErrLocked},
		"reading":        {Options{ReadOnly: true}, ErrLocked},
		"wrong":          {Options{Passphrase: "short trees"}, ErrWrongPassphrase},
		"a space more":   {Options{Passphrase: passphrase + " "}, ErrWrongPassphrase},
		"another book's": {Options{Recovery: other}, ErrWrongRecovery},
		"a slip":         {Options{Recovery: string(slip)}, ErrRecoverySlip},
		"half a code":    {Options{Recovery: recovery[:17]}, ErrRecoverySlip},
	} {
		before := listing(t, filepath.Dir(path))
		_, err := Open(path, c.o)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		for _, secret := range []string{passphrase, recovery, other, string(slip), "short trees"} {
			if strings.Contains(fmt.Sprintf("%v %+v", err, err), secret) {
				t.Errorf("%s: the error says what was typed", name)
			}
		}
		if listing(t, filepath.Dir(path)) != before {
			t.Errorf("%s: something was changed", name)
		}
	}
}

// spoilKey breaks both copies of a record of the keys, or all that it says.
func spoilKey(t *testing.T, path, kind string, r *keyRecord) {
	t.Helper()
	err := guard("spoil", func() error {
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			return err
		}
		err = db.Update(func(tx *bolt.Tx) error {
			if r != nil {
				return putClear(tx, inUnlock, kind, r)
			}
			for _, n := range twice(kind) {
				if err := tx.Bucket([]byte(inUnlock)).Put([]byte(n), []byte("no key at all")); err != nil {
					return err
				}
			}
			return nil
		})
		return errors.Join(err, db.Close())
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestADamagedKeyIsNamedAndTheOtherWayInStillWorks(t *testing.T) {
	for kind, other := range map[string]string{byPass: byRecovery, byRecovery: byPass, underLock: ""} {
		path, recovery, p := lockedBook(t)
		spoilKey(t, path, kind, nil)
		ways := map[string]Options{byPass: {Passphrase: passphrase}, byRecovery: {Recovery: recovery}}
		for way, o := range ways {
			b, err := Open(path, o)
			if way == other {
				if err != nil || load(t, b, p).Value(addr(1)) != "monthly" {
					t.Errorf("%s damaged: %s does not open: %v", kind, way, err)
				}
				mustClose(t, b)
				continue
			}
			var d *DamagedError
			var k *KeyError
			if !errors.As(err, &d) || d.What != keyOfBook || !errors.As(err, &k) || k.Record != kind || k.Other != other {
				t.Errorf("%s damaged, by %s: %v", kind, way, err)
			}
		}
		_, err := Open(path, Options{})
		wantErr(t, err, ErrLocked)
	}
}

func TestADamagedOpenKeyIsDamage(t *testing.T) {
	b, _ := amina(t, Options{})
	mustClose(t, b)
	for _, r := range []*keyRecord{nil, {Kind: openKeys, Key: []byte("short")}, {Kind: byPass}} {
		spoilKey(t, b.Path(), openKeys, r)
		_, err := Open(b.Path(), Options{Passphrase: "x"})
		var k *KeyError
		if !errors.Is(err, ErrDamaged) || !errors.As(err, &k) || k.Record != openKeys || k.Other != "" {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

func TestAPlantedCostDoesNotHoldUpTheComputer(t *testing.T) {
	path, _, _ := lockedBook(t)
	for _, c := range []*seal.Cost{nil, {}, {Time: 1, Memory: 1 << 31, Threads: 1}, {Time: 1 << 31, Memory: 64, Threads: 1}, {Time: 1, Memory: 1 << 14, Threads: 255}} {
		spoilKey(t, path, byPass, &keyRecord{Kind: byPass, Cost: c, Salt: seal.NewSalt(), Wrapped: make([]byte, 90)})
		_, err := Open(path, Options{Passphrase: passphrase})
		wantErr(t, err, ErrDamaged)
	}
}

func TestACurtainAsksForThePassphraseAndChangesNothing(t *testing.T) {
	path, _, _ := lockedBook(t)
	b := mustOpen(t, path, Options{Passphrase: passphrase})
	before := listing(t, filepath.Dir(path))
	wantErr(t, b.Verify("no"), ErrWrongPassphrase)
	if err := b.Verify(passphrase); err != nil {
		t.Error(err)
	}
	if listing(t, filepath.Dir(path)) != before {
		t.Error("it changed something")
	}
	open, _ := amina(t, Options{})
	if err := open.Verify("anything"); err != nil || open.Locked() {
		t.Errorf("a book without a passphrase: %v, locked %v", err, open.Locked())
	}
}

func TestAPassphraseGivenToAnOpenBookIsNotNeeded(t *testing.T) {
	b, p := amina(t, Options{})
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{Passphrase: passphrase, Recovery: "whatever"})
	if b.Locked() {
		t.Error("it is locked now")
	}
	load(t, b, p)
	if s := fmt.Sprintf("%v %+v", b.opts, b.opts); strings.Contains(s, passphrase) || strings.Contains(s, "whatever") {
		t.Error("the passphrase is kept")
	}
}

// firstBook makes a book as the first version did: with one key, and no others.
func firstBook(t *testing.T) *Book {
	t.Helper()
	path := bookPath(t)
	key := seal.NewKey()
	h := newHeader()
	h.Schema, h.MinReader = 1, 1
	keys, err := seal.KeysOf(key)
	if err != nil {
		t.Fatal(err)
	}
	box, err := seal.NewBox(keys, h.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	err = newFile(path, 0, func(db *bolt.DB) error {
		return db.Update(func(tx *bolt.Tx) error {
			for _, name := range []string{"sys", "unlock", "rev", "head", "hist", "draft", "undo", "pair", "setting"} {
				if _, err := tx.CreateBucket([]byte(name)); err != nil {
					return err
				}
			}
			at := seal.Place{Bucket: inSys, Key: []byte(stateName)}
			host, _ := os.Hostname()
			state := state{device: newDevice(), host: host}
			return errors.Join(
				putClear(tx, inSys, headerName, h),
				putClear(tx, inUnlock, "none", keyRecord{Kind: "none", Key: key.Reveal()}),
				tx.Bucket([]byte(inSys)).Put(at.Key, box.Seal(at, state.encode())),
			)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return mustOpen(t, path, cheap())
}

func TestABookOfTheFirstVersionOpensAndCanBeLocked(t *testing.T) {
	b := firstBook(t)
	p, err := b.NewPair(names(), forms.Mentee)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "monthly")
	if s, err := b.Stats(); err != nil || s.Schema != 1 {
		t.Errorf("stats %+v, %v", s, err)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), cheap())
	lock(t, b, passphrase)
	b = mustOpen(t, b.Path(), withPass(passphrase))
	if v := load(t, b, p).Value(addr(1)); v != "monthly" {
		t.Errorf("the answer is %q", v)
	}
	if s, err := b.Stats(); err != nil || s.Schema != Schema {
		t.Errorf("an older program would open it: %+v, %v", s, err)
	}
	wantSound(t, b)
}

func TestTheLockRemembersWhetherThereWasAPassphrase(t *testing.T) {
	b, _ := amina(t, cheap())
	path := b.Path()
	if !LeftPlain(path) {
		t.Error("nothing is said of a new book")
	}
	for _, c := range []struct {
		name   string
		change func() error
		plain  bool
	}{
		{"set", func() error { _, err := b.SetPassphrase(passphrase); return err }, false},
		{"kept", func() error { return nil }, false},
		{"taken away", func() error { _, err := b.RemovePassphrase(); return err }, true},
	} {
		if err := errors.Join(c.change(), b.Close()); err != nil {
			t.Fatal(c.name, err)
		}
		if got := LeftPlain(path); got != c.plain {
			t.Errorf("passphrase %s: LeftPlain = %v", c.name, got)
		}
		var err error
		if b, err = Open(path, withPass(passphrase)); err != nil {
			t.Fatal(c.name, err)
		}
		if got := LeftPlain(path); got != c.plain {
			t.Errorf("passphrase %s, open again: LeftPlain = %v", c.name, got)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if LeftPlain(filepath.Join(t.TempDir(), "no.book")) {
		t.Error("a book that nobody opened has no passphrase")
	}
}
