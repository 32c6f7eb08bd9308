package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms/lang"
	"pairbook/tui/cell"
	"pairbook/tui/secret"
)

// cover lies over the whole window and takes all keys: the curtain, or the question for
// a passphrase. What lies under it is not drawn.
type cover struct {
	lines func(w *lang.Words) []string // what it says; worded anew for each frame
	asks  bool                         // for a passphrase
	esc   bool                         // Esc takes it away
	typed secret.Line
	said  string // why the passphrase was not taken
	busy  bool   // it is being looked at

	// try looks at what was typed, off the UI goroutine; nil: Enter is enough.
	try func(pass string) error
	// done goes on once the cover is taken away; undone where try came too late, or Esc
	// was pressed.
	done, undone func() tea.Cmd
}

// triedMsg says what came of looking at a passphrase.
type triedMsg struct {
	of  *cover
	err error
}

// coverKey takes a key while a cover is there.
func (a *App) coverKey(m tea.KeyPressMsg) tea.Cmd {
	c := a.cover
	switch name := m.String(); {
	case c.busy:
	case name == "enter":
		return a.coverEnter()
	case name == "esc" && c.esc:
		return a.uncover(c.undone)
	case c.asks && c.typed.Key(m):
		c.said = ""
	}
	return nil
}

func (a *App) coverEnter() tea.Cmd {
	c := a.cover
	if c.try == nil {
		return a.uncover(c.done)
	}
	if c.typed.Empty() {
		return nil
	}
	pass := c.typed.Take()
	c.busy, c.said = true, ""
	return func() tea.Msg { return triedMsg{c, c.try(pass)} }
}

func (a *App) uncover(then func() tea.Cmd) tea.Cmd {
	a.cover.typed.Wipe()
	a.cover = nil
	if then == nil {
		return a.tellTop(ShownMsg{})
	}
	return then()
}

// tried goes on after a passphrase was looked at. Where another cover has taken the
// place of the one that asked, what it allowed is taken back.
func (a *App) tried(m triedMsg) tea.Cmd {
	switch {
	case a.cover != m.of && m.err == nil && m.of.undone != nil:
		return m.of.undone()
	case a.cover != m.of:
		return nil
	case m.err != nil:
		m.of.busy, m.of.said = false, a.desk.WordPass(m.err)
		return nil
	}
	return a.uncover(m.of.done)
}

// drawCover paints what lies over the window, and nothing else.
func (a *App) drawCover() (string, *tea.Cursor) {
	c, th, w := a.cover, a.desk.Theme, a.desk.Words
	width, left := max(min(a.w-4, 60), 1), 2
	if a.w < MinWidth {
		width, left = max(a.w, 1), 0
	}
	lines := []string{th.Title.Paint(cell.Cut("pairbook", width))}
	for _, text := range c.lines(w) {
		if a.h >= roomy {
			lines = append(lines, "")
		}
		lines = append(lines, cell.Wrap(text, width)...)
	}
	if a.h >= roomy {
		lines = append(lines, "")
	}
	var cur *tea.Cursor
	top := max((a.h-len(lines)-3)/3, 0)
	if c.asks {
		line, x := c.typed.Draw(width, th)
		cur = tea.NewCursor(left+x, top+len(lines))
		cur.Blink = false
		lines = append(lines, line)
	}
	said, style := c.said, th.Bad
	if c.busy {
		said, style = w.T("privacypage.looking"), th.Hint
	}
	if said != "" {
		for _, l := range cell.Wrap(said, width) {
			lines = append(lines, style.Paint(l))
		}
	}
	out := make([]string, max(a.h, 0))
	for i := range out {
		if n := i - top; n >= 0 && n < len(lines) {
			out[i] = strings.Repeat(" ", left) + lines[n]
		}
	}
	if cur != nil && (cur.Y >= a.h || cur.X >= a.w) {
		cur = nil
	}
	return strings.Join(out, "\n"), cur
}
