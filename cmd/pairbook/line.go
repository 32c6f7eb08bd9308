package main

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"time"
)

// line is the way to the terminal. A terminal that takes nothing any more, as
// over a connection that is stuck, would hold up whoever writes to it for ever;
// once the line is cut nobody waits for it.
type line struct {
	*os.File
	own  *os.File // the same terminal, opened so that a Write to it can be ended; nil where it cannot
	gone chan struct{}
	once sync.Once
}

var errCut = errors.New("the terminal takes nothing any more")

func newLine(f *os.File) *line {
	return &line{File: f, own: openAgain(f), gone: make(chan struct{})}
}

// end closes what newLine opened. The terminal itself stays open.
func (l *line) end() {
	if l != nil && l.own != nil {
		_ = l.own.Close() // all was written, or given up
	}
}

// cut gives the terminal up: from now on every Write fails at once, also one that
// waits already. On no line it does nothing.
func (l *line) cut() {
	if l != nil {
		l.once.Do(func() {
			close(l.gone)
			if l.own != nil {
				_ = l.own.SetWriteDeadline(time.Unix(1, 0)) // openAgain has seen that it can be set
			}
		})
	}
}

// isCut reports whether the terminal was given up.
func (l *line) isCut() bool {
	if l == nil {
		return false
	}
	select {
	case <-l.gone:
		return true
	default:
		return false
	}
}

// Write implements io.Writer.
func (l *line) Write(b []byte) (int, error) {
	if l.isCut() {
		return 0, errCut
	}
	if l.own == nil {
		return l.handOver(b)
	}
	n, err := l.own.Write(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = errCut
	}
	return n, err
}

// handOver lets another goroutine write, which takes time in which a frame is late.
func (l *line) handOver(b []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	own := bytes.Clone(b) // the caller may use b again before a stuck terminal lets go
	go func() {
		n, err := l.File.Write(own)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-l.gone:
		return 0, errCut
	}
}
