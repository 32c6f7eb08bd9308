//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"time"

	"pairbook/forms"
)

// The exit codes that the program promises.
const (
	exitFailed   = 1
	exitNotFound = 3
	exitInUse    = 5
	exitDamaged  = 6
	exitLocked   = 7
)

// spoken is how a call of the program ended.
type spoken struct {
	code     int // -1 for a signal
	out, err string
	took     time.Duration
	kb       int64 // the most memory it had
	crashed  bool
	hung     bool
}

var isCrash = regexp.MustCompile(`(?m)^(panic: |fatal error: |goroutine \d+ \[|unexpected fault address)|pairbook made a mistake`)

// call runs the program on a book. It is killed where it takes five times what we call a
// hang, however busy the computer is.
func (e *env) call(ctx context.Context, book string, args ...string) (spoken, error) {
	return e.callWith(ctx, book, nil, "", args...)
}

func (e *env) callWith(ctx context.Context, book string, settings []string, in string, args ...string) (spoken, error) {
	limited, cancel := context.WithTimeout(ctx, 5*patience)
	defer cancel()
	cmd := exec.CommandContext(limited, e.program, args...)
	cmd.Env, cmd.Dir = append(surroundings(book), settings...), e.dir
	if e.uid != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: e.uid, Gid: e.uid}}
	}
	var out, words bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.Stdin = &out, &words, strings.NewReader(in)
	began := time.Now()
	err := cmd.Run()
	s := spoken{out: out.String(), err: words.String(), took: time.Since(began)}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) && ctx.Err() == nil && limited.Err() == nil {
		return s, fmt.Errorf("run the program: %w", err)
	}
	if ctx.Err() != nil {
		return s, ctx.Err()
	}
	worked := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	s.code = cmd.ProcessState.ExitCode()
	s.hung = limited.Err() != nil || worked > patience || s.took > patience && !busy()
	if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.kb = use.Maxrss
	}
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	s.crashed = limited.Err() == nil && (ok && status.Signaled() || isCrash.MatchString(s.err))
	return s, nil
}

// busy reports whether more wants to run on this computer than it has cores: then it
// says nothing about a program that it took long, unless it computed for long.
func busy() bool {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return false
	}
	var load float64
	_, err = fmt.Sscan(string(data), &load)
	return err == nil && load > float64(runtime.NumCPU())
}

// faults notes a crash or a hang, and reports whether there was one.
func (s spoken) faults(t *tally, where string) bool {
	switch {
	case s.crashed:
		t.fault(crash, "%s: exit %d: %s", where, s.code, short(s.err))
	case s.hung:
		t.fault(hang, "%s: %s", where, s.took.Round(time.Millisecond))
	}
	return s.crashed || s.hung
}

// shown is an answer as the program shows it.
type shown struct {
	at    forms.Address
	value string
}

// shownBy reads what show --json printed of the worksheet.
func shownBy(out string) ([]shown, error) {
	var sheet struct {
		Questions []struct {
			ID      string
			Answers []struct{ Voice, Value string }
		}
	}
	if err := json.Unmarshal([]byte(out), &sheet); err != nil {
		return nil, fmt.Errorf("read the answers: %w", err)
	}
	var all []shown
	for _, q := range sheet.Questions {
		for _, a := range q.Answers {
			all = append(all, shown{address(q.ID).By(forms.Voice(a.Voice)), a.Value})
		}
	}
	return all, nil
}

// historyBy reads what history --json printed of the worksheet.
func historyBy(out string) ([]shown, error) {
	var past struct {
		Changes []struct{ Field, Voice, Value string }
	}
	if err := json.Unmarshal([]byte(out), &past); err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	var all []shown
	for _, c := range past.Changes {
		all = append(all, shown{address(c.Field).By(forms.Voice(c.Voice)), c.Value})
	}
	return all, nil
}
