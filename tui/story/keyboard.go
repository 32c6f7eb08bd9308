package story

import (
	"io"
	"sync"
)

// keyboard is what the program reads: a queue of byte chunks. One Read returns
// bytes of one chunk only, so that a key is never torn apart by chance.
type keyboard struct {
	mu     sync.Mutex
	more   *sync.Cond
	chunks [][]byte
	closed bool
}

func newKeyboard() *keyboard {
	k := &keyboard{}
	k.more = sync.NewCond(&k.mu)
	return k
}

// push adds one chunk; an empty one is left out.
func (k *keyboard) push(b []byte) {
	if len(b) == 0 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.chunks = append(k.chunks, b)
	k.more.Broadcast()
}

// close makes readers get io.EOF from now on.
func (k *keyboard) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	k.more.Broadcast()
}

// Read waits for a chunk and returns it, or as much of it as fits into p.
func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.chunks) == 0 && !k.closed {
		k.more.Wait()
	}
	if k.closed {
		return 0, io.EOF
	}
	n := copy(p, k.chunks[0])
	if rest := k.chunks[0][n:]; len(rest) > 0 {
		k.chunks[0] = rest
	} else {
		k.chunks = k.chunks[1:]
	}
	return n, nil
}
