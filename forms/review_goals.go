package forms

import (
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// GoalLine is a goal over time: how near the two said it was, meeting by meeting.
type GoalLine struct {
	ReviewLine
	Row    RowID
	Goal   string
	Status Value
	Marks  []GoalMark
}

// GoalMark is what was said of a goal at one meeting: 1 to 5.
type GoalMark struct {
	Meeting int
	Day     lang.Date // zero where the meeting has no day
	Mark    int
}

// Fields of a meeting that tell of the goals.
const (
	fieldGoalProgress  = "m_goal_progress"
	columnGoalProgress = "progress"
)

// goalLines follows each goal through the meetings.
func (p *Pair) goalLines(r Reader) []GoalLine {
	var out []GoalLine
	table := registerTable(registerGoals)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		goal := strings.TrimSpace(oneLine(string(p.Record.Value(at.At("goal")))))
		if goal == "" || !p.newReading(r).may(at.At("goal")) {
			continue
		}
		g := GoalLine{Row: row.ID, Goal: goal, Status: p.Record.Value(at.At(columnStatus)), Marks: p.marks(row.ID, r)}
		g.Text, g.Note, g.Topic = goal, p.trend(g), topic(goal)
		g.Sheet, g.Field = SheetID{Form: WorksheetForm}, "pw_goals"
		out = append(out, g)
	}
	return out
}

// marks returns what was said of a goal, by meeting.
func (p *Pair) marks(row RowID, r Reader) []GoalMark {
	var out []GoalMark
	for _, n := range p.Meetings() {
		s, ok := p.Sheet(Meeting(n))
		if !ok {
			continue
		}
		fd, ok := s.Form.Field(fieldGoalProgress)
		if !ok || !s.MayRead(fd, Agreed, r) {
			continue
		}
		said := p.Record.Value(Address{Sheet: s.ID, Field: fd.ID, Row: row, Part: columnGoalProgress, Voice: Agreed})
		mark, err := strconv.Atoi(string(said))
		if err != nil || mark < 1 || mark > 5 {
			continue
		}
		day, _ := p.agreedDay(s.ID, fieldMeetDate, "")
		out = append(out, GoalMark{Meeting: n, Day: day, Mark: mark})
	}
	return out
}

// trend says in words how a goal has moved.
func (p *Pair) trend(g GoalLine) string {
	w := p.Words
	switch g.Status {
	case "reached":
		return w.T("review.goal_reached")
	case "dropped":
		return w.T("review.goal_dropped")
	}
	if len(g.Marks) == 0 {
		return w.T("review.goal_none")
	}
	first, last := g.Marks[0], g.Marks[len(g.Marks)-1]
	month := w.T("review.meeting", "n", first.Meeting)
	if !first.Day.IsZero() {
		month = w.Month(first.Day)
	}
	args := []any{"numbers", g.Numbers(), "from", first.Mark, "to", last.Mark, "month", month}
	switch {
	case len(g.Marks) == 1:
		return w.T("review.goal_once", args...)
	case first.Mark == last.Mark:
		return w.T("review.goal_same", args...)
	}
	return w.T("review.goal_moved", args...)
}

// Numbers writes the marks one after the other: "1 3 3 4".
func (g GoalLine) Numbers() string {
	parts := make([]string, len(g.Marks))
	for i, m := range g.Marks {
		parts[i] = strconv.Itoa(m.Mark)
	}
	return strings.Join(parts, " ")
}

// Plot draws the marks with the signs of the levels, from 1 to 5.
func (g GoalLine) Plot(levels [5]string) string {
	var b strings.Builder
	for _, m := range g.Marks {
		b.WriteString(levels[m.Mark-1])
	}
	return b.String()
}
