package catalog

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"pairbook/forms/lang"
)

// fileWriter writes a file for people to change: blocks where there is much, one
// line where there is little, a comment the first time a key is met.
type fileWriter struct {
	begin Begin
	help  map[string]lang.Text
	told  map[string]bool
	out   strings.Builder
}

func (w *fileWriter) line(indent int, text string) {
	w.out.WriteString(strings.Repeat(" ", indent) + text + "\n")
}

// mapping writes the keys of a mapping, each on lines of its own.
func (w *fileWriter) mapping(n *yaml.Node, s *shape, indent int) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, v := n.Content[i].Value, n.Content[i+1]
		k := s.key(name)
		if indent == 0 {
			w.out.WriteByte('\n')
		}
		w.explain(s, k, v, indent)
		w.value(name, v, k, indent)
	}
}

// value writes one key with what stands there.
func (w *fileWriter) value(name string, v *yaml.Node, k key, indent int) {
	switch {
	case k.value == manyWords && len(w.flow(v, k, false)) > commentWidth:
		w.line(indent, name+":")
		for _, item := range v.Content {
			w.line(indent+2, "- "+scalar(item))
		}
	case v.Kind == yaml.ScalarNode || v.Style&yaml.FlowStyle != 0 || k.value == aText:
		w.line(indent, name+": "+w.flow(v, k, k.value == aText))
	case v.Kind == yaml.MappingNode:
		w.line(indent, name+":")
		for i := 0; i+1 < len(v.Content); i += 2 {
			inner := key{}
			if k.of != nil {
				inner = k.of.key(v.Content[i].Value)
			}
			w.value(v.Content[i].Value, v.Content[i+1], inner, indent+2)
		}
	default:
		w.line(indent, name+":")
		for _, item := range v.Content {
			w.item(item, k, indent+2)
		}
	}
}

// item writes one item of a list.
func (w *fileWriter) item(n *yaml.Node, k key, indent int) {
	if n.Kind != yaml.MappingNode || n.Style&yaml.FlowStyle != 0 || k.of == nil {
		w.line(indent, "- "+w.flow(n, k, k.value == manyTexts))
		return
	}
	inner := &fileWriter{begin: w.begin, help: w.help, told: w.told}
	inner.mapping(n, k.of, indent+2)
	text := inner.out.String()
	// The comments of the first key stand before the dash, the key behind it.
	for rest := text; ; {
		first, more, _ := strings.Cut(rest, "\n")
		if strings.HasPrefix(strings.TrimSpace(first), "#") {
			w.line(indent, strings.TrimSpace(first))
			rest = more
			continue
		}
		w.line(indent, "- "+strings.TrimSpace(first))
		w.out.WriteString(more)
		return
	}
}

// flow writes a value on one line. texts says that a mapping holds a text in several
// languages, of which only those of the file are written.
func (w *fileWriter) flow(n *yaml.Node, k key, texts bool) string {
	var parts []string
	switch {
	case n.Kind == yaml.ScalarNode:
		return scalar(n)
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			parts = append(parts, w.flow(item, k, k.value == manyTexts))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case texts:
		for _, l := range w.begin.Languages {
			parts = append(parts, string(l)+": "+scalar(inLanguage(n, l)))
		}
	default:
		for i := 0; i+1 < len(n.Content); i += 2 {
			name, inner := n.Content[i].Value, key{}
			if k.of != nil {
				inner = k.of.key(name)
			}
			parts = append(parts, scalar(n.Content[i])+": "+w.flow(n.Content[i+1], inner, inner.value == aText))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// inLanguage returns the words of a text in a language, else in English, else in the
// first it has.
func inLanguage(n *yaml.Node, l lang.Lang) *yaml.Node {
	best := n.Content[1]
	for _, code := range []lang.Lang{lang.English, l} {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == string(code) {
				best = n.Content[i+1]
			}
		}
	}
	return best
}

// scalar writes a single value. What was quoted stays quoted.
func scalar(n *yaml.Node) string {
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		return n.Value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(n.Value) + `"`
}

// commentWidth is how wide a comment may be, in letters.
const commentWidth = 92

// explain writes what a key is for, the first time it is met; for a list of short
// items or a mapping of its own also what stands in them.
func (w *fileWriter) explain(s *shape, k key, v *yaml.Node, indent int) {
	id := s.name + "." + k.name
	if w.told[id] || w.help[id] == "" {
		return
	}
	w.told[id] = true
	w.comment(indent, "", w.help[id].In(w.begin.Reader))
	short := k.of != nil && (k.value == aMapping || len(v.Content) > 0 && v.Kind == yaml.SequenceNode && v.Content[0].Style&yaml.FlowStyle != 0)
	if !short {
		return
	}
	for _, inner := range k.of.keys {
		id := k.of.name + "." + inner.name
		if text := w.help[id]; text != "" && !w.told[id] && uses(v, inner.name) {
			w.told[id] = true
			w.comment(indent, "  "+inner.name+": ", text.In(w.begin.Reader))
		}
	}
}

// uses reports whether a mapping, or one in a list, has a key.
func uses(n *yaml.Node, name string) bool {
	if n.Kind == yaml.SequenceNode {
		return slices.ContainsFunc(n.Content, func(item *yaml.Node) bool { return uses(item, name) })
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

// comment writes a comment in lines of at most commentWidth letters.
func (w *fileWriter) comment(indent int, head, text string) {
	line, blank := head, strings.Repeat(" ", len(head)-len(strings.TrimLeft(head, " ")))
	for word := range strings.SplitSeq(text, " ") {
		if len([]rune(line))+len([]rune(word))+indent > commentWidth && strings.TrimSpace(line) != "" {
			w.line(indent, "# "+strings.TrimRight(line, " "))
			line = blank
			if head != "" {
				line += "  "
			}
		}
		line += word + " "
	}
	w.line(indent, "# "+strings.TrimRight(line, " "))
}
