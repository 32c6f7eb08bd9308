package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// validate checks a YAML file by a schema, and says what does not fit.
func validate(t *testing.T, schema object, data []byte) []string {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		t.Fatal(err)
	}
	v := &validator{root: schema}
	v.check(schema, plainValue(doc.Content[0]), "")
	return v.wrong
}

// plainValue is what a JSON validator sees of a YAML value.
func plainValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainValue(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = plainValue(c)
		}
		return list
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		if x, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return x
		}
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

// validator checks by the part of JSON Schema that our schemas use; any other word in
// a schema is a fault of the schema.
type validator struct {
	root  object
	wrong []string
}

func (v *validator) fits(s object, x any) bool {
	inner := &validator{root: v.root}
	inner.check(s, x, "")
	return len(inner.wrong) == 0
}

func (v *validator) fail(at, format string, args ...any) {
	v.wrong = append(v.wrong, at+": "+fmt.Sprintf(format, args...))
}

func (v *validator) check(s object, x any, at string) {
	for word, arg := range s {
		switch word {
		case "$schema", "title", "description", "definitions", "then", "else":
		case "$ref":
			name := strings.TrimPrefix(arg.(string), "#/definitions/")
			v.check(v.root["definitions"].(object)[name].(object), x, at)
		case "allOf", "anyOf", "oneOf":
			v.several(word, arg.([]any), x, at)
		case "not":
			if v.fits(arg.(object), x) {
				v.fail(at, "fits what it must not")
			}
		case "if":
			branch := "else"
			if v.fits(arg.(object), x) {
				branch = "then"
			}
			if then, ok := s[branch].(object); ok {
				v.check(then, x, at)
			}
		case "enum":
			if !slices.ContainsFunc(arg.([]any), func(y any) bool { return cmp.Equal(x, y) }) {
				v.fail(at, "%v is none of %v", x, arg)
			}
		case "const":
			if !cmp.Equal(x, arg) {
				v.fail(at, "%v is not %v", x, arg)
			}
		case "type":
			v.typed(arg, x, at)
		default:
			v.sized(word, arg, s, x, at)
		}
	}
}

func (v *validator) several(word string, list []any, x any, at string) {
	fit := 0
	for _, s := range list {
		if word == "allOf" {
			v.check(s.(object), x, at)
		} else if v.fits(s.(object), x) {
			fit++
		}
	}
	if word == "anyOf" && fit == 0 || word == "oneOf" && fit != 1 {
		v.fail(at, "%s fits %d", word, fit)
	}
}

func (v *validator) typed(arg, x any, at string) {
	names, ok := arg.([]any)
	if !ok {
		names = []any{arg}
	}
	is := ""
	switch x := x.(type) {
	case string:
		is = "string"
	case bool:
		is = "boolean"
	case float64:
		is = "number"
		if x == float64(int(x)) && slices.Contains(names, any("integer")) {
			is = "integer"
		}
	case []any:
		is = "array"
	case map[string]any:
		is = "object"
	}
	if !slices.Contains(names, any(is)) {
		v.fail(at, "%v (%s) is not of type %v", x, is, arg)
	}
}

// sized checks what concerns one type of value only.
func (v *validator) sized(word string, arg any, s object, x any, at string) {
	number, isNumber := x.(float64)
	text, isText := x.(string)
	list, isList := x.([]any)
	m, isMap := x.(map[string]any)
	bad := false
	switch word {
	case "minimum":
		bad = isNumber && number < arg.(float64)
	case "maximum":
		bad = isNumber && number > arg.(float64)
	case "minLength":
		bad = isText && len(text) < int(arg.(float64))
	case "pattern":
		bad = isText && !regexp.MustCompile(arg.(string)).MatchString(text)
	case "minItems":
		bad = isList && len(list) < int(arg.(float64))
	case "maxItems":
		bad = isList && len(list) > int(arg.(float64))
	case "minProperties":
		bad = isMap && len(m) < int(arg.(float64))
	case "items":
		for i, item := range list {
			v.check(arg.(object), item, at+"/"+strconv.Itoa(i))
		}
	case "required":
		for _, key := range arg.([]any) {
			if _, ok := m[key.(string)]; isMap && !ok {
				v.fail(at, "lacks %v", key)
			}
		}
	case "properties":
		for key, inner := range arg.(object) {
			if y, ok := m[key]; ok {
				v.check(inner.(object), y, at+"/"+key)
			}
		}
	case "additionalProperties":
		known, _ := s["properties"].(object)
		for key, y := range m {
			if inner, ok := arg.(object); ok {
				v.check(inner, y, at+"/"+key)
			} else if known[key] == nil {
				v.fail(at, "has the unknown key %s", key)
			}
		}
	default:
		v.fail(at, "the schema has the word %s, which this validator does not know", word)
	}
	if bad {
		v.fail(at, "%v does not fit %s %v", x, word, arg)
	}
}
