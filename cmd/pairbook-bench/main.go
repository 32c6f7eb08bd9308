// Command pairbook-bench measures pairbook beside other programs, in one run, and
// prints one table with the budgets of each row. Times move with the computer:
// the ratios count. It needs Linux (for /proc) and the Go tool (to build what it
// measures), and is run from the module's folder:
//
//	go run ./cmd/pairbook-bench [--quick] [--check] [--json FILE] [--only ROW]
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

func main() {
	o := options{}
	flag.BoolVar(&o.quick, "quick", false, "fewer repetitions and smaller books, under a minute")
	flag.BoolVar(&o.check, "check", false, "end with 1 where a budget is missed")
	flag.StringVar(&o.json, "json", "", "write the rows to this `file` too")
	flag.StringVar(&o.only, "only", "", "measure only these `groups`, with commas between: "+strings.Join(names(), ", "))
	flag.Parse()
	ok, err := run(context.Background(), o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if o.check && !ok {
		os.Exit(1)
	}
}

type options struct {
	quick, check bool
	json, only   string
}

// bench is one run.
type bench struct {
	quick   bool
	home    string // a folder of our own, removed at the end
	ours    string // binaries
	bareApp string
	lib     *library
}

// times is how often something is repeated.
func (b *bench) times(full, quick int) int {
	if b.quick {
		return quick
	}
	return full
}

// group is a set of rows that are measured together.
type group struct {
	name string
	rows func(*bench) ([]Row, error)
}

func groups() []group {
	return []group{
		{"start", (*bench).start},
		{"keys", (*bench).keys},
		{"core", (*bench).core},
		{"burst", (*bench).burst},
		{"paste", (*bench).paste},
		{"idle", (*bench).idle},
		{"save", (*bench).save},
		{"pairs", (*bench).onePair},
		{"export", (*bench).export},
		{"memory", (*bench).memory},
		{"size", (*bench).size},
		{"inits", (*bench).inits},
		{"open", (*bench).open}, // last: the system goes on writing these large books for a while
	}
}

func names() []string {
	var out []string
	for _, g := range groups() {
		out = append(out, g.name)
	}
	return out
}

// run measures, prints the table and reports whether all budgets are kept.
func run(ctx context.Context, o options) (bool, error) {
	wanted, err := wanted(o.only)
	if err != nil {
		return false, err
	}
	dir, err := os.MkdirTemp("", "pairbook-bench-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system's own sweep takes what is left
	go sweepOnInterrupt(dir)
	b, err := prepare(ctx, dir)
	if err != nil {
		return false, err
	}
	b.quick = o.quick
	before := load()
	rows := b.measure(wanted)
	fmt.Printf("%d cores, load %s before and %s after; times mean little where others keep the cores busy\n\n",
		runtime.NumCPU(), before, load())
	if err := show(os.Stdout, rows); err != nil {
		return false, err
	}
	if o.json != "" {
		if err := writeJSON(o.json, rows); err != nil {
			return false, err
		}
	}
	return !slices.ContainsFunc(rows, func(r Row) bool { return !r.Met }), nil
}

// sweepOnInterrupt removes the books, which can be large, also when the person who
// measures has seen enough.
func sweepOnInterrupt(dir string) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
	_ = os.RemoveAll(dir) // nothing more can be done
	os.Exit(130)
}

// load returns how many processes wanted a core during the last minute, "?" where
// the system does not tell.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

func wanted(only string) ([]group, error) {
	if only == "" {
		return groups(), nil
	}
	var out []group
	for name := range strings.SplitSeq(only, ",") {
		i := slices.Index(names(), strings.TrimSpace(name))
		if i < 0 {
			return nil, fmt.Errorf("there is no group %q; there are %s", name, strings.Join(names(), ", "))
		}
		out = append(out, groups()[i])
	}
	return out, nil
}

// prepare builds the binaries and loads the forms.
func prepare(ctx context.Context, dir string) (*bench, error) {
	b := &bench{home: filepath.Join(dir, "home")}
	err := os.Mkdir(b.home, 0o700)
	if err != nil {
		return nil, err
	}
	if b.ours, err = build(ctx, dir, "pairbook", "pairbook/cmd/pairbook"); err != nil {
		return nil, err
	}
	if b.bareApp, err = build(ctx, dir, "bare", "pairbook/cmd/pairbook-bench/bare"); err != nil {
		return nil, err
	}
	words, err := lang.Load(lang.English)
	if err != nil {
		return nil, err
	}
	all, err := catalog.Load()
	if err != nil {
		return nil, err
	}
	b.lib = &library{dir: dir, forms: all, words: words, made: map[string]bookFile{}}
	return b, nil
}

// measure runs the groups one after the other. A group that cannot be measured
// is a row that says why.
func (b *bench) measure(gs []group) []Row {
	var out []Row
	for _, g := range gs {
		began := time.Now()
		rows, err := g.rows(b)
		if err != nil {
			rows = []Row{{What: g.name, Failed: err.Error()}}
		}
		for i := range rows {
			rows[i].Group = g.name
			rows[i].judge()
		}
		out = append(out, rows...)
		fmt.Fprintf(os.Stderr, "%-7s %s\n", g.name, time.Since(began).Round(100*time.Millisecond))
	}
	return out
}

func writeJSON(path string, rows []Row) error {
	text, err := json.MarshalIndent(rows, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.WriteFile(path, append(text, '\n'), 0o600)
}
