package export_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// picture is a sheet of the gallery: what people really hand in, and what is hard to set.
type picture struct {
	name  string
	doc   export.Document
	paper export.PaperOptions
}

// gallery is twelve sheets. They are written in every format and read back.
func gallery(t testing.TB) []picture {
	build := func(b *book, id forms.SheetID) export.Document {
		return export.Build(b.sheet(id), export.Options{AllVoices: true})
	}
	said := func(l lang.Lang, text string) export.Document {
		b := newBook(t, l)
		b.put(contract, "needs", forms.Agreed, text)
		b.put(contract, "place", forms.Mentor, firstLine(text))
		b.row(contract, "goals", forms.Agreed, "r1", "goal", firstLine(text), "measure", "short")
		return build(b, contract)
	}
	talked := func(l lang.Lang, id forms.SheetID) export.Document {
		b := shipped(t, l, nil)
		talk(b, id)
		return build(b, id)
	}
	name := newBook(t, lang.English)
	name.put(forms.SheetID{Form: "pair"}, "mentee_name", forms.Mentee, longName)
	name.put(contract, "sign_mentee", forms.Mentee, "2026-03-24 "+longName)
	rows := newBook(t, lang.Swedish)
	for n := range 60 {
		rows.row(contract, "goals", forms.Agreed, fmt.Sprintf("r%02d", n), "goal", fmt.Sprintf("Målet%02d", n), "measure", fmt.Sprintf("Mått%02d", n), "due", "2026-09-01")
	}
	var weeks []string
	for n := range 120 {
		weeks = append(weeks, fmt.Sprintf("In week %d we talked about the agreement, read one part of it aloud, and each said what was new.", n+1))
	}
	prose := func(from int) string { return strings.Join(weeks[from:from+40], " ") }
	return []picture{
		{name: "short", doc: said(lang.English, "To lead a meeting.")},
		{name: "long", doc: said(lang.English, prose(0)+"\n\n"+prose(40)+"\n\n"+prose(80))},
		{name: "empty", doc: build(newBook(t, lang.English), contract)},
		{name: "options", doc: build(allTicked(t), forms.SheetID{Form: "application", Of: forms.Mentee})},
		{name: "swedish", doc: talked(lang.Swedish, contract)},
		{name: "french", doc: talked(lang.French, meeting)},
		{name: "name", doc: build(name, contract)},
		{name: "rows", doc: build(rows, contract)},
		{name: "emoji", doc: said(lang.English, "A 🙂 day, ✓ done, ★ best 👍 🎉")},
		{name: "hebrew", doc: said(lang.English, "שלום עולם וברוך הבא")},
		{name: "japanese", doc: said(lang.English, "漢語漢字の会議"), paper: export.PaperOptions{Font: fontFor('の', '語')}},
		{name: "filled", doc: build(filled(t, lang.Swedish), contract)},
	}
}

func firstLine(s string) string { return strings.TrimSpace(brief(s, 60)) }

// brief is the beginning of a text, in whole words.
func brief(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	head := string(r[:n])
	return head[:strings.LastIndex(head, " ")]
}

// allTicked is a pair whose application has every box ticked.
func allTicked(t testing.TB) *book {
	b := shipped(t, lang.French, nil)
	s := b.sheet(forms.SheetID{Form: "application", Of: forms.Mentee})
	var ids func(os []forms.Option) []string
	ids = func(os []forms.Option) (all []string) {
		for _, o := range os {
			all = append(append(all, o.ID), ids(o.Options)...)
		}
		return all
	}
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			if fd := &s.Form.Sections[i].Fields[j]; fd.Kind == forms.KindMulti {
				b.set(s.Address(fd, forms.Mentee), strings.Join(ids(fd.Choices(b.Asking())), "\n"))
			}
		}
	}
	return b
}

func TestTheGalleryIsReadBackFromEveryFormat(t *testing.T) {
	all := gallery(t)
	if len(all) != 12 {
		t.Fatalf("the gallery has %d sheets", len(all))
	}
	for _, p := range all {
		for _, f := range append(export.Formats(), export.FileFormats()...) {
			comesOut(t, p.name+" as "+string(f), p.doc, wordsOf(t, f, p))
		}
	}
}

// wordsOf is what a sheet says in a format, by a reader of the test's own.
func wordsOf(t testing.TB, f export.Format, p picture) string {
	t.Helper()
	switch f {
	case export.FormatPDF:
		return paper(t, p.doc, p.paper).said()
	case export.FormatDOCX, export.FormatODT:
		return strings.Join(lines(t, f, office(t, f, p.doc, p.paper)), "\n")
	}
	out := write(t, f, p.doc)
	switch f {
	case export.FormatHTML:
		_, body, _ := strings.Cut(out, "<body")
		return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " "))
	case export.FormatMarkdown:
		return html.UnescapeString(out)
	case export.FormatJSON:
		return stringsIn(t, out)
	}
	return out
}

// stringsIn are the texts of a JSON document in their order.
func stringsIn(t testing.TB, out string) string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(out))
	var all []string
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return strings.Join(all, "\n")
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(string); ok {
			all = append(all, s)
		}
	}
}

// comesOut checks that every answer is in what was read: what is written in lines in its
// order; what stands in tables and boxes, of which formats make columns, somewhere.
func comesOut(t testing.TB, where string, d export.Document, read string) {
	t.Helper()
	whole := bare(read)
	at := 0
	for _, b := range d.Blocks {
		q, ok := b.(export.Question)
		if !ok {
			continue
		}
		for _, a := range q.Answers {
			for _, c := range append([]export.Content{a.Content}, contents(a.Parts)...) {
				ordered, anywhere := sayings(c, len(a.Parts) > 0)
				for _, s := range anywhere {
					if !strings.Contains(whole, bare(s)) {
						t.Errorf("%s: %q of %s is not there", where, s, q.ID)
					}
				}
				for _, s := range ordered {
					end := after(whole[at:], s)
					if end < 0 {
						t.Errorf("%s: %.60q of %s is not there, or not in order", where, s, q.ID)
						continue
					}
					at += end
				}
			}
		}
	}
}

// after is where a text ends in what was read, -1 where it is not there. The foot of a
// page and the head of the next may stand between its words.
func after(whole, text string) int {
	if n := strings.Index(whole, bare(text)); n >= 0 {
		return n + len(bare(text))
	}
	at := 0
	for _, w := range strings.Fields(text) {
		n := strings.Index(whole[at:], bare(w))
		if n < 0 {
			return -1
		}
		at += n + len(bare(w))
	}
	return at
}

func contents(parts []export.Part) (all []export.Content) {
	for _, p := range parts {
		all = append(all, p.Content)
	}
	return all
}

// sayings are the texts of an answer: those in lines, and the words of all others. An
// answer in parts is told part by part or in one line, as a format has room.
func sayings(c export.Content, parts bool) (ordered, anywhere []string) {
	switch {
	case c.Table != nil:
		for _, r := range c.Table.Rows {
			for _, cell := range r.Cells {
				anywhere = append(anywhere, strings.Fields(cell.Text)...)
			}
		}
	case c.Kind == forms.KindRating && len(c.Text) > 0: // paper tells once what the numbers mean
		anywhere = strings.Fields(c.Text[0])[:1]
	case parts || c.List || len(c.Options) > 0:
		for _, s := range c.Text {
			anywhere = append(anywhere, strings.Fields(s)...)
		}
	default:
		ordered = c.Text
	}
	return ordered, anywhere
}

// bare is a text without all that formats may put between its signs.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.So, r) {
			return r
		}
		return -1
	}, s)
}

// TestOtherProgramsReadTheGallery asks pdftotext, pdfinfo, qpdf, pandoc and LibreOffice,
// where they are installed. The last two take a minute, so they are asked only where
// PAIRBOOK_OFFICE is set.
func TestOtherProgramsReadTheGallery(t *testing.T) {
	asked := 0
	for _, p := range gallery(t) {
		dir := t.TempDir()
		file := func(f export.Format) string {
			name := filepath.Join(dir, p.name+f.Ext())
			var out string
			switch f {
			case export.FormatPDF:
				out = string(pdfBytes(t, p.doc, p.paper))
			case export.FormatDOCX, export.FormatODT:
				out = office(t, f, p.doc, p.paper)
			default:
				out = write(t, f, p.doc)
			}
			if err := os.WriteFile(name, []byte(out), 0o600); err != nil {
				t.Fatal(err)
			}
			return name
		}
		check := func(read string, program string, args ...string) {
			out, ok := otherProgram(t, program, args...)
			if !ok {
				return
			}
			asked++
			if read != "" && p.name != "hebrew" { // pdftotext gives lines from the right as they are drawn
				comesOut(t, p.name+" by "+program, p.doc, out)
			}
		}
		printed := file(export.FormatPDF)
		check("words", "pdftotext", "-layout", printed, "-")
		check("", "qpdf", "--check", printed)
		tagged(t, printed)
		if os.Getenv("PAIRBOOK_OFFICE") == "" {
			continue
		}
		for _, f := range []export.Format{export.FormatDOCX, export.FormatODT, export.FormatHTML} {
			check("words", "pandoc", "--to=plain", "--wrap=none", file(f))
		}
		for _, f := range []export.Format{export.FormatDOCX, export.FormatODT} {
			check("", "soffice", "--headless", "--convert-to", "pdf", "--outdir", filepath.Join(dir, string(f)), file(f))
			if p.name != "emoji" { // the fonts of this computer decide whether they can be read
				check("words", "pdftotext", "-layout", filepath.Join(dir, string(f), p.name+".pdf"), "-")
			}
		}
	}
	t.Logf("%d answers of other programs", asked)
}

// tagged asks poppler what the file says of itself.
func tagged(t testing.TB, file string) {
	t.Helper()
	out, ok := otherProgram(t, "pdfinfo", file)
	if !ok {
		return
	}
	for _, want := range []string{`(?m)^Title: +\S`, `(?m)^Tagged: +yes`} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("pdfinfo does not say %s:\n%s", want, out)
		}
	}
}

// otherProgram runs a program where it is installed. That it fails is a fault.
func otherProgram(t testing.TB, name string, args ...string) (out string, ok bool) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		return "", false
	}
	said, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, args, err, said)
	}
	return string(said), true
}
