package catalog

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// needing is a programme with a form of its own and two steps that need it.
func needing(t *testing.T, form string) string {
	text := strings.Replace(programmeWith(t, "ours", form), "preset: {", "preset: {"+form+".our_word: bread, ", 1)
	return text + `  - {id: s_word, text: {en: a, sv: a, fr: a}, after: +4w, who: both, evidence: complete ` + form + `}
  - {id: s_filled, text: {en: a, sv: a, fr: a}, after: +5w, who: both, evidence: filled ` + form + `.our_word}
  - {id: s_if, text: {en: a, sv: a, fr: a}, after: +6w, who: both, show: "` + form + `.our_word filled"}
`
}

func stepIDs(p *forms.Programme) (ids []string) {
	for i := range p.Steps {
		ids = append(ids, p.Steps[i].ID)
	}
	return ids
}

func sayAll(t *testing.T, faults []Fault) string {
	t.Helper()
	var lines []string
	for _, f := range faults {
		lines = append(lines, f.Say(words(t, lang.English)))
	}
	return strings.Join(lines, "\n")
}

func TestAProgrammeGoesOnWithoutAFormThatDoesNotLoad(t *testing.T) {
	for name, c := range map[string]struct{ file, text, said string }{
		"a key we do not know": {"forms/grow.yaml", shortForm("grow", "1", "{id: our_word, kind: shrt, by: both, label: {en: A word}}"), "forms/grow.yaml:11:30: "},
		"not even an id":       {"forms/grow.yaml", "fom: grow\n", "forms/grow.yaml:1:1: "},
		"no YAML":              {"grow.yml", "form: grow\n\tversion: 1\n", "grow.yml:2:1: "},
		"a form it needs":      {"forms/other.yaml", "", ""},
	} {
		files := map[string]string{"programmes/ours.yaml": needing(t, "grow"), c.file: c.text}
		if c.text == "" {
			files[c.file] = "form: other\n"
			files["forms/grow.yaml"] = strings.Replace(shortForm("grow", "1", aQuestion), "kind: short", `kind: short, show: "other.word filled"`, 1)
		}
		lib, faults, err := LoadWith(folder(files))
		if err != nil {
			t.Fatal(err)
		}
		p := lib.Programmes["ours"]
		if p == nil || !slices.Equal(p.Forms, []string{"pair", "contract", "meeting"}) || !slices.Equal(stepIDs(p), []string{"s_contact", "s_meeting"}) {
			t.Errorf("%s: the programme is %+v", name, p)
		}
		said := sayAll(t, faults)
		if lib.Forms["grow"] != nil || !strings.Contains(said, c.said) || strings.Count(said, "The programme goes without “grow” until ") != 1 || strings.Contains(said, "ours.yaml") && strings.Count(said, "ours.yaml:") != 1 {
			t.Errorf("%s: said is\n%s", name, said)
		}
	}
}

func TestAProgrammeGoesOnWithoutAFormThatIsNotThere(t *testing.T) {
	for form, want := range map[string]string{
		"contrakt":   "There is no form “contrakt” here, so the programme goes without it. Did you mean “contract”?",
		"our_garden": "There is no form “our_garden” here, so the programme goes without it. Put its file beside this one, or take the name away.",
	} {
		lib, faults, err := LoadWith(folder(map[string]string{"programmes/ours.yaml": needing(t, form)}))
		if err != nil {
			t.Fatal(err)
		}
		if said := sayAll(t, faults); said != "programmes/ours.yaml:10:34: "+want || faults[0].Without != form {
			t.Errorf("%s: said is\n%s", form, said)
		}
		if p := lib.Programmes["ours"]; p == nil || !slices.Equal(stepIDs(p), []string{"s_contact", "s_meeting"}) {
			t.Errorf("%s: the programme is %+v", form, p)
		}
	}
}

func TestAProgrammeStandsEvenWithoutAnyForm(t *testing.T) {
	text := strings.Replace(needing(t, "grow"), "forms: [pair, contract, meeting, grow]", "forms: [grow]", 1)
	text = strings.Replace(text, "closed meeting/1", "contact", 1)
	lib, _ := loadWith(t, folder(map[string]string{"programmes/ours.yaml": text, "forms/grow.yaml": "fom: grow\n"}))
	if p := lib.Programmes["ours"]; p == nil || len(p.Forms) != 0 || lib.FirstForm("ours") != "" {
		t.Errorf("the programme is %+v", p)
	}
}

func TestASlipInTheProgrammeItselfLeavesItOut(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{
		"programmes/ours.yaml": strings.Replace(needing(t, "grow"), "months: 12", "months: twelve", 1), "forms/grow.yaml": "fom: grow\n",
	}))
	if lib.Programmes["ours"] != nil || !strings.Contains(faults["programmes/ours.yaml"], "want_whole") {
		t.Errorf("faults %v", faults)
	}
}

func TestAShippedProgrammeStaysWholeWhateverIsWrongInAFolder(t *testing.T) {
	like := strings.Replace(needing(t, "grow"), "programme: ours\n", "programme: ours\nlike: union-local\n", 1)
	was := shipped(t)
	lib, faults := loadWith(t, folder(map[string]string{
		"programmes/ours.yaml": like, "forms/grow.yaml": "fom: grow\n", "forms/contract.yaml": "form: contract\nversion: 2\n", "forms/meeting.yaml": "not: yaml: at all",
	}))
	if p := lib.Programmes["ours"]; p == nil || p.Like != "union-local" {
		t.Fatalf("the programme made from a shipped one is %+v; %v", p, faults)
	}
	for id, p := range was.Programmes {
		if now := lib.Programmes[id]; now != p || len(now.Forms) == 0 || slices.ContainsFunc(now.Forms, func(f string) bool { return lib.Forms[f] == nil }) {
			t.Errorf("%s is not whole: %v", id, now.Forms)
		}
	}
	if !maps.Equal(lib.Forms, was.Forms) {
		t.Error("a shipped form was changed")
	}
}

func TestAFormThatLoadsIsPartOfItsProgramme(t *testing.T) {
	lib, faults := loadWith(t, folder(map[string]string{"programmes/ours.yaml": needing(t, "grow"), "forms/grow.yaml": shortForm("grow", "1", aQuestion)}))
	if p := lib.Programmes["ours"]; p == nil || !slices.Contains(p.Forms, "grow") || len(p.Steps) != 5 || len(faults) > 0 {
		t.Errorf("the programme is %+v; %v", p, faults)
	}
}
