package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// evaluations writes n evaluations of as many pairs into a folder.
func evaluations(t testing.TB, h *home, n int) string {
	t.Helper()
	dir := filepath.Join(h.dir, "evaluations")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(h.must(newArgs()...))
	for _, v := range []string{"mentee", "mentor"} {
		h.must("set", "feedback_each/"+v, "fe_match", "4")
		h.must("set", "feedback_each/"+v, "fe_to_board", "the board")
		h.must("seal", "feedback_each/"+v, "--anyway")
	}
	one := h.must("export", "feedback_each/mentee", "--for", "board", "--format", "json")
	for i := range n {
		other := strings.Replace(one, id, fmt.Sprintf("p%05d", i), 1)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i, ".json")), []byte(other), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestADigestSaysHowFarItIsOnlyOnATerminalAndOnlyWhenItTakesLong(t *testing.T) {
	h := newHome(t)
	dir := evaluations(t, h, 40)
	for _, c := range []struct {
		name     string
		terminal bool
		step     time.Duration // how much later it is whenever somebody looks at the clock
		tells    bool
	}{
		{"slow, on a terminal", true, 50 * time.Millisecond, true},
		{"fast, on a terminal", true, time.Millisecond, false},
		{"slow, into a file", false, 50 * time.Millisecond, false},
	} {
		var out, words bytes.Buffer
		now := aDay
		m := Main{
			Args: []string{"digest", dir}, Env: func(name string) string { return h.env[name] },
			Stdin: strings.NewReader(""), Stdout: &out, Stderr: &words,
			Now:  func() time.Time { now = now.Add(c.step); return now },
			Size: func(stream any) (int, int, bool) { return 80, 24, c.terminal && stream == any(&words) },
		}
		if code := m.Run(t.Context()); code != 0 || !strings.Contains(out.String(), "40 copies counted") {
			t.Fatalf("%s: exit code %d\n%s%s", c.name, code, out.String(), words.String())
		}
		steps := strings.Count(words.String(), "\rReading: ")
		if (steps > 0) != c.tells || steps > 20 {
			t.Errorf("%s: it says %d times how far it is: %q", c.name, steps, words.String())
		}
		_, left, _ := strings.Cut(words.String(), "\r"+strings.Repeat(" ", len("Reading: 39 of 40"))+"\r")
		if c.tells && left != "40 files read, 40 counted.\n" {
			t.Errorf("%s: it does not wipe that out: %q", c.name, words.String())
		}
		if strings.Contains(out.String(), "\r") {
			t.Errorf("%s: it stands in the digest", c.name)
		}
	}
}

// BenchmarkDigest reads 500 evaluations from files and counts them; 2 s are allowed.
func BenchmarkDigest(b *testing.B) {
	h := newHome(b)
	dir := evaluations(b, h, 500)
	for b.Loop() {
		h.must("digest", dir)
	}
}
