package export_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// drawing reads what is drawn on one page.
type drawing struct {
	t      testing.TB
	page   *printedPage
	widths map[string]map[int]float64

	font    map[int]float64
	size    float64
	open    []string // tags that are open
	inside  *piece   // what text belongs to
	instead string   // text that is read aloud in place of what is drawn
	said    bool
}

var (
	opMark    = regexp.MustCompile(`^/(\w+) <</MCID (\d+)>> BDC\n`)
	opInstead = regexp.MustCompile(`^/Span <</ActualText <([0-9A-F]*)>>> BDC\n`)
	opFont    = regexp.MustCompile(`^BT /F([0-9a-f]+) ([\d.]+) Tf ET\n`)
	opText    = regexp.MustCompile(`^(?:q [\d. gr]+)?BT ([\d.-]+) ([\d.-]+) Td \(`)
)

func (d *drawing) read(s string) {
	d.t.Helper()
	for s != "" {
		switch {
		case strings.HasPrefix(s, "/Artifact BMC\n"):
			d.begin("Artifact", &d.page.rest)
			s = s[len("/Artifact BMC\n"):]
		case opMark.MatchString(s):
			m := opMark.FindStringSubmatch(s)
			if m[2] != strconv.Itoa(len(d.page.pieces)) {
				d.t.Errorf("piece %s comes as number %d", m[2], len(d.page.pieces))
			}
			d.begin(m[1], &d.page.pieces)
			s = s[len(m[0]):]
		case opInstead.MatchString(s):
			m := opInstead.FindStringSubmatch(s)
			d.open, d.instead, d.said = append(d.open, "Span"), hexText(m[1]), true
			s = s[len(m[0]):]
		case strings.HasPrefix(s, "EMC\n"):
			d.end()
			s = s[len("EMC\n"):]
		case opFont.MatchString(s):
			m := opFont.FindStringSubmatch(s)
			d.font, d.size = d.widths[m[1]], float(m[2])
			s = s[len(m[0]):]
		case opText.MatchString(s):
			m := opText.FindStringSubmatch(s)
			text, rest := literal(s[len(m[0]):])
			d.text(float(m[1]), float(m[2]), text)
			_, s, _ = strings.Cut(rest, "\n")
		default:
			_, s, _ = strings.Cut(s, "\n")
		}
	}
	if len(d.open) > 0 {
		d.t.Errorf("%v is open at the end of a page", d.open)
	}
}

func (d *drawing) begin(tag string, list *[]piece) {
	if len(d.open) > 0 {
		d.t.Errorf("%s begins inside %v", tag, d.open)
	}
	*list = append(*list, piece{tag: tag})
	d.open, d.inside = append(d.open, tag), &(*list)[len(*list)-1]
}

func (d *drawing) end() {
	if len(d.open) == 0 {
		d.t.Error("something ends that has not begun")
		return
	}
	if d.said {
		d.say(d.instead)
		d.said = false
	}
	d.open = d.open[:len(d.open)-1]
	if len(d.open) == 0 {
		d.inside = nil
	}
}

func (d *drawing) say(text string) {
	if d.inside.text != "" {
		d.inside.text += " "
	}
	d.inside.text += text
}

func (d *drawing) text(x, y float64, text string) {
	if d.inside == nil {
		d.t.Errorf("%q belongs to nothing", text)
		return
	}
	w := word{x: x, y: y, right: x, text: text}
	for _, r := range text {
		width, ok := d.font[int(r)]
		if !ok {
			d.t.Errorf("%q has no width", r)
		}
		w.right += width * d.size / 1000
	}
	d.page.words = append(d.page.words, w)
	if !d.said {
		d.say(strings.TrimSpace(text))
	}
}

// literal reads a string of PDF up to its end.
func literal(s string) (text, rest string) {
	var b []byte
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
			c := s[i]
			if c == 'r' {
				c = '\r'
			}
			b = append(b, c)
		case ')':
			return bytesText(b), s[i+1:]
		default:
			b = append(b, s[i])
		}
	}
	return bytesText(b), ""
}

func bytesText(b []byte) string {
	var u []uint16
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(u))
}

func hexText(s string) string {
	var b []byte
	for i := 4; i+1 < len(s); i += 2 { // behind the mark of the order of bytes
		n, _ := strconv.ParseUint(s[i:i+2], 16, 8)
		b = append(b, byte(n))
	}
	return bytesText(b)
}
