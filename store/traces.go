package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// traceBytes is how much of a sealed record is looked for: its last bytes, which are as
// good as random and lie in the file as they are.
const traceBytes = 16

// traceChunk is how much of a file is looked through at once.
const traceChunk = 1 << 20

// holdsAny reports whether a file holds any of some texts, each of traceBytes or more,
// anywhere, also where nothing leads to any more.
func holdsAny(path string, texts [][]byte) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("look for traces: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	byHead := map[[4]byte][][]byte{}
	longest := 0
	var begins [1 << 16]bool
	for _, t := range texts {
		head := [4]byte(t[:4])
		byHead[head] = append(byHead[head], t)
		begins[int(t[0])<<8|int(t[1])] = true
		longest = max(longest, len(t))
	}
	buf := make([]byte, 0, traceChunk+longest)
	for {
		n, err := io.ReadFull(f, buf[len(buf):len(buf)+traceChunk])
		buf = buf[:len(buf)+n]
		for i := 0; i+4 <= len(buf); i++ {
			if !begins[int(buf[i])<<8|int(buf[i+1])] {
				continue
			}
			for _, t := range byHead[[4]byte(buf[i:i+4])] {
				if bytes.HasPrefix(buf[i:], t) {
					return true, nil
				}
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("look for traces: %w", err)
		}
		rest := copy(buf, buf[len(buf)-min(longest, len(buf)):]) // a text may go on in the next part
		buf = buf[:rest]
	}
}
