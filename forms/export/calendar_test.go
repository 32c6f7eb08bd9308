package export_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the tests, on every computer
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

var changed = time.Date(2026, 3, 10, 14, 2, 11, 0, time.UTC)

func zone(t testing.TB, name string) export.Zone {
	t.Helper()
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return export.Zone{Name: name, Location: l}
}

func onDay(y, m, d int) lang.Date { return lang.Date{Year: y, Month: time.Month(m), Day: d} }

// aMeeting is a meeting of an hour and a half, a deadline and one that is called off.
func aMeeting() forms.Calendar {
	return forms.Calendar{Pair: "k3v9qd", Changed: changed, Events: []forms.Event{
		{
			ID: "step-contract", Title: "Mentoring: Contract signed", Day: onDay(2026, 4, 28), At: lang.NoClock, Sequence: 4, Changed: changed,
			Alarms: []time.Duration{63 * time.Hour},
		},
		{
			ID: "meeting-2", Title: "Mentoring: meeting 2 – the café; the hall, and more of what the two of them want to talk about", Place: `At Åsa's, C:\ "upstairs"`,
			Day: onDay(2026, 6, 4), At: 17 * 60, Minutes: 90, Sequence: 7, Changed: changed, Alarms: []time.Duration{24 * time.Hour, time.Hour},
		},
		{ID: "meeting-3", Title: "Called off: Mentoring: meeting 3", Day: onDay(2026, 12, 3), At: 8*60 + 5, Minutes: 60, Gone: true, Sequence: 9, Changed: changed},
	}}
}

func calendar(t testing.TB, c forms.Calendar, z export.Zone) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.Calendar(&b, c, z); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestACalendarReadsAsApproved(t *testing.T) {
	for name, z := range map[string]export.Zone{
		"calendar-stockholm": zone(t, "Europe/Stockholm"), "calendar-utc": {}, "calendar-casablanca": zone(t, "Africa/Casablanca"),
	} {
		text := calendar(t, aMeeting(), z)
		strict(t, text)
		if name != "calendar-casablanca" { // its hours are decreed from year to year
			golden(t, name+".ics", text)
		}
	}
}

func TestAnotherProgramReadsWhatWeWrote(t *testing.T) {
	for _, name := range []string{"Europe/Stockholm", "America/Toronto", "Asia/Kolkata", "UTC"} {
		c, z := aMeeting(), zone(t, name)
		got, err := ics.ParseCalendar(strings.NewReader(calendar(t, c, z)))
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Events()) != len(c.Events) {
			t.Fatalf("%s: %d events, want %d", name, len(got.Events()), len(c.Events))
		}
		for i, e := range got.Events() {
			want := c.Events[i]
			if e.Id() != want.ID+".k3v9qd@pairbook" || e.GetProperty(ics.ComponentPropertySummary).Value != want.Title {
				t.Errorf("%s: %s is %q", name, e.Id(), e.GetProperty(ics.ComponentPropertySummary).Value)
			}
			if len(e.Alarms()) != len(want.Alarms) {
				t.Errorf("%s: %s has %d alarms, want %d", name, want.ID, len(e.Alarms()), len(want.Alarms))
			}
			if want.Place != "" && e.GetProperty(ics.ComponentPropertyLocation).Value != want.Place {
				t.Errorf("%s: the place is %q", name, e.GetProperty(ics.ComponentPropertyLocation).Value)
			}
			at := time.Date(want.Day.Year, want.Day.Month, want.Day.Day, 0, int(max(want.At, 0)), 0, 0, z.Location)
			start, err := e.GetStartAt()
			if !want.At.Valid() {
				at = time.Date(want.Day.Year, want.Day.Month, want.Day.Day, 0, 0, 0, 0, time.UTC)
				start, err = e.GetAllDayStartAt()
			}
			if err != nil || !start.Equal(at) {
				t.Errorf("%s: %s begins %v (%v), want %v", name, want.ID, start, err, at)
			}
		}
	}
}

var propertyLine = regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=[^";:,\x00-\x1f]+)*):(.*)$`)

// strict checks what RFC 5545 says of a file such as ours, and returns its lines
// unfolded.
func strict(t interface{ Fatalf(string, ...any) }, text string) []string {
	if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\n") {
		t.Fatalf("lines do not all end in CRLF")
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsFunc(l, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Fatalf("a line of %d octets, or cut within a character, or with a control character: %q", len(l), l)
		}
		if rest, folded := strings.CutPrefix(l, " "); folded {
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, l)
	}
	var open []string
	uids, zones, have := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, l := range lines {
		m := propertyLine.FindStringSubmatch(l)
		if m == nil {
			t.Fatalf("%q is no property", l)
		}
		name, value := m[1], m[3]
		if id, ok := strings.CutPrefix(m[2], ";TZID="); ok && !zones[id] {
			t.Fatalf("%q names a zone that was not described", l)
		}
		switch name {
		case "BEGIN":
			open, have = append(open, value), map[string]int{}
			continue
		case "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%q closes %v", l, open)
			}
			open = open[:len(open)-1]
			complete(t, value, have)
			if value == "VALARM" {
				have = map[string]int{"UID": 1, "DTSTAMP": 1, "DTSTART": 1, "SUMMARY": 1, "SEQUENCE": 1, "STATUS": 1} // of the event around it
			}
			continue
		case "UID":
			if uids[value] {
				t.Fatalf("%s stands twice", value)
			}
			uids[value] = true
		case "TZID":
			zones[value] = true
		}
		have[name]++
	}
	if len(open) > 0 {
		t.Fatalf("%v is not closed", open)
	}
	return lines
}

// complete checks that a component has what it must have, each once.
func complete(t interface{ Fatalf(string, ...any) }, what string, have map[string]int) {
	must := map[string][]string{
		"VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"},
		"VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"}, "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
		"DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
	}
	for _, name := range must[what] {
		if have[name] != 1 {
			t.Fatalf("%s has %s %d times", what, name, have[name])
		}
	}
	if have["DTEND"] > 0 && have["DURATION"] > 0 {
		t.Fatalf("%s has an end and a length", what)
	}
}

// A title of any kind comes out of another program as it went in, but for what
// cannot be shown.
func TestTitlesComeThroughWhateverStandsInThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.StringOfN(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\\;,:\"\n\r\t nN=åäö€😀\u0301\u202e"))), 1, 300, -1).Draw(t, "title")
		c := forms.Calendar{Pair: "k3v9qd", Events: []forms.Event{{ID: "x", Title: "m" + title, Place: title, Day: onDay(2026, 4, 2), At: lang.NoClock}}}
		var b bytes.Buffer
		if err := export.Calendar(&b, c, export.Zone{}); err != nil {
			t.Fatal(err)
		}
		strict(t, b.String())
		got, err := ics.ParseCalendar(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		want := shownOf("m" + title)
		if s := got.Events()[0].GetProperty(ics.ComponentPropertySummary).Value; s != want {
			t.Fatalf("%q came out as %q", want, s)
		}
	})
}

func TestWholeDaysNeedNoZone(t *testing.T) {
	c := aMeeting()
	c.Events = c.Events[:1]
	text := calendar(t, c, zone(t, "Europe/Stockholm"))
	if strings.Contains(text, "VTIMEZONE") || !strings.Contains(text, "DTSTART;VALUE=DATE:20260428\r\nDTEND;VALUE=DATE:20260429\r\n") {
		t.Error(text)
	}
}

func TestTheVeryEdgesOfTimeAreWritten(t *testing.T) {
	for _, d := range []lang.Date{onDay(1, 1, 1), onDay(1600, 2, 29), onDay(9999, 12, 31)} {
		for _, at := range []lang.Clock{lang.NoClock, 0, 1439} {
			c := forms.Calendar{Pair: "k3v9qd", Events: []forms.Event{{ID: "x", Title: "m", Day: d, At: at, Changed: forms.Stamp(1<<64 - 1).Wall()}}}
			for _, name := range []string{"Europe/Stockholm", "Pacific/Kiritimati", "America/Toronto"} {
				strict(t, calendar(t, c, zone(t, name)))
			}
			strict(t, calendar(t, c, export.Zone{}))
		}
	}
}

func TestTheFaultOfAWriterIsReturned(t *testing.T) {
	full := errors.New("no space")
	if err := export.Calendar(failing{full}, aMeeting(), export.Zone{}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// shelf is a calendar program: it keeps of each event the one with the higher
// sequence, and takes those away that are called off.
type shelf map[string]*ics.VEvent

func (s shelf) read(t *testing.T, text string) {
	t.Helper()
	c, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	number := func(e *ics.VEvent) (n int) {
		if _, err := fmt.Sscan(e.GetProperty(ics.ComponentPropertySequence).Value, &n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, e := range c.Events() {
		if old, there := s[e.Id()]; !there || number(e) > number(old) {
			s[e.Id()] = e
		}
	}
}

func (s shelf) shows() []string {
	out := []string{}
	for id, e := range s {
		if e.GetProperty(ics.ComponentPropertyStatus).Value != "CANCELLED" {
			out = append(out, strings.TrimSuffix(id, ".k3v9qd@pairbook")+" "+e.GetProperty(ics.ComponentPropertyDtStart).Value)
		}
	}
	slices.Sort(out)
	return out
}

func TestReadInAgainAMovedMeetingIsStillOneMeeting(t *testing.T) {
	s, c, z := shelf{}, aMeeting(), zone(t, "Europe/Stockholm")
	first := calendar(t, c, z)
	s.read(t, first)
	s.read(t, first)
	before := s.shows()
	c.Events[1].Day, c.Events[1].Sequence = onDay(2026, 6, 11), c.Events[1].Sequence+1
	s.read(t, calendar(t, c, z))
	s.read(t, first) // an old file found again
	want := []string{"meeting-2 20260611T170000", "step-contract 20260428"}
	if got := s.shows(); !slices.Equal(got, want) || len(before) != len(want) {
		t.Errorf("the calendar shows %v, before %v", got, before)
	}
	c.Events[1].Gone, c.Events[1].Sequence = true, c.Events[1].Sequence+1
	s.read(t, calendar(t, c, z))
	if got := s.shows(); !slices.Equal(got, want[1:]) {
		t.Errorf("the calendar shows %v", got)
	}
}

// icalJS reads a file with ical.js as strictly as it can and prints each event's
// UID, its beginning in UTC and its title.
const icalJS = `
const ICAL = require("ical.js"); ICAL.design.strict = true;
const cal = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
for (const z of cal.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(z));
for (const c of cal.getAllSubcomponents("vevent")) {
  const e = new ICAL.Event(c);
  const at = e.startDate.isDate ? e.startDate.toString() : e.startDate.convertToZone(ICAL.Timezone.utcTimezone).toString();
  console.log([e.uid, at, e.duration.toString(), e.summary, c.getAllSubcomponents("valarm").length].join("|"));
}`

func TestIcalJSReadsWhatWeWroteWhereItIsInstalled(t *testing.T) {
	if exec.Command("node", "-e", `require("ical.js")`).Run() != nil {
		t.Log("node has no ical.js here; NODE_PATH says where it is")
		return
	}
	cmd := exec.Command("node", "-e", icalJS)
	cmd.Stdin, cmd.Stderr = strings.NewReader(calendar(t, aMeeting(), zone(t, "America/Toronto"))), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"step-contract.k3v9qd@pairbook|2026-04-28|P1D|Mentoring: Contract signed|1",
		"meeting-2.k3v9qd@pairbook|2026-06-04T21:00:00Z|PT1H30M|" + aMeeting().Events[1].Title + "|2",
		"meeting-3.k3v9qd@pairbook|2026-12-03T13:05:00Z|PT1H|Called off: Mentoring: meeting 3|0",
	}
	var got []string
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		got = append(got, lines.Text())
	}
	if !slices.Equal(got, want) {
		t.Errorf("ical.js reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// shownOf is a text as our documents show it.
func shownOf(text string) string {
	c := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r != '\n' && (r < ' ' || 0x7f <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || r&0xfffe == 0xfffe || 0xfdd0 <= r && r <= 0xfdef) {
			return -1
		}
		return r
	}, c)
}
