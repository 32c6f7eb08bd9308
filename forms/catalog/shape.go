package catalog

import (
	"slices"

	"pairbook/forms"
)

// shape is a mapping of the language: the keys it can have, in the order they are
// explained in. The reader checks files by it and the JSON Schema is made from it,
// so that the two cannot come to know different keys.
type shape struct {
	name string // in keys.yaml, as "name.key"
	keys []key
}

// key is one key of a shape.
type key struct {
	name   string
	value  takes
	values []string // of oneWord and rowsOf: all that can stand there
	of     *shape   // of what stands there
	least  int      // of aWhole, and how many of manyTexts
	most   int
	need   bool
	told   bool // where it is missing, the reader has words of its own for it
}

// takes is the sort of value that a key takes.
type takes int

const (
	aWord     takes = iota // any word or line
	anID                   // an id
	oneWord                // one of values
	aText                  // a text in each language
	manyTexts              // a list of these
	aNumber                // any number
	aWhole                 // a whole number from least to most
	yesNo                  // yes or no
	aTest                  // yes, no or a condition
	aMapping               // a mapping of the shape of
	manyOf                 // a list of mappings of the shape of
	rowsOf                 // a list of mappings of the shape of, or one of values
	choicesOf              // a list of mappings of the shape of, or of names of lists
	manyWords              // a list of words
	wordPairs              // a mapping of words to words
	anOffset               // a distance in time
	aProof                 // what ticks a step
	never                  // known, so that we can say why it cannot stand here
)

// names lists the keys of a shape.
func (s *shape) names() []string {
	list := make([]string, len(s.keys))
	for i, k := range s.keys {
		list[i] = k.name
	}
	return list
}

// key returns a key of a shape; one that takes any word where it has none of that
// name.
func (s *shape) key(name string) key {
	for _, k := range s.keys {
		if k.name == name {
			return k
		}
	}
	return key{name: name}
}

// needed marks keys that must be there.
func needed(keys ...key) []key {
	for i := range keys {
		keys[i].need = true
	}
	return keys
}

func formShape() *shape {
	return &shape{"form", slices.Concat(
		needed(key{name: "form", value: anID}, key{name: "version", value: aWhole, least: 1, most: maxVersion}),
		[]key{{name: "languages", value: manyWords}},
		needed(key{name: "title", value: aText}, key{name: "purpose", value: aText}),
		[]key{{name: "share", value: aText}},
		needed(key{name: "copies", value: oneWord, values: []string{"one", "numbered", "each"}}),
		[]key{{name: "offer", value: oneWord, values: []string{"start", "step", "end", "never"}}},
		needed(key{name: "sections", value: manyOf, of: sectionShape()}),
		[]key{{name: "earlier", value: manyOf, of: question.shape()}},
	)}
}

func sectionShape() *shape {
	return &shape{"section", slices.Concat(
		needed(key{name: "id", value: anID}, key{name: "title", value: aText}),
		[]key{
			{name: "intro", value: aText},
			{name: "part", value: oneWord, values: []string{"prepare", "meet", "close"}},
			{name: "show", value: aTest},
		},
		needed(key{name: "fields", value: manyOf, of: question.shape()}),
	)}
}

// shape returns the keys of a field that stands there. Which of them go with which
// kind is told by kindRules.
func (l level) shape() *shape {
	keys := []key{
		{name: "id", value: anID, need: true},
		{name: "kind", value: oneWord, values: l.kinds()}, // needed, unless a register tells
		{name: "label", value: aText},
		{name: "hint", value: aText},
		{name: "examples", value: manyTexts, least: 2, most: 3},
		{name: "why", value: aText},
		{name: "required", value: aTest},
		{name: "show", value: aTest},
		{name: "options", value: manyOf, of: optionShape(true)},
		{name: "from", value: oneWord, values: []string{"topics", "interests", "goals", "programmes"}},
		{name: "unit", value: aText},
		{name: "min", value: aNumber},
		{name: "max", value: aNumber},
		{name: "prefill", value: aWord},
		{name: "auto", value: oneWord, values: l.autoNames()},
	}
	switch l {
	case question:
		keys = append(keys, questionKeys()...)
	case column:
		keys = append(keys,
			key{name: "shared", value: yesNo},
			key{name: "read_only", value: yesNo},
			key{name: "sets", value: aMapping, of: setsShape()},
		)
	}
	return &shape{"field", keys}
}

func (l level) autoNames() []string {
	if l == column {
		return forms.AutoColumns()
	}
	return forms.AutoNames()
}

// questionKeys are those of a field of its own.
func questionKeys() []key {
	return []key{
		{name: "by", value: oneWord, values: people()}, // needed, unless the program answers
		{name: "seen", value: oneWord, values: []string{"pair", "author", "sealed", "coordinator", "told"}},
		{name: "source", value: aWord},
		{name: "compare", value: yesNo},
		{name: "register", value: aWord},
		{name: "take", value: oneWord, values: []string{"all", "here", "earlier", "open"}},
		{name: "of", value: aWord},
		{name: "given", value: rowsOf, values: []string{"steps"}, of: optionShape(false)},
		{name: "columns", value: manyOf, of: column.shape()},
		{name: "parts", value: manyOf, of: part.shape()},
	}
}

func people() []string { return []string{"mentor", "mentee", "both", "each", "programme"} }

// optionShape is that of an answer of a choice; groups says whether it may hold
// others.
func optionShape(groups bool) *shape {
	inner := key{name: "options", value: never}
	if groups {
		inner.value, inner.of = manyOf, optionShape(false)
	}
	return &shape{"option", []key{
		{name: "id", value: anID, need: true},
		{name: "label", value: aText, need: true},
		{name: "detail", value: oneWord, values: []string{"short", "number"}},
		inner,
	}}
}

func setsShape() *shape {
	return &shape{"sets", needed(key{name: "column", value: aWord}, key{name: "values", value: wordPairs})}
}

func programmeShape() *shape {
	return &shape{"programme", slices.Concat(
		needed(key{name: "programme", value: anID}),
		[]key{
			{name: "like", value: aWord},
			{name: "version", value: aWhole, least: 1, most: maxVersion},
			{name: "languages", value: manyWords},
		},
		needed(
			key{name: "title", value: aText}, key{name: "about", value: aText},
			key{name: "lang", value: oneWord, values: languageCodes()}, key{name: "anchor", value: aWord},
		),
		[]key{
			{name: "months", value: aWhole, least: 1, most: maxMonths}, // needed, unless there are weeks
			{name: "weeks", value: aWhole, least: 1, most: maxMonths * 4},
			{name: "extend", value: aWhole, least: 0, most: maxMonths},
		},
		needed(key{name: "cadence", value: aWord}),
		[]key{{name: "together_first", value: yesNo}},
		needed(key{name: "forms", value: manyWords}, key{name: "terms", value: aMapping, of: termsShape()}),
		[]key{
			{name: "preset", value: wordPairs},
			{name: "topics", value: choicesOf, of: optionShape(true)},
			{name: "interests", value: choicesOf, of: optionShape(true)},
			{name: "leave_out", value: manyWords},
			{name: "tells", value: manyWords},
			{name: "to_board", value: manyWords},
		},
		needed(key{name: "steps", value: manyOf, of: stepShape()}),
	)}
}

func termsShape() *shape {
	s := &shape{name: "terms"}
	for _, name := range termNames() {
		s.keys = append(s.keys, key{name: name, value: aText, need: true, told: true})
	}
	return s
}

func stepShape() *shape {
	return &shape{"step", []key{
		{name: "id", value: anID, need: true},
		{name: "text", value: aText, need: true},
		{name: "after", value: anOffset}, // needed, unless it comes again and again
		{name: "every", value: oneWord, values: []string{string(forms.EveryMonth), string(forms.EveryWeek)}},
		{name: "day", value: aWhole, least: 1, most: 28},
		{name: "who", value: oneWord, values: people(), need: true},
		{name: "evidence", value: aProof},
		{name: "show", value: aTest},
	}}
}

// The files of things that forms and programmes share.

func listsShape() *shape {
	list := &shape{"list", needed(key{name: "id", value: anID}, key{name: "options", value: manyOf, of: optionShape(true)})}
	return &shape{"lists", []key{{name: "languages", value: manyWords}, {name: "lists", value: manyOf, of: list, need: true}}}
}

func registersShape() *shape {
	register := &shape{"register", needed(
		key{name: "id", value: anID}, key{name: "title", value: aText}, key{name: "columns", value: manyOf, of: registerColumn.shape()},
	)}
	return &shape{"registers", []key{{name: "languages", value: manyWords}, {name: "registers", value: manyOf, of: register, need: true}}}
}

func helpsShape() *shape {
	page := &shape{"help", needed(key{name: "id", value: anID}, key{name: "title", value: aText}, key{name: "lines", value: manyTexts})}
	return &shape{"helps", needed(key{name: "helps", value: manyOf, of: page})}
}
