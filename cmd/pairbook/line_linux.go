package main

import (
	"os"
	"strconv"
	"syscall"
	"time"
)

// openAgain opens the terminal that f leads to once more, in a way of its own: what waits
// to be written to it can be ended by a deadline, and nobody else who has f open notices.
// nil where that cannot be done, as with a terminal of another user.
func openAgain(f *os.File) *os.File {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	again, err := os.OpenFile("/proc/self/fd/"+strconv.Itoa(int(f.Fd())), os.O_WRONLY|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil
	}
	if again.SetWriteDeadline(time.Time{}) != nil { // it blocks all the same
		_ = again.Close()
		return nil
	}
	return again
}
