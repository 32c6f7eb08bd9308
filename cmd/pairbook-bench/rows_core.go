package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/theme"
)

// openStore opens a book however large it is.
func openStore(path string) (*store.Book, error) {
	return store.Open(path, store.Options{MaxSize: noLimit})
}

// pairScreen loads a pair and draws its page once, as the app does.
func (b *bench) pairScreen(book *store.Book, id forms.PairID) error {
	rec, _, err := book.Load(id)
	if err != nil {
		return err
	}
	still := &stillBook{rec: rec}
	d := &tui.Desk{
		Book: still, Library: b.lib.forms, Words: b.lib.words, Theme: theme.ByName("dark"), Now: time.Now,
		Reader: forms.Reader{Hand: forms.Mentee}, Saver: tui.NewSaver(still),
	}
	defer d.Saver.Close()
	d.Open(rec)
	s := screen.All()[tui.PairPage](d, tui.Place{Screen: tui.PairPage, Pair: id})
	s.Update(tui.ShownMsg{})
	if fr := s.Draw(wide-2, high-4); len(fr.Lines) == 0 {
		return errors.New("the pair's page is empty")
	}
	return nil
}

// stillBook gives the app one record and takes nothing: what is measured is the
// app, not the disk.
type stillBook struct {
	noVault
	rec *forms.Record
}

func (s *stillBook) Pairs() ([]forms.PairSummary, error) { return nil, nil }

func (s *stillBook) NewPair([]forms.Change, forms.Voice) (forms.PairID, error) {
	return "", store.ErrReadOnly
}

func (s *stillBook) Load(forms.PairID) (*forms.Record, int, error) { return s.rec, 0, nil }

func (s *stillBook) Commit(forms.PairID, forms.Voice, []forms.Change) ([]forms.Revision, error) {
	return nil, nil
}

func (s *stillBook) Draft(forms.PairID, map[forms.Address]string) error { return nil }

func (s *stillBook) Undo(forms.PairID, forms.Voice) ([]forms.Revision, error) { return nil, nil }

func (s *stillBook) Redo(forms.PairID, forms.Voice) ([]forms.Revision, error) { return nil, nil }

func (s *stillBook) History(forms.PairID, func(forms.Address) bool) ([]forms.Revision, error) {
	return nil, nil
}

func (s *stillBook) SetSetting(string, string) error { return nil }

func (s *stillBook) Kept(string) (string, error) { return "", nil }

func (s *stillBook) Retry() (string, error) { return "", nil }

// stage is the app in this process, without a terminal.
type stage struct {
	app  *tui.App
	msgs chan tea.Msg
}

// stageAt opens the app with a pair of a book at a place.
func (b *bench) stageAt(f bookFile, at tui.Place) (*stage, error) {
	book, err := openStore(f.path)
	if err != nil {
		return nil, err
	}
	rec, _, err := book.Load(at.Pair)
	if err := errors.Join(err, book.Close()); err != nil {
		return nil, err
	}
	app, err := tui.New(tui.Options{
		Book: &stillBook{rec: rec}, Library: b.lib.forms, Lang: lang.English, Screens: screen.All(), Now: time.Now,
		Theme: "dark", First: at,
		Word: func(_ *lang.Words, err error) string { return err.Error() },
	})
	if err != nil {
		return nil, err
	}
	s := &stage{app: app, msgs: make(chan tea.Msg)}
	s.tell(tea.WindowSizeMsg{Width: wide, Height: high})
	s.run(app.Init())
	s.rest()
	return s, nil
}

// tell hands the app a message and starts what it asks for.
func (s *stage) tell(msg tea.Msg) {
	_, cmd := s.app.Update(msg)
	s.run(cmd)
}

// run starts a command. Those that wait for something are left to wait.
func (s *stage) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch m := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range m {
				s.run(c)
			}
		default:
			s.msgs <- m
		}
	}()
}

// rest hands over messages until none has come for a while.
func (s *stage) rest() {
	for {
		select {
		case m := <-s.msgs:
			s.tell(m)
		case <-time.After(100 * time.Millisecond):
			return
		}
	}
}

// cost is what single steps took.
type cost struct{ micros, allocs sample }

func (c *cost) step(f func()) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	f()
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	c.micros = append(c.micros, float64(took)/float64(time.Microsecond))
	c.allocs = append(c.allocs, float64(after.Mallocs-before.Mallocs))
}

// key is the n-th key of the measurements: 'a' and Backspace in turn, so that
// nothing grows.
func key(n int) tea.KeyPressMsg {
	if n%2 == 0 {
		return tea.KeyPressMsg{Code: 'a', Text: "a"}
	}
	return tea.KeyPressMsg{Code: tea.KeyBackspace}
}

// add takes what other steps took in.
func (c *cost) add(o cost) {
	c.micros, c.allocs = append(c.micros, o.micros...), append(c.allocs, o.allocs...)
}

// typed measures Update and View for n keys. Of the two kinds of key the dearer one counts
// for Update: a median of both says nothing about either.
func (s *stage) typed(n int) (update, view cost) {
	var kinds [2]cost
	for i := range n + 20 {
		var u, v cost
		u.step(func() { s.app.Update(key(i)) })
		v.step(func() { s.app.View() })
		if i < 20 {
			continue // the first keys fill memos
		}
		kinds[i%2].add(u)
		view.add(v)
	}
	if update = kinds[0]; kinds[1].allocs.p(50) > update.allocs.p(50) {
		update = kinds[1]
	}
	return update, view
}

// core measures Update and View in this process, in the two places where people
// type.
func (b *bench) core() ([]Row, error) {
	f, err := b.lib.twoYears()
	if err != nil {
		return nil, err
	}
	var out []Row
	for i, place := range []struct{ field, text, name string }{
		{shortField, "First Thursday" + lastWord, "40-field sheet"},
		{longField, lines(longLines) + lastWord, "5,000-line answer"},
	} {
		s, err := b.stageAt(f, tui.Place{
			Screen: tui.SheetPage, Pair: f.pairs[i], Field: place.field, Sheet: forms.SheetID{Form: forms.ContractForm},
		})
		if err != nil {
			return nil, err
		}
		s.tell(tea.PasteMsg{Content: place.text})
		if !strings.Contains(s.app.View().Content, strings.TrimSpace(lastWord)) {
			return nil, fmt.Errorf("the text that was pasted is not on the screen:\n%s", sequences.ReplaceAllString(s.app.View().Content, ""))
		}
		update, view := s.typed(b.times(1000, 300))
		s.app.Close()
		out = append(out, coreRow("Update, "+place.name, "µs", 20, 20, update), viewRow("View, "+place.name, view))
	}
	return out, nil
}

func coreRow(what, unit string, most, allocs float64, c cost) Row {
	return Row{
		What:   what,
		Limits: []Limit{{"p50", most, "≤ " + number(most) + " " + unit}, {"allocs", allocs, "≤ " + number(allocs) + " allocs"}},
		Ours:   []Figure{{"p50", c.micros.p(50), unit}, {"p95", c.micros.p(95), unit}, {"allocs", c.allocs.p(50), ""}},
	}
}

func viewRow(what string, c cost) Row {
	r := coreRow(what, "µs", 200, 0, c)
	r.Limits = r.Limits[:1]
	return r
}
