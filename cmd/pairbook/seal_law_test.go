package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/store"
)

// sealedCopy is what we know of a person's copy of the feedback.
type sealedCopy struct {
	says   map[forms.Address]string // as it is now
	drafts []string                 // typed and never answered
	ever   []string                 // all that ever stood in it, drafts too
	sealed map[forms.Address]string // as it was sealed; nil while it is not
	bare   bool                     // what proves it lies open, whatever passphrase comes later
}

func (c sealedCopy) copied() *sealedCopy {
	c.says, c.sealed = maps.Clone(c.says), maps.Clone(c.sealed)
	c.drafts, c.ever = slices.Clone(c.drafts), slices.Clone(c.ever)
	return &c
}

// believed is all that we know of the book, and can be put back with its file.
type believed struct {
	pass   string                 // of the book
	own    map[forms.Voice]string // passphrases of the two
	copies map[forms.Voice]*sealedCopy
	read   bool // somebody could read both: nothing in them may change any more
	// joint says that the two write their copies together; buried is what either had written
	// alone before, and taken away again.
	joint  bool
	buried map[forms.Voice][]string
}

func (b believed) copied() believed {
	b.own, b.buried = maps.Clone(b.own), maps.Clone(b.buried)
	b.copies = map[forms.Voice]*sealedCopy{forms.Mentee: b.copies[forms.Mentee].copied(), forms.Mentor: b.copies[forms.Mentor].copied()}
	return b
}

// photo is the file of a book at one moment, and what we knew then.
type photo struct {
	file  []byte
	known believed
}

// evaluation is a pair that writes its feedback, with the real book and forms.
type evaluation struct {
	believed
	t     *rapid.T
	path  string
	lib   *forms.Library
	words *lang.Words
	app   *appBook
	id    forms.PairID
	alone forms.Voice // who is alone at the screen; "" for both together
	photo *photo
	n     int // texts and passphrases so far
}

// Each pair goes sealLawSteps steps; there are sealLawPairs of them, or PAIRBOOK_SEALS. From
// enoughPairs on, everything has to have happened.
const (
	sealLawPairs = 9
	sealLawSteps = 28
	enoughPairs  = 100
)

// TestNoCopyIsSeenEarlyChangedLateOrLost: random deeds around the two copies of the
// feedback, with and without passphrases, and with crashes between any two of them.
func TestNoCopyIsSeenEarlyChangedLateOrLost(t *testing.T) {
	pairs := sealLawPairs
	if n, err := strconv.Atoi(os.Getenv("PAIRBOOK_SEALS")); err == nil {
		pairs = n
	}
	setting(t, "rapid.checks", strconv.Itoa(pairs))
	setting(t, "rapid.shrinktime", "5s") // a try takes long here
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]int{}
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		own, err := os.MkdirTemp(dir, "e")
		if err != nil {
			rt.Fatal(err)
		}
		e := &evaluation{t: rt, path: filepath.Join(own, "book.db"), lib: lib, words: words}
		e.begin()
		defer func() { _ = e.app.current().Close() }()
		for range sealLawSteps {
			done[e.step()]++
			e.look()
		}
		e.nothingLost()
		if e.read {
			done["read by both"]++
		}
		if e.joint {
			done["written together"]++
		}
	})
	t.Logf("%v", done)
	for _, deed := range []string{"seal", "withdraw", "open", "undo", "crash", "passphrase", "read by both", "written together"} {
		if done[deed] == 0 && pairs >= enoughPairs {
			t.Errorf("not once: %s", deed)
		}
	}
}

// setting sets a flag of rapid for one test.
func setting(t *testing.T, name, value string) {
	t.Helper()
	usual := flag.Lookup(name).Value.String()
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set(name, usual) })
}

func (e *evaluation) must(err error) {
	if err != nil {
		e.t.Helper()
		e.t.Fatal(err)
	}
}

// one says which of some things is drawn.
func one[T any](t *rapid.T, what string, of ...T) T { return rapid.SampledFrom(of).Draw(t, what) }

func (e *evaluation) begin() {
	e.believed = believed{own: map[forms.Voice]string{}, copies: map[forms.Voice]*sealedCopy{}}
	for _, v := range bothVoices {
		e.copies[v] = &sealedCopy{says: map[forms.Address]string{}}
	}
	b, err := store.Create(e.path, store.Options{})
	e.must(err)
	e.must(b.Close())
	e.opens()
	cs := []forms.Change{change("mentee_name", "Amina Diallo"), change("mentor_name", "Per Holm"), change("programme", "workplace"), change("start_date", "2026-03-02")}
	e.id, err = e.app.NewPair(cs, forms.Mentee)
	e.must(err)
	for _, v := range one(e.t, "begin with passphrases", nil, nil, bothVoices[:1], bothVoices[1:], bothVoices[:]) {
		e.own[v] = e.fresh("nobody")
		_, err := e.app.SetPersonPassphrase(e.id, v, "", e.own[v])
		e.must(err)
		e.app.LockPerson(e.id, v)
	}
}

var bothVoices = [2]forms.Voice{forms.Mentee, forms.Mentor}

// opens opens the book, as the app does when it starts: nobody is alone, nobody unlocked.
func (e *evaluation) opens() {
	e.alone = ""
	o := &owners{}
	b, err := store.Open(e.path, store.Options{Passphrase: e.pass, Owner: o.of})
	e.must(err)
	e.app = &appBook{now: aClock, owners: o, book: b}
	e.app.knows(e.lib, nil)
	if e.id != "" {
		e.must(e.app.look(e.id))
	}
}

// pair is what the one who is at the screen now reads.
func (e *evaluation) pair() *forms.Pair {
	rec, damaged, err := e.app.Load(e.id)
	e.must(err)
	if damaged > 0 {
		e.t.Fatalf("%d answers are damaged", damaged)
	}
	return forms.NewPair(rec, e.lib, lang.DateOf(aDay), e.words)
}

func (e *evaluation) copyOf(v forms.Voice) forms.Sheet {
	s, ok := e.pair().Sheet(forms.SheetID{Form: forms.EachForm, Of: v})
	if !ok {
		e.t.Fatal("there is no copy")
	}
	return s
}

// mayWrite reports whether what is a person's can be read and written now.
func (e *evaluation) mayWrite(v forms.Voice) bool { return e.joint || e.own[v] == "" || e.alone == v }

func (e *evaluation) bothSealed() bool {
	return e.joint || e.copies[forms.Mentee].sealed != nil && e.copies[forms.Mentor].sealed != nil
}

// open reports whether the copies are open to the one who is at the screen now.
func (e *evaluation) open() bool {
	for _, v := range bothVoices {
		if !e.copies[v].bare && !e.mayWrite(v) {
			return false
		}
	}
	return e.bothSealed() // which writing together counts as
}

// step does one thing and says what it was.
func (e *evaluation) step() string {
	v := one(e.t, "whose", bothVoices[:]...)
	deeds := map[string]func(forms.Voice){
		"write": e.write, "draft": e.draft, "seal": e.seal, "withdraw": e.withdraw, "open": e.opensBoth, "addendum": e.adds,
		"undo": e.undo, "redo": e.redo, "alone": e.isAlone, "together": e.areTogether, "photo": e.keep, "crash": e.crash,
		"reopen": e.reopens, "passphrase": e.setsPassphrase, "book": e.setsBook, "sign": e.signs, "disclose": e.discloses,
		"joint": e.writesTogether,
	}
	often := []string{"write", "write", "write", "draft", "seal", "seal", "seal", "withdraw", "undo", "undo", "redo", "alone", "alone", "alone", "together", "open", "sign", "joint"}
	deed := one(e.t, "deed", append(slices.Sorted(maps.Keys(deeds)), often...)...)
	deeds[deed](v)
	return deed
}

// places are where words go in a copy: questions, and parts of questions.
func (e *evaluation) places(s forms.Sheet, v forms.Voice) []forms.Address {
	var out []forms.Address
	for _, it := range s.Items() {
		fd := it.Field
		if fd.Seen == forms.SeenSealed && (fd.Kind == forms.KindShort || fd.Kind == forms.KindLong) {
			out = append(out, s.Address(fd, v))
		}
		for i := range fd.Parts {
			if k := fd.Parts[i].Kind; fd.Kind == forms.KindGroup && (k == forms.KindShort || k == forms.KindLong) {
				out = append(out, s.Address(fd, v).At(fd.Parts[i].ID))
			}
		}
	}
	return out
}

func (e *evaluation) fresh(v forms.Voice) string {
	e.n++
	return "zq" + strconv.Itoa(e.n) + "of" + string(v)
}

// write answers something in a copy: where its author is locked, or it is sealed, not.
func (e *evaluation) write(v forms.Voice) {
	if !e.mayWrite(v) && one(e.t, "first", true, false) {
		e.unlocks(v)
	}
	s, c := e.copyOf(v), e.copies[v]
	if s.ReadOnly() != (c.sealed != nil) {
		e.t.Fatalf("%s: read-only %v", s.ID, s.ReadOnly())
	}
	if s.ReadOnly() {
		return
	}
	at, text := one(e.t, "where", e.places(s, v)...), ""
	if !one(e.t, "clear", false, false, false, true) {
		text = e.fresh(v)
	}
	before := e.toldOthers(v)
	_, err := e.app.Commit(e.id, v, []forms.Change{{Addr: at, Value: forms.Value(text)}})
	if after := e.toldOthers(v); !slices.Equal(before, after) {
		e.t.Fatalf("that %s wrote is told:\n%q\n%q", v, before, after)
	}
	if !e.mayWrite(v) {
		if !errors.Is(err, store.ErrPersonLocked) {
			e.t.Fatalf("written for somebody who is locked: %v", err)
		}
		return
	}
	e.must(err)
	c.says[at], c.ever = text, append(c.ever, text)
}

// draft types something that is no answer yet.
func (e *evaluation) draft(v forms.Voice) {
	s := e.copyOf(v)
	if s.ReadOnly() || !e.mayWrite(v) {
		return
	}
	text := e.fresh(v)
	e.must(e.app.Draft(e.id, map[forms.Address]string{one(e.t, "where", e.places(s, v)...): text}))
	e.copies[v].drafts = append(e.copies[v].drafts, text)
}

// seal seals a copy; at times the power fails before what that opens is opened.
func (e *evaluation) seal(v forms.Voice) {
	c := e.copies[v]
	if c.sealed != nil || e.joint {
		return
	}
	if !e.mayWrite(v) {
		e.unlocks(v)
	}
	cs, err := e.copyOf(v).SealCopy(rand.Reader)
	e.must(err)
	if one(e.t, "power", true, true, false) {
		_, err = e.app.Commit(e.id, v, cs)
		e.must(err)
		c.sealed = maps.Clone(c.says)
		e.disclosed()
		return
	}
	_, err = e.app.current().Commit(e.id, v, cs)
	e.must(err)
	c.sealed = maps.Clone(c.says)
	e.falls(photo{e.file(), e.believed})
}

// disclosed is told after what may have opened both copies for good.
func (e *evaluation) disclosed() {
	if e.open() {
		e.copies[forms.Mentee].bare, e.copies[forms.Mentor].bare = true, true
	}
}

// withdraw takes a seal back, which can be done until the other has sealed, too.
func (e *evaluation) withdraw(v forms.Voice) {
	c, cs := e.copies[v], e.copyOf(v).Unseal()
	if may := c.sealed != nil && !e.bothSealed(); may != (len(cs) > 0) {
		e.t.Fatalf("%s may be written in again: %v, want %v", v, !may, may)
	}
	if len(cs) == 0 || !e.mayWrite(v) {
		return
	}
	_, err := e.app.Commit(e.id, v, cs)
	e.must(err)
	c.sealed, c.bare = nil, false
}

// opensBoth is what the two do together: each types the passphrase.
func (e *evaluation) opensBoth(forms.Voice) {
	if !e.bothSealed() {
		return
	}
	for _, v := range bothVoices {
		e.must(e.app.UnlockPerson(e.id, v, e.own[v]))
	}
	_, err := e.app.Disclose(e.id)
	e.must(err)
	e.copies[forms.Mentee].bare, e.copies[forms.Mentor].bare = true, true
	e.areTogether("")
}

// discloses asks for what is open to be opened, at any time: nothing else may open.
func (e *evaluation) discloses(forms.Voice) {
	_, err := e.app.Disclose(e.id)
	e.must(err)
	e.disclosed()
}

func (e *evaluation) adds(v forms.Voice) {
	text := e.fresh(v)
	cs := e.copyOf(v).AddAddendum(lang.DateOf(aDay), text)
	if (e.open() && !e.joint) != (len(cs) > 0) {
		e.t.Fatalf("open %v, and an addendum of %d changes", e.open(), len(cs))
	}
	if len(cs) > 0 {
		_, err := e.app.Commit(e.id, v, cs)
		e.must(err)
		if !slices.ContainsFunc(e.copyOf(v).Addenda(), func(a forms.Addendum) bool { return a.By == v && a.Text == text }) {
			e.t.Fatalf("%q is not beneath the copy", text)
		}
	}
}

// signs signs a copy, so that its wording is kept with the signature.
func (e *evaluation) signs(v forms.Voice) {
	s := e.copyOf(v)
	if s.ReadOnly() || !e.mayWrite(v) || e.own[v] != "" && e.alone != v { // a key behind a passphrase signs for nobody else
		return
	}
	at := s.SignAt(v)
	signer, err := e.app.Signer(e.id, v)
	e.must(err)
	cs, err := s.Sign(at[0], "Signed "+string(v), lang.DateOf(aDay), signer)
	e.must(err)
	_, err = e.app.Commit(e.id, v, cs)
	e.must(err)
	e.copies[v].says[at[0]] = string(cs[0].Value)
}
