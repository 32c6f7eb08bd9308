package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Kinds of files that have a schema.
const (
	FormFile      = "form"
	ProgrammeFile = "programme"
)

// SchemaName returns the name under which the schema of a kind of file is kept beside
// the files: form.schema.json, programme.schema.json.
func SchemaName(kind string) string { return kind + ".schema.json" }

// Schema returns the JSON Schema of a kind of file, FormFile or ProgrammeFile, by which
// an editor completes and checks what is written. Its hints are in one language, and it
// offers what lib has. It is made from what the reader itself knows; what needs other
// files or a look at several keys at once (conditions, ids that stand twice) only the
// reader checks.
func Schema(kind string, lib *forms.Library, l lang.Lang) ([]byte, error) {
	help, err := keyHelp()
	if err != nil {
		return nil, err
	}
	s := formShape()
	if kind == ProgrammeFile {
		s = programmeShape()
	}
	w := &schemaWriter{lang: l, help: help, lib: lib, defs: map[string]any{}}
	root := w.mapping(s, level(-1))
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = "pairbook " + kind
	root["definitions"] = w.defs
	data, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the schema of a %s: %w", kind, err)
	}
	return append(data, '\n'), nil
}

// object is a piece of a schema.
type object = map[string]any

type schemaWriter struct {
	lang lang.Lang
	help map[string]lang.Text
	lib  *forms.Library
	defs map[string]any
}

// mapping describes a mapping. at is where a field stands, -1 for other mappings.
func (w *schemaWriter) mapping(s *shape, at level) object {
	properties, required := object{}, []string{}
	for _, k := range s.keys {
		if k.value == never {
			continue
		}
		p := w.value(s, k)
		if text := w.help[s.name+"."+k.name]; text != "" {
			p["description"] = text.In(w.lang)
		}
		properties[k.name] = p
		if k.need {
			required = append(required, k.name)
		}
	}
	out := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	if rules := w.rules(s, at); len(rules) > 0 {
		out["allOf"] = rules
	}
	return out
}

// rules are what a mapping needs besides its keys: what goes with the kind of a field,
// and when it is due.
func (w *schemaWriter) rules(s *shape, at level) (rules []object) {
	needs := func(keys ...string) object { return object{"required": keys} }
	switch {
	case s.name == "programme":
		return []object{{"oneOf": []object{needs("months"), needs("weeks")}}}
	case s.name == "step":
		return []object{{"oneOf": []object{needs("after"), needs("every")}}}
	case at < 0:
		return nil
	}
	if at == column {
		rules = append(rules, object{"anyOf": []object{needs("shared"), needs("kind", "label")}})
	} else {
		rules = append(rules, needs("kind", "label"))
	}
	if at == question {
		auto := object{"properties": object{"kind": object{"const": "auto"}}}
		rules = append(rules, object{"if": auto, "else": needs("by")})
	}
	for _, rule := range kindRules() {
		rules = append(rules, w.kindRule(rule, s)...)
	}
	return rules
}

// kindRule says that a key goes with some kinds only, and that these may need it.
func (w *schemaWriter) kindRule(rule kindRule, s *shape) []object {
	if !slices.Contains(s.names(), rule.key) {
		return nil
	}
	fits := object{"properties": object{"kind": object{"enum": strings.Fields(rule.kinds)}}, "required": []string{"kind"}}
	unfit := object{"required": []string{"kind"}, "properties": object{"kind": object{"not": object{"enum": strings.Fields(rule.kinds)}}}}
	rules := []object{{"if": unfit, "then": object{"not": object{"required": []string{rule.key}}}}}
	if !rule.needed {
		return rules
	}
	need := object{"required": []string{rule.key}}
	if rule.key == "options" {
		need = object{"anyOf": []object{need, {"required": []string{"from"}}, {"required": []string{"shared"}}}}
	}
	return append(rules, object{"if": fits, "then": need})
}

// value describes what can stand under a key.
func (w *schemaWriter) value(s *shape, k key) object { //nolint:cyclop // a table: one entry for each kind of value
	switch k.value {
	case anID:
		return object{"type": "string", "pattern": idPattern(s.name)}
	case oneWord:
		return object{"enum": k.values}
	case aText:
		return w.text()
	case manyTexts:
		out := object{"type": "array", "items": w.text(), "minItems": max(1, k.least)}
		if k.most > 0 {
			out["maxItems"] = k.most
		}
		return out
	case aNumber:
		return object{"type": "number"}
	case aWhole:
		return object{"type": "integer", "minimum": k.least, "maximum": k.most}
	case yesNo:
		return object{"enum": []any{true, false, "yes", "no"}}
	case aTest:
		return object{"type": "string", "minLength": 1}
	case aMapping:
		return w.mapping(k.of, -1)
	case manyOf:
		return object{"type": "array", "items": w.item(k), "minItems": 1}
	case rowsOf:
		return object{"anyOf": []object{{"enum": k.values}, {"type": "array", "items": w.item(k), "minItems": 1}}}
	case choicesOf:
		either := []object{w.known(sortedKeys(w.lib.Lists)), w.item(k)}
		return object{"type": "array", "items": object{"anyOf": either}, "minItems": 1}
	case manyWords:
		return object{"type": "array", "items": w.wordsOf(s, k), "minItems": 1}
	case wordPairs:
		return object{"type": "object", "additionalProperties": object{"type": []string{"string", "number", "boolean"}}}
	case anOffset:
		return object{"type": []string{"string", "integer"}, "pattern": `^(half|end( ?[+-]?[0-9]+[dwm])?|[+-]?[0-9]+[dwm]|0)$`}
	case aProof:
		return object{"type": "string", "pattern": `^(contact|(closed|complete|signed|sealed|filled) [a-z][a-z0-9_./]*)$`}
	}
	return w.word(s, k)
}

func idPattern(shape string) string {
	if shape == ProgrammeFile {
		return "^[a-z][a-z0-9-]*$"
	}
	return "^[a-z][a-z0-9_]*$"
}

// word describes a single word; where the shipped forms know the usual ones, an editor
// can offer them.
func (w *schemaWriter) word(s *shape, k key) object {
	option := func(form, field string) object {
		if f := w.lib.Forms[form]; f != nil {
			if fd, ok := f.Field(field); ok {
				return w.known(optionIDs(fd.Options))
			}
		}
		return object{"type": "string"}
	}
	switch s.name + "." + k.name {
	case "programme.like":
		return w.known(sortedKeys(w.lib.Programmes))
	case "programme.anchor":
		return option(forms.PairForm, "anchor_event")
	case "programme.cadence":
		return option(forms.ContractForm, "ct_frequency")
	case "field.register":
		return object{"enum": sortedKeys(w.lib.Registers)}
	}
	return object{"type": []string{"string", "number"}}
}

// wordsOf describes the words of a list.
func (w *schemaWriter) wordsOf(s *shape, k key) object {
	switch k.name {
	case "languages":
		return object{"enum": languageCodes()}
	case "forms":
		return w.known(sortedKeys(w.lib.Forms))
	}
	return object{"type": "string"}
}

// known offers words and takes any other.
func (w *schemaWriter) known(words []string) object {
	return object{"anyOf": []object{{"enum": words}, {"type": "string"}}}
}

// text describes a text in several languages.
func (w *schemaWriter) text() object {
	const name = "text"
	if w.defs[name] == nil {
		in := object{}
		for _, code := range languageCodes() {
			in[code] = object{"type": "string", "minLength": 1}
		}
		w.defs[name] = object{"type": "object", "properties": in, "additionalProperties": false, "minProperties": 1}
	}
	return w.ref(name)
}

// item describes one of a list. What stands in several places is written once.
func (w *schemaWriter) item(k key) object {
	name, at := k.of.name, level(-1)
	switch {
	case name == "field" && k.name == "columns":
		name, at = "column", column
	case name == "field" && k.name == "parts":
		name, at = "part", part
	case name == "field":
		at = question
	case name == "option" && k.of.key("options").value == never:
		name = "answer"
	}
	if w.defs[name] == nil {
		w.defs[name] = object{} // it may hold itself
		w.defs[name] = w.mapping(k.of, at)
	}
	return w.ref(name)
}

// ref points to a definition. Beside "$ref" an older validator sees nothing else, so
// that it stands in allOf and can be given a description.
func (w *schemaWriter) ref(name string) object {
	return object{"allOf": []object{{"$ref": "#/definitions/" + name}}}
}
