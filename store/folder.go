package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// makeFolder makes a folder for its owner only, and those above it that are missing,
// and makes sure that each is on the disk: the book in a folder that a power cut takes
// away again would be gone with it.
func makeFolder(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return whereAFolder(dir, err)
	}
	if err := syncDir(above); err != nil && !errors.Is(err, fs.ErrPermission) { // one can be let in and not let look
		return err
	}
	return nil
}

// whereAFolder is err, but nil where somebody else made the folder meanwhile.
func whereAFolder(dir string, err error) error {
	if info, statErr := os.Stat(dir); errors.Is(err, fs.ErrExist) && statErr == nil && info.IsDir() {
		return nil
	}
	return err
}
