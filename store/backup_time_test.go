package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pairbook/store"
)

func TestTheTimeOfABackupIsToldAsFarAsItIsKnown(t *testing.T) {
	dir := t.TempDir()
	daily := filepath.Join(dir, "book-2026-03-24.bak")
	if err := os.WriteFile(daily, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wrote := time.Date(2026, 3, 24, 17, 5, 0, 0, time.Local)
	if err := os.Chtimes(daily, wrote, wrote); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		daily: "2026-03-24 17:05 true",
		filepath.Join(dir, "book-2026-03-23.bak"):                "2026-03-23 00:00 false",
		filepath.Join(dir, "book-2026-03-22T081530.bak"):         "2026-03-22 08:15 true",
		filepath.Join(dir, "our-2026-03-22", "the-old-book.bak"): "0001-01-01 00:00 false",
		filepath.Join(dir, "2026-book-2026-03-21.bak"):           "2026-03-21 00:00 false",
	} {
		at, clock := store.BackupTime(path)
		if got := fmt.Sprint(at.Format("2006-01-02 15:04"), " ", clock); got != want {
			t.Errorf("%s is told as %s, we wanted %s", filepath.Base(path), got, want)
		}
	}
	if err := os.Chtimes(daily, wrote.AddDate(0, 0, 1), wrote.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if _, clock := store.BackupTime(daily); clock {
		t.Error("a file that was copied on another day does not know when the backup was made")
	}
}
