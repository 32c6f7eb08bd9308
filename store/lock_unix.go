//go:build !windows

package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// openLocked opens a lock file, making it where it is not there, and takes its
// lock; errHeld where another process has it.
func openLocked(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
			return nil, errHeld
		}
		return nil, fmt.Errorf("lock: %w", err)
	}
	if !samePlace(f, path) { // whoever held it removed it meanwhile: the next try makes another
		_ = f.Close()
		return nil, errHeld
	}
	return f, nil
}

func samePlace(f *os.File, path string) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(mine, there)
}

func unlockFile(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// makePrivate takes away what others may do with a file of ours. It reports
// whether there was something to take.
func makePrivate(path string, info os.FileInfo) (bool, error) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(st.Uid) != os.Geteuid() || info.Mode().Perm()&0o077 == 0 {
		return false, nil
	}
	return true, os.Chmod(path, info.Mode().Perm()&0o700|0o600)
}

// syncDir makes a rename in a folder last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// fullErrors are what a disk without room, or a quota, answers.
func fullErrors() []error { return []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} }

// deniedErrors are what else than fs.ErrPermission says that one may not write.
func deniedErrors() []error { return []error{syscall.EROFS} }
