package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
)

// killsEnv sets how often TestAKilledProgramLosesNothingItSaidWasSaved kills; 20
// where it is not set.
const killsEnv = "PAIRBOOK_STORE_KILLS"

// TestAKilledProgramLosesNothingItSaidWasSaved is STORE.md T1 below the terminal:
// a process writes and says what was saved, and is killed at a random moment.
func TestAKilledProgramLosesNothingItSaidWasSaved(t *testing.T) {
	kills := 20
	if n, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		kills = n
	}
	b, p := amina(t, Options{})
	mustClose(t, b)
	acked := 0
	want := map[forms.Address]string{}
	for k := range kills {
		lines := killAfterSaves(t, b.Path(), 1+rand.IntN(40))
		next := map[forms.Address]string{}
		draft := ""
		for i, line := range lines {
			acked++
			if d, ok := strings.CutPrefix(line, "draft "); ok {
				draft = d
				continue
			}
			var at int
			var text string
			if _, err := fmt.Sscanf(line, "saved %d %s", &at, &text); err != nil {
				t.Fatalf("kill %d, line %d: %q: %v", k, i, line, err)
			}
			want[addr(at)], want[addr(50+at)] = text, text
			next[addr(at)] = text
		}
		b = mustOpen(t, b.Path(), Options{})
		if !b.Opening().Unclean || len(b.Opening().Damage) > 0 || b.Opening().Older {
			t.Fatalf("kill %d: opening noticed %+v", k, b.Opening())
		}
		rec := load(t, b, p)
		compareAcked(t, rec, want, draft)
		wantSound(t, b)
		mustClose(t, b)
	}
	t.Logf("%d kills, %d saves acknowledged, none lost", kills, acked)
}

// compareAcked wants every answer to be the acknowledged one, or the one of the
// single save after it that the kill may have let through.
func compareAcked(t *testing.T, rec *forms.Record, want map[forms.Address]string, draft string) {
	t.Helper()
	newer := 0
	for i := range 20 {
		one, two := string(rec.Value(addr(i))), string(rec.Value(addr(50+i)))
		if one != two {
			t.Fatalf("half of an act is there: %q and %q", one, two)
		}
		if one == want[addr(i)] {
			continue
		}
		newer++
		if number(one) <= number(want[addr(i)]) && sameProcess(one, want[addr(i)]) || newer > 1 {
			t.Fatalf("answer %d is %q, and %q was acknowledged", i, one, want[addr(i)])
		}
		want[addr(i)], want[addr(50+i)] = one, one
	}
	if got := rec.Drafts[addr(99)]; draft != "" && got != draft && (!sameProcess(got, draft) || number(got) <= number(draft)) {
		t.Fatalf("the draft is %q, and %q was acknowledged", got, draft)
	}
}

func number(text string) int {
	_, n, _ := strings.Cut(text, "/")
	i, err := strconv.Atoi(n)
	if err != nil {
		return -1
	}
	return i
}

func sameProcess(a, b string) bool {
	pa, _, _ := strings.Cut(a, "/")
	pb, _, _ := strings.Cut(b, "/")
	return pa == pb
}

// killAfterSaves runs a process that writes until it has said n times that it
// saved, kills it a random moment later, and returns all that it said.
func killAfterSaves(t *testing.T, path string, n int) []string {
	t.Helper()
	cmd := child(t, "write", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// a moment inside the next save, not a wait for anything
	moment := time.Duration(rand.IntN(1200)) * time.Microsecond
	var lines []string
	sc := bufio.NewScanner(out)
	for sc.Scan() {
		lines = append(lines, sc.Text())
		if len(lines) == n {
			time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		}
	}
	if len(lines) < n {
		t.Fatalf("the process ended by itself: %v", lines)
	}
	_ = cmd.Wait() // it says "killed"
	return lines
}
