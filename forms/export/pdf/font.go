package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Errors that ParseFont gives.
var (
	ErrKind    = errors.New("this is no TrueType font (a file that ends in .ttf); collections (.ttc) and OpenType fonts (.otf) cannot be put into a PDF here")
	ErrLocked  = errors.New("the makers of this font do not let it be put into documents")
	ErrUnknown = errors.New("this font is built in a way that cannot be put into a PDF here")
)

// PerEm is the unit of widths: a thousandth of the size of type.
const PerEm = 1000

// A font comes from anywhere, so what it may ask for is bounded.
const (
	maxFont   = 32 << 20 // bytes of a font
	maxShape  = 1 << 15  // bytes of one shape
	maxParts  = 64       // shapes that one is made of
	maxSubset = 4 << 20  // bytes of all shapes that are put into a file
)

// Font is a TrueType font. Nothing in it is trusted: what does not hold is met when it is
// asked for, and is then a sign the font lacks.
type Font struct {
	head, hhea, hmtx, maxp, loca, glyf []byte
	codes                              codes
	shapes                             int // how many there are
	metrics                            int // how many of them have a width of their own; the others have that of the last
	em                                 int // units the shapes are drawn in
}

// Shape is the number of a shape in a font; 0 is the one for what the font lacks.
type Shape uint16

// ParseFont reads a font. Errors are ErrKind, ErrLocked and ErrUnknown.
func ParseFont(data []byte) (*Font, error) {
	if len(data) < 12 || string(data[:4]) != "\x00\x01\x00\x00" && string(data[:4]) != "true" {
		return nil, ErrKind
	}
	if len(data) > maxFont {
		return nil, fmt.Errorf("%w: it is larger than %d MB", ErrUnknown, maxFont>>20)
	}
	t := tables(data)
	f := &Font{head: t["head"], hhea: t["hhea"], hmtx: t["hmtx"], maxp: t["maxp"], loca: t["loca"], glyf: t["glyf"]}
	if len(f.head) < 54 || len(f.hhea) < 36 || len(f.maxp) < 32 {
		return nil, ErrUnknown
	}
	f.em, f.shapes, f.metrics = u16(f.head, 18), u16(f.maxp, 4), u16(f.hhea, 34)
	ok := false
	f.codes, ok = readCodes(t["cmap"])
	switch {
	case !ok, f.em < 16, f.em > 1<<14, f.shapes == 0, len(f.glyf) == 0, f.metrics == 0,
		f.metrics > f.shapes, len(f.hmtx) < 4*f.metrics+2*(f.shapes-f.metrics),
		u16(f.head, 50) > 1, len(f.loca) < (f.shapes+1)*f.placeSize():
		return nil, ErrUnknown
	case locked(t["OS/2"]):
		return nil, ErrLocked
	}
	return f, nil
}

// locked reports whether a font may not be put into files, or not in part.
func locked(os2 []byte) bool {
	return len(os2) >= 10 && (u16(os2, 8)&0xf == 2 || u16(os2, 8)&0x300 != 0)
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

// piece is so many bytes of a table from a place; nil where it has not as many.
func piece(b []byte, at, size int) []byte {
	if at < 0 || size < 0 || at > len(b) || size > len(b)-at {
		return nil
	}
	return b[at : at+size]
}

// tables cuts a font into its tables; those that do not fit are left out.
func tables(data []byte) map[string][]byte {
	out := map[string][]byte{}
	for i := range u16(data, 4) {
		entry := piece(data, 12+16*i, 16)
		if entry == nil {
			break
		}
		if t := piece(data, u32(entry, 8), u32(entry, 12)); t != nil {
			out[string(entry[:4])] = t
		}
	}
	return out
}

// Shape finds the shape of a sign. ok is false where the font lacks it, or cannot draw it.
func (f *Font) Shape(r rune) (s Shape, ok bool) {
	n := f.codes.find(int(r))
	if n <= 0 || n >= f.shapes {
		return 0, false
	}
	parts := maxParts
	return Shape(n), f.sound(Shape(n), &parts)
}

// sound reports whether a shape and all it is made of can be drawn.
func (f *Font) sound(s Shape, parts *int) bool {
	*parts--
	data, ok := f.outline(s)
	if !ok || *parts < 0 {
		return false
	}
	if len(data) == 0 {
		return true
	}
	if i16(data, 0) >= 0 {
		_, ok := plain(data)
		return ok
	}
	out, ok := joined(data, func(part Shape) (Shape, bool) { return part, f.sound(part, parts) })
	return ok && out != nil
}

// Width is the width of a shape in thousandths of the size.
func (f *Font) Width(s Shape) int {
	return (f.advance(s)*PerEm + f.em/2) / f.em
}

func (f *Font) advance(s Shape) int { return u16(f.hmtx, 4*min(int(s), f.metrics-1)) }

// bearing is the room at the left of a shape, in the font's units.
func (f *Font) bearing(s Shape) int {
	if int(s) < f.metrics {
		return u16(f.hmtx, 4*int(s)+2)
	}
	return u16(f.hmtx, 4*f.metrics+2*(int(s)-f.metrics))
}

// placeSize is the size of a place in loca.
func (f *Font) placeSize() int { return 2 + 2*u16(f.head, 50) }

// outline is how a shape is drawn; it is empty for blanks.
func (f *Font) outline(s Shape) (data []byte, ok bool) {
	if int(s) >= f.shapes {
		return nil, false
	}
	place := func(i int) int {
		if f.placeSize() == 2 {
			return 2 * u16(f.loca, 2*i)
		}
		return u32(f.loca, 4*i)
	}
	from := place(int(s))
	size := place(int(s)+1) - from
	data = piece(f.glyf, from, size)
	return data, data != nil && size <= maxShape && (size == 0 || size >= 12)
}

// scaled turns the font's units into thousandths of the size.
func (f *Font) scaled(units int) int { return units * PerEm / f.em }
