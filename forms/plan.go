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
	Overdue bool
}

// Plan returns the programme's steps that apply to this pair, by due date, those
// of one day in the programme's order; none while the anchor is unknown. A step
// that the programme does and nothing tells of is never late: the pair could do
// nothing about it.
func (p *Pair) Plan() []PlanStep {
	anchor, ok := p.Anchor()
	if !ok {
		return nil
	}
	var out []PlanStep
	pair, _ := p.Sheet(SheetID{Form: PairForm})
	for i := range p.Programme().Steps {
		st := &p.Programme().Steps[i]
		if pair.Form != nil && !pair.holds(st.When, true, Agreed) {
			continue
		}
		due := st.Offset.After(anchor)
		done := p.ticked(st.Evidence) || p.Record.Value(StepAddress(st.ID)) != ""
		theirs := st.Who != ByProgramme || st.Evidence != ""
		out = append(out, PlanStep{Step: st, Due: due, Done: done, Overdue: theirs && !done && due.Before(p.Today)})
	}
	slices.SortStableFunc(out, func(a, b PlanStep) int { return a.Due.Compare(b.Due) })
	return out
}

// StepAddress is where it is kept that the pair ticked a step by hand: "yes", or
// empty where it did not or took it back. It counts for a step with evidence, too,
// though the app offers it only for those without: what happened beside the sheets
// has happened.
func StepAddress(step string) Address {
	return Address{Sheet: SheetID{Form: PairForm}, Field: FieldStep, Part: step, Voice: Agreed}
}

// EvidenceContact is the evidence of a step that the first contact ticks.
const EvidenceContact = "contact"

// ticked reports whether a step's evidence is there. Evidence is written
// "contact", "closed meeting/1", "complete contract", "signed contract" or
// "filled form.field".
func (p *Pair) ticked(evidence string) bool {
	verb, what, _ := strings.Cut(evidence, " ")
	switch verb {
	case EvidenceContact:
		return len(p.Contacts()) > 0
	case "closed":
		id, err := ParseSheetID(what)
		return err == nil && (p.Record.State(id) == StateClosed || p.Record.State(id) == StateSealed)
	case "complete":
		return p.everySheet(what, func(s Sheet) bool { return s.Progress().Complete() })
	case "signed":
		return p.everySheet(what, Sheet.Signed)
	case "filled":
		if s, ok := p.Sheet(SheetID{Form: PairForm}); ok {
			return p.hasCome(condSheet{s, Agreed}.lookup(what))
		}
	}
	return false
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

// Signed reports whether every signature the sheet asks for is given.
func (s Sheet) Signed() bool {
	any := false
	for _, it := range s.Items() {
		if it.Field.Kind != KindSign && !hasSign(it.Field) {
			continue
		}
		for _, v := range it.Voices {
			any = true
			if !s.Answered(it.Field, v) {
				return false
			}
		}
	}
	return any
}

func hasSign(fd *Field) bool {
	for i := range fd.Parts {
		if fd.Parts[i].Kind == KindSign {
			return true
		}
	}
	return false
}
