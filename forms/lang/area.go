package lang

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
)

// categories are the names that plural forms carry in the files; they are those of CLDR.
var categories = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two,
	"few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// message is one text in its plural forms; a text that does not count stands under other alone.
type message map[plural.Form]template

// readArea reads one file of messages: a mapping from name to a text, or to a mapping from plural category to text.
// It is strict, so that a slip is found by the first test and not by a reader: every fault comes with its line.
func readArea(data []byte) (map[string]message, error) {
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		return nil, fmt.Errorf("reading YAML: %w", err)
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: want one mapping from names to texts", max(1, doc.Line))
	}
	area := make(map[string]message, len(doc.Content[0].Content)/2)
	err := eachPair(doc.Content[0], func(name string, value *yaml.Node) error {
		m, err := readMessage(value)
		area[name] = m
		return err
	})
	return area, err
}

// readMessage reads the text or the plural forms that stand under one name.
func readMessage(value *yaml.Node) (message, error) {
	if value.Kind != yaml.MappingNode {
		t, err := readTemplate(value)
		return message{plural.Other: t}, err
	}
	m := make(message, len(value.Content)/2)
	err := eachPair(value, func(name string, text *yaml.Node) error {
		form, known := categories[name]
		if !known {
			return fmt.Errorf("line %d: %q is not a plural category; want zero, one, two, few, many or other", text.Line, name)
		}
		t, err := readTemplate(text)
		m[form] = t
		return err
	})
	if err == nil && m[plural.Other] == nil {
		err = fmt.Errorf("line %d: the plural form %q is missing", value.Line, "other")
	}
	return m, err
}

// readTemplate reads one text, which may not be empty and must be text to YAML too (yes and 12 need quotes).
func readTemplate(value *yaml.Node) (template, error) {
	if value.Kind != yaml.ScalarNode || value.ShortTag() != "!!str" {
		return nil, fmt.Errorf("line %d: want a text; put it in quotes", value.Line)
	}
	if strings.TrimSpace(value.Value) == "" {
		return nil, fmt.Errorf("line %d: the text is empty", value.Line)
	}
	if strings.ContainsAny(value.Value, ends) {
		return nil, fmt.Errorf("line %d: the text holds a control character that we part messages with", value.Line)
	}
	t, err := compile(value.Value)
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", value.Line, err)
	}
	return t, nil
}

// eachPair hands over the entries of a mapping in order, and refuses odd names and names that come twice.
func eachPair(mapping *yaml.Node, take func(name string, value *yaml.Node) error) error {
	seen := make(map[string]int, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if key.Kind != yaml.ScalarNode || !isName(key.Value) {
			return fmt.Errorf("line %d: %q cannot be a name; use small letters, digits, - _ and dots", key.Line, key.Value)
		}
		if first, twice := seen[key.Value]; twice {
			return fmt.Errorf("line %d: %q stands already on line %d", key.Line, key.Value, first)
		}
		seen[key.Value] = key.Line
		if err := take(key.Value, value); err != nil {
			return err
		}
	}
	return nil
}
