package catalog

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pairbook/forms"
)

// Bounds of a folder of one's own, far above what any programme has.
const (
	maxFiles       = 200
	maxFolderBytes = 8 << 20
)

// LoadWith returns the shipped library with the forms, programmes and lists of a
// folder added, and the faults of the files that are left out; their File is the name
// in the folder. See Join and OwnFiles. An error means that the program was built
// wrong.
func LoadWith(dir fs.FS) (*forms.Library, []Fault, error) {
	lib, err := Load()
	if err != nil {
		return nil, nil, err
	}
	lib, faults := Join(lib, OwnFiles(dir))
	return lib, faults, nil
}

// OwnFiles reads the YAML files of a folder: those in it, in its folder forms and in
// its folder programmes. Files that cannot be read, or are too large, are returned as
// refused. It never reads more than 8 MiB.
func OwnFiles(dir fs.FS) []File {
	var files []File
	left := maxFolderBytes
	for _, name := range ownNames(dir) {
		if len(files) == maxFiles {
			return append(files, File{Name: name, Refused: "too_many_files"})
		}
		f := readOwn(dir, name)
		left -= len(f.Data)
		if left < 0 {
			return append(files, File{Name: name, Refused: "too_many_files"})
		}
		files = append(files, f)
	}
	return files
}

// ownNames lists the YAML files of a folder and its two folders.
func ownNames(dir fs.FS) []string {
	var names []string
	for _, folder := range []string{".", "forms", "programmes"} {
		entries, err := fs.ReadDir(dir, folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) && len(entries) == 0 {
			names = append(names, folder) // reading it as a file says what is the matter
		}
		for _, e := range entries {
			if ext := path.Ext(e.Name()); (ext == ".yaml" || ext == ".yml") && !strings.HasPrefix(e.Name(), ".") {
				names = append(names, path.Join(folder, e.Name()))
			}
		}
	}
	slices.Sort(names)
	return names
}

// readOwn reads a file that somebody else wrote: never one that is no ordinary file,
// which could keep us waiting, and never more than a form can be.
func readOwn(dir fs.FS, name string) File {
	info, err := fs.Stat(dir, name)
	switch {
	case err != nil:
		return File{Name: name, Refused: "not_readable"}
	case !info.Mode().IsRegular():
		return File{Name: name, Refused: "not_a_file"}
	case info.Size() > MaxBytes:
		return File{Name: name, Refused: "too_big"}
	}
	f, err := dir.Open(name)
	if err != nil {
		return File{Name: name, Refused: "not_readable"}
	}
	defer f.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err != nil {
		return File{Name: name, Refused: "not_readable"}
	}
	return File{Name: name, Data: data}
}
