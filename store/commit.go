package store

import (
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// act is one deed of a person: what is saved, undone and told to listeners as one.
type act struct {
	pair    forms.PairID
	hand    forms.Voice
	kind    forms.RevKind
	changes []forms.Change
	fresh   bool // the pair is made by it
}

// Commit saves changes that a person made in one go, and returns their revisions.
// All of them are on the disk when it returns nil, or none. A change that says
// what the only head says already is left out. The drafts at the addresses of all
// the changes are done with. Undo passes over lines of the ledger, see forms.Lasting.
// It returns TooLargeError, ErrNoPair, ErrReadOnly,
// ErrFull, ErrGrown, ErrGone, ErrUncertain, ErrClosed; PersonLockedError where an answer
// belongs to a person who is locked.
func (b *Book) Commit(p forms.PairID, hand forms.Voice, cs []forms.Change) ([]forms.Revision, error) {
	a := act{pair: p, hand: hand, changes: lastWord(cs)}
	if err := a.check(); err != nil {
		return nil, err
	}
	b.saving.Lock()
	defer b.saving.Unlock()
	return b.perform(a, func(tx *bolt.Tx, revs []forms.Revision) error {
		if !undoable(revs) {
			return nil
		}
		return b.push(tx, p, undoStack, revs, true)
	})
}

// undoable reports whether an act can be taken back: one that changed something, and
// not only the ledger.
func undoable(revs []forms.Revision) bool {
	return slices.ContainsFunc(revs, func(r forms.Revision) bool { return !forms.Lasting(r.Addr) })
}

// NewPair makes a pair with its first answers and returns its id. It cannot be
// undone.
func (b *Book) NewPair(changes []forms.Change, hand forms.Voice) (forms.PairID, error) {
	a := act{hand: hand, changes: lastWord(changes), fresh: true}
	if err := a.check(); err != nil {
		return "", err
	}
	b.saving.Lock()
	defer b.saving.Unlock()
	p, err := b.freePairID()
	if err != nil {
		return "", err
	}
	a.pair = p
	if _, err := b.perform(a, nil); err != nil {
		return "", err
	}
	return p, nil
}

func (b *Book) freePairID() (forms.PairID, error) {
	var p forms.PairID
	err := b.view(func(tx *bolt.Tx) error {
		bu, err := bucket(tx, inPair)
		if err != nil {
			return err
		}
		for p = forms.NewPairID(); bu.Get(b.keys().pair(p)) != nil; {
			p = forms.NewPairID()
		}
		return nil
	})
	return p, err
}

// lastWord drops all but the last change of each address.
func lastWord(cs []forms.Change) []forms.Change {
	last := make(map[forms.Address]int, len(cs))
	for i, c := range cs {
		last[c.Addr] = i
	}
	out := make([]forms.Change, 0, len(last))
	for i, c := range cs {
		if last[c.Addr] == i {
			out = append(out, c)
		}
	}
	return out
}

func (a act) check() error {
	if !a.hand.IsPerson() {
		return fmt.Errorf("commit: %q is not one of the two persons", a.hand)
	}
	for _, c := range a.changes {
		if len(c.Value) > MaxValue {
			return &TooLargeError{Addr: c.Addr, Size: len(c.Value)}
		}
	}
	return nil
}

// perform saves an act and tells the listeners. also runs in the same transaction;
// it may be nil. The caller holds b.saving.
func (b *Book) perform(a act, also func(*bolt.Tx, []forms.Revision) error) ([]forms.Revision, error) {
	var d *doing
	err := b.save(func(tx *bolt.Tx) ([]written, error) {
		d = &doing{b: b, tx: tx, act: a, state: b.state, whose: map[forms.RevID]forms.Voice{}}
		if err := d.all(); err != nil {
			return nil, err
		}
		if also != nil {
			if err := also(tx, d.revs); err != nil {
				return nil, err
			}
		}
		if len(d.proof) == 0 {
			return nil, errIdle
		}
		return d.proof, nil
	})
	if errors.Is(err, errIdle) {
		return nil, nil
	}
	if errors.Is(err, ErrGone) && d != nil {
		b.state = d.state // it may be in the open file, which SaveCopy writes
	}
	if err != nil {
		return nil, err
	}
	b.state = d.state
	b.listeners.tell(Saved{Pair: a.pair, Revisions: d.revs, whose: d.whose})
	return d.revs, nil
}

// errIdle ends a transaction that would change nothing.
var errIdle = errors.New("nothing changes")

// doing is an act on its way into the book, inside one transaction.
type doing struct {
	b     *Book
	tx    *bolt.Tx
	act   act
	state state
	pair  pairRecord
	revs  []forms.Revision
	names bool // the summary has to be made anew
	proof []written
	whose map[forms.RevID]forms.Voice // the private ones of revs
	shown bool                        // something was written that everybody may see
}

func (d *doing) all() error {
	if err := d.findPair(); err != nil {
		return err
	}
	now := d.b.now()
	for _, c := range d.act.changes {
		key := d.b.keys().place(d.act.pair, c.Addr)
		if err := d.dropDraft(key); err != nil {
			return err
		}
		if err := d.change(key, c, func(s forms.Stamp) forms.Stamp { return s.Next(now) }); err != nil {
			return err
		}
	}
	if len(d.revs) == 0 && !d.act.fresh {
		return nil
	}
	return d.finish(uint64(max(now.UnixMilli(), 0)))
}

func (d *doing) findPair() error {
	if d.act.fresh {
		d.pair.sum.ID, d.names = d.act.pair, true
		return nil
	}
	r, sound, err := d.b.pairAt(d.tx, d.act.pair)
	d.pair, d.names = r, !sound
	return err
}

func (d *doing) dropDraft(key []byte) error {
	bu, err := bucket(d.tx, inDraft)
	if err != nil || bu.Get(key) == nil {
		return err
	}
	if err := d.b.mayReplace(d.tx, d.act.pair, key); err != nil {
		return err
	}
	d.proof = append(d.proof, written{in: inDraft, key: key})
	return bu.Delete(key)
}

func (d *doing) change(key []byte, c forms.Change, next func(forms.Stamp) forms.Stamp) error {
	old, err := d.b.headsAt(d.tx, key)
	damaged := errors.Is(err, ErrDamaged)
	if err != nil && !damaged {
		return err
	}
	stored, whose, err := d.b.conceal(d.tx, d.act.pair, c.Addr, c.Value)
	if err != nil {
		return err
	}
	shown, err := d.b.revealAll(d.act.pair, c.Addr, old.heads)
	if errors.Is(err, ErrPersonLocked) {
		return err
	}
	damaged = damaged || err != nil
	opens := whose == "" && isSealed(old.heads) // what was one person's is shared from now on
	if !damaged && !opens && says(shown, c.Value) {
		return nil
	}
	r := d.next(c, next)
	for _, h := range old.heads {
		r.Parents = append(r.Parents, h.ID)
	}
	if damaged {
		r.Parents = append(r.Parents, d.b.ownAt(d.tx, key, d.state.device, r.Parents)...)
	}
	if len(old.heads) == 0 && !damaged {
		d.pair.heads++
	}
	if whose != "" {
		d.whose[r.ID] = whose
	}
	return d.write(key, r, stored)
}

// next returns the next revision of this device.
func (d *doing) next(c forms.Change, next func(forms.Stamp) forms.Stamp) revision {
	d.state.seq++
	d.state.stamp = next(d.state.stamp)
	r := revision{pair: d.act.pair, Revision: forms.Revision{
		ID: forms.RevID{Device: d.state.device, Seq: d.state.seq}, Kind: d.act.kind,
		Author: d.act.hand, Time: d.state.stamp, Addr: c.Addr, Value: c.Value,
	}}
	r.Act = r.ID.Seq
	if len(d.revs) > 0 {
		r.Act = d.revs[0].Act
	}
	return r
}

// says reports whether the only head, or there being none, says v already.
func says(heads []forms.Head, v forms.Value) bool {
	switch len(heads) {
	case 0:
		return v == ""
	case 1:
		return heads[0].Value == v
	}
	return false
}

// write puts a revision into the book, with its value as it is to be stored.
func (d *doing) write(key []byte, r revision, stored forms.Value) error {
	told := r.Revision
	r.Value = stored
	d.shown = d.shown || sealedFor(stored) == ""
	revKey := d.b.keys().rev(r.ID)
	plain := r.encode()
	if err := d.b.put(d.tx, inRev, revKey, plain); err != nil {
		return err
	}
	p := place{addr: r.Addr, heads: []forms.Head{r.head()}}
	if err := d.b.put(d.tx, inHead, key, p.encode()); err != nil {
		return err
	}
	bu, err := bucket(d.tx, inHist)
	if err != nil {
		return err
	}
	if err := bu.Put(histKey(key, revKey), nil); err != nil {
		return fmt.Errorf("write into %s: %w", inHist, err)
	}
	d.proof = append(d.proof, written{in: inRev, key: revKey, plain: plain})
	d.revs = append(d.revs, told)
	d.state.revs++
	d.pair.revs++
	d.names = d.names || r.Addr.Sheet.Form == forms.PairForm
	return nil
}

// finish brings the records of the pair and of the book up to date.
func (d *doing) finish(saved uint64) error {
	if d.shown || d.act.fresh { // when somebody wrote for themselves is theirs, too
		d.pair.sum.LastChange = d.state.stamp
	}
	if d.names {
		if err := d.b.summarise(d.tx, &d.pair); err != nil {
			return err
		}
	}
	key := d.b.keys().pair(d.act.pair)
	plain := d.pair.encode()
	if err := d.b.put(d.tx, inPair, key, plain); err != nil {
		return err
	}
	d.proof = append(d.proof, written{in: inPair, key: key, plain: plain})
	d.state.saved = saved
	return d.b.put(d.tx, inSys, []byte(stateName), d.state.encode())
}

// ownAt returns this device's revisions at a place that are not among known, to
// replace those that do not open.
func (b *Book) ownAt(tx *bolt.Tx, key []byte, device string, known []forms.RevID) []forms.RevID {
	var ids []forms.RevID
	own := string(b.keys().device(device))
	_ = scan(tx, inHist, key, func(k, _ []byte) error { // what cannot be read cannot be named as replaced
		id := forms.RevID{Device: device, Seq: lastNumber(k)}
		if len(k) == placeBytes+revBytes && string(k[placeBytes:placeBytes+deviceBytes]) == own && !contains(known, id) {
			ids = append(ids, id)
		}
		return nil
	})
	return ids
}

func contains(ids []forms.RevID, id forms.RevID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}
