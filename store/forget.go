package store

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

// Forgetting says what of a pair is to be forgotten for good.
type Forgetting struct {
	// Match picks the places; nil takes the pair as a whole. It must not call the book.
	Match func(forms.Address) bool
	// Earlier forgets only what was replaced at these places: the answers of now stay.
	Earlier bool
	// Wholly picks, with Earlier, places that go altogether. nil picks none.
	Wholly func(forms.Address) bool
	// Keys also forgets the keys of a person: what only they could open is lost, and
	// there is no passphrase any more. "" for nobody's.
	Keys forms.Voice
	// Settings are forgotten with the rest, by their names.
	Settings []string
}

// Forgotten says what was forgotten.
type Forgotten struct {
	Revisions int // of all answers, also those replaced
	Answers   int // places that had an answer and have none now
	Drafts    int
	Backups   int   // that still had it, replaced by one new one
	Left      error // why backups that still have it are still there; nil where none are
}

// Forget takes a part of a pair out of the book. The book is sealed anew without it, in a
// new file with a fresh key that takes the place of the old one, as SetPassphrase does;
// before that the new file is searched, byte by byte, for what was to go. What others have
// copied, and what a disk keeps of files it has deleted, is out of reach. Deeds that
// touched these places cannot be undone any more. It returns ErrNoPair, and what
// SetPassphrase returns.
func (b *Book) Forget(p forms.PairID, what Forgetting) (Forgotten, error) {
	b.saving.Lock()
	defer b.saving.Unlock()
	f := &forgetting{b: b, pair: p, what: what, gone: map[string]bool{}, kept: map[forms.RevID]bool{}, old: b.box}
	f.s = secret{b.secret.keys.Renewed(), b.secret.lock}
	w := &rewriting{b: b, secret: f.s, turn: f.turn, skip: f.skip, look: f.look}
	err := b.view(func(tx *bolt.Tx) (err error) {
		if err = f.gather(tx); err == nil {
			w.unlock, err = sameUnlocking(tx, f.s, b.head.ID)
		}
		return err
	})
	if err != nil {
		return Forgotten{}, fmt.Errorf("forget: %w", err)
	}
	if b.lock != nil {
		if err := b.lock.expectFewer(); err != nil {
			return Forgotten{}, fmt.Errorf("forget: %w", classify(err))
		}
	}
	if f.done.Revisions > 0 { // numbers are missing from now on: nobody must look for them
		f.device = newDevice()
		w.device = f.device
	}
	done, err := w.run()
	if w.placed && what.Keys != "" {
		b.lockOut(person{p, what.Keys})
	}
	f.done.Backups, f.done.Left = done.Backups, done.Left
	return f.done, err
}

// forgetting is what is taken out of a book on the way into a new file.
type forgetting struct {
	b      *Book
	pair   forms.PairID
	what   Forgetting
	s      secret
	old    *seal.Box
	gone   map[string]bool      // bucket and key of the records that go
	kept   map[forms.RevID]bool // heads that stay although their place matches
	traces []([]byte)           // ends of the sealed records that go
	record []byte               // what becomes of the pair's own record; nil where it goes
	device string               // who the book is from then on
	done   Forgotten
}

func (f *forgetting) matches(a forms.Address) bool { return f.what.Match == nil || f.what.Match(a) }

// stays reports whether what stands at a place that matches stays.
func (f *forgetting) stays(a forms.Address) bool {
	return f.what.Earlier && (f.what.Wholly == nil || !f.what.Wholly(a))
}

func (f *forgetting) drop(in string, key, sealed []byte) {
	f.gone[in+"/"+string(key)] = true
	if n := len(sealed); n >= traceBytes {
		f.traces = append(f.traces, bytes.Clone(sealed[n-traceBytes:]))
	}
}

func (f *forgetting) skip(in string, key []byte) bool { return f.gone[in+"/"+string(key)] }

// gather finds all records that go.
func (f *forgetting) gather(tx *bolt.Tx) error {
	r, _, err := f.b.pairAt(tx, f.pair)
	if err != nil {
		return err
	}
	for _, pass := range []func(*bolt.Tx) error{f.heads, f.revisions, f.drafts, f.undo, f.rest} {
		if err := pass(tx); err != nil {
			return err
		}
	}
	if f.what.Match == nil {
		return nil
	}
	r.heads -= uint64(f.done.Answers)
	r.revs -= uint64(f.done.Revisions)
	f.summarise(tx, &r)
	f.record = r.encode()
	return nil
}

// each opens every record of the pair in a bucket.
func (f *forgetting) each(tx *bolt.Tx, in string, read func(key, sealed, plain []byte) error) error {
	return scan(tx, in, f.b.keys().pair(f.pair), func(k, v []byte) error {
		plain, err := f.b.open(in, k, v)
		if err != nil {
			return err
		}
		return read(k, v, plain)
	})
}

func (f *forgetting) heads(tx *bolt.Tx) error {
	return f.each(tx, inHead, func(k, sealed, plain []byte) error {
		p, err := decodePlace(plain)
		if err != nil || !f.matches(p.addr) {
			return err
		}
		if f.stays(p.addr) {
			for _, h := range p.heads {
				f.kept[h.ID] = true
			}
			return nil
		}
		f.done.Answers++
		f.drop(inHead, k, sealed)
		return nil
	})
}

func (f *forgetting) revisions(tx *bolt.Tx) error {
	return scan(tx, inRev, nil, func(k, sealed []byte) error {
		plain, err := f.b.open(inRev, k, sealed)
		if err != nil {
			return err
		}
		r, err := decodeRevision(plain)
		if err != nil || r.pair != f.pair || f.kept[r.ID] || !f.matches(r.Addr) {
			return err
		}
		f.done.Revisions++
		f.drop(inRev, k, sealed)
		f.drop(inHist, histKey(f.b.keys().place(f.pair, r.Addr), k), nil)
		return nil
	})
}

func (f *forgetting) drafts(tx *bolt.Tx) error {
	return f.each(tx, inDraft, func(k, sealed, plain []byte) error {
		d, err := decodeDraft(plain)
		if err != nil || !f.matches(d.addr) || f.stays(d.addr) {
			return err
		}
		f.done.Drafts++
		f.drop(inDraft, k, sealed)
		return nil
	})
}

// undo finds the deeds that cannot be taken back any more.
func (f *forgetting) undo(tx *bolt.Tx) error {
	return f.each(tx, inUndo, func(k, sealed, plain []byte) error {
		d, err := decodeDeed(plain)
		if err != nil {
			return err
		}
		for i := range d.n {
			r, err := f.b.revisionAt(tx, f.b.keys().rev(forms.RevID{Device: d.first.Device, Seq: d.first.Seq + i}))
			if err != nil {
				return err
			}
			if f.matches(r.Addr) {
				f.drop(inUndo, k, sealed)
				break
			}
		}
		return nil
	})
}

// rest finds the records of the pair itself, of its people and of its settings.
func (f *forgetting) rest(tx *bolt.Tx) error {
	keys := f.b.keys()
	for _, name := range f.what.Settings {
		k := keys.setting(name)
		f.drop(inSetting, k, tx.Bucket([]byte(inSetting)).Get(k))
	}
	if f.what.Match == nil {
		k := keys.pair(f.pair)
		f.drop(inPair, k, tx.Bucket([]byte(inPair)).Get(k))
	}
	if tx.Bucket([]byte(inPeople)) == nil { // a book of schema 1
		return nil
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		for _, k := range keys.person(person{f.pair, v}) {
			if f.what.Match == nil || f.what.Keys == v {
				f.drop(inPeople, k, tx.Bucket([]byte(inPeople)).Get(k))
			}
		}
	}
	return nil
}

// summarise brings the summary of the pair up to what is left.
func (f *forgetting) summarise(tx *bolt.Tx, r *pairRecord) {
	id, last := r.sum.ID, r.sum.LastChange
	r.sum = forms.Summarise(func(field string) forms.Value {
		a, ok := forms.SummaryAddress(field)
		if !ok || !f.what.Earlier && f.matches(a) {
			return ""
		}
		p, err := f.b.headsAt(tx, f.b.keys().place(id, a))
		if err != nil {
			return ""
		}
		v, err := f.b.reveal(id, a, latest(p.heads).Value)
		if err != nil {
			return "" // what is private is in no summary
		}
		return v
	})
	r.sum.ID, r.sum.LastChange = id, last
}

// turn changes the records that count what there is.
func (f *forgetting) turn(in string, key, plain []byte) ([]byte, error) {
	switch {
	case in == inPair && bytes.Equal(key, f.b.keys().pair(f.pair)):
		return f.record, nil
	case in != inSys:
		return plain, nil
	}
	st, err := decodeState(plain)
	if err != nil {
		return nil, err
	}
	st.revs -= uint64(f.done.Revisions)
	if f.device != "" {
		st.device, st.seq = f.device, 0
	}
	return st.encode(), nil
}

// look searches the new file for what was to go: as it lay in the old one, and for
// anything that the old key would open.
func (f *forgetting) look(file string) error {
	traces := slices.Clone(f.traces)
	if key := f.b.secret.keys.Content.Reveal(); len(key) >= traceBytes {
		traces = append(traces, key, []byte(base64.StdEncoding.EncodeToString(key)))
	}
	if found, err := holdsAny(file, traces); err != nil || found {
		return traceError(found, err)
	}
	o := f.b.opts
	o.ReadOnly, o.hooks, o.secret = true, hooks{}, f.s
	c, err := Open(file, o)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // it was only read
	return c.view(func(tx *bolt.Tx) error {
		for _, in := range recordBuckets() {
			err := scan(tx, in, nil, func(k, v []byte) error {
				_, err := f.old.Open(seal.Place{Bucket: in, Key: k}, v)
				return traceError(err == nil && in != inHist, nil)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// traceError says that something that was to be forgotten is still in the new file;
// the book is as it was then.
func traceError(found bool, err error) error {
	if err == nil && found {
		err = &DamagedError{What: "something that was to be forgotten is still in the new file"}
	}
	return err
}
