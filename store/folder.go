package store

import (
	"errors"
	"fmt"
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

// Beside returns the name of a file beside the book at path, which is not there yet: for
// what is to take the book's place, or has to be as private. The folder of the book is made
// where it is missing. drop removes what was made of the name; where the program is killed
// before, the next one that opens the book does.
func Beside(book string) (path string, drop func(), err error) {
	_, real, err := resolve(book)
	if err != nil {
		return "", nil, err
	}
	if err := makeFolder(filepath.Dir(real)); err != nil {
		return "", nil, fmt.Errorf("make the folder of the book: %w", classify(err))
	}
	f, err := os.CreateTemp(filepath.Dir(real), tempPrefix(real)+"*"+tempEnd)
	if err != nil {
		return "", nil, fmt.Errorf("make a file beside the book: %w", classify(err))
	}
	path = f.Name()
	if err := errors.Join(f.Close(), os.Remove(path)); err != nil {
		return "", nil, fmt.Errorf("make a file beside the book: %w", classify(err))
	}
	return path, func() { _ = os.Remove(path) }, nil // the next sweep takes it otherwise
}

// whereAFolder is err, but nil where somebody else made the folder meanwhile.
func whereAFolder(dir string, err error) error {
	if info, statErr := os.Stat(dir); errors.Is(err, fs.ErrExist) && statErr == nil && info.IsDir() {
		return nil
	}
	return err
}
