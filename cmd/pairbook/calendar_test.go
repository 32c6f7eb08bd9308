package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the tests, on every computer

	ics "github.com/arran4/golang-ical"
)

// diary is a calendar program: it keeps of each event the one with the higher
// sequence.
type diary map[string]*ics.VEvent

func (d diary) read(t *testing.T, text string) {
	t.Helper()
	c, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Events() {
		if old, there := d[e.Id()]; !there || sequenceOf(t, e) > sequenceOf(t, old) {
			d[e.Id()] = e
		}
	}
}

func sequenceOf(t *testing.T, e *ics.VEvent) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(e.GetProperty(ics.ComponentPropertySequence).Value, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// live counts the events that are not called off, and finds the days of meeting 2.
func (d diary) live() (n int, days []string) {
	for _, e := range d {
		if e.GetProperty(ics.ComponentPropertyStatus).Value == "CANCELLED" {
			continue
		}
		n++
		if strings.HasSuffix(e.GetProperty(ics.ComponentPropertySummary).Value, "meeting 2") {
			days = append(days, e.GetProperty(ics.ComponentPropertyDtStart).Value)
		}
	}
	return n, days
}

func TestReadInAgainACalendarMovesItsEventsAndDoublesNone(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	h.must("set", "meeting/1", "m_next_date.date", "2026-04-02")
	h.must("set", "meeting/1", "m_next_date.time", "17:00")
	d := diary{}
	d.read(t, h.must("calendar"))
	d.read(t, h.must("calendar"))
	first, days := d.live()
	if len(days) != 1 || days[0] != "20260402T170000Z" {
		t.Fatalf("meeting 2 is on %v", days)
	}
	for _, deed := range []struct {
		value, want string
		more        int
	}{
		{"2026-04-09", "20260409T170000Z", 0}, {"", "", -1}, {"2026-04-16", "20260416T170000Z", 0},
	} {
		h.must("set", "meeting/1", "m_next_date.date", deed.value)
		d.read(t, h.must("calendar"))
		n, days := d.live()
		if n != first+deed.more || strings.Join(days, " ") != deed.want {
			t.Errorf("after %q there are %d events, before %d; meeting 2 is on %v", deed.value, n, first, days)
		}
	}
	h.must("set", "pair", "anchor_date", "2026-03-16")
	d.read(t, h.must("calendar"))
	if n, _ := d.live(); n != first {
		t.Errorf("after the start was moved there are %d events, before %d", n, first)
	}
}

func TestHoursAreWrittenInTheZoneOfTheComputer(t *testing.T) {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	h := newHome(t)
	h.now = aDay.In(stockholm)
	h.must(newArgs()...)
	h.must("set", "meeting/1", "m_next_date.date", "2026-04-02")
	h.must("set", "meeting/1", "m_next_date.time", "17:00")
	out := h.must("calendar")
	for _, want := range []string{"BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n", "DTSTART;TZID=Europe/Stockholm:20260402T170000\r\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

func TestAZoneHasItsNameOnlyWhereThatIsRight(t *testing.T) {
	load := func(name string) *time.Location {
		l, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	data := filepath.Join(t.TempDir(), "zoneinfo")
	for _, c := range []struct {
		l    *time.Location
		want string
	}{
		{load("America/Toronto"), "America/Toronto"},
		{time.UTC, "UTC"},
		{time.FixedZone("here", 3600), ""},
		{time.FixedZone("Europe/Stockholm", 0), ""},
		{time.FixedZone(data+"/posix/Africa/Lagos", 3600), "Africa/Lagos"},
		{time.FixedZone(os.DevNull, 0), ""},
	} {
		if got := zoneOf(c.l).Name; got != c.want {
			t.Errorf("%s is called %q, want %q", c.l, got, c.want)
		}
	}
}
