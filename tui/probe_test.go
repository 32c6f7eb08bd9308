package tui_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// probe is a screen that does what a test sends it, on the UI goroutine, and
// counts what it is told.
type probe struct {
	d      *tui.Desk
	name   string
	keys   int
	turns  int
	left   int
	stayed int
	other  int
}

type do func(d *tui.Desk) tea.Cmd

func (p *probe) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case do:
		return m(p.d)
	case tea.KeyPressMsg:
		p.keys++
	case tea.MouseWheelMsg:
		p.turns++
	case tui.StayMsg:
		p.stayed++
	default:
		p.other++
	}
	return nil
}

func (p *probe) Draw(int, int) tui.Frame {
	return tui.Frame{X: -1, Lines: []string{"probe " + p.name}, Title: "probe"}
}

func (p *probe) Bindings() []tui.Binding { return nil }
func (p *probe) Leave() tui.Cmd          { p.left++; return nil }
func (p *probe) About() string           { return "help.pair" }

const probeID tui.ScreenID = "probe"

// probed begins a story on a probe; out is the last one that was made.
func probed(out **probe) tuitest.Options {
	return tuitest.Options{
		Screens: map[tui.ScreenID]tui.Maker{probeID: func(d *tui.Desk, at tui.Place) tui.Screen {
			*out = &probe{d: d, name: string(at.Pair)}
			return *out
		}},
		First: tui.Place{Screen: probeID},
	}
}

func field(name string) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: "planning_worksheet"}, Field: name, Voice: forms.Agreed}
}

// says commits an answer, as a screen does.
func says(a forms.Address, v forms.Value) do {
	return func(d *tui.Desk) tea.Cmd { return d.Commit([]forms.Change{{Addr: a, Value: v}}) }
}

// types notes typed text, as a screen does.
func types(a forms.Address, text string) do {
	return func(d *tui.Desk) tea.Cmd { return d.Saver.Typed(a, func() string { return text }) }
}

// opens goes to the probe of another pair.
func opens(id forms.PairID) do {
	return func(*tui.Desk) tea.Cmd { return tui.Go(tui.Place{Screen: probeID, Pair: id}) }
}

// secondPair adds a pair to the book and returns its id.
func secondPair(t *testing.T, b *tuitest.Book) forms.PairID {
	t.Helper()
	mentee, _ := forms.SummaryAddress("mentee_name")
	mentor, _ := forms.SummaryAddress("mentor_name")
	id, err := b.NewPair([]forms.Change{{Addr: mentee, Value: "Ines Moreau"}, {Addr: mentor, Value: "Karl Lind"}}, forms.Mentee)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func header(u *story.User) string { return u.Row(0) }

// unthemed tells a story about the pair's page in an app that was not told which
// theme to take.
func unthemed(t *testing.T, f func(u *story.User)) {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	var app *tui.App
	story.Tell(t, story.Options{
		Start: tuitest.Begin(),
		Model: func() tea.Model {
			b := tuitest.NewBook(nil)
			k, err := tuitest.NewKeeper(b)
			if err != nil {
				t.Fatal(err)
			}
			app, err = tui.New(tui.Options{
				Book: b, Library: lib, Lang: lang.English, Screens: screen.All(), Now: func() time.Time { return time.Now().UTC() },
				First: tui.Place{Screen: tui.PairPage, Pair: k.Pair}, Word: func(_ *lang.Words, err error) string { return err.Error() },
			})
			if err != nil {
				t.Fatal(err)
			}
			return app
		},
		Cleanup: func() { app.Close() },
	}, f)
}
