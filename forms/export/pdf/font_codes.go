package pdf

import "sort"

// codes finds shapes by the Unicode numbers of signs, in the font's own table.
type codes struct {
	table []byte
	wide  bool // knows numbers above U+FFFF (format 12), else it is of format 4
}

// readCodes chooses among a font's tables the one that knows most.
func readCodes(cmap []byte) (best codes, ok bool) {
	if len(cmap) < 4 {
		return codes{}, false
	}
	for i := range u16(cmap, 2) {
		entry := piece(cmap, 4+8*i, 8)
		if entry == nil {
			break
		}
		system, code := u16(entry, 0), u16(entry, 2)
		if system != 0 && (system != 3 || code != 1 && code != 10) {
			continue
		}
		if c, fits := readTable(cmap, u32(entry, 4)); fits && (!ok || c.wide && !best.wide) {
			best, ok = c, true
		}
	}
	return best, ok
}

// readTable reads the table at a place, if it is of a kind we know and all there.
func readTable(cmap []byte, at int) (codes, bool) {
	head := piece(cmap, at, 16)
	if head == nil {
		return codes{}, false
	}
	switch u16(head, 0) {
	case 4:
		// The length stands in two bytes, and large fonts lie about it.
		c := codes{table: cmap[at:]}
		return c, len(c.table) >= 16+4*u16(head, 6)
	case 12:
		n := u32(head, 12)
		if n < 0 || n > len(cmap)/12 {
			return codes{}, false
		}
		table := piece(cmap, at, 16+12*n)
		return codes{table: table, wide: true}, table != nil
	}
	return codes{}, false
}

// find returns the number of a sign's shape, 0 where there is none.
func (c codes) find(r int) int {
	if c.wide {
		return c.findWide(r)
	}
	if r < 0 || r > 0xffff {
		return 0
	}
	return c.findNarrow(r)
}

func (c codes) findWide(r int) int {
	n := u32(c.table, 12)
	i := sort.Search(n, func(i int) bool { return u32(c.table, 16+12*i+4) >= r })
	if i == n {
		return 0
	}
	group := c.table[16+12*i:]
	if first := u32(group, 0); r >= first {
		return u32(group, 8) + r - first
	}
	return 0
}

func (c codes) findNarrow(r int) int {
	size := u16(c.table, 6) &^ 1 // of each of the four lists, in bytes
	ends, starts, deltas, places := 14, 16+size, 16+2*size, 16+3*size
	i := 2 * sort.Search(size/2, func(i int) bool { return u16(c.table, ends+2*i) >= r })
	if i == size || u16(c.table, starts+i) > r {
		return 0
	}
	delta, place := u16(c.table, deltas+i), u16(c.table, places+i)
	if place == 0 {
		return (r + delta) & 0xffff
	}
	at := piece(c.table, places+i+place+2*(r-u16(c.table, starts+i)), 2)
	if at == nil || u16(at, 0) == 0 {
		return 0
	}
	return (u16(at, 0) + delta) & 0xffff
}
