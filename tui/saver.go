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
// Its other methods belong to the UI goroutine, except Rescue. Whatever waits in
// it knows its own pair, so that opening another one mixes nothing up.
type Saver struct {
	book Book
	pair forms.PairID // lies open: what is typed now belongs to it

	mu    sync.Mutex
	queue []*job
	wake  chan struct{}
	out   chan savedMsg // what became of each job, in order; Listen reads it
	stop  chan struct{}
	ended chan struct{} // closed when nothing writes any more
	once  sync.Once

	state SaveState
	typed map[typedAt]func() string // text on screen that no draft holds yet
	alarm bool                      // a tick for drafts is on its way
	heard map[forms.PairID]int      // how many saves of a pair were confirmed
}

// typedAt is where text is being typed.
type typedAt struct {
	pair forms.PairID
	addr forms.Address
}

// SaveState is what the header says about saving.
type SaveState struct {
	Typing bool      // text on screen that is not in the book yet
	Saving bool      // saves are on their way to the disk
	At     time.Time // when the book last confirmed; zero: nothing to save yet
	Err    error     // why the last save failed; nil while all is well
}

// NewSaver starts a saver; Close ends it.
func NewSaver(b Book) *Saver {
	s := &Saver{
		book: b, wake: make(chan struct{}, 1), out: make(chan savedMsg), stop: make(chan struct{}), ended: make(chan struct{}),
		typed: map[typedAt]func() string{}, heard: map[forms.PairID]int{},
	}
	go s.work()
	return s
}

// Close ends the saver's goroutine. What is still queued is not saved: drain
// first.
func (s *Saver) Close() { s.once.Do(func() { close(s.stop) }) }

// State returns what the header says about saving.
func (s *Saver) State() SaveState {
	st := s.state
	st.Typing, st.Saving = len(s.typed) > 0, s.Pending() > 0
	return st
}

// Pending reports how many saves have not been confirmed.
func (s *Saver) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}

// Commit queues changes as one deed and shows them at once.
func (d *Desk) Commit(cs []forms.Change) Cmd {
	if len(cs) == 0 {
		return nil
	}
	rec := d.Pair.Record
	expect(rec, cs, d.Reader.Hand, d.Now())
	for _, c := range cs {
		delete(d.Saver.typed, typedAt{rec.Pair, c.Addr})
	}
	return d.Saver.enqueue(&job{kind: commitJob, pair: rec.Pair, hand: d.Reader.Hand, changes: cs})
}

// expect shows changes that are on their way to the book.
func expect(rec *forms.Record, cs []forms.Change, hand forms.Voice, now time.Time) {
	stamp := forms.Stamp(0).Next(now)
	for _, c := range cs {
		rec.Expect(c, hand, stamp)
		delete(rec.Drafts, c.Addr)
	}
}

// Undo takes back the last deed.
func (d *Desk) Undo() Cmd { return d.Saver.enqueue(d.reversal(undoJob)) }

// Redo repeats what Undo took back.
func (d *Desk) Redo() Cmd { return d.Saver.enqueue(d.reversal(redoJob)) }

func (d *Desk) reversal(kind jobKind) *job {
	return &job{kind: kind, pair: d.Pair.Record.Pair, hand: d.Reader.Hand, mayTakeBack: d.mayTakeBack(), shut: d.shut()}
}

// Typed notes that text is being typed at an address of the pair that lies open;
// read returns it. The text is kept as a draft within DraftAfter.
func (s *Saver) Typed(a forms.Address, read func() string) Cmd {
	s.typed[typedAt{s.pair, a}] = read
	if s.alarm {
		return nil
	}
	s.alarm = true
	return tea.Tick(DraftAfter, func(time.Time) tea.Msg { return draftDueMsg{} })
}

// Forget drops the note of Typed: the text was taken back or committed.
func (s *Saver) Forget(a forms.Address) { delete(s.typed, typedAt{s.pair, a}) }

// DropDraft forgets a draft whose text was taken back or has become an answer.
func (d *Desk) DropDraft(a forms.Address) Cmd {
	rec := d.Pair.Record
	delete(d.Saver.typed, typedAt{rec.Pair, a})
	if _, kept := rec.Drafts[a]; !kept {
		return nil
	}
	delete(rec.Drafts, a)
	return d.Saver.keep(rec.Pair, map[forms.Address]string{a: ""})
}

// KeepDrafts queues the typed text as drafts, and shows those of rec in it; rec
// may be nil.
func (s *Saver) KeepDrafts(rec *forms.Record) Cmd {
	for pair, ds := range s.drafts() {
		if rec != nil && rec.Pair == pair {
			for a, text := range ds {
				rec.Drafts[a] = text
			}
		}
		s.keep(pair, ds)
	}
	clear(s.typed)
	return nil
}

// drafts reads what is typed, pair by pair.
func (s *Saver) drafts() map[forms.PairID]map[forms.Address]string {
	all := map[forms.PairID]map[forms.Address]string{}
	for at, read := range s.typed {
		if all[at.pair] == nil {
			all[at.pair] = map[forms.Address]string{}
		}
		all[at.pair][at.addr] = read()
	}
	return all
}

// setting queues a small preference of the app, so that the last one wins.
func (s *Saver) setting(key, value string) Cmd {
	return s.enqueue(&job{kind: settingJob, key: key, value: value})
}

// Drain answers once everything queued before it has been tried.
func (s *Saver) Drain() Cmd { return s.enqueue(&job{kind: drainJob}) }

type retriedMsg struct {
	path string
	err  error
}

// Retry mends the book and tries again what failed.
func (s *Saver) Retry() Cmd {
	return func() tea.Msg {
		path, err := s.book.Retry()
		if err == nil {
			s.nudge()
		}
		return retriedMsg{path, err}
	}
}

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

// overlay shows in a record that was just read what has not reached the book yet:
// changes and drafts that wait, and what is being typed.
func (s *Saver) overlay(rec *forms.Record, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.queue {
		if j.pair != rec.Pair {
			continue
		}
		expect(rec, j.changes, j.hand, now)
		for a, text := range j.drafts {
			rec.Drafts[a] = text
			if text == "" {
				delete(rec.Drafts, a)
			}
		}
	}
}
