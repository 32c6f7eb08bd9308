package intake

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// Paper is a file of which only the head has been read: which sheet of which pair it
// is, so that the book can be opened.
type Paper struct {
	Head
	lines []line // of Markdown, what stands below the head
	tree  *node  // of JSON
	data  []byte
}

// line is a line of a file, with its number from 1.
type line struct {
	n    int
	text string
}

// Open reads the head of a file. Where there are faults it is no file of ours, or one
// of a newer program, and nothing more can be said.
func Open(data []byte) (*Paper, []Fault) {
	var f faults
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	switch {
	case len(data) > MaxBytes:
		f.add(0, "too_large", "mib", MaxBytes>>20)
	case !utf8.Valid(data):
		f.add(lineAt(data, firstBad(data)), "not_utf8")
	case bytes.IndexByte(data, 0) >= 0:
		f.add(lineAt(data, bytes.IndexByte(data, 0)), "zero_byte")
	}
	if len(f.all) > 0 {
		return nil, f.all
	}
	p := &Paper{data: data}
	if text := bytes.TrimLeft(data, " \t\n"); len(text) > 0 && text[0] == '{' {
		p.openJSON(&f)
	} else {
		p.openMarkdown(&f)
	}
	if len(f.all) > 0 {
		return nil, f.all
	}
	return p, nil
}

// firstBad is where the first byte stands that is no UTF-8.
func firstBad(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func lineAt(data []byte, at int) int {
	return 1 + bytes.Count(data[:min(max(at, 0), len(data))], []byte("\n"))
}

var passport = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^<!-- *pairbook +([0-9]{1,6}) +(\S+) +([0-9]{1,6}) +(\S+) +(\S+) +(\S+) +(\S+)(?: +([0-9a-f]{8})(?: +([0-9a-f]{8}))?)? *-->$`)
})

func (p *Paper) openMarkdown(f *faults) {
	if bytes.Count(p.data, []byte("\n")) > MaxLines {
		f.add(0, "too_long", "lines", MaxLines)
		return
	}
	n := 0
	for text := range strings.SplitSeq(string(p.data), "\n") {
		n++
		p.lines = append(p.lines, line{n, strings.TrimRight(text, " \t")})
	}
	for len(p.lines) > 0 && p.lines[0].text == "" {
		p.lines = p.lines[1:]
	}
	if len(p.lines) == 0 {
		f.add(0, "empty")
		return
	}
	first := p.lines[0]
	p.lines = p.lines[1:]
	m := passport().FindStringSubmatch(first.text)
	if m == nil {
		f.add(first.n, "no_head")
		return
	}
	schema, _ := strconv.Atoi(m[1])
	version, _ := strconv.Atoi(m[3])
	p.head(f, first.n, schema, said{
		format: export.FormatMarkdown, sheet: m[2], version: version, pair: m[4], lang: m[5], to: m[6], voices: m[7], fixed: m[8], said: m[9],
	})
}

// said is a head as it is written.
type said struct {
	format                                     export.Format
	sheet, pair, lang, to, voices, fixed, said string
	version                                    int
}

// head reads a head; at is the line that it stands in.
func (p *Paper) head(f *faults, at, schema int, h said) {
	if schema != export.Schema {
		f.add(at, "newer", "n", schema)
		return
	}
	id, err := forms.ParseSheetID(h.sheet)
	if err != nil || id.Register != "" {
		f.add(at, "head_sheet", "sheet", brief(h.sheet))
	}
	l := lang.Lang(h.lang)
	if !slices.Contains(lang.All(), l) {
		f.add(at, "head_lang", "lang", brief(h.lang))
	}
	to, err := forms.ParseAudience(h.to)
	if err != nil {
		f.add(at, "head_for", "for", brief(h.to))
	}
	if h.voices != export.VoicesAgreed && h.voices != export.VoicesAll {
		f.add(at, "head_voices", "voices", brief(h.voices))
	}
	p.Head = Head{
		Format: h.format, Sheet: id, FormVersion: h.version, Pair: forms.PairID(h.pair), Lang: l,
		For: to, AllVoices: h.voices == export.VoicesAll, Fixed: h.fixed, Said: h.said,
	}
}

// brief cuts what a file says to a length that fits a message.
func brief(s string) string {
	const most = 40
	runes := []rune(plain(s))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// plain puts a text on one line with single blanks: labels are compared so, because an
// editor may have set its own.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
