// Command pdf_fonts packs the fonts of printed documents, which come from a module: only
// what is needed to draw them, so that they take little room in the program. It is run by
// go generate in the folder above, and writes into its own.
package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"

	"pairbook/forms/export/pdf"
)

// packed is a font, and which of its signs it keeps.
type packed struct {
	name string
	data []byte
	keep func(r rune) bool
}

func fonts() []packed {
	all := func(rune) bool { return true }
	return []packed{
		{"DejaVuSansCondensed.ttf.z", dejavusanscondensed.TTF, all},
		{"DejaVuSansCondensed-Bold.ttf.z", dejavusanscondensedbold.TTF, written},
	}
}

func main() {
	for _, f := range fonts() {
		if err := pack(filepath.Join("pdf_fonts", f.name), f); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// written tells the signs that words are written with. Pictures and the signs of
// mathematics are drawn in the regular face wherever they stand.
func written(r rune) bool {
	return r < 0x250 || unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.P, unicode.Sc, unicode.Z)
}

func pack(path string, f packed) error {
	small, err := f.bare()
	if err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	if _, err := w.Write(small); err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// bare is a font with the shapes of the signs to keep, and without hints, names, and what
// sets signs together.
func (f packed) bare() ([]byte, error) {
	font, err := pdf.ParseFont(f.data)
	if err != nil {
		return nil, err
	}
	var signs []rune
	var shapes []pdf.Shape
	for r := range rune(0x110000) {
		if s, ok := font.Shape(r); ok && f.keep(r) {
			signs, shapes = append(signs, r), append(shapes, s)
		}
	}
	sub, err := font.Subset(shapes)
	if err != nil {
		return nil, err
	}
	codes := pdf.Codes(signs, func(r rune) pdf.Shape {
		s, _ := font.Shape(r)
		return sub.New(s)
	})
	return sub.File(map[string][]byte{"cmap": codes}), nil
}
