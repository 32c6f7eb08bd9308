//go:build unix

package main

import (
	"errors"
	"os"
	"testing"
	"time"

	"github.com/creack/pty"
)

func TestWhoeverWritesToAStuckTerminalIsFreedWhenItIsGivenUp(t *testing.T) {
	for name, open := range map[string]func() (r, w *os.File, err error){"pipe": os.Pipe, "terminal": pty.Open} {
		t.Run(name, func(t *testing.T) {
			r, w, err := open() // one that nobody reads is stuck once it is full
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = errors.Join(r.Close(), w.Close()) }()
			freesWhoWaits(t, w)
		})
	}
}

func freesWhoWaits(t *testing.T, w *os.File) {
	l := newLine(w)
	defer l.end()
	if n, err := l.Write([]byte("words")); n != 5 || err != nil {
		t.Fatalf("before it is stuck: %d, %v", n, err)
	}
	stuck := make(chan error)
	go func() {
		_, err := l.Write(make([]byte, 1<<20))
		stuck <- err
	}()
	select {
	case err := <-stuck:
		t.Fatal("it is not stuck:", err)
	case <-time.After(50 * time.Millisecond):
	}
	l.cut()
	l.cut() // a second time is no harm
	if err := <-stuck; !errors.Is(err, errCut) {
		t.Error("the one who waited was told:", err)
	}
	if _, err := l.Write([]byte("words")); !errors.Is(err, errCut) || !l.isCut() {
		t.Error("afterwards:", err)
	}
}

func TestNoLineIsNeverCut(t *testing.T) {
	var l *line
	l.cut()
	if l.isCut() {
		t.Error("there is nothing to be cut")
	}
}
