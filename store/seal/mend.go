package seal

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"math/bits"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
)

// MaxMend is the size of the largest sealed record that Mend looks at, in bytes: it takes
// about a millisecond for each thousand.
const MaxMend = 16 << 10

// Mend opens a record of which one or two bits have flipped, in the record or in its key,
// and returns the key and the text as they were; ok is false where it is worse than that.
// What it returns has opened like any other record, so that nothing can come of it that
// was never sealed.
//
// The tag of a seal (RFC 8439) is a sum over its blocks, modulo 2^130-5. Each flipped bit
// changes that sum by an amount that is known, and so the difference between the tag that
// is there and the one that belongs to the text tells which bits have flipped.
func (x *Box) Mend(at Place, sealed []byte) (key, plain []byte, ok bool) {
	if len(sealed) < Overhead || len(sealed) > MaxMend {
		return nil, nil, false
	}
	m := &mending{box: x, at: at, sealed: sealed}
	if m.search() || m.nonce() {
		return m.key, m.plain, true
	}
	return nil, nil, false
}

// mending is a record on the way to be opened.
type mending struct {
	box    *Box
	at     Place
	sealed []byte

	flips []flip
	where map[field]int // which of flips changes the sum by that much

	key, plain []byte
}

// flip is a bit that may have flipped, and by how much the sum changes when it is put
// right.
type flip struct {
	key  bool // in the key, else in the record
	bit  int
	sums field
}

const (
	nonceEnd = 1 + chacha20poly1305.NonceSizeX
	sumBlock = 16
)

// search looks for the bits whose amounts make up the difference.
func (m *mending) search() bool {
	differences := m.differences()
	for _, d := range differences {
		if i, ok := m.where[d]; ok && m.open(m.flips[i]) {
			return true
		}
	}
	for _, d := range differences {
		for _, one := range m.flips {
			if i, ok := m.where[d.minus(one.sums)]; ok && m.open(one, m.flips[i]) {
				return true
			}
		}
	}
	return false
}

// nonce tries the bits of the nonce, which change everything, one by one.
func (m *mending) nonce() bool {
	for bit := 8; bit < 8*nonceEnd; bit++ {
		if m.open(flip{bit: bit}) {
			return true
		}
	}
	return false
}

// open opens the record with some bits flipped.
func (m *mending) open(fs ...flip) bool {
	key, sealed := bytes.Clone(m.at.Key), bytes.Clone(m.sealed)
	for _, f := range fs {
		b := sealed
		if f.key {
			b = key
		}
		b[f.bit/8] ^= 1 << (f.bit % 8)
	}
	plain, err := m.box.Open(Place{m.at.Bucket, key}, sealed)
	if err != nil {
		return false
	}
	m.key, m.plain = key, plain
	return true
}

// differences fills in what each bit amounts to, and returns what is missing from the sum:
// six amounts. The tag does not say the highest two bits of the four that they can be, and
// where a bit of the tag itself has flipped, it may have passed its end on either side.
func (m *mending) differences() []field {
	bound := m.box.bind(nil, m.at, m.sealed[0])
	text, tag := m.sealed[nonceEnd:len(m.sealed)-chacha20poly1305.Overhead], m.sealed[len(m.sealed)-chacha20poly1305.Overhead:]
	blocks := padBlock(append(padBlock(bound), text...))
	blocks = binary.LittleEndian.AppendUint64(blocks, uint64(len(bound)))
	blocks = binary.LittleEndian.AppendUint64(blocks, uint64(len(text)))
	r, s := m.oneTime()
	p, sum := prime(), new(big.Int)
	for i := 0; i < len(blocks); i += sumBlock {
		sum.Add(sum, littleEndian(append(bytes.Clone(blocks[i:i+sumBlock]), 1)))
		sum.Mod(sum.Mul(sum, r), p)
	}
	m.spread(bound, text, tag, r, len(blocks)/sumBlock)
	var out []field
	low := new(big.Int).Sub(littleEndian(tag), s)
	end := new(big.Int).Lsh(big.NewInt(1), 128)
	low.Sub(low.Mod(low, end), end)
	for range 6 {
		d := new(big.Int).Sub(low, sum)
		out = append(out, fieldOf(d.Mod(d, p)))
		low.Add(low, end)
	}
	return out
}

// spread notes the amount of every bit of the key, the schema number, the text and the tag.
func (m *mending) spread(bound, text, tag []byte, r *big.Int, blocks int) {
	m.where = map[field]int{}
	powers := make([]field, blocks+1)
	power := big.NewInt(1)
	for i := range powers {
		powers[i] = fieldOf(power)
		power = power.Mod(power.Mul(power, r), prime())
	}
	// The place of a record is bound as bucket, key, schema and book, see Box.bind.
	key := len(appendPart(nil, m.at.Bucket)) + len(appendPart(nil, m.at.Key)) - len(m.at.Key)
	m.note(true, 0, bound[key:key+len(m.at.Key)], key, powers)
	m.note(false, 0, m.sealed[:1], key+len(m.at.Key), powers)
	m.note(false, nonceEnd, text, len(padBlock(bound)), powers)
	m.note(false, len(m.sealed)-len(tag), tag, blocks*sumBlock, powers)
}

// note notes the bits of some bytes, which stand at a place in the sum and at another in
// the key or the record. The tag stands behind the last block, and counts the other way.
func (m *mending) note(key bool, in int, b []byte, at int, powers []field) {
	for n := range b {
		block := (at + n) / sumBlock
		amount := powers[len(powers)-1-block]
		for range 8 * ((at + n) % sumBlock) {
			amount = amount.plus(amount)
		}
		for bit := range 8 {
			sums := amount
			set, ofTag := b[n]&(1<<bit) != 0, block == len(powers)-1
			if set != ofTag {
				sums = field{}.minus(amount)
			}
			m.where[sums] = len(m.flips)
			m.flips = append(m.flips, flip{key, 8*(in+n) + bit, sums})
			amount = amount.plus(amount)
		}
	}
}

// oneTime returns the two numbers that the sum of this record is made with.
func (m *mending) oneTime() (r, s *big.Int) {
	nonce := m.sealed[1:nonceEnd]
	var stream [2 * sumBlock]byte
	sub, err := chacha20.HChaCha20(m.box.content.bytes(), nonce[:16])
	if err == nil {
		var c *chacha20.Cipher
		if c, err = chacha20.NewUnauthenticatedCipher(sub, append(make([]byte, 4), nonce[16:]...)); err == nil {
			c.XORKeyStream(stream[:], stream[:])
		}
	}
	for _, i := range []int{3, 7, 11, 15} {
		stream[i] &= 15
	}
	for _, i := range []int{4, 8, 12} {
		stream[i] &= 252
	}
	return littleEndian(stream[:sumBlock]), littleEndian(stream[sumBlock:])
}

func padBlock(b []byte) []byte {
	return append(bytes.Clone(b), make([]byte, (sumBlock-len(b)%sumBlock)%sumBlock)...)
}

func littleEndian(b []byte) *big.Int {
	turned := bytes.Clone(b)
	for i := range len(b) / 2 {
		turned[i], turned[len(b)-1-i] = turned[len(b)-1-i], turned[i]
	}
	return new(big.Int).SetBytes(turned)
}

// prime is 2^130-5.
func prime() *big.Int {
	p := new(big.Int).Lsh(big.NewInt(1), 130)
	return p.Sub(p, big.NewInt(5))
}

// field is a number below 2^130-5, the lowest part first.
type field [3]uint64

const (
	primeLow  = 1<<64 - 5
	primeMid  = 1<<64 - 1
	primeHigh = 3
)

func fieldOf(n *big.Int) (f field) {
	var b [24]byte
	n.FillBytes(b[:])
	for i := range f {
		f[2-i] = binary.BigEndian.Uint64(b[8*i:])
	}
	return f
}

func (f field) plus(g field) field {
	sum := f.add(g)
	if d, borrow := sum.subtract(field{primeLow, primeMid, primeHigh}); borrow == 0 {
		return d
	}
	return sum
}

func (f field) minus(g field) field {
	d, borrow := f.subtract(g)
	if borrow == 0 {
		return d
	}
	return d.add(field{primeLow, primeMid, primeHigh})
}

// subtract also tells whether the result is below zero.
func (f field) subtract(g field) (d field, borrow uint64) {
	d[0], borrow = bits.Sub64(f[0], g[0], 0)
	d[1], borrow = bits.Sub64(f[1], g[1], borrow)
	d[2], borrow = bits.Sub64(f[2], g[2], borrow)
	return d, borrow
}

// add adds, and lets go what is carried beyond 192 bits.
func (f field) add(g field) field {
	var c uint64
	f[0], c = bits.Add64(f[0], g[0], 0)
	f[1], c = bits.Add64(f[1], g[1], c)
	f[2], _ = bits.Add64(f[2], g[2], c)
	return f
}
