package text

// Action is something a key can do to the text. The zero Action does nothing.
type Action uint8

// The moves. "Line" is what stands between two line breaks, however many rows
// it takes; Up, Down and the pages go by rows and keep the wished column.
const (
	_ Action = iota
	Left
	Right
	Up
	Down
	WordLeft
	WordRight
	LineStart
	LineEnd
	PageUp
	PageDown
	TextStart
	TextEnd
)

// The same moves, in the same order, extending the selection.
const (
	SelectLeft Action = iota + TextEnd + 1
	SelectRight
	SelectUp
	SelectDown
	SelectWordLeft
	SelectWordRight
	SelectLineStart
	SelectLineEnd
	SelectPageUp
	SelectPageDown
	SelectTextStart
	SelectTextEnd
)

// Selecting at once, and the edits. A deletion deletes the selection instead,
// if there is one.
const (
	SelectAll Action = iota + SelectTextEnd + 1
	SelectNone
	DeleteBack
	DeleteForward
	DeleteWordBack
	DeleteWordForward
	DeleteToLineEnd
	DeleteToLineStart
	NewLine
	Undo
	Redo
)

// Do carries out a. It returns false if that changed nothing, neither text nor
// cursor nor selection, so that the caller may use the key otherwise: leave
// the field on Up in the first row, say.
func (e *Editor) Do(a Action) bool {
	switch {
	case Left <= a && a <= TextEnd:
		return e.move(a)
	case SelectLeft <= a && a <= SelectTextEnd:
		return e.extend(a - SelectLeft + Left)
	}
	switch a {
	case SelectAll:
		return e.selectAll()
	case SelectNone:
		return e.selectNone()
	case NewLine:
		return e.multiline && e.insert("\n", typing)
	case Undo:
		return e.undo()
	case Redo:
		return e.redo()
	}
	return e.deleteBy(a)
}
