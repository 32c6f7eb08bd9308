package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// year is a book of a pair's year, and what was written in it.
type year struct {
	id    string
	pair  forms.PairID
	busy  []byte // as the program leaves it
	tight []byte // a copy without free pages, as after a change of the passphrase
	early []byte // a backup from the first weeks
	revs  map[forms.RevID]forms.Revision
	now   map[forms.Address]forms.Value
}

func aYear(t testing.TB) year {
	t.Helper()
	b, p := amina(t, Options{})
	y := year{id: b.ID(), pair: p}
	rnd := rand.New(rand.NewPCG(7, 7))
	words := strings.Repeat("we talked about the hall and what the chair had said of it, and wrote down what to do until next time ", 12)
	for n := range 750 {
		var cs []forms.Change
		for range 1 + rnd.IntN(5) {
			size := 3 + rnd.IntN(60)
			if rnd.IntN(4) == 0 {
				size = rnd.IntN(len(words))
			}
			cs = append(cs, forms.Change{Addr: addr(rnd.IntN(320)), Value: forms.Value(fmt.Sprint(n, " ", words[:size]))})
		}
		if n == 300 {
			cs[0].Value = forms.Value(strings.Repeat(words, 40)) // on many pages
		}
		if n == 50 {
			y.early = copyOf(t, b)
		}
		if _, err := b.Commit(p, forms.Mentee, cs); err != nil {
			t.Fatal(err)
		}
	}
	y.revs, y.now = map[forms.RevID]forms.Revision{}, map[forms.Address]forms.Value{}
	if err := b.Draft(p, map[forms.Address]string{addr(5): "half a sentence"}); err != nil {
		t.Fatal(err)
	}
	revs, err := b.History(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range revs {
		y.revs[r.ID] = r
	}
	rec := load(t, b, p)
	rec.Addresses(func(a forms.Address) { y.now[a] = rec.Value(a) })
	y.tight = copyOf(t, b)
	mustClose(t, b)
	if y.busy, err = os.ReadFile(b.Path()); err != nil {
		t.Fatal(err)
	}
	return y
}

// copyOf returns the bytes of a backup.
func copyOf(t testing.TB, b *Book) []byte {
	t.Helper()
	path := bookPath(t)
	if err := b.Backup(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func putFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// rescue rescues a broken file, opens what came of it, and fails the test where a text is
// another than was written. It returns which part of the revisions is there.
func (y year) rescue(t *testing.T, data, backup []byte, what string) (part float64, done Rescued) {
	t.Helper()
	dir := t.TempDir()
	path, to := filepath.Join(dir, "broken.book"), filepath.Join(dir, "new", "rescued.book")
	if backup != nil {
		putFile(t, filepath.Join(dir, backupsDir, "broken-2026-03-30.bak"), backup)
		putFile(t, lockPath(path), []byte(`{"book":"`+y.id+`","clean":true}`))
	}
	putFile(t, path, data)
	done, err := Rescue(path, to, Options{})
	if err != nil {
		wantErr(t, err, ErrDamaged)
		return 0, done
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("%s: the broken file was changed: %v", what, err)
	}
	b := mustOpen(t, to, Options{})
	defer func() { mustClose(t, b) }()
	wantSound(t, b)
	revs, err := b.History(y.pair, nil)
	if err != nil && !errors.Is(err, ErrDamaged) {
		t.Fatalf("%s: %v", what, err)
	}
	for _, r := range revs {
		was := y.revs[r.ID]
		if r.Value != was.Value || r.Addr != was.Addr || r.Time != was.Time || r.Author != was.Author {
			t.Errorf("%s: %v says %q at %s", what, r.ID, r.Value, r.Addr)
		}
	}
	y.compare(t, b, done, what)
	if done.Revisions != len(revs) {
		t.Errorf("%s: %d revisions are said to be found, %d are there", what, done.Revisions, len(revs))
	}
	return float64(len(revs)) / float64(len(y.revs)), done
}

// compare holds the answers of a rescued book against what they were: each is that, or
// damaged, or an earlier one where it is not known that there was a later.
func (y year) compare(t *testing.T, b *Book, done Rescued, what string) {
	t.Helper()
	rec, damage, err := b.Load(y.pair)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	told := map[forms.Address]bool{}
	for _, d := range damage {
		told[d.Addr] = true
	}
	if len(told) != len(done.Missing) {
		t.Errorf("%s: %d answers are said to be lost, %d are shown so", what, len(done.Missing), len(told))
	}
	untold := 0
	for a, v := range y.now {
		switch got := rec.Value(a); {
		case told[a] && got != "":
			t.Errorf("%s: %s is lost and says %q", what, a, got)
		case !told[a] && got != v:
			untold++
		}
	}
	if missing := len(y.revs) - done.Revisions - done.Lost; untold > missing {
		t.Errorf("%s: %d answers are not what they were, and %d changes are not accounted for", what, untold, missing)
	}
	if revs, err := b.Commit(y.pair, forms.Mentor, []forms.Change{{Addr: addr(1), Value: "after the rescue"}}); err != nil || len(revs) != 1 {
		t.Fatalf("%s: %v", what, err)
	}
	if _, err := b.Undo(y.pair, forms.Mentor); err != nil && !errors.Is(err, ErrDamaged) {
		t.Errorf("%s: undo: %v", what, err)
	}
	wantSound(t, b)
}

// ruin is a way to break a file.
type ruin struct {
	name  string
	times int
	least float64 // of the revisions are rescued, on average
	do    func(rnd *rand.Rand, data []byte) []byte
}

func ruins() []ruin {
	return []ruin{
		{"1 % of the pages zeroed", 2, 0.95, func(rnd *rand.Rand, d []byte) []byte {
			for range max(1, len(d)/4096/100) {
				at := rnd.IntN(len(d)/4096) * 4096
				clear(d[at : at+4096])
			}
			return d
		}},
		{"both meta pages zeroed", 1, 0.95, func(_ *rand.Rand, d []byte) []byte {
			clear(d[:2*4096])
			return d
		}},
		{"1,000 flipped bits", 1, 0.95, func(rnd *rand.Rand, d []byte) []byte {
			for range 1000 {
				d[rnd.IntN(len(d))] ^= 1 << rnd.IntN(8)
			}
			return d
		}},
		{"cut anywhere", 2, 0.1, func(rnd *rand.Rand, d []byte) []byte { return d[:1+rnd.IntN(len(d)-1)] }},
	}
}

func TestARescueBringsBackWhatIsLeftAndNothingElse(t *testing.T) {
	y := aYear(t)
	for name, data := range map[string][]byte{"busy": y.busy, "tight": y.tight} {
		if part, done := y.rescue(t, data, nil, "whole"); part != 1 || done.Lost > 0 || done.Drafts != 1 || !done.Known || done.Expected != len(y.revs) {
			t.Errorf("a %s book that is whole: %.4f, %+v", name, part, done)
		}
		for _, r := range ruins() {
			t.Run(name+", "+r.name, func(t *testing.T) {
				t.Parallel()
				y.ruined(t, data, r)
			})
		}
	}
}

// ruined breaks a book some times and rescues it each time.
func (y year) ruined(t *testing.T, data []byte, r ruin) {
	rnd := rand.New(rand.NewPCG(11, 13))
	sum, least := 0.0, 1.0
	for range r.times {
		part, done := y.rescue(t, r.do(rnd, bytes.Clone(data)), y.early, r.name)
		sum, least = sum+part, min(least, part)
		t.Logf("%.2f %%: %d of %d, lost in their place %d, of them the newest %d; bits put right %d, from the answers %d",
			100*part, done.Revisions, done.Expected, done.Lost, len(done.Missing), done.Mended, done.FromAnswers)
	}
	n := float64(r.times)
	t.Logf("%.1f %% of %d revisions on average, %.1f %% at worst, of %d bytes", 100*sum/n, len(y.revs), 100*least, len(data))
	if sum/n < r.least {
		t.Errorf("that is less than %.0f %%", 100*r.least)
	}
}

func TestALostAnswerIsShownAsDamagedAfterARescue(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "first")
	middle := commit(t, b, p, addr(1), "second")
	commit(t, b, p, addr(1), "third")
	commit(t, b, p, addr(2), "once")
	last := commit(t, b, p, addr(2), "again")
	spoil(t, b, inRev, b.keys().rev(middle[0].ID))
	spoil(t, b, inRev, b.keys().rev(last[0].ID))
	spoil(t, b, inHead, b.keys().place(p, addr(2)))
	path := bookPath(t) // without the pages that still have them
	if err := b.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	threeBits(t, path, b, [2]string{inRev, string(b.keys().rev(middle[0].ID))}, [2]string{inRev, string(b.keys().rev(last[0].ID))},
		[2]string{inHead, string(b.keys().place(p, addr(2)))})
	done, err := Rescue(path, path+".new", Options{})
	if err != nil || done.Lost != 2 || len(done.Missing) != 1 || done.Missing[0].Addr != addr(2) || done.Missing[0].Pair != p {
		t.Fatalf("%+v, %v", done, err)
	}
	c := mustOpen(t, path+".new", cheap())
	wantSound(t, c)
	rec, damage, err := c.Load(p)
	if r, err := c.Check(true); err != nil || len(r.Lost) != 1 || r.Lost[0].Addr != addr(2) {
		t.Errorf("the check tells of %+v, %v", r.Lost, err)
	}
	if err != nil || len(damage) != 1 || damage[0].Addr != addr(2) || rec.Value(addr(2)) != "" || rec.Value(addr(1)) != "third" {
		t.Fatalf("damage %+v, %v, %q", damage, err, rec.Value(addr(1)))
	}
	revs, err := c.History(p, func(a forms.Address) bool { return a == addr(1) })
	wantErr(t, err, ErrDamaged)
	if len(revs) != 2 || revs[0].Value != "first" {
		t.Errorf("history %v", revs)
	}
	commit(t, c, p, addr(2), "once more")
	if v := load(t, c, p).Value(addr(2)); v != "once more" {
		t.Errorf("answered anew, it says %q", v)
	}
	if _, err := c.SetPassphrase("tall trees"); err != nil {
		t.Errorf("a passphrase for a rescued book: %v", err)
	}
}

// threeBits flips three bits of some records, each of a bucket and a key: more than can be
// put right.
func threeBits(t *testing.T, path string, b *Book, recs ...[2]string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recs {
		var sealed []byte
		err := b.db.view(func(tx *bolt.Tx) error {
			sealed = bytes.Clone(tx.Bucket([]byte(r[0])).Get([]byte(r[1])))
			return nil
		})
		for at := bytes.Index(data, sealed); err == nil && at >= 0; at = bytes.Index(data, sealed) {
			data[at+len(sealed)/2] ^= 2
			data[at+len(sealed)/3] ^= 1
			data[at+len(sealed)/4] ^= 4
		}
	}
	putFile(t, path, data)
}

func TestALockedBookIsRescuedWithItsPassphraseOnly(t *testing.T) {
	b, p := amina(t, cheap())
	if _, err := b.SetPassphrase("tall trees"); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "x")
	mustClose(t, b)
	data, err := os.ReadFile(b.Path())
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:2*os.Getpagesize()])
	putFile(t, b.Path(), data)
	to := bookPath(t)
	_, err = Rescue(b.Path(), to, Options{})
	wantErr(t, err, ErrLocked)
	_, err = Rescue(b.Path(), to, Options{Passphrase: "wrong"})
	wantErr(t, err, ErrWrongPassphrase)
	if _, err = Rescue(b.Path(), to, Options{Passphrase: "tall trees"}); err != nil {
		t.Fatal(err)
	}
	_, err = Rescue(b.Path(), to, Options{Passphrase: "tall trees"})
	wantErr(t, err, ErrExists)
	_, err = Open(to, Options{})
	wantErr(t, err, ErrLocked)
	c := mustOpen(t, to, Options{Passphrase: "tall trees"})
	if v := load(t, c, p).Value(addr(1)); v != "x" {
		t.Errorf("it says %q", v)
	}
	for _, kind := range []string{underLock, underLock + ".2"} { // without it nothing opens
		data = bytes.ReplaceAll(data, []byte(kind), make([]byte, len(kind)))
	}
	putFile(t, b.Path(), data)
	_, err = Rescue(b.Path(), to+".again", Options{Passphrase: "tall trees"})
	var key *KeyError
	if !errors.As(err, &key) {
		t.Errorf("without its key: %v", err)
	}
}

func TestUndoGoesOnAfterARescue(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "first")
	commit(t, b, p, addr(1), "second")
	commit(t, b, p, addr(2), "other")
	mustClose(t, b)
	to := bookPath(t)
	if _, err := Rescue(b.Path(), to, Options{}); err != nil {
		t.Fatal(err)
	}
	c := mustOpen(t, to, Options{})
	for range 2 {
		if _, err := c.Undo(p, forms.Mentee); err != nil {
			t.Fatal(err)
		}
	}
	if rec := load(t, c, p); rec.Value(addr(1)) != "first" || rec.Value(addr(2)) != "" {
		t.Errorf("after two steps back: %q, %q", rec.Value(addr(1)), rec.Value(addr(2)))
	}
	wantSound(t, c)
}

func TestWhatIsNoBookIsNotRescued(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data []byte
		want error
	}{"empty": {nil, ErrEmptyFile}, "letter": {[]byte("Dear Per, thank you for Thursday."), ErrNotABook}, "zeros": {make([]byte, 1<<16), ErrNotABook}} {
		path := filepath.Join(dir, name)
		putFile(t, path, c.data)
		_, err := Rescue(path, path+".new", Options{})
		wantErr(t, err, c.want)
		if there, _ := isThere(path + ".new"); there {
			t.Errorf("%s: something was made", name)
		}
	}
	_, err := Rescue(filepath.Join(dir, "none"), filepath.Join(dir, "new"), Options{})
	wantErr(t, err, ErrMissing)
}
