package store

import (
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// private is where a person keeps something to themselves.
func private(v forms.Voice, i int) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: "meeting", Number: 1}, Field: "private_" + strconv.Itoa(i), Voice: v}
}

// owned is Options.Owner of the tests.
func owned(_ forms.PairID, a forms.Address) forms.Voice {
	if strings.HasPrefix(a.Field, "private_") {
		return a.Voice
	}
	return ""
}

func withOwner() Options {
	o := cheap()
	o.Owner = owned
	return o
}

func setPerson(t testing.TB, b *Book, p forms.PairID, v forms.Voice, old, new string) {
	t.Helper()
	if done, err := b.SetPersonPassphrase(p, v, old, new); err != nil || done.Left != nil {
		t.Fatal(err, done.Left)
	}
}

func unlockPerson(t testing.TB, b *Book, p forms.PairID, v forms.Voice, pass string) {
	t.Helper()
	if err := b.UnlockPerson(p, v, pass); err != nil {
		t.Fatal(err)
	}
}

func draftOf(t testing.TB, b *Book, p forms.PairID, a forms.Address, text string) {
	t.Helper()
	if err := b.Draft(p, map[forms.Address]string{a: text}); err != nil {
		t.Fatal(err)
	}
}

// wantAlone wants nothing of an address to be told to anybody.
func wantAlone(t testing.TB, b *Book, p forms.PairID, a forms.Address) {
	t.Helper()
	rec := load(t, b, p)
	rec.Addresses(func(x forms.Address) {
		if x == a {
			t.Errorf("%s has an answer", a)
		}
	})
	if _, ok := rec.Drafts[a]; ok || len(rec.Heads(a)) > 0 {
		t.Errorf("%s has a head or a draft", a)
	}
	revs, err := b.History(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range revs {
		if r.Addr == a {
			t.Errorf("%s has a history", a)
		}
	}
}

func TestPrivateValuesAreThereOnlyForWhoHasUnlockedThem(t *testing.T) {
	b, p := amina(t, withOwner())
	mine, theirs := private(forms.Mentee, 1), private(forms.Mentor, 1)
	commit(t, b, p, mine, "written before")
	commit(t, b, p, mine, "I am afraid of the meeting")
	commit(t, b, p, theirs, "she is able to do more")
	draftOf(t, b, p, private(forms.Mentee, 2), "half a fear")
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	seen := func(when string) {
		t.Helper()
		rec := load(t, b, p)
		if rec.Value(mine) != "I am afraid of the meeting" || rec.Drafts[private(forms.Mentee, 2)] != "half a fear" {
			t.Errorf("%s: %q, %v", when, rec.Value(mine), rec.Drafts)
		}
		revs, err := b.History(p, func(a forms.Address) bool { return a == mine })
		if err != nil || len(revs) != 2 || revs[0].Value != "written before" {
			t.Errorf("%s: history %v, %v", when, revs, err)
		}
		if revs := commit(t, b, p, mine, "I am afraid of the meeting"); len(revs) != 0 {
			t.Errorf("%s: saying the same again made %v", when, revs)
		}
	}
	seen("unlocked")
	b.LockPerson(p, forms.Mentee)
	locked := func(when string) {
		t.Helper()
		wantAlone(t, b, p, mine)
		wantAlone(t, b, p, private(forms.Mentee, 2))
		if v := load(t, b, p).Value(theirs); v != "she is able to do more" {
			t.Errorf("%s: the other person's is %q", when, v)
		}
		_, err := b.Commit(p, forms.Mentor, []forms.Change{{Addr: addr(1), Value: "x"}, {Addr: mine, Value: "y"}})
		var who *PersonLockedError
		if !errors.Is(err, ErrPersonLocked) || !errors.As(err, &who) || who.Voice != forms.Mentee || who.Pair != p {
			t.Errorf("%s: %v", when, err)
		}
		wantErr(t, b.Draft(p, map[forms.Address]string{mine: "z"}), ErrPersonLocked)
		wantErr(t, b.DropDrafts(p, []forms.Address{private(forms.Mentee, 2)}), ErrPersonLocked)
		if load(t, b, p).Value(addr(1)) != "" {
			t.Errorf("%s: half of an act was written", when)
		}
		wantErr(t, b.UnlockPerson(p, forms.Mentee, "per's"), ErrWrongPassphrase)
		wantSound(t, b)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), withOwner())
	locked("opened again")
	unlockPerson(t, b, p, forms.Mentee, "amina's")
	seen("opened again")
}

func TestTheBookSaysWhetherAPersonIsLocked(t *testing.T) {
	b, p := amina(t, withOwner())
	is := func(when string, want PersonInfo) {
		t.Helper()
		i, err := b.Person(p, forms.Mentee)
		if err != nil || i.HasPassphrase != want.HasPassphrase || i.Unlocked != want.Unlocked || want.HasPassphrase != (len(i.Public) == ed25519.PublicKeySize) {
			t.Errorf("%s: %+v, %v", when, i, err)
		}
	}
	is("before", PersonInfo{Unlocked: true})
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	is("set", PersonInfo{HasPassphrase: true, Unlocked: true})
	b.LockPerson(p, forms.Mentee)
	is("locked", PersonInfo{HasPassphrase: true})
	unlockPerson(t, b, p, forms.Mentee, "amina's")
	is("unlocked", PersonInfo{HasPassphrase: true, Unlocked: true})
}

func TestAPersonsPassphraseIsChangedAndTakenAway(t *testing.T) {
	b, p := amina(t, withOwner())
	mine := private(forms.Mentee, 1)
	setPerson(t, b, p, forms.Mentee, "", "first")
	commit(t, b, p, mine, "a note")
	b.LockPerson(p, forms.Mentee)
	for _, old := range []string{"", "second"} {
		_, err := b.SetPersonPassphrase(p, forms.Mentee, old, "second")
		wantErr(t, err, ErrWrongPassphrase)
		_, err = b.RemovePersonPassphrase(p, forms.Mentee, old)
		wantErr(t, err, ErrWrongPassphrase)
	}
	_, err := b.SetPersonPassphrase(p, forms.Mentee, "first", "")
	wantErr(t, err, ErrNoPassphrase)
	_, err = b.SetPersonPassphrase(p, forms.Agreed, "", "x")
	if err == nil {
		t.Error("both together have a passphrase")
	}
	_, err = b.SetPersonPassphrase("nobody", forms.Mentee, "", "x")
	wantErr(t, err, ErrNoPair)
	wantAlone(t, b, p, mine)
	setPerson(t, b, p, forms.Mentee, "first", "second")
	b.LockPerson(p, forms.Mentee)
	wantErr(t, b.UnlockPerson(p, forms.Mentee, "first"), ErrWrongPassphrase)
	unlockPerson(t, b, p, forms.Mentee, "second")
	if v := load(t, b, p).Value(mine); v != "a note" {
		t.Errorf("it says %q", v)
	}
	b.LockPerson(p, forms.Mentee)
	if _, err := b.RemovePersonPassphrase(p, forms.Mentee, "second"); err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{}) // without an owner: it lies as all others do
	if v := load(t, b, p).Value(mine); v != "a note" {
		t.Errorf("it says %q", v)
	}
	wantSound(t, b)
}

// recordTexts returns all that a book's file holds, for who has the key of the book.
func recordTexts(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	s.Write(data)
	b, err := Open(path, Options{ReadOnly: true})
	if errors.Is(err, ErrInUse) {
		copied := bookPath(t)
		if err := os.WriteFile(copied, data, 0o600); err != nil {
			t.Fatal(err)
		}
		b, err = Open(copied, Options{ReadOnly: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, b)
	err = b.view(func(tx *bolt.Tx) error {
		for _, in := range recordBuckets() {
			if err := scan(tx, in, nil, func(k, v []byte) error {
				if in == inHist {
					return nil
				}
				plain, err := b.open(in, k, v)
				s.Write(plain)
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s.String()
}

func TestNothingPrivateCanBeReadInAnyFile(t *testing.T) {
	b, p := amina(t, withOwner())
	markers := 0
	mark := func() string { markers++; return "marker-" + strconv.Itoa(markers) + "-afraid" }
	write := func() {
		for i := range 3 {
			commit(t, b, p, private(forms.Mentee, i), forms.Value(mark()))
			commit(t, b, p, private(forms.Mentee, i), forms.Value(mark()))
			draftOf(t, b, p, private(forms.Mentee, 10+i), mark())
		}
		if _, err := b.Undo(p, forms.Mentee); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, b, p, addr(1), "shared by both")
	write()
	if _, err := b.BackupDaily(""); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(recordTexts(t, b.Path()), "marker-1-afraid") {
		t.Fatal("the test looks for what cannot be found")
	}
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	write()
	setPerson(t, b, p, forms.Mentee, "amina's", "another")
	write()
	mine := filepath.Join(filepath.Dir(b.Path()), "copy.book")
	if err := b.SaveCopy(mine); err != nil {
		t.Fatal(err)
	}
	files := 0
	err := filepath.WalkDir(filepath.Dir(b.Path()), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, ".lock") {
			return err
		}
		files++
		text := recordTexts(t, path)
		if !strings.Contains(text, "shared by both") || strings.Contains(text, "afraid") || strings.Contains(text, "another") {
			t.Errorf("%s can be read", filepath.Base(path))
		}
		return nil
	})
	if err != nil || files != 3 {
		t.Errorf("%d files, %v", files, err)
	}
}

func TestAPersonSignsWithTheSameKeyWhateverThePassphrase(t *testing.T) {
	b, p := amina(t, withOwner())
	s, err := b.Signer(p, forms.Mentor)
	if err != nil {
		t.Fatal(err)
	}
	signs := func(s forms.Signer) {
		t.Helper()
		sig, err := s.Sign([]byte("the contract"))
		info, err2 := b.Person(p, forms.Mentor)
		if err != nil || err2 != nil || !ed25519.Verify(info.Public, []byte("the contract"), sig) || !s.Public().Equal(ed25519.PublicKey(info.Public)) {
			t.Errorf("no signature of the person: %v, %v", err, err2)
		}
	}
	signs(s)
	first := s.Public()
	other, err := b.Signer(p, forms.Mentee)
	if err != nil || other.Public().Equal(first) {
		t.Error("both sign with the same key", err)
	}
	setPerson(t, b, p, forms.Mentor, "", "per's")
	signs(s)
	b.LockPerson(p, forms.Mentor)
	_, err = s.Sign([]byte("x"))
	wantErr(t, err, ErrPersonLocked)
	_, err = b.Signer(p, forms.Mentor)
	wantErr(t, err, ErrPersonLocked)
	_, err = b.Signer("nobody", forms.Mentor)
	wantErr(t, err, ErrNoPair)
	mustClose(t, b)
	b = mustOpen(t, b.Path(), withOwner())
	unlockPerson(t, b, p, forms.Mentor, "per's")
	if s, err = b.Signer(p, forms.Mentor); err != nil || !s.Public().Equal(first) {
		t.Fatal("another key", err)
	}
	signs(s)
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{ReadOnly: true})
	if s, err = b.Signer(p, forms.Mentee); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Sign([]byte("x")); err != nil {
		t.Error(err)
	}
}

func TestAPersonsPassphraseAndTheBooksDoNotMind(t *testing.T) {
	b := firstBook(t)
	p, err := b.NewPair(names(), forms.Mentee)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	b = mustOpen(t, b.Path(), withOwner())
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	commit(t, b, p, private(forms.Mentee, 1), "hidden")
	if s, err := b.Stats(); err != nil || s.Schema != Schema {
		t.Errorf("an older program would write in it: %+v, %v", s, err)
	}
	done, err := b.SetPassphrase(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	setPerson(t, b, p, forms.Mentor, "", "per's")
	setPerson(t, b, p, forms.Mentee, "amina's", "another")
	mustClose(t, b)
	for _, o := range []Options{{Passphrase: passphrase}, {Recovery: done.Recovery}} {
		o.Owner = owned
		b = mustOpen(t, b.Path(), o)
		wantAlone(t, b, p, private(forms.Mentee, 1))
		unlockPerson(t, b, p, forms.Mentee, "another")
		if v := load(t, b, p).Value(private(forms.Mentee, 1)); v != "hidden" {
			t.Errorf("it says %q", v)
		}
		wantSound(t, b)
		mustClose(t, b)
	}
	b = mustOpen(t, b.Path(), withPass(passphrase))
	if _, err := b.RemovePassphrase(); err != nil {
		t.Fatal(err)
	}
	unlockPerson(t, b, p, forms.Mentor, "per's")
}

func TestABrokenPersonRecordIsDamageAndNothingIsWrittenOpenly(t *testing.T) {
	b, p := amina(t, withOwner())
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	commit(t, b, p, private(forms.Mentee, 1), "hidden")
	both := b.keys().person(person{p, forms.Mentee})
	spoil(t, b, inPeople, both[0])
	b.LockPerson(p, forms.Mentee)
	unlockPerson(t, b, p, forms.Mentee, "amina's") // the second copy is whole
	if v := load(t, b, p).Value(private(forms.Mentee, 1)); v != "hidden" {
		t.Errorf("it says %q", v)
	}
	b.LockPerson(p, forms.Mentee)
	spoil(t, b, inPeople, both[1])
	_, err := b.Person(p, forms.Mentee)
	wantErr(t, err, ErrDamaged)
	_, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: private(forms.Mentee, 2), Value: "x"}})
	wantErr(t, err, ErrDamaged)
	wantAlone(t, b, p, private(forms.Mentee, 1))
	commit(t, b, p, addr(1), "the rest goes on")
	if r, err := b.Check(false); err != nil || r.OK() {
		t.Errorf("check %+v, %v", r, err)
	}
}
