package tui

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui/keys"
)

// Shortened here so that screens read well.
type (
	// Cmd is what is to be done beside the screen.
	Cmd = tea.Cmd
	// Msg is what has happened.
	Msg = tea.Msg
	// Binding is a key, and what it does.
	Binding = keys.Binding
)

// Messages that screens send to the root.
type (
	goMsg      struct{ at Place }
	backMsg    struct{}
	replaceMsg struct{ at Place }
	noteMsg    struct{ text string }
	openedMsg  struct {
		rec     *forms.Record
		damaged int
		kept    string // its language, see forms.LangKey
		locks   Locks
		at      Place
		heard   int // how many saves of the pair were confirmed when it was read
		err     error
	}
)

// HandMsg tells a screen that another person types now.
type HandMsg struct{}

// StayMsg tells the screen on top that what was typed has been kept, as Leave
// keeps it, and that it stays on top: the keys are still here.
type StayMsg struct{}

// SpeakMsg tells a screen that the language has changed.
type SpeakMsg struct{}

// ChangedMsg tells a screen that revisions were committed and the record holds
// them.
type ChangedMsg struct{ Revisions []forms.Revision }

// HangupMsg tells the app that the terminal is lost or the system is shutting
// down: keep what is typed and end.
type HangupMsg struct{}

// Go opens a screen on top of this one.
func Go(at Place) Cmd { return send(goMsg{at}) }

// Instead opens a screen in the place of this one.
func Instead(at Place) Cmd { return send(replaceMsg{at}) }

// Back returns to the screen below.
func Back() Cmd { return send(backMsg{}) }

// Note shows a sentence in the line above the footer until the next key.
func Note(text string) Cmd { return send(noteMsg{text}) }

// OpenPair reads a pair off the UI goroutine and goes to a place in it.
func (d *Desk) OpenPair(id forms.PairID, at Place) Cmd {
	book, heard := d.Book, d.Saver.heard[id]
	at.Pair = id
	return func() tea.Msg {
		rec, damaged, err := book.Load(id)
		kept, _ := book.Kept(forms.LangKey(id)) // without it the pair speaks as its sheet says
		return openedMsg{rec: rec, damaged: damaged, kept: kept, locks: readLocks(book, id), at: at, heard: heard, err: err}
	}
}

func send(m tea.Msg) Cmd { return func() tea.Msg { return m } }
