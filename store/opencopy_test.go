package store

import (
	"path/filepath"
	"testing"

	"pairbook/forms"
)

func TestACopyIsGoneOnWithAsTheBookIsOpen(t *testing.T) {
	b, p := amina(t, withOwner())
	mine := private(forms.Mentee, 1)
	commit(t, b, p, mine, "hers alone")
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	if _, err := b.SetPassphrase("open"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := b.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	c, err := b.OpenCopy(path)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, c)
	if got := load(t, c, p).Value(mine); got != "hers alone" || !c.Locked() {
		t.Errorf("the copy says %q, locked %v", got, c.Locked())
	}
	commit(t, c, p, mine, "more of hers")
	c.LockPerson(p, forms.Mentee)
	wantAlone(t, c, p, mine)
	if got := load(t, b, p).Value(mine); got != "hers alone" {
		t.Errorf("locking in the copy locked here: %q", got)
	}
}

func TestAnAnswerThatIsNobodysOwnAnyMoreIsSaidOnceMoreAndLiesOpen(t *testing.T) {
	shared := false
	o := cheap()
	o.Owner = func(p forms.PairID, a forms.Address) forms.Voice {
		if shared {
			return ""
		}
		return owned(p, a)
	}
	b, p := amina(t, o)
	mine := private(forms.Mentee, 1)
	setPerson(t, b, p, forms.Mentee, "", "amina's")
	commit(t, b, p, mine, "told now")
	shared = true
	if revs := commit(t, b, p, mine, "told now"); len(revs) != 1 {
		t.Errorf("saying it again made %v", revs)
	}
	b.LockPerson(p, forms.Mentee)
	if got := load(t, b, p).Value(mine); got != "told now" {
		t.Errorf("the other reads %q", got)
	}
	if revs := commit(t, b, p, mine, "told now"); len(revs) != 0 {
		t.Errorf("and once more made %v", revs)
	}
}

func TestABookIsOpenedAgainToWriteWithTheKeysItHas(t *testing.T) {
	b, p := amina(t, cheap())
	recovery := lock(t, b, passphrase)
	read := func() *Book {
		o := withPass(passphrase)
		o.ReadOnly = true
		return mustOpen(t, b.Path(), o)
	}
	r := read()
	w, err := r.Writable()
	if err != nil {
		t.Fatal(err)
	}
	commit(t, w, p, addr(1), "monthly")
	wantErr(t, func() error { _, _, err := r.Load(p); return err }(), ErrClosed)
	mustClose(t, w)

	r = read()
	mustClose(t, r) // between closing and opening, another program is quick
	o := cheap()
	o.Recovery = recovery
	other := mustOpen(t, b.Path(), o)
	if _, err := other.SetPassphrase("another one"); err != nil {
		t.Fatal(err)
	}
	mustClose(t, other)
	_, err = r.Writable()
	wantErr(t, err, ErrLocked)
	o = withPass("another one")
	w = mustOpen(t, b.Path(), o)
	if load(t, w, p).Value(addr(1)) != "monthly" {
		t.Error("the answer is gone")
	}
	wantSound(t, w)
}
