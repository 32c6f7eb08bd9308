package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Sight is what can be said of a book, or of a backup, without opening it.
type Sight struct {
	Path   string
	Day    time.Time // of a backup, by its name; zero for any other file
	Size   int64     // bytes
	ID     string    // of the book; "" where it cannot be read
	Locked bool      // there is a passphrase
	Daily  bool      // a backup that was checked when it was made
	Stale  bool      // a backup sealed with another key than the book is now
	Ways   []string  // "passphrase", "recovery": the ways in whose records are whole
	Err    error     // why it cannot be read
}

// Look says what there is to be seen of a book from outside. Options.Wait says how long
// it waits for one who is writing.
func Look(path string, o Options) Sight {
	o = o.filled()
	s := Sight{Path: path}
	info, err := os.Stat(path)
	if err != nil {
		s.Err = classify(err)
		return s
	}
	s.Size = info.Size()
	o.ReadOnly, o.hooks = true, hooks{}
	e, err := openEngine(path, o)
	if err != nil {
		s.Err = classify(err)
		return s
	}
	defer e.close() //nolint:errcheck // it was only read
	s.Err = e.view(func(tx *bolt.Tx) error {
		h, err := readHeader(tx, true)
		if err != nil {
			return err
		}
		s.ID = h.ID
		if s.Locked, err = isLocked(tx); err == nil && s.Locked {
			s.Ways = waysIn(tx)
		}
		return err
	})
	return s
}

// waysIn returns the ways into a locked book whose records are whole.
func waysIn(tx *bolt.Tx) (ways []string) {
	for _, kind := range []string{byPass, byRecovery} {
		if _, err := readKey(tx, kind); err == nil {
			ways = append(ways, kind)
		}
	}
	return ways
}

// WaysIn returns which records of a locked book's keys are whole: "passphrase",
// "recovery". None for a book that is not locked.
func (b *Book) WaysIn() (ways []string, err error) {
	if !b.Locked() {
		return nil, nil
	}
	err = b.view(func(tx *bolt.Tx) error {
		ways = waysIn(tx)
		return nil
	})
	return ways, err
}

// Backups returns the backups of the book in its folder of backups, newest first. One of
// another book, or one that cannot be read, is listed too.
func (b *Book) Backups() []Sight {
	var out []Sight
	stale := b.stale(b.backups())
	for _, x := range backupsIn(b.backups(), b.real) {
		s := Look(x.path, Options{Wait: time.Millisecond})
		s.Day, s.Daily, s.Stale = x.day, x.daily, slices.Contains(stale, x.path)
		out = append(out, s)
	}
	return out
}

// ErrSameFile says that a book was to be put into its own place.
var ErrSameFile = errors.New("that is the book itself")

// Restore puts a copy of the book in a file into the place of the book at path, which
// nobody may have open. What is there now, whole or not, is kept beside the backups first,
// byte by byte, and its path is returned; "" where there was nothing. The file is opened
// with Options.Passphrase, and every record of it is checked before anything is changed:
// the errors are those of Open, and ErrSameFile. Where it fails, the book is as it was.
func Restore(path, file string, o Options) (before string, err error) {
	o = o.filled()
	_, real, err := resolve(path)
	if err != nil {
		return "", err
	}
	from, err := openWhole(file, o)
	if err != nil {
		return "", err
	}
	defer from.Close() //nolint:errcheck // it was only read
	if sameFile(real, from.real) {
		return "", fmt.Errorf("restore: %w", ErrSameFile)
	}
	if err := makeFolder(filepath.Dir(real)); err != nil {
		return "", fmt.Errorf("restore: %w", classify(err))
	}
	lock, err := takeLock(real, o.Wait, o.Now())
	if err != nil {
		return "", err
	}
	sweep(real, o.backupsOf(real))
	before, err = keepBefore(real, o)
	if err == nil {
		err = lock.expectFewer()
	}
	if err == nil {
		err = from.copyOver(real, true)
	}
	if err != nil {
		lock.giveBack(real)
		return before, fmt.Errorf("restore: %w", classify(err))
	}
	return before, errors.Join(lock.remember(from.ID()), lock.release(true, !from.Locked(), from.state.revs))
}

// openWhole opens a book to be read, and wants every record of it to be whole.
func openWhole(file string, o Options) (*Book, error) {
	o.ReadOnly, o.hooks, o.Backups = true, hooks{}, ""
	b, err := Open(file, o)
	if err != nil {
		return nil, err
	}
	r, err := b.Check(false)
	if err == nil && !r.OK() {
		err = &DamagedError{What: fmt.Sprintf("%d records of the file", len(r.Damage))}
	}
	if err != nil {
		_ = b.Close() // it was only read
		return nil, fmt.Errorf("check %s: %w", file, err)
	}
	return b, nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// keepBefore keeps what is at a path, byte by byte, among the backups: under a name with
// the time, so that nothing takes its place.
func keepBefore(real string, o Options) (string, error) {
	if there, err := isThere(real); err != nil || !there {
		return "", err
	}
	data, err := os.ReadFile(real)
	if err != nil {
		return "", err
	}
	dir := o.backupsOf(real)
	if err := makeFolder(dir); err != nil {
		return "", err
	}
	day := o.Now()
	for {
		path := filepath.Join(dir, backupPrefix(real)+day.Format(backupTime)+backupEnd)
		if there, err := isThere(path); err != nil {
			return "", err
		} else if there {
			day = day.Add(time.Second)
			continue
		}
		return path, placeFile(path, func(tmp string) error { return os.WriteFile(tmp, data, 0o600) })
	}
}
