package tuitest

import (
	"crypto/ed25519"
	"errors"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
)

// ErrPersonLocked is what a Book says of what belongs to a person who is locked.
var ErrPersonLocked = errors.New("that person is locked")

// What a Book can be asked of its passphrases.
const (
	OpVerify Op = "verify"
	OpUnlock Op = "unlock"
	OpRekey  Op = "rekey"
)

// RecoveryCode is the recovery code of every Book.
const RecoveryCode = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS12"

// vault is what a Book knows of passphrases. As the store does it leaves out what
// belongs to a person who is locked.
type vault struct {
	library *forms.Library // says whose an answer is; nil: nobody's
	pass    string
	persons map[who]*person
}

type who struct {
	pair  forms.PairID
	voice forms.Voice
}

type person struct {
	pass string
	open bool
	key  ed25519.PrivateKey
}

func (v *vault) of(p forms.PairID, voice forms.Voice) *person {
	if v.persons == nil {
		v.persons = map[who]*person{}
	}
	at := who{p, voice}
	if v.persons[at] == nil {
		v.persons[at] = &person{}
	}
	return v.persons[at]
}

// hides reports whether what belongs to a person cannot be read now.
func (v *vault) hides(p forms.PairID, voice forms.Voice) bool {
	if voice == "" {
		return false
	}
	one := v.of(p, voice)
	return one.pass != "" && !one.open
}

// owner says whose an answer is, "" for nobody's and for those of a person without a
// passphrase.
func (b *Book) owner(id forms.PairID, s *shelf, a forms.Address) forms.Voice {
	if b.library == nil || b.of(id, forms.Mentee).pass+b.of(id, forms.Mentor).pass == "" {
		return ""
	}
	rec := b.record(id, s, b.hides)
	v := forms.NewPair(rec, b.library, today(b.now()), nil).Owners().Of(a)
	if v == "" || b.of(id, v).pass == "" {
		return ""
	}
	return v
}

func (b *Book) ownerIn(s *shelf, a forms.Address) forms.Voice {
	for id, x := range b.pairs {
		if x == s {
			return b.owner(id, s, a)
		}
	}
	return ""
}

// Locked reports whether the book has a passphrase.
func (b *Book) Locked() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pass != ""
}

// Verify checks the passphrase of the book.
func (b *Book) Verify(pass string) error {
	defer b.mu.Unlock()
	if err := b.begin(OpVerify); err != nil {
		return err
	}
	if b.pass != "" && pass != b.pass {
		return tui.ErrWrongPassphrase
	}
	return nil
}

// SetPassphrase gives the book a passphrase.
func (b *Book) SetPassphrase(pass string) (tui.Rekeyed, error) {
	defer b.mu.Unlock()
	if err := b.begin(OpRekey); err != nil {
		return tui.Rekeyed{}, err
	}
	b.pass = pass
	return tui.Rekeyed{Recovery: RecoveryCode, Backups: 2}, nil
}

// RemovePassphrase lets the book lie open.
func (b *Book) RemovePassphrase() (tui.Rekeyed, error) {
	defer b.mu.Unlock()
	err := b.begin(OpRekey)
	if err == nil {
		b.pass = ""
	}
	return tui.Rekeyed{}, err
}

// Person returns how the keys of a person are kept.
func (b *Book) Person(id forms.PairID, v forms.Voice) (tui.PersonInfo, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	one := b.of(id, v)
	info := tui.PersonInfo{HasPassphrase: one.pass != "", Unlocked: one.pass == "" || one.open}
	if one.key != nil {
		info.Public, _ = one.key.Public().(ed25519.PublicKey)
	}
	return info, nil
}

// UnlockPerson opens what is a person's.
func (b *Book) UnlockPerson(id forms.PairID, v forms.Voice, pass string) error {
	defer b.mu.Unlock()
	if err := b.begin(OpUnlock); err != nil {
		return err
	}
	one := b.of(id, v)
	if one.pass != pass && one.pass != "" {
		return tui.ErrWrongPassphrase
	}
	one.open = true
	return nil
}

// LockPerson closes it again.
func (b *Book) LockPerson(id forms.PairID, v forms.Voice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.of(id, v).open = false
}

// SetPersonPassphrase gives a person a passphrase; what is theirs lies behind it.
func (b *Book) SetPersonPassphrase(id forms.PairID, v forms.Voice, old, pass string) (tui.Rekeyed, error) {
	defer b.mu.Unlock()
	if err := b.begin(OpRekey); err != nil {
		return tui.Rekeyed{}, err
	}
	one, s := b.of(id, v), b.pairs[id]
	if one.pass != old {
		return tui.Rekeyed{}, tui.ErrWrongPassphrase
	}
	one.pass, one.open = pass, true
	if s == nil || b.library == nil {
		return tui.Rekeyed{Backups: 1}, nil
	}
	owners := forms.NewPair(b.record(id, s, b.hides), b.library, today(b.now()), nil).Owners()
	for _, r := range s.revs {
		if owners.Of(r.Addr) == v {
			s.private[r.ID] = v
		}
	}
	for a := range s.drafts {
		if owners.Of(a) == v {
			s.privDraft[a] = v
		}
	}
	return tui.Rekeyed{Backups: 1}, nil
}

// RemovePersonPassphrase lets what is a person's lie open.
func (b *Book) RemovePersonPassphrase(id forms.PairID, v forms.Voice, pass string) (tui.Rekeyed, error) {
	defer b.mu.Unlock()
	if err := b.begin(OpRekey); err != nil {
		return tui.Rekeyed{}, err
	}
	one := b.of(id, v)
	if one.pass != pass {
		return tui.Rekeyed{}, tui.ErrWrongPassphrase
	}
	one.pass, one.open = "", false
	for r, whose := range b.pairs[id].private {
		if whose == v {
			delete(b.pairs[id].private, r)
		}
	}
	return tui.Rekeyed{}, nil
}

// Signer signs as a person who is unlocked.
func (b *Book) Signer(id forms.PairID, v forms.Voice) (forms.Signer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hides(id, v) {
		return nil, ErrPersonLocked
	}
	one := b.of(id, v)
	if one.key == nil {
		seed := make([]byte, ed25519.SeedSize)
		copy(seed, string(id)+string(v)) // the same in every story
		one.key = ed25519.NewKeyFromSeed(seed)
	}
	return signer{one.key}, nil
}

type signer struct{ key ed25519.PrivateKey }

func (s signer) Public() ed25519.PublicKey {
	k, _ := s.key.Public().(ed25519.PublicKey)
	return k
}

func (s signer) Sign(message []byte) ([]byte, error) { return ed25519.Sign(s.key, message), nil }

// Disclose lets both read what is nobody's own any more.
func (b *Book) Disclose(id forms.PairID) ([]forms.Revision, error) {
	rec, _, err := b.Load(id)
	if err != nil {
		return nil, err
	}
	var all []forms.Revision
	for v, cs := range forms.NewPair(rec, b.library, today(b.now()), nil).Disclosed(forms.OwnersUntilTold(b.library)) {
		revs, err := b.Commit(id, v, cs)
		if err != nil {
			return all, err
		}
		all = append(all, revs...)
	}
	return all, nil
}

func today(at time.Time) lang.Date { return lang.DateOf(at) }
