package tui

import (
	"errors"
	"fmt"
	"time"

	"pairbook/forms"
)

// rescueWait is how long Rescue waits for a save that is being written.
const rescueWait = 5 * time.Second

var errStillWriting = errors.New("a save has been on its way to the disk for too long")

// Rescue writes what is queued and typed straight to the book. It is for the
// last resort, after the UI has ended by a panic or a lost terminal, and is
// called when nothing else uses the saver. It tries everything and returns the
// first error.
func (s *Saver) Rescue() error {
	s.Close()
	select {
	case <-s.ended: // else a save would be written twice, at once
	case <-time.After(rescueWait):
		return errStillWriting
	}
	s.mu.Lock()
	queue := s.queue
	s.queue = nil
	s.mu.Unlock()
	var first error
	try := func(err error) {
		if first == nil {
			first = err
		}
	}
	for _, j := range queue {
		if first != nil && !j.kind.holdsWords() {
			continue // an undo would take back another deed than was meant
		}
		try(s.atLast(j))
	}
	for at, read := range s.typed {
		text, err := safely(read)
		if err == nil {
			err = s.book.Draft(at.pair, map[forms.Address]string{at.addr: text})
		}
		try(err)
	}
	clear(s.typed)
	return first
}

// atLast runs a job, and once more where the book could be mended.
func (s *Saver) atLast(j *job) error {
	_, err := j.run(s.book)
	if err == nil || !j.kind.holdsWords() {
		return err
	}
	if _, bad := s.book.Retry(); bad != nil {
		return err
	}
	_, err = j.run(s.book)
	return err
}

// safely reads typed text from an editor that may be what the program broke on.
func safely(read func() string) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("read what was typed: %v", r)
		}
	}()
	return read(), nil
}
