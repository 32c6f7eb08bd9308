package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	berrors "go.etcd.io/bbolt/errors"

	"pairbook/forms"
)

// Each error has one meaning, and carries facts, not sentences for users: cmd
// and tui word them. Where there are facts, errors.As finds the type of the same
// name: ErrInUse and *InUseError.
var (
	// ErrMissing says that there is no file at the path, and nothing to tell that
	// there ever was one.
	ErrMissing = errors.New("no book at this path")
	// ErrExists says that Create found a file already there.
	ErrExists = errors.New("a file is already at this path")
	// ErrEmptyFile says that the file holds no bytes at all.
	ErrEmptyFile = errors.New("the file is empty")
	// ErrNotABook says that what is at the path was never a book.
	ErrNotABook = errors.New("not a book")
	// ErrDamaged says that the book, or the part asked for, cannot be trusted.
	ErrDamaged = errors.New("the book is damaged")
	// ErrInUse says that another process holds the book.
	ErrInUse = errors.New("the book is open elsewhere")
	// ErrNewer says that a newer version of the program wrote the book.
	ErrNewer = errors.New("the book is of a newer version")
	// ErrPermission says that the book may not be written, or not be read.
	ErrPermission = errors.New("no permission")
	// ErrReadOnly says that the book was opened for reading only.
	ErrReadOnly = errors.New("the book is open for reading only")
	// ErrFull says that the disk or the quota has no room left.
	ErrFull = errors.New("no room left")
	// ErrGrown says that the book would grow beyond Options.MaxSize. It can be read.
	ErrGrown = errors.New("the book may not grow any more")
	// ErrGone says that the file was deleted or replaced: while the book was open,
	// or before, with a trace of it left. Nothing is acknowledged after it;
	// SaveCopy still writes all that was saved.
	ErrGone = errors.New("the file of the book is gone")
	// ErrTooLarge says that one value is larger than MaxValue.
	ErrTooLarge = errors.New("the value is too large")
	// ErrNothing says that there is nothing to undo or to redo.
	ErrNothing = errors.New("nothing to undo or redo")
	// ErrUncertain says that a save failed and that the book could not be opened
	// again to see whether it is there all the same.
	ErrUncertain = errors.New("unknown whether it was saved")
	// ErrNoPair says that the book holds no pair of that id.
	ErrNoPair = errors.New("no such pair")
	// ErrLocked says that the book has a passphrase and none was given.
	ErrLocked = errors.New("the book is locked")
	// ErrWrongPassphrase says that the passphrase does not open the book, or what
	// belongs to a person.
	ErrWrongPassphrase = errors.New("the passphrase does not fit")
	// ErrWrongRecovery says that the recovery code is a whole one, but of another
	// book, or of a passphrase that was changed since.
	ErrWrongRecovery = errors.New("the recovery code does not fit")
	// ErrRecoverySlip says that the recovery code was not copied exactly.
	ErrRecoverySlip = errors.New("the recovery code was not copied exactly")
	// ErrNoPassphrase says that an empty passphrase was to be set.
	ErrNoPassphrase = errors.New("a passphrase must not be empty")
	// ErrPersonLocked says that something belongs to a person whose passphrase was
	// not given.
	ErrPersonLocked = errors.New("the person is locked")
	// ErrClosed says that the book was closed.
	ErrClosed = errors.New("the book is closed")
)

// DamagedError says what of a book is damaged.
type DamagedError struct {
	What       string // for logs: "both meta pages", "record state"
	Part       bool   // all but that could be read, and was
	LastBackup string // path of the newest backup; "" where there is none
	Cause      error
}

// Error is for logs.
func (e *DamagedError) Error() string {
	s := ErrDamaged.Error() + ": " + e.What
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Is reports whether target is ErrDamaged.
func (e *DamagedError) Is(target error) bool { return target == ErrDamaged }

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Cause }

// KeyError is the cause of a DamagedError where it is the keys of a locked book
// that are damaged.
type KeyError struct {
	Record string // "passphrase", "recovery"; "keys" and "none" are behind every way in
	Other  string // the way in that still works: "passphrase" or "recovery"; "" where there is none
	Cause  error
}

// Error is for logs.
func (e *KeyError) Error() string {
	s := "key record " + e.Record
	if e.Other != "" {
		s += ", whole: " + e.Other
	}
	return s
}

// Unwrap returns the cause.
func (e *KeyError) Unwrap() error { return e.Cause }

// InUseError says who holds a book.
type InUseError struct {
	PID   int       // 0 where it is not known
	Since time.Time // zero where it is not known
	Host  string
}

// Error is for logs.
func (e *InUseError) Error() string {
	return fmt.Sprintf("%v: pid %d on %q since %s", ErrInUse, e.PID, e.Host, e.Since.Format(time.RFC3339))
}

// Is reports whether target is ErrInUse.
func (e *InUseError) Is(target error) bool { return target == ErrInUse }

// NewerError says how new a book is.
type NewerError struct {
	Schema    int  // of the book
	MinReader int  // the oldest schema whose programs may read it
	Readable  bool // this program can open it with Options.ReadOnly
}

// Error is for logs.
func (e *NewerError) Error() string {
	return fmt.Sprintf("%v: schema %d, readable from %d, ours %d", ErrNewer, e.Schema, e.MinReader, Schema)
}

// Is reports whether target is ErrNewer.
func (e *NewerError) Is(target error) bool { return target == ErrNewer }

// TooLargeError says which value is too large.
type TooLargeError struct {
	Addr forms.Address
	Size int // bytes; MaxValue is what may be
}

// Error is for logs.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%v: %d bytes at %s", ErrTooLarge, e.Size, e.Addr)
}

// Is reports whether target is ErrTooLarge.
func (e *TooLargeError) Is(target error) bool { return target == ErrTooLarge }

// PersonLockedError says who has to unlock what is theirs.
type PersonLockedError struct {
	Pair  forms.PairID
	Voice forms.Voice
}

// Error is for logs.
func (e *PersonLockedError) Error() string {
	return fmt.Sprintf("%v: %s of %s", ErrPersonLocked, e.Voice, e.Pair)
}

// Is reports whether target is ErrPersonLocked.
func (e *PersonLockedError) Is(target error) bool { return target == ErrPersonLocked }

// GoneError says that a book was at the path before.
type GoneError struct {
	Path       string
	LastBackup string // path of the newest backup; "" where there is none
}

// Error is for logs.
func (e *GoneError) Error() string { return ErrGone.Error() + ": " + e.Path }

// Is reports whether target is ErrGone.
func (e *GoneError) Is(target error) bool { return target == ErrGone }

// classify adds to an error of the system the one of ours that says what it means.
func classify(err error) error {
	switch {
	case err == nil:
		return nil
	case means(err, fullErrors()):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.Is(err, berrors.ErrMaxSizeReached):
		return fmt.Errorf("%w: %w", ErrGrown, err)
	case means(err, append(deniedErrors(), fs.ErrPermission)):
		return fmt.Errorf("%w: %w", ErrPermission, err)
	}
	return err
}

// means also looks at the words, because bbolt sometimes passes on only those.
func means(err error, any []error) bool {
	for _, e := range any {
		if errors.Is(err, e) || strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return false
}
