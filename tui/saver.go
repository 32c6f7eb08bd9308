package tui

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
)

// DraftAfter is how long typed text may wait until it is kept as a draft, and
// RestAfter how long a field rests until its text becomes an answer.
const (
	DraftAfter = 600 * time.Millisecond
	RestAfter  = time.Minute
)

// Saver takes answers and drafts to the book, in order, off the UI goroutine.
// Its other methods belong to the UI goroutine, except Rescue.
type Saver struct {
	book Book
	pair forms.PairID

	mu    sync.Mutex
	queue []*job
	wake  chan struct{}
	out   chan savedMsg // what became of each job, in order; Listen reads it
	stop  chan struct{}
	once  sync.Once

	state SaveState
	typed map[forms.Address]func() string // text on screen that no draft holds yet
	alarm bool                            // a tick for drafts is on its way
}

// SaveState is what the header says about saving.
type SaveState struct {
	Typing bool      // text on screen that is not in the book yet
	At     time.Time // when the book last confirmed; zero: nothing to save yet
	Err    error     // why the last save failed; nil while all is well
}

type job struct {
	run  func() ([]forms.Revision, error)
	kind jobKind
}

type jobKind int

const (
	commitJob jobKind = iota
	draftJob
	undoJob
	drainJob
)

type savedMsg struct {
	revs []forms.Revision
	err  error
	kind jobKind
}

type draftDueMsg struct{}

// NewSaver starts a saver; Close ends it.
func NewSaver(b Book) *Saver {
	s := &Saver{
		book: b, wake: make(chan struct{}, 1), out: make(chan savedMsg), stop: make(chan struct{}),
		typed: map[forms.Address]func() string{},
	}
	go s.work()
	return s
}

// Close ends the saver's goroutine. What is still queued is not saved: drain
// first.
func (s *Saver) Close() { s.once.Do(func() { close(s.stop) }) }

// State returns what the header says about saving.
func (s *Saver) State() SaveState { return s.state }

// Commit queues changes as one deed and shows them at once.
func (d *Desk) Commit(cs []forms.Change) Cmd {
	if len(cs) == 0 {
		return nil
	}
	stamp := forms.Stamp(0).Next(d.Now())
	for _, c := range cs {
		d.Pair.Record.Expect(c, d.Reader.Hand, stamp)
		delete(d.Pair.Record.Drafts, c.Addr)
		delete(d.Saver.typed, c.Addr)
	}
	s, id, hand := d.Saver, d.Saver.pair, d.Reader.Hand
	return s.enqueue(commitJob, func() ([]forms.Revision, error) { return s.book.Commit(id, hand, cs) })
}

// Undo takes back the last deed; Redo repeats it.
func (d *Desk) Undo() Cmd {
	s, id, hand := d.Saver, d.Saver.pair, d.Reader.Hand
	return s.enqueue(undoJob, func() ([]forms.Revision, error) { return s.book.Undo(id, hand) })
}

// Redo repeats what Undo took back.
func (d *Desk) Redo() Cmd {
	s, id, hand := d.Saver, d.Saver.pair, d.Reader.Hand
	return s.enqueue(undoJob, func() ([]forms.Revision, error) { return s.book.Redo(id, hand) })
}

// Typed notes that text is being typed at an address; read returns it. The text
// is kept as a draft within DraftAfter.
func (s *Saver) Typed(a forms.Address, read func() string) Cmd {
	s.typed[a] = read
	s.state.Typing = true
	if s.alarm {
		return nil
	}
	s.alarm = true
	return tea.Tick(DraftAfter, func(time.Time) tea.Msg { return draftDueMsg{} })
}

// Forget drops the note of Typed: the text was taken back or committed.
func (s *Saver) Forget(a forms.Address) { delete(s.typed, a) }

// DropDraft forgets a draft whose text was taken back or has become an answer.
func (d *Desk) DropDraft(a forms.Address) Cmd {
	delete(d.Saver.typed, a)
	if _, kept := d.Pair.Record.Drafts[a]; !kept {
		return nil
	}
	delete(d.Pair.Record.Drafts, a)
	s, id := d.Saver, d.Saver.pair
	return s.enqueue(draftJob, func() ([]forms.Revision, error) {
		return nil, s.book.Draft(id, map[forms.Address]string{a: ""})
	})
}

// KeepDrafts queues the typed text as drafts.
func (s *Saver) KeepDrafts(rec *forms.Record) Cmd {
	if len(s.typed) == 0 {
		return nil
	}
	ds := s.drafts()
	if rec != nil {
		for a, text := range ds {
			rec.Drafts[a] = text
		}
	}
	id := s.pair
	s.typed = map[forms.Address]func() string{}
	return s.enqueue(draftJob, func() ([]forms.Revision, error) { return nil, s.book.Draft(id, ds) })
}

func (s *Saver) drafts() map[forms.Address]string {
	ds := make(map[forms.Address]string, len(s.typed))
	for a, read := range s.typed {
		ds[a] = read()
	}
	return ds
}

// Drain answers once everything queued before it has been tried.
func (s *Saver) Drain() Cmd {
	return s.enqueue(drainJob, func() ([]forms.Revision, error) { return nil, nil })
}

// Retry mends the book and tries again what failed.
func (s *Saver) Retry() Cmd {
	return func() tea.Msg {
		if _, err := s.book.Retry(); err != nil {
			return noteErrMsg{err}
		}
		s.enqueue(draftJob, func() ([]forms.Revision, error) { return nil, nil })
		return nil
	}
}

type noteErrMsg struct{ err error }

// Listen waits for what became of the next job. The root asks again after each
// answer, so that answers arrive in the order of the deeds.
func (s *Saver) Listen() Cmd {
	return func() tea.Msg {
		select {
		case m := <-s.out:
			return m
		case <-s.stop:
			return nil
		}
	}
}

// Rescue writes what is queued and typed straight to the book. It is for the
// last resort, after the UI has ended by a panic or a lost terminal, and is
// called when nothing else uses the saver.
func (s *Saver) Rescue() error {
	s.Close()
	s.mu.Lock()
	queue := s.queue
	s.queue = nil
	s.mu.Unlock()
	var first error
	for _, j := range queue {
		if _, err := j.run(); err != nil && first == nil {
			first = err
		}
	}
	if ds := s.drafts(); len(ds) > 0 {
		if err := s.book.Draft(s.pair, ds); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// enqueue returns no command: Listen brings the answer.
func (s *Saver) enqueue(kind jobKind, run func() ([]forms.Revision, error)) Cmd {
	s.mu.Lock()
	s.queue = append(s.queue, &job{run: run, kind: kind})
	s.mu.Unlock()
	s.nudge()
	return nil
}

func (s *Saver) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Saver) work() {
	for {
		select {
		case <-s.stop:
			return
		case <-s.wake:
			for s.step() {
			}
		}
	}
}

// step runs the oldest job and reports whether to go on. A commit or draft that
// fails stays at the head of the queue: what was typed after it must not
// overtake it, and nothing is dropped. The next save or Retry tries it again.
func (s *Saver) step() bool {
	j := s.first()
	if j == nil {
		return false
	}
	revs, err := j.run()
	stuck := err != nil && (j.kind == commitJob || j.kind == draftJob)
	if stuck {
		s.dropWaiting()
	} else {
		s.mu.Lock()
		s.queue = s.queue[1:]
		s.mu.Unlock()
	}
	select {
	case s.out <- savedMsg{revs: revs, err: err, kind: j.kind}:
	case <-s.stop:
		return false
	}
	return !stuck
}

func (s *Saver) first() *job {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		return nil
	}
	return s.queue[0]
}

// dropWaiting takes drains and undos out of a queue that is stuck: they ask
// about a state that cannot be reached now.
func (s *Saver) dropWaiting() {
	s.mu.Lock()
	defer s.mu.Unlock()
	keep := s.queue[:0]
	for _, j := range s.queue {
		if j.kind == commitJob || j.kind == draftJob {
			keep = append(keep, j)
		}
	}
	s.queue = keep
}

// Pending reports how many saves have not been confirmed.
func (s *Saver) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}
