package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
)

// Face is a font as a file uses it. Each sign that is drawn gets a code of its own, so that
// it can be copied as the sign it is, though others may share its shape.
type Face struct {
	font   *Font
	name   string
	number int
	codes  map[rune]int
	signs  []rune  // by their codes; the first is none
	shapes []Shape // theirs
}

// Face makes a font ready to be drawn with. The name is that of the font, in letters and
// digits. What is never drawn with does not go into the file.
func (f *File) Face(font *Font, name string) *Face {
	face := &Face{font: font, name: name, number: len(f.faces) + 1, codes: map[rune]int{}, signs: []rune{0}, shapes: []Shape{0}}
	f.faces = append(f.faces, face)
	return face
}

// code is a sign's code, 0 where the font lacks it.
func (c *Face) code(r rune) int {
	n, known := c.codes[r]
	if !known {
		if shape, ok := c.font.Shape(r); ok && len(c.signs) <= 0xffff {
			n = len(c.signs)
			c.signs, c.shapes = append(c.signs, r), append(c.shapes, shape)
		}
		c.codes[r] = n
	}
	return n
}

// fonts writes the fonts, and returns where pages find them.
func (f *File) fonts() (string, error) {
	out := ""
	for _, c := range f.faces {
		if len(c.codes) == 0 {
			continue
		}
		n, err := f.font(c)
		if err != nil {
			return "", fmt.Errorf("putting a font into the file: %w", err)
		}
		out += fmt.Sprintf("/F%d %d 0 R ", c.number, n)
	}
	return out, nil
}

func (f *File) font(c *Face) (int, error) {
	sub, err := c.font.Subset(c.shapes[1:])
	if err != nil {
		return 0, err
	}
	data := sub.File(nil)
	name := tagOf(data) + "+" + c.name
	file := f.stream("/Length1 "+strconv.Itoa(len(data))+" ", data)
	t := c.font
	descriptor := f.add("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R>>",
		name, t.scaled(i16(t.head, 36)), t.scaled(i16(t.head, 38)), t.scaled(i16(t.head, 40)), t.scaled(i16(t.head, 42)),
		t.scaled(i16(t.hhea, 4)), t.scaled(i16(t.hhea, 6)), t.scaled(i16(t.hhea, 4)), file)
	var widths, places []byte
	for _, shape := range c.shapes {
		widths = append(strconv.AppendInt(widths, int64(t.Width(shape)), 10), ' ')
		places = binary.BigEndian.AppendUint16(places, uint16(sub.New(shape)))
	}
	inner := f.add("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /W [0 [%s]] /CIDToGIDMap %d 0 R>>",
		name, descriptor, widths, f.stream("", places))
	return f.add("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, inner, f.stream("", c.toUnicode())), nil
}

// tagOf is the six letters that tell parts of one font from each other.
func tagOf(data []byte) string {
	h := sha256.Sum256(data)
	var out []byte
	for _, b := range h[:6] {
		out = append(out, 'A'+b%26)
	}
	return string(out)
}

// atOnce is how many codes may be told in one list.
const atOnce = 100

// toUnicode tells which signs the codes are, for those who copy them.
func (c *Face) toUnicode() []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	n := 1
	for part := range slices.Chunk(c.signs[1:], atOnce) {
		b = fmt.Appendf(b, "%d beginbfchar\n", len(part))
		for _, r := range part {
			b = fmt.Appendf(b, "<%04X> <", n)
			for _, u := range utf16.Encode([]rune{r}) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
			n++
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
