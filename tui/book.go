// Package tui is the app: one tea.Model that hands every message to the screen
// on top, the saver that takes answers to the book, and what the app needs of a
// book. What is asked lives in forms; what was answered, in whatever satisfies
// Book.
package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/theme"
)

// Book is what the app needs of the store. Every method may touch the disk and
// is called only off the UI goroutine, but for Kept, Locked and Person within New,
// before the first frame.
// Errors are worded by Options.Word.
type Book interface {
	// Pairs lists the pairs, the last changed first.
	Pairs() ([]forms.PairSummary, error)
	// NewPair begins a pair with its first answers.
	NewPair(cs []forms.Change, hand forms.Voice) (forms.PairID, error)
	// Load reads what a pair answered and typed. damaged counts the answers that
	// could not be read and are therefore not shown.
	Load(id forms.PairID) (rec *forms.Record, damaged int, err error)
	// Commit makes changes durable as one deed before it returns.
	Commit(id forms.PairID, hand forms.Voice, cs []forms.Change) ([]forms.Revision, error)
	// Draft keeps text that is not yet an answer; "" forgets it.
	Draft(id forms.PairID, ds map[forms.Address]string) error
	// Undo and Redo take back and repeat the last deed; none, nil where there is
	// nothing.
	Undo(id forms.PairID, hand forms.Voice) ([]forms.Revision, error)
	Redo(id forms.PairID, hand forms.Voice) ([]forms.Revision, error)
	// History lists the revisions of matching addresses, oldest first.
	History(id forms.PairID, match func(forms.Address) bool) ([]forms.Revision, error)
	// SetSetting keeps a small preference of the app, such as the language.
	SetSetting(key, value string) error
	// Kept returns what SetSetting keeps, "" where there is nothing.
	Kept(key string) (string, error)
	// Retry mends what can be mended after a failed save (reopens the file, or
	// writes a copy where the file was deleted). It returns the path that is
	// written to from now on.
	Retry() (path string, err error)
	Vault
}

// Screen is one page of the app. Screens are told apart by what they do, never
// by their type.
type Screen interface {
	// Update takes a message that the root did not need itself. Mouse positions
	// are relative to the screen's own area.
	Update(msg tea.Msg) Cmd
	// Draw paints the screen into w × h cells.
	Draw(w, h int) Frame
	// Bindings lists what can be done now, for the keys, the footer and the help.
	Bindings() []Binding
	// Leave makes what is typed durable before the screen is left or covered.
	Leave() Cmd
	// About returns the message key of the help page's text for this screen.
	About() string
}

// Place says where to go: which screen, and to what of the pair.
type Place struct {
	Screen ScreenID
	Pair   forms.PairID
	Sheet  forms.SheetID
	Field  string
	Row    forms.RowID   // of a table; only the history looks at it
	Then   *Place        // goes on top of it at once
	Sign   forms.Address // of a signature; only Changed looks at it

	instead bool // in the place of the screen on top
}

// ScreenID names a screen.
type ScreenID string

// The screens.
const (
	Start      ScreenID = "start"
	PairPage   ScreenID = "pair"
	SheetPage  ScreenID = "sheet"
	Evaluation ScreenID = "evaluation"
	History    ScreenID = "history"
	Export     ScreenID = "export"
	Help       ScreenID = "help"
	Talk       ScreenID = "talk"
	// Lists is that of the actions, or of what Place.Field names: goals or contacts.
	Lists  ScreenID = "lists"
	Checks ScreenID = "checks"
	// Ending is a pause, somebody to turn to, or the end.
	Ending ScreenID = "ending"
	// Review is that of the pair at the place, or where it names none, of all pairs.
	Review ScreenID = "review"
	// Privacy is about passphrases, hiding, and what was handed out.
	Privacy ScreenID = "privacy"
	// Changed tells what is otherwise on a sheet than in the wording that was signed at
	// Place.Sign.
	Changed ScreenID = "changed"
)

// Maker builds a screen for a place.
type Maker func(d *Desk, at Place) Screen

// Desk is what every screen works at: the pair that lies open, the words, the
// look, and the saver. It is owned by the UI goroutine.
type Desk struct {
	Book    Book
	Library *forms.Library
	Words   *lang.Words
	Theme   *theme.Theme
	Now     func() time.Time
	Reader  forms.Reader
	Pair    *forms.Pair // nil while no pair lies open
	Saver   *Saver
	// WriteFile writes an export; it is given by the roof and called off the UI
	// goroutine. It returns the full path.
	WriteFile func(name string, data []byte) (string, error)
	// OpenFile opens a file that was written with the program the desktop has for it,
	// and is called off the UI goroutine; nil where there is no desktop.
	OpenFile func(path string) error
	// Word words an error for people: what happened, what is safe, what to do.
	Word func(w *lang.Words, err error) string

	covered    Screen              // the screen that help describes
	listed     []forms.PairSummary // the pairs, as the roof read them at the start
	everywhere func() []Binding    // the app's own bindings; set by the root
	left       map[sheetAt]Spot    // where each sheet was left in this run
	locks      Locks
	lockAfter  string // as it was chosen, see SettingLockAfter
}

// Covered returns the screen that lies under the help page.
func (d *Desk) Covered() Screen { return d.covered }

// Everywhere lists the bindings of the app itself, which mean the same on every
// screen; none before the app is built.
func (d *Desk) Everywhere() []Binding {
	if d.everywhere == nil {
		return nil
	}
	return d.everywhere()
}

// Listed returns the list of pairs that was read before the app began, once;
// afterwards, and where there is none, nil.
func (d *Desk) Listed() []forms.PairSummary {
	ps := d.listed
	d.listed = nil
	return ps
}

// Today returns the day it is on this computer.
func (d *Desk) Today() lang.Date { return lang.DateOf(d.Now()) }

// Keep queues a small preference of the app, so that the last one wins.
func (d *Desk) Keep(key, value string) Cmd { return d.Saver.setting(key, value) }

// Open lays a pair's record on the desk.
func (d *Desk) Open(rec *forms.Record) {
	d.Pair = forms.NewPair(rec, d.Library, d.Today(), d.Words)
	d.Saver.pair = rec.Pair
}

// Speak changes the language of everything on screen.
func (d *Desk) Speak(w *lang.Words) {
	d.Words = w
	if d.Pair != nil {
		d.Open(d.Pair.Record)
	}
}

// HandName returns the name of the person who types.
func (d *Desk) HandName() string { return d.Pair.Name(d.Reader.Hand) }
