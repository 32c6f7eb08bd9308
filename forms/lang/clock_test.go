package lang

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTypedTimeIsUnderstoodWhateverTheLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"17": "17:00", "17:00": "17:00", "17.00": "17:00", "1700": "17:00", "930": "09:30", "0930": "09:30", "9": "09:00",
		"5pm": "17:00", "5 PM": "17:00", "5:30 pm": "17:30", "5.30pm": "17:30", "5:30 p.m.": "17:30", "530pm": "17:30",
		"12am": "00:00", "12 pm": "12:00", "12:30 am": "00:30", "11:59 pm": "23:59", "1 am": "01:00",
		"kl 17": "17:00", "kl. 17.30": "17:30", "kl17": "17:00", "klockan 9": "09:00", "Kl 9.05": "09:05", "at 5 pm": "17:00",
		"5 em": "17:00", "9 fm": "09:00", "noon": "12:00", "at noon": "12:00", "midnatt": "00:00", " 17:00 ": "17:00",
		"0": "00:00", "00:00": "00:00", "23:59": "23:59",
		"17h": "17:00", "17 h": "17:00", "17h30": "17:30", "17 h 30": "17:30", "17\u00a0h\u00a030": "17:30", "9 h 05": "09:05",
		"17 heures": "17:00", "1 heure": "01:00", "17 heures 30": "17:30", "à 17 h 30": "17:30", "0 h 15": "00:15",
		"midi": "12:00", "à midi": "12:00", "minuit": "00:00", "9 h du matin": "09:00", "5 h 30 du soir": "17:30",
		"5 h de l’après-midi": "17:00", "5 h de l'après-midi": "17:00", "12 h de l'après midi": "12:00",
	} {
		for _, l := range All() {
			got, err := ParseClock(in, l)
			if err != nil || got.String() != want {
				t.Errorf("%q typed in %q = %v, %v; want %s", in, l, got, err, want)
			}
		}
	}
}

func TestTimeTheDayLacksIsRefused(t *testing.T) {
	for _, in := range []string{
		"", " ", "25:00", "24:00", "24", "2400", "17:60", "1760", "99", "13 pm", "0 pm", "13:00 am", "1700 pm", "17:0", "17:000",
		"17:00:00", "17 30", "17000", "half past five", "halv sex", "pm", "kl", "-1", "17:", "17.", ":30", "5 pmm", "5 pm now",
		"99999999999999999999", "\xff", "17:3o", "tomorrow",
		"25 h", "24 h", "17 h 60", "17 h 3", "17 h du soir", "h 30", "h", "à", "17 h h", "17 h 30 h", "cinq heures", "midi et demi", "du matin",
	} {
		for _, l := range All() {
			got, err := ParseClock(in, l)
			fault, ok := errors.AsType[*ClockError](err)
			if !ok || fault.Input != in || got != NoClock {
				t.Errorf("%q typed in %q = %v, %v; want it refused", in, l, got, err)
			}
		}
	}
}

func TestRefusedTimeIsSaidInASentenceThatHelps(t *testing.T) {
	_, err := ParseClock("25:00", English)
	if got, want := words(t, English).ClockError(err), "We could not read “25:00” as a time of day. Type for instance 17:00, 17.30 or 5:30 pm."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := words(t, Swedish).ClockError(err), "Vi kunde inte tolka ”25:00” som ett klockslag. Skriv till exempel 17.00, 17:30 eller kl 9."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := words(t, French).ClockError(err), "Nous n’avons pas pu lire «\u00a025:00\u00a0» comme une heure. Écrivez par exemple 17\u00a0h, 17\u00a0h\u00a030 ou 17:30."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	_, err = ParseClock("", English)
	if got, want := words(t, Swedish).ClockError(err), "Skriv ett klockslag, till exempel 17.00, 17:30 eller kl 9."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTheTimesInOurSentencesCanBeTyped(t *testing.T) {
	for l, examples := range map[Lang][]string{
		English: {"17:00", "17.30", "5:30 pm"},
		Swedish: {"17.00", "17:30", "kl 9"},
		French:  {"17\u00a0h", "17\u00a0h\u00a030", "17:30"},
	} {
		for _, example := range examples {
			if !strings.Contains(words(t, l).T("date.error-clock"), example) {
				t.Errorf("%q is no longer an example in %q", example, l)
			}
			if _, err := ParseClock(example, l); err != nil {
				t.Errorf("our own example %q is refused: %v", example, err)
			}
		}
	}
}

func TestHoursAndMinutesMayBeParted(t *testing.T) {
	marks := meanings{}
	marks.add("fr", 0, []string{"h"})
	for in, want := range map[string]Clock{"17h30": 17*60 + 30, "17 h 30": 17*60 + 30, "17h": 17 * 60} {
		hour, minute, rest, ok := hourAndMinute(tokenize(fold(in)), marks)
		if c, _ := clockAt(hour, minute); !ok || len(rest) != 0 || c != want {
			t.Errorf("%q = %v, rest %v, %v; want %v", in, c, rest, ok, want)
		}
	}
}

func TestEveryTimeWeWriteCanBeTypedBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Clock(rapid.IntRange(0, minutesADay-1).Draw(t, "c"))
		for _, l := range All() {
			w, err := Load(l)
			if err != nil {
				t.Fatal(err)
			}
			for _, written := range []string{c.String(), w.Clock(c)} {
				if got, err := ParseClock(written, English); err != nil || got != c {
					t.Fatalf("%q = %v, %v; want %v", written, got, err, c)
				}
			}
		}
	})
}

func TestNoTimeHasNoText(t *testing.T) {
	for _, c := range []Clock{NoClock, minutesADay, -7} {
		if c.Valid() || c.String() != "" {
			t.Errorf("%d is no time of day but reads %q", int(c), c)
		}
	}
}

func FuzzParseClock(f *testing.F) {
	for _, in := range []string{"17", "17:00", "kl. 17.30", "5:30 p.m.", "1700", "noon", "17 h 30", "5 h du soir", "25:00", "", "\xff", "12am", "99999999999"} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, l := range All() {
			c, err := ParseClock(in, l)
			if err != nil {
				if _, ok := errors.AsType[*ClockError](err); !ok || c != NoClock || words(t, l).ClockError(err) == "" {
					t.Fatalf("%q = %v, %v; want no time and a *ClockError", in, c, err)
				}
				continue
			}
			if !c.Valid() {
				t.Fatalf("%q = %d, which is no time of day", in, int(c))
			}
			if again, err := ParseClock(c.String(), l); err != nil || again != c {
				t.Fatalf("%q = %v, which reads %v, %v again", in, c, again, err)
			}
		}
	})
}

func TestStoredTimeIsReadOnlyInItsOneForm(t *testing.T) {
	for c := range Clock(minutesADay) {
		if got, err := ParseISOClock(c.String()); got != c || err != nil {
			t.Fatalf("%s is read as %v, %v", c, got, err)
		}
	}
	for _, in := range []string{"", "9:30", "09.30", "24:00", "09:60", "-1:30", "09:3", "09:300", "noon", "09:3x"} {
		if got, err := ParseISOClock(in); got != NoClock || err == nil {
			t.Errorf("%q is read as %v, want an error", in, got)
		}
	}
}
