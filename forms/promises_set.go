package forms

import "pairbook/forms/lang"

// laterBy is how many days an action moves when it is put off without a day.
const laterBy = 7

// SetAction returns the changes that give an action a status: with "done" also the
// day, with another one without it. None where it stands so already.
func (p *Pair) SetAction(a Action, status Value) []Change {
	row := registerTable(registerActions).InRow(a.Row)
	var cs []Change
	if a.Status != status {
		cs = append(cs, Change{row.At(columnStatus), status})
	}
	switch on := p.Record.Value(row.At("done")); {
	case status == "done" && on == "":
		cs = append(cs, Change{row.At("done"), Value(p.Today.String())})
	case status != "done" && on != "":
		cs = append(cs, Change{row.At("done"), ""})
	}
	return cs
}

// Later is the day an action is put off to when nobody names one: a week after its
// day, or after today where that is past or there is none.
func (p *Pair) Later(a Action) lang.Date {
	if a.Due.Before(p.Today) {
		return p.Today.AddDays(laterBy)
	}
	return a.Due.AddDays(laterBy)
}

// MoveAction returns the change that gives an action another day, an ISO date; none
// where it is that already.
func (p *Pair) MoveAction(a Action, day Value) []Change {
	c := Change{ActionCell(a.Row, "due"), day}
	if p.Record.Value(c.Addr) == day {
		return nil
	}
	return []Change{c}
}

// ActionCell is the address of a cell of an action.
func ActionCell(row RowID, column string) Address {
	return registerTable(registerActions).InRow(row).At(column)
}

// GoalCell is the address of a cell of a goal.
func GoalCell(row RowID, column string) Address {
	return registerTable(registerGoals).InRow(row).At(column)
}

// Columns of the goals that each of the two answers for themselves, or the mentee
// alone.
const (
	columnReached = "reached_"
	columnView    = "view_"
)

// RateColumns are the columns in which the mentee says how sure they feel, from 1 to
// 5: at the start, half-way and at the end.
func RateColumns() [3]string { return [3]string{"rate_start", "rate_mid", "rate_end"} }

// ReachedColumn is the column in which a person says whether a goal is reached.
func ReachedColumn(v Voice) string { return columnReached + string(v) }

// ViewColumn is the column in which a person says how they see a goal.
func ViewColumn(v Voice) string { return columnView + string(v) }

// ColumnOf says whose a column of the goals is; "" where it is both's.
func ColumnOf(column string) Voice {
	for _, v := range []Voice{Mentee, Mentor} {
		if column == ReachedColumn(v) || column == ViewColumn(v) {
			return v
		}
	}
	for _, rate := range RateColumns() {
		if column == rate {
			return Mentee
		}
	}
	return ""
}

// SayReached returns the changes with which a person says whether a goal is reached:
// "yes", "no", or "" to take it back. It is reached once both say so.
func (p *Pair) SayReached(row RowID, v Voice, says Value) []Change {
	c := Change{GoalCell(row, ReachedColumn(v)), says}
	if p.Record.Value(c.Addr) == says {
		return nil
	}
	return append([]Change{c}, p.goalFollows(c)...)
}

// goalFollows returns what it brings that one of the two said whether a goal is
// reached. Taken back, it takes back only what both had said.
func (p *Pair) goalFollows(c Change) []Change {
	who := ColumnOf(c.Addr.Part)
	if c.Addr.Sheet != Register(registerGoals) || who == "" || c.Addr.Part != ReachedColumn(who) {
		return nil
	}
	status := c.Addr.At(columnStatus)
	other := p.Record.Value(c.Addr.At(ReachedColumn(who.Other()))) == "yes"
	switch now := p.Record.Value(status); {
	case c.Value == "yes" && other && now != "reached":
		return []Change{{status, "reached"}}
	case c.Value != "yes" && other && p.Record.Value(c.Addr) == "yes" && now == "reached":
		return []Change{{status, statusOpen}}
	}
	return nil
}

// GoalStep is a small step towards a goal.
type GoalStep struct {
	Row  RowID
	Goal RowID
	Text string
	Done bool
}

// GoalSteps returns the steps towards the goals in their order.
func (p *Pair) GoalSteps() []GoalStep {
	var out []GoalStep
	table := registerTable(registerSmallSteps)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		out = append(out, GoalStep{
			Row: row.ID, Goal: RowID(p.Record.Value(at.At("goal"))), Text: string(p.Record.Value(at.At("step"))),
			Done: p.Record.Value(at.At("done")) == "yes",
		})
	}
	return out
}

// AddGoalStep returns the changes that add a step towards a goal; none where the
// library has no such list.
func (p *Pair) AddGoalStep(goal RowID, text string) []Change {
	s, ok := p.Sheet(SheetID{Form: BetweenForm})
	if !ok {
		return nil
	}
	fd, ok := s.Form.Field("gl_steps")
	if !ok {
		return nil
	}
	row, cs := s.AddRow(fd, Agreed, "")
	at := s.Table(fd, Agreed).InRow(row)
	return append(cs, Change{at.At("goal"), Value(goal)}, Change{at.At("step"), Value(cleanShort(text))})
}

// TickGoalStep returns the change that ticks a step, or takes the tick away.
func (p *Pair) TickGoalStep(st GoalStep) []Change {
	v := Value("yes")
	if st.Done {
		v = ""
	}
	return []Change{{registerTable(registerSmallSteps).InRow(st.Row).At("done"), v}}
}

// ReachedInWords says how a goal stands: by its status, or by what each says of it.
func (p *Pair) ReachedInWords(g Goal) string {
	w, name := p.Words, p.Name
	says := map[Voice]Value{Mentee: g.ReachedBy(Mentee), Mentor: g.ReachedBy(Mentor)}
	if g.Status == "reached" && says[Mentee] == "yes" && says[Mentor] == "yes" {
		return w.T("lists.reached_both")
	}
	for _, v := range []Voice{Mentee, Mentor} {
		if says[v] != "yes" || g.Status == "dropped" || g.Status == "reached" {
			continue
		}
		key := "lists.reached_one"
		if says[v.Other()] == "no" {
			key = "lists.reached_not"
		}
		return w.T(key, "name", name(v), "other", name(v.Other()))
	}
	return p.statusInWords(registerGoals, g.Status)
}

// StandingOf says in words how an action stands: "3 days late", "done 4 June".
func (p *Pair) StandingOf(a Action) string {
	text := p.statusInWords(registerActions, a.Status)
	if n := a.DaysLate(p.Today); n > 0 {
		late := p.Words.N("actions.late", n)
		if a.Status == "started" {
			return text + ", " + late
		}
		return late
	}
	if !a.Open() && !a.DoneOn.IsZero() {
		return p.Words.T("actions.settled-on", "status", text, "date", p.Words.DayMonth(a.DoneOn, p.Today))
	}
	return text
}

// statusInWords words the status of a row of a register; one that nobody set is open.
func (p *Pair) statusInWords(register string, v Value) string {
	if v == "" {
		v = statusOpen
	}
	if def := p.Library.Registers[register]; def != nil {
		if col, ok := def.column(columnStatus); ok {
			return col.ShowShort(v, p.Asking())
		}
	}
	return string(v)
}
