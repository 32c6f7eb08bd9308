package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"pairbook/forms"
	"pairbook/store"
)

// save measures a durable save of one answer, beside what the disk itself needs and
// beside other ways to keep answers.
func (b *bench) save() ([]Row, error) {
	var out []Row
	for _, answers := range []int{1_000, 10_000} {
		row, err := b.saveIn(answers, b.times(400, 150))
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// saveIn measures n saves in a book of so many answers.
func (b *bench) saveIn(answers, n int) (Row, error) {
	f, err := b.lib.answers(answers)
	if err != nil {
		return Row{}, err
	}
	book, err := openStore(f.path)
	if err != nil {
		return Row{}, err
	}
	defer book.Close() //nolint:errcheck // each save was confirmed
	raw, err := newRawFile(filepath.Join(b.home, "raw"))
	if err != nil {
		return Row{}, err
	}
	defer raw.Close() //nolint:errcheck // nothing in it matters
	others := b.others(answers, answers, n/b.times(30, 10))
	defer endAll(others)
	all := append([]other{
		{save: func(i int) (time.Duration, error) { return saveOnce(book, f.pairs[i%len(f.pairs)], i) }},
		{program: program{name: "raw 4 KB, fdatasync", path: raw.Name()}, save: raw.save},
	}, others...)
	s, errs := takeTurns(all, n, func(o other, round int) (time.Duration, error) { return o.save(round) })
	if err := errors.Join(errs[:2]...); err != nil {
		return Row{}, err
	}
	row := Row{
		What: "durable save of one answer, book of " + grouped(answers), At: answers,
		Limits: []Limit{{"× raw", 4, "≤ 4 × raw write + fdatasync"}},
		Ours:   []Figure{s[0].middle(), {"p99", s[0].p(99), "ms"}, {"× raw", s[0].p(50) / s[1].p(50), ""}},
	}
	for i, o := range all[1:] {
		s := s[i+1]
		row.Beside = append(row.Beside, o.beside(errs[i+1], s.middle(), Figure{"p99", s.p(99), "ms"}))
	}
	return row, nil
}

func saveOnce(book *store.Book, id forms.PairID, n int) (time.Duration, error) {
	at := forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: longField, Voice: forms.Agreed}
	cs := []forms.Change{{Addr: at, Value: forms.Value(fmt.Sprintf("%d %s", n, prose))}}
	began := time.Now()
	_, err := book.Commit(id, forms.Mentee, cs)
	return time.Since(began), err
}

const (
	page     = 4096
	rawPages = 1024
)

// rawFile is the least a durable save can be: one page in a file of a fixed size.
type rawFile struct{ *os.File }

func newRawFile(path string) (rawFile, error) {
	f, err := os.Create(path) //nolint:gosec // in our own folder
	if err != nil {
		return rawFile{}, err
	}
	if _, err := f.Write(make([]byte, page*rawPages)); err != nil {
		return rawFile{}, errors.Join(err, f.Close())
	}
	return rawFile{f}, f.Sync()
}

func (r rawFile) save(n int) (time.Duration, error) {
	b := bytes.Repeat([]byte{byte(n)}, page)
	began := time.Now()
	if _, err := r.WriteAt(b, int64(n%rawPages)*page); err != nil {
		return 0, err
	}
	err := dataSync(r.File)
	return time.Since(began), err
}
