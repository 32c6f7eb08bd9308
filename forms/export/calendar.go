package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// CalendarExt is how the name of a calendar's file ends.
const CalendarExt = ".ics"

// Zone is where the pair's hours are meant. The zero Zone is UTC.
type Zone struct {
	Name     string // "Europe/Stockholm"; "" where nobody knows: then one is made up
	Location *time.Location
}

// Calendar writes a calendar as RFC 5545 wants it, for other programs to read in.
// Read in again it moves its events and never doubles them: an event keeps its UID,
// and the one with the higher SEQUENCE holds. An hour is written in its zone, which
// is described in the file, or in UTC where the zone cannot be described. The same
// calendar always gives the same bytes. Errors are the writer's.
//
// There is no ORGANIZER, which RFC 5546 wants beside METHOD: it would make
// invitations of the pair's own entries.
func Calendar(w io.Writer, c forms.Calendar, z Zone) error {
	f := &icsFile{stamp: utc(c.Changed), zone: describeZone(z, c.Events)}
	f.line("BEGIN", "VCALENDAR")
	f.line("VERSION", "2.0")
	f.line("PRODID", "-//pairbook//calendar//EN")
	f.line("CALSCALE", "GREGORIAN")
	f.line("METHOD", "PUBLISH")
	f.zone.write(f)
	for _, e := range c.Events {
		f.event(c.Pair, e)
	}
	f.line("END", "VCALENDAR")
	if _, err := io.WriteString(w, f.b.String()); err != nil {
		return fmt.Errorf("writing the calendar: %w", err)
	}
	return nil
}

// icsFile gathers the lines of a file.
type icsFile struct {
	b     strings.Builder
	stamp string
	zone  zoneRules
}

func (f *icsFile) event(pair forms.PairID, e forms.Event) {
	f.line("BEGIN", "VEVENT")
	f.line("UID", e.ID+"."+string(pair)+"@pairbook")
	f.line("DTSTAMP", f.stamp)
	f.line("LAST-MODIFIED", utc(e.Changed))
	f.line("SEQUENCE", strconv.Itoa(e.Sequence))
	f.when(e)
	f.text("SUMMARY", e.Title)
	if e.Place != "" {
		f.text("LOCATION", e.Place)
	}
	status, busy := "CONFIRMED", "OPAQUE"
	if e.Gone {
		status = "CANCELLED"
	}
	if e.Gone || !e.At.Valid() {
		busy = "TRANSPARENT" // a deadline does not fill the day
	}
	f.line("STATUS", status)
	f.line("TRANSP", busy)
	f.line("CLASS", "PRIVATE")
	for _, before := range e.Alarms {
		f.line("BEGIN", "VALARM")
		f.line("ACTION", "DISPLAY")
		f.line("TRIGGER", "-"+span(before))
		f.text("DESCRIPTION", e.Title)
		f.line("END", "VALARM")
	}
	f.line("END", "VEVENT")
}

// when writes the day, or the hour and how long.
func (f *icsFile) when(e forms.Event) {
	if !e.At.Valid() {
		f.line("DTSTART;VALUE=DATE", icsDay(e.Day))
		if next := e.Day.AddDays(1); next.Valid() {
			f.line("DTEND;VALUE=DATE", icsDay(next))
		}
		return
	}
	if f.zone.id == "" {
		f.line("DTSTART", utc(hourOf(e, f.zone.location)))
	} else {
		f.line("DTSTART;TZID="+f.zone.id, fmt.Sprintf("%sT%02d%02d00", icsDay(e.Day), int(e.At)/60, int(e.At)%60))
	}
	f.line("DURATION", span(time.Duration(max(e.Minutes, 1))*time.Minute))
}

// hourOf returns when a timed event begins.
func hourOf(e forms.Event, l *time.Location) time.Time {
	return time.Date(e.Day.Year, e.Day.Month, e.Day.Day, 0, int(e.At), 0, 0, l)
}

func icsDay(d lang.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, int(d.Month), d.Day) }

// utc writes a moment. Years have four digits.
func utc(t time.Time) string {
	t = t.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format("20060102T150405Z")
}

// span writes a length of time, of whole minutes: "P1D", "PT1H30M", "P2DT15H".
func span(d time.Duration) string {
	const day = 24 * time.Hour
	out := "P"
	if n := d / day; n > 0 {
		out += strconv.Itoa(int(n)) + "D"
	}
	h, m := d%day/time.Hour, d%time.Hour/time.Minute
	if h > 0 || m > 0 {
		out += "T"
	}
	if h > 0 {
		out += strconv.Itoa(int(h)) + "H"
	}
	if m > 0 {
		out += strconv.Itoa(int(m)) + "M"
	}
	return out
}

// text writes a property whose value people read.
func (f *icsFile) text(name, value string) { f.line(name, escapeText(value)) }

// escapeText escapes what has a meaning of its own in a TEXT value (RFC 5545,
// 3.3.11).
func escapeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(clean(s))
}

// maxOctets is the most octets a line may have, its end aside (RFC 5545, 3.1).
const maxOctets = 75

// line writes a property, folded between characters where it is too long.
func (f *icsFile) line(name, value string) {
	line, room := name+":"+value, maxOctets
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		f.b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], maxOctets-1 // the blank counts
	}
	f.b.WriteString(line + "\r\n")
}
