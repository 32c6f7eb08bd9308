package pair_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func TestWhatIsWorthALookIsOneLineAtTheEndOfWhatIsNext(t *testing.T) {
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		o := on(follows("union_local"))
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.SeesRow("! " + w.N("checks.line", 2)).ClickOn(w.N("checks.line", 2)).Sees(w.T("checks.title")).SeesRow("▸ !")
			u.Press("space").Type("x").Press("enter", "esc").SeesRow("▸ ! " + w.N("checks.line", 1)) // what is set aside is no reason to come
			u.Press("enter", "space").Type("x").Press("enter", "esc").SeesNot(w.N("checks.line", 1)).SeesNot(w.N("checks.line", 2))
		})
	}
}

func TestWithoutAFindingThePageSaysNothingOfTheRules(t *testing.T) {
	fill := func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("anchor_date")
		k.Says(a, "")
	}
	tuitest.Tell(t, on(fill), func(u *story.User, s *tuitest.Stage) { u.SeesNot("to look at") })
}

func TestASheetThatARuleStopsIsNotMarkedAsDone(t *testing.T) {
	signed := func(k *tuitest.Keeper) {
		contract := forms.SheetID{Form: forms.ContractForm}
		for field, v := range map[string]forms.Voice{"ct_sign_mentor": forms.Mentor, "ct_sign_mentee": forms.Mentee} {
			k.Says(forms.Address{Sheet: contract, Field: field, Voice: v}, "2026-03-24 Somebody")
		}
	}
	settled := func(k *tuitest.Keeper) {
		contract := forms.SheetID{Form: forms.ContractForm}
		k.Says(agreed(contract, "ct_confidential").At("choice"), "everything").Says(agreed(contract, "ct_conf_exceptions").At("note"), "In danger")
	}
	tuitest.Tell(t, on(signed), func(u *story.User, s *tuitest.Stage) { u.SeesRow("! Working contract", "to settle") })
	tuitest.Tell(t, on(signed, settled), func(u *story.User, s *tuitest.Stage) { u.SeesRow("○ Working contract", "left") })
}
