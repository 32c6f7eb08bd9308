package store

import (
	"bytes"
	"crypto/ed25519"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

// personKeys are the keys of a person. They do not print themselves.
type personKeys struct {
	seed    seal.Key // of the key that signs
	content seal.Key // of the private values; none without a passphrase
}

func (k personKeys) signing() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(k.seed.Reveal()) }

// personRecord is what the book keeps of a person's keys: behind the passphrase of
// that person, or as they are.
type personRecord struct {
	who     person
	public  []byte
	seed    []byte // without a passphrase
	cost    seal.Cost
	salt    []byte // with one
	wrapped []byte
}

func (r personRecord) locked() bool { return len(r.wrapped) > 0 }

func (r personRecord) there() bool { return len(r.public) > 0 }

func (r personRecord) encode() []byte {
	e := newEncoder(256)
	for _, s := range []string{string(r.who.pair), string(r.who.voice), string(r.public), string(r.seed), string(r.salt), string(r.wrapped)} {
		e.text(s)
	}
	for _, n := range []uint64{uint64(r.cost.Time), uint64(r.cost.Memory), uint64(r.cost.Threads)} {
		e.num(n)
	}
	return e.b
}

func decodePerson(b []byte) (personRecord, error) {
	d := newDecoder(b)
	r := personRecord{who: person{forms.PairID(d.text()), forms.Voice(d.text())}}
	for _, part := range []*[]byte{&r.public, &r.seed, &r.salt, &r.wrapped} {
		*part = []byte(d.text())
	}
	r.cost = seal.Cost{Time: uint32(d.num()), Memory: uint32(d.num()), Threads: uint8(d.num())}
	err := d.done()
	if err == nil && (len(r.public) != ed25519.PublicKeySize || r.locked() && !r.cost.Valid() || !r.locked() && len(r.seed) != seal.KeySize) {
		err = errRecord
	}
	return r, err
}

// personAt returns the record of a person; one that is not there where the person
// has no keys yet.
func (b *Book) personAt(tx *bolt.Tx, who person) (personRecord, error) {
	if tx.Bucket([]byte(inPeople)) == nil { // a book of schema 1
		return personRecord{who: who}, nil
	}
	there := false
	for _, key := range b.keys().person(who) {
		raw, err := b.get(tx, inPeople, key)
		there = there || raw != nil || err != nil
		if err != nil || raw == nil {
			continue // the other copy may be whole
		}
		if r, err := decodePerson(raw); err == nil && r.who == who {
			return r, nil
		}
	}
	if there {
		return personRecord{}, &DamagedError{What: "the keys of a person"}
	}
	return personRecord{who: who}, nil
}

// unwrap returns the keys of a person: with the passphrase, where there is one.
func (r personRecord) unwrap(book, pass string) (personKeys, error) {
	if !r.locked() {
		seed, err := seal.KeyFrom(r.seed)
		return personKeys{seed: seed}, err
	}
	k, err := seal.FromPassphrase(pass, r.salt, r.cost)
	if err != nil {
		return personKeys{}, err
	}
	raw, err := seal.Unwrap(k, r.wrapped, r.bound(book)...)
	if err != nil {
		return personKeys{}, ErrWrongPassphrase
	}
	both, err := seal.KeysFrom(raw)
	return personKeys{seed: both.Content, content: both.Index}, err
}

// wrap puts keys behind a passphrase.
func (r personRecord) wrap(k personKeys, book, pass string, cost seal.Cost) (personRecord, error) {
	salt := seal.NewSalt()
	under, err := seal.FromPassphrase(pass, salt, cost)
	if err != nil {
		return r, err
	}
	w, err := seal.Wrap(under, seal.Keys{Content: k.seed, Index: k.content}.Reveal(), r.bound(book)...)
	r.seed, r.cost, r.salt, r.wrapped = nil, cost, salt, w
	return r, err
}

// lay lets the keys lie open.
func (r personRecord) lay(k personKeys) personRecord {
	return personRecord{who: r.who, public: r.public, seed: k.seed.Reveal()}
}

func (r personRecord) bound(book string) []string {
	return []string{"person", book, string(r.who.pair), string(r.who.voice)}
}

// PersonInfo says how the keys of a person are kept.
type PersonInfo struct {
	HasPassphrase bool
	Unlocked      bool   // the private values can be read: there is no passphrase, or it was given
	Public        []byte // the ed25519 key that others check signatures with; nil before Signer made one
}

// Person returns how the keys of one person of a pair are kept. It returns
// ErrNoPair, and ErrDamaged where the record of the keys cannot be read.
func (b *Book) Person(p forms.PairID, v forms.Voice) (PersonInfo, error) {
	r, err := b.personOf(person{p, v})
	if err != nil {
		return PersonInfo{}, err
	}
	_, open := b.eyes.of(r.who)
	info := PersonInfo{HasPassphrase: r.locked(), Unlocked: open || !r.locked()}
	if r.there() {
		info.Public = bytes.Clone(r.public)
	}
	return info, nil
}

// personOf reads the record of a person of a pair that is there.
func (b *Book) personOf(who person) (r personRecord, err error) {
	if !who.voice.IsPerson() {
		return r, fmt.Errorf("%q is not one of the two persons", who.voice)
	}
	err = b.view(func(tx *bolt.Tx) (err error) {
		if tx.Bucket([]byte(inPair)).Get(b.keys().pair(who.pair)) == nil {
			return fmt.Errorf("%w: %s", ErrNoPair, who.pair)
		}
		r, err = b.personAt(tx, who)
		return err
	})
	return r, err
}

// UnlockPerson lets the private values of a person be read and written, until
// LockPerson or Close. It returns ErrWrongPassphrase. A person without a passphrase
// is never locked.
func (b *Book) UnlockPerson(p forms.PairID, v forms.Voice, pass string) error {
	b.saving.Lock() // the passphrase must not change meanwhile
	defer b.saving.Unlock()
	r, err := b.personOf(person{p, v})
	if err != nil || !r.locked() {
		return err
	}
	k, err := r.unwrap(b.head.ID, pass)
	if err != nil {
		return err
	}
	b.eyes.set(r.who, k)
	return nil
}

// LockPerson takes the keys of a person out of memory. What listeners have not
// taken yet of that person's private values is taken back, also of a save that is
// under way: when LockPerson returns, nobody is told any more.
func (b *Book) LockPerson(p forms.PairID, v forms.Voice) {
	who := person{p, v}
	b.eyes.shut(who)
	b.saving.Lock()
	defer b.saving.Unlock()
	b.lockOut(who) // a change of the passphrase may have unlocked it again
}

// lockOut is LockPerson for a caller who holds b.saving.
func (b *Book) lockOut(who person) {
	b.eyes.shut(who)
	b.listeners.hide(who)
}

// Signer returns what signs for a person, whose key is made the first time. It
// asks for the key with each signature, so that one who is locked meanwhile signs
// no more. It returns ErrPersonLocked, and what Commit returns.
func (b *Book) Signer(p forms.PairID, v forms.Voice) (forms.Signer, error) {
	who := person{p, v}
	b.saving.Lock()
	r, err := b.madePerson(who)
	b.saving.Unlock()
	if err != nil {
		return nil, err
	}
	s := &signer{b: b, who: who, public: bytes.Clone(r.public)}
	if _, err := s.key(); err != nil {
		return nil, err
	}
	return s, nil
}

type signer struct {
	b      *Book
	who    person
	public ed25519.PublicKey
}

func (s *signer) key() (ed25519.PrivateKey, error) {
	if k, ok := s.b.eyes.of(s.who); ok {
		return k.signing(), nil
	}
	r, err := s.b.personOf(s.who)
	if err != nil {
		return nil, err
	}
	if r.locked() {
		return nil, &PersonLockedError{Pair: s.who.pair, Voice: s.who.voice}
	}
	k, err := r.unwrap(s.b.head.ID, "")
	if err != nil {
		return nil, err
	}
	return k.signing(), nil
}

// Public returns the key that others check signatures with.
func (s *signer) Public() ed25519.PublicKey { return bytes.Clone(s.public) }

// Sign signs a message. It returns ErrPersonLocked.
func (s *signer) Sign(message []byte) ([]byte, error) {
	k, err := s.key()
	if err != nil {
		return nil, err
	}
	return ed25519.Sign(k, message), nil
}

// madePerson returns the record of a person, which is made where it is not there.
// The caller holds b.saving.
func (b *Book) madePerson(who person) (personRecord, error) {
	r, err := b.personOf(who)
	if err != nil || r.there() {
		return r, err
	}
	k := personKeys{seed: seal.NewKey()}
	r.public = k.signing().Public().(ed25519.PublicKey)
	r = r.lay(k)
	err = b.save(func(tx *bolt.Tx) ([]written, error) {
		if _, err := tx.CreateBucketIfNotExists([]byte(inPeople)); err != nil {
			return nil, err
		}
		var proof []written
		for _, key := range b.keys().person(who) {
			w := written{in: inPeople, key: key, plain: r.encode()}
			if err := b.put(tx, inPeople, w.key, w.plain); err != nil {
				return nil, err
			}
			proof = append(proof, w)
		}
		return proof, nil
	})
	return r, err
}
