package main

import (
	"os"
	"syscall"
)

// dataSync makes sure that what was written into a file is on the disk, without
// the times of the file.
func dataSync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }

// dropCache puts a file on the disk and has the system forget what it keeps of it in
// memory.
func dropCache(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // nothing is written through it
	if err := f.Sync(); err != nil {
		return err
	}
	const dontNeed = 4 // POSIX_FADV_DONTNEED
	if _, _, errno := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0); errno != 0 {
		return errno
	}
	return nil
}
