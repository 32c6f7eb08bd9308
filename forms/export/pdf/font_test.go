package pdf_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"github.com/go-fonts/dejavu/dejavusanscondensed"

	"pairbook/forms/export/pdf"
)

func parsed(t testing.TB, data []byte) *pdf.Font {
	t.Helper()
	f, err := pdf.ParseFont(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func shape(t testing.TB, f *pdf.Font, r rune) pdf.Shape {
	t.Helper()
	s, ok := f.Shape(r)
	if !ok {
		t.Fatalf("the font lacks %q", r)
	}
	return s
}

func TestAFontKnowsItsSignsAndTheirWidths(t *testing.T) {
	f := parsed(t, dejavusanscondensed.TTF)
	for r, want := range map[rune]int{'i': 250, 'm': 876, 'å': 551, ' ': 286, '☒': 807, '\U0001F600': 938} {
		if got := f.Width(shape(t, f, r)); got != want {
			t.Errorf("%q is %d wide, not %d", r, got, want)
		}
	}
	for _, r := range []rune{'漢', '\U0001F642', 0x10ffff, 0, -1} {
		if s, ok := f.Shape(r); ok {
			t.Errorf("%q is drawn as %d", r, s)
		}
	}
}

func TestASubsetHoldsTheShapesAndTheirParts(t *testing.T) {
	f := parsed(t, dejavusanscondensed.TTF)
	signs := []rune{' ', 'A', 'i', 'å'}
	var shapes []pdf.Shape
	for _, r := range signs {
		shapes = append(shapes, shape(t, f, r), shape(t, f, r)) // twice does no harm
	}
	sub, err := f.Subset(shapes)
	if err != nil {
		t.Fatal(err)
	}
	data := sub.File(map[string][]byte{"cmap": pdf.Codes(signs, func(r rune) pdf.Shape { return sub.New(shape(t, f, r)) })})
	if len(data) > 4000 {
		t.Errorf("four shapes take %d bytes", len(data))
	}
	small := parsed(t, data)
	for i, r := range signs {
		s := shape(t, small, r)
		if s != pdf.Shape(i+1) || small.Width(s) != f.Width(shape(t, f, r)) {
			t.Errorf("%q is shape %d and %d wide", r, s, small.Width(s))
		}
	}
	if _, ok := small.Shape('B'); ok {
		t.Error("a sign that was not asked for is there")
	}
}

// looped is a font in which the shape of å is made of itself.
func looped(t testing.TB) []byte {
	t.Helper()
	font := bytes.Clone(dejavusanscondensed.TTF)
	table := func(name string) int {
		for i := range int(binary.BigEndian.Uint16(font[4:])) {
			if entry := font[12+16*i:]; string(entry[:4]) == name {
				return int(binary.BigEndian.Uint32(entry[8:]))
			}
		}
		t.Fatalf("there is no table %s", name)
		return 0
	}
	n := int(shape(t, parsed(t, font), 'å'))
	from := int(binary.BigEndian.Uint32(font[table("loca")+4*n:]))
	binary.BigEndian.PutUint16(font[table("glyf")+from+12:], uint16(n))
	return font
}

func TestAShapeMadeOfItselfIsOneTheFontLacks(t *testing.T) {
	f := parsed(t, looped(t))
	if _, ok := f.Shape('å'); ok {
		t.Error("å is drawn without end")
	}
	if _, ok := f.Shape('ä'); !ok {
		t.Error("its neighbours are lost")
	}
}

func TestAFileThatIsNoFontIsRefused(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing": nil, "a text": []byte("The quick brown fox jumps"), "a collection": []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01"),
	} {
		if _, err := pdf.ParseFont(data); !errors.Is(err, pdf.ErrKind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := pdf.ParseFont(append(bytes.Clone(dejavusanscondensed.TTF[:1000]), make([]byte, 40<<20)...)); !errors.Is(err, pdf.ErrUnknown) {
		t.Errorf("a font without measure: %v", err)
	}
}

// tiny is a small whole font, so that a fuzzer finds its tables.
func tiny(t testing.TB) []byte {
	t.Helper()
	f := parsed(t, dejavusanscondensed.TTF)
	sub, err := f.Subset([]pdf.Shape{shape(t, f, 'a'), shape(t, f, 'å'), shape(t, f, '\U0001F600')})
	if err != nil {
		t.Fatal(err)
	}
	return sub.File(map[string][]byte{"cmap": pdf.Codes([]rune{'a', 'å', '\U0001F600'}, func(r rune) pdf.Shape { return sub.New(shape(t, f, r)) })})
}

func FuzzParseFont(f *testing.F) {
	f.Add(tiny(f))
	f.Add(looped(f)[:4096])
	f.Add([]byte("\x00\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		font, err := pdf.ParseFont(data)
		if err != nil {
			return
		}
		file := pdf.New(pdf.Info{Title: "Test", Lang: "en", Day: "2026-11-22", Maker: "test"})
		face := file.Face(font, "Own")
		root := pdf.NewElement(nil, "Document")
		page := file.Page(600, 800)
		page.Tagged(root, func() {
			var signs []rune
			for r := range rune(0x300) {
				signs = append(signs, r, 0x1f600+r, 0x4e00+r)
			}
			page.Text(face, 10, 0, 50, 50, signs)
		})
		var out bytes.Buffer
		switch err := file.Write(&out, root); {
		case err != nil && !errors.Is(err, pdf.ErrUnknown):
			t.Error(err)
		case out.Len() > 32<<20:
			t.Errorf("%d bytes of font make %d bytes", len(data), out.Len())
		}
	})
}
