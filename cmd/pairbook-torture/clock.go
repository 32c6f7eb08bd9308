//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"pairbook/forms"
	"pairbook/store"
)

// clocks are ways in which a computer's clock can go, from save to save.
func clocks() map[string]func(at time.Time, n int, rng *rand.Rand) time.Time {
	day := 24 * time.Hour
	to := func(t time.Time) func(time.Time, int, *rand.Rand) time.Time {
		return func(at time.Time, n int, _ *rand.Rand) time.Time {
			if n == 8 {
				return t
			}
			return at.Add(time.Second)
		}
	}
	jump := func(n0 int, d time.Duration) func(time.Time, int, *rand.Rand) time.Time {
		return func(at time.Time, n int, _ *rand.Rand) time.Time {
			if n == n0 {
				return at.Add(d)
			}
			return at.Add(time.Second)
		}
	}
	return map[string]func(time.Time, int, *rand.Rand) time.Time{
		"back by 30 days":               jump(7, -30*day),
		"ahead by 10 years":             jump(7, 3653*day),
		"back a second with each save":  func(at time.Time, _ int, _ *rand.Rand) time.Time { return at.Add(-time.Second) },
		"stands still":                  func(at time.Time, _ int, _ *rand.Rand) time.Time { return at },
		"an hour back, as in October":   jump(10, -time.Hour),
		"an hour ahead, as in March":    jump(10, time.Hour),
		"to 1970":                       to(time.Unix(0, 0)),
		"before 1970":                   to(time.Unix(-86_400, 0)),
		"to 2106":                       to(time.Unix(1<<32, 0)),
		"a leap second":                 jump(5, -900*time.Millisecond),
		"slept for a month":             jump(9, 30*day),
		"to the year 0 of an empty one": to(time.Time{}),
		"wild": func(_ time.Time, _ int, rng *rand.Rand) time.Time {
			return time.Unix(rng.Int64N(1<<33)-1<<31, rng.Int64N(1e9))
		},
	}
}

// wrongClocks saves under clocks that go wrong, with the book closed and opened in
// between. The order of one's own edits must not change, and nothing may be lost.
func wrongClocks(ctx context.Context, e *env, t *tally) error {
	all := clocks()
	kinds := sorted(all)
	return each(ctx, e.n, 2, func(_ context.Context, i int) error {
		dir, err := e.folder(fmt.Sprintf("clock-%d", i))
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
		c := &clockCase{t: t, kind: kinds[i%len(kinds)], rng: e.rng(i), at: time.Date(2026, 3, 24, 17, 0, 0, 0, time.UTC)}
		return c.run(filepath.Join(dir, "book.db"), all[c.kind])
	})
}

type clockCase struct {
	t    *tally
	kind string
	rng  *rand.Rand
	at   time.Time
}

const clockSaves = 20

func (c *clockCase) run(path string, next func(time.Time, int, *rand.Rand) time.Time) error {
	o := store.Options{Now: func() time.Time { return c.at }}
	b, err := store.Create(path, o)
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // all of it was compared
	p, err := b.NewPair(people(), forms.Mentee)
	if err != nil {
		return err
	}
	field := address(questions()[0])
	for n := range clockSaves {
		if c.rng.IntN(4) == 0 { // closed and opened again
			if err := b.Close(); err != nil {
				return err
			}
			if b, err = store.Open(path, o); err != nil {
				c.t.fault(lost, "%s: it does not open: %v", c.kind, err)
				return nil
			}
		}
		c.at = next(c.at, n, c.rng)
		if _, err := b.Commit(p, forms.Mentee, []forms.Change{{Addr: field, Value: forms.Value(fmt.Sprintf("save %02d", n))}}); err != nil {
			c.t.fault(wrong, "%s: save %d is refused: %v", c.kind, n, err)
			return nil
		}
	}
	c.t.done(1, clockSaves)
	return c.compare(b, p, field)
}

func (c *clockCase) compare(b *store.Book, p forms.PairID, field forms.Address) error {
	revs, err := b.History(p, func(a forms.Address) bool { return a == field })
	if err != nil || len(revs) != clockSaves {
		c.t.fault(lost, "%s: %d saves of %d are in the history, %v", c.kind, len(revs), clockSaves, err)
		return nil
	}
	for n, r := range revs {
		if want := fmt.Sprintf("save %02d", n); string(r.Value) != want {
			c.t.fault(wrong, "%s: the history says %q where %q was", c.kind, r.Value, want)
			break
		}
	}
	rec, damage, err := b.Load(p)
	if err != nil || len(damage) > 0 || string(rec.Value(field)) != fmt.Sprintf("save %02d", clockSaves-1) {
		c.t.fault(lost, "%s: the answer is %q", c.kind, rec.Value(field))
	}
	r, err := b.Check(true)
	if err != nil || !r.OK() {
		c.t.fault(wrong, "%s: said to be damaged: %+v, %v", c.kind, r, err)
	}
	return nil
}
