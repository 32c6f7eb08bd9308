package forms_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

// plan is a form of one's own in two versions: the second asks less.
const (
	planOne = `form: our_plan
version: 1
languages: [en]
title: {en: Plan}
purpose: {en: To plan.}
copies: one
sections:
  - id: all
    title: {en: All}
    fields:
      - {id: p_kept, kind: short, by: both, label: {en: Kept}}
`
	planTwo = `
      - {id: p_gone, kind: choice, by: both, label: {en: How often}, options: [{id: often, label: {en: quite often}}]}
      - {id: p_mine, kind: long, by: mentee, label: {en: Mine}}
      - {id: p_quiet, kind: short, by: mentee, seen: author, label: {en: Quiet}}
      - id: p_group
        kind: group
        by: both
        label: {en: From to}
        parts: [{id: from, kind: date, label: {en: from}}]
      - id: p_rows
        kind: rows
        by: both
        label: {en: Rows}
        columns: [{id: what, kind: short, label: {en: What}}]
`
)

// planned is Amina and Per with a plan form, as text, and answers to all that the
// second version asked.
func planned(t *testing.T, form string) *couple {
	t.Helper()
	lib, faults, err := catalog.LoadWith(fstest.MapFS{"forms/our_plan.yaml": {Data: []byte(form)}})
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v %v", faults, err)
	}
	c := coupleIn(t, lib, "2026-03-10", lang.English)
	at := func(field, part string, row forms.RowID, v forms.Voice) forms.Address {
		return forms.Address{Sheet: forms.SheetID{Form: "our_plan"}, Field: field, Part: part, Row: row, Voice: v}
	}
	for a, v := range map[forms.Address]forms.Value{
		at("p_kept", "", "", forms.Agreed):                "still asked",
		at("p_gone", "", "", forms.Agreed):                "often",
		at("p_mine", "", "", forms.Mentee):                "in her own words",
		at("p_quiet", "", "", forms.Mentee):               "for her alone",
		at("p_group", "from", "", forms.Agreed):           "2026-03-04",
		at("p_rows", forms.PartOrder, "r1", forms.Agreed): "m",
		at("p_rows", "what", "r1", forms.Agreed):          "a row",
		at("p_rows", forms.PartOrder, "r2", forms.Agreed): "",
		at("p_rows", "what", "r2", forms.Agreed):          "a row taken away",
	} {
		c.take(forms.Change{Addr: a, Value: v})
	}
	return c
}

// earlierOf lists what a reader is shown of earlier questions, as field or field.part.
func earlierOf(t *testing.T, c *couple, r forms.Reader) []string {
	t.Helper()
	s, ok := c.Sheet(forms.SheetID{Form: "our_plan"})
	if !ok {
		t.Fatal("no plan")
	}
	var out []string
	for _, e := range s.Earlier(r) {
		for _, cell := range e.Cells {
			name := e.Field.ID
			if cell.Part != nil {
				name += "." + cell.Part.ID
			}
			out = append(out, name+"="+string(cell.Value))
		}
	}
	return out
}

func TestAnswersToQuestionsThatAreGoneAreStillShown(t *testing.T) {
	together, menteeAlone, mentorAlone := forms.Reader{}, forms.Reader{Hand: forms.Mentee, Alone: true}, forms.Reader{Hand: forms.Mentor, Alone: true}
	shared := []string{"p_gone=often", "p_group.from=2026-03-04", "p_rows.what=a row"}
	hers := []string{"p_gone=often", "p_group.from=2026-03-04", "p_mine=in her own words", "p_quiet=for her alone", "p_rows.what=a row"}
	remembered := planOne + "earlier:" + strings.ReplaceAll(planTwo, "\n      ", "\n  ")
	withMine := []string{"p_gone=often", "p_group.from=2026-03-04", "p_mine=in her own words", "p_rows.what=a row"}
	for name, c := range map[string]struct {
		form   string
		reader forms.Reader
		want   []string
	}{
		"all is asked":                     {planOne + strings.TrimPrefix(planTwo, "\n"), menteeAlone, nil},
		"forgotten, together":              {planOne, together, shared},
		"forgotten, the other one alone":   {planOne, mentorAlone, shared},
		"forgotten, the author alone":      {planOne, menteeAlone, hers},
		"kept in earlier, together":        {remembered, together, withMine},
		"kept in earlier, the other alone": {remembered, mentorAlone, withMine},
		"kept in earlier, the author":      {remembered, menteeAlone, hers},
	} {
		if got := earlierOf(t, planned(t, c.form), c.reader); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAQuestionKeptInEarlierKeepsItsWords(t *testing.T) {
	c := planned(t, planOne+"earlier:"+strings.ReplaceAll(planTwo, "\n      ", "\n  "))
	s, _ := c.Sheet(forms.SheetID{Form: "our_plan"})
	e := s.Earlier(forms.Reader{})[0]
	if got := e.Field.Show(e.Cells[0].Value, c.Asking()); got != "quite often" || c.Text(e.Field.Label) != "How often" {
		t.Errorf("%q: %q", c.Text(e.Field.Label), got)
	}
}

func TestAShippedSheetHasNoEarlierQuestions(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-10", lang.English)
	for _, s := range c.Sheets() {
		if got := s.Earlier(forms.Reader{Hand: forms.Mentee, Alone: true}); len(got) > 0 {
			t.Errorf("%s: %+v", s.ID, got)
		}
	}
}
