package store

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// Pairs returns the pairs of the book, the one that was written in last first.
// With ErrDamaged it still returns those that can be read.
func (b *Book) Pairs() ([]forms.PairSummary, error) {
	var all []forms.PairSummary
	lost := 0
	err := b.view(func(tx *bolt.Tx) error {
		return scan(tx, inPair, nil, func(k, v []byte) error {
			var r pairRecord
			plain, err := b.open(inPair, k, v)
			if err == nil {
				r, err = decodePair(plain)
			}
			if err != nil {
				r, err = b.pairFromHeads(tx, bytes.Clone(k))
			}
			if err != nil {
				lost++
				return nil
			}
			all = append(all, r.sum)
			return nil
		})
	})
	if err == nil && lost > 0 {
		err = &DamagedError{What: fmt.Sprintf("%d pairs", lost)}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].LastChange != all[j].LastChange {
			return all[i].LastChange > all[j].LastChange
		}
		return all[i].ID < all[j].ID
	})
	return all, err
}

// Pair returns the summary of one pair, ErrNoPair where there is none of that id.
func (b *Book) Pair(p forms.PairID) (sum forms.PairSummary, err error) {
	err = b.view(func(tx *bolt.Tx) error {
		r, _, err := b.pairAt(tx, p)
		sum = r.sum
		return err
	})
	return sum, err
}

// History returns the revisions of a pair at the addresses that match, oldest
// first; a nil match takes all. With ErrDamaged it still returns those that can be
// read. match may call the book. What belongs to a person who is locked is left out.
func (b *Book) History(p forms.PairID, match func(forms.Address) bool) ([]forms.Revision, error) {
	rec, damage, err := b.Load(p)
	if err != nil {
		return nil, err
	}
	var want []forms.Address
	add := func(a forms.Address) {
		if match == nil || match(a) {
			want = append(want, a)
		}
	}
	rec.Addresses(add)
	for _, d := range damage {
		if d.Addr != (forms.Address{}) {
			add(d.Addr)
		}
	}
	var revs []forms.Revision
	lost := 0
	err = b.view(func(tx *bolt.Tx) error {
		for _, a := range want {
			err := b.revisionsOf(tx, b.keys().place(p, a), func(r revision, err error) {
				if err == nil {
					r.Value, err = b.reveal(p, a, r.Value)
				}
				if errors.Is(err, errHidden) {
					return
				}
				if err != nil {
					lost++
					return
				}
				revs = append(revs, r.Revision)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && lost+len(damage) > 0 {
		err = &DamagedError{What: fmt.Sprintf("%d revisions", max(lost, len(damage)))}
	}
	sortByTime(revs)
	return revs, err
}

// revisionsOf calls fn for each revision at a place, or with why it cannot be read.
func (b *Book) revisionsOf(tx *bolt.Tx, key []byte, fn func(revision, error)) error {
	return scan(tx, inHist, key, func(k, _ []byte) error {
		r, err := b.revisionAt(tx, bytes.Clone(k[min(placeBytes, len(k)):]))
		if err == nil && !bytes.Equal(b.keys().place(r.pair, r.Addr), key) {
			err = &DamagedError{What: "the place of a revision"}
		}
		fn(r, err)
		return nil
	})
}

func sortByTime(revs []forms.Revision) {
	sort.Slice(revs, func(i, j int) bool {
		a, b := revs[i], revs[j]
		if a.Time != b.Time {
			return a.Time < b.Time
		}
		if a.ID.Device != b.ID.Device {
			return a.ID.Device < b.ID.Device
		}
		return a.ID.Seq < b.ID.Seq
	})
}

// Stats says how much a book holds.
type Stats struct {
	Pairs     int
	Revisions int
	Bytes     int64 // size of the file
	Schema    int
	LastSave  time.Time // wall clock of the last commit; zero where there was none
}

// Stats counts without reading the records, so that it is as fast in a large book
// as in a small one, but for the pairs.
func (b *Book) Stats() (Stats, error) {
	var s Stats
	var st state
	err := b.view(func(tx *bolt.Tx) error {
		raw, err := b.get(tx, inSys, []byte(stateName))
		if err == nil {
			st, err = decodeState(raw)
		}
		if errors.Is(err, ErrDamaged) || errors.Is(err, errRecord) {
			st, err = b.recount(tx)
		}
		if err != nil {
			return err
		}
		s.Schema, s.Bytes = b.head.Schema, b.db.size.Load()
		return scan(tx, inPair, nil, func(_, _ []byte) error { s.Pairs++; return nil })
	})
	s.Revisions = int(st.revs)
	if st.saved > 0 {
		s.LastSave = time.UnixMilli(int64(st.saved))
	}
	return s, err
}
