package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// A sheet shows about sixty answers on one screen, and asks with every key
// whether the one at hand is valid: these have to cost microseconds.
func BenchmarkAnswers(b *testing.B) {
	a := askingIn(b, lang.Swedish)
	for _, c := range []struct {
		name string
		fd   *forms.Field
		v    forms.Value
	}{
		{"short", plain(forms.KindShort), "Första torsdagen i månaden"},
		{"date", plain(forms.KindDate), "2026-06-04"},
		{"number", minutes(), "60"},
		{"choice", rhythm(), "monthly"},
		{"multi", topics(), "governance.policy\nrole.stress"},
		{"rating", plain(forms.KindRating), "4"},
		{"sign", plain(forms.KindSign), "2026-03-24 Amina Diallo"},
	} {
		b.Run(c.name+"/show", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.fd.Show(c.v, a)
			}
		})
		b.Run(c.name+"/check", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = c.fd.Check(c.v, a) // timed only
			}
		})
		b.Run(c.name+"/parse", func(b *testing.B) {
			b.ReportAllocs()
			text := c.fd.Edit(c.v, a)
			for b.Loop() {
				_, _ = c.fd.Parse(text, a)
			}
		})
	}
}
