//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// diskError is what a disk can answer, and when.
type diskError struct {
	call  string // as strace names it; several with commas between
	errno string
	at    int  // the how manieth call fails
	on    bool // and every one after it
}

func (d diskError) String() string {
	if d.on {
		return fmt.Sprintf("%s number %d and all after it: %s", d.call, d.at, d.errno)
	}
	return fmt.Sprintf("%s number %d: %s", d.call, d.at, d.errno)
}

// when is how strace is told.
func (d diskError) when() string {
	w := "inject=" + d.call + ":error=" + d.errno + ":when=" + strconv.Itoa(d.at)
	if d.on {
		w += "+"
	}
	return w
}

// failing are the calls of a save that can fail, and what can come back. A stat or a
// close that fails says nothing about the bytes, but must not be taken for success.
func failing() map[string][]string {
	all := []string{"EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR"}
	return map[string][]string{
		"pwrite64": all, "fdatasync": all, "fsync": all, "ftruncate": all,
		"openat": all, "renameat": all, "unlinkat": all, "mmap": {"ENOMEM", "EIO"}, "newfstatat": {"EIO"}, "fstat": {"EIO"},
		"flock": {"EIO", "EINTR"}, "close": {"EIO"}, "pread64": {"EIO"}, "lseek": {"EIO"}, "fchmodat": {"EIO", "EROFS"},
	}
}

const savesOfScript = 50

// syscalls lets each call of a script of 50 saves fail, once and for ever, and looks
// whether what was acknowledged is there afterwards.
func syscalls(ctx context.Context, e *env, t *tally) error {
	if err := needStrace(); err != nil {
		return err
	}
	fresh, err := e.bookWithPair(ctx)
	if err != nil {
		return err
	}
	counts, err := e.countCalls(ctx, fresh)
	if err != nil {
		return fmt.Errorf("count the calls: %w", err)
	}
	var all []diskError
	for _, name := range sorted(counts) {
		for at := 1; at <= counts[name]; at++ {
			for _, errno := range failing()[name] {
				all = append(all, diskError{name, errno, at, false})
				if errno != "EINTR" { // no system interrupts for ever, and Go would try for ever
					all = append(all, diskError{name, errno, at, true})
				}
			}
		}
		t.note("%s: %d calls", name, counts[name])
	}
	chosen := all
	if e.n < len(all) {
		rng := e.rng(0)
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		chosen = all[:e.n]
	} else if e.n > len(all) {
		t.note("every call, every error, once and for ever: %d cases in all", len(all))
	}
	return each(ctx, len(chosen), 2, func(ctx context.Context, i int) error { return e.failOnce(ctx, fresh, chosen[i], t) })
}

// bookWithPair returns the files of a book with the two and nothing else.
func (e *env) bookWithPair(ctx context.Context) (map[string][]byte, error) {
	dir, err := e.folder("fresh")
	if err != nil {
		return nil, err
	}
	cmd, err := player(ctx, "store", filepath.Join(dir, bookName), script("long", e.seed, 0), "")
	if err != nil {
		return nil, err
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("begin a book: %w: %s", err, out)
	}
	return filesOf(dir)
}

// filesOf reads a folder, as lay writes it.
func filesOf(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err == nil {
			files[rel], err = os.ReadFile(path)
		}
		return err
	})
	return files, err
}

// scripted runs the script of saves under strace in a fresh copy of a book, and returns
// what it said and what strace saw.
func (e *env) scripted(ctx context.Context, fresh map[string][]byte, options ...string) (dir, out, log string, err error) {
	if dir, err = os.MkdirTemp(quickDisk(e.dir), "pairbook-syscall-"); err != nil {
		return "", "", "", err
	}
	if err = lay(dir, fresh); err != nil {
		return dir, "", "", err
	}
	book := filepath.Join(dir, bookName)
	play, err := player(ctx, "store", book, script("sets", e.seed, savesOfScript), "")
	if err != nil {
		return dir, "", "", err
	}
	file := filepath.Join(dir, "strace")
	args := append([]string{"-f", "-o", file, "-e", "signal=none", "-P", book, "-P", book + ".lock", "-P", filepath.Dir(book)}, options...)
	limited, cancel := context.WithTimeout(ctx, 10*patience)
	defer cancel()
	cmd := exec.CommandContext(limited, "strace", append(args, play.Path)...)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // strace and what it runs
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Env = append(play.Env, "GOMAXPROCS=1")
	said, _ := cmd.CombinedOutput() // it may well fail: what counts is what it acknowledged
	if limited.Err() != nil {
		return dir, string(said), "", errSlow
	}
	seen, err := os.ReadFile(file)
	return dir, string(said), string(seen), err
}

// errSlow says that a script had to be ended.
var errSlow = errors.New("the script did not end")

var callName = regexp.MustCompile(`(?m)^\d+ +(\w+)\(`)

// countCalls counts how often each call is made, on the files of the book.
func (e *env) countCalls(ctx context.Context, fresh map[string][]byte) (map[string]int, error) {
	dir, out, log, err := e.scripted(ctx, fresh, "-e", "trace="+strings.Join(sorted(failing()), ","))
	if dir != "" {
		defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
	}
	if err != nil {
		return nil, err
	}
	if acked, _, failure := answers(out); len(acked) != savesOfScript {
		return nil, fmt.Errorf("%d of %d acknowledged: %s %s", len(acked), savesOfScript, failure, out)
	}
	counts := map[string]int{}
	for _, m := range callName.FindAllStringSubmatch(log, -1) {
		counts[m[1]]++
	}
	return counts, nil
}

// failOnce runs the script with one fault of the disk.
func (e *env) failOnce(ctx context.Context, fresh map[string][]byte, d diskError, t *tally) error {
	dir, out, log, err := e.scripted(ctx, fresh, "-e", "trace="+d.call, "-e", d.when())
	if dir != "" {
		defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
	}
	if errors.Is(err, errSlow) && ctx.Err() == nil {
		t.done(1, 0)
		t.fault(hang, "%s: %v", d, err)
		return nil
	}
	if err != nil {
		return err
	}
	if !strings.Contains(log, "(INJECTED)") {
		t.note("a call that is not made in every run was not made in some of them; those are not counted")
		return nil
	}
	acked, refused, _ := answers(out)
	t.done(1, len(acked))
	if isCrash.MatchString(out) {
		t.fault(crash, "%s: %s", d, short(out))
		return nil
	}
	steps, err := parseScript(script("sets", e.seed, savesOfScript))
	if err != nil {
		return err
	}
	if v := compareFile(filepath.Join(dir, bookName), steps, acked, refused); v.Text != "" {
		t.fault(v.Kind, "%s: %s", d, v.Text)
	}
	return nil
}

// compareFile opens a book of which some steps were acknowledged and some refused. A
// step of which we were told that it is uncertain may be there or not.
func compareFile(path string, steps []step, acked []int, refused map[int]string) verdictOf {
	s := &scribe{path: path}
	if err := s.open(); err != nil {
		return verdictOf{lost, "it does not open: " + err.Error()}
	}
	defer s.book.Close() //nolint:errcheck // it is only read
	rec, damage, err := s.book.Load(s.pair)
	if err != nil || len(damage) > 0 {
		return verdictOf{lost, fmt.Sprintf("%d damaged, %v", len(damage), err)}
	}
	if why := possible(steps, acked, refused).differs(texts(rec)); why != "" {
		return verdictOf{lost, why}
	}
	return verdictOf{}
}

// choices are the texts that each question may say; "" for none.
type choices map[string][]string

// possible returns what a book may say after steps that were acknowledged or refused.
// A step of which we were told that nobody knows, or that the file of the book is gone
// from its place, may be there or not.
func possible(steps []step, acked []int, refused map[int]string) choices {
	c := choices{}
	for i, st := range steps {
		sure := slices.Contains(acked, i)
		if !sure && refused[i] != "uncertain" && refused[i] != "gone" {
			continue
		}
		after := st.onto(nil)
		for _, at := range []string{st.Field, draftOf(st.Field)} {
			text, writes := after[at]
			switch {
			case sure && (writes || st.Do == doSet):
				c[at] = []string{text}
			case writes || st.Do == doSet:
				if len(c[at]) == 0 {
					c[at] = []string{""}
				}
				c[at] = append(c[at], text)
			}
		}
	}
	return c
}

// differs says in which way a book is none that it may be.
func (c choices) differs(texts map[string]string) string {
	for at, may := range c {
		if !slices.Contains(may, texts[at]) {
			return fmt.Sprintf("%s says %q, not %q", at, short(texts[at]), short(may[0]))
		}
	}
	for at, text := range texts {
		if len(c[at]) == 0 {
			return fmt.Sprintf("%s says %q, which was refused", at, short(text))
		}
	}
	return ""
}
