package forms_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Whatever stands in a book, also what no field would take, the rules read it, and
// say what they say in whole sentences.
func TestTheRulesReadWhateverStandsInABook(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		programme := rapid.SampledFrom([]string{"st-styrelse", "teacher-induction", "library-ongoing", "union-local"}).Draw(rt, "programme")
		today := rapid.SampledFrom([]string{"2026-03-01", "2026-05-06", "2027-03-25", "2028-02-29"}).Draw(rt, "today")
		c := started(t, programme, "2026-03-27", today)
		word := rapid.SampledFrom([]string{"{the_mentee}", "no", "unsure", "2026-02-31", "2026-05-06 Per Holm", "-1", "\x00", "contacts"}).Draw(rt, "word")
		skip := rapid.IntRange(1, 4).Draw(rt, "skip")
		n := 0
		for _, s := range c.sheetsEver() {
			c.answerAll(s, word, func(fd *forms.Field) bool {
				n++
				return fd.ID != "template_id" && n%skip == 0
			})
		}
		seen := map[string]bool{}
		for _, f := range c.Findings() {
			if seen[f.ID()] {
				rt.Fatalf("%s is found twice", f.ID())
			}
			seen[f.ID()] = true
			what, why := c.in(lang.Swedish).SayFinding(f)
			if what == "" || why == "" || strings.Contains(what+why, "⟦") {
				rt.Fatalf("%s says %q, %q", f.ID(), what, why)
			}
			if _, ok := c.Sheet(f.Sheet); !ok {
				rt.Fatalf("%s stands on %s, which is no sheet", f.ID(), f.Sheet)
			}
		}
	})
}
