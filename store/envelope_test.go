package store

import (
	"errors"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

func TestUndoPassesOverWhatIsHidden(t *testing.T) {
	b, p := amina(t, withOwner())
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	mine := private(forms.Mentee, 1)
	commit(t, b, p, addr(1), "shared")
	commit(t, b, p, mine, "hidden")
	b.LockPerson(p, forms.Mentee)
	revs, err := b.Undo(p, forms.Mentor)
	if err != nil || len(revs) != 1 || revs[0].Addr != addr(1) || revs[0].Value != "" {
		t.Fatalf("undone %v, %v", revs, err)
	}
	_, err = b.Undo(p, forms.Mentor)
	wantErr(t, err, ErrNothing)
	if revs, err = b.Redo(p, forms.Mentor); err != nil || revs[0].Value != "shared" {
		t.Fatalf("redone %v, %v", revs, err)
	}
	unlockPerson(t, b, p, forms.Mentee, "amina's")
	if load(t, b, p).Value(mine) != "hidden" {
		t.Error("it is gone")
	}
	for _, want := range []forms.Address{addr(1), mine} {
		if revs, err = b.Undo(p, forms.Mentee); err != nil || revs[0].Addr != want {
			t.Fatalf("undone %v, %v, want %s", revs, err, want)
		}
	}
	b.LockPerson(p, forms.Mentee)
	if revs, err = b.Redo(p, forms.Mentor); err != nil || revs[0].Addr != addr(1) {
		t.Fatalf("redone %v, %v", revs, err)
	}
	wantSound(t, b)
}

func TestUndoDoesNotReachUnderADeedThatIsPartlyHidden(t *testing.T) {
	b, p := amina(t, withOwner())
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	commit(t, b, p, addr(1), "first")
	if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "second"}, {Addr: private(forms.Mentee, 1), Value: "hidden"}}); err != nil {
		t.Fatal(err)
	}
	b.LockPerson(p, forms.Mentee)
	_, err := b.Undo(p, forms.Mentor)
	wantErr(t, err, ErrNothing)
	if v := load(t, b, p).Value(addr(1)); v != "second" {
		t.Errorf("it says %q", v)
	}
}

func TestListenersAreNotToldWhatWasLockedMeanwhile(t *testing.T) {
	b, p := amina(t, withOwner())
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	slow, cancel := b.Watch()
	defer cancel()
	commit(t, b, p, private(forms.Mentee, 1), "hidden at once")
	if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "shared"}, {Addr: private(forms.Mentee, 2), Value: "hidden too"}}); err != nil {
		t.Fatal(err)
	}
	b.LockPerson(p, forms.Mentee)
	if s := <-slow; len(s.Revisions) != 1 || s.Revisions[0].Value != "shared" {
		t.Errorf("heard %v", s.Revisions)
	}
	unlockPerson(t, b, p, forms.Mentee, "amina's")
	commit(t, b, p, private(forms.Mentee, 1), "for her eyes")
	if s := <-slow; len(s.Revisions) != 1 || s.Revisions[0].Value != "for her eyes" {
		t.Errorf("heard %v", s.Revisions)
	}
}

func TestAnEnvelopeSaysItselfWhoseItIs(t *testing.T) {
	b, p := amina(t, withOwner())
	mine := private(forms.Mentee, 1)
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	commit(t, b, p, mine, "hidden")
	if err := b.Draft(p, map[forms.Address]string{mine: "and a draft"}); err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), cheap()) // the forms now say that it is nobody's
	wantAlone(t, b, p, mine)
	_, err := b.Commit(p, forms.Mentor, []forms.Change{{Addr: mine, Value: "over it"}})
	wantErr(t, err, ErrPersonLocked)
	wantErr(t, b.Draft(p, map[forms.Address]string{mine: "over it"}), ErrPersonLocked)
	wantErr(t, b.DropDrafts(p, []forms.Address{mine}), ErrPersonLocked)
	unlockPerson(t, b, p, forms.Mentee, "amina's")
	if v := load(t, b, p).Value(mine); v != "hidden" {
		t.Errorf("it says %q", v)
	}
	setPerson(t, b, p, forms.Mentee, "amina's", "another")
	commit(t, b, p, mine, "shared from now on")
	b.LockPerson(p, forms.Mentee)
	if revs, err := b.History(p, func(a forms.Address) bool { return a == mine }); err != nil || len(revs) != 1 {
		t.Errorf("history %v, %v", revs, err)
	}
}

func TestATextThatLooksLikeAnEnvelopeIsATextLikeAnyOther(t *testing.T) {
	b, p := amina(t, withOwner())
	for i, v := range []forms.Value{envelope, sealedEnvelope + "mentee\x00nothing", openEnvelope, openEnvelope + openEnvelope + "x"} {
		for _, a := range []forms.Address{addr(i), private(forms.Mentee, i)} {
			commit(t, b, p, a, v)
			if err := b.Draft(p, map[forms.Address]string{addr(50 + i): string(v)}); err != nil {
				t.Fatal(err)
			}
		}
		same := func(when string) {
			t.Helper()
			rec := load(t, b, p)
			if rec.Value(addr(i)) != v || rec.Value(private(forms.Mentee, i)) != v || rec.Drafts[addr(50+i)] != string(v) {
				t.Errorf("%s: %q is %q, %q and %q", when, v, rec.Value(addr(i)), rec.Value(private(forms.Mentee, i)), rec.Drafts[addr(50+i)])
			}
		}
		same("written")
		setPerson(t, b, p, forms.Mentee, "", "amina's")
		same("sealed")
		if _, err := b.RemovePersonPassphrase(p, forms.Mentee, "amina's"); err != nil {
			t.Fatal(err)
		}
		same("opened")
	}
}

func TestWritingForOneselfDoesNotShowAsAChange(t *testing.T) {
	c := newClock()
	o := withOwner()
	o.Now = c.now
	b, p := amina(t, o)
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	before, err := b.Pairs()
	if err != nil {
		t.Fatal(err)
	}
	c.t = c.t.AddDate(0, 0, 3)
	commit(t, b, p, private(forms.Mentee, 1), "hidden")
	if after, err := b.Pairs(); err != nil || after[0] != before[0] {
		t.Errorf("%+v, %v", after, err)
	}
	spoil(t, b, inPair, b.keys().pair(p))
	if after, err := b.Pairs(); err != nil || after[0] != before[0] {
		t.Errorf("made anew: %+v, %v", after, err)
	}
	commit(t, b, p, addr(1), "shared")
	if after, err := b.Pairs(); err != nil || !after[0].LastChange.Wall().Equal(c.t) {
		t.Errorf("%+v, %v", after, err)
	}
}

func TestABrokenEnvelopeIsDamageAndNothingElse(t *testing.T) {
	b, p := amina(t, withOwner())
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	commit(t, b, p, addr(1), "shared")
	good := commit(t, b, p, private(forms.Mentee, 1), "hidden")[0]
	from, to := private(forms.Mentee, 1), private(forms.Mentee, 2)
	err := b.db.update(func(tx *bolt.Tx) error { // an envelope is carried to another place
		old, err := b.headsAt(tx, b.keys().place(p, from))
		if err != nil {
			return err
		}
		r, err := b.revisionAt(tx, b.keys().rev(good.ID))
		if err != nil {
			return err
		}
		r.Addr = to
		key := b.keys().place(p, to)
		return errors.Join(
			b.put(tx, inHead, key, place{addr: to, heads: old.heads}.encode()),
			b.put(tx, inRev, b.keys().rev(good.ID), r.encode()),
			b.drop(tx, inHead, b.keys().place(p, from)),
			b.drop(tx, inHist, histKey(b.keys().place(p, from), b.keys().rev(good.ID))),
			tx.Bucket([]byte(inHist)).Put(histKey(key, b.keys().rev(good.ID)), nil),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	rec, damage, err := b.Load(p)
	if err != nil || len(damage) != 1 || damage[0].Addr != to || len(rec.Heads(to)) != 0 || rec.Value(addr(1)) != "shared" {
		t.Errorf("damage %v, %v", damage, err)
	}
	b.LockPerson(p, forms.Mentee)
	wantAlone(t, b, p, to)
	_, err = b.SetPersonPassphrase(p, forms.Mentee, "amina's", "another")
	wantErr(t, err, ErrDamaged)
	unlockPerson(t, b, p, forms.Mentee, "amina's")
	commit(t, b, p, to, "anew")
	if v := load(t, b, p).Value(to); v != "anew" {
		t.Errorf("it says %q", v)
	}
}
