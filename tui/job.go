package tui

import (
	"maps"

	"pairbook/forms"
)

// job is one thing that is taken to the book.
type job struct {
	kind    jobKind
	pair    forms.PairID
	hand    forms.Voice
	changes []forms.Change           // of a commitJob
	drafts  map[forms.Address]string // of a draftJob
	key     string                   // of a settingJob, with its value
	value   string
	begun   bool // is being written: nothing may be added to it
	anew    bool // of a lockJob: the record is read again afterwards
	// do is what a signJob does.
	do func(Book, forms.PairID, forms.Voice) ([]forms.Revision, error)

	mayTakeBack func(forms.Address) bool // of an undoJob or redoJob; nil allows all
	shut        map[forms.Address]bool   // states that no undo changes
}

type jobKind int

const (
	commitJob jobKind = iota
	draftJob
	undoJob
	redoJob
	settingJob
	drainJob
	lockJob     // takes the keys of the two out of memory
	discloseJob // lets both read what was one person's
	signJob
)

// holdsWords reports whether a job carries what a person wrote: it must not be
// lost, and nothing written later may overtake it.
func (k jobKind) holdsWords() bool { return k == commitJob || k == draftJob }

func (j *job) run(b Book) ([]forms.Revision, error) {
	switch j.kind {
	case commitJob:
		return b.Commit(j.pair, j.hand, j.changes)
	case draftJob:
		return nil, b.Draft(j.pair, j.drafts)
	case undoJob:
		return j.takeBack(b.Undo, b.Redo)
	case redoJob:
		return j.takeBack(b.Redo, b.Undo)
	case settingJob:
		return nil, b.SetSetting(j.key, j.value)
	case lockJob:
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			if j.hand == v || j.hand == forms.Agreed {
				b.LockPerson(j.pair, v)
			}
		}
	case discloseJob:
		return b.Disclose(j.pair)
	case signJob:
		return j.do(b, j.pair, j.hand)
	}
	return nil, nil
}

type savedMsg struct {
	kind jobKind
	pair forms.PairID
	revs []forms.Revision
	anew bool // the record is to be read again
	err  error
}

type draftDueMsg struct{}

type noteErrMsg struct{ err error }

// enqueue returns no command: Listen brings the answer.
func (s *Saver) enqueue(j *job) Cmd {
	s.mu.Lock()
	s.queue = append(s.queue, j)
	s.mu.Unlock()
	s.nudge()
	return nil
}

// keep queues drafts. They join drafts that wait already, so that a slow disk
// writes what is typed once and not every time it was read.
func (s *Saver) keep(pair forms.PairID, ds map[forms.Address]string) Cmd {
	if len(ds) == 0 {
		return nil
	}
	s.mu.Lock()
	if n := len(s.queue); n > 0 {
		if last := s.queue[n-1]; last.kind == draftJob && last.pair == pair && !last.begun {
			maps.Copy(last.drafts, ds)
			s.mu.Unlock()
			s.nudge()
			return nil
		}
	}
	s.mu.Unlock()
	return s.enqueue(&job{kind: draftJob, pair: pair, drafts: ds})
}

func (s *Saver) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Saver) work() {
	defer close(s.ended)
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

// step runs the oldest job and reports whether to go on. One that holds words and
// fails stays at the head of the queue: what was typed after it must not overtake
// it, and nothing is dropped. The next save or Retry tries it again.
func (s *Saver) step() bool {
	j := s.begin()
	if j == nil {
		return false
	}
	revs, err := j.run(s.book)
	stuck := err != nil && j.kind.holdsWords()
	s.finish(j, stuck)
	select {
	case s.out <- savedMsg{kind: j.kind, pair: j.pair, revs: revs, anew: j.anew, err: err}:
	case <-s.stop:
		return false
	}
	return !stuck
}

func (s *Saver) begin() *job {
	select {
	case <-s.stop: // what is left is for Rescue
		return nil
	default:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		return nil
	}
	s.queue[0].begun = true
	return s.queue[0]
}

// finish takes a job that is done out of the queue. Where it is stuck, drains and
// undos go instead: they ask about a state that cannot be reached now.
func (s *Saver) finish(j *job, stuck bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !stuck {
		s.queue = s.queue[1:]
		return
	}
	j.begun = false
	var keep []*job
	for _, j := range s.queue {
		if j.kind.holdsWords() || j.kind == settingJob || j.kind == lockJob {
			keep = append(keep, j)
		}
	}
	s.queue = keep
}
