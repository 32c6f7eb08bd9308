package lang

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
)

//go:generate go run ./pack

// packed is what [Pack] made of the YAML files. The program starts from it, because YAML takes 5 µs a message, and the
// messages of the first page alone took 2 to 3 ms of a start. Texts that are read share its memory.
//
//go:embed packed.txt
var packed string

// Packed messages begin with an index, ended by indexEnd, so that a start reads no more of them than it shows: of each
// area, ended by areaEnd, its language, its name and its size in bytes. Behind it stand the areas in that order. An area
// is its messages, each ended by messageEnd. A message is its name and its text, or its name and, by turns, a plural
// category and the text for it. The marks are those that ASCII keeps for this use; no text holds them.
const (
	indexEnd   = "\x1c"
	areaEnd    = "\x1d"
	messageEnd = "\x1e"
	partEnd    = "\x1f"

	ends = indexEnd + areaEnd + messageEnd + partEnd
)

// packedArea is one area of one language as it is packed.
type packedArea struct {
	lang       Lang
	name, text string
}

// packedAreas goes through the areas of all languages, those of a language behind one another.
func packedAreas(packed string) iter.Seq[packedArea] {
	return func(yield func(packedArea) bool) {
		index, rest, _ := strings.Cut(packed, indexEnd)
		for one := range strings.SplitSeq(index, areaEnd) {
			code, entry, _ := strings.Cut(one, partEnd)
			name, digits, _ := strings.Cut(entry, partEnd)
			size, err := strconv.Atoi(digits)
			if err != nil || size < 0 || size > len(rest) {
				return // behind the last one
			}
			if !yield(packedArea{Lang(code), name, rest[:size]}) {
				return
			}
			rest = rest[size:]
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
	var index, texts strings.Builder
	var faults []error
	for _, f := range folders {
		w, err := newWords(dir, Lang(f.Name()))
		if err == nil {
			err = w.pack(&index, &texts)
		}
		faults = append(faults, err)
	}
	return []byte(index.String() + indexEnd + texts.String()), errors.Join(faults...)
}

func (w *Words) pack(index, texts *strings.Builder) error {
	var faults []error
	for _, area := range slices.Sorted(maps.Keys(w.areas)) {
		messages, err := w.areas[area]()
		faults = append(faults, err)
		before := texts.Len()
		for _, name := range slices.Sorted(maps.Keys(messages)) {
			texts.WriteString(name + messages[name].packed() + messageEnd)
		}
		index.WriteString(string(w.lang) + partEnd + area + partEnd + strconv.Itoa(texts.Len()-before) + areaEnd)
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
