package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestWhatBboltWritesIsSoundToTheWalker is against false alarms: a walker that
// finds fault with a good file would keep people from saving.
func TestWhatBboltWritesIsSoundToTheWalker(t *testing.T) {
	path := bookPath(t)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true, NoGrowSync: true, FreelistType: bolt.FreelistMapType})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // it is thrown away
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	rnd := rand.New(rand.NewPCG(1, 1))
	for round := range 150 {
		growing := round/25%2 == 0
		err := db.Update(func(tx *bolt.Tx) error { return disturb(tx, rnd, growing) })
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		for _, deep := range []bool{true, false} {
			if err := walkFile(f, info.Size(), deep); err != nil {
				t.Fatalf("round %d, deep %v: %v", round, deep, err)
			}
		}
	}
}

// disturb puts and deletes records of all sizes, in buckets large and small.
func disturb(tx *bolt.Tx, rnd *rand.Rand, growing bool) error {
	for range rnd.IntN(60) {
		bu, err := tx.CreateBucketIfNotExists([]byte{'a' + byte(rnd.IntN(4))})
		if err != nil {
			return err
		}
		key := []byte{byte(rnd.IntN(256)), byte(rnd.IntN(12))}
		if growing != (rnd.IntN(4) == 0) {
			err = bu.Put(key, make([]byte, rnd.IntN(900)*rnd.IntN(12)))
		} else {
			err = bu.Delete(key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestTheWalkerFindsWhatWouldLeadBboltAstray(t *testing.T) {
	good, _, _ := sample(t)
	m, _, err := currentMeta(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	size := int(m.pageSize)
	page := func(d []byte, id uint64) []byte { return d[int(id)*size : int(id+1)*size] }
	for name, spoil := range map[string]func(d []byte){
		"a page that claims the rest of the file": func(d []byte) { binary.NativeEndian.PutUint32(page(d, m.root)[offOverflow:], 1<<30) },
		"a page that is another":                  func(d []byte) { page(d, m.root)[0]++ },
		"a root of no kind":                       func(d []byte) { page(d, m.root)[offFlags] = 0 },
		"a list of free pages that names the root": func(d []byte) {
			free := page(d, m.freelist)
			binary.NativeEndian.PutUint16(free[offCount:], 1)
			binary.NativeEndian.PutUint64(free[pageHeader:], m.root)
		},
		"a list of free pages without end": func(d []byte) {
			free := page(d, m.freelist)
			binary.NativeEndian.PutUint16(free[offCount:], manyFree)
			binary.NativeEndian.PutUint64(free[pageHeader:], 1<<60)
		},
		"a key beyond its page": func(d []byte) { binary.NativeEndian.PutUint32(page(d, m.root)[pageHeader+8:], 1<<31) },
	} {
		d := bytes.Clone(good)
		spoil(d)
		if err := walkFile(bytes.NewReader(d), int64(len(d)), true); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := walkFile(bytes.NewReader(good), int64(len(good)), true); err != nil {
		t.Errorf("a good book: %v", err)
	}
}
