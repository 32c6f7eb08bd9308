package sheet_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var (
	contractID = forms.SheetID{Form: forms.ContractForm}
	signAmina  = forms.Address{Sheet: contractID, Field: "ct_sign_mentee", Voice: forms.Mentee}
	signPer    = forms.Address{Sheet: contractID, Field: "ct_sign_mentor", Voice: forms.Mentor}
)

func agreedOn(field string) forms.Address {
	return forms.Address{Sheet: contractID, Field: field, Voice: forms.Agreed}
}

// toSign has agreed on what the rules ask for before a contract is signed.
func toSign(k *tuitest.Keeper) {
	k.Says(agreedOn("ct_confidential").At("choice"), "everything").Says(agreedOn("ct_conf_exceptions").At("cases"), "danger")
	k.Says(agreedOn("ct_expectations"), "We are on time")
}

// signs opens the contract where Amina signs, with every page of the app.
func signs(t *testing.T, fill func(*tuitest.Keeper), f func(u *story.User, s *tuitest.Stage)) {
	t.Helper()
	o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.SheetPage, Sheet: contractID, Field: "ct_sign_mentee"}, Height: 40, Fill: func(k *tuitest.Keeper) {
		toSign(k)
		if fill != nil {
			fill(k)
		}
	}}
	tuitest.Tell(t, o, f)
}

func TestASignatureIsGivenWithProofOfWording(t *testing.T) {
	signs(t, nil, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+t", "enter").Sees("signed 24 March, wording proved")
		if got := s.Book.Value(s.Pair, signAmina); got != "2026-03-24 Amina Diallo" {
			t.Fatalf("signed is %q", got)
		}
		if s.Book.Value(s.Pair, signAmina.At(forms.PartProof+".1")) == "" || !strings.Contains(string(s.Book.Value(s.Pair, signAmina.At(forms.PartSigned+".1"))), "We are on time") {
			t.Error("there is no proof of the wording")
		}
		u.Press("shift+tab", "tab", "shift+tab", "tab", "f1", "esc")
		if s.Book.Value(s.Pair, signAmina.At(forms.PartProof+".2")) != "" {
			t.Error("passing by signed a second time")
		}
		u.Press("ctrl+z").Sees("signed 24 March, wording proved")
	})
}

func TestNobodySignsWithTheNameOfTheOther(t *testing.T) {
	signs(t, nil, func(u *story.User, s *tuitest.Stage) {
		u.Type("Per Holm").Press("enter").Sees("Per Holm is the other one of you. Here Amina Diallo signs.")
		if got := s.Book.Value(s.Pair, signAmina); got != "" {
			t.Errorf("signed is %q", got)
		}
		u.Press("shift+tab", "tab").Sees("Per Holm") // as it was typed
	})
}

func TestASignatureByNameOnlySaysSo(t *testing.T) {
	typed := func(k *tuitest.Keeper) { k.Says(signPer, "2026-03-20 Per Holm") }
	signs(t, typed, func(u *story.User, s *tuitest.Stage) { u.Sees("signed by name only, without proof of the wording") })
}

func TestWhatChangedAfterASignatureIsShownAndSignedAgain(t *testing.T) {
	signs(t, nil, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+t", "enter").Sees("wording proved")
		u.Send(tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.Pair, Sheet: contractID, Field: "ct_expectations"})()).Type(", and honest").Press("esc")
		u.Sees("signed 24 March, changed since: Enter shows what changed").Press("enter").Sees("What has changed since the signature")
		u.Sees("before: We are on time").Sees("now: We are on time, and honest").Press("f7").Press("enter").Sees("before: We are on time").Press("tab", "enter")
		u.Sees("signed 24 March, wording proved").SeesNot("What has changed since the signature")
		if s.Book.Value(s.Pair, signAmina.At(forms.PartProof+".2")) == "" {
			t.Error("the change was not signed")
		}
	})
}

func TestWhoHasAPassphraseSignsWithIt(t *testing.T) {
	pass := func(k *tuitest.Keeper) {
		_, _ = k.Book.SetPersonPassphrase(k.Pair, forms.Mentee, "", "mine") // a story sees what is not there
		k.Book.LockPerson(k.Pair, forms.Mentee)
	}
	signs(t, pass, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+t", "enter").Sees("signs, and that takes").Press("esc").SeesNot("wording proved").Press("tab").SeesNot("that takes")
		if s.Book.Value(s.Pair, signAmina) != "" {
			t.Fatal("signed without the passphrase")
		}
		u.Send(tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.Pair, Sheet: contractID, Field: "ct_sign_mentee"})()).Press("enter")
		u.Sees("signs, and that takes").Type("mine").Press("enter").Sees("signed 24 March, wording proved").SeesRow("together")
		if info, _ := s.Book.Person(s.Pair, forms.Mentee); info.Unlocked {
			t.Error("Amina is still unlocked")
		}
	})
}

func TestARuleStillStopsASignature(t *testing.T) {
	open := func(k *tuitest.Keeper) { k.Says(agreedOn("ct_confidential").At("choice"), "") }
	signs(t, open, func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+t", "enter").Sees("Not signed yet.")
		if s.Book.Value(s.Pair, signAmina) != "" {
			t.Error("signed against a rule")
		}
	})
}

func TestTheTopOfASheetTellsWhoHasSignedIt(t *testing.T) {
	signs(t, nil, func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("Signed:")
		u.Press("ctrl+t", "enter").SeesRow("✓ Signed: Amina Diallo (24 March) · not yet: Per")
		u.Send(tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.Pair, Sheet: contractID, Field: "ct_expectations"})()).Type(", and honest").Press("esc")
		u.SeesRow("! Changed since it was signed: Amina Diallo (24 March) · not yet: Per")
	})
}

func TestWhoSignsSeesWhichNeededQuestionsAreEmpty(t *testing.T) {
	signs(t, nil, func(u *story.User, _ *tuitest.Stage) {
		u.Sees("! 20 needed questions are empty: numbers 1, 3, 4,").Sees("You can sign all the same.")
	})
	nothing := func(k *tuitest.Keeper) { k.Says(agreedOn("ct_confidential").At("choice"), "") }
	signs(t, nothing, func(u *story.User, _ *tuitest.Stage) {
		u.Sees("needed questions are empty: numbers 1,").Sees("Before you sign: What stays").SeesNot("all the same")
	})
}
