package tui

import "time"

// GraceAfter is how long nothing may be pressed before a question that has just
// come up takes a press.
const GraceAfter = time.Second

// Grace keeps a press that was meant for what stood there before from answering a
// question that has just come up: the second half of a double click, a key held
// down. The zero Grace holds nothing back.
type Grace struct{ last time.Time }

// Begin holds presses back from now on.
func (g *Grace) Begin(now time.Time) { g.last = now }

// End lets presses through again: whoever does something else in between has seen
// the question.
func (g *Grace) End() { g.last = time.Time{} }

// TooSoon reports whether a press at now is held back. It then begins the pause
// anew, so that a key held down never gets through by being held longer.
func (g *Grace) TooSoon(now time.Time) bool {
	if now.Sub(g.last) >= GraceAfter {
		return false
	}
	g.last = now
	return true
}
