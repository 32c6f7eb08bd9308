package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The pages of a bbolt file (bbolt v1.5.0, internal/common/page.go), in the byte
// order of the computer: a header of 16 bytes, and then elements of 16 bytes that
// say where keys and values lie.
const (
	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageFreelist = 0x10

	offFlags    = 8
	offCount    = 10
	offOverflow = 12 // how many pages more belong to this one
	elementSize = 16
	bucketFlag  = 0x01 // of a leaf's element: the value is a bucket
	bucketSize  = 16   // a bucket's root page and sequence; a small bucket follows as a page of its own
	manyFree    = 0xFFFF

	maxDepth = 64       // of the tree; the largest book needs 10
	deepSize = 64 << 20 // larger files are not read as a whole before the first save
)

var errPage = errors.New("a page is not as it should be")

// walker follows every page of a file once, by reading, and trusts none.
type walker struct {
	f    io.ReaderAt
	meta meta
	seen []bool
	deep bool // look into every leaf, not only at its header
}

// order is how far the keys of one bucket have come. A branch announces the first
// key of the page below; any other key must be greater than the one before it.
type order struct {
	last      []byte
	any       bool
	announced bool
}

func (o *order) next(key []byte, announces bool) bool {
	c := bytes.Compare(key, o.last)
	ok := !o.any || c > 0 || c == 0 && o.announced
	o.last, o.any, o.announced = key, true, announces
	return ok
}

// walkFile returns DamagedError where the tree of a file leads outside it, in
// circles or out of order, or where a page in use is listed as free. deep reads
// every page as a whole.
func walkFile(f io.ReaderAt, size int64, deep bool) error {
	m, _, err := currentMeta(f, size)
	if err != nil {
		return err
	}
	w := &walker{f: f, meta: m, seen: make([]bool, m.pages), deep: deep}
	err = w.tree(m.root, 0, true, &order{})
	if err == nil {
		err = w.freelist()
	}
	if err != nil {
		return &DamagedError{What: "structure", Cause: err}
	}
	return nil
}

func bad(id uint64, what string) error { return fmt.Errorf("%w: page %d: %s", errPage, id, what) }

// page reads a page with all that belongs to it, and marks it as seen. Only the
// header is read where whole says so.
func (w *walker) page(id uint64, whole func(flags uint16) bool) ([]byte, error) {
	size := uint64(w.meta.pageSize)
	head := make([]byte, pageHeader)
	if id < metaPagesMin || id >= w.meta.pages {
		return nil, bad(id, "outside the file")
	}
	if _, err := w.f.ReadAt(head, int64(id*size)); err != nil {
		return nil, err
	}
	over := uint64(binary.NativeEndian.Uint32(head[offOverflow:]))
	if binary.NativeEndian.Uint64(head) != id || over >= w.meta.pages-id {
		return nil, bad(id, "header")
	}
	for i := id; i <= id+over; i++ {
		if w.seen[i] {
			return nil, bad(i, "used twice")
		}
		w.seen[i] = true
	}
	if !whole(binary.NativeEndian.Uint16(head[offFlags:])) {
		return head, nil
	}
	all := make([]byte, (1+over)*size)
	_, err := w.f.ReadAt(all, int64(id*size))
	return all, err
}

// tree walks through the pages below one. deep looks into its leaves whatever the
// size of the file: the root bucket's lead to the others.
func (w *walker) tree(id uint64, depth int, deep bool, o *order) error {
	if depth > maxDepth {
		return bad(id, "too deep")
	}
	deep = deep || w.deep
	p, err := w.page(id, func(flags uint16) bool { return deep || flags == pageBranch })
	if err != nil {
		return err
	}
	switch binary.NativeEndian.Uint16(p[offFlags:]) {
	case pageBranch:
		return w.branch(id, p, depth, deep, o)
	case pageLeaf:
		if deep {
			return w.leaf(id, p, depth, o)
		}
		return nil
	}
	return bad(id, "neither branch nor leaf")
}

func (w *walker) branch(id uint64, p []byte, depth int, deep bool, o *order) error {
	n := int(binary.NativeEndian.Uint16(p[offCount:]))
	if n == 0 {
		return bad(id, "empty branch")
	}
	for i := range n {
		e, rest, ok := element(p, i)
		if !ok {
			return bad(id, "element")
		}
		pos, ksize := binary.NativeEndian.Uint32(e), binary.NativeEndian.Uint32(e[4:])
		key, _, ok := cut(rest, pos, ksize, 0)
		if !ok || !o.next(key, true) {
			return bad(id, "key")
		}
		if err := w.tree(binary.NativeEndian.Uint64(e[8:]), depth+1, deep, o); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) leaf(id uint64, p []byte, depth int, o *order) error {
	for i := range int(binary.NativeEndian.Uint16(p[offCount:])) {
		e, rest, ok := element(p, i)
		if !ok {
			return bad(id, "element")
		}
		native := binary.NativeEndian
		key, value, ok := cut(rest, native.Uint32(e[4:]), native.Uint32(e[8:]), native.Uint32(e[12:]))
		if !ok || !o.next(key, false) {
			return bad(id, "key")
		}
		if native.Uint32(e)&bucketFlag == 0 {
			continue
		}
		if err := w.bucket(id, value, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) bucket(id uint64, value []byte, depth int) error {
	if len(value) < bucketSize {
		return bad(id, "bucket")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return w.tree(root, depth+1, false, &order{})
	}
	inline := value[bucketSize:]
	if len(inline) < pageHeader || binary.NativeEndian.Uint16(inline[offFlags:]) != pageLeaf || depth > maxDepth {
		return bad(id, "small bucket")
	}
	return w.leaf(id, inline, depth+1, &order{})
}

// element returns an element of a page, and the page from there on.
func element(p []byte, i int) (e, rest []byte, ok bool) {
	at := pageHeader + i*elementSize
	if at+elementSize > len(p) {
		return nil, nil, false
	}
	return p[at : at+elementSize], p[at:], true
}

// cut returns the key and the value that an element says to lie at pos.
func cut(rest []byte, pos, ksize, vsize uint32) (key, value []byte, ok bool) {
	from, mid := uint64(pos), uint64(pos)+uint64(ksize)
	to := mid + uint64(vsize)
	if to > uint64(len(rest)) {
		return nil, nil, false
	}
	return rest[from:mid], rest[mid:to], true
}

// freelist reads the list of free pages: none of them may be in use.
func (w *walker) freelist() error {
	id := w.meta.freelist
	p, err := w.page(id, func(uint16) bool { return true })
	if err != nil {
		return err
	}
	if binary.NativeEndian.Uint16(p[offFlags:]) != pageFreelist {
		return bad(id, "no list of free pages")
	}
	n, ids := uint64(binary.NativeEndian.Uint16(p[offCount:])), p[pageHeader:]
	if n == manyFree {
		n, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids))/8 {
		return bad(id, "too many free pages")
	}
	for i := range n {
		free := binary.NativeEndian.Uint64(ids[8*i:])
		if free < metaPagesMin || free >= w.meta.pages || w.seen[free] {
			return bad(free, "free and in use")
		}
	}
	return nil
}
