package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// The parts of a book that are read before anything of it can be unsealed, and what is done
// to them. A part that has a checksum is spoiled with a right one, too: else little would
// come further than that.
const (
	spoilHeader     = iota // both copies say it, with a right checksum
	spoilHeaderRaw         // some bytes of them
	spoilKeys              // the records of the keys say it, with a right checksum
	spoilKeysRaw           // some bytes of them
	spoilLockFile          // the file beside the book says it
	spoilMeta              // some bytes of one meta page, with a right checksum
	spoilMetas             // the same bytes of both
	spoilFirstPages        // some bytes of the two pages
	spoilKinds
)

// openable is a good book, as a fuzzer needs it.
type openable struct {
	data    []byte
	o       Options
	header  []byte   // its record, which stands there more than once
	keys    [][]byte // the records of the keys
	lock    []byte   // what the lock file says
	answers map[forms.PairID]map[forms.Address]forms.Value
}

func openables(t testing.TB) []*openable {
	t.Helper()
	var all []*openable
	for _, g := range []struct{ name, pass string }{{"schema-2-open", ""}, {"schema-2-locked", passphrase}} {
		data, err := os.ReadFile(filepath.Join(goldenFolder, g.name+".book"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, newOpenable(t, data, g.pass))
	}
	return all
}

func newOpenable(t testing.TB, data []byte, pass string) *openable {
	t.Helper()
	path := bookPath(t)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	o := Options{Passphrase: pass, Owner: owned, Device: "goldendevice"}
	x := &openable{data: data, o: o, answers: map[forms.PairID]map[forms.Address]forms.Value{}}
	b := mustOpen(t, path, o)
	pairs, err := b.Pairs()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs {
		rec := load(t, b, p.ID)
		x.answers[p.ID] = map[forms.Address]forms.Value{}
		rec.Addresses(func(a forms.Address) {
			if v := rec.Value(a); v != "" {
				x.answers[p.ID][a] = v
			}
		})
	}
	err = b.view(func(tx *bolt.Tx) error {
		x.header = bytes.Clone(tx.Bucket([]byte(inSys)).Get([]byte(headerName)))
		return tx.Bucket([]byte(inUnlock)).ForEach(func(_, v []byte) error {
			x.keys = append(x.keys, bytes.Clone(v))
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	if x.lock, err = os.ReadFile(lockPath(path)); err != nil {
		t.Fatal(err)
	}
	return x
}

// spoiled returns the book and its lock file with a part of it spoiled.
func (x *openable) spoiled(kind uint8, at uint16, with []byte) (data, lock []byte) {
	data, lock = bytes.Clone(x.data), x.lock
	key := x.keys[int(at)%len(x.keys)]
	size := pageSizeOf(x.data)
	switch kind % spoilKinds {
	case spoilHeader:
		data = bytes.ReplaceAll(data, x.header, summed(with, len(x.header)))
	case spoilHeaderRaw:
		data = bytes.ReplaceAll(data, x.header, patched(x.header, int(at), with))
	case spoilKeys:
		data = bytes.ReplaceAll(data, key, summed(with, len(key)))
	case spoilKeysRaw:
		data = bytes.ReplaceAll(data, key, patched(key, int(at>>2), with))
	case spoilLockFile:
		lock = with
	case spoilMeta:
		spoilMetaAt(data, int(at&1)*size, int(at>>1), with)
	case spoilMetas:
		spoilMetaAt(data, 0, int(at), with)
		spoilMetaAt(data, size, int(at), with)
	case spoilFirstPages:
		copy(data, patched(data[:2*size], int(at), with))
	}
	return data, lock
}

func pageSizeOf(data []byte) int {
	return int(binary.NativeEndian.Uint32(data[pageHeader+offPageSize:]))
}

// summed is a record of a given length that lies in the clear: what is missing are blanks,
// which JSON allows.
func summed(text []byte, length int) []byte {
	text = append(bytes.Clone(text), bytes.Repeat([]byte{' '}, length)...)[:length-sumBytes]
	sum := sha256.Sum256(text)
	return append(sum[:sumBytes:sumBytes], text...)
}

func patched(in []byte, at int, with []byte) []byte {
	out := bytes.Clone(in)
	copy(out[at%len(out):], with)
	return out
}

// spoilMetaAt changes a meta page and makes its checksum right again.
func spoilMetaAt(data []byte, page, at int, with []byte) {
	m := data[page+pageHeader : page+pageHeader+metaSize]
	copy(m, patched(m[:metaSummed], at, with))
	h := fnv.New64a()
	_, _ = h.Write(m[:metaSummed]) // a hash never fails to take bytes
	binary.NativeEndian.PutUint64(m[metaSummed:], h.Sum64())
}

// ours are the errors that Open may end with where a book is there and nobody has it open.
func ours() []error {
	return []error{ErrDamaged, ErrNotABook, ErrNewer, ErrEmptyFile, ErrLocked, ErrWrongPassphrase, ErrFull, ErrGrown, ErrPermission}
}

// FuzzOpen spoils what is read first. Open answers soon, with a book or an error of ours,
// and what it opens says nothing that was not written, and nothing less without telling.
func FuzzOpen(f *testing.F) {
	books := openables(f)
	for _, s := range openSeeds(books[0], books[1]) {
		f.Add(s.locked, s.kind, s.at, []byte(s.with))
	}
	f.Fuzz(func(t *testing.T, locked bool, kind uint8, at uint16, with []byte) {
		x := books[0]
		if locked {
			x = books[1]
		}
		if kind%spoilKinds == spoilKeys && costly(with) {
			return // it may take half a second, and is tested elsewhere
		}
		data, lock := x.spoiled(kind, at, with)
		x.opens(t, data, lock, kind%spoilKinds == spoilLockFile)
	})
}

// costly reports whether a record of a key asks for much work.
func costly(text []byte) bool {
	var r keyRecord
	err := json.Unmarshal(bytes.TrimSpace(text), &r)
	return err == nil && r.Cost != nil && r.Cost.Valid() && r.Cost.Time*r.Cost.Memory > 1<<16
}

// opens opens a spoiled book. sound says that the book itself is as it was.
func (x *openable) opens(t *testing.T, data, lock []byte, sound bool) {
	t.Helper()
	path := bookPath(t)
	for name, bytes := range map[string][]byte{path: data, lockPath(path): lock} {
		if err := os.WriteFile(name, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan error, 1)
	var opened *Book
	go func() {
		var err error
		opened, err = Open(path, x.o)
		done <- err
	}()
	ok, err := soon(done)
	switch {
	case !ok:
		t.Fatal("no answer within two seconds")
	case err == nil:
		x.compares(t, opened)
		return
	case sound:
		t.Errorf("a lock file keeps a good book shut: %v", err)
	case !slices.ContainsFunc(ours(), func(e error) bool { return errors.Is(err, e) }):
		t.Errorf("it is nobody's error: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("it was changed, %v", err)
	}
}

func soon(done <-chan error) (ok bool, err error) {
	select {
	case err := <-done:
		return true, err
	case <-time.After(2 * time.Second):
		return false, nil
	}
}

// compares reads an opened book, and closes it.
func (x *openable) compares(t *testing.T, b *Book) {
	t.Helper()
	done := make(chan error, 1)
	go func() {
		x.compare(t, b)
		done <- b.Close()
	}()
	if ok, err := soon(done); err != nil || !ok {
		t.Fatalf("reading and closing it: %v, within two seconds: %v", err, ok)
	}
}

// compare holds what an opened book says against what it said.
func (x *openable) compare(t *testing.T, b *Book) {
	t.Helper()
	o := b.Opening()
	told := len(o.Damage) > 0 || o.LastSaveMayMiss || o.Older
	pairs, err := b.Pairs()
	told = told || errors.Is(err, ErrDamaged)
	if err != nil && !errors.Is(err, ErrDamaged) {
		t.Errorf("the pairs: %v", err)
	}
	missing := 0
	for id, want := range x.answers {
		if !slices.ContainsFunc(pairs, func(p forms.PairSummary) bool { return p.ID == id }) {
			missing++
			continue
		}
		rec, damage, err := b.Load(id)
		told = told || err != nil || len(damage) > 0
		if err == nil {
			missing += wrongOrMissing(t, string(id), rec, want)
		}
	}
	for _, p := range pairs {
		if x.answers[p.ID] == nil {
			t.Errorf("a pair that never was: %+v", p)
		}
	}
	if missing > 0 && !told {
		t.Errorf("%d answers or pairs are missing, and nobody is told", missing)
	}
}

type openSeed struct {
	locked bool
	kind   uint8
	at     uint16
	with   string
}

// openSeeds are what a fuzzer begins with.
func openSeeds(open, locked *openable) []openSeed {
	header := string(open.header[sumBytes:])
	key := func(x *openable, i int) string { return string(x.keys[i][sumBytes:]) }
	all := []openSeed{
		{false, spoilHeader, 0, header},
		{false, spoilHeader, 0, strings.Replace(header, `"schema":2`, `"schema":3`, 1)},
		{false, spoilHeader, 0, strings.Replace(header, `"schema":2`, `"schema":1`, 1)},
		{true, spoilHeader, 0, `{"id":"ANOTHER","schema":2,"min_reader":2,"app":"pairbook"}`},
		{false, spoilHeader, 0, `{"id":"ANOTHER","schema":2,"min_reader":2,"app":"pairbook"}`},
		{false, spoilHeader, 0, `{}`},
		{false, spoilHeader, 0, `null`},
		{false, spoilHeaderRaw, 3, "\x00"},
		{false, spoilKeys, 0, `{"kind":"none","key":"AAAA"}`},
		{false, spoilKeys, 0, key(open, 0)},
		{false, spoilKeysRaw, 40, "x"},
		{true, spoilKeysRaw, 40, "x"},
		{false, spoilLockFile, 0, ""},
		{false, spoilLockFile, 0, `{"book":"x","pid":-1,"since":"9999-12-31T23:59:59Z","revs":18446744073709551615}`},
		{false, spoilLockFile, 0, strings.Repeat("[", 600)},
		{false, spoilMeta, 2 * offRoot, "\x03"},
		{false, spoilMeta, 2*offRoot + 1, "\x04"},
		{false, spoilMetas, offRoot, "\x00"},
		{false, spoilMetas, offPageSize, "\x00\x08\x00\x00"},
		{false, spoilMetas, offPages, "\xff\xff\xff\xff\xff\xff\xff\xff"},
		{false, spoilMetas, offFreelist, "\x02"},
		{false, spoilMetas, offTxid, "\xff\xff\xff\xff\xff\xff\xff\xff"},
		{false, spoilFirstPages, 0, strings.Repeat("\x00", 8192)},
		{true, spoilFirstPages, 16, "\xff"},
	}
	for i := range locked.keys {
		all = append(all, openSeed{true, spoilKeys, uint16(i), key(locked, i)}, openSeed{true, spoilKeys, uint16(i), `{"kind":"passphrase"}`})
	}
	for page := range uint16(8) {
		all = append(all, openSeed{false, spoilMetas, offRoot, string([]byte{byte(page)})}, openSeed{true, spoilMetas, offRoot, string([]byte{byte(page)})})
	}
	return all
}
