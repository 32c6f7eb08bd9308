//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"pairbook/forms"
)

// deed is something that takes several steps on the disk: when it is killed, the book
// must be as before or as after.
type deed struct {
	name  string
	args  []string
	input string
	fresh bool // there is no book before
	pass  string
}

// What lies beside the books of the deeds.
const (
	restoreFrom = "backup.db"
	editedFile  = "edited.md"
)

func deeds() []deed {
	return []deed{
		{name: "new", args: beginning(), fresh: true},
		{name: "set", args: setting("a new answer")},
		{name: "backup", args: []string{"backup"}},
		{name: "forget", args: []string{"forget", forms.WorksheetForm, questions()[0], "--yes"}},
		{name: "restore", args: []string{"restore", restoreFrom, "--yes"}},
		{name: "import", args: []string{"import", editedFile, "--yes"}},
		{name: "passphrase", args: []string{"passphrase", "set", "--passphrase-file", "-"}, input: "a good passphrase\n", pass: "a good passphrase\n"},
	}
}

// writing are the calls at whose beginning a deed is killed.
const writing = "openat,pwrite64,write,ftruncate,fsync,fdatasync,renameat,renameat2,unlinkat,mkdirat"

// killedDeeds kills each deed at every call it makes on the disk.
func killedDeeds(ctx context.Context, e *env, t *tally) error {
	if err := needStrace(); err != nil {
		return err
	}
	for _, d := range deeds() {
		k := &killing{e: e, t: t, deed: d}
		if err := k.prepare(ctx); err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		n, stride := k.calls, 1
		if e.n < n { // few of them
			n, stride = e.n, k.calls/e.n
		}
		if err := each(ctx, n*k.times(), 2, func(ctx context.Context, i int) error {
			return k.once(ctx, 1+i%n*stride)
		}); err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		t.note("%s: %d calls", d.name, k.calls)
	}
	return nil
}

// killing is a deed that is killed again and again.
type killing struct {
	e             *env
	t             *tally
	deed          deed
	files         map[string][]byte // before
	before, after map[string]string
	calls         int
}

func (k *killing) times() int {
	if k.e.n >= k.calls {
		return max(1, k.e.n/max(1, k.calls))
	}
	return 1
}

// prepare makes the book, and sees what the deed does when nobody kills it.
func (k *killing) prepare(ctx context.Context) error {
	k.files, k.before = map[string][]byte{"home/": nil}, map[string]string{}
	if !k.deed.fresh {
		if err := k.fill(ctx); err != nil {
			return err
		}
	}
	dir, code, log, err := k.run(ctx, "trace="+writing)
	if dir != "" {
		defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
	}
	if err != nil || code != 0 {
		return fmt.Errorf("undisturbed, it ends with %d: %w", code, err)
	}
	k.calls = strings.Count(log, "\n")
	k.after, err = k.says(ctx, filepath.Join(dir, bookName))
	if err == nil && k.after == nil {
		err = errors.New("undisturbed, it leaves no book")
	}
	return err
}

// fill makes a book that has something to forget and something to go back to.
func (k *killing) fill(ctx context.Context) error {
	dir, err := k.e.folder("deed-" + k.deed.name)
	if err != nil {
		return err
	}
	book := filepath.Join(dir, bookName)
	if err := os.Mkdir(filepath.Dir(book), 0o700); err != nil {
		return err
	}
	answer := func(n int) []string {
		return []string{"set", forms.WorksheetForm, questions()[n%len(questions())], fmt.Sprintf("answer %d", n)}
	}
	all := [][]string{beginning(), answer(0), answer(1), answer(2), {"backup", filepath.Join(filepath.Dir(book), restoreFrom)}, answer(5), answer(6)}
	for _, args := range all {
		if s, err := k.e.call(ctx, book, args...); err != nil || s.code != 0 {
			return fmt.Errorf("%s: exit %d: %s: %w", args[0], s.code, s.err, err)
		}
	}
	if err := k.e.edit(ctx, book, filepath.Join(filepath.Dir(book), editedFile), "answer 6", "answer 6, by hand"); err != nil {
		return err
	}
	if k.before, err = k.says(ctx, book); err != nil {
		return err
	}
	k.files, err = filesOf(dir)
	return err
}

// edit exports the worksheet and changes a text in it, as a person does in an editor.
func (e *env) edit(ctx context.Context, book, file, from, to string) error {
	if s, err := e.call(ctx, book, "export", forms.WorksheetForm, "--voices", "all", "-o", file); err != nil || s.code != 0 {
		return fmt.Errorf("export: exit %d: %s: %w", s.code, s.err, err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !strings.Contains(string(data), from) {
		return fmt.Errorf("%q is not in the export", from)
	}
	return os.WriteFile(file, []byte(strings.Replace(string(data), from, to, 1)), 0o600)
}

// run does the deed under strace on fresh files.
func (k *killing) run(ctx context.Context, options ...string) (dir string, code int, log string, err error) {
	if dir, err = os.MkdirTemp(quickDisk(k.e.dir), "pairbook-step-"); err != nil {
		return "", 0, "", err
	}
	if err := lay(dir, k.files); err != nil {
		return dir, 0, "", err
	}
	book, file := filepath.Join(dir, bookName), filepath.Join(dir, "strace")
	args := []string{"-f", "-qq", "-o", file, "-e", "signal=none"}
	for _, o := range options {
		args = append(args, "-e", o)
	}
	cmd := exec.CommandContext(ctx, "strace", append(append(args, k.e.program), k.deed.args...)...)
	cmd.Env, cmd.Dir, cmd.Stdin = surroundings(book), filepath.Dir(book), strings.NewReader(k.deed.input)
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return dir, 0, "", err
	}
	code = cmd.ProcessState.ExitCode()
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		code = -1
	}
	seen, err := os.ReadFile(file)
	return dir, code, string(seen), err
}

// once kills the deed at one of its calls and looks at what is left.
func (k *killing) once(ctx context.Context, at int) error {
	dir, code, _, err := k.run(ctx, "trace="+writing, fmt.Sprintf("inject=%s:signal=KILL:when=%d", writing, at))
	if dir != "" {
		defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
	}
	if err != nil {
		return err
	}
	if code != -1 && code != 137 {
		return nil // it made its calls on several threads, and none of them made so many
	}
	where := fmt.Sprintf("%s, killed at call %d of %d", k.deed.name, at, k.calls)
	k.t.done(1, len(k.before))
	book := filepath.Join(dir, bookName)
	got, err := k.says(ctx, book)
	switch {
	case err != nil:
		return err
	case got == nil && !k.deed.fresh:
		k.t.fault(lost, "%s: the book cannot be read", where)
	case got == nil: // then it has to be possible to begin anew
		if s, err := k.e.call(ctx, book, beginning()...); err != nil || s.code != 0 {
			k.t.fault(lost, "%s: it cannot be begun again: exit %d: %s, %v", where, s.code, short(s.err), err)
		}
	case !maps.Equal(got, k.before) && !maps.Equal(got, k.after):
		k.t.fault(lost, "%s: the book is neither as before nor as after: %v", where, got)
	}
	return nil
}

// says returns the answers of a book, nil where it cannot be read.
func (k *killing) says(ctx context.Context, book string) (map[string]string, error) {
	args := []string{"show", forms.WorksheetForm, "--json"}
	s, err := k.e.call(ctx, book, args...)
	if err == nil && s.code == exitLocked && k.deed.pass != "" {
		s, err = k.e.callWith(ctx, book, nil, k.deed.pass, append(args, "--passphrase-file", "-")...)
	}
	if err != nil || s.faults(k.t, k.deed.name+", show") {
		return nil, err
	}
	if s.code != 0 {
		return nil, nil //nolint:nilnil // no book is no error here
	}
	all, err := shownBy(s.out)
	if err != nil {
		return nil, err
	}
	got := map[string]string{}
	for _, a := range all {
		if a.value != "" {
			got[a.at.String()] = a.value
		}
	}
	return got, nil
}
