package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// lockInfo is what the lock file beside a book says. The file stays when the book
// is closed: it remembers that a book was here.
type lockInfo struct {
	Book  string    `json:"book,omitempty"` // id of the book; empty until it has been made
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
	Clean bool      `json:"clean"` // the last one who held it closed the book
	Revs  uint64    `json:"revs"`  // revisions the book had then
	Plain bool      `json:"plain"` // the book had no passphrase when it was last closed
}

// lockFile is held, by the operating system, for as long as a book is open: a
// process that dies lets go of it, whatever it says.
type lockFile struct {
	f      *os.File
	before lockInfo // what it said when it was taken
	raw    []byte   // the same, as it was written
	now    lockInfo
	known  chan struct{} // closed once before, raw and now are there
	signed chan error    // what came of writing who holds it, once
}

// lockBytes is the size of a lock file: one write of one size, so that a reader
// never sees the rest of a longer one.
const lockBytes = 512

const lockRetry = 20 * time.Millisecond

func lockPath(book string) string { return book + ".lock" }

var errHeld = errors.New("held by another process")

// takeLock takes the lock of a book, or returns an InUseError after wait.
func takeLock(book string, wait time.Duration, now time.Time) (*lockFile, error) {
	deadline := time.Now().Add(wait)
	for {
		f, err := openLocked(lockPath(book))
		if err == nil {
			return holdLock(f, now), nil
		}
		if !errors.Is(err, errHeld) {
			return nil, fmt.Errorf("take the lock: %w", classify(err))
		}
		if time.Now().After(deadline) {
			return nil, holder(book)
		}
		time.Sleep(lockRetry)
	}
}

func holdLock(f *os.File, now time.Time) *lockFile {
	l := &lockFile{f: f, known: make(chan struct{}), signed: make(chan error, 1)}
	go l.sign(now)
	return l
}

// sign reads what the file said and writes who holds the lock. The book is opened
// meanwhile: the reading takes as long as that, and a disk can take half a millisecond for
// what another process will read at the earliest when a person has opened a second window.
func (l *lockFile) sign(now time.Time) {
	host, _ := os.Hostname() // for people to read; unknown is no obstacle
	l.raw, l.before = readLockInfo(l.f)
	l.now = lockInfo{Book: l.before.Book, PID: os.Getpid(), Host: host, Since: now.Round(0), Revs: l.before.Revs, Plain: l.before.Plain}
	mine := l.now
	close(l.known)
	l.signed <- l.write(mine)
}

// settle waits until it is known what the file said, and written who holds the lock.
func (l *lockFile) settle() error {
	err := <-l.signed
	l.signed <- err
	return err
}

// holder tells who holds the lock, as far as it can be read.
func holder(book string) *InUseError {
	i := readLock(book)
	if i.Clean {
		return &InUseError{}
	}
	return &InUseError{PID: i.PID, Since: i.Since, Host: i.Host}
}

// readLock returns what the lock file of a book says; nothing where there is none.
func readLock(book string) lockInfo {
	f, err := os.Open(lockPath(book))
	if err != nil {
		return lockInfo{}
	}
	defer f.Close() //nolint:errcheck // only read
	_, i := readLockInfo(f)
	return i
}

func readLockInfo(f *os.File) (raw []byte, i lockInfo) {
	raw = make([]byte, lockBytes)
	n, _ := f.ReadAt(raw, 0) // a short or unreadable file says nothing
	raw = raw[:n]
	if json.Unmarshal(bytes.TrimSpace(raw), &i) != nil {
		return raw, lockInfo{}
	}
	return raw, i
}

func (l *lockFile) write(i lockInfo) error {
	data, err := json.Marshal(i)
	if err != nil {
		return err
	}
	return l.put(data)
}

func (l *lockFile) put(data []byte) error {
	b := bytes.Repeat([]byte{' '}, lockBytes)
	copy(b, data)
	b[lockBytes-1] = '\n'
	_, err := l.f.WriteAt(b, 0)
	return err
}

// unclean reports whether whoever held the lock before did not close the book.
func (l *lockFile) unclean() bool {
	<-l.known
	return l.before.PID != 0 && !l.before.Clean
}

// remember notes which book is here, and makes sure that this is on the disk.
func (l *lockFile) remember(id string) error {
	<-l.known
	if l.now.Book == id {
		return nil
	}
	l.now.Book = id
	if err := errors.Join(l.settle(), l.write(l.now)); err != nil {
		return fmt.Errorf("write the lock: %w", classify(err))
	}
	return l.f.Sync()
}

// older reports whether a book with revs revisions is an earlier state of the one
// that was last closed here.
func (l *lockFile) older(id string, revs uint64) bool {
	<-l.known
	return l.before.Book == id && revs < l.before.Revs
}

// expectFewer makes it no sign of an earlier state that revisions are missing: they are
// about to be forgotten. It is on the disk when it returns, before the book without them.
func (l *lockFile) expectFewer() error {
	err := l.settle() // else it would be written over
	l.now.Revs = 0
	return errors.Join(err, l.write(l.now), l.f.Sync())
}

// release lets go of the lock. clean says that the book was closed as it should,
// with revs revisions in it; plain that it has no passphrase.
func (l *lockFile) release(clean, plain bool, revs uint64) error {
	err := l.settle()
	l.now.Clean, l.now.Plain, l.now.Revs = clean, plain, revs
	return errors.Join(err, l.write(l.now), l.f.Close())
}

// giveBack lets go of the lock of a book that could not be opened, and leaves the
// file as it was found, or away where there was none.
func (l *lockFile) giveBack(book string) {
	_ = l.settle() // what is written now replaces it
	if len(l.raw) == 0 {
		_ = l.write(lockInfo{Clean: true}) // Windows keeps a file that is open
		_ = os.Remove(lockPath(book))      // one that says nothing is no harm
	} else {
		_ = l.put(bytes.TrimSpace(l.raw)) // what it says is then only less exact
	}
	_ = l.f.Close()
}

// LeftPlain reports whether the book at path had no passphrase when it was last closed
// here: whoever opens it will most likely not have to ask for one. It is quick, and a
// guess; Open knows. false where nothing is known.
func LeftPlain(path string) bool { return readLock(path).Plain }

// wasHere reports whether there is a trace of a book at a path where there is none
// now: a lock file that remembers one, or backups.
func wasHere(real string, o Options) bool {
	return readLock(real).Book != "" || newestBackup(o.backupsOf(real), real) != ""
}

func isThere(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
