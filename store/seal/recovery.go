package seal

import (
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// ErrSlip says that a recovery code was not copied as it was written: a character
// is missing, too many, wrong or in another place.
var ErrSlip = errors.New("the recovery code was not copied exactly")

// letters are the digits and letters of a recovery code (Crockford's base 32):
// none is easily taken for another.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	recoveryBytes = 16 // 128 bits
	codeLetters   = 26 // 5 bits each
	checkLetters  = 2
	groupLetters  = 4
	// checkPrime is the largest prime that two letters can write. The code taken as
	// a number leaves another rest when one letter changes or two change places.
	checkPrime = 1021
)

// Recovery is the secret behind a recovery code. It does not print itself; Code
// writes it out.
type Recovery struct {
	bytes func() []byte // a function, as in Key
}

// NewRecovery returns a fresh random recovery secret.
func NewRecovery() Recovery {
	b := make([]byte, recoveryBytes)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	return Recovery{func() []byte { return b }}
}

// Format prints a placeholder, whatever the verb.
func (r Recovery) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("recovery(hidden)")) }

// Code writes the secret as people keep it: seven groups of four letters and
// digits, the last two of which tell a slip of the pen apart.
func (r Recovery) Code() string {
	n := new(big.Int).SetBytes(r.bytes())
	all := base32(n, codeLetters) + base32(checkOf(n), checkLetters)
	var groups []string
	for ; len(all) > groupLetters; all = all[groupLetters:] {
		groups = append(groups, all[:groupLetters])
	}
	return strings.Join(append(groups, all), "-")
}

// ParseRecovery reads what Code writes, in capitals or not, with or without
// dashes and spaces, with I and L for 1 and O for 0. It returns ErrSlip where it
// cannot be such a code.
func ParseRecovery(code string) (Recovery, error) {
	n, check := new(big.Int), new(big.Int)
	read := 0
	for _, c := range strings.ToUpper(code) {
		if strings.ContainsRune(" -\t\r\n\u00a0\u2010\u2011\u2013\u2014", c) {
			continue
		}
		digit := digitOf(c)
		if digit < 0 || read == codeLetters+checkLetters {
			return Recovery{}, ErrSlip
		}
		into := n
		if read >= codeLetters {
			into = check
		}
		into.Add(into.Lsh(into, 5), big.NewInt(int64(digit)))
		read++
	}
	if read != codeLetters+checkLetters || n.BitLen() > 8*recoveryBytes || check.Cmp(checkOf(n)) != 0 {
		return Recovery{}, ErrSlip
	}
	b := n.FillBytes(make([]byte, recoveryBytes))
	return Recovery{func() []byte { return b }}, nil
}

func checkOf(n *big.Int) *big.Int { return new(big.Int).Mod(n, big.NewInt(checkPrime)) }

// base32 writes a number with so many letters.
func base32(n *big.Int, size int) string {
	rest, base, digit := new(big.Int).Set(n), big.NewInt(int64(len(letters))), new(big.Int)
	out := make([]byte, size)
	for i := size - 1; i >= 0; i-- {
		rest.DivMod(rest, base, digit)
		out[i] = letters[digit.Int64()]
	}
	return string(out)
}

func digitOf(c rune) int {
	switch c {
	case 'I', 'L':
		return 1
	case 'O':
		return 0
	}
	return strings.IndexRune(letters, c)
}
