package main

import (
	"fmt"
	"math"
	"path/filepath"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
)

// How large the test books are.
const (
	answersOfPair = 200 // in the book of 10,000 answers
	placesOfPair  = 300 // in the books that are measured by their revisions
	revisionsEach = 10  // of each of these places
	meetings      = 12  // in a pair's year
	noLimit       = math.MaxInt64 / 2
)

// library makes the test books, each when it is first asked for.
type library struct {
	dir   string
	forms *forms.Library
	words *lang.Words
	made  map[string]bookFile
}

// bookFile is a closed book on the disk.
type bookFile struct {
	path  string
	pairs []forms.PairID
}

// get returns the book of a name, made by fill where it is not there yet.
func (l *library) get(name string, fill func(*shelf) error) (bookFile, error) {
	if f, ok := l.made[name]; ok {
		return f, nil
	}
	s := &shelf{lib: l, file: bookFile{path: filepath.Join(l.dir, name, "book.db")}}
	var err error
	if s.book, err = store.Create(s.file.path, store.Options{MaxSize: noLimit}); err != nil {
		return bookFile{}, err
	}
	err = fill(s)
	if closed := s.book.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return bookFile{}, fmt.Errorf("make the book %q: %w", name, err)
	}
	l.made[name] = s.file
	return s.file, nil
}

// shelf is a book being made.
type shelf struct {
	lib  *library
	book *store.Book
	file bookFile
}

// pair begins pair number n of the book.
func (s *shelf) pair() (forms.PairID, error) {
	id, err := s.book.NewPair(begin(len(s.file.pairs)+1), forms.Mentee)
	s.file.pairs = append(s.file.pairs, id)
	return id, err
}

func (s *shelf) commit(id forms.PairID, cs []forms.Change) error {
	_, err := s.book.Commit(id, forms.Mentee, cs)
	return err
}

// filler returns one for a pair as it stands in the book.
func (s *shelf) filler(id forms.PairID) (*filler, error) {
	rec, _, err := s.book.Load(id)
	if err != nil {
		return nil, err
	}
	return &filler{pair: forms.NewPair(rec, s.lib.forms, today, s.lib.words)}, nil
}

// empty is a book without pairs.
func (l *library) empty() (bookFile, error) {
	return l.get("empty", func(*shelf) error { return nil })
}

// answers is a book of so many answers, spread over pairs.
func (l *library) answers(n int) (bookFile, error) {
	return l.get(fmt.Sprintf("answers-%d", n), func(s *shelf) error {
		var cs []forms.Change
		for range n / answersOfPair {
			id, err := s.pair()
			if err != nil {
				return err
			}
			if cs == nil {
				if cs, err = s.year(id, ""); err != nil {
					return err
				}
				cs = cs[:min(len(cs), answersOfPair-len(begin(1)))]
			}
			if err := s.commit(id, cs); err != nil {
				return err
			}
		}
		return nil
	})
}

// year makes a year's answers of a pair: worksheet, contract but for one field,
// and the meetings.
func (s *shelf) year(id forms.PairID, without string) ([]forms.Change, error) {
	f, err := s.filler(id)
	if err != nil {
		return nil, err
	}
	cs := f.fill(forms.SheetID{Form: forms.WorksheetForm})
	cs = append(cs, f.fill(forms.SheetID{Form: forms.ContractForm}, without)...)
	for n := range meetings {
		cs = append(cs, f.fill(forms.Meeting(n+1))...)
	}
	return cs, nil
}

// Fields of the contract that the typing is measured in.
const (
	shortField = "ct_when"
	longField  = "ct_needs_goals"
)

// twoYears is a book of two pairs at the end of their year, about 3,000 revisions
// each. The first has not answered shortField yet, the second not longField: that
// is where the contract opens.
func (l *library) twoYears() (bookFile, error) {
	return l.get("year", func(s *shelf) error {
		for _, without := range []string{shortField, longField} {
			id, err := s.pair()
			if err != nil {
				return err
			}
			cs, err := s.year(id, without)
			if err != nil {
				return err
			}
			for round := 0; round*len(cs) < placesOfPair*revisionsEach; round++ {
				if err := s.commit(id, changed(cs, round)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// changed returns the changes with texts that differ from round to round.
func changed(cs []forms.Change, round int) []forms.Change {
	out := make([]forms.Change, len(cs))
	for i, c := range cs {
		out[i] = c
		if round > 0 && len(c.Value) > len(prose) {
			out[i].Value += forms.Value(fmt.Sprintf(" (%d)", round))
		}
	}
	return out
}

// revisions is a book of so many revisions: pairs with 300 answers, each changed
// ten times.
func (l *library) revisions(n int) (bookFile, error) {
	return l.get(fmt.Sprintf("revisions-%d", n), func(s *shelf) error {
		for left := n; left > 0; left -= placesOfPair * revisionsEach {
			id, err := s.pair()
			if err != nil {
				return err
			}
			for round := range revisionsEach {
				if err := s.commit(id, places(min(placesOfPair, left/revisionsEach), round)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// places returns an answer at each of n places.
func places(n, round int) []forms.Change {
	cs := make([]forms.Change, n)
	for i := range cs {
		cs[i] = forms.Change{
			Addr:  forms.Address{Sheet: forms.Meeting(1 + i/30), Field: fmt.Sprintf("f%d", i%30), Voice: forms.Agreed},
			Value: forms.Value(fmt.Sprintf("%d.%d %s", round, i, prose)),
		}
	}
	return cs
}

// pairs is a book of n pairs. The first has a year's answers, the others have
// begun.
func (l *library) pairs(n int) (bookFile, error) {
	return l.get(fmt.Sprintf("pairs-%d", n), func(s *shelf) error {
		for range n {
			if _, err := s.pair(); err != nil {
				return err
			}
		}
		first := s.file.pairs[0]
		cs, err := s.year(first, "")
		if err != nil {
			return err
		}
		return s.commit(first, cs)
	})
}
