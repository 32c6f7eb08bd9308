package forms

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pairbook/forms/lang"
)

// Calendar is what a pair has in its calendar, by day: meetings, steps, reviews and
// the end, and what was in it and is there no longer.
type Calendar struct {
	Pair    PairID
	Changed time.Time // when an answer of the pair was changed last; the zero time where there is none
	Events  []Event
}

// Event is something of a pair that has a day.
type Event struct {
	// ID tells it apart within its pair. It is made from the id of a step, a row or
	// a meeting, never from a day or a name, so that an event that moves stays itself.
	ID      string
	Title   string
	Place   string // only where topics are asked for
	Day     lang.Date
	At      lang.Clock      // NoClock: the whole day
	Minutes int             // how long it lasts; of no meaning without At
	Alarms  []time.Duration // how long before At, or before the day begins
	Gone    bool            // it had this day, and is called off
	// Sequence rises with every change of an answer that decides the day, the hour or
	// whether the event is there at all. It never falls.
	Sequence int
	Changed  time.Time // when such an answer was changed last
}

// CalendarOptions say what a calendar holds besides meetings, steps and reviews,
// and how open it is. The zero value tells neither names nor what it is about: a
// calendar is often shared with more people than the two.
type CalendarOptions struct {
	Names   bool // the two names in the titles
	Topics  bool // what a meeting is about and where, and the words of actions
	Actions bool // the days on which actions are due
}

// When alarms ring, before the event. A whole day begins at midnight, when nobody
// wants to be called: its alarms ring at nine in the morning.
const (
	alarmDay      = 24 * time.Hour
	alarmHour     = time.Hour
	alarmEve      = 15 * time.Hour         // the day before at nine
	alarmThree    = (3*24 - 9) * time.Hour // three days before at nine
	usualMinutes  = 60                     // of a meeting, where the contract does not say
	goneShownDays = 30                     // how long after its day a called-off event is still told
)

// Calendar returns what the pair has in its calendar. history is what the book has
// of the addresses that match Dating, oldest first: from it comes how often an
// event was moved, and what was there once and is called off. The same answers, on
// the same day, always give the same calendar.
func (p *Pair) Calendar(history []Revision, o CalendarOptions) Calendar {
	cal := Calendar{Pair: p.Record.Pair, Changed: p.lastChange()}
	past := p.retrace(history, o)
	now := map[string]bool{}
	for _, x := range p.occasions(o, true) {
		now[x.id] = true
		cal.Events = append(cal.Events, p.event(x, past, o))
	}
	for id, x := range past.last {
		if now[id] || x.day.AddDays(goneShownDays).Before(p.Today) {
			continue
		}
		e := p.event(x, past, o)
		e.Gone, e.Alarms = true, nil
		e.Title = p.Words.T("calendar.gone", "title", e.Title)
		cal.Events = append(cal.Events, e)
	}
	slices.SortFunc(cal.Events, func(a, b Event) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.At, b.At), strings.Compare(a.ID, b.ID))
	})
	return cal
}

// lastChange returns when an answer of the pair was changed last.
func (p *Pair) lastChange() (t time.Time) {
	p.Record.Addresses(func(a Address) {
		if h, ok := p.Record.Last(a); ok && h.Time.Wall().After(t) {
			t = h.Time.Wall()
		}
	})
	return t
}

func (p *Pair) event(x occasion, past retraced, o CalendarOptions) Event {
	e := Event{ID: x.id, Title: p.eventTitle(x, o), Day: x.day, At: x.at, Minutes: x.minutes}
	if o.Topics {
		e.Place = x.place
	}
	if !x.done && !x.day.Before(p.Today) {
		e.Alarms = x.alarms()
	}
	e.Sequence, e.Changed = past.sequence(x)
	return e
}

// eventTitle words an event. Names and topics stand in it only where they are asked
// for.
func (p *Pair) eventTitle(x occasion, o CalendarOptions) string {
	what := x.what
	if o.Topics && x.topic != "" {
		what = p.Words.T("calendar.about", "what", what, "topic", x.topic)
	}
	if o.Names {
		return p.Words.T("calendar.title_names", "names", p.Title(), "what", what)
	}
	return p.Words.T("calendar.title", "what", what)
}

// occasion is an event before its words are put together.
type occasion struct {
	id      string
	what    string // "meeting 3"
	topic   string // what the pair wrote about it
	place   string
	day     lang.Date
	at      lang.Clock
	minutes int
	done    bool
	call    call
	from    []source // the answers that decide its day
	planned bool     // reckoned from the plan: it moves with pauses and programmes, too
}

// call says when somebody wants to be reminded.
type call int

const (
	callNever call = iota
	callMeeting
	callDeadline
)

func (x occasion) alarms() []time.Duration {
	switch {
	case x.call == callMeeting && x.at.Valid():
		return []time.Duration{alarmDay, alarmHour}
	case x.call == callMeeting:
		return []time.Duration{alarmEve}
	case x.call == callDeadline:
		return []time.Duration{alarmThree}
	}
	return nil
}

// occasions returns all that has a day now; with ticks it also tells which steps
// are done.
func (p *Pair) occasions(o CalendarOptions, ticks bool) []occasion {
	out := slices.Concat(p.bookings(), p.stepDays(ticks), p.reviewDays())
	if o.Actions {
		out = append(out, p.actionDays()...)
	}
	return slices.DeleteFunc(out, func(x occasion) bool { return !x.day.Valid() })
}
