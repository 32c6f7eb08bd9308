package main

import (
	"os"
	"syscall"
)

// dataSync makes sure that what was written into a file is on the disk, without
// the times of the file.
func dataSync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
