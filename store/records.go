package store

import (
	"slices"

	"pairbook/forms"
)

// revision is a record of the log: a revision, and whose pair it belongs to.
type revision struct {
	pair forms.PairID
	forms.Revision
}

func (r revision) encode() []byte {
	e := newEncoder(128 + len(r.Value))
	e.text(string(r.pair))
	e.revID(r.ID)
	e.num(r.Act)
	e.text(string(r.Kind))
	e.text(string(r.Author))
	e.num(uint64(r.Time))
	e.address(r.Addr)
	e.num(uint64(len(r.Parents)))
	for _, p := range r.Parents {
		e.revID(p)
	}
	e.text(string(r.Value))
	return e.b
}

func decodeRevision(b []byte) (revision, error) {
	d := newDecoder(b)
	r := revision{pair: forms.PairID(d.text())}
	r.ID = d.revID()
	r.Act = d.num()
	r.Kind = forms.RevKind(d.text())
	r.Author = forms.Voice(d.text())
	r.Time = forms.Stamp(d.num())
	r.Addr = d.address()
	for range d.count() {
		r.Parents = append(r.Parents, d.revID())
	}
	r.Value = forms.Value(d.text())
	return r, d.done()
}

func (r revision) head() forms.Head {
	return forms.Head{ID: r.ID, Author: r.Author, Time: r.Time, Value: r.Value}
}

// place is a record of the heads at one address.
type place struct {
	addr  forms.Address
	heads []forms.Head
}

func (p place) encode() []byte {
	e := newEncoder(128)
	e.address(p.addr)
	e.num(uint64(len(p.heads)))
	for _, h := range p.heads {
		e.revID(h.ID)
		e.text(string(h.Author))
		e.num(uint64(h.Time))
		e.text(string(h.Value))
	}
	return e.b
}

func decodePlace(b []byte) (place, error) { return decodePlaceIn(b, new([]forms.Head)) }

// decodePlaceIn reads a place among many: its heads lie behind those in room.
func decodePlaceIn(b []byte, room *[]forms.Head) (place, error) {
	d := newDecoder(b)
	p := place{addr: d.address()}
	from := len(*room)
	for range d.count() {
		*room = append(*room, forms.Head{
			ID: d.revID(), Author: forms.Voice(d.text()), Time: forms.Stamp(d.num()), Value: forms.Value(d.text()),
		})
	}
	p.heads = slices.Clip((*room)[from:])
	return p, d.done()
}

// draft is a record of what is typed, but not yet a revision.
type draft struct {
	addr forms.Address
	text string
}

func (r draft) encode() []byte {
	e := newEncoder(64 + len(r.text))
	e.address(r.addr)
	e.text(r.text)
	return e.b
}

func decodeDraft(b []byte) (draft, error) {
	d := newDecoder(b)
	r := draft{addr: d.address(), text: d.text()}
	return r, d.done()
}

// pairRecord is what is kept of a pair as a whole.
type pairRecord struct {
	sum   forms.PairSummary
	heads uint64 // places that were ever answered
	revs  uint64 // revisions
}

func (r pairRecord) encode() []byte {
	e := newEncoder(128)
	for _, s := range []string{
		string(r.sum.ID), r.sum.Mentor, r.sum.Mentee, r.sum.Programme, r.sum.Organisation, r.sum.Anchor,
	} {
		e.text(s)
	}
	e.num(uint64(r.sum.LastChange))
	e.num(r.heads)
	e.num(r.revs)
	return e.b
}

func decodePair(b []byte) (pairRecord, error) {
	d := newDecoder(b)
	r := pairRecord{sum: forms.PairSummary{
		ID: forms.PairID(d.text()), Mentor: d.text(), Mentee: d.text(), Programme: d.text(), Organisation: d.text(), Anchor: d.text(),
		LastChange: forms.Stamp(d.num()),
	}}
	r.heads, r.revs = d.num(), d.num()
	return r, d.done()
}

// deed names the revisions of one act: n of them, from first on.
type deed struct {
	first forms.RevID
	n     uint64
}

func (r deed) encode() []byte {
	e := newEncoder(40)
	e.revID(r.first)
	e.num(r.n)
	return e.b
}

func decodeDeed(b []byte) (deed, error) {
	d := newDecoder(b)
	r := deed{first: d.revID(), n: d.num()}
	return r, d.done()
}

// state is what the book knows about itself; each commit writes it anew.
type state struct {
	device string      // id of this copy of the book
	host   string      // computer the device was made on: a copy carried elsewhere becomes another device
	seq    uint64      // number of the device's last revision
	stamp  forms.Stamp // greatest stamp of all revisions
	revs   uint64      // revisions of all pairs
	saved  uint64      // when the last commit was made, wall clock, ms since 1970
}

func (r state) encode() []byte {
	e := newEncoder(64)
	e.text(r.device)
	e.text(r.host)
	for _, n := range []uint64{r.seq, uint64(r.stamp), r.revs, r.saved} {
		e.num(n)
	}
	return e.b
}

func decodeState(b []byte) (state, error) {
	d := newDecoder(b)
	r := state{device: d.text(), host: d.text(), seq: d.num(), stamp: forms.Stamp(d.num()), revs: d.num(), saved: d.num()}
	return r, d.done()
}
