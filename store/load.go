package store

import (
	"bytes"
	"errors"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

// Damage is one answer, or one record, that cannot be read.
type Damage struct {
	Pair   forms.PairID  // "" where it is not known
	Addr   forms.Address // zero where it is not known, and where it is private
	Record string        // for logs: what kind of record it is
	// Private says that it is of an answer that one of the two keeps to themselves: which
	// one is not said.
	Private bool
}

// veiled leaves out of what is told of damage where a private answer stands.
func (b *Book) veiled(d Damage) Damage {
	if b.owner(d.Pair, d.Addr) != "" {
		d.Addr, d.Private = forms.Address{}, true
	}
	return d
}

// Load reads all that a pair has answered, and its drafts. What cannot be read is
// listed and stays empty in the record; nothing wrong takes its place. It returns
// ErrNoPair where there is no such pair. What belongs to a person who is locked is
// left out, as if nobody had answered.
func (b *Book) Load(p forms.PairID) (*forms.Record, []Damage, error) {
	l := &loading{b: b, pair: p}
	err := b.view(func(tx *bolt.Tx) (err error) {
		var r pairRecord
		r, l.sound, err = b.pairAt(tx, p)
		l.want = int(r.heads)
		return err
	})
	if err != nil && !errors.Is(err, ErrDamaged) {
		return nil, nil, err
	}
	l.rec = forms.NewRecordFor(p, l.room())
	l.pass("heads", l.heads)
	if !l.sound || l.found != l.want {
		l.fromLog()
	}
	if l.sound && l.found < l.want {
		l.damage = append(l.damage, Damage{Pair: p, Record: "missing answers"})
	}
	l.pass("drafts", l.drafts)
	if l.failed != nil {
		return nil, nil, l.failed
	}
	for i, d := range l.damage {
		if b.hides(p, d.Addr) { // that there was something is theirs, too
			l.damage[i].Addr, l.damage[i].Private = forms.Address{}, true
		} else if d.Addr != (forms.Address{}) {
			l.rec.MarkDamaged(d.Addr)
		}
	}
	return l.rec, l.damage, nil
}

// maxRoom is for how many answers there is room from the start: a broken number must
// not ask for more memory than there is.
const maxRoom = 1 << 16

// loading fills a record. It reads in passes, each in its own transaction, so that
// a fault in one part of the file leaves the others readable.
type loading struct {
	b      *Book
	pair   forms.PairID
	rec    *forms.Record
	found  int  // places accounted for, as answers or as damage
	sound  bool // the pair's own record is whole, so that want is right
	want   int  // how many places there are
	damage []Damage
	failed error
}

// room is for how many answers there is to be room.
func (l *loading) room() int { return min(max(l.want, 0), maxRoom) }

func (l *loading) pass(name string, fn func(*bolt.Tx) error) {
	err := l.b.view(fn)
	switch {
	case errors.Is(err, ErrDamaged):
		l.damage = append(l.damage, Damage{Pair: l.pair, Record: name})
	case err != nil:
		l.failed = err
	}
}

// heads reads the answers. A pair has thousands, so they share their memory.
func (l *loading) heads(tx *bolt.Tx) error {
	box := l.b.box.Opener()
	room := make([]forms.Head, 0, l.room())
	return scan(tx, inHead, l.b.keys().pair(l.pair), func(k, v []byte) error {
		plain, err := box.Open(seal.Place{Bucket: inHead, Key: k}, v)
		if err != nil {
			return nil // the log pass finds the place again
		}
		p, err := decodePlaceIn(plain, &room)
		if err != nil {
			return nil
		}
		l.found++
		l.put(p)
		return nil
	})
}

// fromLog goes through all places that have a revision, and finds the answers
// whose head record is broken or missing. Each place is read in a transaction of
// its own, so that a bad page costs no more than the answers on it.
func (l *loading) fromLog() {
	l.found = 0
	var places [][]byte
	l.pass("log", func(tx *bolt.Tx) error {
		return scan(tx, inHist, l.b.keys().pair(l.pair), func(k, _ []byte) error {
			if n := len(places); len(k) == placeBytes+revBytes && (n == 0 || !bytes.HasPrefix(k, places[n-1])) {
				places = append(places, bytes.Clone(k[:placeBytes]))
			}
			return nil
		})
	})
	for _, key := range places {
		l.found++
		p, err := l.at(key)
		if err != nil {
			l.damage = append(l.damage, Damage{Pair: l.pair, Addr: p.addr, Record: inRev})
			continue
		}
		l.put(p)
	}
}

// put shows the heads at a place, but for those that are hidden.
func (l *loading) put(p place) {
	seen, err := l.b.revealHeads(l.pair, p.addr, p.heads)
	if err != nil {
		l.damage = append(l.damage, Damage{Pair: l.pair, Addr: p.addr, Record: inHead})
	}
	if len(seen) > 0 {
		l.rec.Put(p.addr, seen)
	}
}

// at reads the heads at a place in whatever way is left.
func (l *loading) at(key []byte) (p place, err error) {
	for _, read := range []func(*bolt.Tx, []byte) (place, error){l.b.headsAt, l.b.headsFromLog} {
		err = l.b.view(func(tx *bolt.Tx) (err error) {
			p, err = read(tx, key)
			return err
		})
		if err == nil && len(p.heads) > 0 {
			return p, nil
		}
	}
	return p, err
}

func (l *loading) drafts(tx *bolt.Tx) error {
	return scan(tx, inDraft, l.b.keys().pair(l.pair), func(k, v []byte) error {
		plain, err := l.b.open(inDraft, k, v)
		if err == nil {
			var d draft
			var v forms.Value
			if d, err = decodeDraft(plain); err == nil {
				v, err = l.b.reveal(l.pair, d.addr, forms.Value(d.text))
			}
			if err == nil {
				l.rec.Drafts[d.addr] = string(v)
			}
		}
		if errors.Is(err, errHidden) {
			return nil
		}
		if err != nil {
			l.damage = append(l.damage, Damage{Pair: l.pair, Record: inDraft})
		}
		return nil
	})
}
