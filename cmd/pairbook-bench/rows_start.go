package main

import (
	"math/rand/v2"
	"time"

	"pairbook/forms"
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
	file, word, err := b.someText()
	if err != nil {
		return nil, err
	}
	ps := []program{
		b.pairbook(large), b.pairbook(large, "--pair", string(large.pairs[0])), b.pairbook(empty),
		b.bare(), b.nano(file, word), b.vim(file, word), b.dialog(word),
	}
	times, err := firstScreens(ps, b.times(25, 8))
	if err != nil {
		return nil, err
	}
	var beside []Beside
	for i := 3; i < len(ps); i++ {
		beside = append(beside, besideTimes(ps[i], times[i]))
	}
	bare := times[3].p(50)
	return []Row{
		startRow("start to first frame, 10,000 answers", times[0], bare, beside),
		startRow("… of one pair of these", times[1], bare, nil),
		startRow("… empty book", times[2], bare, nil),
	}, nil
}

func startRow(what string, s sample, bare float64, beside []Beside) Row {
	return Row{
		What: what, Beside: beside,
		Limits: []Limit{{"p50", 16, "p50 ≤ 16 ms"}, {"× bare", 1.2, "≤ 1.2 × bare v2"}},
		Ours:   []Figure{{"p50", s.p(50), "ms"}, {"p95", s.p(95), "ms"}, {"× bare", s.p(50) / bare, ""}},
	}
}

func besideTimes(p program, s sample) Beside {
	if p.path == "" {
		return Beside{Who: p.name, Absent: missing}
	}
	return Beside{Who: p.name, Figures: []Figure{{"p50", s.p(50), "ms"}, {"p95", s.p(95), "ms"}}}
}

// firstScreens starts the programs in turn, each round in another order, so that what
// else the computer does, and what the one before has left in its caches, meets all of
// them alike. The first round only warms up.
func firstScreens(ps []program, n int) ([]sample, error) {
	out := make([]sample, len(ps))
	order := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same orders each time
	for round := range n + 1 {
		for _, i := range order.Perm(len(ps)) {
			p := ps[i]
			if p.path == "" {
				continue
			}
			took, err := firstScreen(p)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				out[i].add(took)
			}
		}
	}
	return out, nil
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

// onePair measures a pair's screen in a book of one pair and of 10,000: in the
// process, and started from the shell.
func (b *bench) onePair() ([]Row, error) {
	many := b.times(10_000, 2_000)
	var files []bookFile
	for _, n := range []int{1, many} {
		f, err := b.lib.pairs(n)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	inside := make([]sample, len(files))
	for i, f := range files {
		var err error
		if inside[i], err = b.pairScreens(f.path, f.pairs[0], b.times(40, 15)); err != nil {
			return nil, err
		}
	}
	var ps []program
	for _, f := range files {
		ps = append(ps, b.pairbook(f, "--pair", string(f.pairs[0])))
	}
	shell, err := firstScreens(ps, b.times(15, 6))
	if err != nil {
		return nil, err
	}
	name := "one pair's screen, " + number(float64(many)) + " pairs"
	return []Row{ratioRow(name+" (load and draw)", inside), ratioRow(name+" (from the shell)", shell)}, nil
}

func ratioRow(what string, s []sample) Row {
	return Row{
		What:   what,
		Limits: []Limit{{"ratio", 1.15, "as in a book of one"}},
		Ours:   []Figure{{"p50", s[1].p(50), "ms"}, {"ratio", s[1].p(50) / s[0].p(50), ""}},
		Beside: []Beside{{Who: "book of one", Figures: []Figure{{"p50", s[0].p(50), "ms"}}}},
	}
}

// pairScreens loads and draws the pair's page n times.
func (b *bench) pairScreens(path string, id forms.PairID, n int) (sample, error) {
	book, err := openStore(path)
	if err != nil {
		return nil, err
	}
	defer book.Close() //nolint:errcheck // nothing was written
	var s sample
	for i := range n + 1 {
		began := time.Now()
		if err := b.pairScreen(book, id); err != nil {
			return nil, err
		}
		if i > 0 {
			s.add(time.Since(began))
		}
	}
	return s, nil
}
