package store

import (
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// Draft keeps what is typed but not yet a revision, by address: the text as
// typed, in the place of the draft before it. An empty text is a draft too:
// DropDrafts removes one. It is on the disk when Draft returns nil. Errors are
// those of Commit.
func (b *Book) Draft(p forms.PairID, ds map[forms.Address]string) error {
	for a, text := range ds {
		if len(text) > MaxValue {
			return &TooLargeError{Addr: a, Size: len(text)}
		}
	}
	return b.saveFor(p, len(ds), func(tx *bolt.Tx) ([]written, error) {
		var proof []written
		for a, text := range ds {
			w := written{in: inDraft, key: b.keys().place(p, a)}
			stored, _, err := b.conceal(tx, p, a, forms.Value(text))
			if err == nil {
				err = b.mayReplace(tx, p, w.key)
			}
			if err != nil {
				return nil, err
			}
			w.plain = draft{a, string(stored)}.encode()
			if err := b.put(tx, inDraft, w.key, w.plain); err != nil {
				return nil, err
			}
			proof = append(proof, w)
		}
		return proof, nil
	})
}

// DropDrafts removes the drafts at some addresses; one that is not there is no
// error.
func (b *Book) DropDrafts(p forms.PairID, as []forms.Address) error {
	return b.saveFor(p, len(as), func(tx *bolt.Tx) ([]written, error) {
		var proof []written
		for _, a := range as {
			w := written{in: inDraft, key: b.keys().place(p, a)}
			if _, _, err := b.conceal(tx, p, a, ""); err != nil {
				return nil, err
			}
			if err := b.mayReplace(tx, p, w.key); err != nil {
				return nil, err
			}
			if err := b.drop(tx, inDraft, w.key); err != nil {
				return nil, err
			}
			proof = append(proof, w)
		}
		return proof, nil
	})
}

// mayReplace returns PersonLockedError where there is a draft at a place that is
// hidden: nobody may take away what they cannot see.
func (b *Book) mayReplace(tx *bolt.Tx, p forms.PairID, key []byte) error {
	raw, err := b.get(tx, inDraft, key)
	if err != nil || raw == nil {
		return nil // one that does not open is lost already
	}
	d, err := decodeDraft(raw)
	if err != nil {
		return nil
	}
	if _, err := b.reveal(p, d.addr, forms.Value(d.text)); errors.Is(err, errHidden) {
		return &PersonLockedError{Pair: p, Voice: sealedFor(forms.Value(d.text))}
	}
	return nil
}

// saveFor saves something of a pair that is not a revision; n is how many things.
func (b *Book) saveFor(p forms.PairID, n int, fn func(*bolt.Tx) ([]written, error)) error {
	b.saving.Lock()
	defer b.saving.Unlock()
	if n == 0 {
		return b.writable()
	}
	return b.save(func(tx *bolt.Tx) ([]written, error) {
		bu, err := bucket(tx, inPair)
		if err != nil {
			return nil, err
		}
		if bu.Get(b.keys().pair(p)) == nil {
			return nil, fmt.Errorf("%w: %s", ErrNoPair, p)
		}
		return fn(tx)
	})
}

// Setting returns a small setting of the program, "" where it was never set.
func (b *Book) Setting(name string) (string, error) {
	var value string
	err := b.view(func(tx *bolt.Tx) error {
		raw, err := b.get(tx, inSetting, b.keys().setting(name))
		value = string(raw)
		return err
	})
	return value, err
}

// SetSetting keeps a small setting of the program; "" removes it. Errors are those
// of Commit.
func (b *Book) SetSetting(name, value string) error {
	if len(value) > MaxValue {
		return &TooLargeError{Size: len(value)}
	}
	b.saving.Lock()
	defer b.saving.Unlock()
	return b.save(func(tx *bolt.Tx) ([]written, error) {
		key := b.keys().setting(name)
		if value == "" {
			return []written{{in: inSetting, key: key}}, b.drop(tx, inSetting, key)
		}
		return []written{{in: inSetting, key: key, plain: []byte(value)}}, b.put(tx, inSetting, key, []byte(value))
	})
}
