//go:build linux

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"pairbook/forms"
	"pairbook/store"
)

// How a soak goes: so long, a save so often, a backup so often. It is looked at after a
// fifth of the time, when all that grows by need has grown, and at the end.
const (
	soakTime   = 30 * time.Minute
	soakQuick  = 10 * time.Second
	soakSave   = 50 * time.Millisecond
	soakBackup = 200 // saves
)

// state is what a process holds; kb is its own memory. The pages of the book that are in
// memory are not counted: they are the system's, and the book grows.
type state struct{ files, routines, kb int }

// soak keeps a book open for long, saves, backs up, reads and listens, and wants
// nothing to grow that has no reason to. The answers are written over and over, so that
// the history grows; what is held in memory must not.
func soak(ctx context.Context, e *env, t *tally) error {
	lasts := soakTime
	if e.quick {
		lasts = soakQuick
	}
	b, err := store.Create(filepath.Join(e.dir, "soak.db"), store.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // all of it was compared
	p, err := b.NewPair(people(), forms.Mentee)
	if err != nil {
		return err
	}
	heard, stop := b.Watch()
	defer stop()
	go func() {
		for range heard { // a second session
		}
	}()
	var early state
	began, saves := time.Now(), 0
	for tick := time.NewTicker(soakSave); time.Since(began) < lasts; saves++ {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		if err := soakOnce(b, p, saves); err != nil {
			t.fault(lost, "save %d: %v", saves, err)
			return nil
		}
		if early == (state{}) && time.Since(began) > lasts/5 {
			early = holds()
		}
	}
	t.done(1, saves)
	late := holds()
	t.note("after a fifth: %+v; at the end: %+v", early, late)
	if late.files > early.files || late.routines > early.routines || late.kb > early.kb+early.kb/20+8<<10 {
		t.fault(wrong, "it grows: %+v, then %+v", early, late)
	}
	return nil
}

func soakOnce(b *store.Book, p forms.PairID, n int) error {
	at := address(questions()[n%len(questions())])
	value := fmt.Sprintf("save %d", n)
	if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: at, Value: forms.Value(value)}}); err != nil {
		return err
	}
	rec, damage, err := b.Load(p)
	if err != nil || len(damage) > 0 || string(rec.Value(at)) != value {
		return fmt.Errorf("it says %q, %d damaged: %w", rec.Value(at), len(damage), err)
	}
	if n%soakBackup != soakBackup-1 {
		return nil
	}
	path := b.Path() + ".copy"
	return errors.Join(b.Backup(path), os.Remove(path))
}

// holds measures this process.
func holds() state {
	debug.FreeOSMemory() // what is waste is no growth
	s := state{routines: runtime.NumGoroutine()}
	if files, err := os.ReadDir("/proc/self/fd"); err == nil {
		s.files = len(files)
	}
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return s
	}
	defer f.Close() //nolint:errcheck // only read
	for in := bufio.NewScanner(f); in.Scan(); {
		if rest, ok := strings.CutPrefix(in.Text(), "RssAnon:"); ok {
			s.kb, _ = strconv.Atoi(strings.Fields(rest)[0]) // the system wrote a number
		}
	}
	return s
}
