package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"
)

// written is what a transaction put into the book, so that a save that failed can
// be looked for afterwards. A nil value means: the key is gone.
type written struct {
	in    string
	key   []byte
	plain []byte
}

// save runs one transaction and returns nil only when all of it is on the disk,
// in the file that the path leads to. fn returns what proves it. The caller holds
// b.saving.
func (b *Book) save(fn func(*bolt.Tx) ([]written, error)) error {
	if err := b.writable(); err != nil {
		return err
	}
	var proof []written
	err := b.update(func(tx *bolt.Tx) (err error) {
		proof, err = fn(tx)
		return err
	})
	var failed *failedCommit
	if errors.As(err, &failed) || isFault(err) {
		err = b.settle(err, proof)
	}
	if err != nil {
		return classify(err)
	}
	return b.stillThere()
}

func (b *Book) update(fn func(*bolt.Tx) error) error {
	b.life.RLock()
	defer b.life.RUnlock()
	return b.db.update(fn)
}

// writable reports why nothing can be saved. A book whose last save is uncertain
// is opened again first.
func (b *Book) writable() error {
	if b.opts.ReadOnly {
		return ErrReadOnly
	}
	lost := b.why()
	if !errors.Is(lost, ErrUncertain) {
		return lost
	}
	b.life.Lock()
	defer b.life.Unlock()
	if err := b.reopen(); err != nil {
		return fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	b.lost = nil
	return nil
}

func (b *Book) why() error {
	b.life.RLock()
	defer b.life.RUnlock()
	return b.lost
}

// settle finds out, after a save that failed, what is true: the file is closed,
// opened afresh and read. A disk can report an error for what it has kept.
func (b *Book) settle(cause error, proof []written) error {
	b.life.Lock()
	defer b.life.Unlock()
	if !b.samePath() {
		b.lost = &GoneError{Path: b.path}
		return fmt.Errorf("%w: %w", b.lost, cause)
	}
	_ = b.db.close() // it has failed already; what counts is what the next look finds
	b.db = nil
	if err := b.reopen(); err != nil {
		b.lost = ErrUncertain
		return fmt.Errorf("%w: %w; open again: %w", ErrUncertain, cause, err)
	}
	var failed *failedCommit
	if !errors.As(cause, &failed) {
		return cause // it never came to the disk
	}
	there := false
	err := b.db.view(func(tx *bolt.Tx) error {
		there = b.proven(tx, proof)
		return nil
	})
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w; look again: %w", ErrUncertain, cause, err)
	case there:
		return nil
	}
	return fmt.Errorf("not saved: %w", failed.cause)
}

// reopen opens the file again; the lock beside it was never let go.
func (b *Book) reopen() error {
	db, err := openEngine(b.real, b.opts)
	if err != nil {
		return err
	}
	err = db.view(func(tx *bolt.Tx) error {
		h, err := readHeader(tx, b.opts.ReadOnly)
		if err == nil && h.ID != b.head.ID {
			err = &GoneError{Path: b.path}
		}
		if err != nil {
			return err
		}
		return b.readState(tx)
	})
	if err != nil {
		return errors.Join(err, db.close())
	}
	b.db = db
	return nil
}

// proven reports whether all of a save is in the file. A transaction is there as a
// whole or not at all, but the proof costs nothing.
func (b *Book) proven(tx *bolt.Tx, proof []written) bool {
	for _, w := range proof {
		got, err := b.get(tx, w.in, w.key)
		if err != nil || (got == nil) != (w.plain == nil) || !bytes.Equal(got, w.plain) {
			return false
		}
	}
	return true
}

// stillThere reports ErrGone where the path no longer leads to the open file: what
// was just saved went into a file that nobody will find again.
func (b *Book) stillThere() error {
	b.life.RLock()
	same := b.samePath()
	b.life.RUnlock()
	if same {
		return nil
	}
	b.life.Lock()
	defer b.life.Unlock()
	b.lost = &GoneError{Path: b.path}
	return b.lost
}

func (b *Book) samePath() bool {
	info, err := os.Stat(b.path)
	return err == nil && os.SameFile(info, b.db.info)
}
