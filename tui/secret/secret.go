// Package secret is a line for a passphrase: it shows dots, keeps what is typed nowhere
// else, and wipes it as soon as it is taken.
package secret

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui/theme"
)

// longest is how many letters are taken: more than anybody types.
const longest = 1000

// Line is the line. The zero Line is empty. It does not print itself.
type Line struct{ typed []rune }

// String keeps what is typed out of every message.
func (l *Line) String() string { return "secret.Line" }

// Key takes a key and reports whether it was used.
func (l *Line) Key(k tea.KeyPressMsg) bool {
	switch name := k.String(); {
	case name == "backspace" || name == "ctrl+h":
		if n := len(l.typed); n > 0 {
			l.typed[n-1] = 0
			l.typed = l.typed[:n-1]
		}
	case name == "ctrl+u":
		l.Wipe()
	case k.Text != "" && k.Mod&(tea.ModCtrl|tea.ModAlt) == 0:
		l.Paste(k.Text)
	default:
		return false
	}
	return true
}

// Paste takes pasted text; a passphrase is one line.
func (l *Line) Paste(text string) {
	text, _, _ = strings.Cut(text, "\n")
	l.typed = append(l.typed, []rune(strings.TrimRight(text, "\r"))...)
	l.typed = l.typed[:min(len(l.typed), longest)]
}

// Empty reports whether nothing is typed.
func (l *Line) Empty() bool { return len(l.typed) == 0 }

// Take returns what is typed, and wipes it.
func (l *Line) Take() string {
	text := string(l.typed)
	l.Wipe()
	return text
}

// Wipe forgets what is typed, as far as a program can.
func (l *Line) Wipe() {
	clear(l.typed)
	l.typed = l.typed[:0]
}

// Draw paints the line in w cells: a dot for each letter, as many as fit. x is where the
// cursor stands.
func (l *Line) Draw(w int, th *theme.Theme) (line string, x int) {
	const lead = 2
	dots := min(len(l.typed), max(w-lead-1, 0))
	return th.Bar.Paint(theme.Bar) + " " + strings.Repeat("•", dots), lead + dots
}
