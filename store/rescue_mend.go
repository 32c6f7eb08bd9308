package store

import (
	"bytes"
	"crypto/sha256"
	"slices"

	"pairbook/store/seal"
)

// How much is mended: a broken file must not hold up the computer.
const (
	mendMost  = 1 << 17 // records
	mendWork  = 4 << 20 // bytes of records, all in all, about a second for each million
	mendOf    = 4       // and for each byte that did open: where nothing does, the key is another
	mendHeads = 100     // what it costs to look for another head, in such bytes
	clearMax  = 4 << 10 // bytes of a record in the clear
)

// mend opens records in which one or two bits are flipped, small ones first. What was
// found elsewhere needs none.
func (f *finding) mend() {
	todo := slices.DeleteFunc(f.broken, func(s slot) bool { return len(s.value) > seal.MaxMend })
	slices.SortStableFunc(todo, func(a, b slot) int { return len(a.value) - len(b.value) })
	f.tried = min(mendWork, mendOf*f.opened)
	for _, s := range todo {
		if f.tried <= 0 {
			return
		}
		if !f.there(s, s.key) && (f.mendSealed(s) || f.mendHead(s)) {
			f.mended++
		}
	}
}

// there reports whether a record on the page of another was found elsewhere.
func (f *finding) there(s slot, key []byte) bool {
	_, ok := f.recs[f.bucket[s.page]][string(key)]
	return ok
}

// fitting reports whether a key and a value may belong to a record where its neighbours
// belong.
func (f *finding) fitting(s slot, key, value []byte) bool {
	return sealable(value) && slices.Contains(bucketsFor(key), f.bucket[s.page])
}

// mendSealed mends what was sealed, or its key.
func (f *finding) mendSealed(s slot) bool {
	if !f.fitting(s, s.key, s.value) {
		return false
	}
	f.tried -= int64(len(s.value))
	in := f.bucket[s.page]
	key, plain, ok := f.seals.Mend(seal.Place{Bucket: in, Key: s.key}, s.value)
	if !ok || f.there(s, key) {
		return false
	}
	f.keep(in, s, key, bytes.Clone(plain))
	return true
}

// mendHead looks for the record with one bit flipped in what says where it lies. The
// first four bytes say only whether it is a bucket.
func (f *finding) mendHead(s slot) bool {
	head, left := bytes.Clone(s.head), f.tried
	defer func() { f.tried = left - mendHeads }()
	return flips(head, 32, func() bool {
		x := readSlot(s.page, head, s.rest)
		if !f.fitting(s, x.key, x.value) || f.there(s, x.key) {
			return false
		}
		in := f.bucket[s.page]
		plain := f.open(in, x.key, x.value)
		if plain == nil {
			return false
		}
		f.keep(in, s, x.key, plain)
		return true
	})
}

// flips calls try with each bit of b flipped, until it returns true, and leaves b as it
// was.
func flips(b []byte, from int, try func() bool) bool {
	for i := from; i < 8*len(b); i++ {
		b[i/8] ^= 1 << (i % 8)
		found := try()
		b[i/8] ^= 1 << (i % 8)
		if found {
			return true
		}
	}
	return false
}

// readClear checks a record that lies in the clear, mends one flipped bit in it, and
// returns it with its checksum; nil where it is worse than that.
func readClear(raw []byte) []byte {
	if len(raw) < sumBytes || len(raw) > clearMax {
		return nil
	}
	b := bytes.Clone(raw)
	whole := func() bool {
		sum := sha256.Sum256(b[sumBytes:])
		return bytes.Equal(sum[:sumBytes], b[:sumBytes])
	}
	if whole() {
		return b
	}
	var good []byte
	flips(b, 0, func() bool {
		if !whole() {
			return false
		}
		good = bytes.Clone(b)
		return true
	})
	return good
}
