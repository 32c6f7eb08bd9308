package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/store/seal"
)

// Rescued says what Rescue found in a broken file.
type Rescued struct {
	Path      string // of the new book
	Pairs     int
	Revisions int // found
	// Expected is how many revisions there were: where Known, by the book's own count,
	// else by the numbers that are missing between others.
	Expected int
	Known    bool
	// Lost is how many of those not found the new book knows of, and shows as damaged
	// in their place. Of the rest it is not known which questions they answered.
	Lost        int
	Missing     []Damage // the questions whose newest answer is lost
	Mended      int      // records in which one flipped bit was put right
	FromAnswers int      // revisions that the log had lost and the answers had kept
	Drafts      int
	OtherKey    bool   // the key was taken from a backup or from beside the book
	LastBackup  string // path of the newest backup; "" where there is none
}

// Rescue reads what can be read out of the file of a book, however broken, and writes it
// to a new book at to, which must be free; the folder is made where it is missing. The
// broken file is only read. Every record is taken from wherever it lies in the file, if
// its seal is whole, and a record with one flipped bit is put right; what can be made
// anew from others is. The new book has the passphrases of the old one, and cannot undo
// what touches lost revisions. A locked book needs Options.Passphrase or
// Options.Recovery. It returns ErrExists, ErrMissing, ErrGone, ErrEmptyFile, ErrNotABook,
// ErrInUse, ErrLocked, ErrWrongPassphrase, ErrWrongRecovery, ErrFull, ErrPermission;
// ErrDamaged where neither in the file nor beside it is what opens the records.
func Rescue(path, to string, o Options) (Rescued, error) {
	o = o.filled()
	abs, real, err := resolve(path)
	if err != nil {
		return Rescued{}, err
	}
	o.ReadOnly, o.hooks = true, hooks{}
	s := &salvage{b: &Book{path: abs, real: real, opts: o}, o: o}
	if err := s.run(to); err != nil {
		return Rescued{}, fmt.Errorf("rescue to %s: %w", to, s.b.tell(err))
	}
	s.done.LastBackup = newestBackup(s.b.backups(), real)
	return s.done, nil
}

// salvage is a rescue under way.
type salvage struct {
	b     *Book // the broken one, which is not open
	o     Options
	file  rawFile
	clear clearRecords
	head  header
	box   *seal.Box
	keys  secret
	done  Rescued
}

func (s *salvage) run(to string) error {
	if err := s.b.checkFile(); err != nil {
		return err
	}
	if there, err := isThere(to); err != nil || there {
		return errors.Join(err, existsIf(there))
	}
	lock, err := takeLock(s.b.real, s.o.Wait, s.o.Now())
	switch {
	case err == nil:
		defer lock.giveBack(s.b.real)
	case !errors.Is(err, ErrPermission): // a folder that may only be read is fine
		return err
	}
	data, err := os.ReadFile(s.b.real)
	if err != nil {
		return err
	}
	s.file = newRawFile(data)
	s.clear = s.file.clear()
	if err := s.findHeader(); err != nil {
		return err
	}
	if err := makeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	s.done.Path = to
	return placeFile(to, func(tmp string) error {
		if err := newFile(tmp, 0, s.fill); err != nil {
			return err
		}
		return s.verify(tmp)
	})
}

// clearRecords are the records that lie in the clear, by their names, with their
// checksums.
type clearRecords map[string][]byte

// clear finds the records that lie in the clear: those of which both copies say the same,
// before others.
func (f rawFile) clear() clearRecords {
	out := clearRecords{}
	names := map[string]string{}
	for _, kind := range []string{headerName, openKeys, byPass, byRecovery, underLock} {
		for _, n := range twice(kind) {
			names[n] = kind
		}
	}
	tried := 0
	f.each(func(s slot) bool {
		kind := names[string(s.key)]
		if kind == "" || out[kind] != nil {
			return true
		}
		if good := readClear(s.value); good != nil {
			out[kind] = good
		}
		tried++
		return tried < maxClear
	})
	return out
}

// maxClear is how many records in the clear are looked at: a book that was written in
// for years has some on each page that was ever its root.
const maxClear = 1 << 12

// findHeader finds out which book it is, and how its keys are kept: from the file, else
// from the backups beside it.
func (s *salvage) findHeader() error {
	for _, x := range backupsIn(s.b.backups(), s.b.real) {
		if s.complete() {
			break
		}
		if data, err := os.ReadFile(x.path); err == nil {
			s.borrow(newRawFile(data).clear())
		}
	}
	if s.clear[headerName] == nil {
		if !s.anyOfOurs() {
			return ErrNotABook
		}
		return &DamagedError{What: "the header", Cause: &KeyError{Record: underLock}}
	}
	if err := json.Unmarshal(s.clear[headerName][sumBytes:], &s.head); err != nil || s.head.App != appName {
		return ErrNotABook
	}
	if s.head.MinReader > Schema {
		return &NewerError{Schema: s.head.Schema, MinReader: s.head.MinReader}
	}
	if !s.complete() {
		return &DamagedError{What: keyOfBook, Cause: &KeyError{Record: underLock}}
	}
	return nil
}

// complete reports whether there is what opens the records.
func (s *salvage) complete() bool {
	c := s.clear
	return c[headerName] != nil && (c[openKeys] != nil || c[underLock] != nil && (c[byPass] != nil || c[byRecovery] != nil))
}

// borrow takes what is missing from a backup of the same book, sealed with the same key.
func (s *salvage) borrow(from clearRecords) {
	theirs, ours := from.header(), s.clear.header()
	if theirs.ID == "" || ours.ID == "" && readLock(s.b.real).Book != theirs.ID || ours.ID != "" && (ours.ID != theirs.ID || ours.Sealed != theirs.Sealed) {
		return
	}
	for name, raw := range from {
		if s.clear[name] == nil {
			s.clear[name], s.done.OtherKey = raw, true
		}
	}
}

func (c clearRecords) header() (h header) {
	if raw := c[headerName]; raw != nil {
		_ = json.Unmarshal(raw[sumBytes:], &h) // an empty one says the same
	}
	return h
}

// anyOfOurs reports whether the file was a book once.
func (s *salvage) anyOfOurs() bool {
	return len(s.clear) > 0 || len(s.file.roots()) > 0 || readLock(s.b.real).Book != ""
}

// fill writes the new book.
func (s *salvage) fill(db *bolt.DB) error {
	if err := db.Update(s.unlock); err != nil {
		return err
	}
	f := newFinding(s.file, s.box)
	f.run()
	if len(f.recs) == 0 {
		return &DamagedError{What: "every record, or the key", Cause: &KeyError{Record: underLock}}
	}
	s.done.Mended = f.mended
	l := newLinking(f, keys{s.box}, &s.done)
	l.run()
	for i, d := range s.done.Missing {
		s.done.Missing[i] = s.b.veiled(d)
	}
	w := &refilling{salvage: s, f: f, l: l, to: db, b: &Book{box: s.box, head: s.head, secret: s.keys, opts: s.o}}
	return w.all()
}

// unlock writes what lies in the clear, and opens it in the usual way.
func (s *salvage) unlock(tx *bolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	for name, raw := range s.clear {
		in := inUnlock
		if name == headerName {
			in = inSys
		}
		for _, n := range twice(name) {
			if err := tx.Bucket([]byte(in)).Put([]byte(n), raw); err != nil {
				return err
			}
		}
	}
	var err error
	if s.keys, err = unlock(tx, s.head, s.o); err != nil {
		return err
	}
	s.head.Schema, s.head.MinReader = Schema, Schema
	if s.box, err = seal.NewBox(s.keys.keys, s.head.ID, Schema); err != nil {
		return err
	}
	return putClear(tx, inSys, headerName, s.head)
}

// verify checks the new book as a whole.
func (s *salvage) verify(tmp string) error {
	o := s.o
	o.secret = s.keys
	c, err := Open(tmp, o)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // it was only read
	r, err := c.Check(true)
	if err != nil {
		return err
	}
	if !r.OK() {
		return &DamagedError{What: fmt.Sprintf("%d records of the new book", len(r.Damage))}
	}
	s.done.Pairs = r.Pairs
	return nil
}

// BackupTime returns when a backup was made, for words about it: the day in its name, and
// where clock is true the time of day in local time, from the name or from the file, which
// may be of one of several backups of that day. It is zero where the name has no day.
func BackupTime(path string) (at time.Time, clock bool) {
	name := strings.TrimSuffix(filepath.Base(path), backupEnd)
	for i := range name {
		if i+len(backupDay) > len(name) {
			break
		}
		if at, err := time.ParseInLocation(backupTime, name[i:], time.Local); err == nil {
			return at, true
		}
		if at, err := time.ParseInLocation(backupDay, name[i:i+len(backupDay)], time.Local); err == nil {
			if info, err := os.Stat(path); err == nil && info.ModTime().Local().Format(backupDay) == at.Format(backupDay) {
				return info.ModTime().Local(), true
			}
			return at, false
		}
	}
	return time.Time{}, false
}
