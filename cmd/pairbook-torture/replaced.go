//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pairbook/store"
)

// replacements are what others do to the file of an open book.
func replacements() map[string]func(book string, other []byte) error {
	over := func(book string, data []byte) error { // as programs that synchronise folders do
		if err := os.WriteFile(book+".sync", data, 0o600); err != nil {
			return err
		}
		return os.Rename(book+".sync", book)
	}
	return map[string]func(book string, other []byte) error{
		"deleted":                  func(book string, _ []byte) error { return os.Remove(book) },
		"renamed":                  func(book string, _ []byte) error { return os.Rename(book, book+".old") },
		"replaced by another book": over,
		"replaced by itself of an hour ago": func(book string, _ []byte) error {
			data, err := os.ReadFile(book)
			if err != nil {
				return err
			}
			return over(book, data)
		},
		"taken away with its folder": func(book string, _ []byte) error {
			return os.Rename(filepath.Dir(book), filepath.Dir(book)+".gone")
		},
	}
}

// replaced lets the file of an open book disappear in five ways. Nothing may be
// acknowledged afterwards, and all that was typed has to come into a new file.
func replaced(ctx context.Context, e *env, t *tally) error {
	fresh, err := e.bookWithPair(ctx)
	if err != nil {
		return err
	}
	all := replacements()
	kinds := sorted(all)
	return each(ctx, e.n, 2, func(_ context.Context, i int) error {
		dir, err := e.folder(fmt.Sprintf("replaced-%d", i))
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
		if err := lay(dir, fresh); err != nil {
			return err
		}
		kind := kinds[i%len(kinds)]
		return e.loseFile(i, filepath.Join(dir, bookName), kind, func(book string) error { return all[kind](book, fresh[bookName]) }, t)
	})
}

func (e *env) loseFile(i int, book, kind string, lose func(string) error, t *tally) error {
	rng := e.rng(i)
	s := &scribe{path: book}
	if err := s.open(); err != nil {
		return err
	}
	defer s.book.Close() //nolint:errcheck // its file is gone
	before := sets(rng, 0, 1+rng.IntN(12))
	for _, st := range before {
		if err := s.do(st); err != nil {
			return err
		}
	}
	if err := lose(book); err != nil {
		return err
	}
	after := sets(rng, 100, 3)
	for n, st := range after {
		if err := s.do(st); err == nil {
			t.fault(wrong, "%s: save %d after it was acknowledged", kind, n+1)
		} else if !errors.Is(err, store.ErrGone) {
			t.fault(wrong, "%s: save %d after it: %v", kind, n+1, err)
		}
	}
	t.done(1, len(before))
	saved := filepath.Join(e.dir, fmt.Sprintf("saved-%d.db", i))
	if err := s.book.SaveCopy(saved); err != nil {
		t.fault(lost, "%s: what was saved cannot be written elsewhere: %v", kind, err)
		return nil
	}
	acked, refused := make([]int, len(before)), map[int]string{}
	for n := range acked {
		acked[n] = n
	}
	for n := range after {
		refused[len(before)+n] = "gone"
	}
	if v := compareFile(saved, append(before, after...), acked, refused); v.Text != "" {
		t.fault(v.Kind, "%s: %s", kind, v.Text)
	}
	return os.Remove(saved)
}

// rollback puts an older copy into the book's place, as a sync program or a restored
// disk does. Whoever opens the book has to be told, and may lose nothing more.
func rollback(ctx context.Context, e *env, t *tally) error {
	fresh, err := e.bookWithPair(ctx)
	if err != nil {
		return err
	}
	return each(ctx, e.n, 2, func(ctx context.Context, i int) error {
		dir, err := e.folder(fmt.Sprintf("rollback-%d", i))
		if err != nil {
			return err
		}
		if err := lay(dir, fresh); err != nil {
			return err
		}
		book := filepath.Join(dir, bookName)
		older, err := os.ReadFile(book)
		if err != nil {
			return err
		}
		for n := range 1 + e.rng(i).IntN(3) {
			if s, err := e.call(ctx, book, setting(fmt.Sprintf("answer %d", n))...); err != nil || s.code != 0 {
				return fmt.Errorf("answer: exit %d, %w", s.code, err)
			}
		}
		t.done(1, 1)
		if err := os.WriteFile(book, older, 0o600); err != nil {
			return err
		}
		s, err := e.call(ctx, book, setting("written into the older one")...)
		if err != nil || s.faults(t, "an older copy") {
			return err
		}
		if s.code == 0 && len(s.err) < 100 { // the answer is echoed there
			t.fault(wrong, "an older copy has taken the book's place, and the program says only: %s", s.err)
		}
		return nil
	})
}
