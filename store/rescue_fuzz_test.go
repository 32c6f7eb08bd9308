package store

import (
	"bytes"
	"errors"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/store/seal"
)

// alwaysSealed returns a box with the same key in every run, and a file with three of its
// records.
func alwaysSealed(t testing.TB) (*seal.Box, []byte) {
	t.Helper()
	own, err := seal.KeysFrom(bytes.Repeat([]byte{7}, 2*seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	box, err := seal.NewBox(own, "always", Schema)
	if err != nil {
		t.Fatal(err)
	}
	b, path := &Book{box: box}, bookPath(t)
	err = newFile(path, 0, func(db *bolt.DB) error {
		return db.Update(func(tx *bolt.Tx) error {
			err := writeEmpty(tx, header{ID: "always", App: appName}, Options{})
			for seq := range uint64(3) {
				r := revision{"k", forms.Revision{ID: forms.RevID{Device: "d", Seq: seq + 1}, Addr: addr(1), Value: "text"}}
				err = errors.Join(err, b.put(tx, inRev, b.keys().rev(r.ID), r.encode()))
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return box, data
}

func FuzzReadingABrokenFile(f *testing.F) {
	box, data := alwaysSealed(f)
	f.Add(data[:4*4096])
	f.Add(data)
	f.Add(data[:5000])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		raw := newRawFile(data)
		raw.each(func(s slot) bool {
			if len(s.key) > len(data) || len(s.value) > len(data) {
				t.Error("more than there is")
			}
			return true
		})
		raw.clear()
		x := newFinding(raw, box)
		x.run()
		var done Rescued
		l := newLinking(x, keys{box}, &done)
		l.run()
		if done.Revisions > 3 || len(x.recs[inRev]) > 3 {
			t.Error("revisions out of nothing")
		}
	})
}
