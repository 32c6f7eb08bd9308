package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// aDay is when the tests happen, unless one says otherwise.
var aDay = time.Date(2026, 3, 10, 14, 2, 11, 0, time.UTC)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pairbook": asProgram})
}

// asProgram is main with the tests' clock.
func asProgram() {
	m := Main{
		Args: os.Args[1:], Env: os.Getenv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Now: func() time.Time { return aDay }, Size: terminalSize,
	}
	os.Exit(m.Run(context.Background()))
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("LANG", "C.UTF-8")
			e.Setenv("TZ", "UTC")
			e.Setenv("PAIRBOOK_BOOK", filepath.Join(e.WorkDir, "book", "b.db"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "keep": keep, "begin": begin, "change": changeFile, "recovery": recoveryFile, "ruin": ruinFile,
		},
		RequireExplicitExec: true,
	})
}

// exits CODE COMMAND… runs pairbook and checks its exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec("pairbook", args[1:]...)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// keep NAME sets a variable to what was printed last.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

// change FILE OLD NEW changes the one place in a file where OLD stands, as a person
// does in an editor.
func changeFile(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	lines := strings.NewReplacer(`\n`, "\n")
	text, before, after := ts.ReadFile(name), lines.Replace(args[1]), lines.Replace(args[2])
	if n := strings.Count(text, before); n != 1 {
		ts.Fatalf("%q stands %d times in %s", before, n, args[0])
	}
	ts.Check(os.WriteFile(name, []byte(strings.Replace(text, before, after, 1)), 0o600))
}

// recovery FILE CODE writes what passphrase recover asks for: the code, and a passphrase.
func recoveryFile(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[1]+"\nthree\n"), 0o600))
}

// begin [FLAGS…] begins with the pair of all examples.
func begin(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("pairbook", append(newArgs(), args...)...))
}

func newArgs() []string {
	return []string{"new", "--programme", "workplace", "--mentor", "Per Holm", "--mentee", "Amina Diallo", "--start", "2026-03-02"}
}

// home is a computer with an empty home, for calls in this process.
type home struct {
	t   testing.TB
	dir string
	env map[string]string
	now time.Time
}

func newHome(t testing.TB) *home {
	dir := t.TempDir()
	return &home{t: t, dir: dir, now: aDay, env: map[string]string{
		"HOME": dir, "LANG": "en_GB.UTF-8", "TERM": "xterm-256color", "PAIRBOOK_BOOK": filepath.Join(dir, "b.db"),
	}}
}

// said is how a call ended.
type said struct {
	code     int
	out, err string
}

func (h *home) run(args ...string) said { return h.runWith("", args...) }

func (h *home) runWith(stdin string, args ...string) said {
	h.t.Helper()
	var out, err bytes.Buffer
	m := Main{
		Args: args, Env: func(name string) string { return h.env[name] },
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &err,
		Now: func() time.Time { return h.now }, Size: func(any) (int, int, bool) { return 0, 0, false },
	}
	code := m.Run(h.t.Context())
	return said{code, out.String(), err.String()}
}

// must runs what has to succeed and returns what it printed.
func (h *home) must(args ...string) string {
	h.t.Helper()
	s := h.run(args...)
	if s.code != 0 {
		h.t.Fatalf("pairbook %q: exit code %d\n%s%s", args, s.code, s.out, s.err)
	}
	return s.out
}

func (h *home) mustEnd(code int, args ...string) said {
	h.t.Helper()
	s := h.run(args...)
	if s.code != code {
		h.t.Fatalf("pairbook %q: exit code %d, want %d\n%s%s", args, s.code, code, s.out, s.err)
	}
	return s
}
