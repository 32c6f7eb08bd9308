package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// PlanStep is a step of the process plan for one pair: when it is due and
// whether its evidence is there.
type PlanStep struct {
	Step    *Step
	Due     lang.Date
	Done    bool
	DoneOn  lang.Date // zero where the day is not known
	Overdue bool
	Status  Standing
	Note    string // what the pair wrote beside it
	Boxes   []Box  // of a step that comes again and again
}

// Standing is how a step stands, see Pair.Standing for the words.
type Standing string

// Not yet due; due within a week; done; done after its day; past its day; of no
// concern to this pair.
const (
	NotYet     Standing = "not_yet"
	DueSoon    Standing = "soon"
	DoneInTime Standing = "done"
	DoneLate   Standing = "late"
	PastDue    Standing = "overdue"
	NotForThem Standing = "none"
	soonInDays          = 7
)

// Standing words how a step stands.
func (p *Pair) Standing(s Standing) string { return p.Words.T("forms.step_" + string(s)) }

// Box is one time of a step that comes every month or week.
type Box struct {
	ID    string // the step's id and a number from 1: where a hand ticks it, see StepAddress
	First lang.Date
	Due   lang.Date
	Done  bool
}

// Plan returns the programme's steps that apply to this pair, by due date, those
// of one day in the programme's order; none while the anchor is unknown.
func (p *Pair) Plan() []PlanStep {
	out := slices.DeleteFunc(p.WholePlan(), func(s PlanStep) bool { return s.Status == NotForThem })
	slices.SortStableFunc(out, func(a, b PlanStep) int { return a.Due.Compare(b.Due) })
	return out
}

// WholePlan returns all of the programme's steps in its order, also those that do
// not apply to this pair; none while the anchor is unknown.
func (p *Pair) WholePlan() []PlanStep {
	return slices.Clone(p.plan.get(p, p.makePlan))
}

func (p *Pair) makePlan() []PlanStep {
	if _, ok := p.Anchor(); !ok {
		return nil
	}
	facts := p.planFacts()
	out := make([]PlanStep, len(p.Programme().Steps))
	for i := range out {
		out[i] = p.planStep(&p.Programme().Steps[i], facts)
	}
	return out
}

// wholePlanStep finds a step of the programme for this pair.
func (p *Pair) wholePlanStep(id string) (PlanStep, bool) {
	plan := p.plan.get(p, p.makePlan)
	i := slices.IndexFunc(plan, func(s PlanStep) bool { return s.Step.ID == id })
	if i < 0 {
		return PlanStep{}, false
	}
	return plan[i], true
}

// Responsible names who does a step.
func (p *Pair) Responsible(st *Step) string {
	switch v := Voice(st.Who); {
	case v.IsPerson():
		return p.Name(v)
	case st.Who == ByProgramme:
		return p.Words.T("forms.by_programme")
	}
	return p.Words.T("forms.both")
}

// planFacts is what many steps ask for, found once.
type planFacts struct {
	pair     Sheet
	contacts []lang.Date // ascending
}

func (p *Pair) planFacts() planFacts {
	var f planFacts
	f.pair, _ = p.Sheet(SheetID{Form: PairForm})
	for _, c := range p.Contacts() {
		f.contacts = append(f.contacts, c.Date)
	}
	slices.SortFunc(f.contacts, lang.Date.Compare)
	return f
}

func (p *Pair) planStep(st *Step, f planFacts) PlanStep {
	out := PlanStep{Step: st, Note: string(p.Record.Value(stepCell(st.ID, "note")))}
	if st.Every == Once {
		out.Due, _ = p.Day(st.Offset)
		out.Done, out.DoneOn = p.ticked(st.Evidence, f)
	} else {
		out.Boxes = p.boxes(st, f)
		out.Due, out.Done = p.nextBox(st, out.Boxes)
	}
	if !out.Done && p.Record.Value(StepAddress(st.ID)) == yes {
		out.Done = true
	}
	if on, err := lang.ParseISO(string(p.Record.Value(stepCell(st.ID, "done_date")))); err == nil {
		out.DoneOn = on
	}
	out.Status = p.standing(&out, f.pair)
	out.Overdue = out.Status == PastDue
	return out
}

// standing: a step that the programme does and nothing tells of is never late:
// the pair could do nothing about it.
func (p *Pair) standing(s *PlanStep, pair Sheet) Standing {
	theirs := s.Step.Who != ByProgramme || s.Step.Evidence != ""
	switch {
	case pair.Form != nil && !pair.holds(s.Step.When, true, Agreed):
		return NotForThem
	case s.Done && s.DoneOn.After(s.Due):
		return DoneLate
	case s.Done:
		return DoneInTime
	case s.Due.Before(p.Today) && theirs:
		return PastDue
	case !s.Due.Before(p.Today) && p.Today.DaysUntil(s.Due) <= soonInDays:
		return DueSoon
	}
	return NotYet
}

// boxes returns the times of a step that comes every month or week.
func (p *Pair) boxes(st *Step, f planFacts) []Box {
	starts := p.starts(st.Every)
	var out []Box
	for i := range len(starts) - 1 {
		last := p.afterPauses(p.start(st.Every, i+1).AddDays(-1))
		b := Box{ID: st.ID + "_" + itoa(i+1), First: starts[i], Due: last}
		if st.Day > 0 {
			next := lang.Date{Year: last.Year, Month: last.Month, Day: 1}.AddMonths(1)
			b.Due = p.afterPausesSince(last, next.AddDays(st.Day-1))
		}
		byContact := st.Evidence == EvidenceContact && within(f.contacts, starts[i], starts[i+1])
		b.Done = byContact || p.Record.Value(StepAddress(b.ID)) == yes
		out = append(out, b)
	}
	return out
}

// starts returns the first days of the months or weeks of the planned length, and
// the day after the last one.
func (p *Pair) starts(every Every) []lang.Date {
	end, _ := p.Day(Offset{From: FromEnd})
	var out []lang.Date
	for i := 0; ; i++ {
		d := p.afterPauses(p.start(every, i))
		out = append(out, d)
		if !d.Before(end) || len(out) > maxOffset {
			return out
		}
	}
}

// start is the first day of a month or week of the planned time, counted from 0,
// pauses left aside.
func (p *Pair) start(every Every, i int) lang.Date {
	anchor, _ := p.Anchor()
	if every == EveryWeek {
		return anchor.AddWeeks(i)
	}
	return anchor.AddMonths(i)
}

// nextBox returns the day of the first box that is to be ticked, and whether all are.
// A time that went by without a contact cannot be made up: as long as there is one to
// come, the step looks ahead.
func (p *Pair) nextBox(st *Step, boxes []Box) (due lang.Date, done bool) {
	done = len(boxes) > 0
	for _, b := range boxes {
		due, done = b.Due, done && b.Done
		if !b.Done && (st.Evidence != EvidenceContact || !b.Due.Before(p.Today)) {
			return due, false
		}
	}
	return due, done
}

// late reports whether a step is past its day and can still be done. What was missed
// of a contact that is to come again and again is told of as silence.
func (s *PlanStep) late() bool {
	return s.Overdue && (s.Step.Every == Once || s.Step.Evidence != EvidenceContact)
}

// within reports whether one of the days, ascending, lies from first to before end.
func within(days []lang.Date, first, end lang.Date) bool {
	i, _ := slices.BinarySearchFunc(days, first, lang.Date.Compare)
	return i < len(days) && days[i].Before(end)
}

const yes = Value("yes")

// StepAddress is where it is kept that the pair ticked a step, or one of its
// boxes, by hand: "yes", or empty where it did not or took it back. It counts for a
// step with evidence, too, though the app offers it only for those without: what
// happened beside the sheets has happened.
func StepAddress(step string) Address { return stepCell(step, "done") }

func stepCell(step, column string) Address {
	return registerTable(registerSteps).InRow(RowID(step)).At(column)
}

// EvidenceContact is the evidence of a step that the first contact ticks.
const EvidenceContact = "contact"

// ticked reports whether a step's evidence is there, and since when where that is
// known. Evidence is written "contact", "closed meeting/1", "complete contract",
// "signed contract", "sealed feedback_each" or "filled form.field".
func (p *Pair) ticked(evidence string, f planFacts) (done bool, on lang.Date) {
	verb, what, _ := strings.Cut(evidence, " ")
	switch verb {
	case EvidenceContact:
		if len(f.contacts) > 0 {
			return true, f.contacts[0]
		}
	case "closed":
		id, err := ParseSheetID(what)
		if err != nil || p.Record.State(id) != StateClosed && p.Record.State(id) != StateSealed {
			return false, on
		}
		on, _ = lang.ParseISO(string(p.Record.Value(Address{Sheet: id, Field: fieldMeetDate, Voice: Agreed})))
		return true, on
	case "complete":
		return p.everySheet(what, Sheet.Complete), on
	case "signed":
		return p.everySheet(what, Sheet.signedFreely), p.signedOn(what)
	case "sealed":
		s, ok := p.Sheet(SheetID{Form: what, Of: Mentee})
		return ok && s.Opened(), on
	case "filled":
		v := condSheet{f.pair, Agreed}.lookup(what)
		on, _ = lang.ParseISO(string(v))
		return f.pair.Form != nil && p.hasCome(v), on
	}
	return false, on
}

// signedOn returns the day of a form's last signature, zero where there is none.
func (p *Pair) signedOn(form string) (on lang.Date) {
	s, ok := p.Sheet(SheetID{Form: form})
	if !ok {
		return on
	}
	for _, it := range s.Items() {
		for _, v := range it.Voices {
			for _, a := range s.signatures(it.Field, v) {
				if _, d, ok := SplitSign(p.Record.Value(a)); ok && d.After(on) {
					on = d
				}
			}
		}
	}
	return on
}

// hasCome reports whether something is answered and, where it is a day, that day is
// here: a start that is planned for next month has not happened.
func (p *Pair) hasCome(v Value) bool {
	d, err := lang.ParseISO(string(v))
	return v != "" && (err != nil || !d.After(p.Today))
}

// everySheet reports whether something holds for all sheets of a form. Of copies
// that are not yet open nothing is told, not even that they are full.
func (p *Pair) everySheet(form string, holds func(Sheet) bool) bool {
	found := false
	for _, s := range p.Sheets() {
		if s.Form.ID != form {
			continue
		}
		found = true
		if !s.Opened() || !holds(s) {
			return false
		}
	}
	return found
}

// signatures lists where a field's signatures are kept; none for most fields.
func (s Sheet) signatures(fd *Field, v Voice) []Address {
	at := s.Address(fd, v)
	if fd.Kind == KindSign {
		return []Address{at}
	}
	var out []Address
	for i := range fd.Parts {
		if fd.Parts[i].Kind == KindSign {
			out = append(out, at.At(fd.Parts[i].ID))
		}
	}
	return out
}

// Signed reports whether every signature the sheet asks for is given.
func (s Sheet) Signed() bool {
	any := false
	for _, it := range s.Items() {
		for _, v := range it.Voices {
			if len(s.signatures(it.Field, v)) == 0 {
				continue
			}
			any = true
			if !s.Answered(it.Field, v) {
				return false
			}
		}
	}
	return any
}
