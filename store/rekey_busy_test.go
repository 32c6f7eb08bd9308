package store

import (
	"strconv"
	"sync"
	"testing"

	"pairbook/forms"
)

func TestOthersReadWriteAndBackUpWhileTheKeyChanges(t *testing.T) {
	b, p := amina(t, withOwner())
	var hands sync.WaitGroup
	done := make(chan struct{})
	heard, cancel := b.Watch()
	defer cancel()
	hands.Go(func() {
		for i := range 60 {
			if _, err := b.Commit(p, forms.Mentor, []forms.Change{{Addr: addr(i % 5), Value: forms.Value(strconv.Itoa(i))}}); err != nil {
				t.Error(err)
			}
			if (<-heard).Revisions[0].Value != forms.Value(strconv.Itoa(i)) {
				t.Error("a listener missed something")
			}
		}
		close(done)
	})
	for _, read := range []func() error{
		func() error { _, _, err := b.Load(p); return err },
		func() error { _, err := b.Stats(); return err },
		func() error { _, err := b.History(p, nil); return err },
		func() error { b.Locked(); return b.Draft(p, map[forms.Address]string{addr(9): "typing"}) },
		func() error { _, err := b.BackupDaily(""); return err },
	} {
		hands.Go(func() { wantUntil(t, done, read) })
	}
	for i := range 4 {
		if _, err := b.SetPassphrase(strconv.Itoa(i)); err != nil {
			t.Error(err)
		}
		if err := b.Verify(strconv.Itoa(i)); err != nil {
			t.Error(err)
		}
	}
	hands.Wait()
	if old := b.stale(b.backups()); len(old) > 0 {
		t.Errorf("backups under an old key: %v", old)
	}
	wantSound(t, b)
}

// wantUntil does something again and again until the test is done.
func wantUntil(t *testing.T, done <-chan struct{}, do func() error) {
	for {
		select {
		case <-done:
			return
		default:
			if err := do(); err != nil {
				t.Error(err)
				return
			}
		}
	}
}
