package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Sizes below which the app only says that its window is too small.
const (
	MinWidth  = 30
	MinHeight = 6
	noteLines = 5  // a note is never longer
	roomy     = 14 // from this height on the header has a rule and the footer a line for notes
)

// layout is where the parts of the frame stand.
type layout struct {
	body, bodyH int // first row and height of the screen's area
	note        int // row of the note
	foot        int
	left, bodyW int
}

func layoutOf(w, h int) layout {
	l := layout{body: 1, bodyH: h - 2, note: h - 1, foot: h - 1, left: 1, bodyW: w - 2}
	if h >= roomy {
		l.body, l.bodyH, l.note = 2, h-4, h-2
	}
	return l
}

// View draws the frame and the screen on top. It is asked for after every
// message, and draws only where something may have changed.
func (a *App) View() tea.View {
	if !a.stale {
		return a.frame
	}
	a.stale = false
	v := tea.View{AltScreen: true, WindowTitle: "pairbook"} // no names: other windows show it
	if !a.noMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.Content, v.Cursor = a.draw()
	a.frame = v
	return v
}

func (a *App) draw() (string, *tea.Cursor) {
	switch {
	case a.w < 1 || a.h < 1:
		return "", nil
	case a.cover != nil:
		return a.drawCover()
	case a.tooSmall():
		return a.saysTooSmall(), nil
	case a.top() == nil:
		return a.saysOpening(), nil
	}
	l := layoutOf(a.w, a.h)
	fr := a.top().Draw(l.bodyW, l.bodyH)
	lines := make([]string, a.h)
	lines[0] = a.header(fr.Title)
	if l.body == 2 {
		lines[1] = " " + a.desk.Theme.Hint.Paint(strings.Repeat(theme.Rule, max(a.w-2, 0)))
	}
	for i := 0; i < l.bodyH && i < len(fr.Lines); i++ {
		lines[l.body+i] = " " + fr.Lines[i]
	}
	lines[l.foot] = a.footer()
	a.drawNote(lines, l)
	var cur *tea.Cursor
	if fr.X >= 0 && fr.Y >= 0 && fr.X < l.bodyW && fr.Y < l.bodyH {
		cur = tea.NewCursor(fr.X+l.left, fr.Y+l.body)
		cur.Blink = false
	}
	return strings.Join(lines, "\n"), cur
}

// drawNote lays the note over the bottom of the screen, as much of it as fits.
func (a *App) drawNote(lines []string, l layout) {
	said := a.note
	if said == "" && a.slow {
		said = a.desk.Words.T("app.opening")
	}
	if said == "" {
		return
	}
	note := cell.Wrap(said, a.w-2)
	if most := min(noteLines, l.bodyH); len(note) > most {
		note = note[:most]
		note[most-1] = cell.Cut(note[most-1]+" "+cell.Ellipsis, a.w-2)
	}
	for i, text := range note {
		lines[l.note-len(note)+1+i] = " " + a.desk.Theme.Warn.Paint(text)
	}
	if l.note == l.foot {
		a.foot = a.foot[:0] // its buttons are covered
	}
}

// tooSmall reports whether the window shows nothing but that it is too small. A
// window whose size is not known yet is not.
func (a *App) tooSmall() bool {
	return a.w > 0 && a.h > 0 && (a.w < MinWidth || a.h < MinHeight)
}

// blindAfter is how long what is typed still arrives after the window became too
// small: it was on its way, or the window is only passing through that size.
const blindAfter = time.Second

// blind reports whether the window has been too small for a while: nobody means to
// type into what they cannot see.
func (a *App) blind() bool { return a.tooSmall() && a.desk.Now().Sub(a.shrunk) >= blindAfter }

func (a *App) resize(w, h int) {
	was := a.tooSmall()
	a.w, a.h = w, h
	if !was {
		a.shrunk = a.desk.Now()
	}
}

// saysOpening is the page while the first pair is read from a slow disk.
func (a *App) saysOpening() string {
	if !a.slow {
		return ""
	}
	return strings.Repeat("\n", layoutOf(a.w, a.h).body) + " " + a.desk.Theme.Hint.Paint(a.desk.Words.T("app.opening"))
}

func (a *App) saysTooSmall() string {
	text := a.desk.Words.T("app.too_small", "w", a.w, "h", a.h)
	lines := cell.Wrap(text, max(a.w, 1))
	if len(lines) > a.h {
		lines = lines[:a.h]
	}
	for i := range lines {
		lines[i] = cell.Cut(lines[i], a.w)
	}
	return strings.Join(lines, "\n")
}

// header: what lies open at the left, who types and what is saved at the right.
// The right side is never cut: it says whether words are safe.
func (a *App) header(title string) string {
	th := a.desk.Theme
	right, painted := a.status()
	room := a.w - 2 - cell.Width(right)
	left := ""
	if brand := "pairbook   "; a.w >= 100 && room > len(brand)+8 {
		left = th.Hint.Paint(brand)
		room -= len(brand)
	}
	if room < 2 {
		return " " + painted
	}
	if short, _, ok := strings.Cut(title, theme.Between); ok && cell.Width(title) > room-1 {
		title = short // the names matter more than the programme
	}
	return " " + left + th.Title.Paint(cell.Pad(title, room-1)) + " " + painted
}

func (a *App) status() (plain, painted string) {
	d, w := a.desk, a.desk.Words
	var parts []string
	if d.Pair != nil {
		mode := w.T("app.together")
		if d.Reader.Alone {
			mode = w.T("app.alone")
		}
		if a.w >= 60 {
			parts = append(parts, mode)
		}
		if a.w >= 46 {
			parts = append(parts, w.T("app.types", "name", firstName(d.HandName())))
		}
	}
	said, style := a.saveWord()
	head := strings.Join(parts, theme.Between)
	if head != "" && said != "" {
		head += theme.Between
	}
	return head + said, d.Theme.Hint.Paint(head) + style.Paint(said)
}

func (a *App) saveWord() (string, theme.Style) {
	st, w, th := a.desk.Saver.State(), a.desk.Words, a.desk.Theme
	switch {
	case st.Err != nil:
		return w.T("app.not_saved"), th.Bad
	case st.Typing:
		return w.T("app.typing"), th.Hint
	case st.Saving:
		return w.T("app.saving"), th.Hint
	case st.At.IsZero():
		return "", th.Hint
	}
	return w.T("app.saved", "time", st.At.Format("15:04")), th.Good
}

func firstName(name string) string {
	if first, _, ok := strings.Cut(name, " "); ok {
		return cell.Cut(first, 14)
	}
	return cell.Cut(name, 14)
}

type footButton struct {
	from, to int
	binding  keys.Binding
}

// footer shows the keys that matter now, as many as fit, the most useful first.
// It remembers where each stands, so that the mouse can press it.
func (a *App) footer() string {
	th, w := a.desk.Theme, a.desk.Words
	bs := a.footBindings()
	a.foot = a.foot[:0]
	var out strings.Builder
	x := 1
	out.WriteByte(' ')
	for _, b := range bs {
		key, name := keys.Say(w, b.Label()), w.T(b.Name)
		width := cell.Width(key) + 1 + cell.Width(name)
		if x+width > a.w-1 {
			continue
		}
		a.foot = append(a.foot, footButton{from: x, to: x + width, binding: b})
		out.WriteString(th.Accent.Paint(key))
		out.WriteByte(' ')
		out.WriteString(th.Hint.Paint(name))
		out.WriteString("   ")
		x += width + 3
	}
	return strings.TrimRight(out.String(), " ")
}

func (a *App) footBindings() []Binding {
	bs := make([]Binding, 0, 24)
	for _, set := range [][]Binding{a.top().Bindings(), a.bindings()} {
		for i := range set {
			b := &set[i]
			taken := func(other Binding) bool { return other.Label() == b.Label() }
			if b.Foot > 0 && !slices.ContainsFunc(bs, taken) && b.Blocked() == "" {
				bs = append(bs, *b)
			}
		}
	}
	slices.SortStableFunc(bs, func(a, b Binding) int { return a.Foot - b.Foot })
	return bs
}
