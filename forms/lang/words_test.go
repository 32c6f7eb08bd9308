package lang

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
)

// invented gives the words of a language that has just these files.
func invented(t *testing.T, files map[string]string) *Words {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["messages/en/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	w, err := newWords(fsys, English)
	if err != nil {
		t.Fatalf("newWords: %v", err)
	}
	return w
}

func TestMessageIsFilledByName(t *testing.T) {
	w := invented(t, map[string]string{"sheet.yaml": `
saved: "saved {time} by {who}"
braces: "{{time}} is {time}"
`})
	for got, want := range map[string]string{
		w.T("sheet.saved", "who", "Amina", "time", "14:02"): "saved 14:02 by Amina",
		w.T("sheet.saved", "time", Date{2026, 6, 4}):        "saved 2026-06-04 by {who}",
		w.T("sheet.braces", "time", 7):                      "{time} is 7",
		w.T("sheet.saved", "time"):                          "saved {time} by {who}",
		w.T("sheet.lost"):                                   "⟦sheet.lost⟧",
		w.T("lost"):                                         "⟦lost⟧",
		w.T(""):                                             "⟦⟧",
		w.N("lost.sheet", 3):                                "⟦lost.sheet⟧",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestMessageCountsByTheLanguagesRules(t *testing.T) {
	w := invented(t, map[string]string{"plan.yaml": `
left: {one: "{n} step left, {who}", other: "{n} steps left, {who}"}
plain: "{n} of them"
`})
	for n, want := range map[int]string{
		0: "0 steps left, Per", 1: "1 step left, Per", 2: "2 steps left, Per",
		11: "11 steps left, Per", 21: "21 steps left, Per", -1: "-1 step left, Per",
		10_000_001: "10000001 steps left, Per",
	} {
		if got := w.N("plan.left", n, "who", "Per"); got != want {
			t.Errorf("N(%d) = %q, want %q", n, got, want)
		}
	}
	if got, want := w.T("plan.left", "n", "some", "who", "Per"), "some steps left, Per"; got != want {
		t.Errorf("T = %q, want %q", got, want)
	}
	if got, want := w.N("plan.plain", 1), "1 of them"; got != want {
		t.Errorf("N of a message that does not count = %q, want %q", got, want)
	}
}

func TestFrenchCountsNoneAsItCountsOne(t *testing.T) {
	w := words(t, French)
	for n, want := range map[int]string{
		0: "dans 0 jour", 1: "dans 1 jour", 2: "dans 2 jours", 17: "dans 17 jours", 1_000_000: "dans 1000000 jours",
	} {
		if got := w.N("date.ahead", n); got != want {
			t.Errorf("N(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestFaultsInAFileComeWithFileAndLine(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a name twice":         {"a: one\nb: two\na: three\n", `line 3: "a" stands already on line 1`},
		"a category twice":     {"a:\n  one: x\n  one: y\n  other: z\n", `line 3: "one" stands already on line 2`},
		"an odd category":      {"a:\n  several: x\n  other: z\n", `line 2: "several" is not a plural category`},
		"no other":             {"a:\n  one: x\n", `line 2: the plural form "other" is missing`},
		"an empty text":        {"a: one\nb: \"  \"\n", "line 2: the text is empty"},
		"nothing at all":       {"a: one\nb:\n", "line 2: want a text; put it in quotes"},
		"a bare number":        {"a: 12\n", "line 1: want a text; put it in quotes"},
		"a bare true":          {"a: true\n", "line 1: want a text; put it in quotes"},
		"a list":               {"a: [x]\n", "line 1: want a text; put it in quotes"},
		"a capital in a name":  {"a: x\nHello: y\n", `line 2: "Hello" cannot be a name`},
		"an open brace":        {"a: \"at {time\"\n", "line 1: a { that does not begin a placeholder"},
		"a placeholder's name": {"a: \"at {The Time}\"\n", "line 1: a { that does not begin a placeholder"},
		"a closing brace":      {"a: \"at time}\"\n", "line 1: a } without its {"},
		"no mapping":           {"- a\n", "line 1: want one mapping"},
		"an empty file":        {"", "no documents"},
		"no YAML":              {"a: \"x\n", "reading YAML"},
	} {
		t.Run(name, func(t *testing.T) {
			w := invented(t, map[string]string{"bad.yaml": c.text, "good.yaml": "a: fine\n"})
			err := w.Check()
			if err == nil || !strings.Contains(err.Error(), "messages/en/bad.yaml: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Check() = %v, want the file and %q", err, c.want)
			}
			if w.Has("bad.a") || w.T("good.a") != "fine" {
				t.Error("a bad file must give no messages, and leave the other files alone")
			}
			if diff := cmp.Diff([]string{"good.a"}, w.Keys()); diff != "" {
				t.Errorf("Keys() (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStrayFileAmongTheMessagesIsRefused(t *testing.T) {
	for _, name := range []string{"notes.txt", "Sheet.yaml", "a.b.yaml"} {
		fsys := fstest.MapFS{"messages/en/" + name: &fstest.MapFile{Data: []byte("a: b")}}
		if _, err := newWords(fsys, English); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v, want an error that names the file", name, err)
		}
	}
	if _, err := newWords(fstest.MapFS{}, "xx"); err == nil {
		t.Error("a language without a folder must be an error")
	}
}

func TestItemsAreListedAsASentenceDoes(t *testing.T) {
	for _, c := range []struct {
		items      []string
		en, sv, fr string
	}{
		{nil, "", "", ""},
		{[]string{"goals"}, "goals", "goals", "goals"},
		{[]string{"a", "b"}, "a and b", "a och b", "a et b"},
		{[]string{"a", "b", "c"}, "a, b and c", "a, b och c", "a, b et c"},
		{[]string{"a", "b", "c", "d"}, "a, b, c and d", "a, b, c och d", "a, b, c et d"},
	} {
		if got := words(t, English).List(c.items); got != c.en {
			t.Errorf("List(%q) = %q, want %q", c.items, got, c.en)
		}
		if got := words(t, Swedish).List(c.items); got != c.sv {
			t.Errorf("List(%q) = %q, want %q", c.items, got, c.sv)
		}
		if got := words(t, French).List(c.items); got != c.fr {
			t.Errorf("List(%q) = %q, want %q", c.items, got, c.fr)
		}
	}
}

func TestLanguageIsLoadedOnce(t *testing.T) {
	first, again := words(t, Swedish), words(t, Swedish)
	if first != again || first.Lang() != Swedish {
		t.Errorf("Load gave %p and then %p in %q", first, again, first.Lang())
	}
}

func BenchmarkLoadAndReadSixHundredMessages(b *testing.B) {
	files := fstest.MapFS{}
	for area := range 10 {
		var text strings.Builder
		for i := range 54 {
			fmt.Fprintf(&text, "message-%d: \"We saved sheet %d at {time}, there is nothing else to do.\"\n", i, i)
		}
		for i := range 6 {
			fmt.Fprintf(&text, "count-%d: {one: \"one thing for {who}\", other: \"{n} things for {who}\"}\n", i)
		}
		files[fmt.Sprintf("messages/en/area%d.yaml", area)] = &fstest.MapFile{Data: []byte(text.String())}
	}
	for _, read := range []int{0, 1, 3, 10} {
		b.Run(fmt.Sprintf("areas=%d", read), func(b *testing.B) {
			for b.Loop() {
				w, err := newWords(files, English)
				if err != nil {
					b.Fatal(err)
				}
				for area := range read {
					if !w.Has(fmt.Sprintf("area%d.message-7", area)) {
						b.Fatal("message not found")
					}
				}
			}
		})
	}
}

func BenchmarkMessage(b *testing.B) {
	w := words(b, English)
	for b.Loop() {
		w.N("date.ahead", 5)
	}
}

// forms lists the plural categories that whole numbers have in a language.
func forms(w *Words) map[plural.Form]bool {
	used := map[plural.Form]bool{}
	for n := range 1000 {
		used[pluralForm(w.tag(), n)] = true
	}
	used[pluralForm(w.tag(), 1_000_000)] = true
	return used
}
