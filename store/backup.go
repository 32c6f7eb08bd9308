package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// How many backups BackupDaily keeps.
const (
	keepDays  = 7
	keepWeeks = 4
)

const (
	backupEnd  = ".bak"
	backupDay  = "2006-01-02"
	backupTime = "2006-01-02T150405" // of what a restored book has replaced
	copyChunk  = 4 << 20             // bytes copied in one transaction
	backupsDir = "backups"
)

func (o Options) backupsOf(real string) string {
	if o.Backups != "" {
		return o.Backups
	}
	return filepath.Join(filepath.Dir(real), backupsDir)
}

// Backup writes a copy of the book to path, opens it and checks every record. A
// copy of a damaged book is removed again, and the error is ErrDamaged: it must
// not pass for a backup. It returns ErrExists where path is taken. Others can go
// on reading and writing meanwhile.
func (b *Book) Backup(path string) error { return b.copyTo(path, true) }

// Stream checks every record and then writes the file of the book as it is now to w, with
// what was overwritten in it. It is for a copy that must not lie anywhere on the way to
// where it is kept. A damaged book is not copied: the error is ErrDamaged. An error of w is
// passed on.
func (b *Book) Stream(w io.Writer) error {
	r, err := b.Check(false)
	if err == nil && !r.OK() {
		err = &DamagedError{What: fmt.Sprintf("%d records of the book", len(r.Damage))}
	}
	if err == nil {
		err = b.view(func(tx *bolt.Tx) error {
			_, err := tx.WriteTo(w)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("copy the book: %w", classify(err))
	}
	return nil
}

// SaveCopy writes everything that was saved to a new book at path, even where the
// file of the open book has been deleted or replaced, and damaged records too.
func (b *Book) SaveCopy(path string) error { return b.copyTo(path, false) }

func (b *Book) copyTo(path string, flawless bool) error {
	b.copying.Lock()
	defer b.copying.Unlock()
	if there, err := isThere(path); err != nil || there {
		return fmt.Errorf("copy the book: %w", errors.Join(classify(err), existsIf(there)))
	}
	return b.copyOver(path, flawless)
}

// copyOver is copyTo, in the place of what is at path. The caller holds b.copying.
func (b *Book) copyOver(path string, flawless bool) error {
	err := placeFile(path, func(tmp string) error {
		if err := newFile(tmp, 0, b.pour); err != nil {
			return err
		}
		return b.verify(tmp, flawless)
	})
	if err != nil {
		return fmt.Errorf("copy the book: %w", classify(err))
	}
	return nil
}

// pour copies all live records, and none of what has been overwritten.
func (b *Book) pour(to *bolt.DB) error {
	b.life.RLock()
	defer b.life.RUnlock()
	if b.db == nil {
		return b.lost
	}
	return b.db.view(func(from *bolt.Tx) error {
		return from.ForEach(func(name []byte, bu *bolt.Bucket) error {
			return pourBucket(to, name, bu, func(string) error { return nil }, func(_, v []byte) ([]byte, error) { return v, nil })
		})
	})
}

// errSkip leaves a record out of the copy.
var errSkip = errors.New("left out")

// pourBucket copies one bucket, a chunk in a transaction; turn says what becomes of
// a value, errSkip that it is left out. bbolt's own Compact is not used: it ends the
// reading transaction before the last commit, which still needs the bytes that were
// read, while others may be writing over them.
func pourBucket(to *bolt.DB, name []byte, bu *bolt.Bucket, step func(string) error, turn func(k, v []byte) ([]byte, error)) error {
	c := bu.Cursor()
	k, v := c.First()
	for done := false; !done; {
		if err := step(stepWrite); err != nil {
			return err
		}
		err := to.Update(func(tx *bolt.Tx) error {
			into, err := tx.CreateBucketIfNotExists(name)
			if err != nil {
				return err
			}
			into.FillPercent = 1 // in order, and never added to
			for size := 0; k != nil && size < copyChunk; k, v = c.Next() {
				value, err := turn(k, v)
				if errors.Is(err, errSkip) {
					continue
				}
				if err != nil {
					return err
				}
				if err := into.Put(k, value); err != nil {
					return err
				}
				size += len(k) + len(value)
			}
			done = k == nil
			return nil
		})
		if err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	return nil
}

// verify opens a copy and checks it.
func (b *Book) verify(path string, flawless bool) error {
	o := b.opts
	o.ReadOnly, o.hooks, o.secret = true, hooks{}, b.secret
	c, err := Open(path, o)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // it was only read
	if c.ID() != b.ID() {
		return &DamagedError{What: "the copy's header"}
	}
	r, err := c.Check(false)
	if err != nil {
		return err
	}
	if flawless && !r.OK() {
		return &DamagedError{What: fmt.Sprintf("%d records of the copy", len(r.Damage))}
	}
	return nil
}

// BackupDaily makes today's backup in a folder, unless it is there already, and
// removes old ones: the newest of each of the last 7 days that have one stay, and
// before them the newest of each of 4 weeks. It returns the path of the new
// backup, "" where today's was there. An empty dir is Options.Backups. Nothing is
// removed when the new backup fails.
func (b *Book) BackupDaily(dir string) (string, error) { return b.backupToday(dir, false) }

// BackupNow is BackupDaily for somebody who asks for it: one that was made earlier that
// day is replaced by one of the book as it is now.
func (b *Book) BackupNow(dir string) (string, error) { return b.backupToday(dir, true) }

func (b *Book) backupToday(dir string, anew bool) (string, error) {
	if dir == "" {
		dir = b.backups()
	}
	if err := makeFolder(dir); err != nil {
		return "", fmt.Errorf("make the folder of backups: %w", classify(err))
	}
	b.copying.Lock()
	defer b.copying.Unlock()
	path, stale := b.todays(dir), b.stale(dir)
	if there, err := isThere(path); there && !anew && !slices.Contains(stale, path) {
		return "", b.removeAll(stale, path)
	} else if err != nil {
		return "", fmt.Errorf("copy the book: %w", classify(err))
	}
	if err := b.copyOver(path, true); err != nil {
		return "", err
	}
	for _, old := range surplus(backupsIn(dir, b.real)) {
		stale = append(stale, old.path)
	}
	return path, b.removeAll(stale, path)
}

// todays is the path of today's backup in a folder.
func (b *Book) todays(dir string) string {
	return filepath.Join(dir, backupPrefix(b.real)+b.now().Format(backupDay)+backupEnd)
}

// stale returns the daily backups in a folder that are sealed with another key
// than the book is now: they would let themselves be read by whoever could read
// the book before. One too damaged to tell counts as such.
func (b *Book) stale(dir string) []string {
	var paths []string
	for _, x := range backupsIn(dir, b.real) {
		h, err := headerOf(x.path, b.opts)
		of := err == nil && h.ID == b.head.ID && h.Sealed != b.head.Sealed
		broken := b.head.Sealed != "" && (errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotABook) || errors.Is(err, ErrEmptyFile))
		if of || broken {
			paths = append(paths, x.path)
		}
	}
	return paths
}

// headerOf reads the header of a book that is not open.
func headerOf(path string, o Options) (h header, err error) {
	o.ReadOnly, o.hooks = true, hooks{}
	e, err := openEngine(path, o)
	if err != nil {
		return h, err
	}
	defer e.close() //nolint:errcheck // it was only read
	err = e.view(func(tx *bolt.Tx) error {
		h, err = readHeader(tx, true)
		return err
	})
	return h, err
}

// replaceBackups makes a backup under the new key and removes those under the old
// one. It returns how many these were. The caller holds b.copying.
func (b *Book) replaceBackups() (int, error) {
	old := b.stale(b.backups())
	if len(old) == 0 {
		return 0, nil
	}
	if err := b.step(stepBackup); err != nil {
		return 0, err
	}
	path := b.todays(b.backups())
	if err := b.copyOver(path, true); err != nil {
		return 0, err
	}
	return len(old), b.removeAll(old, path)
}

// removeAll removes backups, but not the one to be kept.
func (b *Book) removeAll(old []string, keep string) error {
	if len(old) == 0 {
		return nil
	}
	for _, path := range old {
		if path == keep {
			continue
		}
		if err := b.step(stepUnlink); err != nil {
			return err
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove an old backup: %w", classify(err))
		}
	}
	return syncDir(filepath.Dir(keep))
}

func backupPrefix(real string) string {
	base := filepath.Base(real)
	return strings.TrimSuffix(base, filepath.Ext(base)) + "-"
}

type backup struct {
	path  string
	day   time.Time
	daily bool // not what a restored book has replaced
}

// dayOf reads the day, or the time, in the name of a backup.
func dayOf(name string) (day time.Time, daily bool, err error) {
	if day, err = time.Parse(backupDay, name); err == nil {
		return day, true, nil
	}
	day, err = time.Parse(backupTime, name)
	return day, false, err
}

// backupsIn returns the daily backups of a book in a folder, newest first. Files
// of any other name are not ours.
func backupsIn(dir, real string) []backup {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // no folder, no backups
	}
	var all []backup
	for _, e := range entries {
		name, ok := strings.CutPrefix(e.Name(), backupPrefix(real))
		if !ok || !e.Type().IsRegular() {
			continue
		}
		name, ok = strings.CutSuffix(name, backupEnd)
		if day, daily, err := dayOf(name); ok && err == nil {
			all = append(all, backup{filepath.Join(dir, e.Name()), day, daily})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].day.After(all[j].day) })
	return all
}

// surplus returns the daily backups, of some given newest first, that need not be kept.
func surplus(all []backup) []backup {
	all = slices.DeleteFunc(slices.Clone(all), func(x backup) bool { return !x.daily })
	if len(all) <= keepDays {
		return nil
	}
	var out []backup
	weeks := map[[2]int]bool{}
	for _, x := range all[keepDays:] {
		y, w := x.day.ISOWeek()
		if weeks[[2]int{y, w}] || len(weeks) == keepWeeks {
			out = append(out, x)
			continue
		}
		weeks[[2]int{y, w}] = true
	}
	return out
}

// newestBackup returns the path of the newest backup, "" where there is none: one that was
// checked when it was made, before one that was only put aside.
func newestBackup(dir, real string) string {
	all := backupsIn(dir, real)
	for _, x := range all {
		if x.daily {
			return x.path
		}
	}
	if len(all) > 0 {
		return all[0].path
	}
	return ""
}
