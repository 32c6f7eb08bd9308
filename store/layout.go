package store

import (
	"encoding/binary"
	"strconv"

	"pairbook/forms"
	"pairbook/store/seal"
)

// The buckets of a book.
const (
	inSys     = "sys"     // header (in the clear, twice), state
	inUnlock  = "unlock"  // the book's key, by the way it is wrapped
	inRev     = "rev"     // device|seq -> revision, never changed
	inHead    = "head"    // pair|place -> heads; can be rebuilt from rev
	inHist    = "hist"    // pair|place|device|seq -> nothing; can be rebuilt from rev
	inDraft   = "draft"   // pair|place -> text typed, not yet a revision
	inUndo    = "undo"    // pair|stack|n -> deed that can be taken back
	inPair    = "pair"    // pair -> summary and counts; can be rebuilt from head
	inSetting = "setting" // name -> value
	inPeople  = "people"  // pair|person -> that person's keys, twice; missing in books of schema 1
)

// recordBuckets hold what the book is about. The log stands first.
func recordBuckets() []string {
	return []string{inRev, inHead, inHist, inDraft, inUndo, inPair, inSetting, inPeople}
}

func buckets() []string { return append([]string{inSys, inUnlock}, recordBuckets()...) }

// Sizes of the parts of keys, in bytes.
const (
	pairBytes   = 8
	placeBytes  = pairBytes + 16
	deviceBytes = 8
	revBytes    = deviceBytes + 8
)

// keys turns names into the keys of the buckets. Keys show nothing of the names;
// the keys of one pair lie side by side, so that a pair is read in one scan.
type keys struct{ box *seal.Box }

func (k keys) pair(p forms.PairID) []byte { return k.box.Address(pairBytes, "pair", string(p)) }

func (k keys) place(p forms.PairID, a forms.Address) []byte {
	s := a.Sheet
	in := k.box.Address(placeBytes-pairBytes, "place", string(p), s.Form, s.Register, strconv.Itoa(s.Number), string(s.Of),
		a.Field, string(a.Row), a.Part, string(a.Voice))
	return append(k.pair(p), in...)
}

func (k keys) device(id string) []byte { return k.box.Address(deviceBytes, "device", id) }

func (k keys) rev(id forms.RevID) []byte {
	return binary.BigEndian.AppendUint64(k.device(id.Device), id.Seq)
}

// person returns the keys of the two copies of a person's record: without it, all
// that is private would be lost.
func (k keys) person(p person) [2][]byte {
	var both [2][]byte
	for i, name := range twice("person") {
		both[i] = append(k.pair(p.pair), k.box.Address(8, name, string(p.pair), string(p.voice))...)
	}
	return both
}

func (k keys) setting(name string) []byte { return k.box.Address(16, "setting", name) }

// hist is the key that says: this revision belongs to this place.
func histKey(place, rev []byte) []byte {
	return append(append(make([]byte, 0, placeBytes+revBytes), place...), rev...)
}

func undoKey(pair []byte, s stack, n uint64) []byte {
	return binary.BigEndian.AppendUint64(append(append([]byte(nil), pair...), byte(s)), n)
}

// lastNumber reads the number that ends a key.
func lastNumber(key []byte) uint64 {
	if len(key) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key[len(key)-8:])
}
