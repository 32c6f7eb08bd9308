package lang

import "testing"

// french is a language we do not ship: a new one must need a file and no code.
const french = `
months: [[janvier], [février], [mars, mar], [avril], [mai], [juin], [juillet], [août], [septembre], [octobre], [novembre], [décembre]]
weekdays: [[lundi], [mardi, mar], [mercredi], [jeudi], [vendredi], [samedi], [dimanche]]
days: {0: ["aujourd'hui"], 2: [après-demain]}
units: {day: [jour, jours], week: [semaine, semaines], month: [mois]}
numbers: {1: [un, une], 2: [deux]}
ahead: [dans]
ago: [il y a]
next: [prochain]
skip: [le]
ordinals: [er]
clock: {skip: [à], marks: [h], morning: [], afternoon: [], times: {"12:00": [midi]}}
`

// withFrench is what we would understand if French were shipped too.
func withFrench(t *testing.T) *lexicon {
	t.Helper()
	lex := newLexicon()
	files := map[Lang]string{"fr": french}
	for _, l := range []Lang{English, Swedish} {
		data, err := vocabularyFiles.ReadFile("vocabulary/" + string(l) + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		files[l] = string(data)
	}
	for l, text := range files {
		v, err := readVocabulary([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		lex.add(l, v)
	}
	return lex
}

func TestNewLanguageNeedsOnlyItsWords(t *testing.T) {
	lex := withFrench(t)
	for _, c := range []struct {
		reader   Lang
		in, want string
	}{
		{"fr", "le 1er août 2026", "2026-08-01"},
		{English, "le 1er août 2026", "2026-08-01"},
		{"fr", "mar 4 août 2026", "2026-08-04"},
		{"fr", "mar 3 mar 2026", "2026-03-03"},
		{"fr", "aujourd’hui", "2026-11-22"},
		{Swedish, "aujourd'hui", "2026-11-22"},
		{"fr", "Après-demain", "2026-11-24"},
		{"fr", "dans deux semaines", "2026-12-06"},
		{"fr", "il y a 3 jours", "2026-11-19"},
		{"fr", "jeudi prochain", "2026-11-26"},
		{"fr", "mar", "2026-11-24"},
		{"fr", "4 mar", "2027-03-04"},
		{Swedish, "4 mar", "2027-03-04"},
		{Swedish, "nästa torsdag", "2026-11-26"},
		{Swedish, "mar", ""}, // half a date in March, or a Tuesday: not for us to say
		{English, "mar", ""},
	} {
		got, err := dateReader{lex: lex, lang: c.reader, today: sunday, input: c.in}.read()
		if got.String() != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q typed in %q = %v, %v; want %q", c.in, c.reader, got, err, c.want)
		}
	}
}
