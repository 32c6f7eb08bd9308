package story

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// updateVariable is the environment variable that makes Golden write files.
const updateVariable = "PAIRBOOK_UPDATE"

// Golden fails the test unless got is what testdata/golden/<name>.txt holds
// (plus the newline at its end). With PAIRBOOK_UPDATE=1 in the environment it
// writes the file instead. The name may have folders in it.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	golden(t, filepath.Join("testdata", "golden", filepath.FromSlash(name)+".txt"), got, os.Getenv(updateVariable) == "1")
}

func golden(t testing.TB, path, got string, update bool) {
	t.Helper()
	got += "\n"
	if update {
		if err := writeGolden(path, got); err != nil {
			t.Fatalf("story: writing the golden file: %v", err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("story: reading the golden file (%s=1 writes it): %v", updateVariable, err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("story: %s is not what we got (-file +got; %s=1 rewrites it):\n%s", path, updateVariable, diff)
	}
}

func writeGolden(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
