package store

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"pairbook/forms"
)

func TestListenersHearEverythingInTheOrderItWasSaved(t *testing.T) {
	const writers, each, hearers = 4, 25, 3
	b, p := amina(t, Options{})
	var ears, hands sync.WaitGroup
	heard := make([][]forms.Revision, hearers)
	for i := range hearers {
		ch, cancel := b.Watch()
		ears.Go(func() {
			defer cancel()
			for len(heard[i]) < writers*each {
				heard[i] = append(heard[i], (<-ch).Revisions...)
			}
		})
	}
	for w := range writers {
		hands.Go(func() {
			for i := range each {
				if _, err := b.Commit(p, forms.Mentor, []forms.Change{{Addr: addr(w), Value: forms.Value(strconv.Itoa(i))}}); err != nil {
					t.Error(err)
				}
				if _, _, err := b.Load(p); err != nil {
					t.Error(err)
				}
			}
		})
	}
	hands.Wait()
	ears.Wait()
	log, err := b.History(p, func(a forms.Address) bool { return a.Sheet.Form == "contract" })
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range heard {
		if len(got) != len(log) {
			t.Fatalf("listener %d heard %d of %d", i, len(got), len(log))
		}
		for j := range got {
			if got[j].ID != log[j].ID {
				t.Fatalf("listener %d heard %v as number %d, and it was %v", i, got[j].ID, j, log[j].ID)
			}
		}
	}
	wantSound(t, b)
}

func TestADeafListenerHoldsUpNobody(t *testing.T) {
	b, p := amina(t, Options{})
	deaf, _ := b.Watch() // never read, never ended: Close ends it
	for i := range 50 {
		commit(t, b, p, addr(1), forms.Value(strconv.Itoa(i)))
	}
	mustClose(t, b)
	for range deaf { // it ends
	}
	after, cancel := b.Watch()
	cancel()
	if _, ok := <-after; ok {
		t.Error("a closed book says something")
	}
}

func TestAListenerThatLeavesHearsNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l listeners
		ch, cancel := l.add()
		l.tell(Saved{Pair: "a", Revisions: make([]forms.Revision, 1)})
		l.tell(Saved{Pair: "nothing was saved"})
		if s := <-ch; s.Pair != "a" {
			t.Errorf("heard %v", s)
		}
		l.tell(Saved{Pair: "b", Revisions: make([]forms.Revision, 1)})
		cancel()
		cancel()
		l.tell(Saved{Pair: "c", Revisions: make([]forms.Revision, 1)})
		synctest.Wait()
		n := 0
		for range ch {
			n++
		}
		if n > 1 {
			t.Errorf("%d more were heard", n)
		}
		l.close()
	})
}

func TestABackupIsTakenWhileOthersWrite(t *testing.T) {
	b, p := amina(t, Options{})
	var hands sync.WaitGroup
	hands.Go(func() {
		for i := range 100 {
			if _, err := b.Commit(p, forms.Mentor, []forms.Change{{Addr: addr(i), Value: forms.Value(strings.Repeat("text ", 300))}}); err != nil {
				t.Error(err)
			}
		}
	})
	for range 5 {
		path := bookPath(t)
		if err := b.Backup(path); err != nil {
			t.Error(err)
		}
	}
	hands.Wait()
	wantSound(t, b)
}
