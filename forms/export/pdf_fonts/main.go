// Command pdf_fonts packs the fonts of printed documents, which come from a module, so
// that they take half the room in the program. It is run by go generate in the folder
// above, and writes into its own.
package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
)

func main() {
	for name, data := range map[string][]byte{
		"DejaVuSansCondensed.ttf.z":      dejavusanscondensed.TTF,
		"DejaVuSansCondensed-Bold.ttf.z": dejavusanscondensedbold.TTF,
	} {
		if err := pack(filepath.Join("pdf_fonts", name), data); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func pack(path string, data []byte) error {
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("packing %s: %w", path, err)
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
