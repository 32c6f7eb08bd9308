package store

import "maps"

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
