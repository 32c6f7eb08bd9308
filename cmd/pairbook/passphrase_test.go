package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	bolt "go.etcd.io/bbolt"
)

// withSecrets writes a file for --passphrase-file.
func (h *home) withSecrets(lines ...string) string {
	h.t.Helper()
	path := filepath.Join(h.t.TempDir(), "secrets")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return "--passphrase-file=" + path
}

// breakKeys spoils both copies of a record of the keys.
func (h *home) breakKeys(kind string) {
	h.t.Helper()
	db, err := bolt.Open(h.env["PAIRBOOK_BOOK"], 0o600, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		bu := tx.Bucket([]byte("unlock"))
		for _, name := range []string{kind, kind + ".2"} {
			v := bytes.Clone(bu.Get([]byte(name)))
			v[len(v)/2] ^= 1
			if err := bu.Put([]byte(name), v); err != nil {
				return err
			}
		}
		return nil
	})
	if err := db.Close(); err != nil {
		h.t.Fatal(err)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func TestADamagedKeyRecordSaysWhichWayInStillWorks(t *testing.T) {
	for kind, want := range map[string]string{
		"passphrase": "The recovery code still opens it", "recovery": "The passphrase still opens it", "keys": "neither passphrase nor recovery code",
	} {
		h := newHome(t)
		h.must(newArgs()...)
		pass := h.withSecrets(secretOfBook)
		code := strings.TrimSpace(h.must("passphrase", "set", pass))
		h.breakKeys(kind)
		args := []string{"list", pass}
		if kind == "recovery" {
			args = []string{"passphrase", "recover", h.withSecrets(code, "another")}
		}
		if s := h.mustEnd(int(Damaged), args...); !strings.Contains(s.err, want) || strings.Contains(s.err, secretOfBook) || strings.Contains(s.err, code) {
			t.Errorf("%s: %s", kind, s.err)
		}
		switch kind {
		case "passphrase":
			h.must("passphrase", "recover", h.withSecrets(code, "another"))
			h.must("list", h.withSecrets("another"))
		case "recovery":
			if s := h.run("doctor", pass); !strings.Contains(s.out, "the way in by the recovery code is damaged") {
				t.Errorf("doctor: %s%s", s.out, s.err)
			}
			h.must("passphrase", "change", h.withSecrets(secretOfBook, "another"))
		}
	}
}

const secretOfBook = "tall trees at nine"

func TestABackupForAKeyOpensWithThatKeyAlone(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	h.must("set", "contract", "ct_frequency", "monthly")
	one, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	two, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{one.Recipient().String(): one.String(), two.Recipient().String(): two.String()}
	other := ""
	for to, key := range keys {
		file := filepath.Join(t.TempDir(), "b.age")
		keyFile := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(keyFile, []byte("# a key\n"+key+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		h.must("backup", file, "--to", to)
		h.must("set", "contract", "ct_frequency", "weekly")
		h.mustEnd(int(WrongUsage), "restore", file, "--yes")
		if other != "" {
			h.mustEnd(int(Locked), "restore", file, "--yes", "--identity", other)
		}
		h.must("restore", file, "--yes", "--identity", keyFile)
		if got := h.must("show", "contract", "ct_frequency"); got != "every month\n" {
			t.Errorf("restored: %q", got)
		}
		h.cutShort(file, keyFile)
		other = keyFile
	}
	h.mustEnd(int(WrongUsage), "backup", filepath.Join(t.TempDir(), "b.age"), "--to", one.Recipient().String(), "--to", two.Recipient().String())
	left, err := filepath.Glob(filepath.Join(h.dir, ".b.db*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left beside the book: %v, %v", left, err)
	}
}

// cutShort wants an encrypted file that was cut to be refused.
func (h *home) cutShort(file, key string) {
	h.t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(file, data[:len(data)-40], 0o600); err != nil {
		h.t.Fatal(err)
	}
	if s := h.mustEnd(int(Damaged), "restore", file, "--yes", "--identity", key); !strings.Contains(s.err, "not whole") {
		h.t.Error(s.err)
	}
}

func TestNoWordThatWasForgottenIsInAnyFileBesideTheBook(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	h.must("set", "meeting/1", "m_place", "The heronry")
	h.must("backup")
	h.must("forget", "meeting/1", "--yes")
	h.must("set", "meeting/1", "m_place", "The library")
	err := filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte("heronry")) {
			t.Errorf("%s still holds the word", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if s := h.run("history", "meeting/1"); strings.Contains(s.out, "heronry") || !strings.Contains(s.out, "library") {
		t.Error(s.out)
	}
}
