package store

import (
	"strings"
	"testing"
	"time"

	"pairbook/forms"
)

func TestANewPairIsSummedUp(t *testing.T) {
	c := newClock()
	b, p := amina(t, Options{Now: c.now})
	commit(t, b, p, named("organisation"), "The northern local")
	sums, err := b.Pairs()
	if err != nil || len(sums) != 1 {
		t.Fatal(sums, err)
	}
	want := forms.PairSummary{
		ID: p, Mentor: "Per Holm", Mentee: "Amina Diallo", Programme: "union-local", Organisation: "The northern local",
		LastChange: sums[0].LastChange,
	}
	if sums[0] != want || !sums[0].LastChange.Wall().Equal(c.t) {
		t.Errorf("summary %+v", sums[0])
	}
}

func TestPairsStandByTheirLastChange(t *testing.T) {
	c := newClock()
	b, first := amina(t, Options{Now: c.now})
	second, err := b.NewPair(nil, forms.Mentor)
	if err != nil {
		t.Fatal(err)
	}
	order := func() []forms.PairID {
		sums, err := b.Pairs()
		if err != nil {
			t.Fatal(err)
		}
		return []forms.PairID{sums[0].ID, sums[1].ID}
	}
	commit(t, b, first, addr(1), "later")
	if got := order(); got[0] != first || got[1] != second {
		t.Errorf("order %v", got)
	}
	commit(t, b, second, addr(1), "later still")
	if got := order(); got[0] != second {
		t.Errorf("order %v", got)
	}
	if v := load(t, b, first).Value(addr(1)); v != "later" {
		t.Errorf("one pair's answer is now %q", v)
	}
}

func TestSayingTheSameAgainMakesNoRevision(t *testing.T) {
	b, p := amina(t, Options{})
	if revs := commit(t, b, p, addr(1), "monthly"); len(revs) != 1 || len(revs[0].Parents) != 0 {
		t.Fatalf("revisions %v", revs)
	}
	if revs := commit(t, b, p, addr(1), "monthly"); len(revs) != 0 {
		t.Errorf("revisions %v", revs)
	}
	if revs := commit(t, b, p, addr(2), ""); len(revs) != 0 {
		t.Errorf("taking back what was never said: %v", revs)
	}
	if err := b.Draft(p, map[forms.Address]string{addr(1): "monthl"}); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "monthly")
	if ds := load(t, b, p).Drafts; len(ds) != 0 {
		t.Errorf("the draft is still there: %v", ds)
	}
}

func TestOneActIsOneDeedWithItsOwnAuthor(t *testing.T) {
	b, p := amina(t, Options{Device: "laptop"})
	revs, err := b.Commit(p, forms.Mentor, []forms.Change{
		{Addr: addr(1), Value: "a"}, {Addr: addr(2), Value: "b"}, {Addr: addr(1), Value: "c"},
	})
	if err != nil || len(revs) != 2 {
		t.Fatal(revs, err)
	}
	if revs[0].Addr != addr(2) || revs[1].Value != "c" {
		t.Errorf("the last word does not count: %v", revs)
	}
	for _, r := range revs {
		if r.Act != revs[0].ID.Seq || r.Author != forms.Mentor || r.ID.Device != "laptop" {
			t.Errorf("revision %+v", r)
		}
	}
	if a := b.Author(forms.Mentor); a != (forms.Author{Hand: forms.Mentor, Device: "laptop"}) {
		t.Errorf("author %v", a)
	}
}

func TestWhatCannotBeSavedIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	b, p := amina(t, Options{})
	big := strings.Repeat("x", MaxValue)
	commit(t, b, p, addr(1), forms.Value(big))
	if got := load(t, b, p).Value(addr(1)); string(got) != big {
		t.Error("a value of the largest size came back different")
	}
	_, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(2), Value: "small"}, {Addr: addr(3), Value: forms.Value(big + "x")}})
	wantErr(t, err, ErrTooLarge)
	wantErr(t, b.Draft(p, map[forms.Address]string{addr(3): big + "x"}), ErrTooLarge)
	wantErr(t, b.SetSetting("x", big+"x"), ErrTooLarge)
	if got := load(t, b, p).Value(addr(2)); got != "" {
		t.Errorf("half of an act was saved: %q", got)
	}
	_, err = b.Commit("nobody", forms.Mentee, []forms.Change{{Addr: addr(1), Value: "x"}})
	wantErr(t, err, ErrNoPair)
	wantErr(t, b.Draft("nobody", map[forms.Address]string{addr(1): "x"}), ErrNoPair)
	_, _, err = b.Load("nobody")
	wantErr(t, err, ErrNoPair)
	_, err = b.Undo("nobody", forms.Mentee)
	wantErr(t, err, ErrNoPair)
	if _, err = b.Commit(p, forms.Agreed, nil); err == nil {
		t.Error("an act needs a person's hand")
	}
	wantSound(t, b)
}

func TestAClockThatRunsBackwardsDoesNotTurnTheOrder(t *testing.T) {
	c := newClock()
	b, p := amina(t, Options{Now: c.now})
	for i, d := range []time.Duration{0, -30 * 24 * time.Hour, -time.Second, 87600 * time.Hour, -87600 * time.Hour, -1e6 * time.Hour} {
		c.t = c.t.Add(d)
		commit(t, b, p, addr(1), forms.Value(rune('a'+i)))
	}
	c.t = time.Unix(0, 0).Add(-time.Hour)
	commit(t, b, p, addr(1), "last")
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{Now: c.now})
	if v := load(t, b, p).Value(addr(1)); v != "last" {
		t.Errorf("the newest answer is %q", v)
	}
	revs, err := b.History(p, func(a forms.Address) bool { return a == addr(1) })
	if err != nil || len(revs) != 7 || revs[6].Value != "last" {
		t.Errorf("history %v, %v", revs, err)
	}
}

func TestUndoingGoesBack200ActsAndNoFurther(t *testing.T) {
	b, p := amina(t, Options{})
	for i := range maxUndo + 3 {
		commit(t, b, p, addr(1), forms.Value(rune('A'+i)))
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{})
	n := 0
	for ; ; n++ {
		if _, err := b.Undo(p, forms.Mentor); err != nil {
			wantErr(t, err, ErrNothing)
			break
		}
	}
	if n != maxUndo {
		t.Errorf("%d acts were undone", n)
	}
	if v := load(t, b, p).Value(addr(1)); v != forms.Value(rune('A'+2)) {
		t.Errorf("the answer is %q", v)
	}
	wantSound(t, b)
}

func TestUndoNeitherUnsealsNorReopensAndLeavesNoTrace(t *testing.T) {
	for _, shut := range []forms.State{forms.StateSealed, forms.StateClosed} {
		b, p := amina(t, Options{})
		state := forms.StateAddress(forms.Meeting(1))
		commit(t, b, p, addr(1), "before")
		commit(t, b, p, state, forms.Value(shut))
		for range 2 {
			_, err := b.Undo(p, forms.Mentor)
			wantErr(t, err, forms.ErrSealed)
		}
		_, err := b.Redo(p, forms.Mentor)
		wantErr(t, err, ErrNothing)
		rec := load(t, b, p)
		if rec.Value(state) != forms.Value(shut) || rec.Value(addr(1)) != "before" {
			t.Errorf("the state is %q, the answer %q", rec.Value(state), rec.Value(addr(1)))
		}
		if revs, err := b.History(p, func(a forms.Address) bool { return a == state }); err != nil || len(revs) != 1 {
			t.Errorf("the history holds %v, %v", revs, err)
		}
	}
}

func TestUndoOfOnePairLeavesTheOtherAlone(t *testing.T) {
	b, p := amina(t, Options{})
	q, err := b.NewPair(names(), forms.Mentor)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Undo(q, forms.Mentor)
	wantErr(t, err, ErrNothing)
	commit(t, b, p, addr(1), "x")
	_, err = b.Undo(q, forms.Mentor)
	wantErr(t, err, ErrNothing)
	if v := load(t, b, p).Value(addr(1)); v != "x" {
		t.Errorf("the other pair's answer is %q", v)
	}
}

func TestSettingsAreKept(t *testing.T) {
	b, _ := amina(t, Options{})
	if v, err := b.Setting("language"); v != "" || err != nil {
		t.Fatal(v, err)
	}
	if err := b.SetSetting("language", "sv"); err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{})
	if v, err := b.Setting("language"); v != "sv" || err != nil {
		t.Fatal(v, err)
	}
	if err := b.SetSetting("language", ""); err != nil {
		t.Fatal(err)
	}
	if v, err := b.Setting("language"); v != "" || err != nil {
		t.Fatal(v, err)
	}
}

func TestStatsCountWhatThereIs(t *testing.T) {
	c := newClock()
	b, p := amina(t, Options{Now: c.now})
	c.t = c.t.Add(time.Minute)
	commit(t, b, p, addr(1), "x")
	s, err := b.Stats()
	if err != nil || s.Pairs != 1 || s.Schema != Schema || s.Bytes < 4096 || !s.LastSave.Equal(c.t) {
		t.Errorf("stats %+v, %v", s, err)
	}
}

func TestAClosedBookSaysSo(t *testing.T) {
	b, p := amina(t, Options{})
	mustClose(t, b)
	mustClose(t, b)
	_, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "x"}})
	wantErr(t, err, ErrClosed)
	_, _, err = b.Load(p)
	wantErr(t, err, ErrClosed)
	_, err = b.Pairs()
	wantErr(t, err, ErrClosed)
	wantErr(t, b.SaveCopy(bookPath(t)), ErrClosed)
}

// Otherwise somebody could seal for another by undoing what they did last.
func TestUndoDoesNotSealACopyAgain(t *testing.T) {
	b, p := amina(t, Options{})
	state := forms.StateAddress(forms.SheetID{Form: forms.EachForm, Of: forms.Mentee})
	commit(t, b, p, state, forms.Value(forms.StateSealed))
	commit(t, b, p, state, forms.Value(forms.StateOpen))
	_, err := b.Undo(p, forms.Mentor)
	wantErr(t, err, forms.ErrSealed)
	if v := load(t, b, p).Value(state); v != forms.Value(forms.StateOpen) {
		t.Errorf("the state is %q", v)
	}
}
