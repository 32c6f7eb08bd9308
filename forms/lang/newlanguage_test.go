package lang

import "testing"

// spanish is a language we do not ship: a new one must need a file and no code.
const spanish = `
months: [[enero], [febrero], [marzo, mar], [abril], [mayo], [junio], [julio], [agosto, ago], [septiembre], [octubre], [noviembre], [diciembre]]
weekdays: [[lunes], [martes, mar], [miércoles], [jueves], [viernes], [sábado], [domingo]]
days: {0: [hoy], 2: [pasado mañana]}
units: {day: [día, días], week: [semana, semanas], month: [mes, meses]}
numbers: {1: [uno, una], 2: [dos]}
ahead: [dentro de]
ago: [hace]
next: [próximo, el próximo]
skip: [el, de]
nth: {1: [primero]}
ordinals: [o]
clock: {skip: [a las], marks: [h], morning: [de la mañana], afternoon: [de la tarde], times: {"12:00": [mediodía]}}
`

// withSpanish is what we would understand if Spanish were shipped too.
func withSpanish(t *testing.T) *lexicon {
	t.Helper()
	lex := newLexicon()
	files := map[Lang]string{"es": spanish}
	for _, l := range All() {
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
	lex := withSpanish(t)
	for _, c := range []struct {
		reader   Lang
		in, want string
	}{
		{"es", "el 1º de agosto de 2026", "2026-08-01"},
		{English, "1º de agosto de 2026", "2026-08-01"},
		{French, "primero de agosto", "2027-08-01"},
		{"es", "mar 4 ago 2026", "2026-08-04"}, // ago is English too, and means something else
		{"es", "4 ago", "2027-08-04"},
		{English, "3 days ago", "2026-11-19"},
		{"es", "mar 3 mar 2026", "2026-03-03"},
		{"es", "hoy", "2026-11-22"},
		{Swedish, "Pasado Mañana", "2026-11-24"},
		{French, "pasado manana", "2026-11-24"},
		{"es", "dentro de dos semanas", "2026-12-06"},
		{"es", "hace 3 días", "2026-11-19"},
		{"es", "el próximo jueves", "2026-11-26"},
		{"es", "mar", "2026-11-24"},
		{French, "mar", "2026-11-24"},
		{"es", "4 mar", "2027-03-04"},
		{Swedish, "4 mar", "2027-03-04"},
		{Swedish, "nästa torsdag", "2026-11-26"},
		{Swedish, "en vecka sen", "2026-11-15"},
		{Swedish, "mar", ""}, // half a date in March, or a Tuesday: not for us to say
		{English, "mar", ""},
	} {
		got, err := dateReader{lex: lex, lang: c.reader, today: sunday, input: c.in}.read()
		if got.String() != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q typed in %q = %v, %v; want %q", c.in, c.reader, got, err, c.want)
		}
	}
}
