package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"pairbook/forms"
	"pairbook/store"
	"pairbook/tui"
)

// appBook is the book as the app wants it: it goes on in a copy when the file has
// been deleted or replaced while it was open.
type appBook struct {
	now     func() time.Time
	owners  *owners        // tells the book whose an answer is
	library *forms.Library // nil until it is loaded

	mu   sync.Mutex
	book *store.Book
	gone bool   // the file is no longer where it was
	copy string // where we went on; "" where we did not have to
}

var _ tui.Book = (*appBook)(nil)

// current returns the book that is written to.
func (a *appBook) current() *store.Book {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.book
}

// moved returns the path of the copy that was gone on with, "" for none.
func (a *appBook) moved() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.copy
}

// heed remembers from an error of a save what Retry has to mend.
func (a *appBook) heed(err error) error {
	if errors.Is(err, store.ErrGone) {
		a.mu.Lock()
		a.gone = true
		a.mu.Unlock()
	}
	return err
}

// Pairs implements tui.Book. Pairs that can be read are shown even where others
// cannot.
func (a *appBook) Pairs() ([]forms.PairSummary, error) {
	all, err := a.current().Pairs()
	if errors.Is(err, store.ErrDamaged) && len(all) > 0 {
		return all, nil
	}
	return all, err
}

// NewPair implements tui.Book.
func (a *appBook) NewPair(cs []forms.Change, hand forms.Voice) (forms.PairID, error) {
	id, err := a.current().NewPair(cs, hand)
	return id, a.heed(err)
}

// Load implements tui.Book.
func (a *appBook) Load(id forms.PairID) (*forms.Record, int, error) {
	rec, damage, err := a.current().Load(id)
	if p := a.pairOf(rec); err == nil && p != nil {
		a.owners.see(p)
	}
	return rec, len(damage), err
}

// Commit implements tui.Book.
func (a *appBook) Commit(id forms.PairID, hand forms.Voice, cs []forms.Change) ([]forms.Revision, error) {
	revs, err := a.current().Commit(id, hand, cs)
	if err == nil {
		revs = a.told(id, revs)
	}
	return revs, a.heed(err)
}

// Draft implements tui.Book: an empty text forgets the draft.
func (a *appBook) Draft(id forms.PairID, ds map[forms.Address]string) error {
	keep := make(map[forms.Address]string, len(ds))
	var drop []forms.Address
	for at, text := range ds {
		if text == "" {
			drop = append(drop, at)
			continue
		}
		keep[at] = text
	}
	b := a.current()
	if len(keep) > 0 {
		if err := b.Draft(id, keep); err != nil {
			return a.heed(err)
		}
	}
	if len(drop) > 0 {
		return a.heed(b.DropDrafts(id, drop))
	}
	return nil
}

// Undo implements tui.Book.
func (a *appBook) Undo(id forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
	return a.backed(a.current().Undo(id, hand))
}

// Redo implements tui.Book.
func (a *appBook) Redo(id forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
	return a.backed(a.current().Redo(id, hand))
}

func (a *appBook) backed(revs []forms.Revision, err error) ([]forms.Revision, error) {
	if errors.Is(err, store.ErrNothing) {
		return nil, nil
	}
	return revs, a.heed(err)
}

// History implements tui.Book.
func (a *appBook) History(id forms.PairID, match func(forms.Address) bool) ([]forms.Revision, error) {
	return a.current().History(id, match)
}

// SetSetting implements tui.Book.
func (a *appBook) SetSetting(key, value string) error {
	return a.heed(a.current().SetSetting(key, value))
}

// Kept implements tui.Book.
func (a *appBook) Kept(key string) (string, error) { return a.current().Setting(key) }

// Retry implements tui.Book. A book whose last save is uncertain opens its file
// again by itself; one whose file is gone is written to a new file beside the old
// place, and gone on with there.
func (a *appBook) Retry() (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.gone {
		return a.book.Path(), nil
	}
	path, err := freeName(a.book.Path())
	if err != nil {
		return "", err
	}
	if err := a.book.SaveCopy(path); err != nil {
		return "", err
	}
	b, err := a.book.OpenCopy(path)
	if err != nil {
		return "", err
	}
	_ = a.book.Close() // its file is gone; all it held is in the copy
	a.book, a.gone, a.copy = b, false, path
	return path, nil
}

// freeName returns the first of book-2.db, book-3.db … that is not taken.
func freeName(path string) (string, error) {
	for n := 2; n <= maxNames; n++ {
		try := numbered(path, n)
		if _, err := os.Lstat(try); errors.Is(err, fs.ErrNotExist) {
			return try, nil
		}
	}
	return "", fmt.Errorf("find a free name beside %s", path)
}
