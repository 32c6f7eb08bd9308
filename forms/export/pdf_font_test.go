package export_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"golang.org/x/text/unicode/norm"

	"pairbook/forms/export"
	"pairbook/forms/export/pdf"
)

// shown is a text as paper can hold it, by another way than the package goes.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) && r != 0xad || r == 0xad {
			if 0x600 <= r && r <= 0x8ff || 0x110bd <= r && r <= 0x1d17a || 0xfff9 <= r && r <= 0xfffb || r == 0x180e || 0x2061 <= r && r <= 0x206f {
				return r
			}
			return -1
		}
		return r
	}, norm.NFC.String(printable(s)))
}

// fontFor makes a font that has signs from first on, each with the shape of an A, and no others.
func fontFor(first, last rune) []byte {
	const glyphA = 36
	var cmap []byte
	word := func(all ...int) {
		for _, n := range all {
			cmap = binary.BigEndian.AppendUint16(cmap, uint16(n))
		}
	}
	n := int(last-first) + 1
	word(0, 1, 3, 1, 0, 12)        // one table, for Windows and Unicode, at 12
	word(4, 32+2*n, 0, 4, 4, 1, 0) // of kind 4, with two ranges
	word(int(last), 0xffff, 0)     // where they end
	word(int(first), 0xffff, 0, 1) // where they begin, and what is added
	word(4, 0)                     // where the signs of the first stand
	for range n {
		word(glyphA)
	}
	return withTable(dejavusanscondensed.TTF, "cmap", cmap)
}

// withTable puts a table in the place of a font's own.
func withTable(font []byte, name string, table []byte) []byte {
	out := bytes.Clone(font)
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		at := 12 + 16*i
		if string(font[at:at+4]) == name {
			binary.BigEndian.PutUint32(out[at+8:], uint32(len(out)))
			binary.BigEndian.PutUint32(out[at+12:], uint32(len(table)))
		}
	}
	return append(out, table...)
}

// patched changes two bytes of a table.
func patched(font []byte, name string, at int, to uint16) []byte {
	out := bytes.Clone(font)
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		entry := 12 + 16*i
		if string(font[entry:entry+4]) == name {
			binary.BigEndian.PutUint16(out[int(binary.BigEndian.Uint32(font[entry+8:]))+at:], to)
		}
	}
	return out
}

func TestSignsThatOurFontsLackComeFromTheReadersFont(t *testing.T) {
	d := document(question("漢字 here", "Kanji 漢字 and 語"))
	drawn := func(o export.PaperOptions) string {
		var all []string
		for _, w := range paper(t, d, o).pages[0].words {
			all = append(all, w.text)
		}
		return strings.Join(all, "|")
	}
	if out := drawn(export.PaperOptions{}); !strings.Contains(out, "Kanji [U+6F22][U+5B57] and [U+8A9E]") {
		t.Errorf("without a font: %s", out)
	}
	if out := drawn(export.PaperOptions{Font: fontFor('一', '龥')}); !strings.Contains(out, "漢字| here") || !strings.Contains(out, "Kanji |漢字| and |語") {
		t.Errorf("with a font: %s", out)
	}
	if said := paper(t, d, export.PaperOptions{}).said(); !strings.Contains(said, "Kanji 漢字 and 語") {
		t.Errorf("it is read aloud as %q", said)
	}
}

func TestEmojiAreDrawnByNumberAndReadAsWritten(t *testing.T) {
	p := paper(t, document(question("How?", "Well 🙂🇸🇪.")), export.PaperOptions{})
	var drawn string
	for _, w := range p.pages[0].words {
		drawn += w.text
	}
	if !strings.Contains(drawn, "Well [U+1F642][U+1F1F8][U+1F1EA].") || !strings.Contains(p.said(), "Well 🙂🇸🇪.") {
		t.Errorf("drawn %q, read %q", drawn, p.said())
	}
}

func TestTextFromTheRightIsDrawnInReadingOrder(t *testing.T) {
	for text, want := range map[string]string{
		"שלום עולם":           "םלוע םולש",
		"a שלום b":            "a םולש b",
		"שלום (12) abc עולם":  "םלוע abc (12) םולש",
		"Per: שלום עולם 2026": "Per: 2026 םלוע םולש",
	} {
		p := paper(t, document(question("A question that is long enough to have its answer on a line of its own", text)), export.PaperOptions{})
		found := false
		for _, w := range p.pages[0].words {
			found = found || w.text == want
		}
		if !found || !strings.Contains(p.said(), text) {
			t.Errorf("%q is not drawn as %q: %+v", text, want, p.pages[0].words)
		}
	}
}

func TestAFontThatCannotBeUsedIsRefusedInWords(t *testing.T) {
	ttf := dejavusanscondensed.TTF
	fonts := map[string]struct {
		data []byte
		want error
	}{
		"nothing":         {[]byte{}, pdf.ErrKind},
		"a collection":    {append([]byte("ttcf"), make([]byte, 100)...), pdf.ErrKind},
		"OpenType":        {append([]byte("OTTO"), make([]byte, 100)...), pdf.ErrKind},
		"a text":          {[]byte("this is no font at all"), pdf.ErrKind},
		"half a font":     {ttf[:len(ttf)/2], pdf.ErrUnknown},
		"a head alone":    {ttf[:12], pdf.ErrUnknown},
		"without Unicode": {patched(ttf, "cmap", 2, 0), pdf.ErrUnknown},
		"a locked font":   {patched(ttf, "OS/2", 8, 2), pdf.ErrLocked},
		"no shapes":       {patched(ttf, "maxp", 4, 0), pdf.ErrUnknown},
	}
	d := document(question("漢", "字"))
	for name, f := range fonts {
		if err := export.CheckFont(f.data); !errors.Is(err, f.want) {
			t.Errorf("%s: %v", name, err)
		}
		var out bytes.Buffer
		if err := export.PDF(&out, d, export.PaperOptions{Font: f.data}); !errors.Is(err, f.want) || out.Len() > 0 {
			t.Errorf("%s: printed %d bytes, %v", name, out.Len(), err)
		}
	}
	if err := export.CheckFont(ttf); err != nil {
		t.Errorf("a good font is refused: %v", err)
	}
}

// A font that is broken inside passes for whole; it must give an error or a file.
func FuzzFont(f *testing.F) {
	f.Add(uint32(400), []byte{0xff, 0xff})
	f.Add(uint32(700000), []byte{0, 0, 0, 0})
	good := fontFor('一', '一'+40)
	d := document(question("漢字", "一丁七 一丏"))
	f.Fuzz(func(t *testing.T, at uint32, with []byte) {
		font := bytes.Clone(good)
		copy(font[int(at)%len(font):], with)
		var out bytes.Buffer
		if err := export.PDF(&out, d, export.PaperOptions{Font: font}); err == nil && out.Len() == 0 {
			t.Error("neither a file nor an error")
		}
	})
}
