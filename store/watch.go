package store

import (
	"sync"

	"pairbook/forms"
)

// Saved is what a listener is told: the revisions of one act, as they were saved.
type Saved struct {
	Pair      forms.PairID
	Revisions []forms.Revision
}

// Watch returns a channel of everything that is saved from now on, in order, and a
// function that ends it. Each listener has a queue of its own without a limit, so
// that a slow one holds up nobody. The channel is closed when the listener ends it
// or the book is closed; what was not yet taken is dropped then.
func (b *Book) Watch() (<-chan Saved, func()) {
	return b.listeners.add()
}

type listeners struct {
	mu     sync.Mutex
	all    map[*queue]bool
	closed bool
}

func (l *listeners) add() (<-chan Saved, func()) {
	q := &queue{out: make(chan Saved), more: make(chan struct{}, 1), end: make(chan struct{})}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		close(q.out)
		return q.out, func() {}
	}
	if l.all == nil {
		l.all = map[*queue]bool{}
	}
	l.all[q] = true
	go q.run()
	return q.out, func() { l.remove(q) }
}

func (l *listeners) remove(q *queue) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all[q] {
		delete(l.all, q)
		close(q.end)
	}
}

func (l *listeners) tell(s Saved) {
	if len(s.Revisions) == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for q := range l.all {
		q.add(s)
	}
}

func (l *listeners) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for q := range l.all {
		delete(l.all, q)
		close(q.end)
	}
}

// queue hands one listener what it has not taken yet.
type queue struct {
	mu      sync.Mutex
	waiting []Saved
	more    chan struct{} // holds a token while something may be waiting
	end     chan struct{}
	out     chan Saved
}

func (q *queue) add(s Saved) {
	q.mu.Lock()
	q.waiting = append(q.waiting, s)
	q.mu.Unlock()
	select {
	case q.more <- struct{}{}:
	default: // it has not looked since the last one
	}
}

func (q *queue) take() []Saved {
	q.mu.Lock()
	defer q.mu.Unlock()
	all := q.waiting
	q.waiting = nil
	return all
}

func (q *queue) run() {
	defer close(q.out)
	for {
		select {
		case <-q.end:
			return
		case <-q.more:
		}
		for _, s := range q.take() {
			select {
			case <-q.end:
				return
			case q.out <- s:
			}
		}
	}
}
