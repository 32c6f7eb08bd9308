package main

import (
	"bytes"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"
)

// ruin metas FILE breaks both meta pages of a book; ruin since OLD FILE breaks the answers
// that were given since a copy was made, wherever they lie in the file.
func ruinFile(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[len(args)-1])
	data, err := os.ReadFile(name)
	ts.Check(err)
	switch args[0] {
	case "metas":
		clear(data[:2*os.Getpagesize()])
	case "since":
		for _, sealed := range sealedSince(ts, ts.MkAbs(args[1]), name) {
			for at := bytes.Index(data, sealed); at >= 0; at = bytes.Index(data, sealed) {
				for _, part := range []int{3, 4, 5} {
					data[at+len(sealed)*part/6] ^= 1
				}
			}
		}
	default:
		ts.Fatalf("no such part: %s", args[0])
	}
	ts.Check(os.WriteFile(name, data, 0o600))
}

// sealedSince returns the records of the revisions that one book has and another has not,
// and of the answers that they are.
func sealedSince(ts *testscript.TestScript, before, name string) (all [][]byte) {
	old := map[string]bool{}
	inBook(ts, before, func(tx *bolt.Tx) {
		c := tx.Bucket([]byte("rev")).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			old[string(k)] = true
		}
	})
	inBook(ts, name, func(tx *bolt.Tx) {
		c := tx.Bucket([]byte("hist")).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			if place, rev := k[:24], k[24:]; !old[string(rev)] {
				all = append(all, bytes.Clone(tx.Bucket([]byte("rev")).Get(rev)), bytes.Clone(tx.Bucket([]byte("head")).Get(place)))
			}
		}
	})
	if len(all) == 0 {
		ts.Fatalf("nothing was written since %s", before)
	}
	return all
}

func inBook(ts *testscript.TestScript, name string, look func(*bolt.Tx)) {
	db, err := bolt.Open(name, 0o600, &bolt.Options{ReadOnly: true})
	ts.Check(err)
	ts.Check(db.View(func(tx *bolt.Tx) error { look(tx); return nil }))
	ts.Check(db.Close())
}
