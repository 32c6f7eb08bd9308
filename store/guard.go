package store

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// guard runs fn, which reads mapped memory that bbolt trusts. What a damaged file
// then does, a panic or a fault that would end the program, comes back as a
// DamagedError.
func guard(what string, fn func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if r := recover(); r != nil {
			err = &DamagedError{What: what, Cause: &fault{r}}
		}
	}()
	return fn()
}

// fault is what guard caught.
type fault struct{ reason any }

func (f *fault) Error() string { return fmt.Sprintf("fault: %v", f.reason) }

func isFault(err error) bool {
	var f *fault
	return errors.As(err, &f)
}

// failedCommit says that a transaction was handed to the disk and came back with
// an error. It may have been saved all the same.
type failedCommit struct{ cause error }

func (e *failedCommit) Error() string { return "commit: " + e.cause.Error() }
func (e *failedCommit) Unwrap() error { return e.cause }

// engine is an open bbolt file. Every access to bbolt goes through its methods.
type engine struct {
	db    *bolt.DB
	file  *os.File
	info  os.FileInfo // which file it is, to notice that the path has got another
	size  atomic.Int64
	stuck atomic.Bool // a fault left bbolt's own locks held: it must not be called again
	hooks hooks
	one   bool // one of the two meta pages was bad
	sound bool // the structure was walked through, so that it may be written in
}

// openEngine opens the file at path, which must be there and be whole enough.
func openEngine(path string, o Options) (*engine, error) {
	e := &engine{hooks: o.hooks}
	open := o.hooks.openFile
	if open == nil {
		open = os.OpenFile
	}
	bo := &bolt.Options{
		Timeout:      max(o.Wait, time.Nanosecond), // zero would wait for ever
		ReadOnly:     o.ReadOnly,
		FreelistType: bolt.FreelistMapType,
		NoStatistics: true,
		MaxSize:      int(o.MaxSize),
		OpenFile: func(p string, flag int, perm os.FileMode) (*os.File, error) {
			f, err := open(p, flag&^os.O_CREATE, perm)
			if err != nil {
				return nil, err
			}
			if err := e.look(f); err != nil {
				_ = f.Close() // nothing was written
				return nil, err
			}
			return f, nil
		},
	}
	err := guard("open", func() (err error) {
		e.db, err = bolt.Open(path, 0o600, bo)
		return err
	})
	if err != nil {
		e.abandon()
		return nil, err
	}
	return e, nil
}

// look judges the file before bbolt maps it.
func (e *engine) look(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	one, err := preflight(f, info.Size())
	if err != nil {
		return err
	}
	e.file, e.info, e.one = f, info, one
	e.size.Store(info.Size())
	return nil
}

// usable reports why bbolt must not be called. A file that became shorter would
// fault in the middle of bbolt, with its locks held.
func (e *engine) usable() error {
	if e.stuck.Load() {
		return &DamagedError{What: "an earlier fault"}
	}
	was := e.size.Load() // before the file is looked at: a save may make it longer in between
	if info, err := e.file.Stat(); err == nil && info.Size() < was {
		return &DamagedError{What: "the file was cut short while open"}
	}
	return nil
}

// view runs fn in a transaction that sees one state of the book. fn must not keep
// bytes it was shown, nor call anything that writes.
func (e *engine) view(fn func(*bolt.Tx) error) error {
	if err := e.usable(); err != nil {
		return err
	}
	inside := false
	err := guard("read", func() error {
		tx, err := e.db.Begin(false)
		if err != nil {
			return err
		}
		inside = true
		defer tx.Rollback() //nolint:errcheck // a reading transaction has nothing to lose
		return fn(tx)
	})
	if isFault(err) && !inside {
		e.stuck.Store(true)
	}
	return err
}

// walk checks the structure of the file as the last commit left it. Nobody may be
// writing.
func (e *engine) walk() error {
	info, err := e.file.Stat()
	if err != nil {
		return err
	}
	return walkFile(e.file, info.Size(), info.Size() <= deepSize)
}

// update runs fn in a transaction and commits it. Before the first one the whole
// structure is walked through: bbolt would follow a bad page header for ever, or
// write over pages that a bad list calls free. An error of fn itself leaves
// the book as it was; a failedCommit leaves that open.
func (e *engine) update(fn func(*bolt.Tx) error) error {
	if err := e.usable(); err != nil {
		return err
	}
	if !e.sound {
		if err := e.walk(); err != nil {
			return err
		}
		e.sound = true
	}
	committing := false
	err := guard("write", func() error {
		tx, err := e.db.Begin(true)
		if err != nil {
			return err
		}
		defer tx.Rollback() //nolint:errcheck // after Commit it says so, and that is all
		if err := fn(tx); err != nil {
			return err
		}
		committing = true
		return tx.Commit()
	})
	if err == nil && e.hooks.committed != nil {
		err = e.hooks.committed()
	}
	if err == nil {
		e.measure()
		return nil
	}
	if isFault(err) {
		e.stuck.Store(true)
	}
	if committing {
		return &failedCommit{err}
	}
	return err
}

// measure notes how long the file is now; it never becomes shorter by itself.
func (e *engine) measure() {
	if info, err := e.file.Stat(); err == nil {
		e.size.Store(info.Size())
	}
}

// close closes the file. After a fault bbolt cannot do it: its locks may be held
// for ever, so that its memory is given up.
func (e *engine) close() error {
	if e.usable() != nil {
		e.abandon()
		return nil
	}
	return guard("close", e.db.Close)
}

func (e *engine) abandon() {
	if e.file == nil {
		return
	}
	unlockFile(e.file) // closing alone leaves the lock while the map is there
	_ = e.file.Close() // nothing of ours is left to write
}

// isTimeout reports whether bbolt gave up waiting for the file's lock.
func isTimeout(err error) bool { return errors.Is(err, berrors.ErrTimeout) }

func bucket(tx *bolt.Tx, name string) (*bolt.Bucket, error) {
	if bu := tx.Bucket([]byte(name)); bu != nil {
		return bu, nil
	}
	return nil, &DamagedError{What: "bucket " + name}
}
