package store

import (
	"encoding/binary"
	"hash/fnv"
	"io"
)

// A bbolt file starts with two meta pages, written in turn. What is needed of
// their layout (bbolt v1.5.0, internal/common/meta.go, in the byte order of the
// computer):
const (
	pageHeader   = 16
	metaMagic    = 0xED0CDAED
	metaVersion  = 2
	metaSummed   = 56 // bytes of the meta that its checksum covers
	metaSize     = metaSummed + 8
	minPageSize  = 1 << 10
	maxPageSize  = 16 << 20
	offVersion   = 4
	offPageSize  = 8
	offRoot      = 16 // page of the root bucket
	offFreelist  = 32 // page of the list of free pages
	offPages     = 40 // pages in use: the file must be that long
	offTxid      = 48
	metaPagesMin = 2
)

type meta struct {
	pageSize       uint32
	pages, txid    uint64
	root, freelist uint64
}

// preflight reads the two meta pages without mapping the file, because bbolt
// crashes on a file that was cut short. one reports that one of them is bad, or of an
// earlier day, so that the last save may be missing.
func preflight(f io.ReaderAt, size int64) (one bool, err error) {
	_, one, err = currentMeta(f, size)
	return one, err
}

// currentMeta returns the newer of the meta pages that are whole.
func currentMeta(f io.ReaderAt, size int64) (m meta, one bool, err error) {
	if size == 0 {
		return m, false, ErrEmptyFile
	}
	first, bolt0, ok0 := readMeta(f, 0)
	second, bolt1, ok1 := otherMeta(f, first, ok0)
	if !ok0 && !ok1 {
		return m, false, noMeta(bolt0 || bolt1)
	}
	if ok0 && !first.leads(second, ok1) {
		return m, false, &DamagedError{What: "the size of a page"}
	}
	m = first
	if !ok0 || ok1 && second.txid > first.txid {
		m = second
	}
	if m.pages < metaPagesMin || m.pages > uint64(size)/uint64(m.pageSize) {
		return m, false, &DamagedError{What: "the file is too short"}
	}
	return m, !ok0 || !ok1 || !m.follows(first, second), nil
}

// noMeta says what a file without a whole meta page is.
func noMeta(meant bool) error {
	if meant {
		return &DamagedError{What: "both meta pages"}
	}
	return ErrNotABook
}

// otherMeta reads the second meta page. Where the first one does not say how large a page
// is, it is looked for.
func otherMeta(f io.ReaderAt, first meta, ok0 bool) (second meta, magic, ok bool) {
	if ok0 && first.sized() {
		return readMeta(f, int64(first.pageSize))
	}
	for ps := int64(minPageSize); ps <= maxPageSize; ps *= 2 {
		m, isOne, whole := readMeta(f, ps)
		magic = magic || isOne
		if whole && int64(m.pageSize) == ps {
			return m, true, true
		}
	}
	return meta{}, magic, false
}

// sized reports whether pages can be of that size.
func (m meta) sized() bool {
	return m.pageSize >= minPageSize && m.pageSize <= maxPageSize && m.pageSize&(m.pageSize-1) == 0
}

// leads reports whether the first meta page may say how large a page is: bbolt believes it,
// whatever the second one says.
func (m meta) leads(second meta, there bool) bool {
	return m.sized() && (!there || second.pageSize == m.pageSize)
}

// follows reports whether one of two meta pages is the newest, and the other that of the
// save before it, as they always are. Where one is of an earlier day, the newest save is
// gone, or hidden.
func (m meta) follows(a, b meta) bool { return m.txid == min(a.txid, b.txid)+1 }

// readMeta reads a meta page at an offset. magic reports whether it was meant to
// be one, ok whether it is whole.
func readMeta(f io.ReaderAt, off int64) (m meta, magic, ok bool) {
	b := make([]byte, pageHeader+metaSize)
	if _, err := f.ReadAt(b, off); err != nil {
		return meta{}, false, false
	}
	b = b[pageHeader:]
	order := binary.NativeEndian
	if order.Uint32(b) != metaMagic {
		return meta{}, false, false
	}
	h := fnv.New64a()
	_, _ = h.Write(b[:metaSummed]) // a hash never fails to take bytes
	m = meta{
		pageSize: order.Uint32(b[offPageSize:]), pages: order.Uint64(b[offPages:]), txid: order.Uint64(b[offTxid:]),
		root: order.Uint64(b[offRoot:]), freelist: order.Uint64(b[offFreelist:]),
	}
	return m, true, order.Uint32(b[offVersion:]) == metaVersion && order.Uint64(b[metaSummed:]) == h.Sum64()
}
