package tui_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/tuitest"
)

// paired is a pair of the union that has said yes at some places.
func paired(t *testing.T, yes ...forms.Address) *forms.Pair {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	rec := forms.NewRecord("pair01")
	programme, _ := forms.SummaryAddress("template_id")
	rec.Put(programme, []forms.Head{{Value: forms.TemplateOption("union_local")}})
	for _, a := range yes {
		rec.Put(a, []forms.Head{{Value: "yes"}})
	}
	return forms.NewPair(rec, lib, lang.DateOf(tuitest.Begin()), words)
}

func TestASheetIsOpenedWhereItBegins(t *testing.T) {
	each, together, early := forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}, forms.SheetID{Form: forms.TogetherForm}, forms.SheetID{Form: forms.EarlyEndForm}
	told := forms.Address{Sheet: early, Field: "ee_told", Voice: forms.Mentee}
	for _, c := range []struct {
		name  string
		says  []forms.Address
		id    forms.SheetID
		want  tui.ScreenID
		field string
	}{
		{"a plain sheet", nil, forms.SheetID{Form: forms.ContractForm}, tui.SheetPage, "x"},
		{"a copy of the evaluation", nil, each, tui.Evaluation, ""},
		{"the joint page before both are in", nil, together, tui.Evaluation, ""},
		{"ending early", nil, early, tui.Ending, ""},
		{"ending early, once it is told", []forms.Address{told}, early, tui.SheetPage, "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := paired(t, c.says...)
			if at := tui.PlaceOf(p, c.id, "x"); at.Screen != c.want || at.Field != c.field || at.Pair != p.Record.Pair {
				t.Errorf("it opens at %+v", at)
			}
		})
	}
}
