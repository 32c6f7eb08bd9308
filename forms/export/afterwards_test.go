package export_test

import (
	"bytes"
	"crypto/ed25519"
	"strconv"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// takes writes what a deed changes.
func (b *book) takes(cs ...forms.Change) {
	b.t.Helper()
	if len(cs) == 0 {
		b.t.Error("nothing was changed")
	}
	for _, c := range cs {
		b.set(c.Addr, string(c.Value))
	}
}

func TestWhatWasAddedToAnOpenedCopyLeavesWithIt(t *testing.T) {
	sealed := map[string]string{"state_mentee": "sealed", "state_mentor": "sealed", "ticks_mentee": "board"}
	for l, label := range map[lang.Lang]string{lang.English: "Added 4 April 2026", lang.Swedish: "Tillagt 4 april 2026", lang.French: "Ajouté le 4 avril 2026"} {
		b := shipped(t, l, sealed)
		day, err := lang.ParseISO("2026-04-04")
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			s := b.sheet(forms.SheetID{Form: forms.EachForm, Of: v})
			b.takes(s.AddAddendum(day, "Herons of the "+string(v)+"\nand cranes")...)
		}
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			s := b.sheet(forms.SheetID{Form: forms.EachForm, Of: v})
			for _, to := range forms.Audiences() {
				all := everywhere(t, export.Build(s, export.Options{To: to}))
				want := !to.Outside() || to == forms.ForBoard && v == forms.Mentee
				if got := strings.Count(all, "Herons of the "+string(v)) > 0 && strings.Contains(all, label) && strings.Contains(all, "and cranes"); got != want {
					t.Errorf("%s: the addendum of the %s leaves for %s: %t, want %t", l, v, to, got, want)
				}
				if strings.Contains(all, "Herons of the "+string(v.Other())) {
					t.Errorf("the other's addendum leaves with the copy of the %s", v)
				}
			}
		}
		b.put(forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}, forms.FieldState, forms.Agreed, "open")
		if all := everywhere(t, export.Build(b.sheet(forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}), export.Options{})); strings.Contains(all, "Herons") {
			t.Errorf("%s: an addendum of a copy that is not open leaves", l)
		}
	}
}

// quill signs with one key.
type quill struct{ key ed25519.PrivateKey }

func (q quill) Public() ed25519.PublicKey { return q.key.Public().(ed25519.PublicKey) }

func (q quill) Sign(m []byte) ([]byte, error) { return ed25519.Sign(q.key, m), nil }

func TestASignatureSaysWhatWasInitialledSince(t *testing.T) {
	q := quill{ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))}
	for l, want := range map[lang.Lang]string{
		lang.English: "Signed by Amina Diallo, 24 March 2026; amended 4 April 2026, initialled: question ",
		lang.Swedish: "Undertecknat av Amina Diallo, 24 mars 2026; ändrat 4 april 2026, godkänt med initialer: fråga ",
		lang.French:  "Signé par Amina Diallo, 24 mars 2026; modifié le 4 avril 2026, paraphé\u00a0: question ",
	} {
		b := shipped(t, l, nil)
		b.put(contract, "ct_when", forms.Agreed, "Fridays")
		at := b.sheet(contract).SignAt(forms.Mentee)[0]
		cs, err := b.sheet(contract).Sign(at, "Amina Diallo", b.Today, q)
		if err != nil {
			t.Fatal(err)
		}
		b.takes(cs...)
		b.put(contract, "ct_when", forms.Agreed, "Mondays")
		if cs, err = b.sheet(contract).Initial(at, "Amina Diallo", b.Today.AddDays(11), q); err != nil {
			t.Fatal(err)
		}
		b.takes(cs...)
		d := export.Build(b.sheet(contract), export.Options{})
		if asked := questions(d)["ct_when"]; asked.Number > 0 {
			want += strconv.Itoa(asked.Number)
		} else {
			t.Fatal("the question is not in the document")
		}
		for _, f := range []export.Format{export.FormatText, export.FormatMarkdown, export.FormatJSON} {
			if all := strings.Join(strings.Fields(write(t, f, d)), " "); !strings.Contains(all, strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%s in %s does not say %q", l, f, want)
			}
		}
	}
}
