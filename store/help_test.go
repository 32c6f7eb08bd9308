package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pairbook/forms"
)

// childEnv makes the test program play another process that uses a book.
const childEnv = "PAIRBOOK_STORE_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(childEnv); role != "" {
		os.Exit(playChild(role, os.Getenv("PAIRBOOK_STORE_PATH")))
	}
	goleak.VerifyTestMain(m)
}

// playChild opens the book and either writes for ever, telling each save on its
// output, or holds it until it is killed.
func playChild(role, path string) int {
	switch role {
	case "rekey":
		return playRekey(path)
	case "forget":
		return playForget(path)
	}
	b, err := Open(path, Options{})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	switch role {
	case "hold":
		fmt.Println("ready", os.Getpid())
		_, _ = os.Stdin.Read(make([]byte, 1)) // until the parent goes away
		return 0
	case "write":
		return writeForEver(b)
	}
	return 2
}

func writeForEver(b *Book) int {
	pairs, err := b.Pairs()
	if err != nil || len(pairs) == 0 {
		fmt.Println("error", err)
		return 1
	}
	p := pairs[0].ID
	for i := 0; ; i++ {
		text := strconv.Itoa(os.Getpid()) + "/" + strconv.Itoa(i)
		if i%4 == 3 {
			if err := b.Draft(p, map[forms.Address]string{addr(99): text}); err != nil {
				fmt.Println("error", err)
				return 1
			}
			fmt.Println("draft", text)
			continue
		}
		_, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(i % 20), Value: forms.Value(text)}, {Addr: addr(50 + i%20), Value: forms.Value(text)}})
		if err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("saved", i%20, text)
	}
}

// clock is a clock that a test sets by hand.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func newClock() *clock { return &clock{time.Date(2026, 3, 24, 17, 0, 0, 0, time.UTC)} }

func addr(i int) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "field_" + strconv.Itoa(i), Voice: forms.Agreed}
}

func named(field string) forms.Address {
	a, _ := forms.SummaryAddress(field)
	return a
}

func names() []forms.Change {
	return []forms.Change{
		{Addr: named("mentor_name"), Value: "Per Holm"},
		{Addr: named("mentee_name"), Value: "Amina Diallo"},
		{Addr: named("template_id"), Value: "union-local"},
	}
}

func bookPath(t testing.TB) string { return filepath.Join(t.TempDir(), "pairs.book") }

func mustCreate(t testing.TB, path string, o Options) *Book {
	t.Helper()
	b, err := Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func mustOpen(t testing.TB, path string, o Options) *Book {
	t.Helper()
	b, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func mustClose(t testing.TB, b *Book) {
	t.Helper()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

// amina makes a book with the pair of Amina Diallo and Per Holm.
func amina(t testing.TB, o Options) (*Book, forms.PairID) {
	t.Helper()
	b := mustCreate(t, bookPath(t), o)
	p, err := b.NewPair(names(), forms.Mentee)
	if err != nil {
		t.Fatal(err)
	}
	return b, p
}

func commit(t testing.TB, b *Book, p forms.PairID, a forms.Address, v forms.Value) []forms.Revision {
	t.Helper()
	revs, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: a, Value: v}})
	if err != nil {
		t.Fatal(err)
	}
	return revs
}

func load(t testing.TB, b *Book, p forms.PairID) *forms.Record {
	t.Helper()
	rec, damage, err := b.Load(p)
	if err != nil || len(damage) > 0 {
		t.Fatalf("load: %v, damage %v", err, damage)
	}
	return rec
}

func wantSound(t testing.TB, b *Book) {
	t.Helper()
	r, err := b.Check(true)
	if err != nil || !r.OK() {
		t.Fatalf("check: %+v, %v", r, err)
	}
}

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
}
