package forms

import (
	"crypto/rand"
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
	wait  map[Address]int              // changes on their way to the book
	turn  uint64
}

// NewRecord returns an empty record.
func NewRecord(id PairID) *Record {
	return &Record{
		Pair:   id,
		Drafts: map[Address]string{},
		heads:  map[Address][]Head{},
		rows:   map[Address]map[RowID]string{},
		wait:   map[Address]int{},
	}
}

// Expect shows a change before the store has confirmed it: a head with no
// revision id, which the confirmed revision replaces. What the store never
// confirms stays on screen, so that no text is lost.
func (r *Record) Expect(c Change, hand Voice, at Stamp) {
	keep := r.confirmed(c.Addr, nil)
	r.wait[c.Addr]++
	keep = append(keep, Head{Author: hand, Time: max(at, lastTime(keep)+1), Value: c.Value})
	r.Put(c.Addr, keep)
}

func lastTime(hs []Head) Stamp {
	if len(hs) == 0 {
		return 0
	}
	return hs[len(hs)-1].Time
}

// confirmed returns the heads of an address that have a revision id and are not
// among the given parents.
func (r *Record) confirmed(a Address, parents []RevID) []Head {
	keep := make([]Head, 0, 1)
	for _, h := range r.heads[a] {
		if h.ID.Seq != 0 && !containsID(parents, h.ID) {
			keep = append(keep, h)
		}
	}
	return keep
}

// Version rises with every change of the record, so that what was computed from
// it can be kept until then.
func (r *Record) Version() uint64 { return r.turn }

// Put sets the heads of an address, oldest first, as the store read them.
func (r *Record) Put(a Address, hs []Head) {
	r.turn++
	sort.Slice(hs, func(i, j int) bool { return hs[i].before(hs[j]) })
	r.heads[a] = hs
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
// having seen each other.
func (r *Record) Conflict(a Address) bool {
	hs := r.heads[a]
	return len(hs) > 1 && hs[0].Value != hs[len(hs)-1].Value
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

// Apply brings the record up to a committed revision: it replaces the heads the
// revision's author saw, and the draft at its address is done with.
func (r *Record) Apply(rev Revision) {
	var waiting []Head
	if r.wait[rev.Addr]--; r.wait[rev.Addr] > 0 {
		if h, ok := r.Last(rev.Addr); ok && h.ID.Seq == 0 {
			waiting = append(waiting, h) // a later change is still on its way: go on showing it
		}
	} else {
		delete(r.wait, rev.Addr)
	}
	keep := r.confirmed(rev.Addr, append(rev.Parents, rev.ID))
	keep = append(keep, Head{ID: rev.ID, Author: rev.Author, Time: rev.Time, Value: rev.Value})
	r.Put(rev.Addr, append(keep, waiting...))
	delete(r.Drafts, rev.Addr)
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

func containsID(ids []RevID, id RevID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}

// Row is one row of a table: its id, and where it stands.
type Row struct {
	ID    RowID
	Order string
}

// Rows returns the rows of a table that have not been removed, in their order.
// table is the address of the rows field or register, without row and part.
func (r *Record) Rows(table Address) []Row {
	var rows []Row
	for id, order := range r.rows[table] {
		rows = append(rows, Row{ID: id, Order: order})
	}
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].Order != rows[j].Order {
			return rows[i].Order < rows[j].Order
		}
		return rows[i].ID < rows[j].ID
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

// OrderBetween returns an order key that sorts strictly between two others; ""
// stands for the very beginning or the very end. Keys are digits and letters,
// never end in '0', and stay short for rows added at the end.
func OrderBetween(before, after string) string {
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	var key strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, len(digits)
		if i < len(before) {
			lo = strings.IndexByte(digits, before[i])
		}
		if after != "" && i < len(after) {
			hi = strings.IndexByte(digits, after[i])
		}
		if hi-lo > 1 {
			mid := (lo + hi) / 2
			if after == "" {
				mid = lo + 1 // growing at the end: leave room for many more
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
