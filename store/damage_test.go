package store

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// sample makes a book with 60 answers, each given twice, and returns its bytes and
// what it says.
func sample(t *testing.T) (data []byte, p forms.PairID, want map[forms.Address]forms.Value) {
	t.Helper()
	b, p := amina(t, Options{})
	want = map[forms.Address]forms.Value{}
	for _, c := range names() {
		want[c.Addr] = c.Value
	}
	for round := range 2 {
		var cs []forms.Change
		for i := range 60 {
			v := forms.Value(strings.Repeat("we talk about it ", i%9+round))
			cs = append(cs, forms.Change{Addr: addr(i), Value: v})
			if v != "" {
				want[addr(i)] = v
			}
		}
		if _, err := b.Commit(p, forms.Mentee, cs); err != nil {
			t.Fatal(err)
		}
	}
	tight := bookPath(t) // without free pages, in which damage would do no harm
	if err := b.Backup(tight); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(tight)
	if err != nil {
		t.Fatal(err)
	}
	return data, p, want
}

// outcome is what came of a damaged book.
type outcome struct{ refused, reported, whole int }

// try opens a damaged book, reads it and writes in it. It fails the test where a
// wrong answer is shown, or an answer is missing and nobody is told.
func (o *outcome) try(t *testing.T, dir string, data []byte, p forms.PairID, want map[forms.Address]forms.Value, what string) {
	t.Helper()
	path := filepath.Join(dir, "damaged.book")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(lockPath(path)) // it is of the try before
	b, err := Open(path, Options{})
	if err != nil {
		o.refused++
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotABook) && !errors.Is(err, ErrEmptyFile) && !errors.Is(err, ErrNewer) {
			t.Errorf("%s: open: %v", what, err)
		}
		return
	}
	defer func() { _ = b.Close() }()
	if b.Opening().LastSaveMayMiss {
		o.reported++
		return // it may be the state of the save before, and says so
	}
	rec, damage, err := b.Load(p)
	if err != nil {
		o.reported++
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoPair) {
			t.Errorf("%s: load: %v", what, err)
		}
		return
	}
	missing := wrongOrMissing(t, what, rec, want)
	if missing > 0 && len(damage) == 0 {
		t.Errorf("%s: %d answers are missing and nobody is told", what, missing)
	}
	// What the log can make good is not missed; the check finds it all the same.
	if r, err := b.Check(false); len(damage) > 0 || err != nil || !r.OK() {
		o.reported++
	} else {
		o.whole++
	}
	if _, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(7), Value: "new"}}); err != nil {
		return
	}
	again, damage, err := b.Load(p)
	if err == nil && again.Value(addr(7)) != "new" && len(damage) == 0 {
		t.Errorf("%s: a save that was acknowledged is not there", what)
	}
}

// wrongOrMissing fails the test for each wrong answer, and counts the missing.
func wrongOrMissing(t *testing.T, what string, rec *forms.Record, want map[forms.Address]forms.Value) (missing int) {
	t.Helper()
	for a, v := range want {
		if got := rec.Value(a); got == "" {
			missing++
		} else if got != v {
			t.Errorf("%s: %s says %q", what, a, got)
		}
	}
	rec.Addresses(func(a forms.Address) {
		if rec.Value(a) != want[a] {
			t.Errorf("%s: %s says %q", what, a, rec.Value(a))
		}
	})
	return missing
}

func TestATruncatedBookIsNeverOpenedWithAnswersMissing(t *testing.T) {
	data, p, want := sample(t)
	dir := t.TempDir()
	var o outcome
	rnd := rand.New(rand.NewPCG(1, 2))
	for cut := 0; cut < len(data); cut += 4096 {
		o.try(t, dir, data[:cut], p, want, "cut at a page")
	}
	for range 200 {
		n := rnd.IntN(len(data))
		o.try(t, dir, data[:n], p, want, "cut anywhere")
	}
	t.Logf("refused %d, reported %d, whole %d", o.refused, o.reported, o.whole)
	if o.refused == 0 {
		t.Error("the cuts tried nothing")
	}
}

func TestFlippedBitsNeverShowWrongText(t *testing.T) {
	data, p, want := sample(t)
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(3, 4))
	damage := map[string]func([]byte){
		"a bit": func(d []byte) { // of what is written: most of so small a file is empty
			at := rnd.IntN(len(d))
			for d[at] == 0 {
				at = rnd.IntN(len(d))
			}
			d[at] ^= 1 << rnd.IntN(8)
		},
		"64 bytes": func(d []byte) {
			at := rnd.IntN(len(d) - 64)
			for i := range 64 {
				d[at+i] = byte(rnd.Uint32())
			}
		},
		"a sector": func(d []byte) { at := rnd.IntN(len(d)/512) * 512; clear(d[at : at+512]) },
		"a page":   func(d []byte) { at := rnd.IntN(len(d)/4096) * 4096; clear(d[at : at+4096]) },
		"two pages swapped": func(d []byte) {
			x, y := rnd.IntN(len(d)/4096)*4096, rnd.IntN(len(d)/4096)*4096
			px, py := bytes.Clone(d[x:x+4096]), bytes.Clone(d[y:y+4096])
			copy(d[x:], py)
			copy(d[y:], px)
		},
	}
	for _, name := range slices.Sorted(maps.Keys(damage)) { // the same damage in every run
		fn := damage[name]
		t.Run(name, func(t *testing.T) {
			var o outcome
			n := 120
			if name == "a bit" {
				n = 250
			}
			for range n {
				d := bytes.Clone(data)
				fn(d)
				o.try(t, dir, d, p, want, name)
			}
			t.Logf("refused %d, reported %d, whole %d", o.refused, o.reported, o.whole)
			if o.refused+o.reported == 0 {
				t.Error("nothing was ever noticed")
			}
		})
	}
}

// spoil changes a sealed record in an open book.
func spoil(t *testing.T, b *Book, in string, key []byte) {
	t.Helper()
	err := b.db.update(func(tx *bolt.Tx) error {
		bad := bytes.Clone(tx.Bucket([]byte(in)).Get(key))
		if bad == nil {
			return errors.New("no such record")
		}
		bad[len(bad)/2] ^= 1
		return tx.Bucket([]byte(in)).Put(key, bad)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestABrokenHeadIsMadeAnewFromTheLog(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "first")
	commit(t, b, p, addr(1), "second")
	spoil(t, b, inHead, b.keys().place(p, addr(1)))
	if v := load(t, b, p).Value(addr(1)); v != "second" {
		t.Errorf("the answer is %q", v)
	}
	r, err := b.Check(false)
	if err != nil || r.OK() {
		t.Errorf("check %+v, %v", r, err)
	}
	wantErr(t, b.Backup(bookPath(t)), ErrDamaged)
	commit(t, b, p, addr(1), "third")
	wantSound(t, b)
}

func TestALostAnswerIsNamedAndTheOthersStay(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "first")
	last := commit(t, b, p, addr(1), "second")
	commit(t, b, p, addr(2), "other")
	spoil(t, b, inHead, b.keys().place(p, addr(1)))
	spoil(t, b, inRev, b.keys().rev(last[0].ID))
	rec, damage, err := b.Load(p)
	if err != nil || len(damage) != 1 || damage[0].Addr != addr(1) {
		t.Fatalf("damage %+v, %v", damage, err)
	}
	if rec.Value(addr(1)) != "" || rec.Value(addr(2)) != "other" {
		t.Errorf("answers %q, %q", rec.Value(addr(1)), rec.Value(addr(2)))
	}
	revs, err := b.History(p, func(a forms.Address) bool { return a == addr(1) })
	wantErr(t, err, ErrDamaged)
	if len(revs) != 1 || revs[0].Value != "first" {
		t.Errorf("history %v", revs)
	}
	saved := bookPath(t)
	if err := b.SaveCopy(saved); err != nil {
		t.Errorf("a copy of what is left: %v", err)
	}
	commit(t, b, p, addr(1), "once more")
	if v := load(t, b, p).Value(addr(1)); v != "once more" {
		t.Errorf("answered anew, it says %q", v)
	}
}

func TestABrokenPairRecordIsMadeAnewFromItsAnswers(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "x")
	want, err := b.Pairs()
	if err != nil {
		t.Fatal(err)
	}
	spoil(t, b, inPair, b.keys().pair(p))
	got, err := b.Pairs()
	if err != nil || len(got) != 1 || got[0] != want[0] {
		t.Fatalf("%+v, %v, want %+v", got, err, want)
	}
	load(t, b, p)
	commit(t, b, p, addr(1), "y")
	wantSound(t, b)
}

func TestABrokenStateIsCountedAnew(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "x")
	device := b.Author(forms.Mentee).Device
	spoil(t, b, inSys, []byte(stateName))
	mustClose(t, b)
	b = mustOpen(t, b.Path(), Options{Device: device})
	if revs := commit(t, b, p, addr(1), "y"); revs[0].ID.Seq != 5 {
		t.Errorf("the next revision has number %d", revs[0].ID.Seq)
	}
	wantSound(t, b)
}

func TestABookWithNothingLeftIsDamagedAndNotForeign(t *testing.T) {
	b, _ := amina(t, Options{})
	backup, err := b.BackupDaily("")
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	if err := os.WriteFile(b.Path(), make([]byte, 65536), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(b.Path(), Options{})
	var d *DamagedError
	if !errors.As(err, &d) || d.LastBackup != backup {
		t.Fatalf("%v", err)
	}
}

func TestOneBadMetaPageIsMentioned(t *testing.T) {
	fresh := mustCreate(t, bookPath(t), Options{})
	mustClose(t, fresh)
	young, err := os.ReadFile(fresh.Path())
	if err != nil {
		t.Fatal(err)
	}
	old, p, _ := sample(t)
	for page := range 2 {
		for name, data := range map[string][]byte{"young": young, "old": old} {
			path := bookPath(t)
			d := bytes.Clone(data)
			clear(d[page*4096 : (page+1)*4096])
			if err := os.WriteFile(path, d, 0o600); err != nil {
				t.Fatal(err)
			}
			b, err := Open(path, Options{})
			if err != nil {
				t.Fatalf("%s book, meta page %d: %v", name, page, err)
			}
			if !b.Opening().LastSaveMayMiss {
				t.Errorf("%s book, meta page %d: nobody is told", name, page)
			}
			if name == "old" && load(t, b, p).Value(addr(8)) == "" {
				t.Error("a backup leans on one meta page")
			}
			wantSound(t, b)
			mustClose(t, b)
		}
	}
}

// TestDamageOfAPrivateAnswerIsToldWithoutItsPlace: whoever looks after the book learns that
// one is damaged, and not which, with a passphrase and without.
func TestDamageOfAPrivateAnswerIsToldWithoutItsPlace(t *testing.T) {
	for _, pass := range []string{"", passphrase} {
		b, p := amina(t, withOwner())
		mine := private(forms.Mentor, 1)
		if pass != "" {
			setPerson(t, b, p, forms.Mentor, "", pass)
		}
		for _, a := range []forms.Address{addr(1), mine} {
			rev := commit(t, b, p, a, "a heron")
			spoil(t, b, inRev, b.keys().rev(rev[0].ID))
		}
		r, err := b.Check(true)
		if err != nil {
			t.Fatal(err)
		}
		open, shut := false, false
		for _, d := range r.Damage {
			open = open || d.Addr == addr(1) && !d.Private
			shut = shut || d.Private
			if d.Addr == mine || d.Private && d.Addr != (forms.Address{}) {
				t.Errorf("the damage names %s", d.Addr)
			}
		}
		if !open || !shut {
			t.Errorf("told of %+v", r.Damage)
		}
		mustClose(t, b)
		b = mustOpen(t, b.Path(), withOwner())
		if len(b.Opening().Damage) == 0 {
			t.Error("opening the book says nothing")
		}
		for _, d := range b.Opening().Damage {
			if d.Addr != (forms.Address{}) {
				t.Errorf("opening the book names %s", d.Addr)
			}
		}
	}
}
