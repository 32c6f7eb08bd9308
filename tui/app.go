package tui

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/charmbracelet/x/ansi"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Options is what the roof gives the app.
type Options struct {
	Book      Book
	Library   *forms.Library
	Lang      lang.Lang // of the pages that list the pairs, and of pairs that have none of their own
	Asked     bool      // Lang was asked for: no page changes it by itself
	Screens   map[ScreenID]Maker
	Now       func() time.Time
	Theme     string // dark, light, mono; "" asks the terminal
	NoMouse   bool
	WriteFile func(name string, data []byte) (string, error)
	OpenFile  func(path string) error // nil where nothing can be opened
	Word      func(w *lang.Words, err error) string
	First     Place // where to begin
	// Opened is the record of First's pair, and Pairs the list of pairs, where the
	// roof has read them already: the first frame then shows them at once. Either
	// may be nil; the app then reads them itself.
	Opened  *forms.Record
	Damaged int // answers of it that could not be read
	Pairs   []forms.PairSummary
}

// App is the root: it hands messages on and draws the frame around the screen
// on top of the stack.
type App struct {
	desk     *Desk
	makers   map[ScreenID]Maker
	stack    []page
	first    Place
	opening  openedMsg // the first place's pair, until it is shown
	tongue   tongue
	w, h     int
	shrunk   time.Time // when the window became too small
	note     string
	fixed    bool // the theme was asked for and is kept
	noMouse  bool
	leaving  leaving
	parting  bool   // Ctrl+C was pressed once: the next one leaves
	retry    string // file that Retry went on with, until a save in it is confirmed
	foot     []footButton
	atStart  []Binding // on the first page
	anywhere []Binding
	later    []turned // wheel and drag that wait a moment
	frame    tea.View // what was drawn last
	stale    bool     // frame no longer tells how things are
	reading  int      // how many pairs are being read
	slow     bool     // and it takes so long that it is said

	cover      *cover        // lies over everything; nil while nothing does
	hidden     bool          // it is the curtain
	seen       time.Time     // when somebody last pressed something
	armed      time.Duration // a tick that may hide everything is on its way for this limit; 0: none
	unlocked   forms.Voice
	unlockedOf forms.PairID
}

// New builds the app. The book must be open; it is closed by the caller after
// the program has ended and Close was called.
func New(o Options) (*App, error) {
	opening, speaks := openedMsg{rec: o.Opened, damaged: o.Damaged, at: o.First}, tongue{asked: o.Asked, book: o.Lang}
	if o.Opened != nil && !o.Asked { // so that the first frame speaks as the second
		opening.kept, _ = o.Book.Kept(forms.LangKey(o.Opened.Pair))
		speaks.pair = o.Opened.Spoken(opening.kept)
	}
	if o.Opened != nil {
		opening.locks = readLocks(o.Book, o.Opened.Pair)
	}
	words, err := lang.Load(speaks.at(o.Opened != nil))
	if err != nil {
		return nil, err
	}
	d := &Desk{
		Book: o.Book, Library: o.Library, Words: words, Theme: theme.ByName(o.Theme), Now: o.Now,
		Reader: forms.Reader{Hand: forms.Mentee}, Saver: NewSaver(o.Book), WriteFile: o.WriteFile, OpenFile: o.OpenFile, Word: o.Word,
		listed: o.Pairs, locks: Locks{Book: o.Book.Locked()},
	}
	d.lockAfter, _ = o.Book.Kept(SettingLockAfter) // without it the usual time holds
	a := &App{desk: d, makers: o.Screens, first: o.First, opening: opening, tongue: speaks, fixed: o.Theme != "", noMouse: o.NoMouse, stale: true, seen: o.Now()}
	a.anywhere, a.atStart = a.makeBindings(0), a.makeBindings(10)
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
	cmds := []tea.Cmd{a.desk.Saver.Listen(), a.begin()}
	if !a.fixed {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

func (a *App) begin() tea.Cmd {
	m := a.opening
	a.opening = openedMsg{}
	if m.rec == nil || m.rec.Pair != a.first.Pair {
		return a.open(a.first)
	}
	return a.opened(m)
}

// ShownMsg tells a screen that it is on top now, for the first time or again.
type ShownMsg struct{}

// Update dispatches: facts about the terminal, what the saver says, where to go,
// then keys and mouse, and the rest to the screen on top.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if cmd, waits := a.postpone(msg); waits {
		return a, cmd
	}
	a.stale = true
	cmd := tea.Batch(a.flush(), a.update(msg))
	return a, tea.Batch(cmd, a.watchAlone(), a.arm())
}

// update takes what the terminal and the person say.
func (a *App) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(m.Width, m.Height)
		return nil
	case tea.BackgroundColorMsg:
		return a.restyle(m.IsDark())
	case tea.ModeReportMsg:
		return redraw(m)
	case HangupMsg:
		return a.hangUp()
	case turnMsg:
		return nil
	case tea.KeyPressMsg, tea.MouseMsg, tea.PasteMsg:
		a.seen = a.desk.Now()
		return a.done(msg)
	case idleMsg:
		return a.idled()
	case triedMsg:
		return a.tried(m)
	}
	return a.told(msg)
}

// done takes what a person does. A cover takes all of it; the key that hides everything
// comes before any other.
func (a *App) done(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case m.String() == keyHide:
			return a.hide()
		case a.cover != nil:
			return a.coverKey(m)
		}
		return a.key(m)
	case tea.PasteMsg:
		switch {
		case a.cover != nil && a.cover.asks && !a.cover.busy:
			a.cover.typed.Paste(m.Content)
			return nil
		case a.cover != nil || a.blind():
			return nil
		}
		return a.tellTop(m)
	case tea.MouseMsg:
		if a.cover == nil && !a.blind() {
			return a.mouse(m)
		}
	}
	return nil
}

// told takes what the saver says and where a screen wants to go; the rest is for
// the screen on top.
func (a *App) told(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case savedMsg:
		return tea.Batch(a.saved(m), a.desk.Saver.Listen())
	case noteErrMsg:
		return a.fail(m.err)
	case retriedMsg:
		return a.retried(m)
	case draftDueMsg:
		a.desk.Saver.alarm = false
		return a.desk.keepDrafts()
	case goMsg:
		return a.open(m.at)
	case replaceMsg:
		return a.replace(m.at)
	case backMsg:
		return a.back()
	case openedMsg:
		return a.read(m)
	case slowMsg:
		a.slow = a.reading > 0
		return nil
	case noteMsg:
		a.note = m.text
		return nil
	case speakMsg:
		return a.speak(m.lang)
	}
	return a.toldOfLocks(msg)
}

// redraw: once a terminal says that it joins emoji, the first frame, which was
// drawn rune by rune, is drawn anew.
func redraw(m tea.ModeReportMsg) tea.Cmd {
	if m.Mode != ansi.ModeUnicodeCore || m.Value == ansi.ModeNotRecognized || m.Value == ansi.ModePermanentlyReset {
		return nil
	}
	return tea.ClearScreen
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
	for _, p := range a.stack {
		cmds = append(cmds, p.screen.Update(msg))
	}
	return tea.Batch(cmds...)
}

// key: the screen's own bindings come first, then the app's; what is left is
// typing. Printable keys skip the bindings, so that typing stays cheap.
func (a *App) key(m tea.KeyPressMsg) tea.Cmd {
	a.note = ""
	a.parting = a.parting && m.String() == "ctrl+c"
	top := a.top()
	if top == nil || a.blind() {
		return a.keyUnseen(m)
	}
	if m.Text == "" || m.Mod&(tea.ModCtrl|tea.ModAlt) != 0 {
		for _, bs := range [][]Binding{top.Bindings(), a.bindings()} {
			if b := keys.Find(bs, m); b != nil {
				return a.run(b)
			}
		}
	}
	return tea.Batch(a.stay(), top.Update(m))
}

// keyUnseen takes a key while no screen can be seen: only leaving works then, and
// nothing is typed blindly.
func (a *App) keyUnseen(m tea.KeyPressMsg) tea.Cmd {
	switch {
	case m.String() != "ctrl+c" && m.String() != "ctrl+q":
		return nil
	case a.top() == nil:
		return tea.Quit
	}
	return a.quit()
}

func (a *App) run(b *keys.Binding) tea.Cmd {
	if why := b.Blocked(); why != "" {
		a.note = a.desk.Words.T(why)
		return nil
	}
	if b.Name == keysQuit || b.Name == keysQuitAsked {
		return b.Run()
	}
	return tea.Batch(a.stay(), b.Run())
}

// saved takes what the saver reports into the record and the header.
func (a *App) saved(m savedMsg) tea.Cmd {
	d := a.desk
	if m.err == nil && (m.kind.holdsWords() || len(m.revs) > 0) {
		d.Saver.state = SaveState{At: d.Now()}
		d.Saver.heard[m.pair]++
		if a.retry != "" {
			a.note, a.retry = d.Words.T("app.saving_in", "file", a.retry), ""
		}
	}
	tell := a.apply(m)
	nothing := len(m.revs) == 0
	switch {
	case errors.Is(m.err, forms.ErrSealed):
		a.note = d.Words.T("app.sealed_stays")
	case errors.Is(m.err, errNotYours):
		a.note = d.Words.T("app.not_yours")
	case m.err != nil:
		if m.kind.holdsWords() {
			d.Saver.state.Err = m.err
		}
		tell = tea.Batch(tell, a.fail(m.err))
	case nothing && m.kind == undoJob:
		a.note = d.Words.T("app.nothing_to_undo")
	case nothing && m.kind == redoJob:
		a.note = d.Words.T("app.nothing_to_redo")
	case m.kind == undoJob:
		a.sayUnseen("app.undone", m.revs)
	case m.kind == redoJob:
		a.sayUnseen("app.redone", m.revs)
	}
	return a.goOnLeaving(tea.Batch(tell, a.relocked(m)))
}

// sayUnseen says what was taken back or repeated, unless it is seen on the sheet that
// lies open.
func (a *App) sayUnseen(key string, revs []forms.Revision) {
	d := a.desk
	if d.Pair == nil || len(a.stack) == 0 {
		return
	}
	at := a.stack[len(a.stack)-1].at
	for _, r := range revs {
		if at.Screen == SheetPage && at.Sheet == r.Addr.Sheet {
			return
		}
	}
	if what := d.Pair.NameOf(revs[0].Addr); what != "" && a.note == "" {
		a.note = d.Words.T(key, "what", what)
	}
}

// apply brings the record up to what was saved, where its pair still lies open.
func (a *App) apply(m savedMsg) tea.Cmd {
	d := a.desk
	if len(m.revs) == 0 || d.Pair == nil || d.Pair.Record.Pair != m.pair {
		return nil
	}
	for _, r := range m.revs {
		d.Pair.Record.Apply(r)
	}
	return tea.Batch(a.tellAll(ChangedMsg{m.revs}), a.heed(m.revs))
}

func (a *App) fail(err error) tea.Cmd {
	a.note = a.desk.Word(a.desk.Words, err)
	return nil
}

// retried notes where the book is written to from now on; that is said once a
// save there was confirmed.
func (a *App) retried(m retriedMsg) tea.Cmd {
	if m.err != nil {
		return a.fail(m.err)
	}
	a.retry = m.path
	return nil
}

func (d *Desk) keepDrafts() tea.Cmd {
	if d.Pair == nil {
		return d.Saver.KeepDrafts(nil)
	}
	return d.Saver.KeepDrafts(d.Pair.Record)
}
