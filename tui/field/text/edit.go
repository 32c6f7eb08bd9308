package text

// insert puts s, cleaned, in the place of the selection; false: nothing came
// of it.
func (e *Editor) insert(s string, k kind) bool {
	s = e.clean(s)
	if s == "" {
		return false
	}
	from, to := e.selected()
	e.change(from, to, s, k)
	return true
}

// remove deletes the text between from and to; false: there is none.
func (e *Editor) remove(from, to pos, k kind) bool {
	if from == to {
		return false
	}
	e.change(from, to, "", k)
	return true
}

// change is the one way the text is edited, but for undo and redo.
func (e *Editor) change(from, to pos, s string, k kind) {
	removed := e.body.slice(from, to)
	before := e.cursor
	end := from.after(s)
	if removed == s {
		e.put(end)
		return
	}
	e.body.replace(from, to, s)
	// What is new may join its neighbours: a mark its letter, a flag's half
	// the other. The cursor never stays inside a cluster.
	_, end.col = edgesAround(e.body.lines[end.line], end.col)
	e.put(end)
	e.version++
	e.history.add(step{kind: k, at: from, removed: removed, inserted: s, before: before, after: end})
}

// deleteBy carries out a deletion: of the selection, or of what the action
// names.
func (e *Editor) deleteBy(a Action) bool {
	c, k := e.cursor, other
	var p pos
	switch a {
	case DeleteBack:
		p, k = e.before(prevEdge), deletingBack
	case DeleteForward:
		p, k = e.behind(nextEdge), deletingForward
	case DeleteWordBack:
		p = e.before(wordStart)
	case DeleteWordForward:
		p = e.behind(wordEnd)
	case DeleteToLineStart:
		p = pos{c.line, 0}
	case DeleteToLineEnd:
		p = pos{c.line, len(e.body.lines[c.line])}
	default:
		return false
	}
	if e.DeleteSelection() {
		return true
	}
	if p.before(c) {
		return e.remove(p, c, k)
	}
	return e.remove(c, p, k)
}
