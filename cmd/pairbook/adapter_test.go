package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pairbook/forms"
	"pairbook/store"
)

// openAppBook makes a book with one pair, as the app has it open.
func openAppBook(t *testing.T) (*appBook, forms.PairID) {
	t.Helper()
	b, err := store.OpenOrCreate(filepath.Join(t.TempDir(), "book.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &appBook{book: b}
	t.Cleanup(func() { _ = a.current().Close() }) // a test may have taken its file away
	id, err := a.NewPair([]forms.Change{change("mentee_name", "Amina Diallo")}, forms.Mentee)
	if err != nil {
		t.Fatal(err)
	}
	return a, id
}

func change(field, value string) forms.Change {
	at, _ := forms.SummaryAddress(field)
	return forms.Change{Addr: at, Value: forms.Value(value)}
}

func TestTheAppGoesOnInACopyWhenItsFileIsGone(t *testing.T) {
	a, id := openAppBook(t)
	was := a.current().Path()
	if err := os.Remove(was); err != nil {
		t.Fatal(err)
	}
	cs := []forms.Change{change("organisation", "Harbour Workers")}
	if _, err := a.Commit(id, forms.Mentee, cs); !errors.Is(err, store.ErrGone) {
		t.Fatalf("saved into a file that is gone: %v", err)
	}
	path, err := a.Retry()
	if err != nil || path == was || path != a.moved() {
		t.Fatalf("Retry: %q, %v", path, err)
	}
	if _, err := a.Commit(id, forms.Mentee, cs); err != nil {
		t.Fatal(err)
	}
	rec, damaged, err := a.Load(id)
	if err != nil || damaged != 0 {
		t.Fatalf("Load: %d, %v", damaged, err)
	}
	for _, c := range append(cs, change("mentee_name", "Amina Diallo")) {
		if got := rec.Value(c.Addr); got != c.Value {
			t.Errorf("%v: %q, want %q", c.Addr, got, c.Value)
		}
	}
	if _, err := os.Lstat(was); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was put in the place of the lost file: %v", err)
	}
}

func TestRetryKeepsAFileThatIsStillThere(t *testing.T) {
	a, _ := openAppBook(t)
	if path, err := a.Retry(); err != nil || path != a.current().Path() || a.moved() != "" {
		t.Errorf("Retry: %q, %v", path, err)
	}
}

func TestNothingToUndoIsNoError(t *testing.T) {
	a, id := openAppBook(t)
	for name, back := range map[string]func(forms.PairID, forms.Voice) ([]forms.Revision, error){"undo": a.Undo, "redo": a.Redo} {
		if revs, err := back(id, forms.Mentee); err != nil || len(revs) > 0 {
			t.Errorf("%s: %v, %v", name, revs, err)
		}
	}
	c := change("organisation", "x")
	if _, err := a.Commit(id, forms.Mentee, []forms.Change{c}); err != nil {
		t.Fatal(err)
	}
	if revs, err := a.Undo(id, forms.Mentee); err != nil || len(revs) != 1 || revs[0].Value != "" {
		t.Errorf("undo: %v, %v", revs, err)
	}
	if revs, err := a.History(id, func(at forms.Address) bool { return at == c.Addr }); err != nil || len(revs) != 2 {
		t.Errorf("history: %v, %v", revs, err)
	}
}

func TestAnEmptyDraftIsForgotten(t *testing.T) {
	a, id := openAppBook(t)
	at, other := change("organisation", "").Addr, change("mentor_name", "").Addr
	for _, step := range []struct {
		drafts map[forms.Address]string
		want   int
	}{
		{map[forms.Address]string{at: "Harb", other: "Per"}, 2},
		{map[forms.Address]string{at: ""}, 1},
		{map[forms.Address]string{at: "", other: ""}, 0},
	} {
		if err := a.Draft(id, step.drafts); err != nil {
			t.Fatal(err)
		}
		rec, _, err := a.Load(id)
		if err != nil || len(rec.Drafts) != step.want {
			t.Errorf("after %v: %v, %v", step.drafts, rec.Drafts, err)
		}
	}
}

func TestAnExportNeverWritesOverAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, want := range []string{"contract.md", "contract-2.md", "contract-3.md"} {
		path, err := writeBeside("contract.md", []byte(want))
		if err != nil || !filepath.IsAbs(path) || filepath.Base(path) != want {
			t.Fatalf("%q, %v; want %s", path, err, want)
		}
		data, err := os.ReadFile(path)
		if err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", path, data, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	left, err := filepath.Glob(".pairbook-*")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if path, err := writeBeside(filepath.Join("nowhere", "x.md"), nil); exitOf(err) != Failed {
		t.Errorf("%q, %v", path, err)
	}
}
