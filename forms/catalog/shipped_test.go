package catalog

import (
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestShippedLibraryIsWhole(t *testing.T) {
	lib := shipped(t)
	for _, id := range []string{"goals", "actions", "contacts", "dates", "cancelled"} {
		if lib.Registers[id] == nil {
			t.Errorf("the register %s is missing", id)
		}
	}
	for _, id := range []string{"workplace", "union-local", "st-styrelse"} {
		p := lib.Programmes[id]
		if p == nil {
			t.Errorf("the programme %s is missing", id)
			continue
		}
		if len(p.Forms) == 0 || p.Forms[0] != "pair" {
			t.Errorf("%s does not begin with the pair: %v", id, p.Forms)
		}
	}
	if again, err := Load(); err != nil || again != lib {
		t.Errorf("Load read twice (%v)", err)
	}
}

func TestEveryProgrammeCanBeChosenByAPair(t *testing.T) {
	lib := shipped(t)
	fd, ok := lib.Forms["pair"].Field("template_id")
	if !ok {
		t.Fatal("the pair does not choose a programme")
	}
	chosen := map[string]bool{}
	pair := forms.NewPair(forms.NewRecord(""), lib, lang.Date{}, words(t, lang.English))
	for _, o := range pair.OptionsOf(fd) {
		id := forms.ProgrammeOf(forms.Value(o.ID))
		if lib.Programmes[id] == nil {
			t.Errorf("the option %s is no programme", o.ID)
		}
		chosen[id] = true
	}
	for id := range lib.Programmes {
		if !chosen[id] {
			t.Errorf("nobody can choose %s", id)
		}
	}
}

func TestFileIsNamedAfterItsID(t *testing.T) {
	lib := shipped(t)
	err := fs.WalkDir(Files(), ".", func(name string, d fs.DirEntry, err error) error {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		switch path.Dir(name) {
		case "forms":
			if f := lib.Forms[id]; f == nil || f.Source != name {
				t.Errorf("%s holds no form %s", name, id)
			}
		case "programmes":
			if p := lib.Programmes[strings.ReplaceAll(id, "_", "-")]; p == nil || p.Source != name {
				t.Errorf("%s holds no programme %s", name, id)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// eachField calls f for every question of the shipped forms.
func eachField(lib *forms.Library, f func(form *forms.Form, fd *forms.Field)) {
	for _, id := range sortedKeys(lib.Forms) {
		form := lib.Forms[id]
		for i := range form.Sections {
			for j := range form.Sections[i].Fields {
				f(form, &form.Sections[i].Fields[j])
			}
		}
	}
}

func TestEveryRequiredQuestionSaysWhyItMatters(t *testing.T) {
	eachField(shipped(t), func(form *forms.Form, fd *forms.Field) {
		if r := fd.Required; !r.Empty() && r.Text != "no" && len(fd.Why) == 0 {
			t.Errorf("%s:%d: %s is required and does not say why", form.Source, fd.Line, fd.ID)
		}
	})
}

func TestNoQuestionStandsInTwoForms(t *testing.T) {
	seen := map[string]string{}
	eachField(shipped(t), func(form *forms.Form, fd *forms.Field) {
		if other := seen[fd.ID]; other != "" {
			t.Errorf("%s stands in %s and in %s", fd.ID, other, form.ID)
		}
		seen[fd.ID] = form.ID
	})
}

// eachText calls f for every text within a value, with where it stands.
func eachText(v reflect.Value, where string, f func(where string, text lang.Text)) {
	if !v.CanInterface() {
		return
	}
	if text, ok := v.Interface().(lang.Text); ok {
		f(where, text)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(v.Elem(), where, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), where, f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachText(v.MapIndex(k), where+"/"+k.String(), f)
		}
	case reflect.Struct:
		if id := v.FieldByName("ID"); id.IsValid() {
			where += "/" + id.String()
		}
		for i := range v.NumField() {
			eachText(v.Field(i), where+"."+v.Type().Field(i).Name, f)
		}
	}
}

func TestEveryTextStandsInEveryLanguage(t *testing.T) {
	count := 0
	eachText(reflect.ValueOf(shipped(t)), "", func(where string, text lang.Text) {
		if len(text) == 0 {
			return
		}
		count++
		for _, l := range lang.All() {
			if said, _ := text.Has(l); strings.TrimSpace(said) == "" {
				t.Errorf("%s: no text in %s", where, l)
			}
		}
	})
	if count < 500 {
		t.Errorf("only %d texts found", count)
	}
}

func TestFormsNameThePeopleByTheProgrammesWords(t *testing.T) {
	people := regexp.MustCompile(`(?i)(^|[^{\pL_])(mentees?|mentors?|adept(en|ens|er)?|mentor(n|ns|er))([^}\pL_]|$)`)
	lib := shipped(t)
	for _, v := range []any{lib.Forms, lib.Registers} {
		eachText(reflect.ValueOf(v), "", func(where string, text lang.Text) {
			for _, l := range lang.All() {
				if people.MatchString(text.In(l)) {
					t.Errorf("%s, %s: %q names a role itself", where, l, text.In(l))
				}
			}
		})
	}
}

func TestPlaceholdersAreFilledByEveryProgramme(t *testing.T) {
	lib := shipped(t)
	for _, p := range lib.Programmes {
		for _, v := range []any{lib.Forms, lib.Registers, p.Steps, p.Topics} {
			eachText(reflect.ValueOf(v), p.ID, func(where string, text lang.Text) {
				for _, l := range lang.All() {
					if got := p.Fill(text.In(l), l); strings.ContainsAny(got, "{}") {
						t.Errorf("%s, %s: %q is left with a hole", where, l, got)
					}
				}
			})
		}
	}
}

func TestSectionTitlesFitTheirColumn(t *testing.T) {
	const letters = 22
	lib := shipped(t)
	for _, p := range lib.Programmes {
		for _, f := range lib.Forms {
			for _, s := range f.Sections {
				for _, l := range lang.All() {
					if title := p.Fill(s.Title.In(l), l); len([]rune(title)) > letters {
						t.Errorf("%s.%s, %s, %s: %q is longer than %d letters", f.ID, s.ID, p.ID, l, title, letters)
					}
				}
			}
		}
	}
}

func TestRegisterColumnsBringTheirKindAndLabel(t *testing.T) {
	lib := shipped(t)
	shared := 0
	eachField(lib, func(form *forms.Form, fd *forms.Field) {
		for i := range fd.Columns {
			c := &fd.Columns[i]
			if !c.Shared {
				continue
			}
			shared++
			var columns []forms.Field
			if of, ok := form.Field(fd.Of); ok {
				columns = of.Columns
			} else {
				columns = lib.Registers[fd.Register].Columns
			}
			at := slices.IndexFunc(columns, func(r forms.Field) bool { return r.ID == c.ID })
			if at < 0 || c.Kind != columns[at].Kind || len(c.Label) == 0 || len(c.Options) != len(columns[at].Options) {
				t.Errorf("%s.%s: the column %s is not the register's", form.ID, fd.ID, c.ID)
			}
		}
	})
	if shared == 0 {
		t.Error("no form shows a register")
	}
}
