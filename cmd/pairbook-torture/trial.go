//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// trial is one kind of bad day.
type trial struct {
	name   string
	source string // which tests of the written list it is
	what   string // in a few words, for the table
	quick  int    // cases in a quick run
	long   int    // cases in a long one; 0: only when it is asked for by name
	run    func(context.Context, *env, *tally) error
}

// env is what a trial has at hand.
type env struct {
	n       int // how many cases
	quick   bool
	nosync  bool
	name    string // of the trial
	seed    uint64
	dir     string // a folder of its own, removed at the end
	program string // pairbook, built from this module
	root    string // of the module
	uid     uint32 // who runs the program; 0: who runs this
	said    io.Writer
}

// rng returns the chance of one case. It is the same in every run with this seed.
func (e *env) rng(i int) *rand.Rand {
	return rand.New(rand.NewPCG(e.seed^sum([]byte(e.name)), uint64(i)))
}

// sum tells contents apart.
func sum(data []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(data) // a hash takes everything
	return h.Sum64()
}

// folder makes a new folder of the trial.
func (e *env) folder(name string) (string, error) {
	dir := filepath.Join(e.dir, name)
	return dir, os.MkdirAll(dir, 0o700)
}

// errNotRun says why a trial, or a part of it, could not be run here. That is no
// success.
var errNotRun = errors.New("not run")

func notRun(why string, args ...any) error {
	return fmt.Errorf("%w: %s", errNotRun, fmt.Sprintf(why, args...))
}

// tally is what a trial found. It is safe for use by several goroutines.
type tally struct {
	mu sync.Mutex

	N       int `json:"n"`
	Acked   int `json:"acknowledged"`
	Lost    int `json:"lost"`
	Wrong   int `json:"wrong"`
	Crashes int `json:"crashes"`
	Hangs   int `json:"hangs"`
	NotRun  int `json:"not_run"`

	Faults []string `json:"faults,omitempty"` // the first of them, in words
	Notes  []string `json:"notes,omitempty"`
}

const faultsKept = 20

// kind is a kind of fault.
type kind int

// The kinds of faults. lost: what was acknowledged is not there, or cannot be opened;
// wrong: something is shown, said or done that must not be.
const (
	lost kind = iota
	wrong
	crash
	hang
)

func (k kind) String() string { return [...]string{"lost", "wrong", "crash", "hang"}[k] }

func (t *tally) fault(k kind, format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch k {
	case lost:
		t.Lost++
	case wrong:
		t.Wrong++
	case crash:
		t.Crashes++
	case hang:
		t.Hangs++
	}
	if len(t.Faults) < faultsKept {
		t.Faults = append(t.Faults, k.String()+": "+fmt.Sprintf(format, args...))
	}
}

// merge adds what was found in one case.
func (t *tally) merge(one *tally, where string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.Lost += one.Lost
	t.Wrong += one.Wrong
	t.Crashes += one.Crashes
	t.Hangs += one.Hangs
	for _, f := range one.Faults {
		if len(t.Faults) < faultsKept {
			t.Faults = append(t.Faults, where+": "+f)
		}
	}
}

// done notes that cases are over, with so many acknowledged answers looked for.
func (t *tally) done(cases, acked int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.N += cases
	t.Acked += acked
}

func (t *tally) left(cases int, why string) {
	t.mu.Lock()
	t.NotRun += cases
	t.mu.Unlock()
	t.note("not run: %s", why)
}

func (t *tally) note(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if text := fmt.Sprintf(format, args...); !slices.Contains(t.Notes, text) {
		t.Notes = append(t.Notes, text)
	}
}

// faults is how many promises were broken.
func (t *tally) faults() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.Lost + t.Wrong + t.Crashes + t.Hangs
}

// each runs the cases 0 to n-1, as many at once as hands, until one returns an error.
func each(ctx context.Context, n, hands int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan int)
	var all sync.WaitGroup
	for range hands {
		all.Go(func() {
			for i := range work {
				if err := do(ctx, i); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	for i := range n {
		select {
		case work <- i:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(work)
	all.Wait()
	return context.Cause(ctx)
}

// patience is how long a program may take for what takes it milliseconds.
const patience = 2 * time.Second
