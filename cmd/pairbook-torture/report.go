//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"
)

// row is a line of the report.
type row struct {
	Name    string  `json:"trial"`
	Source  string  `json:"tests"`
	What    string  `json:"what"`
	Seconds float64 `json:"seconds"`
	Verdict string  `json:"verdict"`
	*tally
}

// The verdicts.
const (
	held    = "held"
	broken  = "BROKEN"
	skipped = "not run"
)

// verdict says what came of a trial. Where a part could not be run, the trial has not
// held.
func verdict(t *tally, err error) string {
	switch {
	case t.faults() > 0:
		return broken
	case errors.Is(err, errNotRun):
		return skipped
	case err != nil:
		return broken
	case t.NotRun > 0 && t.N > 0:
		return "held, in part"
	case t.N == 0:
		return skipped
	}
	return held
}

// report is what --json writes.
type report struct {
	System string    `json:"system"`
	Begun  time.Time `json:"begun"`
	Seed   uint64    `json:"seed"`
	Quick  bool      `json:"quick"`
	Rows   []row     `json:"rows"`
}

func (r *report) held() bool {
	for _, row := range r.Rows {
		if row.Verdict == broken {
			return false
		}
	}
	return true
}

// table prints the rows, and below them what was found.
func (r *report) table(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "trial\ttests\tN\tacknowledged\tlost\twrong\tcrashes\thangs\tseconds\tverdict\n") //nolint:errcheck // Flush tells
	for _, x := range r.Rows {
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.1f\t%s\n", //nolint:errcheck // Flush tells
			x.Name, x.Source, x.N, x.Acked, x.Lost, x.Wrong, x.Crashes, x.Hangs, x.Seconds, x.Verdict)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	var b strings.Builder
	for _, x := range r.Rows {
		for _, line := range append(x.Notes, x.Faults...) {
			fmt.Fprintf(&b, "%s: %s\n", x.Name, line)
		}
	}
	_, err := fmt.Fprintf(w, "\n%s", b.String())
	return err
}

// torture runs the trials that are asked for, and reports whether all that could be
// run has held.
func torture(ctx context.Context, o options) (bool, error) {
	chosen, err := choose(o.only, o.quick)
	if err != nil {
		return false, err
	}
	house, err := newEnv(ctx, o)
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(house.dir) //nolint:errcheck // it lies among the temporary files
	r := &report{System: fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()), Begun: time.Now().Round(time.Second), Seed: o.seed, Quick: o.quick}
	for _, t := range chosen {
		r.Rows = append(r.Rows, row{Name: t.name, Source: t.source, What: t.what, tally: &tally{}})
	}
	for round := uint64(0); ctx.Err() == nil; round++ {
		for i, t := range chosen {
			house.one(ctx, t, o.seed+round, &r.Rows[i])
		}
		if time.Since(r.Begun) >= o.lasts {
			break
		}
	}
	if err := r.table(os.Stdout); err != nil {
		return false, err
	}
	if o.json != "" {
		data, err := json.MarshalIndent(r, "", "  ")
		if err == nil {
			err = os.WriteFile(o.json, append(data, '\n'), 0o600)
		}
		if err != nil {
			return false, fmt.Errorf("write the report: %w", err)
		}
	}
	return r.held(), ctx.Err()
}

// one runs a trial and adds to its row.
func (e *env) one(ctx context.Context, t trial, seed uint64, r *row) {
	mine := *e
	mine.name, mine.seed, mine.n = t.name, seed, max(t.long, 1)
	if e.quick {
		mine.n = t.quick
	}
	began := time.Now()
	fmt.Fprintf(e.said, "%s %s: %s …\n", began.Format("15:04:05"), t.name, t.what) //nolint:errcheck // only to look on
	var err error
	if mine.dir, err = os.MkdirTemp(e.dir, t.name+"-"); err == nil {
		err = t.run(ctx, &mine, r.tally)
		_ = os.RemoveAll(mine.dir) // all of it goes in the end
	}
	if err != nil && ctx.Err() == nil {
		r.note("%v", err)
	}
	r.Seconds += time.Since(began).Seconds()
	if v := verdict(r.tally, err); r.Verdict != broken {
		r.Verdict = v
	}
	fmt.Fprintf(e.said, "%s %s: N %d, acknowledged %d, lost %d, wrong %d, crashes %d, hangs %d: %s\n", //nolint:errcheck // only to look on
		time.Now().Format("15:04:05"), t.name, r.N, r.Acked, r.Lost, r.Wrong, r.Crashes, r.Hangs, r.Verdict)
}
