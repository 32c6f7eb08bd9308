package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// node is a value of a JSON file, with the line it ends in.
type node struct {
	line   int
	kind   byte // { [ s n b 0
	text   string
	member []member
	items  []*node
}

// member is a member of an object.
type member struct {
	key   string
	line  int
	value *node
}

// get returns a member's value; nil where there is none.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for _, m := range n.member {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// str returns the text of a string member, "" where there is none.
func (n *node) str(key string) string {
	if v := n.get(key); v != nil && v.kind == 's' {
		return v.text
	}
	return ""
}

// treeReader reads JSON with the lines in which things stand, and refuses what other
// readers pass over: a key twice, and a second value.
type treeReader struct {
	dec    *json.Decoder
	data   []byte
	faults *faults
	seen   int // how far the lines are counted
	lines  int
}

// readTree returns nil where the text is no JSON.
func readTree(data []byte, f *faults) *node {
	r := &treeReader{dec: json.NewDecoder(bytes.NewReader(data)), data: data, faults: f, lines: 1}
	r.dec.UseNumber()
	n, err := r.value(0)
	if err == nil {
		if _, err = r.dec.Token(); errors.Is(err, io.EOF) {
			return n
		}
		if err == nil {
			f.add(r.line(), "json_more")
			return nil
		}
	}
	if errors.Is(err, errTold) {
		return nil
	}
	at := int(r.dec.InputOffset())
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(at, int(syntax.Offset))
	}
	f.add(lineAt(data, at), "json_broken")
	return nil
}

var errTold = errors.New("told already")

// line is the line of what was read last.
func (r *treeReader) line() int {
	at := int(r.dec.InputOffset())
	r.lines += bytes.Count(r.data[r.seen:at], []byte("\n"))
	r.seen = at
	return r.lines
}

func (r *treeReader) value(depth int) (*node, error) {
	t, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	if depth > maxDepth {
		r.faults.add(r.line(), "json_deep", "n", maxDepth)
		return nil, errTold
	}
	n := &node{line: r.line()}
	switch t := t.(type) {
	case json.Delim:
		n.kind = byte(t)
		if t == '{' {
			return n, r.object(n, depth)
		}
		return n, r.array(n, depth)
	case string:
		n.kind, n.text = 's', t
	case json.Number:
		n.kind, n.text = 'n', t.String()
	case bool:
		n.kind = 'b'
	default:
		n.kind = '0'
	}
	return n, nil
}

func (r *treeReader) object(n *node, depth int) error {
	seen := map[string]bool{}
	for r.dec.More() {
		t, err := r.dec.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string) // the decoder takes nothing else for a key
		m := member{key: key, line: r.line()}
		if seen[key] {
			r.faults.add(m.line, "json_twice", "key", brief(key))
			return errTold
		}
		seen[key] = true
		if m.value, err = r.value(depth + 1); err != nil {
			return err
		}
		n.member = append(n.member, m)
	}
	_, err := r.dec.Token()
	return err
}

func (r *treeReader) array(n *node, depth int) error {
	for r.dec.More() {
		v, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, v)
	}
	_, err := r.dec.Token()
	return err
}
