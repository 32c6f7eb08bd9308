package lang

import "fmt"

// Reason says why a typed date was refused.
type Reason int

// What can be wrong with a date.
const (
	Unknown      Reason = iota // Unknown: not read as a date at all; nothing typed counts here too.
	Ambiguous                  // Ambiguous: can be read in two ways; Options holds both.
	NoSuchDay                  // NoSuchDay: the calendar lacks it; Options may hold the last day of that month.
	WrongWeekday               // WrongWeekday: the weekday typed is not that day's; Options holds the day.
	OutOfRange                 // OutOfRange: before FirstYear or after LastYear.
	NeedsDay                   // NeedsDay: a month without a day; Options holds the first day of that month.
	NeedsWeekday               // NeedsWeekday: a week without a day; Options holds its Monday.
)

// The years a typed date may lie in, both included. Beyond them a slip of the finger is likelier than a date.
const (
	FirstYear = 1900
	LastYear  = 2199
)

// String names the reason for logs.
func (r Reason) String() string {
	names := [...]string{"unknown", "ambiguous", "no such day", "wrong weekday", "out of range", "needs a day", "needs a weekday"}
	if r < 0 || int(r) >= len(names) {
		return fmt.Sprintf("reason %d", int(r))
	}
	return names[r]
}

// DateError is why [ParseDate] refused a date. [Words.DateError] says it to the reader.
type DateError struct {
	Reason  Reason
	Input   string // as it was typed
	Options []Date // what it might mean; see the reasons
}

// Error gives the fault for logs, in English.
func (e *DateError) Error() string { return fmt.Sprintf("reading the date %q: %v", e.Input, e.Reason) }

// ClockError is why [ParseClock] refused a time: it was not read as one, or the day has no such time.
type ClockError struct {
	Input string // as it was typed
}

// Error gives the fault for logs, in English.
func (e *ClockError) Error() string {
	return fmt.Sprintf("reading the time %q: not a time of day", e.Input)
}
