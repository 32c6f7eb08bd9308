package lang

import (
	"encoding/json"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// iso reads a date of a test.
func iso(t testing.TB, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := ParseISO(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// anyDate draws a day from the years that may be typed.
func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		day := rapid.IntRange(0, Date{FirstYear, 1, 1}.DaysUntil(Date{LastYear, 12, 31})).Draw(t, "day")
		return Date{FirstYear, 1, 1}.AddDays(day)
	})
}

func TestMonthsAreClampedToTheMonthsEnd(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-01-31", 3, "2026-04-30"},
		{"2026-01-31", 12, "2027-01-31"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-06-04", 0, "2026-06-04"},
		{"", 2, ""},
	} {
		if got := iso(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestWeeksAreSevenDaysEvenOverLeapDayAndSummerTime(t *testing.T) {
	for _, c := range []struct {
		from  string
		weeks int
		want  string
	}{
		{"2026-03-26", 1, "2026-04-02"},
		{"2028-02-24", 1, "2028-03-02"},
		{"2026-12-31", 2, "2027-01-14"},
		{"2026-01-01", -1, "2025-12-25"},
		{"", 1, ""},
	} {
		if got := iso(t, c.from).AddWeeks(c.weeks).String(); got != c.want {
			t.Errorf("%s and %d weeks = %s, want %s", c.from, c.weeks, got, c.want)
		}
	}
}

func TestOnlyDaysOfTheCalendarAreValid(t *testing.T) {
	for d, want := range map[Date]bool{
		{2026, 6, 4}: true, {2028, 2, 29}: true, {2000, 2, 29}: true, {1, 1, 1}: true, {9999, 12, 31}: true,
		{}: false, {2026, 2, 29}: false, {2100, 2, 29}: false, {2026, 13, 1}: false, {2026, 0, 1}: false,
		{2026, 6, 0}: false, {2026, 4, 31}: false, {0, 1, 1}: false, {10000, 1, 1}: false, {-1, 1, 1}: false,
	} {
		if got := d.Valid(); got != want {
			t.Errorf("%v valid: %v, want %v", d, got, want)
		}
	}
}

func TestISODateIsReadStrictly(t *testing.T) {
	if d, err := ParseISO("2026-03-04"); err != nil || d != (Date{2026, time.March, 4}) {
		t.Errorf("ParseISO = %v, %v", d, err)
	}
	for _, s := range []string{"", "2026-3-4", "20260304", "2026-02-30", "0000-01-01", "2026-03-04 ", "04-03-2026"} {
		if d, err := ParseISO(s); err == nil || !d.IsZero() {
			t.Errorf("ParseISO(%q) = %v, %v; want an error", s, d, err)
		}
	}
}

func TestDatesOfMomentsAreThoseOfTheirZone(t *testing.T) {
	late := time.Date(2026, 6, 4, 23, 30, 0, 0, time.FixedZone("east", 2*60*60))
	if got := DateOf(late).String(); got != "2026-06-04" {
		t.Errorf("DateOf(%v) = %s", late, got)
	}
	if got := DateOf(late.UTC().Add(3 * time.Hour)).String(); got != "2026-06-05" {
		t.Errorf("three hours later in UTC: %s", got)
	}
}

func TestDateStandsAsTextInJSON(t *testing.T) {
	type held struct{ On, None Date }
	data, err := json.Marshal(held{On: Date{2026, 6, 4}})
	if want := `{"On":"2026-06-04","None":""}`; err != nil || string(data) != want {
		t.Fatalf("got %s, %v; want %s", data, err, want)
	}
	read := held{None: Date{2000, 1, 1}}
	if err := json.Unmarshal(data, &read); err != nil || read != (held{On: Date{2026, 6, 4}}) {
		t.Errorf("read back %v, %v", read, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"4 June"}`), &read); err == nil {
		t.Error("a date that is not ISO must be refused")
	}
}

func TestDatesAreOrderedAndCountedInDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		n := rapid.IntRange(-100_000, 100_000).Draw(t, "n")
		later := d.AddDays(n)
		if got := d.DaysUntil(later); got != n {
			t.Fatalf("%v and %d days is %v, %d days away", d, n, later, got)
		}
		if !later.Valid() || later.AddDays(-n) != d {
			t.Fatalf("%v and back from %v is %v", d, later, later.AddDays(-n))
		}
		if d.Before(later) != (n > 0) || d.After(later) != (n < 0) || (d.Compare(later) == 0) != (n == 0) {
			t.Fatalf("%v and %v are ordered wrongly", d, later)
		}
		if (int(d.Weekday())+n%7+7)%7 != int(later.Weekday()) {
			t.Fatalf("%v is %v, %d days later it is %v", d, d.Weekday(), n, later.Weekday())
		}
	})
}

func TestMonthsKeepTheDayOrEndTheMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		n := rapid.IntRange(-240, 240).Draw(t, "n")
		later := d.AddMonths(n)
		months := 12*(later.Year-d.Year) + int(later.Month-d.Month)
		if !later.Valid() || months != n {
			t.Fatalf("%v and %d months is %v, %d months away", d, n, later, months)
		}
		if later.Day != d.Day && (later.Day > d.Day || later.AddDays(1).Day != 1) {
			t.Fatalf("%v and %d months is %v: neither the same day nor the month's end", d, n, later)
		}
	})
}

func TestNoDateComesBeforeEveryDateAndHasNoText(t *testing.T) {
	none, some := Date{}, Date{2026, 6, 4}
	if !none.IsZero() || some.IsZero() || !none.Before(some) || none.String() != "" || !none.AddDays(3).IsZero() {
		t.Error("no date must be empty, before every date, and stay no date")
	}
	for _, l := range All() {
		w := words(t, l)
		for _, got := range []string{w.Day(none), w.Short(none), w.DayMonth(none, some), w.Month(none), w.MonthMark(none), w.Ago(none, some), w.Ago(some, none), w.Clock(NoClock)} {
			if got != "" {
				t.Errorf("no date or time in %q reads %q", l, got)
			}
		}
	}
}

func TestDatesReadAsTheLanguageWritesThem(t *testing.T) {
	en, sv, fr := words(t, English), words(t, Swedish), words(t, French)
	today, june, march := Date{2026, 11, 22}, Date{2026, 6, 4}, Date{2027, 3, 1}
	for got, want := range map[string]string{
		en.Day(june): "Thursday 4 June 2026", sv.Day(june): "torsdag 4 juni 2026",
		en.Day(today): "Sunday 22 November 2026", sv.Day(today): "söndag 22 november 2026",
		en.Short(june): "4 Jun 2026", sv.Short(june): "2026-06-04",
		en.DayMonth(june, today): "4 June", sv.DayMonth(june, today): "4 juni",
		en.DayMonth(march, today): "1 March 2027", sv.DayMonth(march, today): "1 mars 2027",
		en.Month(june): "Jun", sv.Month(june): "jun",
		en.Month(Date{2026, 10, 1}): "Oct", sv.Month(Date{2026, 10, 1}): "okt",
		en.Clock(17 * 60): "17:00", sv.Clock(17 * 60): "17.00", fr.Clock(17 * 60): "17\u00a0h\u00a000",
		en.Clock(0): "00:00", sv.Clock(9*60 + 5): "09.05", fr.Clock(9*60 + 5): "9\u00a0h\u00a005", fr.Clock(0): "0\u00a0h\u00a000",
		fr.Day(june): "jeudi 4 juin 2026", fr.Day(today): "dimanche 22 novembre 2026", fr.Day(march): "lundi 1er mars 2027",
		fr.Short(june): "4 juin 2026", fr.Short(Date{2026, 2, 1}): "1er févr. 2026", fr.Short(Date{2026, 7, 31}): "31 juill. 2026",
		fr.DayMonth(june, today): "4 juin", fr.DayMonth(march, today): "1er mars 2027", fr.DayMonth(Date{2026, 8, 1}, today): "1er août",
		fr.Month(june): "juin", fr.Month(Date{2026, 12, 1}): "déc.",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDistanceFromTodayIsSaidInWords(t *testing.T) {
	today := Date{2026, 11, 22}
	for n, want := range map[int][3]string{
		0: {"today", "i dag", "aujourd’hui"}, 1: {"tomorrow", "i morgon", "demain"}, -1: {"yesterday", "i går", "hier"},
		5: {"in 5 days", "om 5 dagar", "dans 5 jours"}, 2: {"in 2 days", "om 2 dagar", "dans 2 jours"},
		-46: {"46 days ago", "för 46 dagar sedan", "il y a 46 jours"},
	} {
		d := today.AddDays(n)
		if got := words(t, English).Ago(d, today); got != want[0] {
			t.Errorf("%d days away in English: %q, want %q", n, got, want[0])
		}
		if got := words(t, Swedish).Ago(d, today); got != want[1] {
			t.Errorf("%d days away in Swedish: %q, want %q", n, got, want[1])
		}
		if got := words(t, French).Ago(d, today); got != want[2] {
			t.Errorf("%d days away in French: %q, want %q", n, got, want[2])
		}
	}
}

func TestMonthsHaveThreeLettersOfTheirOwnInNarrowColumns(t *testing.T) {
	for _, l := range All() {
		seen := map[string]time.Month{}
		for m := time.January; m <= time.December; m++ {
			d := Date{2026, m, 1}
			mark := words(t, l).MonthMark(d)
			if first, twice := seen[mark]; twice || utf8.RuneCountInString(mark) != 3 {
				t.Errorf("%v in %q is %q, want three letters of its own; %v has %q", m, l, mark, first, mark)
			}
			seen[mark] = m
			if got, err := ParseDate("4 "+mark+" 2026", d, l); err != nil || got != d.AddDays(3) {
				t.Errorf("4 %s 2026 typed in %q = %v, %v", mark, l, got, err)
			}
		}
	}
}
