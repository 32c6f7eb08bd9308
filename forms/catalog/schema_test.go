package catalog

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms/lang"
)

// readSchema reads the schema of a kind of file as a validator does.
func readSchema(t *testing.T, kind string) object {
	t.Helper()
	data, err := Schema(kind, shipped(t), lang.English)
	if err != nil {
		t.Fatal(err)
	}
	var s object
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemasInTheRepositoryAreThoseWeMake(t *testing.T) {
	for _, kind := range []string{FormFile, ProgrammeFile} {
		data, err := Schema(kind, shipped(t), lang.English)
		if err != nil {
			t.Fatal(err)
		}
		there, err := os.ReadFile(filepath.Join("schema", SchemaName(kind)))
		if err != nil || string(there) != string(data) {
			t.Errorf("%s is older than the reader: run go generate ./forms/catalog (%v)", SchemaName(kind), err)
		}
	}
}

func TestEveryShippedFileFitsItsSchema(t *testing.T) {
	count := 0
	for kind, pattern := range map[string]string{FormFile: "forms/*.yaml", ProgrammeFile: "programmes/*.yaml"} {
		s := readSchema(t, kind)
		names, err := fs.Glob(Files(), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(Files(), name)
			if err != nil {
				t.Fatal(err)
			}
			for _, what := range validate(t, s, data) {
				t.Errorf("%s: %s", name, what)
			}
			count++
		}
	}
	if count < 15 {
		t.Errorf("only %d files", count)
	}
}

func TestGoodFilesFitTheirSchema(t *testing.T) {
	start, err := StartForm()
	if err != nil {
		t.Fatal(err)
	}
	for name, kind := range map[string]string{"visit": FormFile, "": FormFile, "ours": ProgrammeFile, "our_weeks": ProgrammeFile} {
		data := start
		if name != "" {
			if data, err = os.ReadFile("testdata/good/" + name + ".yaml"); err != nil {
				t.Fatal(err)
			}
		}
		for _, what := range validate(t, readSchema(t, kind), data) {
			t.Errorf("%s: %s", name, what)
		}
	}
}

// seenBySchema are broken files whose fault an editor shows too.
var seenBySchema = []string{
	"column_keys", "column_kind", "examples_one", "from_unknown", "given", "id_bad", "key_empty", "key_missing", "key_unknown",
	"kind_does_not_fit", "kind_lacks", "kind_unknown", "language_unknown", "languages", "lists", "not_a_flag", "not_a_mapping",
	"not_a_number", "options_nested", "programme_days", "programme_id", "programme_missing", "programme_terms", "programme_version",
	"rows_without_columns", "step_evidence", "step_offset", "text_empty", "text_is_number", "text_not_split", "word_unknown",
}

func TestSchemaSeesWhatItCan(t *testing.T) {
	for _, name := range seenBySchema {
		data, err := os.ReadFile("testdata/broken/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		kind := FormFile
		if strings.Contains(string(data), "\nprogramme:") {
			kind = ProgrammeFile
		}
		if len(validate(t, readSchema(t, kind), data)) == 0 {
			t.Errorf("%s: the schema finds nothing", name)
		}
	}
}

// shapes lists all shapes within one.
func shapes(s *shape, into map[string][]*shape) {
	into[s.name] = append(into[s.name], s)
	for _, k := range s.keys {
		if k.of != nil {
			shapes(k.of, into)
		}
	}
}

func allShapes() map[string][]*shape {
	all := map[string][]*shape{}
	shapes(formShape(), all)
	shapes(programmeShape(), all)
	return all
}

func TestEveryKeyIsExplainedAndEveryExplanationHasItsKey(t *testing.T) {
	help, err := keyHelp()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for name, list := range allShapes() {
		for _, s := range list {
			for _, key := range s.names() {
				known[name+"."+key] = true
			}
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(known)), slices.Sorted(maps.Keys(help))); diff != "" {
		t.Errorf("keys (-) and what is explained (+):\n%s", diff)
	}
	for key, text := range help {
		for _, l := range lang.All() {
			if said, ok := text.Has(l); !ok || strings.TrimSpace(said) == "" {
				t.Errorf("%s is not explained in %s", key, l)
			}
		}
	}
}

// properties collects the keys of every mapping in a schema that has a fixed set.
func properties(v any, into map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			properties(x, into)
		}
	case map[string]any:
		if p, ok := v["properties"].(map[string]any); ok && v["additionalProperties"] == false {
			into[strings.Join(slices.Sorted(maps.Keys(p)), " ")] = true
		}
		for _, x := range v {
			properties(x, into)
		}
	}
}

func TestSchemaAndReaderKnowTheSameKeys(t *testing.T) {
	for kind, s := range map[string]*shape{FormFile: formShape(), ProgrammeFile: programmeShape()} {
		all, want, got := map[string][]*shape{}, map[string]bool{}, map[string]bool{}
		shapes(s, all)
		for _, list := range all {
			for _, s := range list {
				var names []string
				for _, k := range s.keys {
					if k.value != never {
						names = append(names, k.name)
					}
				}
				want[strings.Join(slices.Sorted(slices.Values(names)), " ")] = true
			}
		}
		codes := slices.Sorted(slices.Values(languageCodes()))
		want[strings.Join(codes, " ")] = true
		properties(readSchema(t, kind), got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: keys of the reader (-) and the schema (+):\n%s", kind, diff)
		}
	}
}

func TestEveryKeyIsReadFromAGoodFile(t *testing.T) {
	used := map[string]bool{}
	for _, name := range []string{"visit", "ours", "our_weeks"} {
		data, err := os.ReadFile("testdata/good/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)(?:^|[ {])([a-z_]+):`).FindAllSubmatch(data, -1) {
			used[string(m[1])] = true
		}
	}
	for name, list := range allShapes() {
		for _, key := range list[0].names() {
			if !used[key] {
				t.Errorf("no good file has the key %s of a %s", key, name)
			}
		}
	}
}
