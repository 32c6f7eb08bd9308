package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/store"
)

func TestWhatCannotBeNotedIsHandedOutAllTheSame(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	b, err := store.Open(h.env["PAIRBOOK_BOOK"], store.Options{ReadOnly: true}) // nobody can write while we read
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}()
	file := filepath.Join(t.TempDir(), "contract.md")
	got := h.run("export", "contract", "-o", file)
	if got.code != int(Done) || !strings.Contains(got.err, "It is not noted in the list of what was handed out") {
		t.Errorf("the export says, with code %d:\n%s", got.code, got.err)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "# Working contract") {
		t.Errorf("the file holds %q, %v", text, err)
	}
}
