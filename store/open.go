package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/store/seal"
)

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MaxSize <= 0 {
		o.MaxSize = defaultMaxSize
	}
	if o.Wait <= 0 {
		o.Wait = defaultWait
	}
	return o
}

// resolve returns the absolute path of a book, and where it leads when symbolic
// links are followed. Where there is no file, only its folder is followed.
func resolve(path string) (abs, real string, err error) {
	abs, err = filepath.Abs(path)
	if err != nil {
		return "", "", fmt.Errorf("find the book: %w", err)
	}
	if real, err = filepath.EvalSymlinks(abs); err == nil {
		return abs, real, nil
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		return abs, filepath.Join(dir, filepath.Base(abs)), nil
	}
	return abs, abs, nil
}

// Open opens the book at path, which must be there. It returns ErrMissing, or
// ErrGone where there is a trace of a book that was; ErrEmptyFile, ErrNotABook,
// ErrDamaged, ErrNewer, ErrPermission; ErrInUse, after Options.Wait, where another
// process has the book open. It never makes or repairs a file.
func Open(path string, o Options) (*Book, error) {
	o = o.filled()
	abs, real, err := resolve(path)
	if err != nil {
		return nil, err
	}
	b := &Book{path: abs, real: real, opts: o}
	if err := b.checkFile(); err != nil {
		return nil, b.tell(err)
	}
	if !o.ReadOnly {
		if b.lock, err = takeLock(real, o.Wait, o.Now()); err != nil {
			return nil, b.tell(err)
		}
	}
	if err := b.start(); err != nil {
		if b.db != nil {
			_ = b.db.close() // nothing was written
		}
		if b.lock != nil {
			b.lock.giveBack(real)
		}
		return nil, b.tell(err)
	}
	if !o.ReadOnly {
		sweep(real, b.backups())
	}
	return b, nil
}

// tell completes an error of Open with what lies beside the book.
func (b *Book) tell(err error) error {
	if errors.Is(err, ErrNotABook) && readLock(b.real).Book != "" {
		err = &DamagedError{What: "nothing of a book is left", Cause: err}
	}
	var d *DamagedError
	if errors.As(err, &d) {
		d.LastBackup = newestBackup(b.backups(), b.real)
	}
	return fmt.Errorf("open %s: %w", b.path, classify(err))
}

// checkFile looks at the file without opening it: opening a pipe would wait.
func (b *Book) checkFile() error {
	info, err := os.Stat(b.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if wasHere(b.real, b.opts) {
			return &GoneError{Path: b.path, LastBackup: newestBackup(b.backups(), b.real)}
		}
		return ErrMissing
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: it is %s", ErrNotABook, info.Mode().Type())
	case info.Size() == 0:
		return ErrEmptyFile
	case b.opts.ReadOnly:
		return nil
	}
	b.opening.MadePrivate, err = makePrivate(b.real, info)
	return err
}

// start opens the engine and reads what the book knows of itself.
func (b *Book) start() error {
	var err error
	if b.db, err = openEngine(b.real, b.opts); err != nil {
		if isTimeout(err) { // not through our lock: by another name, or for reading
			return b.heldElsewhere()
		}
		return err
	}
	b.opening.LastSaveMayMiss = b.db.one
	b.opening.Unclean = b.lock != nil && b.lock.unclean()
	if err := b.db.view(b.readSelf); err != nil {
		if b.db.one && errors.Is(err, ErrNotABook) { // what is left is a state from before it was one
			return &DamagedError{What: "a meta page", Cause: err}
		}
		return err
	}
	if b.lock == nil {
		return nil
	}
	b.opening.Older = b.lock.older(b.head.ID, b.state.revs)
	return b.lock.remember(b.head.ID)
}

func (b *Book) heldElsewhere() error {
	if b.lock == nil {
		return holder(b.real)
	}
	return &InUseError{}
}

func (b *Book) readSelf(tx *bolt.Tx) error {
	var err error
	if b.head, err = readHeader(tx, b.opts.ReadOnly); err != nil {
		return err
	}
	if b.secret, err = unlock(tx, b.head, b.opts); err != nil {
		return err
	}
	b.opts.Passphrase, b.opts.Recovery = "", ""
	if b.box, err = seal.NewBox(b.secret.keys, b.head.ID, Schema); err != nil {
		return fmt.Errorf("unlock the book: %w", err)
	}
	for _, name := range buckets() {
		if _, err := bucket(tx, name); err != nil && name != inPeople {
			return err
		}
	}
	if err := b.readState(tx); err != nil {
		return err
	}
	b.opening.Damage = b.quickCheck(tx)
	return nil
}

// readState reads the book's state, or counts it anew where its record is broken,
// and settles which device this is.
func (b *Book) readState(tx *bolt.Tx) error {
	var known bool
	if b.state, known = b.stateAt(tx); !known {
		var err error
		if b.state, err = b.recount(tx); err != nil {
			return err
		}
	}
	b.settleDevice(tx)
	return nil
}

// settleDevice keeps the device of the book, unless the book was carried to
// another computer: two copies that are both written in must not number their
// revisions alike. An open book stays the device it was opened as.
func (b *Book) settleDevice(tx *bolt.Tx) {
	host, _ := os.Hostname() // unknown counts as one computer
	want := b.device
	if want == "" {
		want = b.opts.Device
	}
	if want == "" && !b.opts.ReadOnly && (b.state.host != host || b.state.device == "") {
		want = newDevice()
	}
	if want != "" && want != b.state.device {
		b.state.device, b.state.host = want, host
		b.state.seq = b.lastSeq(tx, want)
	}
	if b.device == "" {
		b.device = b.state.device
	}
}
