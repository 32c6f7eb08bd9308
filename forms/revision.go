package forms

import "time"

// Value is an answer in its canonical form, the same in every language: an ISO
// date, an option's id, the text as it was typed. Which form a kind uses stands
// at the Kind constants. Empty means: no answer, or an answer taken back.
type Value string

// Change is one answer a person wants to give: a new value at an address.
type Change struct {
	Addr  Address `json:"addr"`
	Value Value   `json:"value"`
}

// Author says who changed something, and where. Hand is Mentor or Mentee.
type Author struct {
	Hand   Voice  `json:"hand"`
	Device string `json:"device"` // id of the book's copy on one computer
}

// RevID names a revision: the device that made it, and its number there.
type RevID struct {
	Device string `json:"d"`
	Seq    uint64 `json:"n"` // from 1
}

// Revision is one change of one answer, kept for ever: who said what, when, and
// what it replaced. Undo, history, "what is new" and merging read the same log.
type Revision struct {
	ID      RevID   `json:"id"`
	Act     uint64  `json:"act"` // the Seq of the first revision of the same deed; what is undone together
	Kind    RevKind `json:"kind,omitempty"`
	Author  Voice   `json:"author"`
	Time    Stamp   `json:"t"`
	Addr    Address `json:"addr"`
	Parents []RevID `json:"parents,omitempty"` // the heads the author saw
	Value   Value   `json:"value"`
}

// RevKind tells an edit from the undoing of one.
type RevKind string

// The kinds of revisions.
const (
	Edit RevKind = ""
	Undo RevKind = "undo"
	Redo RevKind = "redo"
)

// Head is a revision nobody has replaced, as much of it as is shown.
type Head struct {
	ID     RevID `json:"id"`
	Author Voice `json:"author"`
	Time   Stamp `json:"t"`
	Value  Value `json:"value"`
}

// Stamp is a hybrid logical clock reading: 48 bits of milliseconds since 1970
// and a 16-bit counter. Stamps order the edits of a pair even when a computer's
// clock is wrong or runs backwards.
type Stamp uint64

// Wall returns the wall-clock part, for showing; never for ordering.
func (s Stamp) Wall() time.Time { return time.UnixMilli(int64(s >> 16)) }

// Next returns the stamp for an edit made at wall time now after all that is
// known up to s: never smaller than now's, always greater than s but at the very
// end of time. Times before 1970 count as 1970, those after the year 10889 as its
// end, for 48 bits reach no further.
func (s Stamp) Next(now time.Time) Stamp {
	const last = 1<<48 - 1
	ms := min(max(now.UnixMilli(), 0), last)
	if t := Stamp(ms) << 16; t > s {
		return t
	}
	return max(s, s+1) // never back to 0
}
