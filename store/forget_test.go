package store

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
)

// of picks places by their questions.
func of(is ...int) func(forms.Address) bool {
	return func(a forms.Address) bool {
		for _, i := range is {
			if a == addr(i) {
				return true
			}
		}
		return false
	}
}

// wellKept wants a book that is sound, also to one who opens it anew.
func wellKept(t *testing.T, b *Book, o Options) *Book {
	t.Helper()
	wantSound(t, b)
	mustClose(t, b)
	b = mustOpen(t, b.Path(), o)
	if told := b.Opening(); told.Older || told.Unclean || len(told.Damage) > 0 {
		t.Errorf("the book opens with %+v", told)
	}
	wantSound(t, b)
	return b
}

func TestWhatWasReplacedIsForgottenAndTheAnswerStays(t *testing.T) {
	b, p := amina(t, cheap())
	for _, v := range []forms.Value{"first", "second", "third"} {
		commit(t, b, p, addr(1), v)
	}
	commit(t, b, p, addr(2), "other")
	before := sealedBytes(t, b)
	done, err := b.Forget(p, Forgetting{Match: of(1), Earlier: true})
	if err != nil || done != (Forgotten{Revisions: 2}) {
		t.Fatalf("%+v, %v", done, err)
	}
	wantNowhere(t, b.Path(), before)
	b = wellKept(t, b, cheap())
	if rec := load(t, b, p); rec.Value(addr(1)) != "third" || rec.Value(addr(2)) != "other" {
		t.Error("an answer is gone")
	}
	revs, err := b.History(p, of(1))
	if err != nil || len(revs) != 1 || revs[0].Value != "third" {
		t.Errorf("the history says %v, %v", revs, err)
	}
	if _, err := b.Undo(p, forms.Mentee); err != nil || load(t, b, p).Value(addr(2)) != "" {
		t.Error("another deed is not undone:", err)
	}
	_, err = b.Undo(p, forms.Mentee)
	wantErr(t, err, ErrNothing)
	commit(t, b, p, addr(1), "fourth")
	wellKept(t, b, cheap())
}

func TestAForgottenPartIsNowhereInTheFile(t *testing.T) {
	for name, what := range map[string]Forgetting{"some": {Match: of(1, 2, 3)}, "all": {Settings: []string{"lang." + "x"}}} {
		b, p := amina(t, cheap())
		other, err := b.NewPair(names(), forms.Mentee)
		if err != nil {
			t.Fatal(err)
		}
		commit(t, b, other, addr(1), "theirs")
		for i := range 6 {
			commit(t, b, p, addr(i), forms.Value("answer "+strconv.Itoa(i)))
		}
		if err := b.Draft(p, map[forms.Address]string{addr(2): "half a sentence"}); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Signer(p, forms.Mentor); err != nil {
			t.Fatal(err)
		}
		if _, err := b.BackupDaily(""); err != nil {
			t.Fatal(err)
		}
		before := sealedBytes(t, b)
		done, err := b.Forget(p, what)
		if err != nil || done.Backups != 1 || done.Left != nil || done.Drafts != 1 {
			t.Fatalf("%s: %+v, %v", name, done, err)
		}
		wantNowhere(t, b.Path(), before)
		for _, x := range backupsIn(b.backups(), b.Path()) {
			wantNowhere(t, x.path, before)
		}
		b = wellKept(t, b, cheap())
		if load(t, b, other).Value(addr(1)) != "theirs" {
			t.Error("the other pair has lost an answer")
		}
		rec, _, err := b.Load(p)
		if what.Match == nil {
			wantErr(t, err, ErrNoPair)
			continue
		}
		if err != nil || rec.Value(addr(2)) != "" || rec.Value(addr(4)) != "answer 4" || len(rec.Drafts) > 0 {
			t.Errorf("%v: %q, %q", err, rec.Value(addr(2)), rec.Value(addr(4)))
		}
		if revs, err := b.History(p, of(1, 2, 3)); err != nil || len(revs) > 0 {
			t.Errorf("the history says %v, %v", revs, err)
		}
	}
}

func TestALockedBookForgetsAndStaysLocked(t *testing.T) {
	path, recovery, p := lockedBook(t)
	b := mustOpen(t, path, withPass(passphrase))
	commit(t, b, p, addr(1), "weekly")
	if _, err := b.Forget(p, Forgetting{Match: of(1), Earlier: true}); err != nil {
		t.Fatal(err)
	}
	b = wellKept(t, b, withPass(passphrase))
	if !b.Locked() || load(t, b, p).Value(addr(1)) != "weekly" {
		t.Error("the book is not what it was")
	}
	mustClose(t, b)
	o := cheap()
	o.Recovery = recovery
	mustOpen(t, path, o)
}

func TestAPersonWhoForgotThePassphraseBeginsAnew(t *testing.T) {
	b, p := amina(t, withOwner())
	mine := forms.Address{Sheet: forms.SheetID{Form: "meeting", Number: 1}, Field: "private_notes", Voice: forms.Mentor}
	setPerson(t, b, p, forms.Mentor, "", passphrase)
	commit(t, b, p, mine, "a heron")
	commit(t, b, p, addr(1), "monthly")
	b.LockPerson(p, forms.Mentor)
	what := Forgetting{Match: func(a forms.Address) bool { return owned(p, a) == forms.Mentor }, Keys: forms.Mentor}
	done, err := b.Forget(p, what)
	if err != nil || done.Answers != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if info, err := b.Person(p, forms.Mentor); err != nil || info.HasPassphrase || info.Public != nil {
		t.Errorf("%+v, %v", info, err)
	}
	commit(t, b, p, mine, "a crane")
	b = wellKept(t, b, withOwner())
	if rec := load(t, b, p); rec.Value(mine) != "a crane" || rec.Value(addr(1)) != "monthly" {
		t.Error("an answer is gone")
	}
}

// TestAStoppedForgettingLeavesTheOldBook fails each step in turn, as a full disk does.
func TestAStoppedForgettingLeavesTheOldBook(t *testing.T) {
	for n := 0; ; n++ {
		o := cheap()
		count, stop, at := 0, false, ""
		o.hooks.step = func(s string) error {
			if stop && count == n {
				at = s
				return syscall.ENOSPC
			}
			count++
			return nil
		}
		b, p := amina(t, o)
		commit(t, b, p, addr(1), "monthly")
		stop, count = true, 0
		_, err := b.Forget(p, Forgetting{Match: of(1)})
		stop = false
		if at == "" {
			if err != nil || n < 10 {
				t.Fatalf("%d steps, %v", n, err)
			}
			return
		}
		wantErr(t, err, ErrFull)
		want := forms.Value("monthly")
		if at == stepDir {
			want = ""
		}
		if got := load(t, b, p).Value(addr(1)); got != want {
			t.Errorf("stopped at %s: %q", at, got)
		}
		commit(t, b, p, addr(2), "on it goes")
		wellKept(t, b, cheap())
	}
}

func TestAFileThatStillHoldsSomethingIsNotTaken(t *testing.T) {
	b, p := amina(t, cheap())
	commit(t, b, p, addr(1), "monthly")
	f := &forgetting{b: b, pair: p, what: Forgetting{Match: of(1)}, gone: map[string]bool{}, old: b.box, s: secret{keys: b.secret.keys}}
	if err := b.view(f.gather); err != nil {
		t.Fatal(err)
	}
	wantErr(t, f.look(b.Path()), ErrDamaged)
	if errors.Is(f.look(b.Path()+".none"), ErrDamaged) {
		t.Error("a file that is not there holds something")
	}
}

func TestATraceIsFoundWhereverItLies(t *testing.T) {
	path := bookPath(t)
	rapid.Check(t, func(rt *rapid.T) {
		trace := []byte(rapid.StringMatching(`[a-z0-9]{16,44}`).Draw(rt, "trace"))
		at := rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(traceChunk-60, traceChunk+60), rapid.IntRange(2*traceChunk-60, 2*traceChunk)).Draw(rt, "at")
		data := bytes.Repeat([]byte{'#'}, 2*traceChunk+100)
		copy(data[at:], trace)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			rt.Fatal(err)
		}
		other := []byte(strings.ToUpper(string(trace)) + "ABCD")
		for want, texts := range map[bool][][]byte{true: {other, trace}, false: {other}} {
			if found, err := holdsAny(path, texts); err != nil || found != want {
				rt.Fatalf("found %v, %v; want %v", found, err, want)
			}
		}
	})
}
