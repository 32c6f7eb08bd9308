package store

import (
	"slices"
	"sync"

	"pairbook/forms"
)

// Saved is what a listener is told: the revisions of one act, as they were saved.
type Saved struct {
	Pair      forms.PairID
	Revisions []forms.Revision

	whose map[forms.RevID]forms.Voice // the private ones, and whose they are
}

// without returns what a listener may still be told when a person has been locked.
func (s Saved) without(v forms.Voice) Saved {
	kept := slices.Clone(s.Revisions)
	s.Revisions = slices.DeleteFunc(kept, func(r forms.Revision) bool { return s.whose[r.ID] == v })
	return s
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
	q := &queue{out: make(chan Saved), more: make(chan struct{}, 1), again: make(chan struct{}), end: make(chan struct{})}
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

// hide takes back what nobody has taken yet of a person's private values.
func (l *listeners) hide(p person) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for q := range l.all {
		q.hide(p)
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
	again   chan struct{} // taken when what is offered may have changed
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

// hide returns when nothing that is hidden can be handed over any more.
func (q *queue) hide(p person) {
	q.mu.Lock()
	for i, s := range q.waiting {
		if s.Pair == p.pair && len(s.whose) > 0 {
			q.waiting[i] = s.without(p.voice)
		}
	}
	q.mu.Unlock()
	select {
	case q.again <- struct{}{}:
	case <-q.end:
	}
}

// first returns what the listener is to be told next.
func (q *queue) first() (Saved, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) > 0 && len(q.waiting[0].Revisions) == 0 {
		q.waiting = q.waiting[1:]
	}
	if len(q.waiting) == 0 {
		q.waiting = nil
		return Saved{}, false
	}
	return q.waiting[0], true
}

func (q *queue) pop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = q.waiting[1:]
}

func (q *queue) run() {
	defer close(q.out)
	for {
		s, there := q.first()
		out := q.out
		if !there {
			out = nil // there is nothing to hand over
		}
		select {
		case <-q.end:
			return
		case <-q.more:
		case <-q.again:
		case out <- s:
			q.pop()
		}
	}
}
