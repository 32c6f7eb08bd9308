//go:build linux

// Command pairbook-torture does to pairbook what a bad day does: it kills the program
// while somebody types, cuts the power at every moment of a save, damages the file,
// fills the disk, lets the disk fail, and runs two programs at once. Then it looks
// whether all that was called saved is there, and whether nothing is shown that nobody
// wrote. It prints one table, and ends with 1 where a promise was broken.
//
// It needs Linux, the Go tool (to build the program) and strace (to record what the
// program asks of the disk, and to make the disk fail); some trials need the right to
// mount a small disk. It is run from the module's folder:
//
//	go run ./cmd/pairbook-torture [--quick] [--only TRIALS] [--seed N] [--for DURATION] [--json FILE]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	if code, mine := play(os.Getenv(roleEnv)); mine {
		os.Exit(code)
	}
	o := options{}
	var only string
	flag.BoolVar(&o.quick, "quick", false, "few cases of each trial, a minute in all")
	flag.StringVar(&only, "only", "", "only these `trials`, with commas between: "+strings.Join(names(), ", "))
	flag.Uint64Var(&o.seed, "seed", 1, "the `number` that all chance comes from")
	flag.DurationVar(&o.lasts, "for", 0, "begin again with the next seed until this `time` has passed")
	flag.StringVar(&o.json, "json", "", "write the table to this `file` too")
	flag.BoolVar(&o.nosync, "nosync", false, "for powercut: take it that no sync reaches the disk; this must find losses")
	flag.StringVar(&o.program, "program", "", "take this `file` for pairbook instead of building it")
	flag.Parse()
	if flag.NArg() > 0 { // most likely a trial: all of them would run for an hour
		fmt.Fprintf(os.Stderr, "we do not know what to do with %q: trials are named after --only\n", flag.Arg(0))
		os.Exit(2)
	}
	if only != "" {
		o.only = strings.Split(only, ",")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	held, err := torture(ctx, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !held {
		os.Exit(1)
	}
}

type options struct {
	quick, nosync bool
	only          []string
	seed          uint64
	lasts         time.Duration
	json, program string
}
