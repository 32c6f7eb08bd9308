package text

import (
	"slices"
	"strings"
)

// pos is a place between two clusters: a line and a byte offset in it.
type pos struct{ line, col int }

// before says that p stands before q in the text.
func (p pos) before(q pos) bool {
	return p.line < q.line || p.line == q.line && p.col < q.col
}

// after is the place behind s, were s inserted at p.
func (p pos) after(s string) pos {
	if n := strings.Count(s, "\n"); n > 0 {
		return pos{p.line + n, len(s) - 1 - strings.LastIndexByte(s, '\n')}
	}
	return pos{p.line, p.col + len(s)}
}

// body is the text as lines, and how they are laid out in the window and, for
// a form that measures a field before it draws it, at one other width.
type body struct {
	lines  []string
	window layout
	aside  layout
}

// newBody returns the body of a clean text; there is always one line.
func newBody(s string) body {
	return body{lines: strings.Split(s, "\n")}
}

// end is the place behind the last cluster.
func (b *body) end() pos {
	last := len(b.lines) - 1
	return pos{last, len(b.lines[last])}
}

// slice returns the text between two places.
func (b *body) slice(from, to pos) string {
	if from.line == to.line {
		return b.lines[from.line][from.col:to.col]
	}
	size := to.line - from.line + to.col - from.col
	for _, l := range b.lines[from.line:to.line] {
		size += len(l)
	}
	var s strings.Builder
	s.Grow(size)
	s.WriteString(b.lines[from.line][from.col:])
	for _, l := range b.lines[from.line+1 : to.line] {
		s.WriteByte('\n')
		s.WriteString(l)
	}
	s.WriteByte('\n')
	s.WriteString(b.lines[to.line][:to.col])
	return s.String()
}

// replace puts s in the place of the text between from and to.
func (b *body) replace(from, to pos, s string) {
	head := b.lines[from.line][:from.col]
	tail := b.lines[to.line][to.col:]
	if from.line == to.line && !strings.Contains(s, "\n") {
		text := head + s + tail
		b.lines[from.line] = text
		b.window.edit(from.line, text, from.col, to.col-from.col, len(s))
		b.aside.edit(from.line, text, from.col, to.col-from.col, len(s))
		return
	}
	fresh := strings.Split(s, "\n")
	fresh[0] = head + fresh[0]
	fresh[len(fresh)-1] += tail
	was := to.line - from.line + 1
	b.lines = slices.Replace(b.lines, from.line, to.line+1, fresh...)
	b.window.replace(fresh, from.line, was)
	b.aside.replace(fresh, from.line, was)
}

// height is the number of rows at a width of w cells.
func (b *body) height(w int) int {
	if b.window.width == w {
		return b.window.total
	}
	b.aside.fill(b.lines, w)
	return b.aside.total
}
