// Package seal keeps the records of a book secret and whole: it seals them with
// XChaCha20-Poly1305 and turns names into keys that show nothing. The seal is
// also the checksum that the database below does not have: a record whose bytes
// changed, or that was moved to another place, does not open.
package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// Overhead is what sealing adds to a padded record, in bytes: the schema number,
// the nonce and the tag.
const Overhead = 1 + chacha20poly1305.NonceSizeX + chacha20poly1305.Overhead

// MaxAddress is the length of the longest address key, in bytes.
const MaxAddress = sha256.Size

const lengthBytes = 4 // the true length stands before the text and its padding

// ErrBroken says that a record does not open: its bytes changed, it was moved, or
// it was sealed with another key.
var ErrBroken = errors.New("the seal is broken")

// Place is where a record lies. A record opens only in the place it was sealed
// for, so that nothing can be cut out of one place and pasted into another.
type Place struct {
	Bucket string
	Key    []byte
}

// Box seals and opens the records of one book. It is safe for use by several
// goroutines, and does not print its keys.
type Box struct {
	aead    cipher.AEAD
	content Key // of aead
	index   Key
	book    string
	schema  byte
}

// NewBox returns the box of a book. schema is the number that new records are
// marked with; records of every schema open, as each says its own.
func NewBox(k Keys, book string, schema byte) (*Box, error) {
	if !k.Set() {
		return nil, ErrKeySize
	}
	sub, err := derive(k.Content, "pairbook seal")
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(sub.bytes())
	if err != nil {
		return nil, fmt.Errorf("make the cipher: %w", err)
	}
	return &Box{aead: aead, content: sub, index: k.Index, book: book, schema: schema}, nil
}

func derive(k Key, use string) (Key, error) {
	b, err := hkdf.Key(sha256.New, k.bytes(), nil, use, KeySize)
	if err != nil {
		return Key{}, fmt.Errorf("derive a key: %w", err)
	}
	return KeyFrom(b)
}

// Seal returns plain sealed for a place, padded so that its length says little.
func (x *Box) Seal(at Place, plain []byte) []byte {
	padded := make([]byte, Padded(lengthBytes+len(plain)))
	binary.BigEndian.PutUint32(padded, uint32(len(plain)))
	copy(padded[lengthBytes:], plain)

	out := make([]byte, 1+chacha20poly1305.NonceSizeX, Overhead+len(padded))
	out[0] = x.schema
	nonce := out[1:]
	_, _ = rand.Read(nonce) // crypto/rand.Read never fails since Go 1.24
	return x.aead.Seal(out, nonce, padded, x.bind(nil, at, x.schema))
}

// Open returns what was sealed for a place, or ErrBroken. It never returns a part
// of a record.
func (x *Box) Open(at Place, sealed []byte) ([]byte, error) { return x.Opener().Open(at, sealed) }

// Opener opens many records of a box, one after the other, in the same piece of
// memory. It is for one goroutine.
type Opener struct {
	box          *Box
	bound, plain []byte
}

// Opener returns an Opener of the box.
func (x *Box) Opener() *Opener { return &Opener{box: x} }

// Open is Box.Open, but what it returns holds only until the next call.
func (o *Opener) Open(at Place, sealed []byte) ([]byte, error) {
	if len(sealed) < Overhead {
		return nil, ErrBroken
	}
	nonce := sealed[1 : 1+chacha20poly1305.NonceSizeX]
	box := sealed[1+chacha20poly1305.NonceSizeX:]
	o.bound = o.box.bind(o.bound[:0], at, sealed[0])
	padded, err := o.box.aead.Open(o.plain[:0], nonce, box, o.bound)
	if err != nil || len(padded) < lengthBytes {
		return nil, ErrBroken
	}
	o.plain = padded
	n := binary.BigEndian.Uint32(padded)
	if uint64(n) > uint64(len(padded)-lengthBytes) {
		return nil, ErrBroken
	}
	return padded[lengthBytes : lengthBytes+int(n)], nil
}

// bind appends the data a seal also vouches for: bucket|key|schema|book. The lengths
// keep two different places from ever looking the same.
func (x *Box) bind(b []byte, at Place, schema byte) []byte {
	b = appendPart(b, at.Bucket)
	b = appendPart(b, at.Key)
	b = append(b, schema)
	return append(b, x.book...)
}

func appendPart[T string | []byte](b []byte, s T) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// Address returns a key of n bytes, at most MaxAddress, that stands for the parts
// and shows nothing of them: the same for the same parts, and for no others.
func (x *Box) Address(n int, parts ...string) []byte {
	h := hmac.New(sha256.New, x.index.bytes())
	var msg []byte
	for _, p := range parts {
		msg = appendPart(msg, p)
	}
	_, _ = h.Write(msg) // a hash never fails to take bytes
	return h.Sum(nil)[:min(n, MaxAddress)]
}

// Padded returns the size that n bytes are padded to: 64, and from there in steps
// of a quarter.
func Padded(n int) int {
	size := 64
	for size < n {
		size += size / 4
	}
	return size
}
