//go:build unix

package main_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/store"
)

// The exit codes that the program promises.
const (
	failed      = 1
	wrongUsage  = 2
	inUse       = 5
	damaged     = 6
	interrupted = 130
)

// house holds the program, built once for all the tests on a terminal.
type house struct{ program string }

func build(t *testing.T) house {
	t.Helper()
	h := house{filepath.Join(t.TempDir(), "pairbook")}
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", h.program, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return h
}

// computer is a person's computer on which pairbook was never used.
type computer struct {
	t       *testing.T
	program string
	dir     string
	env     []string
	uid     uint32 // who runs the program; 0: who runs the tests
}

func (h house) computer(t *testing.T) *computer {
	t.Helper()
	dir := t.TempDir()
	env := []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "TERM=xterm-256color"}
	return &computer{t: t, program: h.program, dir: dir, env: env}
}

// with returns the same computer with another setting of the environment.
func (h *computer) with(setting string) *computer {
	other := *h
	other.env = append(append([]string{}, h.env...), setting)
	return &other
}

// folder is where the book lies, unless another place is named.
func (h *computer) folder() string { return filepath.Join(h.dir, ".local", "share", "pairbook") }

func (h *computer) book() string { return filepath.Join(h.folder(), "book.db") }

func (h *computer) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, h.program, args...)
	cmd.Env, cmd.Dir = h.env, h.dir
	if h.uid != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: h.uid, Gid: h.uid}}
	}
	return cmd
}

// window opens the program in a terminal window of 100 × 30.
func (h *computer) window(args ...string) *window {
	h.t.Helper()
	return openWindow(h.t, h.command(context.Background(), args...), 100, 30)
}

// spoken is what a command did and said.
type spoken struct {
	code     int
	out, err string
	took     time.Duration
}

// runs calls the program without a terminal.
func (h *computer) runs(args ...string) spoken {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), longest)
	defer cancel()
	cmd := h.command(ctx, args...)
	var out, words bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &words
	began := time.Now()
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		h.t.Fatal("run the program:", err)
	}
	return spoken{cmd.ProcessState.ExitCode(), out.String(), words.String(), time.Since(began)}
}

// pair begins with Amina and Per.
func (h *computer) pair() {
	h.t.Helper()
	s := h.runs("new", "--programme", "workplace", "--mentor", "Per Holm", "--mentee", "Amina Diallo", "--start", "2026-03-02")
	if s.code != 0 {
		h.t.Fatalf("begin with a pair: %d %s", s.code, s.err)
	}
}

// worksheet opens the program, and in it the planning worksheet of the pair, with
// the cursor in what the mentee says about herself.
func (h *computer) worksheet() *window {
	h.t.Helper()
	w := h.window()
	w.toWorksheet()
	return w
}

var markedWorksheet = regexp.MustCompile(`▸ \S (Go on with: |Fill in: )?Planning worksheet`)

func (w *window) toWorksheet() {
	w.t.Helper()
	w.sees("Planning worksheet", "choose")
	for tries := 0; !markedWorksheet.MatchString(mark(w.screen())) && tries < 20; tries++ {
		before := mark(w.screen())
		w.press("down")
		w.until("the next line marked", func(rows []string) bool { now := mark(rows); return now != "" && now != before })
	}
	w.press("enter")
	w.sees("First meeting", "date │")
	w.press("tab", "tab")
	w.until("the cursor in the mentee's words", func(rows []string) bool {
		at := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "Your way here") })
		return at >= 0 && at+1 < len(rows) && strings.Contains(rows[at+1], "│")
	})
}

// mark returns the line that is marked, "" where none is. Other lines can change meanwhile:
// whoever takes that for the answer to a key presses it once too often.
func mark(rows []string) string {
	at := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "▸ ") })
	if at < 0 {
		return ""
	}
	return rows[at]
}

// kept reads what the book holds: the text of every answer and draft of its only
// pair, by address. A draft is what was typed last.
func kept(t *testing.T, path string) map[forms.Address]string {
	t.Helper()
	b, err := store.Open(path, store.Options{Wait: 5 * time.Second})
	if err != nil {
		t.Fatal("the book does not open:", err)
	}
	defer func() {
		if err := b.Close(); err != nil {
			t.Error("the book does not close:", err)
		}
	}()
	pairs, err := b.Pairs()
	if err != nil || len(pairs) != 1 {
		t.Fatalf("pairs in the book: %d, %v", len(pairs), err)
	}
	rec, damage, err := b.Load(pairs[0].ID)
	if err != nil || len(damage) > 0 {
		t.Fatalf("read the pair: %v, damage %v", err, damage)
	}
	return texts(rec)
}

func texts(rec *forms.Record) map[forms.Address]string {
	all := map[forms.Address]string{}
	rec.Addresses(func(a forms.Address) { all[a] = string(rec.Value(a)) })
	for a, text := range rec.Drafts {
		all[a] = text
	}
	return all
}
