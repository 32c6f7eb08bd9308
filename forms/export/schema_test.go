package export_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// schema checks JSON by the few words of JSON Schema that ours uses; any other word is
// a fault.
type schema struct {
	root   map[string]any
	faults []string
}

// published reads the schema that we publish.
func published(t testing.TB) *schema {
	t.Helper()
	data, err := os.ReadFile("schema/document.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	s := &schema{}
	if err := json.Unmarshal(data, &s.root); err != nil {
		t.Fatal(err)
	}
	return s
}

// faultsIn returns where a JSON text differs from the schema.
func (s *schema) faultsIn(t testing.TB, text string) []string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	s.faults = nil
	s.check("", s.root, v)
	return s.faults
}

func (s *schema) fault(at, say string, args ...any) {
	s.faults = append(s.faults, at+": "+fmt.Sprintf(say, args...))
}

func (s *schema) check(at string, rule map[string]any, v any) {
	if ref, ok := rule["$ref"].(string); ok {
		def, _ := s.root["definitions"].(map[string]any)[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any)
		if def == nil {
			s.fault(at, "%s is nowhere", ref)
			return
		}
		s.check(at, def, v)
		return
	}
	for word, want := range rule {
		switch word {
		case "$schema", "title", "description", "definitions", "properties", "additionalProperties", "items":
		case "type":
			s.kind(at, want.(string), v)
		case "const":
			if v != want {
				s.fault(at, "%v is not %v", v, want)
			}
		case "enum":
			if !slices.Contains(want.([]any), v) {
				s.fault(at, "%v is none of %v", v, want)
			}
		case "pattern":
			if text, _ := v.(string); !regexp.MustCompile(want.(string)).MatchString(text) {
				s.fault(at, "%q is not %s", text, want)
			}
		case "required":
			s.required(at, want.([]any), v)
		case "minimum":
			if n, _ := v.(float64); n < want.(float64) {
				s.fault(at, "%v is below %v", n, want)
			}
		case "minItems":
			if list, _ := v.([]any); float64(len(list)) < want.(float64) {
				s.fault(at, "%d items are too few", len(list))
			}
		case "minLength":
			if text, _ := v.(string); float64(utf8.RuneCountInString(text)) < want.(float64) {
				s.fault(at, "%q is too short", text)
			}
		default:
			s.fault(at, "the test does not know %s", word)
		}
	}
	s.inside(at, rule, v)
}

func (s *schema) kind(at, want string, v any) {
	got := "null"
	switch v := v.(type) {
	case string:
		got = "string"
	case bool:
		got = "boolean"
	case float64:
		got = "number"
		if v == float64(int64(v)) {
			got = "integer"
		}
	case []any:
		got = "array"
	case map[string]any:
		got = "object"
	}
	if got != want {
		s.fault(at, "%v is no %s", v, want)
	}
}

func (s *schema) required(at string, names []any, v any) {
	object, _ := v.(map[string]any)
	for _, name := range names {
		if _, ok := object[name.(string)]; !ok {
			s.fault(at, "%s is missing", name)
		}
	}
}

// inside checks what an object or an array holds.
func (s *schema) inside(at string, rule map[string]any, v any) {
	switch v := v.(type) {
	case []any:
		for i, item := range v {
			if items, ok := rule["items"].(map[string]any); ok {
				s.check(fmt.Sprintf("%s[%d]", at, i), items, item)
			}
		}
	case map[string]any:
		known, _ := rule["properties"].(map[string]any)
		for name, value := range v {
			prop, ok := known[name].(map[string]any)
			if !ok {
				prop, ok = rule["additionalProperties"].(map[string]any)
			}
			if !ok {
				s.fault(at, "nobody knows %s", name)
				continue
			}
			s.check(at+"/"+name, prop, value)
		}
	}
}

func TestOurJSONIsWhatItsSchemaSays(t *testing.T) {
	s := published(t)
	for _, l := range lang.All() {
		b := shipped(t, l, map[string]string{"state_mentee": "sealed", "ticks_mentee": "board"})
		for _, form := range formIDs(t) {
			for _, sheet := range sheetsOf(b, form) {
				fillWithWords(b, sheet)
				for _, to := range forms.Audiences() {
					out := write(t, export.FormatJSON, export.Build(sheet, export.Options{To: to, AllVoices: true}))
					for _, fault := range s.faultsIn(t, out) {
						t.Errorf("%s for %s in %q: %s", sheet.ID, to, l, fault)
					}
				}
			}
		}
		for _, d := range []export.Document{
			export.Build(filled(t, l).sheet(contract), export.Options{AllVoices: true}),
			export.Build(newBook(t, l).sheet(contract), export.Options{}),
			spread(t, l, hostile()[8]),
		} {
			for _, fault := range s.faultsIn(t, write(t, export.FormatJSON, d)) {
				t.Errorf("%s in %q: %s", d.Title, l, fault)
			}
		}
	}
}

func TestTheSchemaRefusesWhatIsNoDocument(t *testing.T) {
	s := published(t)
	good := write(t, export.FormatJSON, export.Build(filled(t, lang.English).sheet(contract), export.Options{}))
	for from, to := range map[string]string{
		`"schema": 1`:       `"schema": 2`,
		`"date": "`:         `"date": "on `,
		`"closed": false`:   `"closed": "no"`,
		`"voice": "mentor"`: `"voice": "board"`,
		`"kind": "rows"`:    `"kind": "table"`,
		`"left"`:            `"gone"`,
		`"number": 1,`:      `"number": 0,`,
		`"number": 2,`:      `"number": 2.5,`,
	} {
		bad := strings.Replace(good, from, to, 1)
		if bad == good || len(s.faultsIn(t, bad)) == 0 {
			t.Errorf("%s is taken for %s", to, from)
		}
	}
	if faults := s.faultsIn(t, good); len(faults) > 0 {
		t.Errorf("a good one is refused: %q", faults)
	}
}
