package store

import (
	"bytes"
	"errors"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// erase takes the records of a bucket out whose keys begin so, as damage to a page does.
func erase(t *testing.T, b *Book, in string, prefix []byte) {
	t.Helper()
	gone := 0
	err := b.db.update(func(tx *bolt.Tx) error {
		bu := tx.Bucket([]byte(in))
		c := bu.Cursor()
		for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
			gone++
			if err := bu.Delete(bytes.Clone(k)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || gone == 0 {
		t.Fatalf("%d records erased, %v", gone, err)
	}
}

func TestTheHistoryIsWholeWithoutItsIndex(t *testing.T) {
	b, p := amina(t, Options{})
	for _, v := range []forms.Value{"first", "second", "third"} {
		commit(t, b, p, addr(1), v)
	}
	erase(t, b, inHist, b.keys().place(p, addr(1)))
	revs, err := b.History(p, func(a forms.Address) bool { return a == addr(1) })
	if err != nil || len(revs) != 3 || revs[0].Value != "first" || revs[2].Value != "third" {
		t.Errorf("%v, %v", revs, err)
	}
}

func TestARevisionThatIsNowhereIsMissed(t *testing.T) {
	b, p := amina(t, Options{})
	first := commit(t, b, p, addr(1), "first")
	commit(t, b, p, addr(1), "second")
	key := b.keys().rev(first[0].ID)
	erase(t, b, inHist, histKey(b.keys().place(p, addr(1)), key))
	erase(t, b, inRev, key)
	revs, err := b.History(p, func(a forms.Address) bool { return a == addr(1) })
	wantErr(t, err, ErrDamaged)
	if len(revs) != 1 || revs[0].Value != "second" {
		t.Errorf("%v", revs)
	}
}

func TestAPairThatIsNotThereIsMissed(t *testing.T) {
	b, p := amina(t, Options{})
	erase(t, b, inPair, b.keys().pair(p))
	all, err := b.Pairs()
	wantErr(t, err, ErrDamaged)
	if len(all) != 0 {
		t.Errorf("%v", all)
	}
}

func TestABookWithoutAnyKeysIsDamagedAndNotLocked(t *testing.T) {
	b, _ := amina(t, Options{})
	erase(t, b, inUnlock, nil)
	mustClose(t, b)
	_, err := Open(b.Path(), Options{})
	if !errors.Is(err, ErrDamaged) || errors.Is(err, ErrLocked) {
		t.Errorf("%v", err)
	}
}

// TestAMetaPageOfAnEarlierDayIsMentioned puts one of the two meta pages back to what it
// was some saves ago: then the newest save is hidden, or the one before it.
func TestAMetaPageOfAnEarlierDayIsMentioned(t *testing.T) {
	for page := range 2 {
		b, p := amina(t, Options{})
		early, err := os.ReadFile(b.Path())
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []forms.Value{"first", "second", "third", "fourth"} {
			commit(t, b, p, addr(1), v)
		}
		mustClose(t, b)
		late, err := os.ReadFile(b.Path())
		if err != nil {
			t.Fatal(err)
		}
		size := os.Getpagesize()
		copy(late[page*size:(page+1)*size], early[page*size:])
		if err := os.WriteFile(b.Path(), late, 0o600); err != nil {
			t.Fatal(err)
		}
		again := mustOpen(t, b.Path(), Options{})
		if !again.Opening().LastSaveMayMiss {
			t.Errorf("meta page %d: nobody is told", page)
		}
	}
}

// TestAHeadOfAnEarlierDayIsMentioned puts an answer's record back to what it was one save
// ago, as a page of an earlier day does: its seal is whole.
func TestAHeadOfAnEarlierDayIsMentioned(t *testing.T) {
	b, p := amina(t, Options{})
	commit(t, b, p, addr(1), "first")
	key := b.keys().place(p, addr(1))
	var early []byte
	if err := b.db.view(func(tx *bolt.Tx) error {
		early = bytes.Clone(tx.Bucket([]byte(inHead)).Get(key))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	commit(t, b, p, addr(1), "second")
	if err := b.db.update(func(tx *bolt.Tx) error { return tx.Bucket([]byte(inHead)).Put(key, early) }); err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	if again := mustOpen(t, b.Path(), Options{}); len(again.Opening().Damage) == 0 {
		t.Error("nobody is told")
	}
}

func TestABookThatWasNeverHurtIsNotSaidToBe(t *testing.T) {
	b, p := amina(t, Options{})
	for range 5 {
		commit(t, b, p, addr(1), forms.Value(newDevice()))
		mustClose(t, b)
		b = mustOpen(t, b.Path(), Options{})
		if o := b.Opening(); o.LastSaveMayMiss || o.Older || o.Unclean || len(o.Damage) > 0 {
			t.Fatalf("opening noticed %+v", o)
		}
	}
}
