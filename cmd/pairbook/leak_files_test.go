package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"filippo.io/age"
	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/store/seal"
)

// unpacked is what lies packed in a document: the parts of an office file, the streams of
// a PDF.
func unpacked(data string) string {
	var out strings.Builder
	if z, err := zip.NewReader(strings.NewReader(data), int64(len(data))); err == nil {
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				_, _ = io.Copy(&out, r)
				_ = r.Close()
			}
		}
	}
	if strings.HasPrefix(data, "%PDF") {
		for _, part := range strings.Split(data, "stream")[1:] {
			if r, err := zlib.NewReader(strings.NewReader(strings.TrimLeft(part, "\r\n"))); err == nil {
				_, _ = io.Copy(&out, r)
			}
		}
		out.WriteString(readPDF(data, out.String()))
	}
	return out.String()
}

var (
	shownInPDF = regexp.MustCompile(`<([0-9A-Fa-f]+)> ?Tj`)
	namedInPDF = regexp.MustCompile(`<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,})>`)
)

// readPDF is the text of a PDF as people read it: by pdftotext where that is installed, else
// by what each face says its glyphs stand for. streams are what lies packed in it.
func readPDF(data, streams string) string {
	if path, err := exec.LookPath("pdftotext"); err == nil {
		read := exec.Command(path, "-", "-")
		read.Stdin = strings.NewReader(data)
		if text, err := read.Output(); err == nil {
			return string(text)
		}
	}
	var out strings.Builder
	for _, face := range strings.Split(streams, "begincmap")[1:] {
		letters := map[string]string{}
		for _, m := range namedInPDF.FindAllStringSubmatch(face, -1) {
			raw, _ := hex.DecodeString(m[2])
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			letters[strings.ToUpper(m[1])] = string(utf16.Decode(units))
		}
		for _, m := range shownInPDF.FindAllStringSubmatch(streams, -1) {
			for i := 0; i+4 <= len(m[1]); i += 4 {
				out.WriteString(letters[strings.ToUpper(m[1][i:i+4])])
			}
		}
	}
	return out.String()
}

// files looks into every file of the home, as it lies there: for nothing of one's own. What
// somebody with the file of the book in hand can read of it, and no passphrase, is nothing
// of those who have one.
func (c *confidences) files() {
	c.t.Helper()
	c.must("backup", filepath.Join(c.dir, "copy.db"))
	c.must("export", "meeting/1", "-o", filepath.Join(c.dir, "meeting.html"))
	plain := c.encrypted()
	books := 0
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c.none(path, string(data), nobody)
		if text, ok := recordsOf(c.t, path); ok {
			books++
			c.none("every record of "+path, text, func(m confided) bool { return c.own[m.author] == "" })
			c.thereWithout(path, text)
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	if text, ok := recordsOf(c.t, plain); ok {
		c.none("every record of the backup that was encrypted", text, func(m confided) bool { return c.own[m.author] == "" })
		c.thereWithout(plain, text)
	} else {
		c.t.Error("what was encrypted is no book")
	}
	if books < 3 {
		c.t.Errorf("only %d books were looked into", books)
	}
}

// encrypted makes a backup that is encrypted to a key, in the home, and returns where it
// lies decrypted, elsewhere.
func (c *confidences) encrypted() (plain string) {
	c.t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		c.t.Fatal(err)
	}
	file := filepath.Join(c.dir, "copy.age")
	c.must("backup", file, "--to", id.Recipient().String())
	plain = filepath.Join(c.t.TempDir(), "plain.db")
	out, err := os.Create(plain)
	if err == nil {
		err = errors.Join(decryptFile(file, out, []age.Identity{id}), out.Close())
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return plain
}

// thereWithout: without a passphrase of its author a text is in the records, so that this
// test would find it.
func (c *confidences) thereWithout(path, text string) {
	for _, m := range c.all {
		if c.own[m.author] == "" && !strings.Contains(text, m.text) {
			c.t.Errorf("%s of %s is in no record of %s", m.text, m.author, path)
			return
		}
	}
}

// recordsOf opens all records of a book that has no passphrase, with the key that lies in
// its file; ok is false for any other file.
func recordsOf(t testing.TB, path string) (text string, ok bool) {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "look.db")
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(copied, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(copied, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		return "", false
	}
	defer func() { _ = db.Close() }()
	var out bytes.Buffer
	err = db.View(func(tx *bolt.Tx) error {
		box := boxOf(t, tx)
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				if plain, err := box.Open(seal.Place{Bucket: string(name), Key: k}, v); err == nil {
					out.Write(plain)
					out.WriteByte('\n')
				}
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), true
}

// boxOf opens the seals of a book, see store: the header and the key lie there as JSON
// behind a checksum of 8 bytes.
func boxOf(t testing.TB, tx *bolt.Tx) *seal.Box {
	t.Helper()
	var head struct{ ID string }
	var open struct{ Key, Index []byte }
	read := func(bucket, name string, into any) {
		raw := tx.Bucket([]byte(bucket)).Get([]byte(name))
		if len(raw) < 8 {
			t.Fatalf("no %s in %s", name, bucket)
		}
		if err := json.Unmarshal(raw[8:], into); err != nil {
			t.Fatal(err)
		}
	}
	read("sys", "header", &head)
	read("unlock", "none", &open)
	keys, err := seal.KeysFrom(append(open.Key, open.Index...))
	if err != nil {
		t.Fatal(err)
	}
	box, err := seal.NewBox(keys, head.ID, 2)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

// evaluationSheets are where words of the copies could come up.
var evaluationSheets = []string{"feedback_each/mentee", "feedback_each/mentor", "feedback_together", "next_steps", "coordinator_summary", "early_end"}

// Once both have sealed, both copies are read by both, as they were sealed; what stood there
// before, and what is private, stays one's own. What one has told the other is read, too.
func TestWhatIsOpenedIsReadAndNoMoreThanThat(t *testing.T) {
	for _, locked := range []bool{false, true} {
		c := newConfidences(t, lang.English, locked)
		c.asks(forms.Mentee, of(forms.Mentee), "seal", "feedback_each/mentee", "--anyway")
		c.commandsTogether(nobody, evaluationSheets)
		c.asks(forms.Mentor, of(forms.Mentor), "seal", "feedback_each/mentor", "--anyway")
		if locked {
			both := filepath.Join(c.dir, "pass-both")
			if err := os.WriteFile(both, []byte(c.own[forms.Mentee]+"\n"+c.own[forms.Mentor]+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			c.asks("", nobody, "show", "feedback_each/mentor")
			c.must("seal", "feedback_each/mentor", "--anyway", "--passphrase-file", both)
		}
		c.asks(forms.Mentee, of(forms.Mentee), "set", "early_end", "ee_told", "yes", "--as", "mentee")
		open := func(m confided) bool {
			return !m.draft && !m.gone && (m.seen == forms.SeenSealed || m.seen == forms.SeenTold && m.author == forms.Mentee)
		}
		c.commandsTogether(open, evaluationSheets, export.FormatJSON)
		text := ""
		for _, s := range []string{"feedback_each/mentee", "feedback_each/mentor", "early_end"} {
			text += c.asks("", open, "show", s) + c.asks("", open, "export", s, "--format", "text")
		}
		for _, m := range c.all {
			if open(m) && strings.Count(text, m.text) < 2 && c.asked(m) {
				t.Errorf("passphrases %v: %s is open and not read: %s", locked, m.text, m.at)
			}
		}
	}
}

// A book with a passphrase of its own tells nothing at all without it.
func TestABookBehindAPassphraseTellsNothing(t *testing.T) {
	c := newConfidences(t, lang.English, false)
	_, app := c.opened(t)
	_, err := app.SetPassphrase("the passphrase of the book")
	if err != nil {
		t.Fatal(err)
	}
	if err := app.current().Close(); err != nil {
		t.Fatal(err)
	}
	for _, call := range [][]string{{"list"}, {"status", "--json"}, {"show", "meeting/1", "--as", "mentee"}, {"history", "feedback_each/mentee", "--as", "mentee"}, {"doctor"}} {
		if s := c.run(call...); call[0] != "doctor" && s.code != int(Locked) || strings.Contains(s.out+s.err, "Amina") {
			t.Errorf("%q: exit code %d\n%s%s", call, s.code, s.out, s.err)
		}
		c.asks("", nobody, call...)
	}
	data, err := os.ReadFile(c.env["PAIRBOOK_BOOK"])
	if err != nil {
		t.Fatal(err)
	}
	c.none("the book", string(data), nobody)
	if strings.Contains(string(data), "Amina") {
		t.Error("the book tells a name")
	}
}

// onPaper: on paper of one's own stands what is one's own, so that this test can read paper.
func (c *confidences) onPaper(v forms.Voice, sheet string) {
	c.t.Helper()
	args := []string{"export", sheet, "--for", string(v), "--format", "pdf", "-o", "-"}
	if c.own[v] != "" {
		args = append(args, "--passphrase-file", c.passFile(v))
	}
	text := unpacked(c.run(args...).out)
	c.none("paper of "+string(v), text, of(v))
	for _, m := range c.all {
		if m.author == v && m.at.Sheet.String() == sheet && c.asked(m) && strings.Contains(text, m.text) {
			return
		}
	}
	c.t.Errorf("nothing of %s is on paper", v)
}
