package seal

import (
	"crypto/rand"
	"errors"
	"fmt"
)

// KeySize is the length of a key in bytes.
const KeySize = 32

// ErrKeySize says that a key was handed over that is not KeySize bytes long.
var ErrKeySize = errors.New("a key is 32 bytes long")

// ErrSecret says that something tried to write a key as text.
var ErrSecret = errors.New("a key is not written out")

// Key is the key of a book. It does not print itself, neither alone nor as part
// of a larger value, so that it cannot slip into a log. The zero Key is no key.
type Key struct {
	// bytes is a function, because fmt follows fields and pointers into larger
	// structs without asking them, but shows nothing of a function.
	bytes func() []byte
}

// NewKey returns a fresh random key.
func NewKey() Key {
	b := make([]byte, KeySize)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	return Key{func() []byte { return b }}
}

// KeyFrom returns the key made of b, which it copies. It returns ErrKeySize
// where b is not KeySize bytes long.
func KeyFrom(b []byte) (Key, error) {
	if len(b) != KeySize {
		return Key{}, ErrKeySize
	}
	own := append([]byte(nil), b...)
	return Key{func() []byte { return own }}, nil
}

// Reveal returns a copy of the key's bytes, to be wrapped or stored. It returns
// nil for the zero Key.
func (k Key) Reveal() []byte {
	if k.bytes == nil {
		return nil
	}
	return append([]byte(nil), k.bytes()...)
}

// Format prints a placeholder, whatever the verb.
func (k Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("key(hidden)")) }

// MarshalText refuses with ErrSecret, so that no encoder writes a key by accident.
func (k Key) MarshalText() ([]byte, error) { return nil, ErrSecret }
