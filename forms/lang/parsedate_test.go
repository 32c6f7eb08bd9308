package lang

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sunday is the today of most tests: 22 November 2026.
var sunday = Date{2026, time.November, 22}

func TestTypedDateIsUnderstoodWhateverTheLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"2026-03-04": "2026-03-04", "2026-3-4": "2026-03-04", "20260304": "2026-03-04", "2026/03/04": "2026-03-04",
		" 2026-03-04 ": "2026-03-04", "2026–03–04": "2026-03-04", "2026.3.4": "2026-03-04", "２０２６-03-04": "2026-03-04",
		"31.12.2026": "2026-12-31", "31/12/2026": "2026-12-31", "31-12-2026": "2026-12-31", "12/31/2026": "2026-12-31",
		"31/12": "2026-12-31", "31.12.": "2026-12-31", "4/4": "2027-04-04", "04/04/2026": "2026-04-04", "31. 12. 2026": "2026-12-31",

		"4 March": "2027-03-04", "4 mar 2026": "2026-03-04", "March 4": "2027-03-04",
		"march 4th, 2026": "2026-03-04", "the 4th of March 2026": "2026-03-04", "4 MARCH 2026": "2026-03-04",
		"2026 march 4": "2026-03-04", "4March2026": "2026-03-04", "1st may": "2027-05-01", "on 2nd june 2026": "2026-06-02",
		"first of june": "2027-06-01", "June the third, 2026": "2026-06-03", "thirtieth of june": "2027-06-30",
		"första juni": "2027-06-01", "den trettioförsta maj 2027": "2027-05-31", "andra okt": "2026-10-02",
		"4 mars": "2027-03-04", "den 4 mars": "2027-03-04", "4:e mars": "2027-03-04", "den 1:a maj 2026": "2026-05-01",
		"4. mars 2026": "2026-03-04", "4.mars": "2027-03-04", "2 okt": "2026-10-02", "2 oct": "2026-10-02", "4e juni 2026": "2026-06-04",
		"Thursday 4 June 2026": "2026-06-04", "torsdag 4 juni 2026": "2026-06-04", "torsdagen den 4:e juni 2026": "2026-06-04",
		"4 June 2026, Thursday": "2026-06-04", "fri 27 nov": "2026-11-27", "fri 4 june": "2027-06-04", "mån 4 jan": "2027-01-04", "29 feb 2028": "2028-02-29",

		"today": "2026-11-22", "idag": "2026-11-22", "i dag": "2026-11-22", "I  DAG": "2026-11-22",
		"tomorrow": "2026-11-23", "imorgon": "2026-11-23", "i morgon": "2026-11-23", "imorron": "2026-11-23",
		"yesterday": "2026-11-21", "igår": "2026-11-21", "i går": "2026-11-21", "igar": "2026-11-21",
		"i övermorgon": "2026-11-24", "the day after tomorrow": "2026-11-24", "i förrgår": "2026-11-20",

		"thursday": "2026-11-26", "next thursday": "2026-11-26", "nästa torsdag": "2026-11-26", "nasta torsdag": "2026-11-26",
		"Thu": "2026-11-26", "på torsdag": "2026-11-26", "on thursday": "2026-11-26", "thu.": "2026-11-26", "nu på fredag": "2026-11-27",
		"sunday": "2026-11-29", "söndag": "2026-11-29", "sön": "2026-11-29", "lordag": "2026-11-28", "monday": "2026-11-23",
		"mån": "2026-11-23", "tis": "2026-11-24", "ons": "2026-11-25",

		"+2w": "2026-12-06", "+3d": "2026-11-25", "+1m": "2026-12-22", "+2v": "2026-12-06", "+ 2 v": "2026-12-06",
		"-3d": "2026-11-19", "−3 days": "2026-11-19", "+1 mån": "2026-12-22", "+0d": "2026-11-22", "+100d": "2027-03-02",
		"in 2 weeks": "2026-12-06", "om 2 veckor": "2026-12-06", "in two weeks": "2026-12-06", "om en vecka": "2026-11-29",
		"in a month": "2026-12-22", "om tre månader": "2027-02-22", "in 1 day": "2026-11-23", "om tolv dagar": "2026-12-04",
		"1er août": "2027-08-01", "le 1er août 2026": "2026-08-01", "1ᵉʳ août 2026": "2026-08-01", "4 août 2026": "2026-08-04", "4 aout 2026": "2026-08-04",
		"4 févr. 2026": "2026-02-04", "4 fév 2026": "2026-02-04", "le 4 juill. 2026": "2026-07-04", "4 déc.": "2026-12-04", "4 avr. 2026": "2026-04-04",
		"le jeudi 4 juin 2026": "2026-06-04", "jeudi le 4 juin 2026": "2026-06-04", "jeu. 4 juin 2026": "2026-06-04", "mer. 4 mars 2026": "2026-03-04",
		"premier juin": "2027-06-01", "le quinze janvier": "2027-01-15", "le deux mars 2026": "2026-03-02", "4e juin 2026": "2026-06-04",
		"aujourd’hui": "2026-11-22", "aujourd'hui": "2026-11-22", "Aujourd’hui": "2026-11-22", "demain": "2026-11-23", "hier": "2026-11-21",
		"après-demain": "2026-11-24", "apres demain": "2026-11-24", "avant-hier": "2026-11-20",
		"jeudi": "2026-11-26", "jeudi prochain": "2026-11-26", "le jeudi prochain": "2026-11-26", "le prochain jeudi": "2026-11-26", "dim.": "2026-11-29",
		"dans deux semaines": "2026-12-06", "dans une semaine": "2026-11-29", "dans 15 jours": "2026-12-07", "dans quinze jours": "2026-12-07",
		"dans sept jours": "2026-11-29", "dans un mois": "2026-12-22", "+2s": "2026-12-06", "+3j": "2026-11-25", "+1 mois": "2026-12-22",
		"il y a 3 jours": "2026-11-19", "il y a une semaine": "2026-11-15", "il y a deux mois": "2026-09-22",

		"46 days ago": "2026-10-07", "för 46 dagar sedan": "2026-10-07", "en vecka sen": "2026-11-15", "a month ago": "2026-10-22",
	} {
		for _, l := range All() {
			got, err := ParseDate(in, sunday, l)
			if err != nil || got.String() != want {
				t.Errorf("%q typed in %q = %v, %v; want %s", in, l, got, err, want)
			}
		}
	}
}

func TestWhatCannotBeUnderstoodIsRefusedAndNeverGuessed(t *testing.T) {
	for in, want := range map[string]Reason{
		"June 2028": NeedsDay, "juni 2028": NeedsDay, "2028 june": NeedsDay, "in june": Unknown, "first tuesday of june": Unknown, "andra onsdagen juni": Unknown, "13/2028": NoSuchDay,
		"week 12": NeedsWeekday, "v. 12": NeedsWeekday, "v12": NeedsWeekday, "week 53 2026": NeedsWeekday, "week 53 2027": NoSuchDay, "v 60": NoSuchDay,
		"juin 2028": NeedsDay, "août": NeedsDay, "semaine 12": NeedsWeekday, "sem. 12": NeedsWeekday, "la semaine prochaine": Unknown, "semaine prochaine": Unknown,
		"premier mardi de juin": Unknown, "le sept juin": Unknown, "vingt-deux juin": Unknown, "jeudi dernier": Unknown, "il y a longtemps": Unknown,
		"fin mai": Unknown, "31 février": NoSuchDay, "vendredi 4 juin 2026": WrongWeekday, "dans 2": Unknown, "4 mars 26": Unknown,
		"end of may": Unknown, "slutet av maj": Unknown, "12.5.2027": Ambiguous, "12/5/2027": Ambiguous,
		"4/3": Ambiguous, "03/04": Ambiguous, "03/04/2026": Ambiguous, "4.3": Ambiguous, "4.3.": Ambiguous, "4-3": Ambiguous,
		"4-3-2026": Ambiguous, "12.1.2026": Ambiguous, "4 / 3": Ambiguous,

		"31 February": NoSuchDay, "31 feb 2026": NoSuchDay, "2026-02-29": NoSuchDay, "29 feb 2100": NoSuchDay, "31/4": NoSuchDay,
		"2026-13-01": NoSuchDay, "13/13": NoSuchDay, "32 mars": NoSuchDay, "0 mars": NoSuchDay, "20261301": NoSuchDay,
		"29 feb": NoSuchDay, "0/3": NoSuchDay, "20122026": NoSuchDay,

		"friday 4 june 2026": WrongWeekday, "fredag 4 juni 2026": WrongWeekday, "torsdag 27 nov": WrongWeekday,

		"1899-12-31": OutOfRange, "2200-01-01": OutOfRange, "0026-03-04": OutOfRange, "+9999m": OutOfRange,
		"+99999999d": OutOfRange, "4 mars 0026": OutOfRange, "4/3/0026": OutOfRange, "31122026": OutOfRange, "+999999999999999999999w": OutOfRange,

		"": Unknown, "  ": Unknown, "soon": Unknown, "4": Unknown, "17": Unknown, "2026": Unknown, "march": NeedsDay, "maj": NeedsDay,
		"march 2026": NeedsDay, "2026-03": NeedsDay, "3/2026": NeedsDay, "26-03-04": Unknown, "4/3/26": Unknown, "260304": Unknown,
		"2 weeks": Unknown, "2w": Unknown, "+2": Unknown, "+w": Unknown, "in weeks": Unknown, "+2 thursday": Unknown,
		"4 march or 5 april": Unknown, "4 5 mars": Unknown, "mon tue": Unknown, "thursday friday 4 june 2026": Unknown,
		"next 4 march": Unknown, "next week": Unknown, "nästa vecka": Unknown, "2026-03/04": Unknown, "2026-03-04-05": Unknown,
		"+-3d": Unknown, "4th": Unknown, "4 ! mars": Unknown, "\xff": Unknown, "4½ mars": Unknown,
		"today today": Unknown, "---": Unknown, "1/2/3/4": Unknown, "2026-03-04x": Unknown,
	} {
		for _, l := range All() {
			got, err := ParseDate(in, sunday, l)
			fault, ok := errors.AsType[*DateError](err)
			if !ok || fault.Reason != want || fault.Input != in || !got.IsZero() {
				t.Errorf("%q typed in %q = %v, %v; want it refused as %v", in, l, got, err, want)
			}
		}
	}
	if _, err := ParseDate(strings.Repeat("4 ", 100)+"mars", sunday, Swedish); err == nil {
		t.Error("an endless text must be refused")
	}
}

func TestWordOfTwoLanguagesInADateIsReadInTheReadersOwn(t *testing.T) {
	for _, c := range []struct {
		reader   Lang
		in, want string // a date, or the reason it is refused
	}{
		{French, "mar", "2026-11-24"}, // mardi
		{French, "mar. prochain", "2026-11-24"},
		{Swedish, "mar", "needs a day"}, // mars
		{English, "mar", "needs a day"},
		{English, "mar. 4", "2027-03-04"},
		{Swedish, "mar. 4", "2027-03-04"},
		{French, "mar. 4", "unknown"}, // Tuesday the 4th, of a month nobody wrote
		{French, "le mar. 4", "unknown"},
		{French, "4 mar", "2027-03-04"},
		{French, "4 mar 2026", "2026-03-04"},
		{French, "mar. 3 mar. 2026", "2026-03-03"},
		{French, "mar. 24 nov.", "2026-11-24"},
		{French, "mar. 25 nov.", "wrong weekday"},
		{English, "mar 24 nov", "unknown"}, // two months
		{Swedish, "mar apr 4", "unknown"},
		{French, "4 sept.", "2027-09-04"},
		{French, "dans sept jours", "2026-11-29"},
	} {
		d, err := ParseDate(c.in, sunday, c.reader)
		got := d.String()
		if fault, ok := errors.AsType[*DateError](err); ok {
			got = fault.Reason.String()
		}
		if got != c.want {
			t.Errorf("%q typed in %q = %s, want %s", c.in, c.reader, got, c.want)
		}
	}
}

func TestRefusedDateOffersWhatItMayMean(t *testing.T) {
	for in, want := range map[string][]Date{
		"4/3":          {{2027, 3, 4}, {2027, 4, 3}},
		"4/3/2025":     {{2025, 3, 4}, {2025, 4, 3}},
		"10/11":        {{2026, 11, 10}, {2026, 10, 11}},
		"31 feb":       {{2027, 2, 28}},
		"29 feb":       {{2027, 2, 28}},
		"31 feb 2028":  {{2028, 2, 29}},
		"31/4/2026":    {{2026, 4, 30}},
		"31 november":  {{2026, 11, 30}},
		"2026-13-01":   nil,
		"0 mars":       nil,
		"mon 4 june":   {{2027, 6, 4}},
		"nonsense day": nil,
	} {
		d, err := ParseDate(in, sunday, English)
		fault, ok := errors.AsType[*DateError](err)
		if !ok {
			t.Errorf("%q = %v, %v; want it refused", in, d, err)
			continue
		}
		if diff := cmp.Diff(want, fault.Options); diff != "" {
			t.Errorf("%q offers (-want +got):\n%s", in, diff)
		}
	}
}

func TestDayWithoutYearIsTheOneClosestToTodayInTheWindow(t *testing.T) {
	for _, c := range []struct{ in, today, want string }{
		{"22 november", "2026-11-22", "2026-11-22"},
		{"23 september", "2026-11-22", "2026-09-23"}, // 60 days back
		{"22 september", "2026-11-22", "2027-09-22"}, // 61 back, 304 ahead
		{"21 november", "2026-11-22", "2026-11-21"},
		{"23 november", "2026-11-22", "2026-11-23"},
		{"30 december", "2027-01-05", "2026-12-30"},
		{"2 november", "2027-01-05", "2027-11-02"},
		{"4 january", "2026-12-20", "2027-01-04"},
		{"29 february", "2028-01-10", "2028-02-29"},
		{"29 february", "2028-04-10", "2028-02-29"},
		{"29 february", "2027-06-01", "2028-02-29"},
		{"1 mars", "2028-04-30", "2028-03-01"},
	} {
		got, err := ParseDate(c.in, iso(t, c.today), English)
		if err != nil || got.String() != c.want {
			t.Errorf("%q on %s = %v, %v; want %s", c.in, c.today, got, err, c.want)
		}
	}
}

func TestMonthsAheadKeepToTheMonthsEnd(t *testing.T) {
	for in, want := range map[string]string{"+1m": "2027-02-28", "om 13 månader": "2028-02-29", "1 month ago": "2026-12-31"} {
		if got, err := ParseDate(in, Date{2027, 1, 31}, Swedish); err != nil || got.String() != want {
			t.Errorf("%q on 31 January = %v, %v; want %s", in, got, err, want)
		}
	}
}

func TestRefusalIsSaidInASentenceThatHelps(t *testing.T) { //nolint:funlen // a table
	for _, c := range []struct{ in, en, sv, fr string }{
		{
			"4/3",
			"Does “4/3” mean 4 March 2027 or 3 April 2027? Write the month as a word, or the year first: 2027-03-04.",
			"Ska ”4/3” vara 4 mars 2027 eller 3 april 2027? Skriv månaden med bokstäver, eller börja med året: 2027-03-04.",
			"«\u00a04/3\u00a0», est-ce le 4 mars 2027 ou le 3 avril 2027? Écrivez le mois en lettres, ou commencez par l’année\u00a0: 2027-03-04.",
		},
		{
			"31 feb",
			"We cannot find “31 feb” in the calendar: the last day of that month is 28 February 2027.",
			"Vi hittar inte ”31 feb” i almanackan: den månaden slutar 28 februari 2027.",
			"Nous ne trouvons pas «\u00a031 feb\u00a0» au calendrier\u00a0: ce mois-là finit le 28 février 2027.",
		},
		{
			"June 2028",
			"Which day in June 2028? For example 1 June 2028.",
			"Vilken dag i juni 2028? Till exempel 1 juni 2028.",
			"Quel jour en juin 2028? Par exemple 1er juin 2028.",
		},
		{
			"march",
			"Which day in March 2027? For example 1 March 2027.",
			"Vilken dag i mars 2027? Till exempel 1 mars 2027.",
			"Quel jour en mars 2027? Par exemple 1er mars 2027.",
		},
		{
			"v. 12",
			"Which day in week 12? For example Monday 22 March 2027.",
			"Vilken dag i vecka 12? Till exempel måndag 22 mars 2027.",
			"Quel jour de la semaine 12? Par exemple lundi 22 mars 2027.",
		},
		{
			"2026-13-01",
			"We cannot find “2026-13-01” in the calendar. Have another look at the day and the month.",
			"Vi hittar inte ”2026-13-01” i almanackan. Titta en gång till på dagen och månaden.",
			"Nous ne trouvons pas «\u00a02026-13-01\u00a0» au calendrier. Regardez encore une fois le jour et le mois.",
		},
		{
			"friday 4 june 2026",
			"The calendar has that day as Thursday 4 June 2026. Leave the weekday out, or choose another day.",
			"Enligt almanackan är den dagen torsdag 4 juni 2026. Ta bort veckodagen eller välj en annan dag.",
			"Au calendrier, ce jour-là est le jeudi 4 juin 2026. Enlevez le jour de la semaine, ou choisissez un autre jour.",
		},
		{
			"0026-03-04",
			"We can note dates in the years 1900 to 2199. Have another look at “0026-03-04”.",
			"Vi kan anteckna datum från år 1900 till år 2199. Titta en gång till på ”0026-03-04”.",
			"Nous pouvons noter les années 1900 à 2199. Regardez encore une fois «\u00a00026-03-04\u00a0».",
		},
		{
			"so\x1bon\u202e",
			"We could not read “so on” as a date. Type for instance 4 March, 2026-03-04, thursday or +2w (in two weeks).",
			"Vi kunde inte tolka ”so on” som ett datum. Skriv till exempel 4 mars, 2026-03-04, torsdag eller +2v (om två veckor).",
			"Nous n’avons pas pu lire «\u00a0so on\u00a0» comme une date. Écrivez par exemple 4 mars, 2026-03-04, jeudi ou +2s (dans deux semaines).",
		},
		{
			" ",
			"Type a date, for instance 4 March, 2026-03-04, thursday or +2w (in two weeks).",
			"Skriv ett datum, till exempel 4 mars, 2026-03-04, torsdag eller +2v (om två veckor).",
			"Écrivez une date, par exemple 4 mars, 2026-03-04, jeudi ou +2s (dans deux semaines).",
		},
	} {
		_, err := ParseDate(c.in, sunday, English)
		if got := words(t, English).DateError(err); got != c.en {
			t.Errorf("%q in English:\n got %s\nwant %s", c.in, got, c.en)
		}
		if got := words(t, Swedish).DateError(err); got != c.sv {
			t.Errorf("%q in Swedish:\n got %s\nwant %s", c.in, got, c.sv)
		}
		if got := words(t, French).DateError(err); got != c.fr {
			t.Errorf("%q in French:\n got %s\nwant %s", c.in, got, c.fr)
		}
	}
}

func TestSentenceStaysShortWhateverWasTyped(t *testing.T) {
	long := &DateError{Input: strings.Repeat("å", 500)}
	if got := words(t, Swedish).DateError(long); strings.Count(got, "å") > 50 || !strings.Contains(got, "å…”") {
		t.Errorf("a long input must be cut in the sentence: %s", got)
	}
	if got := words(t, English).DateError(errors.New("other")); !strings.HasPrefix(got, "Type a date") {
		t.Errorf("another error: %s", got)
	}
}

func TestReasonsAndFaultsHaveNamesForLogs(t *testing.T) {
	for r, want := range map[Reason]string{Unknown: "unknown", OutOfRange: "out of range", NeedsDay: "needs a day", NeedsWeekday: "needs a weekday", 9: "reason 9", -1: "reason -1"} {
		if got := r.String(); got != want {
			t.Errorf("reason %d = %q, want %q", int(r), got, want)
		}
	}
	if got, want := (&DateError{Reason: Ambiguous, Input: "4/3"}).Error(), `reading the date "4/3": ambiguous`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := (&ClockError{"25:00"}).Error(), `reading the time "25:00": not a time of day`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTheExamplesInOurSentencesCanBeTyped(t *testing.T) {
	for l, examples := range map[Lang][]string{
		English: {"4 March", "2026-03-04", "thursday", "+2w"},
		Swedish: {"4 mars", "2026-03-04", "torsdag", "+2v"},
		French:  {"4 mars", "2026-03-04", "jeudi", "+2s"},
	} {
		for _, example := range examples {
			if !strings.Contains(words(t, l).T("date.error-unknown"), example) {
				t.Errorf("%q is no longer an example in %q", example, l)
			}
			if _, err := ParseDate(example, sunday, l); err != nil {
				t.Errorf("our own example %q is refused: %v", example, err)
			}
		}
	}
}

func TestEveryDateWeWriteCanBeTypedBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, today := anyDate().Draw(t, "d"), anyDate().Draw(t, "today")
		near := today.AddDays(rapid.IntRange(windowBack, windowAhead).Draw(t, "near"))
		typist := rapid.SampledFrom(All()).Draw(t, "typist")
		for _, l := range All() {
			w, err := Load(l)
			if err != nil {
				t.Fatal(err)
			}
			for _, written := range []string{w.Day(d), w.Short(d), d.String(), w.Ago(d, today)} {
				if got, err := ParseDate(written, today, typist); err != nil || got != d {
					t.Fatalf("%q typed on %v = %v, %v; want %v", written, today, got, err, d)
				}
			}
			got, err := ParseDate(w.DayMonth(near, near), today, typist)
			if near.Year < FirstYear || near.Year > LastYear || sameDayTwice(today) {
				continue
			}
			if err != nil || got != near {
				t.Fatalf("%q typed on %v = %v, %v; want %v", w.DayMonth(near, near), today, got, err, near)
			}
		}
	})
}

// sameDayTwice says whether a day and month can lie twice in today's window: its two ends, when no leap day is between.
func sameDayTwice(today Date) bool {
	first, last := today.AddDays(windowBack), today.AddDays(windowAhead)
	return first.Month == last.Month && first.Day == last.Day
}

func FuzzParseDate(f *testing.F) {
	for _, in := range []string{
		"2026-03-04", "4 March", "den 4:e mars 2026", "torsdag 4 juni", "+2w", "om två veckor", "för 3 dagar sedan", "4/3",
		"31/12/2026", "i dag", "nästa torsdag", "31 feb", "", "\xff", "mar. 4", "4.", "+99999999m", "２０２６-03-04", "İ dag",
		"le 1er août", "aujourd’hui", "il y a 3 jours", "mar. 4",
	} {
		f.Add(in, 0)
		f.Add(in, 9000)
	}
	f.Fuzz(func(t *testing.T, in string, offset int) {
		today := sunday.AddDays(offset % 1_000_000)
		for _, l := range All() {
			d, err := ParseDate(in, today, l)
			if err != nil {
				if _, ok := errors.AsType[*DateError](err); !ok || !d.IsZero() {
					t.Fatalf("%q = %v, %v; want no date and a *DateError", in, d, err)
				}
				if words(t, l).DateError(err) == "" {
					t.Fatalf("%q: no sentence for %v", in, err)
				}
				continue
			}
			if !d.Valid() || d.Year < FirstYear || d.Year > LastYear {
				t.Fatalf("%q = %v, which is no day we note", in, d)
			}
			if again, err := ParseDate(d.String(), today, l); err != nil || again != d {
				t.Fatalf("%q = %v, whose ISO form reads %v, %v", in, d, again, err)
			}
		}
	})
}

func TestWhatHasHappenedIsSoughtBackFromToday(t *testing.T) {
	for in, want := range map[string]string{
		"2 May": "2026-05-02", "2 maj": "2026-05-02", "22 November": "2026-11-22", "23 nov": "2025-11-23", "31.12": "2025-12-31",
		"Monday": "2026-11-16", "söndag": "2026-11-22", "lundi": "2026-11-16", "yesterday": "2026-11-21", "2 May 2025": "2025-05-02",
		"tomorrow": "2026-11-23", "next Monday": "2026-11-23", "måndag nästa": "2026-11-23", "+1w": "2026-11-29",
	} {
		got, err := ParsePast(in, iso(t, "2026-11-22"), English)
		if err != nil || got.String() != want {
			t.Errorf("%q: %v %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"4/3", "31 February", "29 February", "hello"} {
		if got, err := ParsePast(in, iso(t, "2026-11-22"), English); err == nil {
			t.Errorf("%q is read as %v", in, got)
		}
	}
}
