package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"pairbook/store/seal"
)

// Rekeyed says what came of sealing a book anew.
type Rekeyed struct {
	// Recovery opens the book if the passphrase is forgotten. It is kept nowhere:
	// to be shown once. "" where the passphrase was not set.
	Recovery string
	// Backups is how many backups under the old key were replaced by one new one.
	Backups int
	// Left says why backups under the old key are still there; nil where none are.
	// BackupDaily tries again.
	Left error
}

// SetPassphrase gives the book a passphrase, or another one. Every record is
// sealed anew with a fresh key, in a new file that takes the place of the old one
// when all of it has been checked; then the backups under the old key are
// replaced. It returns ErrNoPassphrase, ErrReadOnly, ErrDamaged, ErrFull, ErrGrown,
// ErrPermission or ErrGone, and the book is as it was; or ErrUncertain, and the book
// opens with the old or with the new passphrase. Copies elsewhere stay as they are.
func (b *Book) SetPassphrase(pass string) (Rekeyed, error) {
	return b.SetPassphraseWith(pass, NewRecoveryCode())
}

// NewRecoveryCode returns a fresh recovery code for SetPassphraseWith, so that it can be
// written down before anything is changed.
func NewRecoveryCode() string { return seal.NewRecovery().Code() }

// SameRecoveryCode reports whether two texts are the same recovery code, however they are
// copied; ErrRecoverySlip where the first is none.
func SameRecoveryCode(typed, code string) (bool, error) {
	a, err := seal.ParseRecovery(typed)
	if err != nil {
		return false, ErrRecoverySlip
	}
	b, err := seal.ParseRecovery(code)
	return err == nil && a.Code() == b.Code(), nil
}

// SetPassphraseWith is SetPassphrase with a recovery code of NewRecoveryCode. It returns
// ErrRecoverySlip where it is none.
func (b *Book) SetPassphraseWith(pass, recovery string) (Rekeyed, error) {
	if pass == "" {
		return Rekeyed{}, ErrNoPassphrase
	}
	code, err := seal.ParseRecovery(recovery)
	if err != nil {
		return Rekeyed{}, ErrRecoverySlip
	}
	b.saving.Lock()
	defer b.saving.Unlock()
	s := secret{b.secret.keys.Renewed(), seal.NewKey()}
	u, err := lockedUnlocking(s, b.head.ID, pass, code, b.cost())
	if err != nil {
		return Rekeyed{}, err
	}
	w := &rewriting{b: b, secret: s, unlock: u, pass: pass, recovery: code.Code()}
	done, err := w.run()
	if w.placed {
		done.Recovery = w.recovery
	}
	return done, err
}

// RemovePassphrase lets the book lie open again, under a fresh key. Errors are
// those of SetPassphrase.
func (b *Book) RemovePassphrase() (Rekeyed, error) {
	b.saving.Lock()
	defer b.saving.Unlock()
	s := secret{keys: b.secret.keys.Renewed()}
	return (&rewriting{b: b, secret: s, unlock: openUnlocking(s.keys)}).run()
}

func (b *Book) cost() seal.Cost {
	if b.opts.hooks.cost == (seal.Cost{}) {
		return seal.UsualCost()
	}
	return b.opts.hooks.cost
}

// rewriting puts a whole book into a new file, sealed with other keys.
type rewriting struct {
	b      *Book
	secret secret
	unlock unlocking
	turn   func(in string, key, plain []byte) ([]byte, error) // what a record becomes; nil: the same
	skip   func(in string, key []byte) bool                   // which records are left out; nil: none
	look   func(file string) error                            // one look more at the new file; nil: none
	device string                                             // the book goes on as this device; "": as it was

	pass, recovery string // ways in that must open the new file

	box    *seal.Box
	head   header
	counts map[string]int // keys in each bucket of the old file
	placed bool           // the new file has the book's name
}

// The steps of a rewrite, for the tests that stop it at each of them.
const (
	stepTemp   = "temp"
	stepWrite  = "write"
	stepCheck  = "check"
	stepSync   = "fsync"
	stepRename = "rename"
	stepDir    = "dir fsync"
	stepBackup = "backup"
	stepUnlink = "unlink"
)

func (b *Book) step(name string) error {
	if b.opts.hooks.step == nil {
		return nil
	}
	return b.opts.hooks.step(name)
}

// run rewrites the book. The caller holds b.saving.
func (w *rewriting) run() (done Rekeyed, err error) {
	b := w.b
	if err := b.writable(); err != nil {
		return done, err
	}
	b.copying.Lock()
	defer b.copying.Unlock()
	w.head = b.head
	w.head.Schema, w.head.MinReader, w.head.Sealed = Schema, Schema, rand.Text()
	if w.box, err = seal.NewBox(w.secret.keys, w.head.ID, Schema); err != nil {
		return done, fmt.Errorf("seal the book anew: %w", err)
	}
	tmp, err := beside(b.real, b.step, w.fill)
	if err == nil {
		err = w.exchange(tmp)
	}
	if err == nil {
		err = w.settleName()
	}
	if err != nil {
		return done, fmt.Errorf("seal the book anew: %w", classify(err))
	}
	done.Backups, done.Left = b.replaceBackups()
	return done, nil
}

// fill writes the new file and checks it.
func (w *rewriting) fill(tmp string) error {
	if err := newFile(tmp, w.b.opts.MaxSize, w.pour); err != nil {
		return err
	}
	if err := w.b.step(stepCheck); err != nil {
		return err
	}
	if err := w.check(tmp); err != nil || w.look == nil {
		return err
	}
	return w.look(tmp)
}

// pour copies every record, sealed anew in the same place. A record that does not
// open ends it: it must not be lost on the way.
func (w *rewriting) pour(to *bolt.DB) error {
	return w.b.view(func(from *bolt.Tx) error {
		if err := w.b.step(stepWrite); err != nil {
			return err
		}
		err := to.Update(func(tx *bolt.Tx) error {
			for _, name := range buckets() {
				if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
					return err
				}
			}
			return errors.Join(putClear(tx, inSys, headerName, w.head), w.unlock.write(tx))
		})
		if err != nil {
			return err
		}
		if err := w.pourState(from, to); err != nil {
			return err
		}
		w.counts = map[string]int{}
		for _, name := range recordBuckets() {
			if err := w.pourBucket(from, to, name); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *rewriting) pourState(from *bolt.Tx, to *bolt.DB) error {
	state, err := w.b.get(from, inSys, []byte(stateName))
	if err == nil && w.turn != nil {
		state, err = w.turn(inSys, []byte(stateName), state)
	}
	if err != nil {
		return err
	}
	return to.Update(func(tx *bolt.Tx) error {
		at := seal.Place{Bucket: inSys, Key: []byte(stateName)}
		return tx.Bucket([]byte(inSys)).Put(at.Key, w.box.Seal(at, state))
	})
}

func (w *rewriting) pourBucket(from *bolt.Tx, to *bolt.DB, name string) error {
	if name == inPeople && from.Bucket([]byte(name)) == nil { // a book of schema 1
		return nil
	}
	bu, err := bucket(from, name)
	if err != nil {
		return err
	}
	return pourBucket(to, []byte(name), bu, w.b.step, func(k, v []byte) ([]byte, error) {
		if w.skip != nil && w.skip(name, k) {
			return nil, errSkip
		}
		w.counts[name]++
		if name == inHist { // it holds keys alone
			return v, nil
		}
		plain, err := w.b.open(name, k, v)
		if err == nil && w.turn != nil {
			plain, err = w.turn(name, k, plain)
		}
		if err != nil {
			return nil, err
		}
		return w.box.Seal(seal.Place{Bucket: name, Key: k}, plain), nil
	})
}

// check opens the new file in every way it can be opened, opens every record of
// it, and counts them.
func (w *rewriting) check(tmp string) error {
	o := w.b.opts
	o.ReadOnly, o.hooks, o.Passphrase = true, hooks{}, w.pass
	if w.pass == "" {
		o.secret = w.secret
	}
	c, err := Open(tmp, o)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // it was only read
	r, err := c.Check(false)
	if err != nil {
		return err
	}
	if !r.OK() || c.ID() != w.b.ID() {
		return &DamagedError{What: fmt.Sprintf("%d records of the new file", len(r.Damage))}
	}
	return c.view(func(tx *bolt.Tx) error {
		if err := w.checkWaysIn(tx); err != nil {
			return err
		}
		for name, want := range w.counts {
			n := 0
			if err := scan(tx, name, nil, func(_, _ []byte) error { n++; return nil }); err != nil || n != want {
				return &DamagedError{What: fmt.Sprintf("%d of %d records in %s", n, want, name), Cause: err}
			}
		}
		return nil
	})
}

// checkWaysIn opens the keys with the recovery code and with the lock's own key.
func (w *rewriting) checkWaysIn(tx *bolt.Tx) error {
	if w.recovery != "" {
		if _, err := lockByRecovery(tx, w.head.ID, w.recovery); err != nil {
			return err
		}
	}
	if w.secret.lock.Reveal() == nil {
		return nil
	}
	_, err := keysBehind(tx, w.head.ID, w.secret.lock)
	return err
}

// exchange gives the new file the book's name and opens it. The old one is closed
// first, because some systems do not let go of the name of an open file.
func (w *rewriting) exchange(tmp string) error {
	b := w.b
	b.life.Lock()
	defer b.life.Unlock()
	if !b.samePath() {
		b.lost = &GoneError{Path: b.path}
		return errors.Join(b.lost, os.Remove(tmp))
	}
	_ = b.db.close() // all that was saved is on the disk
	b.db = nil
	err := b.step(stepRename)
	if err == nil {
		err = os.Rename(tmp, b.real)
	}
	if w.placed = err == nil; w.placed {
		b.secret, b.box = w.secret, w.box
		b.head.Schema, b.head.MinReader, b.head.Sealed = w.head.Schema, w.head.MinReader, w.head.Sealed
		if w.device != "" {
			b.device = w.device
		}
	} else {
		_ = os.Remove(tmp) // the next sweep takes it otherwise
	}
	if again := b.reopen(); again != nil {
		b.lost = ErrUncertain
		return errors.Join(ErrUncertain, err, again)
	}
	return err
}

// settleName makes sure that the new file is found under its name after a power
// cut, too.
func (w *rewriting) settleName() error {
	err := w.b.step(stepDir)
	if err == nil {
		err = syncDir(filepath.Dir(w.b.real))
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	return nil
}
