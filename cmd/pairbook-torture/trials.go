//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// trials lists all of them, in the order in which they run.
func trials() []trial {
	return []trial{
		{"kill", "T1", "killed at any moment while somebody types on the screen", 12, 5_000, tests(
			borrowed{"cmd/pairbook", "^TestOnATerminal$/^kill", timesOf("PAIRBOOK_KILLS", 1), 6})},
		{"steps", "T2", "new, set, backup, forget, restore, import and passphrase are killed at each call", 8, 120, killedDeeds},
		{"powercut", "T3", "the power is cut at any moment, from the first minute of a book", 2_000, 50_000, powercut},
		{"speed", "T22", "the budgets of saving and opening, by pairbook-bench; only by name", 0, 0, speed},
		{"soak", "T23", "half an hour of saves, backups and reading; only by name", 0, 0, soak},
		{"mutate", "T24", "each sync and check is taken out of the store; only by name", 0, 0, mutate},
		{"syscalls", "T5", "each call of 50 saves fails, once and for ever", 60, 100_000, syscalls},
		{"disk", "T6", "seven things on twelve disks that are about to be full", 7, 84, fullDisks},
		{"badfile", "T10", "something else is where the book should be", 1, 1, badFileTrial},
		{"twoproc", "T11", "two programs at one book", 1, 1, twoProcesses},
		{"replaced", "T12", "the file of an open book goes away in five ways", 10, 250, replaced},
		{"rollback", "T9", "an older copy takes the book's place", 2, 20, rollback},
		{"clock", "T13", "the clock goes wrong in thirteen ways", 13, 65, wrongClocks},
		{"garbage", "T15 T17", "files that pretend to be backups, or sheets", 34, 1_000, garbage},
		{"keys", "T2 T19", "changing a passphrase, and forgetting, are killed at each step", 0, 20, tests(
			borrowed{"store", "^(TestAKilledRekeyLeavesABookThatOpens|TestAKilledForgettingForgetsAllOfItOrNothing)$", timesOf("PAIRBOOK_STORE_KILLS", 1), 2})},
		{"schema", "T18", "books of earlier and later versions", 1, 1, tests(
			borrowed{"store", "^(TestABookOfTheFirstVersionOpensAndCanBeLocked|TestANewerBookCanBeReadWhenItSaysSo)$", nil, 2})},
		{"leak", "T20", "what is private is looked for in all files, screens and commands", 0, 1, tests(
			borrowed{"store", "^(TestNothingOfBeforeStaysInTheFile|TestNothingPrivateCanBeReadInAnyFile)$", nil, 2},
			borrowed{"cmd/pairbook", "^(TestABookBehindAPassphraseTellsNothing|TestNoCommandTellsWhatIsOnesOwn|TestNoScreenShowsWhatIsOnesOwn|TestWhatIsToldOfAFaultIsNobodysOwn)$", nil, 2})},
		{"truncate", "T7", "the file is cut short", 100, 2_000, truncate},
		{"flips", "T8", "bits, bytes, sectors and pages of the file change", 150, 3_000, flips},
	}
}

func names() []string {
	var all []string
	for _, t := range trials() {
		all = append(all, t.name)
	}
	return all
}

// choose returns the trials of these names; all that belong to such a run where none is
// named.
func choose(only []string, quick bool) ([]trial, error) {
	var chosen []trial
	for _, t := range trials() {
		n := t.long
		if quick {
			n = t.quick
		}
		if len(only) == 0 && n > 0 || slices.Contains(only, t.name) {
			chosen = append(chosen, t)
		}
	}
	for _, name := range only {
		if !slices.Contains(names(), name) {
			return nil, fmt.Errorf("there is no trial %q: %s", name, strings.Join(names(), ", "))
		}
	}
	return chosen, nil
}

// newEnv makes a folder for all trials and builds the program.
func newEnv(ctx context.Context, o options) (*env, error) {
	e := &env{quick: o.quick, nosync: o.nosync, said: os.Stderr}
	out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return nil, fmt.Errorf("find the module (this is run from its folder): %w", err)
	}
	e.root = strings.TrimSpace(string(out))
	if e.dir, err = os.MkdirTemp("", "pairbook-torture-"); err != nil {
		return nil, err
	}
	if e.program = o.program; e.program != "" {
		return e, nil
	}
	e.program = filepath.Join(e.dir, "pairbook")
	build := exec.CommandContext(ctx, "go", "build", "-o", e.program, "./cmd/pairbook")
	build.Dir = e.root
	if out, err := build.CombinedOutput(); err != nil {
		_ = os.RemoveAll(e.dir) // nothing else is in it
		return nil, fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return e, nil
}
