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
	t     testing.TB
	page  *printedPage
	fonts map[string]*printedFont

	font    *printedFont
	size    float64
	open    []string // tags that are open
	inside  *piece   // what text belongs to
	instead string   // text that is read aloud in place of what is drawn
	said    bool
}

var (
	opMark    = regexp.MustCompile(`^/(\w+) <</MCID (\d+)>> BDC\n`)
	opInstead = regexp.MustCompile(`^/Span <</ActualText <([0-9A-F]*)>>> BDC\n`)
	opText    = regexp.MustCompile(`^BT (?:/F(\d+) ([\d.]+) Tf )?(?:[\d.]+ g )?([\d.-]+) ([\d.-]+) Td <([0-9A-F]*)> Tj ET\n`)
	opOther   = regexp.MustCompile(`^[\d.Ggwmlre -]+ (?:S|f)\n`)
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
		case opText.MatchString(s):
			m := opText.FindStringSubmatch(s)
			if m[1] != "" {
				d.font, d.size = d.fonts[m[1]], float(m[2])
			}
			d.text(float(m[3]), float(m[4]), m[5])
			s = s[len(m[0]):]
		case opOther.MatchString(s):
			s = s[len(opOther.FindString(s)):]
		default:
			d.t.Fatalf("this is drawn by nobody we know: %.80q", s)
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

func (d *drawing) text(x, y float64, codes string) {
	w := word{x: x, y: y, right: x, size: d.size}
	for ; len(codes) >= 4; codes = codes[4:] {
		n, _ := strconv.ParseUint(codes[:4], 16, 16)
		sign, ok := d.font.signs[int(n)]
		if !ok {
			d.t.Errorf("%s is the code of no sign", codes[:4])
		}
		w.text += sign
		w.right += d.font.widths[n] * d.size / 1000
	}
	if d.inside == nil {
		d.t.Errorf("%q belongs to nothing", w.text)
		return
	}
	d.page.words = append(d.page.words, w)
	if !d.said {
		d.say(strings.TrimSpace(w.text))
	}
}

// hexText reads a text of UTF-16 in hexadecimal numbers.
func hexText(s string) string {
	var u []uint16
	for ; len(s) >= 4; s = s[4:] {
		n, _ := strconv.ParseUint(s[:4], 16, 16)
		u = append(u, uint16(n))
	}
	return strings.TrimPrefix(string(utf16.Decode(u)), "\uFEFF")
}
