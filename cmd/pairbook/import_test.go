package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/store"
)

// tookAndUndone exports a sheet, changes one place by hand, takes the file and undoes that:
// all as one deed.
func tookAndUndone(t *testing.T, h *home, sheet, format, old, now string) {
	t.Helper()
	export := []string{"export", sheet, "--format", format}
	before := h.must(export...)
	if n := strings.Count(before, old); n != 1 {
		t.Fatalf("%q stands %d times in\n%s", old, n, before)
	}
	file := filepath.Join(h.dir, "edited."+format)
	if err := os.WriteFile(file, []byte(strings.Replace(before, old, now, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	h.must("import", file, "--yes")
	if h.must(export...) == before {
		t.Fatal("the file changed nothing")
	}
	b, err := store.Open(h.env["PAIRBOOK_BOOK"], store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := b.Pairs()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Undo(pairs[0].ID, forms.Mentee); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if after := h.must(export...); after != before {
		t.Errorf("after the undo the book says\n%s", after)
	}
}

func TestAFileThatWasTakenIsUndoneAsOneDeed(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	h.must("set", "contract", "ct_frequency", "monthly")
	h.must("set", "contract", "ct_joint_activities+", "activity=Read")
	h.must("set", "contract", "ct_joint_activities+", "activity=Walk")
	tookAndUndone(t, h, "contract", "md", "\nevery month\n", "\nevery week\n")
	tookAndUndone(t, h, "contract", "md", "| Read | – |\n", "| Look | – |\n| Listen | – |\n")
	tookAndUndone(t, h, "contract", "md", "| Read | – |\n| Walk | – |\n", "| Walk | soon |\n")
	tookAndUndone(t, h, "contract", "json", `"value": "monthly"`, `"value": ""`)
}
