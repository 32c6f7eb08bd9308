package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/store"
)

// save measures a durable save of one answer, beside what the disk itself needs
// and beside a JSON file that is written anew.
func (b *bench) save() ([]Row, error) {
	f, err := b.lib.answers(10_000)
	if err != nil {
		return nil, err
	}
	n := b.times(400, 150)
	raw, ours, err := b.saves(f, n)
	if err != nil {
		return nil, err
	}
	file, err := jsonSaves(filepath.Join(b.home, "answers.json"), 10_000, b.times(30, 10))
	if err != nil {
		return nil, err
	}
	return []Row{{
		What:   "durable save of one answer, book of 10,000",
		Limits: []Limit{{"× raw", 4, "≤ 4 × raw write + fdatasync"}},
		Ours:   []Figure{{"p50", ours.p(50), "ms"}, {"p99", ours.p(99), "ms"}, {"× raw", ours.p(50) / raw.p(50), ""}},
		Beside: []Beside{
			{Who: "raw 4 KB", Figures: []Figure{{"p50", raw.p(50), "ms"}, {"p99", raw.p(99), "ms"}}},
			{Who: "JSON file, rename, fsync", Figures: []Figure{{"p50", file.p(50), "ms"}}},
		},
	}}, nil
}

// saves takes turns, so that what else the disk does meets both alike.
func (b *bench) saves(f bookFile, n int) (raw, ours sample, err error) {
	book, err := openStore(f.path)
	if err != nil {
		return nil, nil, err
	}
	defer book.Close() //nolint:errcheck // each save was confirmed
	bare, err := newRawFile(filepath.Join(b.home, "raw"))
	if err != nil {
		return nil, nil, err
	}
	defer bare.Close() //nolint:errcheck // nothing in it matters
	at := forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: longField, Voice: forms.Agreed}
	for i := range n {
		took, err := bare.save(i)
		if err != nil {
			return nil, nil, err
		}
		raw.add(took)
		cs := []forms.Change{{Addr: at, Value: forms.Value(fmt.Sprintf("%d %s", i, prose))}}
		began := time.Now()
		if _, err := book.Commit(f.pairs[i%len(f.pairs)], forms.Mentee, cs); err != nil {
			return nil, nil, err
		}
		ours.add(time.Since(began))
	}
	return raw, ours, nil
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

// jsonSaves writes n times a file of so many answers, as careful programs do.
func jsonSaves(path string, answers, n int) (sample, error) {
	all := make(map[string]string, answers)
	for i := range answers {
		all[fmt.Sprintf("pair%d/contract/field%d", i/answersOfPair, i)] = prose
	}
	var s sample
	for i := range n {
		all["pair0/contract/field0"] = fmt.Sprint(i, prose)
		began := time.Now()
		if err := jsonSave(path, all); err != nil {
			return nil, err
		}
		s.add(time.Since(began))
	}
	return s, nil
}

func jsonSave(path string, all map[string]string) error {
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "answers")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// open measures opening books of more and more revisions.
func (b *bench) open() ([]Row, error) {
	sizes := []int{1_000, 100_000, 1_000_000}
	if b.quick {
		sizes = sizes[:2]
	}
	var out []Row
	for _, n := range sizes {
		began := time.Now()
		f, err := b.lib.revisions(n)
		if err != nil {
			return nil, err
		}
		made := time.Since(began)
		s, err := opens(f.path, b.times(25, 15))
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(f.path)
		if err != nil {
			return nil, err
		}
		out = append(out, Row{
			What:   fmt.Sprintf("open a book of %d revisions", n),
			Limits: []Limit{{"p50", 50, "p50 ≤ 50 ms"}},
			Ours:   []Figure{{"p50", s.p(50), "ms"}, {"p95", s.p(95), "ms"}},
			Note:   fmt.Sprintf("%s MB, made in %s", number(float64(info.Size())/(1<<20)), made.Round(100*time.Millisecond)),
		})
	}
	return flat(out), nil
}

// flat adds to each row how much slower it is than the first.
func flat(rows []Row) []Row {
	first, _ := figure(rows[0].Ours, "p50")
	for i := 1; i < len(rows); i++ {
		p50, _ := figure(rows[i].Ours, "p50")
		rows[i].Ours = append(rows[i].Ours, Figure{"more", p50 - first, "ms"})
		rows[i].Limits = append(rows[i].Limits, Limit{"more", 2, "flat (+ 2 ms)"})
	}
	return rows
}

func opens(path string, n int) (sample, error) {
	var s sample
	for i := range n + 1 {
		began := time.Now()
		book, err := store.Open(path, store.Options{MaxSize: noLimit})
		took := time.Since(began)
		if err != nil {
			return nil, err
		}
		if err := book.Close(); err != nil {
			return nil, err
		}
		if i > 0 {
			s.add(took)
		}
	}
	return s, nil
}

// export measures printing a contract that is filled in.
func (b *bench) export() ([]Row, error) {
	f, err := b.lib.twoYears()
	if err != nil {
		return nil, err
	}
	book, err := openStore(f.path)
	if err != nil {
		return nil, err
	}
	rec, _, err := book.Load(f.pairs[1])
	if err := errors.Join(err, book.Close()); err != nil {
		return nil, err
	}
	pair := forms.NewPair(rec, b.lib.forms, today, b.lib.words)
	sheet, _ := pair.Sheet(forms.SheetID{Form: forms.ContractForm})
	var out []Row
	for _, format := range []export.Format{export.FormatHTML, export.FormatText} {
		var s sample
		for range b.times(100, 40) {
			began := time.Now()
			if err := export.Write(io.Discard, format, export.Build(sheet, export.Options{})); err != nil {
				return nil, err
			}
			s.add(time.Since(began))
		}
		out = append(out, Row{
			What:   "export of a contract, " + string(format),
			Limits: []Limit{{"p50", 30, "≤ 30 ms"}},
			Ours:   []Figure{{"p50", s.p(50), "ms"}, {"p95", s.p(95), "ms"}},
		})
	}
	return out, nil
}
