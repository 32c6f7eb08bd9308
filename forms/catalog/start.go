package catalog

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"pairbook/forms/lang"
)

//go:embed keys.yaml start.yaml
var starts embed.FS

// keyHelp says what each key is for, by "shape.key".
var keyHelp = sync.OnceValues(func() (map[string]lang.Text, error) {
	data, err := fs.ReadFile(starts, "keys.yaml")
	if err != nil {
		return nil, fmt.Errorf("reading what the keys are for: %w", err)
	}
	var all map[string]map[lang.Lang]string
	if err := yaml.Load(data, &all); err != nil {
		return nil, fmt.Errorf("reading what the keys are for: %w", err)
	}
	texts := make(map[string]lang.Text, len(all))
	for key, in := range all {
		texts[key] = lang.NewText(in)
	}
	return texts, nil
})

// StartForm returns the small form that a new one begins with.
func StartForm() ([]byte, error) { return fs.ReadFile(starts, "start.yaml") }

// ErrSource says that a new file cannot be made from this one.
var ErrSource = errors.New("not a form or programme file without faults")

// Begin describes a new form or programme file.
type Begin struct {
	ID        string
	Like      string      // of a programme: the shipped one it is made from
	Languages []lang.Lang // that its texts are written in; not empty
	Reader    lang.Lang   // of the comments
	Schema    string      // path or address of the JSON Schema, for editors
}

// File returns a file that has what source has, under another id and in these
// languages, with a comment for each key. Its title is made from the id. A text that
// source has not in a language is given in another.
func (b Begin) File(source []byte) ([]byte, error) {
	r := &reader{file: "source"}
	n := r.open(source)
	if n == nil {
		return nil, ErrSource
	}
	r.readNode(n)
	help, err := keyHelp()
	if err != nil || len(r.faults) > 0 || r.form == nil && r.prog == nil {
		return nil, errors.Join(err, ErrSource)
	}
	w := &fileWriter{begin: b, help: help, told: map[string]bool{}}
	s := formShape()
	if r.prog != nil {
		s = programmeShape()
	}
	w.line(0, "# yaml-language-server: $schema="+b.Schema)
	w.mapping(b.head(n, s.name), s, 0)
	return []byte(w.out.String()), nil
}

// head changes what is the new file's own: id, version, languages and title.
func (b Begin) head(n *yaml.Node, kind string) *yaml.Node {
	scalar := func(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }
	head := &yaml.Node{Kind: yaml.MappingNode}
	add := func(key string, v *yaml.Node) { head.Content = append(head.Content, scalar(key), v) }
	add(kind, scalar(b.ID))
	if kind == ProgrammeFile {
		add("like", scalar(b.Like))
	}
	if kind == FormFile {
		add("version", scalar("1"))
	}
	if len(b.Languages) < len(lang.All()) {
		codes := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, l := range b.Languages {
			codes.Content = append(codes.Content, scalar(string(l)))
		}
		add("languages", codes)
	}
	title := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, l := range b.Languages {
		words := scalar(inWords(b.ID))
		words.Style = yaml.DoubleQuotedStyle
		title.Content = append(title.Content, scalar(string(l)), words)
	}
	add("title", title)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case slices.Contains([]string{kind, "like", "version", "languages", "title", "earlier"}, k.Value):
		case k.Value == "lang" && !slices.Contains(b.Languages, lang.Lang(v.Value)):
			add("lang", scalar(string(b.Languages[0])))
		default:
			head.Content = append(head.Content, k, v)
		}
	}
	return head
}

// inWords makes words of an id: "our-own" is "Our own".
func inWords(id string) string {
	words := strings.Join(strings.FieldsFunc(id, func(c rune) bool { return c == '_' || c == '-' }), " ")
	if words == "" {
		return id
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
