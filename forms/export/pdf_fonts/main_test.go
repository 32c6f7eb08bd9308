package main

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"testing"
)

func TestThePackedFontsAreThoseOfTheModule(t *testing.T) {
	for _, one := range fonts() {
		file, err := os.ReadFile(one.name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := zlib.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		want, err := one.bare()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another font, %v: go generate ./forms/export packs it anew", one.name, err)
		}
	}
}
