package cell_test

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pairbook/tui/cell"
)

func TestCleanMakesPastedTextSafe(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain text stays":                   {"Hej, Per! 日本 👨‍👩‍👧\nrad två", "Hej, Per! 日本 👨‍👩‍👧\nrad två"},
		"every line break becomes LF":        {"a\r\nb\rc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"},
		"tmux turns LF into CR":              {"one\r\rtwo", "one\n\ntwo"},
		"a tab becomes four blanks":          {"a\tb", "a    b"},
		"colours go":                         {"\x1b[1;31mred\x1b[0m", "red"},
		"a cursor shape goes":                {"\x1b[2 qtext", "text"},
		"a window title goes":                {"\x1b]0;evil\x07text\x1b]2;x\x1b\\!", "text!"},
		"a title ended by the C1 sign goes":  {"\x1b]0;evil\u009ctext", "text"},
		"a device string goes":               {"\x1bPq#0\nmore\x1b\\text", "text"},
		"a bell does not end a device one":   {"\x1bPa\x07b\x1b\\text", "text"},
		"APC, PM and SOS go":                 {"\x1b_a\x1b\\1\x1b^b\x1b\\2\x1bXc\x1b\\3", "123"},
		"an unfinished title keeps the text": {"\x1b]my goals", "my goals"},
		"a new sequence ends a title":        {"\x1b]0;evil\x1b[1mtext", "text"},
		"a cancelled title goes":             {"\x1b]0;evil\x18text", "text"},
		"an unfinished colour goes":          {"text\x1b[3", "text"},
		"a broken colour ends at the break":  {"\x1b[3\nb", "\nb"},
		"charset switches go":                {"\x1b(Ba\x1b7b\x1b", "ab"},
		"escape before a letter of ours":     {"\x1båäö", "åäö"},
		"C0 and C1 go":                       {"a\x00b\x08c\x7fd\u0090e\u009bf", "abcdef"},
		"direction overrides go":             {"a\u202eb\u2066c\u2069d", "abcd"},
		"honest direction marks stay":        {"a\u200fb\u200ec", "a\u200fb\u200ec"},
		"broken UTF-8 is shown":              {"a\xffb\xe2\x82", "a\uFFFDb\uFFFD\uFFFD"},
		"a true U+FFFD stays":                {"a\uFFFDb", "a\uFFFDb"},
	} {
		if got := cell.Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", name, c.in, got, c.want)
		}
	}
}

func TestCleanLineKeepsOneLine(t *testing.T) {
	if got := cell.CleanLine("Per\r\nHolm\u2028x\n"); got != "Per Holm x " {
		t.Errorf("CleanLine = %q", got)
	}
}

func TestCleanTextIsNotCopied(t *testing.T) {
	text := strings.Repeat("Vi möts på torsdag. ", 100)
	if n := testing.AllocsPerRun(10, func() { cell.Clean(text) }); n != 0 {
		t.Errorf("Clean of clean text allocates %v times", n)
	}
}

func TestManyUnfinishedSequencesAreCleanedInOneGo(t *testing.T) {
	start := time.Now()
	for _, bad := range []string{"\x1b]", "\x1bP", "\x1b[", "\x1b(", "\x1b"} {
		if got := cell.Clean(strings.Repeat(bad, 200_000) + "x"); len(got) > 1 {
			t.Errorf("Clean left %d bytes", len(got))
		}
	}
	// A rescan of the rest for every opening would take minutes.
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestCleaningLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkClean(t, anything().Draw(t, "s")) })
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\r\nb", "\x1b[31mx", "\x1b]0;t\x07", "\xff\xfe", "\u202e", "\x1bP\x1b\\", "e\u0301\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkClean(t, s) })
}

// checkClean holds Clean and CleanLine to their laws for one text.
func checkClean(t interface{ Fatalf(string, ...any) }, s string) {
	got := cell.Clean(s)
	if cell.Clean(got) != got {
		t.Fatalf("cleaning %q twice differs from once: %q", s, got)
	}
	if !utf8.ValidString(got) {
		t.Fatalf("Clean(%q) = %q is not UTF-8", s, got)
	}
	for _, r := range got {
		if r != '\n' && unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) && r > 0x2029 {
			t.Fatalf("Clean(%q) keeps %U", s, r)
		}
	}
	if line := cell.CleanLine(s); line != strings.ReplaceAll(got, "\n", " ") {
		t.Fatalf("CleanLine(%q) = %q, Clean gives %q", s, line, got)
	}
}

func BenchmarkClean100KB(b *testing.B) {
	text := strings.Repeat("En rad med å, ä och ö.\r\n", 4200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		cell.Clean(text)
	}
}
