package digest

import (
	"crypto/sha256"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// free tells what was written in words: only what its author let be used without a name,
// in an order that says nothing of whose it is and is another for every question.
func (c counter) free(it Item, q question) (Item, bool) {
	it.Free = true
	answered := 0
	for _, u := range c.units {
		said := u.answers[q.at]
		if len(said) == 0 {
			continue
		}
		answered++
		if u.quoted {
			it.Words = append(it.Words, u.withoutNames(strings.TrimSpace(said[0])))
		}
	}
	if answered < Least {
		it.Words = nil
		return it, answered > 0
	}
	it.People = answered
	order := func(s string) string {
		sum := sha256.Sum256([]byte(it.ID + "\n" + s))
		return string(sum[:])
	}
	slices.SortFunc(it.Words, func(a, b string) int { return strings.Compare(order(a), order(b)) })
	return it, true
}

// leastName is how long a part of a name is at least that is taken out of words.
const leastName = 2

// namesOf returns the names of people and their parts, the longest first.
func namesOf(people ...string) []string {
	var out []string
	for _, name := range people {
		out = append(out, append(strings.Fields(name), strings.TrimSpace(name))...)
	}
	out = slices.DeleteFunc(out, func(s string) bool {
		return utf8.RuneCountInString(s) < leastName || !strings.ContainsFunc(s, unicode.IsLetter)
	})
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(out)
}

// noName stands in words where they named one of the pair.
const noName = "[…]"

// withoutNames puts a mark where words name one of the pair, also in the genitive.
func (u *unit) withoutNames(text string) string {
	for _, name := range u.names {
		text = without(text, name)
	}
	return text
}

// without replaces a name where it is a word.
func without(text, name string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(text, name)
		if !ok {
			b.WriteString(text)
			return b.String()
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		rest, whole := endOfWord(after)
		if whole && !inWord(last) {
			b.WriteString(before + noName)
			text = rest
			continue
		}
		b.WriteString(before + name)
		text = after
	}
}

// endOfWord returns what stands behind a name that ends here, perhaps with an s.
func endOfWord(after string) (rest string, ok bool) {
	for _, s := range []string{"’s", "'s", "s", ""} {
		if rest, ok = strings.CutPrefix(after, s); !ok {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest); !inWord(next) {
			return rest, true
		}
	}
	return after, false
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
