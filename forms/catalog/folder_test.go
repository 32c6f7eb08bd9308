package catalog

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// shortForm is a form in one language with one question.
func shortForm(id, version, field string) string {
	return "form: " + id + "\nversion: " + version + `
languages: [en]
title: {en: Ours}
purpose: {en: For us.}
copies: one
sections:
  - id: only
    title: {en: Only}
    fields:
      - ` + field + "\n"
}

const aQuestion = "{id: our_word, kind: short, by: both, label: {en: A word}}"

// programmeWith is a programme of one's own that works through some forms.
func programmeWith(t *testing.T, id, formIDs string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/good/ours.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "programme: ours", "programme: "+id, 1)
	return strings.Replace(text, "forms: [pair, contract, meeting]", "forms: [pair, contract, meeting, "+formIDs+"]", 1)
}

func folder(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

// loadWith loads a folder and returns its faults by file, in short.
func loadWith(t *testing.T, dir fs.FS) (*forms.Library, map[string]string) {
	t.Helper()
	lib, faults, err := LoadWith(dir)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, f := range faults {
		keys[f.File] = strings.TrimSpace(keys[f.File] + " " + strings.TrimPrefix(f.Key, "formcheck."))
	}
	return lib, keys
}

func TestOnesOwnFormsAndProgrammesJoinTheShippedOnes(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{
		"forms/grow.yaml":      shortForm("grow", "1", aQuestion),
		"programmes/ours.yml":  strings.Replace(programmeWith(t, "our-own", "grow"), "topics:", "topics:\n  - our_topics", 1),
		"lists.yaml":           "lists:\n  - id: our_topics\n    options: [{id: bread, label: {en: Bread, sv: Bröd, fr: Pain}}]\n",
		"forms/notes.txt":      "not a form",
		"forms/.hidden.yaml":   "neither",
		"somewhere/lost.yaml":  "nor this",
		"programmes/README.md": "",
	}))
	if len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	p := lib.Programmes["our-own"]
	if p == nil || lib.Forms["grow"] == nil || lib.Programmes["workplace"] == nil || lib.Forms["contract"] == nil {
		t.Fatal("something is missing")
	}
	if p.Topics[0].ID != "bread" || lib.Forms["grow"].Source != "forms/grow.yaml" {
		t.Errorf("topics %+v, source %q", p.Topics, lib.Forms["grow"].Source)
	}
	if was := shipped(t); was.Forms["grow"] != nil || was.Programmes["our-own"] != nil || was.Lists["our_topics"] != nil {
		t.Error("the shipped library was changed")
	}
}

func TestTheRestIsLoadedWhereAFileHasFaults(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{
		"forms/broken.yaml":      "form: broken\n",
		"forms/good.yaml":        shortForm("good", "1", aQuestion),
		"programmes/needs.yaml":  programmeWith(t, "needs-broken", "broken"),
		"programmes/fine.yaml":   programmeWith(t, "fine", "good"),
		"forms/after.yaml":       strings.Replace(shortForm("after", "1", aQuestion), "kind: short", `kind: short, show: "broken.word filled"`, 1),
		"forms/inside.yaml":      strings.Replace(shortForm("inside", "1", aQuestion), "kind: short", `kind: short, show: "programme = needs-broken"`, 1),
		"programmes/second.yaml": programmeWith(t, "second", "after"),
	}))
	want := map[string]string{
		"forms/broken.yaml":      "missing_key missing_key missing_key missing_key missing_key",
		"programmes/needs.yaml":  "goes_without",
		"forms/after.yaml":       "left_out",
		"programmes/second.yaml": "goes_without",
	}
	for file, keys := range want {
		if faults[file] != keys {
			t.Errorf("%s: %q, want %q", file, faults[file], keys)
		}
	}
	if len(faults) != len(want) {
		t.Errorf("faults: %v", faults)
	}
	for _, id := range []string{"broken", "after"} {
		if lib.Forms[id] != nil {
			t.Errorf("the form %s is there", id)
		}
	}
	for _, id := range []string{"needs-broken", "second"} {
		if p := lib.Programmes[id]; p == nil || !slices.Equal(p.Forms, []string{"pair", "contract", "meeting"}) {
			t.Errorf("the programme %s does not go on without its form: %+v", id, p)
		}
	}
	if lib.Forms["good"] == nil || lib.Forms["inside"] == nil || lib.Programmes["fine"] == nil || lib.Programmes["workplace"] == nil {
		t.Error("what has no fault is not there")
	}
}

func TestShippedFormIsReplacedOnlyByAHigherVersion(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{"forms/next_steps.yaml": shortForm("next_steps", "1", aQuestion)}))
	if faults["forms/next_steps.yaml"] != "version_low" || lib.Forms["next_steps"] != shipped(t).Forms["next_steps"] {
		t.Errorf("version 1: %v", faults)
	}
	lib, faults = loadWith(t, folder(map[string]string{"forms/next_steps.yaml": shortForm("next_steps", "2", aQuestion)}))
	f := lib.Forms["next_steps"]
	if len(faults) > 0 || f.Version != 2 {
		t.Fatalf("version 2: %v", faults)
	}
	if was, ok := f.EarlierField("ns_practice"); !ok || len(was.Label) == 0 {
		t.Error("a question that is gone has lost its words")
	}
	_, faults = loadWith(t, folder(map[string]string{"programmes/workplace.yaml": programmeWith(t, "workplace", "between")}))
	if faults["programmes/workplace.yaml"] != "version_low" {
		t.Errorf("a programme of the same version: %v", faults)
	}
	lib, faults = loadWith(t, folder(map[string]string{
		"programmes/workplace.yaml": strings.Replace(programmeWith(t, "workplace", "between"), "lang: sv", "lang: sv\nversion: 2", 1),
	}))
	if len(faults) > 0 || lib.Programmes["workplace"].Title.In(lang.English) != "Our programme" {
		t.Errorf("a programme of a higher version: %v", faults)
	}
}

func TestNewVersionKeepsWhatAnswersRestOn(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"another kind":   {shortForm("next_steps", "2", "{id: ns_practice, kind: date, by: both, label: {en: A day}}"), "kind_changed"},
		"other copies":   {strings.Replace(shortForm("next_steps", "2", aQuestion), "copies: one", "copies: numbered", 1), "copies_changed"},
		"no names":       {shortForm("pair", "9", aQuestion), "field_needed field_needed field_needed field_needed"},
		"no date to met": {strings.Replace(shortForm("meeting", "9", aQuestion), "copies: one", "copies: numbered", 1), "field_needed field_needed"},
	} {
		lib, faults := loadWith(t, folder(map[string]string{"forms/x.yaml": c.text}))
		if faults["forms/x.yaml"] != c.want {
			t.Errorf("%s: %v, want %s", name, faults, c.want)
		}
		if lib.Forms["next_steps"] != shipped(t).Forms["next_steps"] || lib.Forms["pair"] != shipped(t).Forms["pair"] {
			t.Errorf("%s: the shipped form is gone", name)
		}
	}
}

func TestAProgrammeThatNeedsANewVersionGoesOnWithoutIt(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{
		"forms/next_steps.yaml": strings.Replace(shortForm("next_steps", "2", aQuestion), "kind: short", `kind: short, show: "nowhere = 1"`, 1),
		"programmes/ours.yaml":  strings.Replace(programmeWith(t, "ours", "next_steps"), "preset: {", "preset: {next_steps.our_word: x, ", 1),
	}))
	if lib.Forms["next_steps"] != shipped(t).Forms["next_steps"] || lib.Programmes["ours"] == nil || faults["programmes/ours.yaml"] != "goes_without" || len(faults) != 2 {
		t.Errorf("faults %v", faults)
	}
}

func TestTwoOfOnesOwnFilesCannotShareAnID(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{
		"forms/a.yaml": shortForm("grow", "1", aQuestion), "forms/b.yaml": shortForm("grow", "2", aQuestion),
		"lists.yaml":     "lists:\n  - id: seven\n    options: [{id: a, label: {en: a, sv: a, fr: a}}]\n",
		"registers.yaml": "registers:\n  - id: ours\n    title: {en: a, sv: a, fr: a}\n    columns: [{id: a, kind: short, label: {en: a, sv: a, fr: a}}]\n",
	}))
	want := map[string]string{"forms/b.yaml": "file_twice", "lists.yaml": "list_taken", "registers.yaml": "only_shipped"}
	for file, key := range want {
		if faults[file] != key {
			t.Errorf("%s: %q, want %q", file, faults[file], key)
		}
	}
	if lib.Forms["grow"].Version != 1 || lib.Registers["ours"] != nil || len(lib.Lists["seven"].Options) == 1 {
		t.Error("what was there first is not kept")
	}
}

func TestCheckedFilesMayReferToEachOther(t *testing.T) {
	form, prog := File{Name: "grow.yaml", Data: []byte(shortForm("grow", "1", aQuestion))}, File{Name: "p.yaml", Data: []byte(programmeWith(t, "ours", "grow"))}
	if faults := CheckAll(shipped(t), []File{prog}); len(faults) != 1 {
		t.Errorf("the programme alone: %v", faults)
	}
	if faults := CheckAll(shipped(t), []File{prog, form}); len(faults) != 0 {
		t.Errorf("both: %v", faults)
	}
	contract, err := fs.ReadFile(Files(), "forms/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if faults := CheckAll(shipped(t), []File{{Name: "contract.yaml", Data: contract}}); len(faults) != 0 {
		t.Errorf("a shipped form: %v", faults)
	}
}

// awkward is a folder in which some files cannot be opened.
type awkward struct{ fstest.MapFS }

func (a awkward) Open(name string) (fs.File, error) {
	if strings.Contains(name, "locked") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("no right to")}
	}
	return a.MapFS.Open(name)
}

func TestOddFilesAreRefusedUnread(t *testing.T) {
	dir := folder(map[string]string{
		"forms/large.yaml": strings.Repeat("# a comment\n", 10<<20/12), "forms/locked.yaml": "x", "forms/good.yaml": shortForm("good", "1", aQuestion),
	})
	dir["forms/pipe.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	dir["forms/folder.yaml/a.yaml"] = &fstest.MapFile{Data: []byte("x")}
	var lib *forms.Library
	var faults map[string]string
	if took := fastest(func() { lib, faults = loadWith(t, awkward{dir}) }); took > time.Second {
		t.Errorf("took %v", took)
	}
	want := map[string]string{"forms/large.yaml": "too_big", "forms/locked.yaml": "not_readable", "forms/pipe.yaml": "not_a_file", "forms/folder.yaml": "not_a_file"}
	for file, key := range want {
		if faults[file] != key {
			t.Errorf("%s: %q, want %q", file, faults[file], key)
		}
	}
	if len(faults) != len(want) || lib.Forms["good"] == nil {
		t.Errorf("faults %v", faults)
	}
}

func TestHostileFolderIsRefusedInUnderASecond(t *testing.T) {
	many := map[string]string{}
	for i := range maxFiles + 50 {
		many["forms/f"+strings.Repeat("x", i)+".yaml"] = "form: x"
	}
	heavy := map[string]string{}
	for i := range 20 {
		heavy["forms/f"+strings.Repeat("x", i)+".yaml"] = strings.Repeat("# a comment\n", MaxBytes/12)
	}
	all := map[string]string{}
	for name, text := range bombs() {
		if len(text) < 300_000 {
			all["forms/"+strings.ReplaceAll(name, " ", "_")+".yaml"] = text
		}
	}
	for name, files := range map[string]map[string]string{"many": many, "heavy": heavy, "bombs": all} {
		var lib *forms.Library
		var faults []Fault
		var err error
		took := fastest(func() { lib, faults, err = LoadWith(folder(files)) })
		if err != nil || len(faults) == 0 || lib.Forms["contract"] == nil {
			t.Errorf("%s: %d faults, %v", name, len(faults), err)
		}
		if took > time.Second {
			t.Errorf("%s took %v", name, took)
		}
		tooMany := slices.ContainsFunc(faults, func(f Fault) bool { return f.Key == "formcheck.too_many_files" })
		if tooMany == (name == "bombs") {
			t.Errorf("%s: too many files is said: %v", name, tooMany)
		}
	}
}

func TestFolderThatIsNotThereAddsNothing(t *testing.T) {
	lib, faults, err := LoadWith(os.DirFS("testdata/nowhere"))
	if err != nil || len(faults) != 0 || len(lib.Forms) != len(shipped(t).Forms) {
		t.Errorf("%d faults, %v", len(faults), err)
	}
}
