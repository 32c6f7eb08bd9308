package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// playForget opens a book and forgets three of its answers, see playKilled.
func playForget(path string) int {
	return playKilled(path, withPass(os.Getenv(fromEnv)), func(b *Book) error {
		pairs, err := b.Pairs()
		if err == nil {
			_, err = b.Forget(pairs[0].ID, Forgetting{Match: of(1, 2, 3)})
		}
		return err
	})
}

// forgetKillsPerStep is how often a forgetting is killed at each of its steps: once with
// a passphrase and once without, unless PAIRBOOK_STORE_KILLS says how often.
func forgetKillsPerStep() int {
	if os.Getenv(killsEnv) != "" {
		return killsPerStep()
	}
	return 1
}

// TestAKilledForgettingForgetsAllOfItOrNothing kills a process at each step of forgetting.
// The book must open, and hold either every answer or all but those; then none of them is
// left in any file once today's backup is made.
func TestAKilledForgettingForgetsAllOfItOrNothing(t *testing.T) {
	for _, pass := range []string{"", passphrase} {
		b, p := amina(t, cheap())
		for i := range 20 {
			commit(t, b, p, addr(i), "once")
			commit(t, b, p, addr(i), forms.Value("we talk about it "+strconv.Itoa(i)))
		}
		if pass != "" {
			lock(t, b, pass)
		} else {
			mustClose(t, b)
		}
		o := withPass(pass)
		yesterday := time.Now().AddDate(0, 0, -1)
		o.Now = func() time.Time { return yesterday }
		b = mustOpen(t, b.Path(), o)
		if _, err := b.BackupDaily(""); err != nil {
			t.Fatal(err)
		}
		stay := recordsThatUnlock(t, b)
		sealed := slices.DeleteFunc(sealedBytes(t, b), func(x []byte) bool {
			return slices.ContainsFunc(stay, func(y []byte) bool { return bytes.Equal(x, y) })
		})
		mustClose(t, b)
		k := &forgettingKilled{t: t, from: filepath.Dir(b.Path()), name: filepath.Base(b.Path()), pass: pass, pair: p, sealed: sealed}
		steps, _ := k.forget(-1)
		outcomes := map[bool]int{}
		for step := range steps {
			for range forgetKillsPerStep() {
				_, forgotten := k.forget(step)
				outcomes[forgotten]++
			}
		}
		t.Logf("%d steps, %d kills: forgotten %d times, still there %d times", steps, steps*forgetKillsPerStep(), outcomes[true], outcomes[false])
		if steps < 10 || outcomes[false] == 0 || outcomes[true] == 0 {
			t.Error("the kills tried one side alone")
		}
	}
}

// recordsThatUnlock are the records that the passphrase and the recovery code open: they stay.
func recordsThatUnlock(t *testing.T, b *Book) (all [][]byte) {
	t.Helper()
	err := b.view(func(tx *bolt.Tx) error {
		return scan(tx, inUnlock, nil, func(_, v []byte) error {
			all = append(all, bytes.Clone(v))
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// forgettingKilled is a book of which a copy is taken for each try.
type forgettingKilled struct {
	t                *testing.T
	from, name, pass string
	pair             forms.PairID
	sealed           [][]byte // the records of the book before
}

// forget lets a child forget, and finds out whether it has. It returns how many steps the
// child took.
func (k *forgettingKilled) forget(step int) (steps int, forgotten bool) {
	t := k.t
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(k.from)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, k.name)
	for _, l := range killedChild(t, "forget", path, step, fromEnv+"="+k.pass) {
		if strings.HasPrefix(l, "step") {
			steps++
		}
	}
	b := mustOpen(t, path, withPass(k.pass))
	defer func() { mustClose(t, b) }()
	if told := b.Opening(); told.Older || len(told.Damage) > 0 {
		t.Errorf("killed at step %d, the book opens with %+v", step, told)
	}
	wantSound(t, b)
	rec := load(t, b, k.pair)
	forgotten = rec.Value(addr(1)) == ""
	for i := range 20 {
		want := forms.Value("we talk about it " + strconv.Itoa(i))
		if forgotten && i >= 1 && i <= 3 {
			want = ""
		}
		if rec.Value(addr(i)) != want {
			t.Fatalf("killed at step %d: the answer %d is %q", step, i, rec.Value(addr(i)))
		}
	}
	wantNoRest(t, path)
	if !forgotten {
		return steps, false
	}
	if _, err := b.BackupDaily(""); err != nil {
		t.Fatal(err)
	}
	wantNowhere(t, path, k.sealed)
	for _, x := range backupsIn(b.backups(), path) {
		wantNowhere(t, x.path, k.sealed)
	}
	return steps, true
}
