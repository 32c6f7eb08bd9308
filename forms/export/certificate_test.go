package export_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// took is a pair that has taken part: two meetings, and a secret in one of them.
func took(t testing.TB, l lang.Lang) *book {
	b := newBook(t, l)
	b.put(forms.SheetID{Form: "pair"}, "anchor_date", forms.Agreed, "2026-01-12")
	for n, day := range map[int]string{1: "2026-01-20", 2: "2026-03-20"} {
		b.put(forms.Meeting(n), "m_date", forms.Agreed, day)
		b.put(forms.Meeting(n), "m_since", forms.Mentee, "Heron")
	}
	return b
}

func TestTheCertificateReadsAsApprovedInEveryLanguageAndFormat(t *testing.T) {
	for _, l := range lang.All() {
		d := export.Certificate(took(t, l).Pair)
		for _, f := range []export.Format{export.FormatText, export.FormatMarkdown, export.FormatHTML} {
			got := write(t, f, d)
			golden(t, "certificate."+string(l)+f.Ext(), got)
			if strings.Contains(got, "Heron") || strings.Contains(got, "⟦") || strings.Contains(got, "{mentee}") {
				t.Errorf("in %s as %s it says too much, or too little:\n%s", l, f, got)
			}
			for _, want := range []string{"Amina Diallo", "Per Holm", "Harbour mentoring 2026", "2"} {
				if !strings.Contains(got, want) {
					t.Errorf("in %s as %s it does not say %q", l, f, want)
				}
			}
		}
	}
}

func TestNobodysNameMakesNoMarkupOfTheCertificate(t *testing.T) {
	b := took(t, lang.English)
	b.put(forms.SheetID{Form: "pair"}, "mentee_name", forms.Mentee, "<b>Amina</b> *Diallo*")
	if got := write(t, export.FormatHTML, export.Certificate(b.Pair)); strings.Contains(got, "<b>Amina") {
		t.Errorf("a name became markup:\n%s", got)
	}
	if got := write(t, export.FormatMarkdown, export.Certificate(b.Pair)); strings.Contains(got, "<b>Amina") || strings.Contains(got, " *Diallo*") {
		t.Errorf("a name became markup:\n%s", got)
	}
}
