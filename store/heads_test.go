package store

import (
	"testing"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// apart writes, beside the head of an answer, one that another copy of the book made
// without knowing it.
func apart(t testing.TB, b *Book, p forms.PairID, head forms.Revision, v forms.Value) {
	t.Helper()
	a := head.Addr
	r := revision{pair: p, Revision: forms.Revision{
		ID: forms.RevID{Device: "elsewhere", Seq: head.ID.Seq}, Act: head.ID.Seq, Author: forms.Mentor, Time: head.Time + 1, Addr: a, Value: v,
	}}
	err := b.db.update(func(tx *bolt.Tx) error {
		key, rev := b.keys().place(p, a), b.keys().rev(r.ID)
		if err := b.put(tx, inRev, rev, r.encode()); err != nil {
			return err
		}
		ours := forms.Head{ID: head.ID, Author: head.Author, Time: head.Time, Value: head.Value}
		if err := b.put(tx, inHead, key, place{addr: a, heads: []forms.Head{ours, r.head()}}.encode()); err != nil {
			return err
		}
		hist, err := bucket(tx, inHist)
		if err != nil {
			return err
		}
		return hist.Put(histKey(key, rev), nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAChoiceBetweenTwoHeadsReplacesBoth(t *testing.T) {
	for name, chosen := range map[string]forms.Value{"ours": "Thursdays", "theirs": "Tuesdays", "another": "Mondays"} {
		b, p := amina(t, Options{})
		first := commit(t, b, p, addr(1), "Thursdays")[0]
		apart(t, b, p, first, "Tuesdays")
		if rec := load(t, b, p); !rec.Conflict(addr(1)) || len(rec.Heads(addr(1))) != 2 {
			t.Fatalf("%s: there are %d heads", name, len(rec.Heads(addr(1))))
		}
		revs := commit(t, b, p, addr(1), chosen)
		if len(revs) != 1 || len(revs[0].Parents) != 2 {
			t.Fatalf("%s: %+v", name, revs)
		}
		if rec := load(t, b, p); rec.Conflict(addr(1)) || rec.Value(addr(1)) != chosen {
			t.Errorf("%s: %q, still apart: %t", name, rec.Value(addr(1)), rec.Conflict(addr(1)))
		}
	}
}
