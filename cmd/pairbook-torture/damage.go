//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"pairbook/forms"
)

// Sizes of what disks read and write at once, in bytes.
const (
	page   = 4096
	sector = 512
)

// truncate cuts the book short: at each page, and anywhere.
func truncate(ctx context.Context, e *env, t *tally) error {
	s, err := e.newSample()
	if err != nil {
		return err
	}
	pages := len(s.book) / page
	return each(ctx, e.n, 2, func(ctx context.Context, i int) error {
		at := i * page
		if i >= pages {
			at = e.rng(i).IntN(len(s.book))
		}
		return e.damaged(ctx, s, s.book[:at], fmt.Sprintf("cut at %d of %d", at, len(s.book)), i%10 == 0, t)
	})
}

// injury changes some bytes of a book.
type injury struct {
	name string
	n    int // how often
	do   func(rng *rand.Rand, i int) (damaged []byte)
}

// flips changes the book in all the ways in which disks and cables do: single bits,
// pieces, pages and sectors of zeros, pages that changed places, pages of yesterday.
func flips(ctx context.Context, e *env, t *tally) error {
	s, err := e.newSample()
	if err != nil {
		return err
	}
	for _, in := range s.injuries(e.n, e.quick) {
		err := each(ctx, in.n, 2, func(ctx context.Context, i int) error {
			rng := rand.New(rand.NewPCG(e.rng(i).Uint64(), uint64(len(in.name))))
			return e.damaged(ctx, s, in.do(rng, i), fmt.Sprintf("%s, case %d", in.name, i), i%10 == 0, t)
		})
		if err != nil {
			return err
		}
		t.note("%s: %d", in.name, in.n)
	}
	return nil
}

func (s *sample) injuries(bits int, quick bool) []injury {
	all := func(block int) int {
		if quick {
			return min(bits/4, len(s.book)/block)
		}
		return len(s.book) / block
	}
	at := func(do func(d []byte, rng *rand.Rand, i int)) func(*rand.Rand, int) []byte {
		return func(rng *rand.Rand, i int) []byte {
			d := bytes.Clone(s.book)
			do(d, rng, i)
			return d
		}
	}
	zero := func(block int) func(*rand.Rand, int) []byte {
		return at(func(d []byte, rng *rand.Rand, i int) {
			if quick {
				i = rng.IntN(len(d) / block)
			}
			clear(d[i*block : (i+1)*block])
		})
	}
	return []injury{
		{"a bit", bits, at(func(d []byte, rng *rand.Rand, _ int) { d[rng.IntN(len(d))] ^= 1 << rng.IntN(8) })},
		{"64 bytes", bits / 6, at(func(d []byte, rng *rand.Rand, _ int) {
			from := rng.IntN(len(d) - 64)
			for i := range 64 {
				d[from+i] = byte(rng.Uint32())
			}
		})},
		{"a page of zeros", all(page), zero(page)},
		{"a sector of zeros", all(sector), zero(sector)},
		{"two pages changed places", bits / 10, at(func(d []byte, rng *rand.Rand, _ int) {
			a, b := rng.IntN(len(d)/page)*page, rng.IntN(len(d)/page)*page
			one := bytes.Clone(d[a : a+page])
			copy(d[a:], d[b:b+page])
			copy(d[b:], one)
		})},
		{"a page of an earlier day", bits / 10, func(rng *rand.Rand, _ int) []byte {
			d := bytes.Clone(s.lived)
			a := rng.IntN(len(s.before)/page) * page
			copy(d[a:a+page], s.before[a:a+page])
			return d
		}},
	}
}

// damaged lets the program show a damaged book, and sometimes write in it.
func (e *env) damaged(ctx context.Context, s *sample, book []byte, what string, writes bool, t *tally) error {
	path, drop, err := s.lay(e, book)
	if err != nil {
		return err
	}
	defer drop()
	t.done(1, len(s.newest))
	for _, about := range []string{"show", "history"} {
		told, err := e.call(ctx, path, about, "planning_worksheet", "--json")
		if err != nil {
			return err
		}
		if !told.faults(t, what+", "+about) {
			s.judge(t, what+", "+about, about, told)
		}
	}
	if !writes {
		return nil
	}
	return e.writesOn(ctx, s, path, what, t)
}

// judge holds what the program showed of a damaged book against what was written.
func (s *sample) judge(t *tally, what, about string, told spoken) {
	switch told.code {
	case 0:
	case exitDamaged:
		helps := func(word string) bool { return strings.Contains(told.err, word) }
		if !slices.ContainsFunc([]string{"backup", "pairbook check", "pairbook rescue"}, helps) {
			t.fault(wrong, "%s: no word of a backup, or of what else helps: %s", what, told.err)
		}
		return
	default:
		t.fault(wrong, "%s: exit %d: %s", what, told.code, short(told.err))
		return
	}
	read := shownBy
	if about == "history" {
		read = historyBy
	}
	all, err := read(told.out)
	if err != nil {
		t.fault(wrong, "%s: %v", what, err)
		return
	}
	s.compare(t, what, all, about == "history", strings.TrimSpace(told.err) == "")
}

// compare looks for texts that nobody wrote, and for those that are missing or old
// while nobody is told.
func (s *sample) compare(t *tally, what string, all []shown, past, silent bool) {
	there := map[forms.Address]int{}
	for _, a := range all {
		there[a.at]++
		switch {
		case a.value != "" && !slices.Contains(s.ever[a.at], a.value):
			t.fault(wrong, "%s: %s says %q", what, a.at, short(a.value))
		case !past && a.value != s.newest[a.at] && silent:
			t.fault(lost, "%s: %s says %q, and nobody is told", what, a.at, short(a.value))
		}
	}
	for at, ever := range s.ever {
		want := 1
		if past {
			want = len(ever)
		}
		if there[at] < want && silent {
			t.fault(lost, "%s: %s stands there %d times of %d, and nobody is told", what, at, there[at], want)
		}
	}
}

// writesOn answers a question in a damaged book. What is acknowledged has to be there.
func (e *env) writesOn(ctx context.Context, s *sample, path, what string, t *tally) error {
	const value = "written after the damage"
	told, err := e.call(ctx, path, "set", "planning_worksheet", "pw_now_good", value)
	if err != nil || told.faults(t, what+", set") || told.code != 0 {
		return err
	}
	told, err = e.call(ctx, path, "show", "planning_worksheet", "--json")
	if err != nil || told.faults(t, what+", show again") {
		return err
	}
	all, err := shownBy(told.out)
	if err != nil {
		all = nil // it does not open any more: then it is lost
	}
	if !slices.Contains(all, shown{address("pw_now_good"), value}) {
		t.fault(lost, "%s: what was acknowledged afterwards is not there: exit %d: %s", what, told.code, short(told.err))
	}
	return nil
}
