//go:build linux

package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"pairbook/forms"
)

func TestMain(m *testing.M) {
	if code, mine := play(os.Getenv(roleEnv)); mine {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

func testEnv(t *testing.T) *env {
	return &env{n: 900, quick: true, name: "powercut", seed: 1, dir: t.TempDir(), said: io.Discard}
}

// TestAPowerCutLosesNothingThatWasAcknowledged is the short run of the trial. It also
// proves that the trial can fail: where no sync reaches the disk, it finds losses. Without
// strace it can record nothing, and says so.
func TestAPowerCutLosesNothingThatWasAcknowledged(t *testing.T) {
	if err := needStrace(); err != nil {
		t.Log(err)
		return
	}
	e := testEnv(t)
	r, err := e.record(t.Context(), share{"store", "long", 10, 0})
	if err != nil {
		t.Fatal(err)
	}
	judges := newBench(t.Context(), 2)
	defer judges.close()
	for _, lies := range []bool{false, true} {
		e.nosync = lies
		found := &tally{}
		n := e.n
		if lies {
			n /= 8
		}
		if err := e.cuts(t.Context(), r, n, judges, found); err != nil {
			t.Fatal(err)
		}
		if lies && found.Lost == 0 {
			t.Error("without syncs nothing is lost: the trial cannot fail")
		}
		if !lies && found.faults() > 0 {
			t.Errorf("%d states: %v", found.N, found.Faults)
		}
		t.Logf("%d states, %d answers acknowledged, %d lost", found.N, found.Acked, found.Lost)
	}
}

// TestABookRestoredOnANewComputerSurvivesAPowerCut is about the folders that are made for it:
// a book that is there is not kept where the names of its folders are not. Nor is what was
// there before.
func TestABookRestoredOnANewComputerSurvivesAPowerCut(t *testing.T) {
	if err := needStrace(); err != nil {
		t.Log(err)
		return
	}
	e := testEnv(t)
	judges := newBench(t.Context(), 2)
	defer judges.close()
	for _, do := range []string{doArrive, doDecrypt, "over"} {
		r, err := e.record(t.Context(), share{"store", do, 0, 0})
		if err != nil {
			t.Fatal(err)
		}
		found := &tally{}
		if err := e.cuts(t.Context(), r, 150, judges, found); err != nil {
			t.Fatal(err)
		}
		if found.faults() > 0 || found.Acked == 0 {
			t.Errorf("%s, %d states, %d answers acknowledged: %v", do, found.N, found.Acked, found.Faults)
		}
	}
}

// logged is what strace writes of a file that is made, written, synced and renamed, in a
// folder /b; one of the calls is interrupted by another thread.
const logged = `7  openat(AT_FDCWD<\x2f>, "\x2f\x62\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 3<\x2f\x62\x2f\x61>
7  pwrite64(3<\x2f\x62\x2f\x61>, "\x68\x65\x6c\x6c\x6f", 5, 2 <unfinished ...>
8  openat(AT_FDCWD<\x2f>, "\x2f\x65", O_RDONLY) = -1 ENOENT (No such file or directory)
7  <... pwrite64 resumed>) = 5
7  fsync(3<\x2f\x62\x2f\x61>) = 0
7  write(1<\x70\x69\x70\x65>, "\x61\x63\x6b\x20\x34\x0a", 6) = 6
7  renameat(AT_FDCWD<\x2f>, "\x2f\x62\x2f\x61", AT_FDCWD<\x2f>, "\x2f\x62\x2f\x63") = 0
7  +++ exited with 0 +++
`

func TestARecordingIsReadAsItWasDone(t *testing.T) {
	ops, err := parseLog(strings.NewReader(logged), "/b")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	d := newDisk("/b", false)
	for _, o := range ops {
		said = append(said, o.call)
		if o.call != opAck {
			if err := d.take(o); err != nil {
				t.Fatal(err)
			}
		} else if o.step != 4 {
			t.Errorf("step %d", o.step)
		}
	}
	if got := strings.Join(said, " "); got != "create write sync ack rename" {
		t.Errorf("the calls are %s", got)
	}
	if files := d.cut(keepAll, nil); string(files["c"]) != "\x00\x00hello" || len(files) != 1 {
		t.Errorf("all kept: %q", files)
	}
	if files := d.cut(keepNone, nil); len(files) != 0 {
		t.Errorf("the folder was never synced: %q", files)
	}
	if _, err := parseLog(strings.NewReader(strings.Replace(logged, "renameat", "linkat", 1)), "/b"); err == nil {
		t.Error("a call that is not replayed is passed over")
	}
}

func TestADiskKeepsPartsOfWhatWasNotSynced(t *testing.T) {
	e := testEnv(t)
	d := newDisk("/b", false)
	big := []byte(strings.Repeat("x", 4*sector))
	for _, o := range []op{
		{call: opCreate, path: "/b/a"},
		{call: opSync, path: "/b"},
		{call: opWrite, path: "/b/a", data: []byte("sure")},
		{call: opSync, path: "/b/a"},
		{call: opWrite, path: "/b/a", data: big},
	} {
		if err := d.take(o); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.cut(keepNone, nil)["a"]; string(got) != "sure" {
		t.Errorf("nothing of it kept: %q", got)
	}
	torn := 0
	for i := range 40 {
		got := string(d.cut(keepSectors, e.rng(i))["a"])
		if n := strings.Count(got, "x"); n > 0 && n < len(big) {
			torn++
		}
	}
	if torn < 10 {
		t.Errorf("of 40 cuts %d tore the write apart", torn)
	}
}

// TestWhatIsWrongIsCountedAsWrong shows a judge of damage what it must not let pass.
func TestWhatIsWrongIsCountedAsWrong(t *testing.T) {
	at := address("pw_now_good")
	s := &sample{
		backup: "book-2026-03-10.bak", newest: map[forms.Address]string{at: "new"},
		ever: map[forms.Address][]string{at: {"old", "new"}},
	}
	show := func(value string) string {
		return `{"questions":[{"id":"pw_now_good","answers":[{"voice":"mentee","value":"` + value + `"}]}]}`
	}
	for name, c := range map[string]struct {
		told        spoken
		lost, wrong int
	}{
		"whole":                     {spoken{out: show("new")}, 0, 0},
		"never written":             {spoken{out: show("nwe")}, 0, 1},
		"an older one":              {spoken{out: show("old")}, 1, 0},
		"an older one, and told":    {spoken{out: show("old"), err: "Part of it could not be read."}, 0, 0},
		"missing":                   {spoken{out: `{}`}, 1, 0},
		"refused with a way out":    {spoken{code: exitDamaged, err: "the newest backup: book-2026-03-10.bak"}, 0, 0},
		"refused without a way":     {spoken{code: exitDamaged, err: "The book is damaged."}, 0, 1},
		"refused for another cause": {spoken{code: exitLocked, err: "The book is locked."}, 0, 1},
	} {
		found := &tally{}
		s.judge(found, name, "show", c.told)
		if found.Lost != c.lost || found.Wrong != c.wrong {
			t.Errorf("%s: lost %d, wrong %d: %v", name, found.Lost, found.Wrong, found.Faults)
		}
	}
	found := &tally{}
	if !(spoken{code: -1, crashed: true}).faults(found, "x") || !(spoken{hung: true}).faults(found, "x") || found.Crashes != 1 || found.Hangs != 1 {
		t.Errorf("a crash and a hang are %+v", found)
	}
}

func TestWhatWasRefusedMayNotBeThereUnlessNobodyKnows(t *testing.T) {
	steps := []step{{doSet, "a", "one"}, {doSet, "a", "two"}, {doDraft, "b", "three"}}
	for name, c := range map[string]struct {
		refused map[int]string
		texts   map[string]string
		fine    bool
	}{
		"acknowledged and there":  {map[int]string{1: "full", 2: "full"}, map[string]string{"a": "one"}, true},
		"acknowledged and lost":   {map[int]string{1: "full", 2: "full"}, map[string]string{}, false},
		"refused and there":       {map[int]string{1: "full", 2: "full"}, map[string]string{"a": "two"}, false},
		"uncertain and there":     {map[int]string{1: "uncertain", 2: "full"}, map[string]string{"a": "two"}, true},
		"uncertain and not there": {map[int]string{1: "uncertain", 2: "uncertain"}, map[string]string{"a": "one"}, true},
		"a refused draft":         {map[int]string{1: "full", 2: "full"}, map[string]string{"a": "one", "draft of b": "three"}, false},
	} {
		if why := possible(steps, []int{0}, c.refused).differs(c.texts); (why == "") != c.fine {
			t.Errorf("%s: %q", name, why)
		}
	}
}

func TestABorrowedTestSaysWhatItCounted(t *testing.T) {
	const fine = "=== RUN   TestX\n=== ATTR  TestX cases 30\n=== ATTR  TestX acknowledged 200\n=== ATTR  TestX lost 0\n--- PASS: TestX (1.00s)\nPASS\n"
	found := &tally{}
	if err := readTest([]byte(fine), nil, found); err != nil || found.N != 30 || found.Acked != 200 || found.faults() != 0 {
		t.Errorf("%+v, %v", found, err)
	}
	failed := &tally{}
	err := readTest([]byte(strings.Replace(fine, "lost 0", "lost 2", 1)), errors.New("exit status 1"), failed)
	if err != nil || failed.Lost != 2 {
		t.Errorf("%+v, %v", failed, err)
	}
	other := &tally{}
	if err := readTest([]byte("--- FAIL: TestX (1.00s)\n    x_test.go:7: not so\nFAIL\n"), errors.New("exit status 1"), other); err != nil || other.faults() != 1 {
		t.Errorf("%+v, %v", other, err)
	}
	if readTest(nil, nil, &tally{}) == nil {
		t.Error("no test ran, and that is taken for success")
	}
}

func TestNothingThatDidNotRunHasHeld(t *testing.T) {
	broke := &tally{N: 5, Lost: 1}
	for want, got := range map[string]string{
		broken: verdict(broke, nil), skipped: verdict(&tally{}, notRun("no strace")), held: verdict(&tally{N: 5}, nil),
		"held, in part": verdict(&tally{N: 5, NotRun: 1}, nil),
	} {
		if want != got {
			t.Errorf("%s, not %s", got, want)
		}
	}
	if verdict(&tally{}, nil) == held || verdict(&tally{N: 5}, errors.New("x")) != broken {
		t.Error("a trial that saw nothing, or broke off, has held")
	}
}

func TestEveryGuardOfTheStoreCanBeTakenOut(t *testing.T) {
	all, err := mutants("../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 25 {
		t.Errorf("only %d guards are found", len(all))
	}
}

func TestTheTrialsThatAreNamedRun(t *testing.T) {
	if _, err := choose([]string{"powercut", "nonsense"}, false); err == nil {
		t.Error("a trial that is not there is passed over")
	}
	chosen, err := choose([]string{"soak"}, true)
	if err != nil || len(chosen) != 1 {
		t.Errorf("%v, %v", chosen, err)
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	if each(ended, 100, 2, func(context.Context, int) error { return nil }) == nil {
		t.Error("a run that was ended is taken for whole")
	}
}
