package store

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"os"
	"slices"

	"pairbook/store/seal"
)

// rawFile is a file that is read page by page, whatever it says of itself: any page
// may have been overwritten, and nothing may lead to a page that is whole.
type rawFile struct {
	data []byte
	page int // bytes of a page
}

// slot is one element of a leaf, as it lies in the file. Its key and value are empty
// where they would lie outside.
type slot struct {
	page       int    // number of the page it is on
	head       []byte // the element itself
	rest       []byte // from the element on, as far as it may reach
	key, value []byte
}

// maxSlotBytes is the largest value that is looked at, sealed.
const maxSlotBytes = 2 * MaxValue

// newRawFile finds out how large the pages are: that size at which most of the page
// headers are in their places.
func newRawFile(data []byte) rawFile {
	best, most := os.Getpagesize(), 0
	for size := minPageSize; size <= maxPageSize && size <= len(data); size *= 2 {
		fit := 0
		for n := 0; (n+1)*size <= len(data); n++ {
			if binary.NativeEndian.Uint64(data[n*size:]) == uint64(n) && n > 0 {
				fit++
			}
		}
		if fit > most {
			best, most = size, fit
		}
	}
	return rawFile{data, best}
}

func (f rawFile) pages() int { return (len(f.data) + f.page - 1) / f.page }

// each calls fn for everything in the file that may be an element of a leaf: pages
// that are not in use any more, and those whose headers are broken, too.
func (f rawFile) each(fn func(slot) bool) {
	for n := range f.pages() {
		if !f.on(n, fn) {
			return
		}
	}
}

// on is each for one page. Its header is not asked what the page is: the seals tell.
func (f rawFile) on(n int, fn func(slot) bool) bool {
	from := n * f.page
	if from >= len(f.data) {
		return true
	}
	to := min(len(f.data), from+f.page+maxSlotBytes)
	return f.slots(n, f.data[from:to], f.page, fn)
}

// slots reads the elements in what may be a leaf; all their heads lie within its first
// bytes. A small bucket is read as well.
func (f rawFile) slots(n int, p []byte, within int, fn func(slot) bool) bool {
	for i := range slotCount(p, within) {
		e, rest, ok := element(p, i)
		if !ok {
			return true
		}
		s := readSlot(n, e, rest)
		if small := s.small(); small != nil {
			if !f.slots(n, small, len(small), fn) {
				return false
			}
			continue
		}
		if !fn(s) {
			return false
		}
	}
	return true
}

// slotCount says how many elements to look at: what the header says, or what follows
// from where the first one's key lies, whichever is more and possible.
func slotCount(p []byte, within int) int {
	if len(p) < pageHeader+elementSize {
		return 0
	}
	most := (min(within, len(p)) - pageHeader) / elementSize
	said := int(binary.NativeEndian.Uint16(p[offCount:]))
	first := uint64(binary.NativeEndian.Uint32(p[pageHeader+4:]))
	n := 0
	if said <= most {
		n = said
	}
	if first%elementSize == 0 && first/elementSize <= uint64(most) {
		n = max(n, int(first/elementSize))
	}
	return n
}

func readSlot(n int, head, rest []byte) slot {
	s := slot{page: n, head: head, rest: rest}
	order := binary.NativeEndian
	ksize, vsize := order.Uint32(head[8:]), order.Uint32(head[12:])
	if ksize > maxKeyBytes || vsize > maxSlotBytes {
		return s
	}
	if key, value, ok := cut(rest, order.Uint32(head[4:]), ksize, vsize); ok {
		s.key, s.value = key, value
	}
	return s
}

// maxKeyBytes is longer than the longest key of any bucket.
const maxKeyBytes = 64

// small returns the page of a small bucket that lies in a value, nil for anything else.
func (s slot) small() []byte {
	if len(s.value) < bucketSize+pageHeader+elementSize || binary.NativeEndian.Uint64(s.value) != 0 {
		return nil
	}
	if binary.NativeEndian.Uint32(s.head)&bucketFlag == 0 && !slices.Contains(buckets(), string(s.key)) {
		return nil
	}
	return s.value[bucketSize:]
}

// sealable reports whether a value has a size that sealed records have.
func sealable(value []byte) bool {
	n := len(value) - seal.Overhead
	return n > 0 && seal.Padded(n) == n
}

// roots returns the pages that may be the root of the file: those in which the
// buckets stand by name.
func (f rawFile) roots() []uint64 {
	var out []uint64
	for n := range f.pages() {
		if names := f.rootAt(uint64(n)); len(names) > 1 {
			out = append(out, uint64(n))
		}
	}
	return out
}

// rootAt reads a page as the root: where each bucket begins, 0 for one that lies in
// the root itself.
func (f rawFile) rootAt(n uint64) map[string]uint64 {
	p := f.at(n)
	if len(p) < pageHeader || bits.OnesCount16(binary.NativeEndian.Uint16(p[offFlags:])^pageLeaf) > 1 {
		return nil
	}
	out := map[string]uint64{}
	for i := range slotCount(p, f.page) {
		e, rest, ok := element(p, i)
		if !ok {
			break
		}
		s := readSlot(int(n), e, rest)
		if slices.Contains(buckets(), string(s.key)) && len(s.value) >= bucketSize {
			out[string(s.key)] = binary.NativeEndian.Uint64(s.value)
		}
	}
	return out
}

// at returns a page, nil where there is none.
func (f rawFile) at(n uint64) []byte {
	if n >= uint64(len(f.data)/f.page) {
		return nil
	}
	return f.data[int(n)*f.page : (int(n)+1)*f.page]
}

// alive tells which pages of a file hold its last state.
type alive struct {
	pages map[int]bool
	whole map[string]bool // the buckets of which no page is missing
	sure  bool            // both meta pages say which state that is
}

// under follows the tree below a root.
func (f rawFile) under(root uint64) alive {
	a := alive{pages: map[int]bool{}, whole: map[string]bool{}}
	f.top(root, 0, &a)
	return a
}

// top follows the tree below a page of the root, which a young book can have several of.
func (f rawFile) top(n uint64, depth int, a *alive) {
	p := f.at(n)
	if p == nil || a.pages[int(n)] || depth > maxDepth {
		return
	}
	a.pages[int(n)] = true
	if binary.NativeEndian.Uint16(p[offFlags:]) == pageBranch {
		for i := range int(binary.NativeEndian.Uint16(p[offCount:])) {
			if e, _, ok := element(p, i); ok {
				f.top(binary.NativeEndian.Uint64(e[8:]), depth+1, a)
			}
		}
		return
	}
	for name, page := range f.rootAt(n) {
		a.whole[name] = page == 0 || f.follow(page, 0, a.pages)
	}
}

// follow marks the pages of a tree, and reports whether all of them are there.
func (f rawFile) follow(n uint64, depth int, seen map[int]bool) bool {
	p := f.at(n)
	if p == nil || seen[int(n)] || depth > maxDepth || binary.NativeEndian.Uint64(p) != n {
		return false
	}
	seen[int(n)] = true
	flags := binary.NativeEndian.Uint16(p[offFlags:])
	if flags != pageBranch {
		return flags == pageLeaf
	}
	whole := true
	for i := range int(binary.NativeEndian.Uint16(p[offCount:])) {
		e, _, ok := element(p, i)
		if !ok {
			return false
		}
		whole = f.follow(binary.NativeEndian.Uint64(e[8:]), depth+1, seen) && whole
	}
	return whole
}

// current returns the root that both meta pages agree is the last; ok is false where
// one of them is bad, so that the last save may have another.
func (f rawFile) current() (root uint64, ok bool) {
	r := bytes.NewReader(f.data)
	first, _, ok0 := readMeta(r, 0)
	second, _, ok1 := readMeta(r, int64(f.page))
	if !ok0 || !ok1 || !first.sized() || !second.sized() {
		return 0, false
	}
	if second.txid > first.txid {
		first = second
	}
	return first.root, true
}
