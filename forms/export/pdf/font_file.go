package pdf

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
)

// fontFile joins tables to a font.
func fontFile(all map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(all))
	n := len(names)
	log := bits.Len(uint(n)) - 1
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := len(out) + 16*n
	for _, name := range names {
		t := all[name]
		out = append(out, name...)
		for _, v := range []int{int(sum(t)), at, len(t)} {
			out = binary.BigEndian.AppendUint32(out, uint32(v))
		}
		at += (len(t) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, all[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// sum adds up a table, as fonts do.
func sum(t []byte) uint32 {
	total := uint32(0)
	for i, b := range t {
		total += uint32(b) << (24 - 8*(i%4))
	}
	return total
}

// Codes writes the table by which signs, in rising order, find their shapes.
func Codes(signs []rune, shape func(r rune) Shape) []byte {
	var groups []byte
	n := 0
	for i := 0; i < len(signs); {
		end := i + 1
		for end < len(signs) && signs[end] == signs[end-1]+1 && shape(signs[end]) == shape(signs[end-1])+1 {
			end++
		}
		for _, v := range []int{int(signs[i]), int(signs[end-1]), int(shape(signs[i]))} {
			groups = binary.BigEndian.AppendUint32(groups, uint32(v))
		}
		n++
		i = end
	}
	out := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0} // one table, for Windows and all of Unicode
	for _, v := range []int{16 + len(groups), 0, n} {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return append(out, groups...)
}
