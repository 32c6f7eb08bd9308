package export

import (
	"bytes"
	"compress/zlib"
	_ "embed" // for the fonts
	"fmt"
	"io"

	"pairbook/forms/export/pdf"
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

// name is what the file calls it.
func (f face) name() string {
	return [faceCount]string{"DejaVuSansCondensed", "DejaVuSansCondensed-Bold", "Own"}[f]
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
	fonts  [faceCount]*pdf.Font
	widths [faceCount]map[rune]float64 // of what was asked for, in thousandths of the size; -1 where the font lacks it
}

func newFaces(extra []byte) (*faces, error) {
	fs := &faces{}
	for f, packed := range [][]byte{regular: packedRegular, bold: packedBold} {
		data, err := unpackFont(packed)
		if err != nil {
			return nil, fmt.Errorf("unpacking our fonts: %w", err)
		}
		if fs.fonts[f], err = pdf.ParseFont(data); err != nil {
			return nil, fmt.Errorf("reading our fonts: %w", err)
		}
	}
	if extra != nil {
		var err error
		if fs.fonts[own], err = pdf.ParseFont(extra); err != nil {
			return nil, err
		}
	}
	for f := range fs.widths {
		fs.widths[f] = map[rune]float64{}
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

// width is the width of a sign in thousandths of the size. ok is false where the face
// lacks it.
func (fs *faces) width(f face, r rune) (w float64, ok bool) {
	w, known := fs.widths[f][r]
	if !known {
		w = -1
		if font := fs.fonts[f]; font != nil {
			if shape, ok := font.Shape(r); ok {
				w = float64(font.Width(shape))
			}
		}
		fs.widths[f][r] = w
	}
	return w, w >= 0
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

// CheckFont tells whether a font can stand in a PDF: a single TrueType font whose makers
// allow it and which tells its signs by their Unicode numbers. Errors are pdf.ErrKind,
// pdf.ErrLocked and pdf.ErrUnknown.
func CheckFont(data []byte) error {
	_, err := pdf.ParseFont(data)
	return err
}
