package forms_test

import (
	"slices"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestAPairChoosesAmongAllProgrammesByTitle(t *testing.T) {
	for _, l := range lang.All() {
		c := aminaAndPer(t, "workplace", "2026-03-10", l)
		fd, ok := c.Library.Forms[forms.PairForm].Field("template_id")
		if !ok {
			t.Fatal("the pair does not choose")
		}
		options := c.OptionsOf(fd)
		if len(options) != len(c.Library.Programmes) {
			t.Errorf("%s: %d options for %d programmes", l, len(options), len(c.Library.Programmes))
		}
		var titles []string
		for _, o := range options {
			titles = append(titles, o.Label.In(l))
			if c.Library.Programmes[forms.ProgrammeOf(forms.Value(o.ID))] == nil {
				t.Errorf("%s is no programme", o.ID)
			}
		}
		sorted := slices.Clone(titles)
		lang.Sort(l, sorted)
		if !slices.Equal(titles, sorted) {
			t.Errorf("%s: %q", l, titles)
		}
		if got := fd.Show("union_local", c.Asking()); got != c.Library.Programmes["union-local"].Title.In(l) {
			t.Errorf("%s: union_local is shown as %q", l, got)
		}
	}
}
