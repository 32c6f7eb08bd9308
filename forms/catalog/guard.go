package catalog

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// Bounds of a file, far above any real form (the largest of ours is under 100 kB),
// so that a hostile one costs neither time nor memory.
const (
	maxBytes = 1 << 20
	maxMarks = 100_000 // colons, commas and opening brackets: roughly, the number of values
	maxDepth = 40      // lists and mappings inside each other
)

// open parses the file into nodes. Where that is not possible, or not safe, it
// reports why and returns nil.
func (r *reader) open(data []byte) *yaml.Node {
	switch {
	case len(data) > maxBytes || marks(data) > maxMarks:
		r.faultAt(1, "too_big")
		return nil
	case !utf8.Valid(data):
		r.faultAt(lineOfBadText(data), "not_utf8")
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(depthLimit{}))
	if err != nil {
		r.faultAt(1, "yaml")
		return nil
	}
	var doc, second yaml.Node
	err = loader.Load(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		r.faultAt(1, "empty_file")
		return nil
	}
	if err != nil {
		r.syntax(data, err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(data, err)
		return nil
	default:
		r.faultAt(max(1, second.Line), "many_documents")
		return nil
	}
	if !r.plain(&doc, 0) {
		return nil
	}
	return doc.Content[0]
}

func marks(data []byte) int {
	n := 0
	for _, c := range data {
		if c == ':' || c == ',' || c == '[' || c == '{' {
			n++
		}
	}
	return n
}

func lineOfBadText(data []byte) int {
	line := 1
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size == 1 {
			break
		}
		if c == '\n' {
			line++
		}
		data = data[size:]
	}
	return line
}

// errDeep is how depthLimit stops the parser.
var errDeep = errors.New("nested too deep")

// depthLimit refuses what is nested deeper than maxDepth while it is parsed.
type depthLimit struct{}

// CheckDepth is called by the parser with each level of nesting.
func (depthLimit) CheckDepth(depth int, _ *loaderlimits.DepthContext) error {
	if depth > maxDepth {
		return errDeep
	}
	return nil
}

// CheckAlias is called when an alias would be expanded, which we never ask for.
func (depthLimit) CheckAlias(int, int) error { return nil }

// syntax reports what the YAML parser stumbled over.
func (r *reader) syntax(data []byte, err error) {
	line := 1
	var le *yaml.LoadError
	if errors.As(err, &le) {
		// The start of what was not ended tells more than the end of the file.
		line = le.Mark.Line
		if le.ContextMark.Line > 0 && le.Mark.Line > bytes.Count(data, []byte("\n")) {
			line = le.ContextMark.Line
		}
	}
	switch {
	case errors.Is(err, errDeep) || strings.Contains(err.Error(), errDeep.Error()):
		r.faultAt(max(1, line), "too_deep")
	case strings.Contains(err.Error(), "unknown anchor"):
		r.faultAt(max(1, line), "anchor")
	case strings.Contains(err.Error(), "tab character") || startsWithTab(data, line):
		r.faultAt(max(1, line), "tab")
	default:
		r.faultAt(max(1, line), "yaml")
	}
}

// startsWithTab reports whether a line, counted from 1, is indented by a tab.
func startsWithTab(data []byte, line int) bool {
	for range line - 1 {
		_, rest, ok := bytes.Cut(data, []byte("\n"))
		if !ok {
			return false
		}
		data = rest
	}
	return bytes.HasPrefix(bytes.TrimLeft(data, " "), []byte("\t"))
}

// plain refuses anchors and aliases, with which a small file can stand for a huge
// one, and what is nested too deep for the functions that follow.
func (r *reader) plain(n *yaml.Node, depth int) bool {
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		r.faultAt(n.Line, "anchor")
		return false
	}
	if depth > maxDepth {
		r.faultAt(n.Line, "too_deep")
		return false
	}
	for _, c := range n.Content {
		if !r.plain(c, depth+1) {
			return false
		}
	}
	return true
}
