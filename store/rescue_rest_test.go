package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/forms"
)

// rescued breaks both meta pages of a closed book, rescues it, and opens what came of it.
func rescued(t *testing.T, path string, o Options) (*Book, Rescued) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:2*4096])
	putFile(t, path, data)
	to := filepath.Join(filepath.Dir(path), "rescued.book")
	done, err := Rescue(path, to, o)
	if err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, to, o)
	wantSound(t, b)
	return b, done
}

// TestARescueBringsBackPeopleSettingsDraftsAndPairs rescues every book of an earlier day: what
// it said is there again, and what belongs to one of the two is still theirs alone.
func TestARescueBringsBackPeopleSettingsDraftsAndPairs(t *testing.T) {
	everyGolden(t, func(t *testing.T, g golden, _ int, file string) {
		path := copied(t, file)
		list, err := os.ReadFile(factsOf(file))
		if err != nil {
			t.Fatal(err)
		}
		o := goldenOptions(g.pass)
		b, done := rescued(t, path, o)
		pairs, err := b.Pairs()
		if err != nil || len(pairs) != 2 || done.Drafts != 1 || done.Lost > 0 {
			t.Fatalf("pairs %v, %v, %+v", pairs, err, done)
		}
		p := pairs[0].ID
		if g.pass != "" {
			wantAlone(t, b, p, private(forms.Mentor, 1))
			wantErr(t, b.UnlockPerson(p, forms.Mentor, "not his"), ErrWrongPassphrase)
			unlockPerson(t, b, p, forms.Mentor, perPass)
		}
		now := facts(t, b)
		wantPast(t, now, string(list))
		for line := range strings.Lines(string(list)) {
			if !strings.HasPrefix(line, "book ") && !strings.Contains(now, line) {
				t.Errorf("gone: %s", line)
			}
		}
	})
}

// TestADraftThatBecameAnAnswerDoesNotComeBack breaks some of the pages with the drafts, so that
// nobody knows any more which of those that lie about were the last.
func TestADraftThatBecameAnAnswerDoesNotComeBack(t *testing.T) {
	b, p := amina(t, Options{})
	drafts := map[forms.Address]string{}
	for i := range 60 {
		drafts[addr(i)] = strings.Repeat("half a sentence ", 12+i)
	}
	if err := b.Draft(p, drafts); err != nil {
		t.Fatal(err)
	}
	said := addr(1)
	commit(t, b, p, said, forms.Value(drafts[said])) // its page is as good as there
	keep := b.keys().place(p, said)
	mustClose(t, b)
	data, err := os.ReadFile(b.Path())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Count(data, keep) < 3 { // the answer, its history, and the draft that was
		t.Fatal("the draft is not there any more: nothing is tried")
	}
	broken := 0
	for at := 2 * 4096; at < len(data); at += 4096 {
		if page := data[at : at+4096]; bytes.Contains(page, b.keys().place(p, addr(50))) && !bytes.Contains(page, keep) {
			clear(page)
			broken++
		}
	}
	putFile(t, b.Path(), data)
	c, done := rescued(t, b.Path(), Options{})
	rec := load(t, c, p)
	if _, back := rec.Drafts[said]; back || string(rec.Value(said)) != drafts[said] {
		t.Errorf("the draft is back: %v, the answer is %.20q", back, rec.Value(said))
	}
	if broken == 0 || len(rec.Drafts) < 30 || len(rec.Drafts) > 59 || done.Drafts != len(rec.Drafts) {
		t.Errorf("%d pages broken, %d drafts, %+v", broken, len(rec.Drafts), done)
	}
	for at, text := range rec.Drafts {
		if text != drafts[at] {
			t.Errorf("%s says %.20q", at, text)
		}
	}
}

// TestAPairKeepsItsNamesInARescue takes away what a pair is summed up from, and its sum.
func TestAPairKeepsItsNamesInARescue(t *testing.T) {
	b, first := amina(t, Options{})
	second, err := b.NewPair([]forms.Change{{Addr: named("mentor_name"), Value: "Åsa Öberg"}}, forms.Mentor)
	if err != nil {
		t.Fatal(err)
	}
	spoil(t, b, inPair, b.keys().pair(first))
	place := b.keys().place(second, named("mentor_name"))
	spoil(t, b, inHead, place)
	spoil(t, b, inRev, b.keys().rev(forms.RevID{Device: b.Author(forms.Mentor).Device, Seq: 4}))
	file := copyWithin(t, b)
	c, done := rescued(t, file, Options{})
	pairs, err := c.Pairs()
	if err != nil || len(pairs) != 2 {
		t.Fatal(pairs, err, done)
	}
	for _, p := range pairs {
		if p.ID == first && p.Mentee != "Amina Diallo" || p.ID == second && p.Mentor != "Åsa Öberg" {
			t.Errorf("it is summed up as %+v", p)
		}
	}
}

// copyWithin closes a book and returns its path, with what is broken in it in one place only:
// the pages that a save leaves behind would make all of it good again.
func copyWithin(t *testing.T, b *Book) string {
	t.Helper()
	path := bookPath(t)
	if err := b.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	mustClose(t, b)
	return path
}
