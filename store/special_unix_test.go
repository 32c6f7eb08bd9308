//go:build !windows

package store

import (
	"os"
	"syscall"
)

// specialFiles makes what is neither file nor folder.
func specialFiles() map[string]func(path string) error {
	return map[string]func(string) error{
		"pipe":   func(p string) error { return syscall.Mkfifo(p, 0o600) },
		"device": func(p string) error { return os.Symlink(os.DevNull, p) },
	}
}
