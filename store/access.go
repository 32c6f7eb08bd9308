package store

import (
	"bytes"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

func (b *Book) keys() keys { return keys{b.box} }

// view reads the book in one transaction.
func (b *Book) view(fn func(*bolt.Tx) error) error {
	b.life.RLock()
	defer b.life.RUnlock()
	if b.db == nil {
		return b.lost
	}
	return b.db.view(fn)
}

// get returns the record at a key, nil where there is none, DamagedError where it
// does not open. The bytes are the caller's own.
func (b *Book) get(tx *bolt.Tx, in string, key []byte) ([]byte, error) {
	bu, err := bucket(tx, in)
	if err != nil {
		return nil, err
	}
	sealed := bu.Get(key)
	if sealed == nil {
		return nil, nil
	}
	return b.open(in, key, sealed)
}

func (b *Book) open(in string, key, sealed []byte) ([]byte, error) {
	plain, err := b.box.Open(seal.Place{Bucket: in, Key: key}, sealed)
	if err != nil {
		return nil, &DamagedError{What: "record in " + in, Cause: err}
	}
	return plain, nil
}

func (b *Book) put(tx *bolt.Tx, in string, key, plain []byte) error {
	bu, err := bucket(tx, in)
	if err != nil {
		return err
	}
	if err := bu.Put(key, b.box.Seal(seal.Place{Bucket: in, Key: key}, plain)); err != nil {
		return fmt.Errorf("write into %s: %w", in, err)
	}
	return nil
}

func (b *Book) drop(tx *bolt.Tx, in string, key []byte) error {
	bu, err := bucket(tx, in)
	if err != nil {
		return err
	}
	return bu.Delete(key)
}

// maxScan bounds a walk through one bucket: no book has that many records, but a
// damaged one can lead in circles.
const maxScan = 1 << 27

var errCircle = errors.New("the bucket never ends")

// scan calls fn for every record whose key starts with prefix, in order. The bytes
// are valid only during the call.
func scan(tx *bolt.Tx, in string, prefix []byte, fn func(key, sealed []byte) error) error {
	bu, err := bucket(tx, in)
	if err != nil {
		return err
	}
	c := bu.Cursor()
	n := 0
	for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if n++; n > maxScan {
			return &DamagedError{What: "bucket " + in, Cause: errCircle}
		}
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}

// revisionAt reads a revision of the log; DamagedError where it is missing, too.
func (b *Book) revisionAt(tx *bolt.Tx, key []byte) (revision, error) {
	raw, err := b.get(tx, inRev, key)
	if err != nil {
		return revision{}, err
	}
	if raw == nil {
		return revision{}, &DamagedError{What: "a missing revision"}
	}
	r, err := decodeRevision(raw)
	if err != nil {
		return revision{}, &DamagedError{What: "a revision", Cause: err}
	}
	return r, nil
}

// headsAt returns the heads at a place; from the log where their record is broken.
func (b *Book) headsAt(tx *bolt.Tx, key []byte) (place, error) {
	raw, err := b.get(tx, inHead, key)
	if err == nil && raw == nil {
		return place{}, nil
	}
	if err == nil {
		var p place
		if p, err = decodePlace(raw); err == nil {
			return p, nil
		}
	}
	return b.headsFromLog(tx, key)
}

// headsFromLog finds the heads at a place by reading all its revisions. Where one
// that may be a head does not open, the place is returned with what is known of
// it, and DamagedError: an older answer must not pass for the present one.
func (b *Book) headsFromLog(tx *bolt.Tx, key []byte) (place, error) {
	var p place
	var good []revision
	broken := map[string]bool{}
	err := scan(tx, inHist, key, func(k, _ []byte) error {
		revKey := bytes.Clone(k[min(placeBytes, len(k)):])
		r, err := b.revisionAt(tx, revKey)
		if err != nil || !bytes.Equal(b.keys().place(r.pair, r.Addr), key) {
			broken[string(revKey)] = true
			return nil
		}
		good = append(good, r)
		return nil
	})
	if err != nil {
		return p, err
	}
	replaced := map[string]bool{}
	for _, r := range good {
		p.addr = r.Addr
		for _, id := range r.Parents {
			k := string(b.keys().rev(id))
			replaced[k] = true
			delete(broken, k)
		}
	}
	for _, r := range good {
		if !replaced[string(b.keys().rev(r.ID))] {
			p.heads = append(p.heads, r.head())
		}
	}
	if len(broken) > 0 || len(p.heads) == 0 {
		return p, &DamagedError{What: "the answer at " + p.addr.String()}
	}
	return p, nil
}

// lastSeq returns the number of a device's last revision in the log, 0 for none.
func (b *Book) lastSeq(tx *bolt.Tx, device string) uint64 {
	k := b.lastRevKey(tx, device)
	return lastNumber(k)
}

func (b *Book) lastRevKey(tx *bolt.Tx, device string) []byte {
	bu := tx.Bucket([]byte(inRev))
	if bu == nil {
		return nil
	}
	prefix := b.keys().device(device)
	c := bu.Cursor()
	k, _ := c.Seek(append(bytes.Clone(prefix), bytes.Repeat([]byte{0xff}, 9)...))
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	if !bytes.HasPrefix(k, prefix) {
		return nil
	}
	return bytes.Clone(k)
}

// recount makes the state of the book anew from its log.
func (b *Book) recount(tx *bolt.Tx) (state, error) {
	var st state
	err := scan(tx, inRev, nil, func(k, v []byte) error {
		st.revs++
		plain, err := b.open(inRev, k, v)
		if err != nil {
			return nil // counted; Check names it
		}
		if r, err := decodeRevision(plain); err == nil {
			st.stamp = max(st.stamp, r.Time)
		}
		return nil
	})
	return st, err
}

// pairAt returns the record of a pair: made anew from its heads where it is
// broken, ErrNoPair where there is none.
func (b *Book) pairAt(tx *bolt.Tx, p forms.PairID) (r pairRecord, sound bool, err error) {
	key := b.keys().pair(p)
	raw, err := b.get(tx, inPair, key)
	if err == nil && raw == nil {
		return r, false, fmt.Errorf("%w: %s", ErrNoPair, p)
	}
	if err == nil {
		if r, err = decodePair(raw); err == nil {
			return r, true, nil
		}
	}
	r, err = b.pairFromHeads(tx, key)
	return r, false, err
}

// pairFromHeads makes the record of a pair from its heads. Which pair it is stands
// in any of its revisions.
func (b *Book) pairFromHeads(tx *bolt.Tx, key []byte) (pairRecord, error) {
	var r pairRecord
	err := scan(tx, inHist, key, func(k, _ []byte) error {
		r.revs++
		rev, err := b.revisionAt(tx, bytes.Clone(k[min(placeBytes, len(k)):]))
		if err != nil {
			return nil // another revision may know
		}
		r.sum.ID = rev.pair
		if sealedFor(rev.Value) == "" {
			r.sum.LastChange = max(r.sum.LastChange, rev.Time)
		}
		return nil
	})
	if err != nil {
		return r, err
	}
	if r.sum.ID == "" {
		return r, &DamagedError{What: "a pair"}
	}
	err = scan(tx, inHead, key, func(_, _ []byte) error { r.heads++; return nil })
	if err != nil {
		return r, err
	}
	return r, b.summarise(tx, &r)
}

// summarise brings the summary of a pair up to its heads.
func (b *Book) summarise(tx *bolt.Tx, r *pairRecord) error {
	id, last := r.sum.ID, r.sum.LastChange
	var failed error
	r.sum = forms.Summarise(func(field string) forms.Value {
		a, ok := forms.SummaryAddress(field)
		if !ok {
			return ""
		}
		p, err := b.headsAt(tx, b.keys().place(id, a))
		if err != nil && !errors.Is(err, ErrDamaged) {
			failed = err
		}
		v, err := b.reveal(id, a, latest(p.heads).Value)
		if err != nil {
			return "" // what is private is in no summary
		}
		return v
	})
	r.sum.ID, r.sum.LastChange = id, last
	return failed
}

// latest returns the head that is shown where two copies disagree.
func latest(hs []forms.Head) forms.Head {
	var last forms.Head
	for i, h := range hs {
		if i == 0 || h.Time > last.Time || h.Time == last.Time && h.ID.Device > last.ID.Device {
			last = h
		}
	}
	return last
}
