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

func TestWhatIsDueSoonIsToldBelowWhatIsNextWhereThereIsRoom(t *testing.T) {
	soon := []func(*tuitest.Keeper){follows("union_local"), promised("Book the hall", "2026-03-30"), promised("Call the chair", "2026-05-30")}
	for l, want := range map[lang.Lang]string{lang.English: "By 30 Mar: Book the hall", lang.Swedish: "Senast 30 mar: Book the hall", lang.French: "D’ici le 30 mars\u00a0: Book the hall"} {
		o := on(soon...)
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) { u.SeesRow(want).SeesNot("Call the chair") })
	}
	o := on(soon...)
	o.Height = 16
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) { u.SeesNot("Book the hall") })
}

func TestACancelledDayIsNotShownAsTheNextMeeting(t *testing.T) {
	dates := forms.Address{Sheet: forms.Register("dates"), Field: "dates", Voice: forms.Agreed}
	booked := func(k *tuitest.Keeper) {
		k.Says(dates.InRow("d1").At(forms.PartOrder), "1").Says(dates.InRow("d1").At("date"), "2026-04-10")
	}
	off := func(k *tuitest.Keeper) {
		at := forms.Address{Sheet: forms.Register("cancelled"), Field: "cancelled", Row: "c1", Voice: forms.Agreed}
		k.Says(at.At(forms.PartOrder), "1").Says(at.At("planned"), "2026-04-10")
	}
	tuitest.Tell(t, on(follows("union_local"), booked), func(u *story.User, s *tuitest.Stage) { u.SeesRow("Next time: 10 April") })
	tuitest.Tell(t, on(follows("union_local"), booked, off), func(u *story.User, s *tuitest.Stage) { u.SeesNot("Next time:") })
}
