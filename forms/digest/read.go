package digest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// MaxFile is the size of a file in bytes beyond which it is not read.
const MaxFile = 4 << 20

// maxDepth is how many lists and objects may lie in each other; our own files have ten.
const maxDepth = 24

// mostID is how long the id of a pair or a programme is at most, in bytes.
const mostID = 64

// document is what a digest needs of an exported sheet.
type document struct {
	pair            forms.PairID
	sheet           forms.SheetID
	form, programme string
	date            lang.Date
	closed, private bool
	names           []string
	answers         []said
}

// said is what a voice says to a question.
type said struct {
	at     place
	voice  forms.Voice
	values []string // canonical, none of them empty
}

// read reads a file that export.JSON wrote, and nothing else: whoever made it, it does
// not hold us up, and means the same to everybody who reads it.
func read(data []byte) (*document, error) {
	if len(data) > MaxFile {
		return nil, &Refusal{Why: TooLarge}
	}
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	dec.UseNumber()
	v, err := value(dec, 0)
	if err != nil {
		return nil, &Refusal{Why: NotJSON, Err: err}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, &Refusal{Why: NotJSON, Err: errors.New("there is more behind the end")}
	}
	root := object(v)
	switch n, _ := root["schema"].(json.Number); {
	case n == "":
		return nil, &Refusal{Why: NotOurs}
	case n != json.Number(fmt.Sprint(export.Schema)):
		return nil, &Refusal{Why: NewerSchema}
	}
	return documentOf(root)
}

// value reads one value. A key that stands twice in an object, in whatever case, would
// be read differently by different programs: that is a fault.
func value(dec *json.Decoder, depth int) (any, error) {
	t, err := dec.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	if depth >= maxDepth {
		return nil, errors.New("too deep")
	}
	if delim == '[' {
		var list []any
		for dec.More() {
			v, err := value(dec, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = dec.Token()
		return list, err
	}
	return members(dec, depth)
}

func members(dec *json.Decoder, depth int) (any, error) {
	all := map[string]any{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		key, _ := t.(string) // it is one: the decoder takes nothing else
		key = strings.ToLower(key)
		if _, twice := all[key]; twice {
			return nil, fmt.Errorf("the key %q stands twice", key)
		}
		if all[key], err = value(dec, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := dec.Token()
	return all, err
}

// object, list, text and flag take a value for what it should be, and for nothing where
// it is something else.
func object(v any) map[string]any { o, _ := v.(map[string]any); return o }
func list(v any) []any            { l, _ := v.([]any); return l }
func text(v any) string           { s, _ := v.(string); return s }
func flag(v any) bool             { b, _ := v.(bool); return b }

// documentOf reads a document. What has no sense for us is passed over, what cannot be
// one of ours is refused.
func documentOf(root map[string]any) (*document, error) {
	pair := object(root["pair"])
	d := &document{
		pair: forms.PairID(text(pair["id"])), form: text(root["form"]), programme: text(object(root["programme"])["id"]),
		closed: flag(root["closed"]), private: flag(root["private"]),
		names: namesOf(text(pair["mentee"]), text(pair["mentor"])),
	}
	var err error
	if d.sheet, err = forms.ParseSheetID(text(root["sheet"])); err != nil || d.pair == "" || max(len(d.pair), len(d.programme)) > mostID {
		return nil, &Refusal{Why: NotOurs, Err: err}
	}
	if d.date, err = lang.ParseISO(text(root["date"])); err != nil {
		return nil, &Refusal{Why: NotOurs, Err: err}
	}
	for _, q := range list(root["questions"]) {
		id := text(object(q)["id"])
		for _, a := range list(object(q)["answers"]) {
			d.take(id, object(a))
		}
	}
	return d, nil
}

// take adds what one voice says to a question: in one value, in parts, or in rows.
func (d *document) take(field string, a map[string]any) {
	v := forms.Voice(text(a["voice"]))
	add := func(part string, values ...string) {
		values = slices.DeleteFunc(values, func(s string) bool { return strings.TrimSpace(s) == "" })
		if len(values) > 0 {
			d.answers = append(d.answers, said{place{field, part}, v, values})
		}
	}
	add("", text(a["value"]))
	for _, p := range list(a["parts"]) {
		add(text(object(p)["id"]), text(object(p)["value"]))
	}
	columns := map[string][]string{}
	for _, row := range list(a["rows"]) {
		for id, cell := range object(object(row)["cells"]) {
			columns[id] = append(columns[id], text(object(cell)["value"]))
		}
	}
	for id, values := range columns {
		add(id, values...)
	}
}

// fingerprint tells answers from others, in whatever order they stood in the file.
func (u *unit) fingerprint() string {
	var lines []string
	for at, values := range u.answers {
		lines = append(lines, fmt.Sprintf("%q %q %q", at.field, at.part, values))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}
