package store

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// header is what must be read before anything can be unsealed. It lies in the
// clear, with a checksum, and twice, because without it the book is lost.
type header struct {
	ID        string `json:"id"`
	Schema    int    `json:"schema"`
	MinReader int    `json:"min_reader"` // the oldest Schema of a program that may read the book
	App       string `json:"app"`
	Sealed    string `json:"sealed,omitempty"` // random, another with each new key: tells backups under an old key
}

const (
	appName    = "pairbook"
	sumBytes   = 8
	headerName = "header"
	stateName  = "state"
)

func newHeader() header {
	return header{ID: rand.Text(), Schema: Schema, MinReader: Schema, App: appName}
}

// twice returns the names of the two copies of a record that lies in the clear.
func twice(name string) [2]string { return [2]string{name, name + ".2"} }

func putClear(tx *bolt.Tx, in, name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	bu, err := bucket(tx, in)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	for _, n := range twice(name) {
		if err := bu.Put([]byte(n), append(sum[:sumBytes:sumBytes], data...)); err != nil {
			return fmt.Errorf("write %s: %w", n, err)
		}
	}
	return nil
}

// getClear reads a record that lies in the clear, from whichever copy is whole.
func getClear(tx *bolt.Tx, in, name string, v any) error {
	bu, err := bucket(tx, in)
	if err != nil {
		return err
	}
	for _, n := range twice(name) {
		raw := bu.Get([]byte(n))
		if len(raw) < sumBytes {
			continue
		}
		data := bytes.Clone(raw[sumBytes:])
		sum := sha256.Sum256(data)
		if bytes.Equal(sum[:sumBytes], raw[:sumBytes]) && json.Unmarshal(data, v) == nil {
			return nil
		}
	}
	return &DamagedError{What: "record " + name}
}

// readHeader returns the header, or NewerError where this program may not use the
// book that way.
func readHeader(tx *bolt.Tx, readOnly bool) (header, error) {
	var h header
	if tx.Bucket([]byte(inSys)) == nil {
		return h, ErrNotABook // a bbolt file of some other program
	}
	if err := getClear(tx, inSys, headerName, &h); err != nil {
		return h, err
	}
	if h.App != appName {
		return h, ErrNotABook
	}
	readable := h.MinReader <= Schema
	if h.Schema > Schema && !(readOnly && readable) {
		return h, &NewerError{Schema: h.Schema, MinReader: h.MinReader, Readable: readable}
	}
	return h, nil
}
