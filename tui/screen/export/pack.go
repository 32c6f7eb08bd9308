package export

import (
	"bytes"
	"errors"

	"pairbook/forms"
	paper "pairbook/forms/export"
)

// sheetsAll is the choice of all sheets that were begun, with a page of contents.
const sheetsAll = "all"

const (
	packName = "pack" // also as the ledger has it
	packFile = packName + ".pdf"
)

func (s *Screen) isPack() bool { return s.whole && s.format == paper.FormatPDF }

// suggested is the name that we suggest for the file.
func (s *Screen) suggested(sh forms.Sheet) string {
	if s.isPack() {
		return packFile
	}
	return suggest(sh, s.format)
}

// packed lists the titles of the sheets that go, anew for each change of the record and
// of the choices.
func (s *Screen) packed() []string {
	key := s.moment()
	if s.pack.key == key && s.pack.titles != nil {
		return s.pack.titles
	}
	s.pack = packPlan{key: key, titles: []string{}}
	for _, d := range paper.Packed(s.d.Pair, paper.Options{To: s.audience(), AllVoices: s.all}) {
		s.pack.titles = append(s.pack.titles, d.Title)
	}
	return s.pack.titles
}

// packPlan is the pack as it is shown below the choices.
type packPlan struct {
	key    docKey
	titles []string
}

var errNothingBegun = errors.New("nothing is begun")

// packFile returns what makes the pack off the UI goroutine, from a record of its own.
func (s *Screen) packFile() maker {
	book, lib, words, id, today := s.d.Book, s.d.Library, s.d.Words, s.d.Pair.Record.Pair, s.d.Today()
	o := paper.Options{To: s.audience(), AllVoices: s.all}
	return func(far func(done, all int) error) ([]byte, error) {
		rec, _, err := book.Load(id)
		if err != nil {
			return nil, err
		}
		docs := paper.Packed(forms.NewPair(rec, lib, today, words), o)
		if len(docs) == 0 {
			return nil, errNothingBegun
		}
		var b bytes.Buffer
		each := func(done int) error { return far(done, len(docs)) }
		err = paper.Pack(&b, docs, paper.PaperOptions{Each: each})
		return b.Bytes(), err
	}
}
