package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"pairbook/forms"
)

// lostValue is what the value of a revision says that was known to be there and could
// not be found again: it does not open, and so the answer shows as damaged.
const lostValue = envelope + "l"

func isLost(v forms.Value) bool { return v == lostValue }

// spot is one place of a pair with all its revisions.
type spot struct {
	pair  forms.PairID
	addr  forms.Address
	revs  []linked
	known []forms.Head // of the newest record of heads
	sure  bool         // nothing was written here after those
}

// linked is a revision as it goes into the new book.
type linked struct {
	revision
	guessed bool // what it replaced is not known, but follows from the others
}

// linking puts the revisions that were found in their places again, and notes which
// are lost.
type linking struct {
	f       *finding
	keys    keys
	pairs   map[string]forms.PairID // by the keys of their buckets
	devices map[string]string
	spots   map[string]*spot
	found   map[forms.RevID]bool
	last    map[string]uint64 // the number of the last revision, by device
	times   map[string][]moment
	latest  forms.Stamp // of all
	done    *Rescued
}

// moment is when a device wrote a revision.
type moment struct {
	seq uint64
	at  forms.Stamp
}

func newLinking(f *finding, k keys, done *Rescued) *linking {
	return &linking{
		f: f, keys: k, done: done, pairs: map[string]forms.PairID{}, devices: map[string]string{}, spots: map[string]*spot{},
		found: map[forms.RevID]bool{}, last: map[string]uint64{}, times: map[string][]moment{},
	}
}

func (l *linking) run() {
	l.fromLog()
	l.fromHeads()
	l.note()
	l.count()
	l.fromLinks()
	for _, key := range slices.Sorted(maps.Keys(l.spots)) {
		l.link(l.spots[key])
	}
}

// fromLog takes the revisions of the log.
func (l *linking) fromLog() {
	for _, r := range l.f.recs[inPair] {
		if p, err := decodePair(r.plain); err == nil {
			l.pairs[string(l.keys.pair(p.sum.ID))] = p.sum.ID
		}
	}
	st, sure := l.f.state()
	sure = sure && l.f.live.sure
	for key, rec := range l.f.recs[inRev] {
		r, err := decodeRevision(rec.plain)
		if err != nil || string(l.keys.rev(r.ID)) != key {
			continue
		}
		if sure && !rec.live && r.ID.Device == st.device && r.ID.Seq > st.seq {
			continue // it was never saved: the program or the power failed before that
		}
		l.add(r, false)
		for _, id := range r.Parents {
			l.device(id.Device)
		}
	}
	l.device(st.device)
}

func (l *linking) device(id string) { l.devices[string(l.keys.device(id))] = id }

func (l *linking) add(r revision, guessed bool) {
	l.found[r.ID] = true
	l.device(r.ID.Device)
	l.pairs[string(l.keys.pair(r.pair))] = r.pair
	s := l.spot(r.pair, r.Addr)
	s.revs = append(s.revs, linked{r, guessed})
}

func (l *linking) spot(p forms.PairID, a forms.Address) *spot {
	key := string(l.keys.place(p, a))
	if l.spots[key] == nil {
		l.spots[key] = &spot{pair: p, addr: a}
	}
	return l.spots[key]
}

// fromHeads takes from the records of heads, which say what an answer is, the revisions
// that are not in the log any more.
func (l *linking) fromHeads() {
	for _, c := range l.f.copies {
		p, err := decodePlace(c[1])
		if err != nil {
			continue
		}
		pair, ok := l.pairs[string(c[0][:pairBytes])]
		if !ok || !bytes.Equal(l.keys.place(pair, p.addr), c[0]) {
			continue
		}
		s, kept := l.spot(pair, p.addr), l.f.recs[inHead][string(c[0])]
		if bytes.Equal(kept.plain, c[1]) {
			s.known, s.sure = p.heads, kept.live && l.f.live.sure
		}
		for _, h := range p.heads {
			if l.found[h.ID] {
				continue
			}
			l.done.FromAnswers++
			l.add(revision{pair: pair, Revision: forms.Revision{
				ID: h.ID, Act: h.ID.Seq, Author: h.Author, Time: h.Time, Addr: p.addr, Value: h.Value,
			}}, true)
		}
	}
}

// note notes when each device wrote what.
func (l *linking) note() {
	for _, s := range l.spots {
		for _, r := range s.revs {
			d := r.ID.Device
			l.last[d] = max(l.last[d], r.ID.Seq)
			l.times[d] = append(l.times[d], moment{r.ID.Seq, r.Time})
			l.latest = max(l.latest, r.Time)
		}
	}
	for _, all := range l.times {
		slices.SortFunc(all, func(a, b moment) int { return cmp.Compare(a.seq, b.seq) })
	}
	if st, ok := l.f.state(); ok {
		l.last[st.device] = max(l.last[st.device], st.seq)
	}
}

// count counts what was found, and what there must have been.
func (l *linking) count() {
	l.done.Revisions = len(l.found)
	l.done.Expected = len(l.found)
	if st, ok := l.f.state(); ok && st.seq == l.last[st.device] {
		l.done.Known = true
		l.done.Expected = max(l.done.Expected, int(min(st.revs, 1<<31)))
		return
	}
	for d, last := range l.last {
		l.done.Expected += max(int(min(last, 1<<31))-len(l.times[d]), 0)
	}
}

// when says about when a revision was written that is lost: after the one before it, else
// before the next one of its device.
func (l *linking) when(id forms.RevID) forms.Stamp {
	all := l.times[id.Device]
	i, _ := slices.BinarySearchFunc(all, id.Seq, func(m moment, seq uint64) int { return cmp.Compare(m.seq, seq) })
	switch {
	case i > 0:
		return all[i-1].at
	case len(all) > 0:
		return before(all[0].at)
	}
	return l.latest
}

// before is a little before a moment.
func before(s forms.Stamp) forms.Stamp {
	if s == 0 {
		return 0
	}
	return s - 1
}

// fromLinks finds where the lost revisions stood.
func (l *linking) fromLinks() {
	for _, k := range slices.Sorted(maps.Keys(l.f.links)) {
		place, rev := k[:placeBytes], k[placeBytes:]
		device, known := l.devices[rev[:deviceBytes]]
		id := forms.RevID{Device: device, Seq: binary.BigEndian.Uint64([]byte(rev[deviceBytes:]))}
		if !known || id.Seq == 0 || id.Seq > l.last[device] || l.found[id] {
			continue
		}
		s := l.spots[place]
		if s == nil {
			continue // that of a question nothing else is left of
		}
		s.revs = append(s.revs, l.lost(s, id))
	}
}

// lost stands for a revision that is lost, in its place.
func (l *linking) lost(s *spot, id forms.RevID) linked {
	l.found[id] = true
	l.done.Lost++
	return linked{revision{pair: s.pair, Revision: forms.Revision{
		ID: id, Act: id.Seq, Time: l.when(id), Addr: s.addr, Value: lostValue,
	}}, true}
}

// link finds out what the revisions at a place replaced, where that is not known, and
// which of them are the answer now.
func (l *linking) link(s *spot) {
	s.order()
	slices.SortFunc(s.revs, func(a, b linked) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), a.after(b), cmp.Compare(a.ID.Device, b.ID.Device), cmp.Compare(a.ID.Seq, b.ID.Seq))
	})
	heads := map[forms.RevID]bool{}
	for i := 0; i < len(s.revs); i++ {
		r := &s.revs[i]
		if r.guessed {
			r.Parents = s.replaced(heads)
		} else if id, ok := l.missing(r.Parents); ok {
			if old := s.replaced(heads, r.Parents...); len(old) > 0 { // it came between them
				gone := l.lost(s, id)
				gone.Time = s.revs[i-1].Time
				s.revs = slices.Insert(s.revs, i, gone)
				i--
				continue
			}
		}
		for _, id := range r.Parents {
			delete(heads, id)
		}
		heads[r.ID] = true
	}
	for _, r := range s.revs {
		if heads[r.ID] && isLost(r.Value) {
			l.done.Missing = append(l.done.Missing, Damage{Pair: s.pair, Addr: s.addr, Record: inRev})
			break
		}
	}
	s.known = nil
	for _, r := range s.revs {
		if heads[r.ID] {
			s.known = append(s.known, r.head())
		}
	}
}

// after orders two of about the same moment: what is lost was written after it.
func (r linked) after(other linked) int {
	switch gone, too := isLost(r.Value), isLost(other.Value); {
	case gone == too:
		return 0
	case gone:
		return 1
	}
	return -1
}

// order makes sure that what is lost stands before what replaced it.
func (s *spot) order() {
	for i := range s.revs {
		gone := &s.revs[i]
		if !isLost(gone.Value) {
			continue
		}
		if s.sure {
			gone.Time = min(gone.Time, before(latest(s.known).Time))
		}
		for _, r := range s.revs {
			if slices.Contains(r.Parents, gone.ID) {
				gone.Time = min(gone.Time, before(r.Time))
			}
		}
	}
}

// replaced returns the heads so far that are replaced by what comes next: all but
// those that stood side by side at the end, and some others.
func (s *spot) replaced(heads map[forms.RevID]bool, but ...forms.RevID) []forms.RevID {
	var ids []forms.RevID
	for id := range heads {
		side := len(s.known) > 1 && slices.ContainsFunc(s.known, func(h forms.Head) bool { return h.ID == id })
		if !side && !slices.Contains(but, id) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b forms.RevID) int {
		return cmp.Or(cmp.Compare(a.Device, b.Device), cmp.Compare(a.Seq, b.Seq))
	})
	return ids
}

// missing returns the first revision that is named and was not found.
func (l *linking) missing(ids []forms.RevID) (forms.RevID, bool) {
	for _, id := range ids {
		if !l.found[id] {
			return id, true
		}
	}
	return forms.RevID{}, false
}
