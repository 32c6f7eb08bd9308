package store

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAFolderIsMadeWithAllAboveItAndForItsOwnerOnly(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b", "c")
	for range 2 { // it may be there
		if err := makeFolder(dir); err != nil {
			t.Fatal(err)
		}
	}
	for at := dir; at != top; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err != nil || info.Mode() != 0o700|os.ModeDir {
			t.Errorf("%s: %v, %v", at, info.Mode(), err)
		}
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if makeFolder(file) == nil || makeFolder(filepath.Join(file, "below")) == nil {
		t.Error("a file passes for a folder")
	}
}

// TestAFileBesideTheBookIsAsPrivateAndGoesWithTheNextSweep is about what is to become the book
// on a computer that has none yet.
func TestAFileBesideTheBookIsAsPrivateAndGoesWithTheNextSweep(t *testing.T) {
	book := filepath.Join(t.TempDir(), "new", "home", "pairs.book")
	path, drop, err := Beside(book)
	if err != nil {
		t.Fatal(err)
	}
	if there, err := isThere(path); there || err != nil || filepath.Dir(path) != filepath.Dir(book) {
		t.Errorf("%s is there: %v, %v", path, there, err)
	}
	if info, err := os.Stat(filepath.Dir(book)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v, %v", info, err)
	}
	for _, killed := range []bool{false, true} {
		putFile(t, path, []byte("half a backup"))
		if !killed {
			drop()
		} else {
			mustClose(t, mustCreate(t, book, Options{}))
		}
		if there, err := isThere(path); there || err != nil {
			t.Errorf("it is left there, %v", err)
		}
	}
	file := filepath.Join(filepath.Dir(book), "file")
	putFile(t, file, nil)
	if _, _, err := Beside(filepath.Join(file, "pairs.book")); err == nil {
		t.Error("a file passes for the folder of a book")
	}
}
