package forms

import "testing"

func TestASummaryReadsThePairSheetInTheRightVoices(t *testing.T) {
	rec := NewRecord("abc123")
	for field, v := range map[string]Value{
		"mentor_name": "Per Holm", "mentee_name": "Amina Diallo", "template_id": "union-local",
		"organisation": "The northern local", "anchor_date": "2026-03-04",
	} {
		a, ok := SummaryAddress(field)
		if !ok {
			t.Fatalf("%s has no address", field)
		}
		rec.Put(a, []Head{{Value: v}})
	}
	got := Summarise(func(field string) Value {
		a, _ := SummaryAddress(field)
		return rec.Value(a)
	})
	want := PairSummary{
		Mentor: "Per Holm", Mentee: "Amina Diallo", Programme: "union-local",
		Organisation: "The northern local", Anchor: "2026-03-04",
	}
	if got != want {
		t.Errorf("summary %+v", got)
	}
	for field, v := range map[string]Voice{"mentor_name": Mentor, "mentee_name": Mentee, "anchor_date": Agreed} {
		if a, _ := SummaryAddress(field); a.Voice != v || a.Sheet != (SheetID{Form: PairForm}) {
			t.Errorf("%s is read at %s", field, a)
		}
	}
	if _, ok := SummaryAddress("mentor_phone"); ok {
		t.Error("a telephone number has no place in a list of pairs")
	}
}
