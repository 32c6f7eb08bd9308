package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"pairbook/forms"
)

const (
	lastWord  = " end-of-answer" // shows that all of a text has come
	longLines = 5_000
)

// lineup is pairbook at one of the two places where people type, and who types the same
// beside it.
type lineup struct {
	place string // "40-field sheet"
	ours  program
	peers []program
}

// all lists everybody, ours first.
func (l lineup) all() []program { return append([]program{l.ours}, l.peers...) }

// lineups returns both: one line of a sheet, and an answer of 5,000 lines.
func (b *bench) lineups() ([]lineup, error) {
	sheet, err := b.inContract(shortField)
	if err != nil {
		return nil, err
	}
	long, err := b.inContract(longField)
	if err != nil {
		return nil, err
	}
	long.typing = then(long.typing, paste(lines(longLines)+lastWord))
	text, err := b.someText()
	return []lineup{
		{"40-field sheet", sheet, []program{b.bare(), b.huhForm(), b.textarea(), b.dialog()}},
		{"5,000-line answer", long, []program{b.textareaOn(text.path), b.nano(text), b.vim(text)}},
	}, err
}

// inContract returns pairbook at a question of the contract: the short one, or
// the long one with text in it.
func (b *bench) inContract(field string) (program, error) {
	f, err := b.lib.twoYears()
	if err != nil {
		return program{}, err
	}
	who := 0
	if field == longField {
		who = 1
	}
	fd, ok := b.lib.forms.Forms[forms.ContractForm].Field(field)
	if !ok {
		return program{}, fmt.Errorf("the contract has no %s any more", field)
	}
	p := b.onPair(f, who)
	p.book = f.path
	l := b.lib.words.Lang()
	words := strings.Fields(b.lib.forms.Programmes[forms.DefaultProgramme].Fill(fd.Label.In(l), l))
	p.typing = toContract(strings.Join(words[:min(len(words), 4)], " ")) // the rest can be on the next line
	return p, nil
}

// textFile is a text for the editors.
type textFile struct{ path, first string }

// line returns what stands in the n-th line, from 2.
func (f textFile) line(n int) string { return fmt.Sprintf("%d  we met", n-1) }

// someText writes a file of 5,000 lines.
func (b *bench) someText() (textFile, error) {
	f := textFile{filepath.Join(b.home, "answer.txt"), "first-line"}
	return f, os.WriteFile(f.path, []byte(f.first+"\n"+lines(longLines)+"\n"), 0o600)
}

// rounds calls do in n rounds for each program that is here, each round in another
// order, so that what else the computer does meets all alike. A program that fails is
// left out from then on; errs says why.
func rounds(ps []program, n int, do func(round, program int) error) (errs []error) {
	errs = make([]error, len(ps))
	order := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same orders each time
	for round := range n {
		for _, i := range order.Perm(len(ps)) {
			if ps[i].path != "" && errs[i] == nil {
				errs[i] = do(round, i)
			}
		}
	}
	return errs
}

// openAll starts the programs that are here and wanted, all at the same time, and
// brings them to where one types. A program that was not started has neither a terminal
// nor an error.
func openAll(ps []program, wanted func(i int) bool) ([]*term, []error) {
	ts, errs := make([]*term, len(ps)), make([]error, len(ps))
	var all sync.WaitGroup
	for i, p := range ps {
		if p.path != "" && wanted(i) {
			all.Go(func() { ts[i], errs[i] = p.open() })
		}
	}
	all.Wait()
	return ts, errs
}

// leaveAll ends what openAll has started.
func leaveAll(ps []program, ts []*term) {
	for i, t := range ts {
		if t != nil {
			t.end(ps[i].bye)
		}
	}
}
