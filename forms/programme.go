package forms

import "pairbook/forms/lang"

// Programme names the forms, words, length and steps of a mentoring programme.
type Programme struct {
	ID      string
	Title   lang.Text
	About   lang.Text
	Lang    lang.Lang // the language it is mostly run in
	Anchor  string    // option of pair.anchor_event that starts the clock
	Months  int       // planned length
	Extend  int       // months it can be extended to; 0: not
	Cadence string    // option of contract.ct_frequency: the least contact
	Forms   []string  // form ids in the order they are worked through
	Terms   map[string]lang.Text
	Preset  map[string]Value // "form.field" or "form.field.part" -> suggested value
	Topics  []Option
	Steps   []Step
	// TogetherFirst says that the final feedback is usually done together, not sealed.
	TogetherFirst bool
	Source        string
}

// Step is a dated point of the process plan.
type Step struct {
	ID       string
	Text     lang.Text
	Offset   Offset
	Who      By
	When     Cond   // applies only then; "show" in programme files
	Evidence string // what ticks it: "closed meeting/1", "signed contract", …; "" by hand only
}

// Offset is a distance from an anchor date: a number of days, weeks or calendar
// months (clamped to the end of the month, rule 34).
type Offset struct {
	N    int
	Unit string // "d", "w" or "m"
}

// After returns the date at this distance from d.
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
