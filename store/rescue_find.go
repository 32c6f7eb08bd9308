package store

import (
	"bytes"
	"cmp"
	"slices"

	"pairbook/store/seal"
)

// finding opens the records of a broken file, wherever they lie.
type finding struct {
	file   rawFile
	seals  *seal.Box
	box    *seal.Opener
	live   alive
	recs   map[string]map[string]record
	copies [][2][]byte       // records of heads, by their keys: every one that ever was
	links  map[string][]byte // the places of revisions
	broken []slot            // what may be a record, and does not open
	bucket map[int]string    // what was found on a page
	tried  int64             // bytes of seals that may still be tried
	opened int64             // bytes of those that opened
	mended int
}

// record is a record that was found.
type record struct {
	plain []byte
	live  bool
}

// A file in which nothing fits must not hold up the computer: so many times its size is
// tried, and so many bytes more.
const (
	triesOfSize = 16
	triesMore   = 64 << 20
)

func newFinding(file rawFile, box *seal.Box) *finding {
	return &finding{
		file: file, seals: box, box: box.Opener(), links: map[string][]byte{}, bucket: map[int]string{},
		recs: map[string]map[string]record{}, tried: triesOfSize*int64(len(file.data)) + triesMore,
	}
}

// run finds all that opens, first what lies there as it was written.
func (f *finding) run() {
	f.live = f.choose()
	f.file.each(func(s slot) bool {
		f.take(s)
		return f.tried > 0
	})
	f.mend()
}

// choose finds out which pages hold the last state: those below the root that both meta
// pages agree on, else below the one whose book went furthest.
func (f *finding) choose() alive {
	if root, ok := f.file.current(); ok {
		if a := f.file.under(root); len(a.whole) > 0 {
			a.sure = true
			return a
		}
	}
	best, found := alive{}, false
	var far state
	for _, root := range f.file.roots() {
		st, ok := f.stateOn(root)
		if !ok {
			continue
		}
		a := f.file.under(root)
		order := cmp.Or(cmp.Compare(st.seq, far.seq), cmp.Compare(st.saved, far.saved), cmp.Compare(len(a.whole), len(best.whole)),
			cmp.Compare(len(a.pages), len(best.pages)))
		if !found || order > 0 {
			best, far, found = a, st, true
		}
	}
	return best
}

// stateOn reads the state of the book in a root page, where it lies as long as the book
// has been one.
func (f *finding) stateOn(root uint64) (st state, ok bool) {
	f.file.on(int(root), func(s slot) bool {
		if string(s.key) != stateName {
			return true
		}
		if plain := f.open(inSys, s.key, s.value); plain != nil {
			var err error
			st, err = decodeState(plain)
			ok = ok || err == nil
		}
		return !ok
	})
	return st, ok
}

// bucketsFor returns the buckets a key may belong to, by its length.
func bucketsFor(key []byte) []string {
	switch len(key) {
	case len(stateName):
		return []string{inSys}
	case pairBytes:
		return []string{inPair}
	case revBytes:
		return []string{inRev, inPeople, inSetting}
	case pairBytes + 1 + 8:
		return []string{inUndo}
	case placeBytes:
		return []string{inHead, inDraft}
	}
	return nil
}

// open opens a record in one place, nil where it does not fit there.
func (f *finding) open(in string, key, value []byte) []byte {
	f.tried -= int64(len(value))
	plain, err := f.box.Open(seal.Place{Bucket: in, Key: key}, value)
	if err != nil {
		return nil
	}
	f.opened += int64(len(value))
	return bytes.Clone(plain)
}

// take keeps what an element holds.
func (f *finding) take(s slot) {
	if len(s.key) == placeBytes+revBytes && len(s.value) == 0 {
		if len(f.links) < len(f.file.data)/(elementSize+placeBytes+revBytes) {
			f.links[string(s.key)] = s.key
		}
		return
	}
	if sealable(s.value) {
		if in, plain := f.fits(s.page, s.key, s.value); plain != nil {
			f.keep(in, s, s.key, plain)
			return
		}
	}
	if len(f.broken) < mendMost {
		f.broken = append(f.broken, s)
	}
}

// fits opens a record in whichever bucket it belongs to: that of its neighbours, most
// likely.
func (f *finding) fits(page int, key, value []byte) (in string, plain []byte) {
	likely := f.bucket[page]
	all := bucketsFor(key)
	if slices.Contains(all, likely) {
		if plain = f.open(likely, key, value); plain != nil {
			return likely, plain
		}
	}
	for _, in := range all {
		if in == likely {
			continue
		}
		if plain = f.open(in, key, value); plain != nil {
			return in, plain
		}
	}
	return "", nil
}

// keep keeps a record. Of two in the same place, what is in use stands before what is
// not, and then the newer one.
func (f *finding) keep(in string, s slot, key, plain []byte) {
	f.bucket[s.page] = in
	if in == inHead {
		f.copies = append(f.copies, [2][]byte{key, plain})
	}
	if f.recs[in] == nil {
		f.recs[in] = map[string]record{}
	}
	r := record{plain, f.live.pages[s.page]}
	old, there := f.recs[in][string(key)]
	if there && bytes.Equal(old.plain, plain) {
		r.live = r.live || old.live
	} else if there && (old.live && !r.live || old.live == r.live && ageOf(in, old.plain) >= ageOf(in, plain)) {
		return
	}
	f.recs[in][string(key)] = r
}

// ageOf orders the versions of a record: the greater, the newer; 0 where it cannot be
// told.
func ageOf(in string, plain []byte) uint64 {
	switch in {
	case inRev:
		if r, err := decodeRevision(plain); err == nil {
			return uint64(r.Time)
		}
	case inHead:
		if p, err := decodePlace(plain); err == nil {
			return uint64(latest(p.heads).Time)
		}
	case inPair:
		if r, err := decodePair(plain); err == nil {
			return uint64(r.sum.LastChange)
		}
	case inSys:
		if st, err := decodeState(plain); err == nil {
			return st.seq
		}
	}
	return 0
}

// settled returns the records of a bucket in which things come and go: those in use, and
// others only where it cannot be told which those are.
func (f *finding) settled(in string) map[string][]byte {
	out := map[string][]byte{}
	for k, r := range f.recs[in] {
		if r.live || !f.live.whole[in] {
			out[k] = r.plain
		}
	}
	return out
}

// state returns the last state of the book that was found.
func (f *finding) state() (st state, ok bool) {
	r, ok := f.recs[inSys][stateName]
	if !ok {
		return st, false
	}
	st, err := decodeState(r.plain)
	return st, err == nil
}
