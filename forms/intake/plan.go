package intake

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
)

// Kind says what a change does.
type Kind string

// What a file can change.
const (
	Set    Kind = "set"
	Clear  Kind = "clear"
	Add    Kind = "add"
	Remove Kind = "remove"
	Move   Kind = "move"
)

// Change is one thing that a file changes, for people: where it stands in the file and
// on the sheet, and how it reads before and after, in the file's language.
type Change struct {
	Kind  Kind
	Line  int
	Field *forms.Field
	Part  *forms.Field // of a part or a cell; else nil
	Voice forms.Voice
	Row   int // of a row or a cell, from 1: after the change, where it is removed before it
	Old   string
	New   string
}

// Plan is what a file would do. Where there are faults nothing of it is to be done.
type Plan struct {
	Changes []Change
	Faults  []Fault
	Do      []forms.Change // what to commit, in one go
}

// Compare holds a file against the sheet it names, of a pair whose words are in the
// file's language. The error is one of ours, not of the file.
func (p *Paper) Compare(s forms.Sheet) (Plan, error) {
	c := &comparer{head: p.Head, real: s}
	if p.FormVersion > s.Form.Version {
		c.add(1, "newer_form", "n", p.FormVersion)
		return Plan{Faults: c.all}, nil
	}
	file := p.read(s, &c.faults)
	s = unhidden(s, file.Answers)
	var moved bool
	var err error
	if c.base, moved, err = baseOf(s, p.Head); err != nil {
		return Plan{}, fmt.Errorf("comparing a file with the book: %w", err)
	}
	c.file, c.was, c.sheet = file, s, scratch(s)
	for _, a := range file.Answers {
		c.answer(a)
	}
	for _, f := range c.later { // what names goals comes when all goals are there
		f()
	}
	if moved {
		c.outdated()
	}
	slices.SortStableFunc(c.all, func(a, b Fault) int { return a.Line - b.Line })
	plan := Plan{Changes: c.changes, Faults: c.all, Do: c.do()}
	if len(plan.Faults) > 0 {
		plan.Changes, plan.Do = nil, nil
	}
	slices.SortStableFunc(plan.Changes, func(a, b Change) int { return a.Line - b.Line })
	return plan, nil
}

// outdated refuses a file that is older than the book wherever it would take back or
// change what is answered now: nobody can tell an edit from what was answered since.
func (c *comparer) outdated() {
	for _, x := range c.changes {
		if x.Old != "" || x.Kind == Remove || x.Kind == Move {
			c.add(x.Line, "outdated", "label", c.label(x.Field), "old", brief(x.Old))
		}
	}
}

// comparer tries a file on a copy of the pair.
type comparer struct {
	faults
	head    Head
	file    File
	base    map[place]Answer
	real    forms.Sheet // as the pair has it
	was     forms.Sheet // the same, with all questions of the file
	sheet   forms.Sheet // of the copy, changed as we go
	changes []Change
	said    []forms.Change // by the file
	follow  []forms.Change // brought along
	later   []func()
}

// do lists what is to be committed: what the file says itself counts more than what it
// brings along.
func (c *comparer) do() []forms.Change {
	var out []forms.Change
	for _, x := range append(slices.Clone(c.follow), c.said...) {
		out = slices.DeleteFunc(out, func(y forms.Change) bool { return y.Addr == x.Addr })
		out = append(out, x)
	}
	rec := c.real.Pair.Record
	return slices.DeleteFunc(out, func(x forms.Change) bool { return rec.Value(x.Addr) == x.Value && !rec.Conflict(x.Addr) })
}

// put tries changes on the copy.
func (c *comparer) put(cs ...forms.Change) {
	all := c.sheet.Follow(cs)
	c.said = append(c.said, cs...)
	c.follow = append(c.follow, all[len(cs):]...)
	for i, x := range all {
		if i < len(cs) || !slices.ContainsFunc(c.said, func(y forms.Change) bool { return y.Addr == x.Addr }) {
			c.sheet.Pair.Record.Put(x.Addr, []forms.Head{{Author: forms.Mentee, Time: 1, Value: x.Value}})
		}
	}
}

func (c *comparer) answer(a Answer) {
	base, inBase := c.base[place{a.Field, a.Voice}]
	if a.Fixed {
		c.fixed(a, base)
		return
	}
	fd, ok := c.sheet.Form.Field(a.Field)
	if !ok {
		return // the reader has told it
	}
	switch {
	case !inBase && !c.mayHold(fd, a):
		return
	case a.Blank && inBase && !base.Blank:
		c.add(a.Line, "nothing_there", "label", c.label(fd), "mark", c.sheet.Pair.Words.T("export.not_answered"))
	case a.Blank:
	default:
		c.given(fd, a, base)
	}
}

// given compares an answer that says something, or that nothing is said any more.
func (c *comparer) given(fd *forms.Field, a, base Answer) {
	switch {
	case fd.Kind == forms.KindRows:
		if a.Table != nil {
			c.table(fd, a, base.Table)
		}
	case a.Clear && fd.Kind == forms.KindGroup:
		for _, was := range base.Cells {
			c.plain(fd, a.Voice, Cell{Part: was.Part, Line: a.Line}, was)
		}
	case a.Clear:
		c.plain(fd, a.Voice, Cell{Line: a.Line}, base.first(""))
	default:
		for _, said := range a.Cells {
			c.plain(fd, a.Voice, said, base.first(said.Part))
		}
	}
}

// first returns what an answer says at a part; nothing where it says nothing of it.
func (a Answer) first(part string) Cell {
	was, _ := Row{Cells: a.Cells}.cell(part)
	return was
}

// mayHold refuses an answer that a file for this audience does not hold.
func (c *comparer) mayHold(fd *forms.Field, a Answer) bool {
	leaves, _ := c.was.Leaves(fd, a.Voice, c.head.For)
	switch {
	case !leaves:
		c.add(a.Line, "not_yours", "label", c.label(fd))
	case c.sheet.Pair.Programme().LeavesOut(c.sheet.Form.ID, fd.ID):
		c.add(a.Line, "left_out", "label", c.label(fd))
	default:
		return true
	}
	return false
}

func (c *comparer) label(fd *forms.Field) string { return brief(c.sheet.Pair.Text(fd.Label)) }

// fixed refuses changes of what the program works out and of signatures. What the book
// itself has changed since is none.
func (c *comparer) fixed(a, base Answer) {
	if c.file.intact || base.Line == 0 || a.first("").Text == base.first("").Text {
		return
	}
	fd, ok := c.sheet.Form.Field(a.Field)
	if !ok {
		fd, ok = c.sheet.Form.EarlierField(a.Field)
	}
	switch {
	case !ok:
	case fd.Kind == forms.KindSign:
		c.add(a.Line, "signature", "label", c.label(fd), "signed", c.signed(fd))
	default:
		c.add(a.Line, "computed", "label", c.label(fd))
	}
}

// signed says in words who signed.
func (c *comparer) signed(fd *forms.Field) string {
	var out []string
	for _, v := range c.was.Voices(fd) {
		if text := c.was.Reading(fd, v); text != "" {
			out = append(out, plain(text))
		}
	}
	if len(out) == 0 {
		return c.real.Pair.Words.T("export.not_signed")
	}
	return strings.Join(out, "; ")
}

// plain compares a plain answer, or a part.
func (c *comparer) plain(fd *forms.Field, v forms.Voice, said, was Cell) {
	part, at := fd, c.sheet.Address(fd, v)
	if said.Part != "" {
		part, _ = fd.Column(said.Part)
		at = at.At(said.Part)
		if leaves, _ := c.was.Leaves(part, v, c.head.For); !leaves {
			c.add(said.Line, "not_yours", "label", c.label(part))
			return
		}
	}
	ch := Change{Line: said.Line, Field: fd, Voice: v}
	if part != fd {
		ch.Part = part
	}
	c.when(part, func() { c.value(part, at, said, was, ch) })
}

// when calls f, at the end where it needs rows that may be new.
func (c *comparer) when(fd *forms.Field, f func()) {
	if _, register := c.sheet.Pair.Library.Registers[fd.From]; register {
		c.later = append(c.later, f)
		return
	}
	f()
}

// value tries one thing said. ch is the change that it would be.
func (c *comparer) value(fd *forms.Field, at forms.Address, said, was Cell, ch Change) {
	if said.Text == was.Text {
		if said.Canonical && said.Reading != was.Reading && said.Reading != "" && !c.file.intact && was.Line > 0 {
			c.add(said.Line, "reading", "label", c.label(fd))
		}
		return
	}
	now := c.sheet.Pair.Record.Value(at)
	value, problem := c.read(fd, said, was, now)
	if problem != nil {
		c.problem(said.Line, problem, "not_understood", "label", c.label(fd), "text", brief(said.Text))
		return
	}
	if c.alike(fd, value, now) {
		return
	}
	if fd.ReadOnly || fd.Kind == forms.KindAuto || fd.Kind == forms.KindSign {
		c.add(said.Line, "read_only", "label", c.label(fd))
		return
	}
	if c.shut(said.Line) {
		return
	}
	ask := c.sheet.Pair.Asking()
	ch.Kind, ch.Old, ch.New = Set, plain(fd.Show(now, ask)), plain(fd.Show(value, ask))
	if value == "" {
		ch.Kind = Clear
	}
	c.put(forms.Change{Addr: at, Value: value})
	if ch.Field != nil {
		c.changes = append(c.changes, ch)
	}
}

// shut refuses a change in a sheet that is closed to writing.
func (c *comparer) shut(line int) bool {
	switch {
	case !c.real.ReadOnly():
		return false
	case c.real.Frozen():
		c.add(line, "frozen", "sheet", c.real.ID)
	case c.real.Form.Copies == forms.CopiesEach:
		c.add(line, "sealed", "sheet", c.real.ID)
	default:
		c.add(line, "closed", "sheet", c.real.ID)
	}
	return true
}

// alike reports whether two values say the same. A file has blanks for tabs, and in
// which order options were ticked does not matter.
func (c *comparer) alike(fd *forms.Field, a, b forms.Value) bool {
	if a == b || export.Carried(a) == export.Carried(b) {
		return true
	}
	if fd.Kind != forms.KindMulti {
		return false
	}
	sorted := func(v forms.Value) []string {
		lines := strings.Split(string(v), "\n")
		slices.Sort(lines)
		return lines
	}
	return slices.Equal(sorted(a), sorted(b))
}
