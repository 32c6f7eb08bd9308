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
	// MaxBytes is how large a file of one's own may be: 1 MiB.
	MaxBytes = 1 << 20

	maxMarks = 50_000 // colons, commas, dashes and opening brackets: roughly, the number of values
	maxDepth = 40     // lists and mappings inside each other
)

// open parses the file into nodes. Where that is not possible, or not safe, it
// reports why and returns nil.
func (r *reader) open(data []byte) (n *yaml.Node) {
	defer func() {
		if recover() != nil { // the parser is not ours, and the file may be anybody's
			r.faultAt(1, 1, "yaml")
			n = nil
		}
	}()
	switch {
	case len(data) > MaxBytes || marks(data) > maxMarks:
		r.faultAt(1, 1, "too_big")
		return nil
	case !utf8.Valid(data):
		line, column := placeOfBadText(data)
		r.faultAt(line, column, "not_utf8")
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(depthLimit{}))
	if err != nil {
		r.faultAt(1, 1, "yaml")
		return nil
	}
	var doc, second yaml.Node
	err = loader.Load(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		r.faultAt(1, 1, "empty_file")
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
		r.faultAt(second.Line, second.Column, "many_documents")
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
		if c == ':' || c == ',' || c == '[' || c == '{' || c == '-' {
			n++
		}
	}
	return n
}

// placeOfBadText finds the first byte that is no text.
func placeOfBadText(data []byte) (line, column int) {
	line, column = 1, 1
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size == 1 {
			break
		}
		column++
		if c == '\n' {
			line, column = line+1, 1
		}
		data = data[size:]
	}
	return line, column
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
	line, column := 1, 1
	var le *yaml.LoadError
	if errors.As(err, &le) {
		// The start of what was not ended tells more than the end of the file.
		line, column = le.Mark.Line, le.Mark.Column
		if le.ContextMark.Line > 0 && le.Mark.Line > bytes.Count(data, []byte("\n")) {
			line, column = le.ContextMark.Line, le.ContextMark.Column
		}
	}
	switch {
	case errors.Is(err, errDeep) || strings.Contains(err.Error(), errDeep.Error()):
		r.faultAt(line, column, "too_deep")
	case strings.Contains(err.Error(), "unknown anchor"):
		r.faultAt(line, column, "anchor")
	case strings.Contains(err.Error(), "tab character") || startsWithTab(data, line):
		r.faultAt(line, column, "tab")
	default:
		r.faultAt(line, column, "yaml")
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
		r.faultAt(n.Line, n.Column, "anchor")
		return false
	}
	if depth > maxDepth {
		r.faultAt(n.Line, n.Column, "too_deep")
		return false
	}
	for _, c := range n.Content {
		if !r.plain(c, depth+1) {
			return false
		}
	}
	return true
}
