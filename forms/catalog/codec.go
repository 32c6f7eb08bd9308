package catalog

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// The compiled form of a library: every value in the order of the functions
// below, numbers as varints, texts with their length before them. One set of
// functions both writes and reads, so that the two cannot drift apart. Texts that
// are read share the memory of the input.

// compiledMark begins the compiled form; its number rises when the order changes.
const compiledMark = "pairbook forms 5\n"

var errCompiled = errors.New("the compiled forms do not fit this program; run go generate ./forms/catalog")

// codec writes to out, or reads from in, whichever it was made for.
type codec struct {
	reading bool
	in      string
	at      int
	out     []byte
	bad     bool
	conds   map[string]forms.Cond // parsed so far: most are said many times
}

// encode returns the compiled form of a library.
func encode(lib *forms.Library) []byte {
	c := &codec{out: []byte(compiledMark)}
	c.library(lib)
	return c.out
}

// decode reads what encode wrote.
func decode(in string) (*forms.Library, error) {
	if !strings.HasPrefix(in, compiledMark) {
		return nil, errCompiled
	}
	c := &codec{reading: true, in: in, at: len(compiledMark), conds: map[string]forms.Cond{}}
	lib := &forms.Library{}
	c.library(lib)
	if c.bad || c.at != len(in) {
		return nil, errCompiled
	}
	return lib, nil
}

// fail ends reading: everything after it is zero.
func (c *codec) fail() {
	c.bad = true
	c.at = len(c.in)
}

// size writes or reads a count. What is read is never more than what is left, for
// nothing takes less than a byte.
func (c *codec) size(n int) int {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, uint64(n))
		return n
	}
	x := uint64(0)
	for shift := 0; ; shift += 7 {
		if c.at >= len(c.in) || shift > 28 {
			c.fail()
			return 0
		}
		b := c.in[c.at]
		c.at++
		x |= uint64(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	if x > uint64(len(c.in)-c.at) {
		c.fail()
		return 0
	}
	return int(x)
}

// num writes or reads a number of any size, sign included.
func (c *codec) num(p *int) {
	s := ""
	if !c.reading {
		s = string(binary.AppendVarint(nil, int64(*p)))
	}
	str(c, &s)
	if c.reading {
		n, used := binary.Varint([]byte(s))
		if used <= 0 {
			c.fail()
			return
		}
		*p = int(n)
	}
}

func (c *codec) flag(p *bool) {
	n := 0
	if *p {
		n = 1
	}
	n = c.small(n)
	*p = n == 1
}

// small writes or reads a number under 128 in one byte.
func (c *codec) small(n int) int {
	if !c.reading {
		c.out = append(c.out, byte(n))
		return n
	}
	if c.at >= len(c.in) {
		c.fail()
		return 0
	}
	c.at++
	return int(c.in[c.at-1])
}

func (c *codec) float(p **float64) {
	s := ""
	if *p != nil {
		s = string(binary.BigEndian.AppendUint64(nil, math.Float64bits(**p)))
	}
	str(c, &s)
	if c.reading && len(s) == 8 {
		x := math.Float64frombits(binary.BigEndian.Uint64([]byte(s)))
		*p = &x
	}
}

func str[S ~string](c *codec, p *S) {
	n := c.size(len(*p))
	if !c.reading {
		c.out = append(c.out, *p...)
		return
	}
	*p = S(c.in[c.at : c.at+n])
	c.at += n
}

// list writes or reads the elements of a slice; an empty one is read as nil.
func list[T any](c *codec, p *[]T, one func(*T)) {
	n := c.size(len(*p))
	if c.reading && n > 0 {
		*p = make([]T, n)
	}
	for i := range *p {
		if c.bad {
			return
		}
		one(&(*p)[i])
	}
}

// table writes or reads a map in the order of its keys; an empty one is read as
// nil.
func table[K ~string, T any](c *codec, p *map[K]T, one func(*T)) {
	n := c.size(len(*p))
	if !c.reading {
		for _, k := range sortedKeys(*p) {
			v := (*p)[k]
			str(c, &k)
			one(&v)
		}
		return
	}
	if n == 0 {
		return
	}
	*p = make(map[K]T, min(n, 64))
	for range n {
		var k K
		var v T
		str(c, &k)
		one(&v)
		if c.bad {
			return
		}
		(*p)[k] = v
	}
}

// ref writes or reads what a pointer points to.
func ref[T any](one func(*T)) func(**T) {
	return func(p **T) {
		if *p == nil {
			*p = new(T)
		}
		one(*p)
	}
}

func (c *codec) text(p *lang.Text) {
	str(c, p)
}

// cond is kept as it was written, and parsed again.
func (c *codec) cond(p *forms.Cond) {
	text := p.Text
	str(c, &text)
	if !c.reading || text == "" {
		return
	}
	parsed, known := c.conds[text]
	if !known {
		var err error
		if parsed, err = forms.ParseCond(text); err != nil {
			c.fail()
			return
		}
		c.conds[text] = parsed
	}
	*p = parsed
}
