package lang

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
)

//go:generate go run ./pack

// packed is what [Pack] made of the YAML files. The program starts from it, because YAML takes 5 µs a message, and the
// messages of the first page alone took 2 to 3 ms of a start. Texts that are read share its memory.
//
//go:embed packed.txt
var packed string

// Packed messages are languages, each ended by langEnd: the language's code and its areas, each ended by areaEnd: the
// area's name and its messages, each ended by messageEnd. A message is its name and its text, or its name and, by turns,
// a plural category and the text for it. The marks are those that ASCII keeps for this use; no text holds them.
const (
	langEnd    = "\x1c"
	areaEnd    = "\x1d"
	messageEnd = "\x1e"
	partEnd    = "\x1f"

	ends = langEnd + areaEnd + messageEnd + partEnd
)

// packedLangs goes through the packed languages, and gives each its areas.
func packedLangs(packed string) iter.Seq2[Lang, string] {
	return func(yield func(Lang, string) bool) {
		for one := range strings.SplitSeq(packed, langEnd) {
			if code, areas, ok := strings.Cut(one, areaEnd); ok && !yield(Lang(code), areas) {
				return
			}
		}
	}
}

// Pack reads the messages of every language, messages/<code>/<area>.yaml in dir, and packs them, the same bytes for the
// same files. All faults are reported, each with file and line.
func Pack(dir fs.FS) ([]byte, error) {
	folders, err := fs.ReadDir(dir, "messages")
	if err != nil {
		return nil, fmt.Errorf("packing messages: %w", err)
	}
	var b strings.Builder
	var faults []error
	for _, f := range folders {
		w, err := newWords(dir, Lang(f.Name()))
		if err == nil {
			b.WriteString(f.Name() + areaEnd)
			err = w.pack(&b)
			b.WriteString(langEnd)
		}
		faults = append(faults, err)
	}
	return []byte(b.String()), errors.Join(faults...)
}

func (w *Words) pack(b *strings.Builder) error {
	var faults []error
	for _, area := range slices.Sorted(maps.Keys(w.areas)) {
		messages, err := w.areas[area]()
		faults = append(faults, err)
		b.WriteString(area + messageEnd)
		for _, name := range slices.Sorted(maps.Keys(messages)) {
			b.WriteString(name + messages[name].packed() + messageEnd)
		}
		b.WriteString(areaEnd)
	}
	return errors.Join(faults...)
}

// packed writes what stands behind the name of a message.
func (m message) packed() string {
	if len(m) == 1 {
		return partEnd + m[plural.Other].source()
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(categories)) {
		if t, ok := m[categories[name]]; ok {
			b.WriteString(partEnd + name + partEnd + t.source())
		}
	}
	return b.String()
}

// unpackArea reads the messages of one area.
func unpackArea(packed string) (map[string]message, error) {
	messages := make(map[string]message, strings.Count(packed, messageEnd))
	for one := range strings.SplitSeq(packed, messageEnd) {
		name, rest, ok := strings.Cut(one, partEnd)
		if !ok {
			continue // behind the last one
		}
		m, err := unpackMessage(rest)
		if err != nil {
			return nil, fmt.Errorf("message %s: %w", name, err)
		}
		messages[name] = m
	}
	return messages, nil
}

func unpackMessage(packed string) (message, error) {
	if !strings.Contains(packed, partEnd) {
		t, err := compile(packed)
		return message{plural.Other: t}, err
	}
	parts := strings.Split(packed, partEnd)
	m := make(message, len(parts)/2)
	for i := 0; i+1 < len(parts); i += 2 {
		t, err := compile(parts[i+1])
		if err != nil {
			return nil, err
		}
		m[categories[parts[i]]] = t
	}
	return m, nil
}
