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
	lost, revs := 0, uint64(0)
	err := b.view(func(tx *bolt.Tx) error {
		err := scan(tx, inPair, nil, func(k, v []byte) error {
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
			revs += r.revs
			return nil
		})
		if st, known := b.stateAt(tx); known && lost == 0 && revs < st.revs { // what is not there cannot be counted
			lost++
		}
		return err
	})
	if err == nil && lost > 0 {
		err = &DamagedError{What: fmt.Sprintf("%d pairs", lost), Part: true}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].LastChange != all[j].LastChange {
			return all[i].LastChange > all[j].LastChange
		}
		return all[i].ID < all[j].ID
	})
	return all, err
}

// stateAt returns what the book says of itself, where that can be read.
func (b *Book) stateAt(tx *bolt.Tx) (st state, known bool) {
	raw, err := b.get(tx, inSys, []byte(stateName))
	if err != nil || raw == nil {
		return st, false
	}
	st, err = decodeState(raw)
	return st, err == nil
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
	h := &past{b: b, pair: p, seen: map[forms.RevID]bool{}}
	err = b.view(func(tx *bolt.Tx) error {
		for _, a := range want {
			if err := b.revisionsOf(tx, b.keys().place(p, a), h.add); err != nil {
				return err
			}
			for _, head := range rec.Heads(a) {
				h.todo = append(h.todo, head.ID)
			}
		}
		return h.unlisted(tx)
	})
	if err == nil && h.lost+len(damage) > 0 {
		err = &DamagedError{What: fmt.Sprintf("%d revisions", max(h.lost, len(damage))), Part: true}
	}
	sortByTime(h.revs)
	return h.revs, err
}

// past collects what stood at some places of a pair.
type past struct {
	b    *Book
	pair forms.PairID
	seen map[forms.RevID]bool
	todo []forms.RevID // that were replaced by those seen, or are the newest
	revs []forms.Revision
	lost int // revisions that cannot be read
}

func (h *past) add(r revision, err error) {
	if err == nil {
		h.seen[r.ID] = true
		h.todo = append(h.todo, r.Parents...)
		r.Value, err = h.b.reveal(h.pair, r.Addr, r.Value)
	}
	switch {
	case errors.Is(err, errHidden):
	case err != nil:
		h.lost++
	default:
		h.revs = append(h.revs, r.Revision)
	}
}

// unlisted finds the revisions that the index has lost: it is not sealed, but each
// revision names those that it replaced. One that is nowhere was forgotten, unless the
// index is short of entries.
func (h *past) unlisted(tx *bolt.Tx) error {
	nowhere := false
	for len(h.todo) > 0 {
		id := h.todo[len(h.todo)-1]
		h.todo = h.todo[:len(h.todo)-1]
		if h.seen[id] {
			continue
		}
		r, err := h.b.revisionAt(tx, h.b.keys().rev(id))
		if err != nil {
			nowhere = true
			continue
		}
		h.add(r, nil)
	}
	if !nowhere {
		return nil
	}
	r, _, err := h.b.pairAt(tx, h.pair)
	if err != nil {
		return err
	}
	listed := uint64(0)
	err = scan(tx, inHist, h.b.keys().pair(h.pair), func([]byte, []byte) error { listed++; return nil })
	if listed < r.revs {
		h.lost++
	}
	return err
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

// behind reports whether heads are those from before a revision of the same device: the
// page that holds them is of an earlier day.
func behind(heads []forms.Head, id forms.RevID) bool {
	old := false
	for _, h := range heads {
		if h.ID.Device == id.Device {
			if h.ID.Seq >= id.Seq {
				return false
			}
			old = true
		}
	}
	return old
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

// Stats says how much a book holds. It does not say how many revisions: their number
// would tell one of the two how much the other writes in private.
type Stats struct {
	Pairs    int
	Bytes    int64 // size of the file
	Schema   int
	LastSave time.Time // wall clock of the last commit; zero where there was none
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
	if st.saved > 0 {
		s.LastSave = time.UnixMilli(int64(st.saved))
	}
	return s, err
}
