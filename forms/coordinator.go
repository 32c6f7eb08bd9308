package forms

import (
	"slices"
	"strconv"
	"strings"
)

// What the coordinator's summary is made of (DOMAIN.md 1.16): attendance,
// completion and counts, and only such words as their author released. Nothing of
// what was said (rule 28).

// summary works out a field of the coordinator's summary.
func (p *Pair) summary(name string) Computed { //nolint:cyclop // a table: one line for each field
	w := p.Words
	text := func(s string) Computed { return Computed{Text: s} }
	switch name {
	case "cs_pair":
		return text(p.Title())
	case "cs_template":
		return text(p.ProgrammeName())
	case "cs_start", "cs_end":
		d, ok := p.Anchor()
		if name == "cs_end" {
			d, ok = p.Day(Offset{From: FromEnd})
		}
		if !ok {
			return text(w.T("forms.no_anchor"))
		}
		return text(w.Day(d))
	case "cs_steps":
		return text(p.stepCounts())
	case "cs_contacts":
		return text(p.contactCounts())
	case "cs_forms":
		return p.formCounts()
	case "cs_goals_count", "goals_reached":
		return text(p.goalCounts())
	case "cs_actions":
		return text(p.actionCounts())
	case "cs_flag":
		return text(w.T("forms.flag_" + string(p.Flag())))
	case "cs_eval_avg":
		return text(w.T("forms.averages_need_five"))
	case "cs_worked":
		return text(p.released("fe_worked"))
	case "cs_change":
		return text(p.released("fe_change"))
	case "cs_barriers":
		return text(p.released("fe_barriers"))
	case "cs_next":
		return text(p.released("fe_again"))
	case "cs_certificate":
		return text(w.T("forms.certificate_" + yesNo(p.EarnsCertificate())))
	}
	return Computed{}
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (p *Pair) stepCounts() string {
	inTime, late, open := 0, 0, 0
	for _, s := range p.Plan() {
		switch s.Status {
		case DoneInTime:
			inTime++
		case DoneLate, PastDue:
			late++
		default:
			open++
		}
	}
	return p.Words.T("forms.step_counts", "in_time", inTime, "late", late, "open", open)
}

func (p *Pair) contactCounts() string {
	last, ok := p.LastContact()
	if !ok {
		return p.Words.T("forms.no_contact")
	}
	covered, begun := p.coveredMonths()
	return p.Words.T("forms.contact_counts", "contacts", p.Words.N("forms.contacts", len(p.Contacts())),
		"covered", covered, "months", begun, "last", p.Words.Short(last))
}

// coveredMonths returns how many of the months begun so far had a contact.
func (p *Pair) coveredMonths() (covered, begun int) {
	for _, m := range p.Months() {
		if !m.Past && !m.Running {
			continue
		}
		begun++
		if m.Contacts > 0 {
			covered++
		}
	}
	return covered, begun
}

// formCounts lists which sheets are complete, as far as both may see them.
func (p *Pair) formCounts() Computed {
	c := Computed{Head: []string{p.Words.T("forms.sheet"), p.Words.T("forms.state")}}
	for _, s := range p.Sheets() {
		state := "forms.sheet_open"
		if !s.told() {
			continue
		}
		if s.finished() {
			state = "forms.sheet_done"
		}
		c.Rows = append(c.Rows, []string{s.Title(), p.Words.T(state)})
	}
	return c
}

// column reads a column of every row of a register.
func (p *Pair) column(register, column string) []Value {
	table := registerTable(register)
	var out []Value
	for _, row := range p.Record.Rows(table) {
		out = append(out, p.Record.Value(table.InRow(row.ID).At(column)))
	}
	return out
}

func count(values []Value, of ...Value) int {
	n := 0
	for _, v := range values {
		if slices.Contains(of, v) {
			n++
		}
	}
	return n
}

func (p *Pair) goalCounts() string {
	all := p.column(registerGoals, columnStatus)
	if len(all) == 0 {
		return p.Words.T("forms.no_goals")
	}
	reached, dropped := count(all, "reached"), count(all, "dropped")
	return p.Words.T("forms.goal_counts", "reached", reached, "open", len(all)-reached-dropped, "dropped", dropped)
}

func (p *Pair) actionCounts() string {
	status, due := p.column(registerActions, columnStatus), p.column(registerActions, "due")
	if len(status) == 0 {
		return p.Words.T("forms.no_actions")
	}
	overdue := 0
	for i := range status {
		if !Settled(status[i]) && due[i] != "" && string(due[i]) < p.Today.String() {
			overdue++
		}
	}
	done := count(status, "done", "late") * 100 / len(status)
	return p.Words.T("forms.action_counts", "percent", strconv.Itoa(done), "all", len(status), "overdue", overdue)
}

// released joins what both said in their evaluations, of the copies that are open
// and that their author let the board or the coordinator have. A name stands
// before the words unless the author asked for none.
func (p *Pair) released(field string) string {
	var out []string
	for _, v := range []Voice{Mentee, Mentor} {
		s, ok := p.Sheet(SheetID{Form: EachForm, Of: v})
		if !ok || !s.Opened() {
			continue
		}
		fd, ok := s.Form.Field(field)
		at := func(id string) Value { return p.Record.Value(Address{Sheet: s.ID, Field: id, Voice: v}) }
		to := Entries(at("fe_to_board"))
		mayGo := slices.ContainsFunc(to, func(e Entry) bool { return e.ID == "coordinator" || e.ID == "board" })
		text := ""
		if ok && mayGo {
			text = s.Reading(fd, v)
		}
		switch {
		case text == "":
		case at("fe_anonymous_extract") == yes:
			out = append(out, text)
		default:
			out = append(out, p.Words.T("forms.said_by", "name", p.Name(v), "text", text))
		}
	}
	if len(out) == 0 {
		return p.Words.T("forms.nothing_released")
	}
	return strings.Join(out, "\n")
}

// Flag is how a pair is doing, in one word for the coordinator.
type Flag string

// The flags of the summary.
const (
	OnTrack    Flag = "on_track"
	NeedsNudge Flag = "nudge"
	Silent     Flag = "silent"
	EndedEarly Flag = "ended_early"
	Finished   Flag = "finished"
)

// Flag tells how the pair is doing: silent when nobody answers, or after two whole
// cadences and a week without contact; in need of a nudge after one cadence and a week
// or with a step past its day that can still be done (rules 5, 6 and 20). A pause is no
// silence. Finished are two whose mentorship is over and whose feedback is in, where the
// programme asks for it (rules 8 and 9).
func (p *Pair) Flag() Flag {
	each, ok := p.Sheet(SheetID{Form: EachForm, Of: Mentee})
	idle, known := p.IdleDays()
	cadence := p.cadenceDays()
	switch {
	case p.earlyEnd() != "":
		return EndedEarly
	case (!ok || each.Opened() && p.Record.State(each.ID) != StateNone) && p.look().over():
		return Finished
	case p.Paused() || !known:
		return OnTrack
	case p.unanswered(), cadence > 0 && idle > 2*cadence+graceDays:
		return Silent
	case cadence > 0 && idle > cadence+graceDays, slices.ContainsFunc(p.Plan(), func(s PlanStep) bool { return s.late() }):
		return NeedsNudge
	}
	return OnTrack
}

// graceDays is how long after the agreed rhythm nobody is reminded (rule 6).
const graceDays = 7

// IdleDays returns the days since the last contact, or since the start where there
// was none, pauses left aside; known is false before the start.
func (p *Pair) IdleDays() (days int, known bool) {
	since, ok := p.LastContact()
	if !ok {
		since, ok = p.Anchor()
	}
	if !ok || since.After(p.Today) {
		return 0, false
	}
	return p.daysSince(since), true
}

// cadenceDays is the longest the pair agreed, or the programme expects, to go
// without a contact, in days; 0 where nobody is to be reminded (rule 19).
func (p *Pair) cadenceDays() int {
	at := Address{Sheet: SheetID{Form: ContractForm}, Field: "ct_frequency", Voice: Agreed}
	for _, e := range append(Entries(p.Record.Value(at)), Entry{ID: p.Programme().Cadence}) {
		if days := map[string]int{"weekly": 7, "two_weeks": 14, "monthly": 31, "six_weeks": 42}[e.ID]; days > 0 {
			return days
		}
	}
	return 0
}

// earlyEnd is the day on which the two ended early, as one of them has told the
// other; "" while nobody has. What somebody only thinks of has no effect anywhere.
func (p *Pair) earlyEnd() Value {
	s, ok := p.Sheet(SheetID{Form: EarlyEndForm})
	if !ok {
		return ""
	}
	for _, v := range []Voice{Mentee, Mentor} {
		at := Address{Sheet: s.ID, Field: fieldEndDate, Voice: v}
		if d := p.Record.Value(at); d != "" && s.Told(v) {
			return d
		}
	}
	return ""
}

// EarnsCertificate reports whether the pair has met at least twice and its
// evaluation is in.
func (p *Pair) EarnsCertificate() bool { return len(p.Certificate().Missing) == 0 }
