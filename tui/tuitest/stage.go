package tuitest

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/story"
)

// Options says what a story about a screen begins with.
type Options struct {
	Width, Height int // of the terminal, in cells; 0: 80 × 24
	Lang          lang.Lang
	Asked         bool   // Lang was asked for on the command line
	Theme         string // dark, light or mono; "": mono
	Screens       map[tui.ScreenID]tui.Maker
	First         tui.Place         // Pair is filled in where Screen is not Start
	Fill          func(k *Keeper)   // what the pair has answered before; may be nil
	Desk          func(d *tui.Desk) // changes the desk before the first screen, who reads for example; may be nil
}

// Stage is what a story about a screen plays on.
type Stage struct {
	Book   *Book
	Pair   forms.PairID
	Folder *Folder
	App    *tui.App
}

// Begin is the moment at which every story begins.
func Begin() time.Time { return time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC) }

// Tell tells a story about the real app with a book in memory, in which Amina
// Diallo and Per Holm are a pair. The clock is virtual and in UTC.
func Tell(t *testing.T, o Options, f func(u *story.User, s *Stage)) {
	t.Helper()
	st := &Stage{Folder: &Folder{}}
	story.Tell(t, story.Options{
		Width: o.Width, Height: o.Height, Start: Begin(),
		Model: func() tea.Model {
			if err := st.build(o); err != nil {
				t.Fatalf("building the app: %v", err)
			}
			return st.App
		},
		Cleanup: func() {
			if st.App != nil {
				st.App.Close()
			}
		},
	}, func(u *story.User) { f(u, st) })
}

func (s *Stage) build(o Options) error {
	lib, err := catalog.Load()
	if err != nil {
		return err
	}
	now := func() time.Time { return time.Now().UTC() }
	s.Book = NewBook(now)
	s.Book.library = lib
	k, err := NewKeeper(s.Book)
	if err != nil {
		return err
	}
	s.Pair = k.Pair
	if o.Fill != nil {
		o.Fill(k)
	}
	if o.First.Screen != tui.Start {
		o.First.Pair = s.Pair
	}
	if o.Theme == "" {
		o.Theme = "mono"
	}
	if o.Lang == "" {
		o.Lang = lang.English
	}
	screens := maps.Clone(o.Screens)
	if first := screens[o.First.Screen]; o.Desk != nil && first != nil {
		screens[o.First.Screen] = func(d *tui.Desk, at tui.Place) tui.Screen {
			o.Desk(d)
			return first(d, at)
		}
	}
	s.App, err = tui.New(tui.Options{
		Book: s.Book, Library: lib, Lang: o.Lang, Asked: o.Asked, Screens: screens, Now: now, Theme: o.Theme, First: o.First,
		WriteFile: s.Folder.Write,
		Word:      func(_ *lang.Words, err error) string { return "It did not work: " + err.Error() },
	})
	return err
}

// Keeper answers for the sample pair, so that a story has a past. A failure is
// found by the story, which then does not see what it looks for.
type Keeper struct {
	Book *Book
	Pair forms.PairID
}

// NewKeeper makes the sample pair in a book: Amina Diallo, mentee, and Per Holm,
// mentor, who began on 2 March 2026.
func NewKeeper(b *Book) (*Keeper, error) {
	var cs []forms.Change
	for field, v := range map[string]forms.Value{
		"mentee_name": "Amina Diallo", "mentor_name": "Per Holm", "template_id": "workplace", "anchor_date": "2026-03-02",
	} {
		a, _ := forms.SummaryAddress(field)
		cs = append(cs, forms.Change{Addr: a, Value: v})
	}
	slices.SortFunc(cs, func(x, y forms.Change) int { return strings.Compare(x.Addr.Field, y.Addr.Field) })
	id, err := b.NewPair(cs, forms.Mentee)
	return &Keeper{Book: b, Pair: id}, err
}

// Says commits one answer as its voice, an agreed one by the mentee's hand.
func (k *Keeper) Says(a forms.Address, v forms.Value) *Keeper {
	hand := a.Voice
	if hand == forms.Agreed {
		hand = forms.Mentee
	}
	return k.Does(hand, forms.Change{Addr: a, Value: v})
}

// Does commits changes as one deed.
func (k *Keeper) Does(hand forms.Voice, cs ...forms.Change) *Keeper {
	_, _ = k.Book.Commit(k.Pair, hand, cs) // a story sees what is not there
	return k
}

// SaysApart keeps an answer given in another copy of the book, as its voice or else by
// the mentor's hand.
func (k *Keeper) SaysApart(a forms.Address, v forms.Value) *Keeper {
	hand := a.Voice
	if hand == forms.Agreed {
		hand = forms.Mentor
	}
	_ = k.Book.Apart(k.Pair, hand, forms.Change{Addr: a, Value: v}) // a story sees what is not there
	return k
}

// Later lets virtual time pass.
func (k *Keeper) Later(d time.Duration) *Keeper {
	<-time.After(d)
	return k
}

// Folder is where a story's exports go.
type Folder struct {
	mu    sync.Mutex
	files map[string][]byte
	err   error
}

// ErrNoName says that a file was written without a name.
var ErrNoName = errors.New("a file needs a name")

// Write keeps a file and returns its path, "/papers/" and the name.
func (f *Folder) Write(name string, data []byte) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return "", f.err
	}
	if name == "" {
		return "", ErrNoName
	}
	if f.files == nil {
		f.files = map[string][]byte{}
	}
	f.files[name] = slices.Clone(data)
	return "/papers/" + name, nil
}

// Fail makes every later Write return err, until it is told nil.
func (f *Folder) Fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

// File returns what was written under a name, and whether anything was.
func (f *Folder) File(name string) (string, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, ok := f.files[name]
	return string(data), ok
}
