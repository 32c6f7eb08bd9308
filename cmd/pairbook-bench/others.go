package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// other is a way to keep answers.
type other struct {
	program       // its name, and whether it is here
	every   int   // it takes its turn in one round of so many; 0 is each
	err     error // why it cannot be measured
	open    func() (time.Duration, error)
	save    func(n int) (time.Duration, error)
	end     func()
}

// others makes books of so many revisions of so many places in SQLite and in a JSON
// file, which takes its turn in one round of every.
func (b *bench) others(revisions, places, every int) []other {
	return []other{b.sqlite(revisions, places), b.jsonFile(revisions, places, every)}
}

func endAll(all []other) {
	for _, o := range all {
		if o.end != nil {
			o.end()
		}
	}
}

// takeTurns lets each one do something in n rounds, each round in another order. What
// fails is left out from then on; errs says why.
func takeTurns(all []other, n int, do func(o other, round int) (time.Duration, error)) (out []sample, errs []error) {
	out, errs = make([]sample, len(all)), make([]error, len(all))
	order := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same orders each time
	for i, o := range all {
		errs[i] = o.err
		if o.open == nil && o.save == nil && errs[i] == nil {
			errs[i] = errors.New(absent)
		}
	}
	for round := range n {
		for _, i := range order.Perm(len(all)) {
			if errs[i] != nil || round%max(all[i].every, 1) != 0 {
				continue
			}
			took, err := do(all[i], round)
			if err != nil {
				errs[i] = err
				continue
			}
			out[i].add(took)
		}
	}
	return out, errs
}

// sqlite keeps answers in SQLite, write-ahead log and full sync, in a process of its own.
func (b *bench) sqlite(revisions, places int) other {
	o := other{program: program{name: "SQLite, WAL, FULL", path: b.built.sqlite}}
	if o.path == "" {
		return o
	}
	tool, err := startTool(o.path, b.home)
	if err != nil {
		o.err = err
		return o
	}
	o.end = tool.end
	file := fmt.Sprintf("%d-%d.sqlite", revisions, places)
	if _, o.err = tool.do("fill %s %d %d", file, revisions, places); o.err != nil {
		return o
	}
	o.open = func() (time.Duration, error) { return tool.do("open %s", file) }
	begun := false
	o.save = func(n int) (time.Duration, error) {
		if !begun {
			begun = true
			if _, err := tool.do("begin %s %d", file, places); err != nil {
				return 0, err
			}
		}
		return tool.do("save %d", n)
	}
	return o
}

// tool is a process that does what it is told, line by line, and answers with the
// nanoseconds it took.
type tool struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startTool(path, home string) (*tool, error) {
	c := exec.Command(path)
	c.Dir = home
	in, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &tool{c, in, bufio.NewReader(out)}, c.Start()
}

func (t *tool) do(format string, args ...any) (time.Duration, error) {
	if _, err := fmt.Fprintf(t.in, format+"\n", args...); err != nil {
		return 0, err
	}
	line, err := t.out.ReadString('\n')
	if err != nil {
		return 0, fmt.Errorf("read the answer of %s: %w", filepath.Base(t.cmd.Path), err)
	}
	ns, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s says %s", filepath.Base(t.cmd.Path), strings.TrimSpace(line))
	}
	return time.Duration(ns), nil
}

func (t *tool) end() {
	_ = t.in.Close() // at the end of its input it leaves
	_ = t.cmd.Wait() // what it was asked was answered
}

// jsonFile keeps answers in one JSON file that is written anew for each, as careful
// programs do: beside the old one, synced, put in its place.
func (b *bench) jsonFile(revisions, places, every int) other {
	path := filepath.Join(b.home, fmt.Sprintf("%d-%d.json", revisions, places))
	all := make(map[string][]string, places)
	for n := range revisions {
		at := jsonPlace(n % places)
		all[at] = append(all[at], fmt.Sprint(n, " ", prose))
	}
	return other{
		program: program{name: "JSON, rename, fsync", path: path}, every: every, err: jsonSave(path, all),
		open: func() (time.Duration, error) { return jsonOpen(path) },
		save: func(n int) (time.Duration, error) {
			heads := all[jsonPlace(n%places)]
			heads[len(heads)-1] = fmt.Sprint(n, " ", prose)
			began := time.Now()
			err := jsonSave(path, all)
			return time.Since(began), err
		},
	}
}

func jsonPlace(n int) string { return fmt.Sprintf("pair%d/contract/field%d", n/answersOfPair, n) }

func jsonOpen(path string) (time.Duration, error) {
	began := time.Now()
	text, err := os.ReadFile(path) //nolint:gosec // our own file
	if err != nil {
		return 0, err
	}
	var all map[string][]string
	err = json.Unmarshal(text, &all)
	return time.Since(began), err
}

func jsonSave(path string, all map[string][]string) error {
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "answers")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
