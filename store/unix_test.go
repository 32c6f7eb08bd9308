//go:build !windows

package store

import (
	"os"
	"syscall"
)

func makePipe(path string) error { return syscall.Mkfifo(path, 0o600) }

func closeQuietly(f *os.File) { _ = syscall.Close(int(f.Fd())) }
