// Command pairbook-bench measures pairbook beside other programs, in one run, and
// prints one table with the budgets of each row. Times move with the computer:
// the ratios count. It needs Linux (for /proc) and the Go tool (to build what it
// measures), and is run from the module's folder:
//
//	go run ./cmd/pairbook-bench [--quick] [--check] [--only GROUPS] [--skip GROUPS]
//		[--json FILE] [--svg FILE] [--markdown FILE]
//
// What it measures beside is built from source too, in a module of its own (peers),
// which takes a minute the first time; what cannot be had is "not here".
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

func main() {
	o := options{}
	flag.BoolVar(&o.quick, "quick", false, "fewer repetitions and smaller books, about 80 seconds")
	flag.BoolVar(&o.check, "check", false, "end with 1 where a budget is missed")
	flag.StringVar(&o.json, "json", "", "write the rows to this `file` too")
	flag.StringVar(&o.svg, "svg", "", "draw start and growth into this `file`")
	flag.StringVar(&o.markdown, "markdown", "", "write the table for the README into this `file`")
	flag.StringVar(&o.skip, "skip", "", "leave out these `groups`, such as million, the largest book")
	flag.StringVar(&o.only, "only", "", "measure only these `groups`, with commas between: "+strings.Join(names(), ", "))
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "we do not know what to do with %q: groups are named after --only\n", flag.Arg(0))
		os.Exit(2)
	}
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
	only, skip   string

	json, svg, markdown string // files to write
}

// bench is one run.
type bench struct {
	quick bool
	home  string // a folder of our own, removed at the end
	built binaries
	lib   *library
	small float64 // ms to open the smallest book, once that is known
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
		{"pairs", (*bench).pairs},
		{"export", (*bench).export},
		{"memory", (*bench).memory},
		{"size", (*bench).size},
		{"inits", (*bench).inits},
		{"open", (*bench).open}, // late: the system goes on writing these large books for a while
		{"million", (*bench).million},
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
	wanted, err := wanted(o.only, o.skip)
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
	out := report{Machine: thisMachine()}
	out.Rows = b.measure(wanted)
	out.Machine.After = load()
	if err := out.write(o); err != nil {
		return false, err
	}
	return !slices.ContainsFunc(out.Rows, func(r Row) bool { return !r.Met }), nil
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

// wanted returns the groups that are named, or all, but for those to be skipped.
func wanted(only, skip string) ([]group, error) {
	out := groups()
	for _, choice := range []struct {
		list string
		keep bool
	}{{only, true}, {skip, false}} {
		if choice.list == "" {
			continue
		}
		named := strings.Split(strings.ReplaceAll(choice.list, " ", ""), ",")
		for _, name := range named {
			if !slices.Contains(names(), name) {
				return nil, fmt.Errorf("there is no group %q; there are %s", name, strings.Join(names(), ", "))
			}
		}
		out = slices.DeleteFunc(out, func(g group) bool { return slices.Contains(named, g.name) != choice.keep })
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
	if b.built, err = buildAll(ctx, dir); err != nil {
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

// report is what a run found.
type report struct {
	Machine machine `json:"machine"`
	Rows    []Row   `json:"rows"`
}

// write prints the table, and writes the files that were asked for.
func (r report) write(o options) error {
	fmt.Printf("%s\n\n", r.Machine)
	if err := show(os.Stdout, r.Rows); err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("write the rows as JSON: %w", err)
	}
	for _, file := range []struct{ path, text string }{
		{o.json, string(text) + "\n"}, {o.svg, picture(r)}, {o.markdown, markdown(r)},
	} {
		if file.path == "" {
			continue
		}
		if err := os.WriteFile(file.path, []byte(file.text), 0o600); err != nil {
			return err
		}
	}
	return nil
}
