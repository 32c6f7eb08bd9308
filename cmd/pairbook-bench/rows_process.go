package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// idle measures what pairbook does while nobody does anything: together with the bare
// app, so that both meet the same; the other peers after them.
func (b *bench) idle() ([]Row, error) {
	p, err := b.inContract(shortField)
	if err != nil {
		return nil, err
	}
	text, err := b.someText()
	if err != nil {
		return nil, err
	}
	wait := time.Duration(b.times(10, 3)) * time.Second
	out, errs := restsOf([]program{p, b.bare()}, wait)
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	row := Row{
		What:   "idle for " + wait.String(),
		Limits: []Limit{{"bytes", 0, "0 bytes"}, {"cpu", 1.5, "≤ 1.5 % of a core"}},
		Ours:   out[0], Beside: []Beside{b.bare().beside(nil, out[1]...)},
	}
	peers := []program{b.huhForm(), b.textarea(), b.nano(text), b.vim(text), b.dialog()}
	out, errs = restsOf(peers, wait)
	for i, p := range peers {
		row.Beside = append(row.Beside, p.beside(errs[i], out[i]...))
	}
	return []Row{row}, nil
}

// restsOf leaves programs alone, all at once.
func restsOf(ps []program, wait time.Duration) ([][]Figure, []error) {
	return atOnceOf(ps, func(p program) ([]Figure, error) {
		bytes, share, err := restOf(p, wait)
		return []Figure{{"bytes", float64(bytes), ""}, {"cpu", share, "%"}}, err
	})
}

// atOnceOf looks at all programs that are here at the same time.
func atOnceOf(ps []program, look func(program) ([]Figure, error)) ([][]Figure, []error) {
	figures, errs := make([][]Figure, len(ps)), make([]error, len(ps))
	var all sync.WaitGroup
	for i, p := range ps {
		if p.path != "" {
			all.Go(func() { figures[i], errs[i] = look(p) })
		}
	}
	all.Wait()
	return figures, errs
}

// restOf leaves a program alone and returns the bytes it writes and the share of
// a core it takes, in percent.
func restOf(p program, wait time.Duration) (bytes int, share float64, err error) {
	t, err := p.open()
	if err != nil {
		return 0, 0, err
	}
	defer t.end(p.bye)
	time.Sleep(1500 * time.Millisecond) // what the start brought about is over
	before, had := cpu(t.cmd.Process.Pid), t.size()
	time.Sleep(wait)
	return t.size() - had, 100 * float64(cpu(t.cmd.Process.Pid)-before) / float64(wait), nil
}

// cpu returns the time that all threads of a process have run.
func cpu(pid int) time.Duration {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil {
		return 0
	}
	var sum time.Duration
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			continue // a thread that has ended
		}
		if first := strings.Fields(string(text)); len(first) > 0 {
			n, _ := strconv.ParseInt(first[0], 10, 64) // the kernel writes a number
			sum += time.Duration(n)
		}
	}
	return sum
}

// busy reports whether a thread of a process runs, or would if it were given a core.
func busy(pid int) bool {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(files, func(f string) bool {
		text, _ := os.ReadFile(f) // a thread that has ended is not busy
		_, after, _ := strings.Cut(string(text), ") ")
		return strings.HasPrefix(after, "R")
	})
}

// memory measures what is in memory after 400 keys in a pair's year.
func (b *bench) memory() ([]Row, error) {
	ours, err := b.inContract(shortField)
	if err != nil {
		return nil, err
	}
	ours.cold = true
	text, err := b.someText()
	if err != nil {
		return nil, err
	}
	ps := []program{ours, b.bare(), b.huhForm(), b.textareaOn(text.path), b.nano(text), b.vim(text), b.dialog()}
	figures, errs := atOnceOf(ps, memoryOf) // memory does not mind company
	if errs[0] != nil {
		return nil, errs[0]
	}
	row := Row{
		What: "memory after 400 keys in a pair's year", Limits: []Limit{{"RSS", 25, "≤ 25 MB RSS"}}, Ours: figures[0],
		Note: fmt.Sprintf("RSS counts the pages of the binary and of the book, read afresh from the disk, which the system can drop at any time; "+
			"own is memory that it cannot drop. The textarea gets %d keys", slowKeys),
	}
	for i, p := range ps[1:] {
		row.Beside = append(row.Beside, p.beside(errs[i+1], figures[i+1]...))
	}
	return []Row{row}, nil
}

func memoryOf(p program) ([]Figure, error) {
	t, err := p.open()
	if err != nil {
		return nil, err
	}
	defer t.end(p.bye)
	n := 400
	if p.slow {
		n = slowKeys
	}
	for i := range n {
		k := "a"
		if i%2 == 1 {
			k = "\x7f"
		}
		if err := t.send(k); err != nil {
			return nil, err
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.settle(p.done())
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return nil, fmt.Errorf("read the memory of %s: %w", p.name, err)
	}
	return []Figure{
		{"RSS", statusMB(text, "VmRSS"), "MB"}, {"own", statusMB(text, "RssAnon"), "MB"}, {"peak", statusMB(text, "VmHWM"), "MB"},
	}, nil
}

// statusMB reads one line of a process's status, in MB.
func statusMB(text []byte, name string) float64 {
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64) // the kernel writes a number
			return kb / 1024
		}
	}
	return 0
}

// size measures the binary as it is shipped.
func (b *bench) size() ([]Row, error) {
	ours, err := binarySize(b.built.ours)
	if err != nil {
		return nil, err
	}
	row := Row{What: "binary, stripped", Limits: []Limit{{"size", 16, "≤ 16 MB"}}, Ours: ours}
	for _, p := range []program{b.bare(), b.huhForm(), b.textarea(), b.nano(textFile{}), b.vim(textFile{}), b.dialog()} {
		size, err := binarySize(p.path)
		row.Beside = append(row.Beside, p.beside(err, size...))
	}
	row.Note = "nano, vim and dialog use the system's libraries besides"
	return []Row{row}, nil
}

// binarySize is nothing for a program that is not here.
func binarySize(path string) ([]Figure, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	return []Figure{{"size", float64(info.Size()) / (1 << 20), "MB"}}, nil
}

var initLine = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock`)

// inits finds packages that take more than a millisecond before main begins. Of
// five runs the fastest counts: a package is not slow because the computer was
// busy.
func (b *bench) inits() ([]Row, error) {
	best := map[string]float64{}
	for range 5 {
		c := exec.Command(b.built.ours, "version")
		c.Env = append(os.Environ(), "GODEBUG=inittrace=1", "HOME="+b.home)
		text, err := c.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("run pairbook version: %w", err)
		}
		for _, m := range initLine.FindAllStringSubmatch(string(text), -1) {
			took, _ := strconv.ParseFloat(m[2], 64) // the runtime writes a number
			if was, ok := best[m[1]]; !ok || took < was {
				best[m[1]] = took
			}
		}
	}
	row := Row{What: "slow inits (over 1 ms)", Limits: []Limit{{"slow", 0, "none"}}}
	slow, sum := 0, 0.0
	for name, took := range best {
		sum += took
		if took > 1 {
			slow++
			row.Note += fmt.Sprintf("%s takes %s ms; ", name, number(took))
		}
	}
	row.Ours = []Figure{{"slow", float64(slow), ""}, {"all", sum, "ms"}}
	return []Row{row}, nil
}
