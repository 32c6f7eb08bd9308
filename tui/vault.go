package tui

import (
	"crypto/ed25519"
	"errors"

	"pairbook/forms"
)

// ErrWrongPassphrase is what a Vault says where a passphrase is not the right one.
var ErrWrongPassphrase = errors.New("not the right passphrase")

// WordPass words an error of a Vault.
func (d *Desk) WordPass(err error) string {
	if errors.Is(err, ErrWrongPassphrase) {
		return d.Words.T("privacypage.wrong")
	}
	return d.Word(d.Words, err)
}

// Vault is what the app needs of the passphrases of a book. What asks for one takes
// as long as a passphrase takes to check, some 70 ms, and what sets one as long as it
// takes to seal the whole book anew. A wrong one is ErrWrongPassphrase.
type Vault interface {
	// Locked reports whether the book has a passphrase.
	Locked() bool
	// Verify returns nil where pass is the passphrase of the book. It changes nothing.
	Verify(pass string) error
	// SetPassphrase gives the book a passphrase, or another one.
	SetPassphrase(pass string) (Rekeyed, error)
	// RemovePassphrase lets the book lie open again.
	RemovePassphrase() (Rekeyed, error)
	// Person returns how the keys of one person of a pair are kept.
	Person(id forms.PairID, v forms.Voice) (PersonInfo, error)
	// UnlockPerson lets the private answers of a person be read and written.
	UnlockPerson(id forms.PairID, v forms.Voice, pass string) error
	// LockPerson ends that: Load returns a record without them again.
	LockPerson(id forms.PairID, v forms.Voice)
	// SetPersonPassphrase gives a person a passphrase, or another one; old is "" where
	// there was none. The person is unlocked afterwards.
	SetPersonPassphrase(id forms.PairID, v forms.Voice, old, pass string) (Rekeyed, error)
	// RemovePersonPassphrase lets the private answers lie in the book as all others.
	RemovePersonPassphrase(id forms.PairID, v forms.Voice, pass string) (Rekeyed, error)
	// Signer returns what signs for a person who is unlocked.
	Signer(id forms.PairID, v forms.Voice) (forms.Signer, error)
	// Disclose lets both read what was one person's and is nobody's own any more, an
	// evaluation that both have sealed for example. Those whose it was must be unlocked.
	Disclose(id forms.PairID) ([]forms.Revision, error)
}

// Rekeyed says what came of sealing a book anew.
type Rekeyed struct {
	Recovery string // opens the book if the passphrase is forgotten, shown once; "" for none
	Backups  int    // how many backups under the old key were replaced by a new one
	Left     error  // why some are still there; nil where none are
}

// PersonInfo says how the keys of a person are kept.
type PersonInfo struct {
	HasPassphrase bool
	Unlocked      bool
	Public        []byte // checks the person's signatures; nil before the first one
}

// Locks is what the app knows of the passphrases of a book, as the book said last.
type Locks struct {
	Book    bool
	Persons map[forms.Voice]PersonInfo // of the pair that lies open
}

// any reports whether there is a passphrase at all.
func (l Locks) any() bool {
	return l.Book || l.Persons[forms.Mentee].HasPassphrase || l.Persons[forms.Mentor].HasPassphrase
}

// readLocks asks the book; id is "" where no pair lies open. A person whose keys cannot
// be read is told of when they are needed.
func readLocks(b Vault, id forms.PairID) Locks {
	l := Locks{Book: b.Locked(), Persons: map[forms.Voice]PersonInfo{}}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if id == "" {
			break
		}
		if info, err := b.Person(id, v); err == nil {
			l.Persons[v] = info
		}
	}
	return l
}

// Locks returns what the book said of its passphrases.
func (d *Desk) Locks() Locks { return d.locks }

// Keys returns the public keys that the signatures of the pair are checked with.
func (d *Desk) Keys() map[forms.Voice]ed25519.PublicKey {
	out := map[forms.Voice]ed25519.PublicKey{}
	for v, info := range d.locks.Persons {
		if info.Public != nil {
			out[v] = info.Public
		}
	}
	return out
}

// locksMsg is what the book says of its passphrases now.
type locksMsg struct {
	pair  forms.PairID
	locks Locks
}

// RenewLocks asks the book anew, after a passphrase was set or the first signature given.
func (d *Desk) RenewLocks() Cmd {
	var id forms.PairID
	if d.Pair != nil {
		id = d.Pair.Record.Pair
	}
	book := d.Book
	return func() Msg { return locksMsg{id, readLocks(book, id)} }
}

// renewed takes what the book says of its passphrases.
func (a *App) renewed(m locksMsg) Cmd {
	if d := a.desk; d.Pair == nil || d.Pair.Record.Pair == m.pair {
		d.locks = m.locks
	}
	return a.tellAll(ChangedMsg{})
}
