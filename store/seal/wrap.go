package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// SaltSize is the length of a salt in bytes.
const SaltSize = 16

// NewSalt returns a fresh random salt.
func NewSalt() []byte {
	b := make([]byte, SaltSize)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	return b
}

// Cost says how much work it is to try a passphrase (argon2id, RFC 9106).
type Cost struct {
	Time    uint32 `json:"t"` // passes
	Memory  uint32 `json:"m"` // KiB
	Threads uint8  `json:"p"`
}

// The largest Cost that is read from a file: a damaged or planted record must not
// hold up the computer.
const (
	MaxTime    = 20
	MaxMemory  = 1 << 19 // KiB
	MaxThreads = 16
	MaxWork    = 1 << 20 // passes over so many KiB: five times as much as UsualCost
)

// UsualCost is the second choice of RFC 9106: 64 MiB, about a tenth of a second.
func UsualCost() Cost { return Cost{Time: 3, Memory: 64 << 10, Threads: 4} }

// Valid reports whether the cost is one that can be computed and may be.
func (c Cost) Valid() bool {
	return c.Time >= 1 && c.Time <= MaxTime && c.Threads >= 1 && c.Threads <= MaxThreads &&
		c.Memory >= 8*uint32(c.Threads) && c.Memory <= MaxMemory && c.Time*c.Memory <= MaxWork
}

// FromPassphrase returns the key that a passphrase stands for. The same letters
// give the same key however the keyboard composes them; nothing else is changed.
// The cost must be Valid.
func FromPassphrase(pass string, salt []byte, c Cost) (Key, error) {
	if !c.Valid() {
		return Key{}, fmt.Errorf("cost of a passphrase: %w", ErrBroken)
	}
	return KeyFrom(argon2.IDKey(norm.NFC.Bytes([]byte(pass)), salt, c.Time, c.Memory, c.Threads, KeySize))
}

// FromRecovery returns the key that a recovery code stands for.
func FromRecovery(r Recovery, salt []byte) (Key, error) {
	b, err := hkdf.Key(sha256.New, r.bytes(), salt, "pairbook recovery", KeySize)
	if err != nil {
		return Key{}, fmt.Errorf("derive a key: %w", err)
	}
	return KeyFrom(b)
}

// Wrap seals a secret under a key. It opens only together with the same bound
// texts, which say what it is and to whom it belongs.
func Wrap(k Key, secret []byte, bound ...string) ([]byte, error) {
	if k.bytes == nil {
		return nil, ErrKeySize
	}
	aead, err := chacha20poly1305.NewX(k.bytes())
	if err != nil {
		return nil, fmt.Errorf("make the cipher: %w", err)
	}
	out := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(secret)+chacha20poly1305.Overhead)
	_, _ = rand.Read(out) // crypto/rand.Read never fails since Go 1.24
	return aead.Seal(out, out, secret, parts(bound)), nil
}

// Unwrap opens what Wrap sealed, or returns ErrBroken.
func Unwrap(k Key, wrapped []byte, bound ...string) ([]byte, error) {
	if k.bytes == nil {
		return nil, ErrKeySize
	}
	aead, err := chacha20poly1305.NewX(k.bytes())
	if err != nil {
		return nil, fmt.Errorf("make the cipher: %w", err)
	}
	if len(wrapped) < chacha20poly1305.NonceSizeX {
		return nil, ErrBroken
	}
	n := chacha20poly1305.NonceSizeX
	secret, err := aead.Open(nil, wrapped[:n], wrapped[n:], parts(bound))
	if err != nil {
		return nil, ErrBroken
	}
	return secret, nil
}

func parts(bound []string) []byte {
	var b []byte
	for _, s := range bound {
		b = appendPart(b, s)
	}
	return b
}
