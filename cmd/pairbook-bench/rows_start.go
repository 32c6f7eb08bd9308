package main

import (
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"time"
)

// start measures from the fork to the first complete screen: of a book of 10,000
// answers, of one of its pairs, and of an empty book.
func (b *bench) start() ([]Row, error) {
	large, err := b.lib.answers(10_000)
	if err != nil {
		return nil, err
	}
	empty, err := b.lib.empty()
	if err != nil {
		return nil, err
	}
	text, err := b.someText()
	if err != nil {
		return nil, err
	}
	ours := []program{b.onList(large), b.onPair(large, 0), b.onNothing(empty)}
	peers := []program{b.bare(), b.huhForm(), b.textarea(), b.nano(text), b.vim(text), b.dialog()}
	times, errs, err := firstScreens(ours, peers, b.times(60, 10))
	if err != nil {
		return nil, err
	}
	var beside []Beside
	for i, p := range peers {
		s := times[len(ours)+i]
		beside = append(beside, p.beside(errs[i], s.middle(), Figure{"p95", s.p(95), "ms"}))
	}
	bare := times[len(ours)].p(50)
	return []Row{
		startRow("start to first frame, 10,000 answers", times[0], bare, beside),
		startRow("… one pair of these", times[1], bare, nil),
		startRow("… empty book", times[2], bare, nil),
	}, nil
}

func startRow(what string, s sample, bare float64, beside []Beside) Row {
	return Row{
		What: what, Beside: beside,
		Limits: []Limit{{"p50", 16, "p50 ≤ 16 ms"}, {"× bare", 1.2, "≤ 1.2 × bare v2"}},
		Ours:   []Figure{s.middle(), {"p95", s.p(95), "ms"}, {"× bare", s.p(50) / bare, ""}},
	}
}

// firstScreens starts the programs n times in turn, each round in another order, so
// that what else the computer does, and what the one before has left in its caches,
// meets all of them alike. The first round only warms up. The times of the peers stand
// behind ours; a peer that fails is left out from then on, and errs says why.
func firstScreens(ours, peers []program, n int) (times []sample, errs []error, err error) {
	ps := append(ours[:len(ours):len(ours)], peers...)
	times, errs = make([]sample, len(ps)), make([]error, len(peers))
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // what we clear away ourselves takes no core from them
	order := rand.New(rand.NewPCG(1, 1))             //nolint:gosec // the same orders each time
	for round := range n + 1 {
		runtime.GC()
		for _, i := range order.Perm(len(ps)) {
			peer := i - len(ours)
			if ps[i].path == "" || peer >= 0 && errs[peer] != nil {
				continue
			}
			took, err := firstScreen(ps[i])
			switch {
			case err == nil && round > 0:
				times[i].add(took)
			case err != nil && peer >= 0:
				errs[peer] = err
			case err != nil:
				return nil, nil, err
			}
		}
	}
	return times, errs, nil
}

func firstScreen(p program) (time.Duration, error) {
	t, err := p.start()
	if err != nil {
		return 0, err
	}
	defer t.end(p.bye)
	at, err := t.await(p.ready...)
	return at.Sub(t.started), err
}
