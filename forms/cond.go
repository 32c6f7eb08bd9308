package forms

import (
	"slices"
	"strconv"
	"strings"
)

// Cond is a condition of the form language, checked when the file is loaded. The
// zero Cond is "no condition": Empty tells it apart.
type Cond struct {
	Text string // as written
	expr expr
}

type expr interface {
	eval(ctx condContext) bool
	// walk calls f for every comparison, from left to right.
	walk(f func(Test))
}

type condContext interface {
	// lookup returns the value of a field: "field", "field.part" or "form.field".
	lookup(name string) Value
	// fact returns "programme", "role", "number".
	fact(name string) string
}

// The facts a condition can ask about besides fields: the pair's programme, whose
// copy the sheet is (mentor or mentee), and which meeting it is.
const (
	FactProgramme = "programme"
	FactRole      = "role"
	FactNumber    = "number"
)

// IsFact reports whether a name in a condition is a fact, not a field.
func IsFact(name string) bool {
	return name == FactProgramme || name == FactRole || name == FactNumber
}

// Test is one comparison of a condition: "pw_method has shadow_half".
type Test struct {
	Name   string // a field, "field.part", "form.field", "form.field.part" or a fact
	Op     string // "=", "!=", "<", "<=", ">", ">=", "has", "filled" or "empty"
	Value  string // what it is compared with; "" for filled and empty
	Column int    // where Name stands in the text, in characters from 1
}

// Empty reports whether there is no condition at all.
func (c Cond) Empty() bool { return c.expr == nil }

// Names returns the fields the condition refers to, each once, in the order they
// are written. Facts are not among them.
func (c Cond) Names() []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range c.Tests() {
		if !IsFact(t.Name) && !seen[t.Name] {
			seen[t.Name] = true
			names = append(names, t.Name)
		}
	}
	return names
}

// Tests returns the comparisons of the condition from left to right, for checking
// a form file.
func (c Cond) Tests() []Test {
	var tests []Test
	if c.expr != nil {
		c.expr.walk(func(t Test) { tests = append(tests, t) })
	}
	return tests
}

// eval tells whether the condition holds. An empty condition does not: the caller
// decides what having none means.
func (c Cond) eval(ctx condContext) bool { return c.expr != nil && c.expr.eval(ctx) }

// constant is "yes" or "no" standing alone.
type constant bool

func (k constant) eval(condContext) bool { return bool(k) }
func (k constant) walk(func(Test))       {}

type not struct{ e expr }

func (n not) eval(ctx condContext) bool { return !n.e.eval(ctx) }
func (n not) walk(f func(Test))         { n.e.walk(f) }

// all holds when every one of its parts does.
type all []expr

func (a all) eval(ctx condContext) bool {
	for _, e := range a {
		if !e.eval(ctx) {
			return false
		}
	}
	return true
}

func (a all) walk(f func(Test)) {
	for _, e := range a {
		e.walk(f)
	}
}

// some holds when at least one of its parts does.
type some []expr

func (s some) eval(ctx condContext) bool {
	for _, e := range s {
		if e.eval(ctx) {
			return true
		}
	}
	return false
}

func (s some) walk(f func(Test)) {
	for _, e := range s {
		e.walk(f)
	}
}

func (t Test) walk(f func(Test)) { f(t) }

func (t Test) eval(ctx condContext) bool {
	v := t.read(ctx)
	switch t.Op {
	case "filled":
		return strings.TrimSpace(v) != ""
	case "empty":
		return strings.TrimSpace(v) == ""
	case "has":
		for line := range strings.Lines(v) {
			id := entryID(strings.TrimSuffix(line, "\n"))
			// A group is chosen, too, when only something inside it is.
			if id == t.Value || strings.HasPrefix(id, t.Value+".") {
				return true
			}
		}
		return false
	case "=":
		return t.equals(v)
	case "!=":
		return !t.equals(v)
	}
	return t.compares(v)
}

func (t Test) read(ctx condContext) string {
	if IsFact(t.Name) {
		return ctx.fact(t.Name)
	}
	return string(ctx.lookup(t.Name))
}

// equals compares with a whole answer; the words typed beside an option do not
// count.
func (t Test) equals(v string) bool {
	if t.Name == FactProgramme {
		return slices.Contains(strings.Split(v, "\n"), t.Value)
	}
	return v == t.Value || !strings.Contains(v, "\n") && entryID(v) == t.Value
}

// compares orders by number. What is no number is neither more nor less than
// anything.
func (t Test) compares(v string) bool {
	have, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return false
	}
	want, err := strconv.ParseFloat(t.Value, 64)
	if err != nil {
		return false
	}
	switch t.Op {
	case "<":
		return have < want
	case "<=":
		return have <= want
	case ">":
		return have > want
	}
	return have >= want
}

// entryID returns the option of a choice's value without its detail.
func entryID(line string) string {
	id, _, _ := strings.Cut(line, ": ")
	return id
}
