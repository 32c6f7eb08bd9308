package main

import (
	"pairbook/forms"
	"pairbook/store"
)

// toPerson opens the book and reads the pair, for the passphrase of one of the two.
func (r *run) toPerson(v forms.Voice) (*forms.Pair, store.PersonInfo, error) {
	if err := r.toWrite(); err != nil {
		return nil, store.PersonInfo{}, err
	}
	p, err := r.pair()
	if err != nil {
		return nil, store.PersonInfo{}, err
	}
	info, err := r.book.Person(p.Record.Pair, v)
	return p, info, err
}

// setPersonPassphrase puts what is one person's alone behind a passphrase, and says first
// what that protects, and what not.
func (r *run) setPersonPassphrase(v forms.Voice) error {
	p, info, err := r.toPerson(v)
	if err != nil {
		return err
	}
	if info.HasPassphrase {
		return invalid("passphrase_there_of", "name", shown(p.Name(v)), "person", v)
	}
	r.say(r.words.T("privacy.person_about", "name", p.Name(v)))
	pass, err := r.newSecret(r.words.T("privacy.ask_new_person", "name", p.Name(v)))
	if err != nil {
		return err
	}
	done, err := r.book.SetPersonPassphrase(p.Record.Pair, v, "", pass)
	return r.personDone(p, v, "privacy.person_set", done, err)
}

func (r *run) changePersonPassphrase(v forms.Voice) error {
	p, old, err := r.personOld(v)
	if err != nil {
		return err
	}
	pass, err := r.newSecret(r.words.T("privacy.ask_new_person", "name", p.Name(v)))
	if err != nil {
		return err
	}
	done, err := r.book.SetPersonPassphrase(p.Record.Pair, v, old, pass)
	return r.personDone(p, v, "privacy.person_changed", done, err)
}

func (r *run) removePersonPassphrase(v forms.Voice) error {
	p, old, err := r.personOld(v)
	if err != nil {
		return err
	}
	done, err := r.book.RemovePersonPassphrase(p.Record.Pair, v, old)
	return r.personDone(p, v, "privacy.person_removed", done, err)
}

// personOld asks for the passphrase that a person has.
func (r *run) personOld(v forms.Voice) (*forms.Pair, string, error) {
	p, info, err := r.toPerson(v)
	if err != nil {
		return nil, "", err
	}
	if !info.HasPassphrase {
		return nil, "", invalid("no_passphrase_of", "name", shown(p.Name(v)), "person", v)
	}
	old, err := r.personSecret(p.Record.Pair, p.Name(v), v)
	return p, old, err
}

func (r *run) personDone(p *forms.Pair, v forms.Voice, key string, done store.Rekeyed, err error) error {
	if err != nil {
		return err
	}
	r.say(r.words.T(key, "name", p.Name(v)))
	r.sayBackups(done.Backups, done.Left)
	return nil
}
