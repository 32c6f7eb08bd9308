package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// How keys are timed. A frame is over when nothing has come for a while: at 120
// frames a second the next one comes after 8.3 ms at the earliest.
const (
	frameOver = 5 * time.Millisecond
	keyLost   = 5 * time.Second
	restful   = 900 * time.Millisecond // what was typed before is kept, and said to be
	seed      = 20260324
)

var (
	errSilent = errors.New("nothing came on the screen")
	errLong   = fmt.Errorf("over %s", patience) // is a result, too
)

// typist is a person who types at a program, alike in each run.
type typist struct {
	t   *term
	rnd *rand.Rand

	began int // bytes that had come when the first key was pressed
	out   typing
}

func newTypist(t *term) *typist {
	return &typist{t: t, rnd: rand.New(rand.NewPCG(seed, 0))} //nolint:gosec // alike in each run
}

// typing is what typing single keys cost.
type typing struct {
	last sample // ms from the key to the last byte of its frame
	sent int    // bytes to the terminal, for all keys
}

// bytes returns the bytes for each key.
func (y typing) bytes() float64 { return float64(y.sent) / float64(len(y.last)) }

// latency types n keys, 'a' and Backspace in turn, with random gaps: even ones
// would fall in step with the program's frames.
func (y *typist) latency(n int) error {
	y.t.settle(restful)
	if len(y.out.last) == 0 {
		y.began = y.t.size()
	}
	for i := range n {
		k := "a"
		if i%2 == 1 {
			k = "\x7f"
		}
		had := y.t.size()
		pressed := time.Now()
		if err := y.t.send(k); err != nil {
			return err
		}
		if !y.t.beyond(had, keyLost) {
			return fmt.Errorf("key %d: %w", i+1, errSilent)
		}
		y.out.last.add(y.t.settle(frameOver).Sub(pressed))
		time.Sleep(time.Duration(20+y.rnd.IntN(40)) * time.Millisecond)
	}
	y.t.settle(50 * time.Millisecond)
	y.out.sent = y.t.size() - y.began
	return nil
}

// burst sends text at once and returns how long it took until the last byte of
// what it brought about; it is over when nothing has come for quiet, and the program
// is not at work.
func (y *typist) burst(text string, quiet time.Duration) (time.Duration, error) {
	y.t.settle(restful)
	had := y.t.size()
	began := time.Now()
	sent := make(chan error, 1)
	go func() { sent <- y.t.send(text) }()
	select {
	case err := <-sent:
		if err != nil {
			return 0, err
		}
	case <-time.After(patience):
		return 0, errLong
	}
	if !y.t.beyond(had, patience) {
		return 0, errSilent
	}
	for {
		at, ok := y.t.quiet(quiet)
		switch {
		case !ok || time.Since(began) > 2*patience:
			return 0, errLong
		case !busy(y.t.cmd.Process.Pid):
			return at.Sub(began), nil
		}
		time.Sleep(10 * time.Millisecond) // it says nothing, but is at work
	}
}

const pasteBegins = "\x1b[200~"

// pasted wraps text as terminals do when it is pasted.
func pasted(text string) string {
	return pasteBegins + strings.ReplaceAll(text, "\n", "\r") + "\x1b[201~"
}

// toContract goes from the pair's page to the contract, which opens at the
// question with this label. Where the contract stands on the page is not our
// affair: it tries one entry after the other.
func toContract(label string) func(*term) error {
	return func(t *term) error {
		page := ""
		for range 2 { // past what is next and the plan
			if _, err := t.press("\t"); err != nil {
				return err
			}
		}
		for range 25 {
			var err error
			if page, err = t.press("\r"); err != nil {
				return err
			}
			if strings.Contains(page, label) && onSheet(page) {
				return nil
			}
			if onSheet(page) { // another sheet
				if _, err := t.press("\x1b"); err != nil {
					return err
				}
			}
			if _, err := t.press("\x1b[B"); err != nil {
				return err
			}
		}
		return fmt.Errorf("the contract is not to be found; the screen shows:\n%s", page)
	}
}

// onSheet reports whether a screen shows a sheet: only there is a next empty
// question to go to.
func onSheet(page string) bool { return strings.Contains(strings.ToLower(page), "ctrl+n") }

// press types and returns the screen that this leads to.
func (t *term) press(keys string) (string, error) {
	had := t.size()
	if err := t.send(keys); err != nil {
		return "", err
	}
	t.beyond(had, time.Second) // some keys change nothing
	return t.look()
}

// then goes on after another way.
func then(first func(*term) error, more func(*term) error) func(*term) error {
	return func(t *term) error {
		if err := first(t); err != nil {
			return err
		}
		return more(t)
	}
}

// paste puts text where one types, and waits until it is there.
func paste(text string) func(*term) error {
	return func(t *term) error {
		if err := t.send(pasted(text)); err != nil {
			return err
		}
		words := strings.Fields(text)
		page := ""
		for range 50 {
			var err error
			if page, err = t.look(); err != nil {
				return err
			}
			if strings.Contains(page, words[len(words)-1]) {
				return nil
			}
			time.Sleep(100 * time.Millisecond)
		}
		return fmt.Errorf("the text that was pasted did not come; the screen shows:\n%s", page)
	}
}
