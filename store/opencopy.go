package store

import (
	"errors"
	"maps"
)

// OpenCopy opens a copy that SaveCopy made, in the way this book is open: without asking
// for its passphrase again, and with those unlocked who are unlocked here. Errors are
// those of Open.
func (b *Book) OpenCopy(path string) (*Book, error) {
	b.life.RLock()
	o := b.opts
	o.secret = b.secret
	b.life.RUnlock()
	c, err := Open(path, o)
	if err != nil {
		return nil, err
	}
	b.eyes.mu.RLock()
	defer b.eyes.mu.RUnlock()
	c.eyes.open = maps.Clone(b.eyes.open)
	return c, nil
}

// Writable closes a book that was opened to be read and opens it again to be written,
// with the keys it has: a passphrase takes a tenth of a second to check. It returns what
// Open returns, ErrLocked where another process has sealed the book anew meanwhile; the
// book it is asked of is closed in any case.
func (b *Book) Writable() (*Book, error) {
	sealed, o := b.head.Sealed, b.opts
	o.ReadOnly, o.secret = false, b.secret
	if err := b.Close(); err != nil {
		return nil, err
	}
	w, err := Open(b.path, o)
	switch {
	case err == nil && w.head.Sealed == sealed:
		return w, nil
	case err == nil:
		err = w.Close()
	case errors.Is(err, ErrDamaged):
		err = nil
	}
	if err != nil {
		return nil, err
	}
	o.secret = secret{}
	return Open(b.path, o)
}
