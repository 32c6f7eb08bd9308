package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"time"

	"github.com/creack/pty"
)

// Size of the terminal that programs are measured in, in cells.
const (
	wide = 80
	high = 24
)

// How long a program may take before a measurement is given up.
const patience = 20 * time.Second

var errEnded = errors.New("the program ended")

// term is a program on a pseudo-terminal, and the terminal's side of it: it notes
// when bytes arrive and answers what programs ask of an xterm.
type term struct {
	cmd     *exec.Cmd
	file    *os.File
	started time.Time
	news    chan struct{} // something was read; holds at most one
	over    chan struct{} // closed when nothing will come any more

	mu    sync.Mutex
	log   []byte
	reads []reading
	heard int // the log is searched for questions up to here

	eyes *eyes
}

// reading is one read: when it returned, and how long the log was then.
type reading struct {
	at  time.Time
	end int
}

// launch starts a program on a terminal of its own.
func launch(cmd *exec.Cmd) (*term, error) {
	t := &term{cmd: cmd, news: make(chan struct{}, 1), over: make(chan struct{}), started: time.Now()}
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: high, Cols: wide})
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	t.file = f
	go t.read()
	return t, nil
}

func (t *term) read() {
	defer close(t.over)
	buf := make([]byte, 1<<16)
	for {
		n, err := t.file.Read(buf)
		at := time.Now()
		if n > 0 {
			if said := t.note(buf[:n], at); len(said) > 0 {
				go t.file.Write(said) //nolint:errcheck // not here: a long paste can be on its way, and reading must go on
			}
			select {
			case t.news <- struct{}{}:
			default:
			}
		}
		if err != nil {
			return
		}
	}
}

// note keeps what was read and returns the answers to what it asks.
func (t *term) note(b []byte, at time.Time) []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.log = append(t.log, b...)
	t.reads = append(t.reads, reading{at, len(t.log)})
	var out []byte
	for {
		m := question.FindSubmatchIndex(t.log[t.heard:])
		if m == nil {
			break
		}
		out = append(out, answer(t.log[t.heard:], m)...)
		t.heard += m[1]
	}
	t.heard = max(t.heard, len(t.log)-longestQuestion)
	return out
}

const longestQuestion = 256

// question is what programs ask: a mode (1), a colour (2), who the terminal is,
// where its cursor stands, which key codes and settings it has.
var question = regexp.MustCompile(`\x1b\[\?(\d+)\$p|\x1b\](1[01]);\?(?:\x07|\x1b\\)|` +
	`(\x1b\[0?c)|(\x1b\[>0?c)|(\x1b\[6n)|(\x1b\[>0?q)|(\x1bP\+q[0-9A-Fa-f;]*\x1b\\)|(\x1bP\$q[^\x1b]*\x1b\\)`)

// answer returns what an xterm with a dark background says.
func answer(b []byte, m []int) []byte {
	group := func(n int) []byte {
		if m[2*n] < 0 {
			return nil
		}
		return b[m[2*n]:m[2*n+1]]
	}
	fixed := map[int]string{
		3: "\x1b[?64;1;2;6;22c", 4: "\x1b[>41;390;0c", 5: "\x1b[2;2R",
		6: "\x1bP>|XTerm(390)\x1b\\", 7: "\x1bP0+r\x1b\\", 8: "\x1bP0$r\x1b\\",
	}
	if mode := group(1); mode != nil {
		return fmt.Appendf(nil, "\x1b[?%s;%d$y", mode, modeState(string(mode)))
	}
	if colour := group(2); colour != nil {
		return fmt.Appendf(nil, "\x1b]%s;rgb:1c1c/1c1c/1c1c\x1b\\", colour)
	}
	for n, text := range fixed {
		if group(n) != nil {
			return []byte(text)
		}
	}
	return nil
}

// modeState: synchronized output is known and off; other modes are unknown.
func modeState(mode string) int {
	if mode == "2026" {
		return 2
	}
	return 0
}

// size returns how many bytes have come so far.
func (t *term) size() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.log)
}

// last returns when the last byte came, and how many there are.
func (t *term) last() (time.Time, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.reads) == 0 {
		return t.started, 0
	}
	r := t.reads[len(t.reads)-1]
	return r.at, r.end
}

// await waits until all of the words have been written and returns when the read
// that completed them returned. Words, in lower case, are looked for in what is
// left of the stream without its control sequences, whatever their case is there.
func (t *term) await(words ...string) (time.Time, error) {
	limit := time.After(patience)
	seen := 0 // reads that have been looked at
	for {
		log, reads := t.sofar()
		for ; seen < len(reads); seen++ {
			text := bytes.ToLower(sequences.ReplaceAll(log[:reads[seen].end], nil))
			if containsAll(text, words) {
				return reads[seen].at, nil
			}
		}
		select {
		case <-t.news:
		case <-t.over:
			if _, all := t.sofar(); len(all) == seen {
				return time.Time{}, fmt.Errorf("wait for %q: %w", words, errEnded)
			}
		case <-limit:
			return time.Time{}, fmt.Errorf("%q did not come in %s", words, patience)
		}
	}
}

// sofar returns what has been read and when. Both only grow at their ends, so that they
// can be looked at while more comes.
func (t *term) sofar() ([]byte, []reading) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.log, t.reads
}

var sequences = regexp.MustCompile(`\x1b\[[0-9;:?>=<$ ]*[@-~]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-B]|\x1b[=>78MDEc]`)

func containsAll(text []byte, words []string) bool {
	for _, w := range words {
		if !bytes.Contains(text, []byte(w)) {
			return false
		}
	}
	return true
}

// beyond waits until more than n bytes have come; false after the wait.
func (t *term) beyond(n int, wait time.Duration) bool {
	limit := time.After(wait)
	for t.size() <= n {
		select {
		case <-t.news:
		case <-t.over:
			return t.size() > n
		case <-limit:
			return false
		}
	}
	return true
}

// settle waits until nothing has come for a while and returns when the last byte
// came.
func (t *term) settle(quiet time.Duration) time.Time {
	at, _ := t.quiet(quiet)
	return at
}

// quiet is settle that says, too, whether it came to that before patience was over.
func (t *term) quiet(quiet time.Duration) (last time.Time, came bool) {
	limit := time.After(patience)
	for {
		at, _ := t.last()
		left := quiet - time.Since(at)
		if left <= 0 {
			return at, true
		}
		select {
		case <-t.news:
		case <-time.After(left):
		case <-t.over:
			return at, true
		case <-limit:
			return at, false
		}
	}
}

// send types.
func (t *term) send(keys string) error {
	if _, err := t.file.WriteString(keys); err != nil {
		return fmt.Errorf("type: %w", err)
	}
	return nil
}

// leaving is how long a program may take to leave: at its first end of the day pairbook
// writes a backup, which takes seconds in the largest book, and would begin anew at each
// end if it were never let finish.
const leaving = 2 * time.Minute

// end asks the program to leave with keys, and makes sure that it does.
func (t *term) end(keys string) {
	_ = t.send(keys) // one that has left already is what we want
	select {
	case <-t.over:
	case <-time.After(leaving):
		_ = t.cmd.Process.Kill()
		<-t.over
	}
	_ = t.cmd.Wait() // how it ended is not what is measured
	_ = t.file.Close()
	if t.eyes != nil {
		t.eyes.close()
	}
}
