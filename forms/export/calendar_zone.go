package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"pairbook/forms"
)

// zoneRules is a zone as the file describes it. Without an id the hours are
// written in UTC.
type zoneRules struct {
	id       string
	location *time.Location
	parts    []zonePart
}

// zonePart is the standard time of a zone or its summer time: what clocks were and
// are set to, and when they are set.
type zonePart struct {
	name     string
	summer   bool
	from, to int         // seconds east of UTC, before and after
	onsets   []time.Time // in the hours of from, ascending; never none
	rule     string      // how they come again every year, "" where they follow no rule
}

const (
	ruleYears  = 28 // after so many years the weekdays come round, and with them every rule shows
	spareDays  = 400
	manyBounds = 100 // more than that without a change, and there is none
)

// describeZone describes a zone for the days of the events. A calendar without
// hours needs none.
func describeZone(z Zone, events []forms.Event) zoneRules {
	utcOnly := zoneRules{location: time.UTC}
	if z.Location == nil || z.Location == time.UTC || z.Name == "UTC" {
		return utcOnly
	}
	var first, last time.Time
	for _, e := range events {
		if !e.At.Valid() {
			continue
		}
		t := hourOf(e, z.Location)
		if first.IsZero() || t.Before(first) {
			first = t
		}
		if t.After(last) {
			last = t
		}
	}
	utcOnly.location = z.Location
	if first.IsZero() {
		return utcOnly
	}
	parts, ok := turns(first.AddDate(0, 0, -spareDays), last)
	if !ok || len(parts) == 1 && parts[0].from == 0 && parts[0].to == 0 {
		return utcOnly
	}
	return zoneRules{id: zoneID(z.Name, parts), location: z.Location, parts: parts}
}

// zoneID returns the zone's name, or one made of what its clocks are called. What
// may not stand in a parameter is left out.
func zoneID(name string, parts []zonePart) string {
	var names []string
	for _, p := range parts {
		names = append(names, p.name)
	}
	slices.Sort(names)
	name = cmp.Or(name, "local-"+strings.Join(slices.Compact(names), "-"))
	keep := func(r rune) rune {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`";:,\`, r) {
			return -1
		}
		return r
	}
	return cmp.Or(strings.Map(keep, name), "local")
}

// turns finds when the clocks are set, from a moment to some years after another.
// ok is false where that cannot be said.
func turns(from, to time.Time) (parts []zonePart, ok bool) {
	stop := to.AddDate(ruleYears+1, 0, 0)
	name, offset := from.Zone()
	if name == "-00" { // a zone that nobody has set
		return nil, false
	}
	before, onset := offset, time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	if start, ok := lastTurn(from); ok {
		_, before = start.Add(-time.Second).Zone()
		onset = wall(start, before)
	} else if from.Year() < 1970 {
		onset = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	parts = addTurn(parts, zonePart{name: name, summer: from.IsDST(), from: before, to: offset, onsets: []time.Time{onset}})
	for t, found := nextTurn(from); found && t.Before(stop); t, found = nextTurn(t) {
		before = offset
		name, offset = t.Zone()
		parts = addTurn(parts, zonePart{name: name, summer: t.IsDST(), from: before, to: offset, onsets: []time.Time{wall(t, before)}})
	}
	for i := range parts {
		parts[i].rule = yearly(parts[i].onsets, stop.Year()-1)
	}
	return parts, true
}

// nextTurn returns when the clocks are set next; ok is false where they never are
// again. Go's bounds stop short on the last day of a leap year (1.26), where
// nothing changes: those are passed over.
func nextTurn(t time.Time) (turn time.Time, ok bool) {
	for range manyBounds {
		_, end := t.ZoneBounds()
		switch {
		case end.IsZero():
			return end, false
		case !end.After(t):
			t = t.AddDate(0, 0, 1)
		case sameZone(t, end):
			t = end
		default:
			return end, true
		}
	}
	return t, false
}

// lastTurn returns when the clocks were set last; ok is false where they never were.
func lastTurn(t time.Time) (turn time.Time, ok bool) {
	for range manyBounds {
		start, _ := t.ZoneBounds()
		if start.IsZero() || start.Year() < 1 {
			return start, false
		}
		if earlier := start.Add(-time.Second); sameZone(t, earlier) {
			t = earlier
			continue
		}
		return start, true
	}
	return t, false
}

func sameZone(a, b time.Time) bool {
	x, n := a.Zone()
	y, m := b.Zone()
	return x == y && n == m && a.IsDST() == b.IsDST()
}

// wall returns what clocks at an offset show at a moment, as a time in UTC.
func wall(t time.Time, offset int) time.Time {
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// addTurn adds an onset to the part it belongs to.
func addTurn(parts []zonePart, p zonePart) []zonePart {
	for i := range parts {
		q := &parts[i]
		if q.name == p.name && q.summer == p.summer && q.from == p.from && q.to == p.to {
			q.onsets = append(q.onsets, p.onsets...)
			return parts
		}
	}
	return append(parts, p)
}

// yearly returns the rule by which onsets come again every year until the last
// one, "" where they follow none.
func yearly(onsets []time.Time, until int) string {
	first := onsets[0]
	if len(onsets) < ruleYears || onsets[len(onsets)-1].Year() < until {
		return ""
	}
	nth, last := true, true
	for i, t := range onsets {
		same := t.Year() == first.Year()+i && t.Month() == first.Month() && t.Weekday() == first.Weekday() &&
			t.Sub(midnight(t)) == first.Sub(midnight(first))
		if !same {
			return ""
		}
		nth = nth && (t.Day()-1)/7 == (first.Day()-1)/7
		last = last && t.AddDate(0, 0, 7).Month() != t.Month()
	}
	day := strings.ToUpper(first.Weekday().String()[:2])
	switch {
	case last:
		return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=-1%s", first.Month(), day)
	case nth:
		return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", first.Month(), (first.Day()-1)/7+1, day)
	}
	return ""
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// write writes the zone, if there is one to describe.
func (z zoneRules) write(f *icsFile) {
	if z.id == "" {
		return
	}
	f.line("BEGIN", "VTIMEZONE")
	f.line("TZID", z.id)
	for _, p := range z.parts {
		kind := "STANDARD"
		if p.summer {
			kind = "DAYLIGHT"
		}
		f.line("BEGIN", kind)
		f.line("DTSTART", icsWall(p.onsets[0]))
		f.line("TZOFFSETFROM", icsOffset(p.from))
		f.line("TZOFFSETTO", icsOffset(p.to))
		if p.name != "" {
			f.text("TZNAME", p.name)
		}
		if p.rule != "" {
			f.line("RRULE", p.rule)
		} else {
			for _, t := range p.onsets[1:] {
				f.line("RDATE", icsWall(t))
			}
		}
		f.line("END", kind)
	}
	f.line("END", "VTIMEZONE")
}

func icsWall(t time.Time) string { return t.Format("20060102T150405") }

// icsOffset writes seconds east of UTC: "+0100", "-0330", "+011212".
func icsOffset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	out := sign + fmt.Sprintf("%02d%02d", seconds/3600, seconds/60%60)
	if s := seconds % 60; s > 0 {
		out += fmt.Sprintf("%02d", s)
	}
	return out
}
