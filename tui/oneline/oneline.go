// Package oneline asks for one line on a page of its own: what it is for, the line, and
// what was understood of it, before Enter keeps it. A screen lays it over itself.
package oneline

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

// Ask is the question and the line that is typed.
type Ask struct {
	Title, Intro, Label string
	Foot                string // what the keys do, in words
	// Read says how the line is understood; bad where it is not, and then Enter does
	// not keep it. It is called once for each change, never while drawing.
	Read func(ed field.Editor) (said string, bad bool)
	// Keep is what Enter does with a line that is understood.
	Keep func(ed field.Editor) tea.Cmd

	ed   field.Editor
	said string
	bad  bool
	left int // column of the editor in what was drawn last
	top  int
}

// Begin begins with a line that was typed before, "" for none, as an answer to a field.
func (a *Ask) Begin(fd *forms.Field, text string, asking forms.Asking) *Ask {
	a.ed = field.New(fd, "", text, asking)
	a.read()
	return a
}

// Text is what is typed.
func (a *Ask) Text() string { return a.ed.Text() }

func (a *Ask) read() {
	a.said, a.bad = "", false
	if a.Read != nil && !a.ed.Empty() {
		a.said, a.bad = a.Read(a.ed)
	}
}

// Key takes a key for the line.
func (a *Ask) Key(k tea.KeyPressMsg) {
	if a.ed.Key(k) {
		a.read()
	}
}

// Paste takes pasted text.
func (a *Ask) Paste(text string) {
	a.ed.Paste(cell.CleanLine(text))
	a.read()
}

// Speak reads the line anew in another language.
func (a *Ask) Speak(asking forms.Asking) {
	a.ed.Speak(asking)
	a.read()
}

// Click puts the cursor.
func (a *Ask) Click(x, y int) { a.ed.Click(x-a.left, y-a.top) }

// Enter keeps the line, where it is understood; else it stays, with the reason beside.
func (a *Ask) Enter() tea.Cmd {
	if a.bad {
		return nil
	}
	return a.Keep(a.ed)
}

// Bindings are the keys while the line is asked for; shut puts it away.
func (a *Ask) Bindings(shut func() tea.Cmd) []tui.Binding {
	press := func(letter rune) func() tea.Cmd { // of the line, not of the book
		return func() tea.Cmd { a.Key(tea.KeyPressMsg{Code: letter, Mod: tea.ModCtrl}); return nil }
	}
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.keep", Foot: 1, Run: a.Enter},
		{Keys: []string{"esc"}, Name: "keys.back", Foot: 2, Run: shut},
		{Keys: []string{"ctrl+z"}, Name: "keys.undo", Run: press('z')},
		{Keys: []string{"ctrl+y"}, Name: "keys.redo", Run: press('y')},
	}
}

// Draw paints it over a page of w × h cells.
func (a *Ask) Draw(fr *tui.Frame, w, h int, th *theme.Theme) {
	const most = 80
	w = max(min(w, most), 1)
	lines := []string{th.Title.Paint(cell.Cut(a.Title, w))}
	if h >= 10 {
		lines = append(lines, "")
	}
	for i, l := range cell.Wrap(a.Intro, w) {
		if i < max(h-5, 0) {
			lines = append(lines, th.Hint.Paint(l))
		}
	}
	if h >= 10 {
		lines = append(lines, "")
	}
	lines = append(lines, th.Label.Paint(cell.Cut(a.Label, w)))
	a.left, a.top = min(2, w-1), len(lines)
	v := a.ed.Draw(max(w-a.left, 1), 2, th)
	for _, l := range v.Lines {
		lines = append(lines, "  "+l)
	}
	fr.X, fr.Y = a.left+v.X, a.top+v.Y
	style := th.Good
	if a.bad {
		style = th.Bad
	}
	for _, l := range cell.Wrap(a.said, max(w-2, 1)) {
		if a.said != "" {
			lines = append(lines, "  "+style.Paint(l))
		}
	}
	for _, l := range cell.Wrap(a.Foot, w) {
		lines = append(lines, th.Hint.Paint(l))
	}
	fr.Lines = lines
	if len(fr.Lines) > h {
		fr.Lines = fr.Lines[:h]
	}
	*fr = fr.Clip(w, h)
}
