package forms

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawOpenCond draws a condition over three questions of the sheet, open ones, and one known
// beforehand.
func drawOpenCond(rt *rapid.T, deep int) string {
	if deep == 0 || rapid.Bool().Draw(rt, "leaf") {
		name := rapid.SampledFrom([]string{"open_a", "open_b", "open_c", "known"}).Draw(rt, "name")
		return name + " " + rapid.SampledFrom([]string{"= x", "!= x", "filled", "empty", "has y"}).Draw(rt, "test")
	}
	left, right := drawOpenCond(rt, deep-1), drawOpenCond(rt, deep-1)
	switch rapid.SampledFrom([]string{"and", "or", "not"}).Draw(rt, "join") {
	case "and":
		return "(" + left + ") and (" + right + ")"
	case "or":
		return "(" + left + ") or (" + right + ")"
	}
	return "not (" + left + ")"
}

func TestWhatIsLeftOfAConditionDecidesAsTheConditionDoes(t *testing.T) {
	open := func(t Test) bool { return strings.HasPrefix(t.Name, "open") }
	value := rapid.SampledFrom([]Value{"", "x", "y", "x\ny"})
	rapid.Check(t, func(rt *rapid.T) {
		c, err := ParseCond(drawOpenCond(rt, 3))
		if err != nil {
			rt.Fatal(err)
		}
		known := value.Draw(rt, "known")
		rest := given(c.expr, told{answers: map[string]Value{"known": known}}, open)
		answers := map[string]Value{"known": known}
		for _, name := range []string{"open_a", "open_b", "open_c"} {
			answers[name] = value.Draw(rt, name)
		}
		if want, got := c.eval(told{answers: answers}), rest.eval(told{answers: answers}); got != want {
			rt.Fatalf("%q holds: %v, what is left of it: %v", c.Text, want, got)
		}
		rest.walk(func(t Test) {
			if !open(t) {
				rt.Fatalf("%q still asks what is known: %v", c.Text, t)
			}
		})
	})
}
