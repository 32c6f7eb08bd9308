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
