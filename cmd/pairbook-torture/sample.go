//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"pairbook/forms"
	"pairbook/store"
)

// sample is a book whose every text is known, as bytes, and what lies beside it.
type sample struct {
	book   []byte // packed tight: damage has nowhere to do no harm
	lived  []byte // the same as it grew, with free pages
	before []byte // lived, a few saves earlier
	beside map[string][]byte
	backup string // name of the backup that is beside it

	newest map[forms.Address]string
	ever   map[forms.Address][]string
}

// places are the questions of the worksheet that take a long text, with everybody who
// answers them.
func places() []forms.Address {
	var all []forms.Address
	for voice, fields := range map[forms.Voice][]string{
		forms.Mentee: {"pw_about_me_mentee", "pw_earlier_mentoring", "pw_now_good", "pw_now_hard", "pw_strengths", "pw_expect_mentee"},
		forms.Mentor: {"pw_about_me_mentor", "pw_earlier_mentoring", "pw_mentor_goals", "pw_expect_mentor"},
		forms.Agreed: {"pw_success", "pw_role_mentor", "pw_role_mentee", "pw_not_included", "pw_followup_plan"},
	} {
		for _, f := range fields {
			all = append(all, address(f).By(voice))
		}
	}
	slices.SortFunc(all, func(a, b forms.Address) int { return slices.Compare([]string{a.String()}, []string{b.String()}) })
	return all
}

// newSample makes the book.
func (e *env) newSample() (*sample, error) {
	dir, err := e.folder("sample")
	if err != nil {
		return nil, err
	}
	s := &sample{newest: map[forms.Address]string{}, ever: map[forms.Address][]string{}, beside: map[string][]byte{}}
	path := filepath.Join(dir, bookName)
	b, err := store.Create(path, store.Options{})
	if err != nil {
		return nil, err
	}
	defer b.Close() //nolint:errcheck // it is read again below
	p, err := b.NewPair(people(), forms.Mentee)
	if err != nil {
		return nil, err
	}
	rng := e.rng(0)
	for round := range 4 {
		if round == 3 {
			if s.before, err = os.ReadFile(path); err != nil {
				return nil, err
			}
		}
		if err := s.write(b, p, round, rng); err != nil {
			return nil, err
		}
	}
	if s.backup, err = b.BackupDaily(""); err != nil {
		return nil, err
	}
	if err := b.Close(); err != nil {
		return nil, err
	}
	return s, s.read(path)
}

// write answers every question once more.
func (s *sample) write(b *store.Book, p forms.PairID, round int, rng *rand.Rand) error {
	for i, at := range places() {
		value := text(rng, 100*round+i)
		if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: at, Value: forms.Value(value)}}); err != nil {
			return fmt.Errorf("write a sample: %w", err)
		}
		s.newest[at] = value
		s.ever[at] = append(s.ever[at], value)
	}
	return nil
}

func (s *sample) read(path string) (err error) {
	if s.lived, err = os.ReadFile(path); err != nil {
		return err
	}
	for _, file := range []string{path + ".lock", s.backup} {
		rel, err := filepath.Rel(filepath.Dir(path), file)
		if err != nil {
			return err
		}
		if s.beside[rel], err = os.ReadFile(file); err != nil {
			return err
		}
	}
	s.book, err = os.ReadFile(s.backup) // a copy without free pages
	s.backup = filepath.Base(s.backup)
	return err
}

// lay puts a book of these bytes, and all that lies beside it, into a new folder of a
// disk that is quick, and returns its path and how to remove it.
func (s *sample) lay(e *env, book []byte) (path string, drop func(), err error) {
	dir, err := os.MkdirTemp(quickDisk(e.dir), "pairbook-damage-")
	if err != nil {
		return "", nil, err
	}
	drop = func() { _ = os.RemoveAll(dir) } // it lies among the temporary files
	path = filepath.Join(dir, bookName)
	files := map[string][]byte{bookName: book}
	for rel, data := range s.beside {
		files[filepath.Join(filepath.Dir(bookName), rel)] = data
	}
	if err := lay(dir, files); err != nil {
		drop()
		return "", nil, err
	}
	return path, drop, nil
}
