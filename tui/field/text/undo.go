package text

import "strings"

// How much of its past an editor remembers.
const (
	maxSteps  = 1000
	maxBytes  = 8 << 20
	maxTyping = 256 // bytes in one step of typing, for text without blanks
)

// kind says which edits may grow into one undo step.
type kind uint8

const (
	other kind = iota // always a step of its own
	typing
	deletingBack
	deletingForward
)

// step is one edit that undo takes back as a whole.
type step struct {
	kind              kind
	at                pos
	removed, inserted string
	before, after     pos // the cursor
}

// size is what the step weighs in the history, in bytes.
func (s *step) size() int { return len(s.removed) + len(s.inserted) }

// history is the steps that can be taken back and those that were.
type history struct {
	done, undone []step
	bytes        int  // size of the done
	open         bool // the last done step may still grow
}

// add records an edit: into the last step if it carries it on, or else as a
// new one. What was undone before is forgotten.
func (h *history) add(s step) {
	h.undone = nil
	h.bytes += s.size()
	if n := len(h.done); h.open && n > 0 && h.done[n-1].grow(&s) {
		return
	}
	h.done = append(h.done, s)
	h.open = s.kind != other
	drop := 0
	for n := len(h.done); n-drop > 1 && (n-drop > maxSteps || h.bytes > maxBytes); drop++ {
		h.bytes -= h.done[drop].size()
		h.done[drop] = step{}
	}
	h.done = h.done[drop:]
}

// grow takes next into s if it carries s on within the same word.
func (s *step) grow(next *step) bool {
	if s.kind != next.kind || s.size()+next.size() > maxTyping {
		return false
	}
	switch s.kind {
	case typing:
		if next.removed != "" || s.at.after(s.inserted) != next.at || newWord(s.inserted, next.inserted) {
			return false
		}
		s.inserted += next.inserted
	case deletingForward:
		if s.at != next.at || newWord(s.removed, next.removed) {
			return false
		}
		s.removed += next.removed
	case deletingBack:
		if next.at.after(next.removed) != s.at || newWord(next.removed, s.removed) {
			return false
		}
		s.removed, s.at = next.removed+s.removed, next.at
	default:
		return false
	}
	s.after = next.after
	return true
}

// newWord says that a word begins where b follows a: a step ends there, and at
// a line break.
func newWord(a, b string) bool {
	return strings.HasSuffix(a, "\n") || strings.HasPrefix(b, "\n") ||
		strings.HasSuffix(a, " ") && !strings.HasPrefix(b, " ")
}

// undo takes the last step back; false: there is none.
func (e *Editor) undo() bool {
	h := &e.history
	n := len(h.done)
	if n == 0 {
		return false
	}
	s := h.done[n-1]
	h.done, h.undone = h.done[:n-1], append(h.undone, s)
	h.bytes -= s.size()
	e.swap(s.at, s.inserted, s.removed, s.before)
	return true
}

// redo does the step again that was undone last; false: there is none.
func (e *Editor) redo() bool {
	h := &e.history
	n := len(h.undone)
	if n == 0 {
		return false
	}
	s := h.undone[n-1]
	h.undone, h.done = h.undone[:n-1], append(h.done, s)
	h.bytes += s.size()
	e.swap(s.at, s.removed, s.inserted, s.after)
	return true
}

// swap puts s in the place of was and sets the cursor.
func (e *Editor) swap(at pos, was, s string, cursor pos) {
	e.history.open = false
	if was != s {
		e.body.replace(at, at.after(was), s)
		e.version++
	}
	e.put(cursor)
}
