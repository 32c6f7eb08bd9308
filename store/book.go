package store

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"pairbook/forms"
	"pairbook/store/seal"
)

// Limits of a book.
const (
	// Schema is the number of the layout this program writes.
	Schema = 2
	// MaxValue is the size of the largest value or draft, in bytes.
	MaxValue = 1 << 20

	defaultMaxSize = 8 << 30 // five million revisions
	defaultWait    = 700 * time.Millisecond
)

// Options says how a book is opened. The zero Options is right for the program.
type Options struct {
	Now      func() time.Time // the clock; nil: time.Now
	Device   string           // id of this copy of the book; "": made once and kept in the book
	MaxSize  int64            // bytes the file may grow to; 0: 8 GiB
	Wait     time.Duration    // how long to wait for another process; 0: 700 ms
	ReadOnly bool             // change nothing, not even the lock file
	Backups  string           // folder of the daily backups; "": "backups" beside the book

	// Passphrase or Recovery opens a book that is locked; one that is not needs
	// neither. Where both are given, Recovery counts. Neither is kept.
	Passphrase string
	Recovery   string

	// Owner says whose private value an address of a pair holds: "" for nobody's. It
	// is asked in the middle of reading and writing, and must not call the book. Where
	// that person has a passphrase, the value is sealed under it. nil: there are no
	// private values.
	Owner func(p forms.PairID, a forms.Address) forms.Voice

	secret secret // the keys, where they are known: no passphrase is asked for
	hooks  hooks
}

// hooks let tests stand between the book and the file system.
type hooks struct {
	openFile  func(path string, flag int, perm os.FileMode) (*os.File, error)
	committed func() error       // what a commit that succeeded is said to have returned
	step      func(string) error // before each step of a rewrite; an error ends it there
	cost      seal.Cost          // of new passphrases; zero: seal.UsualCost
}

// Opening says what Open noticed. None of it keeps the book from being used.
type Opening struct {
	Unclean         bool     // the program was killed, or the power failed, while the book was open
	LastSaveMayMiss bool     // one of the two meta pages was bad: the book is as it was one save earlier, at worst
	Older           bool     // revisions are missing that the book had when it was last closed: a copy from before has taken its place
	MadePrivate     bool     // others could read the file; now they cannot
	Damage          []Damage // found by the quick check of the newest records
}

// Book is an open book. It is safe for use by several goroutines. Calls that
// write wait for the disk; no call waits for a listener.
type Book struct {
	path    string // as given, made absolute
	real    string // with symbolic links followed
	opts    Options
	head    header
	secret  secret
	box     *seal.Box
	device  string
	lock    *lockFile // nil when read-only
	opening Opening

	saving sync.Mutex // held by the one call that writes; guards state
	state  state

	copying sync.Mutex // held while the file is copied as a whole, taken after saving

	life sync.RWMutex // held for reading while db is in use, for writing while it is exchanged
	db   *engine      // nil after Close, and while lost
	lost error        // why db is nil or may no longer be written: ErrClosed, ErrGone, ErrUncertain

	listeners listeners
	eyes      eyes // who has unlocked what is theirs
}

// Path returns the absolute path of the book, as it was asked for.
func (b *Book) Path() string { return b.path }

// ID returns the random id that the book got when it was made. Backups and copies
// have the same.
func (b *Book) ID() string { return b.head.ID }

// Author returns who changes something when hand types at this copy of the book.
func (b *Book) Author(hand forms.Voice) forms.Author {
	b.life.RLock()
	defer b.life.RUnlock()
	return forms.Author{Hand: hand, Device: b.device}
}

// Opening returns what Open noticed.
func (b *Book) Opening() Opening { return b.opening }

// Close ends all listening and closes the file. Every later call returns
// ErrClosed; a second Close does nothing.
func (b *Book) Close() error {
	b.saving.Lock()
	defer b.saving.Unlock()
	b.listeners.close()
	b.eyes.shutAll()
	b.life.Lock()
	defer b.life.Unlock()
	if errors.Is(b.lost, ErrClosed) {
		return nil
	}
	clean := b.lost == nil
	b.lost = ErrClosed
	var errs []error
	if b.db != nil {
		errs = append(errs, b.db.close())
		b.db = nil
	}
	if b.lock != nil {
		errs = append(errs, b.lock.release(clean, b.secret.lock.Reveal() == nil, b.state.revs))
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close the book: %w", err)
	}
	return nil
}

func (b *Book) now() time.Time { return b.opts.Now() }

// backups is the folder of the daily backups.
func (b *Book) backups() string { return b.opts.backupsOf(b.real) }
