// Package menu paints a page of choices, each with what it means, and keeps the one at
// hand in sight.
package menu

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

const (
	widest = 78 // text never runs wider than a person reads easily
	indent = 4  // cells before what a choice means
)

// Choice is a line that can be chosen.
type Choice struct {
	Label string
	Note  string         // what it means, or why it cannot be chosen yet
	Mark  string         // one of the theme's marks for how far it is; "" for none
	Why   string         // message that says why it cannot be chosen yet; "" where it can
	Run   func() tea.Cmd // nil where there is nothing to open
}

// Page is a page being painted: lines, and which choice each belongs to.
type Page struct {
	W, H  int // what there is room for
	lines []string
	on    []int
}

// New begins a page for a window of w by h cells.
func New(w, h int) *Page { return &Page{W: max(min(w, widest), 1), H: max(h, 0)} }

// Add puts a painted line below the others; choice is whose it is, scroll.None for
// nobody's.
func (p *Page) Add(choice int, line string) {
	p.lines, p.on = append(p.lines, line), append(p.on, choice)
}

// Gap is an empty line.
func (p *Page) Gap() { p.Add(scroll.None, "") }

// Prose wraps a text over as many lines as it takes, so many cells in.
func (p *Page) Prose(choice int, text string, in int, style theme.Style) {
	for _, l := range cell.Wrap(text, max(p.W-in, 1)) {
		p.Add(choice, strings.Repeat(" ", min(in, p.W))+style.Paint(l))
	}
}

// Len counts the lines painted so far.
func (p *Page) Len() int { return len(p.lines) }

// Cut takes away all lines but the first n.
func (p *Page) Cut(n int) { p.lines, p.on = p.lines[:n], p.on[:n] }

// Choose paints choice i, with what it means where notes is set.
func (p *Page) Choose(th *theme.Theme, i int, c Choice, here, notes bool) {
	mark, style := c.Mark, th.Hint
	switch c.Mark {
	case "":
		mark = " "
	case theme.Done:
		style = th.Good
	case theme.Off:
		style = th.Accent
	}
	lead, label := "  ", cell.Cut(c.Label, max(p.W-indent, 0))
	switch {
	case here:
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
	case c.Why != "":
		label = th.Hint.Paint(label)
	}
	p.Add(i, lead+style.Paint(mark)+" "+label)
	if c.Note != "" && notes {
		p.Prose(i, c.Note, indent, th.Hint)
	}
}

// Window hands the lines around choice at to the frame, scrolled no further from top,
// the first line that was seen, than it takes. It returns the first line that is seen
// now, and whose each of them is. Where all that leads up to the choice fits, the page
// is seen from its beginning on.
func (p *Page) Window(fr *tui.Frame, top, at int) (first int, on []int) {
	from, to := scroll.Span(p.on, at)
	if to <= p.H {
		top = 0
	}
	return p.Read(fr, scroll.Top(top, from, to, len(p.lines), p.H), at)
}

// Read hands the lines from top on to the frame, as far as there are any, whether or
// not choice at is seen.
func (p *Page) Read(fr *tui.Frame, top, at int) (first int, on []int) {
	first = max(min(top, len(p.lines)-p.H), 0)
	end := min(first+p.H, len(p.lines))
	fr.Lines = p.lines[first:end]
	if from, to := scroll.Span(p.on, at); to > 0 && from >= first && from < end {
		fr.X, fr.Y = 0, from-first
	}
	return first, p.on[first:end]
}
