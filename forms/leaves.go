package forms

import (
	"fmt"
	"slices"
	"strings"
)

// Audience names those for whom a sheet leaves the book. What they get is decided in
// one place, Leaves: the export and its preview both ask it.
type Audience string

// The pair together; one of the two, with their own private words; the board; the
// coordinator of the programme.
const (
	ForPair        Audience = "pair"
	ForMentee      Audience = "mentee"
	ForMentor      Audience = "mentor"
	ForBoard       Audience = "board"
	ForCoordinator Audience = "coordinator"
)

// Audiences lists everybody a sheet can be handed to; the pair comes first.
func Audiences() []Audience {
	return []Audience{ForPair, ForMentee, ForMentor, ForBoard, ForCoordinator}
}

// ParseAudience reads the name of an audience.
func ParseAudience(s string) (Audience, error) {
	if to := Audience(s); slices.Contains(Audiences(), to) {
		return to, nil
	}
	return "", fmt.Errorf("%q is nobody to hand a sheet to", s)
}

// Hands is what a reader would take along: the own copy of one who is alone, else that
// of the pair.
func (r Reader) Hands() Audience {
	if r.Alone && r.Hand.IsPerson() {
		return Audience(r.Hand)
	}
	return ForPair
}

// Person returns the one of the two whose own copy it is; "" for all others.
func (to Audience) Person() Voice {
	if v := Voice(to); v.IsPerson() {
		return v
	}
	return ""
}

// Outside reports whether the audience is nobody of the two.
func (to Audience) Outside() bool { return to == ForBoard || to == ForCoordinator }

// reader is who reads in the book as much as the audience may.
func (to Audience) reader() Reader {
	v := to.Person()
	return Reader{Hand: v, Alone: v != ""}
}

// Reason says why an answer stays in the book; "" where it may leave.
type Reason string

// Why an answer stays. The words for it are messages: leaves.why_own.
const (
	StaysOwn        Reason = "own"        // private: its author's alone
	StaysSealed     Reason = "sealed"     // not open until both copies are sealed
	StaysUntold     Reason = "untold"     // its author has not told the other
	StaysByAuthor   Reason = "by_author"  // for the coordinator, from the author's hands
	StaysEquity     Reason = "equity"     // voluntary, and only in the author's own copy
	StaysWithin     Reason = "within"     // the sheet is not due at the board
	StaysContent    Reason = "content"    // the programme sees attendance and completion (rule 28)
	StaysUnreleased Reason = "unreleased" // its author has not ticked that audience
	StaysOneSided   Reason = "one_sided"  // one's own words beside the agreed ones
	StaysUnpicked   Reason = "unpicked"   // the same, where only the agreed ones are asked for
	StaysHistory    Reason = "history"    // said always: earlier versions, and what is still being typed
)

const (
	equityPrefix      = "equity_" // of the ids of questions that rule 33 is about
	fieldReleased     = "fe_to_board"
	autoCompareCopies = "compare_copies"
)

// Leaves reports whether an answer of a field, a part or a column in a voice may stand
// in what is handed to an audience, and if not, why. It follows MayRead, so that
// nothing leaves which the audience could not read here; for those outside it also has
// to be due there. It looks at states that both know, never at whether there is an
// answer.
func (s Sheet) Leaves(fd *Field, v Voice, to Audience) (ok bool, why Reason) {
	switch {
	case to == ForBoard && !s.dueAt(to):
		return false, StaysWithin
	case to == ForCoordinator && !s.dueAt(to):
		return false, StaysContent
	case fd.equity() && to.Person() != v:
		return false, StaysEquity
	case to.Outside() && !s.Opened():
		return false, StaysSealed // all of the copy, so that nothing in it can be told from the rest
	case !s.MayRead(fd, v, to.reader()):
		return false, s.closedBy(fd)
	case !to.Outside():
		return true, ""
	case fd.Compare && v.IsPerson() && !slices.Contains(s.Voices(fd), v):
		return false, StaysOneSided
	case !s.released(fd, to):
		return false, StaysUnreleased
	}
	return true, ""
}

// closedBy words why MayRead says no.
func (s Sheet) closedBy(fd *Field) Reason {
	switch fd.Seen {
	case SeenSealed:
		return StaysSealed
	case SeenTold:
		return StaysUntold
	case SeenCoordinator:
		return StaysByAuthor
	}
	return StaysOwn
}

// dueAt reports whether a sheet is meant for somebody outside: for the board what the
// programme hands it, and the evaluations (rule 9); the application and the match for the
// coordinator; and the summary, which holds nothing of what was said, for both (rule 28).
func (s Sheet) dueAt(to Audience) bool {
	return slices.Contains(s.Pair.due(to), s.Form.ID)
}

// due lists the forms that are meant for somebody outside.
func (p *Pair) due(to Audience) []string {
	if to != ForBoard {
		return []string{ApplicationForm, ReadinessForm, SummaryForm}
	}
	due := append([]string{EachForm}, p.Programme().Board...)
	if len(due) == 1 {
		due = append(due, TogetherForm)
	}
	return append(due, SummaryForm)
}

// dueTitles names the forms of the pair's programme that are meant for somebody outside.
func (p *Pair) dueTitles(to Audience) string {
	var titles []string
	for _, id := range p.due(to) {
		if f := p.Library.Forms[id]; f != nil && slices.Contains(p.Programme().Forms, id) {
			titles = append(titles, p.Text(f.Title))
		}
	}
	return p.Words.List(titles)
}

// equity reports whether a question is one that nobody has to answer, and whose answer
// goes nowhere by itself (rule 33).
func (fd *Field) equity() bool { return strings.HasPrefix(fd.ID, equityPrefix) }

// everLeaves reports whether there can come a time at which a field leaves to somebody
// outside.
func (s Sheet) everLeaves(fd *Field, to Audience) bool {
	opens := fd.shared() || fd.Seen == SeenSealed || fd.Seen == SeenTold
	return s.dueAt(to) && !fd.equity() && opens
}

// released reports whether those whose words a field holds have ticked the audience: a
// copy of the evaluation goes only where its author lets it go, and the table of both
// copies where both do. While the copies are closed, nobody has yet.
func (s Sheet) released(fd *Field, to Audience) bool {
	authors := []Voice{s.ID.Of}
	switch {
	case fd.Auto == autoCompareCopies:
		authors = []Voice{Mentee, Mentor}
	case s.Form.ID != EachForm:
		return true
	}
	for _, v := range authors {
		copyOf, ok := s.Pair.Sheet(SheetID{Form: EachForm, Of: v})
		if !ok || !copyOf.Opened() {
			return false
		}
		at := Address{Sheet: copyOf.ID, Field: fieldReleased, Voice: v}
		ticked := slices.ContainsFunc(Entries(s.Pair.Record.Value(at)), func(e Entry) bool { return e.ID == string(to) })
		if !ticked {
			return false
		}
	}
	return true
}

// Outgoing is a question of a sheet that leaves, in the voices that do.
type Outgoing struct {
	Item
	Leave []Voice
}

// Outgoing lists what of a sheet leaves to an audience, in order. all takes along one's
// own words beside the agreed ones, where the audience may have them.
func (s Sheet) Outgoing(to Audience, all bool) []Outgoing { return s.leaving(s.Items(), to, all) }

// OutgoingBlank is Outgoing of a form to fill in by hand: what only another answer
// brings up is on it too.
func (s Sheet) OutgoingBlank(to Audience, all bool) []Outgoing {
	return s.leaving(s.Askable(), to, all)
}

func (s Sheet) leaving(items []Item, to Audience, all bool) []Outgoing {
	var out []Outgoing
	for _, it := range items {
		o := Outgoing{Item: it}
		for _, v := range s.saidIn(it.Field, it.Voices, all) {
			if ok, _ := s.Leaves(it.Field, v, to); ok {
				o.Leave = append(o.Leave, v)
			}
		}
		if len(o.Leave) > 0 {
			out = append(out, o)
		}
	}
	return out
}

// saidIn returns the voices a question is handed out in.
func (s Sheet) saidIn(fd *Field, voices []Voice, all bool) []Voice {
	if all && fd.Compare && slices.Contains(voices, Agreed) {
		return []Voice{Mentee, Mentor, Agreed}
	}
	return voices
}

// Stays is something that does not leave, and why.
type Stays struct {
	Why  Reason
	Of   Voice  // whose it is, where it is one person's; else ""
	Text string // in words
}

// Staying says what of a sheet does not leave to an audience. It speaks of the form's
// questions, not of answers: it says the same whether or not anything private is there.
func (s Sheet) Staying(to Audience, all bool) []Stays {
	out := []Stays{s.stays(StaysOwn, to.Person().Other(), to)}
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			fd := &s.Form.Sections[i].Fields[j]
			voices := s.Voices(fd)
			for _, v := range s.saidIn(fd, voices, true) {
				why := s.whyStay(fd, v, to)
				if len(why) == 0 && !all && !slices.Contains(voices, v) {
					why = []Reason{StaysUnpicked}
				}
				for _, w := range why {
					out = addOnce(out, s.stays(w, v, to))
				}
			}
		}
	}
	return append(out, s.stays(StaysHistory, "", to))
}

// whyStay returns why a field, or columns or parts of it, do not leave; private ones
// aside, of which Staying speaks always.
func (s Sheet) whyStay(fd *Field, v Voice, to Audience) []Reason {
	var out []Reason
	for _, part := range withParts(fd) {
		if ok, why := s.Leaves(part, v, to); !ok && why != StaysOwn {
			out = append(out, why)
		}
	}
	return out
}

// withParts is a field with its columns and parts.
func withParts(fd *Field) []*Field {
	out := []*Field{fd}
	for _, list := range [][]Field{fd.Columns, fd.Parts} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}

func addOnce(out []Stays, st Stays) []Stays {
	if slices.ContainsFunc(out, func(o Stays) bool { return o.Text == st.Text }) {
		return out
	}
	return append(out, st)
}

// stays words why something stays. Whose it is, is said of what opens or is released
// by one person.
func (s Sheet) stays(why Reason, of Voice, to Audience) Stays {
	w, key := s.Pair.Words, "leaves.why_"+string(why)
	switch {
	case why == StaysOwn && of.IsPerson():
		key = "leaves.why_own_of"
	case why != StaysSealed && why != StaysUnreleased && why != StaysUntold, !of.IsPerson():
		of = ""
	}
	name := w.T("leaves.one_of_you")
	if of != "" {
		name = s.Pair.Name(of)
	}
	return Stays{Why: why, Of: of, Text: w.T(key, "name", name, "for", s.Pair.AudienceName(to), "due", s.Pair.dueTitles(to))}
}

// AudienceName names an audience in words: a person's name, "the board".
func (p *Pair) AudienceName(to Audience) string {
	if v := to.Person(); v != "" {
		return p.Name(v)
	}
	return p.Words.T("leaves.for_" + string(to))
}
