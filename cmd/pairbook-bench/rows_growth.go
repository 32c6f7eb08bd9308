package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"pairbook/store"
)

// pairs measures how the list of pairs and one pair's screen grow with the number of
// pairs: started from the shell, and the pair's screen in the process, too.
func (b *bench) pairs() ([]Row, error) {
	sizes := []int{1, 10, 100, 1_000, 10_000}
	if b.quick {
		sizes = sizes[:4]
	}
	var files []bookFile
	var onList, onPair []program
	for _, n := range sizes {
		f, err := b.lib.pairs(n)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		onList, onPair = append(onList, b.onList(f)), append(onPair, b.onPair(f, 0))
	}
	times, _, err := firstScreens(append(onList, onPair...), nil, b.times(20, 6))
	if err != nil {
		return nil, err
	}
	inside, err := b.pairScreens(files, b.times(40, 15))
	if err != nil {
		return nil, err
	}
	var list, shell, drawn []Row
	for i, n := range sizes {
		s := times[i]
		list = append(list, Row{What: "list of pairs, " + pairsOf(n), At: n, Ours: []Figure{s.middle(), {"p95", s.p(95), "ms"}}})
		shell = append(shell, asInOne("a pair's screen, "+pairsOf(n), n, times[len(sizes)+i], times[len(sizes)]))
		drawn = append(drawn, asInOne("… load and draw, "+pairsOf(n), n, inside[i], inside[0]))
	}
	list[0].Note = "from the shell; a book of one pair opens that pair"
	return append(append(list, shell...), drawn...), nil
}

func pairsOf(n int) string {
	if n == 1 {
		return "1 pair"
	}
	return grouped(n) + " pairs"
}

// asInOne is a row of a pair's screen, which takes in a large book what it takes in a
// book of one.
func asInOne(what string, at int, s, one sample) Row {
	r := Row{What: what, At: at, Ours: []Figure{s.middle(), {"p95", s.p(95), "ms"}}}
	if at > 1 {
		r.Ours = append(r.Ours, Figure{"× one", s.p(50) / one.p(50), ""})
		r.Limits = []Limit{{"× one", 1.15, "as in a book of one (≤ 1.15 ×)"}}
	}
	return r
}

// pairScreens loads and draws the page of each book's first pair n times, the books in
// turn.
func (b *bench) pairScreens(files []bookFile, n int) (out []sample, err error) {
	books := make([]*store.Book, len(files))
	defer func() {
		for _, book := range books {
			if book != nil {
				err = errors.Join(err, book.Close())
			}
		}
	}()
	for i, f := range files {
		if books[i], err = openStore(f.path); err != nil {
			return nil, err
		}
	}
	out = make([]sample, len(files))
	for round := range n + 1 {
		for i, f := range files {
			runtime.GC() // what the one before left lying is not cleared at the cost of this one
			began := time.Now()
			if err := b.pairScreen(books[i], f.pairs[0]); err != nil {
				return nil, err
			}
			if round > 0 {
				out[i].add(time.Since(began))
			}
		}
	}
	return out, nil
}

// open measures opening books of more and more revisions, beside the same in SQLite and
// in a JSON file.
func (b *bench) open() ([]Row, error) {
	sizes := []int{1_000, 10_000, 100_000}
	if b.quick {
		sizes = sizes[:2]
	}
	var out []Row
	for _, n := range sizes {
		row, err := b.openOf(n, b.times(25, 15))
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	b.small, _ = figure(out[0].Ours, "p50")
	b.flat(out[1:])
	return out, nil
}

// million is open for the largest book, which takes minutes to make.
func (b *bench) million() ([]Row, error) {
	n := 1_000_000
	if b.quick {
		n = 50_000
	}
	row, err := b.openOf(n, b.times(25, 15))
	if err != nil {
		return nil, err
	}
	rows := []Row{row}
	if b.small > 0 {
		b.flat(rows)
	}
	return rows, nil
}

// flat adds to each row how much slower it is than the smallest book.
func (b *bench) flat(rows []Row) {
	for i := range rows {
		p50, _ := figure(rows[i].Ours, "p50")
		rows[i].Ours = append(rows[i].Ours, Figure{"more", p50 - b.small, "ms"})
		rows[i].Limits = append(rows[i].Limits, Limit{"more", 2, "flat (+ 2 ms)"})
	}
}

// openOf measures one size; times is how often ours and SQLite's are opened.
func (b *bench) openOf(n, times int) (Row, error) {
	began := time.Now()
	f, err := b.lib.revisions(n)
	if err != nil {
		return Row{}, err
	}
	made := time.Since(began)
	info, err := os.Stat(f.path)
	if err != nil {
		return Row{}, err
	}
	others := b.others(n, max(n/revisionsEach, 1), max(n/20_000, 1))
	defer endAll(others)
	ours := other{open: func() (time.Duration, error) { return openOnce(f.path) }}
	samples, errs := takeTurns(append([]other{ours}, others...), times, func(o other, _ int) (time.Duration, error) { return o.open() })
	if errs[0] != nil {
		return Row{}, errs[0]
	}
	shell, _, err := firstScreens([]program{b.onList(f)}, nil, b.times(10, 5))
	if err != nil {
		return Row{}, err
	}
	row := Row{
		What: "open a book of " + grouped(n) + " revisions", At: n,
		Limits: []Limit{{"p50", 50, "p50 ≤ 50 ms"}},
		Ours:   []Figure{samples[0].middle(), {"p95", samples[0].p(95), "ms"}, {"screen", shell[0].p(50), "ms"}},
		Note: fmt.Sprintf("%s MB, made in %s; screen is the list of its pairs, from the shell",
			number(float64(info.Size())/(1<<20)), made.Round(100*time.Millisecond)),
	}
	for i, o := range others {
		s := samples[i+1]
		row.Beside = append(row.Beside, o.beside(errs[i+1], s.middle(), Figure{"p95", s.p(95), "ms"}))
	}
	return row, nil
}

// openOnce opens and closes a book, and returns how long the opening took.
func openOnce(path string) (time.Duration, error) {
	began := time.Now()
	book, err := openStore(path)
	took := time.Since(began)
	if err != nil {
		return 0, err
	}
	return took, book.Close()
}
