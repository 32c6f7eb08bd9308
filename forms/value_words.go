package forms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pairbook/forms/lang"
)

// fold makes words comparable as people type them: capitals, accents and the
// number of blanks do not matter.
func fold(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if !plain {
		s = strings.Map(func(r rune) rune {
			switch {
			case unicode.Is(unicode.Mn, r):
				return -1
			case unicode.Is(unicode.Pd, r):
				return '-'
			case r == '’':
				return '\''
			}
			return r
		}, norm.NFKD.String(s))
	}
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// isWord says whether a folded text is one of the words that stand, in any
// shipped language, as a list under a message.
func isWord(in, key string) bool {
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			continue
		}
		for word := range strings.SplitSeq(w.T(key), ",") {
			if in == fold(word) {
				return true
			}
		}
	}
	return false
}

// yesNoReader reads yes and no.
type yesNoReader struct{ base }

func (r yesNoReader) parse(in string) (Value, *Problem) {
	word := fold(firstWords(in))
	for _, v := range []Value{"yes", "no"} {
		if isWord(word, "value."+string(v)) || isWord(word, "value."+string(v)+"-words") {
			return v, nil
		}
	}
	return "", problem("value.yesno")
}

func (r yesNoReader) show(v Value) string  { return r.a.Words.T("value." + string(v)) }
func (r yesNoReader) short(v Value) string { return r.show(v) }
func (r yesNoReader) edit(v Value) string  { return r.show(v) }

func (r yesNoReader) check(v Value) *Problem {
	if v == "yes" || v == "no" {
		return nil
	}
	return problem("value.yesno")
}

// ratingReader reads ratings: 1 … 5, na.
type ratingReader struct{ base }

// notApplicable is the rating of what does not apply.
const notApplicable = "na"

// parse reads the figure, the word of the scale, or both: "4", "agree",
// "4 – agree".
func (r ratingReader) parse(in string) (Value, *Problem) {
	word := fold(firstWords(in))
	if word == notApplicable || isWord(word, "value.na-words") || isWord(word, "value.scale-na") {
		return notApplicable, nil
	}
	for _, v := range []string{"1", "2", "3", "4", "5"} {
		said, behind := strings.CutPrefix(word, v)
		if behind {
			said = strings.TrimLeft(said, " -")
		}
		if word == v || isWord(said, "value.scale-"+v) {
			return Value(v), nil
		}
	}
	return "", problem("value.rating")
}

// show words a rating. A question of its own is a statement to agree with; parts
// and columns ask how far or how well, for which a word of agreement would be
// wrong.
func (r ratingReader) show(v Value) string {
	w := r.a.Words
	switch {
	case v == notApplicable:
		return w.T("value.scale-na")
	case r.fd.By == "":
		return w.T("value.grade", "n", string(v))
	}
	return w.T("value.statement", "n", string(v), "word", w.T("value.scale-"+string(v)))
}

func (r ratingReader) short(v Value) string {
	if v == notApplicable {
		return r.a.Words.T("value.scale-na-short")
	}
	return string(v)
}

func (r ratingReader) edit(v Value) string { return r.short(v) }

func (r ratingReader) check(v Value) *Problem {
	if v == notApplicable || len(v) == 1 && v >= "1" && v <= "5" {
		return nil
	}
	return problem("value.rating")
}
