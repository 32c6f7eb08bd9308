package forms

import (
	"cmp"
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// News is something that the other one has changed.
type News struct {
	ReviewLine
	Question string // what was asked
	Old, New string // as a person reads them; "" for no answer
	Row      RowID  // "" for a plain field
	By       Voice
	At       Stamp
	Kind     NewsKind
}

// NewsKind says what has happened.
type NewsKind string

// An answer was given or changed; a row was added or taken away; a sheet was opened,
// closed or sealed.
const (
	NewAnswer NewsKind = "answer"
	NewRow    NewsKind = "row"
	GoneRow   NewsKind = "gone"
	NewState  NewsKind = "state"
)

// Unseen returns the addresses whose answer somebody else than the reader has
// changed since, as far as the reader may read them. It is what the book's history
// is asked for, see Review.
func (p *Pair) Unseen(since Stamp, r Reader) func(Address) bool {
	set := map[Address]bool{}
	for _, a := range p.unseen(since, r) {
		set[a] = true
	}
	return func(a Address) bool { return set[a] }
}

func (p *Pair) unseen(since Stamp, r Reader) []Address {
	at := p.newReading(r)
	var out []Address
	for a, hs := range p.Record.heads { // Last would look each of a thousand addresses up again
		if len(hs) == 0 {
			continue
		}
		if h := hs[len(hs)-1]; h.Time > since && h.Author != r.Hand && !a.Hidden() && at.may(a) {
			out = append(out, a)
		}
	}
	return out
}

// news tells what others have changed since, newest first.
func (p *Pair) news(since Stamp, revs []Revision, r Reader) []News {
	past := map[Address][]Revision{}
	for _, rev := range revs {
		past[rev.Addr] = append(past[rev.Addr], rev)
	}
	at := p.newReading(r)
	fresh := p.unseen(since, r)
	rows := freshRows(p.Record, fresh, past, since)
	var out []News
	for _, a := range fresh {
		if a.Row != "" && a.Part != PartOrder && rows[tableRow(a)] {
			continue // a row that came or went is told as one
		}
		from := since
		if a.Field != FieldState {
			from = max(since, p.togetherSince(a.Sheet))
		}
		if n, ok := at.tell(a, before(past[a], from, r.Hand)); ok {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b News) int {
		return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(a.Text, b.Text), strings.Compare(a.Note, b.Note))
	})
	return out
}

// tableRow is a row of a table whatever the cell.
func tableRow(a Address) Address { return a.At("") }

// freshRows finds the rows that came or went since.
func freshRows(rec *Record, fresh []Address, past map[Address][]Revision, since Stamp) map[Address]bool {
	out := map[Address]bool{}
	for _, a := range fresh {
		if a.Row != "" && a.Part == PartOrder && (rec.Value(a) == "") != (valueAt(past[a], since) == "") {
			out[tableRow(a)] = true
		}
	}
	return out
}

// valueAt returns what stood at an address at a stamp.
func valueAt(revs []Revision, at Stamp) (v Value) {
	var last Stamp
	for _, rev := range revs {
		if rev.Time <= at && rev.Time >= last {
			v, last = rev.Value, rev.Time
		}
	}
	return v
}

// before returns what stood at an address before others changed it: what the hand
// knew last.
func before(revs []Revision, since Stamp, hand Voice) Value {
	v := valueAt(revs, since)
	for _, rev := range revs {
		if rev.Time > since && rev.Author == hand {
			v = rev.Value
		}
	}
	return v
}

// tell words one change; ok is false where nothing is new after all.
func (x *reading) tell(a Address, old Value) (n News, ok bool) {
	p := x.pair
	h, _ := p.Record.Last(a)
	if h.Value == old {
		return n, false
	}
	n = News{Row: a.Row, By: h.Author, At: h.Time, Kind: NewAnswer}
	s, fd, ok := x.question(a)
	switch {
	case a.Field == FieldState:
		s, _ = x.sheet(a.Sheet)
		n.Kind, n.Question = NewState, p.Words.T("review.state")
		n.Old, n.New = p.stateWord(State(old)), p.stateWord(State(h.Value))
		n.Sheet, n.Text = s.ID, s.Title()
		return x.finish(n, n.Text), n.New != ""
	case !ok:
		return n, false
	case a.Part == PartOrder:
		return x.tellRow(n, s, fd, a, old, h.Value)
	}
	part := x.part(fd, a)
	if fd.Seen == SeenTold || fd.Seen == SeenSealed && p.Record.State(s.ID) != StateTogether {
		old = "" // what stood there before it was sealed or told is nobody else's business
	}
	n.Old, n.New = part.ShowShort(old, p.Asking()), part.ShowShort(h.Value, p.Asking())
	n.Question = p.labelOf(s, fd, a, part)
	n.Sheet, n.Field = s.ID, fd.ID
	n.Text = p.Words.T("review.at", "sheet", s.Title(), "question", n.Question)
	subject := n.Question
	if !x.forBoth(s, fd, part, a.Voice) {
		subject = ""
	}
	return x.finish(n, subject), n.Old != n.New
}

// question finds the question at an address: on its sheet, or where the register is
// written.
func (x *reading) question(a Address) (Sheet, *Field, bool) {
	if a.Sheet.Register != "" {
		home := x.home(a.Sheet.Register)
		return home.sheet, home.field, home.field != nil
	}
	s, ok := x.sheet(a.Sheet)
	if !ok {
		return s, nil, false
	}
	fd, ok := s.Form.Field(a.Field)
	return s, fd, ok
}

// part is what reads the value at an address.
func (x *reading) part(fd *Field, a Address) *Field {
	if a.Part == "" {
		return fd
	}
	if a.Sheet.Register != "" {
		if col, ok := x.pair.Library.Registers[a.Sheet.Register].column(a.Part); ok {
			return col
		}
	}
	if col, ok := fd.Column(a.Part); ok {
		return col
	}
	return fd
}

// forBoth reports whether both may read an answer together, so that it may stand on
// the agenda.
func (x *reading) forBoth(s Sheet, fd, part *Field, v Voice) bool {
	return s.MayRead(fd, v, Reader{}) && s.MayRead(part, v, Reader{})
}

// tellRow tells of a row that came, went, or only moved.
func (x *reading) tellRow(n News, s Sheet, fd *Field, a Address, old, now Value) (News, bool) {
	p := x.pair
	if (old == "") == (now == "") {
		return n, false // only its place has changed
	}
	name := p.rowLabel(s, fd, a.Voice, a.Row)
	n.Kind, n.New = NewRow, cmp.Or(x.cells(s, fd, a), name)
	if now == "" {
		n.Kind, n.Old, n.New = GoneRow, name, ""
	}
	n.Question = p.Text(fd.Label)
	n.Sheet, n.Field = s.ID, fd.ID
	n.Text = p.Words.T("review.at", "sheet", s.Title(), "question", n.Question)
	subject := cmp.Or(name, n.Question)
	if !x.forBoth(s, fd, fd, a.Voice) {
		subject = ""
	}
	return x.finish(n, subject), n.Old != n.New
}

// cells joins what stands in a row.
func (x *reading) cells(s Sheet, fd *Field, a Address) string {
	var out []string
	for i := range fd.Columns {
		col := &fd.Columns[i]
		if col.ID == columnStatus || !s.MayRead(col, a.Voice, x.reader) {
			continue
		}
		if text := col.ShowShort(s.CellValue(fd, a.Voice, a.Row, col), x.pair.Asking()); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, " · ")
}

// finish puts who and when, and what was there before, beside the text.
func (x *reading) finish(n News, subject string) News {
	p := x.pair
	key := "review.news_" + string(n.Kind)
	switch {
	case n.Kind == NewAnswer && n.Old == "":
		key = "review.news_first"
	case n.Kind == NewAnswer && n.New == "":
		key = "review.news_taken"
	}
	n.Note = p.Words.T(key, "old", topic(n.Old), "new", topic(n.New))
	n.Note = p.Words.T("review.by", "what", n.Note, "name", p.Name(n.By), "day", p.Words.DayMonth(lang.DateOf(n.At.Wall()), p.Today))
	n.Topic = topic(subject)
	return n
}

// stateWord says how far a sheet has come, in words; "" for what is no news.
func (p *Pair) stateWord(s State) string {
	if s == StateNone {
		return ""
	}
	return p.Words.T("review.state_" + string(s))
}

// labelOf names a question, with the row and the part that an address is about.
func (p *Pair) labelOf(s Sheet, fd *Field, a Address, part *Field) string {
	label := p.Text(fd.Label)
	if a.Row != "" {
		if name := p.rowLabel(s, fd, a.Voice, a.Row); name != "" {
			label = name
		}
	}
	if part == fd || p.Text(part.Label) == "" {
		return label
	}
	return p.Words.T("review.part", "question", label, "part", p.Text(part.Label))
}

// rowLabel names a row by its first answer.
func (p *Pair) rowLabel(s Sheet, fd *Field, v Voice, row RowID) string {
	if fd.given() {
		return s.rowName(fd, row)
	}
	for i := range fd.Columns {
		col := &fd.Columns[i]
		if !s.MayRead(col, v, Reader{}) {
			continue
		}
		if text := col.ShowShort(s.CellValue(fd, v, row, col), p.Asking()); text != "" {
			return text
		}
	}
	return ""
}
