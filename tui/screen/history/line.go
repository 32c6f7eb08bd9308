package history

import (
	"pairbook/forms"
)

// line is one change as it is told.
type line struct {
	rev   forms.Revision
	old   forms.Value
	field *forms.Field // the question
	part  *forms.Field // its part or column; nil for a plain field and for a row as a whole
	row   int          // place of the row among those the table shows, from 1; 0: not among them, or no row
	gone  bool         // the row was removed
	num   int          // number of the question; 0 where it is not asked now
}

// inRow reports whether the change is in a row or of a row.
func (l line) inRow() bool { return l.rev.Addr.Row != "" }

// ofRow reports whether a row as a whole was added, removed or moved.
func (l line) ofRow() bool { return l.rev.Addr.Part == forms.PartOrder }

// ofSheet reports whether the sheet was opened, closed or sealed.
func (l line) ofSheet() bool { return l.field == nil }

// subject is the field that reads the values of the change.
func (l line) subject() *forms.Field {
	if l.part != nil {
		return l.part
	}
	return l.field
}

// log is what one reader may see of the revisions that concern a sheet.
type log struct {
	sheet  forms.Sheet
	reader forms.Reader
	items  []forms.Item
	revs   []forms.Revision // oldest first
	values map[forms.RevID]forms.Value
	added  map[uint64]bool // deeds that add a row
}

func reading(sh forms.Sheet, r forms.Reader, revs []forms.Revision) *log {
	g := &log{
		sheet: sh, reader: r, items: sh.Items(), revs: revs,
		values: map[forms.RevID]forms.Value{}, added: map[uint64]bool{},
	}
	for _, rev := range revs {
		g.values[rev.ID] = rev.Value
		if rev.Addr.Part == forms.PartOrder && g.old(rev) == "" {
			g.added[rev.Act] = true
		}
	}
	return g
}

// lines returns the changes the reader may see, newest first; field, where given,
// is the only question to show.
func (g *log) lines(field string) []line {
	var out []line
	for i := len(g.revs) - 1; i >= 0; i-- {
		l, ok := g.line(g.revs[i])
		if ok && (field == "" || l.field != nil && l.field.ID == field) {
			out = append(out, l)
		}
	}
	return out
}

// old returns what a revision replaced: of several, the latest.
func (g *log) old(rev forms.Revision) forms.Value {
	var old forms.Value
	var last forms.RevID
	for _, id := range rev.Parents {
		if v, ok := g.values[id]; ok && (last.Seq == 0 || last.Seq < id.Seq) {
			old, last = v, id
		}
	}
	return old
}

// line tells a revision; ok is false where it does not concern this sheet, where
// the reader may not see it, and where it says nothing a person would know.
func (g *log) line(rev forms.Revision) (l line, ok bool) {
	l = line{rev: rev, old: g.old(rev)}
	a := rev.Addr
	if a.Field == forms.FieldState {
		return l, a.Sheet == g.sheet.ID && g.readsAny()
	}
	if a.Hidden() || l.old == rev.Value {
		return l, false
	}
	it, ok := g.item(a)
	if !ok {
		return l, false
	}
	l.field, l.num = it.Field, it.Number
	if a.Part != "" && a.Part != forms.PartOrder {
		if l.part, ok = it.Field.Column(a.Part); !ok {
			return l, false
		}
		if a.Row != "" && a.Sheet.Register != "" && g.added[rev.Act] {
			return l, false // what a new row begins with was not said by anybody
		}
	}
	if a.Row != "" {
		l.row = g.place(it.Field, a)
		l.gone = g.sheet.Pair.Record.Value(g.sheet.Table(it.Field, a.Voice).InRow(a.Row).At(forms.PartOrder)) == ""
	}
	return g.allowed(l)
}

// allowed leaves out what the reader may not see. Of feedback that was sealed, and of
// what was kept until it was told, the other may read what stands there now, and not
// what stood there before.
func (g *log) allowed(l line) (line, bool) {
	v := l.rev.Addr.Voice
	for _, fd := range []*forms.Field{l.field, l.part} {
		if fd != nil && !g.sheet.MayRead(fd, v, g.reader) {
			return l, false
		}
	}
	own := g.reader.Alone && g.reader.Hand == v
	if (l.field.Seen == forms.SeenSealed && !g.sheet.InSight(l.rev.Time) || l.field.Seen == forms.SeenTold && v.IsPerson()) && !own {
		h, ok := g.sheet.Pair.Record.Last(l.rev.Addr)
		l.old = ""
		return l, ok && h.ID == l.rev.ID
	}
	return l, true
}

// readsAny reports whether the reader may read any of the sheet: of a sheet that
// is closed to them, they are not told either when it was worked on.
func (g *log) readsAny() bool {
	for _, it := range g.items {
		for _, v := range it.Voices {
			if g.sheet.MayRead(it.Field, v, g.reader) {
				return true
			}
		}
	}
	return false
}

// item finds the question that an address belongs to: one of the sheet, also one
// that is not asked now or any more, or a table of it that shows the register's row.
func (g *log) item(a forms.Address) (forms.Item, bool) {
	for _, it := range g.items {
		fd := it.Field
		if a.Sheet == g.sheet.ID && a.Field == fd.ID {
			return it, true
		}
		if fd.Register == "" || a.Sheet != forms.Register(fd.Register) || a.Row == "" {
			continue
		}
		if g.shows(fd, a) {
			return it, true
		}
	}
	if fd, ok := g.sheet.Form.Field(a.Field); ok && a.Sheet == g.sheet.ID {
		return forms.Item{Field: fd}, true
	}
	fd, ok := g.sheet.Formerly(a)
	return forms.Item{Field: fd}, ok
}

// shows reports whether a row of a register, or a cell of it, is written in this
// table: what is only shown here has its history where it is written.
func (g *log) shows(fd *forms.Field, a forms.Address) bool {
	if !g.sheet.MayAddRows(fd) {
		return false
	}
	if fd.Take == forms.TakeHere {
		row := g.sheet.Table(fd, a.Voice).InRow(a.Row)
		from := g.sheet.Pair.Record.Value(row.At(forms.PartFrom))
		if string(from) != g.sheet.ID.String() {
			return false
		}
	}
	col, ok := fd.Column(a.Part)
	return a.Part == forms.PartOrder || ok && !col.ReadOnly
}

// place returns where a row stands among those the table shows now, from 1; 0
// where it is not there.
func (g *log) place(fd *forms.Field, a forms.Address) int {
	for i, row := range g.sheet.Rows(fd, a.Voice) {
		if row.ID == a.Row {
			return i + 1
		}
	}
	return 0
}
