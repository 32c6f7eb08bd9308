package field

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/field/text"
	"pairbook/tui/theme"
)

// words edits everything that is typed: text, dates, times, numbers, names.
type words struct {
	fd     *forms.Field
	asking forms.Asking
	ed     *text.Editor
	value  forms.Value // the answer it began with, or was settled as
	was    string      // the same as it is typed
	mark   uint64
	least  int  // rows shown even while empty
	whole  bool // the answer is marked as a whole: the first character replaces it
}

const (
	barWidth  = 2 // the bar and a blank beside what is typed
	longLeast = 3
	longMost  = 14
)

func newWords(fd *forms.Field, v forms.Value, draft string, a forms.Asking) *words {
	e := &words{fd: fd, asking: a, value: v, ed: text.New(fd.Kind == forms.KindLong), least: 1}
	if fd.Kind == forms.KindLong {
		e.least = longLeast
	}
	e.was = fd.Edit(v, a)
	e.ed.SetText(e.was)
	if draft != "" {
		e.ed.SetText(draft)
	}
	e.mark = e.ed.Version()
	if draft == "" {
		e.markWhole()
	}
	return e
}

// markWhole marks a short answer that is sooner written anew than mended, so that
// nobody has to clear it first.
func (e *words) markWhole() {
	switch e.fd.Kind {
	case forms.KindDate, forms.KindTime, forms.KindNumber:
		e.whole = e.ed.Do(text.SelectAll) && !e.ed.Empty()
	}
}

func (e *words) Picks() bool       { return false }
func (e *words) Text() string      { return e.ed.Text() }
func (e *words) Empty() bool       { return e.ed.Empty() }
func (e *words) Ticks() bool       { return false }
func (e *words) Selection() string { return e.ed.Selection() }

// Paste puts text in place of what is marked.
func (e *words) Paste(s string) {
	e.whole = false
	e.ed.Paste(s)
}

// Marked reports whether somebody selected text.
func (e *words) Marked() bool { return !e.whole && e.ed.Selection() != "" }

// Unmark drops a selection; the cursor stays.
func (e *words) Unmark() {
	e.whole = false
	e.ed.Do(text.SelectNone)
}

func (e *words) Changed() bool { return e.ed.Version() != e.mark && e.ed.Text() != e.was }

func (e *words) Value() (forms.Value, *forms.Problem) {
	return e.fd.Parse(e.ed.Text(), e.asking)
}

func (e *words) Settle() {
	e.ed.Break()
	if v, problem := e.Value(); problem == nil {
		e.value = v
	}
	e.was, e.mark = e.ed.Text(), e.ed.Version()
}

func (e *words) Take(v forms.Value) {
	e.ed.Do(text.SelectAll)
	e.whole = false
	e.ed.Paste(e.fd.Edit(v, e.asking))
}

// Point does nothing to a text.
func (e *words) Point(forms.Value) {}

// Choose does nothing to a text.
func (e *words) Choose(int) {}

// Speak: an answer that nobody has touched is shown in the new language; what is
// being typed stays as it is.
func (e *words) Speak(a forms.Asking) {
	e.asking = a
	if e.Changed() || e.ed.Text() != e.was {
		return
	}
	if text := e.fd.Edit(e.value, a); text != e.was {
		e.was = text
		e.ed.SetText(text)
		e.mark = e.ed.Version()
		if e.whole {
			e.markWhole()
		}
	}
}

// actions maps keys to what they do in a text. Only keys that every terminal
// sends are needed; the others are a convenience where they arrive.
var actions = map[string]text.Action{
	"left": text.Left, "right": text.Right, "up": text.Up, "down": text.Down,
	"ctrl+left": text.WordLeft, "ctrl+right": text.WordRight, "alt+left": text.WordLeft, "alt+right": text.WordRight,
	"alt+b": text.WordLeft, "alt+f": text.WordRight,
	"home": text.LineStart, "end": text.LineEnd, "ctrl+e": text.LineEnd,
	"ctrl+home": text.TextStart, "ctrl+end": text.TextEnd, "pgup": text.PageUp, "pgdown": text.PageDown,
	"shift+left": text.SelectLeft, "shift+right": text.SelectRight, "shift+up": text.SelectUp, "shift+down": text.SelectDown,
	"shift+home": text.SelectLineStart, "shift+end": text.SelectLineEnd,
	"ctrl+shift+left": text.SelectWordLeft, "ctrl+shift+right": text.SelectWordRight, "ctrl+a": text.SelectAll,
	"backspace": text.DeleteBack, "delete": text.DeleteForward, "ctrl+h": text.DeleteBack,
	"ctrl+w": text.DeleteWordBack, "alt+backspace": text.DeleteWordBack, "ctrl+backspace": text.DeleteWordBack,
	"ctrl+delete": text.DeleteWordForward, "alt+d": text.DeleteWordForward,
	"ctrl+k": text.DeleteToLineEnd, "ctrl+u": text.DeleteToLineStart,
	"ctrl+z": text.Undo, "ctrl+y": text.Redo,
}

func (e *words) Key(k tea.KeyPressMsg) bool {
	if k.Text != "" && k.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
		e.whole = false
		e.ed.Insert(k.Text)
		return true
	}
	name := k.String()
	if name == "enter" && e.fd.Kind == forms.KindLong {
		return e.ed.Do(text.NewLine)
	}
	a, ok := actions[name]
	if !ok || e.whole && leaves(a) {
		return false
	}
	used := e.ed.Do(a)
	e.whole = e.whole && !used
	return used
}

// leaves reports whether a move leads out of a single line.
func leaves(a text.Action) bool {
	return a == text.Up || a == text.Down || a == text.PageUp || a == text.PageDown
}

// Click puts the cursor; what was marked is so no more.
func (e *words) Click(x, y int) {
	e.whole = false
	e.ed.Click(x-barWidth, y)
}

// Drag marks text up to a cell.
func (e *words) Drag(x, y int) {
	e.whole = false
	e.ed.Drag(x-barWidth, y)
}

// Draw: the editor grows with the text up to longMost rows, then scrolls inside.
func (e *words) Draw(w, h int, th *theme.Theme) View {
	width := max(w-barWidth, 1)
	rows := min(max(e.ed.Height(width), e.least), longMost, max(h-1, 1))
	e.ed.SetSize(width, rows)
	v := View{Lines: make([]string, 0, rows+1)}
	bar := th.Bar.Paint(theme.Bar) + " "
	lines := e.ed.Lines()
	for i := range rows {
		line := ""
		if i < len(lines) {
			line = paintSelection(lines[i], th)
		}
		v.Lines = append(v.Lines, bar+line)
	}
	x, y := e.ed.Cursor()
	v.X, v.Y = x+barWidth, y
	for i, l := range e.echoLines(width) {
		if rows+i < h {
			v.Lines = append(v.Lines, "  "+th.Hint.Paint(cell.Cut(l, width)))
		}
	}
	return v
}

// echoLines sets how the text is understood below it: a date without its weekday
// where that makes it fit, else over several lines.
func (e *words) echoLines(w int) []string {
	echo := e.echo()
	if echo == "" {
		return nil
	}
	if e.fd.Kind == forms.KindDate && cell.Width(echo) > w {
		v, _ := e.Value()
		echo = e.asking.Words.T("value.echo", "text", e.fd.Edit(v, e.asking))
	}
	return cell.Wrap(echo, w)
}

func (e *words) echo() string {
	switch e.fd.Kind {
	case forms.KindDate, forms.KindTime, forms.KindNumber, forms.KindSign:
		return e.fd.Echo(e.ed.Text(), e.asking)
	}
	return ""
}

func paintSelection(l text.Line, th *theme.Theme) string {
	if l.SelFrom < 0 || l.SelTo <= l.SelFrom {
		return l.Text
	}
	head := cutExact(l.Text, l.SelFrom)
	rest := strings.TrimPrefix(l.Text, head)
	mid := cutExact(rest, l.SelTo-l.SelFrom)
	return head + th.Select.Paint(mid) + strings.TrimPrefix(rest, mid)
}

// cutExact returns the clusters of s that fill at most w cells, with no mark for
// what is left out.
func cutExact(s string, w int) string {
	n, x := 0, 0
	for n < len(s) {
		g, gw := cell.First(s[n:])
		if x+gw > w || g == "" {
			break
		}
		n, x = n+len(g), x+gw
	}
	return s[:n]
}
