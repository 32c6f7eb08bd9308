// Package text is the editor behind every field that takes words.
//
// It edits by grapheme cluster, wraps softly, shows a window of the text,
// selects, and undoes by word. It knows no keys, no styles and no program: the
// caller turns keys into actions and paints the lines it is handed. Text is
// kept exactly as typed, in logical order; only what could harm a terminal is
// cleaned away on the way in (cell.Clean). One keystroke costs the same in a
// text of five thousand lines as in a short one.
package text

import (
	"slices"

	"pairbook/tui/cell"
)

// The size of the window until the first SetSize, and the most it can be, in
// cells.
const (
	defaultWidth  = 80
	defaultHeight = 24
	maxSize       = 1 << 15
)

// Editor is one text being edited, with its cursor, selection, undo history
// and window. Make one with New. It is not safe for concurrent use.
type Editor struct {
	multiline bool
	body      body
	cursor    pos
	anchor    pos // where the selection began; equal to cursor: none
	wish      int // the column vertical moves aim for, in cells; -1: none yet
	history   history
	version   uint64
	w, h      int // the window, in cells
	top       spot
	left      int // single line: byte offset of the first cluster shown
}

// New returns an empty editor. A multiline one wraps text and scrolls by rows;
// in the other line breaks become blanks and the view scrolls sideways.
func New(multiline bool) *Editor {
	return &Editor{multiline: multiline, body: newBody(""), wish: -1, w: defaultWidth, h: defaultHeight}
}

// SetText replaces the text by s, cleaned; the cursor goes to its end and the
// undo history is forgotten.
func (e *Editor) SetText(s string) {
	next := newBody(e.clean(s))
	if !slices.Equal(e.body.lines, next.lines) {
		e.version++
	}
	e.body = next
	e.history = history{}
	e.top, e.left = spot{}, 0
	e.put(e.body.end())
}

// Text returns the whole text, lines parted by LF.
func (e *Editor) Text() string { return e.body.slice(pos{}, e.body.end()) }

// Version is a number that rises whenever the text changes, and only then.
func (e *Editor) Version() uint64 { return e.version }

// Empty says that there is no text at all.
func (e *Editor) Empty() bool { return e.body.end() == pos{} }

// SetSize sets the window to w by h cells. Any numbers will do: in a window
// without cells there are no lines to show, but editing goes on.
func (e *Editor) SetSize(w, h int) {
	e.w, e.h = min(max(w, 0), maxSize), min(max(h, 0), maxSize)
}

// Height is the number of rows the text takes when wrapped for a window of w
// cells, 1 at the least; w below 1 counts as 1. A single line takes one row.
// Asking again after an edit is cheap for the window's width and for one other.
func (e *Editor) Height(w int) int {
	if !e.multiline {
		return 1
	}
	w = min(max(w, 1), maxSize)
	if w == max(e.w, 1) {
		e.layout()
	}
	return e.body.height(w)
}

// Insert puts typed text at the cursor, in place of the selection. Words typed
// on end become one undo step each; Break ends the step at a pause.
func (e *Editor) Insert(s string) { e.insert(s, typing) }

// Paste puts s, cleaned, at the cursor, in place of the selection, as one undo
// step.
func (e *Editor) Paste(s string) { e.insert(s, other) }

// Break ends the current undo step; the caller calls it after a pause.
func (e *Editor) Break() { e.history.open = false }

// Selection returns the selected text, empty if there is none.
func (e *Editor) Selection() string {
	from, to := e.selected()
	return e.body.slice(from, to)
}

// DeleteSelection deletes the selected text; false: nothing was selected.
func (e *Editor) DeleteSelection() bool {
	from, to := e.selected()
	return e.remove(from, to, other)
}

// selected returns the ends of the selection, in order.
func (e *Editor) selected() (from, to pos) {
	if e.anchor.before(e.cursor) {
		return e.anchor, e.cursor
	}
	return e.cursor, e.anchor
}

// put sets the cursor and drops the selection.
func (e *Editor) put(p pos) {
	e.cursor, e.anchor, e.wish = p, p, -1
}

// clean makes s fit for this editor.
func (e *Editor) clean(s string) string {
	if e.multiline {
		return cell.Clean(s)
	}
	return cell.CleanLine(s)
}
