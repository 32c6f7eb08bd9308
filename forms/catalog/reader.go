package catalog

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// reader reads one file and collects what is wrong with it. It never stops at a
// fault: what cannot be read is left empty.
type reader struct {
	file   string
	lib    *forms.Library // nil: what needs another file is not checked
	faults []Fault
	form   *forms.Form      // being read; nil in a programme file
	prog   *forms.Programme // being read; nil in a form file
	head   mapping          // the keys of the form or programme
	left   *leftOut         // files of one's own that have faults; nil where there are none to know of
	later  []func()         // checks that need the whole file, or other files

	languages []lang.Lang // in which the file is written; none: in all that are shipped

	registers []*forms.RegisterDef // what a file of shared things holds
	lists     []*forms.OptionList
	helps     []forms.Help
}

func (r *reader) fault(n *yaml.Node, key string, args ...any) {
	r.faultAt(n.Line, n.Column, key, args...)
}

func (r *reader) faultAt(line, column int, key string, args ...any) {
	if !r.full() {
		r.faults = append(r.faults, Fault{File: r.file, Line: max(1, line), Column: max(1, column), Key: "formcheck." + key, Args: args})
	}
}

// without reports what a programme goes on without, once for each form or question.
func (r *reader) without(n *yaml.Node, what, key string, args ...any) {
	if r.lacks(what) {
		return
	}
	r.fault(n, key, args...)
	if !r.full() {
		r.faults[len(r.faults)-1].Without = what
	}
}

// lacks reports whether a programme goes on without a form or question.
func (r *reader) lacks(what string) bool {
	return what != "" && slices.ContainsFunc(r.faults, func(f Fault) bool { return f.Without == what })
}

// broken reports whether the file has to be left out as a whole.
func (r *reader) broken() bool {
	return slices.ContainsFunc(r.faults, func(f Fault) bool { return f.Without == "" })
}

// full reports whether nothing more will be said about this file.
func (r *reader) full() bool { return len(r.faults) >= maxFaults }

// finish runs the checks that had to wait, and returns all faults by line.
func (r *reader) finish() []Fault {
	r.checkLater()
	return sorted(r.faults)
}

// checkLater runs the checks that need the whole file, or other files.
func (r *reader) checkLater() {
	for _, check := range r.later {
		check()
	}
}

// mapping is a YAML mapping whose keys have been checked.
type mapping struct {
	r      *reader
	shape  *shape
	node   *yaml.Node
	values map[string]*yaml.Node
	empty  map[string]bool // keys that stand there without a value; already reported
}

// mapping checks that n maps the keys of a shape to values, each once, and that
// those it needs are there. Where it is no mapping at all it reports that and returns
// an empty one, ok being false. what is the key it stands under.
func (r *reader) mapping(n *yaml.Node, what string, s *shape) (m mapping, ok bool) {
	m = mapping{r: r, shape: s, node: n, values: map[string]*yaml.Node{}, empty: map[string]bool{}}
	known := s.names()
	if n.Kind != yaml.MappingNode {
		r.fault(n, "want_mapping", "what", what, "known", strings.Join(known, ", "))
		return m, false
	}
	m.fill(known)
	for _, k := range s.keys {
		if k.need && !k.told {
			m.need(k.name)
		}
	}
	return m, true
}

// item reads a mapping that stands under a key.
func (m mapping) item(key string, n *yaml.Node) (mapping, bool) {
	return m.r.mapping(n, key, m.shape.key(key).of)
}

// fill notes the values of the keys.
func (m mapping) fill(known []string) {
	r, n := m.r, m.node
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if !r.knownKey(k, known) {
			continue
		}
		if first, twice := lines[k.Value]; twice {
			r.fault(k, "duplicate_key", "key", k.Value, "line", first)
			continue
		}
		lines[k.Value] = k.Line
		if v.Kind == yaml.ScalarNode && strings.TrimSpace(v.Value) == "" {
			r.fault(k, "empty_value", "key", k.Value)
			m.empty[k.Value] = true
			continue
		}
		m.values[k.Value] = v
	}
}

func (r *reader) knownKey(k *yaml.Node, known []string) bool {
	if k.Kind != yaml.ScalarNode {
		r.fault(k, "bad_key")
		return false
	}
	if slices.Contains(known, k.Value) {
		return true
	}
	r.unknown(k, "key", k.Value, known)
	return false
}

// unknown reports a word that is none of those known, with the one it is most
// like, else with all of them. what is "key" or the key whose value it is.
func (r *reader) unknown(n *yaml.Node, what, word string, known []string) {
	if r.full() {
		return
	}
	word = short(word)
	kind := "unknown_value"
	if what == "key" {
		kind = "unknown_key"
	}
	if near := nearest(word, known); near != "" {
		r.fault(n, kind+"_near", "key", what, "value", word, "near", near)
		return
	}
	r.fault(n, kind, "key", what, "value", word, "known", strings.Join(known, ", "))
}

// short cuts a word from the file to what fits a message.
func short(s string) string {
	const most = 60
	s = strings.Map(func(c rune) rune {
		if isControl(c) {
			return ' '
		}
		return c
	}, s)
	if rs := []rune(s); len(rs) > most {
		return string(rs[:most]) + "…"
	}
	return s
}

// has reports whether a key stands there, even with nothing behind it.
func (m mapping) has(key string) bool { return m.values[key] != nil || m.empty[key] }

// need reports a missing key.
func (m mapping) need(key string) {
	if !m.has(key) {
		m.r.fault(m.node, "missing_key", "key", key)
	}
}

// line is where a key's value begins, else where the mapping does.
func (m mapping) line(key string) *yaml.Node {
	if v := m.values[key]; v != nil {
		return v
	}
	return m.node
}

// word returns a plain value as it is written, "" where there is none.
func (m mapping) word(key string) string {
	v := m.values[key]
	if v == nil {
		return ""
	}
	if v.Kind != yaml.ScalarNode {
		m.r.fault(v, "want_word", "key", key)
		return ""
	}
	return v.Value
}

// oneOf returns a value that must be one of those its key can have; def where there
// is none.
func (m mapping) oneOf(key, def string) string {
	w, list := m.word(key), m.shape.key(key).values
	if w == "" || slices.Contains(list, w) {
		return cmp.Or(w, def)
	}
	m.r.unknown(m.values[key], key, w, list)
	return def
}

// id returns a required id, "" where it is missing or cannot be one.
func (m mapping) id(key string, valid func(string) bool) string {
	w := m.word(key)
	if w != "" && !valid(w) {
		m.r.fault(m.values[key], "bad_id", "id", short(w))
		return ""
	}
	return w
}

// number returns a number, nil where there is none.
func (m mapping) number(key string) *float64 {
	w := m.word(key)
	if w == "" {
		return nil
	}
	x, err := strconv.ParseFloat(w, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		m.r.fault(m.values[key], "want_number", "key", key, "value", short(w))
		return nil
	}
	return &x
}

// whole returns a whole number within the bounds of its key, 0 where there is none.
func (m mapping) whole(key string) int {
	k, w := m.shape.key(key), m.word(key)
	if w == "" {
		return 0
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < k.least || n > k.most {
		m.r.fault(m.values[key], "want_whole", "key", key, "value", short(w), "least", k.least, "most", k.most)
		return 0
	}
	return n
}

// flag returns yes or no, no where there is none.
func (m mapping) flag(key string) bool {
	switch w := m.word(key); w {
	case "true", "yes":
		return true
	case "", "false", "no":
		return false
	default:
		m.r.fault(m.values[key], "want_flag", "key", key, "value", short(w))
		return false
	}
}

// list returns the items of a list, nil where there is none.
func (m mapping) list(key string) []*yaml.Node {
	v := m.values[key]
	if v == nil {
		return nil
	}
	if v.Kind != yaml.SequenceNode || len(v.Content) == 0 {
		m.r.fault(v, "want_list", "key", key)
		return nil
	}
	return v.Content
}

// ids finds ids that stand twice.
type ids map[string]int

// add reports an id that was there before.
func (s ids) add(m mapping, id string) {
	if id == "" {
		return
	}
	n := m.line("id")
	if first, twice := s[id]; twice {
		m.r.fault(n, "duplicate_id", "id", id, "line", first)
		return
	}
	s[id] = n.Line
}
