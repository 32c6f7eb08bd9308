package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"pairbook/forms"
)

// looker is a writer that does something before it takes the first bytes.
type looker struct {
	bytes.Buffer
	look func()
}

func (l *looker) Write(p []byte) (int, error) {
	if l.look != nil {
		l.look()
		l.look = nil
	}
	return l.Buffer.Write(p)
}

func TestAStreamedBookIsWholeWhileOthersWriteAndLiesNowhereElse(t *testing.T) {
	for _, pass := range []string{"", passphrase} {
		b, p := amina(t, cheap())
		for i := range 20 {
			commit(t, b, p, addr(i), forms.Value("answer "+strconv.Itoa(i)))
		}
		if pass != "" {
			lock(t, b, pass)
			b = mustOpen(t, b.Path(), withPass(pass))
		}
		files := func() int {
			all, err := os.ReadDir(filepath.Dir(b.Path()))
			if err != nil {
				t.Fatal(err)
			}
			return len(all)
		}
		before := files()
		var others sync.WaitGroup
		w := &looker{look: func() {
			if n := files(); n != before {
				t.Errorf("%d files beside the book while it is copied, %d before", n, before)
			}
			others.Go(func() {
				for i := range 40 {
					commit(t, b, p, addr(i%20), "meanwhile")
				}
			})
		}}
		err := b.Stream(w)
		others.Wait()
		if err != nil {
			t.Fatal(err)
		}
		path := bookPath(t)
		if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		c := mustOpen(t, path, withPass(pass))
		wantSound(t, c)
		rec := load(t, c, p)
		for i := range 20 {
			if v := rec.Value(addr(i)); v != forms.Value("answer "+strconv.Itoa(i)) {
				t.Errorf("the copy says %q", v)
			}
		}
	}
}

func TestADamagedBookIsNotStreamed(t *testing.T) {
	b, p := amina(t, cheap())
	revs := commit(t, b, p, addr(1), "monthly")
	spoil(t, b, inRev, b.keys().rev(revs[0].ID))
	var w bytes.Buffer
	wantErr(t, b.Stream(&w), ErrDamaged)
	if w.Len() > 0 {
		t.Errorf("%d bytes of it are written", w.Len())
	}
	mustClose(t, b)
	if err := b.Stream(&w); err == nil {
		t.Error("a closed book is copied")
	}
}
