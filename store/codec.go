package store

import (
	"encoding/binary"
	"errors"

	"pairbook/forms"
)

// Records are written as lengths, texts and numbers, one after the other, after a
// number that says which form the record has. JSON would be ten times slower to
// read, and a pair's screen reads all heads of the pair; and it would change text
// that is not valid UTF-8.
const recordForm = 1

var errRecord = errors.New("the record is not as this program writes it")

type encoder struct{ b []byte }

func newEncoder(size int) *encoder {
	e := &encoder{b: make([]byte, 0, size)}
	e.num(recordForm)
	return e
}

func (e *encoder) num(n uint64) { e.b = binary.AppendUvarint(e.b, n) }

func (e *encoder) text(s string) {
	e.num(uint64(len(s)))
	e.b = append(e.b, s...)
}

// decoder reads from one string, so that the texts of a record share one piece of
// memory. After a fault everything reads as empty, and ok tells.
type decoder struct {
	s   string
	bad bool
}

func newDecoder(b []byte) *decoder {
	d := &decoder{s: string(b)}
	if d.num() != recordForm {
		d.bad = true
	}
	return d
}

func (d *decoder) num() uint64 {
	var n uint64
	for i := 0; i < len(d.s) && i < binary.MaxVarintLen64; i++ {
		c := d.s[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.s = d.s[i+1:]
			return n
		}
	}
	d.bad, d.s = true, ""
	return 0
}

func (d *decoder) text() string {
	n := d.num()
	if n > uint64(len(d.s)) {
		d.bad, d.s = true, ""
		return ""
	}
	t := d.s[:n]
	d.s = d.s[n:]
	return t
}

// count reads how many parts follow, each of which takes at least one byte.
func (d *decoder) count() int {
	n := d.num()
	if n > uint64(len(d.s)) {
		d.bad, d.s = true, ""
		return 0
	}
	return int(n)
}

// done returns errRecord unless the record was read to its end without a fault.
func (d *decoder) done() error {
	if d.bad || d.s != "" {
		return errRecord
	}
	return nil
}

func (e *encoder) address(a forms.Address) {
	e.text(a.Sheet.Form)
	e.text(a.Sheet.Register)
	e.num(uint64(a.Sheet.Number))
	e.text(string(a.Sheet.Of))
	e.text(a.Field)
	e.text(string(a.Row))
	e.text(a.Part)
	e.text(string(a.Voice))
}

func (d *decoder) address() forms.Address {
	return forms.Address{
		Sheet: forms.SheetID{Form: d.text(), Register: d.text(), Number: int(d.num()), Of: forms.Voice(d.text())},
		Field: d.text(),
		Row:   forms.RowID(d.text()),
		Part:  d.text(),
		Voice: forms.Voice(d.text()),
	}
}

func (e *encoder) revID(id forms.RevID) {
	e.text(id.Device)
	e.num(id.Seq)
}

func (d *decoder) revID() forms.RevID { return forms.RevID{Device: d.text(), Seq: d.num()} }
