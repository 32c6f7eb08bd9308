package forms

import (
	"slices"
	"strconv"

	"pairbook/forms/lang"
)

// How two people end: what is left to do at the end, who keeps what, until when it is
// kept, and whom to turn to when it does not work (DOMAIN.md rules 8, 10, 13, 27, 29).

// Fields that the ending reads by name.
const (
	fieldTold    = "ee_told"
	fieldEndDate = "ee_date"
	fieldReach   = "helper_contact"
	fieldKeeping = "ns_data"
	fieldActions = "ac_list"
	fieldKeep    = "ct_keep_months"

	keepNothing = "delete" // an answer to who keeps the notes
)

// Told reports whether a person has told the other what they wrote on this sheet; for
// what both answer, whether either of them has. Until then it is nobody else's
// business (rule 29).
func (s Sheet) Told(v Voice) bool {
	if !v.IsPerson() {
		return s.Told(Mentee) || s.Told(Mentor)
	}
	return s.Pair.Record.Value(Address{Sheet: s.ID, Field: fieldTold, Voice: v}) == yes
}

// ClosingState says how one point of the closing checklist stands.
type ClosingState string

// The states of a point: done; to be done; to be done once something else is; and
// only to be known.
const (
	ClosingDone  ClosingState = "done"
	ClosingOpen  ClosingState = "open"
	ClosingWaits ClosingState = "waits"
	ClosingNote  ClosingState = "note"
)

// ClosingItem is one point of the closing checklist.
type ClosingItem struct {
	ID    string // evaluations, joint, next_steps, actions, notes, certificate, deletion, early_end
	Text  string // what it is about
	State ClosingState
	Note  string  // how it stands, in words
	Sheet SheetID // where it is done; zero where there is no such place
	Field string  // the question to go to there; "" for the first that is open
}

// Closing returns the closing checklist of the pair, in the order in which it is best
// done. It says only what both may know, and nothing in it has to be done.
func (p *Pair) Closing() []ClosingItem {
	l := p.look()
	var out []ClosingItem
	for _, item := range []func() (ClosingItem, bool){
		l.closeEarly, l.closeEvaluations, l.closeJoint, l.closeNextSteps, l.closeActions, l.closeNotes,
		l.closeCertificate, l.closeDeletion,
	} {
		it, ok := item()
		if !ok {
			continue
		}
		it.Text = p.Words.T("ending.item_" + it.ID)
		out = append(out, it)
	}
	return out
}

func (p *Pair) look() *look { return &look{Pair: p, items: map[SheetID][]Item{}} }

// closeEarly stands first where one of the two has told that they end early.
func (l *look) closeEarly() (ClosingItem, bool) {
	id := one(EarlyEndForm)
	if l.earlyEnd() == "" {
		return ClosingItem{}, false
	}
	return l.sheetItem("early_end", id), true
}

// closeEvaluations tells whose copy is in; a copy that is being written is not told
// of.
func (l *look) closeEvaluations() (ClosingItem, bool) {
	it := ClosingItem{ID: "evaluations", State: ClosingOpen, Sheet: SheetID{Form: EachForm, Of: Mentee}}
	if !l.has(EachForm) {
		return it, false
	}
	if each, ok := l.Sheet(it.Sheet); ok && each.Opened() {
		it.State, it.Note = ClosingDone, l.Words.T("ending.both_in")
		return it, true
	}
	it.Note = l.Words.T("ending.none_in")
	for _, v := range []Voice{Mentee, Mentor} {
		if l.Record.State(SheetID{Form: EachForm, Of: v}) == StateSealed {
			it.Note = l.Words.T("ending.one_in", "name", l.Name(v), "other", l.Name(v.Other()))
			it.Sheet.Of = v.Other()
		}
	}
	return it, true
}

func (l *look) closeJoint() (ClosingItem, bool) {
	if !l.has(TogetherForm) {
		return ClosingItem{}, false
	}
	it := l.sheetItem("joint", one(TogetherForm))
	each, ok := l.Sheet(SheetID{Form: EachForm, Of: Mentee})
	if it.State != ClosingDone && l.has(EachForm) && ok && !each.Opened() {
		it.State, it.Note = ClosingWaits, l.Words.T("ending.joint_waits")
	}
	return it, true
}

func (l *look) closeNextSteps() (ClosingItem, bool) {
	return l.sheetItem("next_steps", one(NextStepsForm)), l.has(NextStepsForm)
}

// sheetItem tells how far a sheet has come, as far as both may read it.
func (l *look) sheetItem(item string, id SheetID) ClosingItem {
	it := ClosingItem{ID: item, State: ClosingOpen, Note: l.Words.T("ending.not_begun"), Sheet: id}
	s, ok := l.Sheet(id)
	if !ok {
		return it
	}
	switch pr := s.CountFor(Reader{}); {
	case s.Complete():
		it.State, it.Note = ClosingDone, l.Words.T("ending.sheet_done")
	case pr.Begun():
		it.Note = l.Words.N("ending.sheet_left", pr.Missing)
	}
	return it
}

// closeActions: an action that is still open needs somebody who takes it along.
func (l *look) closeActions() (ClosingItem, bool) {
	it := ClosingItem{ID: "actions", State: ClosingDone, Note: l.Words.T("ending.no_actions"), Sheet: one(BetweenForm), Field: fieldActions}
	open, nobodys := 0, 0
	for _, a := range l.Actions() {
		if !a.Open() {
			continue
		}
		open++
		if a.Owner == "" {
			nobodys++
		}
	}
	switch {
	case nobodys > 0:
		it.State, it.Note = ClosingOpen, l.Words.N("ending.actions_nobodys", nobodys)
	case open > 0:
		it.Note = l.Words.N("ending.actions_owned", open)
	}
	return it, l.has(BetweenForm)
}

// closeNotes says who keeps the notes. A programme without a sheet that asks it gets
// the point all the same: it can be settled in one sentence.
func (l *look) closeNotes() (ClosingItem, bool) {
	it := ClosingItem{ID: "notes", State: ClosingOpen, Note: l.Words.T("ending.notes_open")}
	at, field := l.keepingAt()
	if s, ok := l.Sheet(at); ok {
		it.Sheet, it.Field = at, field
		if fd, asked := s.Form.Field(field); asked && l.keeping() != "" {
			it.State, it.Note = ClosingDone, s.Reading(fd, Agreed)
		}
	}
	return it, true
}

// keepingAt is where the two say who keeps the notes: on the sheet of the early end,
// where it is told of, else among the next steps.
func (l *look) keepingAt() (SheetID, string) {
	switch {
	case l.earlyEnd() != "":
		return one(EarlyEndForm), "ee_data"
	case l.has(NextStepsForm):
		return one(NextStepsForm), fieldKeeping
	}
	return SheetID{}, ""
}

// keeping is what the two said of their notes: mentee_keeps, delete or each_own; ""
// while they have not.
func (l *look) keeping() string {
	at, field := l.keepingAt()
	return l.chosen(at, field)
}

func (l *look) closeCertificate() (ClosingItem, bool) {
	it := ClosingItem{ID: "certificate", State: ClosingDone, Note: l.Words.T("ending.certificate_ready")}
	if c := l.Certificate(); len(c.Missing) > 0 {
		it.State, it.Note = ClosingWaits, l.Words.T("ending.certificate_missing", "what", l.Words.List(c.Missing))
	}
	return it, true
}

// closeDeletion says what is deleted, and by when.
func (l *look) closeDeletion() (ClosingItem, bool) {
	months, _ := l.KeepMonths()
	it := ClosingItem{ID: "deletion", State: ClosingNote, Note: l.Words.N("ending.delete_some_day", months)}
	if _, fd, ok := l.asks(one(ContractForm), fieldKeep); ok {
		it.Sheet, it.Field = one(ContractForm), fd.ID
	}
	if day, ok := l.KeepUntil(); ok {
		what := "all"
		if k := l.keeping(); k != "" {
			what = k
		}
		it.Note = l.Words.T("ending.delete_"+what, "day", l.Words.Day(day), "name", l.Name(Mentee))
	}
	return it, true
}

// EndDay returns the day on which the pair ended, or is to end by its plan where it
// goes on; ok is false while neither is known.
func (p *Pair) EndDay() (day lang.Date, ok bool) {
	if day, _ = p.look().ended(); !day.IsZero() {
		return day, true
	}
	return p.Day(Offset{From: FromEnd})
}

// KeepUntil returns the day by which the answers should be deleted: as many months
// after the end as the two have agreed in their contract, else six (rule 27). Where they
// said that nothing is kept, there is no reason to wait: it is the day of the end then.
func (p *Pair) KeepUntil() (day lang.Date, ok bool) {
	if day, ok = p.EndDay(); !ok || p.look().keeping() == keepNothing {
		return day, ok
	}
	months, _ := p.KeepMonths()
	return day.AddMonths(months), true
}

// KeepMonths returns for how many months after the end the answers are kept; agreed
// reports whether the two have settled it themselves.
func (p *Pair) KeepMonths() (months int, agreed bool) {
	months, err := strconv.Atoi(string(p.agreedOn(one(ContractForm), fieldKeep, "")))
	if err != nil || months < 0 {
		return monthsToKeep, false
	}
	return months, true
}

// Adviser is the person both can turn to, and how to say it.
type Adviser struct {
	Name  string // "" while nobody is named
	Reach string // how to reach that person; "" where it is not written
	Else  string // whom to ask otherwise; "" where somebody is named
	Say   []string
	Sheet SheetID // where the person is named
	Field string
}

// Adviser returns the card of the person both can turn to (rule 13): who, how to
// reach them, and three sentences to begin with. Reading it leaves no trace.
func (p *Pair) Adviser() Adviser {
	a := Adviser{Sheet: one(PairForm), Field: fieldHelper}
	a.Name = string(p.pairValue(fieldHelper, Agreed))
	a.Reach = string(p.pairValue(fieldReach, Agreed))
	if a.Name == "" {
		a.Else = p.Words.T("ending.adviser_else")
	}
	for _, key := range []string{"ending.say_1", "ending.say_2", "ending.say_3"} {
		a.Say = append(a.Say, p.Words.T(key))
	}
	return a
}

// leastMeetings is how often a pair has met that gets a certificate (DOMAIN.md 1.16).
const leastMeetings = 2

// Certificate is what a certificate of participation says: no content, only that the
// two took part.
type Certificate struct {
	Programme      string
	Mentee, Mentor string    // names, "" where they are not known
	From, To       lang.Date // From is zero where nobody knows
	Meetings       int
	Hours          string   // of all contacts, as people read it; "" where nobody wrote how long
	Missing        []string // what is missing until it is earned, in words; empty where it is
}

// Certificate returns what stands on the pair's certificate, and what is missing
// until it is earned. To is today while the two go on.
func (p *Pair) Certificate() Certificate {
	l := p.look()
	w := p.Words
	c := Certificate{
		Programme: p.ProgrammeName(), Mentee: string(p.nameSaid(Mentee)), Mentor: string(p.nameSaid(Mentor)),
		Meetings: len(l.held()), Hours: p.hours(), To: p.Today,
	}
	c.From, _ = p.Anchor() // zero where it is not known: the certificate then says nothing of it
	if day, ok := l.ended(); ok && !day.IsZero() && day.Before(p.Today) {
		c.To = day
	}
	if c.Hours == "0" {
		c.Hours = "" // nobody wrote how long
	}
	if c.Meetings < leastMeetings {
		c.Missing = append(c.Missing, w.N("ending.missing_meetings", c.Meetings, "least", leastMeetings))
	}
	if s, ok := p.Sheet(SheetID{Form: EachForm, Of: Mentee}); !ok || !s.Opened() {
		c.Missing = append(c.Missing, w.T("ending.missing_evaluations"))
	}
	return c
}

// PauseFrom returns the changes that begin a pause on a day: the last day of it where
// that is known already, else zero. There are none where the two have a pause then
// already, where it would end before it begins, or where the programme has no plan.
func (p *Pair) PauseFrom(from, last lang.Date) []Change {
	s, ok := p.Sheet(one(PlanForm))
	if !ok || !last.IsZero() && last.Before(from) {
		return nil
	}
	fd, ok := s.Form.Field("pp_pauses")
	if !ok || slices.ContainsFunc(p.Pauses(), func(x Pause) bool { return x.covers(from) }) {
		return nil
	}
	row, cs := s.AddRow(fd, Agreed, "")
	at := s.Table(fd, Agreed).InRow(row)
	cs = append(cs, Change{at.At("from"), Value(from.String())})
	if !last.IsZero() {
		cs = append(cs, Change{at.At("to"), Value(last.String())})
	}
	return cs
}

// covers reports whether a day lies in a pause.
func (x Pause) covers(day lang.Date) bool {
	return !day.Before(x.From) && (x.To.IsZero() || !day.After(x.To))
}

// Resume returns the changes that end the pauses of a day: the two go on that day. A
// pause that would have begun on it is taken away. There are none where the two have
// no pause then.
func (p *Pair) Resume(day lang.Date) []Change {
	var out []Change
	table := registerTable(registerPauses)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		from, err := lang.ParseISO(string(p.Record.Value(at.At("from"))))
		if err != nil {
			continue
		}
		to, _ := lang.ParseISO(string(p.Record.Value(at.At("to")))) // zero while nobody knows
		switch {
		case !Pause{from, to}.covers(day):
		case from == day:
			out = append(out, Change{at.At(PartOrder), ""})
		default:
			out = append(out, Change{at.At("to"), Value(day.AddDays(-1).String())})
		}
	}
	return out
}
