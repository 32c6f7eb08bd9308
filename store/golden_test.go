package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// The goldens are books that programs of earlier days wrote, and of each the list of what
// it says. A book once released is never written anew: where Schema goes up,
//
//	PAIRBOOK_UPDATE=1 go test ./store -run Golden
//
// adds those of the new Schema beside the ones that are there. Read their lists, and
// commit them. That of schema 1 was written by the last program that wrote such books.
const (
	goldenFolder = "testdata/books"
	updateEnv    = "PAIRBOOK_UPDATE"
)

// golden is a kind of book that every schema leaves one of.
type golden struct {
	name string // after the schema's number
	from int    // the first schema that had it
	pass string // "" for none
	make func(t *testing.T, path string)
}

func goldens() []golden {
	return []golden{
		{"open", 1, "", func(t *testing.T, path string) { mustClose(t, goldenBook(t, path)) }},
		{"locked", 2, passphrase, makeLockedGolden},
	}
}

// perPass is Per Holm's own passphrase in the locked goldens.
const perPass = "a boat in the reeds"

func goldenOptions(pass string) Options {
	c := newClock()
	o := withPass(pass)
	o.Owner, o.Device, o.Now = owned, "goldendevice", func() time.Time { c.t = c.t.Add(time.Minute); return c.t }
	return o
}

// goldenBook makes a book with a little of everything that is kept without a passphrase.
func goldenBook(t *testing.T, path string) *Book {
	t.Helper()
	b := mustCreate(t, path, goldenOptions(""))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := b.NewPair([]forms.Change{{Addr: named("mentor_name"), Value: "Åsa Öberg"}}, forms.Mentor)
	must(err)
	p, err := b.NewPair(names(), forms.Mentee)
	must(err)
	commit(t, b, p, addr(1), "every week")
	commit(t, b, p, addr(1), "every month,\n– on a Thursday")
	commit(t, b, p, addr(2), "taken back")
	commit(t, b, p, addr(2), "")
	note := forms.Address{Sheet: forms.SheetID{Form: "feedback_each", Of: forms.Mentee}, Field: "note", Voice: forms.Mentee}
	goal := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Row: "w2e4rt", Part: "goal", Voice: forms.Agreed}
	_, err = b.Commit(p, forms.Mentor, []forms.Change{
		{Addr: goldenCell(), Value: "Ask at the café"}, {Addr: note, Value: "4"}, {Addr: goal, Value: "Speak up"},
	})
	must(err)
	commit(t, b, p, addr(3), "undone")
	_, err = b.Undo(p, forms.Mentee)
	must(err)
	commit(t, b, p, addr(4), "undone and redone")
	_, err = b.Undo(p, forms.Mentee)
	must(err)
	_, err = b.Redo(p, forms.Mentee)
	must(err)
	must(b.Draft(p, map[forms.Address]string{addr(5): "half a sent"}))
	must(b.SetSetting("language", "sv"))
	return b
}

// goldenCell is a cell of a table of a numbered sheet: an address with every part.
func goldenCell() forms.Address {
	return forms.Address{Sheet: forms.Meeting(12), Field: "actions", Row: "k3x9ma", Part: "what", Voice: forms.Mentor}
}

// makeLockedGolden makes one more with passphrases, of the book and of one of the two, and
// writes the recovery code beside it.
func makeLockedGolden(t *testing.T, path string) {
	b := goldenBook(t, path)
	pairs, err := b.Pairs()
	if err != nil {
		t.Fatal(err)
	}
	p := pairs[0].ID
	setPerson(t, b, p, forms.Mentor, "", perPass)
	for _, v := range []forms.Voice{forms.Mentor, forms.Mentee} {
		commit(t, b, p, private(v, 1), forms.Value("only for the "+string(v)))
	}
	code := lock(t, b, passphrase)
	if err := os.WriteFile(recoveryOf(path), []byte(code+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func recoveryOf(path string) string { return strings.TrimSuffix(path, ".book") + ".recovery" }

func factsOf(path string) string { return strings.TrimSuffix(path, ".book") + ".txt" }

// facts lists all that a book says, in words.
func facts(t *testing.T, b *Book) string {
	t.Helper()
	var s strings.Builder
	fmt.Fprintf(&s, "book %s, schema %d\n", b.ID(), b.head.Schema)
	language, err := b.Setting("language")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&s, "setting language %q\n", language)
	pairs, err := b.Pairs()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs {
		fmt.Fprintf(&s, "\npair %s: %q with %q, programme %q, organisation %q, start %q, last change %s\n",
			p.ID, p.Mentee, p.Mentor, p.Programme, p.Organisation, p.Anchor, stamped(p.LastChange))
		rec := load(t, b, p.ID)
		var lines []string
		rec.Addresses(func(a forms.Address) {
			for _, h := range rec.Heads(a) {
				lines = append(lines, fmt.Sprintf("says %s: %q, %s/%d by %s", a, h.Value, h.ID.Device, h.ID.Seq, h.Author))
			}
		})
		for a, text := range rec.Drafts {
			lines = append(lines, fmt.Sprintf("draft %s: %q", a, text))
		}
		slices.Sort(lines)
		revs, err := b.History(p.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range revs {
			lines = append(lines, fmt.Sprintf("%s/%d, act %d%s, %s by %s after %v: %s %q",
				r.ID.Device, r.ID.Seq, r.Act, kindOf(r.Kind), stamped(r.Time), r.Author, r.Parents, r.Addr, r.Value))
		}
		s.WriteString(strings.Join(lines, "\n") + "\n")
	}
	return s.String()
}

func kindOf(k forms.RevKind) string {
	if k == forms.Edit {
		return ""
	}
	return " (" + string(k) + ")"
}

func stamped(s forms.Stamp) string {
	return s.Wall().UTC().Format(time.RFC3339) + "+" + strconv.Itoa(int(s&0xffff))
}

// copied puts a golden where it may be written in.
func copied(t *testing.T, golden string) string {
	t.Helper()
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; a new Schema needs its goldens: %s=1 go test ./store -run Golden", err, updateEnv)
	}
	path := bookPath(t)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// everyGolden calls fn with the golden of each kind and of each schema.
func everyGolden(t *testing.T, fn func(t *testing.T, g golden, schema int, file string)) {
	for _, g := range goldens() {
		for schema := g.from; schema <= Schema; schema++ {
			name := fmt.Sprintf("schema-%d-%s", schema, g.name)
			t.Run(name, func(t *testing.T) { fn(t, g, schema, filepath.Join(goldenFolder, name+".book")) })
		}
	}
}

// openGolden opens a copy of a golden, with everybody's passphrase.
func openGolden(t *testing.T, g golden, path string, o Options) (*Book, forms.PairID) {
	t.Helper()
	b := mustOpen(t, path, o)
	pairs, err := b.Pairs()
	if err != nil || len(pairs) != 2 {
		t.Fatal(pairs, err)
	}
	if g.pass != "" {
		unlockPerson(t, b, pairs[0].ID, forms.Mentor, perPass)
	}
	return b, pairs[0].ID
}

func TestEveryGoldenBookSaysWhatItSaidWhenItWasWritten(t *testing.T) {
	everyGolden(t, func(t *testing.T, g golden, schema int, file string) {
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) && os.Getenv(updateEnv) == "1" && schema == Schema {
			addGolden(t, g, file)
		}
		want, err := os.ReadFile(factsOf(file))
		if err != nil {
			t.Fatal(err)
		}
		path := copied(t, file)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		o := goldenOptions(g.pass)
		o.ReadOnly = true
		b, _ := openGolden(t, g, path, o)
		if said := facts(t, b); said != string(want) {
			t.Errorf("it says\n%s", said)
		}
		wantSound(t, b)
		mustClose(t, b)
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
			t.Errorf("reading changed it, %v", err)
		}
	})
}

// addGolden makes a golden of today's Schema, as small as it can be, and its list.
func addGolden(t *testing.T, g golden, file string) {
	t.Helper()
	large := bookPath(t)
	g.make(t, large)
	b, _ := openGolden(t, g, large, goldenOptions(g.pass))
	if err := b.Backup(file); err != nil { // without free pages
		t.Fatal(err)
	}
	if err := os.WriteFile(factsOf(file), []byte(facts(t, b)), 0o600); err != nil {
		t.Fatal(err)
	}
	if g.pass == "" {
		return
	}
	if err := os.Rename(recoveryOf(large), recoveryOf(file)); err != nil {
		t.Fatal(err)
	}
}

// TestAGoldenBookIsGoneOnWith writes in an old book, takes it back, and seals it anew, which
// brings it to today's Schema: nothing it said is lost at any of these steps.
func TestAGoldenBookIsGoneOnWith(t *testing.T) {
	everyGolden(t, func(t *testing.T, g golden, schema int, file string) {
		path := copied(t, file)
		b, p := openGolden(t, g, path, goldenOptions(g.pass))
		was := facts(t, b)
		for load(t, b, p).Value(goldenCell()) != "" { // what can be taken back came along
			if _, err := b.Undo(p, forms.Mentee); err != nil {
				t.Fatal(err)
			}
		}
		setPerson(t, b, p, forms.Mentee, "", "hers")
		commit(t, b, p, private(forms.Mentee, 2), "new in an old book")
		wantSound(t, b)
		recovery := lock(t, b, "another passphrase")

		o := goldenOptions("")
		o.Recovery = recovery
		b, _ = openGolden(t, g, path, o)
		unlockPerson(t, b, p, forms.Mentee, "hers")
		if b.head.Schema != Schema || load(t, b, p).Value(private(forms.Mentee, 2)) != "new in an old book" {
			t.Errorf("schema %d, %q", b.head.Schema, load(t, b, p).Value(private(forms.Mentee, 2)))
		}
		wantPast(t, facts(t, b), was)
		wantSound(t, b)
	})
}

// wantPast wants every revision of an earlier list to be in a later one, word by word.
func wantPast(t *testing.T, now, was string) {
	t.Helper()
	n := 0
	for line := range strings.Lines(was) {
		if !strings.HasPrefix(line, "goldendevice/") {
			continue
		}
		n++
		if !strings.Contains(now, "\n"+line) {
			t.Errorf("gone: %s", line)
		}
	}
	if n < 10 {
		t.Errorf("only %d revisions were looked for", n)
	}
}

func TestALockedGoldenOpensWithItsRecoveryCodeAndWithNothingElse(t *testing.T) {
	everyGolden(t, func(t *testing.T, g golden, _ int, file string) {
		if g.pass == "" {
			return
		}
		path := copied(t, file)
		for pass, want := range map[string]error{"": ErrLocked, "Tall trees at nine o'clock": ErrWrongPassphrase} {
			_, err := Open(path, withPass(pass))
			wantErr(t, err, want)
		}
		code, err := os.ReadFile(recoveryOf(file))
		if err != nil {
			t.Fatal(err)
		}
		b := mustOpen(t, path, Options{Recovery: strings.TrimSpace(string(code)), Owner: owned})
		pairs, err := b.Pairs()
		if err != nil || len(pairs) != 2 {
			t.Fatal(pairs, err)
		}
		wantAlone(t, b, pairs[0].ID, private(forms.Mentor, 1))
		wantErr(t, b.UnlockPerson(pairs[0].ID, forms.Mentor, passphrase), ErrWrongPassphrase)
		if v := load(t, b, pairs[0].ID).Value(private(forms.Mentee, 1)); v != "only for the mentee" {
			t.Errorf("what lies open says %q", v)
		}
	})
}

// TestARevisionOfAKindThatIsNotKnownIsKept is for what a later program may write without
// changing the Schema.
func TestARevisionOfAKindThatIsNotKnownIsKept(t *testing.T) {
	b, p := amina(t, cheap())
	rev := commit(t, b, p, addr(1), "said in a new way")[0]
	rev.Kind = "of a later day"
	err := b.db.update(func(tx *bolt.Tx) error {
		return b.put(tx, inRev, b.keys().rev(rev.ID), revision{p, rev}.encode())
	})
	if err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "and said again")
	backup := bookPath(t)
	if err := b.Backup(backup); err != nil {
		t.Fatal(err)
	}
	lock(t, b, passphrase)
	for _, b := range []*Book{mustOpen(t, backup, cheap()), mustOpen(t, b.Path(), withPass(passphrase))} {
		revs, err := b.History(p, func(a forms.Address) bool { return a == addr(1) })
		if err != nil || len(revs) != 2 || revs[0].Kind != rev.Kind || revs[0].Value != rev.Value {
			t.Errorf("history %+v, %v", revs, err)
		}
		wantSound(t, b)
	}
}
