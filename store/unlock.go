package store

import (
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"pairbook/store/seal"
)

// The records of the unlock bucket. A book without a passphrase has only the first:
// its keys lie open in the file, and the record says so. A book with one has the
// others: the passphrase and the recovery code each open the lock's own key, and
// that key opens the keys of the book. So the book can be sealed anew without
// asking for the passphrase.
const (
	openKeys    = "none"
	byPass      = "passphrase"
	byRecovery  = "recovery"
	underLock   = "keys"
	keyOfBook   = "the key"
	lockedKinds = 3
)

// keyRecord says how keys are kept.
type keyRecord struct {
	Kind    string     `json:"kind"`
	Key     []byte     `json:"key,omitempty"`   // "none": the key of the records
	Index   []byte     `json:"index,omitempty"` // "none": the key of names; missing in books of schema 1
	Cost    *seal.Cost `json:"argon2id,omitempty"`
	Salt    []byte     `json:"salt,omitempty"`
	Wrapped []byte     `json:"wrapped,omitempty"`
}

// secret is what an opened book knows of its keys. It does not print itself.
type secret struct {
	keys seal.Keys
	lock seal.Key // the lock's own key; none in a book without a passphrase
}

// isLocked reports whether a book has a passphrase.
func isLocked(tx *bolt.Tx) (bool, error) {
	bu, err := bucket(tx, inUnlock)
	if err != nil {
		return false, err
	}
	has := func(kind string) bool {
		names := twice(kind)
		return bu.Get([]byte(names[0])) != nil || bu.Get([]byte(names[1])) != nil
	}
	if has(openKeys) {
		return false, nil
	}
	if has(byPass) || has(byRecovery) || has(underLock) {
		return true, nil
	}
	return false, &DamagedError{What: "the keys"} // no passphrase would open it
}

// unlock finds the keys of a book, in the way that the options open.
func unlock(tx *bolt.Tx, h header, o Options) (secret, error) {
	if o.secret.keys.Set() {
		return o.secret, nil
	}
	locked, err := isLocked(tx)
	if err != nil {
		return secret{}, err
	}
	var lock seal.Key
	switch {
	case !locked:
		keys, err := readOpenKeys(tx)
		return secret{keys: keys}, err
	case o.Recovery != "":
		lock, err = lockByRecovery(tx, h.ID, o.Recovery)
	case o.Passphrase != "":
		lock, err = lockByPassphrase(tx, h.ID, o.Passphrase)
	default:
		return secret{}, ErrLocked
	}
	if err != nil {
		return secret{}, err
	}
	keys, err := keysBehind(tx, h.ID, lock)
	return secret{keys, lock}, err
}

// keysBehind opens the keys of a book with the lock's own key.
func keysBehind(tx *bolt.Tx, book string, lock seal.Key) (seal.Keys, error) {
	r, err := readKey(tx, underLock)
	if err != nil {
		return seal.Keys{}, err
	}
	raw, err := seal.Unwrap(lock, r.Wrapped, book, underLock)
	if err != nil {
		return seal.Keys{}, damagedKey(tx, underLock, err)
	}
	return seal.KeysFrom(raw)
}

func readOpenKeys(tx *bolt.Tx) (seal.Keys, error) {
	r, err := readKey(tx, openKeys)
	if err != nil {
		return seal.Keys{}, err
	}
	var keys seal.Keys
	if len(r.Index) == 0 {
		var one seal.Key
		if one, err = seal.KeyFrom(r.Key); err == nil {
			keys, err = seal.KeysOf(one)
		}
	} else {
		keys, err = seal.KeysFrom(append(r.Key, r.Index...))
	}
	if err != nil {
		return seal.Keys{}, damagedKey(tx, openKeys, err)
	}
	return keys, nil
}

// lockByPassphrase opens the lock's key with a passphrase.
func lockByPassphrase(tx *bolt.Tx, book, pass string) (seal.Key, error) {
	r, err := readKey(tx, byPass)
	if err != nil {
		return seal.Key{}, err
	}
	if r.Cost == nil || !r.Cost.Valid() {
		return seal.Key{}, damagedKey(tx, byPass, errRecord)
	}
	k, err := seal.FromPassphrase(pass, r.Salt, *r.Cost)
	if err != nil {
		return seal.Key{}, err
	}
	return unwrapLock(k, r, book, ErrWrongPassphrase)
}

// lockByRecovery opens the lock's key with a recovery code.
func lockByRecovery(tx *bolt.Tx, book, code string) (seal.Key, error) {
	secret, err := seal.ParseRecovery(code)
	if err != nil {
		return seal.Key{}, ErrRecoverySlip
	}
	r, err := readKey(tx, byRecovery)
	if err != nil {
		return seal.Key{}, err
	}
	k, err := seal.FromRecovery(secret, r.Salt)
	if err != nil {
		return seal.Key{}, err
	}
	return unwrapLock(k, r, book, ErrWrongRecovery)
}

// unwrapLock returns wrong where a record that is whole does not open.
func unwrapLock(k seal.Key, r keyRecord, book string, wrong error) (seal.Key, error) {
	raw, err := seal.Unwrap(k, r.Wrapped, book, r.Kind)
	if err != nil {
		return seal.Key{}, wrong
	}
	return seal.KeyFrom(raw)
}

// readKey reads one of the records of the keys; DamagedError where neither of its
// copies is whole.
func readKey(tx *bolt.Tx, kind string) (keyRecord, error) {
	var r keyRecord
	err := getClear(tx, inUnlock, kind, &r)
	if errors.Is(err, ErrDamaged) {
		return r, damagedKey(tx, kind, err)
	}
	if err == nil && r.Kind != kind {
		return r, damagedKey(tx, kind, errRecord)
	}
	return r, err
}

// damagedKey says which record of the keys is damaged, and whether there is
// another way in.
func damagedKey(tx *bolt.Tx, kind string, cause error) error {
	e := &KeyError{Record: kind, Cause: cause}
	for _, other := range []string{byPass, byRecovery} {
		var r keyRecord
		if other != kind && kind != underLock && kind != openKeys && getClear(tx, inUnlock, other, &r) == nil {
			e.Other = other
		}
	}
	return &DamagedError{What: keyOfBook, Cause: e}
}

// unlocking is what a rewrite puts into the unlock bucket.
type unlocking []keyRecord

// openUnlocking leaves the keys open.
func openUnlocking(keys seal.Keys) unlocking {
	return unlocking{{Kind: openKeys, Key: keys.Content.Reveal(), Index: keys.Index.Reveal()}}
}

// lockedUnlocking puts the keys behind a passphrase and a recovery code.
func lockedUnlocking(s secret, book, pass string, r seal.Recovery, cost seal.Cost) (unlocking, error) {
	salt, more := seal.NewSalt(), seal.NewSalt()
	k, err := seal.FromPassphrase(pass, salt, cost)
	if err != nil {
		return nil, fmt.Errorf("lock the book: %w", err)
	}
	second, err := seal.FromRecovery(r, more)
	if err != nil {
		return nil, fmt.Errorf("lock the book: %w", err)
	}
	keys, err := wrappedKeys(s, book)
	u := unlocking{{Kind: byPass, Cost: &cost, Salt: salt}, {Kind: byRecovery, Salt: more}, keys}
	if err != nil {
		return nil, err
	}
	for i, under := range []seal.Key{k, second} {
		if u[i].Wrapped, err = seal.Wrap(under, s.lock.Reveal(), book, u[i].Kind); err != nil {
			return nil, fmt.Errorf("lock the book: %w", err)
		}
	}
	return u, nil
}

func wrappedKeys(s secret, book string) (keyRecord, error) {
	w, err := seal.Wrap(s.lock, s.keys.Reveal(), book, underLock)
	if err != nil {
		return keyRecord{}, fmt.Errorf("lock the book: %w", err)
	}
	return keyRecord{Kind: underLock, Wrapped: w}, nil
}

// sameUnlocking keeps the ways into a book and gives it other keys.
func sameUnlocking(tx *bolt.Tx, s secret, book string) (unlocking, error) {
	if s.lock.Reveal() == nil {
		return openUnlocking(s.keys), nil
	}
	keys, err := wrappedKeys(s, book)
	if err != nil {
		return nil, err
	}
	u := make(unlocking, 0, lockedKinds)
	for _, kind := range []string{byPass, byRecovery} {
		r, err := readKey(tx, kind)
		if err != nil {
			return nil, err
		}
		u = append(u, r)
	}
	return append(u, keys), nil
}

func (u unlocking) write(tx *bolt.Tx) error {
	for _, r := range u {
		if err := putClear(tx, inUnlock, r.Kind, r); err != nil {
			return err
		}
	}
	return nil
}

// Locked reports whether the book has a passphrase.
func (b *Book) Locked() bool {
	b.life.RLock()
	defer b.life.RUnlock()
	return b.secret.lock.Reveal() != nil
}

// Verify reports whether pass is the passphrase of the book: nil, or
// ErrWrongPassphrase. It changes nothing, so that a curtain can ask. A book
// without a passphrase takes any. It costs as much as opening the book.
func (b *Book) Verify(pass string) error {
	return b.view(func(tx *bolt.Tx) error {
		if b.secret.lock.Reveal() == nil {
			return nil
		}
		_, err := lockByPassphrase(tx, b.head.ID, pass)
		return err
	})
}
