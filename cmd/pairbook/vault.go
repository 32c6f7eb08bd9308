package main

import (
	"errors"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
)

// What the app asks of the passphrases of its book.

// Locked implements tui.Vault.
func (a *appBook) Locked() bool { return a.current().Locked() }

// Verify implements tui.Vault.
func (a *appBook) Verify(pass string) error { return ofPass(a.current().Verify(pass)) }

// ofPass tells the app of a wrong passphrase in its own terms.
func ofPass(err error) error {
	if errors.Is(err, store.ErrWrongPassphrase) {
		return tui.ErrWrongPassphrase
	}
	return err
}

// SetPassphrase implements tui.Vault.
func (a *appBook) SetPassphrase(pass string) (tui.Rekeyed, error) {
	return a.rekeyed(a.current().SetPassphrase(pass))
}

// RemovePassphrase implements tui.Vault.
func (a *appBook) RemovePassphrase() (tui.Rekeyed, error) {
	return a.rekeyed(a.current().RemovePassphrase())
}

func (a *appBook) rekeyed(r store.Rekeyed, err error) (tui.Rekeyed, error) {
	return tui.Rekeyed{Recovery: r.Recovery, Backups: r.Backups, Left: r.Left}, ofPass(a.heed(err))
}

// Person implements tui.Vault.
func (a *appBook) Person(id forms.PairID, v forms.Voice) (tui.PersonInfo, error) {
	info, err := a.current().Person(id, v)
	return tui.PersonInfo{HasPassphrase: info.HasPassphrase, Unlocked: info.Unlocked, Public: info.Public}, err
}

// UnlockPerson implements tui.Vault.
func (a *appBook) UnlockPerson(id forms.PairID, v forms.Voice, pass string) error {
	return ofPass(a.current().UnlockPerson(id, v, pass))
}

// LockPerson implements tui.Vault.
func (a *appBook) LockPerson(id forms.PairID, v forms.Voice) { a.current().LockPerson(id, v) }

// SetPersonPassphrase implements tui.Vault.
func (a *appBook) SetPersonPassphrase(id forms.PairID, v forms.Voice, old, pass string) (tui.Rekeyed, error) {
	if err := a.look(id); err != nil {
		return tui.Rekeyed{}, err
	}
	return a.rekeyed(a.current().SetPersonPassphrase(id, v, old, pass))
}

// RemovePersonPassphrase implements tui.Vault.
func (a *appBook) RemovePersonPassphrase(id forms.PairID, v forms.Voice, pass string) (tui.Rekeyed, error) {
	if err := a.look(id); err != nil {
		return tui.Rekeyed{}, err
	}
	return a.rekeyed(a.current().RemovePersonPassphrase(id, v, pass))
}

// Signer implements tui.Vault.
func (a *appBook) Signer(id forms.PairID, v forms.Voice) (forms.Signer, error) {
	return a.current().Signer(id, v)
}

// Disclose implements tui.Vault: what is nobody's own any more is said once more by whose
// it was, and lies open to both from then on.
func (a *appBook) Disclose(id forms.PairID) ([]forms.Revision, error) {
	p, err := a.pair(id)
	if err != nil || p == nil {
		return nil, err
	}
	a.owners.see(p)
	open := p.Disclosed(forms.OwnersUntilTold(p.Library))
	var all []forms.Revision
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		revs, err := a.Commit(id, v, open[v])
		if err != nil {
			return all, err
		}
		all = append(all, revs...)
	}
	return all, nil
}

// pair reads a pair to find out whose its answers are; its words are of no matter.
func (a *appBook) pair(id forms.PairID) (*forms.Pair, error) {
	rec, _, err := a.current().Load(id)
	if err != nil {
		return nil, err
	}
	return a.pairOf(rec), nil
}

// pairOf joins a record with the forms; nil while these are not loaded.
func (a *appBook) pairOf(rec *forms.Record) *forms.Pair {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.library == nil {
		return nil
	}
	return forms.NewPair(rec, a.library, lang.DateOf(a.now()), nil)
}

// knows takes the forms, once they are loaded, and looks at a pair that was read before;
// rec may be nil.
func (a *appBook) knows(lib *forms.Library, rec *forms.Record) {
	a.mu.Lock()
	a.library = lib
	a.mu.Unlock()
	a.owners.know(lib)
	if rec != nil {
		a.owners.see(a.pairOf(rec))
	}
}

// look tells the book whose the answers of a pair are now.
func (a *appBook) look(id forms.PairID) error {
	p, err := a.pair(id)
	if err == nil && p != nil {
		a.owners.see(p)
	}
	return err
}

// told lets the book know when somebody has sealed, opened or told something: whose the
// answers are has changed then, and what is nobody's own any more is said once more by
// the one who is at the keys. Copies behind two passphrases are opened by both, later.
func (a *appBook) told(id forms.PairID, revs []forms.Revision) []forms.Revision {
	if !opensAny(revs) {
		return revs
	}
	more, err := a.Disclose(id)
	if err != nil { // it is asked for again when the two open their copies
		return revs
	}
	return append(revs, more...)
}

func opensAny(revs []forms.Revision) bool {
	for _, r := range revs {
		if r.Addr.Decides() {
			return true
		}
	}
	return false
}
