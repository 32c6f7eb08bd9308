package forms

import (
	"slices"
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// Computed is what the program fills in by itself: a line of text, or a small
// table.
type Computed struct {
	Text string
	Head []string
	Rows [][]string
}

// Empty reports whether there is nothing to show.
func (c Computed) Empty() bool { return c.Text == "" && len(c.Rows) == 0 }

// Compute returns the answer of an auto field. An answer that a person typed
// over it wins.
func (s Sheet) Compute(fd *Field, v Voice) Computed {
	if said := s.Pair.Record.Value(s.Address(fd, v)); said != "" {
		return Computed{Text: string(said)}
	}
	p, w := s.Pair, s.Pair.Words
	switch fd.Auto {
	case "meeting_number":
		return Computed{Text: strconv.Itoa(s.ID.Number)}
	case "open_actions":
		return s.openActions()
	case "months":
		return p.monthsInWords()
	case "hours":
		return Computed{Text: w.T("forms.hours", "hours", p.hours())}
	case "idle_days":
		return Computed{Text: p.idleInWords()}
	case "role":
		return Computed{Text: upperFirst(p.Programme().Term(string(s.ID.Of), w.Lang()))}
	case "period":
		return Computed{Text: p.period()}
	case "contacts_count":
		return Computed{Text: strconv.Itoa(len(p.Contacts()))}
	case "contract_version":
		return Computed{Text: strconv.Itoa(s.Version())}
	case "compare_copies":
		return s.compareCopies()
	case "shared_areas":
		return p.sharedAreas()
	case "common_times":
		return p.commonTimes()
	}
	return p.summary(fd.Auto)
}

func (s Sheet) openActions() Computed {
	p := s.Pair
	def := p.Library.Registers[registerActions]
	if def == nil {
		return Computed{}
	}
	var c Computed
	cols := []string{"action", "owner", "due", columnStatus}
	for _, id := range cols {
		if col, ok := def.column(id); ok {
			c.Head = append(c.Head, p.Text(col.Label))
		}
	}
	fd := &Field{Register: registerActions, Take: TakeOpen}
	for _, row := range s.Rows(fd, Agreed) {
		at := s.Table(fd, Agreed).InRow(row.ID)
		if s.notYet(p.Record.Value(at.At(PartFrom))) {
			continue // an action of this meeting is not "open from last time"
		}
		var cells []string
		for _, id := range cols {
			if col, ok := def.column(id); ok {
				cells = append(cells, col.ShowShort(p.Record.Value(at.At(id)), p.Asking()))
			}
		}
		c.Rows = append(c.Rows, cells)
	}
	if len(c.Rows) == 0 {
		return Computed{Text: p.Words.T("forms.no_open_actions")}
	}
	return c
}

// triedInVain is the channel of a try that nobody answered.
const triedInVain = Value("tried")

// Contact is one time the two were in touch: a logged contact or a meeting.
type Contact struct {
	Date    lang.Date
	Minutes int
}

// Contacts returns every contact with a date: rows of the log and meetings held. A
// try that nobody answered is in the log, too, but is no contact (rule 20).
func (p *Pair) Contacts() []Contact {
	return slices.Clone(p.contacts.get(p, p.readContacts))
}

func (p *Pair) readContacts() []Contact {
	var out []Contact
	table := registerTable(registerContacts)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		if p.Record.Value(at.At("channel")) == triedInVain {
			continue
		}
		if d, err := lang.ParseISO(string(p.Record.Value(at.At("date")))); err == nil && !d.After(p.Today) {
			n, _ := strconv.ParseFloat(string(p.Record.Value(at.At("minutes"))), 64)
			out = append(out, Contact{d, int(n)})
		}
	}
	for _, n := range p.Meetings() {
		at := Address{Sheet: Meeting(n), Field: fieldMeetDate, Voice: Agreed}
		if d, err := lang.ParseISO(string(p.Record.Value(at))); err == nil && !d.After(p.Today) {
			out = append(out, Contact{d, p.minutes(Meeting(n))})
		}
	}
	return out
}

func (p *Pair) minutes(m SheetID) int {
	at := func(field string) lang.Clock {
		c, err := lang.ParseISOClock(string(p.Record.Value(Address{Sheet: m, Field: field, Voice: Agreed})))
		if err != nil {
			return -1
		}
		return c
	}
	from, to := at("m_start"), at("m_end")
	if from < 0 || to <= from {
		return 0
	}
	return int(to - from)
}

func (p *Pair) hours() string {
	total := 0
	for _, c := range p.Contacts() {
		total += c.Minutes
	}
	h := strconv.FormatFloat(float64(total)/60, 'f', 1, 64)
	h = strings.TrimSuffix(h, ".0")
	fd := &Field{Kind: KindNumber}
	return fd.Show(Value(h), p.Asking())
}

// LastContact returns the date of the newest contact.
func (p *Pair) LastContact() (d lang.Date, ok bool) {
	for _, c := range p.Contacts() {
		if !ok || c.Date.After(d) {
			d, ok = c.Date, true
		}
	}
	return d, ok
}

func (p *Pair) idleInWords() string {
	d, ok := p.LastContact()
	if !ok {
		return p.Words.T("forms.no_contact")
	}
	return p.Words.N("forms.idle", d.DaysUntil(p.Today))
}

// Month is one month of the programme, counted from the anchor: its first day,
// how many contacts fell in it, and whether it is over or running.
type Month struct {
	First    lang.Date
	Contacts int
	Past     bool
	Running  bool
}

// Months returns the months of the programme; none while the anchor is unknown.
func (p *Pair) Months() []Month {
	if _, ok := p.Anchor(); !ok {
		return nil
	}
	contacts := p.Contacts()
	starts := p.starts(EveryMonth)
	out := make([]Month, len(starts)-1)
	for i := range out {
		first, next := starts[i], starts[i+1]
		out[i] = Month{First: first, Past: !p.Today.Before(next), Running: !p.Today.Before(first) && p.Today.Before(next)}
		for _, c := range contacts {
			if !c.Date.Before(first) && c.Date.Before(next) {
				out[i].Contacts++
			}
		}
	}
	return out
}

func (p *Pair) monthsInWords() Computed {
	months := p.Months()
	if len(months) == 0 {
		return Computed{Text: p.Words.T("forms.no_anchor")}
	}
	var parts []string
	for _, m := range months {
		if !m.Past && !m.Running && m.Contacts == 0 {
			continue
		}
		parts = append(parts, p.Words.Month(m.First)+" "+strconv.Itoa(m.Contacts))
	}
	if len(parts) == 0 {
		return Computed{Text: p.Words.T("forms.no_contact")}
	}
	return Computed{Text: strings.Join(parts, " · ")}
}

func (p *Pair) period() string {
	start, ok := p.Anchor()
	if !ok {
		return p.Words.T("forms.no_anchor")
	}
	if start.After(p.Today) {
		return p.Words.T("forms.period_ahead", "from", p.Words.Short(start))
	}
	return p.Words.T("forms.period", "from", p.Words.Short(start), "to", p.Words.Short(p.Today),
		"contacts", p.Words.N("forms.contacts", len(p.Contacts())), "hours", p.hours())
}

// compareCopies sets both persons' ratings side by side; only once both copies
// are open.
func (s Sheet) compareCopies() Computed {
	p := s.Pair
	mentee, ok := p.Sheet(SheetID{Form: EachForm, Of: Mentee})
	mentor, ok2 := p.Sheet(SheetID{Form: EachForm, Of: Mentor})
	if !ok || !ok2 {
		return Computed{}
	}
	if !mentee.Opened() {
		return Computed{Text: p.Words.T("forms.still_sealed")}
	}
	c := Computed{Head: []string{p.Words.T("forms.question"), p.Name(Mentee), p.Name(Mentor), ""}}
	for _, it := range mentee.Items() {
		if it.Field.Kind == KindRows || it.Field.Kind == KindAuto || it.Field.Kind == KindSign {
			continue
		}
		if len(mentor.Voices(it.Field)) == 0 {
			continue
		}
		a, b := mentee.Reading(it.Field, Mentee), mentor.Reading(it.Field, Mentor)
		if a == "" && b == "" {
			continue
		}
		c.Rows = append(c.Rows, []string{p.Text(it.Field.Label), a, b, p.apart(it.Field, mentee, mentor)})
	}
	return c
}

// apart marks ratings that differ by two or more: something to talk about.
func (p *Pair) apart(fd *Field, mentee, mentor Sheet) string {
	if fd.Kind != KindRating {
		return ""
	}
	a, err := strconv.Atoi(string(p.Record.Value(mentee.Address(fd, Mentee))))
	b, err2 := strconv.Atoi(string(p.Record.Value(mentor.Address(fd, Mentor))))
	if err != nil || err2 != nil || max(a-b, b-a) < 2 {
		return ""
	}
	return p.Words.T("forms.talk_about")
}

// Reading returns an answer as a person reads it: one line for plain kinds, the
// parts of a compound joined by commas, "" where nothing is said. Tables have no
// reading of their own.
func (s Sheet) Reading(fd *Field, v Voice) string {
	a := s.Pair.Asking()
	switch fd.Kind {
	case KindRows:
		return ""
	case KindAuto:
		return s.Compute(fd, v).Text
	case KindGroup:
		var parts []string
		for i := range fd.Parts {
			part := &fd.Parts[i]
			if text := part.Show(s.Pair.Record.Value(s.Address(fd, v).At(part.ID)), a); text != "" {
				parts = append(parts, s.partReading(part, text))
			}
		}
		return strings.Join(parts, ", ")
	}
	return fd.Show(s.Pair.Record.Value(s.Address(fd, v)), a)
}

// partReading puts a short part's label before it ("from 60 minutes"): without
// it two numbers side by side say nothing.
func (s Sheet) partReading(part *Field, text string) string {
	label := s.Pair.Text(part.Label)
	if label == "" || part.Kind != KindNumber {
		return text
	}
	return label + " " + text
}
