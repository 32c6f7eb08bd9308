package pdf

import (
	"encoding/binary"
	"fmt"
)

// Subset is a font with some of another's shapes.
type Subset struct {
	font   *Font
	shapes []Shape         // by their new numbers
	place  map[Shape]Shape // the new numbers
	glyf   []byte
	loca   []byte
}

// Subset makes a font that holds the given shapes, and those they are made of. They are
// numbered from 1 in the order they are given in, each once; New tells the numbers. Hints
// for screens without many points are left out. Errors are that a shape cannot be read, or
// that all together are too large.
func (f *Font) Subset(shapes []Shape) (*Subset, error) {
	s := &Subset{font: f, place: map[Shape]Shape{}}
	s.add(0)
	for _, one := range shapes {
		s.add(one)
	}
	for i := 0; i < len(s.shapes); i++ { // it grows by the parts that are met
		s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
		data, ok := s.redrawn(s.shapes[i])
		if !ok && i > 0 {
			return nil, fmt.Errorf("%w: shape %d is broken", ErrUnknown, s.shapes[i])
		}
		s.glyf = append(s.glyf, data...)
		for len(s.glyf)%4 != 0 {
			s.glyf = append(s.glyf, 0)
		}
		if len(s.glyf) > maxSubset || len(s.shapes) > 0xffff {
			return nil, fmt.Errorf("%w: its shapes are too large", ErrUnknown)
		}
	}
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	return s, nil
}

// New is the number of a shape in the subset, 0 where it is not in it.
func (s *Subset) New(shape Shape) Shape { return s.place[shape] }

func (s *Subset) add(shape Shape) Shape {
	n, ok := s.place[shape]
	if !ok {
		n = Shape(len(s.shapes))
		s.place[shape] = n
		s.shapes = append(s.shapes, shape)
	}
	return n
}

// redrawn is the outline of a shape without hints, with the new numbers of its parts.
func (s *Subset) redrawn(shape Shape) ([]byte, bool) {
	data, ok := s.font.outline(shape)
	if !ok || len(data) == 0 {
		return nil, ok
	}
	if i16(data, 0) >= 0 {
		return plain(data)
	}
	return joined(data, func(part Shape) (Shape, bool) {
		if int(part) >= s.font.shapes {
			return 0, false
		}
		return s.add(part), true
	})
}

// plain is a simple outline without its hints.
func plain(data []byte) (out []byte, ok bool) {
	end := 10 + 2*i16(data, 0)
	size := piece(data, end, 2)
	if size == nil {
		return nil, false
	}
	rest := end + 2 + u16(size, 0)
	if rest > len(data) {
		return nil, false
	}
	out = append(out, data[:end]...)
	out = append(out, 0, 0)
	return append(out, data[rest:]...), true
}

// Flags of the parts of a shape.
const (
	wideArgs  = 1 << 0
	oneScale  = 1 << 3
	moreParts = 1 << 5
	twoScales = 1 << 6
	matrix    = 1 << 7
	hasHints  = 1 << 8
)

// joined is an outline made of others without its hints. number gives the parts their
// numbers, or says that one cannot be used.
func joined(data []byte, number func(part Shape) (Shape, bool)) (out []byte, ok bool) {
	out = append(out, data[:10]...)
	for at := 10; ; {
		head := piece(data, at, 4)
		if head == nil {
			return nil, false
		}
		flags := u16(head, 0)
		size := 6
		if flags&wideArgs != 0 {
			size += 2
		}
		switch {
		case flags&oneScale != 0:
			size += 2
		case flags&twoScales != 0:
			size += 4
		case flags&matrix != 0:
			size += 8
		}
		all := piece(data, at, size)
		if all == nil {
			return nil, false
		}
		part, ok := number(Shape(u16(head, 2)))
		if !ok {
			return nil, false
		}
		out = binary.BigEndian.AppendUint16(out, uint16(flags&^hasHints))
		out = binary.BigEndian.AppendUint16(out, uint16(part))
		out = append(out, all[4:]...)
		if at += size; flags&moreParts == 0 {
			return out, true
		}
	}
}

// File is the subset as a font of its own. With more tables, by name, it can hold what is
// not needed to draw.
func (s *Subset) File(more map[string][]byte) []byte {
	f := s.font
	head, hhea, maxp := append([]byte(nil), f.head[:54]...), append([]byte(nil), f.hhea[:36]...), append([]byte(nil), f.maxp[:32]...)
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum of all, which nobody reads here
	binary.BigEndian.PutUint16(head[50:], 1) // places in four bytes
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.shapes)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.shapes)))
	clear(maxp[14:28]) // what the hints would need
	var hmtx []byte
	for _, shape := range s.shapes {
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.advance(shape)))
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.bearing(shape)))
	}
	all := map[string][]byte{"glyf": s.glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": s.loca, "maxp": maxp}
	for name, t := range more {
		all[name] = t
	}
	return fontFile(all)
}
