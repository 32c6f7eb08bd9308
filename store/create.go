package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"

	"pairbook/store/seal"
)

// newDevice returns a fresh id for a copy of a book on one computer.
func newDevice() string { return strings.ToLower(rand.Text()[:16]) }

// Create makes a new book at path and opens it. The file appears whole or not at
// all, readable by its owner only; a folder that has to be made is private too.
// It returns ErrExists where anything is at path already.
func Create(path string, o Options) (*Book, error) {
	if err := create(path, o.filled()); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, classify(err))
	}
	return Open(path, o)
}

// OpenOrCreate opens the book at path, or makes one where neither a file nor a
// trace of an earlier book is there. A book that has vanished is ErrGone: it must
// not come back empty.
func OpenOrCreate(path string, o Options) (*Book, error) {
	b, err := Open(path, o)
	if !errors.Is(err, ErrMissing) || o.ReadOnly {
		return b, err
	}
	b, err = Create(path, o)
	if errors.Is(err, ErrExists) { // someone else made it meanwhile
		return Open(path, o)
	}
	return b, err
}

func create(path string, o Options) error {
	if o.ReadOnly {
		return ErrReadOnly
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := makeFolder(filepath.Dir(abs)); err != nil {
		return err
	}
	abs, real, err := resolve(abs)
	if err != nil {
		return err
	}
	if there, err := isThere(abs); err != nil || there {
		return errors.Join(err, existsIf(there))
	}
	lock, err := takeLock(real, o.Wait, o.Now())
	if err != nil {
		return err
	}
	if there, err := isThere(abs); err != nil || there {
		lock.giveBack(real)
		return errors.Join(err, existsIf(there))
	}
	return createLocked(real, o, lock)
}

func existsIf(there bool) error {
	if there {
		return ErrExists
	}
	return nil
}

func createLocked(real string, o Options, lock *lockFile) error {
	sweep(real, o.backupsOf(real))
	h := newHeader()
	err := placeFile(real, func(tmp string) error { return fillNew(tmp, h, o) })
	if err != nil {
		lock.giveBack(real)
		return err
	}
	return errors.Join(lock.remember(h.ID), lock.release(true, true, 0))
}

// placeFile lets write fill a new file beside path and then gives it that name: a
// reader finds the whole file or none, whatever happens in between.
func placeFile(path string, write func(tmp string) error) error {
	tmp, err := beside(path, func(string) error { return nil }, write)
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		_ = os.Remove(tmp) // the next sweep takes it otherwise
		return err
	}
	return syncDir(filepath.Dir(path))
}

// beside lets write fill a new file beside path and makes sure that it is on the
// disk. Where that fails, the file is removed again.
func beside(path string, step func(string) error, write func(tmp string) error) (tmp string, err error) {
	if err = step(stepTemp); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(path), tempPrefix(path)+"*"+tempEnd)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the next sweep takes it otherwise
		}
	}()
	if err = f.Close(); err != nil {
		return "", err
	}
	if err = write(f.Name()); err != nil {
		return "", err
	}
	if err = step(stepSync); err != nil {
		return "", err
	}
	return f.Name(), syncFile(f.Name())
}

const tempEnd = ".new"

func tempPrefix(path string) string { return "." + filepath.Base(path) + "-" }

// sweep removes what was left behind, beside the book and among its backups, when
// the program was killed. The caller holds the lock, so that nobody is writing it.
func sweep(real, backups string) {
	sweepIn(filepath.Dir(real), tempPrefix(real))
	sweepIn(backups, "."+backupPrefix(real))
}

// sweepIn removes the unfinished files of a folder whose names begin so. Between
// that and the random number stands at most the day of a backup.
func sweepIn(dir, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // nothing is found, nothing is lost
	}
	for _, e := range entries {
		name, ours := strings.CutPrefix(e.Name(), prefix)
		name, unfinished := strings.CutSuffix(name, tempEnd)
		if !ours || !unfinished || !e.Type().IsRegular() {
			continue
		}
		if day, number, ok := strings.Cut(name, backupEnd+"-"); ok {
			if _, _, err := dayOf(day); err != nil {
				continue
			}
			name = number
		}
		if strings.Trim(name, "0123456789") == "" {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// fillNew writes an empty book into an empty file.
func fillNew(path string, h header, o Options) error {
	return newFile(path, o.MaxSize, func(db *bolt.DB) error {
		return db.Update(func(tx *bolt.Tx) error { return writeEmpty(tx, h, o) })
	})
}

// newFile makes a bbolt file and hands it to fill. It is not on the disk yet: see beside.
func newFile(path string, maxSize int64, fill func(*bolt.DB) error) error {
	return guard("new file", func() error {
		db, err := bolt.Open(path, 0o600, &bolt.Options{
			FreelistType: bolt.FreelistMapType, NoStatistics: true, NoSync: true, NoGrowSync: true, MaxSize: int(maxSize),
		})
		if err != nil {
			return err
		}
		err = fill(db)
		if err == nil { // once more, so that both meta pages lead to what was filled in
			err = db.Update(writeAgain)
		}
		return errors.Join(err, db.Close())
	})
}

// writeAgain writes the header and the keys once more as they are, so that they lie on
// two pages: one that is broken does not cost the book.
func writeAgain(tx *bolt.Tx) error {
	for _, name := range []string{inSys, inUnlock} {
		bu := tx.Bucket([]byte(name))
		if bu == nil {
			continue
		}
		all := map[string][]byte{}
		err := bu.ForEach(func(k, v []byte) error {
			all[string(k)] = bytes.Clone(v)
			return nil
		})
		for k, v := range all {
			err = errors.Join(err, bu.Put([]byte(k), v))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeEmpty(tx *bolt.Tx, h header, o Options) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	own := seal.NewKeys()
	if err := putClear(tx, inSys, headerName, h); err != nil {
		return err
	}
	if err := openUnlocking(own).write(tx); err != nil {
		return err
	}
	box, err := seal.NewBox(own, h.ID, Schema)
	if err != nil {
		return err
	}
	host, _ := os.Hostname() // unknown counts as one computer
	st := state{device: o.Device, host: host}
	if st.device == "" {
		st.device = newDevice()
	}
	bu, err := bucket(tx, inSys)
	if err != nil {
		return err
	}
	at := seal.Place{Bucket: inSys, Key: []byte(stateName)}
	return bu.Put(at.Key, box.Seal(at, st.encode()))
}
