// Command pairbook with a fault in it, for the test that something breaks while
// somebody types. It is built in the place of ../../main.go.
package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	m := Main{
		Args: os.Args[1:], Env: os.Getenv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Now: brokenClock, Size: terminalSize,
	}
	os.Exit(m.Run(context.Background()))
}

// brokenClock breaks, once a file "break" is in HOME, while the app takes a key.
func brokenClock() time.Time {
	_, err := os.Stat(filepath.Join(os.Getenv("HOME"), "break"))
	if err == nil && calledFrom("tui.(*App).Update") {
		panic("half a confidence")
	}
	return time.Now()
}

func calledFrom(name string) bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, name) {
			return true
		}
		if !more {
			return false
		}
	}
}
