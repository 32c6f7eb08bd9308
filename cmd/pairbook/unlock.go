package main

import (
	"errors"

	"pairbook/forms"
	"pairbook/store"
)

// opener is store.Open, or OpenOrCreate.
type opener func(string, store.Options) (*store.Book, error)

// unlocked opens a book; one with a passphrase when that is given: remembered from this
// run, a line of --passphrase-file, or typed, three times at most.
func (r *run) unlocked(open opener, path string, o store.Options) (*store.Book, error) {
	return r.unlockedBy("privacy.ask_book", open, path, o)
}

// unlockedBy is unlocked with a question of its own, a message's key.
func (r *run) unlockedBy(question string, open opener, path string, o store.Options) (*store.Book, error) {
	o.Passphrase = r.pass
	b, err := open(path, o)
	if !errors.Is(err, store.ErrLocked) && !(r.pass != "" && errors.Is(err, store.ErrWrongPassphrase)) {
		return b, err
	}
	for n := range tries {
		pass, asked := r.secret(r.words.T(question))
		switch {
		case errors.Is(asked, errNobody) && r.fromFile():
			return nil, r.unasked(asked)
		case errors.Is(asked, errNobody) || asked == nil && pass == "":
			return nil, store.ErrLocked
		case asked != nil:
			return nil, asked
		}
		o.Passphrase = pass
		b, err = open(path, o)
		if err == nil {
			r.pass = pass
		}
		if !errors.Is(err, store.ErrWrongPassphrase) || r.fromFile() {
			return b, err
		}
		r.wrongSecret(n)
	}
	return nil, err
}

// wrongSecret says that a passphrase did not fit, where it is asked for once more.
func (r *run) wrongSecret(n int) {
	if n+1 < tries {
		r.say(r.words.T("privacy.wrong_again"))
	}
}

// unlockPerson unlocks what belongs to a person of a pair, where there is a passphrase and
// it was not given yet. changed tells that the pair has to be read again.
func (r *run) unlockPerson(p forms.PairID, name string, v forms.Voice) (changed bool, err error) {
	info, err := r.book.Person(p, v)
	if err != nil || !info.HasPassphrase || info.Unlocked {
		return false, err
	}
	_, err = r.personSecret(p, name, v)
	return err == nil, err
}

// personSecret asks for the passphrase of a person until it fits, and unlocks that person.
func (r *run) personSecret(p forms.PairID, name string, v forms.Voice) (pass string, err error) {
	for n := range tries {
		pass, err = r.secret(r.words.T("privacy.ask_person", "name", name))
		if err == nil && pass == "" {
			err = errNobody
		}
		if errors.Is(err, errNobody) {
			return "", &trouble{exit: Locked, key: "person_locked_of", args: []any{"name", shown(name)}, err: store.ErrPersonLocked}
		}
		if err != nil {
			return "", err
		}
		err = r.book.UnlockPerson(p, v, pass)
		if !errors.Is(err, store.ErrWrongPassphrase) {
			return pass, err
		}
		err = &trouble{exit: Locked, key: "wrong_person", args: []any{"name", shown(name)}, err: err}
		if r.fromFile() {
			return "", err
		}
		r.wrongSecret(n)
	}
	return "", err
}

// alone lets one of the two read and write what is theirs alone: their passphrase is asked
// for where there is one, and the pair is read again.
func (r *run) alone(p *forms.Pair, v forms.Voice) (*forms.Pair, error) {
	if !v.IsPerson() {
		return p, nil
	}
	changed, err := r.unlockPerson(p.Record.Pair, p.Name(v), v)
	if err != nil || !changed {
		return p, err
	}
	return r.reread(p)
}

// reread reads a pair once more.
func (r *run) reread(p *forms.Pair) (*forms.Pair, error) {
	rec, _, err := r.book.Load(p.Record.Pair) // what is damaged was told the first time
	if err != nil {
		return p, err
	}
	p = forms.NewPair(rec, r.lib, p.Today, r.words)
	r.owners.see(p)
	return p, nil
}
