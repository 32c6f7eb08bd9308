package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// dueLines tells what is late and where it has grown silent, what cannot wait first:
// a booked day that nobody wrote of, silence, promises, steps, and a meeting that was
// called off without a new day. Nothing is late in a pause, or once the two are done.
func (p *Pair) dueLines() []ReviewLine {
	if p.Paused() || p.Flag().over() {
		return nil
	}
	var out []ReviewLine
	for _, t := range slices.Concat(p.missedMeeting(), p.silence()) {
		text := p.Say(t)
		out = append(out, ReviewLine{Text: text, Note: p.SayWhy(t), Sheet: t.Sheet, Field: t.Field, Topic: topic(text)})
	}
	out = append(out, p.lateActionLines()...)
	out = append(out, p.lateStepLines()...)
	return append(out, p.calledOffLines()...)
}

// lateAction is an open action past its day.
type lateAction struct {
	what  string
	owner Voice
	due   lang.Date
}

// lateOnes returns the open actions past their day, the oldest first.
func (p *Pair) lateOnes() []lateAction {
	var out []lateAction
	p.eachAction(func(at Address) {
		if Settled(p.Record.Value(at.At(columnStatus))) {
			return
		}
		due, err := lang.ParseISO(string(p.Record.Value(at.At("due"))))
		if err != nil || !due.Before(p.Today) {
			return
		}
		out = append(out, lateAction{oneLine(string(p.Record.Value(at.At("action")))), p.ownerOf(at), due})
	})
	slices.SortStableFunc(out, func(a, b lateAction) int { return a.due.Compare(b.due) })
	return out
}

func (p *Pair) eachAction(f func(row Address)) {
	table := registerTable(registerActions)
	for _, row := range p.Record.Rows(table) {
		f(table.InRow(row.ID))
	}
}

// ownerOf is who does an action: one of the two, or both.
func (p *Pair) ownerOf(action Address) Voice {
	if v := Voice(p.Record.Value(action.At("owner"))); v.IsPerson() {
		return v
	}
	return Agreed
}

func (p *Pair) lateActionLines() []ReviewLine {
	var out []ReviewLine
	for _, a := range p.lateOnes() {
		text := a.what
		if text == "" {
			text = p.Words.T("review.action_unnamed")
		}
		out = append(out, ReviewLine{
			Text: text, Note: p.Words.T("review.action_due", append(p.onDay(a.due), "name", p.Name(a.owner))...),
			Sheet: SheetID{Form: BetweenForm}, Field: "ac_list", Topic: topic(text),
		})
	}
	return out
}

// lateSteps returns the steps past their day that the pair can do something about.
func (p *Pair) lateSteps() []PlanStep {
	return slices.DeleteFunc(p.Plan(), func(st PlanStep) bool { return !st.late() || st.Step.Who == ByProgramme })
}

func (p *Pair) lateStepLines() []ReviewLine {
	var out []ReviewLine
	for _, st := range p.lateSteps() {
		text := p.Text(st.Step.Text)
		out = append(out, ReviewLine{
			Text: text, Note: p.Words.T("review.step_due", append(p.onDay(st.Due), "name", p.Responsible(st.Step))...),
			Sheet: p.StepSheet(st.Step), Topic: topic(text),
		})
	}
	return out
}

// calledOffLines tells of meetings that were called off and have no new day
// (rule 17).
func (p *Pair) calledOffLines() []ReviewLine {
	var out []ReviewLine
	for _, c := range p.calledOff() {
		if c.again {
			continue
		}
		text := p.Words.T("review.no_new_day", p.onDay(c.planned)...)
		out = append(out, ReviewLine{Text: text, Sheet: SheetID{Form: BetweenForm}, Field: "lg_cancelled", Topic: topic(text)})
	}
	return out
}

// calledOff is a meeting that was called off, and whether it has a new day.
type calledOff struct {
	planned lang.Date
	again   bool
}

func (p *Pair) calledOff() []calledOff {
	var out []calledOff
	table := registerTable(registerCancelled)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		if d, err := lang.ParseISO(string(p.Record.Value(at.At("planned")))); err == nil {
			out = append(out, calledOff{d, p.Record.Value(at.At("new_date")) != ""})
		}
	}
	return out
}

// contactLine tells how often the two were in touch, month by month, and when not.
func (p *Pair) contactLine(months []Month) ReviewLine {
	line := ReviewLine{Text: p.Words.T("forms.no_anchor"), Sheet: SheetID{Form: BetweenForm}, Field: "lg_contacts", Topic: p.Words.T("review.contact_topic")}
	if len(months) == 0 {
		return line
	}
	var parts []string
	for _, m := range months {
		if m.Past || m.Running || m.Contacts > 0 {
			parts = append(parts, p.Words.Month(m.First)+" "+itoa(m.Contacts))
		}
	}
	notes := []string{p.idleInWords()}
	l := &look{Pair: p}
	if silent := l.silentMonths(); len(silent) > 0 {
		notes = append(notes, p.Words.T("review.silent", "times", l.times(silent)))
	}
	if line.Text = strings.Join(parts, " · "); line.Text == "" {
		line.Text, notes = notes[0], notes[1:]
	}
	line.Note = strings.Join(notes, " · ")
	return line
}

// KeptActions counts how the actions of a pair went.
type KeptActions struct {
	ReviewLine
	All     int
	Done    int // in time, or nobody knows when
	Late    int // done after their day
	Dropped int
	Open    int
	Overdue int // of the open ones, those past their day
}

// keptActions counts all the actions there ever were, of the two together: whose they
// were is no matter for counting.
func (p *Pair) keptActions() KeptActions {
	var k KeptActions
	p.eachAction(func(at Address) {
		k.All++
		due, dueErr := lang.ParseISO(string(p.Record.Value(at.At("due"))))
		done, doneErr := lang.ParseISO(string(p.Record.Value(at.At("done"))))
		switch status := p.Record.Value(at.At(columnStatus)); {
		case status == "late", status == "done" && dueErr == nil && doneErr == nil && done.After(due):
			k.Late++
		case status == "done":
			k.Done++
		case status == "dropped":
			k.Dropped++
		default:
			k.Open++
			if dueErr == nil && due.Before(p.Today) {
				k.Overdue++
			}
		}
	})
	k.Sheet, k.Field = SheetID{Form: BetweenForm}, "ac_list"
	if k.All == 0 {
		k.Text = p.Words.T("forms.no_actions")
		return k
	}
	k.Text = p.Words.N("review.kept", k.All, "done", k.Done+k.Late)
	var notes []string
	for _, x := range []struct {
		key string
		n   int
	}{{"review.kept_late", k.Late}, {"review.kept_open", k.Open}, {"review.kept_overdue", k.Overdue}, {"review.kept_dropped", k.Dropped}} {
		if x.n > 0 {
			notes = append(notes, p.Words.N(x.key, x.n))
		}
	}
	k.Note, k.Topic = strings.Join(notes, " · "), p.Words.T("review.kept_topic")
	return k
}
