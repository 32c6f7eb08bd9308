package main

import (
	"pairbook/forms"
	"pairbook/store"
	"pairbook/tui"
)

// noVault is a book without passphrases, in which none can be set.
type noVault struct{}

func (noVault) Locked() bool { return false }

func (noVault) Verify(string) error { return nil }

func (noVault) SetPassphrase(string) (tui.Rekeyed, error) { return tui.Rekeyed{}, store.ErrReadOnly }

func (noVault) RemovePassphrase() (tui.Rekeyed, error) { return tui.Rekeyed{}, store.ErrReadOnly }

func (noVault) Person(forms.PairID, forms.Voice) (tui.PersonInfo, error) {
	return tui.PersonInfo{}, nil
}

func (noVault) UnlockPerson(forms.PairID, forms.Voice, string) error { return nil }

func (noVault) LockPerson(forms.PairID, forms.Voice) {}

func (noVault) SetPersonPassphrase(_ forms.PairID, _ forms.Voice, _, _ string) (tui.Rekeyed, error) {
	return tui.Rekeyed{}, store.ErrReadOnly
}

func (noVault) RemovePersonPassphrase(forms.PairID, forms.Voice, string) (tui.Rekeyed, error) {
	return tui.Rekeyed{}, store.ErrReadOnly
}

func (noVault) Signer(forms.PairID, forms.Voice) (forms.Signer, error) {
	return nil, store.ErrReadOnly
}

func (noVault) Disclose(forms.PairID) ([]forms.Revision, error) { return nil, nil }
