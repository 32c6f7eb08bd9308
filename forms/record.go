package forms

import (
	"cmp"
	"crypto/rand"
	"errors"
	"slices"
	"sort"
	"strings"
)

// State is how far a sheet has come. A sheet that nobody touched has StateNone.
type State string

// The states of a sheet. A closed meeting and a sealed evaluation are read-only
// until opened again; Together marks evaluations done at once, without sealing.
const (
	StateNone     State = ""
	StateOpen     State = "open"
	StateClosed   State = "closed"
	StateSealed   State = "sealed"
	StateTogether State = "together"
)

// Record is all that one pair has answered: the heads of every address, and what
// is typed but not yet a revision. It is a copy in memory; the store fills it and
// Apply keeps it up to date. Not safe for use by several goroutines.
type Record struct {
	Pair   PairID
	Drafts map[Address]string // the text as typed, not a canonical value

	heads map[Address][]Head
	rows  map[Address]map[RowID]string // table -> row -> order key of the rows that are there
	wait  map[Address][]Value          // values on their way to the book, oldest first
	gone  map[Address][]RevID          // replaced before they arrived here
	turn  uint64

	damaged map[Address]bool // what cannot be read
}

// NewRecord returns an empty record.
func NewRecord(id PairID) *Record { return NewRecordFor(id, 0) }

// NewRecordFor returns an empty record with room for so many answers.
func NewRecordFor(id PairID, answers int) *Record {
	return &Record{
		Pair:   id,
		Drafts: map[Address]string{},
		heads:  make(map[Address][]Head, answers),
		rows:   map[Address]map[RowID]string{},
		wait:   map[Address][]Value{},
		gone:   map[Address][]RevID{},
	}
}

// Expect shows a change before the store has confirmed it: a head with no
// revision id, which the confirmed revision replaces. What the store never
// confirms stays on screen, so that no text is lost. A change that says what is
// there already is not waited for: the store makes no revision of it.
func (r *Record) Expect(c Change, hand Voice, at Stamp) {
	if r.says(c) {
		return
	}
	keep := r.confirmed(c.Addr, nil)
	r.wait[c.Addr] = append(r.wait[c.Addr], c.Value)
	keep = append(keep, Head{Author: hand, Time: max(at, lastTime(keep)+1), Value: c.Value})
	r.Put(c.Addr, keep)
}

// says reports whether the only answer at an address, or the one on its way, is
// that of the change already.
func (r *Record) says(c Change) bool {
	several := len(r.heads[c.Addr]) > 1 && len(r.wait[c.Addr]) == 0
	return !several && r.Value(c.Addr) == c.Value
}

func lastTime(hs []Head) Stamp {
	if len(hs) == 0 {
		return 0
	}
	return hs[len(hs)-1].Time
}

// confirmed returns the heads of an address that have a revision id and are not
// among the given ones.
func (r *Record) confirmed(a Address, parents []RevID) []Head {
	keep := make([]Head, 0, 1)
	for _, h := range r.heads[a] {
		if h.ID.Seq != 0 && !slices.Contains(parents, h.ID) {
			keep = append(keep, h)
		}
	}
	return keep
}

// Version rises with every change of the record, so that what was computed from
// it can be kept until then.
func (r *Record) Version() uint64 { return r.turn }

// Follow takes the place of a record that was read before, so that Version goes on rising.
func (r *Record) Follow(old *Record) { r.turn += old.turn + 1 }

// Put sets the heads of an address, oldest first, as the store read them.
func (r *Record) Put(a Address, hs []Head) {
	r.turn++
	if len(hs) > 1 {
		sort.Slice(hs, func(i, j int) bool { return hs[i].before(hs[j]) })
	}
	r.heads[a] = hs
	delete(r.damaged, a)
	if a.Part != PartOrder || a.Row == "" {
		return
	}
	table := a.InRow("").At("")
	if v := r.Value(a); v != "" {
		if r.rows[table] == nil {
			r.rows[table] = map[RowID]string{}
		}
		r.rows[table][a.Row] = string(v)
		return
	}
	delete(r.rows[table], a.Row)
}

// Heads returns the revisions of an address that nobody has replaced, oldest
// first. The caller must not change them.
func (r *Record) Heads(a Address) []Head { return r.heads[a] }

// Addresses calls f for every address that was ever answered, in no order.
func (r *Record) Addresses(f func(Address)) {
	for a := range r.heads {
		f(a)
	}
}

// Value returns the answer at an address, "" where there is none. Where two
// copies disagree it returns the later one; Conflict tells.
func (r *Record) Value(a Address) Value {
	hs := r.heads[a]
	if len(hs) == 0 {
		return ""
	}
	return hs[len(hs)-1].Value
}

// Conflict reports whether two copies of the book answered differently without
// having seen each other. An answer on its way to the book settles it.
func (r *Record) Conflict(a Address) bool {
	hs := r.heads[a]
	if len(hs) < 2 || hs[len(hs)-1].ID.Seq == 0 {
		return false
	}
	for _, h := range hs[1:] {
		if h.Value != hs[0].Value {
			return true
		}
	}
	return false
}

// Last returns the newest head of an address: who wrote the answer, and when.
func (r *Record) Last(a Address) (Head, bool) {
	hs := r.heads[a]
	if len(hs) == 0 {
		return Head{}, false
	}
	return hs[len(hs)-1], true
}

// State returns how far a sheet has come.
func (r *Record) State(s SheetID) State {
	return State(r.Value(StateAddress(s)))
}

// StateAddress is where the state of a sheet is kept.
func StateAddress(s SheetID) Address {
	return Address{Sheet: s, Field: FieldState, Voice: Agreed}
}

// ErrSealed says that a deed closed a meeting, sealed a copy or signed with a proof of
// wording. Undo does not take that back; reopening, or clearing the signature, is a deed
// of its own.
var ErrSealed = errors.New("what is sealed, closed or signed is not undone")

// SealsCopy reports whether giving a its value seals a copy. A seal that was taken off
// comes back by sealing alone, not by undo.
func SealsCopy(a Address, v Value) bool {
	return a == StateAddress(a.Sheet) && State(v) == StateSealed
}

// Seals reports whether giving a its value closes a meeting, seals a copy, or is the
// proof of a signature, which others may follow.
func Seals(a Address, v Value) bool {
	if strings.HasPrefix(a.Part, PartProof+".") {
		return v != ""
	}
	return a == StateAddress(a.Sheet) && (State(v) == StateSealed || State(v) == StateClosed)
}

// Apply brings the record up to a committed revision: it replaces the heads the
// revision's author saw, and the draft at its address is done with. Revisions may
// arrive in any order, and more than once.
func (r *Record) Apply(rev Revision) {
	a := rev.Addr
	shown, _ := r.Last(a)
	waiting := r.stillWaiting(rev)
	keep := r.confirmed(a, append(slices.Clone(rev.Parents), rev.ID))
	r.replace(rev)
	if !slices.Contains(r.gone[a], rev.ID) {
		keep = append(keep, Head{ID: rev.ID, Author: rev.Author, Time: rev.Time, Value: rev.Value})
	}
	if waiting && shown.ID.Seq == 0 {
		shown.Time = max(shown.Time, lastTime(keep)+1, rev.Time+1) // what was typed last is shown, whatever the clocks say
		keep = append(keep, shown)
	}
	r.Put(a, keep)
	delete(r.Drafts, a)
}

// stillWaiting takes a revision off the changes on their way, and reports whether
// there are others: those go on being shown. Changes are saved in order, so what
// was expected before this one is done with, too.
func (r *Record) stillWaiting(rev Revision) bool {
	queue := r.wait[rev.Addr]
	if i := slices.Index(queue, rev.Value); i >= 0 {
		queue = queue[i+1:]
	}
	if len(queue) == 0 {
		delete(r.wait, rev.Addr)
		return false
	}
	r.wait[rev.Addr] = queue
	return true
}

// replace remembers which of a revision's parents are not among the heads: they
// may still be on their way, and must not come back as answers then.
func (r *Record) replace(rev Revision) {
	for _, id := range rev.Parents {
		there := slices.ContainsFunc(r.heads[rev.Addr], func(h Head) bool { return h.ID == id })
		if !there && !slices.Contains(r.gone[rev.Addr], id) {
			r.gone[rev.Addr] = append(r.gone[rev.Addr], id)
		}
	}
}

func (h Head) before(o Head) bool {
	if h.Time != o.Time {
		return h.Time < o.Time
	}
	if h.ID.Device != o.ID.Device {
		return h.ID.Device < o.ID.Device
	}
	return h.ID.Seq < o.ID.Seq
}

// Row is one row of a table: its id, and where it stands.
type Row struct {
	ID    RowID
	Order string
}

// Rows returns the rows of a table that have not been removed, in their order.
// table is the address of the rows field or register, without row and part.
func (r *Record) Rows(table Address) []Row {
	rows := make([]Row, 0, len(r.rows[table]))
	for id, order := range r.rows[table] {
		rows = append(rows, Row{ID: id, Order: order})
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(strings.Compare(a.Order, b.Order), strings.Compare(string(a.ID), string(b.ID)))
	})
	return rows
}

// RowAlphabet holds the characters of row and pair ids: no letter that is easily
// taken for another.
const RowAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// NewRowID returns a fresh random row id of 128 bits.
func NewRowID() RowID { return RowID(randomText(26)) }

// NewPairID returns a fresh random pair id; the store makes sure that it is not
// taken.
func NewPairID() PairID { return PairID(randomText(6)) }

func randomText(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	for i := range b {
		b[i] = RowAlphabet[b[i]%32]
	}
	return string(b)
}

// OrderBetween returns an order key that sorts strictly between two others, the
// first of which must be the smaller; "" stands for the very beginning or the
// very end. Keys are digits and letters, never end in '0', and stay short: one
// character for 35 rows added at the end, one for about five put at one place.
func OrderBetween(before, after string) string {
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	atEnd := after == ""
	var key strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, len(digits)
		if i < len(before) {
			lo = max(strings.IndexByte(digits, before[i]), 0) // a damaged key must not stop the pair
		}
		if after != "" && i < len(after) {
			hi = max(strings.IndexByte(digits, after[i]), 0)
		}
		if hi-lo > 1 {
			mid := (lo + hi) / 2
			if atEnd {
				mid = lo + 1 // leave room for many more
			}
			key.WriteByte(digits[mid])
			return key.String()
		}
		key.WriteByte(digits[lo])
		if hi > lo {
			after = "" // the prefix is already smaller: no upper bound any more
		}
	}
}
