package export_test

import (
	"io"
	"testing"

	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func BenchmarkContract(b *testing.B) {
	s := filled(b, lang.English).sheet(contract)
	for _, f := range export.Formats() {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if err := export.Write(io.Discard, f, export.Build(s, export.Options{})); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
