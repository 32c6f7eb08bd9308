package lang

import (
	"embed"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed vocabulary
var vocabularyFiles embed.FS

// vocabulary is a file vocabulary/<code>.yaml: the words of one language that may stand in a date or a time.
type vocabulary struct {
	Months   [][]string       `yaml:"months"`
	Weekdays [][]string       `yaml:"weekdays"` // Monday first
	Days     map[int][]string `yaml:"days"`     // days from today
	Units    struct {
		Day   []string `yaml:"day"`
		Week  []string `yaml:"week"`
		Month []string `yaml:"month"`
	} `yaml:"units"`
	Numbers  map[int][]string `yaml:"numbers"`
	Ahead    []string         `yaml:"ahead"`
	Ago      []string         `yaml:"ago"`
	Next     []string         `yaml:"next"`
	Skip     []string         `yaml:"skip"`
	Nth      map[int][]string `yaml:"nth"` // days of a month as words
	Ordinals []string         `yaml:"ordinals"`
	Clock    struct {
		Skip      []string            `yaml:"skip"`
		Marks     []string            `yaml:"marks"`
		Morning   []string            `yaml:"morning"`
		Afternoon []string            `yaml:"afternoon"`
		Times     map[string][]string `yaml:"times"` // "12:00": [noon]
	} `yaml:"clock"`
}

// readVocabulary reads one file strictly; a word list for something we do not know is an error with its line.
func readVocabulary(data []byte) (vocabulary, error) {
	var v vocabulary
	if err := yaml.Load(data, &v, yaml.WithKnownFields(), yaml.WithUniqueKeys()); err != nil {
		return v, fmt.Errorf("reading YAML: %w", err)
	}
	if len(v.Months) != 12 || len(v.Weekdays) != 7 {
		return v, fmt.Errorf("want 12 months and 7 weekdays, not %d and %d", len(v.Months), len(v.Weekdays))
	}
	for at := range v.Clock.Times {
		if _, err := ParseISOClock(at); err != nil {
			return v, fmt.Errorf("clock times: want a time such as %q, not %q", "12:00", at)
		}
	}
	return v, nil
}

// senses is what a word means in each language that has it.
type senses map[Lang]int

// meanings gives the senses of folded words and phrases.
type meanings map[string]senses

// add notes that some words mean n in a language.
func (m meanings) add(l Lang, n int, words []string) {
	for _, word := range words {
		word = phrase(tokenize(fold(word)))
		if m[word] == nil {
			m[word] = senses{}
		}
		m[word][l] = n
	}
}

// find gives the meaning of a word: that of the reader's own language, else the one all other languages agree on.
func (m meanings) find(word string, own Lang) (int, bool) {
	said := m[word]
	if n, ok := said[own]; ok {
		return n, true
	}
	meaning, first := 0, true
	for _, n := range said {
		if !first && n != meaning {
			return 0, false
		}
		meaning, first = n, false
	}
	return meaning, !first
}

// lexicon is what all languages together understand.
type lexicon struct {
	months, weekdays, days, units, numbers meanings
	halves, times                          meanings
	ahead, ago, next, skip, nth, ordinals  meanings
	clockSkip, marks                       meanings
}

// The units of a distance in time, as meanings in a lexicon.
const (
	unitDay = iota
	unitWeek
	unitMonth
)

// The halves of a day in a twelve-hour time, as meanings in a lexicon.
const (
	morning = iota
	afternoon
)

// understood is the lexicon of the shipped languages, read when the first date or time is typed.
var understood = sync.OnceValues(func() (*lexicon, error) {
	lex := newLexicon()
	for _, l := range All() {
		name := "vocabulary/" + string(l) + ".yaml"
		data, err := vocabularyFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading the words for dates: %w", err)
		}
		v, err := readVocabulary(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		lex.add(l, v)
	}
	return lex, nil
})

// newLexicon gives a lexicon that understands nothing yet.
func newLexicon() *lexicon {
	return &lexicon{
		months: meanings{}, weekdays: meanings{}, days: meanings{}, units: meanings{}, numbers: meanings{},
		halves: meanings{}, times: meanings{},
		ahead: meanings{}, ago: meanings{}, next: meanings{}, skip: meanings{}, nth: meanings{}, ordinals: meanings{},
		clockSkip: meanings{}, marks: meanings{},
	}
}

// add takes in the words of one language.
func (x *lexicon) add(l Lang, v vocabulary) {
	for i, words := range v.Months {
		x.months.add(l, i+1, words)
	}
	for i, words := range v.Weekdays {
		x.weekdays.add(l, (i+1)%7, words) // as time.Weekday counts: Sunday is 0
	}
	for n, words := range v.Days {
		x.days.add(l, n, words)
	}
	for n, words := range v.Numbers {
		x.numbers.add(l, n, words)
	}
	for n, words := range v.Nth {
		x.nth.add(l, n, words)
	}
	for at, words := range v.Clock.Times {
		c, _ := ParseISOClock(at)
		x.times.add(l, int(c), words)
	}
	x.units.add(l, unitDay, v.Units.Day)
	x.units.add(l, unitWeek, v.Units.Week)
	x.units.add(l, unitMonth, v.Units.Month)
	x.halves.add(l, morning, v.Clock.Morning)
	x.halves.add(l, afternoon, v.Clock.Afternoon)
	x.ahead.add(l, 0, v.Ahead)
	x.ago.add(l, 0, v.Ago)
	x.next.add(l, 0, v.Next)
	x.skip.add(l, 0, v.Skip)
	x.ordinals.add(l, 0, v.Ordinals)
	x.clockSkip.add(l, 0, v.Clock.Skip)
	x.marks.add(l, 0, v.Clock.Marks)
}

// has says whether any language has the word or phrase.
func (m meanings) has(phrase string) bool { return m[phrase] != nil }
