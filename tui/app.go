package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Options is what the roof gives the app.
type Options struct {
	Book      Book
	Library   *forms.Library
	Lang      lang.Lang
	Screens   map[ScreenID]Maker
	Now       func() time.Time
	Theme     string // dark, light, mono; "" asks the terminal
	NoMouse   bool
	WriteFile func(name string, data []byte) (string, error)
	Word      func(w *lang.Words, err error) string
	First     Place // where to begin
}

// App is the root: it hands messages on and draws the frame around the screen
// on top of the stack.
type App struct {
	desk    *Desk
	makers  map[ScreenID]Maker
	stack   []Screen
	first   Place
	w, h    int
	note    string
	fixed   bool // the theme was asked for and is kept
	noMouse bool
	leaving leaving
	foot    []footButton
}

type leaving int

const (
	staying leaving = iota
	asked           // waits until all is saved
	warned          // a save failed; the next request ends the app anyway
	forced          // the terminal is lost: end whatever happens
)

// New builds the app. The book must be open; it is closed by the caller after
// the program has ended and Close was called.
func New(o Options) (*App, error) {
	words, err := lang.Load(o.Lang)
	if err != nil {
		return nil, err
	}
	d := &Desk{
		Book: o.Book, Library: o.Library, Words: words, Theme: theme.ByName(o.Theme), Now: o.Now,
		Reader: forms.Reader{Hand: forms.Mentee}, Saver: NewSaver(o.Book), WriteFile: o.WriteFile, Word: o.Word,
	}
	a := &App{desk: d, makers: o.Screens, first: o.First, fixed: o.Theme != "", noMouse: o.NoMouse}
	d.everywhere = a.bindings
	return a, nil
}

// Close ends the saver. Rescue must come before it where the program did not end
// by itself.
func (a *App) Close() { a.desk.Saver.Close() }

// Rescue writes what is typed and not yet saved straight to the book. Call it
// only after the program has ended.
func (a *App) Rescue() error { return a.desk.Saver.Rescue() }

// Init asks the terminal for its background, and opens the first screen.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.desk.Saver.Listen(), a.open(a.first)}
	if !a.fixed {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// open goes to a place: at once, or after its pair has been read.
func (a *App) open(at Place) tea.Cmd {
	if at.Pair != "" && (a.desk.Pair == nil || a.desk.Pair.Record.Pair != at.Pair) {
		return a.desk.OpenPair(at.Pair, at)
	}
	return a.push(at)
}

func (a *App) push(at Place) tea.Cmd {
	mk := a.makers[at.Screen]
	if mk == nil {
		return nil
	}
	var leave tea.Cmd
	if top := a.top(); top != nil {
		leave = top.Leave()
		a.desk.covered = top
	}
	s := mk(a.desk, at)
	a.stack = append(a.stack, s)
	cmd := tea.Batch(leave, s.Update(ShownMsg{}))
	if at.Then != nil {
		return tea.Batch(cmd, a.open(*at.Then))
	}
	return cmd
}

// ShownMsg tells a screen that it is on top now, for the first time or again.
type ShownMsg struct{}

func (a *App) top() Screen {
	if len(a.stack) == 0 {
		return nil
	}
	return a.stack[len(a.stack)-1]
}

// Update dispatches: facts about the terminal, what the saver says, where to go,
// then keys and mouse, and the rest to the screen on top.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = m.Width, m.Height
		return a, nil
	case tea.BackgroundColorMsg:
		return a, a.restyle(m.IsDark())
	case savedMsg:
		return a, tea.Batch(a.saved(m), a.desk.Saver.Listen())
	case noteErrMsg:
		return a, a.fail(m.err)
	case draftDueMsg:
		a.desk.Saver.alarm = false
		return a, a.desk.keepDrafts()
	case goMsg:
		return a, a.open(m.at)
	case replaceMsg:
		return a, a.replace(m.at)
	case backMsg:
		return a, a.back()
	case openedMsg:
		return a, a.opened(m)
	case noteMsg:
		a.note = m.text
		return a, nil
	case speakMsg:
		return a, a.speak(m.lang)
	case tea.ModeReportMsg:
		return a, tea.ClearScreen // joined emoji of the first frame are drawn right from now on
	case quitMsg:
		return a, a.quit(m.forced)
	case HangupMsg:
		return a, a.quit(true)
	case tea.KeyPressMsg:
		return a, a.key(m)
	case tea.MouseMsg:
		return a, a.mouse(m)
	}
	if top := a.top(); top != nil {
		return a, top.Update(msg)
	}
	return a, nil
}

func (a *App) restyle(dark bool) tea.Cmd {
	if a.fixed {
		return nil
	}
	*a.desk.Theme = *theme.Light()
	if dark {
		*a.desk.Theme = *theme.Dark()
	}
	return a.tellAll(RestyleMsg{})
}

// RestyleMsg tells a screen that the theme has changed.
type RestyleMsg struct{}

func (a *App) tellAll(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range a.stack {
		cmds = append(cmds, s.Update(msg))
	}
	return tea.Batch(cmds...)
}

// key: the screen's own bindings come first, then the app's; what is left is
// typing. Printable keys skip the bindings, so that typing stays cheap.
func (a *App) key(m tea.KeyPressMsg) tea.Cmd {
	a.note = ""
	top := a.top()
	if top == nil {
		if m.String() == "ctrl+c" || m.String() == "ctrl+q" || m.String() == "esc" {
			return tea.Quit
		}
		return nil
	}
	if m.Text == "" || m.Mod&(tea.ModCtrl|tea.ModAlt) != 0 {
		name := m.String()
		for _, bs := range [][]Binding{top.Bindings(), a.bindings()} {
			if b := keys.Find(bs, name); b != nil {
				return a.run(b)
			}
		}
	}
	return top.Update(m)
}

func (a *App) run(b *keys.Binding) tea.Cmd {
	if why := b.Blocked(); why != "" {
		a.note = a.desk.Words.T(why)
		return nil
	}
	return b.Run()
}

func (a *App) opened(m openedMsg) tea.Cmd {
	if m.err != nil {
		return a.fail(m.err)
	}
	a.desk.Open(m.rec)
	if m.damaged > 0 {
		a.note = a.desk.Words.N("app.damaged", m.damaged)
	}
	return a.push(m.at)
}

func (a *App) replace(at Place) tea.Cmd {
	if top := a.top(); top != nil {
		leave := top.Leave()
		a.stack = a.stack[:len(a.stack)-1]
		return tea.Batch(leave, a.open(at))
	}
	return a.open(at)
}

func (a *App) back() tea.Cmd {
	if len(a.stack) <= 1 {
		return nil
	}
	leave := a.top().Leave()
	a.stack = a.stack[:len(a.stack)-1]
	return tea.Batch(leave, a.top().Update(ShownMsg{}))
}

// saved takes what the saver reports into the record and the header.
func (a *App) saved(m savedMsg) tea.Cmd {
	d := a.desk
	if m.err != nil {
		cmd := a.fail(m.err)
		if m.kind == commitJob || m.kind == draftJob {
			d.Saver.state.Err = m.err
		}
		return a.goOnLeaving(cmd)
	}
	if m.kind == commitJob || m.kind == draftJob || len(m.revs) > 0 {
		d.Saver.state = SaveState{At: d.Now(), Typing: len(d.Saver.typed) > 0}
	}
	for _, r := range m.revs {
		d.Pair.Record.Apply(r)
	}
	if m.kind == undoJob && len(m.revs) == 0 {
		a.note = d.Words.T("app.nothing_to_undo")
	}
	var tell tea.Cmd
	if len(m.revs) > 0 {
		tell = a.tellAll(ChangedMsg{m.revs})
	}
	return a.goOnLeaving(tell)
}

func (a *App) fail(err error) tea.Cmd {
	a.note = a.desk.Word(a.desk.Words, err)
	return nil
}

// quit leaves the screen, waits until everything is saved, and ends. Only a lost
// terminal ends the app while something is not saved; else a second request does.
func (a *App) quit(force bool) tea.Cmd {
	if a.leaving == warned && !force {
		return tea.Quit
	}
	a.leaving = asked
	if force {
		a.leaving = forced
	}
	var leave tea.Cmd
	if top := a.top(); top != nil {
		leave = top.Leave()
	}
	return tea.Batch(leave, a.desk.keepDrafts(), a.desk.Saver.Drain())
}

func (a *App) goOnLeaving(cmd tea.Cmd) tea.Cmd {
	switch {
	case a.leaving == staying:
		return cmd
	case a.leaving == forced && (a.desk.Saver.Pending() == 0 || a.desk.Saver.state.Err != nil):
		return tea.Quit
	case a.desk.Saver.Pending() == 0:
		return tea.Quit
	case a.desk.Saver.state.Err != nil && a.leaving == asked:
		a.leaving = warned
		a.note = a.desk.Words.T("app.leave_unsaved")
	}
	return cmd
}

func (d *Desk) keepDrafts() tea.Cmd {
	if d.Pair == nil {
		return nil
	}
	return d.Saver.KeepDrafts(d.Pair.Record)
}
