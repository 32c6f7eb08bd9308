package main

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gdamore/tcell/v3/vt"
)

// eyes read the screen, to find the way to what is measured. The emulator behind
// them gets the stream only when somebody looks, so that it costs nothing while
// time is taken.
type eyes struct {
	screen vt.MockTerm
	seen   int // of the log
}

func newEyes() (*eyes, error) {
	e := &eyes{screen: vt.NewMockTerm(vt.MockOptSize{X: wide, Y: high}, vt.MockOptColors(1<<24))}
	if err := e.screen.Start(); err != nil {
		return nil, err
	}
	go io.Copy(io.Discard, e.screen) //nolint:errcheck // the answers were given already
	return e, nil
}

func (e *eyes) close() { _ = e.screen.Close() }

var (
	repeated = regexp.MustCompile(`([ -~])\x1b\[([0-9]+)b`)
	toColumn = regexp.MustCompile("\x1b\\[([0-9]*)`")
)

// plain writes out what the emulator does not know.
func plain(b []byte) []byte {
	b = repeated.ReplaceAllFunc(b, func(m []byte) []byte {
		n, err := strconv.Atoi(string(m[3 : len(m)-1]))
		if err != nil {
			return m[:1]
		}
		return bytes.Repeat(m[:1], n+1)
	})
	return toColumn.ReplaceAll(b, []byte("\x1b[${1}G"))
}

// look returns the screen as text, once the program has come to rest.
func (t *term) look() (string, error) {
	t.settle(80 * time.Millisecond)
	if t.eyes == nil {
		e, err := newEyes()
		if err != nil {
			return "", err
		}
		t.eyes = e
	}
	t.mu.Lock()
	fresh := plain(t.log[t.eyes.seen:])
	t.eyes.seen = len(t.log)
	t.mu.Unlock()
	if _, err := t.eyes.screen.Write(fresh); err != nil {
		return "", err
	}
	var b strings.Builder
	for y := range high {
		for x := range wide {
			c := t.eyes.screen.GetCell(vt.Coord{X: vt.Col(x), Y: vt.Row(y)})
			if c.C == "" {
				b.WriteByte(' ')
			}
			b.WriteString(c.C)
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}
