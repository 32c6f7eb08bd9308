//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// borrowed is a test of the module that a trial runs, longer than it runs every day. It
// says what it counted by attributes named cases, acknowledged, lost and wrong; one that
// says only how many kills there were counts so many, and one that says nothing as many as
// it has subtests.
type borrowed struct {
	pkg, run string
	set      func(e *env) []string // settings of the environment
	hands    int                   // tests at once
}

// tests returns a trial that runs tests of the module.
func tests(all ...borrowed) func(context.Context, *env, *tally) error {
	return func(ctx context.Context, e *env, t *tally) error {
		for _, b := range all {
			if err := e.borrow(ctx, b, t); err != nil {
				return err
			}
		}
		return nil
	}
}

func (e *env) borrow(ctx context.Context, b borrowed, t *tally) error {
	binary := filepath.Join(e.dir, strings.ReplaceAll(b.pkg, "/", "-")+".test")
	if _, err := os.Stat(binary); err != nil {
		build := exec.CommandContext(ctx, "go", "test", "-c", "-o", binary, "./"+b.pkg)
		build.Dir = e.root
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("build the tests of %s: %w\n%s", b.pkg, err, out)
		}
	}
	cmd := exec.CommandContext(ctx, binary, "-test.v", "-test.run", b.run, "-test.timeout", (6 * time.Hour).String(), "-test.parallel", strconv.Itoa(max(b.hands, 2)))
	cmd.Dir, cmd.Env = filepath.Join(e.root, b.pkg), os.Environ()
	if b.set != nil {
		cmd.Env = append(cmd.Env, b.set(e)...)
	}
	out, err := cmd.CombinedOutput()
	return readTest(out, err, t)
}

var (
	attribute  = regexp.MustCompile(`(?m)^\s*=== ATTR +\S+ (\w+) (\d+)$`)
	killed     = regexp.MustCompile(`_test\.go:\d+: .*\b(\d+) kills: `)
	passedTest = regexp.MustCompile(`(?m)^\s*--- PASS: `)
	failedTest = regexp.MustCompile(`(?m)^\s*--- FAIL: (.*)$`)
	complaint  = regexp.MustCompile(`(?m)^\s+\w+_test\.go:\d+: .*$`)
)

// readTest adds what a test said to a tally.
func readTest(out []byte, err error, t *tally) error {
	found := map[string]int{}
	for _, m := range attribute.FindAllSubmatch(out, -1) {
		n, _ := strconv.Atoi(string(m[2])) // digits, and few of them
		found[string(m[1])] += n
	}
	for _, m := range killed.FindAllSubmatch(out, -1) {
		n, _ := strconv.Atoi(string(m[1])) // digits, and few of them
		found["cases"] += n
	}
	if len(found) == 0 {
		found["cases"] = len(passedTest.FindAll(out, -1)) + len(failedTest.FindAll(out, -1))
	}
	t.done(found["cases"], found["acknowledged"])
	for range found["lost"] {
		t.fault(lost, "see below")
	}
	for range found["wrong"] {
		t.fault(wrong, "see below")
	}
	if err == nil && found["cases"] == 0 {
		return fmt.Errorf("no test ran")
	}
	if err == nil {
		return nil
	}
	if bytes.Contains(out, []byte("\npanic: ")) || bytes.Contains(out, []byte("\nfatal error: ")) {
		t.fault(crash, "%v", err)
	}
	for _, line := range complaint.FindAllString(string(out), faultsKept) {
		t.note("%s", strings.TrimSpace(line))
	}
	if found["lost"]+found["wrong"] == 0 {
		for _, m := range failedTest.FindAllSubmatch(out, faultsKept) {
			t.fault(wrong, "the test fails: %s", m[1])
		}
	}
	if t.faults() == 0 {
		return fmt.Errorf("the tests: %w\n%s", err, out[max(0, len(out)-2000):])
	}
	return nil
}

// timesOf sets how often a test does what it does, by the name of the setting.
func timesOf(name string, part int) func(*env) []string {
	return func(e *env) []string {
		return []string{name + "=" + strconv.Itoa(max(1, e.n/part)), "PAIRBOOK_SEED=" + strconv.FormatUint(e.seed, 10)}
	}
}

// speed runs the rows of pairbook-bench that are about the store.
func speed(ctx context.Context, e *env, t *tally) error {
	args := []string{"run", "./cmd/pairbook-bench", "-check", "-only", "save,open"}
	if e.quick {
		args = append(args, "-quick")
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = e.root
	out, err := cmd.CombinedOutput()
	t.note("%s", out)
	t.done(1, 0)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
		t.fault(wrong, "a budget is missed")
		return nil
	}
	return err
}
