package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// observance is a part of a zone as it stands in a file.
type observance struct {
	from, to time.Duration
	onsets   []time.Time // what clocks showed, as times in UTC
}

// observances reads the zone of a file and lists its onsets until a year.
func observances(t *rapid.T, lines []string, until int) []observance {
	var all []observance
	var o observance
	day := func(v string) time.Time {
		at, err := time.Parse("20060102T150405", v)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	offset := func(v string) time.Duration {
		v = (v + "00")[:7]
		d, err := time.ParseDuration(v[1:3] + "h" + v[3:5] + "m" + v[5:7] + "s")
		if err != nil {
			t.Fatal(err)
		}
		if v[0] == '-' {
			return -d
		}
		return d
	}
	inside := false
	for _, l := range lines {
		name, value, _ := strings.Cut(l, ":")
		switch {
		case l == "BEGIN:STANDARD" || l == "BEGIN:DAYLIGHT":
			o, inside = observance{}, true
		case l == "END:STANDARD" || l == "END:DAYLIGHT":
			all, inside = append(all, o), false
		case !inside:
		case name == "DTSTART" || name == "RDATE":
			o.onsets = append(o.onsets, day(value))
		case name == "TZOFFSETFROM":
			o.from = offset(value)
		case name == "TZOFFSETTO":
			o.to = offset(value)
		case name == "RRULE":
			for y := o.onsets[0].Year() + 1; y <= until; y++ {
				o.onsets = append(o.onsets, yearly(t, value, o.onsets[0], y))
			}
		}
	}
	return all
}

// yearly reckons a rule out for a year, day by day.
func yearly(t *rapid.T, rule string, first time.Time, year int) time.Time {
	var month, nth int
	var weekday string
	if _, err := fmt.Sscanf(rule, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", &month, &nth, &weekday); err != nil {
		t.Fatalf("%s: %v", rule, err)
	}
	var fit []time.Time
	for d := time.Date(year, time.Month(month), 1, first.Hour(), first.Minute(), first.Second(), 0, time.UTC); d.Month() == time.Month(month); d = d.AddDate(0, 0, 1) {
		if strings.HasPrefix(strings.ToUpper(d.Weekday().String()), weekday) {
			fit = append(fit, d)
		}
	}
	if nth < 0 {
		return fit[len(fit)-1]
	}
	return fit[nth-1]
}

// The zone in the file says the same hours as the computer's own.
func TestTheDescribedZoneShowsTheHoursOfTheRealOne(t *testing.T) {
	names := []string{
		"Europe/Stockholm", "America/Toronto", "America/Vancouver", "America/St_Johns", "America/Regina", "Europe/Dublin", "Africa/Casablanca",
		"Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "America/Santiago", "Asia/Jerusalem", "Asia/Tehran", "Europe/Moscow",
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "zone")
		l, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		day := onDay(rapid.IntRange(1965, 2060).Draw(t, "year"), 1, 1).AddDays(rapid.IntRange(0, 365).Draw(t, "day"))
		at := lang.Clock(rapid.IntRange(0, 1439).Draw(t, "minute"))
		c := forms.Calendar{Pair: "k3v9qd", Events: []forms.Event{{ID: "x", Title: "m", Day: day, At: at, Minutes: 60}}}
		var b bytes.Buffer
		if err := export.Calendar(&b, c, export.Zone{Name: name, Location: l}); err != nil {
			t.Fatal(err)
		}
		shown := time.Date(day.Year, day.Month, day.Day, 0, int(at), 0, 0, time.UTC)
		var offset time.Duration
		var last time.Time
		for _, o := range observances(t, strict(t, b.String()), day.Year+1) {
			for _, on := range o.onsets {
				if !on.After(shown) && !on.Before(last) {
					last, offset = on, o.to
				}
				if d := shown.Sub(on); d > -2*time.Hour && d < 2*time.Hour {
					return // an hour that comes twice, or not at all
				}
			}
		}
		want := time.Date(day.Year, day.Month, day.Day, 0, int(at), 0, 0, l)
		if got := shown.Add(-offset); last.IsZero() || !got.Equal(want) {
			t.Fatalf("%s %v %v: the file says %v, it is %v\n%s", name, day, at, got, want.UTC(), b.String())
		}
	})
}

func TestZonesWithARuleAreDescribedByIt(t *testing.T) {
	for name, want := range map[string][]string{
		"Europe/Stockholm": {"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZNAME:CEST"},
		"America/Toronto":  {"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETFROM:-0500"},
		"Asia/Kolkata":     {"TZOFFSETTO:+0530"},
	} {
		text := calendar(t, aMeeting(), zone(t, name))
		for _, line := range append(want, "TZID:"+name, "DTSTART;TZID="+name+":20260604T170000", "DURATION:PT1H30M") {
			if !strings.Contains(text, line+"\r\n") {
				t.Errorf("%s lacks %s", name, line)
			}
		}
	}
}

func TestAZoneThatCannotBeDescribedIsWrittenInUTC(t *testing.T) {
	stockholm := zone(t, "Europe/Stockholm")
	for what, c := range map[string]struct {
		z    export.Zone
		want string
	}{
		"none":             {export.Zone{}, "DTSTART:20260604T170000Z"},
		"UTC":              {export.Zone{Name: "UTC", Location: time.UTC}, "DTSTART:20260604T170000Z"},
		"UTC by its hours": {export.Zone{Location: time.FixedZone("here", 0)}, "DTSTART:20260604T170000Z"},
		"nobody's":         {export.Zone{Name: "Factory", Location: time.FixedZone("-00", 7200)}, "DTSTART:20260604T150000Z"},
		"without a name":   {export.Zone{Location: stockholm.Location}, "DTSTART;TZID=local-CEST-CET:20260604T170000"},
		"an odd name":      {export.Zone{Name: "a \"b\";c:d,é\r\n", Location: stockholm.Location}, "DTSTART;TZID=abcd:20260604T170000"},
	} {
		text := calendar(t, aMeeting(), c.z)
		strict(t, text)
		if !strings.Contains(text, c.want+"\r\n") {
			t.Errorf("%s: want %s in\n%s", what, c.want, text)
		}
	}
}
