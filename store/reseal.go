package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

// SetPersonPassphrase gives a person of a pair a passphrase, or another one; old is
// the one before, "" where there was none. All private values of that person are
// sealed under a new key, and the book as a whole is sealed anew, so that nothing
// readable stays. The person is unlocked afterwards. It returns ErrWrongPassphrase,
// and what SetPassphrase returns.
func (b *Book) SetPersonPassphrase(p forms.PairID, v forms.Voice, old, new string) (Rekeyed, error) {
	if new == "" {
		return Rekeyed{}, ErrNoPassphrase
	}
	return b.rekeyPerson(person{p, v}, old, new)
}

// RemovePersonPassphrase lets the private values of a person lie in the book as
// all others do. Errors are those of SetPersonPassphrase.
func (b *Book) RemovePersonPassphrase(p forms.PairID, v forms.Voice, pass string) (Rekeyed, error) {
	return b.rekeyPerson(person{p, v}, pass, "")
}

func (b *Book) rekeyPerson(who person, old, new string) (Rekeyed, error) {
	b.saving.Lock()
	defer b.saving.Unlock()
	r, err := b.madePerson(who)
	if err != nil {
		return Rekeyed{}, err
	}
	k, err := r.unwrap(b.head.ID, old)
	if err != nil {
		return Rekeyed{}, err
	}
	s := secret{b.secret.keys.Renewed(), b.secret.lock}
	w := &rewriting{b: b, secret: s}
	again := &resealing{b: b, who: who, from: k.content, turned: map[forms.RevID]forms.Value{}}
	w.turn = again.turn
	k.content = seal.Key{}
	r = r.lay(k)
	if new != "" {
		k.content = seal.NewKey()
		if r, err = r.wrap(k, b.head.ID, new, b.cost()); err != nil {
			return Rekeyed{}, err
		}
	}
	again.to, again.record = k.content, r.encode()
	err = b.view(func(tx *bolt.Tx) (err error) {
		again.pair, again.keys = b.keys().pair(who.pair), b.keys().person(who)
		w.unlock, err = sameUnlocking(tx, s, b.head.ID)
		return err
	})
	if err != nil {
		return Rekeyed{}, err
	}
	done, err := w.run()
	if w.placed && new != "" {
		b.eyes.set(who, k)
	} else if w.placed {
		b.eyes.shut(who)
	}
	return done, err
}

// resealing turns the private values of a person from one key to another, on their
// way into a new file. The zero key is for values that lie open.
type resealing struct {
	b        *Book
	who      person
	from, to seal.Key
	pair     []byte    // where the pair's records are
	keys     [2][]byte // where the person's own is, twice
	record   []byte    // what that becomes
	turned   map[forms.RevID]forms.Value
}

func (s *resealing) turn(in string, key, plain []byte) ([]byte, error) {
	switch {
	case in == inPeople && (bytes.Equal(key, s.keys[0]) || bytes.Equal(key, s.keys[1])):
		return s.record, nil
	case in == inRev:
		return s.revision(plain)
	case in == inHead && bytes.HasPrefix(key, s.pair):
		return s.heads(plain)
	case in == inDraft && bytes.HasPrefix(key, s.pair):
		return s.draft(plain)
	}
	return plain, nil
}

// mine reports whether a value at an address is this person's.
func (s *resealing) mine(a forms.Address, v forms.Value) bool {
	if whose := sealedFor(v); whose != "" {
		return whose == s.who.voice
	}
	return !isLost(v) && s.b.owner(s.who.pair, a) == s.who.voice
}

func (s *resealing) value(a forms.Address, v forms.Value) (forms.Value, error) {
	var err error
	if sealedFor(v) != "" {
		v, err = s.who.disclose(s.from, a, v)
	} else {
		v, err = s.b.reveal(s.who.pair, a, v)
	}
	if err != nil {
		return "", err
	}
	return s.who.enclose(s.to, a, v)
}

func (s *resealing) revision(plain []byte) ([]byte, error) {
	r, err := decodeRevision(plain)
	if err != nil || r.pair != s.who.pair || !s.mine(r.Addr, r.Value) {
		return plain, err
	}
	if r.Value, err = s.value(r.Addr, r.Value); err != nil {
		return nil, err
	}
	s.turned[r.ID] = r.Value
	return r.encode(), nil
}

// heads says what the log says: the same envelope, so that the two can be compared
// without opening it.
func (s *resealing) heads(plain []byte) ([]byte, error) {
	p, err := decodePlace(plain)
	if err != nil {
		return nil, err
	}
	for i, h := range p.heads {
		if !s.mine(p.addr, h.Value) {
			continue
		}
		v, ok := s.turned[h.ID]
		if !ok {
			return nil, &DamagedError{What: "a missing revision"}
		}
		p.heads[i].Value = v
	}
	return p.encode(), nil
}

func (s *resealing) draft(plain []byte) ([]byte, error) {
	d, err := decodeDraft(plain)
	if err != nil || !s.mine(d.addr, forms.Value(d.text)) {
		return plain, err
	}
	v, err := s.value(d.addr, forms.Value(d.text))
	if err != nil {
		return nil, err
	}
	d.text = string(v)
	return d.encode(), nil
}
