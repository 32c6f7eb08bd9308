package lang

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Lang is the code of a language as it stands in file names and records: "en", "fr", "sv".
type Lang string

// The languages that callers and tests name. Which languages are shipped is decided by the files; see [All].
const (
	English Lang = "en" // English is the language we fall back to.
	Swedish Lang = "sv" // Swedish is the second language of the first release.
	French  Lang = "fr" // French is the third, as it is written in Canada.
)

// All gives the shipped languages: English first, then the others by code.
func All() []Lang {
	all := []Lang{English}
	for a := range packedAreas(packed) {
		if !slices.Contains(all, a.lang) {
			all = append(all, a.lang)
		}
	}
	return all
}

// Parse reads an exact code of a shipped language, as "sv". Anything else is an error that names the shipped ones.
func Parse(code string) (Lang, error) {
	all := All()
	if slices.Contains(all, Lang(code)) {
		return Lang(code), nil
	}
	return "", fmt.Errorf("language %q is not one of %v", code, all)
}

// Match gives the shipped language nearest to a locale of the environment, such as "sv_SE.UTF-8" or "sv".
// "C", "POSIX", an empty text and languages far from all of ours give English.
func Match(env string) Lang {
	code, _, _ := strings.Cut(env, ".")
	code, _, _ = strings.Cut(code, "@")
	all := All()
	if base, _, _ := strings.Cut(code, "_"); slices.Contains(all, Lang(base)) {
		return Lang(base) // the tables of languages take a moment of the start
	}
	wanted, err := language.Parse(code)
	if err != nil {
		return English
	}
	tags := make([]language.Tag, len(all))
	for i, l := range all {
		tags[i] = language.Make(string(l))
	}
	_, i, confidence := language.NewMatcher(tags).Match(wanted)
	if confidence == language.No {
		return English
	}
	return all[i]
}

// Text is one text in several languages, as forms and programmes carry their
// questions: each language's code and words behind one another, so that a whole
// catalogue of them costs nothing to load. Make one with [NewText] or [In].
type Text string

// mark stands behind a language's code and behind its words. It is no letter, and
// words that hold it lose it.
const mark = "\x00"

// NewText joins what is said in each language; empty texts are left out.
func NewText(in map[Lang]string) Text {
	var b strings.Builder
	for _, l := range slices.Sorted(maps.Keys(in)) {
		if in[l] != "" {
			b.WriteString(string(l) + mark + strings.ReplaceAll(in[l], mark, "") + mark)
		}
	}
	return Text(b.String())
}

// In is a text in one language only.
func In(l Lang, text string) Text { return NewText(map[Lang]string{l: text}) }

// In gives the text in l, else in English, else in the first language (by code) that has it, else an empty text.
func (t Text) In(l Lang) string {
	if s, ok := t.Has(l); ok {
		return s
	}
	if s, ok := t.Has(English); ok {
		return s
	}
	for _, s := range t.Each() {
		return s
	}
	return ""
}

// Has gives the text in l and no other; ok is false where there is none.
func (t Text) Has(l Lang) (text string, ok bool) {
	for code, s := range t.Each() {
		if code == l {
			return s, true
		}
	}
	return "", false
}

// Each goes through the languages of a text by their codes.
func (t Text) Each() iter.Seq2[Lang, string] {
	return func(yield func(Lang, string) bool) {
		for rest := string(t); rest != ""; {
			var code, text string
			code, rest, _ = strings.Cut(rest, mark)
			text, rest, _ = strings.Cut(rest, mark)
			if !yield(Lang(code), text) {
				return
			}
		}
	}
}
