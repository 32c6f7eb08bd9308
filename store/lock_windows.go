package store

import (
	"errors"
	"os"
	"syscall"
)

const errSharing = syscall.Errno(32) // ERROR_SHARING_VIOLATION

// openLocked opens a lock file, making it where it is not there, so that others
// may read it but nobody else can open it for writing: errHeld where another
// process has it like that.
func openLocked(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, syscall.FILE_SHARE_READ, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharing) {
		return nil, errHeld
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// unlockFile does nothing: closing the file unlocks it.
func unlockFile(*os.File) {}

// makePrivate does nothing: the user's data folder is private already.
func makePrivate(string, os.FileInfo) (bool, error) { return false, nil }

// syncDir does nothing: folders are not synced on Windows.
func syncDir(string) error { return nil }

// fullErrors are what a disk without room answers: ERROR_DISK_FULL and
// ERROR_HANDLE_DISK_FULL.
func fullErrors() []error { return []error{syscall.Errno(112), syscall.Errno(39)} }

// deniedErrors are what else than fs.ErrPermission says that one may not write:
// ERROR_WRITE_PROTECT.
func deniedErrors() []error { return []error{syscall.Errno(19)} }
