package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
)

// shownBook is a book whose every text is a word that nothing else says, and what the app
// shows of it while it is whole.
type shownBook struct {
	t      *testing.T
	data   []byte
	id     forms.PairID
	newest []string        // the texts that stand there now
	words  map[string]bool // all that the app may show: of the whole book, of one without answers, and of our messages
	lib    *forms.Library
}

// shownSheets are the sheets that are looked at.
func shownSheets() []forms.SheetID {
	return []forms.SheetID{{Form: forms.ContractForm}, {Form: forms.WorksheetForm}}
}

func newShownBook(t *testing.T) *shownBook {
	t.Helper()
	h := newHome(t)
	h.must(newArgs()...)
	s := &shownBook{t: t, words: map[string]bool{}}
	var err error
	if s.lib, err = catalog.Load(); err != nil {
		t.Fatal(err)
	}
	words, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	b, err := store.Open(h.env["PAIRBOOK_BOOK"], store.Options{Now: aClock})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close() //nolint:errcheck // it was copied
	all, err := b.Pairs()
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	s.id = all[0].ID
	s.knows(s.frames(s.copied(b)))
	rec, _, err := b.Load(s.id)
	if err != nil {
		t.Fatal(err)
	}
	at := texts(forms.NewPair(rec, s.lib, lang.DateOf(aDay), words))
	for _, round := range []string{"Old", "Vireo"} {
		s.newest = nil
		var cs []forms.Change
		for i, a := range at {
			s.newest = append(s.newest, fmt.Sprintf("%s%dWren", round, 100+i))
			cs = append(cs, forms.Change{Addr: a, Value: forms.Value(s.newest[i])})
		}
		if _, err := b.Commit(s.id, forms.Mentee, cs); err != nil {
			t.Fatal(err)
		}
	}
	s.data = s.copied(b)
	whole := s.frames(s.data)
	s.knows(whole)
	if missing := s.missing(whole); len(missing) > 0 {
		t.Fatalf("the whole book does not show %v in\n%s", missing, whole)
	}
	s.knowsMessages()
	return s
}

// texts are the places of plain answers that both may read.
func texts(p *forms.Pair) (at []forms.Address) {
	for _, id := range shownSheets() {
		sheet, _ := p.Sheet(id)
		for _, it := range sheet.Items() {
			fd := it.Field
			if (fd.Kind != forms.KindShort && fd.Kind != forms.KindLong) || fd.Seen != "" && fd.Seen != forms.SeenPair {
				continue
			}
			for _, v := range it.Voices {
				at = append(at, sheet.Address(fd, v))
			}
		}
	}
	return at
}

// copied is the book as a file without free pages, in which damage would do no harm.
func (s *shownBook) copied(b *store.Book) []byte {
	s.t.Helper()
	file := filepath.Join(s.t.TempDir(), "copy.db")
	if err := b.Backup(file); err != nil {
		s.t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

// frames is all that the app shows of a file; "" where it does not open.
func (s *shownBook) frames(data []byte) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "b.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		s.t.Fatal(err)
	}
	own := &owners{library: s.lib}
	b, err := store.Open(path, store.Options{Now: aClock, Owner: own.of})
	if err != nil {
		if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrNotABook) && !errors.Is(err, store.ErrNewer) {
			s.t.Errorf("it does not open: %v", err)
		}
		return ""
	}
	if err := b.Close(); err != nil {
		s.t.Fatal(err)
	}
	var out strings.Builder
	var book *appBook
	var app *tui.App
	story.Tell(s.t, story.Options{
		Start: aDay, Width: 100, Height: 150, // so that a section is one frame
		Model: func() tea.Model {
			b, err := store.Open(path, store.Options{Now: aClock, Owner: own.of})
			if err != nil {
				s.t.Fatal(err)
			}
			book = &appBook{now: aClock, owners: own, library: s.lib, book: b}
			app, err = tui.New(tui.Options{
				Book: book, Library: s.lib, Lang: lang.English, Asked: true, Screens: screen.All(), Now: aClock, Theme: "mono",
				First: tui.Place{Screen: tui.PairPage, Pair: s.id}, Word: wordOpen,
			})
			if err != nil {
				s.t.Fatal(err)
			}
			return app
		},
		Cleanup: func() {
			app.Close()
			_ = book.current().Close()
		},
	}, func(u *story.User) {
		out.WriteString(u.Screen() + "\n")
		for _, id := range shownSheets() {
			u.Send(tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.id, Sheet: id})())
			for last := ""; last != u.Screen(); u.Press("pgup") { // it begins where something is open
				last = u.Screen()
			}
			for last := ""; last != u.Screen(); u.Press("pgdown") {
				last = u.Screen()
				out.WriteString(last + "\n")
			}
		}
	})
	return out.String()
}

// inWords cuts a text into words; signs and figures alone are none.
func inWords(text string) []string {
	all := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(all, func(w string) bool { return strings.Trim(w, "0123456789") == "" })
}

func (s *shownBook) knows(text string) {
	for _, w := range inWords(text) {
		s.words[w] = true
	}
}

// knowsMessages adds the words of our messages and forms: where an answer is damaged, the app
// says others than before.
func (s *shownBook) knowsMessages() {
	s.t.Helper()
	for _, folder := range []string{"lang/messages/en", "catalog/forms"} {
		files, err := filepath.Glob(filepath.Join("../../forms", folder, "*.yaml"))
		if err != nil || len(files) == 0 {
			s.t.Fatal(folder, files, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				s.t.Fatal(err)
			}
			s.knows(string(data))
		}
	}
}

// missing lists the texts that are not shown.
func (s *shownBook) missing(frames string) []string {
	return slices.DeleteFunc(slices.Clone(s.newest), func(text string) bool { return strings.Contains(frames, text) })
}

// The words in which the app calls something damaged, see rescue.answer_damaged and
// app.damaged.
const (
	answerDamaged = "This answer is damaged and cannot be read."
	oneUnread     = "1 answer could not be read and is not shown."
	partUnread    = "could not be read"
)

// judge wants a damaged book to show nothing that nobody wrote, and to say what is missing.
// It returns which answers are.
func (s *shownBook) judge(what, frames string) (missing []string) {
	s.t.Helper()
	for _, w := range inWords(frames) {
		if !s.words[w] {
			s.t.Errorf("%s: it shows %q, which nobody wrote", what, w)
		}
	}
	missing = s.missing(frames)
	if len(missing) > 0 && !strings.Contains(frames, partUnread) && !strings.Contains(frames, "damaged") {
		s.t.Errorf("%s: %v are missing, and nobody is told:\n%s", what, missing, frames)
	}
	return missing
}

// hurt is one way in which a disk or a cable changes a file.
func hurt(d []byte, rng *rand.Rand, i int) {
	at := rng.IntN(len(d))
	for d[at] == 0 { // most of so small a file is empty
		at = rng.IntN(len(d))
	}
	switch sector := d[at&^511:][:512]; i % 4 {
	case 0:
		clear(d[at&^4095:][:4096])
	case 1:
		clear(sector)
	case 2:
		for j := range 64 {
			sector[64+j] = byte(rng.Uint32())
		}
	default:
		d[at] ^= 1 << rng.IntN(8)
	}
}

// TestADamagedBookShowsNothingThatNobodyWrote damages a book anywhere and looks at what the
// app shows of it: STORE.md T8, on the screen.
func TestADamagedBookShowsNothingThatNobodyWrote(t *testing.T) {
	t.Parallel()
	s := newShownBook(t)
	rng := rand.New(rand.NewPCG(8, 8))
	refused, missing := 0, 0
	for i := range 40 {
		d := bytes.Clone(s.data)
		hurt(d, rng, i)
		frames := s.frames(d)
		if frames == "" {
			refused++
			continue
		}
		missing += len(s.judge(fmt.Sprintf("case %d", i), frames))
	}
	t.Logf("%d texts, 40 cases: %d refused, %d texts missing, and told", len(s.newest), refused, missing)
	if refused == 0 { // each text lies there more than once, so that few are ever missing
		t.Error("the damage did no harm: nothing was tried")
	}
}

// TestADamagedAnswerIsCalledDamagedWhereItStood breaks the records of single answers: at
// first those of what stands there now, so that it is known where; then all of them, so that
// nothing but their number is known.
func TestADamagedAnswerIsCalledDamagedWhereItStood(t *testing.T) {
	t.Parallel()
	s := newShownBook(t)
	rng := rand.New(rand.NewPCG(5, 8))
	records := s.records()
	if len(records) != len(s.newest) {
		t.Fatalf("%d answers were given twice, want %d", len(records), len(s.newest))
	}
	for i, n := range rng.Perm(len(records))[:20] {
		r, whole := records[n], i%4 == 0
		if !whole {
			r = [][]byte{r[0], r[len(r)-1]}
		}
		d := bytes.Clone(s.data)
		for _, sealed := range r {
			d[bytes.Index(d, sealed)+rng.IntN(len(sealed))] ^= 1 << rng.IntN(8)
		}
		what := fmt.Sprintf("case %d", i)
		frames := s.frames(d)
		gone, beside := s.judge(what, frames), 1
		if whole {
			beside = 0
		}
		if len(gone) != 1 || strings.Count(frames, answerDamaged) != beside || !strings.Contains(frames, oneUnread) {
			t.Errorf("%s: missing %v, called damaged %d times, want %d", what, gone, strings.Count(frames, answerDamaged), beside)
		}
	}
}

// records are the sealed records of each answer that was changed: what stands there now, and
// its revisions, oldest first.
func (s *shownBook) records() (all [][][]byte) {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "read.db")
	if err := os.WriteFile(path, s.data, 0o600); err != nil {
		s.t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // only read
	err = db.View(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("head")).ForEach(func(place, head []byte) error {
			one := [][]byte{bytes.Clone(head)}
			c := tx.Bucket([]byte("hist")).Cursor()
			for k, _ := c.Seek(place); bytes.HasPrefix(k, place); k, _ = c.Next() {
				one = append(one, bytes.Clone(tx.Bucket([]byte("rev")).Get(k[len(place):])))
			}
			if len(one) > 2 {
				all = append(all, one)
			}
			return nil
		})
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}
