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

// body is the text as lines, and how many rows they take. It rewraps a line
// only when that line or the width changes, and keeps running totals, so that
// an edit costs the same in a long text as in a short one.
type body struct {
	lines []line
	width int   // what the lines are wrapped for, in cells; 0: not wrapped yet
	total int   // rows of all lines at that width
	aside tally // the row counts at one other width
}

// tally is the number of rows of each line, and of all, at one width.
type tally struct {
	width  int // 0: not counted yet
	counts []int
	total  int
	spare  []int // kept to count without allocating
}

// newBody returns the body of a clean text; there is always one line.
func newBody(s string) body {
	return body{lines: split(s)}
}

// split cuts a text into lines.
func split(s string) []line {
	lines := make([]line, 0, 1+strings.Count(s, "\n"))
	for part := range strings.SplitSeq(s, "\n") {
		lines = append(lines, line{text: part})
	}
	return lines
}

// end is the place behind the last cluster.
func (b *body) end() pos {
	last := len(b.lines) - 1
	return pos{last, len(b.lines[last].text)}
}

// slice returns the text between two places.
func (b *body) slice(from, to pos) string {
	if from.line == to.line {
		return b.lines[from.line].text[from.col:to.col]
	}
	size := to.line - from.line + to.col - from.col
	for _, l := range b.lines[from.line:to.line] {
		size += len(l.text)
	}
	var s strings.Builder
	s.Grow(size)
	s.WriteString(b.lines[from.line].text[from.col:])
	for _, l := range b.lines[from.line+1 : to.line] {
		s.WriteByte('\n')
		s.WriteString(l.text)
	}
	s.WriteByte('\n')
	s.WriteString(b.lines[to.line].text[:to.col])
	return s.String()
}

// replace puts s in the place of the text between from and to.
func (b *body) replace(from, to pos, s string) {
	head := b.lines[from.line].text[:from.col]
	tail := b.lines[to.line].text[to.col:]
	if from.line == to.line && !strings.Contains(s, "\n") {
		l := &b.lines[from.line]
		b.total -= l.count()
		l.text = head + s + tail
		b.rewrap(from.line, from.line+1, 1)
		return
	}
	fresh := split(s)
	fresh[0].text = head + fresh[0].text
	last := &fresh[len(fresh)-1]
	last.text += tail
	for _, l := range b.lines[from.line : to.line+1] {
		b.total -= l.count()
	}
	b.lines = slices.Replace(b.lines, from.line, to.line+1, fresh...)
	b.rewrap(from.line, from.line+len(fresh), to.line-from.line+1)
}

// rewrap brings the rows and totals up to date after the lines from..to took
// the place of was lines, whose rows are already taken off the total.
func (b *body) rewrap(from, to, was int) {
	b.aside.replace(b.lines[from:to], from, was)
	if b.width == 0 {
		b.total = 0
		return
	}
	for i := from; i < to; i++ {
		b.lines[i].wrap(b.width)
		b.total += b.lines[i].count()
	}
}

// wrap wraps all lines for a width of w cells, unless they are already.
func (b *body) wrap(w int) {
	if b.width == w {
		return
	}
	b.width, b.total = w, 0
	for i := range b.lines {
		b.lines[i].wrap(w)
		b.total += b.lines[i].count()
	}
}

// height is the number of rows at a width of w cells.
func (b *body) height(w int) int {
	if b.width == w {
		return b.total
	}
	if b.aside.width != w {
		b.aside = tally{width: w, spare: b.aside.spare}
		b.aside.replace(b.lines, 0, 0)
	}
	return b.aside.total
}

// replace counts the lines that took the place of was lines from number at on.
func (t *tally) replace(fresh []line, at, was int) {
	if t.width == 0 {
		return
	}
	for _, n := range t.counts[at : at+was] {
		t.total -= n
	}
	if len(fresh) != was {
		t.counts = slices.Replace(t.counts, at, at+was, make([]int, len(fresh))...)
	}
	for i, l := range fresh {
		t.spare = wrapRows(t.spare[:0], l.text, t.width)
		t.counts[at+i] = len(t.spare) + 1
		t.total += len(t.spare) + 1
	}
}
