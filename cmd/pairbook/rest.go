package main

import (
	"sync"
	"time"
)

// restsAfter is how long nothing has to happen until the program rests.
const restsAfter = 2 * time.Second

// rest keeps the program to one core while nothing happens. Bubble Tea's clock ticks all
// the same, and with more of them each tick wakes a second one that finds nothing to do:
// two of five times that the program is woken, and a battery lasts less long for it.
type rest struct {
	cores func(n int) (before int) // runtime.GOMAXPROCS
	begin *time.Timer

	mu   sync.Mutex
	full int // cores to go back to; 0 while the program does not rest
}

func newRest(cores func(n int) int) *rest {
	r := &rest{cores: cores}
	r.begin = time.AfterFunc(restsAfter, r.lie)
	return r
}

func (r *rest) lie() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.full == 0 {
		r.full = r.cores(1)
	}
}

// stir ends the rest; the next one begins restsAfter it.
func (r *rest) stir() {
	r.begin.Reset(restsAfter)
	r.rise()
}

func (r *rest) rise() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.full > 0 {
		r.cores(r.full)
		r.full = 0
	}
}

// end ends it for good.
func (r *rest) end() {
	r.begin.Stop()
	r.rise()
}
