package store

import (
	"bytes"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// stack is one of the two stacks of deeds that a pair has.
type stack byte

const (
	undoStack stack = 'u'
	redoStack stack = 'r'
)

// maxUndo is how many acts of a pair can be undone.
const maxUndo = 200

// Undo takes back the newest act of a pair: it saves new revisions that say what
// the act replaced, as hand. Undoing works across restarts, up to 200 acts back.
// An act with a private value of a person who is locked is passed over.
// It returns ErrNothing where there is nothing to take back, forms.ErrSealed where
// the act sealed or closed a sheet, and else what Commit returns.
func (b *Book) Undo(p forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
	return b.takeBack(p, hand, forms.Undo, undoStack, redoStack)
}

// Redo takes back the newest Undo, as long as nothing was written after it. It
// returns ErrNothing where there is none.
func (b *Book) Redo(p forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
	return b.takeBack(p, hand, forms.Redo, redoStack, undoStack)
}

// takeBack reverses the top deed of one stack and puts the reversal, which is a
// deed like any other, on the other.
func (b *Book) takeBack(p forms.PairID, hand forms.Voice, kind forms.RevKind, from, to stack) ([]forms.Revision, error) {
	b.saving.Lock()
	defer b.saving.Unlock()
	for {
		key, changes, err := b.reversal(p, from)
		if err != nil {
			return nil, err
		}
		a := act{pair: p, hand: hand, kind: kind, changes: changes}
		if err := a.check(); err != nil {
			return nil, err
		}
		revs, err := b.perform(a, func(tx *bolt.Tx, revs []forms.Revision) error {
			if err := b.drop(tx, inUndo, key); err != nil || len(revs) == 0 {
				return err
			}
			return b.push(tx, p, to, revs, false)
		})
		if err != nil || len(revs) > 0 {
			return revs, err
		}
		if err := b.forget(key); err != nil { // it says already what it would say: the one before it
			return nil, err
		}
	}
}

// forget drops a deed whose reversal changes nothing.
func (b *Book) forget(key []byte) error {
	return b.save(func(tx *bolt.Tx) ([]written, error) {
		return []written{{in: inUndo, key: key}}, b.drop(tx, inUndo, key)
	})
}

// reversal reads the top deed of a stack: its key, and the changes that restore
// what it replaced.
func (b *Book) reversal(p forms.PairID, s stack) (key []byte, changes []forms.Change, err error) {
	err = b.view(func(tx *bolt.Tx) error {
		if _, _, err := b.pairAt(tx, p); err != nil {
			return err
		}
		var passed []forms.Change
		for key, err = topOf(tx, b.keys().pair(p), s); err == nil; key, err = below(tx, key) {
			changes, err = b.reversalAt(tx, key)
			if err == nil {
				return inTheWay(changes, passed)
			}
			if !errors.Is(err, errHidden) {
				return err
			}
			passed = append(passed, changes...)
		}
		return err
	})
	return key, changes, err
}

// inTheWay returns ErrNothing where a deed that was passed over, because something
// in it is hidden, came after one and at the same place.
func inTheWay(changes, passed []forms.Change) error {
	for _, c := range changes {
		if slices.ContainsFunc(passed, func(x forms.Change) bool { return x.Addr == c.Addr }) {
			return ErrNothing
		}
	}
	return nil
}

func (b *Book) reversalAt(tx *bolt.Tx, key []byte) ([]forms.Change, error) {
	raw, err := b.get(tx, inUndo, key)
	if err != nil {
		return nil, err
	}
	d, err := decodeDeed(raw)
	if err != nil {
		return nil, &DamagedError{What: "a deed to undo", Cause: err}
	}
	return b.reverse(tx, d)
}

// reverse returns the changes that restore what a deed replaced. With errHidden,
// because a value belongs to a person who is locked, they say only where.
func (b *Book) reverse(tx *bolt.Tx, d deed) ([]forms.Change, error) {
	var changes []forms.Change
	var hidden error
	for i := range d.n {
		r, err := b.revisionAt(tx, b.keys().rev(forms.RevID{Device: d.first.Device, Seq: d.first.Seq + i}))
		if err != nil {
			return nil, err
		}
		before := []forms.Head{r.head()}
		for _, id := range r.Parents {
			old, err := b.revisionAt(tx, b.keys().rev(id))
			if err != nil {
				return nil, err
			}
			before = append(before, old.head())
		}
		before, err = b.revealAll(r.pair, r.Addr, before)
		switch {
		case errors.Is(err, ErrPersonLocked):
			hidden = errHidden
			changes = append(changes, forms.Change{Addr: r.Addr})
			continue
		case err != nil:
			return nil, err
		}
		was := latest(before[1:]).Value
		if forms.Seals(r.Addr, before[0].Value) || forms.SealsCopy(r.Addr, was) {
			return nil, forms.ErrSealed
		}
		changes = append(changes, forms.Change{Addr: r.Addr, Value: was})
	}
	return changes, hidden
}

// below returns the key of the deed below another in its stack, or ErrNothing.
func below(tx *bolt.Tx, key []byte) ([]byte, error) {
	bu, err := bucket(tx, inUndo)
	if err != nil {
		return nil, err
	}
	c := bu.Cursor()
	c.Seek(key)
	k, _ := c.Prev()
	if !bytes.HasPrefix(k, key[:pairBytes+1]) {
		return nil, ErrNothing
	}
	return bytes.Clone(k), nil
}

// topOf returns the key of the newest deed of a stack, or ErrNothing.
func topOf(tx *bolt.Tx, pair []byte, s stack) ([]byte, error) {
	bu, err := bucket(tx, inUndo)
	if err != nil {
		return nil, err
	}
	c := bu.Cursor()
	k, _ := c.Seek(undoKey(pair, s+1, 0)) // the first key after the stack
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	if !bytes.HasPrefix(k, undoKey(pair, s, 0)[:pairBytes+1]) {
		return nil, ErrNothing
	}
	return bytes.Clone(k), nil
}

// push puts an act on a stack. A new edit also ends what could be redone.
func (b *Book) push(tx *bolt.Tx, p forms.PairID, s stack, revs []forms.Revision, edit bool) error {
	pair := b.keys().pair(p)
	top, err := topOf(tx, pair, s)
	if err != nil && !errors.Is(err, ErrNothing) {
		return err
	}
	n := lastNumber(top) + 1
	if n > maxUndo {
		if err := b.drop(tx, inUndo, undoKey(pair, s, n-maxUndo)); err != nil {
			return err
		}
	}
	d := deed{first: revs[0].ID, n: uint64(len(revs))}
	if err := b.put(tx, inUndo, undoKey(pair, s, n), d.encode()); err != nil || !edit {
		return err
	}
	return b.clear(tx, pair, redoStack)
}

func (b *Book) clear(tx *bolt.Tx, pair []byte, s stack) error {
	var old [][]byte
	err := scan(tx, inUndo, undoKey(pair, s, 0)[:pairBytes+1], func(k, _ []byte) error {
		old = append(old, bytes.Clone(k))
		return nil
	})
	for _, k := range old {
		err = errors.Join(err, b.drop(tx, inUndo, k))
	}
	return err
}
