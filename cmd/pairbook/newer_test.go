package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pairbook/store"
)

// ofSchema writes a book that says it is of another schema than it is; its records are whole.
func ofSchema(t *testing.T, path string, schema, minReader int) []byte {
	t.Helper()
	name := fmt.Sprintf("../../store/testdata/books/schema-%d-open.book", store.Schema)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const sumBytes = 8
	header := regexp.MustCompile(`\{"id":"[A-Z0-9]+","schema":[0-9],"min_reader":[0-9],"app":"pairbook"\}`)
	found := header.FindAllIndex(data, -1)
	if len(found) < 2 {
		t.Fatalf("the header stands there %d times", len(found))
	}
	for _, at := range found {
		text := data[at[0]:at[1]]
		text = regexp.MustCompile(`"schema":[0-9]`).ReplaceAll(text, fmt.Appendf(nil, `"schema":%d`, schema))
		text = regexp.MustCompile(`"min_reader":[0-9]`).ReplaceAll(text, fmt.Appendf(nil, `"min_reader":%d`, minReader))
		sum := sha256.Sum256(text)
		copy(data[at[0]:], text)
		copy(data[at[0]-sumBytes:], sum[:sumBytes])
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}

// TestABookOfANewerProgramIsRefusedInPlainWordsAndLeftAlone is STORE.md T18.
func TestABookOfANewerProgramIsRefusedInPlainWordsAndLeftAlone(t *testing.T) {
	h := newHome(t)
	path := h.env["PAIRBOOK_BOOK"]
	data := ofSchema(t, path, store.Schema+1, store.Schema+1)
	for _, args := range [][]string{
		{"show", "contract"},
		{"list"},
		{"set", "contract", "ct_frequency", "monthly"},
		{"backup"},
		{"passphrase", "set"},
		{"export", "contract"},
		{"rescue", "-o", filepath.Join(h.dir, "rescued.db")},
		newArgs(),
	} {
		s := h.runWith("one\none\n", args...)
		if s.code == 0 || !strings.Contains(s.err, "newer") {
			t.Errorf("%q: exit code %d: %s", args, s.code, s.err)
		}
	}
	if s := h.run("doctor"); s.code == 0 || !strings.Contains(s.out, "Use the newer pairbook that wrote it. Nothing in the book is lost.") {
		t.Errorf("doctor: %d: %s%s", s.code, s.out, s.err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("the book was changed, %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(h.dir, "*")); err != nil || len(left) != 1 {
		t.Errorf("beside it lies %v, %v", left, err)
	}

	data = ofSchema(t, path, store.Schema+1, store.Schema) // one that says that we may read it
	if s := h.mustEnd(0, "list"); !strings.Contains(s.out, "Amina Diallo") {
		t.Errorf("list: %s", s.out)
	}
	if s := h.run("set", "contract", "ct_frequency", "monthly", "--pair", "8k392k"); s.code == 0 || !strings.Contains(s.err, "newer") {
		t.Errorf("set: exit code %d: %s", s.code, s.err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("the book that may be read was changed, %v", err)
	}
}
