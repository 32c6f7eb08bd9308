// Package tuitest holds what stories about screens need: a book in memory, and
// an app on top of it. It is for tests alone.
package tuitest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"pairbook/forms"
	"pairbook/tui"
)

// Op names what a Book is asked to do, so that a test can make it fail or slow.
type Op string

// What a Book can be asked for.
const (
	OpPairs   Op = "pairs"
	OpNewPair Op = "new pair"
	OpLoad    Op = "load"
	OpCommit  Op = "commit"
	OpDraft   Op = "draft"
	OpUndo    Op = "undo"
	OpRedo    Op = "redo"
	OpHistory Op = "history"
	OpSetting Op = "setting"
	OpKept    Op = "kept"
	OpRetry   Op = "retry"
)

// ErrNoPair is what a Book says of a pair that it does not hold.
var ErrNoPair = errors.New("no such pair")

// Device is the device that all revisions of a Book carry.
const Device = "test"

var _ tui.Book = (*Book)(nil)

// Book is a book in memory that keeps revisions as the store does: what is said
// already makes no revision, undo and redo are revisions of their own, and a new
// edit ends what could be redone. It is safe for use by several goroutines.
type Book struct {
	now func() time.Time

	mu       sync.Mutex
	seq      uint64
	stamp    forms.Stamp
	pairs    map[forms.PairID]*shelf
	settings map[string]string
	fails    map[Op]error
	slow     map[Op]time.Duration
	calls    map[Op]int
	vault
}

// shelf is what a book holds of one pair.
type shelf struct {
	revs       []forms.Revision               // oldest first
	heads      map[forms.Address][]forms.Head // several where two copies of the book differ, oldest first
	drafts     map[forms.Address]string
	undo, redo [][]forms.Revision
	last       forms.Stamp
	private    map[forms.RevID]forms.Voice   // revisions that are behind a person's passphrase
	privDraft  map[forms.Address]forms.Voice // and drafts
	damaged    []forms.Address               // answers that cannot be read
}

// NewBook returns an empty book whose revisions are made at the times that now
// returns; nil stands for time.Now.
func NewBook(now func() time.Time) *Book {
	if now == nil {
		now = time.Now
	}
	return &Book{
		now: now, pairs: map[forms.PairID]*shelf{}, settings: map[string]string{},
		fails: map[Op]error{}, slow: map[Op]time.Duration{}, calls: map[Op]int{},
	}
}

// Fail makes every later call of an operation return err and change nothing,
// until it is told nil. History also returns the revisions it has, as a damaged
// book does.
func (b *Book) Fail(op Op, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fails[op] = err
}

// Slow makes every later call of an operation take d.
func (b *Book) Slow(op Op, d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slow[op] = d
}

// Calls returns how often an operation was asked for, failed calls included.
func (b *Book) Calls(op Op) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.calls[op]
}

// Value returns the answer that is saved at an address, "" where there is none.
func (b *Book) Value(id forms.PairID, a forms.Address) forms.Value {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.pairs[id]; s != nil {
		return s.value(a)
	}
	return ""
}

// value is the answer at an address: of several, the latest.
func (s *shelf) value(a forms.Address) forms.Value {
	if hs := s.heads[a]; len(hs) > 0 {
		return hs[len(hs)-1].Value
	}
	return ""
}

// Drafts returns a copy of the drafts that are kept for a pair.
func (b *Book) Drafts(id forms.PairID) map[forms.Address]string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.pairs[id]; s != nil {
		return maps.Clone(s.drafts)
	}
	return nil
}

// Setting returns what SetSetting kept, "" where nothing was.
func (b *Book) Setting(key string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.settings[key]
}

// begin waits as long as the operation is told to take, and locks the book. The
// caller unlocks it, also where there is an error.
func (b *Book) begin(op Op) error {
	b.mu.Lock()
	if d := b.slow[op]; d > 0 {
		b.mu.Unlock()
		<-time.After(d)
		b.mu.Lock()
	}
	b.calls[op]++
	return b.fails[op]
}

// at is begin for an operation on one pair.
func (b *Book) at(op Op, id forms.PairID) (*shelf, error) {
	if err := b.begin(op); err != nil {
		return b.pairs[id], err
	}
	if s := b.pairs[id]; s != nil {
		return s, nil
	}
	return nil, fmt.Errorf("%w: %s", ErrNoPair, id)
}

// Pairs lists the pairs, the last changed first.
func (b *Book) Pairs() ([]forms.PairSummary, error) {
	defer b.mu.Unlock()
	if err := b.begin(OpPairs); err != nil {
		return nil, err
	}
	var all []forms.PairSummary
	for id, s := range b.pairs {
		sum := forms.Summarise(func(field string) forms.Value {
			a, _ := forms.SummaryAddress(field)
			return s.value(a)
		})
		sum.ID, sum.LastChange = id, s.last
		all = append(all, sum)
	}
	slices.SortFunc(all, func(x, y forms.PairSummary) int {
		switch {
		case x.LastChange > y.LastChange:
			return -1
		case x.LastChange < y.LastChange:
			return 1
		}
		return 0
	})
	return all, nil
}

// NewPair begins a pair with its first answers. Ids are "pair01", "pair02", …
func (b *Book) NewPair(cs []forms.Change, hand forms.Voice) (forms.PairID, error) {
	defer b.mu.Unlock()
	if err := b.begin(OpNewPair); err != nil {
		return "", err
	}
	id := forms.PairID(fmt.Sprintf("pair%02d", len(b.pairs)+1))
	s := &shelf{
		heads: map[forms.Address][]forms.Head{}, drafts: map[forms.Address]string{},
		private: map[forms.RevID]forms.Voice{}, privDraft: map[forms.Address]forms.Voice{},
	}
	b.pairs[id] = s
	b.write(s, forms.Edit, hand, cs)
	return id, nil
}

// Load returns a copy of what a pair answered and typed.
func (b *Book) Load(id forms.PairID) (*forms.Record, int, error) {
	defer b.mu.Unlock()
	s, err := b.at(OpLoad, id)
	if err != nil {
		return nil, 0, err
	}
	rec := b.record(id, s, b.hides)
	for _, a := range s.damaged {
		rec.MarkDamaged(a)
	}
	return rec, len(s.damaged), nil
}

// Damage makes the answer at an address one that cannot be read.
func (b *Book) Damage(id forms.PairID, a forms.Address) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.pairs[id]; s != nil {
		delete(s.heads, a)
		s.damaged = append(s.damaged, a)
	}
}

// record copies what a pair said and typed, without what hides says.
func (b *Book) record(id forms.PairID, s *shelf, hides func(forms.PairID, forms.Voice) bool) *forms.Record {
	rec := forms.NewRecord(id)
	for a, hs := range s.heads {
		seen := slices.DeleteFunc(slices.Clone(hs), func(h forms.Head) bool { return hides(id, s.private[h.ID]) })
		if len(seen) > 0 {
			rec.Put(a, seen)
		}
	}
	for a, text := range s.drafts {
		if !hides(id, s.privDraft[a]) {
			rec.Drafts[a] = text
		}
	}
	return rec
}

// Commit keeps changes as one deed.
func (b *Book) Commit(id forms.PairID, hand forms.Voice, cs []forms.Change) ([]forms.Revision, error) {
	defer b.mu.Unlock()
	s, err := b.at(OpCommit, id)
	if err != nil {
		return nil, err
	}
	for _, c := range cs {
		if v := b.owner(id, s, c.Addr); b.hides(id, v) {
			return nil, ErrPersonLocked
		}
	}
	revs := b.write(s, forms.Edit, hand, cs)
	if slices.ContainsFunc(revs, func(r forms.Revision) bool { return !forms.Lasting(r.Addr) }) {
		s.undo, s.redo = append(s.undo, revs), nil
	}
	return revs, nil
}

// Draft keeps typed text; "" forgets it.
func (b *Book) Draft(id forms.PairID, ds map[forms.Address]string) error {
	defer b.mu.Unlock()
	s, err := b.at(OpDraft, id)
	if err != nil {
		return err
	}
	for a, text := range ds {
		v := b.owner(id, s, a)
		if b.hides(id, v) {
			return ErrPersonLocked
		}
		s.drafts[a] = text
		s.privDraft[a] = v
		if text == "" {
			delete(s.drafts, a)
		}
	}
	return nil
}

// Undo takes back the last deed; nil where there is none.
func (b *Book) Undo(id forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
	defer b.mu.Unlock()
	s, err := b.at(OpUndo, id)
	if err != nil {
		return nil, err
	}
	return b.reverse(s, forms.Undo, hand, &s.undo, &s.redo), nil
}

// Redo repeats what Undo took back; nil where there is nothing.
func (b *Book) Redo(id forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
	defer b.mu.Unlock()
	s, err := b.at(OpRedo, id)
	if err != nil {
		return nil, err
	}
	return b.reverse(s, forms.Redo, hand, &s.redo, &s.undo), nil
}

// History lists the revisions of matching addresses, oldest first; a nil match
// takes all.
func (b *Book) History(id forms.PairID, match func(forms.Address) bool) ([]forms.Revision, error) {
	defer b.mu.Unlock()
	s, err := b.at(OpHistory, id)
	if s == nil {
		return nil, err
	}
	var revs []forms.Revision
	for _, r := range s.revs {
		if !b.hides(id, s.private[r.ID]) && (match == nil || match(r.Addr)) {
			revs = append(revs, r)
		}
	}
	return revs, err
}

// SetSetting keeps a small preference; "" removes it.
func (b *Book) SetSetting(key, value string) error {
	defer b.mu.Unlock()
	if err := b.begin(OpSetting); err != nil {
		return err
	}
	b.settings[key] = value
	if value == "" {
		delete(b.settings, key)
	}
	return nil
}

// Kept returns what SetSetting kept.
func (b *Book) Kept(key string) (string, error) {
	defer b.mu.Unlock()
	err := b.begin(OpKept)
	return b.settings[key], err
}

// Retry mends the book: commits and drafts that were made to fail work again.
func (b *Book) Retry() (string, error) {
	defer b.mu.Unlock()
	if err := b.begin(OpRetry); err != nil {
		return "", err
	}
	delete(b.fails, OpCommit)
	delete(b.fails, OpDraft)
	return "test.pairbook", nil
}

// write makes revisions of the changes that say something new, the last word on
// each address; the drafts at all of them are done with.
func (b *Book) write(s *shelf, kind forms.RevKind, hand forms.Voice, cs []forms.Change) []forms.Revision {
	last := map[forms.Address]int{}
	for i, c := range cs {
		last[c.Addr] = i
		delete(s.drafts, c.Addr)
	}
	act := b.seq + 1
	var revs []forms.Revision
	for i, c := range cs {
		old := s.heads[c.Addr]
		mine := b.ownerIn(s, c.Addr)
		opens := mine == "" && len(old) == 1 && s.private[old[0].ID] != ""
		if last[c.Addr] != i || c.Value == s.value(c.Addr) && len(old) < 2 && !opens {
			continue
		}
		b.seq++
		b.stamp = b.stamp.Next(b.now())
		r := forms.Revision{
			ID: forms.RevID{Device: Device, Seq: b.seq}, Act: act, Kind: kind,
			Author: hand, Time: b.stamp, Addr: c.Addr, Value: c.Value,
		}
		for _, h := range old {
			r.Parents = append(r.Parents, h.ID)
		}
		s.heads[c.Addr] = []forms.Head{{ID: r.ID, Author: hand, Time: r.Time, Value: c.Value}}
		s.last = r.Time
		if mine != "" {
			s.private[r.ID] = mine
		}
		revs = append(revs, r)
	}
	s.revs = append(s.revs, revs...)
	return revs
}
