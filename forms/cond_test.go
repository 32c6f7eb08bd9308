package forms

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// told answers conditions from two maps.
type told struct {
	answers map[string]Value
	facts   map[string]string
}

func (t told) lookup(name string) Value { return t.answers[name] }
func (t told) fact(name string) string  { return t.facts[name] }

func TestConditionHoldsForThisPair(t *testing.T) {
	pair := told{
		answers: map[string]Value{
			"pw_method":         "shadow_half\ntalks\nother: by letter",
			"areas":             "governance.policy\nhr",
			"m_kind":            "first",
			"rhythm":            "other: every full moon",
			"ready":             "yes",
			"rating":            "2",
			"minutes":           "90",
			"note":              "   ",
			"ct_length.from":    "60",
			"pair.anchor_event": "matched",
			"contract.ct_x.y":   "no",
		},
		facts: map[string]string{"programme": "st-styrelse", "role": "mentor", "number": "3"},
	}
	for text, want := range map[string]bool{
		"yes": true, "no": false, "not no": true, "not not yes": true, "( yes )": true,
		"m_kind = first": true, "m_kind = closing": false, "m_kind != closing": true, "m_kind=first": true,
		"missing = first": false, "missing != first": true,
		"rhythm = other": true, "rhythm = weekly": false,
		"pw_method has shadow_half": true, "pw_method has other": true, "pw_method has shadow": false,
		"areas has governance": true, "areas has governance.policy": true, "areas has policy": false, "areas has hr": true,
		"pw_method = shadow_half": false, // several answers are not one
		"note filled":             false, "note empty": true, "ready filled": true, "missing empty": true,
		"rating <= 2": true, "rating < 2": false, "minutes > 60": true, "minutes >= 90": true, "m_kind > 1": false, "missing < 1": false,
		"ct_length.from = 60": true, "pair.anchor_event = matched": true, "contract.ct_x.y = no": true,
		"programme = st-styrelse": true, "programme != st-styrelse": false, "role = mentor": true, "role = mentee": false,
		"number > 1": true, "number = 3": true, "number > 3": false, "number != 3": false,
		"yes or no and no": true, "(yes or no) and no": false, "not no and no": false, "not (no and no)": true,
		"m_kind = first and (rating <= 2 or ready = no)": true,
		"pw_method has shadow_half or pw_method has x":   true,
		"\n m_kind\t=  first ":                           true,
	} {
		c, err := ParseCond(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := c.eval(pair); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestNoConditionDoesNotHold(t *testing.T) {
	var none Cond
	if none.eval(told{}) || !none.Empty() || none.Names() != nil {
		t.Errorf("no condition: eval %v, Empty %v, Names %v", none.eval(told{}), none.Empty(), none.Names())
	}
	if c, err := ParseCond("no"); err != nil || c.Empty() {
		t.Errorf("the condition no: Empty %v, %v; it is a condition", c.Empty(), err)
	}
}

func TestConditionNamesItsFieldsOnce(t *testing.T) {
	c, err := ParseCond("b has x or not (a.from filled and number > 1) or b has y and pair.c = d and programme = e")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Names(), []string{"b", "a.from", "pair.c"}; !slices.Equal(got, want) {
		t.Errorf("names %v, want %v", got, want)
	}
	want := Test{Name: "a.from", Op: "filled", Column: 17}
	if got := c.Tests()[1]; got != want {
		t.Errorf("second test %+v, want %+v", got, want)
	}
}

func TestBadConditionSaysWhere(t *testing.T) {
	for text, want := range map[string]CondError{
		"":                          {CondEmpty, 1, ""},
		"   ":                       {CondEmpty, 4, ""},
		"a":                         {CondTest, 2, ""},
		"true":                      {CondTest, 5, ""},
		"a b":                       {CondTest, 3, "b"},
		"a =":                       {CondValue, 4, ""},
		"a = =":                     {CondValue, 5, "="},
		"a = )":                     {CondValue, 5, ")"},
		"= b":                       {CondName, 1, "="},
		"a = b and":                 {CondName, 10, ""},
		"a = b and and c = d":       {CondName, 11, "and"},
		"and = b":                   {CondName, 1, "and"},
		"A = b":                     {CondName, 1, "A"},
		"a.b.c.d = e":               {CondName, 1, "a.b.c.d"},
		"a = b c = d":               {CondJoin, 7, "c"},
		"a = b)":                    {CondJoin, 6, ")"},
		"yes no":                    {CondJoin, 5, "no"},
		"(a = b":                    {CondBracket, 7, ""},
		"a = b & c = d":             {CondSign, 7, "&"},
		"a = \"b\"":                 {CondSign, 5, "\""},
		"a = blå":                   {CondSign, 7, "å"},
		"a > many":                  {CondNumber, 5, "many"},
		"number = first":            {CondNumber, 10, "first"},
		"role = chair":              {CondRole, 8, "chair"},
		"role has mentor":           {CondFact, 6, "has"},
		"programme > 3":             {CondFact, 11, ">"},
		"number filled":             {CondFact, 8, "filled"},
		"a = b\xff":                 {CondText, 1, ""},
		strings.Repeat("not ", 40):  {CondDeep, 125, "not"},
		strings.Repeat("(", 40):     {CondDeep, 32, "("},
		strings.Repeat("yes ", 251): {CondLong, 1, ""},
	} {
		_, err := ParseCond(text)
		var got *CondError
		if !errors.As(err, &got) {
			t.Errorf("%.40q: no CondError but %v", text, err)
			continue
		}
		if *got != want {
			t.Errorf("%.40q: %+v, want %+v", text, *got, want)
		}
		if !strings.Contains(err.Error(), want.Reason.cure()) {
			t.Errorf("%.40q: %q lacks the cure", text, err)
		}
	}
}

// drawCond draws a condition as text, and what it comes to when field "t" is yes
// and "f" is no.
func drawCond(t *rapid.T, depth int) (string, bool) {
	blank := rapid.SampledFrom([]string{" ", "  ", "\n", "\t "}).Draw(t, "blank")
	kind := rapid.IntRange(0, 7).Draw(t, "kind")
	if depth == 0 {
		kind %= 4
	}
	switch kind {
	case 0:
		return "yes", true
	case 1:
		return "no", false
	case 2:
		return "t" + blank + "=" + blank + "yes", true
	case 3:
		return "f" + blank + "= yes", false
	case 4:
		s, v := drawCond(t, depth-1)
		return "not" + blank + "(" + s + ")", !v
	case 5:
		s, v := drawCond(t, depth-1)
		return "(" + s + blank + ")", v
	}
	a, av := drawCond(t, depth-1)
	b, bv := drawCond(t, depth-1)
	if kind == 6 {
		return "(" + a + ")" + blank + "and (" + b + ")", av && bv
	}
	return "(" + a + ") or" + blank + "(" + b + ")", av || bv
}

func TestEveryConditionMeansWhatItsPartsMean(t *testing.T) {
	ctx := told{answers: map[string]Value{"t": "yes", "f": "no"}}
	rapid.Check(t, func(t *rapid.T) {
		text, want := drawCond(t, 4)
		c, err := ParseCond(text)
		if len(text) > maxCondText {
			if err == nil {
				t.Fatalf("%d bytes were not too long", len(text))
			}
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := c.eval(ctx); got != want {
			t.Fatalf("%q is %v, want %v", text, got, want)
		}
	})
}

func TestAndBindsTighterThanOr(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"yes", "no"}), 1, 12).Draw(t, "words")
		text, want, run := "", false, true
		for i, w := range words {
			if i > 0 {
				join := rapid.SampledFrom([]string{" and ", " or "}).Draw(t, "join")
				text += join
				if join == " or " {
					want, run = want || run, true
				}
			}
			text += w
			run = run && w == "yes"
		}
		want = want || run
		c, err := ParseCond(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := c.eval(told{}); got != want {
			t.Fatalf("%q is %v, want %v", text, got, want)
		}
	})
}

func FuzzParseCond(f *testing.F) {
	for _, seed := range []string{
		"yes", "not (a = b or c has d.e) and number > 1", "programme = st-styrelse", "a.b.c filled",
		"((((", "a = b &", "\xff", "role = mentor and", "å = ä", "x<=-1.5",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCond(text)
		if err == nil {
			c.eval(told{})
			if c.Empty() || len(c.Names()) > len(c.Tests()) {
				t.Fatalf("%q: Empty %v, names %v", text, c.Empty(), c.Names())
			}
			return
		}
		var ce *CondError
		if !errors.As(err, &ce) {
			t.Fatalf("%q: %v is no *CondError", text, err)
		}
		if ce.Column < 1 || ce.Column > utf8.RuneCountInString(text)+1 {
			t.Fatalf("%q: column %d is outside", text, ce.Column)
		}
	})
}

// One's own programme is asked what the shipped one that it was made from is asked.
func TestAProgrammeMadeFromAnotherIsAskedTheSame(t *testing.T) {
	c, err := ParseCond("programme = st-styrelse")
	if err != nil {
		t.Fatal(err)
	}
	for facts, want := range map[string]bool{"st-styrelse\n": true, "our-board\nst-styrelse": true, "our-board\n": false, "st\nstyrelse": false} {
		if got := c.eval(told{facts: map[string]string{"programme": facts}}); got != want {
			t.Errorf("programme %q: %t", facts, got)
		}
	}
}
