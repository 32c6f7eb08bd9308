package tuitest_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

var (
	errDisk  = errors.New("no room left")
	contract = forms.SheetID{Form: "contract"}
)

func at(field string) forms.Address {
	return forms.Address{Sheet: contract, Field: field, Voice: forms.Agreed}
}

func saying(field string, v forms.Value) forms.Change { return forms.Change{Addr: at(field), Value: v} }

// sample returns a book that holds the sample pair.
func sample(t interface{ Fatal(...any) }) *tuitest.Keeper {
	k, err := tuitest.NewKeeper(tuitest.NewBook(tuitest.Begin))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestTheSamplePairIsListed(t *testing.T) {
	k := sample(t)
	pairs, err := k.Book.Pairs()
	if err != nil || len(pairs) != 1 || pairs[0].Mentee != "Amina Diallo" || pairs[0].Mentor != "Per Holm" || pairs[0].ID != k.Pair {
		t.Errorf("pairs are %+v, %v", pairs, err)
	}
}

func TestThePairThatChangedLastStandsFirst(t *testing.T) {
	k := sample(t)
	second, err := k.Book.NewPair(nil, forms.Mentor)
	if err != nil {
		t.Fatal(err)
	}
	other := tuitest.Keeper{Book: k.Book, Pair: second}
	for _, last := range []*tuitest.Keeper{k, &other, k} {
		last.Says(at("a"), forms.Value(time.Now().String()))
		if pairs, err := k.Book.Pairs(); err != nil || pairs[0].ID != last.Pair {
			t.Errorf("first is %v, want %s, %v", pairs, last.Pair, err)
		}
	}
}

func TestWhatIsSaidAlreadyMakesNoRevision(t *testing.T) {
	k := sample(t).Says(at("a"), "one")
	revs, err := k.Book.Commit(k.Pair, forms.Mentor, []forms.Change{saying("a", "two"), saying("b", ""), saying("a", "one")})
	if err != nil || len(revs) != 0 {
		t.Errorf("revisions are %+v, %v", revs, err)
	}
}

func TestARevisionKnowsWhatItReplacedAndWhoDidIt(t *testing.T) {
	k := sample(t).Says(at("a"), "one")
	revs, err := k.Book.Commit(k.Pair, forms.Mentor, []forms.Change{saying("a", "two"), saying("b", "three")})
	if err != nil || len(revs) != 2 {
		t.Fatalf("revisions are %+v, %v", revs, err)
	}
	past, err := k.Book.History(k.Pair, func(a forms.Address) bool { return a == at("a") })
	if err != nil || len(past) != 2 {
		t.Fatalf("the history is %+v, %v", past, err)
	}
	if r := revs[0]; len(r.Parents) != 1 || r.Parents[0] != past[0].ID || r.Author != forms.Mentor || r.Act != revs[1].Act || r.Time <= past[0].Time {
		t.Errorf("the revision is %+v after %+v", r, past[0])
	}
}

func TestAnswersGivenApartBothStandUntilOneIsChosen(t *testing.T) {
	k := sample(t).Says(at("a"), "one").SaysApart(at("a"), "two")
	rec, _, err := k.Book.Load(k.Pair)
	if err != nil || !rec.Conflict(at("a")) || rec.Value(at("a")) != "two" {
		t.Fatalf("the record holds %v, %v", rec.Heads(at("a")), err)
	}
	heads := rec.Heads(at("a"))
	revs, err := k.Book.Commit(k.Pair, forms.Mentee, []forms.Change{saying("a", "two")})
	if err != nil || len(revs) != 1 {
		t.Fatalf("choosing the later one made %v, %v", revs, err)
	}
	if diff := cmp.Diff([]forms.RevID{heads[0].ID, heads[1].ID}, revs[0].Parents); diff != "" {
		t.Errorf("what was chosen replaces:\n%s", diff)
	}
	if rec, _, err = k.Book.Load(k.Pair); err != nil || rec.Conflict(at("a")) {
		t.Errorf("both still stand: %v, %v", rec.Heads(at("a")), err)
	}
}

func TestADraftIsKeptUntilItIsAnswered(t *testing.T) {
	k := sample(t)
	if err := k.Book.Draft(k.Pair, map[forms.Address]string{at("a"): "half a", at("b"): "half b"}); err != nil {
		t.Fatal(err)
	}
	k.Says(at("a"), "whole")
	if diff := cmp.Diff(map[forms.Address]string{at("b"): "half b"}, k.Book.Drafts(k.Pair)); diff != "" {
		t.Errorf("drafts:\n%s", diff)
	}
	rec, _, err := k.Book.Load(k.Pair)
	if err != nil || rec.Drafts[at("b")] != "half b" || rec.Value(at("a")) != "whole" {
		t.Errorf("the record is %+v, %v", rec, err)
	}
	if err := k.Book.Draft(k.Pair, map[forms.Address]string{at("b"): ""}); err != nil || len(k.Book.Drafts(k.Pair)) != 0 {
		t.Errorf("drafts are %v, %v", k.Book.Drafts(k.Pair), err)
	}
}

func TestAFailureChangesNothingUntilItIsMended(t *testing.T) {
	k := sample(t)
	k.Book.Fail(tuitest.OpCommit, errDisk)
	if _, err := k.Book.Commit(k.Pair, forms.Mentee, []forms.Change{saying("a", "one")}); !errors.Is(err, errDisk) || k.Book.Value(k.Pair, at("a")) != "" {
		t.Errorf("the commit says %v", err)
	}
	if _, err := k.Book.Retry(); err != nil {
		t.Fatal(err)
	}
	if k.Says(at("a"), "one"); k.Book.Value(k.Pair, at("a")) != "one" || k.Book.Calls(tuitest.OpCommit) != 2 {
		t.Errorf("after mending the book says %q", k.Book.Value(k.Pair, at("a")))
	}
}

func TestAPairThatIsNotThereIsAnError(t *testing.T) {
	b := tuitest.NewBook(nil)
	_, _, load := b.Load("nobody")
	_, commit := b.Commit("nobody", forms.Mentee, nil)
	_, undo := b.Undo("nobody", forms.Mentee)
	_, past := b.History("nobody", nil)
	for _, err := range []error{load, commit, undo, past, b.Draft("nobody", nil)} {
		if !errors.Is(err, tuitest.ErrNoPair) {
			t.Errorf("got %v", err)
		}
	}
}

func TestASettingIsKept(t *testing.T) {
	b := tuitest.NewBook(nil)
	if err := b.SetSetting("lang", "sv"); err != nil || b.Setting("lang") != "sv" {
		t.Errorf("the setting is %q, %v", b.Setting("lang"), err)
	}
}

func TestUndoTakesBackDeedByDeedAndRedoRepeatsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := sample(t)
		states := []map[string]forms.Value{answers(k)}
		deeds := rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(change), 1, 3), 0, 6).Draw(t, "deeds")
		for _, cs := range deeds {
			if revs, err := k.Book.Commit(k.Pair, forms.Mentee, cs); err != nil {
				t.Fatal(err)
			} else if len(revs) > 0 {
				states = append(states, answers(k))
			}
		}
		for i := len(states) - 2; i >= 0; i-- {
			back(t, k, k.Book.Undo, forms.Undo, states[i])
		}
		if revs, err := k.Book.Undo(k.Pair, forms.Mentee); revs != nil || err != nil {
			t.Fatalf("there was more to undo: %v, %v", revs, err)
		}
		for _, want := range states[1:] {
			back(t, k, k.Book.Redo, forms.Redo, want)
		}
		if revs, err := k.Book.Redo(k.Pair, forms.Mentee); revs != nil || err != nil {
			t.Fatalf("there was more to redo: %v, %v", revs, err)
		}
	})
}

func TestANewEditEndsWhatCouldBeRedone(t *testing.T) {
	k := sample(t).Says(at("a"), "one")
	if _, err := k.Book.Undo(k.Pair, forms.Mentee); err != nil {
		t.Fatal(err)
	}
	k.Says(at("b"), "two")
	if revs, err := k.Book.Redo(k.Pair, forms.Mentee); revs != nil || err != nil {
		t.Errorf("redo did %v, %v", revs, err)
	}
}

func change(t *rapid.T) forms.Change {
	field := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "field")
	return saying(field, forms.Value(rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "value")))
}

func answers(k *tuitest.Keeper) map[string]forms.Value {
	out := map[string]forms.Value{}
	for _, f := range []string{"a", "b", "c"} {
		out[f] = k.Book.Value(k.Pair, at(f))
	}
	return out
}

func back(t *rapid.T, k *tuitest.Keeper, do func(forms.PairID, forms.Voice) ([]forms.Revision, error), kind forms.RevKind, want map[string]forms.Value) {
	revs, err := do(k.Pair, forms.Mentor)
	if err != nil || len(revs) == 0 || revs[0].Kind != kind {
		t.Fatalf("%s did %v, %v", kind, revs, err)
	}
	if diff := cmp.Diff(want, answers(k)); diff != "" {
		t.Fatalf("after %s:\n%s", kind, diff)
	}
}
