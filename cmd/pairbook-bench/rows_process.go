package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// idle measures what pairbook does while nobody does anything.
func (b *bench) idle() ([]Row, error) {
	p, err := b.inContract(shortField)
	if err != nil {
		return nil, err
	}
	wait := time.Duration(b.times(10, 4)) * time.Second
	type result struct {
		bytes int
		share float64
		err   error
	}
	ps := []program{p, b.bare()}
	out := make([]chan result, len(ps))
	for i, p := range ps {
		out[i] = make(chan result, 1)
		go func() {
			n, share, err := restOf(p, wait)
			out[i] <- result{n, share, err}
		}()
	}
	ours, bare := <-out[0], <-out[1]
	for _, r := range []result{ours, bare} {
		if r.err != nil {
			return nil, r.err
		}
	}
	figures := func(r result) []Figure {
		return []Figure{{"", float64(r.bytes), "bytes"}, {"cpu", r.share, "%"}}
	}
	return []Row{{
		What:   "idle for " + wait.String(),
		Limits: []Limit{{"", 0, "0 bytes"}, {"cpu", 1.5, "≤ 1.5 % of a core"}},
		Ours:   figures(ours), Beside: []Beside{{Who: "bare v2", Figures: figures(bare)}},
	}}, nil
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

// memory measures what is in memory after 400 keys in a pair's year.
func (b *bench) memory() ([]Row, error) {
	ours, err := b.inContract(shortField)
	if err != nil {
		return nil, err
	}
	ours.cold = true
	file, word, err := b.someText()
	if err != nil {
		return nil, err
	}
	ps := []program{ours, b.bare(), b.nano(file, word), b.vim(file, word)}
	figures, err := memories(ps)
	if err != nil {
		return nil, err
	}
	row := Row{
		What: "memory after 400 keys in a pair's year", Limits: []Limit{{"RSS", 25, "≤ 25 MB RSS"}}, Ours: figures[0],
		Note: "RSS counts the pages of the binary and of the book, read afresh from the disk, which the system can drop at any time; own is memory that it cannot drop",
	}
	for i, p := range ps[1:] {
		beside := Beside{Who: p.name, Absent: missing}
		if p.path != "" {
			beside = Beside{Who: p.name, Figures: figures[i+1][:1]}
		}
		row.Beside = append(row.Beside, beside)
	}
	return []Row{row}, nil
}

// memories looks at all programs at once: memory does not mind company.
func memories(ps []program) ([][]Figure, error) {
	figures, errs := make([][]Figure, len(ps)), make([]error, len(ps))
	var all sync.WaitGroup
	for i, p := range ps {
		if p.path != "" {
			all.Go(func() { figures[i], errs[i] = memoryOf(p) })
		}
	}
	all.Wait()
	return figures, errors.Join(errs...)
}

func memoryOf(p program) ([]Figure, error) {
	t, err := p.open()
	if err != nil {
		return nil, err
	}
	defer t.end(p.bye)
	for i := range 400 {
		k := "a"
		if i%2 == 1 {
			k = "\x7f"
		}
		if err := t.send(k); err != nil {
			return nil, err
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.settle(sure)
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return nil, fmt.Errorf("read the memory of %s: %w", p.name, err)
	}
	return []Figure{
		{"RSS", statusMB(text, "VmRSS"), "MB"}, {"own", statusMB(text, "RssAnon"), "MB"}, {"most", statusMB(text, "VmHWM"), "MB"},
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
	row := Row{What: "binary, stripped", Limits: []Limit{{"", 16, "≤ 16 MB"}}}
	mb := func(path string) []Figure {
		info, err := os.Stat(path)
		if err != nil {
			return nil
		}
		return []Figure{{"", float64(info.Size()) / (1 << 20), "MB"}}
	}
	row.Ours = mb(b.ours)
	row.Beside = append(row.Beside, Beside{Who: "bare v2", Figures: mb(b.bareApp)})
	for _, name := range []string{"nano", "vim", "dialog"} {
		beside := Beside{Who: name, Absent: missing}
		if path := installed(name); path != "" {
			beside = Beside{Who: name, Figures: mb(path)}
		}
		row.Beside = append(row.Beside, beside)
	}
	return []Row{row}, nil
}

var initLine = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock`)

// inits finds packages that take more than a millisecond before main begins. Of
// five runs the fastest counts: a package is not slow because the computer was
// busy.
func (b *bench) inits() ([]Row, error) {
	best := map[string]float64{}
	for range 5 {
		c := exec.Command(b.ours, "version")
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
	row := Row{What: "slow inits (over 1 ms)", Limits: []Limit{{"", 0, "0"}}}
	slow, sum := 0, 0.0
	for name, took := range best {
		sum += took
		if took > 1 {
			slow++
			row.Note += fmt.Sprintf("%s takes %s ms; ", name, number(took))
		}
	}
	row.Ours = []Figure{{"", float64(slow), ""}, {"all together", sum, "ms"}}
	return []Row{row}, nil
}
