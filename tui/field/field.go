// Package field holds the editors behind the kinds of fields: one for text and
// everything that is read from text (dates, numbers, names), one for picking
// among options. They know a field and its value, not the sheet around it.
package field

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui/theme"
)

// Editor edits one answer.
type Editor interface {
	// Key takes a key and reports whether it was used; one that was not is the
	// sheet's: tab, enter, a move beyond the edge.
	Key(k tea.KeyPressMsg) bool
	// Paste takes pasted text.
	Paste(text string)
	// Click puts the cursor, or picks, at a cell of what Draw returned.
	Click(x, y int)
	// Drag extends a selection to a cell.
	Drag(x, y int)
	// Draw paints the editor into at most w × h cells.
	Draw(w, h int, th *theme.Theme) View
	// Text is what is typed, to be kept as a draft.
	Text() string
	// Empty reports whether Text would be empty, without building it.
	Empty() bool
	// Value reads what is typed as an answer.
	Value() (forms.Value, *forms.Problem)
	// Changed reports whether anything differs from the answer it began with.
	Changed() bool
	// Ticks reports whether several options can be ticked, so that Enter ticks too
	// and does not go on.
	Ticks() bool
	// Picks reports whether an answer is made by one key, so that it is kept at
	// once and not when the field is left.
	Picks() bool
	// Selection returns the selected text, "" where there is none.
	Selection() string
	// Marked reports whether somebody selected text; what a field marks by itself
	// when it is entered does not count.
	Marked() bool
	// Unmark drops a selection.
	Unmark()
	// Settle tells the editor that what is typed is the answer now.
	Settle()
	// Take replaces what is typed by a suggested answer.
	Take(v forms.Value)
	// Point goes to a suggested option without choosing it.
	Point(v forms.Value)
	// Choose presses the option of that place, counted from 0 as Options lists
	// them; editors of text do nothing.
	Choose(n int)
	// Speak changes the language of what is shown and of how answers are read.
	// What is typed stays, and so does the cursor.
	Speak(a forms.Asking)
}

// View is a painted editor: its lines, and where the cursor stands in them.
type View struct {
	Lines []string
	X, Y  int
}

// New returns the editor for a field. draft, where there is one, is text that
// was typed before and is no answer yet.
func New(fd *forms.Field, v forms.Value, draft string, a forms.Asking) Editor {
	switch fd.Kind {
	case forms.KindChoice, forms.KindMulti, forms.KindRating, forms.KindYesNo:
		return newPick(fd, v, draft, a)
	}
	return newWords(fd, v, draft, a)
}
