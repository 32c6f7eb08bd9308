package store

import (
	"errors"
	"slices"
	"strings"
	"sync"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

// A value that belongs to a person with a passphrase lies in its record in an
// envelope, sealed under that person's key. The envelope says whose it is, so that
// it can be opened even when a form now says otherwise. A text that happens to
// begin like an envelope is put into an open one.
const (
	envelope       = "\x00pairbook\x00"
	sealedEnvelope = envelope + "s"
	openEnvelope   = envelope + "p"
)

// errHidden says that a value is in the envelope of a person who is locked.
var errHidden = errors.New("the value belongs to a person who is locked")

// person is one of the two persons of a pair.
type person struct {
	pair  forms.PairID
	voice forms.Voice
}

// enclose puts a value into an envelope. The zero key encloses it openly.
func (p person) enclose(k seal.Key, a forms.Address, v forms.Value) (forms.Value, error) {
	if k.Reveal() == nil {
		if strings.HasPrefix(string(v), envelope) {
			v = openEnvelope + v
		}
		return v, nil
	}
	w, err := seal.Wrap(k, []byte(v), p.bound(a)...)
	if err != nil {
		return "", err
	}
	return forms.Value(sealedEnvelope + string(p.voice) + "\x00" + string(w)), nil
}

// disclose takes a value out of a sealed envelope of this person.
func (p person) disclose(k seal.Key, a forms.Address, v forms.Value) (forms.Value, error) {
	_, wrapped, _ := strings.Cut(strings.TrimPrefix(string(v), sealedEnvelope), "\x00")
	plain, err := seal.Unwrap(k, []byte(wrapped), p.bound(a)...)
	if err != nil {
		return "", &DamagedError{What: "a private value", Cause: err}
	}
	return forms.Value(plain), nil
}

// bound is what an envelope is bound to: it opens nowhere else.
func (p person) bound(a forms.Address) []string {
	e := newEncoder(64)
	e.address(a)
	return []string{"envelope", string(p.pair), string(e.b), string(p.voice)}
}

// sealedFor returns whose sealed envelope a value is in, "" for none.
func sealedFor(v forms.Value) forms.Voice {
	rest, ok := strings.CutPrefix(string(v), sealedEnvelope)
	if !ok {
		return ""
	}
	voice, _, _ := strings.Cut(rest, "\x00")
	return forms.Voice(voice)
}

// isSealed reports whether any of the heads is in a sealed envelope.
func isSealed(hs []forms.Head) bool {
	return slices.ContainsFunc(hs, func(h forms.Head) bool { return sealedFor(h.Value) != "" })
}

// eyes holds the keys of the persons who have unlocked what is theirs.
type eyes struct {
	mu   sync.RWMutex
	open map[person]personKeys
}

func (e *eyes) of(p person) (personKeys, bool) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	k, ok := e.open[p]
	return k, ok
}

func (e *eyes) set(p person, k personKeys) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.open == nil {
		e.open = map[person]personKeys{}
	}
	e.open[p] = k
}

func (e *eyes) shut(p person) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.open, p)
}

func (e *eyes) shutAll() {
	e.mu.Lock()
	defer e.mu.Unlock()
	clear(e.open)
}

// reveal returns what a value in a record says: errHidden where it belongs to a
// person who is locked, DamagedError where its envelope is broken.
func (b *Book) reveal(p forms.PairID, a forms.Address, v forms.Value) (forms.Value, error) {
	if !strings.HasPrefix(string(v), envelope) {
		return v, nil
	}
	if plain, ok := strings.CutPrefix(string(v), openEnvelope); ok {
		return forms.Value(plain), nil
	}
	if isLost(v) {
		return "", &DamagedError{What: "an answer that was lost"}
	}
	whose := sealedFor(v)
	if whose == "" { // an old text that looks like this and is none
		return v, nil
	}
	who := person{p, whose}
	k, ok := b.eyes.of(who)
	if !ok {
		return "", errHidden
	}
	return who.disclose(k.content, a, v)
}

// revealHeads opens the heads of an address in place and leaves those out that are
// hidden.
func (b *Book) revealHeads(p forms.PairID, a forms.Address, hs []forms.Head) ([]forms.Head, error) {
	seen := hs[:0]
	var damage error
	for _, h := range hs {
		v, err := b.reveal(p, a, h.Value)
		switch {
		case errors.Is(err, errHidden):
			continue
		case err != nil:
			damage = err
			continue
		}
		h.Value = v
		seen = append(seen, h)
	}
	return seen, damage
}

// revealAll opens the heads of an address, all of them. It returns
// PersonLockedError where one is hidden.
func (b *Book) revealAll(p forms.PairID, a forms.Address, hs []forms.Head) ([]forms.Head, error) {
	all := make([]forms.Head, len(hs))
	for i, h := range hs {
		v, err := b.reveal(p, a, h.Value)
		if errors.Is(err, errHidden) {
			return nil, &PersonLockedError{Pair: p, Voice: sealedFor(h.Value)}
		}
		if err != nil {
			return nil, err
		}
		all[i] = h
		all[i].Value = v
	}
	return all, nil
}

// owner returns whose private value an address holds, "" for nobody's.
func (b *Book) owner(p forms.PairID, a forms.Address) forms.Voice {
	if b.opts.Owner == nil {
		return ""
	}
	if v := b.opts.Owner(p, a); v.IsPerson() {
		return v
	}
	return ""
}

// hides reports whether what is at an address belongs to a person who is locked.
func (b *Book) hides(p forms.PairID, a forms.Address) bool {
	err := b.view(func(tx *bolt.Tx) error {
		_, _, err := b.conceal(tx, p, a, "")
		return err
	})
	return errors.Is(err, ErrPersonLocked)
}

// conceal returns a value as it goes into a record, in the envelope of whose it is
// where that person has a passphrase; and whose it is, "" for nobody's. It returns
// PersonLockedError where that person is locked.
func (b *Book) conceal(tx *bolt.Tx, p forms.PairID, a forms.Address, v forms.Value) (forms.Value, forms.Voice, error) {
	who := person{p, b.owner(p, a)}
	k, err := b.keysToWrite(tx, who)
	if err != nil {
		return "", "", err
	}
	out, err := who.enclose(k.content, a, v)
	return out, who.voice, err
}

// keysToWrite returns the keys that a person's values are sealed with: none where
// they lie open.
func (b *Book) keysToWrite(tx *bolt.Tx, who person) (personKeys, error) {
	if who.voice == "" {
		return personKeys{}, nil
	}
	r, err := b.personAt(tx, who)
	if err != nil || !r.locked() {
		return personKeys{}, err
	}
	k, ok := b.eyes.of(who)
	if !ok {
		return personKeys{}, &PersonLockedError{Pair: who.pair, Voice: who.voice}
	}
	return k, nil
}
