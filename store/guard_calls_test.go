package store

import (
	"bytes"
	"errors"
	"os"
	"testing"
	"time"

	"pairbook/forms"
)

// TestABrokenStructureIsNotWrittenIn zeroes each page in turn. Where the book opens and
// sees nothing of it, the first save finds the hole, and changes nothing.
func TestABrokenStructureIsNotWrittenIn(t *testing.T) {
	data, p, _ := sample(t)
	size, hidden := os.Getpagesize(), 0
	for page := 2; page < len(data)/size; page++ {
		d := bytes.Clone(data)
		clear(d[page*size : (page+1)*size])
		if walkFile(bytes.NewReader(d), int64(len(d)), true) == nil {
			continue // it was free
		}
		path := bookPath(t)
		if err := os.WriteFile(path, d, 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := Open(path, Options{})
		if err != nil || len(b.Opening().Damage) > 0 {
			if b != nil {
				mustClose(t, b)
			}
			continue
		}
		hidden++
		err = b.SetSetting("a", "b") // which reads nothing of the answers
		wantErr(t, err, ErrDamaged)
		if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(7), Value: "new"}}); !errors.Is(err, ErrDamaged) {
			t.Errorf("page %d: %v", page, err)
		}
		mustClose(t, b)
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, d) {
			t.Errorf("page %d: the file was changed, %v", page, err)
		}
	}
	if hidden == 0 {
		t.Error("no hole was hidden: nothing was tried")
	}
}

func TestABookCutShortWhileOpenIsNotWrittenIn(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "first")
	info, err := os.Stat(b.Path())
	if err != nil {
		t.Fatal(err)
	}
	short := info.Size() - int64(os.Getpagesize())
	if err := os.Truncate(b.Path(), short); err != nil {
		t.Fatal(err)
	}
	_, err = b.Commit(p, forms.Mentee, []forms.Change{{Addr: addr(1), Value: "second"}})
	wantErr(t, err, ErrDamaged)
	if info, err := os.Stat(b.Path()); err != nil || info.Size() != short {
		t.Errorf("the file was written in: %d bytes, %v", info.Size(), err)
	}
}

// TestABookClosesAfterAFault holds a lock as a fault does: bbolt's own locks can be held for ever.
func TestABookClosesAfterAFault(t *testing.T) {
	b, _ := amina(t, Options{})
	tx, err := b.db.db.Begin(true)
	if err != nil {
		t.Fatal(err)
	}
	b.db.stuck.Store(true)
	closed := make(chan error, 1)
	go func() { closed <- b.Close() }()
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits for a lock that nobody gives back")
	}
	_ = tx.Rollback() // the file is closed
}

// TestAFileThatGrowsIsNotCutShort looks at a file while a save makes it longer.
func TestAFileThatGrowsIsNotCutShort(t *testing.T) {
	f, err := os.Create(bookPath(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	e := &engine{file: f}
	grown := make(chan struct{})
	go func() {
		defer close(grown)
		for size := range int64(20_000) {
			if err := f.Truncate(size); err != nil {
				t.Error(err)
				return
			}
			e.measure()
		}
	}()
	for looking := true; looking; {
		select {
		case <-grown:
			looking = false
		default:
		}
		if err := e.usable(); err != nil {
			t.Error(err)
			looking = false
		}
	}
	<-grown
}
