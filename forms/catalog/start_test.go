package catalog

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// inOne compares texts in one language only.
func inOne(l lang.Lang) cmp.Option {
	return cmp.Comparer(func(a, b lang.Text) bool { return a.In(l) == b.In(l) })
}

func TestNewFileHasWhatItsModelHas(t *testing.T) {
	lib := shipped(t)
	for _, languages := range [][]lang.Lang{{lang.English}, {lang.French}, {lang.Swedish, lang.English}, lang.All()} {
		l := languages[0]
		for id, was := range lib.Programmes {
			text := begin(t, Begin{ID: "our-own", Like: id, Languages: languages, Reader: l, Schema: "x"}, was.Source)
			now := joinedWith(t, text).Programmes["our-own"]
			if diff := cmp.Diff(was, now, alike, inOne(l), cmpopts.IgnoreFields(forms.Programme{}, "ID", "Like", "Title", "Lang", "Source")); diff != "" {
				t.Errorf("%s in %s changed:\n%s", id, l, diff)
			}
			if now.Like != id || now.Title.In(l) != "Our own" {
				t.Errorf("%s: like %q, called %q", id, now.Like, now.Title.In(l))
			}
		}
		for id, was := range lib.Forms {
			text := begin(t, Begin{ID: "our_own", Languages: languages, Reader: l, Schema: "x"}, was.Source)
			now := joinedWith(t, text).Forms["our_own"]
			// A condition may name its own form, which is another now.
			fields := cmpopts.IgnoreFields(forms.Field{}, "Line", "When", "Required", "Prefill")
			if diff := cmp.Diff(was, now, alike, inOne(l), fields, cmpopts.IgnoreFields(forms.Form{}, "ID", "Version", "Title", "Source")); diff != "" {
				t.Errorf("%s in %s changed:\n%s", id, l, diff)
			}
		}
	}
}

func begin(t *testing.T, b Begin, source string) string {
	t.Helper()
	data, err := fs.ReadFile(Files(), source)
	if err != nil {
		t.Fatal(err)
	}
	text, err := b.File(data)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return string(text)
}

func joinedWith(t *testing.T, text string) *forms.Library {
	t.Helper()
	lib, faults := Join(shipped(t), []File{{Name: "own.yaml", Data: []byte(text)}})
	for _, f := range faults {
		t.Fatalf("%s\n%s", f.Say(words(t, lang.English)), text)
	}
	return lib
}

func TestNewFormIsSmallAndExplained(t *testing.T) {
	source, err := StartForm()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lang.All() {
		data, err := Begin{ID: "grow_plan", Languages: []lang.Lang{l}, Reader: l, Schema: "../form.schema.json"}.File(source)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		joinedWith(t, text)
		if !strings.HasPrefix(text, "# yaml-language-server: $schema=../form.schema.json\n") || !strings.Contains(text, "\nlanguages: ["+string(l)+"]\n") {
			t.Errorf("%s begins with %.200s", l, text)
		}
		for _, key := range []string{"form.form", "section.title", "field.label", "field.required"} {
			help, err := keyHelp()
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(help[key].In(l), " ")
			if n := strings.Count(text, "# "+first); n == 0 {
				t.Errorf("%s: %s is not explained", l, key)
			}
		}
		for line := range strings.Lines(text) {
			if strings.Contains(line, "# ") && len([]rune(line)) > commentWidth+4 && !strings.Contains(line, "$schema") {
				t.Errorf("%s: a long comment: %s", l, line)
			}
		}
		for _, other := range lang.All() {
			if other != l && strings.Contains(text, string(other)+": ") {
				t.Errorf("%s: also written in %s", l, other)
			}
		}
	}
}

func TestNewFileComesOnlyFromAGoodOne(t *testing.T) {
	for _, source := range []string{"", "x", "form: x\n", "lists:\n  - {id: a, options: [{id: b, label: {en: a, sv: a, fr: a}}]}\n"} {
		if _, err := (Begin{ID: "x", Languages: lang.All(), Reader: lang.English}).File([]byte(source)); !errors.Is(err, ErrSource) {
			t.Errorf("%q: %v", source, err)
		}
	}
}

func TestATextThatIsMissingInALanguageIsTakenFromAnother(t *testing.T) {
	source := shortForm("grow", "1", aQuestion)
	data, err := Begin{ID: "ours", Languages: []lang.Lang{lang.Swedish}, Reader: lang.English, Schema: "x"}.File([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	f := joinedWith(t, string(data)).Forms["ours"]
	if fd, ok := f.Field("our_word"); !ok || fd.Label.In(lang.Swedish) != "A word" {
		t.Errorf("the question is %+v", fd)
	}
	if !slices.Contains(strings.Split(string(data), "\n"), "languages: [sv]") {
		t.Error("the file does not say its language")
	}
}
