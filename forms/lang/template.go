package lang

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// template is one message cut into pieces, ready to be filled.
type template []piece

// piece is either plain text or, with hole set, the name of a placeholder.
type piece struct {
	text string
	hole bool
}

// compile cuts a message at its {placeholders}; "{{" and "}}" stand for one brace.
func compile(s string) (template, error) {
	var t template
	literal := ""
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			break
		}
		literal += s[:i]
		rest := s[i+1:]
		if strings.HasPrefix(rest, s[i:i+1]) {
			literal += s[i : i+1]
			s = rest[1:]
			continue
		}
		if s[i] == '}' {
			return nil, errors.New("a } without its {; write }} for the sign itself")
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || !isName(name) {
			return nil, fmt.Errorf("a { that does not begin a placeholder such as {name}, at %q; write {{ for the sign itself", s[i:])
		}
		if literal != "" {
			t = append(t, piece{text: literal})
		}
		t = append(t, piece{text: name, hole: true})
		literal, s = "", after
	}
	if literal += s; literal != "" {
		t = append(t, piece{text: literal})
	}
	return t, nil
}

// fill puts the values of name, value pairs into the holes. A hole nobody has a value for stays visible as {name}.
func (t template) fill(args []any) string {
	if len(t) == 1 && !t[0].hole {
		return t[0].text
	}
	var b strings.Builder
	for _, p := range t {
		if !p.hole {
			b.WriteString(p.text)
			continue
		}
		b.WriteString(valueOf(p.text, args))
	}
	return b.String()
}

// valueOf finds the value that follows a name among name, value pairs; without one it shows the hole.
func valueOf(name string, args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		if s, ok := args[i+1].(string); ok {
			return s
		}
		return fmt.Sprint(args[i+1])
	}
	return "{" + name + "}"
}

// holes lists the names of the placeholders, sorted, each once.
func (t template) holes() []string {
	var names []string
	for _, p := range t {
		if p.hole {
			names = append(names, p.text)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// source writes a template as compile reads it.
func (t template) source() string {
	braces := strings.NewReplacer("{", "{{", "}", "}}")
	var b strings.Builder
	for _, p := range t {
		if p.hole {
			b.WriteString("{" + p.text + "}")
			continue
		}
		b.WriteString(braces.Replace(p.text))
	}
	return b.String()
}

// isName says whether s may name a placeholder, an area or a message: small letters, digits, "-", "_" and ".".
func isName(s string) bool {
	ok := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.'
	}
	return s != "" && strings.TrimFunc(s, ok) == ""
}
