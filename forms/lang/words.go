package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Words holds all messages of one language, and how that language writes plurals, lists, dates and times.
// It may be used from several goroutines.
type Words struct {
	lang  Lang
	tag   func() language.Tag // made when something is counted first
	areas map[string]areaReader
}

// wordsOf is a language without its areas.
func wordsOf(l Lang) *Words {
	tag := func() language.Tag { return language.Make(string(l)) }
	return &Words{lang: l, tag: sync.OnceValue(tag), areas: make(map[string]areaReader)}
}

// areaReader reads the messages of one area the first time it is called, and remembers them. A screen needs a few areas
// of about thirty, and the start waits for no more.
type areaReader func() (map[string]message, error)

// loaded keeps one *Words per Lang.
var loaded sync.Map

// Load gives the messages of a shipped language. It costs microseconds: an area is read when the first of its messages
// is asked for. A language that is not shipped is an error.
func Load(l Lang) (*Words, error) {
	if w, ok := loaded.Load(l); ok {
		return w.(*Words), nil
	}
	if w := unpack(l, packed); w != nil {
		first, _ := loaded.LoadOrStore(l, w)
		return first.(*Words), nil
	}
	_, err := Parse(string(l))
	return nil, fmt.Errorf("loading messages: %w", err)
}

// unpack finds the areas of one language in what [Pack] made; nil where there are none.
func unpack(l Lang, packed string) *Words {
	var w *Words
	for a := range packedAreas(packed) {
		if a.lang != l {
			continue
		}
		if w == nil {
			w = wordsOf(l)
		}
		w.areas[a.name] = sync.OnceValues(func() (map[string]message, error) { return unpackArea(a.text) })
	}
	return w
}

// newWords finds the areas of one language in a file system that has them as messages/<code>/<area>.yaml.
func newWords(files fs.FS, l Lang) (*Words, error) {
	folder := path.Join("messages", string(l))
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	w := wordsOf(l)
	for _, e := range entries {
		area, isYAML := strings.CutSuffix(e.Name(), ".yaml")
		if !isYAML || !isName(area) || strings.Contains(area, ".") {
			return nil, fmt.Errorf("%s/%s: want a file named <area>.yaml", folder, e.Name())
		}
		w.areas[area] = readOnce(files, path.Join(folder, e.Name()))
	}
	return w, nil
}

// readOnce gives the reader of one file.
func readOnce(files fs.FS, name string) areaReader {
	return sync.OnceValues(func() (map[string]message, error) {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		area, err := readArea(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return area, nil
	})
}

// Check reads every file of the language and reports all faults, each with file and line.
func (w *Words) Check() error {
	var faults []error
	for _, read := range w.areas {
		if _, err := read(); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// Lang gives the language of the messages.
func (w *Words) Lang() Lang { return w.lang }

// T gives the message under key ("area.name"). args are name, value pairs for its placeholders:
// T("sheet.saved", "time", "14:02"). A key without a message gives "⟦key⟧", which no test lets through.
func (w *Words) T(key string, args ...any) string {
	m, ok := w.find(key)
	if !ok {
		return "⟦" + key + "⟧"
	}
	return m[plural.Other].fill(args)
}

// N is [Words.T] for a message that counts: it takes the plural form that fits n and fills {n} with it.
func (w *Words) N(key string, n int, args ...any) string {
	m, ok := w.find(key)
	if !ok {
		return "⟦" + key + "⟧"
	}
	t, ok := m[pluralForm(w.tag(), n)]
	if !ok {
		t = m[plural.Other]
	}
	return t.fill(append([]any{"n", n}, args...))
}

// Has says whether there is a message under key.
func (w *Words) Has(key string) bool {
	_, ok := w.find(key)
	return ok
}

// Keys lists the keys of all messages, sorted. It reads all files, so it is for tests and tools.
func (w *Words) Keys() []string {
	var keys []string
	for area, read := range w.areas {
		messages, err := read()
		if err != nil {
			continue
		}
		for name := range messages {
			keys = append(keys, area+"."+name)
		}
	}
	slices.Sort(keys)
	return keys
}

// List joins items as a sentence does: "a", "a and b", "a, b and c". No items give an empty text.
func (w *Words) List(items []string) string {
	if len(items) == 0 {
		return ""
	}
	last := len(items) - 1
	if last == 0 {
		return items[0]
	}
	head := items[0]
	for _, item := range items[1:last] {
		head = w.T("list.more", "head", head, "item", item)
	}
	return w.T("list.last", "head", head, "item", items[last])
}

// find looks a message up by its key.
func (w *Words) find(key string) (message, bool) {
	area, name, _ := strings.Cut(key, ".")
	read, ok := w.areas[area]
	if !ok {
		return nil, false
	}
	messages, err := read()
	if err != nil {
		return nil, false
	}
	m, ok := messages[name]
	return m, ok
}

// pluralForm gives the CLDR category of a whole number in a language.
func pluralForm(tag language.Tag, n int) plural.Form {
	if n < 0 {
		n = -n
	}
	return plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)
}
