package main

import (
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/store"
)

// openVault is openAppBook with the forms loaded, and a passphrase for each of the two.
func openVault(t *testing.T) (*appBook, forms.PairID) {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	own := &owners{}
	b, err := store.OpenOrCreate(t.TempDir()+"/book.db", store.Options{Owner: own.of})
	if err != nil {
		t.Fatal(err)
	}
	a := &appBook{now: time.Now, owners: own, book: b}
	a.knows(lib, nil)
	t.Cleanup(func() { _ = a.current().Close() })
	id, err := a.NewPair([]forms.Change{change("mentee_name", "Amina Diallo")}, forms.Mentee)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if _, err := a.SetPersonPassphrase(id, v, "", string(v)); err != nil {
			t.Fatal(err)
		}
		a.LockPerson(id, v)
	}
	return a, id
}

func evaluationOf(v forms.Voice) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: forms.EachForm, Of: v}, Field: "fe_worked", Voice: v}
}

func readPair(t *testing.T, a *appBook, id forms.PairID) *forms.Pair {
	t.Helper()
	rec, _, err := a.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	return a.pairOf(rec)
}

// writeAndSeal writes a copy and seals it, as the person who is alone does in the app.
func writeAndSeal(t *testing.T, a *appBook, id forms.PairID, v forms.Voice) {
	t.Helper()
	if err := a.UnlockPerson(id, v, string(v)); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Commit(id, v, []forms.Change{{Addr: evaluationOf(v), Value: forms.Value("words of the " + v)}}); err != nil {
		t.Fatal(err)
	}
	sh, _ := readPair(t, a, id).Sheet(evaluationOf(v).Sheet)
	cs, err := sh.SealCopy(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Commit(id, v, cs); err != nil {
		t.Fatal(err)
	}
	a.LockPerson(id, v)
}

func TestSealedCopiesOpenOnlyOnceBothHaveTypedTheirPassphrases(t *testing.T) {
	a, id := openVault(t)
	writeAndSeal(t, a, id, forms.Mentee)
	writeAndSeal(t, a, id, forms.Mentor)
	closed := func(when string) {
		t.Helper()
		p := readPair(t, a, id)
		sh, _ := p.Sheet(evaluationOf(forms.Mentee).Sheet)
		if !sh.BothSealed() || sh.Opened() || p.Record.Value(evaluationOf(forms.Mentee)) != "" || p.Record.Value(evaluationOf(forms.Mentor)) != "" {
			t.Errorf("%s: both sealed %v, opened %v", when, sh.BothSealed(), sh.Opened())
		}
		for _, f := range p.CheckOpened(forms.EachForm) {
			if f.State != forms.SealLocked {
				t.Errorf("%s: %+v", when, f)
			}
		}
	}
	closed("sealed")
	if err := a.UnlockPerson(id, forms.Mentee, string(forms.Mentee)); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Disclose(id); err != nil {
		t.Fatal(err)
	}
	a.LockPerson(id, forms.Mentee)
	closed("after one alone")
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if err := a.UnlockPerson(id, v, string(v)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Disclose(id); err != nil {
		t.Fatal(err)
	}
	a.LockPerson(id, forms.Mentee)
	a.LockPerson(id, forms.Mentor)
	p := readPair(t, a, id)
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if got := p.Record.Value(evaluationOf(v)); got != forms.Value("words of the "+v) {
			t.Errorf("opened, the copy of the %s says %q", v, got)
		}
	}
	all := p.CheckOpened(forms.EachForm)
	if len(all) != 2 || all[0].State != forms.ProofGood || all[1].State != forms.ProofGood {
		t.Errorf("opened: %+v", all)
	}
}

func TestWhatIsToldOfAnEarlyEndIsReadByBothFromThenOn(t *testing.T) {
	a, id := openVault(t)
	at := forms.Address{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: "ee_date", Voice: forms.Mentee}
	told := at
	told.Field = "ee_told"
	if _, err := a.Commit(id, forms.Mentee, []forms.Change{{Addr: at, Value: "2026-03-20"}}); !errors.Is(err, store.ErrPersonLocked) {
		t.Fatalf("written while locked: %v", err)
	}
	if err := a.UnlockPerson(id, forms.Mentee, string(forms.Mentee)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []forms.Change{{Addr: at, Value: "2026-03-20"}, {Addr: told, Value: "yes"}} {
		if p := readPair(t, a, id); p.Record.Value(told) == "yes" {
			t.Fatal("told before it was")
		}
		if _, err := a.Commit(id, forms.Mentee, []forms.Change{c}); err != nil {
			t.Fatal(err)
		}
	}
	a.LockPerson(id, forms.Mentee)
	if p := readPair(t, a, id); p.Record.Value(at) != "2026-03-20" || p.Record.Value(told) != "yes" {
		t.Errorf("the other reads %q, %q", p.Record.Value(at), p.Record.Value(told))
	}
}

func TestAPersonWhoIsLockedSignsNothing(t *testing.T) {
	a, id := openVault(t)
	if _, err := a.Signer(id, forms.Mentee); !errors.Is(err, store.ErrPersonLocked) {
		t.Errorf("signed: %v", err)
	}
	if err := a.UnlockPerson(id, forms.Mentee, string(forms.Mentee)); err != nil {
		t.Fatal(err)
	}
	if s, err := a.Signer(id, forms.Mentee); err != nil || len(s.Public()) == 0 {
		t.Errorf("the signer is %v, %v", s, err)
	}
}
