package forms

import (
	"slices"
	"strconv"

	"pairbook/forms/lang"
)

// How the two keep in touch.

// findSilentTimes is rule 6: a contact in every month, and no longer silence than
// what was agreed and a week. Nobody is reminded in a short project (rule 19), in a
// pause or after the end.
func findSilentTimes(l *look) []Finding {
	if l.short() || l.over() {
		return nil
	}
	out := l.findSilentMonths()
	since, days := l.silence()
	if cadence := l.cadenceDays(); cadence > 0 && days > cadence+graceDays {
		f := Finding{Sheet: one(BetweenForm), Field: fieldContacts, Case: "since_" + dayCase(since), Args: []any{"#", days}}
		if _, ever := l.LastContact(); !ever {
			f.Key = "keep_contact_never"
		}
		out = append(out, f)
	}
	return out
}

// findSilentMonths tells of all months without a contact at once, up to the last one:
// what was said of that one was said of all until then, and what is silent later is
// told anew.
func (l *look) findSilentMonths() []Finding {
	var out []Finding
	var open []ruleMonth
	silent := l.silentMonths()
	for i, m := range silent {
		open = append(open, m)
		f := Finding{Sheet: one(BetweenForm), Field: fieldContacts, Case: dayCase(m.first), Key: "keep_contact_month"}
		if i < len(silent)-1 && l.Record.Value(RuleAddress("keep_contact_"+f.Case)) == "" {
			continue
		}
		f.Args = []any{"times", l.times(open)}
		out, open = append(out, f), nil
	}
	return out
}

// silentMonths returns the months that went by without a contact, in a programme in
// which there is to be one in each.
func (l *look) silentMonths() []ruleMonth {
	if !slices.Contains([]string{"weekly", "two_weeks", "monthly"}, l.Programme().Cadence) {
		return nil
	}
	return slices.DeleteFunc(l.months(), func(m ruleMonth) bool { return !m.past(l.Today) || len(m.contacts) > 0 })
}

// times says when months were, those that follow one another as one time: "from 24
// March to 23 May and from 24 July to 23 August".
func (l *look) times(months []ruleMonth) string {
	var items []string
	for len(months) > 0 {
		n := 1
		for n < len(months) && months[n].first == months[n-1].next {
			n++
		}
		items = append(items, l.Words.T("rules.keep_contact_time", "from", l.date(months[0].first), "to", l.date(months[n-1].next.AddDays(-1))))
		months = months[n:]
	}
	return l.Words.List(items)
}

// short reports whether two or three contacts in all are planned, so that nobody is
// to be reminded (rule 19).
func (l *look) short() bool {
	return l.chosen(one(PairForm), fieldLength) == "contacts" || l.cadenceDays() == 0
}

// silence returns since when the two have not been in touch, and for how many days,
// pauses left aside; 0 in a pause and before the start.
func (l *look) silence() (since lang.Date, days int) {
	since, ok := l.LastContact()
	if !ok {
		since, _ = l.Anchor()
	}
	if days, ok = l.IdleDays(); !ok || l.Paused() {
		return since, 0
	}
	return since, days
}

// ruleMonth is a month of the programme with its contacts.
type ruleMonth struct {
	first, next lang.Date
	contacts    []Contact
}

func (m ruleMonth) past(today lang.Date) bool { return !today.Before(m.next) }

// months returns the months of the programme; none while the anchor is unknown.
func (l *look) months() []ruleMonth {
	if _, ok := l.Anchor(); !ok {
		return nil
	}
	starts, contacts := l.starts(EveryMonth), l.Contacts()
	out := make([]ruleMonth, len(starts)-1)
	for i := range out {
		out[i] = ruleMonth{first: starts[i], next: starts[i+1]}
		for _, c := range contacts {
			if !c.Date.Before(out[i].first) && c.Date.Before(out[i].next) {
				out[i].contacts = append(out[i].contacts, c)
			}
		}
	}
	return out
}

// enoughContacts is how many a short project has in all (rule 19).
const enoughContacts = 3

// findShortProject is rule 19: a short library project has two or three contacts in
// all, and no monthly reminders.
func findShortProject(l *look) []Finding {
	if _, ok := l.Anchor(); !ok || !l.short() || l.over() {
		return nil
	}
	f := Finding{Sheet: one(BetweenForm), Field: "lg_months"}
	if n := len(l.Contacts()); n > enoughContacts {
		f.Key, f.Args = "short_project_more", []any{"#", n}
		return []Finding{f}
	}
	f.quiet = true
	return []Finding{f}
}

// Tries is how often one of the two tried to reach the other since their last
// contact, without an answer, and the day of the first try.
func (p *Pair) Tries() (count int, first lang.Date) {
	last, _ := p.LastContact()
	table := registerTable(registerContacts)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		d, err := lang.ParseISO(string(p.Record.Value(at.At("date"))))
		if err != nil || p.Record.Value(at.At("channel")) != triedInVain || d.After(p.Today) || d.Before(last) {
			continue
		}
		count++
		if first.IsZero() || d.Before(first) {
			first = d
		}
	}
	return count, first
}

// Unanswered tries, or days since the first of them, after which the two had better
// ask somebody for help (rule 20).
const (
	MostTries    = 3
	MostDaysMute = 10
)

// unanswered reports whether so many tries, or one for so long, have had no answer that
// it is time to ask somebody else (rule 20), pauses left aside.
func (p *Pair) unanswered() bool {
	count, first := p.Tries()
	return count >= MostTries || count > 0 && p.daysSince(first) >= MostDaysMute
}

// findNoAnswer is rule 20: after three tries or ten days without an answer, somebody
// else is told.
func findNoAnswer(l *look) []Finding {
	if l.Paused() || l.over() || !l.unanswered() {
		return nil
	}
	count, first := l.Tries()
	args := append(l.helper(), "#", count, "day", l.date(first))
	return []Finding{{Sheet: one(BetweenForm), Field: fieldContacts, Case: dayCase(first), Args: args}}
}

// findInPerson is rule 7: on a board the two meet in person where they are anyway,
// next to a board meeting.
func findInPerson(l *look) []Finding {
	if _, _, board := l.asks(one(PairForm), "mentee_seat_kind"); !board {
		return nil
	}
	m := l.OpenMeeting()
	if l.chosen(m, fieldChannel) != "in_person" {
		return nil
	}
	f := Finding{Sheet: m, Field: fieldChannel, quiet: true}
	if l.saidBy(one(PairForm), "mentee_seat_kind", Mentee) == "substitute" {
		f.Key = "in_person_substitute"
	}
	return []Finding{f}
}

// findTooFewHours is rule 26: a new teacher has at least four hours with the mentor
// in each month of the school year. A month without any contact is rule 6's.
func findTooFewHours(l *look) []Finding {
	if !l.logsHours() || l.over() {
		return nil
	}
	var out []Finding
	for _, m := range l.months() {
		minutes := 0
		for _, c := range m.contacts {
			minutes += c.Minutes
		}
		if !m.past(l.Today) || len(m.contacts) == 0 || minutes >= 4*60 {
			continue
		}
		hours := (&Field{Kind: KindNumber}).Show(Value(strconv.FormatFloat(float64(minutes/6)/10, 'f', -1, 64)), l.Asking())
		args := []any{"from", l.date(m.first), "to", l.date(m.next.AddDays(-1)), "hours", hours}
		out = append(out, Finding{Sheet: one(BetweenForm), Field: "lg_contacts", Case: dayCase(m.first), Args: args})
	}
	return out
}

// logsHours reports whether the programme asks for a contact every week and for a
// log of every month: the school year of a new teacher.
func (l *look) logsHours() bool {
	week := l.steps(func(s *Step) bool { return s.Every == EveryWeek && s.Evidence == EvidenceContact })
	month := l.steps(func(s *Step) bool { return s.Every == EveryMonth && s.Day > 0 })
	return len(week) > 0 && len(month) > 0
}

// findSecondTrip is rule 21: mileage is paid for one trip a year, whoever travels.
func findSecondTrip(l *look) []Finding {
	s, fd, ok := l.asks(one(ShadowingForm), "sh_mileage")
	day, known := l.day(one(ShadowingForm), "sh_date_len.date")
	if !ok || !known || l.saidBy(s.ID, "sh_mileage.claimed", Mentee) != yes {
		return nil
	}
	for _, d := range l.visits() {
		if d != day && d.Year == day.Year {
			args := []any{"year", strconv.Itoa(day.Year), "day", l.date(day), "other", l.date(d)}
			return []Finding{{Sheet: s.ID, Field: fd.ID, Case: strconv.Itoa(day.Year), Args: args}}
		}
	}
	return nil
}

// visits lists the days on which one of the two travelled to the other: contacts and
// meetings on a visit, and what the development plan tells of shadowing.
func (l *look) visits() []lang.Date {
	var out []lang.Date
	for _, r := range l.cells(registerContacts) {
		if d, ok := r.day("date"); ok && r.value("channel") == "visit" {
			out = append(out, d)
		}
	}
	for _, n := range l.held() {
		if d, ok := l.day(Meeting(n), fieldMeetDate); ok && l.chosen(Meeting(n), fieldChannel) == "visit" {
			out = append(out, d)
		}
	}
	if s, fd, ok := l.asks(one(DevelopmentForm), "dp_shadowing"); ok {
		for _, d := range l.days(s, fd, Mentee, "date") {
			out = append(out, d.day)
		}
	}
	return out
}
