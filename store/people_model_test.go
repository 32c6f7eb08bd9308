package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
)

// keeping is what a book with passphrases should be, in plain maps.
type keeping struct {
	path   string
	b      *Book
	p      forms.PairID
	told   <-chan Saved
	pass   string // of the book
	values map[forms.Address]forms.Value
	drafts map[forms.Address]string
	own    map[forms.Voice]string // passphrases of the persons
	shut   map[forms.Voice]bool
	n      int
}

func (k *keeping) options() Options {
	o := withOwner()
	o.Passphrase = k.pass
	return o
}

// hidden reports whether nobody may see what is at an address now.
func (k *keeping) hidden(a forms.Address) bool { return k.shut[owned(k.p, a)] }

func (k *keeping) fresh() string {
	k.n++
	return "p" + strconv.Itoa(k.n)
}

// seldom is for what takes long.
func seldom(t *rapid.T) bool { return rapid.IntRange(0, 5).Draw(t, "seldom") == 0 }

func drawPlace(t *rapid.T) forms.Address {
	i := rapid.IntRange(0, 2).Draw(t, "field")
	switch rapid.IntRange(0, 2).Draw(t, "whose") {
	case 0:
		return private(forms.Mentor, i)
	case 1:
		return private(forms.Mentee, i)
	}
	return addr(i)
}

func TestNothingIsLostAndNothingShownToTheWrongEyes(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		own, err := os.MkdirTemp(dir, "k")
		if err != nil {
			t.Fatal(err)
		}
		k := &keeping{
			path: filepath.Join(own, "pairs.book"), values: map[forms.Address]forms.Value{}, drafts: map[forms.Address]string{},
			own: map[forms.Voice]string{}, shut: map[forms.Voice]bool{},
		}
		if k.b, err = Create(k.path, k.options()); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = k.b.Close() }()
		if k.p, err = k.b.NewPair(nil, forms.Mentor); err != nil {
			t.Fatal(err)
		}
		k.told, _ = k.b.Watch()
		t.Repeat(map[string]func(*rapid.T){
			"": k.same, "write": k.write, "write2": k.write, "write3": k.write, "draft": k.draft, "drop": k.drop,
			"undo":   func(t *rapid.T) { k.back(t, k.b.Undo) },
			"redo":   func(t *rapid.T) { k.back(t, k.b.Redo) },
			"lock":   k.lock,
			"unlock": k.unlock, "unlock2": k.unlock,
			"set person": k.setPerson, "remove person": k.removePerson,
			"set book": k.setBook, "reopen": k.reopen,
		})
	})
}

func (k *keeping) write(t *rapid.T) {
	var cs []forms.Change
	hidden := false
	for range rapid.IntRange(1, 3).Draw(t, "n") {
		a := drawPlace(t)
		hidden = hidden || k.hidden(a)
		cs = append(cs, forms.Change{Addr: a, Value: forms.Value(rapid.SampledFrom([]string{"", "a", "b", envelope, "åäö"}).Draw(t, "value"))})
	}
	_, err := k.b.Commit(k.p, drawHand(t), cs)
	if hidden {
		if !errors.Is(err, ErrPersonLocked) {
			t.Fatalf("written for a person who is locked: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cs {
		k.values[c.Addr] = c.Value
		delete(k.drafts, c.Addr)
	}
}

func (k *keeping) draft(t *rapid.T) {
	a, text := drawPlace(t), rapid.SampledFrom([]string{"", "half", openEnvelope}).Draw(t, "text")
	err := k.b.Draft(k.p, map[forms.Address]string{a: text})
	if k.hidden(a) != errors.Is(err, ErrPersonLocked) || err != nil && !k.hidden(a) {
		t.Fatal(err)
	}
	if err == nil {
		k.drafts[a] = text
	}
}

func (k *keeping) drop(t *rapid.T) {
	a := drawPlace(t)
	err := k.b.DropDrafts(k.p, []forms.Address{a})
	if k.hidden(a) != errors.Is(err, ErrPersonLocked) || err != nil && !k.hidden(a) {
		t.Fatal(err)
	}
	if err == nil {
		delete(k.drafts, a)
	}
}

// back undoes or redoes. What it says is what the visible values are then; the
// hidden ones must be as they were.
func (k *keeping) back(t *rapid.T, do func(forms.PairID, forms.Voice) ([]forms.Revision, error)) {
	revs, err := do(k.p, drawHand(t))
	if err != nil && !errors.Is(err, ErrNothing) {
		t.Fatal(err)
	}
	for _, r := range revs {
		if k.hidden(r.Addr) {
			t.Fatalf("%s was undone and is hidden", r.Addr)
		}
		k.values[r.Addr] = r.Value
		delete(k.drafts, r.Addr)
	}
	rec, _, err := k.b.Load(k.p)
	if err != nil {
		t.Fatal(err)
	}
	for a := range k.drafts { // a deed that changed nothing ended the draft at its place
		if _, ok := rec.Drafts[a]; !ok && !k.hidden(a) {
			delete(k.drafts, a)
		}
	}
}

// lock locks a person, and the listener, who was slow, hears only of others.
func (k *keeping) lock(t *rapid.T) {
	v := drawHand(t)
	k.b.LockPerson(k.p, v)
	k.shut[v] = k.own[v] != ""
}

func (k *keeping) unlock(t *rapid.T) {
	v := drawHand(t)
	if k.own[v] != "" {
		if err := k.b.UnlockPerson(k.p, v, k.own[v]+"x"); !errors.Is(err, ErrWrongPassphrase) {
			t.Fatal(err)
		}
	}
	if err := k.b.UnlockPerson(k.p, v, k.own[v]); err != nil {
		t.Fatal(err)
	}
	k.shut[v] = false
}

func (k *keeping) setPerson(t *rapid.T) {
	if !seldom(t) {
		return
	}
	v, next := drawHand(t), k.fresh()
	if _, err := k.b.SetPersonPassphrase(k.p, v, k.own[v], next); err != nil {
		t.Fatal(err)
	}
	k.own[v], k.shut[v] = next, false
}

func (k *keeping) removePerson(t *rapid.T) {
	if !seldom(t) {
		return
	}
	v := drawHand(t)
	if _, err := k.b.RemovePersonPassphrase(k.p, v, k.own[v]); err != nil {
		t.Fatal(err)
	}
	k.own[v], k.shut[v] = "", false
}

func (k *keeping) setBook(t *rapid.T) {
	if !seldom(t) {
		return
	}
	var err error
	if rapid.Bool().Draw(t, "remove") {
		k.pass = ""
		_, err = k.b.RemovePassphrase()
	} else {
		k.pass = k.fresh()
		_, err = k.b.SetPassphrase(k.pass)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (k *keeping) reopen(t *rapid.T) {
	if r, err := k.b.Check(true); err != nil || !r.OK() {
		t.Fatalf("check %+v, %v", r, err)
	}
	if err := k.b.Close(); err != nil {
		t.Fatal(err)
	}
	if k.pass != "" {
		if _, err := Open(k.path, Options{Passphrase: k.pass + "x"}); !errors.Is(err, ErrWrongPassphrase) {
			t.Fatal(err)
		}
	}
	var err error
	if k.b, err = Open(k.path, k.options()); err != nil {
		t.Fatal(err)
	}
	k.told, _ = k.b.Watch()
	for _, v := range []forms.Voice{forms.Mentor, forms.Mentee} {
		k.shut[v] = k.own[v] != ""
	}
}

func (k *keeping) same(t *rapid.T) {
	if k.b.Locked() != (k.pass != "") {
		t.Fatalf("locked %v", k.b.Locked())
	}
	rec, damage, err := k.b.Load(k.p)
	if err != nil || len(damage) > 0 {
		t.Fatal(err, damage)
	}
	for a, v := range k.values {
		if !k.hidden(a) && rec.Value(a) != v {
			t.Fatalf("%s says %q, want %q", a, rec.Value(a), v)
		}
	}
	rec.Addresses(func(a forms.Address) {
		if k.hidden(a) {
			t.Fatalf("%s is there for the wrong eyes", a)
		}
	})
	for a, text := range rec.Drafts {
		if k.hidden(a) || k.drafts[a] != text {
			t.Fatalf("the draft at %s is %q", a, text)
		}
	}
	for a, text := range k.drafts {
		if got, ok := rec.Drafts[a]; !k.hidden(a) && (!ok || got != text) {
			t.Fatalf("the draft at %s is %q, want %q", a, got, text)
		}
	}
	revs, err := k.b.History(k.p, nil)
	if err != nil || slices.ContainsFunc(revs, func(r forms.Revision) bool { return k.hidden(r.Addr) }) {
		t.Fatal("history", err, revs)
	}
	k.listen(t)
}

// listen takes at times what a slow listener is told.
func (k *keeping) listen(t *rapid.T) {
	for rapid.Bool().Draw(t, "listen") {
		select {
		case s := <-k.told:
			for _, r := range s.Revisions {
				if k.hidden(r.Addr) {
					t.Fatalf("a listener was told of %s", r.Addr)
				}
			}
		default:
			return
		}
	}
}
