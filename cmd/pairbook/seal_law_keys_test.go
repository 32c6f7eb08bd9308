package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
)

func aClock() time.Time { return aDay }

// isAlone lets one of the two be alone at the screen, with the passphrase.
func (e *evaluation) isAlone(v forms.Voice) {
	if e.own[v] != "" && one(e.t, "slip", false, false, true) {
		if err := e.app.UnlockPerson(e.id, v, e.own[v]+"x"); !errors.Is(err, tui.ErrWrongPassphrase) {
			e.t.Fatalf("unlocked with another passphrase: %v", err)
		}
		return
	}
	e.unlocks(v)
}

// unlocks lets one of the two be alone, and locks the other out.
func (e *evaluation) unlocks(v forms.Voice) {
	e.areTogether("")
	e.must(e.app.UnlockPerson(e.id, v, e.own[v]))
	e.alone = v
}

// areTogether locks what is anybody's own.
func (e *evaluation) areTogether(forms.Voice) {
	for _, v := range bothVoices {
		e.app.LockPerson(e.id, v)
	}
	e.alone = ""
}

// setsPassphrase gives a person a passphrase, another one, or none any more.
func (e *evaluation) setsPassphrase(v forms.Voice) {
	if !one(e.t, "seldom", true, false) {
		return
	}
	next := ""
	var err error
	if e.own[v] != "" && one(e.t, "remove", true, false) {
		_, err = e.app.RemovePersonPassphrase(e.id, v, e.own[v])
	} else {
		next = e.fresh("nobody")
		_, err = e.app.SetPersonPassphrase(e.id, v, e.own[v], next)
	}
	e.must(err)
	if e.own[v] == "" && e.open() {
		e.copies[v].bare = true // it was read: there is nothing to put behind the passphrase
	}
	e.own[v] = next
	if e.alone != v {
		e.app.LockPerson(e.id, v)
	}
}

// setsBook gives the book a passphrase, another one, or none any more.
func (e *evaluation) setsBook(forms.Voice) {
	if !one(e.t, "seldom", true, false, false, false) {
		return
	}
	next := ""
	var err error
	if e.pass != "" {
		_, err = e.app.RemovePassphrase()
	} else {
		next = e.fresh("nobody")
		_, err = e.app.SetPassphrase(next)
	}
	e.must(err)
	e.pass = next
}

func (e *evaluation) undo(v forms.Voice) { e.takesBack(e.app.Undo, e.app.Redo, v) }
func (e *evaluation) redo(v forms.Voice) { e.takesBack(e.app.Redo, e.app.Undo, v) }

// takesBack takes back the last deed, as the app does: what is not for the one at the
// screen is put back at once.
func (e *evaluation) takesBack(do, again func(forms.PairID, forms.Voice) ([]forms.Revision, error), v forms.Voice) {
	open, hand := e.open(), v
	if e.alone != "" {
		hand = e.alone
	}
	before := e.pair().Record
	revs, err := do(e.id, hand)
	if errors.Is(err, forms.ErrSealed) {
		return
	}
	e.must(err)
	refused := slices.ContainsFunc(revs, func(r forms.Revision) bool {
		shut := forms.Seals(r.Addr, before.Value(r.Addr))
		return shut || r.Addr.Sheet.Of != "" && !e.joint && (open || e.alone != r.Addr.Sheet.Of)
	})
	if refused {
		more, err := again(e.id, hand)
		if !errors.Is(err, forms.ErrSealed) { // what sealed the copy once more stays
			e.must(err)
		}
		revs = append(revs, more...)
	}
	e.heeds(revs)
}

// heeds takes what was taken back into what we know.
func (e *evaluation) heeds(revs []forms.Revision) {
	for _, r := range revs {
		c := e.copies[r.Addr.Sheet.Of]
		switch {
		case c == nil || strings.HasPrefix(r.Addr.Part, "#"):
		case r.Addr == forms.StateAddress(r.Addr.Sheet):
			e.joint = r.Value == forms.Value(forms.StateTogether)
			if c.sealed = nil; r.Value == forms.Value(forms.StateSealed) {
				c.sealed = maps.Clone(c.says)
			}
		case r.Addr.Field != forms.FieldSeal:
			c.says[r.Addr] = string(r.Value)
		}
	}
}

// file is the file of the book as it lies on the disk.
func (e *evaluation) file() []byte {
	data, err := os.ReadFile(e.path)
	e.must(err)
	return data
}

// keep takes a photo, for a later crash.
func (e *evaluation) keep(forms.Voice) { e.photo = &photo{bytes.Clone(e.file()), e.believed.copied()} }

// crash ends the program without a word: what lies on the disk then, or what the disk had
// at an earlier moment, is all there is.
func (e *evaluation) crash(forms.Voice) {
	p := photo{e.file(), e.believed}
	if e.photo != nil && one(e.t, "earlier", true, false) {
		p = photo{e.photo.file, e.photo.known.copied()}
	}
	e.falls(p)
}

func (e *evaluation) falls(p photo) {
	e.must(e.app.current().Close())
	e.must(os.WriteFile(e.path, p.file, 0o600))
	e.believed = p.known
	e.opens()
}

func (e *evaluation) reopens(forms.Voice) {
	e.must(e.app.current().Close())
	e.opens()
}

// The mentor has a passphrase and seals first; once the mentee has sealed, too, the mentor
// alone can read both, before the two have opened them together. The mentee must not write
// again then, although for the mentee nothing is open yet.
func TestACopyThatTheOtherCouldReadIsNotWrittenInAgain(t *testing.T) {
	c := newConfidences(t, lang.English, false)
	_, app := c.opened(t)
	defer func() { _ = app.current().Close() }()
	c.lock(t, app, forms.Mentor)
	copyOf := func(v forms.Voice) forms.Sheet {
		rec, _, err := app.Load(c.id)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := forms.NewPair(rec, app.library, lang.DateOf(aDay), c.words).Sheet(forms.SheetID{Form: forms.EachForm, Of: v})
		return s
	}
	for _, v := range []forms.Voice{forms.Mentor, forms.Mentee} {
		cs, err := copyOf(v).SealCopy(rand.Reader)
		if err == nil {
			_, err = app.Commit(c.id, v, cs)
		}
		if err != nil {
			t.Fatal(err)
		}
		app.LockPerson(c.id, forms.Mentor)
	}
	if copyOf(forms.Mentee).Opened() {
		t.Fatal("the copies are open without the mentor's passphrase")
	}
	if cs := copyOf(forms.Mentee).Unseal(); cs != nil {
		t.Errorf("the mentee may write again: %v", cs)
	}
	if err := app.UnlockPerson(c.id, forms.Mentor, c.own[forms.Mentor]); err != nil {
		t.Fatal(err)
	}
	if !copyOf(forms.Mentee).Opened() {
		t.Error("the mentor cannot read the mentee's copy: this test looks at something else")
	}
}

// What somebody wrote alone and took away again stays theirs, also when the two then choose
// to write both copies together; what is written from then on has a history for both.
func TestTheHistoryOfCopiesWrittenTogetherBeginsWhereTheTwoChoseSo(t *testing.T) {
	c := &confidences{home: newHome(t)}
	c.must(newArgs()...)
	b, app := c.opened(t)
	all, err := b.Pairs()
	if err != nil || len(all) != 1 {
		t.Fatal(err)
	}
	mine := forms.Address{Sheet: forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}, Field: "fe_worked", Voice: forms.Mentee}
	say := func(a forms.Address, v string) {
		t.Helper()
		if _, err := app.Commit(all[0].ID, forms.Mentee, []forms.Change{{Addr: a, Value: forms.Value(v)}}); err != nil {
			t.Fatal(err)
		}
	}
	say(mine, "a heron")
	say(mine, "")
	for _, v := range bothVoices {
		say(forms.StateAddress(forms.SheetID{Form: forms.EachForm, Of: v}), string(forms.StateTogether))
	}
	say(mine, "a crane")
	say(mine, "a stork")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	said := c.run("history", "feedback_each/mentee").out + c.run("history", "feedback_each/mentee", "fe_worked", "--json").out
	if strings.Contains(said, "heron") || !strings.Contains(said, "crane") || !strings.Contains(said, "stork") {
		t.Errorf("the history tells:\n%s", said)
	}
	if own := c.run("history", "feedback_each/mentee", "--as", "mentee").out; !strings.Contains(own, "heron") {
		t.Errorf("its author is told:\n%s", own)
	}
}

// writesTogether lets the two write both copies at one table, as the app does: where
// nothing is behind a passphrase, and nothing stands in either.
func (e *evaluation) writesTogether(forms.Voice) {
	if e.bothSealed() {
		return
	}
	buried := map[forms.Voice][]string{}
	var cs []forms.Change
	for _, v := range bothVoices {
		c := e.copies[v]
		if e.own[v] != "" || c.sealed != nil || len(c.drafts) > 0 {
			return
		}
		for at, text := range c.says {
			if text == "" {
				continue
			}
			if !one(e.t, "take away", true, false) {
				return
			}
			_, err := e.app.Commit(e.id, v, []forms.Change{{Addr: at}})
			e.must(err)
			c.says[at] = ""
		}
		buried[v] = slices.Clone(c.ever)
		cs = append(cs, forms.Change{Addr: forms.StateAddress(e.copyOf(v).ID), Value: forms.Value(forms.StateTogether)})
	}
	_, err := e.app.Commit(e.id, forms.Mentee, cs)
	e.must(err)
	e.joint, e.buried = true, buried
}
