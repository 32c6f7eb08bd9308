package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
)

// eyes go through the screens of the real app, with the real book, and read every frame.
type eyes struct {
	*confidences
	u      *story.User
	book   *appBook
	app    *tui.App
	calm   *calm
	lang   lang.Lang
	makers map[tui.ScreenID]tui.Maker
	files  strings.Builder // what the app wrote
	frames int
	seen   map[string]bool
}

// watches tells a story about the app on the book.
func (e *eyes) watches(t *testing.T, f func()) {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Now().UTC() }
	story.Tell(t, story.Options{
		Start: aDay,
		Model: func() tea.Model {
			own := &owners{library: lib}
			b, err := store.Open(e.env["PAIRBOOK_BOOK"], store.Options{Now: now, Owner: own.of})
			if err != nil {
				t.Fatal(err)
			}
			e.book = &appBook{now: now, owners: own, library: lib, book: b}
			e.app, err = tui.New(tui.Options{
				Book: e.book, Library: lib, Lang: e.lang, Asked: true, Screens: e.makers, Now: now, Theme: "mono",
				First: tui.Place{Screen: tui.PairPage, Pair: e.id}, Word: wordOpen,
				WriteFile: func(name string, data []byte) (string, error) {
					e.files.WriteString(name + string(data) + unpacked(string(data)))
					return name, nil
				},
			})
			if err != nil {
				t.Fatal(err)
			}
			e.calm = &calm{app: e.app, quit: func() {}}
			return e.calm
		},
		Cleanup: func() {
			e.app.Close()
			_ = e.book.current().Close()
		},
	}, func(u *story.User) {
		e.u = u
		f()
	})
	e.none("a file that the app wrote", e.files.String(), nobody)
}

func newEyes(c *confidences, l lang.Lang) *eyes {
	return &eyes{confidences: c, lang: l, makers: screen.All(), seen: map[string]bool{}}
}

// look reads the screen and the title of the window.
func (e *eyes) look(where string, may func(confided) bool) {
	e.t.Helper()
	e.frames++
	e.seen[e.u.Screen()] = true
	e.none(where, e.u.Screen()+"\n"+e.u.Title(), may)
}

// pages reads a screen from its top to its end.
func (e *eyes) pages(where string, may func(confided) bool) {
	e.t.Helper()
	last := ""
	for range 40 {
		e.look(where, may)
		if last == e.u.Screen() {
			return
		}
		last = e.u.Screen()
		e.u.Press("pgdown")
	}
}

// walk goes to a place and presses what there is to press.
func (e *eyes) walk(at tui.Place, may func(confided) bool) {
	e.t.Helper()
	at.Pair = e.id
	name := fmt.Sprintf("%s: %s %s %s", e.lang, at.Screen, at.Sheet, at.Field)
	here := func() { e.u.Send(tui.Go(at)()) }
	here()
	e.pages(name, may)
	keys := []string{"f1"}
	if at.Screen == tui.SheetPage {
		keys = []string{"f5", "f9", "ctrl+r", "ctrl+v", "f5 enter", "f9 f2"}
	}
	for _, key := range keys {
		e.u.Press(strings.Fields(key)...)
		e.pages(name+" "+key, may)
		here()
	}
}

// places are all there are to go to; in other languages than English only those that hold
// something of one person's.
func (e *eyes) places() []tui.Place {
	out := []tui.Place{
		{Screen: tui.PairPage},
		{Screen: tui.Start},
		{Screen: tui.Evaluation},
		{Screen: tui.Review},
		{Screen: tui.Checks},
		{Screen: tui.Talk},
		{Screen: tui.Lists},
		{Screen: tui.Lists, Field: "goals"},
		{Screen: tui.Lists, Field: "contacts"},
		{Screen: tui.Ending},
		{Screen: tui.Privacy},
		{Screen: tui.Help},
	}
	held := e.intimate()
	for _, id := range e.ids {
		if e.lang != lang.English && !slices.Contains(held, id.String()) {
			continue
		}
		out = append(out, tui.Place{Screen: tui.SheetPage, Sheet: id})
	}
	return out
}

// everywhere walks through all of it, and tries what takes things back.
func (e *eyes) everywhere(may func(confided) bool) {
	e.t.Helper()
	for _, at := range e.places() {
		e.walk(at, may)
	}
	for _, key := range []string{"ctrl+z", "ctrl+z", "ctrl+y", "ctrl+p", "ctrl+f", "f12", "ctrl+b", "f10", "ctrl+e", "f7", "enter"} {
		e.u.Press(key)
		e.pages(string(e.lang)+": "+key, may)
	}
}

// goesAlone goes to a person's copy as that person, with the passphrase.
func (e *eyes) goesAlone(v forms.Voice) {
	e.t.Helper()
	e.u.Send(tui.Go(tui.Place{Screen: tui.Evaluation, Pair: e.id})())
	if v == forms.Mentor {
		e.u.Press("down")
	}
	e.u.Press("enter", "enter")
	if e.own[v] != "" {
		e.look("before the passphrase", nobody)
		e.u.Type(e.own[v]).Press("enter").Wait(time.Second)
	}
}

// readsOwn reads a copy and finds what its author wrote there.
func (e *eyes) readsOwn(v forms.Voice) {
	e.t.Helper()
	var all strings.Builder
	for range 30 {
		all.WriteString(e.u.Screen())
		e.look("alone", of(v))
		e.u.Press("pgdown")
	}
	n := 0
	for _, m := range e.all {
		if m.author == v && strings.Contains(all.String(), m.text) {
			n++
		}
	}
	if n < 5 {
		e.t.Errorf("%s reads only %d of what is in the copy:\n%s", v, n, e.u.Screen())
	}
}

func TestNoScreenShowsWhatIsOnesOwn(t *testing.T) {
	for _, l := range lang.All() {
		for _, locked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, passphrases %v", l, locked), func(t *testing.T) {
				t.Parallel()
				e := newEyes(newConfidences(t, l, locked), l)
				e.watches(t, func() {
					e.everywhere(nobody)
					for _, v := range bothVoices {
						e.goesAlone(v)
						e.readsOwn(v)
						if l == lang.English {
							e.walk(tui.Place{Screen: tui.SheetPage, Sheet: forms.Meeting(1)}, of(v))
							e.walk(tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.EarlyEndForm}}, of(v))
						}
						e.u.Press("f7")
						e.look("the curtain", nobody)
						e.u.Press("enter")
						e.pages("after the curtain", nobody)
						e.goesAlone(v)
						e.u.Wait(11 * time.Minute)
						if e.own[v] != "" {
							e.look("after a while", nobody)
						}
						e.u.Press("f7", "enter", "f3")
						e.pages("the other hand", nobody)
					}
					if l == lang.English && locked {
						e.everywhere(nobody)
					}
				})
				t.Logf("%d frames, %d of them different", e.frames, len(e.seen))
				if len(e.seen) < 10*len(e.places()) {
					t.Errorf("only %d different frames", len(e.seen))
				}
			})
		}
	}
}

// blunt is a screen that breaks with all it knows.
type blunt struct{ d *tui.Desk }

func (b blunt) Update(tea.Msg) tea.Cmd  { return nil }
func (b blunt) Bindings() []tui.Binding { return nil }
func (b blunt) Leave() tui.Cmd          { return nil }
func (b blunt) About() string           { return "help.pair" }
func (b blunt) Draw(int, int) tui.Frame {
	var all []string
	b.d.Pair.Record.Addresses(func(a forms.Address) { all = append(all, string(b.d.Pair.Record.Value(a))) })
	panic(strings.Join(all, " "))
}

func TestWhatIsToldOfAFaultIsNobodysOwn(t *testing.T) {
	e := newEyes(newConfidences(t, lang.English, false), lang.English)
	held := ""
	e.makers[tui.Talk] = func(d *tui.Desk, _ tui.Place) tui.Screen {
		d.Pair.Record.Addresses(func(a forms.Address) { held += string(d.Pair.Record.Value(a)) })
		return blunt{d}
	}
	e.watches(t, func() {
		e.u.Send(tui.Go(tui.Place{Screen: tui.Talk, Pair: e.id})())
		e.look("the broken app", nobody)
	})
	f := e.calm.fault()
	if f == nil {
		t.Fatal("nothing broke")
	}
	if !strings.Contains(held, e.all[0].text) && !strings.Contains(held, e.all[len(e.all)-1].text) {
		t.Error("what broke knew nothing")
	}
	for _, err := range []error{crashed(f, nil), crashed(f, f)} {
		said := word(e.words, err)
		e.none("what is told of a fault", said+fmt.Sprintf("%v %+v", err, err), nobody)
		if !strings.Contains(said, "blunt") {
			t.Errorf("where it broke is not told: %s", said)
		}
	}
}
