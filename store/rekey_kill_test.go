package store

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
)

// Which step a child is to be killed at, and how it changes the passphrase.
const (
	stepEnv = "PAIRBOOK_STORE_STEP"
	fromEnv = "PAIRBOOK_STORE_FROM"
	toEnv   = "PAIRBOOK_STORE_TO"
	whoEnv  = "PAIRBOOK_STORE_WHO" // whose passphrase it is; "" for the book's
)

// playRekey opens a book and changes its passphrase, see playKilled.
func playRekey(path string) int {
	from, to := os.Getenv(fromEnv), os.Getenv(toEnv)
	return playKilled(path, withPass(from), func(b *Book) error { // a book that is open needs none
		return rekeyAs(b, forms.Voice(os.Getenv(whoEnv)), from, to)
	})
}

// playKilled opens a book, does something to it, and kills itself a random moment after
// that has come to a step. It says each step, so that the test knows them.
func playKilled(path string, o Options, do func(*Book) error) int {
	kill, err := strconv.Atoi(os.Getenv(stepEnv))
	if err != nil {
		kill = -1
	}
	n := 0
	o.Owner = owned
	o.hooks.step = func(name string) error {
		fmt.Println("step", n, name)
		if n == kill {
			go killSelf(time.Duration(rand.IntN(1500)) * time.Microsecond)
		}
		n++
		return nil
	}
	b, err := Open(path, o)
	if err == nil {
		err = do(b)
	}
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("done")
	if kill >= 0 {
		time.Sleep(time.Minute) // the kill is on its way
	}
	return 0
}

// rekeyAs changes the passphrase of the book, or of a person of its first pair.
func rekeyAs(b *Book, who forms.Voice, from, to string) error {
	pairs, err := b.Pairs()
	if err != nil {
		return err
	}
	switch {
	case who == "" && to == "":
		_, err = b.RemovePassphrase()
	case who == "":
		_, err = b.SetPassphrase(to)
	case to == "":
		_, err = b.RemovePersonPassphrase(pairs[0].ID, who, from)
	default:
		_, err = b.SetPersonPassphrase(pairs[0].ID, who, from, to)
	}
	return err
}

// killSelf ends the process as a kill -9 does, a moment later.
func killSelf(moment time.Duration) {
	time.Sleep(moment)
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill()
	}
}

// rekeyInChild runs playRekey and returns what it said.
func rekeyInChild(t *testing.T, path string, who forms.Voice, from, to string, step int) []string {
	t.Helper()
	return killedChild(t, "rekey", path, step, fromEnv+"="+from, toEnv+"="+to, whoEnv+"="+string(who))
}

// killedChild runs playKilled in a role of a child and returns what it said.
func killedChild(t *testing.T, role, path string, step int, env ...string) []string {
	t.Helper()
	cmd := child(t, role, path)
	cmd.Env = append(append(cmd.Env, stepEnv+"="+strconv.Itoa(step)), env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for sc := bufio.NewScanner(out); sc.Scan(); {
		if strings.HasPrefix(sc.Text(), "error") {
			t.Errorf("step %d: %s", step, sc.Text())
		}
		lines = append(lines, sc.Text())
	}
	err = cmd.Wait()
	if (step >= 0) != (err != nil) {
		t.Fatalf("step %d: %v after %v", step, err, lines)
	}
	return lines
}

// killsPerStep is how often a rekey is killed at each of its steps.
func killsPerStep() int {
	if n, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		return n
	}
	return 20
}

// killing is a book whose passphrase is changed by processes that are killed.
type killing struct {
	t    *testing.T
	path string
	pair forms.PairID
	who  forms.Voice // whose passphrase it is; "" for the book's
	want map[forms.Address]forms.Value
	now  string // the passphrase; "" for none
	turn int
}

// TestAKilledRekeyLeavesABookThatOpens kills a process at each step of changing a
// passphrase. The book must open with the old one or with the new one, and hold
// every answer.
func TestAKilledRekeyLeavesABookThatOpens(t *testing.T) {
	for name, who := range map[string]forms.Voice{"of the book": "", "of a person": forms.Mentee} {
		t.Run(name, func(t *testing.T) {
			b, p := amina(t, withOwner())
			k := &killing{t: t, path: b.Path(), pair: p, who: who, want: map[forms.Address]forms.Value{}}
			for i := range 20 {
				k.want[addr(i)] = forms.Value(strings.Repeat("we talk about it ", i))
				k.want[private(forms.Mentee, i)] = forms.Value("alone " + strconv.Itoa(i))
				commit(t, b, p, addr(i), k.want[addr(i)])
				commit(t, b, p, private(forms.Mentee, i), k.want[private(forms.Mentee, i)])
			}
			mustClose(t, b)
			steps := k.rekey(-1)
			outcomes := map[bool]int{}
			for step := range steps {
				for range killsPerStep() {
					before := k.now
					k.rekey(step)
					outcomes[before != k.now]++
				}
			}
			t.Logf("%d steps, %d kills: the old passphrase %d times, the new one %d times", steps, steps*killsPerStep(), outcomes[false], outcomes[true])
			if outcomes[false] == 0 || outcomes[true] == 0 {
				t.Error("the kills tried one side alone")
			}
		})
	}
}

// rekey lets a child change the passphrase, of a book that has a backup under the
// present key, and finds out which passphrase opens it then. It returns how many
// steps the child took.
func (k *killing) rekey(step int) (steps int) {
	k.t.Helper()
	k.backup(step)
	k.turn++
	next := []string{"", "", "x" + strconv.Itoa(k.turn), "y" + strconv.Itoa(k.turn)}[k.turn%4]
	if next == k.now {
		next = "z" + strconv.Itoa(k.turn)
	}
	lines := rekeyInChild(k.t, k.path, k.who, k.now, next, step)
	old, fresh := k.opens(k.now), k.opens(next)
	if old == fresh {
		k.t.Fatalf("killed at step %d: opens with the old passphrase %v, with the new one %v", step, old, fresh)
	}
	if fresh {
		k.now = next
	}
	for _, l := range lines {
		if strings.HasPrefix(l, "step") {
			steps++
		}
	}
	return steps
}

func (k *killing) options(pass string) Options {
	o := withOwner()
	if k.who == "" {
		o.Passphrase = pass
	}
	return o
}

func (k *killing) backup(step int) {
	k.t.Helper()
	o := k.options(k.now)
	yesterday := time.Now().AddDate(0, 0, -1)
	o.Now = func() time.Time { return yesterday }
	b := mustOpen(k.t, k.path, o)
	if _, err := b.BackupDaily(""); err != nil {
		k.t.Fatal(err)
	}
	if old := b.stale(b.backups()); len(old) > 0 {
		k.t.Fatalf("killed before step %d: backups under the old key: %v", step, old)
	}
	mustClose(k.t, b)
}

// opens reports whether a passphrase is the right one; then every answer must be
// there, and without it none that is private.
func (k *killing) opens(pass string) bool {
	k.t.Helper()
	b, err := Open(k.path, k.options(pass))
	if err != nil {
		if k.who != "" || !errors.Is(err, ErrWrongPassphrase) && !errors.Is(err, ErrLocked) {
			k.t.Fatal(err)
		}
		return false
	}
	defer mustClose(k.t, b)
	has := b.Locked()
	if k.who != "" {
		info, err := b.Person(k.pair, k.who)
		if err != nil {
			k.t.Fatal(err)
		}
		if has = info.HasPassphrase; has {
			wantAlone(k.t, b, k.pair, private(k.who, 3))
		}
		if err := b.UnlockPerson(k.pair, k.who, pass); err != nil {
			wantErr(k.t, err, ErrWrongPassphrase)
			return false
		}
	}
	if has != (pass != "") {
		return false
	}
	rec := load(k.t, b, k.pair)
	for a, v := range k.want {
		if rec.Value(a) != v {
			k.t.Fatalf("%s says %q", a, rec.Value(a))
		}
	}
	wantSound(k.t, b)
	wantNoRest(k.t, k.path)
	return true
}
