package export

import (
	"bytes"
	"compress/zlib"
	_ "embed" // for the fonts
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the fonts a document is drawn with. The condensed faces have the same
// signs as the wide ones, and bring most forms onto two pages.
type face int

const (
	regular face = iota
	bold
	own // the reader's
	faceCount
)

func (f face) family() string {
	return [faceCount]string{"dejavusanscondensed", "dejavusanscondensedbold", "own"}[f]
}

// The fonts of the module go-fonts/dejavu, packed. They may be passed on with their
// licence, which lies beside them.
//
//go:generate go run ./pdf_fonts
var (
	//go:embed pdf_fonts/DejaVuSansCondensed.ttf.z
	packedRegular []byte
	//go:embed pdf_fonts/DejaVuSansCondensed-Bold.ttf.z
	packedBold []byte
)

// faces measures text and finds a font for each sign.
type faces struct {
	data   [faceCount][]byte
	fonts  [faceCount]*sfnt.Font
	widths [faceCount]map[rune]float64 // of what was asked for, in thousandths of the size; -1 where the font lacks it
	drawn  [faceCount]bool
	buf    sfnt.Buffer
}

// perEm is the unit of widths: a thousandth of the size.
const perEm = 1000

func newFaces(extra []byte) (*faces, error) {
	fs := &faces{}
	var err error
	for f, packed := range [][]byte{regular: packedRegular, bold: packedBold} {
		if fs.data[f], err = unpackFont(packed); err != nil {
			return nil, fmt.Errorf("reading our fonts: %w", err)
		}
	}
	fs.data[own] = extra
	for f := range faceCount {
		fs.widths[f] = map[rune]float64{}
		if f == own {
			if extra == nil {
				continue
			}
			if err := CheckFont(extra); err != nil {
				return nil, err
			}
		}
		parsed, err := sfnt.Parse(fs.data[f])
		if err != nil {
			return nil, fmt.Errorf("reading the font: %w", err)
		}
		fs.fonts[f] = parsed
	}
	return fs, nil
}

func unpackFont(packed []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// used lists the faces that something was set in.
func (fs *faces) used() []face {
	var out []face
	for f := range faceCount {
		if fs.drawn[f] {
			out = append(out, f)
		}
	}
	return out
}

// width is the width of a sign in thousandths of the size. ok is false where the face
// lacks it, or where the PDF library cannot draw it, as all above U+FFFF.
func (fs *faces) width(f face, r rune) (w float64, ok bool) {
	w, known := fs.widths[f][r]
	if !known {
		w = fs.look(f, r)
		fs.widths[f][r] = w
	}
	return w, w >= 0
}

func (fs *faces) look(f face, r rune) float64 {
	if fs.fonts[f] == nil || r > 0xffff {
		return -1
	}
	glyph, err := fs.fonts[f].GlyphIndex(&fs.buf, r)
	if err != nil || glyph == 0 {
		return -1
	}
	if f == own {
		// A sign whose parts hold each other would never end in the PDF library.
		if _, err := fs.fonts[f].LoadGlyph(&fs.buf, glyph, fixed.I(perEm), nil); err != nil {
			return -1
		}
	}
	w, err := fs.fonts[f].GlyphAdvance(&fs.buf, glyph, fixed.I(perEm), font.HintingNone)
	if err != nil || w < 0 {
		return -1
	}
	return float64(w.Round())
}

// faceFor finds the face that has a sign: the wanted one, else ours, which has more signs
// than the bold one, else the reader's own.
func (fs *faces) faceFor(want face, r rune) (face, float64, bool) {
	for _, f := range []face{want, regular, own} {
		if w, ok := fs.width(f, r); ok {
			return f, w, true
		}
	}
	return want, 0, false
}

// Errors that CheckFont gives.
var (
	ErrFontKind    = errors.New("this is no TrueType font (a file that ends in .ttf); collections (.ttc) and OpenType fonts (.otf) cannot be put into a PDF here")
	ErrFontLocked  = errors.New("the makers of this font do not let it be put into documents")
	ErrFontUnknown = errors.New("this font is built in a way that cannot be put into a PDF here")
)

// CheckFont tells whether a font can stand in a PDF: a single TrueType font whose makers
// allow it and which tells its signs by their Unicode numbers. Errors are ErrFontKind,
// ErrFontLocked and ErrFontUnknown.
func CheckFont(data []byte) error {
	if len(data) < 12 || string(data[:4]) != "\x00\x01\x00\x00" && string(data[:4]) != "true" {
		return ErrFontKind
	}
	if _, err := sfnt.Parse(data); err != nil {
		return fmt.Errorf("%w: %w", ErrFontUnknown, err)
	}
	// The library prints to the terminal where one of these does not hold, and goes on.
	t := fontTables(data)
	name, head, hhea, os2 := t["name"], t["head"], t["hhea"], t["OS/2"]
	switch {
	case len(name) < 6, len(head) < 54, len(hhea) < 36, len(t["post"]) < 32, len(t["maxp"]) < 6, len(t["glyf"]) == 0, len(t["hmtx"]) == 0:
		return ErrFontUnknown
	case u16(name, 0) != 0, u16(head, 18) == 0, u16(head, 50) > 1, u16(head, 52) != 0, u16(hhea, 32) != 0, u16(hhea, 34) == 0:
		return ErrFontUnknown
	case oddName(name), !tellsUnicode(t["cmap"]):
		return ErrFontUnknown
	case len(os2) >= 10 && (u16(os2, 8) == 2 || u16(os2, 8)&0x300 != 0):
		return ErrFontLocked
	}
	return nil
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }

// fontTables cuts a font into its tables; those that do not fit are left out.
func fontTables(data []byte) map[string][]byte {
	out := map[string][]byte{}
	for i := range u16(data, 4) {
		at := 12 + 16*i
		if at+16 > len(data) {
			break
		}
		from := uint64(binary.BigEndian.Uint32(data[at+8:]))
		size := uint64(binary.BigEndian.Uint32(data[at+12:]))
		if from+size <= uint64(len(data)) {
			out[string(data[at:at+4])] = data[from : from+size]
		}
	}
	return out
}

// oddName reports a name in half characters, at which the library gives up aloud.
func oddName(name []byte) bool {
	for i := range u16(name, 2) {
		at := 6 + 12*i
		if at+12 > len(name) {
			return true
		}
		if u16(name, at) == 3 && u16(name, at+8)%2 != 0 {
			return true
		}
	}
	return false
}

// tellsUnicode reports whether a font has the table by which the library finds signs.
func tellsUnicode(cmap []byte) bool {
	if len(cmap) < 4 {
		return false
	}
	for i := range u16(cmap, 2) {
		at := 4 + 8*i
		if at+8 > len(cmap) {
			return false
		}
		system, code := u16(cmap, at), u16(cmap, at+2)
		from := uint64(binary.BigEndian.Uint32(cmap[at+4:]))
		if (system == 0 || system == 3 && code == 1) && from+2 <= uint64(len(cmap)) && u16(cmap, int(from)) == 4 {
			return true
		}
	}
	return false
}
