//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
)

// garbage hands the program files that pretend to be backups, or sheets that were edited:
// it refuses them in words, quickly, and leaves the book byte by byte as it was, or takes
// what can be taken.
func garbage(ctx context.Context, e *env, t *tally) error {
	s, err := e.newSample()
	if err != nil {
		return err
	}
	// The system counts the most that we ever held as the program's, from before it began.
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil { // count anew
		return err
	}
	kinds := s.garbage()
	if err := e.addSheets(ctx, s, kinds); err != nil {
		return err
	}
	names := sorted(kinds)
	return each(ctx, e.n, 2, func(ctx context.Context, i int) error {
		name := names[i%len(names)]
		return e.oneGarbage(ctx, s, name, kinds[name](e.rng(i)), t)
	})
}

// garbage lists what is handed over. None of it is large, but for what is large by
// its size only.
func (s *sample) garbage() map[string]func(*rand.Rand) []byte {
	random := func(rng *rand.Rand, n int) []byte {
		d := make([]byte, n)
		for i := range d {
			d[i] = byte(rng.Uint32())
		}
		return d
	}
	with := func(head string) func(*rand.Rand) []byte {
		return func(rng *rand.Rand) []byte { return append([]byte(head), random(rng, rng.IntN(1<<16))...) }
	}
	return map[string]func(*rand.Rand) []byte{
		"chance":            func(rng *rand.Rand) []byte { return random(rng, rng.IntN(1<<17)) },
		"nothing":           func(*rand.Rand) []byte { return nil },
		"a backup, cut":     func(rng *rand.Rand) []byte { return s.book[:rng.IntN(len(s.book))] },
		"a backup, flipped": func(rng *rand.Rand) []byte { return flipped(s.book, rng, 1+rng.IntN(40)) },
		"a backup, longer":  func(rng *rand.Rand) []byte { return append(bytes.Clone(s.book), random(rng, 1<<14)...) },
		"age and chance":    with("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n"),
		"age, hard to open": with("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 64\nAAAA\n--- x\n"),
		"a zip":             with("PK\x03\x04"),
		"JSON, deep":        func(*rand.Rand) []byte { return []byte(strings.Repeat(`{"a":[`, 20_000)) },
		"escapes":           func(*rand.Rand) []byte { return []byte("\x1b]0;title\x07\x1b[2J\u202e \x00") },
	}
}

// mostMemory is what the program may take for garbage, in KB: what it has anyway, what
// the key of a passphrase needs, and as much again.
const mostMemory = 192 << 10

// hugeBy is by how much too large a sheet is handed over, in bytes.
const hugeBy = 40 << 20

// asSheet begins the names of what is handed over as a sheet.
const asSheet = "a sheet, "

// addSheets adds garbage for import: exports of the book, spoiled.
func (e *env) addSheets(ctx context.Context, s *sample, kinds map[string]func(*rand.Rand) []byte) error {
	path, drop, err := s.lay(e, s.book)
	if err != nil {
		return err
	}
	defer drop()
	for _, format := range []string{"markdown", "json"} {
		file := filepath.Join(filepath.Dir(path), format)
		if told, err := e.call(ctx, path, "export", "planning_worksheet", "--voices", "all", "--format", format, "-o", file); err != nil || told.code != 0 {
			return fmt.Errorf("export as %s: exit %d: %s: %w", format, told.code, told.err, err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		half := len(data) / 2
		huge := make([]byte, 0, len(data)+hugeBy)
		huge = append(append(append(huge, data[:half]...), bytes.Repeat([]byte("x"), hugeBy)...), data[half:]...)
		kinds[asSheet+format+", cut"] = func(rng *rand.Rand) []byte { return data[:rng.IntN(len(data))] }
		kinds[asSheet+format+", flipped"] = func(rng *rand.Rand) []byte { return flipped(data, rng, 1+rng.IntN(40)) }
		kinds[asSheet+format+", twice"] = func(*rand.Rand) []byte { return slices.Concat(data, data) }
		kinds[asSheet+format+", with escapes"] = func(*rand.Rand) []byte {
			return bytes.ReplaceAll(data, []byte("we talk"), []byte("\x1b[31m\x1b]0;x\x07\x00\u202e"))
		}
		kinds[asSheet+format+", huge"] = func(*rand.Rand) []byte { return huge }
	}
	for _, name := range []string{"chance", "JSON, deep", "escapes", "nothing"} {
		kinds[asSheet+name] = kinds[name]
	}
	return nil
}

func flipped(data []byte, rng *rand.Rand, n int) []byte {
	d := bytes.Clone(data)
	for range n {
		d[rng.IntN(len(d))] ^= 1 << rng.IntN(8)
	}
	return d
}

func (e *env) oneGarbage(ctx context.Context, s *sample, name string, data []byte, t *tally) error {
	path, drop, err := s.lay(e, s.book)
	if err != nil {
		return err
	}
	defer drop()
	file := filepath.Join(filepath.Dir(path), "handed-over.db")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return err
	}
	t.done(1, len(s.newest))
	args := []string{"restore", file, "--yes", "--passphrase-file", "-"}
	if strings.HasPrefix(name, asSheet) {
		args = []string{"import", file, "--yes"}
	}
	told, err := e.callWith(ctx, path, nil, "a passphrase\n", args...)
	if err != nil || told.faults(t, name) {
		return err
	}
	if told.kb > mostMemory {
		t.fault(wrong, "%s: it took %d MB of memory", name, told.kb>>10)
	}
	now, err := os.ReadFile(path)
	if err != nil {
		t.fault(lost, "%s: the book is gone: %v", name, err)
		return nil
	}
	if strings.ContainsAny(told.err+told.out, "\x1b\x00\x07") {
		t.fault(wrong, "%s: an escape came to the terminal", name)
	}
	if told.code != 0 {
		if !bytes.Equal(now, s.book) {
			t.fault(wrong, "%s: refused, and the book is another", name)
		}
		if strings.TrimSpace(told.err) == "" {
			t.fault(wrong, "%s: exit %d without a word", name, told.code)
		}
		return nil
	}
	return e.taken(ctx, s, path, name, t)
}

// taken looks at a book that was restored from a damaged file.
func (e *env) taken(ctx context.Context, s *sample, path, name string, t *tally) error {
	told, err := e.call(ctx, path, "show", "planning_worksheet", "--json")
	if err != nil || told.faults(t, name+", show") {
		return err
	}
	all, err := shownBy(told.out)
	if told.code != 0 || err != nil {
		t.fault(lost, "%s: what took the book's place cannot be read: exit %d: %s", name, told.code, short(told.err))
		return nil
	}
	for _, a := range all {
		if strings.HasPrefix(name, asSheet) { // that is an edit like any other, but never an escape
			if strings.ContainsAny(a.value, "\x00\x07\x1b\u202e") {
				t.fault(wrong, "%s: %s says %q", name, a.at, short(a.value))
			}
			continue
		}
		if a.value != s.newest[a.at] && !(a.value != "" && slices.Contains(s.ever[a.at], a.value)) {
			t.fault(wrong, "%s: %s says %q", name, a.at, short(a.value))
		}
	}
	return nil
}
