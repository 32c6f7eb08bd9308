package forms

import (
	"strings"
	"time"
	"unicode"
)

// Review is what one of the two looks through between meetings: what the other has
// changed since, what is late or silent, how often they are in touch, how the goals
// move, what was promised, and what is to be raised next time. It holds only what
// its reader may read.
type Review struct {
	Since    Stamp // what was changed after this is news
	News     []News
	Due      []ReviewLine
	Months   []Month
	Contact  ReviewLine // the months in words
	Goals    []GoalLine
	Kept     KeptActions
	Promises []Promise
	Agenda   []ReviewLine // what is on the agenda of the next meeting
}

// ReviewLine is a line of a review: what it says, what stands beside it, where it
// is from, and what would stand on the agenda if it is raised.
type ReviewLine struct {
	Text   string
	Note   string  // "" where the text says it all
	Sheet  SheetID // where it stands
	Field  string
	Topic  string // "" where it is not for both to read, or nothing to talk about
	Raised bool   // it is on the agenda of the next meeting already
}

// The parts of a review.
const (
	NewsPart     = "news"
	DuePart      = "due"
	AgendaPart   = "agenda"
	ContactPart  = "contact"
	GoalsPart    = "goals"
	ActionsPart  = "actions"
	PromisesPart = "promises"
)

// ReviewPart is a part of a review with its lines, as pages and prints show it.
type ReviewPart struct {
	ID    string // one of the parts above
	Title string
	Lines []ReviewLine
	None  string // what is said where there are no lines
}

// firstLook is how far back changes are news to somebody who never looked, in days.
const firstLook = 31

// FirstLook is the stamp from which changes are news to somebody who looks at the
// pair's review for the first time: a month back.
func (p *Pair) FirstLook() Stamp {
	d := p.Today.AddDays(-firstLook)
	return StampOf(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC))
}

// StampOf returns the first stamp of a moment.
func StampOf(t time.Time) Stamp { return Stamp(0).Next(t) }

// Review looks through the pair for a reader. revs is what the book has of the
// addresses that match Unseen, oldest first; more does no harm. The zero Reader sees
// what both may see together, and everything since is news to them. Nothing private
// or sealed of the other can be learnt from a review, not even that it changed.
func (p *Pair) Review(since Stamp, revs []Revision, r Reader) Review {
	out := Review{
		Since: since, News: p.news(since, revs, r), Due: p.dueLines(), Months: p.Months(), Goals: p.goalLines(r),
		Kept: p.keptActions(), Promises: p.promises(), Agenda: p.agendaLines(),
	}
	out.Contact = p.contactLine(out.Months)
	raised := p.raised()
	mark := func(l *ReviewLine) { l.Raised = l.Topic != "" && raised[sameTopic(l.Topic)] }
	for i := range out.News {
		mark(&out.News[i].ReviewLine)
	}
	for i := range out.Due {
		mark(&out.Due[i])
	}
	for i := range out.Goals {
		mark(&out.Goals[i].ReviewLine)
	}
	for i := range out.Promises {
		mark(&out.Promises[i].ReviewLine)
	}
	mark(&out.Contact)
	mark(&out.Kept.ReviewLine)
	return out
}

// Parts sets the review out for reading, in the order of what matters first.
func (p *Pair) Parts(v Review) []ReviewPart {
	var news, goals, promises []ReviewLine
	for _, n := range v.News {
		news = append(news, n.ReviewLine)
	}
	for _, g := range v.Goals {
		goals = append(goals, g.ReviewLine)
	}
	for _, x := range v.Promises {
		promises = append(promises, x.ReviewLine)
	}
	part := func(id string, lines ...ReviewLine) ReviewPart {
		out := ReviewPart{ID: id, Title: p.Words.T("review.part_" + id), Lines: lines}
		if len(lines) == 0 {
			out.None = p.Words.T("review.none_" + id)
		}
		return out
	}
	return []ReviewPart{
		part(NewsPart, news...), part(DuePart, v.Due...), part(AgendaPart, v.Agenda...), part(ContactPart, v.Contact),
		part(GoalsPart, goals...), part(ActionsPart, v.Kept.ReviewLine), part(PromisesPart, promises...),
	}
}

// topicMost is how many characters of a line go on the agenda.
const topicMost = 80

// topic makes a line for the agenda of a text.
func topic(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > topicMost {
		return strings.TrimRightFunc(string(r[:topicMost-1]), unicode.IsSpace) + "…"
	}
	return text
}

// sameTopic is what two topics have in common where they say the same.
func sameTopic(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// agendaField is where a person puts what they want to talk about.
func agendaField(hand Voice) string {
	if hand == Mentor {
		return "mp_mentor_topics"
	}
	return "mp_topics"
}

// agendaTopic is the column of the words.
const agendaTopic = "topic"

// agenda returns the table on which a person puts topics for the next meeting; ok is
// false where the programme has none that both may read.
func (p *Pair) agenda(hand Voice) (s Sheet, fd *Field, ok bool) {
	if s, ok = p.Sheet(p.OpenMeeting()); !ok || !p.uses(MeetingForm) || s.ReadOnly() {
		return s, nil, false
	}
	if fd, ok = s.Form.Field(agendaField(hand)); !ok || p.Programme().LeavesOut(s.Form.ID, fd.ID) || !s.MayRead(fd, hand, Reader{}) {
		return s, nil, false
	}
	_, ok = fd.Column(agendaTopic)
	return s, fd, ok && fd.Kind == KindRows
}

// raised returns what is on the agenda of the next meeting.
func (p *Pair) raised() map[string]bool {
	out := map[string]bool{}
	for _, l := range p.agendaLines() {
		out[sameTopic(l.Text)] = true
	}
	return out
}

// agendaLines lists the topics of the next meeting, the mentee's first.
func (p *Pair) agendaLines() []ReviewLine {
	var out []ReviewLine
	for _, v := range []Voice{Mentee, Mentor} {
		s, fd, ok := p.agenda(v)
		if !ok {
			continue
		}
		col, _ := fd.Column(agendaTopic)
		for _, row := range s.Rows(fd, v) {
			if text := col.ShowShort(p.Record.Value(s.Cell(fd, v, row.ID, col)), p.Asking()); text != "" {
				out = append(out, ReviewLine{Text: text, Note: p.Name(v), Sheet: s.ID, Field: fd.ID})
			}
		}
	}
	return out
}

// MayRaise reports whether there is an agenda that a person can put something on.
func (p *Pair) MayRaise(hand Voice) bool {
	_, _, ok := p.agenda(hand)
	return ok && hand.IsPerson()
}

// Raise returns the changes that put a topic on the agenda of the next meeting, as
// one of the person's own; none where it is there already or there is no agenda.
func (p *Pair) Raise(hand Voice, text string) []Change {
	text = topic(text)
	if text == "" || !hand.IsPerson() || p.raised()[sameTopic(text)] {
		return nil
	}
	s, fd, ok := p.agenda(hand)
	if !ok {
		return nil
	}
	col, _ := fd.Column(agendaTopic)
	row, cs := s.AddRow(fd, hand, "")
	return append(cs, Change{Addr: s.Cell(fd, hand, row, col), Value: Value(text)})
}

// LookedKey is the book's setting that keeps up to where a person has looked at a
// pair's review: the number of a Stamp.
func LookedKey(id PairID, hand Voice) string { return "looked." + string(id) + "." + string(hand) }

// Newest returns the stamp of the newest change that a reader may read, 0 where
// there is none. It tells nothing of private notes.
func (p *Pair) Newest(r Reader) (newest Stamp) {
	at := p.newReading(r)
	for a, hs := range p.Record.heads {
		if len(hs) == 0 {
			continue
		}
		if h := hs[len(hs)-1]; h.ID.Seq != 0 && h.Time > newest && at.may(a) {
			newest = h.Time
		}
	}
	return newest
}
