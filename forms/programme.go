package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// Programme names the forms, words, length and steps of a mentoring programme.
type Programme struct {
	ID        string
	Like      string // the shipped programme it was made from, "" for none: conditions on that hold for it, too
	Version   int    // from 1; one of one's own takes the place of a shipped one only with a higher number
	Title     lang.Text
	About     lang.Text
	Lang      lang.Lang // the language it is mostly run in
	Anchor    string    // option of pair.anchor_event that starts the clock
	Months    int       // planned length; where Weeks is set, the months these fill
	Weeks     int       // planned length of a programme that counts in weeks; 0: it counts in months
	Extend    int       // months it can be extended to; 0: not
	Cadence   string    // option of contract.ct_frequency: the least contact
	Forms     []string  // form ids in the order they are worked through
	Terms     map[string]lang.Text
	Preset    map[string]Value // "form.field" or "form.field.part" -> suggested value
	Topics    []Option
	Interests []Option // what an application can choose from
	Steps     []Step
	LeaveOut  []string // questions this programme does not ask, as "form.field"
	Tells     []string // fields of the coordinator's summary that leave the pair; none: all of them (rule 28)
	Board     []string // forms due at the board beside the evaluations (rule 9); none: the joint page
	// TogetherFirst says that the final feedback is usually done together, not sealed.
	TogetherFirst bool
	Source        string
}

// LeavesOut reports whether the programme does not ask a question.
func (p *Programme) LeavesOut(form, field string) bool {
	return len(p.LeaveOut) > 0 && slices.Contains(p.LeaveOut, form+"."+field)
}

// Step is a dated point of the process plan.
type Step struct {
	ID       string
	Text     lang.Text
	Offset   Offset
	Who      By
	When     Cond   // applies only then; "show" in programme files
	Evidence string // what ticks it: "closed meeting/1", "signed contract", …; "" by hand only
	Every    Every  // one box for each month or week of the planned length
	Day      int    // with EveryMonth: due on this day of the month after, 1 to 28; 0: when the month ends
}

// Form returns the form whose sheet ticks the step, "" where none does.
func (s *Step) Form() string {
	verb, what, _ := strings.Cut(s.Evidence, " ")
	if verb == "filled" {
		form, _, _ := strings.Cut(what, ".")
		return form
	}
	form, _, _ := strings.Cut(what, "/")
	return form
}

// Every says that a step comes again and again.
type Every string

// Once, each month or each week of the planned length.
const (
	Once       Every = ""
	EveryMonth Every = "month"
	EveryWeek  Every = "week"
)

// Point is where an Offset is counted from.
type Point string

// The anchor, the planned end, or the day halfway between the two.
const (
	FromAnchor Point = ""
	FromEnd    Point = "end"
	FromHalf   Point = "half"
)

// Offset is a distance from a Point: a number of days, weeks or calendar
// months (clamped to the end of the month, rule 34).
type Offset struct {
	N    int
	Unit string // "d", "w" or "m"
	From Point
}

// After returns the date at this distance from d, the day of its Point.
func (o Offset) After(d lang.Date) lang.Date {
	switch o.Unit {
	case "m":
		return d.AddMonths(o.N)
	case "w":
		return d.AddWeeks(o.N)
	}
	return d.AddDays(o.N)
}

// Term returns a word of the programme's own vocabulary, such as the word for
// mentee. Names are the placeholders of form texts: mentee, the_mentee,
// the_mentees (possessive), and the same for mentor and local.
func (p *Programme) Term(name string, l lang.Lang) string { return p.Terms[name].In(l) }
