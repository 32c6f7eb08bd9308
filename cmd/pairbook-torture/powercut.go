//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// recording is what a script asked of the disk.
type recording struct {
	script string
	root   string // the folder that was recorded
	ops    []op
	length int // steps of the script
}

// share is a script and its part of all states, in thousandths.
type share struct {
	role, name string
	steps      int
	parts      int
}

// newFolder is made with the book, and the book's own folder in it: both are lost with the
// power if nobody cares.
const newFolder = "new"

// powercut records what scripts ask of the disk, cuts the power after each of these
// calls, and has the book judged for every way in which the disk can have kept what
// was not synced.
func powercut(ctx context.Context, e *env, t *tally) error {
	if err := needStrace(); err != nil {
		return err
	}
	long, short := 120, 16
	if e.quick {
		long, short = 24, 6
	}
	judges := newBench(ctx, 2)
	defer judges.close()
	for _, s := range []share{{"store", "long", long, 735}, {"commands", "commands", short, 240}, {"store", "keys", 0, 10}, {"store", doArrive, 0, 5}, {"store", doDecrypt, 0, 5}, {"store", "over", 0, 5}} {
		r, err := e.record(ctx, s)
		if err != nil {
			return fmt.Errorf("record %s: %w", s.name, err)
		}
		if err := e.cuts(ctx, r, max(e.n*s.parts/1000, 20), judges, t); err != nil {
			return fmt.Errorf("cut %s: %w", s.name, err)
		}
	}
	return nil
}

// record runs a script under strace.
func (e *env) record(ctx context.Context, s share) (*recording, error) {
	root, err := e.folder("recorded-" + s.name)
	if err != nil {
		return nil, err
	}
	r := &recording{script: script(s.name, e.seed, s.steps), root: root}
	steps, err := parseScript(r.script)
	if err != nil {
		return nil, err
	}
	r.length = len(steps)
	log := filepath.Join(e.dir, s.name+".strace")
	play, err := player(ctx, s.role, filepath.Join(root, newFolder, bookName), r.script, e.program)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "strace", "-f", "-y", "-xx", "-s", "8388608", "-e", "trace="+recorded, "-e", "signal=none", "-o", log, play.Path)
	cmd.Env = play.Env
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "refused") {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	f, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	if r.ops, err = parseLog(f, root); err != nil {
		return nil, err
	}
	return r, r.check()
}

// check replays all of a recording and compares the outcome with the folder: what is
// not understood of a recording would make the trial worthless.
func (r *recording) check() error {
	d, acks := newDisk(r.root, false), 0
	for _, o := range r.ops {
		if o.call == opAck {
			acks++
		} else if err := d.take(o); err != nil {
			return err
		}
	}
	if acks != r.length {
		return fmt.Errorf("%d steps acknowledged of %d", acks, r.length)
	}
	files := d.cut(keepAll, nil)
	for rel, data := range files {
		if strings.HasSuffix(rel, "/") {
			continue
		}
		there, err := os.ReadFile(filepath.Join(r.root, rel))
		if err != nil || !bytes.Equal(data, there) {
			return fmt.Errorf("the replay makes another %s than there is (%d and %d bytes, %w)", rel, len(data), len(there), err)
		}
	}
	return nil
}

// moment is one state in which the power can be cut.
type moment struct {
	after int // ops
	acked int
	way   way
	turn  int
}

// moments picks n states. Where all is sure there is one state only; else there is one for
// every way. The moments after an acknowledgement, a sync or a change of names come first:
// there a promise begins. When there are no more, it goes on with other chances.
func (r *recording) moments(n int, lies bool, rng *rand.Rand) ([]moment, error) {
	var firm, telling, rest []moment
	d, acked := newDisk(r.root, lies), 0
	for i, o := range r.ops {
		if o.call == opAck {
			acked = o.step + 1
		} else if err := d.take(o); err != nil {
			return nil, err
		}
		if !d.unsure() {
			firm = append(firm, moment{after: i + 1, acked: acked})
			continue
		}
		for w := range ways {
			m := moment{after: i + 1, acked: acked, way: w}
			if o.call == opWrite || o.call == opSize {
				rest = append(rest, m)
			} else {
				telling = append(telling, m)
			}
		}
	}
	for _, ms := range [][]moment{firm, telling, rest} {
		rng.Shuffle(len(ms), func(i, j int) { ms[i], ms[j] = ms[j], ms[i] })
	}
	all := slices.Concat(telling, firm, rest)
	open := append(telling, rest...)
	for turn := 1; len(all) < n && len(open) > 0; turn++ {
		for _, m := range open {
			if m.turn = turn; m.way < keepPages { // nothing of chance is in it
				m.way = keepPages + way(turn%2)
			}
			all = append(all, m)
		}
	}
	return all[:min(n, len(all))], nil
}

// cuts judges n states of a recording.
func (e *env) cuts(ctx context.Context, r *recording, n int, judges *bench, t *tally) error {
	all, err := r.moments(n, e.nosync, e.rng(0))
	if err != nil {
		return err
	}
	byOp := map[int][]moment{}
	for _, m := range all {
		byOp[m.after] = append(byOp[m.after], m)
	}
	d := newDisk(r.root, e.nosync)
	var at sync.Mutex // the disk moves on between the groups of moments
	for i, o := range r.ops {
		if o.call != opAck {
			if err := d.take(o); err != nil {
				return err
			}
		}
		ms := byOp[i+1]
		err := each(ctx, len(ms), 2, func(ctx context.Context, k int) error {
			m := ms[k]
			at.Lock()
			files := d.cut(m.way, e.rng(m.after*1000+m.turn))
			at.Unlock()
			return e.cutOnce(ctx, r, m, files, judges, t)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *env) cutOnce(ctx context.Context, r *recording, m moment, files map[string][]byte, judges *bench, t *tally) error {
	dir, err := os.MkdirTemp(quickDisk(e.dir), "pairbook-cut-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
	if err := lay(dir, files); err != nil {
		return err
	}
	one := &tally{}
	if err := judges.ask(ctx, question{Dir: filepath.Join(dir, newFolder), Script: r.script, Acked: m.acked}, one); err != nil {
		return err
	}
	t.done(1, m.acked)
	t.merge(one, fmt.Sprintf("%s, after call %d of %d, %s", r.script, m.after, len(r.ops), m.way))
	return nil
}

// quickDisk is where files lie that live for milliseconds.
func quickDisk(otherwise string) string {
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err == nil && info.IsDir() {
		return memory
	}
	return otherwise
}
