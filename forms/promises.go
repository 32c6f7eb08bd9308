package forms

import "pairbook/forms/lang"

// Action is something one of the two promised to do.
type Action struct {
	N        int // its number among all actions, from 1, as the sheet "between" shows it
	Row      RowID
	Text     string
	Owner    Voice     // Agreed where it is both's, "" where nobody was named
	Due      lang.Date // zero where no day was named
	Priority Value
	Goal     int // number of the goal it serves, 0 for none
	Status   Value
	DoneOn   lang.Date // zero where it is not known
	Note     string
	From     SheetID // the sheet it was written on
}

// Open reports whether something is still to be done.
func (a Action) Open() bool { return !Settled(a.Status) }

// DaysLate is by how many days an open action is past its day; 0 where it is not.
func (a Action) DaysLate(today lang.Date) int {
	if !a.Open() || a.Due.IsZero() {
		return 0
	}
	return max(a.Due.DaysUntil(today), 0)
}

// Concerns reports whether an action is to be done by a person, alone or with the
// other.
func (a Action) Concerns(v Voice) bool { return a.Owner == v || a.Owner == Agreed }

// Actions returns all actions of the pair in their order, settled ones too, so that
// their numbers do not change when one is done.
func (p *Pair) Actions() []Action {
	goals := map[Value]int{}
	for _, g := range p.Goals() {
		goals[Value(g.Row)] = g.N
	}
	var out []Action
	table := registerTable(registerActions)
	for i, row := range p.Record.Rows(table) {
		cell := func(column string) Value { return p.Record.Value(table.InRow(row.ID).At(column)) }
		a := Action{
			N: i + 1, Row: row.ID, Text: string(cell("action")), Owner: Voice(cell("owner")), Due: isoDay(cell("due")),
			Priority: cell("priority"), Goal: goals[cell("goal")], Status: cell(columnStatus), DoneOn: isoDay(cell("done")),
			Note: string(cell("note")),
		}
		if a.Owner == "both" {
			a.Owner = Agreed
		}
		a.From, _ = ParseSheetID(string(cell(PartFrom))) // zero where it is not known
		out = append(out, a)
	}
	return out
}

// Goal is something the two work towards.
type Goal struct {
	N        int // its number among all goals, from 1
	Row      RowID
	Text     string
	Measure  string // how they will know
	Due      lang.Date
	Status   Value
	Progress Value   // 1 to 5 or na, as the last meeting that looked at it saw it; "" for none
	Comment  string  // what was said to it there
	Seen     SheetID // that meeting

	Rates                  [3]Value // how sure the mentee felt, 1 to 5: at the start, half-way, at the end
	MenteeView, MentorView string   // how each sees it, in a few words
	MenteeSays, MentorSays Value    // whether it is reached, says each: yes, no, or ""
}

// View is how a person sees the goal, in a few words.
func (g Goal) View(v Voice) string {
	if v == Mentor {
		return g.MentorView
	}
	return g.MenteeView
}

// ReachedBy is what a person says of whether the goal is reached: yes, no, or "".
func (g Goal) ReachedBy(v Voice) Value {
	if v == Mentor {
		return g.MentorSays
	}
	return g.MenteeSays
}

// Goals returns all goals of the pair in their order.
func (p *Pair) Goals() []Goal {
	var out []Goal
	table := registerTable(registerGoals)
	for i, row := range p.Record.Rows(table) {
		cell := func(column string) Value { return p.Record.Value(table.InRow(row.ID).At(column)) }
		g := Goal{
			N: i + 1, Row: row.ID, Text: string(cell("goal")), Measure: string(cell("measure")), Due: isoDay(cell("due")),
			Status: cell(columnStatus),
		}
		for i, column := range RateColumns() {
			g.Rates[i] = cell(column)
		}
		g.MenteeView, g.MentorView = string(cell(ViewColumn(Mentee))), string(cell(ViewColumn(Mentor)))
		g.MenteeSays, g.MentorSays = cell(ReachedColumn(Mentee)), cell(ReachedColumn(Mentor))
		p.lastSeen(&g)
		out = append(out, g)
	}
	return out
}

// GoalsHome is the sheet and the question where goals are written in this programme:
// the first that takes new ones. ok is false where there is none.
func (p *Pair) GoalsHome() (id SheetID, field string, ok bool) {
	for _, form := range p.Programme().Forms {
		s, there := p.Sheet(SheetID{Form: form})
		if !there {
			continue
		}
		for _, it := range s.Items() {
			if it.Field.Register == registerGoals && s.MayAddRows(it.Field) {
				return s.ID, it.Field.ID, true
			}
		}
	}
	return SheetID{}, "", false
}

// lastSeen looks for the last meeting that said how far a goal is.
func (p *Pair) lastSeen(g *Goal) {
	meetings := p.Meetings()
	for i := len(meetings) - 1; i >= 0; i-- {
		at := Address{Sheet: Meeting(meetings[i]), Field: "m_goal_progress", Row: g.Row, Voice: Agreed}
		if v := p.Record.Value(at.At("progress")); v != "" {
			g.Progress, g.Comment, g.Seen = v, string(p.Record.Value(at.At("comment"))), at.Sheet
			return
		}
	}
}
