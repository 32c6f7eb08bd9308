package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// deps lists what packages of ours need, tests aside.
func deps(t *testing.T, pattern string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", pattern)
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list -deps %s: %v", pattern, err)
	}
	return strings.Fields(string(out))
}

func TestArrowsRunOnlyAsTheDesignSays(t *testing.T) {
	for _, law := range []struct {
		room string
		may  []string // rooms of ours it may use, besides itself
	}{
		{"forms", nil},
		{"store", []string{"forms"}},
		{"tui", []string{"forms"}},
	} {
		for _, dep := range deps(t, "./"+law.room+"/...") {
			room, ours := strings.CutPrefix(dep, "pairbook/")
			if !ours {
				continue
			}
			room, _, _ = strings.Cut(room, "/")
			allowed := room == law.room
			for _, m := range law.may {
				allowed = allowed || room == m
			}
			if !allowed {
				t.Errorf("%s must not need %s", law.room, dep)
			}
		}
	}
}

func TestLanguagesStandBelowTheForms(t *testing.T) {
	for _, dep := range deps(t, "./forms/lang") {
		if strings.HasPrefix(dep, "pairbook/") && dep != "pairbook/forms/lang" {
			t.Errorf("forms/lang must not need %s", dep)
		}
	}
}

func TestTheVersionsWeHaveMeasuredArePinned(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pin := range []string{
		"charm.land/bubbletea/v2 v2.0.10",
		"charm.land/bubbles/v2 v2.2.1",
		"charm.land/lipgloss/v2 v2.0.6",
		"github.com/mattn/go-runewidth v0.0.31",
		"go.etcd.io/bbolt v1.5.0",
	} {
		found := 0
		for line := range strings.Lines(string(mod)) {
			if text, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "require ")), " //"); text == pin {
				found++
			}
		}
		if found != 1 {
			t.Errorf("go.mod requires %q %d times, want once", pin, found)
		}
	}
}
