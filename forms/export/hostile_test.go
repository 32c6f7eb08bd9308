package export_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// hostile are answers that look like markup, or are hard to set.
func hostile() []string {
	return []string{
		"| a | b |\n| --- | --- |\n| c | d |",
		"<script>alert(1)</script> & <b>bold</b> &amp; &#x41;",
		"# A heading\n## Another\nTitle\n===\nTitle\n---",
		"1. one\n2) two\n- three\n+ four\n* five\n10.5 is a number",
		"```\ncode\n```\n~~~\n    indented\n\ttabbed",
		"**bold** __bold__ *it* _it_ `code` ~~gone~~ [a](javascript:alert(1)) ![x](y) <http://x> $x$ [^1]",
		"> quoted\n>> twice\n\\> escaped\\\nback\\slash",
		"***\n---\n___\n: definition\n[ref]: http://example.org",
		"👩‍👩‍👧‍👦 🇸🇪 é ❤️ 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
		"שלום עולם \u202eevil\u202c and مرحبا \u2066iso\u2069",
		"\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x07 \x00 \x7f \u009b5m \ufffe bad\xff utf8\xc3",
		strings.Repeat("a", 500),
		"{{template}} {the_mentee} {n} %s %d ⟦x⟧",
		"line\u2028separator\u2029paragraph\u0085next\r\nwindows\rmac",
		"   \n\n   leading\n\n\n\ntrailing   \n\n",
		"]]> --> <!-- ' \" </p></div></style></body> =cmd",
	}
}

const longName = "Anna-Maria Wilhelmina Konstantinopolitanskaja von Schwarzenfeld-Österberg-Åkesson"

// spread puts a text in every place that a person can write in.
func spread(t testing.TB, l lang.Lang, text string) export.Document {
	b := newBook(t, l)
	pair := forms.SheetID{Form: "pair"}
	b.put(pair, "mentor_name", forms.Mentor, text)
	b.put(pair, "mentee_name", forms.Mentee, longName)
	b.put(pair, "programme_name", forms.Agreed, text)
	b.put(contract, "needs", forms.Agreed, text)
	b.put(contract, "place", forms.Mentor, text)
	b.put(contract, "often", forms.Agreed, "other: "+text)
	b.put(contract, "talk.topics", forms.Agreed, "load")
	b.put(contract, "talk.note", forms.Agreed, text)
	b.put(contract, "version", forms.Agreed, text)
	b.put(contract, "sign_mentor", forms.Mentor, "2026-03-24 "+text)
	b.row(contract, "goals", forms.Agreed, "r1", "goal", text, "measure", "short", "due", text)
	b.row(contract, "material", forms.Mentee, "m1", "title", "Draft", "where", text)
	return export.Build(b.sheet(contract), export.Options{})
}

func TestNothingPeopleWriteBreaksAFormat(t *testing.T) {
	for _, text := range append(hostile(), longName) {
		for _, l := range lang.All() {
			sound(t, text, spread(t, l, text))
		}
	}
}

func FuzzAnswers(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		sound(t, text, spread(t, lang.English, text))
	})
}

// sound checks every format of a document that holds a text in many places.
func sound(t testing.TB, text string, d export.Document) {
	t.Helper()
	for _, f := range export.Formats() {
		out := write(t, f, d)
		if r := strings.IndexFunc(out, forbidden); r >= 0 || !utf8.ValidString(out) {
			t.Errorf("%s of %q lets through %q", f, text, out[max(r, 0):][:min(10, len(out))])
		}
	}
	for _, w := range []int{30, 80} {
		var out strings.Builder
		if err := export.Text(&out, d, w); err != nil {
			t.Error(err)
		}
		tooWide(t, out.String(), w)
	}
	soundMarkdown(t, write(t, export.FormatMarkdown, d))
	soundHTML(t, text, write(t, export.FormatHTML, d))
	if out := write(t, export.FormatJSON, d); !json.Valid([]byte(out)) {
		t.Errorf("JSON of %q is not valid", text)
	}
}

// forbidden are the characters that no document may hold.
func forbidden(r rune) bool {
	return r < ' ' && r != '\n' || 0x7f <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

func tooWide(t testing.TB, out string, w int) {
	t.Helper()
	for line := range strings.SplitSeq(out, "\n") {
		if displaywidth.String(line) > w || strings.HasSuffix(line, " ") {
			t.Errorf("a line is wider than %d or ends in blanks: %q", w, line)
		}
	}
}

// soundMarkdown checks that every line is one that we write: ours begin with a
// heading's or list's sign, or hold text in which no markup is left unescaped.
func soundMarkdown(t testing.TB, out string) {
	t.Helper()
	_, out, _ = strings.Cut(out, "\n") // the passport
	out = strings.NewReplacer("&#32;", "x", "&#8211;", "x", "<br>", "x").Replace(out)
	for _, line := range []string{"\n---\n", "\n- Workload\n", "\n- Belastning\n"} {
		out = strings.Replace(out, line, "\n", 1) // the one rule and the one list of the sheet
	}
	for line := range strings.SplitSeq(out, "\n") {
		text := strings.TrimSuffix(line, "\\")
		switch {
		case line == "":
			continue
		case strings.HasPrefix(line, "#"):
			text = strings.TrimLeft(line, "#")
		case strings.HasPrefix(line, "| "):
			text = cells(t, line)
		case strings.ContainsAny(line[:1], "-+=:~>0123456789 ") && !ours(line):
			t.Errorf("a line begins as markup: %q", line)
		}
		if bare := unescaped(text); bare != "" {
			t.Errorf("%q has markup %q", line, bare)
		}
	}
}

// ours tells lines of numbers and dates that need no escape: "10.5 is", "17:00".
func ours(line string) bool {
	digits := strings.TrimLeft(line, "0123456789")
	return digits != line && !strings.HasPrefix(digits, ".") && !strings.HasPrefix(digits, ")")
}

// cells checks that a row of the tables we write has as many cells as it should,
// and returns the row without its bars and breaks.
func cells(t testing.TB, line string) string {
	t.Helper()
	plain := strings.NewReplacer(`\\`, "", `\|`, "").Replace(line)
	if n := strings.Count(plain, "|") - 1; n != 5 && n != 2 {
		t.Errorf("a row has %d cells: %q", n, line)
	}
	line = strings.NewReplacer(`\\`, "", `\|`, "").Replace(line)
	return strings.ReplaceAll(line, "|", "")
}

// unescaped takes our own emphasis away, and returns what markup is left that has
// no backslash before it.
func unescaped(line string) string {
	line = strings.TrimSpace(line)
	for _, sign := range []string{"**", "*"} {
		if rest, ok := strings.CutPrefix(line, sign); ok {
			line = strings.Replace(rest, sign, "", 1)
			break
		}
	}
	line = strings.ReplaceAll(line, "*still needed*", "")
	line = strings.ReplaceAll(line, "*behöver besvaras*", "")
	var left strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case strings.IndexByte("`*_[]<>|~&#$", line[i]) >= 0:
			left.WriteByte(line[i])
		}
	}
	return left.String()
}

// soundHTML reads the page as strict XML, and looks for the text as it was
// written, in elements we know.
func soundHTML(t testing.TB, text, out string) {
	t.Helper()
	known := " html head meta title style body header main footer section h1 h2 h3 p div span br ul li table caption thead tbody tr th td "
	dec := xml.NewDecoder(strings.NewReader(out))
	var words []string
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the page of %q is not well-formed: %v", text, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if !strings.Contains(known, " "+tok.Name.Local+" ") {
				t.Errorf("the page of %q has an element %s", text, tok.Name.Local)
			}
		case xml.CharData:
			words = append(words, strings.Fields(string(tok))...)
		case xml.Comment:
			t.Errorf("the page of %q has a comment", text)
		}
	}
	page := strings.Join(words, " ")
	if want := strings.Join(strings.Fields(printable(text)), " "); !strings.Contains(page, want) {
		t.Errorf("the page does not say %q", want)
	}
}

// printable is a text without what no format can hold, by another way than the
// package goes.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == 0x85 || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return ' '
		case forbidden(r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func TestASheetOfSixtyRowsIsWhole(t *testing.T) {
	b := newBook(t, lang.English)
	for i := range 60 {
		n := strconv.Itoa(100 + i)
		b.row(contract, "goals", forms.Agreed, "r"+n, "goal", "Goal "+n, "measure", "so", "due", "2026-05-01")
	}
	d := export.Build(b.sheet(contract), export.Options{})
	for _, f := range export.Formats() {
		out := write(t, f, d)
		if !strings.Contains(out, "Goal 100") || !strings.Contains(out, "Goal 159") {
			t.Errorf("%s has lost rows", f)
		}
	}
}

func TestATableTooWideForItsColumnsBecomesLabelsAndAnswers(t *testing.T) {
	b := newBook(t, lang.English)
	b.row(contract, "goals", forms.Agreed, "r1", "goal", strings.Repeat("Lead a meeting. ", 5), "measure", "minutes", "due", "2026-04-15")
	out := write(t, export.FormatText, export.Build(b.sheet(contract), export.Options{}))
	for _, want := range []string{"    1. Goal: Lead a meeting.", "\n       How we will know: minutes\n", "\n       By when: 15 Apr 2026\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

func TestColumnsStandStraightWithWideCharacters(t *testing.T) {
	b := newBook(t, lang.English)
	b.row(contract, "goals", forms.Agreed, "r1", "goal", "漢字", "measure", "minutes", "due", "2026-04-15")
	b.row(contract, "goals", forms.Agreed, "r2", "goal", "é👩‍👧", "measure", "minutes", "due", "2026-04-15")
	out := write(t, export.FormatText, export.Build(b.sheet(contract), export.Options{}))
	places := map[int]bool{}
	for line := range strings.SplitSeq(out, "\n") {
		if before, _, ok := strings.Cut(line, "minutes "); ok {
			places[displaywidth.String(before)] = true
		}
	}
	if len(places) != 1 {
		t.Errorf("the second column begins at %v in\n%s", places, out)
	}
}

func TestPlainTextFitsAnyWidth(t *testing.T) {
	word := rapid.StringMatching(`[a-zåäö漢é👩]{1,40}`)
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 60).Draw(rt, "words"), rapid.SampledFrom([]string{" ", "\n", "\n\n  "}).Draw(rt, "between"))
		w := rapid.IntRange(30, 120).Draw(rt, "width")
		var out strings.Builder
		if err := export.Text(&out, spread(t, lang.Swedish, text), w); err != nil {
			rt.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if displaywidth.String(line) > w {
				rt.Fatalf("wider than %d: %q", w, line)
			}
		}
	})
}
